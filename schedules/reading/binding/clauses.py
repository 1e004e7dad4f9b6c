"""Dates that open a clause: "A comes in June, and in July B returns"."""

from dataclasses import dataclass

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES

_JOINING = frozenset({"and", "but", "while", "then"})
_THERE = frozenset({"there", "was", "is", "'s", "came", "comes", "it", "the", ",", "then", "we", "get", "got"}) | QUOTES
_RELATIVE = frozenset({"where", "who", "which", "whose"})
_TELLING = (Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.ORDER, Kind.GIVING, Kind.CANCEL)
_REACH = 2.0


@dataclass(frozen=True, slots=True)
class Opening:
    """What a clause is about that a date opens."""

    target: Target
    verb: Mark | None
    """The word that tells of it, if it has one of its own."""


def opening(scene: Scene, date: DateMention) -> Opening | None:
    """The show or season that follows on a date behind ", and in", with its verb."""
    words = scene.text.words
    at = date.start - 1
    if at - 2 <= scene.first or words[at] not in {"in", "on"} or words[at - 1] not in _JOINING or words[at - 2] != ",":
        return None
    target = next((t for t in scene.targets if t.start >= date.end), None)
    if target is None or target.role not in SHOW_OR_SEASON or target.owned or not target.firm:
        return None
    between = scene.words(date.end, target.start)
    if not _THERE.issuperset(between) or between.count(",") > 1:
        return None
    end = _behind_aside(scene, target.end)
    verb = next((m for m in scene.marks if m.start >= end and m.kind in _TELLING), None)
    near = verb is not None and scene.distance(end, verb.start) <= _REACH
    return Opening(target, verb if near else None)


def sets_the_time(scene: Scene, date: DateMention) -> bool:
    """ "By the time that B met them, in August, the queue of A had begun": a date that only a clause before has."""
    lead = scene.words(date.start - _CLAUSE, date.start)
    if "time" not in lead or scene.words(date.end, date.end + 1) != [","]:
        return False
    at = len(lead) - 1 - lead[::-1].index("time")
    if lead[at - 2 : at] != ["by", "the"] or lead[at:].count(",") > 1 or lead[-2:-1] != [","]:
        return False
    first = date.start - len(lead) + at
    return not any(first < m.start < date.start for m in scene.of(Kind.RELEASE, Kind.WEAK))


_CLAUSE = 14


def _behind_aside(scene: Scene, at: int) -> int:
    """Where the clause goes on behind "“B”, where they meet,"."""
    words = scene.text.words
    if at < scene.last and words[at] in QUOTES:
        at += 1
    if at + 1 < scene.last and words[at] == "," and words[at + 1] in _RELATIVE:
        rest = words[at + 1 : min(at + 16, scene.last)]
        return at + 2 + rest.index(",") if "," in rest else at
    return at
