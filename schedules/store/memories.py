"""What was heard of shows up to a day long past: kept to save the work of hearing it again, forgotten at any doubt.

Whatever changes what was known of the past forgets the memories that rest on it, in the same function of this package.
"""

import datetime as dt
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.store.tables import claims, memories
from schedules.store.writing import upsert_into


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of a show."""

    show: str
    day: dt.date
    """The last day that it knows."""
    state: str
    """What beliefs made of it."""
    known: str
    """A digest of what it rests on besides the claims."""
    turns: frozenset[dt.date]
    """The days on which, by what was said, beliefs may change of themselves."""


# Built once: to build a statement takes longer than to have it answered.
_OF_SHOWS = select(memories).where(memories.c.show.in_(bindparam("shows", expanding=True)))
_LAST_CLAIM = select(func.max(claims.c.id)).where(claims.c.show == bindparam("show"))


async def of_shows(connection: AsyncConnection, shows: Collection[str]) -> dict[str, tuple[Remembered, int]]:
    """What is remembered of those of `shows` of which anything is, and the number of the last claim that it knows."""
    found = {}
    for show, day, seen, known, turns, state in await connection.execute(_OF_SHOWS, {"shows": list(shows)}):
        days = frozenset(dt.date.fromordinal(int(turn)) for turn in turns.split())
        found[show] = (Remembered(show, day, zlib.decompress(state).decode(), known, days), seen)
    return found


async def put(connection: AsyncConnection, remembered: Remembered) -> None:
    """Remember a show as its claims are now."""
    row = {
        "show": remembered.show,
        "day": remembered.day,
        "seen": (await connection.execute(_LAST_CLAIM, {"show": remembered.show})).scalar() or 0,
        "known": remembered.known,
        "turns": " ".join(str(turn.toordinal()) for turn in sorted(remembered.turns)),
        "state": zlib.compress(remembered.state.encode(), 1),
    }
    fresh = [name for name in row if name != "show"]
    await connection.execute(upsert_into(connection, memories, ("show",), fresh), [row])


async def forget(connection: AsyncConnection, shows: Iterable[str] | Select[str]) -> None:
    """Forget what is remembered of some shows, given by their names or by a question for them."""
    which = shows if isinstance(shows, Select) else list(shows)
    await connection.execute(delete(memories).where(memories.c.show.in_(which)))
