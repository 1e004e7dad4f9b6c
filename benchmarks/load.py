"""How the bot bears ten thousand servers: memory, the time to answer, and one announcement to all of them.

First, how late single announcements are: two hundred, each to a channel of its own, by the clock of the stand-in.

    python -m benchmarks.load                   ten thousand servers, one announcement each; about five minutes
    python -m benchmarks.load --servers 500     fewer; with --following 100, only so many of them are announced to
    python -m benchmarks.load --json            the same as JSON

The bot is a process of its own; Discord is the stand-in, which enforces the fifty requests a second that are allowed.
"""

import argparse
import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from standin import Channel, Rates, StandIn, User

from benchmarks.crash import LEAD, START, Clock, Lives
from schedules import Edtf, Library, Target, TargetKind, load_catalogue

ALLOWED = 50
"""Requests a second."""
CATALOGUE = """
[[service]]
name = "Everywhere"
rules = [{ time = 00:00:00, zone = "UTC" }]

[[show]]
name = "Show"
service = "Everywhere"
"""
CHANNELS_EACH = 10
SINGLES = 200
SINGLE_EVERY = 0.25
"""Seconds between two of them."""
AHEAD = 12.0
SINGLE = """
[[service]]
name = "{show}'s"
rules = [{{ time = {time}, zone = "UTC" }}]

[[show]]
name = "{show}"
service = "{show}'s"
"""


@dataclass
class Figures:
    """What was measured; times in milliseconds."""

    servers: int
    ready_seconds: float
    memory_mb: float
    idle_p50: float
    idle_p99: float
    seconds: float
    rate: float
    share_of_allowed: float
    refused: int
    cpu_each: float
    """The bot's processor time for one announcement, answers included."""
    first_after: float
    """From the moment it was due to the first message."""
    single_p50: float
    """How late an announcement to one channel arrives at the stand-in."""
    single_p99: float
    single_most: float
    busy_p50: float
    busy_p99: float
    curve: list[int]
    """Messages that arrived in each tenth of the time."""


class Load:
    """The servers, and the people in the first of them who go on asking."""

    def __init__(self, discord: StandIn, asker: User, place: Channel, late: list[float]) -> None:
        self.discord, self._asker, self._place = discord, asker, place
        self.late = late
        self.arrived: list[float] = []
        discord.on_send = self._count

    async def _count(self, moment: str) -> None:
        if moment == "arrived":
            self.arrived.append(time.monotonic())

    async def ask(self, times: int, every: float) -> list[float]:
        """How long each /next took, from Discord to the answer, in milliseconds."""
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            await self.discord.slash(self._asker, self._place, "next")
            taken.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(every)
        return taken


async def single(folder: Path) -> list[float]:
    """How late each of many announcements to one channel arrived, in milliseconds."""
    clock = Clock(folder / "clock")
    catalogue = folder / "catalogue.toml"
    shows = [(f"Show {number}", f"00:00:{number * SINGLE_EVERY:06.3f}") for number in range(SINGLES)]
    catalogue.write_text("".join(SINGLE.format(show=show, time=time) for show, time in shows), "utf-8")
    database = str(folder / "marquee.sqlite3")
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(StandIn(rates=Rates(overall=ALLOWED), judged=False))
        guild = discord.world.guild()
        due: dict[str, float] = {}
        async with Library.open(database, load_catalogue(catalogue), clock.now) as library:
            for number, (show, _) in enumerate(shows):
                channel = discord.world.channel(guild, show)
                due[f"/channels/{channel.id}/messages"] = number * SINGLE_EVERY
                await library.pin(show, 1, Edtf.day((START + timedelta(days=LEAD + 1)).date()), "load")
                await library.follow(Target(TargetKind.CHANNEL, str(channel.id)), show, (LEAD,), str(guild.id))
        lives = await stack.enter_async_context(Lives.running(discord, clock, catalogue, database, look_every=10.0))
        await lives.begin("", 0)
        await discord.connected(seconds=120)
        # So long before the first is due that the bot has looked at the clock by then: until now it stood still.
        first = clock.run_from(START.replace(hour=0) + timedelta(days=1, seconds=-AHEAD)) + AHEAD
        await discord.until(lambda: sum(request.path in due for request in discord.requests) >= SINGLES, 120)
        posts = [request for request in discord.requests if request.path in due]
    return [(post.at - first - due[post.path]) * 1000 for post in posts]


