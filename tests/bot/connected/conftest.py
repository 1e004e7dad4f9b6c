"""Scenes: a server on the stand-in for Discord, a library, and the bot when a test starts it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from scenes import Clock, Scene, Shown
from standin import Permission, StandIn

from bot.settings import Settings
from schedules import Catalogue, Library, load_catalogue


@pytest.fixture
def catalogue() -> Catalogue:
    """The shipped shows."""
    return load_catalogue()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without anything in it, made once: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "marquee.sqlite3"

    async def make() -> None:
        async with Library.open(str(path), load_catalogue(), Clock()):
            pass

    asyncio.run(make())
    return path


@pytest.fixture
async def scene(tmp_path: Path, empty: Path, catalogue: Catalogue) -> AsyncIterator[Scene]:
    """A server on the stand-in and an empty library; the bot is started by `start`."""
    clock = Clock()
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(StandIn(clock=clock.seconds))
        database = shutil.copy(empty, tmp_path)
        library = await stack.enter_async_context(Library.open(str(database), catalogue, clock))
        guild = discord.world.guild()
        settings = Settings(
            _env_file=None,
            DISCORD_TOKEN=SecretStr(discord.token),
            DISCORD_API_URL=discord.api_url,
            DISCORD_GATEWAY_URL=discord.gateway_url,
        )
        made = Scene(
            discord,
            library,
            clock,
            guild,
            discord.world.channel(guild),
            discord.world.member(guild, "member"),
            discord.world.member(guild, "moderator", Permission.MANAGE_GUILD),
            discord.world.owner,
            settings,
        )
        # The application's owner runs this server too.
        guild.members[made.owner.id] = (made.owner, guild.members[made.moderator.id][1])
        try:
            yield made
        finally:
            await made.stop()
        assert len(discord.problems) == made.expected_problems, discord.problems
        assert discord.rates.refusals == []


@pytest.fixture
def shown() -> Shown:
    """What a message shows: its text and that of its embeds."""

    def text(message: dict[str, Any]) -> str:
        parts = [message["content"]]
        for embed in message["embeds"]:
            parts += [embed.get("title", ""), embed.get("description", ""), embed.get("footer", {}).get("text", "")]
            parts += [f"{entry['name']}\n{entry['value']}" for entry in embed.get("fields", ())]
        return "\n".join(parts)

    return text
