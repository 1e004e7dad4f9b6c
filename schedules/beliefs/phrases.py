"""Dates and speakers in plain English, for the sentences that explain a belief."""

import datetime as dt

from schedules.edtf import Edtf
from schedules.model import Testimony

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_PARTS = {
    21: "spring",
    22: "summer",
    23: "autumn",
    24: "winter",
    33: "the first quarter of",
    34: "the second quarter of",
    35: "the third quarter of",
    36: "the fourth quarter of",
    37: "early",
    38: "the middle of",
    39: "late",
    40: "the first half of",
    41: "the second half of",
}


def day(value: dt.date) -> str:
    """A day: "3 October 2018"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def date(value: Edtf) -> str:
    """A partial date: "30 September 2016", "autumn 2016", "no earlier than 2018"."""
    first, slash, last = value.text.partition("/")
    if not slash:
        return _point(value.text)
    if last == "..":
        return f"{_point(first)} at the earliest"
    if first == "..":
        return f"{_point(last)} at the latest"
    return f"between {_point(first)} and {_point(last)}"


def speaker(testimony: Testimony) -> str:
    """Who speaks, to begin a sentence with: the site, else the article's title, else "An article"."""
    if testimony.site:
        return testimony.site
    if testimony.title:
        title = testimony.title if len(testimony.title) <= 60 else testimony.title[:59].rstrip() + "…"
        return f"“{title}”"
    return "An article"


def said_on(testimony: Testimony) -> str:
    """When it was said: "on 3 October 2018", or "in an article without a day"."""
    return f"on {day(testimony.published)}" if testimony.published else "in an article without a day"


def _point(text: str) -> str:
    year, *rest = text.split("-")
    year = "" if year == "XXXX" else f" {int(year)}"
    if not rest:
        return year.strip()
    part = int(rest[0])
    if part > 12:
        return f"{_PARTS[part]}{year}"
    named = f"{_MONTHS[part - 1]}{year}"
    return f"{int(rest[1])} {named}" if len(rest) > 1 else named
