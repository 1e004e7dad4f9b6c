"""The news comes by itself: sources that are due are asked, their new articles read and kept.

One source never delays another: each is asked, parsed and read beside the event loop and kept on its own, and a failure
is written down beside it.
"""

import asyncio
import datetime as dt
import logging
from collections import deque
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from schedules.aside import Aside
from schedules.errors import FetchError, MarqueeError, UnreachableError
from schedules.library import Library
from schedules.library.keeping import Heard
from schedules.library.sources import Source
from schedules.model import Article, Change
from schedules.parsing import identify, parse, parse_page, read_all
from schedules.sources.answer import Fetched
from schedules.sources.canonical import canonical, site
from schedules.sources.feed import Entry
from schedules.sources.fetch import Fetcher
from schedules.sources.page import MAX_TEXT
from schedules.sources.polling import after_failure, after_success, changed, silent

if TYPE_CHECKING:
    from schedules.answers import Kept

TOGETHER = 20
"""How many sources are asked at the same moment."""

PAGES = 30
"""How many pages one poll of a feed fetches; the entries that are left over come with the next poll."""

OPENING = 60.0
"""Seconds that one poll of a feed spends on its pages at most."""

LOOK = 5.0
"""Seconds between two looks at what has fallen due while others are still being asked."""

ENTRIES = 200
"""How many new articles one poll reads and keeps; the rest comes with the next polls."""

KEPT = 10
"""How many articles are read in one go and kept in one transaction. More would keep other sources and other writers
waiting; fewer would cost a wait for the disk each."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll of one source brought."""

    source: Source
    articles: int = 0
    """New ones that were kept."""
    claims: int = 0
    """Claims in them."""
    changes: tuple[Change, ...] = ()
    error: str = ""
    """Why it brought nothing; '' where it went well."""
    left: int = 0
    """Entries that wait for the next poll."""
    asleep: bool = False
    """Whether the source is gone with this poll, and is asked no more."""
    silent: bool = False
    """Whether it has, with this poll, failed for a week."""


