"""From an address to articles: fetch, tell what it is, read it; what the faces and the scheduler call.

Everything that takes time but no network (parsing) runs in a thread, so that a huge or hostile page delays nobody.
What it does not do: remember. What is known already is asked for, and the new state is handed back.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from schedules.errors import ArticleError, FetchError
from schedules.model import Article
from schedules.sources.answer import Fetched
from schedules.sources.canonical import canonical, site
from schedules.sources.decoding import looks_like_feed, looks_like_html
from schedules.sources.feed import Entry, Feed, find_feeds, parse_feed
from schedules.sources.fetch import Fetcher
from schedules.sources.files import to_text_article
from schedules.sources.polling import FeedState, after_failure, after_success, changed

MAX_PAGES = 25
"""Pages that one poll of a feed opens at most; what is left over is opened at the next."""

_THREADS = 2
P = ParamSpec("P")
T = TypeVar("T")

Known = Callable[[Sequence[Entry]], Awaitable[Collection[str]]]
"""Tells the ids of those entries that have been read already, by id or by address."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is found at an address that someone wants to add as a source."""

    url: str
    """The address to poll: after permanent redirects."""
    title: str
    is_feed: bool
    feeds: tuple[str, ...] = ()
    """The feeds that a page names as its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """One article that a poll brought; `entry` is its id in the feed, or the page's address."""

    entry: str
    article: Article


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one poll brought, and the state to store."""

    state: FeedState
    found: tuple[Found, ...] = ()
    left: int = 0
    """Entries whose pages are opened at the next poll."""


class Gatherer:
    """Gathers articles; an async context manager, to be closed.

    Args:
        fetcher: who fetches; it stays the caller's to close.
        clock: gives the present moment (aware).
        rng: spreads the polls.
    """

    def __init__(self, fetcher: Fetcher, clock: Callable[[], dt.datetime], rng: Random) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._rng = rng
        # More threads would parse no faster, and take the interpreter away from the commands.
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="marquee-reading")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the threads end; nothing may be gathered any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def article(self, url: str) -> Article:
        """Fetch and read one page.

        Raises:
            FetchError: it could not be fetched.
            ArticleError: it is no article: a feed, a picture, a page without text.
        """
        result = await self._fetcher.get(url)
        return await self._apart(to_article_of, result)

    async def look_at(self, url: str) -> Sighting:
        """What is at an address: a feed, or a page with or without feeds of its own.

        Raises:
            FetchError: it could not be fetched.
            ArticleError: it is neither text nor a feed.
        """
        result = await self._fetcher.get(url)
        return await self._apart(_sighting, result, result.moved_to or url)

    async def poll_feed(self, state: FeedState, known: Known, *, speaker: str | None = None) -> Gathered:
        """Ask a feed, and read every entry that is not known: itself, or its page where it is only a teaser.

        Args:
            state: what is remembered of the feed.
            known: tells which entries have been read already.
            speaker: the site that speaks in the feed's own words; None for the feed's host.

        Returns:
            The articles, and the state to store. A failure of the feed is in the state; a page that can't be read is
            replaced by what the feed says of it. Nothing is raised for what a server does.
        """
        try:
            result = await self._asked(state)
            if not changed(state, result):
                return Gathered(after_success(state, result, self._clock(), self._rng, news=False))
            feed = await self._apart(_feed, result)
        except (FetchError, ArticleError) as error:
            return Gathered(after_failure(state, error, self._clock(), self._rng))
        fresh = await _fresh(feed, known)
        found, pages = [], 0
        for entry in fresh:
            pages += entry.teaser
            if pages <= MAX_PAGES or not entry.teaser:
                found.append(Found(entry.id, await self._entry(entry, speaker or site(state.url) or None)))
        after = after_success(state, result, self._clock(), self._rng, news=bool(fresh))
        left = len(fresh) - len(found)
        if left:
            # The feed must not answer "not modified" before all its entries have been read.
            after = replace(after, etag=None, last_modified=None, digest="")
        return Gathered(after, tuple(found), left)

    async def poll_page(self, state: FeedState) -> Gathered:
        """Ask a watched page, and read it if its words have changed; failures as for `poll_feed`."""
        try:
            result = await self._asked(state)
            if result.unchanged:
                return Gathered(after_success(state, result, self._clock(), self._rng))
            article = await self._apart(to_article_of, result)
        except (FetchError, ArticleError) as error:
            return Gathered(after_failure(state, error, self._clock(), self._rng))
        # A page's markup changes with every view; only its words count.
        result = replace(result, body=f"{article.title}\n{article.text}".encode("utf-8", "replace"))
        news = changed(state, result)
        after = after_success(state, result, self._clock(), self._rng)
        return Gathered(after, (Found(result.url, article),) if news else ())

    async def _asked(self, state: FeedState) -> Fetched:
        return await self._fetcher.get(state.url, etag=state.etag, last_modified=state.last_modified)

    async def _entry(self, entry: Entry, speaker: str | None) -> Article:
        """An entry's article: from its page where that says more."""
        own = entry.article(speaker)
        if not entry.teaser or entry.url is None:
            return own
        try:
            page = await self.article(entry.url)
        except (FetchError, ArticleError):
            return own
        if len(page.text) <= len(own.text):
            return own
        return replace(page, title=page.title or own.title, published=page.published or own.published)

    async def _apart(self, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Read in a thread, so that the event loop stays free."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(read, *args, **kwargs))


def to_article_of(result: Fetched) -> Article:
    """The article that an answer is; its site is the host that answered, whatever the page says of itself.

    Raises:
        ArticleError: it is none.
    """
    if result.kind in {"application/json", "application/feed+json"}:
        raise ArticleError("That is data, not an article; if it is a JSON feed, add it as a source.")
    return to_text_article(result.text, url=canonical(result.url))


def _sighting(result: Fetched, url: str) -> Sighting:
    if _is_feed(result):
        return Sighting(url, _feed(result).title, is_feed=True)
    article = to_article_of(result)
    return Sighting(url, article.title, is_feed=False, feeds=find_feeds(result.text, result.url))


def _feed(result: Fetched) -> Feed:
    return parse_feed(result.body, result.url, charset=result.charset)


def _is_feed(result: Fetched) -> bool:
    if result.kind in {"application/feed+json", "application/json"}:
        return True
    text = result.text
    return looks_like_feed(text) or (not looks_like_html(text) and text.lstrip().startswith("{"))


async def _fresh(feed: Feed, known: Known) -> list[Entry]:
    """The entries to read, oldest first, so that what they say is heard in its order."""
    entries = {entry.id: entry for entry in reversed(feed.entries)}
    read = await known(tuple(entries.values()))
    return [entry for entry in entries.values() if entry.id not in read]
