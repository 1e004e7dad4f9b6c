"""What is taken from its day, or denied to be it: "pulled season three of “Echo” from its autumn schedule"."""

from typing import Final

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.text import QUOTES


def taken(scene: Scene, date: DateMention) -> Target | None:
    """The season that a service takes from a day, or off the calendar of a month; None where that isn't told."""
    if scene.text.words[date.start - 1] not in _ITS:
        return None
    at, cost = date.start - 2, not _COSTING.isdisjoint(scene.vocabulary)
    if scene.words(at, at + 1) not in _FROM:
        if not cost:
            return None
        at += 1  # "the strike cost “Echo” its September premiere"
    at -= scene.text.words[at - 1] in QUOTES
    target = next((t for t in scene.targets if t.end == at and t.role in SHOW_OR_SEASON), None)
    verbs = _AWAY if cost else TAKING
    if target is None or verbs.isdisjoint(scene.words(target.start - _OBJECT, target.start)):
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
_COSTING: Final = frozenset({"cost", "costs"})
_AWAY: Final = TAKING | _COSTING
_PLACES: Final = frozenset(
    (
        "slot berth date calendar schedule schedules line-up lineup slate premiere launch release spot position place "
        "perch window debut bow start listings timetable"
    ).split()
)


def given_up(scene: Scene, date: DateMention) -> bool:
    """Whether a day is one that something was taken from, that gave way to another, or that is thrown away."""
    lead, after = scene.words(date.start - 3, date.start), scene.words(date.end, date.end + 2)
    if lead[-1:] in _DISCARDED or (after in _ANY_MORE and "not" in lead):
        return True
    if after[:1] in BECOMES or swapped(scene, date) == "old":
        return any(0 < d.start - date.end <= _NEXT + 1 for d in scene.dates)
    return not_then(scene, date) or taken(scene, date) is not None


_DISCARDED = (["scrap"], ["scratch"], ["forget"])
_ANY_MORE = (["any", "more"], ["any", "longer"])


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


def swapped(scene: Scene, date: DateMention) -> str:
    """ "“Echo” trades September 6 for October 4": whether a date is the "old" of two, the "new", or neither ("")."""
    if _SWAPPING.isdisjoint(scene.vocabulary) or len(scene.dates) < _NEXT:
        return ""
    one, other = scene.dates[0], scene.dates[1]
    at = one.start - (scene.words(one.start - 1, one.start) in (["its"], ["the"]))
    if _SWAPPING.isdisjoint(scene.words(at - 1, at)) or "for" not in scene.words(one.end, other.start):
        return ""
    return "old" if date is one else "new" if date is other else ""


_SWAPPING: Final = frozenset("trades trade traded trading swaps swap swapped swapping".split())
BECOMES = (["became"], ["becomes"])
_NEXT = 2
_AT: Final = frozenset({"on", "in", "for", "at", "the"})
_BUT: Final = frozenset({"but", "rather"})
MENDING: Final = TAKING | _COSTING | _SWAPPING | {"became", "becomes", "not", "scrap", "scratch", "forget"}
"""Without one of these nothing is taken from its day, or set against another."""


def day_denied(scene: Scene, date: DateMention) -> DateMention | None:
    """ "Not in May, as first announced, but in June": the day that is denied, before the one that holds."""
    if "but" not in scene.words(date.start - 2, date.start):
        return None
    denied = next((d for d in reversed(scene.dates) if d.end <= date.start - 1), None)
    return denied if denied is not None and "not" in scene.words(denied.start - 2, denied.start) else None
