"""The lexicon: which phrases the reader goes by, loaded once from lexicon.toml."""

import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from schedules.reading.words.marks import EVENTS, Kind, Mark
from schedules.reading.words.text import Text, tokenize

_FORMS = ("base", "s", "past", "part", "ing")

Entry = tuple[tuple[str, ...], Kind, str]
_Told = tuple[int, Kind, str]
"""What a phrase tells: of how many words it is, its kind, and its tag."""
Anchors = Mapping[str, Sequence[tuple[int, list[str]]]]
"""Phrases by one of their words, each with the place of that word in it."""


class Lexicon:
    """Phrases as a tree of their words, so that a text is searched in one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self.words = frozenset(word for entry in entries for word in entry[0])
        nodes = _tree(entries)
        self._alone = {words[0]: node for words, node in nodes.items() if len(words) == 1 and node.told}
        self._pairs = {words: node for words, node in nodes.items() if len(words) == 2}

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
        words, busy = text.words, first
        here = words[first:last]
        # Of all words few begin a phrase: which they are is asked without a step of Python for each.
        nodes = map(self._pairs.get, pairwise([*here, ""])), map(self._alone.get, here)
        marks: list[Mark] = []
        for index, (two, one) in enumerate(zip(*nodes, strict=True), first):
            node = two or one
            if node is None:
                continue
            if two is not None:
                end = index + 2
                while end < last and (longer := node.further.get(words[end])) is not None:
                    node, end = longer, end + 1
            free = index >= busy
            for length, kind, tag in node.told if free else node.inside:
                marks.append(Mark(kind, index, index + length, tag))
            if free and node.event:
                busy = index + node.event
        return marks


class _Node:
    """What is told by some words, and by the words that they begin with."""

    __slots__ = ("event", "further", "inside", "told")

    def __init__(self, told: list[_Told]) -> None:
        self.told = told
        """Of each kind the longest phrase, and of the events those that are longest of all; the longest first."""
        self.inside = [each for each in told if each[1] not in EVENTS]
        """What is told where an event that began before goes on."""
        self.event = max((length for length, kind, _ in told if kind in EVENTS), default=0)
        """How many words the longest event has."""
        self.further: dict[str, _Node] = {}


def _tree(entries: Sequence[Entry]) -> dict[tuple[str, ...], _Node]:
    """The nodes of all phrases and of their beginnings, by their words."""
    phrases: dict[tuple[str, ...], dict[Kind, str]] = {}
    for words, kind, tag in entries:
        phrases.setdefault(words, {}).setdefault(kind, tag)
    nodes: dict[tuple[str, ...], _Node] = {}
    for whole in phrases:
        for length in range(1, len(whole) + 1):
            words = whole[:length]
            if words in nodes:
                continue
            own = phrases.get(words, {})
            before = nodes[words[:-1]].told if length > 1 else []
            events = not EVENTS.isdisjoint(own)
            told = [(length, kind, tag) for kind, tag in own.items()]
            told += [each for each in before if each[1] not in own and not (events and each[1] in EVENTS)]
            nodes[words] = _Node(told)
            if length > 1:
                nodes[words[:-1]].further[words[-1]] = nodes[words]
    return nodes


_TABLE = tomllib.loads(resources.files("schedules.reading.words").joinpath("lexicon.toml").read_text("utf-8"))
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
    "ends": (Kind.GONE, "end"),
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


def _kind(group: str) -> Kind:
    """The kind whose name a group of the file has."""
    found: Kind = getattr(Kind, group.upper())
    return found


def _verbs() -> Iterator[Entry]:
    for kind, lines in _TABLE["verbs"].items():
        for line in lines:
            for form, word in zip(_FORMS, line.split(), strict=True):
                yield tokenize(word.replace("_", " ")), _kind(kind), form


def _phrases() -> Iterator[Entry]:
    for tag, phrases in _TABLE["forms"].items():
        for phrase in phrases:
            yield tokenize(phrase), Kind.RELEASE, tag
    groups = [*_TABLE["things"].items(), *_TABLE["cues"].items()]
    for group, phrases in sorted(groups, key=lambda item: item[0] not in _TAGGED):
        kind, tag = _TAGGED.get(group) or (_kind(group), "")
        for phrase in phrases:
            yield tokenize(phrase), kind, tag
