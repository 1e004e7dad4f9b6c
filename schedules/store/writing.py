"""The one statement that the two databases spell differently: an insert that tolerates what is there already."""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert


def insert_into(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT into `table` in the database's own dialect, with `on_conflict_do_nothing` and `..._do_update`."""
    return _insert(connection.dialect.name, table)


def upsert_into(
    connection: AsyncConnection,
    table: Table,
    keys: Sequence[str],
    fresh: Sequence[str] = (),
    *,
    returning: str | None = None,
) -> Insert | ReturningInsert[Any]:
    """An INSERT into `table` for rows of which some may be there already; built once, given its rows when executed.

    Args:
        connection: whose dialect is spoken.
        table: where the rows go.
        keys: the columns of the unique key by which a row is known to be there.
        fresh: the columns that take the new row's values then; with none, the row stays as it is.
        returning: the column of the inserted or changed rows to give back.
    """
    return _upsert(connection.dialect.name, table, tuple(keys), tuple(fresh), returning)


@cache
def _upsert(
    dialect: str, table: Table, keys: tuple[str, ...], fresh: tuple[str, ...], returning: str | None
) -> Insert | ReturningInsert[Any]:
    statement = _insert(dialect, table)
    if fresh:
        renewed = {name: statement.excluded[name] for name in fresh}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=renewed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    return statement.returning(table.c[returning]) if returning else statement


def _insert(dialect: str, table: Table) -> Insert:
    if dialect == "sqlite":
        return sqlite_insert(table)
    from sqlalchemy.dialects.postgresql import insert  # spares SQLite's users the time to load it

    # The two classes offer the same methods; naming one type keeps the callers free of the difference.
    return cast("Insert", insert(table))
