"""Text to tokens and sentences; every token keeps its place in the original.

Scrapers squash words where links and italics stood ("aboutHarbour LightsSeason 2"), so a token also ends where a
small letter meets a capital one, and where a known name is glued to a known word ("Lightsis").
"""

import html
import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import accumulate, pairwise
from operator import or_
from sys import intern
from typing import Final

from schedules.reading.words.datewords import MONTHS, WEEKDAYS

_EXTENDED = [chr(code) for code in range(0x100, 0x250)]
"""Latin letters of other languages: the "ō" of "Shōgun", the "š" of "Daša"."""
_CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, _EXTENDED))
_SMALL = "a-zß-öø-ÿ" + "".join(filter(str.islower, _EXTENDED))
_TOKEN = re.compile(
    r"(?<=[^\W\d_]|\+)['’‘](?:s|t|ll|re|ve|d|m)(?![^\W\d_])"  # clitics: 's, 't, 'll
    rf"|[{_CAPITALS}]+(?![{_SMALL}])|[{_CAPITALS}]?[{_SMALL}]+|[^\W\d_]+"  # words, cut where the case changes
    r"|\d+"
    r"|\n\s*"
    r"|[^\S\n]+"  # white space, dropped: with it the parts of a text add up to the whole
    r"|\S"
)
_CHUNK = re.compile(r"[^ \n]*(?:\n\s*[^ \n]*)*+ ?")
"""What is between two spaces, with the line ends inside it and all white space after them, and the second space."""
_INDENTED = re.compile(r"\n[^\S\n]* ")
"""White space behind a line's end; a text without any is cut at its spaces."""
_REMEMBERED = 40
"""Longer chunks are cut anew each time."""
_MOST_CHUNKS = 20_000
_ENTITY = re.compile(r"&#?\w{1,10};")
_LONGEST: Final = 120
"""A longer sentence is read in pieces, so that the work within one is bounded."""
_ZONES = frozenset("et est edt pt pst pdt ct cst mt gmt bst utc cet pacific eastern on".split())
_SPECIAL = frozenset("'’‘\n")
_STOPS = frozenset({".", "!", "?", "…", "\n"})
QUOTES: Final = frozenset("\"“”‘’'")
LABELS: Final = frozenset({":", "—", "–"})
"""What stands behind the name that a line is about: "Echo: June 14"."""
_CLOSING: Final = frozenset({'"', "”", "’", "'", ")", "]", "»"})
_GOING_ON: Final = frozenset({"(", "-", "–", "—"})
"""What a line goes on with behind a time: "8 p.m. – Echo"."""
_OPENING = frozenset({'"', "“", "‘", "'", "(", "[", "«", "-", "–", "—", "…"})
_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr jr sr st vs jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri "
        "sat sun no vol ep eps inc co approx gov sen rep prof lt col gen est"
    ).split()
)
_DATE_ABBREVIATIONS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri".split()
)


STOP = 1
"""The hint of what may end a sentence."""


@dataclass(slots=True, eq=False)
class Sentence:
    """The tokens from `first` to before `last`; `block` counts the lines of the text."""

    first: int
    last: int
    block: int
    heading: bool
    """Whether it is a short line without a full stop: a headline, a list's entry, a caption."""
    hints: int = 0
    """What its words can be part of, together (`schedules.reading.hints`)."""


