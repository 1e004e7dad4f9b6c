"""Figures out of comparisons: totals, their uncertainty, and the breakdowns by part and by status."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.gold import Labelled, Row
from benchmarks.matching import Comparison, Tally, View, compare
from schedules.model import Status


@dataclass(frozen=True)
class Scored:
    """One article with its answers, compared in every view."""

    labelled: Labelled
    comparisons: Mapping[View, Comparison]


@dataclass(frozen=True, slots=True)
class Figure:
    """A tally with the 95 % interval of its F1."""

    tally: Tally
    low: float
    high: float


def score(article: Labelled, answers: Sequence[Row]) -> Scored:
    """Hold the answers to one article against its gold."""
    return Scored(article, {view: compare(article.gold, answers, view) for view in View})


def total(scored: Iterable[Scored], view: View) -> Tally:
    """The counts of all articles together."""
    return sum((one.comparisons[view].tally for one in scored), Tally())


def by_part(scored: Iterable[Scored]) -> dict[str, list[Scored]]:
    """The articles of each part (or phenomenon), in the order of their first appearance."""
    parts: dict[str, list[Scored]] = {}
    for one in scored:
        parts.setdefault(one.labelled.part, []).append(one)
    return parts


def by_status(scored: Iterable[Scored]) -> dict[Status, Tally]:
    """The strict counts of each status.

    A right answer counts for the status it gave; what was missed counts for the first of the statuses that would have
    been right.
    """
    tallies = dict.fromkeys(Status, Tally())
    for one in scored:
        comparison = one.comparisons[View.STRICT]
        for status in Status:
            right = sum(answer.status[0] == status for _, answer in comparison.paired)
            missed = sum(row.status[0] == status for row in comparison.missed)
            wrong = sum(row.status[0] == status for row in comparison.wrong)
            tallies[status] += Tally(right, right + missed, right + wrong)
    return tallies


def figure(scored: Sequence[Scored], view: View, chance: random.Random, *, samples: int = 1000) -> Figure:
    """The total in `view` with the bootstrap interval of its F1, articles drawn with replacement.

    Args:
        scored: the articles.
        view: what has to be right.
        chance: where the draws come from; the same seed gives the same interval.
        samples: how many times to draw as many articles as there are.
    """
    tallies = [one.comparisons[view].tally for one in scored]
    if not tallies:
        return Figure(Tally(), 0.0, 0.0)
    drawn = sorted(_f1(chance.choices(tallies, k=len(tallies))) for _ in range(samples))
    return Figure(sum(tallies, Tally()), drawn[int(0.025 * samples)], drawn[min(int(0.975 * samples), samples - 1)])


def _f1(tallies: Iterable[Tally]) -> float:
    right = asked = given = 0
    for tally in tallies:
        right += tally.right
        asked += tally.asked
        given += tally.given
    return Tally(right, asked, given).f1
