"""What the command families share: cooldowns and the completion of names."""

from collections.abc import Callable, Coroutine
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

import discord
from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.errors import NoSuchCommandError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

_Function = Callable[..., Coroutine[Any, Any, None]]

CHOICES = 25
"""Discord takes no more."""


class Cooldowns:
    """In ten seconds so many commands for each user and for each server, whichever they are; editors are free."""

    def __init__(self, user: int, server: int) -> None:
        self._mappings = {
            kind: commands.CooldownMapping[commands.Context[Any]].from_cooldown(rate, 10.0, kind)
            for kind, rate in ((commands.BucketType.user, user), (commands.BucketType.guild, server))
        }
        self._tellings = commands.CooldownMapping[commands.Context[Any]].from_cooldown(
            1, 10.0, commands.BucketType.user
        )

    def count(self, ctx: "commands.Context[MarqueeBot]") -> None:
        """Count a command; CommandOnCooldown when there were too many."""
        if ctx.author.id in ctx.bot.editors:
            return
        for kind, mapping in self._mappings.items():
            bucket = mapping.get_bucket(ctx)
            wait = bucket.update_rate_limit(_seconds(ctx)) if bucket is not None else None
            if bucket is not None and wait:
                raise commands.CommandOnCooldown(bucket, wait, kind)

    def tells(self, ctx: "commands.Context[MarqueeBot]") -> bool:
        """Whether to say so: to each user once in ten seconds, and always where only they see it."""
        bucket = self._tellings.get_bucket(ctx)
        return ctx.interaction is not None or bucket is None or not bucket.update_rate_limit(_seconds(ctx))


async def refuse_unknown(ctx: "commands.Context[MarqueeBot]") -> None:
    """Before a command: refuse what stands after it and is none of those below it, instead of passing over it."""
    command, word = ctx.command, ctx.subcommand_passed
    if ctx.interaction is not None or not isinstance(command, commands.HybridGroup):
        return
    if word is not None and word.casefold() != command.fallback:
        names = wording.say_list(sorted(below.name for below in command.commands))
        raise NoSuchCommandError(f"There is no '{command.name} {word}'; there are {names}.")


def _seconds(ctx: "commands.Context[MarqueeBot]") -> float:
    return ctx.message.created_at.timestamp()


async def complete_show(interaction: "discord.Interaction[MarqueeBot]", current: str) -> list[app_commands.Choice[str]]:
    """The shows whose name or alias holds what was typed, those that begin with it first."""
    found = interaction.client.catalogue.matching(current)
    return [app_commands.Choice(name=show.name, value=show.name) for show in found[:CHOICES]]


async def complete_zone(
    _interaction: "discord.Interaction[MarqueeBot]", current: str
) -> list[app_commands.Choice[str]]:
    """The IANA zones that hold what was typed."""
    typed = current.casefold().strip().replace(" ", "_")
    return [app_commands.Choice(name=zone, value=zone) for zone in zones() if typed in zone.casefold()][:CHOICES]


@cache
def zones() -> tuple[str, ...]:
    """The IANA zones that this machine knows, in order; found out once, for it takes a look into hundreds of files."""
    return tuple(sorted(available_timezones()))


def command(name: str, **options: Any) -> "Callable[[_Function], commands.HybridCommand[Any, Any, None]]":  # noqa: ANN401 - discord.py's own
    """A command for every way of typing: with the prefix, with a mention, with a slash."""

    def decorate(function: "_Function") -> "commands.HybridCommand[Any, Any, None]":
        made: commands.HybridCommand[Any, Any, None] = commands.hybrid_command(name=name, **options)(function)
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
