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
