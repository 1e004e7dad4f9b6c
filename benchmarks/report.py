"""What a run of the scorer found, as one value that every output is made from."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import Figure, Scored, by_part, by_status, figure, total
from benchmarks.matching import Tally, View
from schedules.model import Status


@dataclass(frozen=True)
class Part:
    """One file of a collection: a part of the corpus, or a phenomenon."""

    name: str
    articles: int
    tallies: Mapping[View, Tally]


@dataclass(frozen=True)
class Report:
    """The figures of one collection."""

    name: str
    articles: int
    figures: Mapping[View, Figure]
    statuses: Mapping[Status, Tally]
    parts: Sequence[Part]


def report(name: str, scored: Sequence[Scored], *, seed: int, samples: int) -> Report:
    """The report on a scored collection; `seed` fixes the draws of the intervals, `samples` is how many there are."""
    return Report(
        name=name,
        articles=len(scored),
        figures={
            view: figure(scored, view, random.Random(seed), samples=samples)  # noqa: S311 - draws, no secrets
            for view in View
        },
        statuses=by_status(scored),
        parts=[
            Part(part, len(articles), {view: total(articles, view) for view in View})
            for part, articles in by_part(scored).items()
        ],
    )


def as_json(found: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "articles": found.articles,
        "views": {
            view: _tally(one.tally) | {"low": round(one.low, 4), "high": round(one.high, 4)}
            for view, one in found.figures.items()
        },
        "statuses": {status: _tally(tally) for status, tally in found.statuses.items()},
        "parts": {
            part.name: {"articles": part.articles} | {view: _tally(tally) for view, tally in part.tallies.items()}
            for part in found.parts
        },
    }


def fallen(found: Report, recorded: Mapping[str, Any], *, allowed: float) -> list[str]:
    """One sentence for each F1 (strict, schedule) that lies more than `allowed` under what is recorded."""
    sentences = []
    for view in (View.STRICT, View.SCHEDULE):
        was, now = float(recorded["views"][view]["f1"]), found.figures[view].tally.f1
        if now < was - allowed:
            sentences.append(
                f"{found.name}: {view} F1 fell from {was:.3f} to {now:.3f}; --errors shows what went wrong."
            )
    return sentences


def _tally(tally: Tally) -> dict[str, float]:
    return {
        "right": tally.right,
        "asked": tally.asked,
        "given": tally.given,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }
