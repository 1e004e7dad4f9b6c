import datetime as dt
import json

import pytest

from schedules.errors import ArticleError
from schedules.sources.answer import Fetched
from schedules.sources.content import article_of, feed_of, is_feed, sighting

URL = "https://www.example.org/a?utm_source=x"
RSS = "<rss version='2.0'><channel><title>News</title><item><title>A</title></item></channel></rss>"
JSON = json.dumps({"version": "https://jsonfeed.org/version/1", "title": "J", "items": []})
PAGE = (
    "<!doctype html><head><title>Home</title><link rel=canonical href=https://www.netflix.com/>"
    '<link rel="alternate" type="application/rss+xml" href="/feed"></head><p>It arrives on March 8.</p>'
)


def answer(body: str | bytes, kind: str = "text/html") -> Fetched:
    data = body.encode() if isinstance(body, str) else body
    return Fetched(URL, 200, kind, "utf-8", data, dt.datetime(2016, 8, 16, tzinfo=dt.UTC))


def test_a_page_is_an_article_of_the_host_that_answered() -> None:
    article = article_of(answer(PAGE))
    assert (article.text, article.title) == ("It arrives on March 8.", "Home")
    assert (article.url, article.site) == ("https://www.example.org/a", "example.org")


def test_plain_text_stays_as_it_is() -> None:
    article = article_of(answer("Line one\nA < B & C\n\nEnd", "text/plain"))
    assert (article.text, article.site) == ("Line one\nA < B & C\n\nEnd", "example.org")


@pytest.mark.parametrize(
    ("stated", "published"),
    [
        ("2016-08-15", "2016-08-15"),
        ("2016-08-17", "2016-08-17"),
        ("2016-08-18", "2016-08-16"),
        ("2017-03-08", "2016-08-16"),
    ],
)
def test_nothing_was_published_after_it_was_read(stated: str, published: str) -> None:
    seasons = json.dumps({"@type": "TVSeason", "datePublished": stated})
    page = PAGE.replace("</head>", f'<script type="application/ld+json">{seasons}</script></head>')
    feed = RSS.replace("<title>A</title>", f"<title>A</title><dc:date>{stated}T10:00:00Z</dc:date>")
    assert str(article_of(answer(page)).published) == published
    assert [str(entry.published) for entry in feed_of(answer(feed)).entries] == [published]


@pytest.mark.parametrize(
    ("body", "kind", "why"),
    [
        (RSS, "application/rss+xml", "feed"),
        (RSS, "text/html", "feed"),
        (JSON, "application/json", "data"),
        ("<html><script>x</script>", "text/html", "no text"),
        ("", "text/html", "empty"),
        (b"\0\0\0", "text/plain", "binary"),
        ("word " * 200_001, "text/plain", "longer than 1 MB"),
        (f"<article>{'word ' * 200_001}</article>", "text/html", "longer than 1 MB"),
    ],
)
def test_what_is_no_article_is_told(body: str | bytes, kind: str, why: str) -> None:
    with pytest.raises(ArticleError, match=why):
        article_of(answer(body, kind))


@pytest.mark.parametrize(
    ("body", "kind", "feed"),
    [
        (RSS, "application/rss+xml", True),
        (RSS, "text/html", True),
        (JSON, "application/feed+json", True),
        (JSON, "text/plain", True),
        ("[]", "application/json", True),
        (PAGE, "text/html", False),
        (PAGE, "application/rss+xml", False),
        ("Plain text", "text/plain", False),
    ],
)
def test_a_feed_is_told_by_its_content(body: str, kind: str, *, feed: bool) -> None:
    assert is_feed(answer(body, kind)) is feed


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<!-- a --><!-- -- b --->\n<?xml version='1.0'?> <p>A story.</p>", "A story."),
        # Cut in every possible way, this row of comments would take longer than the world has been there.
        ("<!---->" * 500 + "A story.", "<!---->" * 500 + "A story."),
    ],
)
def test_comments_before_a_page_are_passed_over(body: str, text: str) -> None:
    assert article_of(answer(body)).text == text


def test_a_new_source_is_looked_at_first() -> None:
    seen = sighting(answer(RSS, "text/xml"))
    assert (seen.title, seen.is_feed, seen.feeds) == ("News", True, ())
    seen = sighting(answer(PAGE))
    assert (seen.title, seen.is_feed, seen.feeds) == ("Home", False, ("https://www.example.org/feed",))
    with pytest.raises(ArticleError):
        sighting(answer("[]", "application/json"))
    assert feed_of(answer(RSS)).entries[0].title == "A"
