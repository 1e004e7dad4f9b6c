"""The outbox: what is owed, taken on lease by whoever sends it, and what became of it."""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from schedules import announcing
from schedules.answers import Owed, Sending
from schedules.errors import UsageError
from schedules.library.queueing import as_sending, put_due
from schedules.library.weighing import Weighed
from schedules.model import (
    Announcement,
    AnnouncementKind,
    Delivery,
    Follow,
    GuildSettings,
    Premiere,
    Target,
    TargetKind,
)
from schedules.store import follows, guilds, outbox, premieres
from schedules.store.outbox import Entry
from schedules.store.transactions import hold_shows

_REACHED = "announced until"
"""The mark that says up to which moment everything that fell due is in the outbox."""

_LONG = dt.timedelta(hours=1)
"""After so long a message that waits is part of a backlog."""
_UNTRUE = "It was no longer true when it could have been sent."
_TIDIED = 1000
_ANYBODY = Target(TargetKind.CONSOLE)
_UNCERTAIN = dt.timedelta(minutes=1)
"""For how long after a clock was set right it is not known whether what is leased is still being sent."""
_OVERLAP = dt.timedelta(seconds=5)


class Outbox(Weighed):
    """Announcements out.

    Nothing is scheduled: `wake` looks for what fell due since it looked last, and the outbox's unique keys see to it
    that looking twice, or from two processes, changes nothing.
    """

    async def wake(self) -> int:
        """Put what has fallen due into the outbox, and record what is past as expired; how many are newly owed."""
        now = self._now()
        async with self._today() as connection:
            reached = await self._reached(connection)
            was_ahead = (reached is not None and reached > now) or await self._began_later(connection, now)
            if not was_ahead and not await self._falling_due(connection, now):
                return 0
        async with self._store.writing() as connection:
            if was_ahead:
                # What was learnt while the clock was ahead would else be owed to nobody until it has caught up.
                await premieres.believe_since(connection, now)
                await follows.begin_now(connection, now)
                await outbox.take_back(connection, now, now + _UNCERTAIN)
            new = await put_due(connection, await self._falling_due(connection, now), now)
            await premieres.set_mark(connection, _REACHED, now.isoformat())
        return new

    async def next_wake(self, kinds: Collection[TargetKind] | None = None) -> dt.datetime | None:
        """The next moment at which something falls due or waits to be tried; None where nothing does.

        Args:
            kinds: the targets that the caller can send to; None for all.
        """
        now = self._now()
        async with self._store.reading() as connection:
            waiting = await outbox.next_ready(connection, kinds)
            # From where `wake` looked last: what has fallen due since then must not wait for another reason to look.
            looked = await self._looked(connection, now)
            wanted = await premieres.next_wanted(connection, await follows.patterns(connection), looked)
        moments = [
            announcing.next_moment([premiere], [Follow(_ANYBODY, premiere.show, leads)], looked)
            for premiere, leads in wanted
        ]
        coming = min((moment for moment in moments if moment), default=None)
        return min((max(moment, now) for moment in (waiting, coming) if moment), default=None)

    async def lease(
        self, owner: str, limit: int = 50, seconds: int = 60, kinds: Collection[TargetKind] | None = None
    ) -> tuple[Owed, ...]:
        """Take what is to be sent now; until the lease runs out nobody else is given the same.

        What is no longer true is recorded as expired, what falls into quiet hours waits for their end.

        Args:
            owner: who takes it, unlike any other process's name.
            limit: how many at most.
            seconds: how long the lease lasts.
            kinds: the targets that the caller can send to; None for all.
        """
        now = self._now()
        taken: list[Owed] = []
        async with self._store.writing() as connection:
            while len(taken) < limit:
                found = await outbox.ready(connection, now, kinds, limit - len(taken))
                if not found:
                    break
                sendable = await self._sendable(connection, found, now)
                numbers = [owed.id for owed in sendable]
                await outbox.lease(connection, numbers, owner, now, now + dt.timedelta(seconds=seconds))
                taken += sendable
        return tuple(taken)

    async def attempted(self, number: int, owner: str, seconds: int = 60) -> Owed | None:
        """Record that a row is about to be sent, and renew its lease.

        Returns:
            The row with what is believed now; None where it may not be sent: the lease had run out and another process
            has taken it, or it has ceased to be true since, which is recorded.
        """
        now = self._now()
        async with self._store.writing() as connection:
            entry = await outbox.held(connection, number, owner)
            if entry is None:
                return None
            announcement = entry.announcement
            # Until the attempt is recorded no belief may change: whoever changes it has to know what was told before.
            await hold_shows(connection, [announcement.show])
            premiere = await premieres.of_season(connection, announcement.show, announcement.season)
            if not announcing.still_true(announcement, premiere, now):
                await outbox.finish(connection, entry.id, Delivery.EXPIRED, now, _UNTRUE)
                return None
            begun = await outbox.begin(connection, number, owner, now, now + dt.timedelta(seconds=seconds))
            return _owed(entry, premiere) if begun else None

    async def sent(self, number: int, message_id: str | None = None) -> None:
        """Record that a row was sent, and as which message."""
        async with self._store.writing() as connection:
            await outbox.finish_sent(connection, number, message_id, self._now())

    async def failed(self, number: int, reason: str, retry_at: dt.datetime | None = None) -> None:
        """Record that a row could not be sent: it waits until `retry_at`, or with None it has failed for good."""
        now = self._now()
        async with self._store.writing() as connection:
            if retry_at is None:
                await outbox.finish(connection, number, Delivery.FAILED, now, reason)
            else:
                await outbox.put_back(connection, number, retry_at, now, reason)

    async def expired(self, number: int, reason: str) -> None:
        """Record that a row is not worth sending any more."""
        async with self._store.writing() as connection:
            await outbox.finish(connection, number, Delivery.EXPIRED, self._now(), reason)

    async def deliveries(
        self, state: Delivery | None = None, limit: int = 50, guild: str | None = None
    ) -> tuple[Sending, ...]:
        """The outbox's newest entries of a state (None: of any), of one server or of all."""
        async with self._store.reading() as connection:
            return tuple(as_sending(entry) for entry in await outbox.listed(connection, state, limit, guild))

    async def waiting(self) -> int:
        """How many announcements are due, held back or being sent; quick however many there have been."""
        async with self._store.reading() as connection:
            return await outbox.count_open(connection)

    async def retry(self, number: int) -> None:
        """Let a failed announcement be tried once more.

        Raises:
            UsageError: there is no failed announcement of that number.
        """
        async with self._store.writing() as connection:
            if not await outbox.again(connection, number, self._now()):
                raise UsageError(f"No failed announcement has the number {number}; 'deliveries' lists them.")

    async def take_up(self, target: Target) -> int:
        """Let what failed for a target within a day be tried once more, as it may be reached again; how much that is.

        What it does not follow any more is left out; what is older may have been told by what fell due after it.
        """
        now = self._now()
        async with self._store.writing() as connection:
            shows = {follow.show for follow in await follows.listed(connection, target, None)}
            named = None if None in shows else {show for show in shows if show is not None}
            return await outbox.again_for(connection, target, named, now - announcing.LATE, now)

    async def tidy(self, days: int = 180) -> int:
        """Move what was done with announcements more than `days` days ago into the archive; how many were moved.

        A thousand are moved at a time, so that nobody waits long for the database.
        """
        before = self._now() - dt.timedelta(days=days)
        moved = 0
        while True:
            async with self._store.writing() as connection:
                some = await outbox.put_away(connection, before, _TIDIED)
            moved += some
            if some < _TIDIED:
                return moved

    async def sent_messages(
        self, show: str, season: int | None, target: Target, kinds: Collection[AnnouncementKind], limit: int = 10
    ) -> tuple[Sending, ...]:
        """The latest messages about a season that reached a target, the newest first."""
        async with self._store.reading() as connection:
            return tuple(
                as_sending(entry)
                for entry in await outbox.sent_about(connection, show, season, target, kinds, limit=limit)
            )

    async def refuses(self, target: Target) -> bool:
        """Whether the last attempt to send something to a target failed for good."""
        async with self._store.reading() as connection:
            return await outbox.last_outcome(connection, target) is Delivery.FAILED

    async def _falling_due(self, connection: AsyncConnection, now: dt.datetime) -> tuple[Premiere, ...]:
        """The premieres for which, by some follow's leads, a moment came after what was looked at before."""
        first = await self._looked(connection, now)
        if await self._began_later(connection, first - _OVERLAP):
            # It may have been on its way into the database at the last look; the keys make a second one harmless.
            first -= _OVERLAP
        leads = {lead for pattern in await follows.patterns(connection) for lead in pattern}
        if not leads:
            return ()
        spans = [(first + dt.timedelta(days=lead), now + dt.timedelta(days=lead)) for lead in sorted(leads)]
        return await premieres.by_moment(connection, spans)

    async def _looked(self, connection: AsyncConnection, now: dt.datetime) -> dt.datetime:
        """Up to which moment, not after `now`, it is certain that all that fell due is in the outbox."""
        # A clock that was set back must not hide what falls due until it has caught up.
        return min(await self._reached(connection) or now, now)

    @staticmethod
    async def _reached(connection: AsyncConnection) -> dt.datetime | None:
        mark = await premieres.mark(connection, _REACHED)
        return dt.datetime.fromisoformat(mark) if mark else await follows.earliest(connection)

    @staticmethod
    async def _began_later(connection: AsyncConnection, moment: dt.datetime) -> bool:
        """Whether something is followed or believed only since after a moment."""
        return await premieres.believed_later(connection, moment) or await follows.begun_later(connection, moment)

    async def _sendable(self, connection: AsyncConnection, found: Sequence[Entry], now: dt.datetime) -> list[Owed]:
        shows = {entry.announcement.show for entry in found}
        stored = await premieres.of_shows(connection, shows)
        believed = {(premiere.show, premiere.season): premiere for each in stored.values() for premiere in each}
        settings = await guilds.settings(connection, {entry.guild for entry in found if entry.guild})
        wants_digest = any(own.digest_day is not None for own in settings.values())
        digested = await guilds.digests_told(connection) if wants_digest else {}
        sendable = []
        for entry in found:
            announcement = entry.announcement
            premiere = believed.get((announcement.show, announcement.season))
            if not announcing.still_true(announcement, premiere, now):
                await outbox.finish(connection, entry.id, Delivery.EXPIRED, now, _UNTRUE)
                continue
            if await self._overtaken(connection, entry, premiere, now):
                reason = "What waits beside it tells the same."
                await outbox.finish(connection, entry.id, Delivery.EXPIRED, now, reason)
                continue
            own = settings.get(entry.guild or "")
            if own and own.guild in digested and await self._in_digest(connection, announcement, own):
                await outbox.finish(connection, entry.id, Delivery.EXPIRED, now, "The digest tells it.")
                continue
            held = announcing.hold(announcement, own, now) if own else None
            if held is not None and held > now:
                await outbox.put_back(connection, entry.id, held, now, "It waits for the end of quiet hours.")
                continue
            sendable.append(_owed(entry, premiere))
        return sendable

    @staticmethod
    async def _in_digest(connection: AsyncConnection, announcement: Announcement, settings: GuildSettings) -> bool:
        """Whether the digest tells it, in the same channel."""
        if not announcing.in_digest(announcement, settings):
            return False
        following = await follows.listed(connection, None, settings.guild)
        return announcement.target == Target(TargetKind.CHANNEL, announcing.digest_channel(settings, following) or "")

    async def _overtaken(
        self, connection: AsyncConnection, entry: Entry, premiere: Premiere | None, now: dt.datetime
    ) -> bool:
        """Whether an entry or something true that waits beside it has waited long, and that is told instead.

        After an outage a target gets one message about a season, not the backlog. What was tried already may have
        arrived and is left to whoever tries it again.
        """
        if entry.attempts:
            return False
        mine = entry.announcement
        return any(
            now - min(mine.due, other.due) >= _LONG
            and announcing.overtakes(other, mine)
            and announcing.still_true(other, premiere, now)
            for other in await outbox.beside(connection, entry, now)
        )


def _owed(entry: Entry, premiere: Premiere | None) -> Owed:
    return Owed(
        entry.id,
        entry.announcement,
        premiere,
        entry.attempts,
        entry.first_tried,
        _nonce(entry.key),
        entry.guild,
    )


def _nonce(key: str) -> str:
    # Discord takes at most 25 characters.
    return hashlib.sha256(key.encode()).hexdigest()[:25]
