"""Which event a date belongs to, and what that event is about.

Every date of a sentence looks for the word that governs it: the nearest word for a release, for another event or for
a report, where boundaries of clauses count as distance and a word before the date is nearer than one after it. A
date governed by something other than a release is nobody's premiere. A release then looks for its subject in the
same way; titles and things that are not of the catalogue are subjects too, and take the date with them.
"""

from dataclasses import dataclass

from schedules.reading.dates import DateMention
from schedules.reading.marks import Kind, Mark
from schedules.reading.scene import Role, Scene, Target

_AFTER = 0.9
"""What it costs to be found after the date instead of before it."""
_REACH = 4.2
"""What is farther from a date than this does not govern it."""
_BIAS = {Kind.RELEASE: 0.0, Kind.WEAK: 0.25, Kind.EVENT: 0.0, Kind.REPORT: 0.1, Kind.THING: 0.15}
_JOINING = frozenset({",", "and", "&", "or", "plus", "/", "as", "well", "both", '"', "“", "”", "‘", "’", "'", "the", "'s", "marvel", "then", "also", "even", "(", ")"})


@dataclass(frozen=True, slots=True)
class Link:
    """A date with the event and the subjects it was found to have."""

    date: DateMention
    governor: Mark | None
    targets: tuple[Target, ...]
    """Empty where the topic of the text is meant."""
    rule: str


def link_dates(scene: Scene) -> list[Link]:
    """The dates of a sentence that tell of a release, each with its subjects."""
    return [link for date in scene.dates if (link := _link(scene, date)) is not None]


def _link(scene: Scene, date: DateMention) -> Link | None:
    governor = _governor(scene, date)
    if governor is None:
        listed = _listed(scene, date)
        return Link(date, None, tuple(group(scene, listed)), "listed") if listed is not None else None
    if governor.kind is Kind.REPORT:
        return _reported(scene, date, governor)
    if governor.kind not in {Kind.RELEASE, Kind.WEAK}:
        return None
    subject = subject_of(scene, governor, date)
    if subject is None:
        return Link(date, governor, (), "topic") if governor.kind is Kind.RELEASE else None
    if subject.role is Role.OTHER:
        return None
    return Link(date, governor, tuple(group(scene, subject)), "governed")


def _governor(scene: Scene, date: DateMention) -> Mark | None:
    best, lowest = None, _REACH
    for mark in scene.marks:
        bias = _BIAS.get(mark.kind)
        if bias is None:
            continue
        if mark.end <= date.start:
            cost = scene.distance(mark.end, date.start) + bias
        elif mark.start >= date.end:
            gap = scene.distance(date.end, mark.start)
            adjacent = mark.kind is Kind.RELEASE and mark.start - date.end <= 1
            cost = gap + bias + (0.0 if adjacent else _AFTER)
        else:
            continue
        cost += 1.5 * sum(1 for other in scene.dates if _between(other.start, mark.start, date.start))
        if cost < lowest:
            best, lowest = mark, cost
    return best


def _between(at: int, one: int, other: int) -> bool:
    return min(one, other) < at < max(one, other)


def subject_of(scene: Scene, governor: Mark, date: DateMention | None = None) -> Target | None:
    """What a release is about: the nearest target before it, or what a noun or a passive puts after it."""
    best, lowest = None, 3.6
    after = _AFTER if governor.tag not in {"noun", "future"} else 0.6
    for target in scene.targets:
        if target.start <= governor.start < target.end:
            continue
        if target.end <= governor.start:
            cost = scene.distance(target.end, governor.start)
        else:
            cost = scene.distance(governor.end, target.start) + after
        if date is not None and _between(date.start, target.start, governor.start):
            cost += 0.8
        cost += _handicap(scene, target, governor)
        if cost < lowest:
            best, lowest = target, cost
    return best


def _handicap(scene: Scene, target: Target, governor: Mark) -> float:
    if target.role is Role.OTHER:
        return {"title": 0.2, "thing": 0.4}.get(target.tag, 1.6)
    if target.role is Role.PRONOUN:
        return 0.5 if target.tag not in {"this", "that", "these", "its"} else 1.5
    return 0.0 if target.firm else 0.6


def group(scene: Scene, target: Target) -> list[Target]:
    """A target and those coordinated with it: "Iron Fist and The Defenders"."""
    named = [t for t in scene.targets if t.role in {Role.SHOW, Role.SEASON}]
    if target not in named:
        return [target]
    at = named.index(target)
    low = high = at
    words = scene.text.words
    while low > 0 and all(w in _JOINING for w in words[named[low - 1].end : named[low].start]):
        low -= 1
    while high + 1 < len(named) and all(w in _JOINING for w in words[named[high].end : named[high + 1].start]):
        high += 1
    return named[low : high + 1]


def _listed(scene: Scene, date: DateMention) -> Target | None:
    """The target that a date without any verb stands beside: "Luke Cage - September 30"."""
    best, lowest = None, 2.6
    for target in scene.targets:
        if target.end <= date.start:
            cost = scene.distance(target.end, date.start)
        else:
            cost = scene.distance(date.end, target.start) + 0.7
        cost += 0.9 * sum(1 for other in scene.dates if _between(other.start, target.start, date.start))
        if target.role is Role.PRONOUN:
            continue
        if cost < lowest:
            best, lowest = target, cost
    return best if best is not None and best.role is not Role.OTHER else None


def _reported(scene: Scene, date: DateMention, governor: Mark) -> Link | None:
    """A date that is what was announced, not the day on which it was: "confirmed March 18 for season 2"."""
    point = date.point
    if governor.start > date.start or date.lead in {"on", "in", "last", "back", "earlier"} or point.near in {"last", "past"}:
        return None
    if point.days is not None or (point.weekday is not None and point.day is None) or point.shift == -1:
        return None
    if scene.words(governor.end, date.start) not in ([], ["a"], ["an"], ["the"]) and date.lead != "for":
        return None
    subject = subject_of(scene, governor, date)
    if subject is None or subject.role is Role.OTHER:
        return None
    return Link(date, governor, tuple(group(scene, subject)), "reported")
