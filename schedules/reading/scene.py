"""One sentence as the reader sees it: its marks, what its verbs can be about, and how far apart things stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from schedules.model import Show
from schedules.reading.dates import DateMention
from schedules.reading.marks import Kind, Mark
from schedules.reading.seasons import SeasonMention
from schedules.reading.shows import ShowMention
from schedules.reading.text import Sentence, Text

_WEIGHTS = {
    ",": 1.0, ";": 5.0, ":": 1.5, "–": 2.0, "—": 2.0, "(": 1.5, ")": 1.0, "|": 2.0, "/": 1.0, ".": 3.0, "?": 3.0, "!": 3.0,
    "but": 3.0, "while": 3.0, "although": 3.0, "though": 2.0, "whereas": 3.0, "because": 2.5, "since": 1.5, "and": 0.8,
    "before": 1.5, "after": 1.5, "when": 1.0, "where": 1.5, "which": 0.5, "who": 1.0, "that": 0.5, "if": 2.0, "so": 1.0,
    "as": 0.6, "than": 0.8, "following": 1.0, "ahead": 1.0, "with": 0.8,
}  # fmt: skip
_WORD = 0.12
"""How far one plain word sets things apart; a comma counts as much as eight."""
_GLUE = frozenset(
    "of 's , \" “ ” ‘ ’ ' the its ( : - – for in a an netflix marvel hit series show drama new and upcoming his her ' season's comedy miniseries".split()
)


class Role(StrEnum):
    """What a target is."""

    SHOW = "show"
    SEASON = "season"
    """A season whose show stands elsewhere."""
    PRONOUN = "pronoun"
    OTHER = "other"
    """A title that is not in the catalogue, a film, a trailer, a person."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a date or a verb can be about."""

    role: Role
    start: int
    end: int
    show: Show | None = None
    season: SeasonMention | None = None
    firm: bool = True
    tag: str = ""


@dataclass(slots=True)
class Scene:
    """A sentence with everything found in it."""

    text: Text
    sentence: Sentence
    marks: list[Mark]
    dates: list[DateMention]
    targets: list[Target]
    _distances: list[float]

    def distance(self, one: int, other: int) -> float:
        """How far apart two tokens stand: words and, above all, the boundaries of clauses between them."""
        first = self.sentence.first
        low, high = (one, other) if one <= other else (other, one)
        return self._distances[high - first] - self._distances[low - first]

    def words(self, start: int, end: int) -> list[str]:
        """The words between two tokens, within the sentence."""
        return self.text.words[max(start, self.sentence.first) : min(end, self.sentence.last)]

    def of(self, *kinds: Kind) -> list[Mark]:
        """The marks of some kinds."""
        return [mark for mark in self.marks if mark.kind in kinds]


def build(
    text: Text,
    sentence: Sentence,
    marks: list[Mark],
    dates: list[DateMention],
    shows: Sequence[ShowMention],
    seasons: Sequence[SeasonMention],
) -> Scene:
    """The scene of a sentence; a word inside a show's name or a date has no meaning of its own."""
    taken = {i for m in shows for i in range(m.start, m.end)}
    dated = {i for d in dates for i in range(d.start, d.end)}
    seasoned = {i for s in seasons for i in range(s.start, s.end)}
    marks = [m for m in marks if m.start not in taken and m.start not in dated]
    targets = _with_seasons(text, shows, seasons)
    targets += [
        Target(Role.PRONOUN, m.start, m.end, tag=text.words[m.start])
        for m in marks
        if m.kind is Kind.PRONOUN and m.start not in seasoned
    ]
    targets += [Target(Role.OTHER, m.start, m.end, tag="thing") for m in marks if m.kind is Kind.THING and m.start not in seasoned]
    if dates:
        blocked = taken | dated | seasoned | {i for m in marks for i in range(m.start, m.end) if m.kind is not Kind.THING}
        targets += _other_titles(text, sentence, blocked)
    targets.sort(key=lambda target: (target.start, -target.end))
    return Scene(text, sentence, marks, dates, targets, _distances(text, sentence, taken | dated))


