"""What is believed: premieres, how long they hold, and their changes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, delete, func, insert, literal, or_, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.edtf import Edtf, Precision
from schedules.model import Change, ChangeKind, Premiere, Status
from schedules.store import memories
from schedules.store.tables import NO_SEASON, changes, follows, marks, premieres, weighings
from schedules.store.writing import upsert_into

PREMIERE = (
    premieres.c.show,
    premieres.c.season,
    premieres.c.service,
    premieres.c.date,
    premieres.c.precision,
    premieres.c.moment,
    premieres.c.status,
    premieres.c.disputed,
    premieres.c.rumour,
    premieres.c.evidence,
    premieres.c.url,
    premieres.c.published,
    premieres.c.basis,
    premieres.c.since,
)

_CHANGE = tuple(
    changes.c[name] for name in ("kind", "show", "season", "before", "after", "on", "evidence", "url", "site")
)

WEIGHED_BY = "catalogue"
"""The mark that says by which rules and with which catalogue the premieres were weighed."""


_TOGETHER = 400
"""So many questions at most are put as one: SQLite takes five hundred. More than any single pattern has leads."""


class Standing(StrEnum):
    """What a premiere is in the table, for asking by index."""

    DAY = "day"
    """Dated to the day."""
    WINDOW = "window"
    """Dated less precisely."""
    UNDATED = "undated"
    """Coming, with no date that lies on a calendar."""
    RELEASED = "released"
    """Out, as an article or the catalogue says."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Weighing:
    """The premieres of a show as weighed, and the days (until is exclusive) on which they hold."""

    show: str
    premieres: Sequence[Premiere]
    holds_from: dt.date
    holds_until: dt.date
    known: str
    """By which rules, and what the catalogue knew of the show, as a digest."""


async def of_shows(connection: AsyncConnection, shows: Collection[str]) -> dict[str, list[Premiere]]:
    """The premieres stored for `shows`, each show's by season."""
    found: dict[str, list[Premiere]] = defaultdict(list)
    for row in await connection.execute(_OF_SHOWS, {"shows": list(shows)}):
        premiere = premiere_of(row)
        found[premiere.show].append(premiere)
    return found


async def of_season(connection: AsyncConnection, show: str, season: int | None) -> Premiere | None:
    """The premiere stored for a season of `show`; None where there is none."""
    stored = (await of_shows(connection, [show])).get(show, ())
    return next((premiere for premiere in stored if premiere.season == season), None)


async def put(connection: AsyncConnection, weighing: Weighing, before: Sequence[Premiere]) -> None:
    """Store what a show's weighing gave in the place of `before`, which is what is stored; unchanged rows stay."""
    stored = {premiere.season: premiere for premiere in before}
    now = {premiere.season: replace(premiere, reasons=()) for premiere in weighing.premieres}
    gone = [NO_SEASON if season is None else season for season in stored if season not in now]
    if gone:
        here = premieres.c.show == weighing.show
        await connection.execute(delete(premieres).where(here, premieres.c.season.in_(gone)))
    rows = [_row(premiere) for season, premiere in now.items() if stored.get(season) != premiere]
    if rows:
        fresh = [name for name in rows[0] if name not in {"show", "season"}]
        await connection.execute(upsert_into(connection, premieres, ("show", "season"), fresh), rows)
    row = {
        "show": weighing.show,
        "holds_from": weighing.holds_from,
        "holds_until": weighing.holds_until,
        "known": weighing.known,
    }
    fresh = [name for name in row if name != "show"]
    await connection.execute(upsert_into(connection, weighings, ("show",), fresh), [row])


async def hold(connection: AsyncConnection, on: dt.date, weighed_by: str) -> bool:
    """Whether all premieres, as stored, hold on the day `on` and were weighed by those rules and that catalogue."""
    return bool((await connection.execute(_HOLD, {"on": on, "weighed_by": weighed_by})).scalar())


async def outdated(connection: AsyncConnection, on: dt.date) -> list[str]:
    """The shows whose premieres, as stored, do not hold on the day `on`."""
    query = select(weighings.c.show).where(or_(weighings.c.holds_until <= on, weighings.c.holds_from > on))
    return list((await connection.execute(query)).scalars())


async def holding_from(connection: AsyncConnection, shows: Collection[str]) -> dict[str, dt.date]:
    """For those of `shows` that were weighed, the first day on which their premieres, as stored, hold."""
    query = select(weighings.c.show, weighings.c.holds_from).where(weighings.c.show.in_(shows))
    return {row[0]: row[1] for row in await connection.execute(query)}


async def catalogued(connection: AsyncConnection) -> dict[str, str]:
    """For every show that was weighed, by which rules and what the catalogue knew of it, as a digest."""
    return {row[0]: row[1] for row in await connection.execute(select(weighings.c.show, weighings.c.known))}


