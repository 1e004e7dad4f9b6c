"""Polls feeds, and measures what that costs and whether somebody who asks meanwhile has to wait.

Kept apart from the command, so that the process that parses, which loads the command's module once more, is as small as
the bot's.
"""

import asyncio
import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Self

from benchmarks.feeds import addresses
from benchmarks.memory import peaks, processor_seconds
from schedules import Article, Aside, Fetcher, Gatherer, Library, Policy, load_catalogue

INTERVAL = 600
"""Seconds between two polls of a source at the shortest interval."""

FEEDS = 2000

_BEGIN = dt.datetime(2018, 2, 1, 12, tzinfo=dt.UTC)
_PAUSE = 0.02
_BETWEEN = 0.25
_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Round:
    """One poll of all feeds."""

    who: str
    feeds: int
    seconds: float
    processor: float
    """Seconds of processor time, of all processes together."""
    memory: int
    """Bytes at the peak, of all processes together."""
    articles: int
    failed: int
    asked: int
    """How often somebody asked what is next meanwhile."""
    next_p50: float
    """Seconds until the answer."""
    next_p99: float
    lag_p50: float
    """Seconds by which the event loop was late."""
    lag_p99: float

    @property
    def core(self) -> float:
        """The share of one core that polling two thousand such feeds takes at the shortest interval."""
        return self.processor / self.feeds * FEEDS / INTERVAL


class Clock:
    """The moment, moved by hand."""

    def __init__(self) -> None:
        self.now = _BEGIN

    def __call__(self) -> dt.datetime:
        """The moment that was set."""
        return self.now


async def poll(port: int, feeds: int, rounds: int, processes: int) -> list[Round]:
    """Poll that many feeds again and again, parsing in that many processes; 0 parses in threads."""
    import bot.client  # noqa: F401 - what the bot on Discord takes is part of the memory

    clock, found = Clock(), []
    async with (
        _library(clock) as library,
        Fetcher(clock, policy=Policy(allow_private=True)) as fetcher,
        Aside(library.catalogue, processes) as aside,
    ):
        gatherer = Gatherer(library, fetcher, clock, Random(7), aside)  # noqa: S311 - it spreads polls
        for address in addresses(port, feeds):
            await library.add_source(address, "benchmark")
        for number in range(rounds):
            async with _Measured(f"Marquee, round {number + 1}", library) as measured:
                polled = await gatherer.poll()
            articles, failed = sum(each.articles for each in polled), sum(bool(each.error) for each in polled)
            found.append(measured.round(len(polled), articles, failed))
            clock.now += dt.timedelta(seconds=INTERVAL)
            for source in await library.sources():
                await library.record_poll(source.id, replace(source.state, next_poll=clock.now))
    return found


async def one_after_another(port: int, feeds: int, rounds: int) -> list[Round]:
    """Poll them as the rival does."""
    import aiohttp
    import feedparser

    found = []
    async with _library(Clock()) as library, aiohttp.ClientSession() as session:
        asked = addresses(port, feeds)
        for _ in range(rounds):
            articles = failed = 0
            async with _Measured("aiohttp and feedparser", library) as measured:
                for address in asked:
                    try:
                        async with asyncio.timeout(_PATIENCE), session.get(address) as response:
                            articles += len(feedparser.parse(await response.read()).entries)
                    except TimeoutError:
                        failed += 1
            found.append(measured.round(len(asked), articles, failed))
    return found


@asynccontextmanager
async def _library(clock: Clock) -> AsyncIterator[Library]:
    with tempfile.TemporaryDirectory() as folder:
        async with Library.open(str(Path(folder) / "marquee.db"), load_catalogue(), clock) as library:
            text = "Daredevil returns for season 3 on October 19, 2018, Netflix said."
            await library.keep(Article(text, published=_BEGIN.date()))
            yield library


class _Measured:
    """Measures what happens in its block, and asks what is next meanwhile."""

    def __init__(self, who: str, library: Library) -> None:
        self._who = who
        self._library = library
        self._answers: list[float] = []
        self._lags: list[float] = []

    async def __aenter__(self) -> Self:
        self._watching = [asyncio.create_task(self._ask()), asyncio.create_task(self._look())]
        self._processor, self._started = processor_seconds(os.getpid()), time.perf_counter()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._seconds = time.perf_counter() - self._started
        self._used = processor_seconds(os.getpid()) - self._processor
        for task in self._watching:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def round(self, feeds: int, articles: int, failed: int) -> Round:
        """What was measured."""
        return Round(
            self._who,
            feeds,
            self._seconds,
            self._used,
            sum(peaks(os.getpid()).values()),
            articles,
            failed,
            len(self._answers),
            _part(self._answers, 0.5),
            _part(self._answers, 0.99),
            _part(self._lags, 0.5),
            _part(self._lags, 0.99),
        )

    async def _ask(self) -> None:
        while True:
            started = time.perf_counter()
            await self._library.next()
            self._answers.append(time.perf_counter() - started)
            await asyncio.sleep(_BETWEEN)

    async def _look(self) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(_PAUSE)
            self._lags.append(time.perf_counter() - started - _PAUSE)


def _part(values: Sequence[float], share: float) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[round(share * 100) - 1] if len(values) > 1 else 0.0
