"""How a premiere looks, in pictures and on the page."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum

from bot.wording import is_out
from schedules import Premiere, Status


class Look(StrEnum):
    """The ways a premiere is shown."""

    COMING = "coming"
    """A day ahead: a lit bulb."""
    WINDOW = "window"
    """Some time in a stretch of days: a bar."""
    UNDATED = "undated"
    """No date, or a day whose year is not known: a hollow bulb."""
    OUT = "out"
    """It is there: a dark bulb."""
    CANCELLED = "cancelled"
    """A cross."""


def look(premiere: Premiere, now: datetime) -> Look:
    """How `premiere` looks at `now` (aware)."""
    if premiere.status is Status.CANCELLED:
        return Look.CANCELLED
    if is_out(premiere, now):
        return Look.OUT
    if premiere.date is None or not premiere.date.year_known:
        return Look.UNDATED
    if premiere.date.exact is None:
        return Look.WINDOW
    return Look.COMING if premiere.moment is not None or premiere.date.exact >= now.date() else Look.OUT


def moment_of(premiere: Premiere) -> datetime:
    """A moment to sort by: the premiere's own, else the beginning of its first day, else the end of time."""
    if premiere.moment is not None:
        return premiere.moment
    day = premiere.date.earliest if premiere.date and premiere.date.earliest else date.max
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def days_of(premiere: Premiere) -> tuple[date, ...]:
    """The first and the last day it may be, as far as there are such."""
    if premiere.date is None:
        return ()
    return tuple(day for day in (premiere.date.earliest, premiere.date.latest) if day is not None)


def foremost(premieres: Iterable[Premiere], now: datetime) -> Premiere | None:
    """The one that people ask for: the next to come, a window, one without a date, or the last that came out."""
    looks = [(look(premiere, now), premiere) for premiere in premieres]
    for wanted in (Look.COMING, Look.WINDOW, Look.UNDATED):
        if found := [premiere for seen, premiere in looks if seen is wanted]:
            return min(found, key=moment_of)
    return max((premiere for seen, premiere in looks if seen is Look.OUT), key=moment_of, default=None)
