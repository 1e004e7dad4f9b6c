"""Premieres and changes to show, around a day in August 2016."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from schedules import Catalogue, Change, ChangeKind, Edtf, Precision, Premiere, Status, load_catalogue

NOW = datetime(2016, 8, 20, 12, tzinfo=UTC)

Make = Callable[..., Any]


def make_premiere(
    show: str = "Luke Cage", season: int | None = 1, day: str | None = "2016-09-30", **more: Any
) -> Premiere:
    """A premiere; `moment` defaults to Netflix's midnight for an exact day."""
    when = Edtf.parse(day) if day else None
    exact = when.exact if when else None
    catalogue = load_catalogue()
    fields: dict[str, Any] = {
        "service": "Netflix",
        "moment": catalogue.moment("Netflix", exact) if exact else None,
        "status": Status.CONFIRMED if when else Status.UNDATED,
    }
    return Premiere(
        show=show, season=season, date=when, precision=when.precision if when else Precision.NONE, **(fields | more)
    )


def make_change(kind: ChangeKind, before: str | None, after: str | None, on: date, **more: Any) -> Change:
    """A change of Luke Cage's first season unless `show` and `season` say otherwise."""
    fields: dict[str, Any] = {"show": "Luke Cage", "season": 1} | more
    return Change(
        kind, before=Edtf.parse(before) if before else None, after=Edtf.parse(after) if after else None, on=on, **fields
    )


@pytest.fixture
def premiere() -> Make:
    return make_premiere


@pytest.fixture
def change() -> Make:
    return make_change


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def catalogue() -> Catalogue:
    return load_catalogue()
