"""Articles broken in a thousand ways, read for as long as wanted: every one has to give claims or none.

The labelled articles, and the sentences that the reader's tests know, are cut, spliced with each other, shuffled,
squashed and peppered with what breaks parsers. What is found is shrunk to the fewest words that still do it, and
printed; it belongs into the reader's tests.
"""

import argparse
import datetime as dt
import random
import re
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from benchmarks import gold
from schedules.catalogue import Catalogue, load
from schedules.model import Article, Show, Status
from schedules.reading import explain, read

SENTENCES = Path(__file__).parents[1] / "tests" / "schedules" / "reading"
SECONDS_A_THOUSAND = 0.5
"""No text may take longer than this for each thousand characters, and not less than this in all."""
_PEPPER = (
    *(
        "February 30",
        "Feb. 29, 2015",
        "31/11",
        "13/13/13",
        "99999999999",
        "0",
        "-1",
        "XXXX",
        "9/8c",
        "24:61",
        "12:01am",
    ),
    *("season 0", "season 999999999", "seasons 4 to 2", "part two", "the ١٢th", "²", "Ⅳ", "year 10000", "2016-13-45"),
    *(
        "\u200b",
        "\u202e",
        "\ufeff",
        "\u2028",
        "\x00",
        "\ud800",
        "İ",
        "ß",
        "ǆ",
        "🇺🇸",
        "&#x110000;",
        "&amp;amp;",
        "&nbsp",
    ),
    *("“", "”", "’", "(", ")", "[", "—", "…", ";", ":", "|", "\t", "\r\n", "\n\n", "-", "/", "•", "1.", "<p>", "]]>"),
    *(
        "not until",
        "instead of",
        "the former",
        "the latter",
        "a week earlier",
        "next",
        "last",
        "of",
        "and",
        "respectively",
    ),
)
Change = Callable[[random.Random, list[str]], list[str]]
Clock = Callable[[], float]


