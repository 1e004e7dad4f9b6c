"""The bot itself: help, its state, what it is, and being forgotten."""

import logging
from importlib.metadata import version
from math import isfinite
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import is_editor, is_moderator, require_moderator, require_own_server
from bot.answering import answer
from bot.cogs.common import command
from bot.embeds import CONTENT, code, cut, stamp
from schedules import UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]

SERVER = "server"
_NO_MEMBER = {10004, 50001}
"""Discord's codes for a server that is gone or that the bot is not in."""

_log = logging.getLogger(__name__)

ABOUT = (
    "I read the news and announce when seasons premiere. Every date has a quote and a source behind it: `why` shows "
    "them. I keep what you follow and your time zone, and nothing that you write to others; `forget` erases it."
)


class About(commands.Cog, name="Marquee"):
    """For everyone."""

    @command("help", usage="[command]")
    @app_commands.describe(name="one command's own help")
    async def help(self, ctx: "Ctx", *, name: str | None = None) -> None:
        """The commands."""
        if name:
            found = ctx.bot.get_command(name.lstrip("/!"))
            if found is not None:
                text = f"`{found.qualified_name} {found.usage or found.signature}`\n{found.short_doc}"
                await answer(ctx, cut(text, CONTENT), private=True)
                return
        await answer(ctx, _help(ctx), private=True)

    @command("status")
    async def status(self, ctx: "Ctx") -> None:
        """How the bot is doing."""
        bot = ctx.bot
        tally = bot.announcer.tally
        stats = await bot.library.stats()
        polled = stamp(stats.last_poll, "R") if stats.last_poll else "never"
        latency = f"{bot.latency * 1000:.0f} ms" if isfinite(bot.latency) else "not connected"
        wake = stamp(bot.announcer.next_wake, "R") if bot.announcer.next_wake else "nothing is coming"
        lines = [
            f"**Version** {version('marquee')}",
            f"**Latency** {latency}; shards: {len(bot.shards)}, servers: {len(bot.guilds)}",
            f"**Queue** {stats.queue} to send, next wake {wake}",
            f"**Read** {stats.articles} articles, last poll {polled}",
            f"**Sent** {tally.sent}, put off {tally.retried}, failed {tally.failed} since the start",
        ]
        if tally.lateness:
            lines.append(f"**Lateness** {sorted(tally.lateness)[len(tally.lateness) // 2]:.1f} s in the middle")
        if not bot.intents.message_content:
            lines.append("I may not read messages here: use `/` or mention me.")
        await answer(ctx, "\n".join(lines))

    @command("about")
    async def about(self, ctx: "Ctx") -> None:
        """What Marquee is."""
        await answer(ctx, ABOUT)

    @command("forget", usage="[me|server]")
    @app_commands.describe(server="forget this server instead of you (moderators)")
    @app_commands.choices(server=[app_commands.Choice(name="yes", value=SERVER)])
    async def forget(self, ctx: "Ctx", *, server: str | None = None) -> None:
        """Erase what is kept about you, or about this server."""
        whom = (server or "me").casefold()
        if whom not in {"me", SERVER}:
            raise UsageError(f"Write 'forget' to be forgotten yourself, or 'forget {SERVER}' for all of this server.")
        if whom == SERVER:
            guild = require_own_server(ctx.bot, ctx.guild)
            require_moderator(ctx.author, ctx.permissions)
            await ctx.bot.forget_guild(str(guild.id))
            await answer(ctx, "This server's settings and follows are erased.", private=True)
            return
        await ctx.bot.library.forget_member(str(ctx.author.id))
        await answer(ctx, "What I kept about you is erased.", private=True)


def _help(ctx: "Ctx") -> str:
    """The commands that the asker may use, short enough for a phone."""
    hidden = set()
    if not is_editor(ctx.author, ctx.bot.editors):
        hidden |= {"Editing", "Review", "Sources"}
    if ctx.guild is None or not is_moderator(ctx.author, ctx.permissions):
        hidden.add("Server")
    lines = []
    for cog in ctx.bot.cogs.values():
        if cog.qualified_name in hidden or not cog.get_commands():
            continue
        lines.append(f"**{cog.qualified_name}**")
        lines += [f"`{entry.name}` {entry.short_doc}" for entry in cog.get_commands()]
    prefix = ctx.bot.settings_of(str(ctx.guild.id) if ctx.guild else None).prefix
    lines.append(f"Write {code(f'{prefix}next')}, `/next` or {ctx.bot.mention} next.")
    return cut("\n".join(lines), CONTENT)


class Welcome(commands.Cog):
    """Hello, once, and goodbye."""

    def __init__(self, bot: "MarqueeBot") -> None:
        self._bot = bot

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say hello where it may, with the settings at hand."""
        from bot.cogs.settings import SettingsPanel, change, settings_embed

        settings = self._bot.settings_of(str(guild.id))
        if settings.greeted:
            return
        place = next((channel for channel in _candidates(guild) if _may_speak(channel)), None)
        if place is None:
            return
        settings = await change(self._bot, guild, greeted=True)
        text = (
            f"Hello! I announce when seasons premiere. Choose a channel below, or write {self._bot.mention} follow "
            "in it. "
            f"`/next` says what comes next, `/help` the rest."
        )
        if not self._bot.intents.message_content:
            text += " I can't read messages here: use `/` or mention me."
        await place.send(text, embed=settings_embed(settings, guild), view=SettingsPanel())

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Erase what was kept about a server that was left."""
        await self._bot.forget_guild(str(guild.id))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Erase what was kept about servers that were left while the bot was not connected."""
        here = {str(guild.id) for guild in self._bot.guilds}
        for server in sorted(await self._bot.library.servers() - here):
            if server.isdecimal() and await self._has_left(int(server)):
                _log.info("The server %s was left; what was kept about it is erased.", server)
                await self._bot.forget_guild(server)

    async def _has_left(self, server: int) -> bool:
        """Whether Discord itself says so: that the server was not named at the connection is not enough."""
        try:
            await self._bot.fetch_guild(server, with_counts=False)
        except (discord.NotFound, discord.Forbidden) as error:
            return error.code in _NO_MEMBER
        except (discord.DiscordException, OSError) as error:
            _log.warning("Whether the server %s was left can't be learnt: %s", server, error)
        return False


def _candidates(guild: discord.Guild) -> list[discord.TextChannel]:
    first = [guild.system_channel] if guild.system_channel else []
    return [*first, *guild.text_channels]


def _may_speak(channel: discord.TextChannel) -> bool:
    granted = channel.permissions_for(channel.guild.me)
    return granted.view_channel and granted.send_messages and granted.embed_links
