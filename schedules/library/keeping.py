"""Reading articles and keeping what they say."""

import asyncio
import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.answers import Kept, Rereading
from schedules.errors import ArticleError
from schedules.fingerprint import fingerprint, same_voice, signature
from schedules.library.weighing import Weighed
from schedules.model import Article, Claim, Trust
from schedules.sources.canonical import canonical
from schedules.store import articles
from schedules.store.articles import Arrival, Edition
from schedules.store.transactions import hold_shows

if TYPE_CHECKING:
    from schedules.reading import Reading


@dataclass(frozen=True, slots=True)
class Heard:
    """An article and what was read in it."""

    article: Article
    claims: Sequence[Claim]
    trust: Trust | None = None
    """How far its source is believed; None for what its site deserves."""


_AHEAD = dt.timedelta(days=1)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Keeping(Weighed):
    """Articles in."""

    def read(self, article: Article) -> "Reading":
        """What an article says, without keeping it.

        Raises:
            ArticleError: there is nothing in it to read.
        """
        from schedules.reading import explain  # the reader's rules are slow to load

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

        The same text again changes nothing, whatever its address, nor does another text of the same site at the same
        address that says the same. One that says something else there is a new edition: of the shows that it speaks of,
        only it counts. A source that goes back to an earlier edition makes that the latest one.

        Args:
            article: what to keep.
            trust: how far its source is believed; None for what its site deserves.
            received_from: the source or person it came from.
            announce: whether those who follow are told of what it changes.

        Raises:
            ArticleError: there is nothing in it to read.
        """
        article = self._storable(article)
        found = await self._read_aside(article)
        async with self._changing() as connection:
            return await self._keep_in(
                connection, article, found, trust=trust, received_from=received_from, announce=announce
            )

    async def keep_read(
        self, read: Sequence[Heard], *, received_from: str | None = None, announce: bool = True
    ) -> tuple[Kept, ...]:
        """Keep articles that today's reader has read already, each as `keep` would; all of them or none.

        Args:
            read: the articles with what was read in them, in the order in which they are kept.
            received_from: the source or person they came from.
            announce: whether those who follow are told of what they change.
        """
        storable = [replace(each, article=self._storable(each.article)) for each in read]
        async with self._changing() as connection:
            return tuple(
                [
                    await self._keep_in(
                        connection,
                        new.article,
                        # Where the article could not be stored as it is, what was read in it may not fit any more.
                        new.claims if new.article == old.article else await self._read_aside(new.article),
                        trust=new.trust,
                        received_from=received_from,
                        announce=announce,
                    )
                    for old, new in zip(read, storable, strict=True)
                ]
            )

    async def stored(self, fingerprints: Collection[str], *, replaced: bool = True) -> set[str]:
        """Those of some articles' fingerprints under which one is stored.

        Args:
            fingerprints: of the articles.
            replaced: whether those count that a later edition has replaced.
        """
        async with self._store.reading() as connection:
            return await articles.stored(connection, fingerprints, replaced=replaced)

    async def keep_many(self, found: Iterable[Article], *, announce: bool = True) -> tuple[Kept, ...]:
        """Keep articles one after the other; an error stops at its article, those before it are kept."""
        return tuple([await self.keep(article, announce=announce) for article in found])

    async def reread(self, *, apply: bool = False) -> tuple[Rereading, ...]:
        """Read all stored articles with today's reader, and show where it finds other claims than are stored.

        Args:
            apply: also put the claims found today in their place, all of them or none; nobody is told.
        """
        await self._bring_to_today()
        async with self._store.reading() as connection:
            differing = await self._rereadings(connection)
        found = tuple([each for _, some in differing for each in some])
        if apply and found:
            shows = {each.show for each in found}
            async with self._store.writing() as connection:
                await hold_shows(connection, shows)
                for claims, some in differing:
                    await articles.replace_claims(connection, some[0].article, claims)
                await self._reweigh(connection, shows, self._now().date(), announce=False)
        return found

    async def _keep_in(  # noqa: PLR0913 - keep's own arguments, and what was read
        self,
        connection: AsyncConnection,
        article: Article,
        found: Sequence[Claim],
        *,
        trust: Trust | None,
        received_from: str | None,
        announce: bool,
    ) -> Kept:
        now = self._now()
        name = fingerprint(article)
        address = canonical(article.url) if article.url else None
        editions = await articles.editions(connection, name, address)
        # Whoever links to an address can say anything of it: only the site itself corrects what it said there.
        ours = [each for each in editions if (each.site, each.canonical) == (article.site, address)]
        for edition in editions:
            if edition.fingerprint == name and _returned_to(edition, ours, received_from):
                return await self._renew(connection, article, ours, announce=announce)
            if edition.fingerprint == name:
                return Kept(name, new=False, claims=await articles.claims_of(connection, name))
        for edition in ours:
            if edition.replaced_by is None:
                said = await articles.claims_of(connection, edition.fingerprint)
                if _what(said) == _what(found):
                    return Kept(edition.fingerprint, new=False, claims=said)
        sketch = signature(article)
        alike = await articles.lookalikes(connection, sketch.keys)
        voices = {voice for voice, theirs in alike if same_voice(sketch, theirs)}
        # What two sites say of one page is one witness, whatever words they use.
        voices |= {edition.voice for edition in editions if edition.site != article.site}
        voice = min(name, *voices) if voices else name
        shows = {claim.show for claim in found}
        if voices:
            shows |= await articles.shows_of_voices(connection, voices - {voice})
        await hold_shows(connection, shows)
        arrival = Arrival(article, name, address, sketch, voice, trust, received_from, now)
        if not await articles.add(connection, arrival, found):
            return Kept(name, new=False, claims=await articles.claims_of(connection, name))
        await articles.unite(connection, voices, voice)
        await self._replace(connection, ours, article, found)
        changes = await self._reweigh(connection, shows, article.published or now.date(), announce=announce)
        return Kept(name, new=True, claims=tuple(found), changes=changes)

    async def _renew(
        self, connection: AsyncConnection, article: Article, editions: Sequence[Edition], *, announce: bool
    ) -> Kept:
        """Let an earlier edition be the latest again."""
        now, name = self._now(), fingerprint(article)
        said = await articles.claims_of(connection, name)
        shows = {claim.show for claim in said}
        await hold_shows(connection, shows)
        await articles.renew(connection, name, article.published, now)
        await self._replace(connection, editions, article, said)
        changes = await self._reweigh(connection, shows, now.date(), announce=announce)
        return Kept(name, new=True, claims=said, changes=changes)

    async def _replace(
        self, connection: AsyncConnection, editions: Iterable[Edition], article: Article, found: Iterable[Claim]
    ) -> None:
        """Let an article count in the place of its site's other editions, but for those that are newer."""
        name, shows = fingerprint(article), {claim.show for claim in found}
        for edition in editions:
            older = edition.published is None or article.published is None or edition.published <= article.published
            if edition.replaced_by is None and edition.fingerprint != name and older:
                said = await articles.claims_of(connection, edition.fingerprint)
                if not shows.isdisjoint(claim.show for claim in said):
                    await articles.replace(connection, edition.fingerprint, name)

    async def _read_aside(self, article: Article) -> tuple[Claim, ...]:
        """Read in another thread, so that a long text keeps nobody waiting."""
        return (await asyncio.to_thread(self.read, article)).claims

    async def _rereadings(self, connection: AsyncConnection) -> list[tuple[tuple[Claim, ...], list[Rereading]]]:
        """For every article that reads otherwise today: its claims of today, and what differs, by show."""
        differing = []
        async for name, article in articles.all_articles(connection):
            before = await articles.claims_of(connection, name)
            after = await self._read_aside(article)
            some = []
            for show in sorted({claim.show for claim in (*before, *after)}):
                old, new = _about(show, before), _about(show, after)
                if _what(old) != _what(new):
                    some.append(Rereading(name, show, old, new))
            if some:
                differing.append((after, some))
        return differing

    def _storable(self, article: Article) -> Article:
        """The article without characters that no database keeps, each replaced by one, so that offsets still hold.

        A day of publication of tomorrow is today's: where the article was written the day has begun earlier.
        """
        today = self._now().date()
        published = today if article.published == today + _AHEAD else article.published
        text, title, url, site = (
            part and _UNSTORABLE.sub("\ufffd", part)
            for part in (article.text, article.title, article.url, article.site)
        )
        return Article(text or "", title or "", published, url, site)


def _returned_to(edition: Edition, ours: Sequence[Edition], received_from: str | None) -> bool:
    """Whether a site has gone back to an earlier edition, as one and the same source shows it; `ours` newest first."""
    return (
        edition.replaced_by is not None
        and edition in ours
        and received_from is not None
        and edition.received_from == ours[0].received_from == received_from
    )


def _what(found: Iterable[Claim]) -> set[tuple[object, ...]]:
    return {(claim.show, claim.season, claim.date, claim.status, claim.time, claim.zone) for claim in found}


def _about(show: str, found: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in found if claim.show == show)
