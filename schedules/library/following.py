"""Follows, and reminders that somebody put off."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from schedules import announcing
from schedules.answers import Sending
from schedules.errors import UsageError
from schedules.library.queueing import as_sending
from schedules.library.room import Room
from schedules.model import Announcement, AnnouncementKind, Follow, GuildSettings, Target
from schedules.store import follows, guilds, outbox, premieres
from schedules.store.outbox import Owing

_LONGEST_LEAD = 365
_DIRECTLY = 2
"""The rank in the queue of what goes to one person."""


class Following(Room):
    """Who wants to be told."""

    async def follow(
        self,
        target: Target,
        show: str | None = None,
        leads: Sequence[int] | None = None,
        guild: str | None = None,
    ) -> Follow:
        """Begin to tell a target of a show, or change how long before it is told; doing it twice does it once.

        Args:
            target: a channel, a member or the console.
            show: a name or an alias; None for all shows.
            leads: days before the premiere, 0 for the premiere itself; None keeps those it has, at first the server's.
            guild: the Discord server that the target belongs to.

        Raises:
            UnknownShowError: the catalogue has no such show.
            UsageError: a lead is not a number of days from 0 to 365.
        """
        name = self._name(show)
        if leads is not None and not all(0 <= lead <= _LONGEST_LEAD for lead in leads):
            raise UsageError(f"A lead is a number of days from 0 to {_LONGEST_LEAD}.")
        async with self._store.writing() as connection:
            old = await follows.one(connection, target, name)
            if leads is None and old is None:
                settings = await guilds.settings(connection, [guild]) if guild else {}
                leads = settings[guild].leads if guild in settings else GuildSettings("").leads
            chosen = old.leads if leads is None and old else tuple(sorted(set(leads or ()), reverse=True))
            since = old.since if old else self._now()
            follow = Follow(target, name, chosen, guild or (old.guild if old else None), since)
            if follow != old:
                await follows.put(connection, follow)
            if old is not None and (added := set(chosen) - set(old.leads)):
                await self._owe_no_past(connection, replace(follow, leads=tuple(added)))
        return follow

    async def _owe_no_past(self, connection: AsyncConnection, added: Follow) -> None:
        """What would have fallen due before now by leads that are wanted only from now on is owed to nobody."""
        now = self._now()
        ahead = await premieres.by_moment(connection, [(now, now + dt.timedelta(days=max(added.leads)))])
        due = announcing.due(ahead, [added], now)
        others = [each for each in await follows.listed(connection, added.target, None) if each.show != added.show]
        past = [
            Owing(announcement, added.guild, _DIRECTLY)
            for announcement in (*due.owed, *due.expired)
            if not any(each.show in (None, announcement.show) and announcement.lead in each.leads for each in others)
        ]
        await outbox.owe_nothing(connection, past, now, "It was wanted only after its time.", waiting=False)

    async def unfollow(self, target: Target, show: str | None = None, *, let_go: bool = True) -> int:
        """Stop telling a target of a show, or with None of anything; how many follows ended.

        Args:
            target: a channel, a member or the console.
            show: a name or an alias; None for all that it follows.
            let_go: whether what waits to be sent is let go too, except what somebody put off.

        Raises:
            UnknownShowError: the catalogue has no such show, nor is one of that name followed.
        """
        async with self._store.writing() as connection:
            before = await follows.listed(connection, target, None)
            # A show may have left the catalogue since it was followed.
            named = [each.show for each in before if each.show and show and each.show.casefold() == show.casefold()]
            name = named[0] if named else self._name(show)
            ended = await follows.remove(connection, target, name)
            left = await follows.listed(connection, target, None)
            if ended and let_go and all(follow.show for follow in left):
                wanted = [follow.show for follow in left if follow.show]
                await outbox.let_go(connection, target, name, wanted, self._now())
        return ended

    async def follows(self, target: Target | None = None, guild: str | None = None) -> tuple[Follow, ...]:
        """The follows of a target, of a server, or all, in the order in which they began."""
        async with self._store.reading() as connection:
            return await follows.listed(connection, target, guild)

    async def snooze(self, target: Target, show: str, season: int | None, until: dt.datetime) -> Announcement:
        """Remind a target of a season once more, whether it follows the show or not; twice for one minute is once.

        Args:
            target: who is reminded.
            show: a name or an alias.
            season: which season; None where it is not known.
            until: the moment (aware), cut to the minute.

        Raises:
            UnknownShowError: the catalogue has no such show.
            UsageError: the season has no moment, or not one after `until`, or `until` is past.
        """
        name = self.catalogue.show(show).name
        due = until.astimezone(dt.UTC).replace(second=0, microsecond=0)
        async with self._store.writing() as connection:
            premiere = await premieres.of_season(connection, name, season)
            if premiere is None or premiere.moment is None:
                raise UsageError(f"{name} has no day to be reminded of; 'why {name}' shows what is known.")
            if not self._now() < until or not due < premiere.moment:
                raise UsageError("A reminder can be put off only to a moment before the premiere; choose a sooner one.")
            announcement = Announcement(
                AnnouncementKind.REMINDER,
                name,
                season,
                premiere.date,
                target,
                due,
                evidence=premiere.evidence,
                url=premiere.url,
            )
            await outbox.owe(connection, [Owing(announcement, None, _DIRECTLY)], self._now())
        return announcement

    async def snoozed(self, target: Target) -> tuple[Sending, ...]:
        """The reminders that were put off for a target and still wait, the soonest first."""
        async with self._store.reading() as connection:
            return tuple(as_sending(entry) for entry in await outbox.put_off_for(connection, target))

    async def withdraw(self, target: Target, number: int) -> None:
        """Give up a reminder that was put off.

        Args:
            target: whose it is.
            number: the number that `snoozed` gives it.

        Raises:
            UsageError: none of the target's waits under that number.
        """
        async with self._store.writing() as connection:
            if not await outbox.withdraw(connection, target, number):
                raise UsageError(f"No reminder waits under the number {number}; 'reminders' lists those that do.")
