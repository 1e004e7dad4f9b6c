"""What people who are no editors handed in, and waits for one."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot import embeds, wording
from bot.access import for_editors
from bot.answering import answer
from bot.cogs.common import command
from bot.embeds import CONTENT, cut, escape
from bot.reviewing import editor_name, review_view, say_approved

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]


class Review(commands.Cog, name="Review"):
    """For editors."""

    @command("submissions")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def submissions(self, ctx: "Ctx") -> None:
        """What others have handed in: the oldest to decide on, and what waits behind it."""
        waiting = await ctx.bot.library.submissions(16)
        if not waiting:
            await answer(ctx, "Nothing waits.", private=True)
            return
        first, *others = waiting
        lines = [
            f"`{entry.id}` {embeds.source(entry.article.url, entry.article.published)}: "
            f"{escape(wording.say_quote(entry.article.title or entry.article.text, 100))}"
            for entry in others
        ]
        text = embeds.whole_lines("\n".join(["**Behind it:**", *lines]), CONTENT) if lines else None
        card = embeds.submission_embed(first)
        await answer(ctx, text, embeds=[card], view=review_view(first.id), private=True)

    @command("approve", usage="number")
    @app_commands.describe(number="its number in `submissions`")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def approve(self, ctx: "Ctx", number: int) -> None:
        """Let what was handed in count."""
        kept = await ctx.bot.library.approve(number, editor_name(ctx.author))
        ctx.bot.nudge()
        await answer(ctx, cut(f"{say_approved(kept)}.", CONTENT), private=True)

    @command("reject", usage="number")
    @app_commands.describe(number="its number in `submissions`")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def reject(self, ctx: "Ctx", number: int) -> None:
        """Let what was handed in count for nothing."""
        await ctx.bot.library.reject(number, editor_name(ctx.author))
        await answer(ctx, "Rejected.", private=True)
