"""Partial dates: the forms of EDTF (ISO 8601-2:2019) that articles about premieres need.

=========================  ================================  ==========================
written                    means                             precision
=========================  ================================  ==========================
``2016-09-30``             a day                             ``DAY``
``XXXX-09-30``             a day whose year is not known     ``DAY`` (no bounds)
``XXXX-09``                a month whose year is not known   ``MONTH`` (no bounds)
``2016-09``                a month                           ``MONTH``
``2016-21`` .. ``-24``     spring, summer, autumn, winter    ``SEASON``
``2016-33`` .. ``-36``     first to fourth quarter           ``QUARTER``
``2016-37`` .. ``-39``     early, middle, late in the year   ``THIRD``
``2016-40``, ``-41``       first, second half                ``HALF``
``2016``                   a year                            ``YEAR``
``A/B``                    between two of the above          ``INTERVAL``
``A/..``, ``../B``         not before A, no later than B     ``INTERVAL`` (one bound)
=========================  ================================  ==========================
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from schedules.errors import EdtfError


class Precision(StrEnum):
    """How finely a date is known, from the finest to nothing at all."""

    DAY = "day"
    """A calendar day: the only precision that has a moment, a countdown and reminders."""
    MONTH = "month"
    """A calendar month."""
    SEASON = "season"
    """Spring, summer, autumn or winter (EDTF 21 to 24)."""
    QUARTER = "quarter"
    """A quarter of a year (EDTF 33 to 36)."""
    THIRD = "third"
    """Early, middle or late in a year (EDTF 37 to 39)."""
    HALF = "half"
    """A half of a year (EDTF 40 and 41)."""
    YEAR = "year"
    """A calendar year."""
    INTERVAL = "interval"
    """Between two dates, or bounded on one side only."""
    NONE = "none"
    """No date."""


_POINT = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)

# The press is loose about where a season begins: the bounds span the meteorological and the astronomical one.
# Winter "of 2018" is written both for January 2018 and for December 2018, so both lie within it.
_SEASONS = {21: ((3, 1), (6, 21)), 22: ((5, 20), (9, 22)), 23: ((9, 1), (12, 21))}
_SPANS = {
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),
}


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as precise as it is known; made by `Edtf.parse` or `Edtf.day`, equal when written alike."""

    text: str
    """The EDTF form."""
    precision: Precision = field(compare=False)
    """How finely the date is known."""
    earliest: date | None = field(compare=False)
    """The first day it can be; None where open or where the year is not known."""
    latest: date | None = field(compare=False)
    """The last day it can be; None where open or where the year is not known."""

    @classmethod
    def parse(cls, text: str) -> "Edtf":
        """Read an EDTF form.

        Raises:
            EdtfError: `text` is not one of the forms in this module's table, or no day of the calendar.
        """
        return _parse(text)

    @classmethod
    def day(cls, day: date) -> Self:
        """The day `day`."""
        return cls(day.isoformat(), Precision.DAY, day, day)

    @property
    def year_known(self) -> bool:
        """Whether the year is written."""
        return "XXXX" not in self.text

    @property
    def exact(self) -> date | None:
        """The day, where the date is known to the day and the year is known; else None."""
        return self.earliest if self.precision is Precision.DAY else None

    def contains(self, other: "Edtf") -> bool:
        """Whether every day that `other` can be is a day that this can be.

        A date contains itself. An open end contains everything on its side. With the year unknown only the same
        month and day match: ``XXXX-09-30`` contains ``2016-09-30``, never the reverse.
        """
        if self.text == other.text:
            return True
        if not self.year_known:
            return other.precision is Precision.DAY and other.year_known and other.text[4:].startswith(self.text[4:])
        if not other.year_known:
            return False
        starts = self.earliest is None or (other.earliest is not None and other.earliest >= self.earliest)
        ends = self.latest is None or (other.latest is not None and other.latest <= self.latest)
        return starts and ends

    def in_year(self, year: int) -> "Edtf":
        """The same month and day in `year`, for a date whose year is not known; raises EdtfError for no such day."""
        return _parse(self.text.replace("XXXX", f"{year:04d}"))

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def _parse(text: str) -> Edtf:
    if "/" not in text:
        return _parse_point(text)
    left, _, right = text.partition("/")
    if left == right == "..":
        raise EdtfError(f"'{text}' bounds nothing; give a date on one side at least.")
    first = None if left == ".." else _parse_point(left)
    last = None if right == ".." else _parse_point(right)
    for end in (first, last):
        if end is not None and not end.year_known:
            raise EdtfError(f"'{text[:40]}' needs a year on each side.")
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if earliest and latest and earliest > latest:
        raise EdtfError(f"'{text}' ends before it begins.")
    return Edtf(text, Precision.INTERVAL, earliest, latest)


def _parse_point(text: str) -> Edtf:
    match = _POINT.fullmatch(text)
    if not match or (match[1] == "XXXX" and not match[2]):
        raise EdtfError(f"'{text[:40]}' is no date; write 2016-09-30, 2016-09, 2016-23 (autumn) or 2016.")
    part = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    # 2000 is a leap year, so that XXXX-02-29 is a day.
    year = 2000 if match[1] == "XXXX" else int(match[1])
    if year == 0:
        raise EdtfError(f"'{text}' has the year 0, which no calendar of premieres has.")
    try:
        precision, earliest, latest = _bounds(year, part, day)
    except ValueError:
        raise EdtfError(f"'{text}' is no day of the calendar.") from None
    if match[1] == "XXXX":
        if part is not None and part > 12:
            raise EdtfError(f"'{text}' needs a year.")
        return Edtf(text, precision, None, None)
    return Edtf(text, precision, earliest, latest)


def _bounds(year: int, part: int | None, day: int | None) -> tuple[Precision, date, date]:
    """The precision, the first and the last day; ValueError where the calendar has no such date."""
    if part is None:
        return Precision.YEAR, date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        exact = date(year, part, day)
        return Precision.DAY, exact, exact
    if part <= 12:
        return Precision.MONTH, date(year, part, 1), _month_end(year, part)
    if part in _SEASONS:
        first, last = _SEASONS[part]
        return Precision.SEASON, date(year, *first), date(year, *last)
    if part == 24:
        return Precision.SEASON, date(year, 1, 1), date(min(year + 1, 9999), 3, 20)
    if part not in _SPANS:
        raise ValueError(part)
    first_month, last_month = _SPANS[part]
    precision = Precision.QUARTER if part <= 36 else Precision.THIRD if part <= 39 else Precision.HALF
    return precision, date(year, first_month, 1), _month_end(year, last_month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
