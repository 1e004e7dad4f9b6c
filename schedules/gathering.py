"""The news comes by itself: sources that are due are asked, their new articles read and kept.

One source never delays another: each is asked, parsed and read beside the event loop and kept on its own, and a failure
is written down beside it.
"""

import asyncio
import datetime as dt
import logging
from collections import deque
from collections.abc import AsyncGenerator, Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from schedules.aside import Aside
from schedules.errors import ArticleError, FetchError, MarqueeError, UnreachableError
from schedules.library import Library
from schedules.library.keeping import Heard
from schedules.library.sources import Source
from schedules.model import Article, Change
from schedules.parsing import identify, parse, parse_page, read_all, read_found
from schedules.seen import Seen
from schedules.sources.answer import Fetched
from schedules.sources.canonical import canonical, site
from schedules.sources.feed import Entry, Feed
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

_TOO_MANY, _TROUBLE = 429, 500

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
    feed: bool | None = None
    """Whether it gave a feed; None where nothing new was looked at."""
    owed: int = 0
    """Pages that could not be had for now; their teasers were read, and they are asked for with the next polls."""


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
        self._seen = Seen()

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
            news = outcome.articles > 0
            state = after_success(state, answer, self._clock(), self._rng, news=news, feed=outcome.feed)
            if outcome.left or outcome.owed:
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
        feed = await self._aside.run(parse, answer)
        if isinstance(feed, Feed):
            gathered = await self._articles(source, feed, speaker)
        elif source.state.feed:
            # The home page in the place of a feed that was dropped, or a notice of repairs: neither is its news.
            host = urlsplit(answer.url).hostname
            raise ArticleError(f"{host} gives a page where it gave a feed; look for the feed's new address.")
        else:
            gathered = _Gathered([_Found(replace(feed, site=speaker))])
        names = await self._aside.run(identify, [each.article for each in gathered.found])
        # What a later edition has replaced counts as new: the site may have gone back to it.
        known = await self._library.stored(names, replaced=False)
        fresh = [each for name, each in zip(names, gathered.found, strict=True) if name not in known]
        kept = await self._keep(source, fresh[:ENTRIES], speaker)
        owed = 0
        if isinstance(feed, Feed):
            waiting = gathered.waiting | {each.entry.id for each in fresh[ENTRIES:] if each.entry}
            owed = self._seen.note(source.id, gathered.entries, waiting, gathered.refused)
        new = [each for each in kept if each.new]
        return Polled(
            source,
            len(new),
            sum(len(each.claims) for each in new),
            tuple(change for each in new for change in each.changes),
            left=len(gathered.waiting) + len(fresh[ENTRIES:]),
            feed=isinstance(feed, Feed),
            owed=owed,
        )

    async def _keep(self, source: Source, found: "Sequence[_Found]", speaker: str) -> "list[Kept]":
        kept: list[Kept] = []
        for start in range(0, len(found), KEPT):
            some = found[start : start + KEPT]
            read = await self._aside.run(read_found, [(each.article, each.teaser) for each in some])
            heard = []
            for each, (of_teaser, claims) in zip(some, read, strict=True):
                article = each.teaser if of_teaser and each.teaser else each.article
                # What the source is worth counts for its own words; a page that it links to is worth what its site is.
                heard.append(Heard(article, claims, source.trust if article.site == speaker else None))
            kept += await self._library.keep_read(heard, received_from=source.name)
        return kept

    async def _articles(self, source: Source, feed: Feed, speaker: str) -> "_Gathered":
        """The articles of a feed that were not read before, or not in these words."""
        # Oldest first, so that what they say is heard in its order; and each entry once, however often it stands there.
        entries = list({entry.id: entry for entry in reversed(feed.entries)}.values())
        stored = await self._library.read_before({entry.url for entry in entries if entry.url}, source.name)
        wanted = self._seen.wanted(source.id, entries, stored)
        idle = await self._idle(
            [each for each in wanted if each.teaser and self._seen.changed(source.id, each)], speaker
        )
        teasers = [entry for entry in wanted if entry.teaser and entry.id not in idle]
        opened, refused = await self._open(teasers[:PAGES], speaker)
        found = [
            _Found(opened[entry.id], entry.article(speaker), entry)
            if entry.teaser
            else _Found(entry.article(speaker), None, entry)
            for entry in wanted
            if not entry.teaser or entry.id in opened
        ]
        readable = [each for each in found if _readable(each.article)]
        return _Gathered(readable, entries, {each.id for each in teasers} - opened.keys(), refused)

    async def _idle(self, changed: Sequence[Entry], speaker: str) -> set[str]:
        """The ids of those teasers that say nothing of premieres: a new count of comments opens no page again."""
        if not changed:
            return set()
        claims = await self._aside.run(read_all, [entry.article(speaker) for entry in changed])
        return {entry.id for entry, said in zip(changed, claims, strict=True) if not said}

    async def _open(self, teasers: Sequence[Entry], speaker: str) -> tuple[dict[str, Article], set[str]]:
        """The whole articles behind teasers, by the entries' ids, but for those that there was no time for.

        Returns:
            The articles, the teaser itself where its page refuses; and the ids of those whose page does so for now.
        """
        opened: dict[str, Article] = {}
        refused: set[str] = set()
        silent: set[str | None] = set()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._opening):
                for entry in teasers:
                    host = urlsplit(entry.url or "").hostname
                    try:
                        opened[entry.id] = (
                            entry.article(speaker) if host in silent else await self._whole(entry, speaker)
                        )
                    except FetchError as error:
                        _log.info("The page %s refuses, its teaser is read: %s", entry.url, error)
                        opened[entry.id] = entry.article(speaker)
                        if _for_now(error):
                            silent.add(host)
                    if host in silent:
                        refused.add(entry.id)
        return opened, refused

    async def _whole(self, entry: Entry, speaker: str) -> Article:
        """The page behind a teaser; the teaser itself where the page is none or has less to say.

        Raises:
            FetchError: the page can't be had.
        """
        teaser = entry.article(speaker)
        if entry.url is None:
            return teaser
        answer = await self._fetcher.get(entry.url)
        try:
            page = await self._aside.run(parse_page, answer)
        except ArticleError as error:
            _log.info("The page %s is none, its teaser is read: %s", canonical(entry.url), error)
            return teaser
        if len(page.text) < len(teaser.text):
            return teaser
        return Article(page.text, page.title or entry.title, page.published or entry.published, entry.url, page.site)


@dataclass(frozen=True, slots=True)
class _Found:
    article: Article
    teaser: Article | None = None
    """What led to it, where it is a page behind one."""
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Gathered:
    found: Sequence[_Found]
    entries: Sequence[Entry] = ()
    """All that the feed holds."""
    waiting: AbstractSet[str] = frozenset()
    """The ids of the entries that there was no time for."""
    refused: AbstractSet[str] = frozenset()
    """The ids of those whose page could not be had for now."""


def _for_now(error: FetchError) -> bool:
    """Whether a host would refuse its other pages as well, and may give them later."""
    return isinstance(error, UnreachableError) or error.status == _TOO_MANY or (error.status or 0) >= _TROUBLE


def _readable(article: Article) -> bool:
    """Whether it has words, and not more of them than an article has."""
    return bool(article.text.strip() or article.title.strip()) and len(article.text) <= MAX_TEXT
