"""Watched channels: a link that is posted there is read, and kept where it says something about a premiere."""

import asyncio
import logging
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from schedules import Heard, MarqueeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import discord

    from bot.client import MarqueeBot
    from schedules import Source

LINKS = 3
"""How many links of one message are read."""
TOGETHER = 2
"""How many are fetched at the same moment."""
WAITING = 50
"""How many messages may wait; those beyond are passed over, so that a flood of links fills no memory."""
FRESH = 60.0
"""For so many seconds what another process changes about the channels may go unnoticed."""

_LINK = re.compile(r"https?://[^\s<>|\"'\]]+", re.IGNORECASE)
_AFTER = ".,;:!?*_~`"

_log = logging.getLogger(__name__)


def find_links(text: str) -> list[str]:
    """The addresses in a message, each once, at most `LINKS`; what a sentence puts after one is none of it."""
    return list(dict.fromkeys(map(_trimmed, _LINK.findall(text))))[:LINKS]


def _trimmed(link: str) -> str:
    """A link without what follows it; a bracket is its own where it was opened in it, as in encyclopedias."""
    within, opened = [], 0
    for character in link:
        opened += (character == "(") - (character == ")")
        if opened < 0:
            break
        within.append(character)
    return "".join(within).rstrip(_AFTER)


class Watcher:
    """Reads what is posted in the channels that editors chose; knows them by heart for `FRESH` seconds."""

    def __init__(self, bot: "MarqueeBot") -> None:
        self._bot = bot
        self._channels: dict[str, Source] = {}
        self._known_at = float("-inf")
        self._turns = asyncio.Semaphore(TOGETHER)
        self._waiting = 0

    def forget(self) -> None:
        """Look anew which channels are watched: something has changed about them."""
        self._known_at = float("-inf")

    async def hear(self, message: "discord.Message") -> None:
        """Read the links of a message, where its channel, or that of its thread, is watched."""
        if message.guild is None or (self._bot.user is not None and message.author.id == self._bot.user.id):
            return
        # What was forwarded lies within the message.
        said: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
        links = find_links(" ".join(part for each in said for part in (each.content, *_addresses(each.embeds))))
        source = await self._source(message) if links else None
        if source is None or self._waiting >= WAITING:
            return
        self._waiting += 1
        try:
            async with self._turns:
                for link in links:
                    await self._read(source, link)
        finally:
            self._waiting -= 1

    async def _source(self, message: "discord.Message") -> "Source | None":
        if time.monotonic() - self._known_at > FRESH:
            self._channels = await self._bot.library.watched_channels()
            self._known_at = time.monotonic()
        parent = getattr(message.channel, "parent_id", None)
        return self._channels.get(str(message.channel.id)) or self._channels.get(str(parent))

    async def _read(self, source: "Source", link: str) -> None:
        from bot.fetching import fetch_article, make_fetcher

        library = self._bot.library
        try:
            async with make_fetcher(self._bot.settings, self._bot.clock) as fetcher:
                article = await fetch_article(fetcher, link)
            claims = await self._bot.read(article)
            # Most of what people link to is about something else, and no business of Marquee's.
            if claims:
                await library.keep_read([Heard(article, claims)], received_from=source.name)
                self._bot.nudge()
        except MarqueeError as error:
            _log.info("A link in the watched channel %s can't be read: %s", source.name, error)
            return
        await library.record_poll(source.id, replace(source.state, last_success=self._bot.clock()))


def _addresses(embeds: "Iterable[discord.Embed]") -> list[str]:
    return [embed.url or "" for embed in embeds]
