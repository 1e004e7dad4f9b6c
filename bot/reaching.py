"""Whether a member can be written to: found out when they begin to rely on it, not when a premiere comes."""

import logging
from typing import TYPE_CHECKING

import discord

from bot.errors import CLOSED

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.client import MarqueeBot
    from schedules import Target

HELLO = "I'll write to you here. `reminders` shows what of."
CLOSED_TO_ME = (
    "But you take no direct messages from me, so you won't hear of it: let members of a server that we share write to "
    "you, and ask me once more."
)

_log = logging.getLogger(__name__)


async def is_to_be_tried(
    bot: "MarqueeBot", member: "Target", ctx: "commands.Context[MarqueeBot] | None" = None
) -> bool:
    """Whether a member who is about to follow something has to be written to first.

    Args:
        bot: who will write.
        member: whom to.
        ctx: where they asked; None where that was in a server.
    """
    if ctx is not None and ctx.guild is None and (ctx.interaction is None or ctx.interaction.context.dm_channel):
        # They are being written to.
        return False
    return not await bot.library.follows(member) or await bot.library.refuses(member)


async def is_closed(bot: "MarqueeBot", member: "Target") -> bool:
    """Write to a member; whether they take no direct messages."""
    try:
        direct = await bot.create_dm(discord.Object(int(member.id)))
        await direct.send(HELLO)
    except discord.Forbidden as error:
        return error.code == CLOSED
    except (discord.DiscordException, OSError) as error:
        # Nothing is learnt from that; an announcement is tried again.
        _log.warning("Whether a member can be written to can't be learnt: %s", error)
    return False
