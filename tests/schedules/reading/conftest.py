"""What the reading tests share: an invented catalogue, and a short way to read."""

import datetime as dt
from collections.abc import Callable

import pytest

from schedules.catalogue import Catalogue
from schedules.model import Article, Claim, Show
from schedules.reading import read

Row = tuple[str, int | None, str | None, str]
Reader = Callable[..., list[Row]]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Shows that do not exist: what holds for them holds for any."""
    return Catalogue(
        (
            Show("Harbour Lights", "Hulu"),
            Show("The Lantern", "Netflix"),
            Show("Cold Meridian", "Apple TV+"),
            Show("Saltmarsh", "BBC One"),
            Show("Echo", "Disney+"),
            Show("Glass Kingdom", "Prime Video"),
            Show("Glass Kingdom: Ashes", "Prime Video"),
            Show("The Long Watch", "HBO", (), miniseries=True),
            Show("Night Ferry", "Netflix"),
            Show("Blue Hour", "Netflix"),
            Show("Stone Circle", "Netflix"),
            Show("Red Mill", "Hulu"),
            Show("iHollow", "Hulu"),
            Show("You", "Netflix"),
            Show("Wednesday", "Netflix"),
            Show("The Watchlist", "NBC"),
            Show("7-2-4", "Fox"),
        )
    )


@pytest.fixture(scope="session")
def rows(catalogue: Catalogue) -> Reader:
    """Reads a text and gives (show, season, date, status) of each claim, sorted."""

    def read_rows(text: str, title: str = "", published: str | None = "2019-05-10") -> list[Row]:
        day = dt.date.fromisoformat(published) if published else None
        return sorted((_row(claim) for claim in read(Article(text, title, day), catalogue)), key=str)

    return read_rows


def _row(claim: Claim) -> Row:
    return claim.show, claim.season, str(claim.date) if claim.date else None, claim.status.value
