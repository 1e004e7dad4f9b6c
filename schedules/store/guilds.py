"""What Discord servers and members have set for themselves."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.model import AnnouncementKind, GuildSettings, MemberSettings
from schedules.store.tables import guilds, marks, members
from schedules.store.writing import insert_into

_COLUMNS = tuple(column.name for column in guilds.columns)
_LISTS = ("kinds", "leads")
_DIGEST = "digest "


async def settings(connection: AsyncConnection, ids: Collection[str] | None = None) -> dict[str, GuildSettings]:
    """The settings of those of the servers `ids` (None: of all) that have any."""
    query = select(guilds).order_by(guilds.c.guild)
    if ids is not None:
        query = query.where(guilds.c.guild.in_(ids))
    return {row.guild: _settings(row) for row in await connection.execute(query)}


async def with_digest(connection: AsyncConnection) -> tuple[GuildSettings, ...]:
    """The settings of the servers that want a digest."""
    query = select(guilds).where(guilds.c.digest_day.is_not(None), guilds.c.digest_hour.is_not(None))
    return tuple(_settings(row) for row in await connection.execute(query.order_by(guilds.c.guild)))


async def digests_told(connection: AsyncConnection) -> dict[str, dt.datetime]:
    """For each server that is told digests, up to which moment."""
    query = select(marks.c.name, marks.c.value).where(marks.c.name.startswith(_DIGEST))
    rows = await connection.execute(query)
    return {row[0].removeprefix(_DIGEST): dt.datetime.fromisoformat(row[1]) for row in rows}


async def tell_digest(connection: AsyncConnection, guild: str, moment: dt.datetime) -> None:
    """Note up to which moment a server has been told digests."""
    statement = insert_into(connection, marks)
    renewed = {"value": statement.excluded.value}
    row = {"name": f"{_DIGEST}{guild}", "value": moment.isoformat()}
    await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=renewed), [row])


async def forget_digests(connection: AsyncConnection, guild: str) -> None:
    """Forget up to which moment a server has been told digests."""
    await connection.execute(delete(marks).where(marks.c.name == f"{_DIGEST}{guild}"))


async def put(connection: AsyncConnection, found: GuildSettings) -> None:
    """Store a server's settings in the place of those that it had."""
    statement = insert_into(connection, guilds)
    row = {name: getattr(found, name) for name in _COLUMNS if name not in _LISTS}
    row |= {name: ",".join(map(str, getattr(found, name))) for name in _LISTS}
    renewed = {name: statement.excluded[name] for name in row if name != "guild"}
    await connection.execute(statement.on_conflict_do_update(index_elements=["guild"], set_=renewed), [row])


async def forget(connection: AsyncConnection, guild: str) -> None:
    """Remove a server's settings."""
    await connection.execute(delete(guilds).where(guilds.c.guild == guild))
    await forget_digests(connection, guild)


async def member(connection: AsyncConnection, number: str) -> MemberSettings | None:
    """A member's settings, where there are any."""
    row = (await connection.execute(select(members).where(members.c.member == number))).first()
    return MemberSettings(*row) if row else None


async def put_member(connection: AsyncConnection, found: MemberSettings) -> None:
    """Store a member's settings in the place of those that they had."""
    statement = insert_into(connection, members)
    row = {"member": found.member, "zone": found.zone}
    renewed = {"zone": statement.excluded.zone}
    await connection.execute(statement.on_conflict_do_update(index_elements=["member"], set_=renewed), [row])


async def forget_member(connection: AsyncConnection, number: str) -> None:
    """Remove a member's settings."""
    await connection.execute(delete(members).where(members.c.member == number))


def _settings(row: Row[Any]) -> GuildSettings:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's names
    values["kinds"] = tuple(AnnouncementKind(kind) for kind in values["kinds"].split(",") if kind)
    values["leads"] = tuple(int(lead) for lead in values["leads"].split(",") if lead)
    return GuildSettings(**values)
