"""How the database itself is."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


async def version(connection: AsyncConnection) -> str:
    """The version of the schema."""
    return str((await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one())


async def size(connection: AsyncConnection) -> int:
    """The bytes that the database takes on its disk."""
    if connection.dialect.name == "sqlite":
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        each = (await connection.execute(text("PRAGMA page_size"))).scalar_one()
        return int(pages) * int(each)
    return int((await connection.execute(text("SELECT pg_database_size(current_database())"))).scalar_one())
