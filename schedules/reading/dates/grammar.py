"""The dates of a sentence: points of time, intervals between them, and bounds."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from schedules.reading.dates.mention import DateMention, Point
from schedules.reading.dates.points import Points, beginnings
from schedules.reading.words import hints
from schedules.reading.words.datewords import LIMITS, THIRDS, WEEKDAYS, misspelt_month
from schedules.reading.words.text import Sentence, Text


def find_dates(text: Text, sentence: Sentence, blocked: Collection[int] = ()) -> list[DateMention]:
    """The dates of a sentence, in order, none inside another, and none that begins at a blocked token."""
    first, last = sentence.first, sentence.last
    words, done = text.words, first
    found: list[DateMention] = []
    points = Points(text, last, blocked)
    places = beginnings(words, first, last, figures=bool(sentence.hints & hints.NUMBER))
    if sentence.hints & hints.MISSPELT:
        places = sorted({*places, *(i for i in range(first, last) if misspelt_month(text, i))})
    for index in places:
        if index < done or index in blocked:
            continue
        mention = _with_month(points, _mention(points, index, first), found)
        if mention is None and words[index - 1] == "," and index - 2 in blocked:
            mention = _year_alone(points, index)
        if mention is not None:
            found.append(mention)
            done = mention.end
    return found


def _year_alone(points: Points, index: int) -> DateMention | None:
    """ "then “Echo”, 2020; “You”, 2020 as well": four figures between a name and the end of its clause are a year."""
    word, after = points.word(index), points.word(index + 1)
    if len(word) != 4 or not word.isdecimal() or not 1990 <= int(word) <= 2099 or after not in _CLOSING:
        return None
    return DateMention(index, index + 1, Point(year=int(word)), None, "", ",")


_CLOSING = frozenset({"", ";", ".", ",", "as", "and", ")", "!"})


def _with_month(points: Points, mention: DateMention | None, found: list[DateMention]) -> DateMention | None:
    """ "on the 21st" has the month of the date before, if its sentence has one; "for later" its year."""
    if mention is not None and mention.point.near == "later":
        return replace(mention, point=replace(mention.point, near="")) if found else None
    if mention is None or mention.point.month is not None or not mention.lone:
        return mention
    month = next((d.point.month for d in reversed(found) if d.point.month), None)
    if month is None:
        return mention if points.stands_alone(mention.end) else None
    return replace(mention, point=replace(mention.point, month=month))


def _mention(points: Points, index: int, first: int) -> DateMention | None:
    read = _interval(points, index, first)
    if read is None:
        return None
    end, point, until = read
    lead = points.word(index - 1) if index > first else ""
    articled = lead == "the" or (lead in {"a", "one"} and point.weekday is None and points.word(index) in WEEKDAYS)
    if articled and index - 2 >= first:
        lead = points.word(index - 2)
    if lead in {"of", "all", "just", "only"} and point.days is not None and point.days < 0:
        lead = "for"  # "for all of two days"
    if lead == "since" and point.weekday is not None and point.day is None and not point.near:
        point = replace(point, near="past")
    end, bound = _bound(points, end, lead)
    if bound == "from" and lead == "least" and points.word(index - 3) in LIMITS:
        lead = points.word(index - 3)
    if lead == "than" and (limit := _than(points, index)) is not None:
        bound, lead = _THAN[limit], "until"  # the "no" denies nothing
    return DateMention(index, end, point, until, bound, lead)


def _than(points: Points, index: int) -> str | None:
    """The word of "no later than", also before "the end of June"."""
    at = index - 2 - (points.word(index - 1) == "the")
    return points.word(at) if points.word(at) in _THAN and points.word(at - 1) in {"no", "not"} else None


_THAN = {"later": "to", "earlier": "from", "sooner": "from"}
"""What "no later than" and its like make of a date."""


_Interval = tuple[int, Point, Point | None]


def _interval(points: Points, index: int, first: int) -> _Interval | None:
    """A point, or the two ends of an interval."""
    part = THIRDS.get(points.word(index))
    after = index + 1
    while part is not None and after < index + 4 and points.word(after) in {"to", "or", "-"}:
        after += 1
    if part is not None and after > index + 1 and points.word(after) in THIRDS:
        read = points.point(after)
        if read is None or read[1].month is None:
            return (read[0], replace(read[1], part=part), read[1]) if read is not None and read[1].part else None
        index = after
    read = points.point(index)
    if read is None:
        return None
    end, point = read
    joint = points.word(end)
    if joint in {"or", "/", "into", "-", "–", "—", "and"}:
        before = points.words[max(first, index - 3) : index]
        return _joined(points, end, point, joint, paired="between" in before[-2:] or "either" in before)
    return end, point, None


def _joined(points: Points, end: int, point: Point, joint: str, *, paired: bool) -> _Interval:
    """What follows a point after "or", "and" or a dash."""
    at = end + 1
    while joint == "or" and at < end + 5 and points.word(at) in _BEFORE_THE_OTHER:
        at += 1
    read = points.point(at)
    if read is None:
        return end, point, None
    after, other = read
    if joint == "or" or (joint in {"/", "into"} and not point.day and not other.day) or paired:
        return after, _with_year(point, other), other
    if joint in {"-", "–", "—"} and point.day is not None and other.day is not None:
        # "June 9 – July 14, 2021" is a run; it begins with its first day.
        return after, replace(point, year=point.year or other.year), None
    if joint in {"-", "–"} and point.day is None and not point.year and not other.day:
        return after, _with_year(point, other), other
    shared = joint == "and" and other.year and not point.year and point.shift is None
    if shared and not point.day and not other.day:
        # "late summer and early fall of 2023": the year is said once.
        return after, replace(point, year=other.year), None
    return end, point, None


_BEFORE_THE_OTHER: Final = frozenset("in on even maybe perhaps possibly the to by for at some point".split())
"""What may stand between "or" and the second of two dates."""


def _with_year(point: Point, other: Point) -> Point:
    """The first end of an interval, with the year that only the second has."""
    if point.year is not None or point.shift is not None:
        return point
    if other.shift is not None and point.month is not None:
        return replace(point, shift=other.shift)
    if other.year is None:
        return point
    earlier = point.month is None or other.month is None or point.month <= other.month
    return replace(point, year=other.year if earlier else other.year - 1)


def _bound(points: Points, end: int, lead: str) -> tuple[int, str]:
    """Whether a date is only the earliest or the latest, and where the words that say so end."""
    tail = points.words[end : min(end + 4, points.last)]
    for words, bound in _TAILS if tail and tail[0] in _TAIL_BEGINNINGS else ():
        if tail[: len(words)] == words:
            return end + len(words), bound
    if lead == "before" and (tail[:1] == ["ends"] or tail[:2] in _OVER):
        return end + len(tail[:1] if tail[0] == "ends" else tail[:2]), "to"
    return end, {"by": "to", "before": "before", "least": "from"}.get(lead, "")


_OVER = (["'s", "over"], ["'s", "out"], ["is", "over"], ["is", "out"], ["is", "up"])
_TAILS = (
    (["at", "the", "earliest"], "from"),
    (["or", "later"], "from"),
    ([",", "or", "after"], "from"),
    (["or", "after"], "from"),
    (["at", "the", "latest"], "to"),
)
_TAIL_BEGINNINGS = frozenset(words[0] for words, _ in _TAILS)
