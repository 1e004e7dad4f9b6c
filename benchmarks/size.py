"""How long keeping and asking take when there is much: a million claims over five thousand shows, on SQLite.

    python -m benchmarks.size                   build the database, measure, print a table
    python -m benchmarks.size --claims 20000    a small one
    python -m benchmarks.size --json            the same as JSON
    python -m benchmarks.size --check           exit 1 when a promise is broken (a busy machine breaks them too)
    python -m benchmarks.size --at FILE         build it there and leave it, or measure what an earlier run left

Everything is made up from one seed, so that two runs measure the same.
"""

import argparse
import asyncio
import datetime as dt
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table as Printed
from sqlalchemy import Connection, Table, create_engine, insert

from schedules.catalogue import Catalogue, load
from schedules.edtf import Edtf
from schedules.fingerprint import SKETCH, Signature
from schedules.library import Library
from schedules.model import AnnouncementKind, Article, Delivery, Known, Show, Status, Target, TargetKind
from schedules.store import open_store, tables
from schedules.trust import load_trust

NOW = dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC)
SHOWS = 5_000
CLAIMS = 1_000_000
FOLLOWS = 100_000
PAST = 1_000_000
"""Announcements that were sent long ago."""

_CLAIMS_EACH = 4
"""Claims of one article."""
_BATCH = 20_000
_TIMES = 200
_DAYS = 20
"""How many days' messages are put away."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How long one thing took, many times; milliseconds."""

    what: str
    times: int
    median: float
    p95: float
    worst: float
    cpu: float
    """The median of the processor's time: what the median would be on a machine with nothing else to do."""
    promise: float | None
    """What the median must stay under."""

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.promise is None or self.median < self.promise


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    claims: int
    shows: int
    follows: int
    past: int


class World:
    """Made-up shows, articles and follows."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.random = random.Random(2016)  # noqa: S311 - the same world every time
        words = [f"{first}{last}" for first in _FIRST for last in _LAST]
        self.names = [f"{words[number % len(words)]} {number}" for number in range(size.shows)]
        shipped = load()
        shows = tuple(Show(name, "Netflix") for name in self.names)
        history = tuple(
            Known(name, season, dt.date(2010 + season, 1 + number % 12, 1 + number % 28))
            for number, name in enumerate(self.names)
            for season in (1, 2)
        )
        self.catalogue = Catalogue(shows, shipped.services, history)
        self.sites = [*list(load_trust())[:40], *(f"site{number}.example" for number in range(200))]

    def article(self, number: int) -> Article:
        """An article that is known already."""
        text = " ".join(self.random.choices(_FILLING, k=20))
        day = dt.date(2010, 1, 1) + dt.timedelta(days=self.random.randrange(2400))
        site = self.random.choice(self.sites)
        return Article(f"{number} {text}", f"Number {number}", day, f"https://{site}/{number}", site)

    def signature(self) -> Signature:
        """A sketch like no other; to make it up takes far less time than to make one from a text."""
        return Signature(500, tuple(sorted(self.random.getrandbits(32) for _ in range(SKETCH))))

    def claims(self, article: Article) -> Iterator[dict[str, object]]:
        """What an article says, as rows without their article."""
        day = article.published or NOW.date()
        for name in self.random.sample(self.names, _CLAIMS_EACH):
            status = self.random.choice((Status.CONFIRMED,) * 6 + (Status.RUMOURED, Status.UNDATED, Status.SUPERSEDED))
            ahead = day + dt.timedelta(days=self.random.randrange(10, 400))
            form = self.random.choice(("%Y-%m-%d", "%Y-%m-%d", "%Y-%m", "%Y"))
            yield {
                "show": name,
                "season": self.random.choice((tables.NO_SEASON, 1, 2, 3, 3, 4)),
                "date": None if status is Status.UNDATED else ahead.strftime(form),
                "status": status,
                "evidence": f"{name} arrives on {ahead:%d %B %Y}, the service said in a statement.",
                "start": 100,
                "end": 180,
                "rule": "governed",
                "service": None,
                "time": None,
                "zone": None,
            }

    def fresh(self, number: int) -> Article:
        """An article of today that the reader finds a date in."""
        name = self.random.choice(self.names)
        day = NOW.date() + dt.timedelta(days=self.random.randrange(10, 300))
        words = " ".join(self.random.choices(_FILLING, k=300))
        text = f"{words}. {name} season 3 premieres on {day:%B} {day.day}, {day.year} on Netflix. {words}."
        return Article(text, f"Fresh {number}", NOW.date(), f"https://variety.com/{number}", "variety.com")


_FIRST = ("Amber", "Black", "Cold", "Dark", "Ember", "Frost", "Grey", "Hollow", "Iron", "Jade", "Night", "Stone")
_LAST = ("field", "gate", "harbour", "light", "marsh", "ridge", "shore", "ward", "water", "wood")
# Words as articles have them: hardly any is the beginning of a show's name, though of five thousand shows.
_WORDS = """
    actor audience because before behind camera cast character city company courage crowd detail director
    during early effort evening every family fight friend hero history house idea inside kitchen late letter
    light little long man memory moment money mother music neighbour office often open other people picture
    place police promise question quiet reason river room scene secret several shadow sister small stage
    story street strong studio table team think thought town trouble voice wait walk wall watch whole window
    woman wonder word world writer young night stone