def _distances(text: Text, sentence: Sentence, taken: set[int]) -> list[float]:
    total, sums = 0.0, [0.0]
    words = text.words
    for index in range(sentence.first, sentence.last):
        total += _WORD if index in taken else _WEIGHTS.get(words[index], _WORD)
        sums.append(total)
    return sums


def _with_seasons(text: Text, shows: Sequence[ShowMention], seasons: Sequence[SeasonMention]) -> list[Target]:
    """Shows joined with the seasons that stand beside them; seasons alone where none does."""
    targets = [Target(Role.SHOW, m.start, m.end, m.show, None, m.firm) for m in shows]
    for season in seasons:
        best, distance = -1, 99
        for number, target in enumerate(targets):
            if target.season is not None:
                continue
            gap = _gap(text, target, season)
            if gap < distance:
                best, distance = number, gap
        if best >= 0:
            target = targets[best]
            targets[best] = replace(target, start=min(target.start, season.start), end=max(target.end, season.end), season=season)
        else:
            targets.append(Target(Role.SEASON, season.start, season.end, None, season))
    return targets


def _gap(text: Text, target: Target, season: SeasonMention) -> int:
    """How many words keep a show and a season apart; 99 where they do not belong together."""
    words = text.words
    if season.start >= target.end:
        between = words[target.end : season.start]
        if len(between) > 7:
            return 99
        if all(word in _GLUE and word not in {"and", "of", "for"} for word in between) and len(between) <= 3:
            return len(between)
        owned = bool(between) and (between[0] == "'s" or between[0] in {"'", "’"}) and "," not in between and "and" not in between
        if owned or (between[0] in {"for", "to"} and len(between) <= 4 and "season" not in between):
            return len(between)
        return 99
    between = words[season.end : target.start]
    if not between or len(between) > 8:
        return 0 if not between else 99
    if between[0] in {"of", "for"} and not any(word in {",", "and", "but", ";"} for word in between[1:]):
        return len(between) - 1
    return len(between) if all(word in _GLUE and word not in {"and", "in"} for word in between) and len(between) <= 3 else 99


_OPEN, _CLOSE = frozenset({'"', "“", "‘"}), frozenset({'"', "”", "’"})
_INSIDE = frozenset({"of", "the", "and", ":", "&", "in", "to", "-", "'s", "a", "v", "vs", "for", "with", "’", "'"})


def _other_titles(text: Text, sentence: Sentence, blocked: set[int]) -> list[Target]:
    """Quoted titles and capitalised names that the catalogue does not know."""
    words, raw, found = text.words, text.raw, []
    index, last = sentence.first, sentence.last
    while index < last:
        if words[index] in _OPEN and index + 1 < last and (raw[index + 1][0].isupper() or raw[index + 1].isdigit()):
            end = index + 1
            while end < last and end < index + 10 and words[end] not in _CLOSE:
                end += 1
            if end < last and words[end] in _CLOSE and not any(i in blocked for i in range(index + 1, end) if raw[i].isalpha() and raw[i][0].isupper()):
                capitals = sum(raw[i][0].isupper() for i in range(index + 1, end) if raw[i].isalpha())
                letters = sum(raw[i].isalpha() and words[i] not in _INSIDE for i in range(index + 1, end))
                if capitals * 2 >= letters:
                    found.append(Target(Role.OTHER, index, end + 1, tag="title"))
                    index = end + 1
                    continue
        if raw[index][0].isupper() and raw[index].isalpha() and index not in blocked and not text.in_title:
            end = index + 1
            while end < last and end not in blocked and ((raw[end][0].isupper() and raw[end].isalpha()) or (words[end] in _INSIDE and end + 1 < last and raw[end + 1][0].isupper() and end + 1 not in blocked)):
                end += 1
            if index > sentence.first or end - index > 1:
                found.append(Target(Role.OTHER, index, end, tag="name"))
            index = end
            continue
        index += 1
    return found
