"""Kills the real bot at every point between "due" and "done", and counts what its channels got.

    python -m benchmarks.crash                  a thousand kills, each point equally often
    python -m benchmarks.crash --kills 60       fewer
    python -m benchmarks.crash --json           the same as JSON

Every day of a made-up calendar a reminder falls due in each channel. The bot, a process of its own that talks to the
stand-in for Discord, is killed with SIGKILL at a named point or at a random moment, and started again; by then the
clock has moved on, sometimes beyond the time for which Discord remembers a nonce. In the end each channel has to hold
each reminder once, none before its time.
"""

import argparse
import asyncio
import json
import mmap
import os
import random
import resource
import signal
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from standin import Channel, Rates, StandIn

from benchmarks.crash_bot import shared_clock
from schedules import Delivery, Edtf, Library, Target, TargetKind, load_catalogue

ROOT = Path(__file__).resolve().parents[1]
START = datetime(2020, 1, 1, 12, tzinfo=UTC)
LEAD = 7
CHANNELS = 4
POINTS = ("woken", "leased", "attempted", "looked", "arrived", "acted", "delivered", "recorded", "any")
"""Where the bot is killed: five points of its own, three that Discord sees, and a random moment.

The bot looks into a channel only where an earlier attempt may have arrived, so a kill at "looked" follows on another.
"""
ONCE = {"woken", "leased", "looked"}
"""The points that a life may come to only once."""
ALWAYS_HIT = {"woken", "any"}
AWAY = (70, 100, 400, 4000)
"""For how many seconds it is dead: longer than a lease; shorter and longer than Discord remembers a nonce."""
PATIENCE = 30.0
SETTLED = 0.05


@dataclass
class Result:
    """What came of a run: kills by point, and what was wrong in the end."""

    kills: Counter[str] = field(default_factory=Counter)
    points_of: dict[int, set[str]] = field(default_factory=dict)
    """The points at which the bot was killed while a day's reminders were under way."""
    lost: list[tuple[int, int]] = field(default_factory=list)
    doubled: list[tuple[int, int]] = field(default_factory=list)
    early: list[tuple[int, int]] = field(default_factory=list)
    days: int = 0
    seconds: float = 0.0


class Clock:
    """The clock that all processes share; only the harness moves it."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(struct.pack("dd", START.timestamp(), 0.0))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 16)
        self.path = path
        self.now = shared_clock(path)

    def seconds(self) -> float:
        """Seconds since 1970, for the stand-in."""
        return self.now().timestamp()

    def set(self, moment: datetime) -> None:
        """Move it, and let it stand."""
        self._memory[:16] = struct.pack("dd", moment.timestamp(), 0.0)

    def run_from(self, moment: datetime) -> float:
        """Let it run on from a moment; returns the monotonic clock's reading at that moment."""
        since = time.monotonic()
        self._memory[:16] = struct.pack("dd", moment.timestamp(), since)
        return since


