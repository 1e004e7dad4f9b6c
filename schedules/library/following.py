"""Follows."""

from collections.abc import Sequence

from schedules.errors import UsageError
from schedules.library.room import Room
from schedules.model import Follow, GuildSettings, Target
from schedules.store import follows, guilds

_LONGEST_LEAD = 365


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
        return follow

    async def unfollow(self, target: Target, show: str | None = None) -> int:
        """Stop telling a target of a show, or with None of anything; how many follows ended.

        Raises:
            UnknownShowError: the catalogue has no such show.
        """
        name = self._name(show)
        async with self._store.writing() as connection:
            return await follows.remove(connection, target, name)

    async def follows(self, target: Target | None = None, guild: str | None = None) -> tuple[Follow, ...]:
        """The follows of a target, of a server, or all, in the order in which they began."""
        async with self._store.reading() as connection:
            return await follows.listed(connection, target, guild)
