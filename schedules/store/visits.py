"""SQLite in a thread of its own, with one visit to that thread a statement.

aiosqlite goes to the thread to make a cursor, again to execute, again to fetch and again to close. For the short
statements that are asked here the going costs more than the database's work, so a statement is done in one go.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

import aiosqlite


class Visits(aiosqlite.Connection):
    """A connection whose cursors do all of a statement's work in one visit."""

    def __init__(self, database: str, **options: Any) -> None:  # noqa: ANN401 - whatever sqlite3.connect takes
        super().__init__(lambda: sqlite3.connect(database, **options), 64)
        # A program that ends without closing its database must not wait for the thread.
        self._thread.daemon = True
        self._ends = False

    def stop(self) -> asyncio.Future[None] | None:
        """Have the thread end; of a second time it would never say that it had."""
        if self._ends:
            return None
        self._ends = True
        return super().stop()

    def cursor(self) -> "OneVisit":  # type: ignore[override]  # SQLAlchemy needs no more of one than this has
        """A cursor; it has nothing to do with the thread until it executes."""
        return OneVisit(self)

    async def visit(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do something in the connection's thread."""
        await self._execute(work, self._conn)  # type: ignore[no-untyped-call]  # aiosqlite leaves it untyped


class OneVisit:
    """A cursor as SQLAlchemy's adapter uses one: execute, then take all rows."""

    def __init__(self, connection: Visits) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Sequence[Any] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Iterable[Any] = ()) -> None:
        """Run a statement and take its rows."""
        with _bound():
            await self._connection.visit(
                lambda connection: self._take(connection.execute(statement, tuple(parameters)))
            )

    async def executemany(self, statement: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each set of parameters."""
        with _bound():
            await self._connection.visit(lambda connection: self._take(connection.executemany(statement, parameters)))

    async def fetchall(self) -> list[Any]:
        """The rows that the statement gave."""
        return self._rows

    async def close(self) -> None:
        """Nothing: the cursor was closed in the visit."""

    def _take(self, cursor: sqlite3.Cursor) -> None:
        self._rows = cursor.fetchall() if cursor.description else []
        self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
        cursor.close()


@contextmanager
def _bound() -> Iterator[None]:
    """Make a value that SQLite can't hold an error of the driver's, as it is with PostgreSQL's."""
    try:
        yield
    except (OverflowError, UnicodeEncodeError) as error:
        raise sqlite3.DataError(f"A value can't be kept: {error}") from error
