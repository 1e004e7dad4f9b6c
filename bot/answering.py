"""Sending answers: to the asker alone where only they care, as plain text where the bot may not embed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord

from bot.embeds import as_text

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]


async def answer(  # noqa: PLR0913 - the parts of a message
    ctx: "Ctx",
    text: str | None = None,
    *,
    embeds: Sequence[discord.Embed] = (),
    view: discord.ui.View | None = None,
    picture: discord.File | None = None,
    private: bool = False,
) -> discord.Message:
    """Answer a command; returns the answer.

    Args:
        ctx: the command.
        text: the message's text, escaped where it is from outside.
        embeds: at most ten.
        view: its buttons.
        picture: a file that goes with it.
        private: whether only the asker needs to see it; possible for slash commands.
    """
    given: dict[str, Any] = {"ephemeral": private or asks_abroad(ctx)}
    if view is not None:
        given["view"] = view
    if picture is not None:
        given["file"] = picture
    if embeds and _may_embed(ctx):
        given["embeds"] = list(embeds)
    elif embeds:
        text = f"{text}\n{as_text(embeds)}" if text else as_text(embeds)
    # Discord takes no reply from who may not read what it replies to.
    if ctx.interaction is None and ctx.guild is not None and ctx.bot_permissions.read_message_history:
        # A reply shows whose question it answers, and pings nobody.
        given["reference"] = ctx.message.to_reference(fail_if_not_exists=False)
    return await ctx.send(text, **given)


def _may_embed(ctx: "Ctx") -> bool:
    return ctx.interaction is not None or ctx.guild is None or ctx.bot_permissions.embed_links


def asks_abroad(ctx: "Ctx") -> bool:
    """Whether the asker has brought the bot along, to where nobody else asked for it."""
    asked = ctx.interaction
    return asked is not None and not asked.is_guild_integration() and not asked.context.dm_channel
