"""A database of each kind for every test that asks for one, a clock that is set by hand, and a small catalogue."""

import datetime as dt
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from schedules import Article, Catalogue, Known, Library, ReleaseRule, Service, Show, Trust
from schedules.store.opening import database_url

_NUMBERS = count(1)


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: dt.datetime = field(default_factory=lambda: dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC))

    def __call__(self) -> dt.datetime:
        return self.now

    def set(self, text: str) -> None:
        self.now = dt.datetime.fromisoformat(text).astimezone(dt.UTC)

    def ahead(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL that was started for these tests."""
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


@pytest.fixture
async def postgres_url(postgres_server: str) -> str:
    """The address of a database on that PostgreSQL, emptied: to make a new one takes far longer."""
    url = f"postgresql://marquee@/postgres?host={postgres_server}"
    engine = create_async_engine(database_url(url))
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
    return url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The path of a SQLite database that is not there yet."""
    return str(tmp_path / "marquee.db")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """An empty database, of each kind in turn."""
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(fixture))


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon (UTC) on 20 August 2016."""
    return Clock()


@pytest.fixture
def catalogue() -> Catalogue:
    """Three shows, one with a past and one whose first season lies ahead of the clock."""
    netflix = Service("Netflix", (ReleaseRule(dt.time(), "America/Los_Angeles"),))
    shows = (
        Show("Luke Cage", "Netflix", ("Marvel's Luke Cage",)),
        Show("Daredevil", "Netflix"),
        Show("Iron Fist", "Netflix"),
    )
    history = (
        Known("Daredevil", 1, dt.date(2015, 4, 10)),
        Known("Daredevil", 2, dt.date(2016, 3, 18)),
        Known("Iron Fist", 1, dt.date(2017, 3, 17)),
    )
    return Catalogue(shows, (netflix,), history)


Opener = Callable[[], AbstractAsyncContextManager[Library]]


@pytest.fixture
def opened(database: str, catalogue: Catalogue, clock: Clock) -> Opener:
    """Opens the library; again for a second process on the same database."""
    trust = {"official.example": Trust.OFFICIAL, "trusted.example": Trust.TRUSTED}
    return lambda: Library.open(database, catalogue, clock, trust)


@pytest.fixture
async def library(opened: Opener) -> AsyncIterator[Library]:
    """An open library without anything in it."""
    async with opened() as library:
        yield library


@pytest.fixture
def damage(database: str) -> Callable[[str], Awaitable[None]]:
    """Does something to the database behind the library's back."""

    async def run(statement: str) -> None:
        engine = create_async_engine(database_url(database))
        try:
            async with engine.begin() as connection:
                await connection.execute(text(statement))
        finally:
            await engine.dispose()

    return run


@pytest.fixture
def write() -> Callable[..., Article]:
    """Writes a short article; by default a trusted site's, of 16 August 2016."""

    def article(
        text: str, published: str | None = "2016-08-16", site: str | None = "trusted.example", at: str = ""
    ) -> Article:
        number = next(_NUMBERS)
        url = f"https://{site}/{at or number}" if site else None
        day = dt.date.fromisoformat(published) if published else None
        return Article(text, f"News, number {number}", day, url, site)

    return article
