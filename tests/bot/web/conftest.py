"""Premieres and changes to show, and a site on a library with a few articles, on a day in August 2016."""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings, load_settings
from bot.web.app import make_app
from bot.web.health import Gateway
from schedules import (
    Article,
    Catalogue,
    Change,
    ChangeKind,
    Edtf,
    Library,
    Precision,
    Premiere,
    Status,
    load_catalogue,
)

NOW = datetime(2016, 8, 20, 12, tzinfo=UTC)

Make = Callable[..., Any]

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def make_article(text: str, published: date, url: str | None = None, title: str = "") -> Article:
    """An article whose site is that of its address."""
    return Article(text, title, published, url, url.split("/")[2] if url and "//" in url else None)


ARTICLES = (
    make_article(
        "Luke Cage season 1 will premiere on Netflix on September 30, 2016.", date(2016, 1, 17), "https://a.example/1"
    ),
    make_article(
        "Iron Fist season 1 will premiere on February 10, 2017.", date(2016, 5, 2), "https://www.netflix.com/one"
    ),
    make_article(
        "Iron Fist season 1 will premiere on March 17, 2017.", date(2016, 7, 30), "https://www.netflix.com/two"
    ),
    make_article(
        f"{HOSTILE} Luke Cage season 2 will premiere in summer 2018.", date(2016, 8, 1), "javascript:alert(3)", HOSTILE
    ),
)


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


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article


@pytest.fixture
def articles() -> tuple[Article, ...]:
    """What the library has read: two dates, a move, and a text that tries to break out of the page."""
    return ARTICLES


@pytest.fixture
def hostile() -> str:
    return HOSTILE


@pytest.fixture
def settings() -> Settings:
    return load_settings(None, DISCORD_TOKEN="a.secret.token")


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the articles, made once."""
    path = tmp_path_factory.mktemp("stocked") / "marquee.sqlite3"

    async def stock() -> None:
        async with Library.open(str(path), load_catalogue(), lambda: NOW) as library:
            for each in ARTICLES:
                await library.keep(each)

    with asyncio.Runner() as runner:
        runner.run(stock())
    return path


@pytest.fixture
async def library(stocked: Path, tmp_path: Path, catalogue: Catalogue) -> AsyncIterator[Library]:
    path = shutil.copy(stocked, tmp_path / "web.sqlite3")
    async with Library.open(str(path), catalogue, lambda: NOW) as opened:
        yield opened


@pytest.fixture
async def client(library: Library, settings: Settings) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = make_app(library, settings, library.clock, gateway=lambda: Gateway(connected=True, latency=0.05), fresh=0)
    async with TestClient(TestServer(app)) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(stocked: Path) -> Iterator[str]:
    """The site in a thread of its own, for those who ask from outside any loop."""
    up, found = threading.Event(), []
    loop, done = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        async with Library.open(str(stocked), load_catalogue(), lambda: NOW) as library:
            runner = web.AppRunner(make_app(library, load_settings(None), lambda: NOW), access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            host, port = runner.addresses[0][:2]
            found.append(f"http://{host}:{port}")
            up.set()
            await done.wait()
            await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    assert up.wait(10)
    yield found[0]
    loop.call_soon_threadsafe(done.set)
    thread.join(10)
    loop.close()
