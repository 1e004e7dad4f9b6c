"""Addresses that people hand in: fetched by the one fetcher, parsed off the event loop."""

import logging
from asyncio import to_thread
from typing import TYPE_CHECKING

from bot.wording import say_quote
from schedules import Article, Fetcher, Policy, Sighting, UsageError, article_of, sighting

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.settings import Settings

_NAMED = 5
"""How many of a page's feeds are named; some name one for each of hundreds of comments."""

_log = logging.getLogger(__name__)


def make_fetcher(settings: "Settings", clock: "Clock") -> Fetcher:
    """A fetcher as the settings allow; to be closed, or used as an async context manager."""
    if settings.fetch_allow_private:
        _log.warning("MARQUEE_FETCH_ALLOW_PRIVATE is on: private networks can be reached. Never outside development.")
    return Fetcher(clock, policy=Policy(allow_private=settings.fetch_allow_private))


async def fetch_article(fetcher: Fetcher, url: str) -> Article:
    """The article at `url`.

    Raises:
        FetchError: it can't be fetched, or will not be.
        ArticleError: what is there is no article: a feed, data, a binary, a page without text.
    """
    return await to_thread(article_of, await fetcher.get(url))


async def look_at_source(fetcher: Fetcher, url: str, *, watch: bool = False) -> Sighting:
    """What is at an address that is to be added as a source.

    Args:
        fetcher: fetches it, once.
        url: the address.
        watch: whether a page is welcome, to be read again whenever it changes; otherwise only a feed is.

    Raises:
        FetchError: it can't be fetched, or will not be.
        ArticleError: what is there is neither a feed nor a page with text.
        UsageError: it is a page and `watch` is False; the sentence names the page's own feeds.
    """
    found = await to_thread(sighting, await fetcher.get(url))
    if found.is_feed or watch:
        return found
    if not found.feeds:
        raise UsageError("That is a page, and it names no feed; add it with --watch to have it read when it changes.")
    several = "feeds" if len(found.feeds) > 1 else "a feed"
    one = "one of them" if len(found.feeds) > 1 else "that one"
    named = ", ".join(say_quote(feed) for feed in found.feeds[:_NAMED])
    raise UsageError(f"That page names {several}: {named}; add {one}, or the page itself with --watch.")
