"""Where announcements can go: text, announcement and forum channels, and threads."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from schedules import UsageError

Place = discord.TextChannel | discord.Thread | discord.ForumChannel

KINDS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]
THREADS = [discord.ChannelType.public_thread, discord.ChannelType.private_thread, discord.ChannelType.news_thread]

REFUSED = "I can announce in text, announcement and forum channels and in threads; name one of them that I can see."


class PlaceOption(commands.Converter[Place], app_commands.Transformer):
    """A channel that was typed or chosen; UsageError for one that can't be announced in."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Discord offers channels."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """These, and no media channels, which the published description does not know as an option."""
        return [*KINDS, *THREADS]

    async def transform(self, _interaction: discord.Interaction, value: Any, /) -> Place:  # noqa: ANN401 - as declared above
        """What was chosen from Discord's list."""
        return as_place(value.resolve())

    async def convert(self, ctx: commands.Context[Any], argument: str) -> Place:
        """What was typed: a mention, an id or a name."""
        name = argument.removeprefix("#")
        for converter in (commands.GuildChannelConverter(), commands.ThreadConverter()):
            with suppress(commands.BadArgument):
                return as_place(await converter.convert(ctx, name))
        raise UsageError(REFUSED)


def as_place(channel: object) -> Place:
    """The channel, where announcements can go there.

    Raises:
        UsageError: they can't.
    """
    if not isinstance(channel, Place):
        raise UsageError(REFUSED)
    return channel


if TYPE_CHECKING:
    PlaceArgument = Place
else:
    PlaceArgument = app_commands.Transform[Place, PlaceOption]
