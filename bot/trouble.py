"""Tells on Discord of a source that is gone, or has failed for a week."""

import logging
import re
from typing import TYPE_CHECKING

import discord

from bot.embeds import cut, escape
from bot.wording import say_trouble

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import Polled

_LENGTH = 1900
_ADDED_BY = re.compile(r"discord:(\d{1,20})")

_log = logging.getLogger(__name__)


async def tell_of_trouble(bot: "MarqueeBot", polled: "Polled") -> None:
    """Tell the editors' channel, or where there is none the person who added the source; else the log has it alone."""
    desk, person = bot.settings.editors_channel, _ADDED_BY.fullmatch(polled.source.added_by)
    told = cut(escape(say_trouble(polled)), _LENGTH)
    try:
        if desk is not None:
            await bot.get_partial_messageable(desk).send(told)
        elif person is not None:
            direct = await bot.create_dm(discord.Object(int(person[1])))
            await direct.send(told)
    except (discord.DiscordException, OSError) as error:
        _log.warning("That source %d is in trouble could not be told on Discord: %s", polled.source.id, error)
