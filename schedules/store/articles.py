"""Articles, their texts and their claims."""

import datetime as dt
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, delete, exists, func, insert, not_, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.edtf import Edtf
from schedules.fingerprint import Signature
from schedules.model import Article, Claim, Status, Testimony, Trust
from schedules.store import memories
from schedules.store.tables import NO_SEASON, articles, claims, sketches, texts
from schedules.store.writing import upsert_into

_CLAIM = (
    claims.c.show,
    claims.c.season,
    claims.c.date,
    claims.c.status,
    claims.c.evidence,
    claims.c.start,
    claims.c.end,
    claims.c.rule,
    claims.c.service,
    claims.c.time,
    claims.c.zone,
)
_SPEAKER = (
    articles.c.fingerprint,
    articles.c.published,
    articles.c.site,
    articles.c.url,
    articles.c.title,
    articles.c.trust,
    articles.c.voice,
)
_STATUSES = {str(status): status for status in Status}
_newer, _said_newer = articles.alias("newer"), claims.alias("said_newer")

# Built once: to build a statement takes longer than to have it answered.
_EDITIONS = (
    select(*articles.c["fingerprint", "canonical", "published", "site", "voice", "received_from", "replaced_by"])
    .where((articles.c.fingerprint == bindparam("fingerprint")) | (articles.c.canonical == bindparam("canonical")))
    .order_by(articles.c.kept.desc(), articles.c.id.desc())
)
_LOOKALIKES = select(articles.c.voice, articles.c.signature).where(
    articles.c.id.in_(select(sketches.c.article).where(sketches.c.key.in_(bindparam("keys", expanding=True))))
)
_CLAIMS_OF = (
    select(*_CLAIM)
    .join(articles, articles.c.id == claims.c.article)
    .where(articles.c.fingerprint == bindparam("fingerprint"))
    .order_by(claims.c.id)
)
_SAID_ANEW = (
    select(_said_newer.c.id)
    .join(_newer, _newer.c.id == _said_newer.c.article)
    .where(
        _said_newer.c.show == claims.c.show,
        _newer.c.site.is_not_distinct_from(articles.c.site),
        _newer.c.struck.is_(None),
    )
    .correlate(articles, claims)
)
_IN_ITS_PLACE = exists(_SAID_ANEW.where(_newer.c.id == articles.c.replaced_by))
_LATER = exists(
    _SAID_ANEW.where(
        _newer.c.canonical == articles.c.canonical,
        tuple_(_newer.c.kept, _newer.c.id) > tuple_(articles.c.kept, articles.c.id),
        (_newer.c.published >= articles.c.published)
        | or_(_newer.c.published.is_(None), articles.c.published.is_(None)),
    )
)
_COUNTING = (
    select(*_CLAIM, *_SPEAKER)
    .join(articles, articles.c.id == claims.c.article)
    # The mark spares nearly every article the search for later editions, and most of the others the search for all.
    .where(articles.c.struck.is_(None), articles.c.replaced_by.is_(None) | (not_(_IN_ITS_PLACE) & not_(_LATER)))
    .order_by(claims.c.id)
)
_OF_SHOW = _COUNTING.where(claims.c.show == bindparam("show"))
_TESTIMONIES = _COUNTING.where(claims.c.show.in_(bindparam("shows", expanding=True)))
_TESTIMONIES_AFTER = _OF_SHOW.where(claims.c.id > bindparam("claim"))
_TESTIMONIES_IN = _OF_SHOW.where(articles.c.fingerprint.in_(bindparam("fingerprints", expanding=True)))
_ADD_TEXT, _ADD_SKETCH, _ADD_CLAIM = insert(texts), insert(sketches), insert(claims)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article as it is to be stored."""

    article: Article
    fingerprint: str
    canonical: str | None
    signature: Signature
    voice: str
    trust: Trust | None
    received_from: str | None
    kept: dt.datetime


@dataclass(frozen=True, slots=True)
class Edition:
    """A stored article among those at one address."""

    fingerprint: str
    canonical: str | None
    published: dt.date | None
    site: str | None
    voice: str
    received_from: str | None
    replaced_by: int | None


async def known(connection: AsyncConnection, fingerprint: str) -> bool:
    """Whether an article with this fingerprint is stored."""
    query = select(articles.c.id).where(articles.c.fingerprint == fingerprint)
    return (await connection.execute(query)).scalar() is not None


async def stored(connection: AsyncConnection, fingerprints: Collection[str], *, replaced: bool = True) -> set[str]:
    """Those of some fingerprints under which an article is stored, with or without what a later edition replaced."""
    query = select(articles.c.fingerprint).where(articles.c.fingerprint.in_(fingerprints))
    query = query if replaced else query.where(articles.c.replaced_by.is_(None))
    return set((await connection.execute(query)).scalars())


async def editions(connection: AsyncConnection, fingerprint: str, canonical: str | None) -> list[Edition]:
    """What has a fingerprint or a canonical address, the newest first."""
    given = {"fingerprint": fingerprint, "canonical": canonical}
    return [Edition(*row) for row in await connection.execute(_EDITIONS, given)]


async def at_addresses(connection: AsyncConnection, asked: Collection[str]) -> set[tuple[str, str | None, str | None]]:
    """Canonical address, site and source of the articles stored under those of `asked`, canonical addresses."""
    columns = articles.c["canonical", "site", "received_from"]
    query = select(*columns).where(articles.c.canonical.in_(asked)).distinct()
    return {(row[0], row[1], row[2]) for row in await connection.execute(query)}


async def lookalikes(connection: AsyncConnection, keys: Collection[int]) -> list[tuple[str, Signature]]:
    """Voice and signature of the articles that have one of `keys` in their sketch."""
    rows = await connection.execute(_LOOKALIKES, {"keys": list(keys)})
    return [(row[0], Signature.parse(row[1])) for row in rows]


async def shows_of_voices(connection: AsyncConnection, voices: Collection[str]) -> set[str]:
    """The shows that articles of these voices make claims about."""
    query = select(claims.c.show).distinct().join(articles, articles.c.id == claims.c.article)
    return set((await connection.execute(query.where(articles.c.voice.in_(voices)))).scalars())


async def unite(connection: AsyncConnection, voices: Collection[str], voice: str) -> None:
    """Give the articles of several voices one."""
    others = [other for other in voices if other != voice]
    if others:
        about = select(claims.c.show).join(articles, articles.c.id == claims.c.article)
        await memories.forget(connection, about.where(articles.c.voice.in_(others)))
        await connection.execute(update(articles).where(articles.c.voice.in_(others)).values(voice=voice))


async def add(connection: AsyncConnection, arrival: Arrival, found: Sequence[Claim]) -> bool:
    """Store an article with its text and its claims; False, and nothing stored, where its fingerprint is known."""
    article = arrival.article
    row = {
        "fingerprint": arrival.fingerprint,
        "canonical": arrival.canonical,
        "url": article.url,
        "site": article.site,
        "title": article.title,
        "published": article.published,
        "trust": arrival.trust,
        "voice": arrival.voice,
        "received_from": arrival.received_from,
        "kept": arrival.kept,
        "signature": str(arrival.signature),
    }
    statement = upsert_into(connection, articles, ("fingerprint",), returning="id")
    number = (await connection.execute(statement, row)).scalar()
    if number is None:
        return False
    await connection.execute(_ADD_TEXT, {"article": number, "text": article.text})
    keys = [{"article": number, "key": key} for key in set(arrival.signature.keys)]
    if keys:
        await connection.execute(_ADD_SKETCH, keys)
    await _add_claims(connection, number, found)
    return True


async def replace(connection: AsyncConnection, old: str, new: str) -> None:
    """Let one article count in another's place for the shows that it speaks of, as long as it is not struck out."""
    await memories.forget(connection, _about(old))
    number = select(articles.c.id).where(articles.c.fingerprint == new).scalar_subquery()
    await connection.execute(update(articles).where(articles.c.fingerprint == old).values(replaced_by=number))


