"""The one statement that the two databases spell differently: an insert that tolerates what is there already."""

from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_into(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT into `table` in the database's own dialect, with `on_conflict_do_nothing` and `..._do_update`."""
    if connection.dialect.name == "sqlite":
        return sqlite_insert(table)
    from sqlalchemy.dialects.postgresql import insert  # spares SQLite's users the time to load it

    # The two classes offer the same methods; naming one type keeps the callers free of the difference.
    return cast("Insert", insert(table))
