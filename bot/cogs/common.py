"""What the command families share: cooldowns and the completion of names."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import discord
from discord import app_commands
from discord.ext import commands

if TYPE_CHECKING:
    from bot.client import MarqueeBot

_Function = Callable[..., Coroutine[Any, Any, None]]

CHOICES = 25
"""Discord takes no more."""


def cooldown(ctx: "commands.Context[MarqueeBot]") -> commands.Cooldown | None:
    """Five commands in ten seconds for each user; editors may work faster."""
    return None if ctx.author.id in ctx.bot.editors else commands.Cooldown(5, 10.0)


class ServerCooldown:
    """Thirty commands in ten seconds for a server, whoever gives them."""

    def __init__(self) -> None:
        self._mapping = commands.CooldownMapping.from_cooldown(30, 10.0, commands.BucketType.guild)

    def check(self, ctx: "commands.Context[MarqueeBot]") -> None:
        """Count a command; CommandOnCooldown when there were too many."""
        if ctx.guild is None:
            return
        bucket = self._mapping.get_bucket(ctx.message)
        wait = bucket.update_rate_limit() if bucket is not None else None
        if bucket is not None and wait:
            raise commands.CommandOnCooldown(bucket, wait, commands.BucketType.guild)


async def complete_show(interaction: "discord.Interaction[MarqueeBot]", current: str) -> list[app_commands.Choice[str]]:
    """The shows whose name or alias holds what was typed, those that begin with it first."""
    typed = current.casefold().strip()
    ranked: list[tuple[bool, str]] = []
    for show in interaction.client.catalogue.shows:
        names = [name.casefold() for name in (show.name, *show.aliases)]
        if any(typed in name for name in names):
            ranked.append((not any(name.startswith(typed) for name in names), show.name))
    return [app_commands.Choice(name=name, value=name) for _, name in sorted(ranked)[:CHOICES]]


async def complete_zone(
    _interaction: "discord.Interaction[MarqueeBot]", current: str
) -> list[app_commands.Choice[str]]:
    """The IANA zones that hold what was typed."""
    typed = current.casefold().strip().replace(" ", "_")
    return [
        app_commands.Choice(name=zone, value=zone)
        for zone in sorted(available_timezones())
        if typed in zone.casefold() and not zone.startswith(("posix/", "right/"))
    ][:CHOICES]


def command(name: str, **options: Any) -> "Callable[[_Function], commands.HybridCommand[Any, Any, None]]":  # noqa: ANN401 - discord.py's own
    """A command for every way of typing: with the prefix, with a mention, with a slash; with the cooldown on it."""

    def decorate(function: "_Function") -> "commands.HybridCommand[Any, Any, None]":
        slowed = commands.dynamic_cooldown(cooldown, commands.BucketType.user)(function)
        made: commands.HybridCommand[Any, Any, None] = commands.hybrid_command(name=name, **options)(slowed)
        return made

    return decorate


def group(name: str, **options: Any) -> "Callable[[_Function], commands.HybridGroup[Any, Any, None]]":  # noqa: ANN401 - discord.py's own
    """A command with commands below it."""

    def decorate(function: "_Function") -> "commands.HybridGroup[Any, Any, None]":
        made: commands.HybridGroup[Any, Any, None] = commands.hybrid_group(name=name, **options)(function)
        return made

    return decorate


def below(
    parent: "commands.HybridGroup[Any, Any, None]", name: str
) -> "Callable[[_Function], commands.HybridCommand[Any, Any, None]]":
    """A command below a group."""

    def decorate(function: "_Function") -> "commands.HybridCommand[Any, Any, None]":
        made: commands.HybridCommand[Any, Any, None] = parent.command(name=name)(function)
        return made

    return decorate
