import datetime as dt
import json
from collections.abc import AsyncIterator, Sequence
from random import Random
from typing import Any

import pytest

from schedules.errors import ArticleError, FetchError
from schedules.sources.feed import Entry
from schedules.sources.gather import MAX_PAGES, Gatherer
from schedules.sources.polling import new_state

LONG = "The season arrives on March 8, and its makers have said so more than once. " * 12
PAGE = f"<html><head><title>From the page</title><meta name=date content=2016-08-15></head><article><p>{LONG}</article>"


class Memory:
    """What has been read, by entry id."""

    def __init__(self, *ids: str) -> None:
        self.ids = set(ids)

    async def __call__(self, entries: Sequence[Entry]) -> set[str]:
        return self.ids & {entry.id for entry in entries}


def rss(*items: tuple[str, str, str]) -> str:
    body = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><link>{link}</link><title>{name}</title>"
        f"<pubDate>Tue, 16 Aug 2016 10:00:00 GMT</pubDate><content:encoded>{text}</content:encoded></item>"
        for name, link, text in items
    )
    return (
        f"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>News</title>"
        f"{body}</channel></rss>"
    )


@pytest.fixture
async def gatherer(fetcher: Any, clock: Any) -> AsyncIterator[Gatherer]:
    async with Gatherer(fetcher, clock, Random(1)) as gatherer:  # noqa: S311 - spreads polls
        yield gatherer


@pytest.fixture
def poll(web: Any, gatherer: Gatherer, clock: Any) -> Any:
    async def polled(state: Any = None, *known: str) -> Any:
        return await gatherer.poll_feed(state or new_state(web.url("/feed"), clock.now), Memory(*known))

    return polled


async def test_whole_entries_are_read_from_the_feed_oldest_first(web: Any, poll: Any) -> None:
    web.page("/feed", rss(("b", "/b", LONG), ("a", "/a", LONG)))
    got = await poll()
    assert [found.entry for found in got.found] == ["a", "b"]
    article = got.found[0].article
    assert (article.title, article.published, article.site) == ("a", dt.date(2016, 8, 16), web.host)
    assert article.url == web.url("/a")
    assert not web.asked("/a")


async def test_a_teaser_is_read_from_its_page(web: Any, poll: Any) -> None:
    web.page("/feed", rss(("a", "/a", "Soon…")))
    web.page("/a", PAGE)
    article = (await poll()).found[0].article
    assert (article.text, article.title, article.published) == (LONG.strip(), "From the page", dt.date(2016, 8, 15))


@pytest.mark.parametrize("status", ["403 No", "404 No", "500 No"])
async def test_where_the_page_refuses_the_feeds_words_are_read(web: Any, poll: Any, status: str) -> None:
    web.page("/feed", rss(("a", "/a", "It arrives on March 8…")))
    web.page("/a", status=status)
    article = (await poll()).found[0].article
    assert (article.text, article.title, article.published) == ("It arrives on March 8…", "a", dt.date(2016, 8, 16))


async def test_where_robots_may_not_open_the_page_the_feeds_words_are_read(web: Any, poll: Any) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /a", Content_Type="text/plain")
    web.page("/feed", rss(("a", "/a", "Soon…"), ("b", "http://10.0.0.1/b", "Later…")))
    assert [found.article.text for found in (await poll()).found] == ["Later…", "Soon…"]
    assert not web.asked("/a")


async def test_a_page_that_says_less_does_not_replace_the_entry(web: Any, poll: Any) -> None:
    web.page("/feed", rss(("a", "/a", "It arrives on March 8, says everyone…")))
    web.page("/a", "<p>Please enable scripts.")
    assert (await poll()).found[0].article.text == "It arrives on March 8, says everyone…"


async def test_the_feeds_own_words_are_its_speakers(web: Any, gatherer: Gatherer, clock: Any) -> None:
    state = new_state(web.page("/feed", rss(("a", "https://www.netflix.com/a", LONG))), clock.now)
    assert (await gatherer.poll_feed(state, Memory())).found[0].article.site == web.host
    got = await gatherer.poll_feed(state, Memory(), speaker="news.example")
    assert got.found[0].article.site == "news.example"


async def test_what_is_known_is_not_read_again(web: Any, poll: Any) -> None:
    web.page("/feed", rss(("b", "/b", "Soon…"), ("a", "/a", "Soon…")))
    web.page("/b", PAGE)
    got = await poll(None, "a")
    assert [found.entry for found in got.found] == ["b"]
    assert not web.asked("/a")


async def test_an_entry_twice_in_a_feed_is_read_once(web: Any, poll: Any) -> None:
    web.page("/feed", rss(("a", "/a", LONG), ("a", "/a", LONG)))
    assert len((await poll()).found) == 1