async def forget_shows(connection: AsyncConnection, shows: Sequence[str]) -> None:
    """Take the premieres of shows that left the catalogue out of the table; their claims stay."""
    await connection.execute(delete(premieres).where(premieres.c.show.in_(shows)))
    await connection.execute(delete(weighings).where(weighings.c.show.in_(shows)))
    await memories.forget(connection, shows)


async def mark(connection: AsyncConnection, name: str) -> str | None:
    """A single fact that was noted."""
    return (await connection.execute(_MARK, {"name": name})).scalar()


async def set_mark(connection: AsyncConnection, name: str, value: str) -> None:
    """Note a single fact."""
    row = {"name": name, "value": value}
    await connection.execute(upsert_into(connection, marks, ("name",), ("value",)), [row])


async def table(connection: AsyncConnection, now: dt.datetime, show: str | None, *, past: bool) -> tuple[Premiere, ...]:
    """All premieres in the order of their dates, undated ones at the end.

    Args:
        connection: a transaction.
        now: what divides past and ahead.
        show: only this one.
        past: also those that are out or cancelled.
    """
    query = select(*PREMIERE)
    if show is not None:
        query = query.where(premieres.c.show == show)
    if not past:
        query = query.where(premieres.c.standing.in_((Standing.DAY, Standing.WINDOW, Standing.UNDATED)))
        query = query.where(or_(premieres.c.until > now, premieres.c.until.is_(None)))
    order = (premieres.c.until.nulls_last(), premieres.c.standing.desc(), premieres.c.show, premieres.c.season)
    return tuple(premiere_of(row) for row in await connection.execute(query.order_by(*order)))


async def by_moment(
    connection: AsyncConnection, spans: Iterable[tuple[dt.datetime, dt.datetime]]
) -> tuple[Premiere, ...]:
    """The premieres whose moment lies in one of `spans`: after the first up to the second."""
    given: dict[str, dt.datetime] = {}
    number = 0
    for number, (first, last) in enumerate(spans, start=1):
        given |= {f"first{number}": first, f"last{number}": last}
    if not number:
        return ()
    return tuple(premiere_of(row) for row in await connection.execute(_by_moment(number), given))


async def next_wanted(
    connection: AsyncConnection, patterns: Sequence[tuple[int, ...]], now: dt.datetime
) -> list[tuple[Premiere, tuple[int, ...]]]:
    """For each set of leads that follows have, and each of its leads, the premiere whose reminder is next to fall due.

    Returns:
        The premieres with the leads that some follow of the show (or of all shows) wants them with.
    """
    found = []
    for some in _in_parts([leads for leads in patterns if leads]):
        given = {f"after{lead}": now + dt.timedelta(days=lead) for leads in some for lead in leads}
        rows = await connection.execute(_next_wanted(some), given)
        found += [(premiere_of(row), some[row[-1]]) for row in rows]
    return found


async def believed_later(connection: AsyncConnection, now: dt.datetime) -> bool:
    """Whether a premiere is said to be believed only since after `now`: the clock was set back."""
    return (await connection.execute(_BELIEVED_LATER, {"now": now})).scalar() is not None


async def believe_since(connection: AsyncConnection, now: dt.datetime) -> None:
    """Let premieres that are said to be believed only since after `now` be believed since then."""
    await connection.execute(update(premieres).where(premieres.c.since > now).values(since=now))


async def add_changes(connection: AsyncConnection, found: Sequence[Change], noticed: dt.datetime) -> None:
    """Keep changes."""
    rows = [
        {
            "kind": change.kind,
            "show": change.show,
            "season": NO_SEASON if change.season is None else change.season,
            "before": str(change.before) if change.before else None,
            "after": str(change.after) if change.after else None,
            "on": change.on,
            "evidence": change.evidence,
            "url": change.url,
            "site": change.site,
            "noticed": noticed,
        }
        for change in found
    ]
    if rows:
        await connection.execute(insert(changes), rows)


async def changes_since(connection: AsyncConnection, on: dt.date) -> tuple[Change, ...]:
    """What changed since a day, by the day of the article that changed it; each once, as it was noticed last."""
    query = select(*_CHANGE).where(changes.c.on >= on).order_by(changes.c.id)
    found = [_change(row) for row in await connection.execute(query)]
    return tuple({(change.show, change.season, change.kind, change.after): change for change in found}.values())


async def revisions(connection: AsyncConnection) -> dict[tuple[str, int | None], int]:
    """How many changes of each season were noticed."""
    rows = await connection.execute(_REVISIONS)
    return {(show, None if season == NO_SEASON else season): count for show, season, count in rows}


async def newest_change(connection: AsyncConnection) -> int | None:
    """The number of the newest change; None where there is none."""
    newest: int | None = (await connection.execute(select(func.max(changes.c.id)))).scalar()
    return newest


async def shows_changed(connection: AsyncConnection, limit: int) -> list[str]:
    """The shows whose beliefs changed last, by the day of the article that changed them."""
    last = func.max(changes.c.on)
    query = select(changes.c.show).group_by(changes.c.show).order_by(last.desc(), changes.c.show).limit(limit)
    return list((await connection.execute(query)).scalars())


