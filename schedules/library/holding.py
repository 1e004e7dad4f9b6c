"""For how long a weighing holds; pure."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence

from schedules.edtf import Edtf
from schedules.errors import EdtfError
from schedules.model import Known, Pin, Status, Testimony

_DAY = dt.timedelta(days=1)


def holds(days: Collection[dt.date], on: dt.date) -> tuple[dt.date, dt.date]:
    """The days between which weighing gives, of the same evidence, what it gives on the day `on`.

    Args:
        days: the `turns` of the evidence.
        on: the day of the weighing.

    Returns:
        The first such day, and the first that is no such day any more.
    """
    return (
        max((day for day in days if day <= on), default=dt.date.min),
        min((day for day in days if day > on), default=dt.date.max),
    )


def turns(testimonies: Iterable[Testimony], history: Sequence[Known], pins: Iterable[Pin]) -> Iterator[dt.date]:
    """The days on which, of the same evidence, beliefs may change.

    That is where something begins to count (an article's day of publication, a fact's day, a pin's) or ceases to (a
    rumoured date lies behind); a date that simply passes changes no belief.

    Args:
        testimonies: the claims about one show.
        history: what the catalogue knows of it.
        pins: what editors decided about it.
    """
    for known in history:
        yield from (day for day in (known.date, known.cancelled) if day is not None)
    yield from (pin.at.date() for pin in pins)
    for testimony in testimonies:
        if testimony.published is not None:
            yield testimony.published
        if testimony.claim.date is None:
            continue
        for date in _meant(testimony.claim.date, history):
            if date.latest is not None and testimony.claim.status is Status.RELEASED:
                # Told without a day of publication it counts from the release on.
                yield date.latest
            if date.latest is not None and testimony.claim.status is Status.RUMOURED and date.latest < dt.date.max:
                yield date.latest + _DAY


def _meant(date: Edtf, history: Sequence[Known]) -> Iterator[Edtf]:
    """The date, in each year that the catalogue's history may give it where it has none."""
    if date.year_known:
        yield date
        return
    for year in {known.date.year for known in history if known.date is not None}:
        try:
            yield date.in_year(year)
        except EdtfError:
            continue
