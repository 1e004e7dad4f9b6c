"""Days that have another number each year: the third Monday of February, Easter, the Friday after Thanksgiving."""

import datetime as dt

from schedules.reading.dates.mention import FIXED, Point

_WEEK = 7
_EASTER = 0
"""Stands for the month of a rule that is Easter's."""


def day_of(point: Point, year: int) -> dt.date | None:
    """The day of a year that a movable point is, or None where there is no such day."""
    if point.moving is None or not dt.MINYEAR < year < dt.MAXYEAR:
        return None
    month, weekday, nth = point.moving
    feast = _easter(year) if month == _EASTER else _nth(year, month, weekday, nth)
    if feast is None:
        return None
    if point.weekday is not None:
        return weekday_beside(feast, point.weekday, point.near)
    return feast + dt.timedelta(days=point.plus or 0)


def weekday_beside(day: dt.date, weekday: int, side: str) -> dt.date:
    """ "the Thursday before": the last such weekday before a day, or the first after it."""
    if side == "before":
        return day - dt.timedelta(days=(day.weekday() - weekday - 1) % _WEEK + 1)
    return day + dt.timedelta(days=(weekday - day.weekday() - 1) % _WEEK + 1)


def month_of(point: Point, year: int) -> int | None:
    """The month in which a feast and its weekend begin: of Easter on April 1 that is March."""
    day = day_of(point, year)
    if day is None or point.moving is None:
        return None
    return (day - dt.timedelta(days=2)).month if point.moving[0] == _EASTER else day.month


def _nth(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The nth weekday of a month, the last where nth is -1; a fixed feast's day."""
    if weekday == FIXED:
        return dt.date(year, month, nth)
    if nth < 0:
        first = dt.date(year + month // 12, month % 12 + 1, 1)
        return first - dt.timedelta(days=(first.weekday() - weekday - 1) % _WEEK + 1)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % _WEEK + _WEEK * (nth - 1))


def _easter(year: int) -> dt.date:
    """Easter Sunday of the western churches, by Gauss's rule in the form for any Gregorian year."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
