"""Who may do what on Discord: anyone asks, a moderator sets up their server, an editor decides what is believed."""

from collections.abc import Callable, Collection, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.wording import say_list
from schedules import UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import GuildSettings

    Ctx = commands.Context[MarqueeBot]


_Function = Callable[..., Coroutine[Any, Any, None]]

SERVER_ONLY = "That is for a server; ask for it there."


class NotAllowedError(UsageError, commands.CheckFailure):
    """The asker may not do that; the message says who may."""


def is_moderator(user: discord.abc.User, permissions: discord.Permissions) -> bool:
    """Whether `user`, who has `permissions` in a server, may change what the server sees."""
    return isinstance(user, discord.Member) and (permissions.manage_guild or permissions.administrator)


def is_editor(user: discord.abc.User, editors: Collection[int]) -> bool:
    """Whether `user` may change what is believed: named by id, or by one of their roles."""
    if user.id in editors:
        return True
    return isinstance(user, discord.Member) and any(role.id in editors for role in user.roles)


def require_moderator(user: discord.abc.User, permissions: discord.Permissions) -> None:
    """Let moderators pass; NotAllowedError for others."""
    if not isinstance(user, discord.Member):
        raise NotAllowedError(SERVER_ONLY)
    if not is_moderator(user, permissions):
        raise NotAllowedError("That takes the permission Manage Server; ask a moderator of this server.")


def require_server(guild: discord.Guild | None) -> discord.Guild:
    """The server that something was asked in; NotAllowedError where it is none."""
    if guild is None:
        raise NotAllowedError(SERVER_ONLY)
    return guild


def require_own_server(bot: "MarqueeBot", guild: discord.Guild | None) -> discord.Guild:
    """The server that something was asked in, where the bot is in it; NotAllowedError elsewhere.

    Who has installed the bot for themselves can ask it in any server.
    """
    server = require_server(guild)
    if bot.get_guild(server.id) is None:
        raise NotAllowedError("I am not in this server; have me invited to it first.")
    return server


def require_editor(user: discord.abc.User, editors: Collection[int]) -> None:
    """Let editors pass; NotAllowedError for others."""
    if not is_editor(user, editors):
        raise NotAllowedError("That is for Marquee's editors; anyone may hand in an article with 'read'.")


def for_moderators() -> "Callable[[_Function], _Function]":
    """A check that lets only moderators of the server through."""

    async def predicate(ctx: "Ctx") -> bool:
        require_moderator(ctx.author, ctx.permissions)
        require_own_server(ctx.bot, ctx.guild)
        return True

    return _check(predicate)


def for_editors() -> "Callable[[_Function], _Function]":
    """A check that lets only editors through."""

    async def predicate(ctx: "Ctx") -> bool:
        require_editor(ctx.author, ctx.bot.editors)
        return True

    return _check(predicate)


def _check(predicate: Any) -> "Callable[[_Function], _Function]":  # noqa: ANN401 - discord.py ties it to a context
    def decorate(function: _Function) -> _Function:
        checked: _Function = commands.check(predicate)(function)
        return checked

    return decorate


MISSING = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
    "send_messages_in_threads": "Send Messages in Threads",
}


def missing_permissions(channel: "discord.abc.GuildChannel | discord.Thread") -> list[str]:
    """The names of the permissions that the bot needs to announce in a channel and does not have there."""
    granted = channel.permissions_for(channel.guild.me)
    sending = "send_messages_in_threads" if isinstance(channel, discord.Thread) else "send_messages"
    if not granted.view_channel:
        # All the others go with it.
        return [MISSING["view_channel"]]
    # To embed goes with sending.
    needed = ["embed_links" if getattr(granted, sending) else sending, "read_message_history"]
    return [MISSING[name] for name in needed if not getattr(granted, name)]


def lacks(guild: discord.Guild, settings: "GuildSettings") -> list[str]:
    """What keeps a server from being announced to as it has chosen, a sentence each."""
    found = []
    channel = guild.get_channel_or_thread(int(settings.channel)) if settings.channel else None
    if settings.channel and channel is None:
        found.append("The channel is gone, or I can't see it: choose another, or give me View Channel there.")
    elif channel is not None and (missing := missing_permissions(channel)):
        found.append(f"I can't announce in {channel.mention}: give me {say_list(missing)} there.")
    role = guild.get_role(int(settings.role)) if settings.role else None
    if settings.role and role is None:
        found.append("The role is gone: choose another.")
    elif role is not None and not may_ping(role, channel):
        found.append(f"I can't ping {role.mention}: let anyone mention it, or give me Mention Everyone.")
    if settings.events and not guild.me.guild_permissions.create_events:
        found.append("I can't make scheduled events: give me Create Events.")
    return found


def may_ping(role: discord.Role, channel: "discord.abc.GuildChannel | discord.Thread | None") -> bool:
    """Whether a mention of `role` by the bot reaches anyone, in a channel or (None) in its server as a whole."""
    me = role.guild.me
    granted = channel.permissions_for(me) if channel is not None else me.guild_permissions
    return role.mentionable or granted.mention_everyone
