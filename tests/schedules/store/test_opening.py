"""Opening a database: what its address means, what is created, and what is refused with which words."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from schedules import StoreError, StoreUnavailableError, UsageError
from schedules.store import Store, open_store
from schedules.store.opening import database_url
from schedules.store.tables import changes

INSERT = "INSERT INTO marks VALUES ('a', 'b')"


def names(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return sorted(each.name for each in folder.iterdir())


async def run(store: Store, *statements: str) -> None:
    """Run statements in one transaction."""
    async with store.writing() as connection:
        for statement in statements:
            await connection.execute(text(statement))


@pytest.mark.parametrize(
    ("database", "url"),
    [
        ("marquee.db", "sqlite+aiosqlite:///marquee.db"),
        ("/var/lib/marquee.db", "sqlite+aiosqlite:////var/lib/marquee.db"),
        ("a folder/#1?.db", "sqlite+aiosqlite:///a folder/#1?.db"),
        ("sqlite:///marquee.db", "sqlite+aiosqlite:///marquee.db"),
        ("sqlite+aiosqlite:///marquee.db", "sqlite+aiosqlite:///marquee.db"),
        ("postgresql://ada@db/marquee", "postgresql+asyncpg://ada@db/marquee"),
        ("postgres://ada@db/marquee", "postgresql+asyncpg://ada@db/marquee"),
        ("postgresql+asyncpg://db/marquee", "postgresql+asyncpg://db/marquee"),
    ],
)
def test_a_path_and_a_url_are_understood(database: str, url: str) -> None:
    found = database_url(database)
    assert (found.drivername, found.database, found.host) == (
        url.partition(":")[0],
        url.partition("://")[2].partition("/")[2],
        "db" if "db/" in url else None,
    )


def test_a_path_may_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    for database in ("~/marquee.db", "sqlite:///~/marquee.db"):
        assert database_url(database).database == "/home/ada/marquee.db"


@pytest.mark.parametrize(
    "database",
    [
        "",
        "  ",
        ":memory:",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://db/marquee",
        "://secret",
        "postgresql://ada:secret@db:port/marquee",
        "sqlite:///marquee.db?timeout=secret",
    ],
)
async def test_what_is_no_database_is_refused_without_repeating_it(database: str) -> None:
    with pytest.raises(UsageError) as refused:
        async with open_store(database):
            pass
    assert "secret" not in str(refused.value)


async def test_folders_are_made_and_readers_go_on_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folders" / "marquee.db"
    async with open_store(str(path)) as store:
        async with store.writing() as writing, store.reading() as reading:
            await writing.execute(text("INSERT INTO marks VALUES ('a', 'b')"))
            assert (await reading.execute(text("SELECT count(*) FROM marks"))).scalar() == 0
        async with store.reading() as reading:
            assert (await reading.execute(text("SELECT count(*) FROM marks"))).scalar() == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "marquee.db"
    beside = [path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm")]
    async with open_store(str(path)) as store, store.writing() as connection:
        await connection.execute(text("INSERT INTO marks (name, value) VALUES ('a', 'b')"))
        assert [each.stat().st_mode & 0o777 for each in beside] == [0o600] * 3
    path.chmod(0o640)
    async with open_store(str(path)):
        assert path.stat().st_mode & 0o777 == 0o640


async def test_what_a_failed_block_wrote_is_not_kept(database: str) -> None:
    async with open_store(database) as store:
        with pytest.raises(StoreError):
            await run(store, INSERT, "SELECT nonsense FROM nowhere")
        async with store.reading() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM marks"))).scalar() == 0


async def test_foreign_keys_hold(database: str) -> None:
    async with open_store(database) as store:
        with pytest.raises(StoreError):
            await run(store, "INSERT INTO texts VALUES (1, 'of no article')")


async def test_processes_that_open_a_new_database_at_once_all_succeed(database: str) -> None:
    async def once() -> int:
        async with open_store(database) as store, store.reading() as connection:
            return int((await connection.execute(text("SELECT count(*) FROM articles"))).scalar_one())

    assert await asyncio.gather(*(once() for _ in range(4))) == [0] * 4


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match=r"is a folder"):
        async with open_store(str(tmp_path)):
            pass


async def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailableError, match=r"folder of the database .* can't be made"):
        async with open_store(str(tmp_path / "file" / "marquee.db")):
            pass


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 200)
    with pytest.raises(StoreUnavailableError, match=r"is no database"):
        async with open_store(str(path)):
            pass
    assert path.read_text() == "Dear Sir or Madam, " * 200
    assert names(tmp_path) == ["letter.txt"]


async def test_another_programs_database_is_left_as_it_is(database: str, damage: Any) -> None:
    await damage("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreUnavailableError, match=r"another program's tables"):
        async with open_store(database):
            pass
    await damage("INSERT INTO recipes VALUES ('bread')")


async def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "marquee.db"
    async with open_store(str(path)):
        pass
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreUnavailableError, match=r"is damaged"):
        async with open_store(str(path)) as store, store.writing() as connection:
            await connection.execute(text("INSERT INTO marks VALUES ('a', 'b')"))


async def test_a_database_that_another_program_has_locked(tmp_path: Path) -> None:
    path = tmp_path / "marquee.db"
    async with open_store(f"sqlite:///{path}?timeout=0.05") as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailableError, match=r"is locked by another program"):
                async with store.writing():
                    pass
            # Whoever only reads is not kept out.
            async with store.reading() as connection:
                assert (await connection.execute(text("SELECT count(*) FROM marks"))).scalar() == 0
            other.execute("COMMIT")
        async with store.writing() as connection:
            await connection.execute(text("INSERT INTO marks VALUES ('a', 'b')"))


async def test_a_writer_waits_for_the_one_before(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/marquee.db?timeout=0.05") as store:

        async def add() -> None:
            async with store.writing() as connection:
                found = (await connection.execute(text("SELECT count(*) FROM marks"))).scalar_one()
                await connection.execute(text("INSERT INTO marks VALUES (:name, '')"), {"name": str(found)})

        await asyncio.gather(*(add() for _ in range(20)))
        async with store.reading() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM marks"))).scalar() == 20


async def test_a_new_database_that_is_locked_while_it_is_created(tmp_path: Path) -> None:
    path = tmp_path / "marquee.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailableError, match=r"is locked"):
            async with open_store(f"sqlite:///{path}?timeout=0.05"):
                pass


def _as_ordinary_user(code: str, *words: str) -> str:
    """Run Python as a user to whom the modes of files mean something; root may do anything."""
    prefix: tuple[str, ...] = ()
    if os.getuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("Root may write everywhere, and setpriv, which gives that up, is not there.")
        # The number of the owner stays, so that files can be read; the rights that make root root are gone.
        prefix = (setpriv, "--bounding-set", "-all", "--inh-caps", "-all")
    done = subprocess.run((*prefix, sys.executable, "-c", code, *words), capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout + done.stderr


OPEN_AND_WRITE = """
import asyncio, sys
from sqlalchemy import select, text
from schedules import MarqueeError
from schedules.store import open_store

