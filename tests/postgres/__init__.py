"""A PostgreSQL of the tests' own, started where there is one to start."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from schedules.store.opening import database_url


@contextmanager
def running() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL that runs for as long as the block does; skips where there is none."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's initdb is neither in /usr/lib/postgresql nor on the PATH.")
    prefix, user = _as_nobody_special()
    # The path of a socket has to be short, so it does not lie in pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    data = folder / "data"
    if user is not None:
        os.chown(folder, user, -1)
    settings = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200"

    def run(name: str, *words: str) -> None:
        # The server inherits what is open: a pipe would keep the caller waiting for its end.
        with (folder.parent / f"{folder.name}.log").open("ab") as log:
            command = (*prefix, str(binaries / name), *words)
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)  # noqa: S603

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "marquee", "--no-sync", "-E", "UTF8", "--locale=C")
        run("pg_ctl", "-D", str(data), "-w", "-o", settings, "-l", str(folder / "log"), "start")
        try:
            yield str(folder)
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


async def emptied(folder: str) -> str:
    """The address of a database on the PostgreSQL of that folder, emptied: to make a new one takes far longer."""
    url = f"postgresql://marquee@/postgres?host={folder}"
    engine = create_async_engine(database_url(url))
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
    return url


def _binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


def _as_nobody_special() -> tuple[tuple[str, ...], int | None]:
    """PostgreSQL refuses to run as root: the words that run it as its own user, and that user's number."""
    if os.getuid() != 0:
        return (), None
    try:
        user = pwd.getpwnam("postgres").pw_uid
    except KeyError:
        pytest.skip("PostgreSQL can't be started: it refuses to run as root, and there is no user postgres.")
    return (*("runuser", "-u", "postgres", "--"),), user
