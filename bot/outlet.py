"""Announcements as Discord messages: where they go, how they look, and what a refusal means."""

import asyncio
import logging
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import discord

from bot import events, wording
from bot.announcer import UndeliverableError
from bot.buckets import UsedUpError
from bot.corrections import correct_earlier
from bot.embeds import CONTENT, announcement_embed, cut, escape
from bot.forums import find_post, make_post
from bot.pace import in_bulk
from bot.views import announcement_view, nonce_of
from bot.zones import zone_of
from schedules import AnnouncementKind, TargetKind

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import GuildSettings, Owed

NONCE_WINDOW = timedelta(minutes=2)
"""For this long Discord surely drops a repeated nonce ("the past few minutes")."""
LOOK_BACK = 1000
"""How many messages of a channel are looked through for one that may have arrived, where it was not long ago."""
LOOK_BEFORE = timedelta(minutes=10)
"""How far the clocks of the bot and of Discord may differ."""

_TOO_FAST = 40003
_INVALID = 50035

_REASONS = {
    10003: "The channel is gone.",
    10004: "The server is gone.",
    10013: "That member is gone.",
    50001: "Marquee may not see the channel.",
    50007: "That member takes no direct messages from Marquee.",
    50013: "Marquee may not write there: it needs View Channel, Send Messages and Embed Links.",
}

_log = logging.getLogger(__name__)


