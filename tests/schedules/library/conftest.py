"""All rows of all tables."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from schedules.store.opening import database_url
from schedules.store.tables import metadata


@pytest.fixture
def everything(database: str) -> Callable[[], Awaitable[dict[str, list[object]]]]:
    """Reads every row of every table."""

    async def read() -> dict[str, list[object]]:
        engine = create_async_engine(database_url(database))
        try:
            async with engine.connect() as connection:
                return {
                    table.name: [tuple(row) for row in await connection.execute(select(table))]
                    for table in metadata.sorted_tables
                }
        finally:
            await engine.dispose()

    return read
