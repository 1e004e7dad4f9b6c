"""Where articles come from: feeds, pages and watched channels, for editors."""

import re
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import embeds, wording
from bot.access import for_editors
from bot.answering import answer
from bot.asking import DASHES
from bot.cogs.common import below, group
from bot.cogs.places import PlaceArgument
from bot.embeds import CONTENT, escape
from bot.reviewing import editor_name
from bot.watching import Watcher
from schedules import Policy, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import Source

    Ctx = commands.Context[MarqueeBot]

WATCH = "--watch"


class Sources(commands.Cog, name="Sources"):
    """For editors; and the ear for watched channels."""

    def __init__(self, bot: "MarqueeBot") -> None:
        self._watcher = Watcher(bot)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Read what is linked in watched channels."""
        await self._watcher.hear(message)

    @group("sources", aliases=["source"], fallback="list", usage="[add|watch|pause|resume|remove …]")
    @app_commands.default_permissions(manage_guild=True)
    @for_editors()
    async def sources(self, ctx: "Ctx") -> None:
        """Where articles come from, and how the last look went."""
        lines = [_say_source(entry) for entry in await ctx.bot.library.sources()]
        text = (
            embeds.whole_lines("\n".join(lines), CONTENT) or "No article comes by itself; `sources add` changes that."
        )
        await answer(ctx, text, private=True)

    @below(sources, "add")
    @app_commands.describe(url="a feed's address", watch="a page that is no feed: read it again whenever it changes")
    @app_commands.choices(watch=[app_commands.Choice(name="yes", value=WATCH)])
    @for_editors()
    async def add(self, ctx: "Ctx", url: str, *, watch: str | None = None) -> None:
        """Have a feed read from now on, or with --watch a page whenever it changes."""
        from bot.fetching import look_at_source, make_fetcher

        if watch is not None and not re.fullmatch(f"{DASHES}watch", watch):
            raise UsageError(f"Write sources add ADDRESS, and {WATCH} after it for a page that is no feed.")
        await ctx.defer(ephemeral=True)
        address = Policy(allow_private=ctx.bot.settings.fetch_allow_private).check(url.strip("<>"))
        async with make_fetcher(ctx.bot.settings, ctx.bot.clock) as fetcher:
            found = await look_at_source(fetcher, address, watch=bool(watch))
        source = await ctx.bot.library.add_source(address, editor_name(ctx.author))
        ctx.bot.nudge()
        title = f", {escape(wording.say_quote(found.title, 200))}" if found.title else ""
        await answer(ctx, f"Source {source.id}: {escape(wording.say_quote(source.name))}{title}.", private=True)

    @below(sources, "watch")
    @app_commands.describe(channel="links that are posted there are read")
    @for_editors()
    async def watch(self, ctx: "Ctx", channel: PlaceArgument) -> None:
        """Read the links that are posted in a channel; each counts as much as its site is trusted."""
        if not ctx.bot.intents.message_content:
            raise UsageError("I can't read messages: whoever runs me has to switch on the message-content intent.")
        if not channel.permissions_for(channel.guild.me).view_channel:
            raise UsageError(f"I can't see #{channel.name}: give me View Channel there first.")
        source = await ctx.bot.library.watch_channel(str(channel.guild.id), str(channel.id), editor_name(ctx.author))
        self._watcher.forget()
        await answer(ctx, f"Source {source.id}: I read the links in {channel.mention} from now on.", private=True)

    @below(sources, "pause")
    @app_commands.describe(number="its number in `sources`")
    @for_editors()
    async def pause(self, ctx: "Ctx", number: int) -> None:
        """Stop looking at a source for a while."""
        await ctx.bot.library.pause_source(number)
        await self._changed(ctx, f"Source {number} is paused; `sources resume {number}` takes it up again.")

    @below(sources, "resume")
    @app_commands.describe(number="its number in `sources`")
    @for_editors()
    async def resume(self, ctx: "Ctx", number: int) -> None:
        """Look at a source again that was paused or gone."""
        await ctx.bot.library.resume_source(number)
        await self._changed(ctx, f"Source {number} is read again.")

    @below(sources, "remove")
    @app_commands.describe(number="its number in `sources`")
    @for_editors()
    async def remove(self, ctx: "Ctx", number: int) -> None:
        """Forget a source; the articles that it brought stay."""
        await ctx.bot.library.remove_source(number)
        await self._changed(ctx, f"Source {number} is removed; the articles that it brought stay.")

    async def _changed(self, ctx: "Ctx", text: str) -> None:
        self._watcher.forget()
        ctx.bot.nudge()
        await answer(ctx, text, private=True)


def _say_source(source: "Source") -> str:
    state = source.state
    if source.paused or state.asleep:
        condition = "paused" if source.paused else "gone"
    elif state.error:
        condition = f"failing: {escape(wording.say_quote(state.error, 100))}"
    else:
        condition = f"well, last {embeds.stamp(state.last_success, 'R')}" if state.last_success else "not asked yet"
    if source.is_channel:
        where = f"links in <#{source.name.rpartition('/')[2]}>"
        return f"`{source.id}` {where}: {condition.replace('not asked yet', 'no link yet')}"
    return f"`{source.id}` {escape(wording.say_quote(source.name, 100))}: {condition}"
