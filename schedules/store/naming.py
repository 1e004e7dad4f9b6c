"""Shows that the catalogue calls otherwise than before: what is kept under the old name goes over to the new one."""

from sqlalchemy import ColumnElement, Table, and_, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.model import Delivery
from schedules.store import memories
from schedules.store.tables import archive, changes, claims, follows, outbox, pins, premieres

_OPEN = (Delivery.DUE, Delivery.LEASED)


async def names(connection: AsyncConnection) -> set[str]:
    """The names of all shows that something was said of or that somebody follows."""
    said = set((await connection.execute(select(claims.c.show).distinct())).scalars())
    wanted = select(follows.c.show).where(follows.c.show.is_not(None)).distinct()
    return said | {name for name in (await connection.execute(wanted)).scalars() if name}


async def rename(connection: AsyncConnection, old: str, new: str) -> None:
    """Let all that is kept under one name be kept under another; what stands there already stays as it is."""
    await memories.forget(connection, [old, new])
    for table in (claims, changes, archive):
        await connection.execute(update(table).where(table.c.show == old).values(show=new))
    for table in (pins, premieres):
        await connection.execute(update(table).where(_free(table, old, new)).values(show=new))
        await connection.execute(delete(table).where(table.c.show == old))
    await _follow(connection, old, new)
    await _announce(connection, old, new)


def _free(table: Table, old: str, new: str) -> ColumnElement[bool]:
    there = table.alias()
    return and_(table.c.show == old, ~exists().where(there.c.show == new, there.c.season == table.c.season))


async def _follow(connection: AsyncConnection, old: str, new: str) -> None:
    there = follows.alias()
    same = (there.c.target_kind == follows.c.target_kind, there.c.target_id == follows.c.target_id)
    both = exists().where(there.c.scope == new, *same)
    await connection.execute(update(follows).where(follows.c.scope == old, ~both).values(show=new, scope=new))
    await connection.execute(delete(follows).where(follows.c.scope == old))


async def _announce(connection: AsyncConnection, old: str, new: str) -> None:
    """What was announced counts under the new name, so that it is not announced again."""
    mine = outbox.c.show == old
    # By the key an attempt is looked for that may have arrived.
    tried = and_(outbox.c.state.in_(_OPEN), outbox.c.attempts > 0)
    rest = func.substr(outbox.c.key, func.length(outbox.c.kind) + len(old) + 2)
    key = outbox.c.kind + "|" + new + rest
    there = outbox.alias()
    taken = exists().where(there.c.key == key)
    await connection.execute(update(outbox).where(mine, ~tried, ~taken).values(show=new, key=key))
    await connection.execute(update(outbox).where(mine).values(show=new))
