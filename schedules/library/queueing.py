"""From announcements to rows of the outbox: whose they are, and who comes first."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from schedules import announcing
from schedules.answers import Sending
from schedules.model import Announcement, Follow, Premiere, Target, TargetKind
from schedules.store import follows, guilds, outbox
from schedules.store.outbox import Entry, Owing


async def put_due(connection: AsyncConnection, found: Sequence[Premiere], now: dt.datetime) -> int:
    """Put what has fallen due of some premieres into the outbox, what is past as expired; how many are newly owed."""
    following = await follows.of_shows(connection, {premiere.show for premiere in found})
    due = announcing.due(found, following, now)
    new = await outbox.owe(connection, await owings(connection, due.owed, following), now)
    past = await owings(connection, due.expired, following)
    await outbox.owe_nothing(connection, past, now, "Its time had passed before it could be sent.")
    return new


async def owings(
    connection: AsyncConnection, announcements: Sequence[Announcement], following: Iterable[Follow]
) -> tuple[Owing, ...]:
    """Place announcements in the queue; the kinds that a server does not want are left out.

    Those who follow just this show come first, then those who follow all shows, then members, to whom it is sent
    directly. Among these the servers take turns, so that one with many channels holds up no other.
    """
    if not announcements:
        return ()
    guild_of: dict[Target, str | None] = {}
    particular: set[tuple[Target, str]] = set()
    for follow in following:
        guild_of[follow.target] = follow.guild or guild_of.get(follow.target)
        if follow.show is not None:
            particular.add((follow.target, follow.show))
    concerned = {guild for guild in guild_of.values() if guild}
    settings = await guilds.settings(connection, concerned if len(concerned) <= _FEW else None)
    placed = []
    for announcement in announcements:
        target = announcement.target
        guild = guild_of.get(target)
        if guild in settings and announcement.kind not in settings[guild].kinds:
            continue
        wanted = (target, announcement.show) in particular
        rank = 2 if target.kind is TargetKind.MEMBER else 0 if wanted else 1
        placed.append(Owing(announcement, guild, rank))
    return tuple(_in_turns(placed))


def as_sending(entry: Entry) -> Sending:
    """A row of the outbox as the faces know it."""
    return Sending(entry.id, entry.announcement, entry.state, entry.attempts, entry.reason, entry.message_id, entry.at)


def _in_turns(placed: Iterable[Owing]) -> list[Owing]:
    """Each server's first, then each server's second, and so on, rank by rank."""
    before: Counter[tuple[int, str]] = Counter()
    turns = []
    for owing in placed:
        whose = (owing.rank, owing.guild or str(owing.announcement.target))
        turns.append((owing.rank, before[whose], owing))
        before[whose] += 1
    return [owing for _, _, owing in sorted(turns, key=lambda turn: turn[:2])]


_FEW = 500
"""Up to how many servers are asked for by name."""
