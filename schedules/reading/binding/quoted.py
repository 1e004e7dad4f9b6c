"""Dates that are the whole of what is quoted: "the poster says “2020”", "“Later this year” is what the site has"."""

from schedules.reading.binding.link import Link
from schedules.reading.binding.patterns import only_target
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def quoted(scene: Scene, date: DateMention) -> Link | None:
    """A date that fills a quotation, in a sentence that tells who gives it; of the one show named, or of the topic."""
    point = date.point
    if point.days is not None or point.weekday is not None or point.day is not None or not fills(scene, date):
        return None
    told = scene.words(scene.first, scene.last)
    if _GIVERS.isdisjoint(told) and not scene.of(Kind.SERVICE, Kind.UNKNOWN):
        return None
    if "of" in told and point.month is not None and point.year is None and _goes_on(scene, date):
        return None
    if scene.of(Kind.CANCEL, Kind.RELEASE) and not _only_here(scene, date):
        return None
    named = [t for t in scene.targets if t.role in SHOW_OR_SEASON]
    only = only_target(scene)
    if named and only is None:
        return None
    return Link(date, _somebody(scene, date), (only,) if only is not None else (), "quoted")


def _somebody(scene: Scene, date: DateMention) -> Mark | None:
    """A person who is said to have said it, as a word that guesses; None where it is nobody's mere word."""
    at = date.end + 1 + (scene.words(date.end, date.end + 1) == [","])
    person = scene.words(at, at + 1) in (["she"], ["he"]) and scene.words(at + 1, at + 2) in (["said"], ["says"])
    slips = [m for m in scene.of(Kind.REPORT) if m.end <= date.start and "slip" in scene.words(m.start, m.end)]
    if slips and not scene.of(Kind.SERVICE):
        return Mark(Kind.RELEASE, slips[-1].start, slips[-1].end, "guess")
    return Mark(Kind.RELEASE, at + 1, at + 2, "guess") if person else None


def fills(scene: Scene, date: DateMention) -> bool:
    """Whether a date is all that stands between two quotes, but for small words."""
    before, after = scene.words(date.start - 3, date.start), scene.words(date.end, date.end + 2)
    while before and before[-1] in _INSIDE:
        before.pop()
    if after and after[0] in {",", ".", "?"}:
        after.pop(0)
    return bool(before) and before[-1] in QUOTES and bool(after) and after[0] in QUOTES


def _goes_on(scene: Scene, date: DateMention) -> bool:
    """Whether another piece of the quotation has the year: "“August,” she said, “of 2024.”"."""
    words = scene.words(date.end, scene.last)
    return any(words[at] in QUOTES and words[at + 1 : at + 2] == ["of"] for at in range(len(words)))


def _only_here(scene: Scene, date: DateMention) -> bool:
    """Whether the release that a sentence speaks of is part of the quotation, or far from the date."""
    verbs = [m for m in scene.of(Kind.RELEASE) if scene.text.words[m.end - 1] != "date"]
    return all(scene.distance(min(m.end, date.end), max(m.start, date.start)) > _APART for m in verbs)


_APART = 3.0
_INSIDE = frozenset("in on for by just only this the at until from around".split())
_GIVERS = frozenset(
    (
        "says said say saying poster posters page site website slide slides screen trailer teaser letter line word "
        "official slip press release statement told tells whispered replied answered answer date month remains still "
        "just only beyond budge stuck sticks company network streamer spokesman spokeswoman spokesperson calendar "
        "caption"
    ).split()
)
"""Who gives a date, or how: without one of these a year in quotes is a title."""
