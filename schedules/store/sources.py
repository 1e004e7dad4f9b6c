"""Sources, and what is remembered of each between two polls."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.model import Trust
from schedules.store.tables import sources
from schedules.store.writing import insert_into

STATE = (
    "url",
    "next_poll",
    "interval",
    "etag",
    "last_modified",
    "digest",
    "last_success",
    "last_change",
    "last_failure",
    "failures",
    "error",
    "asleep",
    "failing_since",
    "feed",
)
"""The columns that make up what is remembered between two polls; the interval is in seconds."""


CHANNEL = "discord:"
"""How the names of watched channels begin: what is posted there comes by itself, so they are never asked."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as it is stored."""

    id: int
    name: str
    trust: Trust | None
    added_by: str
    added: dt.datetime
    paused: bool
    site: str | None
    state: Mapping[str, Any]


_LISTED = (
    *sources.c["id", "name", "trust", "added_by", "added", "paused", "site"],
    *(sources.c[name] for name in STATE),
)
_AWAKE = (sources.c.paused.is_(False), sources.c.asleep.is_(False), ~sources.c.name.startswith(CHANNEL))


async def add(
    connection: AsyncConnection, name: str, listed: Mapping[str, object], state: Mapping[str, object]
) -> Listed:
    """Store a source, unless its name is there already; the source of that name either way."""
    statement = insert_into(connection, sources).on_conflict_do_nothing(index_elements=["name"])
    await connection.execute(statement, [{"name": name, **listed, **state, "paused": False}])
    return _row((await connection.execute(select(*_LISTED).where(sources.c.name == name))).one())


async def listed(connection: AsyncConnection) -> tuple[Listed, ...]:
    """Every source in the order in which they were added."""
    return tuple(_row(row) for row in await connection.execute(select(*_LISTED).order_by(sources.c.id)))


async def one(connection: AsyncConnection, number: int) -> Listed | None:
    """The source of that number."""
    row = (await connection.execute(select(*_LISTED).where(sources.c.id == number))).first()
    return _row(row) if row else None


async def due(connection: AsyncConnection, now: dt.datetime, limit: int) -> tuple[Listed, ...]:
    """The sources that are to be asked now, those that have waited longest first."""
    query = select(*_LISTED).where(*_AWAKE, sources.c.next_poll <= now).order_by(sources.c.next_poll).limit(limit)
    return tuple(_row(row) for row in await connection.execute(query))


async def next_poll(connection: AsyncConnection) -> dt.datetime | None:
    """When the next source is to be asked."""
    query = select(sources.c.next_poll).where(*_AWAKE).order_by(sources.c.next_poll).limit(1)
    return (await connection.execute(query)).scalar()


async def last_success(connection: AsyncConnection) -> dt.datetime | None:
    """When a source last gave an answer."""
    query = select(sources.c.last_success).where(sources.c.last_success.is_not(None))
    return (await connection.execute(query.order_by(sources.c.last_success.desc()).limit(1))).scalar()


async def set_state(connection: AsyncConnection, number: int, state: Mapping[str, object]) -> bool:
    """Store what is remembered of a source; False where it is gone."""
    return (await connection.execute(update(sources).where(sources.c.id == number).values(**state))).rowcount > 0


async def pause(connection: AsyncConnection, number: int, *, paused: bool) -> bool:
    """Stop asking a source, or ask it again; False where it is gone."""
    statement = update(sources).where(sources.c.id == number).values(paused=paused)
    return (await connection.execute(statement)).rowcount > 0


async def remove(connection: AsyncConnection, number: int) -> bool:
    """Remove a source; its articles stay. False where it is gone."""
    return (await connection.execute(delete(sources).where(sources.c.id == number))).rowcount > 0


async def watched(connection: AsyncConnection) -> tuple[Listed, ...]:
    """The channels whose links are read, those that are paused left out."""
    query = select(*_LISTED).where(sources.c.name.startswith(CHANNEL), sources.c.paused.is_(False))
    return tuple(_row(row) for row in await connection.execute(query))


async def servers(connection: AsyncConnection) -> set[str]:
    """The servers of which a channel is watched or was."""
    names = await connection.execute(select(sources.c.name).where(sources.c.name.startswith(CHANNEL)))
    return {row[0].removeprefix(CHANNEL).partition("/")[0] for row in names}


async def forget_guild(connection: AsyncConnection, guild: str) -> None:
    """Watch no channel of a server any more."""
    await connection.execute(delete(sources).where(sources.c.name.startswith(f"{CHANNEL}{guild}/", autoescape=True)))


def _row(row: Any) -> Listed:  # noqa: ANN401 - a row of the columns above
    number, name, trust, added_by, added, paused, site, *state = row
    remembered = dict(zip(STATE, state, strict=True))
    return Listed(number, name, Trust(trust) if trust else None, added_by, added, paused, site, remembered)
