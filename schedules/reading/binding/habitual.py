"""Dates that come round again and again, or that are told of several seasons at once."""

from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene
from schedules.reading.words import hints
from schedules.reading.words.marks import Kind


def habitual(scene: Scene, date: DateMention, before: str) -> bool:
    """Whether a date comes round again and again: "every Friday", "it has always been over by Thanksgiving"."""
    if before in {"every", "each", "weekly"} or (scene.sentence.hints & hints.SEASON and _of_several(scene, date)):
        return True
    if "always" not in scene.vocabulary:
        return False
    return "always" in scene.words(date.start - 4, date.start) and not scene.of(Kind.FORMER)


def _of_several(scene: Scene, date: DateMention) -> bool:
    """Whether a part of the year is told that several seasons came in: "both seasons have landed in late April"."""
    if date.point.year is not None or date.point.day is not None or date.point.near or date.point.shift is not None:
        return False
    row = next((s for s in scene.seasons if s.others and s.end <= date.start), None)
    if row is not None and not any(0 < abs(d.start - date.start) <= _NEAR for d in scene.dates):
        return _came(scene.words(row.end, date.start))
    words = scene.words(scene.first, date.start)
    every = next((at for at, word in enumerate(words) if word in _ALL), None)
    if every is None or _SEASONS.isdisjoint(words[every + 1 : every + 4]):
        return False
    return _came(words[every:])


def _came(words: list[str]) -> bool:
    """Whether words tell in one clause that something came."""
    return {",", ";", "but"}.isdisjoint(words) and not _CAME.isdisjoint(words)


_NEAR = 4


_ALL = frozenset({"every", "each", "both", "all"})
_SEASONS = frozenset({"season", "seasons"})
_CAME = frozenset("premiered landed arrived debuted came aired launched dropped started begun began released".split())
