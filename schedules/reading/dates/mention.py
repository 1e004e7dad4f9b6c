"""Dates as a text writes them.

A date is found as it is written, with its year, its direction and its anchor left open where the text leaves them
open ("March 18", "this fall", "later in the year"); `schedules.reading.calendar` settles them.
"""

from dataclasses import dataclass

FIXED = 7
"""Stands for the weekday of a feast that has the same number each year."""


@dataclass(slots=True)
class Point:
    """One date as written; what the text leaves open is None."""

    year: int | None = None
    shift: int | None = None
    """Years from the day of publication: "next year" is 1."""
    echo: int | None = None
    """Years from the year last spoken of: "the year after" is 1, "later in the year" is 0."""
    month: int | None = None
    months: int | None = None
    """Months from the day of publication: "next month" is 1."""
    day: int | None = None
    later: int | None = None
    """Days from the day last spoken of: "a week later" is 7."""
    after: int | None = None
    """Months from the date last spoken of: "a month later" is 1."""
    exact: bool = False
    """Whether these are counted to the day."""
    days: int | None = None
    """Days from the day of publication: "tomorrow" is 1."""
    moving: tuple[int, int, int] | None = None
    """A day that falls on another number each year: a month, a weekday (0 is Monday), and which of them; -1 is the
    last, month 0 is Easter's, and of a `FIXED` one it is the day."""
    plus: int | None = None
    """Days from a movable or a fixed feast; None leaves a movable one at its month."""
    weekday: int | None = None
    part: int | None = None
    """An EDTF code from 21 to 41."""
    holiday: bool = False
    """Whether it is told by the name of its feast: "Christmas"."""
    near: str = ""
    """this, next, last or past, where it stands before a weekday, a month or a season."""


@dataclass(slots=True)
class DateMention:
    """A date at the tokens from `start` to before `end`."""

    start: int
    end: int
    point: Point
    until: Point | None = None
    """The other end of an interval."""
    bound: str = ""
    """from (not before) or to (no later than)."""
    lead: str = ""
    """The word before it."""

    @property
    def lone(self) -> bool:
        """Whether it is a day whose month its sentence does not tell: "on the 21st"."""
        return self.point.day is not None and self.point.month is None and self.point.months is None
