"""Questions: what comes next, the table and its picture, one show, the reasons behind a date, what moved."""

import asyncio
import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import embeds, wording
from bot.answering import answer, asks_abroad
from bot.asking import parse_season
from bot.cogs.common import command, complete_show
from bot.embeds import CONTENT, cut, escape
from bot.picture import Pictures, describe, render_timeline
from bot.views import Pages
from bot.zones import zone_for
from schedules import Premiere, Status, UnknownShowError, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]

PICTURE = "timeline.png"
NOTHING_AHEAD = "Nothing is known to be ahead; `past` shows what is out. Know more? Hand me an article with `read`."
NOTHING_FITS = "Nothing that is known fits that."
TOGETHER = 5
"""So many premieres of one day are shown."""
ALT = 1024
"""Characters of a picture's alternative text."""

_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


class Ask(commands.Cog, name="Asking"):
    """For everyone."""

    def __init__(self) -> None:
        self._pictures = Pictures()

    @command("next", usage="[show]")
    @app_commands.describe(show="only this show")
    @app_commands.autocomplete(show=complete_show)
    async def next(self, ctx: "Ctx", *, show: str | None = None) -> None:
        """The next premiere, with quote and source; all that come on that day."""
        name = _named(ctx, show)
        outlook = await ctx.bot.library.next(name, TOGETHER)
        together = [premiere for premiere in outlook.premieres if premiere.date == outlook.premieres[0].date]
        shown = replace(outlook, premieres=tuple(together))
        known = () if name is None or together else await ctx.bot.library.schedule(name, past=True)
        cancelled = [premiere for premiere in known if premiere.status is Status.CANCELLED]
        await answer(ctx, embeds=embeds.outlook_embeds(shown, ctx.bot.catalogue, await _zone(ctx), cancelled))

    @command("schedule", usage="[show]")
    @app_commands.describe(
        show="only this show",
        past="also what is out or cancelled",
        month="only this month, as 2016-09",
        service="only this service",
    )
    @app_commands.autocomplete(show=complete_show)
    async def schedule(
        self,
        ctx: "Ctx",
        *,
        show: str | None = None,
        past: bool = False,
        month: str | None = None,
        service: str | None = None,
    ) -> None:
        """The table of premieres."""
        if show and ctx.interaction is None:
            show, past = _past(show)
        name, only = _named(ctx, show), _month(month)
        premieres = await ctx.bot.library.schedule(name, past=past)
        chosen = [premiere for premiere in premieres if _fits(premiere, only, service)]
        title = f"Premieres of {name}" if name else "Premieres"
        nothing = NOTHING_FITS if only or service else embeds.NOTHING_KNOWN if past else NOTHING_AHEAD
        await _send_pages(ctx, embeds.table_pages(chosen, ctx.bot.clock(), title, nothing))

    @command("timeline", usage="[show]")
    @app_commands.describe(show="only this show, a row for each season")
    @app_commands.autocomplete(show=complete_show)
    async def timeline(self, ctx: "Ctx", *, show: str | None = None) -> None:
        """A picture of what is out, what is coming and what has no date yet."""
        name = _named(ctx, show)
        if ctx.interaction is not None:
            # A small machine draws for longer than Discord waits.
            await ctx.defer(ephemeral=asks_abroad(ctx))
        premieres = await ctx.bot.library.schedule(name, past=True)
        # To the minute, so that who asks soon after gets the same picture.
        now = ctx.bot.clock().replace(second=0, microsecond=0)
        words = describe(premieres, now, show=name)
        if not _may_attach(ctx):
            await answer(ctx, cut(escape(words), CONTENT))
            return
        png = await self._pictures.png(await asyncio.to_thread(render_timeline, premieres, now, show=name))
        picture = discord.File(BytesIO(png), PICTURE, description=cut(words, ALT))
        await answer(
            ctx,
            embeds=[embeds.picture_embed(f"Premieres of {name}" if name else "Premieres", PICTURE)],
            picture=picture,
        )

    @command("show", usage="show")
    @app_commands.describe(name="which show")
    @app_commands.autocomplete(name=complete_show)
    async def show(self, ctx: "Ctx", *, name: str) -> None:
        """Everything about one show."""
        show = ctx.bot.catalogue.show(_named(ctx, name) or "")
        premieres = await ctx.bot.library.schedule(show.name, past=True)
        await _send_pages(ctx, embeds.table_pages(premieres, ctx.bot.clock(), f"{show.name} on {show.service}"))

    @command("why", usage="show [season]")
    @app_commands.describe(show="which show", season="only this season")
    @app_commands.autocomplete(show=complete_show)
    async def why(self, ctx: "Ctx", *, show: str, season: commands.Range[int, 1, 99] | None = None) -> None:
        """Every claim behind a date, and what became of it."""
        name, number = (show, season) if season is not None else self._season(ctx, show)
        premieres = await ctx.bot.library.why(name, number)
        found = embeds.why_embeds(premieres, ctx.bot.catalogue, ctx.bot.clock(), await _zone(ctx))
        if not found:
            title = embeds.escape(wording.say_title(ctx.bot.catalogue.show(name).name, number))
            await answer(ctx, f"Nothing is known about {title} yet. Hand me an article with `read`.")
            return
        await answer(ctx, embeds=found)

    @command("moved", usage="[show]")
    @app_commands.describe(show="only this show")
    @app_commands.autocomplete(show=complete_show)
    async def moved(self, ctx: "Ctx", *, show: str | None = None) -> None:
        """What changed lately: dated, moved, cancelled."""
        changes = await ctx.bot.library.moved(_named(ctx, show), 10)
        await answer(ctx, embeds=[embeds.changes_embed(changes)])

    @staticmethod
    def _season(ctx: "Ctx", text: str) -> tuple[str, int | None]:
        """A show and a season; a number may also belong to the show's own name."""
        try:
            return ctx.bot.catalogue.show(text).name, None
        except UsageError:
            return parse_season(text)


