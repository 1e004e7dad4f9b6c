"""The lexicon: which phrases the reader goes by, loaded once from lexicon.toml."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from schedules.reading.marks import EVENTS, Kind, Mark
from schedules.reading.text import Text, tokenize

_FORMS = ("base", "s", "past", "part", "ing")

Entry = tuple[tuple[str, ...], Kind, str]
Anchors = Mapping[str, Sequence[tuple[int, list[str]]]]
"""Phrases by one of their words, each with the place of that word in it."""


class Lexicon:
    """Phrases by their first word, the longest first, so that a text is searched in one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        by_first: dict[str, list[Entry]] = {}
        for entry in dict.fromkeys(entries):
            by_first.setdefault(entry[0][0], []).append(entry)
        self._by_first = {first: _by_second(found) for first, found in by_first.items()}
        self.words = frozenset(word for entry in entries for word in entry[0])
        self._entries = entries

    def anchors(self, kinds: Collection[Kind]) -> Anchors:
        """Where to look for phrases of some kinds: at the rarest word of each."""
        common = Counter(word for words, _, _ in self._entries for word in words)
        found: dict[str, list[tuple[int, list[str]]]] = {}
        for words in dict.fromkeys(words for words, kind, _ in self._entries if kind in kinds):
            rarest = min(words, key=lambda word: (common[word], -len(word)))
            found.setdefault(rarest, []).append((words.index(rarest), list(words)))
        return found

    def find(self, text: Text, first: int, last: int) -> list[Mark]:
        """The marks between two tokens: of one kind only the longest at a place, and of events none inside another."""
        words, by_first, busy = text.words, self._by_first, first
        marks: list[Mark] = []
        for index, (alone, longer) in [
            (place, by_first[word]) for place, word in enumerate(words[first:last], first) if word in by_first
        ]:
            if longer is not None and index + 1 < last and (entries := longer.get(words[index + 1])) is not None:
                busy = _read(words, index, last, entries, marks, busy)
                continue
            free = index >= busy
            for kind, tag, event in alone:
                if free or not event:
                    marks.append(Mark(kind, index, index + 1, tag))
                    busy = index + 1 if event else busy
        return marks


_Alone = tuple[tuple[Kind, str, bool], ...]
"""What a word tells by itself: the kind, the tag, and whether that is an event."""
_Longer = tuple[tuple[list[str], int, Kind, str, bool], ...]
"""The same of a phrase, with the words after the first and how many words it has in all."""


def _read(  # noqa: PLR0913, PLR0917 - one step of a search that is made for every word
    words: list[str], index: int, last: int, entries: _Longer, marks: list[Mark], busy: int
) -> int:
    """Add the marks that begin at a token; gives where the longest event so far ends."""
    seen: list[Kind] = []
    free, longest = index >= busy, index
    for rest, length, kind, tag, event in entries:
        end = index + length
        if kind in seen or end > last or (length > 1 and words[index + 1 : end] != rest):
            continue
        seen.append(kind)
        if event:
            if end < longest or not free:
                continue
            longest = end
        marks.append(Mark(kind, index, end, tag))
    return max(busy, longest)


def _by_second(found: Sequence[Entry]) -> tuple[_Alone, dict[str, _Longer] | None]:
    """What is told by one word alone, and by phrases (and the word alone) by the second word that they allow.

    The longest stand first.
    """
    ordered = sorted(found, key=lambda entry: -len(entry[0]))
    alone: dict[Kind, tuple[Kind, str, bool]] = {}
    for words, kind, tag in ordered:
        if len(words) == 1:
            alone.setdefault(kind, (kind, tag, kind in EVENTS))
    phrases = [(list(words[1:]), len(words), kind, tag, kind in EVENTS) for words, kind, tag in ordered]
    seconds = dict.fromkeys(rest[0] for rest, *_ in phrases if rest)
    longer = {second: tuple(p for p in phrases if not p[0] or p[0][0] == second) for second in seconds}
    return tuple(alone.values()), longer or None


_TABLE = tomllib.loads(resources.files("schedules.reading").joinpath("lexicon.toml").read_text("utf-8"))
HOUSES = frozenset(_TABLE["names"]["houses"])
"""Makers and services that stand before a title."""
_TAGGED = {
    "ordered": (Kind.ORDER, "dated"),
    "given": (Kind.GIVING, "quiet"),
    "talked": (Kind.ORDER, "talk"),
    "toward": (Kind.ORDER, "toward"),
    "work": (Kind.ORDER, "work"),
    "then": (Kind.PLACE, ""),
    "such": (Kind.PLACE, "such"),
    "latest": (Kind.GONE, "latest"),
    "own": (Kind.PLACE, "own"),
    "first": (Kind.PLACE, "first"),
    "behind": (Kind.PLACE, "behind"),
    "abroad_us": (Kind.ABROAD, "us"),
    "untrue": (Kind.DENY, "untrue"),
}
"""Groups of the file that are a part of a kind."""


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return Lexicon([*_verbs(), *_phrases()])


def _verbs() -> Iterator[Entry]:
    for kind, lines in _TABLE["verbs"].items():
        for line in lines:
            for form, word in zip(_FORMS, line.split(), strict=True):
                yield tokenize(word.replace("_", " ")), Kind(kind), form


def _phrases() -> Iterator[Entry]:
    for tag, phrases in _TABLE["forms"].items():
        for phrase in phrases:
            yield tokenize(phrase), Kind.RELEASE, tag
    groups = [*_TABLE["things"].items(), *_TABLE["cues"].items()]
    for group, phrases in sorted(groups, key=lambda item: item[0] not in _TAGGED):
        kind, tag = _TAGGED.get(group) or (Kind(group), "")
        for phrase in phrases:
            yield tokenize(phrase), kind, tag
