"""The real bot connected to a stand-in for Discord, with a database of its own and a clock that the test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from standin import Channel, Guild, Interaction, Permission, StandIn, User

from bot.announcer import Checkpoint
from bot.client import Tuning, run_bot
from bot.settings import Settings
from schedules import Article, Library, load_catalogue

QUICK = Tuning(identify_every=0.02, guilds_within=0.05, gateway_within=1.0, restart_after=0.05, restart_at_most=0.2)
START = datetime(2016, 8, 20, tzinfo=UTC)
LUKE_CAGE = "Jessica Jones will return, but in the meantime there is Luke Cage season 1, premiering September 30th on Netflix."


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        """The same moment for the stand-in, which counts seconds."""
        return self.now.timestamp()


@dataclass
class Scene:
    """A server with a channel, the people in it, and the bot."""

    discord: StandIn
    library: Library
    clock: Clock
    guild: Guild
    channel: Channel
    member: User
    moderator: User
    owner: User
    settings: Settings
    expected_problems: int = 0
    checkpoint: Checkpoint | None = None
    _running: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, shards: int = 1, **settings: Any) -> None:
        """Start the bot and wait until it is connected and knows its servers."""
        chosen = self.settings.model_copy(update=settings)
        running = run_bot(chosen, self.library, self.clock, tuning=QUICK, checkpoint=self.checkpoint)
        self._running.append(asyncio.create_task(running))
        await self.discord.connected(shards)

    async def stop(self) -> None:
        """Stop every bot that was started."""
        for task in self._running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._running.clear()

    async def ask(self, content: str, *, by: User | None = None, place: Channel | None = None) -> dict[str, Any]:
        """Somebody writes something in a channel; returns the bot's next message there."""
        channel = place or self.channel
        before = len(self.discord.sent(channel))
        await self.discord.say(by or self.member, channel, content)
        return (await self.discord.replies(channel, before + 1))[-1]

    async def slash(self, command: str, *, by: User | None = None, **options: Any) -> Interaction:
        """Somebody gives a slash command in the channel."""
        return await self.discord.slash(by or self.member, self.channel, command, **options)

    async def keep(self, text: str = LUKE_CAGE, published: date = date(2016, 8, 16), **given: Any) -> None:
        """An article arrives by another way than Discord, from a site that is trusted."""
        given = {"url": f"https://www.theverge.com/{abs(hash(text))}", "site": "theverge.com"} | given
        await self.library.keep(Article(text, published=published, **given))

    async def move(self, **by: float) -> None:
        """Let time pass."""
        self.clock.now += timedelta(**by)

    async def announced(self, count: int, place: Channel | None = None, seconds: float = 5.0) -> list[dict[str, Any]]:
        """Wait until a channel has `count` announcements; they are what carries buttons."""
        channel = place or self.channel
        await self.discord.until(lambda: len(announcements(self.discord, channel)) >= count, seconds)
        return announcements(self.discord, channel)


def announcements(discord: StandIn, channel: Channel) -> list[dict[str, Any]]:
    """The announcements in a channel."""
    return [message for message in discord.sent(channel) if "marquee:why" in str(message["components"])]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """A server on the stand-in and an empty library; the bot is started by `start`."""
    clock = Clock()
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(StandIn(clock=clock.seconds, wall=clock))
        library = await stack.enter_async_context(
            Library.open(str(tmp_path / "marquee.sqlite3"), load_catalogue(), clock)
        )
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
        guild.members[made.owner.id] = (made.owner, [])
        try:
            yield made
        finally:
            await made.stop()
        assert len(discord.problems) == made.expected_problems, discord.problems
        assert discord.rates.refusals == []


@pytest.fixture
def embeds() -> Callable[[dict[str, Any]], str]:
    """What a message shows: its text and that of its embeds."""

    def text(message: dict[str, Any]) -> str:
        parts = [message["content"]]
        for embed in message["embeds"]:
            parts += [embed.get("title", ""), embed.get("description", ""), embed.get("footer", {}).get("text", "")]
            parts += [f"{entry['name']}\n{entry['value']}" for entry in embed.get("fields", ())]
        return "\n".join(parts)

    return text
