"""What it costs to poll two thousand feeds, and whether a command has to wait for it.

    python -m benchmarks.sources            the figures as tables
    python -m benchmarks.sources --json     the same as JSON
    python -m benchmarks.sources --threads  parse in threads instead of a process, to see what that would cost

Every feed is made due for each round, as if ten minutes had passed, which is the shortest interval. While a round runs,
somebody asks what is next again and again in the same event loop. The rival asks one feed after the other, without
conditional requests, and parses with feedparser where it stands.
"""

import argparse
import asyncio
import datetime as dt
import json
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Self

from rich.console import Console
from rich.table import Table

from benchmarks.feeds import ENTRIES, addresses, served
from benchmarks.memory import peaks, processor_seconds
from schedules import Article, Aside, Fetcher, Gatherer, Library, Policy, load_catalogue

INTERVAL = 600
"""Seconds between two polls of a source at the shortest interval."""

_BEGIN = dt.datetime(2018, 2, 1, 12, tzinfo=dt.UTC)
_FEEDS = 2000
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
        return self.processor / self.feeds * _FEEDS / INTERVAL


class Clock:
    """The moment, moved by hand."""

    def __init__(self) -> None:
        self.now = _BEGIN

    def __call__(self) -> dt.datetime:
        """The moment that was set."""
        return self.now


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print what was found."""
    asked = _parser().parse_args(arguments)
    with served(asked.entries) as port:
        found = _apart(_ours, port, asked.feeds, asked.rounds, 0 if asked.threads else 1)
        found += _apart(_rival, port, asked.rival, 1, 0)
    if asked.json:
        print(json.dumps([asdict(each) | {"core": each.core} for each in found], indent=2))
    else:
        _show(found)
    return 0


def _apart(run: Callable[..., None], *arguments: int) -> list[Round]:
    """Run in a process of its own, whose time and memory are nobody else's."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=run, args=(theirs, *arguments))
    process.start()
    theirs.close()
    found: list[Round] = ours.recv()
    process.join()
    return found


def _ours(parent: Connection, port: int, feeds: int, rounds: int, processes: int) -> None:
    parent.send(asyncio.run(_poll(port, feeds, rounds, processes)))


def _rival(parent: Connection, port: int, feeds: int, rounds: int, _: int) -> None:
    parent.send(asyncio.run(_one_after_another(port, feeds, rounds)))


async def _poll(port: int, feeds: int, rounds: int, processes: int) -> list[Round]:
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


async def _one_after_another(port: int, feeds: int, rounds: int) -> list[Round]:
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sources", description="What polling costs.")
    parser.add_argument("--feeds", type=int, default=_FEEDS, help="how many feeds are polled")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="how many entries each has at first")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked")
    parser.add_argument("--rival", type=int, default=200, help="how many feeds the rival is given")
    parser.add_argument("--threads", action="store_true", help="parse in threads instead of a process")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    return parser


def _show(found: Sequence[Round]) -> None:
    table = Table(
        "", "feeds", "s", "CPU s", "core for 2,000", "MB", "articles", "failed", "next p50", "p99", "lag p50", "p99"
    )
    for each in found:
        table.add_row(
            each.who,
            str(each.feeds),
            f"{each.seconds:.1f}",
            f"{each.processor:.1f}",
            f"{each.core:.1%}",
            f"{each.memory / 1e6:.0f}",
            str(each.articles),
            str(each.failed),
            *(f"{1000 * value:.0f} ms" for value in (each.next_p50, each.next_p99, each.lag_p50, each.lag_p99)),
        )
    Console(width=None if sys.stdout.isatty() else 140).print(table)


if __name__ == "__main__":
    sys.exit(main())
