"""Polling, through real sockets: what a feed brings, once; what fails, beside it; what is gone, asleep."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from schedules import Aside, Fetcher, Gatherer, Library, Policy, Target, TargetKind, Trust, load_catalogue
from schedules.gathering import ENTRIES, OPENING
from schedules.seen import TRIES

NOW = datetime(2016, 8, 20, 12, tzinfo=UTC)

STORY = (
    "Marvel’s Luke Cage premieres on September 30 on Netflix, the service said. " + "The show was shot in Harlem. " * 30
)

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>News</title>
<item><guid>1</guid><title>Luke Cage gets a date</title><link>{base}/story</link>
<pubDate>Fri, 19 Aug 2016 10:00:00 +0000</pubDate><description>{text}</description></item>
</channel></rss>"""

PAGE = """<html><head><title>Luke Cage gets a date</title>
<meta property="article:published_time" content="2016-08-19T10:00:00+00:00"></head>
<body><nav>Iron Fist premieres on October 1</nav><article><p>{text}</p></article></body></html>"""


class Site:
    """A site on loopback whose answers a test sets by path; it counts what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[], web.Response]] = {}
        self.asked: list[str] = []
        self.base = ""

    def gives(self, path: str, text: str, kind: str = "application/rss+xml", **headers: str) -> None:
        self.answers[path] = lambda: web.Response(text=text, content_type=kind, headers=headers)

    def fails(self, path: str, status: int) -> None:
        self.answers[path] = lambda: web.Response(status=status)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        if request.path not in self.answers:
            return web.Response(status=404)
        response = self.answers[request.path]()
        etag = response.headers.get("ETag")
        return web.Response(status=304) if etag and request.headers.get("If-None-Match") == etag else response


@asynccontextmanager
async def serving(answers: Mapping[str, Callable[[web.Request], Awaitable[web.Response]]]) -> AsyncIterator[str]:
    """Answers on loopback by path; gives the address in front of the paths."""
    app = web.Application()
    for path, answer in answers.items():
        app.router.add_get(path, answer)
    runner = web.AppRunner(app)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serving({"/{path:.*}": site.answer}) as site.base:
        yield site


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@asynccontextmanager
async def gathering(
    folder: Path,
    clock: Clock,
    aside: Aside | None = None,
    *,
    opening: float = OPENING,
    resolver: AbstractResolver | None = None,
) -> AsyncIterator[tuple[Library, Gatherer]]:
    async with (
        Library.open(str(folder / "m.sqlite3"), load_catalogue(), clock) as library,
        Fetcher(clock, policy=Policy(allow_private=True), resolver=resolver) as fetcher,
    ):
        rng = Random(7)  # noqa: S311 - it spreads polls, it keeps no secret
        yield library, Gatherer(library, fetcher, clock, rng, aside, opening=opening)


async def test_a_feed_brings_a_date_and_is_left_alone_until_its_next_turn(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.gives("/feed", FEED.format(base=site.base, text=STORY))
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.follow(Target(TargetKind.CONSOLE))
        await library.add_source(f"{site.base}/feed", "test")
        (polled,) = await gatherer.poll()
        assert (polled.articles, polled.error) == (1, "")
        assert [change.after.text for change in polled.changes if change.after] == ["2016-09-30"]
        outlook = await library.next()
        assert outlook.premieres[0].url == f"{site.base}/story"
        owed = await library.lease("test")
        assert [each.announcement.show for each in owed] == ["Luke Cage"]
        assert await gatherer.poll() == ()


async def test_an_article_is_read_once(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.gives("/feed", FEED.format(base=site.base, text=STORY))
    site.gives("/other", FEED.format(base=site.base, text=STORY + " Again."))
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        await gatherer.poll()
        await library.add_source(f"{site.base}/other", "test")
        clock.now += timedelta(days=2)
        assert [polled.articles for polled in await gatherer.poll()] == [0, 0]


MOVED = "Marvel’s Luke Cage will now premiere on October 7 on Netflix, the service said. "


async def test_an_article_that_was_corrected_is_read_again(site: Site, clock: Clock, tmp_path: Path) -> None:
    changes: list[tuple[str, str]] = []
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        for text in (STORY, MOVED + STORY[80:], STORY):
            site.gives("/feed", FEED.format(base=site.base, text=text))
            (polled,) = await gatherer.poll()
            changes += [(change.kind, str(change.after)) for change in polled.changes]
            clock.now += timedelta(hours=2)
    assert changes == [("dated", "2016-09-30"), ("moved", "2016-10-07"), ("moved", "2016-09-30")]


async def test_a_page_is_opened_again_where_its_teaser_has_come_to_say_something_else(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    said: list[str] = []
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        for teaser, page in (
            ("Luke Cage premieres on September 30.", STORY),
            ("Luke Cage premieres on September 30.", STORY.replace("30", "29")),
            ("Seven comments.", STORY.replace("30", "28")),
            ("Luke Cage will now premiere on October 7.", MOVED + STORY[80:]),
        ):
            site.gives("/feed", FEED.format(base=site.base, text=teaser) + f"<!-- {len(said)} -->")
            site.gives("/story", PAGE.format(text=page), "text/html")
            await gatherer.poll()
            clock.now += timedelta(hours=2)
            said.append(str((await library.next()).premieres[0].date))
    assert said == ["2016-09-30", "2016-09-30", "2016-09-30", "2016-10-07"]
    assert site.asked.count("/story") == 2


async def test_behind_a_wall_the_teaser_is_read(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.gives("/feed", FEED.format(base=site.base, text="Luke Cage premieres on September 30 on Netflix."))
    wall = "We and our partners store and read information on a device, such as cookies. " * 9
    site.gives("/story", PAGE.format(text=wall), "text/html")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        await gatherer.poll()
        (premiere,) = (await library.next()).premieres
        assert str(premiere.date) == "2016-09-30"


@pytest.mark.parametrize("status", [429, 503])
async def test_pages_that_are_refused_for_now_are_asked_for_again_but_one_at_a_time(
    site: Site, clock: Clock, tmp_path: Path, status: int
) -> None:
    site.gives("/feed", teasers(4, site.base), ETag='"one"')
    for number in range(4):
        site.fails(f"/{number}", status)
    asked, kept = [], []
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        for _ in range(2):
            kept += [polled.articles for polled in await gatherer.poll()]
            asked.append(len(set(site.asked) & {"/0", "/1", "/2", "/3"}))
            clock.now += timedelta(hours=2)
            for number in range(4):
                site.gives(f"/{number}", PAGE.format(text=f"Luke Cage, story {number}. {STORY}"), "text/html")
        (premiere,) = (await library.next()).premieres
    assert (asked, kept[0], str(premiere.date)) == ([1, 4], 4, "2016-09-30")


async def test_a_page_that_is_always_refused_is_asked_for_a_few_times_only(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.gives("/feed", FEED.format(base=site.base, text="Luke Cage premieres on September 30."), ETag='"one"')
    site.fails("/story", 503)
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        for _ in range(6):
            await gatherer.poll()
            clock.now += timedelta(days=1, hours=1)
        (source,) = await library.sources()
    assert (site.asked.count("/story"), source.state.etag) == (TRIES, '"one"')


async def test_who_tells_an_article_in_own_words_keeps_nobody_from_reading_it(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.gives("/echo", FEED.format(base=site.base, text=STORY.replace("30", "29")))
    site.gives("/feed", FEED.format(base=site.base, text="Luke Cage has a date. Read more…"))
    site.gives("/story", PAGE.format(text=STORY), "text/html")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/echo", "test", site="echo.example")
        await gatherer.poll()
        await library.add_source(f"{site.base}/feed", "test", Trust.TRUSTED)
        await gatherer.poll()
        (premiere,) = (await library.next()).premieres
        assert str(premiere.date) == "2016-09-30"


@pytest.mark.parametrize("status", [200, 301, 302])
async def test_a_page_in_the_place_of_a_feed_is_no_news_and_is_told(
    site: Site, clock: Clock, tmp_path: Path, status: int
) -> None:
    home = PAGE.format(text=STORY.replace("Luke Cage", "Iron Fist"))
    async with gathering(tmp_path, clock) as (library, gatherer):
        site.gives("/feed", FEED.format(base=site.base, text=STORY))
        await library.add_source(f"{site.base}/feed", "test")
        await gatherer.poll()
        site.gives("/", home, "text/html")
        site.gives("/feed", home, "text/html")
        if status != 200:
            site.answers["/feed"] = lambda: web.Response(status=status, headers={"Location": "/"})
        clock.now += timedelta(hours=2)
        (polled,) = await gatherer.poll()
        assert (polled.articles, "gives a page where it gave a feed" in polled.error) == (0, True)
        site.gives("/feed", FEED.format(base=site.base, text=MOVED + STORY[80:]))
        clock.now += timedelta(hours=2)
        (polled,) = await gatherer.poll()
        assert (polled.articles, polled.error) == (1, "")


async def test_what_has_not_changed_is_not_read_again(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.gives("/feed", FEED.format(base=site.base, text=STORY), ETag='"one"')
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        await gatherer.poll()
        clock.now += timedelta(days=2)
        (polled,) = await gatherer.poll()
        assert (polled.articles, polled.error) == (0, "")
        (source,) = await library.sources()
        assert source.state.last_success == clock.now


async def test_behind_a_teaser_the_page_is_read(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.gives("/feed", FEED.format(base=site.base, text="Luke Cage has a date. Read more…"))
    site.gives("/story", PAGE.format(text=STORY), "text/html")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        (polled,) = await gatherer.poll()
        assert {change.show for change in polled.changes} == {"Luke Cage"}


async def test_where_the_page_refuses_the_teaser_is_read(site: Site, clock: Clock, tmp_path: Path) -> None:
    teaser = "Luke Cage premieres on September 30 on Netflix. Read more…"
    site.gives("/feed", FEED.format(base=site.base, text=teaser))
    site.fails("/story", 403)
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        (polled,) = await gatherer.poll()
        assert [change.after.text for change in polled.changes if change.after] == ["2016-09-30"]


async def test_a_feed_of_many_titles_is_read_in_several_polls(site: Site, clock: Clock, tmp_path: Path) -> None:
    count = ENTRIES + 7
    items = "".join(
        f"<item><guid isPermaLink='false'>{n}</guid><title>Story number {n}</title></item>" for n in range(count)
    )
    site.gives("/feed", f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>", ETag='"one"')
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        came = []
        for _ in range(3):
            (polled,) = await gatherer.poll()
            came.append((polled.articles, polled.left))
            clock.now += timedelta(days=2)
        assert came == [(ENTRIES, 7), (7, 0), (0, 0)]


async def test_an_entry_longer_than_any_article_is_passed_over(site: Site, clock: Clock, tmp_path: Path) -> None:
    items = "".join(f"<item><guid>{n}</guid><description>{'word ' * n}</description></item>" for n in (3, 200_001))
    site.gives("/feed", f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        (polled,) = await gatherer.poll()
        assert (polled.articles, polled.error) == (1, "")


async def test_entries_beyond_what_one_poll_opens_come_with_the_next(site: Site, clock: Clock, tmp_path: Path) -> None:
    count = 35
    site.gives("/feed", teasers(count, site.base, times=2), ETag='"one"')
    for n in range(count):
        site.gives(f"/{n}", PAGE.format(text=f"This is story number {n}. " * 20), "text/html")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        (first,) = await gatherer.poll()
        assert (first.left, "/0" in site.asked, "/34" in site.asked) == (5, False, True)
        clock.now += timedelta(days=2)
        (second,) = await gatherer.poll()
        assert second.left == 0
        assert [site.asked.count(f"/{n}") for n in range(count)] == [1] * count
        (source,) = await library.sources()
        assert source.state.etag == '"one"'


async def test_a_page_may_be_a_source_itself(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.gives("/luke-cage", PAGE.format(text=STORY), "text/html")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/luke-cage", "test")
        (polled,) = await gatherer.poll()
        assert (polled.articles, {change.show for change in polled.changes}) == (1, {"Luke Cage"})


async def test_a_page_that_watches_itself_is_read_again_when_it_changes(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.gives("/luke-cage", PAGE.format(text=STORY), "text/html")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/luke-cage", "test", Trust.TRUSTED)
        await gatherer.poll()
        clock.now += timedelta(days=2)
        (quiet,) = await gatherer.poll()
        site.gives("/luke-cage", PAGE.format(text=STORY.replace("September 30", "October 7")), "text/html")
        clock.now += timedelta(days=2)
        (moved,) = await gatherer.poll()
        assert (quiet.articles, moved.articles) == (0, 1)
        assert [change.after.text for change in moved.changes if change.after] == ["2016-10-07"]
        (premiere,) = (await library.next()).premieres
        assert str(premiere.date) == "2016-10-07"


async def test_what_a_process_parses_and_reads_is_kept_the_same(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.gives("/feed", FEED.format(base=site.base, text="Luke Cage has a date. Read more…"))
    site.gives("/story", PAGE.format(text=STORY), "text/html")
    site.gives("/noise", "\x01\x02")
    found = []
    for processes in (0, 1):
        (tmp_path / str(processes)).mkdir()
        async with (
            Aside(load_catalogue(), processes) as aside,
            gathering(tmp_path / str(processes), clock, aside) as (library, gatherer),
        ):
            for path in ("feed", "noise"):
                await library.add_source(f"{site.base}/{path}", "test")
            found.append([(each.articles, each.claims, each.changes, each.error) for each in await gatherer.poll()])
    assert found[0] == found[1]
    assert found[0][0][0] == 1


async def test_a_text_that_is_stored_is_known_where_the_feed_gives_no_address(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    entry = f"<item><title>A date</title><description>{STORY}</description></item>"
    site.gives("/feed", f"<rss version='2.0'><channel><title>One</title>{entry}</channel></rss>")
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        (first,) = await gatherer.poll()
        site.gives("/feed", f"<rss version='2.0'><channel><title>Two</title>{entry}</channel></rss>")
        clock.now += timedelta(days=2)
        (second,) = await gatherer.poll()
        assert (first.articles, second.articles, second.error) == (1, 0, "")


async def test_a_feed_that_another_host_carries_speaks_for_its_own_site(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.gives("/feed", FEED.format(base="https://elsewhere.example", text=STORY))
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test", site="netflix.com")
        await gatherer.poll()
        (why,) = await library.why("Luke Cage", 1)
        assert [reason.testimony.site for reason in why.reasons] == ["netflix.com"]


async def test_one_that_fails_stops_no_other_and_waits_longer_each_time(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.fails("/broken", 500)
    site.gives("/noise", "\x01\x02")
    site.gives("/feed", FEED.format(base=site.base, text=STORY))
    async with gathering(tmp_path, clock) as (library, gatherer):
        for path in ("broken", "noise", "feed"):
            await library.add_source(f"{site.base}/{path}", "test")
        broken, noise, feed = await gatherer.poll()
        assert (broken.error == "", noise.error == "", feed.articles) == (False, False, 1)
        waits = []
        for _ in range(3):
            state = (await library.sources())[0].state
            waits.append(state.next_poll - clock.now)
            clock.now = state.next_poll
            await gatherer.poll()
        assert waits[0] < waits[1] < waits[2]


async def test_a_feed_that_is_gone_is_put_to_sleep_and_said_to_be_once(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.fails("/feed", 410)
    async with gathering(tmp_path, clock) as (library, gatherer):
        source = await library.add_source(f"{site.base}/feed", "test")
        (polled,) = await gatherer.poll()
        assert polled.asleep
        clock.now += timedelta(days=30)
        assert await gatherer.poll() == ()
        assert not (await gatherer.ask((await library.sources())[0])).asleep
        await library.resume_source(source.id)
        assert len(await library.due_sources()) == 1


async def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_address(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.answers["/old"] = lambda: web.Response(status=301, headers={"Location": "/new"})
    site.gives("/new", FEED.format(base=site.base, text=STORY))
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/old", "test")
        await gatherer.poll()
        clock.now += timedelta(days=2)
        (polled,) = await gatherer.poll()
        assert polled.error == ""
        assert [path for path in site.asked if path in {"/old", "/new"}] == ["/old", "/new", "/new"]


@pytest.mark.parametrize(
    ("status", "header", "wish"),
    [
        (200, "Cache-Control", "public, max-age=7200"),
        (200, "Retry-After", "7200"),
        (503, "Retry-After", "7200"),
        (429, "Retry-After", "Sat, 20 Aug 2016 14:00:00 GMT"),
    ],
)
async def test_a_server_is_left_alone_for_as_long_as_it_asks(
    site: Site, clock: Clock, tmp_path: Path, status: int, header: str, wish: str
) -> None:
    text = FEED.format(base=site.base, text=STORY)
    site.answers["/feed"] = lambda: web.Response(
        status=status, text=text, content_type="text/xml", headers={header: wish}
    )
    async with gathering(tmp_path, clock) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        asked = []
        for minutes in (0, 119, 1):
            clock.now += timedelta(minutes=minutes)
            await gatherer.poll()
            asked.append(site.asked.count("/feed"))
    assert asked == [1, 1, 2]


def teasers(count: int, base: str, times: int = 1) -> str:
    """A feed of entries whose pages have more to say, each of them in it several times."""
    items = "".join(
        f"<item><guid>{n}</guid><title>{n}</title><link>{base}/{n}</link><description>Soon…</description></item>"
        for n in range(count)
    )
    return f"<rss version='2.0'><channel><title>News</title>{items * times}</channel></rss>"


class Nobody(AbstractResolver):
    """Knows no name, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        raise OSError(f"Nobody knows {host}, port {port}, {family.name}.")

    async def close(self) -> None:
        pass


