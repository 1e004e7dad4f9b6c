"""Pairing a reader's claims with the gold, and counting.

strict    a claim counts when show, season, date and status are all right
schedule  only the confirmed, dated claims, on show, season and date: the rows a schedule would show
dates     show and date, whatever the season and the status

A value of the gold may be one of several that are right. A gold claim that may stand outside a view, or that is
optional, is not asked for when it is missing and not held against an answer that gives it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from benchmarks.gold import Row, Value


class View(StrEnum):
    """What has to be right for a claim to count."""

    STRICT = "strict"
    SCHEDULE = "schedule"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of claims, which can be added up."""

    right: int = 0
    asked: int = 0
    """Gold claims that had to be found."""
    given: int = 0
    """Answers."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.asked + other.asked, self.given + other.given)

    @property
    def precision(self) -> float:
        """The share of the answers that is right; 0 without an answer."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of what was asked for that was found; 0 when nothing was asked for."""
        return self.right / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 when both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One article's answers held against its gold in one view."""

    paired: tuple[tuple[Row, Row], ...]
    """Gold claims with the answers that say the same."""
    missed: tuple[Row, ...]
    """Gold claims that had to be found and were not."""
    wrong: tuple[Row, ...]
    """Answers that no gold claim backs."""

    @property
    def tally(self) -> Tally:
        """The comparison as counts."""
        right = len(self.paired)
        return Tally(right, right + len(self.missed), right + len(self.wrong))


@dataclass(frozen=True, slots=True)
class _Rule:
    keys: tuple[str, ...]
    standing: Mapping[str, Callable[[Value], bool]] = field(default_factory=dict)

    def admits(self, row: Row, how: Callable[[Iterable[bool]], bool]) -> bool:
        return all(how(map(test, row.values(key))) for key, test in self.standing.items())


_RULES: Mapping[View, _Rule] = {
    View.STRICT: _Rule(("show", "season", "date", "status")),
    View.SCHEDULE: _Rule(
        ("show", "season", "date"),
        {"status": lambda value: value == "confirmed", "date": lambda value: value is not None},
    ),
    View.DATES: _Rule(("show", "date"), {"date": lambda value: value is not None}),
}


def compare(gold: Iterable[Row], answers: Iterable[Row], view: View) -> Comparison:
    """Hold `answers` against `gold` in `view`, each claim counting once."""
    rule = _RULES[view]
    wanted = _distinct((row for row in gold if rule.admits(row, any)), rule.keys)
    given = _distinct((row for row in answers if rule.admits(row, any)), rule.keys)
    pairs = pair(wanted, given, rule.keys)
    answered = set(pairs.values())
    missed = (row for i, row in enumerate(wanted) if i not in pairs)
    return Comparison(
        paired=tuple((wanted[i], given[j]) for i, j in sorted(pairs.items())),
        missed=tuple(row for row in missed if rule.admits(row, all) and not row.optional),
        wrong=tuple(row for j, row in enumerate(given) if j not in answered),
    )


def pair(gold: Sequence[Row], answers: Sequence[Row], keys: Sequence[str]) -> dict[int, int]:
    """The largest pairing of gold claims with answers that agree with them, as indices.

    Augmenting paths: a claim with alternatives never takes an answer that another claim alone could use.
    """
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j, answer in enumerate(answers):
            if j not in seen and _agree(gold[i], answer, keys):
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in range(len(gold)):
        place(i, set())
    return {i: j for j, i in taken.items()}


def _agree(gold: Row, answer: Row, keys: Iterable[str]) -> bool:
    return all(answer.values(key)[0] in gold.values(key) for key in keys)


def _distinct(rows: Iterable[Row], keys: Iterable[str]) -> list[Row]:
    names = tuple(keys)
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        kept.setdefault(tuple(getattr(row, name) for name in names), row)
    return list(kept.values())
