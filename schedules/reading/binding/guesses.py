"""What dates a season without a word of releasing it: guesses, and plans that no longer hold."""

from schedules.reading.binding.link import Link
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import MODALS
from schedules.reading.words.datewords import PASSED
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def guessed(scene: Scene, mark: Mark, date: DateMention) -> bool:
    """Whether a date is what a guess settles on: behind "my money's on", before "feels right"."""
    if mark.start >= date.end:
        return mark.start - date.end <= 1
    return mark.end <= date.start and scene.distance(mark.end, date.start) <= _GUESSED


_GUESSED = 0.5


def hedged(scene: Scene, date: DateMention) -> Link | None:
    """ "So June, most likely"; "late summer, we reckon": a date with a word of doubt at its side and nothing else."""
    point = date.point
    if point.days is not None or (point.weekday is not None and point.day is None):
        return None
    if point.near in PASSED:
        return None  # "Last summer, a rumour had it that": when it was guessed
    doubts = [
        m
        for m in scene.of(Kind.HEDGE)
        if (m.end - m.start > 1 or scene.text.words[m.start] not in MODALS) and not _of_the_past(scene, m)
    ]
    if not any(_apart(scene, date, m) <= _AT_ITS_SIDE for m in doubts):
        return None
    if any(_apart(scene, date, m) <= _BUSY for m in scene.of(Kind.EVENT, Kind.THING, Kind.REPORT, Kind.CANCEL)):
        return None
    named = [t for t in scene.targets if t.role is not Role.PRONOUN and t.tag != "name"]
    if len(named) > 1 or any(t.role is Role.OTHER or t.owned for t in named):
        return None
    return Link(date, None, tuple(named), "guess")


def _of_the_past(scene: Scene, doubt: Mark) -> bool:
    """Whether it is doubted what was done, not when it comes: "seems to have learned it this year"."""
    return scene.words(doubt.end - 1, doubt.end + 2)[-2:] == ["to", "have"] or scene.words(
        doubt.end - 1, doubt.end + 1
    ) == ["to", "have"]


def floated(scene: Scene, date: DateMention) -> bool:
    """ "So June, most likely"; "May, I should think": a month opens a sentence, and a word of doubt is beside it."""
    opening = scene.words(scene.sentence.first, date.start)
    if len(opening) > 3 or not all(word in _WONDERING or word in QUOTES for word in opening):
        return False
    return any(_apart(scene, date, m) <= _AT_ITS_SIDE for m in scene.of(Kind.HEDGE) if m.start >= date.end)


_AT_ITS_SIDE = 1.4
_BUSY = 2.5


def _apart(scene: Scene, date: DateMention, mark: Mark) -> float:
    return scene.distance(min(mark.end, date.end), max(mark.start, date.start))


def planned_for(scene: Scene, mark: Mark, date: DateMention) -> bool:
    """Whether a word for a former plan dates it itself: "the plan had been for June", "was meant to be October 13"."""
    between = scene.words(mark.end, date.start)
    return mark.end <= date.start and len(between) <= 3 and all(word in _TO_A_DAY for word in between)


_TO_A_DAY = frozenset("be been for in on to the as of at is was being come coming it had".split()) | QUOTES


def wondered(scene: Scene) -> bool:
    """ "So, 2026?": a short question that is nothing but a date guesses when it comes."""
    first, last = scene.sentence.first, scene.sentence.last
    if last - first > 7 or scene.text.words[last - 1] != "?" or scene.text.in_title or scene.targets:
        return False
    covered = {i for d in scene.dates for i in range(d.start, d.end)}
    return all(i in covered or scene.text.words[i] in _WONDERING for i in range(first, last - 1))


_WONDERING = frozenset("so , in maybe perhaps or sometime around out by the then early late".split())