class DiscordOutlet:
    """Sends to channels and, by direct message, to members.

    Messages go out with a nonce, never through webhooks or interactions, for those take none.
    """

    kinds: Collection[TargetKind] = (TargetKind.CHANNEL, TargetKind.MEMBER)

    def __init__(self, bot: "MarqueeBot") -> None:
        self._bot = bot
        self._making_events: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def deliver(self, owed: "Owed") -> str | None:
        """Send one announcement unless it is in the channel already; returns the message's id."""
        if (pause := self._bot.refusals.pause()) is not None:
            reason = "Discord has refused so much that Marquee keeps still for a while."
            raise UndeliverableError(reason, permanent=False, wait=pause)
        with in_bulk():
            try:
                return await self._deliver(owed)
            except UsedUpError as error:
                raise UndeliverableError("Discord takes no more there for a while.", permanent=False) from error
            except discord.RateLimited as error:
                wait = timedelta(seconds=error.retry_after)
                raise UndeliverableError("Discord asked for a pause.", permanent=False, wait=wait) from error
            except discord.HTTPException as error:
                if error.code == _INVALID and owed.attempts:
                    # A nonce whose message was deleted meanwhile: it had arrived, and someone took it away.
                    return None
                raise _explained(error) from error

    async def delivered(self, owed: "Owed", message: str | None) -> None:
        """Publish it, correct the messages that told the date before, and put it among the server's events."""
        with in_bulk():
            for part in (self._publish, self._correct, self._enter):
                try:
                    await part(owed, message)
                except discord.HTTPException as error:
                    # That one is refused is no reason to leave out the others.
                    _log.warning("After announcement %d: %s", owed.id, error)

    async def refused(self, owed: "Owed", reason: str) -> None:
        """Tell the server's fallback channel, else its owner, that a channel can't be written to."""
        guild = self._bot.get_guild(int(owed.guild)) if owed.guild else None
        if guild is None or owed.announcement.target.kind is not TargetKind.CHANNEL:
            return
        number = owed.announcement.target.id
        text = (
            f"I can't announce in <#{number}> of **{escape(guild.name)}**: {escape(reason)} "
            "Choose another channel with `settings`, or give me the permissions back and choose it once more: "
            "what could not be told within the last day is told then."
        )
        settings = self._bot.settings_of(owed.guild)
        with in_bulk():
            if settings.fallback_channel and settings.fallback_channel != number:
                with suppress(discord.Forbidden, discord.NotFound):
                    await self._bot.get_partial_messageable(int(settings.fallback_channel)).send(text)
                    return
            if guild.owner_id is not None:
                direct = await self._bot.create_dm(discord.Object(guild.owner_id))
                await direct.send(text)

    async def _deliver(self, owed: "Owed") -> str | None:
        settings = self._bot.settings_of(owed.guild)
        channel = self._channel(owed)
        if isinstance(channel, discord.ForumChannel):
            return await self._post(owed, channel, settings)
        place = await self._place(owed)
        if owed.attempts:
            found = await self._look(place, owed, channel)
            if found is not None:
                return found
        zone = await zone_of(self._bot, owed)
        content, mentions = self._words(owed, settings, zone)
        message = await place.send(
            content,
            embed=self._card(owed, zone),
            view=announcement_view(owed.announcement, owed.nonce),
            nonce=owed.nonce,
            allowed_mentions=mentions,
        )
        return str(message.id)

    async def _post(self, owed: "Owed", forum: discord.ForumChannel, settings: "GuildSettings") -> str | None:
        title = wording.say_title(owed.announcement.show, owed.announcement.season)
        if owed.attempts and (found := await find_post(forum, title, owed.nonce)) is not None:
            return str(found.id)
        zone = await zone_of(self._bot, owed)
        content, mentions = self._words(owed, settings, zone)
        made = await make_post(
            forum,
            title,
            {owed.announcement.show.casefold(), str(owed.announcement.kind)},
            content=content,
            embed=self._card(owed, zone),
            view=announcement_view(owed.announcement, owed.nonce),
            allowed_mentions=mentions,
        )
        return str(made.id)

    def _card(self, owed: "Owed", zone: str) -> discord.Embed:
        return announcement_embed(owed.announcement, owed.premiere, self._bot.catalogue, self._bot.clock(), zone)

    def _words(self, owed: "Owed", settings: "GuildSettings", zone: str) -> tuple[str, discord.AllowedMentions]:
        """The message's text, and whom it may mention: exactly the role that the server chose, or nobody."""
        target = owed.announcement.target
        now, catalogue = self._bot.clock(), self._bot.catalogue
        text = escape(wording.say_announcement(owed.announcement, owed.premiere, now, zone, catalogue))
        if settings.role is None or target.kind is not TargetKind.CHANNEL:
            return cut(text, CONTENT), discord.AllowedMentions.none()
        role = discord.Object(int(settings.role))
        only = discord.AllowedMentions(everyone=False, users=False, replied_user=False, roles=[role])
        return cut(f"<@&{settings.role}> {text}", CONTENT), only

    async def _look(
        self, place: discord.abc.Messageable, owed: "Owed", channel: "discord.abc.GuildChannel | discord.Thread | None"
    ) -> str | None:
        """The id of the message of an earlier attempt, if it arrived.

        Raises:
            UndeliverableError: it can't be known, and sending again might say it twice.
        """
        if channel is not None and not channel.permissions_for(channel.guild.me).read_message_history:
            if _lately(owed.first_tried, self._bot.clock()):
                # The nonce alone prevents a second message.
                return None
            reason = "It may have arrived or not, and Marquee can't look: it needs Read Message History."
            raise UndeliverableError(reason, permanent=True)
        # Only a true clock can be compared with Discord's.
        oldest = owed.first_tried - LOOK_BEFORE if owed.first_tried and self._bot.settings.now is None else None
        # From where it would be on, in a channel that talks a lot; where that has no end, also the newest.
        ways: list[dict[str, Any]] = [{}] if oldest is None else [{"after": oldest, "oldest_first": True}, {}]
        for way in ways:
            seen = 0
            async for message in place.history(limit=LOOK_BACK, **way):
                seen += 1
                if message.author.id == getattr(self._bot.user, "id", None) and nonce_of(message) == owed.nonce:
                    return str(message.id)
            if seen < LOOK_BACK:
                break
        return None

    async def _place(self, owed: "Owed") -> discord.abc.Messageable:
        number = int(owed.announcement.target.id)
        if owed.announcement.target.kind is TargetKind.MEMBER:
            return await self._bot.create_dm(discord.Object(number))
        return self._bot.get_partial_messageable(number)

    def _channel(self, owed: "Owed") -> "discord.abc.GuildChannel | discord.Thread | None":
        """What is known of a target's channel; None does not mean that it is gone."""
        if owed.announcement.target.kind is not TargetKind.CHANNEL:
            return None
        number = int(owed.announcement.target.id)
        # Of ten thousand servers the right one is asked: the bot itself would ask each.
        guild = self._bot.get_guild(int(owed.guild)) if owed.guild else None
        channel = guild.get_channel_or_thread(number) if guild else self._bot.get_channel(number)
        return channel if isinstance(channel, discord.abc.GuildChannel | discord.Thread) else None

    async def _publish(self, owed: "Owed", message: str | None) -> None:
        if message is not None and self._bot.settings_of(owed.guild).crosspost and _is_news(self._channel(owed)):
            place = self._bot.get_partial_messageable(int(owed.announcement.target.id))
            await place.get_partial_message(int(message)).publish()

    async def _correct(self, owed: "Owed", _message: str | None) -> None:
        if owed.announcement.kind in {AnnouncementKind.MOVED, AnnouncementKind.CANCELLED}:
            await correct_earlier(self._bot, owed, forum=isinstance(self._channel(owed), discord.ForumChannel))

    async def _enter(self, owed: "Owed", _message: str | None) -> None:
        guild = self._bot.get_guild(int(owed.guild)) if owed.guild else None
        if guild is not None and self._bot.settings_of(owed.guild).events and owed.premiere is not None:
            # Two of the server's channels may be told at the same moment.
            async with self._making_events.setdefault(guild.id, asyncio.Lock()):
                await events.follow_premiere(guild, owed.premiere, self._bot.clock())


def _explained(error: discord.HTTPException) -> UndeliverableError:
    """What an answer other than success means for an announcement."""
    if error.status == 429:
        return UndeliverableError("Discord asked for a pause.", permanent=False, wait=timedelta(minutes=1))
    if error.status == 401:
        # Nothing else would be taken either, and each refusal counts towards a ban of the address.
        return UndeliverableError("Discord answered 401.", permanent=False, wait=timedelta(minutes=1))
    if error.status >= 500 or error.code == _TOO_FAST:
        return UndeliverableError(f"Discord answered {error.status}.", permanent=False)
    reason = _REASONS.get(error.code, f"Discord refused it ({error.status}, code {error.code}): {error.text[:200]}")
    return UndeliverableError(reason, permanent=True)


def _lately(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and timedelta(0) <= now - moment < NONCE_WINDOW


def _is_news(channel: "discord.abc.GuildChannel | discord.Thread | None") -> bool:
    return isinstance(channel, discord.TextChannel) and channel.is_news()
