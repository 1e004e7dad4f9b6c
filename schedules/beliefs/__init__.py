"""What is believed about premieres, and why: claims in, one table out.

The rules stand where they act: `words` (a claim in its place), `seasons` (which season it is about), `agreement` (how
two dates stand to each other), `standing` (who may change what), `weighing` (the course of the days), `memory` (its
days long past), `reasons` (why), `differences` (what is news).

No rule reads a clock, a file or a database. The same testimonies in any order, once or twice, give the same result.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from schedules.beliefs.differences import difference
from schedules.beliefs.memory import FORM, Memory, completed, lacking, weigh_and_remember, weigh_on
from schedules.beliefs.table import table
from schedules.beliefs.weighing import Course
from schedules.beliefs.words import OLDEST
from schedules.catalogue import Catalogue
from schedules.model import Change, Pin, Premiere, Show, Testimony

__all__ = [
    "FORM",
    "OLDEST",
    "Memory",
    "completed",
    "difference",
    "history",
    "lacking",
    "unfold",
    "weigh",
    "weigh_and_remember",
    "weigh_on",
]


def weigh(  # noqa: PLR0913 - all that a belief rests on
    show: Show,
    testimonies: Iterable[Testimony],
    catalogue: Catalogue,
    on: dt.date,
    pins: Sequence[Pin] = (),
    *,
    explain: bool = True,
) -> tuple[Premiere, ...]:
    """All seasons of one show as they are believed in on a day.

    Args:
        show: the show; claims about others are passed over.
        testimonies: claims with who made them, in any order. Those published after `on` have no effect and no reason;
            those without a day of publication count as the oldest.
        catalogue: release rules and known history, which holds from its own day on.
        on: the day (UTC).
        pins: editors' decisions, which hold from their day on.
        explain: False for the reasons of just the articles that are quoted, which is quicker.

    Returns:
        The premieres by season, None last; each claim stands in exactly one premiere's reasons.
    """
    course = Course(show, catalogue, pins)
    course.reach(testimonies, on)
    return table(course, catalogue, on, explain=explain)


def history(
    show: Show, testimonies: Iterable[Testimony], catalogue: Catalogue, until: dt.date, pins: Sequence[Pin] = ()
) -> tuple[Change, ...]:
    """How the belief about one show changed from one day of publication to the next, oldest first.

    Takes what `weigh` takes. A change that was brought by an article without a day has `OLDEST` as its day. The
    catalogue's own history makes no change: nobody published it.
    """
    return tuple(Course(show, catalogue, pins).run(testimonies, until))


def unfold(
    show: Show, testimonies: Iterable[Testimony], catalogue: Catalogue, on: dt.date, pins: Sequence[Pin] = ()
) -> tuple[tuple[Change, ...], tuple[Premiere, ...]]:
    """Both at once, for the work of one: what `history` and what `weigh` give on the day `on`."""
    course = Course(show, catalogue, pins)
    changes = tuple(course.run(testimonies, on))
    return changes, table(course, catalogue, on)
