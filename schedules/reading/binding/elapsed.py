"""Releases told by how long before another day they were: "on May 3, five days after it began"."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from schedules.reading.binding import rows
from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.binding.subject import subject_of
from schedules.reading.dates.mention import DateMention, Point
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import COUNTS
from schedules.reading.words.marks import EVENTS, RELEASING, Kind, Mark
from schedules.reading.words.text import QUOTES


def after_release(scene: Scene) -> Iterator[Link]:
    """The releases that a sentence sets so long before a day it tells, or before that of the news.

    "Hulu ordered it on May 3, five days after it began"; "Four days after it came out, “Echo” has been picked up";
    "It's ten years to the day since “Echo” premiered".
    """
    words = scene.text.words
    for at in range(scene.first + 2, scene.last - 1):
        if words[at] in _SINCE and (words[at - 1] in _UNITS or words[at - 1] == "day"):
            date = _told(scene, at)
            if date is not None:
                yield from _released(scene, date, at)


def _told(scene: Scene, at: int) -> DateMention | None:
    """The day that lies as long before another as is counted right before a word."""
    words = scene.text.words
    whole = words[at - 3 : at] == _TO_THE_DAY
    unit = at - 4 if whole else at - 1
    start = unit - 1
    if start < scene.first or words[unit] not in _UNITS or (words[at] == "since" and not whole):
        return None
    number = COUNTS.get(words[start], 0) or (int(words[start]) if words[start].isdecimal() else 0)
    exact = whole or words[start - 1] in _EXACTLY
    start -= words[start - 1] in _EXACTLY
    if not 0 < number <= _MOST or words[start - 1] in _ROUGHLY:
        return None
    before = next((d for d in reversed(scene.dates) if d.end <= start), None)
    if before is not None and scene.words(before.end, start) in _RIGHT_BEHIND and not (before.until or before.bound):
        point = _earlier(before.point, number, words[unit].removesuffix("s"), exact=exact)
    elif _of_the_news(scene, start, at):
        point = _earlier(Point(days=0), number, words[unit].removesuffix("s"), exact=exact)
    else:
        return None
    return DateMention(start, at, point) if point is not None else None


def _of_the_news(scene: Scene, start: int, at: int) -> bool:
    """Whether it is the day of the news from which is counted: nothing else is told, and that in the present."""
    if any(d.point.month is not None or d.point.year is not None for d in scene.dates):
        return False
    words = scene.text.words
    if words[at] == "since":
        return words[start - 1] in _IS
    if start - (words[start - 1] in QUOTES) > scene.first or "," not in words[at : at + _CLAUSE]:
        return False
    behind = at + words[at : at + _CLAUSE].index(",")
    return not _PERFECT.isdisjoint(scene.words(behind, behind + _CLAUSE))


def _earlier(day: Point, number: int, unit: str, *, exact: bool) -> Point | None:
    """The day, or the month, that lies so long before another; None where the count is too rough for that."""
    if unit == "year":
        if not exact:
            return None
        if day.day is not None and day.year is not None:
            return replace(day, year=day.year - number)
        return replace(day, shift=-number) if day.days == 0 else None
    if unit == "month":
        if day.days == 0:
            return Point(months=-number)
        if day.month is None or number > _YEAR:
            return None
        over = day.month <= number
        year = day.year - over if day.year is not None else None
        return Point(month=day.month - number + _YEAR * over, year=year)
    count = number * _UNITS[unit]
    if unit == "week" and number > 1 and not exact:
        return None
    if day.days is not None:
        return Point(days=day.days - count)
    fixed = (day.day is not None and day.month is not None) or day.weekday is not None
    return replace(day, plus=-count) if fixed and day.moving is None else None


def _released(scene: Scene, date: DateMention, at: int) -> Iterator[Link]:
    """What the clause behind a count tells to have come out."""
    event = next((m for m in scene.marks if at < m.start <= at + _CLAUSE and m.kind in EVENTS), None)
    if event is None or event.kind not in RELEASING or any(at < d.start <= event.end + 1 for d in scene.dates):
        return
    subject = subject_of(scene, event)
    if subject is None or subject.start <= at or subject.owned or subject.role is Role.OTHER:
        return
    mark = Mark(Kind.RELEASE, event.start, event.end, "past")
    if subject.role is not Role.PRONOUN:
        yield Link(date, mark, tuple(group(scene, subject)), "since")
    elif subject.tag in _IT:
        meant = rows.cataphor(scene, subject)
        yield Link(date, mark, (meant,) if meant is not None else (), "since" if meant is not None else "pronoun")


COUNTED: Final = frozenset({"after", "since"})
"""One of these stands in every sentence that counts from a release."""
_SINCE = COUNTED
_UNITS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 0, "months": 0, "year": 0, "years": 0}
_TO_THE_DAY = ["to", "the", "day"]
_EXACTLY = frozenset({"exactly", "precisely", "just", "only"})
_ROUGHLY = frozenset("than even about around nearly almost over some within every last next first another".split())
_RIGHT_BEHIND: Final[tuple[list[str], ...]] = ([], [","], ["("], ["–"], ["—"])
_PERFECT = frozenset({"has", "have", "is", "are", "'ve"})
_IS = frozenset({"is", "'s", "been", "today"})
_IT = frozenset({"it", "its", "series"})
_MOST = 31
_YEAR = 12
_CLAUSE = 10
