"""The weekly message that a server may want."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from schedules import announcing
from schedules.library.weighing import Weighed
from schedules.model import Follow, GuildSettings
from schedules.store import follows, guilds, premieres


@dataclass(frozen=True, slots=True)
class DueDigest:
    """A digest to be sent now."""

    settings: GuildSettings
    """Whose it is."""
    channel: str
    """The id of the channel that it goes to."""
    digest: announcing.Digest
    """What it tells."""
    moment: dt.datetime
    """When it fell due (UTC)."""
    nonce: str
    """At most 25 characters, the same whenever this digest is asked for again."""


class Digests(Weighed):
    """Digests out.

    A server's first digest is the first after this was first asked for it, so that setting one brings none at once, nor
    does setting another.
    From then on the digest takes what it replaces: in its channel `lease` lets reminders go that fall due beside it.
    """

    async def digests_due(self) -> tuple[DueDigest, ...]:
        """The digests whose moment has come and that were not sent.

        Those that tell nothing, that are a day late, or that have no channel to go to are let go.
        """
        now = self._now()
        async with self._today() as connection:
            wanting = await guilds.with_digest(connection)
            told = await guilds.digests_told(connection)
            due = []
            settled: dict[str, dt.datetime] = {}
            for settings in wanting:
                moment = announcing.next_digest(settings, told[settings.guild]) if settings.guild in told else None
                # Where the clock was ahead when one was told, the next is the next by the clock as it is now.
                if settings.guild not in told or told[settings.guild] > now:
                    settled[settings.guild] = now
                elif moment is not None and moment <= now:
                    following = await follows.listed(connection, None, settings.guild)
                    channel = announcing.digest_channel(settings, following)
                    found = await self._digest(connection, settings, following, moment)
                    if channel is None or found.empty or now - moment > announcing.LATE:
                        # After a long outage those of many weeks are let go at once.
                        settled[settings.guild] = max(moment, now - announcing.LATE)
                    else:
                        due.append(DueDigest(settings, channel, found, moment, _nonce(settings, moment)))
        for guild, moment in settled.items():
            await self.digest_sent(guild, moment)
        return tuple(due)

    async def digest_sent(self, guild: str, moment: dt.datetime) -> None:
        """Record that the digest of that moment was sent, so that the next is a later one."""
        async with self._store.writing() as connection:
            await guilds.tell_digest(connection, guild, moment)

    async def _digest(
        self, connection: AsyncConnection, settings: GuildSettings, following: Sequence[Follow], moment: dt.datetime
    ) -> announcing.Digest:
        followed = {follow.show for follow in following}
        ahead = await premieres.table(connection, moment, None, past=False)
        news = await premieres.changes_since(connection, moment.date() - dt.timedelta(days=7))
        return announcing.digest(
            [premiere for premiere in ahead if None in followed or premiere.show in followed],
            [change for change in news if None in followed or change.show in followed],
            settings,
            moment,
        )


def _nonce(settings: GuildSettings, moment: dt.datetime) -> str:
    return hashlib.sha256(f"digest|{settings.guild}|{moment.isoformat()}".encode()).hexdigest()[:25]
