"""A database of each kind for every test that asks for one, a clock that is set by hand, and a small catalogue."""

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import postgres
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from schedules import Article, Catalogue, Known, Library, ReleaseRule, Service, Show, Trust
from schedules.store.opening import database_url

_NUMBERS = count(1)


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: dt.datetime = field(default_factory=lambda: dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC))

    def __call__(self) -> dt.datetime:
        return self.now

    def set(self, text: str) -> None:
        self.now = dt.datetime.fromisoformat(text).astimezone(dt.UTC)

    def ahead(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL that was started for these tests."""
    with postgres.running() as folder:
        yield folder


@pytest.fixture
async def postgres_url(postgres_server: str) -> str:
    """The address of an empty database on that PostgreSQL."""
    return await postgres.emptied(postgres_server)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The path of a SQLite database that is not there yet."""
    return str(tmp_path / "marquee.db")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """An empty database, of each kind in turn."""
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(fixture))


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at noon (UTC) on 20 August 2016."""
    return Clock()


@pytest.fixture
def catalogue() -> Catalogue:
    """Three shows, one with a past and one whose first season lies ahead of the clock."""
    netflix = Service("Netflix", (ReleaseRule(dt.time(), "America/Los_Angeles"),))
    shows = (
        Show("Luke Cage", "Netflix", ("Marvel's Luke Cage",)),
        Show("Daredevil", "Netflix"),
        Show("Iron Fist", "Netflix"),
    )
    history = (
        Known("Daredevil", 1, dt.date(2015, 4, 10)),
        Known("Daredevil", 2, dt.date(2016, 3, 18)),
        Known("Iron Fist", 1, dt.date(2017, 3, 17)),
    )
    return Catalogue(shows, (netflix,), history)


Opener = Callable[[], AbstractAsyncContextManager[Library]]


@pytest.fixture
def opened(database: str, catalogue: Catalogue, clock: Clock) -> Opener:
    """Opens the library; again for a second process on the same database."""
    trust = {"official.example": Trust.OFFICIAL, "trusted.example": Trust.TRUSTED}
    return lambda: Library.open(database, catalogue, clock, trust)


@pytest.fixture
async def library(opened: Opener) -> AsyncIterator[Library]:
    """An open library without anything in it."""
    async with opened() as library:
        yield library


@pytest.fixture
def damage(database: str) -> Callable[[str], Awaitable[None]]:
    """Does something to the database behind the library's back."""

    async def run(statement: str) -> None:
        engine = create_async_engine(database_url(database))
        try:
            async with engine.begin() as connection:
                await connection.execute(text(statement))
        finally:
            await engine.dispose()

    return run


@pytest.fixture
def write() -> Callable[..., Article]:
    """Writes a short article; by default a trusted site's, of 16 August 2016."""

    def article(
        text: str, published: str | None = "2016-08-16", site: str | None = "trusted.example", at: str = ""
    ) -> Article:
        number = next(_NUMBERS)
        url = f"https://{site}/{at or number}" if site else None
        day = dt.date.fromisoformat(published) if published else None
        return Article(text, f"News, number {number}", day, url, site)

    return article
