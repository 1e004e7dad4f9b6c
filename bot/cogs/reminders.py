"""One's own reminders, which come by direct message: listed, added, changed, removed; and those that were put off."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.answering import answer
from bot.asking import parse_follow, parse_leads
from bot.cogs.common import below, complete_show, group
from bot.cogs.follow import say_show, say_wish
from bot.embeds import CONTENT, escape, stamp, whole_lines
from bot.reaching import CLOSED_TO_ME, is_closed, is_to_be_tried
from schedules import Follow, Target, TargetKind, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import Sending

    Ctx = commands.Context[MarqueeBot]

NOTHING = "You follow nothing yet; `reminders add Luke Cage` would begin it."


class Reminders(commands.Cog, name="Reminders"):
    """For everyone."""

    @group("reminders", fallback="list", usage="[add|change|remove|withdraw …]")
    async def reminders(self, ctx: "Ctx") -> None:
        """What you are told of by direct message, and when."""
        wanted = await ctx.bot.library.follows(_member(ctx))
        await self._show(ctx, wanted, await ctx.bot.library.snoozed(_member(ctx)))

    @below(reminders, "add")
    @app_commands.describe(show="which show; 'all' for every one", leads="days before a premiere, such as 7,1,0")
    @app_commands.autocomplete(show=complete_show)
    async def add(self, ctx: "Ctx", *, show: str, leads: str | None = None) -> None:
        """Be told of a show by direct message."""
        request = parse_follow(show) if ctx.interaction is None else None
        days = parse_leads(leads) if leads else request.leads if request else None
        name = request.show if request else _named(show)
        tried = await is_to_be_tried(ctx.bot, _member(ctx), ctx)
        await self._show(ctx, [await ctx.bot.library.follow(_member(ctx), name, days)])
        await ctx.bot.library.take_up(_member(ctx))
        ctx.bot.nudge(_member(ctx))
        if tried and await is_closed(ctx.bot, _member(ctx)):
            await answer(ctx, CLOSED_TO_ME, private=True)

    @below(reminders, "change")
    @app_commands.describe(leads="days before a premiere, such as 7,1,0", show="only for this show")
    @app_commands.autocomplete(show=complete_show)
    async def change(self, ctx: "Ctx", leads: str, *, show: str | None = None) -> None:
        """Change how many days before a premiere you are reminded, for one show or for all that you follow."""
        days = parse_leads(leads)
        name = ctx.bot.catalogue.show(show).name if show else None
        wanted = await ctx.bot.library.follows(_member(ctx))
        chosen = [follow for follow in wanted if show is None or follow.show == name]
        if show and not chosen:
            raise UsageError(f"You don't follow {name}; 'reminders add {name}' would begin it.")
        changed = [await ctx.bot.library.follow(follow.target, follow.show, days) for follow in chosen]
        ctx.bot.nudge(_member(ctx))
        await self._show(ctx, changed)

    @below(reminders, "remove")
    @app_commands.describe(show="which show; 'all' for everything")
    @app_commands.autocomplete(show=complete_show)
    async def remove(self, ctx: "Ctx", *, show: str) -> None:
        """Be told no more of a show, or of anything."""
        name = _named(show)
        ended = await ctx.bot.library.unfollow(_member(ctx), name)
        what = escape(say_show(ctx.bot.catalogue, name)) if name else "anything"
        text = f"You are not told of {what} any more." if ended else f"You were not told of {what} before either."
        if name and any(follow.show is None for follow in await ctx.bot.library.follows(_member(ctx))):
            text = f"You are told of {what} only as of every other show; `reminders remove all` ends that."
        await answer(ctx, text, private=True)

    @below(reminders, "withdraw")
    @app_commands.describe(number="the number of a reminder that you put off, from the list")
    async def withdraw(self, ctx: "Ctx", number: int) -> None:
        """Give up one reminder that you put off by an hour or to tomorrow."""
        await ctx.bot.library.withdraw(_member(ctx), number)
        await answer(ctx, f"I won't write to you about number {number}.", private=True)

    @staticmethod
    async def _show(
        ctx: "Ctx", wanted: "tuple[Follow, ...] | list[Follow]", put_off: "tuple[Sending, ...]" = ()
    ) -> None:
        lines = "\n".join([*(f"• {say_wish(follow)}" for follow in wanted), *map(_say_put_off, put_off)])
        await answer(ctx, whole_lines(lines, CONTENT) or NOTHING, private=True)


def _say_put_off(sending: "Sending") -> str:
    reminder = sending.announcement
    title = escape(wording.say_title(reminder.show, reminder.season))
    return f"• {title}, put off: {stamp(reminder.due, 'R')} (`reminders withdraw {sending.id}` gives it up)"


def _member(ctx: "Ctx") -> Target:
    return Target(TargetKind.MEMBER, str(ctx.author.id))


def _named(show: str) -> str | None:
    return None if show.strip().casefold() in {"all", "everything"} else show
