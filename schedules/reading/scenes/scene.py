"""One sentence as the reader sees it: its marks, what its verbs can be about, and how far apart things stand."""

from collections.abc import Collection, Sequence
from itertools import accumulate, repeat
from typing import Final

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.judging import ShowMention
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.staging import Staged, stage
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.seasonwords import SeasonMention
from schedules.reading.words.text import Sentence, Text

_WEIGHTS: Final = {
    ",": 1.0, ";": 5.0, ":": 1.5, "–": 2.0, "—": 2.0, "(": 1.5, ")": 1.0, "|": 2.0, "/": 1.0, ".": 0.0,
    "?": 1.0, "!": 1.0,
    "but": 3.0, "while": 3.0, "although": 3.0, "though": 2.0, "whereas": 3.0, "because": 2.5, "since": 1.5, "and": 0.8,
    "before": 1.5, "after": 1.5, "when": 1.0, "where": 1.5, "which": 0.5, "who": 1.0, "that": 0.5, "if": 2.0, "so": 1.0,
    "as": 0.6, "than": 0.8, "following": 1.0, "ahead": 1.0, "with": 0.8,
}  # fmt: skip
_OPENING = frozenset("\"“‘'")
_WORD: Final = 0.12
"""How far one plain word sets things apart; a comma counts as much as eight."""
_BRACKETED = 0.03


class Scene:
    """A sentence with everything found in it; its marks and targets are there once `stage` was called.

    They are plain attributes, because they are asked for so often.
    """

    __slots__ = (
        *("text", "sentence", "first", "last", "shows", "seasons", "dates", "bare", "vocabulary", "asks"),
        *("marks", "targets", "by_kind", "_staged", "_taken", "_words", "_sums"),
    )

    def __init__(
        self,
        text: Text,
        sentence: Sentence,
        shows: Sequence[ShowMention],
        seasons: Sequence[SeasonMention],
        dates: Sequence[DateMention],
    ) -> None:
        self.text, self.sentence = text, sentence
        self.first, self.last = sentence.first, sentence.last
        self.shows, self.seasons, self.dates = shows, seasons, dates
        self.bare = not (shows or seasons or dates)
        """Whether it names no show, no season and no date."""
        self.vocabulary = frozenset(text.words[self.first : self.last])
        """Its words, by which a rule sees at once that it has nothing to do."""
        self.asks = text.words[self.last - 1] == "?"
        """Whether it ends with a question mark."""
        self.marks, self.targets, self.by_kind, self._taken = Staged([], [], {}, ())
        """The phrases that tell of something, what a date or a verb can be about, both in order; marks of each kind."""
        self._staged = False
        self._words = text.words
        self._sums: list[float] | None = None

    def stage(self) -> None:
        """Look for the marks and the targets, unless that was done."""
        if not self._staged:
            staged = stage(self.text, self.sentence, self.shows, self.seasons, self.dates)
            self.marks, self.targets, self.by_kind, self._taken = staged
            self._staged = True

    def forget_seasons(self) -> None:
        """Take nothing for a season here, because what looked like seasons was told to be shows."""
        self.seasons = []
        self.targets = [target for target in self.targets if target.role is not Role.SEASON]

    def distance(self, one: int, other: int) -> float:
        """How far apart two tokens stand: words and, above all, the boundaries of clauses between them."""
        sums = self._sums
        if sums is None:
            sums = self._sums = _distances(self.text, self.sentence, self._taken)
        first = self.first
        return abs(sums[other - first] - sums[one - first])

    def begins(self, target: Target) -> int:
        """Where a name begins, with the quotation mark that opens it."""
        return target.start - (target.start > self.first and self._words[target.start - 1] in _OPENING)

    def words(self, start: int, end: int) -> list[str]:
        """The words between two tokens, within the sentence."""
        first, last = self.first, self.last
        return self._words[start if start > first else first : end if end < last else last]  # noqa: FURB136 - called so often that max and min weigh

    def of(self, kind: Kind, *more: Kind) -> Sequence[Mark]:
        """The marks of some kinds."""
        if not more:
            return self.by_kind.get(kind, ())
        by_kind, kinds = self.by_kind, (kind, *more)
        here = [by_kind[each] for each in kinds if each in by_kind]
        if len(here) < 2:
            return here[0] if here else ()
        return [mark for mark in self.marks if mark.kind in kinds]


def between(at: int, one: int, other: int) -> bool:
    """Whether a token lies between two others."""
    return one < at < other or other < at < one


def _distances(text: Text, sentence: Sentence, taken: Collection[int]) -> list[float]:
    """How far each token of a sentence is from its beginning, and the end of the last."""
    words, first, last = text.words, sentence.first, sentence.last
    steps = list(map(_WEIGHTS.get, words[first:last], repeat(_WORD)))
    for index in taken:
        if first <= index < last:
            steps[index - first] = _WORD
    if ":" in words[first:last]:
        for index in range(first, last - 1):
            if words[index] == ":" and words[index + 1].isdecimal():
                steps[index - first] = 0.0
    if "(" in words[first:last]:
        inside = False
        for index in range(first, last):
            if words[index] in {"(", ")"}:
                inside = words[index] == "(" and ")" in words[index : index + 40]
            elif inside:
                # What stands in brackets hardly sets apart what stands around them.
                steps[index - first] = _BRACKETED
    return list(accumulate(steps, initial=0.0))
