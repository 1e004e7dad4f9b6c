"""What a date as written means on the calendar, seen from the day of publication."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from schedules.edtf import Edtf
from schedules.errors import EdtfError
from schedules.reading.dates.mention import DateMention, Point
from schedules.reading.dates.movable import day_of, month_of, weekday_beside
from schedules.reading.words.datewords import MONTH_LENGTHS, PASSED, WEEKS

AHEAD, BEHIND = 1, -1


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where an article looks at its dates."""

    published: dt.date | None
    years: Collection[int] = ()
    """The years that the text names, where its day is not known."""
    year: int | None = None
    """The year in which the text seems to be written, where the day is not known."""
    after: dt.date | None = None
    """A day that a text without a day of publication tells of; what it tells as to come lies at or after it."""


def resolve(
    mention: DateMention, view: Viewpoint, direction: int, spoken: Edtf | None = None, *, given: bool = False
) -> Edtf | None:
    """The date meant, or None where it has no value.

    Args:
        mention: the date as written.
        view: the day of publication, and the years of the text.
        direction: AHEAD for what is to come, BEHIND for what is told as past.
        spoken: the date last spoken of.
        given: whether a month without a year lies in the year of that date.
    """
    year = spoken.earliest.year if spoken is not None and spoken.earliest is not None else None
    if mention.point.near == "next" and mention.point.shift is not None and view.published is None:
        return None  # "in the new year" of a text that has no day
    if _by_what_was_told(mention.point, view, spoken):
        return _told(mention.point, view, direction, spoken)
    if given and year is not None:
        mention = replace(mention, point=replace(mention.point, year=year))
    if mention.point.near == "following" and spoken is not None and spoken.latest is not None:
        # Shortly after a month, the same year's would be called "that April".
        over = (mention.point.month or 1) <= spoken.latest.month + 3
        mention = replace(mention, point=replace(mention.point, echo=int(over), near=""))
    first = _value(mention.point, view, direction, year)
    if first is None:
        return None
    if mention.until is not None:
        last = _value(mention.until, view, direction, year)
        if last is not None and last != first:
            return _parsed(f"{first}/{last}") or _parsed(first)
    if mention.bound == "from" and not first.startswith("XXXX"):
        return _parsed(f"{first}/..")
    if mention.bound == "to" and not first.startswith("XXXX"):
        return _parsed(f"../{first}")
    return _parsed(first)


def _by_what_was_told(point: Point, view: Viewpoint, spoken: Edtf | None) -> bool:
    """Whether a point is reckoned from the date last spoken of: so many days later, on the 21st, later in its year."""
    later = point.near == "late" and spoken is not None and len(spoken.text) == 4 and spoken.text != _this_year(view)
    lone = point.day is not None and point.month is None and point.months is None
    counted = point.later is not None or point.after is not None
    return counted or lone or later or _beside_another(point) or point.near == "same month"


def _beside_another(point: Point) -> bool:
    """Whether a weekday is told by the day before or after which it lies: "the Thursday before"."""
    return point.weekday is not None and point.moving is None and point.near in {"before", "after"}


def _told(point: Point, view: Viewpoint, direction: int, spoken: Edtf | None) -> Edtf | None:
    if point.near == "same month":
        first, last = (spoken.earliest, spoken.latest) if spoken is not None else (None, None)
        one = first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
        return _parsed(f"{first.year:04d}-{first.month:02d}") if first is not None and one else None
    if _beside_another(point) and point.weekday is not None:
        day = spoken.exact if spoken is not None else None
        return Edtf.day(weekday_beside(day, point.weekday, point.near)) if day is not None else None
    if point.after is not None:
        months = _months_after(spoken, point.after, exact=point.exact) if spoken is not None else None
        return _parsed(months) if months is not None else None
    if point.later is not None:
        day = spoken.exact if spoken is not None else None
        later = _moved(day, point.later) if day is not None else None
        return _parsed(later) if later is not None else None
    if point.day is not None:
        return _day_of_the_month(point, view, direction, spoken)
    return _parsed(f"{spoken.text}-39") if spoken is not None else None