async def renew(connection: AsyncConnection, fingerprint: str, published: dt.date | None, kept: dt.datetime) -> None:
    """Let a replaced edition be the latest again: its site has gone back to it."""
    await memories.forget(connection, _about(fingerprint))
    statement = update(articles).where(articles.c.fingerprint == fingerprint)
    await connection.execute(statement.values(published=published, kept=kept, replaced_by=None))


async def replace_claims(connection: AsyncConnection, fingerprint: str, found: Sequence[Claim]) -> None:
    """Put other claims in the place of an article's."""
    await memories.forget(connection, _about(fingerprint))
    await memories.forget(connection, {claim.show for claim in found})
    number = (await connection.execute(select(articles.c.id).where(articles.c.fingerprint == fingerprint))).scalar_one()
    await connection.execute(delete(claims).where(claims.c.article == number))
    await _add_claims(connection, number, found)


async def claims_of(connection: AsyncConnection, fingerprint: str) -> tuple[Claim, ...]:
    """The claims of one article, in the order in which they were read."""
    return tuple(_claim(row) for row in await connection.execute(_CLAIMS_OF, {"fingerprint": fingerprint}))


async def testimonies(
    connection: AsyncConnection, shows: Collection[str], trust_of: Callable[[str | None], Trust]
) -> dict[str, list[Testimony]]:
    """Every claim about `shows` that has not been struck out, with who made it.

    Args:
        connection: a transaction.
        shows: the shows' names.
        trust_of: the trust of a site, for articles that were kept without one of their own.
    """
    found: dict[str, list[Testimony]] = defaultdict(list)
    for row in await connection.execute(_TESTIMONIES, {"shows": list(shows)}):
        found[row[0]].append(_testimony(row, trust_of))
    return found