class Gatherer:
    """Asks sources and keeps what they bring.

    Args:
        library: keeps the articles and remembers the sources.
        fetcher: fetches.
        clock: gives the moment (aware).
        rng: spreads the polls.
        aside: parses and reads; None does so in threads.
        opening: seconds that one poll of a feed spends on its pages at most; what is left over comes with the next.
    """

    def __init__(  # noqa: PLR0913 - what it works with, and one limit
        self,
        library: Library,
        fetcher: Fetcher,
        clock: Callable[[], dt.datetime],
        rng: Random,
        aside: Aside | None = None,
        *,
        opening: float = OPENING,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._clock = clock
        self._rng = rng
        self._aside = aside or Aside(library.catalogue)
        self._opening = opening

    async def poll(self) -> tuple[Polled, ...]:
        """Ask every source that is due; what each brought, those first that had waited longest."""
        polled = [each async for each in self.polling()]
        return tuple(sorted(polled, key=lambda each: (each.source.state.next_poll, each.source.id)))

    async def polling(self) -> AsyncGenerator[Polled, None]:
        """Ask every source that is due, also those that fall due meanwhile; what each brought as soon as it is there.

        Those that have waited longest are asked first, and none waits for another that is slow.
        """
        waiting: deque[Source] = deque()
        running: dict[asyncio.Task[Polled], int] = {}
        try:
            while True:
                if not waiting and len(running) < TOGETHER:
                    # Those that are being asked are due until they have answered, and stand in the list once more.
                    listed = await self._library.due_sources(limit=TOGETHER + len(running))
                    busy = set(running.values())
                    waiting.extend(each for each in listed if each.id not in busy)
                while waiting and len(running) < TOGETHER:
                    source = waiting.popleft()
                    running[asyncio.create_task(self.ask(source))] = source.id
                if not running:
                    return
                done, _ = await asyncio.wait(running, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    del running[task]
                    yield task.result()
        finally:
            for task in running:
                task.cancel()

    async def ask(self, source: Source) -> Polled:
        """Ask one source, whether it is due or not, and remember what came of it."""
        state = before = source.state
        try:
            answer = await self._fetcher.get(state.url, etag=state.etag, last_modified=state.last_modified)
            outcome = await self._keep_answer(source, answer) if changed(state, answer) else Polled(source)
        except MarqueeError as error:
            _log.info("Source %d, %s: %s", source.id, source.name, error)
            state = after_failure(state, error, self._clock(), self._rng)
            outcome = Polled(source, error=str(error), asleep=state.asleep and not before.asleep)
        except Exception:  # noqa: BLE001 - it is logged with its cause, and written down beside the source
            # One source's surprise must not end the poll of the others, nor leave this one due for ever.
            _log.exception("Source %d, %s, failed in a way that was not foreseen", source.id, source.name)
            surprise = FetchError("Something unforeseen went wrong; the log has the cause.")
            state = after_failure(state, surprise, self._clock(), self._rng)
            outcome = Polled(source, error=str(surprise))
        else:
            state = after_success(state, answer, self._clock(), self._rng, news=outcome.articles > 0)
            if outcome.left:
                # The feed must not answer "not modified" before all its entries have been read.
                state = replace(state, etag=None, last_modified=None, digest="")
        await self._library.record_poll(source.id, state)
        outcome = replace(outcome, silent=silent(before, state))
        if outcome.asleep or outcome.silent:
            _log.warning(
                "Source %d, %s, %s", source.id, source.name, "is gone" if outcome.asleep else "fails for a week"
            )
        return outcome

    async def _keep_answer(self, source: Source, answer: Fetched) -> Polled:
        speaker = source.site or site(answer.url)
        kept: list[Kept] = []
        found, left = await self._articles(answer, speaker)
        names = await self._aside.run(identify, found)
        known = await self._library.stored(names)
        fresh = [article for name, article in zip(names, found, strict=True) if name not in known]
        found, left = fresh[:ENTRIES], left + len(fresh[ENTRIES:])
        for start in range(0, len(found), KEPT):
            some = found[start : start + KEPT]
            claims = await self._aside.run(read_all, some)
            # What the source is worth counts for its own words; a page that it links to is worth what its site is.
            heard = [
                Heard(article, said, source.trust if article.site == speaker else None)
                for article, said in zip(some, claims, strict=True)
            ]
            kept += await self._library.keep_read(heard, received_from=source.name)
        new = [each for each in kept if each.new]
        changes = tuple(change for each in new for change in each.changes)
        return Polled(source, len(new), sum(len(each.claims) for each in new), changes, left=left)

    async def _articles(self, answer: Fetched, speaker: str) -> tuple[list[Article], int]:
        """The articles of a feed that were not read before, or the page itself; and how many entries are left over."""
        feed = await self._aside.run(parse, answer)
        if isinstance(feed, Article):
            return [replace(feed, site=speaker)], 0
        # Oldest first, so that what they say is heard in its order; and each entry once, however often it stands there.
        entries = {entry.id: entry for entry in reversed(feed.entries)}
        before = await self._library.read_before({entry.url for entry in entries.values() if entry.url})
        fresh = [entry for entry in entries.values() if entry.url not in before]
        teasers = [entry for entry in fresh if entry.teaser]
        opened = await self._open(teasers[:PAGES], speaker)
        found = [opened.get(entry.id) if entry.teaser else entry.article(speaker) for entry in fresh]
        return [each for each in found if each is not None and _readable(each)], len(teasers) - len(opened)

    async def _open(self, teasers: Sequence[Entry], speaker: str) -> dict[str, Article]:
        """The whole articles behind teasers, by the entries' ids; those are missing that there was no time for."""
        opened: dict[str, Article] = {}
        silent: set[str | None] = set()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._opening):
                for entry in teasers:
                    opened[entry.id] = await self._whole(entry, speaker, silent)
        return opened

    async def _whole(self, entry: Entry, speaker: str, silent: set[str | None]) -> Article:
        """The page behind a teaser; the teaser itself where the page refuses, or its host is one of the silent."""
        teaser = entry.article(speaker)
        host = urlsplit(entry.url or "").hostname
        if entry.url is None or host in silent:
            return teaser
        try:
            answer = await self._fetcher.get(entry.url)
            page = await self._aside.run(parse_page, answer)
        except MarqueeError as error:
            _log.info("The page %s refuses, its teaser is read: %s", canonical(entry.url), error)
            if isinstance(error, UnreachableError):
                silent.add(host)
            return teaser
        if len(page.text) < len(teaser.text):
            return teaser
        return Article(page.text, page.title or entry.title, page.published or entry.published, entry.url, page.site)


def _readable(article: Article) -> bool:
    """Whether it has words, and not more of them than an article has."""
    return bool(article.text.strip() or article.title.strip()) and len(article.text) <= MAX_TEXT
