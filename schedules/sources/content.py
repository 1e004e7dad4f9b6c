"""What an answer holds: a feed, an article, or neither; pure.

Whatever a page says of itself, the site that speaks is the host that answered, and nothing was published after the
moment at which it was read: a day ahead is the premiere's, or a slip.
"""

import datetime as dt
from dataclasses import dataclass, replace

from schedules.errors import ArticleError
from schedules.model import Article
from schedules.sources.answer import Fetched
from schedules.sources.canonical import canonical
from schedules.sources.decoding import looks_like_feed, looks_like_html
from schedules.sources.feed import Feed, find_feeds, parse_feed
from schedules.sources.files import to_text_article
from schedules.sources.page import MAX_TEXT

_JSON = frozenset(("application/feed+json", "application/json"))
_ELSEWHERE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is found at an address that someone wants to add as a source."""

    title: str
    is_feed: bool
    feeds: tuple[str, ...] = ()
    """The feeds that a page names as its own."""


def is_feed(result: Fetched) -> bool:
    """Whether an answer is a feed, judged by its content before its type; raises ArticleError for a binary."""
    text = result.text
    if looks_like_html(text):
        return False
    return looks_like_feed(text) or result.kind in _JSON or text.lstrip().startswith("{")


def feed_of(result: Fetched) -> Feed:
    """The feed that an answer is; raises ArticleError where it is none."""
    feed = parse_feed(result.body, result.url, charset=result.charset)
    entries = (replace(entry, published=_by_then(entry.published, result.at)) for entry in feed.entries)
    return replace(feed, entries=tuple(entries))


def article_of(result: Fetched) -> Article:
    """The article that an answer is, be it HTML or plain text.

    Raises:
        ArticleError: it is none: empty, a feed, data, a binary, a page without text or with more than `MAX_TEXT`.
    """
    if result.kind in _JSON:
        raise ArticleError("That is data, not an article; if it is a JSON feed, add it as a source.")
    article = to_text_article(result.text, url=canonical(result.url))
    if len(article.text) > MAX_TEXT:
        raise ArticleError(f"The text is longer than {MAX_TEXT // 1_000_000} MB; copy the part that counts instead.")
    return replace(article, published=_by_then(article.published, result.at))


def sighting(result: Fetched) -> Sighting:
    """What is at an address: a feed, or a page with or without feeds of its own; raises ArticleError for neither."""
    if is_feed(result):
        return Sighting(feed_of(result).title, is_feed=True)
    return Sighting(article_of(result).title, is_feed=False, feeds=find_feeds(result.text, result.url))


def _by_then(published: dt.date | None, at: dt.datetime) -> dt.date | None:
    """A day of publication that had come when the answer did; somewhere the next day has begun already."""
    today = at.astimezone(dt.UTC).date()
    return today if published is not None and published > today + _ELSEWHERE else published