def main(arguments: Sequence[str] | None = None, clock: Clock = time.process_time) -> int:
    """Read broken articles until the time is over; 1 when one of them was read wrongly.

    `clock` tells the seconds that a reading took.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="for how long (default 60)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the first article's number (default 0)")
    parser.add_argument("--articles", type=int, default=sys.maxsize, metavar="N", help="stop after so many")
    asked = parser.parse_args(arguments)
    console = Console()
    known = _Known()
    end, number, finds = time.monotonic() + 60 * asked.minutes, asked.seed, 0
    with console.status("reading") as status:
        while time.monotonic() < end and number < asked.seed + asked.articles:
            article, catalogue = known.broken(number)
            if wrong := problem(article, catalogue, clock):
                finds += 1
                least = shrink(article, catalogue, clock)
                console.print(f"[red]{number}[/] {escape(wrong)}\n  {escape(repr(least))}")
            number += 1
            status.update(f"{number - asked.seed} articles read, {finds} finds")
    console.print(f"{number - asked.seed} articles read, {finds} finds")
    return 1 if finds else 0


class _Known:
    """The labelled articles and the catalogues that they may be read with."""

    def __init__(self) -> None:
        labelled = [one for folder in gold.LEARNT for one in gold.collect(folder)]
        sentences, shows = _sentences()
        self._articles = [*(one.article for one in labelled), *(Article(text) for text in sentences)]
        self._catalogues = [*(load(path) for path in sorted({one.catalogue for one in labelled})), shows]

    def broken(self, seed: int) -> tuple[Article, Catalogue]:
        """The broken article of a number: the same for the same number, in every process."""
        chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose, no secret
        words = [
            word for one in chance.choices(self._articles, k=chance.randint(1, 3)) for word in _part(chance, one.text)
        ]
        for change in chance.choices(_CHANGES, k=chance.randint(0, 6)):
            words = change(chance, words)
        published = chance.choice([None, dt.date.min, dt.date.max, dt.date(2016, 2, 29), dt.date(2017, 12, 31), "own"])
        first = chance.choice(self._articles)
        day = first.published if isinstance(published, str) else published
        title = chance.choice([first.title, "", " ".join(words[:9])])
        return Article(chance.choice([" ", " ", " ", ""]).join(words), title, day), chance.choice(self._catalogues)


def _sentences() -> tuple[list[str], Catalogue]:
    """The texts of the tables of sentences, and the shows that stand in their rows."""
    told = [
        sentence
        for table in sorted(SENTENCES.glob("sentences*.toml"))
        for sentences in tomllib.loads(table.read_text("utf-8")).values()
        for sentence in sentences
    ]
    names = {re.split(r" (?:S\d+|-) ", row)[0] for sentence in told for row in sentence["rows"]}
    return [sentence["text"] for sentence in told], Catalogue(tuple(Show(name, "Netflix") for name in sorted(names)))


def problem(article: Article, catalogue: Catalogue, clock: Clock = time.process_time) -> str | None:
    """What is wrong with how `article` is read, in a sentence; None when nothing is.

    The second reading is the one that `clock` times: a process's first one makes tables, which is not the text's doing.
    """
    try:
        explained = explain(article, catalogue).claims
        start = clock()
        claims = read(article, catalogue)
        took = clock() - start
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is a find
        return f"{type(error).__name__}: {error}"
    if took > SECONDS_A_THOUSAND * max(1.0, len(article.text) / 1000):
        return f"{took:.1f} seconds for {len(article.text)} characters"
    if claims != explained:
        return "explained otherwise than read"
    for claim in claims:
        quoted = article.title if claim.start is None or claim.end is None else article.text[claim.start : claim.end]
        if claim.evidence not in quoted:
            return f"a quote that is not in the text: {claim.evidence!r}"
        if (claim.date is None) < (claim.status in (Status.CANCELLED, Status.UNDATED)):
            return f"a date on a claim that has none: {claim}"
    if len({(c.show, c.season, str(c.date), c.status) for c in claims}) < len(claims):
        return "two claims that say the same"
    return None


def shrink(article: Article, catalogue: Catalogue, clock: Clock = time.process_time) -> Article:
    """The fewest words of `article` that are still read wrongly: halves are left out, then quarters, then words."""
    words = article.text.split(" ")
    size = len(words) // 2
    while size:
        at = 0
        while at < len(words):
            fewer = words[:at] + words[at + size :]
            if problem(Article(" ".join(fewer), article.title, article.published), catalogue, clock):
                words = fewer
            else:
                at += size
        size //= 2
    return Article(" ".join(words), article.title, article.published)


def _part(chance: random.Random, text: str) -> list[str]:
    """Words of `text` that stand together, from a sentence's worth to all."""
    words = text.split(" ")
    first = chance.randrange(len(words))
    return words[first : first + chance.choice([8, 30, 120, len(words)])]


def _shuffle(chance: random.Random, words: list[str]) -> list[str]:
    first = chance.randrange(len(words) + 1)
    some = words[first : first + 12]
    chance.shuffle(some)
    return words[:first] + some + words[first + 12 :]


def _drop(chance: random.Random, words: list[str]) -> list[str]:
    return [word for word in words if chance.random() > 0.1]


def _repeat(chance: random.Random, words: list[str]) -> list[str]:
    first = chance.randrange(len(words) + 1)
    return words[:first] + words[first : first + 5] * chance.randint(2, 20) + words[first:]


def _pepper(chance: random.Random, words: list[str]) -> list[str]:
    return [one for word in words for one in ((word, chance.choice(_PEPPER)) if chance.random() < 0.08 else (word,))]


def _squash(chance: random.Random, words: list[str]) -> list[str]:
    return [word + chance.choice(words) if chance.random() < 0.08 else word for word in words]


def _letters(chance: random.Random, words: list[str]) -> list[str]:
    return [_swapped(chance, word) if chance.random() < 0.1 else word for word in words]


def _swapped(chance: random.Random, word: str) -> str:
    at = chance.randrange(len(word) + 1)
    return word[:at] + chance.choice(["", chr(chance.randrange(32, 0x3000)), word[at:].upper()]) + word[at + 1 :]


def _shout(chance: random.Random, words: list[str]) -> list[str]:
    return [chance.choice([word.upper(), word.title()]) for word in words]


def _lines(chance: random.Random, words: list[str]) -> list[str]:
    return [chance.choice(["\n", "\n\n", "• ", "– "]) + word if chance.random() < 0.15 else word for word in words]


_CHANGES: tuple[Change, ...] = (_shuffle, _drop, _repeat, _pepper, _squash, _letters, _shout, _lines)


if __name__ == "__main__":
    sys.exit(main())