async def test_a_feed_that_has_not_changed_is_not_read(web: Any, poll: Any) -> None:
    web.on("/feed", web.reply(rss(("a", "/a", LONG)), ETag='"1"'), b"HTTP/1.1 304 Not Modified\r\n\r\n")
    first = await poll()
    second = await poll(first.state)
    assert web.asked("/feed")[1]["if-none-match"] == '"1"'
    assert (second.found, second.state.etag, second.state.error) == ((), '"1"', "")
    assert second.state.interval > first.state.interval


async def test_more_pages_than_one_poll_opens_are_opened_at_the_next(web: Any, poll: Any) -> None:
    names = [f"n{number}" for number in range(MAX_PAGES + 5)]
    web.on("/feed", web.reply(rss(*((name, f"/{name}", "Soon…") for name in reversed(names))), ETag='"1"'))
    for name in names:
        web.page(f"/{name}", PAGE)
    first = await poll()
    assert ([found.entry for found in first.found], first.left) == (names[:MAX_PAGES], 5)
    second = await poll(first.state, *names[:MAX_PAGES])
    assert ([found.entry for found in second.found], second.left) == (names[MAX_PAGES:], 0)
    assert second.state.etag == '"1"'


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", "gone for good"),
        (b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "HTTP 500"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x", "no feed"),
        (b"", "broke off"),
    ],
)
async def test_a_failure_is_in_the_state_in_words(web: Any, poll: Any, answer: bytes, error: str) -> None:
    web.on("/feed", answer)
    got = await poll()
    assert (got.found, got.state.failures) == ((), 1)
    assert error in got.state.error
    assert got.state.asleep is (error == "gone for good")


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(web: Any, poll: Any) -> None:
    web.page("/feed", status="301 Moved", Location="/new")
    web.page("/new", rss(("a", "/a", LONG)))
    first = await poll()
    assert first.state.url == web.url("/new")
    await poll(first.state)
    assert len(web.asked("/feed")) == 1


async def test_a_watched_page_is_read_when_its_words_change(web: Any, gatherer: Gatherer, clock: Any) -> None:
    web.on(
        "/page",
        web.reply("<body data-view=1><h1>Dates</h1><p>In May.</p>", ETag='"1"'),
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        web.reply("<body data-view=2><h1>Dates</h1><p>In May.</p>"),
        web.reply("<body data-view=3><h1>Dates</h1><p>In June.</p>"),
        web.reply(status="500 No"),
    )
    state, texts = new_state(web.url("/page"), clock.now), []
    for _ in range(5):
        got = await gatherer.poll_page(state)
        state = got.state
        texts.append([found.article.text for found in got.found])
    assert texts == [["In May."], [], [], ["In June."], []]
    assert state.failures == 1


async def test_a_page_is_an_article(web: Any, gatherer: Gatherer) -> None:
    web.page("/a", status="302 Found", Location="/b?utm_source=x")
    web.page("/b?utm_source=x", PAGE)
    article = await gatherer.article(web.url("/a"))
    assert (article.title, article.url, article.site) == ("From the page", web.url("/b"), web.host)


async def test_plain_text_is_an_article(web: Any, gatherer: Gatherer) -> None:
    article = await gatherer.article(web.page("/a.txt", "It arrives < March 8", Content_Type="text/plain"))
    assert (article.text, article.site) == ("It arrives < March 8", web.host)


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        (rss(), "application/rss+xml", "feed"),
        ("{}", "application/json", "data"),
        ("<html><script>x</script>", "text/html", "no text"),
        ("", "text/html", "empty"),
    ],
)
async def test_what_is_no_article_is_told(web: Any, gatherer: Gatherer, body: str, kind: str, why: str) -> None:
    with pytest.raises(ArticleError, match=why):
        await gatherer.article(web.page("/a", body, Content_Type=kind))


async def test_a_new_source_is_looked_at_first(web: Any, gatherer: Gatherer) -> None:
    web.page("/feed", rss(("a", "/a", LONG)), Content_Type="text/xml")
    got = await gatherer.look_at(web.page("/old", status="301 Moved", Location="/feed"))
    assert (got.url, got.title, got.is_feed) == (web.url("/feed"), "News", True)
    items = json.dumps({"version": "https://jsonfeed.org/version/1", "title": "J", "items": []})
    got = await gatherer.look_at(web.page("/json", items, Content_Type="application/json"))
    assert (got.title, got.is_feed) == ("J", True)
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    got = await gatherer.look_at(web.page("/home", f"<!doctype html><head>{link}<title>Home</title></head>{PAGE}"))
    assert (got.title, got.is_feed, got.feeds) == ("Home", False, (web.url("/feed"),))
    with pytest.raises(FetchError):
        await gatherer.look_at(web.url("/nothing"))
