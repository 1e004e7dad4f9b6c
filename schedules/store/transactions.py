"""The open database: reading and writing transactions, and what the database's errors mean to a user."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, nullcontext

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from schedules.errors import MarqueeError, StoreError, StoreUnavailableError, UsageError

# Beneath the driver's errors lies the sentence; the first word found in it decides what the user is told.
_SQLITE_CAUSES = (
    ("locked", "The database {name} is locked by another program; close that or try again."),
    ("readonly", "The database {name} is read-only; make the file and its folder writable."),
    ("not a database", "{name} is no database; choose another file."),
    ("malformed", "The database {name} is damaged; put a copy back in its place."),
    ("unable to open", "The database {name} can't be opened; its folder must be there and be writable."),
    ("full", "The disk that holds the database {name} is full; make room on it."),
    ("disk i/o", "The disk that holds the database {name} is full or reports an error; make room on it, or check it."),
)
# What the drivers say of a number too large for its column, and of text that is none, such as half a character.
_NO_VALUES = ("A value can't be kept", "invalid input for query argument", "invalid byte sequence")


class Store:
    """An open database.

    It gives out transactions, in which the functions of this package's other modules ask and write. On SQLite one
    writer at a time is let in, and its transaction takes the write lock at once, so that what it reads stays true.

    Args:
        engine: connects.
        name: what the database is called in errors.
        check: called before each transaction; raises StoreUnavailableError where there must be none.
    """

    def __init__(self, engine: AsyncEngine, name: str, check: Callable[[], None] | None = None) -> None:
        self.engine = engine
        self.name = name
        self._check = check
        self._one_writer = asyncio.Lock() if engine.dialect.name == "sqlite" else None
        self._writer = engine.execution_options(writes=True)
        if self._one_writer:
            event.listen(engine.sync_engine, "begin", _begin)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database; raises StoreUnavailableError."""
        async with self._connected(self.engine) as connection:
            with translated(self.name):
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that is kept whole when the block ends, and not at all when it raises."""
        async with self._one_writer or nullcontext(), self._connected(self._writer) as connection:
            with translated(self.name):
                async with connection.begin():
                    yield connection

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            with reached(self.name):
                if self._check is not None:
                    self._check()
                connection = await stack.enter_async_context(engine.connect())
            yield connection


async def hold_shows(connection: AsyncConnection, shows: Iterable[str]) -> None:
    """Keep other writers off these shows' beliefs until the transaction ends.

    SQLite has one writer anyway; PostgreSQL would let two transactions weigh a show, each blind to the other's claims.
    """
    if connection.dialect.name != "sqlite":
        for show in sorted(shows):
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:show))"), {"show": show})


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn a driver's error into a StoreError about the database `name`; any other error passes as it is.

    What it says of a value that no database takes becomes a UsageError.

    What a server that can't be reached raises is an OSError like that of a file or a time limit in the block, so
    `reached` has to see to those where a connection is made.
    """
    try:
        yield
    except StoreError:
        raise
    except DBAPIError as error:
        # An error without a statement came while connecting.
        lost = error.connection_invalidated or error.statement is None
        raise _explained(name, error.orig or error, lost=lost) from error
    except (sqlite3.Error, ConnectionError) as error:
        raise _explained(name, error, lost=True) from error
    except SQLAlchemyError as error:
        raise StoreError(f"The database {name} could not do what was asked: {first_line(error)}") from error


@contextmanager
def reached(name: str) -> Iterator[None]:
    """Turn every error of making a connection into a StoreError about the database `name`."""
    with translated(name):
        try:
            yield
        except OSError as error:
            raise _explained(name, error, lost=True) from error


def _begin(connection: Connection) -> None:
    # The driver is told to begin nothing by itself: its own rule would start a write transaction with a read lock.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _explained(name: str, error: BaseException, *, lost: bool) -> MarqueeError:
    message = str(error)
    if any(words in message for words in _NO_VALUES):
        return UsageError("A number is too large, or a text holds what is no text; write it plainly.")
    for word, sentence in _SQLITE_CAUSES:
        if isinstance(error, sqlite3.Error) and word in message.lower():
            return StoreUnavailableError(sentence.format(name=name))
    if lost or isinstance(error, OSError):
        return StoreUnavailableError(f"The database {name} can't be reached: {first_line(error)}")
    if "read-only" in message:
        return StoreUnavailableError(f"The database {name} is read-only; choose a server that may be written to.")
    return StoreError(f"The database {name} could not do what was asked: {first_line(error)}")


def first_line(error: BaseException) -> str:
    """What an error says, as one sentence."""
    line = (str(error).splitlines() or [type(error).__name__])[0].strip()
    return line if line.endswith(".") else f"{line}."
