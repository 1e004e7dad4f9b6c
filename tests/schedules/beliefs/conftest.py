"""One show, and a short way to let sites speak about it."""

import datetime as dt
from collections.abc import Callable

import pytest

from schedules.catalogue import Catalogue
from schedules.edtf import Edtf
from schedules.model import Claim, ReleaseRule, Service, Show, Status, Testimony, Trust


def _say(
    what: str,
    day: str | None,
    site: str | None = "a.example",
    *,
    season: int | None = 1,
    trust: Trust = Trust.OTHER,
    article: str | None = None,
    voice: str = "",
    at: tuple[str, str] | None = None,
    service: str | None = None,
    quote: str | None = None,
    title: str = "",
) -> Testimony:
    status, _, date = what.partition(" ")
    said = quote or (f"“{what}”" if season is None else f"“{what}, season {season}”")
    claim = Claim(
        "Luke Cage", season, Edtf.parse(date) if date else None, Status(status), said, 0, 9, "made",
        service=service, time=at[0] if at else None, zone=at[1] if at else None,
    )  # fmt: skip
    return Testimony(
        claim,
        article or f"{site}/{day}",
        dt.date.fromisoformat(day) if day else None,
        site,
        f"https://{site}/{day}" if site else None,
        title,
        trust,
        voice,
    )


@pytest.fixture(scope="session")
def say() -> Callable[..., Testimony]:
    """Make a testimony: "confirmed 2016-09-30", the day of publication or None, the site."""
    return _say


@pytest.fixture(scope="session")
def show() -> Show:
    return Show("Luke Cage", "Netflix")


@pytest.fixture(scope="session")
def catalogue(show: Show) -> Catalogue:
    """The show and its service, and nothing of the past."""
    return Catalogue((show,), (Service("Netflix", (ReleaseRule(dt.time(), "America/Los_Angeles"),)),))