@dataclass(slots=True)
class Text:
    """A text cut into tokens; offsets count the characters of `source`."""

    source: str
    raw: list[str]
    """The tokens as written."""
    words: list[str]
    """The tokens in small letters, with straight quotes in clitics; the same objects as in `raw` where that is all."""
    starts: list[int]
    spots: list[int]
    """The tokens that can be part of something, and beside them what that is."""
    hints: list[int]
    sentences: list[Sentence] = field(default_factory=list)
    in_title: bool = False
    parted: bool = False
    """Whether the text counts its show's seasons as parts."""
    tabled: bool = False
    """Whether it has a table whose rows begin with the number of a season."""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of the tokens from `first` to before `last`."""
        return self.starts[first], self.starts[last - 1] + len(self.raw[last - 1])

    def spaced(self, index: int) -> bool:
        """Whether white space stands before the token."""
        if not 0 < index < len(self.starts):
            return True
        return self.starts[index] > self.starts[index - 1] + len(self.raw[index - 1])

    def capital(self, index: int) -> bool:
        """Whether the token begins with a capital letter; False before and after the text."""
        return 0 <= index < len(self.raw) and self.raw[index][0].isupper()

    def hinted(self, hint: int) -> list[int]:
        """The tokens that have a hint."""
        return [index for index, hints in zip(self.spots, self.hints, strict=False) if hints & hint]


def tokenize(phrase: str) -> tuple[str, ...]:
    """The words of a name or of a lexicon's phrase, cut as a text is."""
    return tuple(intern(_word(match)) for match in _TOKEN.findall(phrase) if not match.isspace())


class Chunks:
    """What the stretches of a text between its spaces are cut into.

    Most of them come again and again, so the last few thousand are remembered.
    """

    def __init__(
        self, unglue: Callable[[str], int] | None = None, hint: Callable[[str, str], int] | None = None
    ) -> None:
        """Take what says of a word.

        Args:
            unglue: where a word is to be cut in two, 0 for nowhere; None leaves all words whole.
            hint: what a word as written and in small letters can be part of, as bits above `STOP`.
        """
        self._unglue, self._hint = unglue, hint
        self._known = _Memory(self._learn)
        self._alike: dict[tuple[int, ...], tuple[int, ...]] = {}
        """The steps that chunks have in common, so that they are kept once."""

    def cut(self, source: str, *, in_title: bool = False) -> Text:
        """A text cut into its tokens, its sentences still to be found."""
        raw: list[str] = []
        words: list[str] = []
        steps, spots, hints = [0], [], []
        for tokens, small, lengths, hinted, lead in map(self._known.__getitem__, _chunks(source)):
            if hinted:
                at = len(raw)
                for place, hint in hinted:
                    spots.append(at + place)
                    hints.append(hint)
            if lead:
                steps[-1] += lead
            raw += tokens
            words += small
            steps += lengths
        steps.pop()
        return Text(source, raw, words, list(accumulate(steps)), spots, hints, in_title=in_title)

    def _learn(self, chunk: str) -> "_Chunk":
        parts = _TOKEN.findall(chunk)
        spans = [
            (end - len(part), end)
            for part, end in zip(parts, accumulate(map(len, parts)), strict=True)
            if part[0] == "\n" or not part.isspace()
        ]
        if "&" in chunk:
            spans = _without_entities(chunk, spans)
        if self._unglue is not None:
            spans = _unglued(chunk, spans, self._unglue)
        # The same word is the same object wherever it stands: the memory of the common ones is at hand.
        raw = tuple(intern(chunk[start:end]) for start, end in spans)
        starts = [start for start, _ in spans]
        end = len(chunk) + 1
        steps = tuple(after - start for start, after in pairwise([*starts, end]))
        words = tuple(map(_small, raw))
        if words == raw:
            words = raw
        known = {token: self._hints(token, word) for token, word in dict(zip(raw, words, strict=True)).items()}
        hints = tuple((place, known[token]) for place, token in enumerate(raw) if known[token])
        lead = starts[0] if starts else end
        if len(chunk) > _REMEMBERED:
            return raw, words, steps, hints, lead
        if len(self._known) >= _MOST_CHUNKS:
            self._known.clear()
            self._alike.clear()
        cut = raw, words, self._alike.setdefault(steps, steps), hints, lead
        self._known[chunk] = cut
        return cut

    def _hints(self, token: str, word: str) -> int:
        return (self._hint(token, word) if self._hint is not None else 0) | (STOP if word in _STOPS else 0)


