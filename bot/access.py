"""Who may do what on Discord: anyone asks, a moderator sets up their server, an editor decides what is believed."""

from collections.abc import Callable, Collection, Coroutine
from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from schedules import UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

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


def require_editor(user: discord.abc.User, editors: Collection[int]) -> None:
    """Let editors pass; NotAllowedError for others."""
    if not is_editor(user, editors):
        raise NotAllowedError("That is for Marquee's editors; anyone may hand in an article with 'read'.")


def for_moderators() -> "Callable[[_Function], _Function]":
    """A check that lets only moderators of the server through."""

    async def predicate(ctx: "Ctx") -> bool:
        require_moderator(ctx.author, ctx.permissions)
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
    needed = ["view_channel", "embed_links", "read_message_history"]
    in_threads = isinstance(channel, discord.Thread)
    needed.append("send_messages_in_threads" if in_threads else "send_messages")
    return [MISSING[name] for name in needed if not getattr(granted, name)]