def _in_parts(patterns: Iterable[tuple[int, ...]]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Patterns in as few parts as have no more leads than one question may have parts."""
    part: list[tuple[int, ...]] = []
    for leads in patterns:
        if part and sum(map(len, part)) + len(leads) > _TOGETHER:
            yield tuple(part)
            part = []
        part.append(leads)
    if part:
        yield tuple(part)


@lru_cache
def _by_moment(spans: int) -> Select[Any]:
    """The question of `by_moment` for so many spans."""
    moment = premieres.c.moment
    within = [
        (moment > bindparam(f"first{number}")) & (moment <= bindparam(f"last{number}"))
        for number in range(1, spans + 1)
    ]
    return select(*PREMIERE).where(or_(*within))


@lru_cache
def _next_wanted(patterns: tuple[tuple[int, ...], ...]) -> CompoundSelect[Any]:
    """The question of `next_wanted` for these patterns."""
    parts = []
    for number, leads in enumerate(patterns):
        of_pattern = follows.c.leads == ",".join(map(str, leads))
        # Two questions, because one with an "or" would walk through all follows of the pattern.
        this = select(follows.c.id).where(of_pattern, follows.c.show == premieres.c.show).exists()
        every = select(follows.c.id).where(of_pattern, follows.c.show.is_(None)).exists()
        for lead in leads:
            after = premieres.c.moment > bindparam(f"after{lead}")
            query = select(*PREMIERE, literal(number).label("pattern")).where(after, this | every)
            parts.append(select(query.order_by(premieres.c.moment).limit(1).subquery()))
    return union_all(*parts)


# Built once: to build a statement takes longer than to have it answered.
_OF_SHOWS = (
    select(*PREMIERE).where(premieres.c.show.in_(bindparam("shows", expanding=True))).order_by(premieres.c.season)
)
_REVISIONS = select(changes.c.show, changes.c.season, func.count()).group_by(changes.c.show, changes.c.season)
_BELIEVED_LATER = select(premieres.c.id).where(premieres.c.since > bindparam("now")).limit(1)
_HOLD = select(
    (select(marks.c.value).where(marks.c.name == WEIGHED_BY).scalar_subquery() == bindparam("weighed_by"))
    & ~select(weighings.c.show).where(weighings.c.holds_until <= bindparam("on")).exists()
    & ~select(weighings.c.show).where(weighings.c.holds_from > bindparam("on")).exists()
)
_MARK = select(marks.c.value).where(marks.c.name == bindparam("name"))


def standing_of(premiere: Premiere) -> Standing:
    """What a premiere is in the table."""
    if premiere.status is Status.CANCELLED:
        return Standing.CANCELLED
    if premiere.status is Status.RELEASED:
        return Standing.RELEASED
    date = premiere.date
    if date is None or (date.earliest is None and date.latest is None):
        return Standing.UNDATED
    return Standing.DAY if date.exact else Standing.WINDOW


def _until(premiere: Premiere) -> dt.datetime | None:
    if premiere.moment or not premiere.date or not premiere.date.latest:
        return premiere.moment
    end = min(premiere.date.latest, dt.date.max - dt.timedelta(days=2)) + dt.timedelta(days=1)
    return dt.datetime.combine(end, dt.time(), dt.UTC)


def _row(premiere: Premiere) -> Mapping[str, object]:
    return {
        "show": premiere.show,
        "season": NO_SEASON if premiere.season is None else premiere.season,
        "service": premiere.service,
        "date": str(premiere.date) if premiere.date else None,
        "precision": premiere.precision,
        "moment": premiere.moment,
        "standing": standing_of(premiere),
        "until": _until(premiere),
        "status": premiere.status,
        "disputed": premiere.disputed,
        "rumour": str(premiere.rumour) if premiere.rumour else None,
        "evidence": premiere.evidence,
        "url": premiere.url,
        "published": premiere.published,
        "basis": premiere.basis,
        "since": premiere.since,
    }


def _change(row: Sequence[Any]) -> Change:
    kind, show, season, before, after, on, evidence, url, site = row
    return Change(
        ChangeKind(kind),
        show,
        None if season == NO_SEASON else season,
        Edtf.parse(before) if before else None,
        Edtf.parse(after) if after else None,
        on,
        evidence,
        url,
        site,
    )


def premiere_of(row: Sequence[Any]) -> Premiere:
    """The premiere of a row that begins with the columns of `PREMIERE`."""
    show, season, service, date, precision, moment, status, disputed, rumour, evidence, url, published, basis, since = (
        row[: len(PREMIERE)]
    )
    return Premiere(
        show,
        None if season == NO_SEASON else season,
        service,
        Edtf.parse(date) if date else None,
        Precision(precision),
        moment,
        Status(status),
        disputed,
        Edtf.parse(rumour) if rumour else None,
        evidence,
        url,
        published,
        basis,
        since,
    )
