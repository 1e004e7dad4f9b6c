"""How fast Marquee reads, beside dateparser's search on the same texts in the same run.

    python -m benchmarks.speed           throughput, growth and memory as tables
    python -m benchmarks.speed --json    the same as JSON
    python -m benchmarks.speed --check   exit 1 when a promise is broken (a busy machine breaks them too)

The texts are the corpus', repeated. dateparser's search only finds dates, in a subset sized to finish in seconds;
Marquee finds whole claims in all of them.
"""

import argparse
import itertools
import json
import math
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import adversarial, gold
from benchmarks.memory import Streamed, stream
from schedules.errors import MarqueeError
from schedules.model import Article

MARQUEE = Path(sys.executable).parent / "marquee"
LENGTHS = (15_625, 62_500, 250_000, 1_000_000)
"""The lengths of the adversarial texts, in characters; each is four times the one before."""

_ARTICLE = 2_500
_MEGABYTE = 1_000_000
_CHUNK = 50
_PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """What was measured against what was promised."""

    what: str
    measured: float
    unit: str
    bound: float
    at_least: bool
    """Whether the bound is a floor; otherwise it is a ceiling."""

    @property
    def kept(self) -> bool:
        """Whether the measure is on the right side of the bound."""
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


@dataclass(frozen=True, slots=True)
class Pace:
    """How much someone read in how many seconds."""

    who: str
    articles: int
    characters: int
    """Those of all the articles' texts and titles."""
    seconds: float

    @property
    def rate(self) -> float:
        """Articles of 2,500 characters a second; those of the corpus are shorter."""
        return self.characters / _ARTICLE / self.seconds


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds for an adversarial text in growing lengths; one that takes too long is given up."""

    text: str
    seconds: tuple[float, ...]
    """For each of `LENGTHS`, as far as they were read in time."""

    @property
    def whole(self) -> float:
        """Seconds for the longest text; infinite when it, or a shorter one, was given up."""
        return self.seconds[-1] if len(self.seconds) == len(LENGTHS) else math.inf


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for: 0; with --check 1 when a promise is broken; 2 when something failed."""
    asked = _parser().parse_args(arguments)
    try:
        paces = throughput(asked.articles, asked.seconds) if "throughput" in asked.only else []
        growths = [growth(name) for name in adversarial.UNITS] if "growth" in asked.only else []
        flows = [flow(asked.lines // 4), flow(asked.lines)] if "memory" in asked.only else []
    except MarqueeError as error:
        print(error, file=sys.stderr)
        return 2
    promises = _promises(paces, growths, flows)
    if asked.json:
        found = {
            "throughput": [asdict(one) | {"rate": one.rate} for one in paces],
            "growth": [asdict(one) for one in growths],
            "memory": [asdict(one) for one in flows],
            "promises": [_plain(one) for one in promises],
        }
        print(json.dumps(found, indent=2))
    else:
        _show(paces, growths, flows, promises)
    return int(asked.check and not all(promise.kept for promise in promises))


def throughput(articles: int, seconds: float) -> list[Pace]:
    """Read `articles` articles with one and with two processes, and search them with dateparser for about `seconds`."""
    texts = list(itertools.islice(_articles(), articles))
    return [_alone(texts), _together(texts, 2), _dateparser([article for article, _ in texts], seconds)]


def growth(name: str) -> Growth:
    """Read the adversarial text called `name` in growing lengths, until one takes more than five seconds."""
    from schedules.reading import read

    catalogue = gold.catalogue(gold.CATALOGUES["marvel"])
    took: list[float] = []
    for length in LENGTHS:
        article = Article(adversarial.text(name, length))
        started = time.perf_counter()
        try:
            with _patience():
                read(article, catalogue)
        except TimeoutError:
            break
        took.append(time.perf_counter() - started)
    return Growth(name, tuple(took))


def flow(lines: int) -> Streamed:
    """Stream that many articles through the command line and watch the memory of its processes."""
    articles = itertools.islice(_articles(), lines)
    return stream(
        [str(MARQUEE), "read", "--jsonl", "-", "--jobs", "2"],
        (_line(number, article) for number, (article, _) in enumerate(articles)),
    )


@contextmanager
def _patience() -> Iterator[None]:
    """Raise TimeoutError in the block when it has taken `_PATIENCE` seconds."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _articles() -> Iterator[tuple[Article, Path]]:
    corpus = gold.collect(gold.CORPUS)
    return itertools.cycle([(one.article, one.catalogue) for one in corpus])


def _line(number: int, article: Article) -> str:
    published = article.published.isoformat() if article.published else None
    return json.dumps({"id": str(number), "title": article.title, "text": article.text, "published": published})


def _alone(texts: Sequence[tuple[Article, Path]]) -> Pace:
    _read(texts[:_CHUNK])
    started = time.perf_counter()
    _read(texts)
    return _pace(f"{_marquee()}, 1 process", [article for article, _ in texts], started)


def _together(texts: Sequence[tuple[Article, Path]], processes: int) -> Pace:
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    with ProcessPoolExecutor(processes) as pool:
        list(pool.map(_read, chunks[: processes * 2]))
        started = time.perf_counter()
        list(pool.map(_read, chunks))
        return _pace(f"{_marquee()}, {processes} processes", [article for article, _ in texts], started)


def _marquee() -> str:
    """Marquee, and whether `make fast` compiled its reader."""
    from schedules.reading import reader

    return "Marquee" if reader.__file__.endswith(".py") else "Marquee, compiled"


def _read(texts: Sequence[tuple[Article, Path]]) -> int:
    from schedules.reading import read

    # A catalogue is loaded once by each process, as the program does it: sent along, it would be taken for a new one.
    return sum(len(read(article, gold.catalogue(catalogue))) for article, catalogue in texts)


def _dateparser(articles: Sequence[Article], seconds: float) -> Pace:
    from dateparser.search import search_dates

    search_dates(articles[0].text, languages=["en"])
    started = time.perf_counter()
    done = 0
    while done < len(articles) and time.perf_counter() - started < seconds:
        search_dates(articles[done].text, languages=["en"])
        done += 1
    return _pace("dateparser's search, 1 process", articles[:done], started)


def _pace(who: str, articles: Sequence[Article], started: float) -> Pace:
    seconds = time.perf_counter() - started
    return Pace(who, len(articles), sum(len(one.text) + len(one.title or "") for one in articles), seconds)


def _promises(paces: Sequence[Pace], growths: Sequence[Growth], flows: Sequence[Streamed]) -> list[Promise]:
    promises = []
    if paces:
        alone, together, rival = paces
        promises.append(Promise("articles read by 2 processes", together.rate, "a second", 1000, at_least=True))
        promises.append(Promise("1 process against dateparser's", alone.rate / rival.rate, "times", 20, at_least=True))
    if growths:
        slowest = max(growths, key=lambda one: one.whole)
        promises.append(Promise(f"1 MB of {slowest.text}", slowest.whole, "s", 2, at_least=False))
    if flows:
        peak = max(peak for one in flows for peak in one.peaks) / _MEGABYTE
        promises.append(Promise("largest process of a stream", peak, "MB", 150, at_least=False))
    return promises


def _show(
    paces: Sequence[Pace], growths: Sequence[Growth], flows: Sequence[Streamed], promises: Sequence[Promise]
) -> None:
    console = Console(width=max(Console().width, 100))
    tables = [
        _table(
            "Throughput",
            ("who", "articles", "characters", "seconds", "of 2,500 characters a second"),
            [
                (one.who, f"{one.articles:,}", f"{one.characters:,}", f"{one.seconds:.2f}", f"{one.rate:,.1f}")
                for one in paces
            ],
        ),
        _table(
            "Growth: seconds by length (four times as much is linear)",
            ("text", *(f"{length:,}" for length in LENGTHS)),
            [
                (
                    one.text,
                    *(f"{seconds:.3f}" for seconds in one.seconds),
                    *["given up"] * (len(LENGTHS) - len(one.seconds)),
                )
                for one in growths
            ],
        ),
        _table(
            "Streaming through `marquee read --jsonl - --jobs 2`",
            ("lines", "seconds", "peak MB of each process"),
            [
                (f"{one.lines:,}", f"{one.seconds:.1f}", ", ".join(f"{peak / _MEGABYTE:.0f}" for peak in one.peaks))
                for one in flows
            ],
        ),
        _table("Promises", ("what", "measured", "promised", ""), [_promise(one) for one in promises]),
    ]
    for table in tables:
        if table.rows:
            console.print(table)


def _plain(one: Promise) -> dict[str, object]:
    """The promise for JSON, which knows no infinity: null is a measure that was given up."""
    return asdict(one) | {"kept": one.kept, "measured": one.measured if math.isfinite(one.measured) else None}


def _promise(one: Promise) -> tuple[str, str, str, str]:
    bound = f"{'at least' if one.at_least else 'at most'} {one.bound:,.0f}"
    return one.what, f"{one.measured:,.1f} {one.unit}", bound, "kept" if one.kept else "broken"


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    return table


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="How fast Marquee reads.")
    parser.add_argument("--articles", type=int, default=2000, help="how many articles to read")
    parser.add_argument("--seconds", type=float, default=5, help="how long dateparser's search may take")
    parser.add_argument("--lines", type=int, default=8000, help="how many articles to stream")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=("throughput", "growth", "memory"),
        default=("throughput", "growth", "memory"),
        help="measure only these",
    )
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")
    parser.add_argument("--check", action="store_true", help="fail when a promise is broken")
    return parser


if __name__ == "__main__":
    sys.exit(main())
