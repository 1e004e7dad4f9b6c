"""Years that one date of a sentence gives to others: "last year, A in April and B in June"."""

from collections.abc import Sequence

from schedules.reading.binding.patterns import ends_a_run
from schedules.reading.dates.mention import DateMention, Point
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind


def year_givers(scene: Scene) -> list[DateMention]:
    """The dates of a sentence that can give others their year, the last first."""
    return [date for date in reversed(scene.dates) if date.point.month is None or _dated_by(date)]


def year_giver(scene: Scene, date: DateMention, givers: Sequence[DateMention]) -> DateMention | None:
    """The year beside a day or a month without one: "in 2015, A on April 10 and B in June".

    Args:
        scene: the sentence.
        date: the day or the month.
        givers: the dates that can give it its year.
    """
    point = date.point
    if (
        (point.month is None and point.part is None)
        or point.year
        or point.shift is not None
        or point.echo is not None
        or point.near
    ):
        return None
    for other in givers:
        full = other.end <= date.start and (
            (other.point.year is not None and other.point.day is not None)
            or (other.point.month is not None and _dated_by(other) and "having" in scene.words(other.end, date.start))
        )
        if (full and point.day is not None and told_after(scene, other, date)) or _listed_on(scene, other, date):
            return other
        if date.lead == "from" and other.start >= date.end and ends_a_run(scene, other) and _dated_by(other):
            return other
        bare = (
            other.point.month is None
            and other.point.later is other.point.after is None
            and other.point.moving is None
            and other.point.part is None
            and other.point.days is None
            and other.point.weekday is None
            and other.point.months is None
        )
        before = bare and other.lead != "since" and other.end <= date.start
        before = before and not any(0 <= other.start - m.end <= 1 for m in scene.of(Kind.FORMER))
        if before and scene.distance(other.end, date.start) < 6 and not _told_apart(scene, other, date):
            return other
        if (
            bare
            and other.start >= date.end
            and scene.words(other.start - 1, other.start) != ["did"]
            and scene.distance(date.end, other.start) < 0.7
        ):
            return other
    return None


def _listed_on(scene: Scene, full: DateMention, date: DateMention) -> bool:
    """ "A arrived in March 2018, followed by B in May": a later month of a list lies in the year of the one before."""
    one, other = full.point, date.point
    if full.end > date.start or (one.year is None and one.shift is None):
        return False
    first, second = _place(one), _place(other)
    if first is None or second is None or (one.part is None) is (one.month is None):
        return False
    later = second > first
    if not later or scene.distance(full.end, date.start) > _LIST:
        return False
    between = [m for m in scene.marks if full.end <= m.start < date.start and m.kind in _VERBS]
    named = any(full.end <= t.start and t.end <= date.start and t.role is Role.SHOW for t in scene.targets)
    return named and all(m.tag in {"after", "ing"} for m in between)


def _place(point: Point) -> tuple[int, int] | None:
    """Where in a year a day, a month or a season lies."""
    month = point.month or _BEGINS.get(point.part or 0)
    return (month, point.day or 0) if month is not None else None


_BEGINS = {21: 3, 22: 6, 23: 9}
_LIST = 5.0


_VERBS = frozenset({Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.REPORT, Kind.MOVE, Kind.ORDER, Kind.CANCEL})


def _told_apart(scene: Scene, year: DateMention, date: DateMention) -> bool:
    """Whether a year belongs to a clause that ends before the day's verb: "promised in 2013, arrives on March 17"."""
    if year.start <= scene.sentence.first + 2:
        return False
    past = any(m.end <= year.start and m.tag in {"past", "part"} for m in scene.of(Kind.EVENT))
    tags = {"s", "base", "ing", "future"} if past else {"s", "base"}
    out = any(m.end <= year.start and m.tag == "past" for m in scene.of(Kind.RELEASE))
    for m in scene.of(Kind.RELEASE, Kind.WEAK):
        if not year.end < m.start < date.start:
            continue
        between = scene.words(year.end, m.start)
        if (m.tag in tags and "," in between) or (out and m.tag in {"s", "future"} and ";" in between):
            return True
    return False


def _dated_by(date: DateMention) -> bool:
    """Whether a date says in which year it lies."""
    point = date.point
    return point.year is not None or point.shift is not None or point.echo is not None


def told_after(scene: Scene, full: DateMention, date: DateMention) -> bool:
    """Whether a day continues the telling of one with its year: "on 8 January 2021 and on 11 June", "having begun"."""
    words = scene.words(full.end, date.start)
    return (len(words) <= 4 and words[:1] == ["and"]) or "having" in words
