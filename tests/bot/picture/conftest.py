"""Premieres around a day in August 2016."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from schedules import Edtf, Precision, Premiere, Status, load_catalogue


def make_premiere(show: str, season: int | None, day: str | None, **more: Any) -> Premiere:
    """A premiere on Netflix; without a day it is undated unless `status` says otherwise."""
    when = Edtf.parse(day) if day else None
    moment = load_catalogue().moment("Netflix", when.exact) if when and when.exact else None
    fields: dict[str, Any] = {"moment": moment, "status": Status.CONFIRMED if when else Status.UNDATED} | more
    precision = when.precision if when else Precision.NONE
    return Premiere(show=show, season=season, service="Netflix", date=when, precision=precision, **fields)


@pytest.fixture
def premiere() -> Callable[..., Premiere]:
    return make_premiere


@pytest.fixture
def now() -> datetime:
    return datetime(2016, 8, 20, 12, tzinfo=UTC)


@pytest.fixture
def premieres() -> list[Premiere]:
    """One of each look: out, coming, a window, undated, cancelled, and a day of an unknown year."""
    return [
        make_premiere("Daredevil", 1, "2015-04-10"),
        make_premiere("Daredevil", 2, "2016-03-18"),
        make_premiere("Daredevil", 3, None, status=Status.CANCELLED),
        make_premiere("Luke Cage", 1, "2016-09-30"),
        make_premiere("Luke Cage", 2, "2017-21"),
        make_premiere("Iron Fist", 1, "XXXX-03-17"),
        make_premiere("The Punisher", 1, None),
    ]
