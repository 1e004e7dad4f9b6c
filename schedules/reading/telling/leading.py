"""Several shows that come from a day on, and the one of them that goes first, which has that day."""

from schedules.reading.binding.govern import governor_of
from schedules.reading.dates.calendar import AHEAD
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import tense_of
from schedules.reading.words.marks import RELEASING
from schedules.reading.words.text import QUOTES


def planned_from(scene: Scene) -> DateMention | None:
    """ "Four series are to come to Hulu from 2020 on": when the first of several unnamed shows comes."""
    if scene.shows or not scene.dates or not _several(scene):
        return None
    for date in scene.dates:
        point = date.point
        known = point.year is not None or point.shift is not None or point.part is not None or point.month is not None
        if not known or date.lead in _NOT_THEN:
            continue
        governor = governor_of(scene, date)
        if governor is None or governor.kind not in RELEASING:
            continue
        if tense_of(scene, governor).direction == AHEAD:
            return date
    return None


def leader(scene: Scene) -> Target | None:
    """The show that a sentence says goes first: "Echo leads the way", "First up is Echo"."""
    if not scene.shows or scene.dates:
        return None
    words = scene.words(scene.first, scene.last)
    for target in scene.targets:
        if target.role is not Role.SHOW or target.owned or not target.firm or target.season is not None:
            continue
        lead = [w for w in scene.words(target.start - 6, target.start) if w not in QUOTES]
        if any(lead[-len(phrase) :] == phrase for phrase in _BEFORE):
            return target
        after = words[target.end - scene.first :]
        after = after[1:] if after[:1] and after[0] in QUOTES else after
        for phrase in _AFTER:
            if after[: len(phrase)] == phrase and "".join(after[len(phrase) : len(phrase) + 1]) in _CLOSED:
                return target
    return None


def _several(scene: Scene) -> bool:
    """Whether it speaks of several shows that it does not name."""
    words = scene.words(scene.first, scene.last)
    if _SHOWS.isdisjoint(words) or _COUNTS.isdisjoint(words):
        return False
    return any(word in _SHOWS and not _COUNTS.isdisjoint(words[max(0, at - 4) : at]) for at, word in enumerate(words))


_NOT_THEN = frozenset({"since", "until", "till", "by", "before", "last"})
_SHOWS = frozenset("series shows dramas programs programmes comedies sitcoms titles projects miniseries".split())
_COUNTS = frozenset("multiple several two three four five six seven eight these those".split())
_BEFORE = (
    ["first", "up", "is"],
    ["first", "up", "will", "be"],
    ["first", "comes"],
    ["first", "is"],
    ["first", "in", "line", "is"],
    ["the", "first", "is"],
    ["the", "first", "will", "be"],
    ["the", "first", "of", "them", "is"],
    ["starting", "with"],
    ["beginning", "with"],
    ["it", "starts", "with"],
    ["first", "out", "of", "the", "gate", "is"],
)
_AFTER = (
    ["leads", "the", "way"],
    ["will", "lead", "the", "way"],
    ["goes", "first"],
    ["will", "go", "first"],
    ["comes", "first"],
    ["will", "come", "first"],
    ["is", "first"],
    ["will", "be", "first"],
    ["is", "the", "first"],
    ["will", "be", "the", "first"],
    ["is", "the", "first", "of", "them"],
    ["will", "be", "the", "first", "of", "them"],
    ["makes", "the", "start"],
    ["kicks", "things", "off"],
    ["kicks", "it", "off"],
    ["opens", "the", "row"],
)
_CLOSED = frozenset({"", ",", ".", ";", "!", "and", "with", ":", "–", "—", "followed"})