class Lives:
    """The processes: one at a time, each killed before the next."""

    def __init__(self, orders: asyncio.StreamWriter) -> None:
        self._orders = orders
        self._pid = 0
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self.hit = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def running(
        cls, discord: StandIn, clock: Clock, catalogue: Path, database: str, look_every: float = 0.02
    ) -> AsyncIterator["Lives"]:
        """The process that gives birth to the bots, for as long as the block lasts."""
        setting = {
            "clock": str(clock.path),
            "catalogue": str(catalogue),
            "database": database,
            "token": discord.token,
            "api": discord.api_url,
            "gateway": discord.gateway_url,
            "look_every": look_every,
        }
        words = [sys.executable, "-m", "benchmarks.crash_bot", json.dumps(setting)]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *words, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
        )
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("The process for the bots has no pipes.")
        lives = cls(process.stdin)
        listening = asyncio.create_task(lives._listen(process.stdout))
        try:
            yield lives
        finally:
            await lives.kill()
            process.kill()
            await process.wait()
            listening.cancel()

    async def _listen(self, said: asyncio.StreamReader) -> None:
        async for line in said:
            word, _, pid = line.decode().partition(" ")
            if word == "life":
                self._born.put_nowait(int(pid))
            elif int(pid) == self._pid:
                self.hit.set()

    def memory_mb(self) -> float:
        """What the living process holds in memory."""
        status = Path(f"/proc/{self._pid}/status").read_text("utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def cpu_seconds(self) -> float:
        """The processor's time that the living process has used."""
        words = Path(f"/proc/{self._pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def halt(self) -> None:
        """Let the living process stand still where it is, until `go_on`."""
        os.kill(self._pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it go on."""
        os.kill(self._pid, signal.SIGCONT)

    def limit_files(self, size: int) -> None:
        """Let no file of the living process grow beyond a size in bytes, as if the disk were full; -1 for no limit."""
        _, most = resource.prlimit(self._pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (most if size < 0 else size, most))

    async def begin(self, point: str, nth: int) -> None:
        """Start a life that stands still when it has come to `point` for the nth time."""
        self.hit.clear()
        self._orders.write(json.dumps({"point": point, "pass": nth}).encode() + b"\n")
        self._pid = await self._born.get()

    async def kill(self) -> None:
        """SIGKILL, and wait until it is gone."""
        pid, self._pid = self._pid, 0
        if not pid:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            while True:
                os.kill(pid, 0)
                await asyncio.sleep(0.001)


class Harness:
    """One run over as many days as the kills take."""

    def __init__(self, discord: StandIn, library: Library, clock: Clock, lives: Lives, seed: int) -> None:
        self._discord, self._library, self._clock, self._lives = discord, library, clock, lives
        self._random = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._point = ""
        self._left = 0
        self._killed = asyncio.Event()
        discord.on_send = self._on_send

    async def run(self, kills: int, channels: list[Channel]) -> Result:
        """Kill so often, then let everything be delivered and compare."""
        result = Result()
        began = time.monotonic()
        points = _in_random_order(kills, self._random)
        while points:
            self._clock.set(_day(result.days))
            result.points_of[result.days] = set()
            alive = False
            while points:
                point = points[-1]
                if not alive:
                    await self._arm(point)
                if await self._killed_before_done(result.days):
                    points.pop()
                    result.kills[point] += 1
                    result.points_of[result.days].add(point)
                    away = self._random.choice(AWAY)
                    self._clock.set(self._clock.now() + timedelta(seconds=away))
                    alive = False
                else:
                    alive = True
                    break
            result.days += 1
        await self._lives.kill()
        await self._arm("")
        await self._killed_before_done(result.days - 1)
        while (await self._library.stats()).queue:  # noqa: ASYNC110 - what is waited for is in a database
            await asyncio.sleep(0.05)
        await self._lives.kill()
        _compare(self._discord, channels, result)
        result.seconds = time.monotonic() - began
        return result

    async def _arm(self, point: str) -> None:
        await self._lives.kill()
        # What the dead process had sent is still being dealt with, and must not count for the next life.
        await asyncio.sleep(SETTLED)
        self._killed.clear()
        self._point = point
        self._left = 1 if point in ONCE else self._random.randint(1, CHANNELS)
        await self._lives.begin(point, self._left)
        if point == "any":
            self._random_kill = asyncio.create_task(self._kill_at_random())

    async def _kill_at_random(self) -> None:
        await asyncio.sleep(self._random.uniform(0.15, 0.6))
        await self._lives.kill()
        self._killed.set()

    async def _on_send(self, moment: str) -> None:
        if moment == self._point and not self._killed.is_set():
            self._left -= 1
            if self._left <= 0:
                await self._lives.kill()
                self._killed.set()

    async def _killed_before_done(self, day: int) -> bool:
        """Wait until the bot has come to its point, and kill it there; False when the day was done before."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._lives.hit.is_set():
                await self._lives.kill()
                return True
            if self._killed.is_set():
                return True
            if self._point not in ALWAYS_HIT and await self._done(day):
                return False
            await asyncio.sleep(0.01)
        raise RuntimeError(f"Nothing happened for {PATIENCE:.0f} s at '{self._point}' on day {day}.")

    async def _done(self, day: int) -> bool:
        sent = await self._library.deliveries(Delivery.SENT, 2 * CHANNELS)
        return sum(entry.announcement.show == _show(day) for entry in sent) >= CHANNELS


def _in_random_order(kills: int, random: random.Random) -> list[str]:
    """Each point equally often, to be taken from the end; before each "looked" a kill after which there is a look."""
    points = [POINTS[number % len(POINTS)] for number in range(kills)]
    looks = points.count("looked")
    others = [point for point in points if point != "looked"]
    random.shuffle(others)
    places = [place for place, point in enumerate(others) if point in {"attempted", "acted"}]
    for place in sorted(random.sample(places, min(looks, len(places))), reverse=True):
        others.insert(place, "looked")
    return others


def _compare(discord: StandIn, channels: list[Channel], result: Result) -> None:
    for place, channel in enumerate(channels):
        found = Counter(message["embeds"][0]["title"] for message in discord.sent(channel))
        for day in range(result.days):
            count = found[f"{_show(day)}, season 1"]
            if count == 0:
                result.lost.append((day, place))
            elif count > 1:
                result.doubled.append((day, place))
    for request in discord.requests:
        if request.method == "POST" and request.path.endswith("/messages") and request.body:
            day = int(request.body["embeds"][0]["title"].split()[1].rstrip(","))
            if request.at < _day(day).timestamp():
                result.early.append((day, 0))


def _show(day: int) -> str:
    return f"Show {day:05}"


def _day(day: int) -> datetime:
    """The moment at which a day's reminders are due: seven days before a release at midnight of New York."""
    return START.replace(hour=5, minute=1) + timedelta(days=day + 1)


@asynccontextmanager
async def prepared(folder: Path, days: int, seed: int) -> AsyncIterator[tuple[Harness, list[Channel]]]:
    """The stand-in, a database with a premiere for each day, and the process that gives birth to the bots."""
    clock = Clock(folder / "clock")
    catalogue = folder / "catalogue.toml"
    shows = "\n".join(f'[[show]]\nname = "{_show(day)}"\nservice = "Everywhere"' for day in range(days))
    rule = 'rules = [{ time = 00:00:00, zone = "UTC" }]'
    catalogue.write_text(f'[[service]]\nname = "Everywhere"\n{rule}\n{shows}', "utf-8")
    async with AsyncExitStack() as stack:
        rates = Rates(messages=(100_000, 5.0))
        discord = await stack.enter_async_context(StandIn(clock=clock.seconds, rates=rates))
        guild = discord.world.guild()
        channels = [discord.world.channel(guild, f"channel-{number}") for number in range(CHANNELS)]
        database = str(folder / "marquee.sqlite3")
        library = await stack.enter_async_context(Library.open(database, load_catalogue(catalogue), clock.now))
        for day in range(days):
            premiere = (START + timedelta(days=day + 1 + LEAD)).date()
            await library.pin(_show(day), 1, Edtf.day(premiere), "crash")
        for channel in channels:
            await library.follow(Target(TargetKind.CHANNEL, str(channel.id)), None, (LEAD,), str(guild.id))
        lives = await stack.enter_async_context(Lives.running(discord, clock, catalogue, database))
        yield Harness(discord, library, clock, lives, seed), channels
        if discord.problems:
            sys.stderr.write(f"Discord found {len(discord.problems)} requests wrong: {discord.problems[0]}\n")


def table(result: Result) -> str:
    """The result for a person: each point with its kills, and with what went wrong on days on which it was hit."""
    lines = [f"{'killed at':<12}{'kills':>7}{'lost':>7}{'doubled':>9}{'early':>7}"]
    for point in POINTS:
        days = {day for day, points in result.points_of.items() if point in points}
        wrong = [sum(day in days for day, _ in found) for found in (result.lost, result.doubled, result.early)]
        lines.append(f"{point:<12}{result.kills[point]:>7}{wrong[0]:>7}{wrong[1]:>9}{wrong[2]:>7}")
    totals = (len(result.lost), len(result.doubled), len(result.early))
    lines.append(f"{'together':<12}{result.kills.total():>7}{totals[0]:>7}{totals[1]:>9}{totals[2]:>7}")
    lines.append(f"{result.days * CHANNELS} announcements owed over {result.days} days, {result.seconds:.0f} s")
    return "\n".join(lines)


async def _measure(kills: int, seed: int) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        async with prepared(Path(folder), kills + 2, seed) as (harness, channels):
            return await harness.run(kills, channels)


def main() -> int:
    """Run it; 1 when an announcement was lost, doubled or early."""
    parser = argparse.ArgumentParser(description="Kill the bot again and again, and count what its channels got.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    result = asyncio.run(_measure(given.kills, given.seed))
    wrong = {"lost": len(result.lost), "doubled": len(result.doubled), "early": len(result.early)}
    if given.json:
        figures = {"kills": result.kills, "days": result.days, "owed": result.days * CHANNELS, **wrong}
        sys.stdout.write(json.dumps(figures | {"seconds": round(result.seconds, 1)}) + "\n")
    else:
        sys.stdout.write(table(result) + "\n")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
