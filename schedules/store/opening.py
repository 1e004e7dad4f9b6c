"""Opens a database: understands its address, creates it or brings it up to date, and refuses what it can't use."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from schedules.errors import SchemaVersionError, StoreError, StoreUnavailableError, UsageError
from schedules.store.tables import metadata
from schedules.store.transactions import Store, first_line, reached, translated
from schedules.store.visits import Visits

VERSIONS = ("0001", "0002", "0003", "0004", "0005")
"""The versions of the schema, oldest first; the migrations carry the same names."""

PATIENCE_SECONDS = 5
"""How long to wait for another program's lock on a SQLite file."""


def database_url(database: str) -> URL:
    """The address of a database as SQLAlchemy's asynchronous engines take it.

    Args:
        database: a path, or a URL beginning with sqlite:// or postgresql://.

    Raises:
        UsageError: it is neither.
    """
    if "://" not in database:
        if not database.strip() or database == ":memory:":
            raise UsageError("A database is a file or a server; give its path or its URL.")
        return URL.create("sqlite+aiosqlite", database=str(Path(database).expanduser()))
    try:
        url = make_url(database)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        # The text itself is not repeated: a password may be in it.
        raise UsageError("The database's URL can't be read; write sqlite:///FILE or postgresql://HOST/NAME.") from None
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise UsageError("A database in memory would forget everything; write sqlite:///FILE.")
        return url.set(drivername="sqlite+aiosqlite", database=str(Path(url.database).expanduser()))
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+asyncpg")
    raise UsageError(
        f"'{backend[:40]}' is no database that Marquee knows; write sqlite:///FILE or postgresql://HOST/NAME."
    )


@asynccontextmanager
async def open_store(database: str) -> AsyncIterator[Store]:
    """Open a database for as long as the block lasts; create it where there is none, upgrade an older one.

    Args:
        database: a path, or a URL beginning with sqlite:// or postgresql://.

    Raises:
        UsageError: `database` can't be understood.
        SchemaVersionError: it was written by a newer Marquee.
        StoreUnavailableError: it is locked, read-only, no database, a folder, or can't be reached.
        StoreError: the upgrade failed; the database is as it was.
    """
    url = database_url(database)
    name = (
        url.database or ""
        if url.get_backend_name() == "sqlite"
        else url.set(drivername="postgresql").render_as_string()
    )
    if url.get_backend_name() == "sqlite" and "timeout" not in url.query:
        url = url.update_query_dict({"timeout": str(PATIENCE_SECONDS)})
    if url.get_backend_name() == "sqlite":
        with reached(name):
            await asyncio.to_thread(_prepare_file, Path(name), _patience(url))
    store = Store(_engine(url), name, _still_there(Path(name)) if url.get_backend_name() == "sqlite" else None)
    try:
        with reached(name):
            await _bring_up_to_date(store, url)
        yield store
    finally:
        with translated(name):
            await store.engine.dispose()


def _engine(url: URL, *, foreign_keys: bool = True) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, async_creator=_connecting_to(url), pool_pre_ping=True)
    engine = create_async_engine(url, connect_args={"isolation_level": None, "async_creator_fn": Visits})
    if foreign_keys:
        event.listen(engine.sync_engine, "connect", _enforce_foreign_keys)
    return engine


def _connecting_to(url: URL) -> Callable[[], Awaitable[Any]]:
    """What connects to a server by its whole address, of which the driver knows each option: sslmode and the like."""
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)

    async def connect() -> Any:  # noqa: ANN401 - the driver is untyped
        import asyncpg

        return await asyncpg.connect(address)

    return connect


def _enforce_foreign_keys(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _patience(url: URL) -> float:
    try:
        return float(str(url.query["timeout"]))
    except ValueError:
        raise UsageError("The timeout in the database's URL must be a number of seconds.") from None


def _prepare_file(path: Path, patience: float) -> None:
    """Make the folder, and let readers go on while one writes (WAL, which the file remembers)."""
    if path.is_dir():
        raise StoreUnavailableError(f"{path} is a folder; a database is a file in it, such as {path / 'marquee.db'}.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailableError(f"The folder of the database {path} can't be made: {error.strerror}.") from error
    # It holds what members wait for, which no other user of the machine has to know; what is there keeps its mode.
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    # Every commit is forced to the disk (SQLite's default): an announcement that was recorded as tried before a power
    # failure is then known to have been tried after it.
    with closing(sqlite3.connect(path, timeout=patience)) as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
        if mode != "wal":
            connection.execute("PRAGMA journal_mode = WAL")


def _still_there(path: Path) -> Callable[[], None]:
    """What refuses a transaction when another file, or none, lies where the open one lay.

    SQLite would write on into a file that was moved or deleted, and a new connection would begin an empty one.
    """

    def identity() -> tuple[int, int] | None:
        try:
            found = path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    opened = identity()

    def check() -> None:
        if identity() != opened:
            raise StoreUnavailableError(
                f"The database {path} was moved or replaced while it was open; put it back, or start Marquee again."
            )

    return check


async def _bring_up_to_date(store: Store, url: URL) -> None:
    async with store.reading() as connection:
        version = await connection.run_sync(_version, store.name)
    if version == VERSIONS[-1]:
        return
    if version is None:
        async with store.writing() as connection:
            await connection.run_sync(_create, store.name)
        return
    await _upgrade(store, url)


def _version(connection: Connection, name: str) -> str | None:
    """The version of the schema; None for an empty database."""
    if connection.dialect.has_table(connection, "alembic_version"):
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version in VERSIONS:
            return str(version)
        raise SchemaVersionError(f"The database {name} was written by a newer Marquee; install that one to use it.")
    if inspect(connection).get_table_names():
        raise StoreUnavailableError(f"The database {name} holds another program's tables; choose another database.")
    return None


def _hold_schema(connection: Connection) -> None:
    # Two processes that start at once must not both create or upgrade; on SQLite the write lock sees to it.
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('marquee schema'))"))


def _create(connection: Connection, name: str) -> None:
    _hold_schema(connection)
    if _version(connection, name) is not None:
        return
    metadata.create_all(connection)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL CONSTRAINT alembic_version_pkc PRIMARY KEY)"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": VERSIONS[-1]})


async def _upgrade(store: Store, url: URL) -> None:
    from schedules.store.migrating import upgrade  # Alembic is slow to load and seldom needed

    # Without foreign keys: SQLite alters a table by copying it, and dropping the old one would cascade.
    changing = Store(_engine(url, foreign_keys=False), store.name)
    copy: Path | None = None
    try:
        async with changing.writing() as connection:
            await connection.run_sync(_hold_schema)
            version = await connection.run_sync(_version, store.name)
            if version is None or version == VERSIONS[-1]:
                return
            if url.get_backend_name() == "sqlite":
                copy = await asyncio.to_thread(_copy_aside, Path(store.name))
            try:
                await connection.run_sync(upgrade)
            except Exception as error:
                kept = f"; a copy of it is at {copy}" if copy else ""
                cause = first_line(error)
                raise StoreError(
                    f"The database {store.name} could not be brought up to date and is as it was{kept}: {cause}"
                ) from error
    finally:
        await changing.engine.dispose()


def _copy_aside(path: Path) -> Path:
    """Copy a database, also while others read it, to a file beside it; its name says before which version."""
    copy = path.with_name(f"{path.name}.before-{VERSIONS[-1]}")
    partial = copy.with_name(f"{copy.name}.part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
        partial.chmod(path.stat().st_mode & 0o777)
        source.backup(target)
    partial.replace(copy)
    return copy
