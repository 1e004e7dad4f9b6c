"""Days that are only taken up: "June 14. That's when season two begins.", "on that day", "it starts then"."""

from dataclasses import replace
from typing import Final

from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import RELEASING
from schedules.reading.words.text import QUOTES


def take_up(scene: Scene, day: DateMention | None) -> None:
    """Give a sentence that takes up a day the date that it means.

    Args:
        scene: the sentence, staged.
        day: the only day of the sentence before, if that had one.
    """
    if _TAKING.isdisjoint(scene.vocabulary):
        return
    taken = _that_day(scene, day)
    if taken is None:
        taken = _that_is_when(scene, day) if day is not None and not scene.dates else None
    if taken is None and scene.dates:
        taken = _inside(scene) or _then(scene, day)
    if taken is not None:
        scene.dates = sorted([*(d for d in scene.dates if d.start != taken.start), taken], key=_start)
        scene.targets = [t for t in scene.targets if t.start != taken.start]


def _start(date: DateMention) -> int:
    return date.start


def _that_day(scene: Scene, day: DateMention | None) -> DateMention | None:
    """ "that day", "the same day", where the day is told before it."""
    same = next((d for d in scene.dates if d.point.later == 0), None)
    told = _told_before(scene, same.start, day) if same is not None else None
    return replace(same, point=told.point) if same is not None and told is not None else None


def _that_is_when(scene: Scene, day: DateMention | None) -> DateMention | None:
    """ "That's when season two begins.", "because that is the day on which it starts"."""
    at = opened(scene)
    return DateMention(at, at + 1, day.point) if at is not None and day is not None else None


def _inside(scene: Scene) -> DateMention | None:
    """ "The ferry leaves on June 14: that's when it returns": a day of the same sentence that is taken up."""
    day = scene.dates[0]
    at = day.end + 1
    if day.point.day is None or scene.words(day.end, at) not in _JOINTS or _is_when(scene, at) is None:
        return None
    return DateMention(at, at + 1, day.point)


def opened(scene: Scene) -> int | None:
    """Where a sentence begins that tells what the day before it is: "That's when …", "This is the day that …"."""
    at = scene.sentence.first
    return _is_when(scene, at + (scene.text.words[at] in _OPENING))


def _is_when(scene: Scene, at: int) -> int | None:
    """The token at a place, if "is when" or "is the day" follows on it."""
    words = scene.text.words
    if scene.last - at < _SHORTEST or words[at] not in _TAKING or words[at + 1] not in _IS:
        return None
    behind = at + 2 + (words[at + 2] in _ADVERBS)
    return at if words[behind] == "when" or words[behind : behind + 2] in _THE_DAY else None


def _then(scene: Scene, day: DateMention | None) -> DateMention | None:
    """ "The third season starts then.": at the end of its clause "then" is the day that was told."""
    words = scene.text.words
    if "then" not in scene.vocabulary:
        return None
    ends = {m.end for m in scene.marks if m.kind in RELEASING}
    at = next((i for i in range(scene.first, scene.last) if words[i] == "then" and i in ends), None)
    if at is None or (at + 1 < scene.last and words[at + 1] not in _CLOSING):
        return None
    told = _told_before(scene, at, day)
    return DateMention(at, at + 1, told.point) if told is not None else None


def _told_before(scene: Scene, at: int, day: DateMention | None) -> DateMention | None:
    """The day last told before a token of a sentence, or the only one of the sentence before."""
    told = [d for d in scene.dates if d.end <= at and d.point.day is not None and d.point.month is not None]
    return told[-1] if told else day if not any(d.end <= at for d in scene.dates) else None


_TAKING: Final = frozenset({"that", "this", "then", "same", "which"})
_OPENING: Final = QUOTES | {"and", "because", "for", "since"}
_IS: Final = frozenset({"'s", "is", "will", "was"})
_ADVERBS: Final = frozenset({"also", "precisely", "exactly", "finally", "officially", "be"})
_THE_DAY: Final = (["the", "day"], ["the", "date"])
_JOINTS: Final = ([":"], [";"], ["–"], ["—"], [","])
_SHORTEST: Final = 4
_CLOSING: Final = frozenset(". , ; ! ? ) – — : and but".split()) | QUOTES
