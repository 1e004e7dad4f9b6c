"""The lexicon: which phrases the reader goes by, loaded once from lexicon.toml."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources

from schedules.reading.marks import EVENTS, Kind, Mark
from schedules.reading.text import Text, tokenize

_FORMS = ("base", "s", "past", "part", "ing")

Entry = tuple[tuple[str, ...], Kind, str]
Entries = tuple[Entry, ...]


class Lexicon:
    """Phrases by their first word, the longest first, so that a text is searched in one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        by_first: dict[str, list[Entry]] = {}
        for entry in dict.fromkeys(entries):
            by_first.setdefault(entry[0][0], []).append(entry)
        self._by_first = {first: _by_second(found) for first, found in by_first.items()}
        self.words = frozenset(word for entry in entries for word in entry[0])
        self._entries = entries

    def anchors(self, kinds: Collection[Kind]) -> frozenset[str]:
        """Words without which a text has no phrase of some kinds: the rarest word of each phrase."""
        phrases = [words for words, kind, _ in self._entries if kind in kinds]
        common = Counter(word for words, _, _ in self._entries for word in words)
        return frozenset(min(words, key=lambda word: (common[word], -len(word))) for words in phrases)

    def find(self, text: Text, first: int, last: int) -> list[Mark]:
        """The marks between two tokens: of one kind only the longest at a place, and of events none inside another."""
        words, by_first, marks, busy = text.words, self._by_first, [], first
        for index in [place for place, word in enumerate(words[first:last], first) if word in by_first]:
            alone, longer = by_first[words[index]]
            entries = longer.get(words[index + 1], alone) if longer and index + 1 < last else alone
            if len(entries) == 1 and not entries[0][0]:
                _, kind, tag = entries[0]
                if kind not in EVENTS or index >= busy:
                    marks.append(Mark(kind, index, index + 1, tag))
                    busy = index + 1 if kind in EVENTS else busy
            elif entries:
                busy = _read(words, index, last, entries, marks, busy)
        return marks


def _read(  # noqa: PLR0913, PLR0917 - one step of a search that is made for every word
    words: list[str], index: int, last: int, entries: Entries, marks: list[Mark], busy: int
) -> int:
    """Add the marks that begin at a token; gives where the longest event so far ends."""
    seen: set[Kind] = set()
    longest = index
    for rest, kind, tag in entries:
        if kind in seen:
            continue
        end = index + 1 + len(rest)
        if rest and (end > last or tuple(words[index + 1 : end]) != rest):
            continue
        seen.add(kind)
        if kind in EVENTS:
            if end < longest or index < busy:
                continue
            longest = end
        marks.append(Mark(kind, index, end, tag))
    return max(busy, longest)


def _by_second(found: Sequence[Entry]) -> tuple[Entries, dict[str, Entries]]:
    """Entries that are one word, and all entries by the second word that they allow; the longest first."""
    ordered = [(words[1:], kind, tag) for words, kind, tag in sorted(found, key=lambda e: -len(e[0]))]
    alone = tuple(entry for entry in ordered if not entry[0])
    seconds = dict.fromkeys(entry[0][0] for entry in ordered if entry[0])
    return alone, {second: tuple(e for e in ordered if not e[0] or e[0][0] == second) for second in seconds}


_TABLE = tomllib.loads(resources.files("schedules.reading").joinpath("lexicon.toml").read_text("utf-8"))
HOUSES = frozenset(_TABLE["names"]["houses"])
"""Makers and services that stand before a title."""
_TAGGED = {
    "ordered": (Kind.ORDER, "dated"),
    "given": (Kind.GIVING, "quiet"),
    "talked": (Kind.ORDER, "talk"),
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