async def main():
    async with open_store(sys.argv[1]) as store, store.writing() as connection:
        await connection.execute(text("INSERT INTO marks VALUES ('a', 'b')"))

try:
    asyncio.run(main())
except MarqueeError as error:
    print(type(error).__name__, error)
else:
    print("written")
"""


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o444, 0o555), (0o644, 0o555)])
async def test_a_database_on_a_read_only_disk(tmp_path: Path, file_mode: int, folder_mode: int) -> None:
    folder = tmp_path / "disk"
    path = folder / "marquee.db"
    async with open_store(str(path)):
        pass
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    try:
        said = await asyncio.to_thread(_as_ordinary_user, OPEN_AND_WRITE, str(path))
    finally:
        folder.chmod(0o755)
    assert said.startswith("StoreUnavailableError The database"), said
    assert "read-only" in said or "writable" in said
    assert said.count("\n") == 1


async def test_a_new_database_in_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir(mode=0o555)
    said = await asyncio.to_thread(_as_ordinary_user, OPEN_AND_WRITE, str(folder / "marquee.db"))
    assert said.startswith("StoreUnavailableError The database"), said
    assert "must be there and be writable" in said


async def test_a_full_disk(tmp_path: Path) -> None:
    async with open_store(str(tmp_path / "marquee.db")) as store:
        filling = f"INSERT INTO marks VALUES ('a', '{'x' * 1_000_000}')"
        with pytest.raises(StoreUnavailableError, match=r"disk that holds the database .* is full"):
            await run(store, "PRAGMA max_page_count = 1", filling)


async def test_a_server_that_can_not_be_reached_is_named_without_its_password() -> None:
    with pytest.raises(StoreUnavailableError, match=r"can't be reached") as failed:
        async with open_store("postgresql://ada:secret@127.0.0.1:9/marquee"):
            pass
    assert "secret" not in str(failed.value)
    assert "127.0.0.1" in str(failed.value)


async def test_a_database_that_the_server_does_not_have(postgres_url: str) -> None:
    with pytest.raises(StoreUnavailableError, match=r"can't be reached: .*not exist"):
        async with open_store(postgres_url.replace("/postgres?", "/nothing?")):
            pass


@pytest.mark.parametrize("option", ["sslmode=disable", "sslmode=prefer", "application_name=marquee"])
async def test_a_servers_address_may_have_the_options_that_hosts_give_it(postgres_url: str, option: str) -> None:
    async with open_store(f"{postgres_url}&{option}") as store, store.reading() as connection:
        assert (await connection.execute(text("SELECT 1"))).scalar() == 1


@pytest.mark.parametrize("option", ["sslmode=perhaps", "nonsense=1"])
async def test_an_option_that_nobody_knows_is_named(postgres_url: str, option: str) -> None:
    with pytest.raises(StoreUnavailableError, match=option.partition("=")[0]):
        async with open_store(f"{postgres_url}&{option}"):
            pass


@pytest.mark.parametrize("value", [10**30, "half a character: \udc80"])
async def test_a_value_that_no_database_takes_is_the_askers_mistake(database: str, value: object) -> None:
    async with open_store(database) as store:
        column = changes.c.season if isinstance(value, int) else changes.c.show
        with pytest.raises(UsageError, match="write it plainly"):
            async with store.reading() as connection:
                await connection.execute(select(changes.c.id).where(column == value))


async def test_a_server_that_only_reads(postgres_url: str) -> None:
    async with open_store(postgres_url) as store:
        with pytest.raises(StoreUnavailableError, match=r"is read-only"):
            await run(store, "SET TRANSACTION READ ONLY", INSERT)


async def test_a_server_that_goes_away_in_the_middle(postgres_url: str) -> None:
    async with open_store(postgres_url) as store:
        with pytest.raises(StoreUnavailableError, match=r"can't be reached"):
            await run(store, "SELECT pg_terminate_backend(pg_backend_pid())")
        async with store.reading() as connection:
            assert (await connection.execute(text("SELECT 1"))).scalar() == 1


async def test_what_the_database_refuses_for_another_reason_is_one_sentence(database: str) -> None:
    async with open_store(database) as store:
        with pytest.raises(StoreError, match=r"could not do what was asked") as failed:
            await run(store, "SELECT nonsense FROM nowhere")
        assert "\n" not in str(failed.value)


@pytest.mark.parametrize("error", [TimeoutError("too slow"), FileNotFoundError("no such file"), ValueError("odd")])
async def test_what_goes_wrong_in_a_block_is_not_laid_to_the_database(database: str, error: Exception) -> None:
    with pytest.raises(type(error)) as raised:
        async with open_store(database):
            raise error
    assert raised.value is error
    async with open_store(database) as store:
        for transaction in (store.reading, store.writing):
            with pytest.raises(type(error)) as raised:
                async with transaction():
                    raise error
            assert raised.value is error


@pytest.mark.parametrize("steps", range(0, 40, 3))
async def test_a_writer_that_is_cancelled_has_written_all_or_nothing(database: str, steps: int) -> None:
    async with open_store(database) as store:
        inserts = [f"INSERT INTO marks VALUES ('{number}', '')" for number in range(3)]
        writer = asyncio.create_task(run(store, *inserts))
        for _ in range(steps):
            await asyncio.sleep(0)
        with pytest.raises(asyncio.CancelledError) if writer.cancel() else nullcontext():
            await writer
        # Also whoever comes next gets a connection that works, and the lock.
        async with store.writing() as connection:
            found = (await connection.execute(text("SELECT count(*) FROM marks"))).scalar_one()
            await connection.execute(text("INSERT INTO marks VALUES ('next', '')"))
        assert found in {0, 3}


async def test_a_writer_that_is_cancelled_between_two_statements_rolls_back(database: str) -> None:
    async with open_store(database) as store:
        written, never = asyncio.Event(), asyncio.Event()

        async def write() -> None:
            async with store.writing() as connection:
                await connection.execute(text(INSERT))
                written.set()
                await never.wait()

        writer = asyncio.create_task(write())
        await written.wait()
        writer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writer
        await run(store, INSERT)


@pytest.mark.parametrize("imported", ["alembic", "sqlalchemy.dialects.postgresql", "dateparser", "discord"])
def test_what_is_slow_to_load_is_not_loaded_to_open_a_database_that_is_up_to_date(
    tmp_path: Path, imported: str
) -> None:
    code = (
        "import asyncio, sys\n"
        "from schedules.store import open_store\n"
        "async def main():\n"
        "    async with open_store(sys.argv[1]): pass\n"
        "asyncio.run(main()); asyncio.run(main())\n"
        f"print({imported!r} in sys.modules)"
    )
    command = (sys.executable, "-c", code, str(tmp_path / "marquee.db"))
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "False\n"