def _months_after(spoken: Edtf, months: int, *, exact: bool) -> str | None:
    """ "seven months later": a month, of a season the season so much later; to the day only where that is told."""
    year, part = spoken.text[:4], spoken.text[5:7]
    if "/" in spoken.text or not part.isdecimal() or not year.isdecimal():
        return None
    if part in _IN_A_YEAR:
        turns = int(year) * 4 + _IN_A_YEAR.index(part) + months // 3
        return f"{turns // 4:04d}-{_IN_A_YEAR[turns % 4]}" if months % 3 == 0 else None
    if not 1 <= int(part) <= 12:
        return None
    reached = int(year) * 12 + int(part) - 1 + months
    day = min(int(spoken.text[8:10]), MONTH_LENGTHS[reached % 12]) if exact and len(spoken.text) == 10 else 0
    return f"{reached // 12:04d}-{reached % 12 + 1:02d}" + (f"-{day:02d}" if day else "")


_IN_A_YEAR = ("24", "21", "22", "23")
"""The seasons as a year has them, with the winter in which it begins."""


def _this_year(view: Viewpoint) -> str:
    return str(view.published.year) if view.published is not None else ""


def _day_of_the_month(point: Point, view: Viewpoint, direction: int, spoken: Edtf | None) -> Edtf | None:
    """ "on the 21st": of the month last spoken of where that is possible, else the next such day, or the last one."""
    published = view.published
    if spoken is not None and spoken.earliest is not None and len(spoken.text) in {7, 10} and spoken.text[5:7] <= "12":
        told = _parsed(f"{spoken.text[:7]}-{point.day:02d}")
        if (
            told is not None
            and told.exact is not None
            and (published is None or direction == BEHIND or told.exact >= published)
        ):
            return told
    if published is None or point.day is None:
        return None
    step = -1 if direction == BEHIND else 1
    months = published.year * 12 + published.month - 1
    months += step * ((point.day > published.day) if step < 0 else (point.day < published.day))
    near = [_parsed(f"{m // 12:04d}-{m % 12 + 1:02d}-{point.day:02d}") for m in range(months, months + step * 7, step)]
    days = [day for day in near if day is not None and day.exact is not None]
    return next((day for day in days if day.exact is not None and _fits_weekday(point, day.exact)), None)


def _fits_weekday(point: Point, day: dt.date) -> bool:
    return point.weekday is None or day.weekday() == point.weekday


def _parsed(text: str) -> Edtf | None:
    try:
        return Edtf.parse(text)
    except EdtfError:
        return None


def _value(  # noqa: C901 - one step for each way of writing a date
    point: Point, view: Viewpoint, direction: int, spoken: int | None
) -> str | None:
    published = view.published
    year = point.year
    if point.days is not None and point.shift is not None:
        return _years_ago(published, point.shift, point.days)
    if year is not None and point.weekday is not None and published is not None:
        year = _mended(point, published, year)
    if year is None and point.shift is not None:
        now = published.year if published is not None else view.year
        if now is None:
            return None
        year = now + point.shift
    if year is None and point.echo is not None:
        base = spoken if spoken is not None or point.near == "told" else published.year if published else view.year
        if base is None:
            return None
        year = _echoed(point, published, direction, base)
    if point.days is not None or point.months is not None:
        return _counted(point, published) if published is not None else None
    if point.moving is not None:
        return _movable(point, view, direction, year)
    if point.month is not None:
        return _month_or_day(point, view, direction, year)
    if point.part is not None:
        return _part(point.part, point, view, direction, year)
    if point.weekday is not None:
        return _weekday(point, published, direction)
    return f"{year:04d}" if year is not None else None


