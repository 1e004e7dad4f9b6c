"""Addresses that people hand in: fetched by the one fetcher, parsed off the event loop."""

import logging
from asyncio import to_thread
from typing import TYPE_CHECKING

from schedules import Article, Fetcher, Policy, article_of

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.settings import Settings

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
