"""Which marks mean something where they stand."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.judging import ShowMention
from schedules.reading.words.datewords import MONTHS
from schedules.reading.words.marks import EVENTS, Kind, Mark
from schedules.reading.words.seasonwords import SeasonMention
from schedules.reading.words.text import Sentence, Text

_PHRASES = frozenset({Kind.ORDER, Kind.UNKNOWN, Kind.CANCEL})


def sorted_by_kind(marks: Sequence[Mark]) -> dict[Kind, list[Mark]]:
    """The marks of each kind, in their order."""
    found: dict[Kind, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[mark.kind].append(mark)
    return found


def meaningful(
    text: Text, sentence: Sentence, marks: list[Mark], taken: set[int], seasoned: set[int]
) -> tuple[list[Mark], dict[Kind, list[Mark]]]:
    """The marks that mean something where they stand, and the same by kind."""
    kept: list[Mark] = []
    by_kind: dict[Kind, list[Mark]] = {}
    for mark in marks:
        kind, start = mark.kind, mark.start
        if (
            start in taken
            or (start in seasoned and mark.end - 1 in seasoned and kind in EVENTS)
            or (kind in _CHECKED and _means_nothing(text, sentence, mark, taken))
        ):
            continue
        kept.append(mark)
        if kind in by_kind:
            by_kind[kind].append(mark)
        else:
            by_kind[kind] = [mark]
    marks = kept
    if Kind.SERVICE in by_kind and Kind.RELEASE in by_kind:
        named = covered([m for m in by_kind[Kind.SERVICE] if m.end - m.start > 2])
        if named:  # "the streaming giant" streams nothing
            marks = [m for m in marks if m.kind is not Kind.RELEASE or m.start not in named]
            by_kind = sorted_by_kind(marks)
    if Kind.PLAIN in by_kind:
        misleading = covered(by_kind[Kind.PLAIN])
        marks = [m for m in marks if m.kind in {Kind.PLAIN, Kind.PLACE} or m.start not in misleading]
        by_kind = sorted_by_kind(marks)
    if Kind.THING in by_kind and not _PHRASES.isdisjoint(by_kind):
        phrases = {i for m in marks if m.kind in _PHRASES for i in range(m.start + 1, m.end)}
        marks = [m for m in marks if m.kind is not Kind.THING or m.start not in phrases]
        by_kind = sorted_by_kind(marks)
    return marks, by_kind


def covered(found: Sequence[Mark | ShowMention | DateMention | SeasonMention]) -> set[int]:
    """The tokens of all that was found."""
    return {i for each in found for i in range(each.start, each.end)}


_VERBS = frozenset({"strikes"})
"""Nouns that are a verb right behind a show: "Echo strikes in March"."""
_NAMING = frozenset({Kind.HEDGE, Kind.GIVING})
_CHECKED: Final = _NAMING | {Kind.EVENT, Kind.FORMER, Kind.THING, Kind.MOVE}


def _means_nothing(text: Text, sentence: Sentence, mark: Mark, taken: Collection[int]) -> bool:
    """Whether an event is a "won't" or an "in the works", a gift a "have got", or another word a part of a name."""
    if mark.kind is Kind.THING:
        return text.words[mark.start] in _VERBS and mark.start - 1 in taken
    if mark.kind is Kind.MOVE:
        return _to_an_hour(text, sentence, mark)
    if mark.kind is Kind.HEDGE and not _REFUTING.isdisjoint(text.words[max(0, mark.start - 2) : mark.start]):
        return True
    if mark.kind is Kind.HEDGE and text.words[mark.end - 1 : mark.end + 1] == ["expect", "when"]:
        return True  # "what to expect when it returns on June 14"
    if mark.kind is Kind.EVENT:
        works = text.words[max(0, mark.start - 2) : mark.end] == ["in", "the", "works"]
        return works or text.words[mark.start : mark.end + 1] == ["won", "'t"]
    if mark.kind is Kind.FORMER:
        return _placed(text, mark) or _fixed(text, mark) or _still_holds(text, sentence, mark)
    had = mark.kind is Kind.GIVING and text.words[max(0, mark.start - 2) : mark.end] in _HAVING
    return had or _named(text, sentence, mark)


_REFUTING: Final = frozenset("refuting dispelling quashing squashing scotching dismissing debunking".split())
"""What is done with a rumour in passing: "will return in 2017, refuting the rumour that it's over"."""


def _to_an_hour(text: Text, sentence: Sentence, move: Mark) -> bool:
    """Whether a show only moves to another time of the day: "moves into the 10 p.m. time period on June 14"."""
    after = text.words[move.end : min(sentence.last, move.end + _AS_FAR)]
    if not _HOURS.isdisjoint(after) and _INTO.issuperset(after[:1]):
        return MONTHS.keys().isdisjoint(after[: min(at for at, word in enumerate(after) if word in _HOURS)])
    return False


_INTO: Final = frozenset({"into", "to"})
_HOURS: Final = frozenset({"timeslot", "time"})
_AS_FAR: Final = 9


def _still_holds(text: Text, sentence: Sentence, mark: Mark) -> bool:
    """ "As previously announced, it starts in June": what opens a sentence so is said again, and not taken back."""
    words, at = text.words, mark.start
    told = words[at : mark.end] == ["previously", "announced"] and words[mark.end : mark.end + 1] == [","]
    opening = words[sentence.first : at]
    return told and opening in (["as"], ["as", "was"])


def _placed(text: Text, mark: Mark) -> bool:
    """Whether a plan is only where a story plays: "which was set in Oslo", not "which was set in June"."""
    if text.words[mark.end - 1] != "set" or text.words[mark.end : mark.end + 1] != ["in"]:
        return False
    at = mark.end + 1
    return at < len(text.words) and text.capital(at) and text.words[at] not in MONTHS


def _fixed(text: Text, mark: Mark) -> bool:
    """Whether it is a day that was fixed, not a plan that was: "a premiere date was set", "dates were set for"."""
    words = text.words
    if words[mark.end - 1] != "set" or mark.end - mark.start > 2:
        return False
    at = next((i for i in range(mark.start - 1, max(-1, mark.start - 6), -1) if words[i] in _DAYS), None)
    if at is None or not _OLD.isdisjoint(words[max(0, at - 3) : at]):
        return False
    return at == mark.start - 1 or words[at + 1] == "of"


_OLD = frozenset({"original", "first", "old", "earlier", "previous", "initial"})
_DAYS = frozenset({"date", "dates"})
_HAVING = (["we", "'ve", "got"], ["you", "'ve", "got"])


def _named(text: Text, sentence: Sentence, mark: Mark) -> bool:
    """Whether a word of doubt or of giving is part of a name, as in "Possible Magazine"."""
    return (
        mark.start > sentence.first
        and text.capital(mark.start)
        and not text.in_title
        and not sentence.heading
        and (text.capital(mark.start - 1) or (mark.kind is Kind.GIVING and text.capital(mark.end)))
    )