"""
_FILLING = tuple(_WORDS.split())


def build(path: Path, world: World) -> None:
    """Make a database and fill it."""
    asyncio.run(_make(path))
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = OFF")
        # Only while it is built: nothing is lost if that fails, and a small cache would thrash on a million keys.
        for pragma in ("synchronous = OFF", "cache_size = -500000", "foreign_keys = OFF"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        _fill(connection, tables.articles, _articles(world))
        _fill(connection, tables.follows, _follows(world))
        _fill(connection, tables.outbox, _past(world))
        connection.commit()
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    engine.dispose()


async def _make(path: Path) -> None:
    async with open_store(str(path)):
        pass


def _fill(connection: Connection, table: Table, rows: Iterator[tuple[Table, dict[str, object]]]) -> None:
    while some := list(islice(rows, _BATCH)):
        by_table: dict[Table, list[dict[str, object]]] = {}
        for each, row in some:
            by_table.setdefault(each, []).append(row)
        for each in (table, *(other for other in by_table if other is not table)):
            if each in by_table:
                connection.execute(insert(each), by_table[each])


def _articles(world: World) -> Iterator[tuple[Table, dict[str, object]]]:
    for number in range(1, world.size.claims // _CLAIMS_EACH + 1):
        article = world.article(number)
        name, sketch = f"{number:032x}", world.signature()
        row = {"id": number, "fingerprint": name, "canonical": article.url, "url": article.url, "site": article.site}
        row |= {"title": article.title, "published": article.published, "voice": name, "kept": NOW}
        yield tables.articles, row | {"signature": str(sketch)}
        yield tables.texts, {"article": number, "text": article.text}
        for key in set(sketch.keys):
            yield tables.sketches, {"article": number, "key": key}
        for claim in world.claims(article):
            yield tables.claims, claim | {"article": number}


def _follows(world: World) -> Iterator[tuple[Table, dict[str, object]]]:
    for number in range(world.size.follows):
        show = None if number % 200 == 0 else world.random.choice(world.names)
        leads = world.random.choice(("7,1,0", "7,1,0", "1,0", "30,7,1,0"))
        row = {"target_kind": TargetKind.CHANNEL, "target_id": str(number), "show": show, "scope": show or ""}
        yield tables.follows, row | {"leads": leads, "guild": str(number), "since": NOW - dt.timedelta(days=30)}


def _past(world: World) -> Iterator[tuple[Table, dict[str, object]]]:
    for number in range(world.size.past):
        name = world.names[number % len(world.names)]
        at = _sent_at(number)
        yield (
            tables.outbox,
            {
                "key": f"past {number}",
                "kind": AnnouncementKind.REMINDER,
                "show": name,
                "season": 1,
                "date": str(Edtf.day(at.date())),
                "lead": 1,
                "target_kind": TargetKind.CHANNEL,
                "target_id": str(number % FOLLOWS),
                "guild": str(number % FOLLOWS),
                "due": at,
                "evidence": "",
                "rank": number % 2,
                "state": Delivery.SENT,
                "ready": None,
                "attempts": 1,
                "at": at,
                "message_id": str(number),
            },
        )


def _sent_at(number: int) -> dt.datetime:
    return NOW - dt.timedelta(minutes=number + 60_000)


async def measure(path: Path, world: World, say: Callable[[str], None], times: int) -> list[Measure]:
    """Keep and ask, many times."""
    async with Library.open(str(path), world.catalogue, lambda: NOW) as library:
        say("weighing every show once")
        began, cpu = time.perf_counter(), time.process_time()
        await library.next()
        first, worked = (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000
        await library.wake()
        say("measuring")
        # Other articles than those that an earlier run has left.
        known = (await library.stats()).articles
        world.random.seed(known)
        fresh = [world.fresh(known + number) for number in range(2 * times)]
        names = [world.random.choice(world.names) for _ in range(times)]
        articles, shows = iter(fresh), iter(names * 3)
        # The oldest messages lie so many days back; each time those of one day more are put away.
        oldest = _oldest(path)
        ages = iter(range(oldest - 1, 0, -1))
        library.read(fresh[0])

        async def time_it(
            what: str, verb: Callable[[], Awaitable[object]], promise: float | None, often: int = times
        ) -> Measure:
            return await _time(what, verb, promise, often)

        return [
            Measure("weigh all shows, once after the catalogue changed", 1, first, first, first, worked, None),
            await time_it(
                "keep a new article (read, weigh, store)", lambda: library.keep(next(articles), announce=False), 20
            ),
            await time_it("the same, and tell all who follow", lambda: library.keep(next(articles)), None),
            await time_it("the same again, which changes nothing", lambda: library.keep(fresh[0]), None),
            await time_it("next", library.next, 10),
            await time_it("next SHOW", lambda: library.next(next(shows)), 10),
            await time_it("why SHOW", lambda: library.why(next(shows)), None),
            await time_it("what is due", library.wake, 10),
            await time_it("when something falls due next", library.next_wake, 10),
            await time_it("what may be sent", lambda: library.lease("nobody", kinds=[TargetKind.CONSOLE]), 10),
            await time_it("follows of a channel", lambda: library.follows(Target(TargetKind.CHANNEL, "7")), None),
            await time_it("housekeeping with nothing to do", lambda: library.tidy(oldest + 1), 10),
            await time_it(
                "a day's messages into the archive", lambda: library.tidy(next(ages, oldest)), None, min(times, _DAYS)
            ),
        ]


def _oldest(path: Path) -> int:
    """How many days ago the oldest message in the outbox was sent."""
    with closing(sqlite3.connect(path)) as connection:
        (at,) = connection.execute("SELECT min(at) FROM outbox WHERE state = 'sent'").fetchone()
    return (NOW - dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)).days if at else 0


async def growth(path: Path, world: World, times: int) -> float:
    """By how many MiB the process grows while everything that a bot asks all day is asked so many times."""
    async with Library.open(str(path), world.catalogue, lambda: NOW) as library:
        before = 0.0
        for number in range(2 * times):
            if number == times:
                before = _resident()
            await library.wake()
            await library.next()
            await library.next_wake()
            await library.lease("nobody", kinds=[TargetKind.CONSOLE])
    return _resident() - before


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def _time(what: str, verb: Callable[[], Awaitable[object]], promise: float | None, times: int) -> Measure:
    took, worked = [], []
    for _ in range(times):
        began, cpu = time.perf_counter(), time.process_time()
        await verb()
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
    took.sort()
    worst, p95 = took[-1], took[int(0.95 * times)]
    return Measure(what, times, statistics.median(took), p95, worst, statistics.median(worked), promise)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, measure, print; 1 with --check when a promise is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.size", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=CLAIMS, help="how many claims; everything else shrinks with them")
    parser.add_argument("--times", type=int, default=_TIMES, help="how often each thing is done")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--check", action="store_true", help="exit 1 when a promise is broken")
    parser.add_argument("--at", type=Path, help="build the database here and leave it")
    options = parser.parse_args(arguments)
    share = options.claims / CLAIMS
    size = Size(options.claims, max(10, round(SHOWS * share)), round(FOLLOWS * share), round(PAST * share))
    rounds = 2 * options.times
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory() as folder:
        path = options.at or Path(folder) / "size.db"
        world = World(size)
        if not path.exists():
            console.print(f"building {size.claims:,} claims over {size.shows:,} shows")
            build(path, world)
        measures = asyncio.run(measure(path, world, console.print, options.times))
        grown = asyncio.run(growth(path, world, rounds)) if sys.platform == "linux" else 0.0
    if options.json:
        told = [asdict(each) | {"kept": each.kept} for each in measures]
        print(json.dumps({"size": asdict(size), "measures": told, "grown": grown}))
    else:
        Console().print(_printed(size, measures))
        Console().print(f"{grown:+.1f} MiB after {rounds:,} rounds of what a bot asks all day")
    return int(options.check and not all(each.kept for each in measures))


def _printed(size: Size, measures: Sequence[Measure]) -> Printed:
    printed = Printed(
        title=f"{size.claims:,} claims, {size.shows:,} shows, {size.follows:,} follows, {size.past:,} sent"
    )
    for heading in ("", "times", "median ms", "p95 ms", "worst ms", "cpu ms", "promise"):
        printed.add_column(heading, justify="left" if not heading else "right")
    for each in measures:
        promise = "" if each.promise is None else f"< {each.promise:g} {'✓' if each.kept else '✗'}"
        figures = (f"{value:.1f}" for value in (each.median, each.p95, each.worst, each.cpu))
        printed.add_row(each.what, str(each.times), *figures, promise)
    return printed


if __name__ == "__main__":
    sys.exit(main())
