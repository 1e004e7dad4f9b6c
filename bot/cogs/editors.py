"""What is believed, and what was sent: for editors."""

from datetime import UTC
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.access import for_editors
from bot.answering import answer
from bot.asking import parse_season
from bot.cogs.common import command, complete_show
from bot.embeds import CONTENT, cut, escape
from schedules import Delivery, Edtf, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]


class Editors(commands.Cog, name="Editing"):
    """For editors: the application's owner or team, and whom the settings name."""

    @command("pin", usage="show season date")
    @app_commands.describe(show="which show", season="which season", date="a date such as 2016-09-30 or 2016-09")
    @app_commands.autocomplete(show=complete_show)
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def pin(
        self, ctx: "Ctx", *, show: str, season: commands.Range[int, 1, 99] | None = None, date: str | None = None
    ) -> None:
        """Set a date, whatever articles say."""
        if date is None:
            show, _, date = show.rpartition(" ")
        name, number = (show, season) if season is not None else parse_season(show)
        if number is None:
            raise UsageError("Write pin SHOW SEASON DATE, such as pin Luke Cage 1 2016-09-30.")
        day = Edtf.parse(date.strip())
        await ctx.bot.library.pin(name, number, day, _editor(ctx))
        ctx.bot.nudge()
        title = wording.say_title(ctx.bot.catalogue.show(name).name, number)
        await answer(ctx, f"Pinned: {escape(title)}, {escape(wording.say_date(day))}.", private=True)

    @command("unpin", usage="show season")
    @app_commands.describe(show="which show", season="which season")
    @app_commands.autocomplete(show=complete_show)
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def unpin(self, ctx: "Ctx", *, show: str, season: commands.Range[int, 1, 99] | None = None) -> None:
        """Let the articles decide again."""
        name, number = (show, season) if season is not None else parse_season(show)
        if number is None:
            raise UsageError("Name the season too, such as unpin Luke Cage 1.")
        await ctx.bot.library.unpin(name, number, _editor(ctx))
        ctx.bot.nudge()
        await answer(ctx, "Unpinned: the articles decide again.", private=True)

    @command("strike", usage="article")
    @app_commands.describe(article="the article's fingerprint, as `why` shows it")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def strike(self, ctx: "Ctx", article: str) -> None:
        """Let an article count for nothing."""
        await ctx.bot.library.strike(article, _editor(ctx))
        ctx.bot.nudge()
        await answer(ctx, "Struck: it counts for nothing; `unstrike` takes that back.", private=True)

    @command("unstrike", usage="article")
    @app_commands.describe(article="the article's fingerprint")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def unstrike(self, ctx: "Ctx", article: str) -> None:
        """Let a struck article count again."""
        await ctx.bot.library.unstrike(article, _editor(ctx))
        ctx.bot.nudge()
        await answer(ctx, "It counts again.", private=True)

    @command("deliveries", usage="[state]")
    @app_commands.describe(state="only these")
    @app_commands.choices(state=[app_commands.Choice(name=state.value, value=state.value) for state in Delivery])
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def deliveries(self, ctx: "Ctx", state: str = Delivery.FAILED.value) -> None:
        """What was sent, what failed and why."""
        if state not in list(Delivery):
            raise UsageError(f"A state is {wording.say_list([each.value for each in Delivery])}.")
        lines = []
        for sending in await ctx.bot.library.deliveries(Delivery(state), 15):
            title = wording.say_title(sending.announcement.show, sending.announcement.season)
            lines.append(
                f"`{sending.id}` {sending.at.astimezone(UTC):%Y-%m-%d %H:%M} {sending.announcement.kind} "
                f"{escape(title)} → {escape(str(sending.announcement.target))}: {escape(sending.reason or state)}"
            )
        text = "\n".join(lines) or f"No announcement is {state}."
        await answer(ctx, cut(text, CONTENT), private=True)

    @command("retry", usage="number")
    @app_commands.describe(number="its number in `deliveries`")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def retry(self, ctx: "Ctx", number: int) -> None:
        """Send a failed announcement once more."""
        await ctx.bot.library.retry(number)
        ctx.bot.nudge()
        await answer(ctx, "It is tried again.", private=True)

    @command("audit")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def audit(self, ctx: "Ctx") -> None:
        """What editors did, newest first."""
        lines = [
            f"`{entry.at.astimezone(UTC):%Y-%m-%d %H:%M}` {escape(entry.editor)}: {entry.action} "
            f"{escape(entry.subject)} {escape(entry.detail)}".rstrip()
            for entry in await ctx.bot.library.audit(15)
        ]
        await answer(ctx, cut("\n".join(lines) or "Nothing yet.", CONTENT), private=True)


def _editor(ctx: "Ctx") -> str:
    return f"discord:{ctx.author.id}"
