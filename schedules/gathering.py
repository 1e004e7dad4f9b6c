"""The news comes by itself: sources that are due are asked, their new articles read and kept.

One source never delays another: each is asked, parsed and read beside the event loop and kept on its own, and a failure
is written down beside it.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from schedules.aside import Aside
from schedules.catalogue import Catalogue
from schedules.errors import FetchError, MarqueeError
from schedules.fingerprint import fingerprint
from schedules.library import Library
from schedules.library.keeping import Heard
from schedules.library.sources import Source
from schedules.model import Article, Change, Claim
from schedules.sources.answer import Fetched
from schedules.sources.canonical import canonical, site
from schedules.sources.content import article_of, feed_of, is_feed
from schedules.sources.feed import Entry, Feed
from schedules.sources.fetch import Fetcher
from schedules.sources.polling import after_failure, after_success, changed, silent

if TYPE_CHECKING:
    from schedules.answers import Kept

TOGETHER = 20
"""How many sources are asked at the same moment."""

PAGES = 30
"""How many pages one poll of a feed fetches; the entries that are left over come with the next poll."""

ENTRIES = 200
"""How many new articles one poll reads and keeps; the rest comes with the next polls."""

KEPT = 10
"""How many articles are kept in one transaction: each costs a wait for the disk, and keeps other writers waiting."""

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
    """

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        clock: Callable[[], dt.datetime],
        rng: Random,
        aside: Aside | None = None,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._clock = clock
        self._rng = rng
        self._aside = aside or Aside(library.catalogue)

    async def poll(self) -> tuple[Polled, ...]:
        """Ask every source that is due now, once; those that have waited longest first."""
        asked: dict[int, asyncio.Task[Polled]] = {}
        running: set[asyncio.Task[Polled]] = set()
        try:
            while True:
                # Those that are being asked are due until they have answered, and stand in the list once more.
                listed = await self._library.due_sources(limit=TOGETHER + len(running))
                for source in [each for each in listed if each.id not in asked][: TOGETHER - len(running)]:
                    asked[source.id] = asyncio.create_task(self.ask(source))
                    running.add(asked[source.id])
                if not running:
                    return tuple(task.result() for task in asked.values())
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
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
        names = await self._aside.run(_identify, found)
        known = await self._library.stored(names)
        fresh = [article for name, article in zip(names, found, strict=True) if name not in known]
        found, left = fresh[:ENTRIES], left + len(fresh[ENTRIES:])
        claims = await self._aside.run(_read, found) if found else []
        # What the source is worth counts for its own words; a page that it links to is worth what its site is.
        heard = [
            Heard(article, said, source.trust if article.site == speaker else None)
            for article, said in zip(found, claims, strict=True)
        ]
        for start in range(0, len(heard), KEPT):
            kept += await self._library.keep_read(heard[start : start + KEPT], received_from=source.name)
        new = [each for each in kept if each.new]
        changes = tuple(change for each in new for change in each.changes)
        return Polled(source, len(new), sum(len(each.claims) for each in new), changes, left=left)

    async def _articles(self, answer: Fetched, speaker: str) -> tuple[list[Article], int]:
        """The articles of a feed that were not read before, or the page itself; and how many entries are left over."""
        feed = await self._aside.run(_parse, answer)
        if isinstance(feed, Article):
            return [replace(feed, site=speaker)], 0
        # Oldest first, so that what they say is heard in its order; and each entry once, however often it stands there.
        entries = {entry.id: entry for entry in reversed(feed.entries)}
        before = await self._library.read_before({entry.url for entry in entries.values() if entry.url})
        fresh = [entry for entry in entries.values() if entry.url not in before]
        later = [entry for entry in fresh if entry.teaser][PAGES:]
        found = []
        for entry in fresh:
            if entry not in later:
                article = await self._whole(entry, speaker) if entry.teaser else entry.article(speaker)
                if article.text.strip() or article.title.strip():
                    found.append(article)
        return found, len(later)

    async def _whole(self, entry: Entry, speaker: str) -> Article:
        """The page behind a teaser; the teaser itself where the page refuses."""
        teaser = entry.article(speaker)
        if entry.url is None:
            return teaser
        try:
            answer = await self._fetcher.get(entry.url)
            page = await self._aside.run(_parse_page, answer)
        except MarqueeError as error:
            _log.info("The page %s refuses, its teaser is read: %s", canonical(entry.url), error)
            return teaser
        if len(page.text) < len(teaser.text):
            return teaser
        return Article(page.text, page.title or entry.title, page.published or entry.published, entry.url, page.site)


def _parse(_: Catalogue, answer: Fetched) -> Feed | Article:
    return feed_of(answer) if is_feed(answer) else article_of(answer)


def _parse_page(_: Catalogue, answer: Fetched) -> Article:
    return article_of(answer)


def _identify(_: Catalogue, articles: Sequence[Article]) -> list[str]:
    return [fingerprint(article) for article in articles]


def _read(catalogue: Catalogue, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    from schedules.reading import read  # the reader's rules are slow to load

    return [tuple(read(article, catalogue)) for article in articles]