_Chunk = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[tuple[int, int], ...], int]
"""Tokens as written and in small letters, how far each is from the next, the places and hints of those that have any,
and how much is before the first."""


class _Memory(dict[str, _Chunk]):
    """The chunks that are known; one that is not is learnt when it is asked for."""

    def __init__(self, learn: Callable[[str], _Chunk]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, chunk: str) -> _Chunk:
        return self._learn(chunk)


def _chunks(source: str) -> list[str]:
    if _INDENTED.search(source) is None:
        return source.split(" ")
    return [chunk.removesuffix(" ") for chunk in _CHUNK.findall(source)]


def with_sentences(text: Text) -> Text:
    """Find the sentences of a text."""
    text.sentences = _sentences(text)
    return text


def _small(token: str) -> str:
    """The token in small letters, which is the same object where nothing changes."""
    word = token.lower() if token[0] not in _SPECIAL else _word(token)
    return token if word == token else intern(word)


def _word(token: str) -> str:
    if len(token) == 1:
        return token.lower()
    if token[0] in "'’‘":
        return "'" + token[1:]
    return "\n" if token[0] == "\n" else token.lower()


def _without_entities(source: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop the tokens of entities that stand for white space; keep the others as one token."""
    entities = [match.span() for match in _ENTITY.finditer(source) if _meant(match[0]) != match[0]]
    if not entities:
        return spans
    kept: list[tuple[int, int]] = []
    waiting = iter([*entities, (len(source) + 1, len(source) + 1)])
    start, end = next(waiting)
    for span in spans:
        while span[0] >= end:
            if _meant(source[start:end]).strip():
                kept.append((start, end))
            start, end = next(waiting)
        if span[1] <= start:
            kept.append(span)
    if end <= len(source) and _meant(source[start:end]).strip():
        kept.append((start, end))
    return kept


@lru_cache(maxsize=256)
def _meant(entity: str) -> str:
    return html.unescape(entity)


def _unglued(source: str, spans: list[tuple[int, int]], unglue: Callable[[str], int]) -> list[tuple[int, int]]:
    glued = [
        (number, at)
        for number, (start, end) in enumerate(spans)
        if end - start > 5 and (at := unglue(source[start:end]))
    ]
    for number, at in reversed(glued):
        start, end = spans[number]
        spans[number : number + 1] = [(start, start + at), (start + at, end)]
    return spans


def _sentences(text: Text) -> list[Sentence]:
    words, first, block = text.words, 0, 0
    found: list[tuple[int, int, int, bool]] = []
    count = len(words)
    line: list[tuple[int, int]] = []
    for index in [*text.hinted(STOP), count]:
        if index < first:
            continue
        if index == count or words[index] == "\n":
            if index > first:
                line.append((first, index))
            if line:
                heading = len(line) == 1 and index - line[0][0] <= 30 and words[index - 1] not in _STOPS
                for start, end in line:
                    found += [(at, min(at + _LONGEST, end), block, heading) for at in range(start, end, _LONGEST)]
                line.clear()
            first, block = index + 1, block + 1
            continue
        end = _end(text, index, count)
        if end:
            line.append((first, end))
            first = end
    return _hinted(text, found)


def _hinted(text: Text, found: list[tuple[int, int, int, bool]]) -> list[Sentence]:
    """The sentences with the hints of their words."""
    spots, hints, at = text.spots, text.hints, 0
    result = []
    for first, last, block, heading in found:
        begin, at = at, bisect_left(spots, last, at)
        result.append(Sentence(first, last, block, heading, reduce(or_, hints[begin:at], 0)))
    return result


def _ends_a_title(text: Text, index: int, after: int) -> bool:
    """Whether a mark belongs to a title before its season: "Is It Far…? Season 2 will arrive this summer"."""
    words, at = text.words, index - 1
    if words[after] not in {"season", "series"} or after + 1 >= len(words) or not words[after + 1].isdecimal():
        return False
    while at >= 0 and index - at <= _TITLE and (text.capital(at) or words[at] in _IN_TITLES):
        at -= 1
    opens = at < 0 or words[at] in _STOPS
    return opens and 1 < sum(words[i].isalpha() for i in range(at + 1, index)) <= _TITLE


_TITLE = 6
_IN_TITLES = frozenset({"…", "'s", "'t", "!", "?"})


def _counts_a_day(words: list[str], number: int, after: int) -> bool:
    """Whether a stop behind a number makes it the day of a month, as some languages write it: "on 14. June"."""
    if len(words[number]) > 2 or not number or words[number - 1] not in _BEFORE_DAYS:
        return False
    return words[after] in MONTHS or words[after : after + 1] == ["of"]


_BEFORE_DAYS = frozenset("on the from to since until till with by for already of at ( – - , : also only".split()) | {
    name for name in WEEKDAYS if len(name) > 5
}


def _in_brackets(words: list[str], index: int) -> bool:
    """Whether a mark closes an aside within a sentence: "the final season of BBC's (award-winning!) “Echo”"."""
    if words[index + 1] != ")":
        return False
    lead = words[max(0, index - _ASIDE) : index]
    if "(" not in lead or ")" in lead:
        return False
    opened = index - len(lead) + lead.index("(")
    return opened > 0 and words[opened - 1] not in _STOPS and words[opened - 1] not in _CLOSING


_ASIDE = 8


def _is_day(words: list[str], at: int) -> bool:
    """Whether a day goes on behind a time: "at 10 p.m. Tuesday, Sept. 24", not "at 10 p.m. Tuesday's episode"."""
    return words[at] in WEEKDAYS and not _AFTER_DAYS.isdisjoint(words[at + 1 : at + 2])


_AFTER_DAYS: Final = frozenset(", . ) ( and following on after before with in from".split())


def _end(text: Text, index: int, count: int) -> int:
    """Where the sentence ends that the stop at `index` may close; 0 when it goes on."""
    words, raw = text.words, text.raw
    after = index + 1
    while after < count and words[after] in _CLOSING and not text.spaced(after):
        after += 1
    if after >= count or words[after] == "\n":
        return after
    spaced = text.spaced(after)
    opener = after + 1 if words[after] in _OPENING and after + 1 < count else after
    starts = raw[opener][0].isupper() or raw[opener][0].isdecimal() or words[after] in _OPENING
    if words[index] != ".":
        ends = starts and spaced and not _ends_a_title(text, index, opener)
        return after if ends and not (after > index + 1 and _in_brackets(words, index)) else 0
    before = words[index - 1] if index else ""
    tight = index > 0 and not text.spaced(index)
    if tight and before.isdecimal() and _counts_a_day(words, index - 1, opener):
        return 0
    numbered = before not in {"no", "vol", "ep", "eps"} or raw[opener][0].isdecimal()
    if tight and numbered and (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha() and before != "i")):
        # "p.m. Then" ends a sentence, "p.m. (Season 2)", "Nov. 20" and "Steven S. DeKnight" do not.
        meridiem = before == "m" and index > 2 and words[index - 3] in {"a", "p"}
        month = before in _DATE_ABBREVIATIONS and not raw[opener][0].isdecimal()
        zoned = meridiem and (words[opener] in _ZONES or words[after] in _GOING_ON or _is_day(words, opener))
        return after if spaced and starts and (meridiem or month) and not zoned and raw[opener][0].isupper() else 0
    if not spaced:
        # "night.What" lost its space; "Comicbook.com", "2.3" and "S.H" never had one.
        glued = (
            tight
            and (before.isdecimal() or (len(before) > 1 and before.isalpha()))
            and raw[after][0].isupper()
            and len(raw[after]) > 1
        )
        return after if glued or (after > index + 1 and starts) else 0
    return after if starts else 0