async def testimonies_after(
    connection: AsyncConnection, show: str, claim: int, trust_of: Callable[[str | None], Trust]
) -> list[Testimony]:
    """Those of `testimonies` about one show whose claims were stored after the claim of a number."""
    rows = await connection.execute(_TESTIMONIES_AFTER, {"show": show, "claim": claim})
    return [_testimony(row, trust_of) for row in rows]


async def testimonies_in(
    connection: AsyncConnection, show: str, fingerprints: Collection[str], trust_of: Callable[[str | None], Trust]
) -> list[Testimony]:
    """Those of `testimonies` about one show that articles with these fingerprints give."""
    rows = await connection.execute(_TESTIMONIES_IN, {"show": show, "fingerprints": list(fingerprints)})
    return [_testimony(row, trust_of) for row in rows]


async def called(connection: AsyncConnection, name: str, canonical: str) -> list[str]:
    """The fingerprints of the articles meant by a fingerprint, its beginning (6 characters or more) or an address."""
    means = [articles.c.fingerprint == name, articles.c.canonical == canonical, articles.c.url == name]
    if len(name) >= 6:
        means.append(articles.c.fingerprint.startswith(name, autoescape=True))
    rows = await connection.execute(select(articles.c.fingerprint).where(or_(*means)).order_by(articles.c.id))
    return list(rows.scalars())


async def strike(connection: AsyncConnection, fingerprint: str, struck: dt.datetime | None) -> bool:
    """Take an article's claims out of the weighing, or with None back in; False where it was so already."""
    await memories.forget(connection, _about(fingerprint))
    statement = update(articles).where(articles.c.fingerprint == fingerprint)
    differs = articles.c.struck.is_not(None) if struck is None else articles.c.struck.is_(None)
    return (await connection.execute(statement.where(differs).values(struck=struck))).rowcount > 0


async def shows_of(connection: AsyncConnection, fingerprint: str) -> set[str]:
    """The shows that an article makes claims about."""
    return set((await connection.execute(_about(fingerprint))).scalars())


async def all_articles(connection: AsyncConnection, batch: int = 100) -> AsyncIterator[tuple[str, Article]]:
    """Every article with its fingerprint and text, oldest first; a few at a time are in memory."""
    columns = (articles.c.id, articles.c.fingerprint, texts.c.text, *articles.c["title", "published", "url", "site"])
    query = select(*columns).join(texts, texts.c.article == articles.c.id).order_by(articles.c.id).limit(batch)
    last = 0
    while rows := (await connection.execute(query.where(articles.c.id > last))).all():
        for number, fingerprint, *rest in rows:
            last = number
            yield fingerprint, Article(*rest)


async def counts(connection: AsyncConnection) -> tuple[int, dict[Status, int]]:
    """How many articles there are, and how many claims of each status."""
    total = (await connection.execute(select(func.count()).select_from(articles))).scalar_one()
    rows = await connection.execute(select(claims.c.status, func.count()).group_by(claims.c.status))
    return total, {Status(status): count for status, count in rows}


async def newest(connection: AsyncConnection) -> tuple[int | None, int | None]:
    """The numbers of the newest article and of the newest claim, which an index tells at once; None where none is."""
    last = select(*(select(func.max(table.c.id)).scalar_subquery() for table in (articles, claims)))
    article, claim = (await connection.execute(last)).one()
    return article, claim


async def _add_claims(connection: AsyncConnection, number: int, found: Iterable[Claim]) -> None:
    rows = [
        {
            "article": number,
            "show": claim.show,
            "season": NO_SEASON if claim.season is None else claim.season,
            "date": str(claim.date) if claim.date else None,
            "status": claim.status,
            "evidence": claim.evidence,
            "start": claim.start,
            "end": claim.end,
            "rule": claim.rule,
            "service": claim.service,
            "time": claim.time,
            "zone": claim.zone,
        }
        for claim in found
    ]
    if rows:
        await connection.execute(_ADD_CLAIM, rows)


def _about(fingerprint: str) -> Select[str]:
    """The question for the shows on which an article has an effect; an earlier edition loses its word on no others."""
    about = select(claims.c.show).distinct().join(articles, articles.c.id == claims.c.article)
    return about.where(articles.c.fingerprint == fingerprint)


def _testimony(row: Sequence[Any], trust_of: Callable[[str | None], Trust]) -> Testimony:
    fingerprint, published, site, url, title, trust, voice = row[len(_CLAIM) :]
    weight = Trust(trust) if trust else trust_of(site)
    return Testimony(_claim(row), fingerprint, published, site, url, title, weight, voice)


def _claim(row: Sequence[Any]) -> Claim:
    show, season, date, status, evidence, start, end, rule, service, time, zone = row[: len(_CLAIM)]
    return Claim(
        show,
        None if season == NO_SEASON else season,
        Edtf.parse(date) if date else None,
        _STATUSES[status],
        evidence,
        start,
        end,
        rule,
        service,
        time,
        zone,
    )
