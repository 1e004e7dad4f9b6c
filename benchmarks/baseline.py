"""The obvious rival: a sentence that names a show, its "season N", and the dates that dateparser finds in it."""

import re
from collections.abc import Iterator

from benchmarks.gold import Row
from schedules.catalogue import Catalogue
from schedules.model import Article, Status

_SEASON = re.compile(r"\bseason (\d)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def read(article: Article, catalogue: Catalogue) -> list[Row]:
    """A confirmed claim for each show and date of a sentence, undated without a date; season 1 unless one is named."""
    found: dict[Row, None] = {}
    for sentence in _SENTENCE.split(f"{article.title}\n{article.text}"):
        shows = [show.name for show in catalogue.shows if any(name in sentence for name in (show.name, *show.aliases))]
        if shows:
            number = _SEASON.search(sentence)
            season = int(number[1]) if number else 1
            dates: list[str | None] = [*_dates(sentence, article)] or [None]
            found |= dict.fromkeys(_row(show, season, date) for show in shows for date in dates)
    return list(found)


def _row(show: str, season: int, date: str | None) -> Row:
    return Row((show,), (season,), (date,), (str(Status.UNDATED if date is None else Status.CONFIRMED),))


def _dates(sentence: str, article: Article) -> Iterator[str]:
    from datetime import datetime, time

    from dateparser.search import search_dates

    settings: dict[str, object] = {"PREFER_DATES_FROM": "future"}
    if article.published:
        settings["RELATIVE_BASE"] = datetime.combine(article.published, time.min)
    for _, moment in search_dates(sentence, languages=["en"], settings=settings) or ():
        yield moment.date().isoformat()
