"""Follows: who wants to be told of what, and how long before."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.model import Follow, Target, TargetKind
from schedules.store.tables import follows
from schedules.store.writing import insert_into

_FOLLOW = tuple(follows.c[name] for name in ("target_kind", "target_id", "show", "leads", "guild", "since"))

# Built once: to build a statement takes longer than to have it answered.
_EARLIEST = select(follows.c.since).order_by(follows.c.since).limit(1)
_BEGUN_LATER = select(follows.c.id).where(follows.c.since > bindparam("now")).limit(1)
# A recursion written out, because SELECT DISTINCT walks through every follow.
_PATTERNS = text(
    "WITH RECURSIVE pattern(leads) AS ("
    "SELECT min(leads) FROM follows UNION ALL "
    "SELECT (SELECT min(leads) FROM follows WHERE follows.leads > pattern.leads) FROM pattern "
    "WHERE pattern.leads IS NOT NULL) SELECT leads FROM pattern WHERE leads IS NOT NULL"
)


async def put(connection: AsyncConnection, follow: Follow) -> None:
    """Store a follow; one that is there takes the new leads and server and keeps when it began."""
    statement = insert_into(connection, follows)
    row = {
        "target_kind": follow.target.kind,
        "target_id": follow.target.id,
        "show": follow.show,
        "scope": follow.show or "",
        "leads": _leads(follow.leads),
        "guild": follow.guild,
        "since": follow.since,
    }
    renewed = {name: statement.excluded[name] for name in ("leads", "guild")}
    conflict = statement.on_conflict_do_update(index_elements=["target_kind", "target_id", "scope"], set_=renewed)
    await connection.execute(conflict, [row])


async def one(connection: AsyncConnection, target: Target, show: str | None) -> Follow | None:
    """The follow of exactly this show (None: of all) by a target."""
    query = select(*_FOLLOW).where(*_to(target), follows.c.scope == (show or ""))
    row = (await connection.execute(query)).first()
    return _follow(row) if row else None


async def remove(connection: AsyncConnection, target: Target, show: str | None) -> int:
    """End a target's follow of a show, or with None all of its follows; how many ended."""
    scope = () if show is None else (follows.c.scope == show,)
    return (await connection.execute(delete(follows).where(*_to(target), *scope))).rowcount


async def listed(connection: AsyncConnection, target: Target | None, guild: str | None) -> tuple[Follow, ...]:
    """The follows of a target, of a server, or all of them, in the order in which they began."""
    query = select(*_FOLLOW).order_by(follows.c.id)
    if target is not None:
        query = query.where(*_to(target))
    if guild is not None:
        query = query.where(follows.c.guild == guild)
    return tuple(_follow(row) for row in await connection.execute(query))


async def of_shows(connection: AsyncConnection, shows: Collection[str]) -> tuple[Follow, ...]:
    """The follows that touch `shows`, those of all shows among them."""
    query = select(*_FOLLOW).where(or_(follows.c.show.in_(shows), follows.c.show.is_(None))).order_by(follows.c.id)
    return tuple(_follow(row) for row in await connection.execute(query))


async def patterns(connection: AsyncConnection) -> list[tuple[int, ...]]:
    """Every set of leads that some follow has; jumps from one to the next in the index, whatever their number."""
    return [_days(row[0]) for row in await connection.execute(_PATTERNS)]


async def earliest(connection: AsyncConnection) -> dt.datetime | None:
    """When the oldest follow began."""
    return await connection.scalar(_EARLIEST)


async def begun_later(connection: AsyncConnection, now: dt.datetime) -> bool:
    """Whether a follow is said to begin only after `now`: the clock was set back."""
    return (await connection.execute(_BEGUN_LATER, {"now": now})).scalar() is not None


async def begin_now(connection: AsyncConnection, now: dt.datetime) -> None:
    """Let follows that are said to begin only after `now` begin now."""
    await connection.execute(update(follows).where(follows.c.since > now).values(since=now))


async def servers(connection: AsyncConnection) -> set[str]:
    """The servers that follow something."""
    query = select(follows.c.guild).where(follows.c.guild.is_not(None)).distinct()
    return {row[0] for row in await connection.execute(query)}


async def forget_guild(connection: AsyncConnection, guild: str) -> None:
    """Remove every follow of a server."""
    await connection.execute(delete(follows).where(follows.c.guild == guild))


def _to(target: Target) -> tuple[ColumnElement[bool], ...]:
    return (follows.c.target_kind == target.kind, follows.c.target_id == target.id)


def _leads(leads: tuple[int, ...]) -> str:
    return ",".join(map(str, leads))


def _days(leads: str) -> tuple[int, ...]:
    return tuple(int(lead) for lead in leads.split(",") if lead)


def _follow(row: Sequence[Any]) -> Follow:
    kind, target, show, leads, guild, since = row
    return Follow(Target(TargetKind(kind), target), show, _days(leads), guild, since)
