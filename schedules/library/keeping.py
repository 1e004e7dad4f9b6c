"""Reading articles and keeping what they say."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from schedules.answers import Kept
from schedules.errors import ArticleError
from schedules.library.identity import fingerprint
from schedules.library.weighing import Weighed
from schedules.model import Article, Trust
from schedules.sources.canonical import canonical
from schedules.store import articles
from schedules.store.articles import Arrival
from schedules.store.transactions import hold_shows

if TYPE_CHECKING:
    from schedules.reading import Reading


class Keeping(Weighed):
    """Articles in."""

    def read(self, article: Article) -> "Reading":
        """What an article says, without keeping it.

        Raises:
            ArticleError: there is nothing in it to read.
        """
        from schedules.reading import explain

        if not article.text.strip() and not article.title.strip():
            raise ArticleError("The article is empty; give a text.")
        return explain(article, self.catalogue)

    async def keep(
        self,
        article: Article,
        *,
        trust: Trust | None = None,
        received_from: str | None = None,
        announce: bool = True,
    ) -> Kept:
        """Store an article and what it says, and weigh the shows that it speaks of; all of it or nothing.

        Args:
            article: what to keep; the same text again changes nothing, whatever its address.
            trust: how far its source is believed; None for what its site deserves.
            received_from: the source or person it came from.
            announce: whether those who follow are told of what it changes.

        Raises:
            ArticleError: there is nothing in it to read.
        """
        reading = await asyncio.to_thread(self.read, article)
        await self._bring_to_today()
        now = self._now()
        name = fingerprint(article)
        address = canonical(article.url) if article.url else None
        async with self._store.writing() as connection:
            if await articles.number_of(connection, name) is not None:
                return Kept(name, new=False, claims=await articles.claims_of(connection, name))
            shows = {claim.show for claim in reading.claims}
            await hold_shows(connection, shows)
            arrival = Arrival(article, name, address, "", trust, received_from, now)
            if not await articles.add(connection, arrival, reading.claims):
                return Kept(name, new=False, claims=await articles.claims_of(connection, name))
            on = article.published or now.date()
            changes = await self._reweigh(connection, shows, on, announce=announce)
        return Kept(name, new=True, claims=tuple(reading.claims), changes=changes)

    async def keep_many(self, found: Iterable[Article], *, announce: bool = True) -> tuple[Kept, ...]:
        """Keep articles one after the other; an error stops at its article, those before it are kept."""
        return tuple([await self.keep(article, announce=announce) for article in found])