async def measure(servers: int, following: int, folder: Path) -> Figures:
    """One run with so many servers, of which so many follow."""
    with tempfile.TemporaryDirectory() as apart:
        late = await single(Path(apart))
    clock = Clock(folder / "clock")
    catalogue = folder / "catalogue.toml"
    catalogue.write_text(CATALOGUE, "utf-8")
    database = str(folder / "marquee.sqlite3")
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(StandIn(rates=Rates(overall=ALLOWED), judged=False))
        channels = _servers(discord, servers)
        async with Library.open(database, load_catalogue(catalogue), clock.now) as library:
            await library.pin("Show", 1, Edtf.day((START + timedelta(days=LEAD + 1)).date()), "load")
            for channel in channels[:following]:
                guild = str(channel.guild.id) if channel.guild else None
                await library.follow(Target(TargetKind.CHANNEL, str(channel.id)), "Show", (LEAD,), guild)
        load = Load(discord, discord.world.owner, channels[0], late)
        lives = await stack.enter_async_context(Lives.running(discord, clock, catalogue, database, look_every=0.25))
        began = time.monotonic()
        await lives.begin("", 0)
        await discord.connected(seconds=120)
        await discord.until(lambda: len(discord.gateway.connected[0].sent) > servers, 120)
        await load.ask(1, 0.5)
        ready = time.monotonic() - began
        idle = await load.ask(200, 0.01)
        # The stand-in must not stand still to look through a hundred thousand channels for garbage: Discord doesn't.
        gc.collect()
        gc.freeze()
        due, spent = time.monotonic(), lives.cpu_seconds()
        clock.run_from(START.replace(hour=0) + timedelta(days=1))
        busy: list[float] = []
        while len(load.arrived) < following:
            busy += await load.ask(1, 0.2)
        memory, spent = lives.memory_mb(), lives.cpu_seconds() - spent
    return _figures(load, (servers, ready, memory, spent), idle, busy, due)


def _servers(discord: StandIn, count: int) -> list[Channel]:
    """Servers of ten channels; the first channel of each follows."""
    world = discord.world
    first = []
    for number in range(count):
        guild = world.guild(f"server {number}", owner=world.owner)
        guild.members[world.owner.id] = (world.owner, [])
        first += [world.channel(guild, f"channel-{place}") for place in range(CHANNELS_EACH)][:1]
    return first


def _figures(
    load: Load, bot: tuple[int, float, float, float], idle: list[float], busy: list[float], due: float
) -> Figures:
    servers, ready, memory, spent = bot
    seconds = load.arrived[-1] - load.arrived[0]
    rate = (len(load.arrived) - 1) / seconds
    tenths = [0] * 10
    for moment in load.arrived:
        tenths[min(int((moment - load.arrived[0]) / seconds * 10), 9)] += 1
    return Figures(
        servers,
        round(ready, 1),
        round(memory, 1),
        round(statistics.median(idle), 1),
        round(_p99(idle), 1),
        round(seconds, 1),
        round(rate, 2),
        round(rate / ALLOWED, 4),
        len(load.discord.rates.refusals),
        round(spent / len(load.arrived) * 1000, 1),
        round((load.arrived[0] - due) * 1000),
        round(statistics.median(load.late), 1),
        round(_p99(load.late), 1),
        round(max(load.late), 1),
        round(statistics.median(busy), 1),
        round(_p99(busy), 1),
        tenths,
    )


def _p99(values: Sequence[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.99), len(values) - 1)]


def main() -> int:
    """Run it; 1 when Discord had to refuse a request."""
    parser = argparse.ArgumentParser(description="Ten thousand servers, and one announcement to each.")
    parser.add_argument("--servers", type=int, default=10_000)
    parser.add_argument("--following", type=int, help="how many of them follow (default: all)")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(measure(given.servers, given.following or given.servers, Path(folder)))
    if given.json:
        sys.stdout.write(json.dumps(asdict(figures)) + "\n")
    else:
        for name, value in asdict(figures).items():
            sys.stdout.write(f"{name:<18}{value}\n")
    return 1 if figures.refused else 0


if __name__ == "__main__":
    sys.exit(main())