async def _zone(ctx: "Ctx") -> str:
    return await zone_for(ctx.bot, str(ctx.guild.id) if ctx.guild else None, str(ctx.author.id))


def _named(ctx: "Ctx", text: str | None) -> str | None:
    """The name of the show that was asked for, also where a season stands behind it; None where none was."""
    if not text:
        return None
    try:
        return ctx.bot.catalogue.show(text).name
    except UnknownShowError:
        name, season = parse_season(text)
        found = ctx.bot.catalogue.find(name) if season is not None else None
        if found is None:
            raise
        return found.name


def _past(text: str) -> tuple[str | None, bool]:
    """Read "Luke Cage past" as the show and the wish to see what is out."""
    words = text.split()
    if words and words[-1].casefold() == "past":
        return " ".join(words[:-1]) or None, True
    return text, False


def _fits(premiere: Premiere, month: str | None, service: str | None) -> bool:
    if service and premiere.service.casefold() != service.strip().casefold():
        return False
    return not month or (premiere.date is not None and premiere.date.text[:7] == month)


def _month(text: str | None) -> str | None:
    """A month as EDTF; UsageError for what is none."""
    if not text:
        return None
    found = _MONTH.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        raise UsageError("A month is written 2016-09.")
    return f"{found[1]}-{int(found[2]):02}"


def _may_attach(ctx: "Ctx") -> bool:
    return ctx.interaction is not None or ctx.guild is None or ctx.bot_permissions.attach_files


async def _send_pages(ctx: "Ctx", pages: list[discord.Embed]) -> None:
    view = Pages(pages, ctx.author.id, ctx.bot.tuning.pages_for) if len(pages) > 1 else None
    shown = await answer(ctx, embeds=pages[:1], view=view)
    if view is not None:
        view.message = shown