def _echoed(point: Point, published: dt.date | None, direction: int, base: int) -> int:
    """The year so far from one spoken of; "later in the year" of what is to come, behind a past date, is this year."""
    year = base + (point.echo or 0)
    now = point.echo == 0 and point.month is None and direction == AHEAD and published is not None
    return max(year, published.year) if now and published is not None else year


def _month_around(published: dt.date, days: int) -> str | None:
    """The month of a day that is counted in round weeks; None where it may lie in the month beside."""
    first, last = _moved(published, days - _ROUND), _moved(published, days + _ROUND)
    return first[:7] if first is not None and last is not None and first[:7] == last[:7] else None


_ROUND = 3
"""So many days a round number of weeks may be off."""


def _counted(point: Point, published: dt.date) -> str | None:
    """A date counted from the day of publication."""
    if point.months is not None:
        return _in_months(point, published, point.months)
    days = point.days or 0
    return _month_around(published, days) if point.near == "around" else _moved(published, days)


def _in_months(point: Point, published: dt.date, months: int) -> str:
    """A month counted from that of publication; "a month from today" and its "first Friday" are days."""
    reached = published.year * 12 + published.month - 1 + months
    month = f"{reached // 12:04d}-{reached % 12 + 1:02d}"
    if point.moving is not None:
        nth = day_of(replace(point, moving=(reached % 12 + 1, *point.moving[1:])), reached // 12)
        return nth.isoformat() if nth is not None else month
    day = published.day if point.days is not None else point.day
    return month if day is None else f"{month}-{min(day, MONTH_LENGTHS[reached % 12]):02d}"


def _years_ago(published: dt.date | None, shift: int, days: int) -> str | None:
    if published is None:
        return None
    try:
        return _moved(published.replace(year=published.year + shift), days)
    except ValueError:
        return None


def _month_or_day(point: Point, view: Viewpoint, direction: int, year: int | None) -> str | None:
    tail = f"{point.month:02d}" + (f"-{point.day:02d}" if point.day else "")
    if year is None:
        year = _year_of(point, view, direction)
    if year is None:
        return f"XXXX-{tail}"
    if point.plus and point.month and point.day:
        return _moved(dt.date(year, point.month, point.day), point.plus)
    return f"{year:04d}-{tail}"


def _movable(point: Point, view: Viewpoint, direction: int, year: int | None) -> str | None:
    """A feast, in the year that is said, else the next one or the last."""
    published = view.published
    if year is None:
        year = published.year if published is not None else view.year
        if year is None:
            return None
        here = day_of(point, year)
        if here is not None and published is not None:
            behind = direction == BEHIND or point.near in {"last", "past"}
            year += (here < published and not behind) - (here > published and behind)
    day = day_of(point, year)
    if point.plus is not None:
        return day.isoformat() if day is not None else None
    month = month_of(point, year)
    return f"{year:04d}-{month:02d}" if month is not None else None


def _year_of(point: Point, view: Viewpoint, direction: int) -> int | None:
    """The year of a month or a day that stands without one."""
    published, month, day = view.published, point.month or 1, point.day
    if published is None:
        by_weekday = _year_by_weekday(point, sorted(view.years)) if point.weekday is not None and day else None
        if by_weekday is None and view.after is not None and direction == AHEAD:
            return view.after.year + ((month, day or 31) < (view.after.month, view.after.day))
        return by_weekday or view.year
    behind = direction == BEHIND or point.near in {"last", "past"}
    here = (month, day) if day else (month,)
    then = (published.month, published.day) if day else (published.month,)
    if behind:
        year = published.year if here <= then and not (point.near == "last" and here == then) else published.year - 1
    else:
        year = published.year if here >= then and not (point.near == "next" and here == then) else published.year + 1
        if point.near == "this":
            # "this January" in November is the coming one.
            year = published.year + (month <= 2 and published.month >= 11)
        elif day and not point.near and _days(published, year, month, day) > _JUST_GONE:
            year -= 1
    if point.weekday is not None and day:
        fitting = [y for y in (year, year - 1, year + 1) if _fits(y, month, day, point.weekday)]
        year = fitting[0] if fitting else year
    return year


def _mended(point: Point, published: dt.date, year: int) -> int:
    """The year of a day whose weekday shows that the one written is a slip: the old year, soon after its turn."""
    if not point.month or not point.day or _fits(year, point.month, point.day, point.weekday or 0):
        return year
    meant = published.year
    near = abs(year - meant) == 1 and abs(_days(published, meant, point.month, point.day)) < _NEAR
    return meant if near and _fits(meant, point.month, point.day, point.weekday or 0) else year


_NEAR = 150
"""So many days from the news a day lies whose year was written wrong."""
_JUST_GONE = 352
"""A day without a year that would lie so many days ahead was a few days ago."""


def _days(published: dt.date, year: int, month: int, day: int) -> int:
    try:
        return (dt.date(year, month, day) - published).days
    except ValueError:
        return 0


def _fits(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return dt.date(year, month, day).weekday() == weekday
    except ValueError:
        return False


def _year_by_weekday(point: Point, years: list[int]) -> int | None:
    if not years or point.month is None or point.day is None or point.weekday is None:
        return None
    newest = years[-1]
    fitting = [
        y for y in (newest, newest + 1, newest - 1, newest + 2) if _fits(y, point.month, point.day, point.weekday)
    ]
    return fitting[0] if fitting else None


_ONE_ON = {"after next": AHEAD, "before last": BEHIND}
_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}
_QUARTERS = {33: 3, 34: 6, 35: 9, 36: 12, 40: 6, 41: 12}
"""The last month of each quarter and half."""


def _part(  # noqa: C901 - one case after the other, the plain ones first
    part: int, point: Point, view: Viewpoint, direction: int, year: int | None
) -> str | None:
    published = view.published
    if year is not None:
        return f"{year:04d}-{part}"
    if published is not None and part in _QUARTERS:
        over, behind = _QUARTERS[part] < published.month, direction == BEHIND
        return f"{published.year + (over and not behind) - (behind and not over):04d}-{part}"
    if part not in _BEGINS:
        return None
    if published is None:
        if view.year is None:
            return None
        return f"{view.year + (point.near == 'next') - (point.near == 'last'):04d}-{part}"
    if point.near in _ONE_ON:
        step = _ONE_ON[point.near]
        nearest = _part(part, replace(point, near=""), view, step, None)
        return f"{int(nearest[:4]) + step:04d}-{part}" if nearest is not None else None
    begins = _BEGINS[part]
    year = published.year
    if point.near == "next":
        # "next spring" in winter is the one of the coming year; in January the nearer one is meant less often.
        year += 1
    elif direction == BEHIND or point.near in {"last", "past"}:
        if begins > published.month or (point.near == "last" and begins + 2 >= published.month):
            year -= 1
    elif part == 24:
        # The winter to come is named by the year in which most of it lies.
        year = published.year + 1 if published.month >= 3 else published.year
    elif begins + 3 < published.month or (begins + 3 == published.month and published.day > 22):
        year = year if point.near == "this" and published.month < 12 else year + 1
    return f"{year:04d}-{part}"


def _weekday(point: Point, published: dt.date | None, direction: int) -> str | None:
    if published is None or point.weekday is None:
        return None
    if point.near.endswith(" week"):
        return _moved(published, WEEKS[point.near.removesuffix(" week")] + point.weekday - published.weekday())
    ahead = (point.weekday - published.weekday()) % 7
    if direction == BEHIND or point.near in PASSED:
        back = (published.weekday() - point.weekday) % 7
        if point.near in PASSED and back == 0:
            back = 7
        back += 7 * (point.near == "before last")
        return _moved(published, (point.plus or 0) - back)
    if point.near == "next" and ahead < 3:
        ahead += 7
    return _moved(published, ahead + (point.plus or 0))


def _moved(day: dt.date, days: int) -> str | None:
    """The day that lies `days` after `day`; None where no calendar has it."""
    try:
        return (day + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return None
