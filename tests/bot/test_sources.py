"""Sources at the terminal, through real sockets: a look before one is added, and who is told when one is gone."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from bot.listings import trouble
from bot.polling import Poller
from bot.settings import load_settings
from schedules import Library, Polled, load_catalogue

Marquee = Callable[..., int]
Captured = pytest.CaptureFixture[str]

FEED = (
    "<rss version='2.0'><channel><title>Series <b>news</b></title><item><guid>1</guid><title>A date</title>"
    "<pubDate>Fri, 19 Aug 2016 10:00:00 +0000</pubDate>"
    "<description>Luke Cage premieres on September 30 on Netflix.</description></item></channel></rss>"
)
LINKS = "".join(
    f'<link rel="alternate" type="application/rss+xml" href="{path}">' for path in ("/feed", "/comments/feed")
)
STORY = "<article><p>Luke Cage premieres on September 30 on Netflix, the service said.</p></article>"


def page(head: str, body: str = STORY) -> str:
    return f"<html><head><title>The series page</title>{head}</head><body>{body}</body></html>"


class Site(dict[str, tuple[int, str, str]]):
    """What a site on loopback answers, by path: status, content type and body."""

    base = ""


@contextmanager
def served(site: Site) -> Iterator[None]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = site.get(self.path, (404, "text/plain", "nothing"))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        site.base = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture
def site(bare: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("MARQUEE_FETCH_ALLOW_PRIVATE", "1")
    site = Site()
    site["/feed"] = (200, "application/rss+xml", FEED)
    site["/quiet"] = (200, "text/html", page(""))
    site["/news"] = (200, "text/html", page(LINKS))
    site["/one"] = (200, "text/html", page(LINKS.partition(">")[0] + ">"))
    site["/picture"] = (200, "image/png", "\x89PNG")
    with served(site):
        yield site


def listed(marquee: Marquee, capsys: Captured) -> list[dict[str, Any]]:
    capsys.readouterr()
    marquee("sources", "list", "--json")
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_feed_is_added_by_its_title(site: Site, marquee: Marquee, capsys: Captured) -> None:
    assert marquee("sources", "add", f"{site.base}/feed") == 0
    assert f"Source 1: {site.base}/feed, Series news" in " ".join(capsys.readouterr().out.split())
    assert [source["url"] for source in listed(marquee, capsys)] == [f"{site.base}/feed"]


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/news", 2, "That page names feeds: {base}/feed, {base}/comments/feed; add one of them, or the page itself"),
        ("/one", 2, "That page names a feed: {base}/feed; add that one, or the page itself with --watch."),
        ("/quiet", 2, "That is a page, and it names no feed; add it with --watch"),
        ("/picture", 1, "no article and no feed"),
        ("/missing", 1, "no such page"),
    ],
)
def test_what_is_no_feed_is_not_added(
    site: Site, marquee: Marquee, capsys: Captured, path: str, code: int, says: str
) -> None:
    assert marquee("sources", "add", f"{site.base}{path}") == code
    assert says.format(base=site.base) in capsys.readouterr().err
    assert listed(marquee, capsys) == []


def test_a_page_is_watched_when_asked_for(
    site: Site, marquee: Marquee, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert marquee("sources", "add", f"{site.base}/news", "--watch") == 0
    monkeypatch.setenv("MARQUEE_NOW", "2016-08-21")
    assert marquee("sources", "poll", "--once") == 0
    capsys.readouterr()
    marquee("next", "--json")
    assert [premiere["date"] for premiere in json.loads(capsys.readouterr().out)] == ["2016-09-30"]


def test_nothing_is_asked_where_no_check_is_wanted(site: Site, marquee: Marquee, capsys: Captured) -> None:
    assert marquee("sources", "add", f"{site.base}/missing", "http://127.0.0.1:9/feed", "--no-check") == 0
    assert len(listed(marquee, capsys)) == 2


def test_one_that_is_no_source_keeps_no_other_out(site: Site, marquee: Marquee, capsys: Captured) -> None:
    assert marquee("sources", "add", f"{site.base}/quiet", f"{site.base}/feed") == 1
    assert capsys.readouterr().err.startswith(f"marquee: {site.base}/quiet: That is a page")
    assert [source["url"] for source in listed(marquee, capsys)] == [f"{site.base}/feed"]


def test_the_suggested_feeds_are_added_with_the_sites_that_speak_in_them(
    bare: Path, marquee: Marquee, capsys: Captured
) -> None:
    assert marquee("sources", "add", "--suggested") == 0
    found = listed(marquee, capsys)
    assert {source["trust"] for source in found} <= {"official", "trusted", "other"}
    assert len(found) > 5


def test_poll_says_which_source_is_gone(
    site: Site, marquee: Marquee, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/feed"] = (410, "text/plain", "")
    marquee("sources", "add", f"{site.base}/feed", "--no-check")
    monkeypatch.setenv("MARQUEE_NOW", "2016-08-21")
    capsys.readouterr()
    assert marquee("sources", "poll") == 1
    assert "asked no more" in " ".join(capsys.readouterr().out.split())
    assert listed(marquee, capsys)[0]["asleep"]


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime(2016, 8, 20, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(
    ("status", "says", "rounds"), [(410, "is gone and is asked no more", 3), (503, "has failed for a week", 30)]
)
async def test_of_a_source_in_trouble_somebody_is_told_once(
    site: Site, bare: Path, status: int, says: str, rounds: int
) -> None:
    site["/feed"] = (status, "text/plain", "")
    clock, told = Clock(), list[str]()

    async def tell(polled: Polled) -> None:
        told.append(trouble(polled).plain)

    async with (
        Library.open(str(bare / "m.sqlite3"), load_catalogue(), clock) as library,
        Poller(library, load_settings(), clock, tell, processes=0) as poller,
    ):
        await library.add_source(f"{site.base}/feed", "test")
        for _ in range(rounds):
            await poller()
            clock.now += timedelta(days=1, hours=1)
        (line,) = told
        assert f"Source 1, {site.base}/feed, {says}: 127.0.0.1" in line


def test_a_watched_channel_is_listed_as_one_and_can_not_be_asked(
    bare: Path, marquee: Marquee, capsys: Captured
) -> None:
    async def watch() -> None:
        now = datetime(2016, 8, 20, tzinfo=UTC)
        async with Library.open(str(bare / "marquee.sqlite3"), load_catalogue(), lambda: now) as library:
            await library.watch_channel("1", "2", "test")

    asyncio.run(watch())
    marquee("sources", "list")
    assert "when posted" in capsys.readouterr().out
    assert marquee("sources", "check", "1") == 2
    assert "when they are posted" in capsys.readouterr().err
