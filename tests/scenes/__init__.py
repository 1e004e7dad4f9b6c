"""The real bot connected to a stand-in for Discord, with a database of its own and a clock that is moved by hand."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from standin import Channel, Guild, Interaction, Request, StandIn, User

from bot.client import MarqueeBot, Tuning, run_bot
from bot.settings import Settings
from schedules import Article, Delivery, Library, Sending, Target, TargetKind

T = TypeVar("T")
Shown = Callable[[dict[str, Any]], str]

QUICK = Tuning(
    identify_every=0.02,
    guilds_within=0.05,
    gateway_within=1.0,
    look_every=0.05,
    poll_every=0.1,
    restart_after=0.05,
    restart_at_most=0.2,
)
START = datetime(2016, 8, 20, tzinfo=UTC)
LUKE_CAGE = (
    "Jessica Jones will return, but in the meantime there is Luke Cage season 1, premiering September 30th on Netflix."
)


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
    tuning: Tuning = QUICK
    looks: int = 0
    """How often the bot has looked at the outbox."""
    _running: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(
        self,
        shards: int = 1,
        *,
        poll: Callable[[], Awaitable[object]] | None = None,
        on_bot: Callable[[MarqueeBot], None] | None = None,
        **settings: Any,
    ) -> None:
        """Start the bot and wait until it is connected, knows its servers and has looked at the outbox."""
        looked = asyncio.Event()

        async def checkpoint(name: str) -> None:
            self.looks += name == "looking"
            if name != "looking":
                looked.set()

        chosen = self.settings.model_copy(update=settings)
        running = run_bot(
            chosen, self.library, self.clock, poll=poll, tuning=self.tuning, checkpoint=checkpoint, on_bot=on_bot
        )
        self._running.append(asyncio.create_task(running))
        await self.discord.connected(shards)
        async with asyncio.timeout(10):
            await looked.wait()

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

    def calm(self) -> None:
        """Take any number of commands and messages: for tests of something else than limits."""
        self.tuning = replace(QUICK, user_commands=1000, server_commands=1000)
        self.discord.rates.messages = (10_000, 5.0)
        self.discord.rates.overall = 10_000

    async def look(self) -> None:
        """Wait until the bot has looked at the outbox with the clock as it is now, and has started what it found."""
        enough = self.looks + 2
        await self.discord.until(lambda: self.looks >= enough)

    async def keep(self, text: str = LUKE_CAGE, published: date = date(2016, 8, 16), **given: Any) -> None:
        """An article arrives by another way than Discord, from a site that is trusted."""
        given = {"url": f"https://www.theverge.com/{abs(hash(text))}", "site": "theverge.com"} | given
        await self.library.keep(Article(text, published=published, **given))

    async def move(self, **by: float) -> None:
        """Let time pass."""
        self.clock.now += timedelta(**by)

    async def announced(self, count: int, place: Channel | None = None, seconds: float = 15.0) -> list[dict[str, Any]]:
        """Wait until a channel has `count` announcements; they are what carries buttons."""
        channel = place or self.channel
        await self.discord.until(lambda: len(announcements(self.discord, channel)) >= count, seconds)
        return announcements(self.discord, channel)

    def posts(self) -> list[Request]:
        """The requests with which the bot tried to announce."""
        return [request for request in self.discord.requests if request.method == "POST" and _announces(request.body)]

    async def until_state(self, state: Delivery, count: int = 1) -> tuple[Sending, ...]:
        """Wait until so many announcements are in a state; the newest first."""
        return await eventually(lambda: self.library.deliveries(state), lambda found: len(found) >= count)

    async def until_put_off(self) -> Sending:
        """Wait until an announcement waits to be tried again."""
        waiting = await eventually(
            lambda: self.library.deliveries(Delivery.DUE), lambda found: any(entry.reason for entry in found)
        )
        return next(entry for entry in waiting if entry.reason)


async def eventually(get: Callable[[], Awaitable[T]], true: Callable[[T], bool], seconds: float = 15.0) -> T:
    """Ask again and again until the answer is as wanted; TimeoutError when it does not come to that."""
    async with asyncio.timeout(seconds):
        while not true(found := await get()):  # noqa: ASYNC110 - what is waited for is in a database
            await asyncio.sleep(0.02)
    return found


def _announces(body: object) -> bool:
    return isinstance(body, dict) and "marquee:why" in str(body.get("components"))


def announcements(discord: StandIn, channel: Channel) -> list[dict[str, Any]]:
    """The announcements in a channel."""
    return [message for message in discord.sent(channel) if "marquee:why" in str(message["components"])]


def channel_target(channel: Channel) -> Target:
    """A channel as what announcements are addressed to."""
    return Target(TargetKind.CHANNEL, str(channel.id))
