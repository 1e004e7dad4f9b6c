"""What is taken from its day: "pulled season three of “Echo” from its autumn schedule"."""

from typing import Final

from schedules.reading.dates import DateMention
from schedules.reading.scene import Scene
from schedules.reading.targets import SHOW_OR_SEASON, Target
from schedules.reading.text import QUOTES


def taken(scene: Scene, date: DateMention) -> Target | None:
    """The season that a service takes from a day, or off the calendar of a month; None where that isn't told."""
    if scene.text.words[date.start - 1] not in _ITS:
        return None
    at = date.start - 2
    if scene.words(at, at + 1) not in _FROM:
        return None
    at -= scene.text.words[at - 1] in QUOTES
    target = next((t for t in scene.targets if t.end == at and t.role in SHOW_OR_SEASON), None)
    if target is None or TAKING.isdisjoint(scene.words(target.start - _OBJECT, target.start)):
        return None
    return target if not _PLACES.isdisjoint(scene.words(date.end, date.end + 1)) else None


TAKING: Final = frozenset(
    (
        "pulled yanked dropped removed struck took taken scrubbed pulls yanks drops removes takes pull pulling taking "
        "lifted plucked wiped erased deleted cut bumped bumps bumping"
    ).split()
)
"""Verbs by which a season is taken from its day."""
_ITS: Final = frozenset({"its", "their", "the", "that", "a", "his", "her"})
_FROM = (["from"], ["off"])
_OBJECT = 3
_PLACES: Final = frozenset(
    (
        "slot berth date calendar schedule schedules line-up lineup slate premiere launch release spot position place "
        "perch window debut bow start listings timetable"
    ).split()
)


def not_then(scene: Scene, date: DateMention) -> bool:
    """ "not on Friday 14 June, but on the 19th", "on the 19th and not the 14th": a day that another is set against."""
    lead = [word for word in scene.words(date.start - 3, date.start) if word not in _AT]
    if lead[-1:] != ["not"]:
        return False
    return any(
        d.end <= date.start or (d.start > date.end and not _BUT.isdisjoint(scene.words(d.start - 3, d.start)))
        for d in scene.dates
        if d is not date
    )


def became(scene: Scene, date: DateMention) -> bool:
    """ "June 6 became May 30": one of two days of which the second takes the place of the first."""
    if scene.words(date.end, date.end + 1) in BECOMES:
        return any(0 < d.start - date.end <= _NEXT for d in scene.dates)
    at = date.start - (scene.words(date.start - 1, date.start) not in BECOMES)
    return scene.words(at - 1, at) in BECOMES and any(d.end == at - 1 for d in scene.dates)


BECOMES = (["became"], ["becomes"])
_NEXT = 2
_AT: Final = frozenset({"on", "in", "for", "at", "the"})
_BUT: Final = frozenset({"but", "rather"})
MENDING: Final = TAKING | {"became", "becomes", "not"}
"""Without one of these nothing is taken from its day, or set against another."""