async def test_a_host_that_can_not_be_reached_is_tried_once_for_all_its_pages(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.gives("/feed", teasers(12, "https://nobody.example"))
    nobody = Nobody()
    async with gathering(tmp_path, clock, resolver=nobody) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        (polled,) = await gatherer.poll()
        assert (polled.articles, polled.left, polled.error) == (12, 0, "")
        assert nobody.asked == 1


async def test_pages_that_there_is_no_time_for_come_with_the_next_poll(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.gives("/feed", teasers(3, site.base), ETag='"one"')
    for number in (0, 1, 2):
        site.gives(f"/{number}", PAGE.format(text=f"Story {number} in whole. " * 40), "text/html")
    async with gathering(tmp_path, clock, opening=0) as (library, gatherer):
        await library.add_source(f"{site.base}/feed", "test")
        (polled,) = await gatherer.poll()
        assert (polled.articles, polled.left, polled.error) == (0, 3, "")
    clock.now += timedelta(days=2)
    async with gathering(tmp_path, clock) as (library, gatherer):
        (polled,) = await gatherer.poll()
        assert (polled.articles, polled.left) == (3, 0)
        assert {"/0", "/1", "/2"} <= set(site.asked)


async def test_what_falls_due_meanwhile_is_asked_while_a_slow_source_is_waited_for(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    again = asyncio.Event()
    asked = []

    async def slow(_: web.Request) -> web.Response:
        await again.wait()
        return web.Response(text=FEED.format(base=site.base, text=STORY), content_type="application/rss+xml")

    async def quick(_: web.Request) -> web.Response:
        asked.append("quick")
        if len(asked) > 1:
            again.set()
        return web.Response(status=500)

    async with serving({"/slow": slow, "/quick": quick}) as base, gathering(tmp_path, clock) as (library, gatherer):
        for path in ("slow", "quick"):
            await library.add_source(f"{base}/{path}", "test")
        brought = []
        async for polled in gatherer.polling():
            brought.append(polled.source.name.rpartition("/")[2])
            if len(brought) == 1:
                clock.now += timedelta(days=1)
    assert brought == ["quick", "quick", "slow"]


async def test_a_slow_source_delays_no_other(site: Site, clock: Clock, tmp_path: Path) -> None:
    answered = asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        await answered.wait()
        return web.Response(text=FEED.format(base=site.base, text=STORY), content_type="application/rss+xml")

    async def quick(_: web.Request) -> web.Response:
        answered.set()
        return web.Response(status=500)

    async with serving({"/slow": slow, "/quick": quick}) as base, gathering(tmp_path, clock) as (library, gatherer):
        for path in ("slow", "quick"):
            await library.add_source(f"{base}/{path}", "test")
        first, second = await gatherer.poll()
    assert (first.articles, second.error == "") == (1, False)


def test_what_parses_in_a_process_of_its_own_loads_neither_the_database_nor_the_fetcher() -> None:
    code = "import sys, schedules.parsing; print({'sqlalchemy', 'aiohttp', 'trafilatura'} & set(sys.modules))"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "set()\n"
