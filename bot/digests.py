"""The weekly message of the servers that want one, sent to the channel that they chose."""

import logging
from typing import TYPE_CHECKING

import discord

from bot.embeds import DIGEST, digest_embed
from bot.forums import find_post, make_post
from bot.pace import in_bulk
from bot.views import digest_view, nonce_of

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import DueDigest

LOOK_BACK = 100

_log = logging.getLogger(__name__)


class Digests:
    """Sends what is due; what can't be sent now is due again the next time it is asked for, for a day."""

    def __init__(self, bot: "MarqueeBot") -> None:
        self._bot = bot

    async def send_due(self) -> None:
        """Send each digest that is due, once: an earlier one that arrived unrecorded is found in the channel."""
        for due in await self._bot.library.digests_due():
            try:
                with in_bulk():
                    await self._send(due)
            except (discord.Forbidden, discord.NotFound) as error:
                # A week's digest is not worth keeping for a channel that refuses; its announcements tell someone.
                _log.warning("The digest of the server %s is refused: %s", due.settings.guild, error.text)
            except (discord.DiscordException, OSError) as error:
                _log.warning("The digest of the server %s waits: %s", due.settings.guild, type(error).__name__)
                continue
            await self._bot.library.digest_sent(due.settings.guild, due.moment)

    async def _send(self, due: "DueDigest") -> None:
        embed, view = digest_embed(due, self._bot.clock()), digest_view(due.nonce)
        channel = self._bot.get_channel(int(due.channel))
        if isinstance(channel, discord.ForumChannel):
            if await find_post(channel, DIGEST, due.nonce) is None:
                await make_post(channel, DIGEST, embed=embed, view=view)
            return
        place = self._bot.get_partial_messageable(int(due.channel))
        async for message in place.history(limit=LOOK_BACK):
            if nonce_of(message) == due.nonce:
                return
        await place.send(embed=embed, view=view, nonce=due.nonce)
