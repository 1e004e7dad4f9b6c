"""The outbox: announcements owed, taken on lease, sent or failed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    bindparam,
    case,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.edtf import Edtf
from schedules.model import Announcement, AnnouncementKind, Delivery, Target, TargetKind
from schedules.store.tables import NO_SEASON, archive, outbox
from schedules.store.writing import insert_into

_ENTRY = tuple(
    outbox.c[name]
    for name in (
        "id",
        "kind",
        "show",
        "season",
        "date",
        "target_kind",
        "target_id",
        "due",
        "lead",
        "before",
        "evidence",
        "url",
        "state",
        "attempts",
        "first_tried",
        "reason",
        "message_id",
        "at",
        "guild",
        "owner",
        "key",
    )
)
_OPEN = (Delivery.DUE, Delivery.LEASED)
_DONE = tuple(state for state in Delivery if state not in _OPEN)
_TIMED = (AnnouncementKind.REMINDER, AnnouncementKind.PREMIERE)
"""What falls due with the time; everything else tells a change."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An announcement in the outbox, with what became of it."""

    id: int
    announcement: Announcement
    state: Delivery
    attempts: int
    first_tried: dt.datetime | None
    reason: str | None
    message_id: str | None
    at: dt.datetime
    """When its state last changed."""
    guild: str | None
    owner: str | None
    key: str
    """Unlike any other entry's: the announcement's own, and where the same is told again, for which time."""


@dataclass(frozen=True, slots=True)
class Owing:
    """An announcement to be put into the outbox: whose server, and how early in the queue (0 first)."""

    announcement: Announcement
    guild: str | None
    rank: int


async def owe(connection: AsyncConnection, owed: Sequence[Owing], now: dt.datetime) -> int:
    """Put announcements into the outbox; how many are new.

    Those whose key is there already change nothing, with two exceptions. A reminder that was never tried and had
    expired is owed once more when its moment has become another one. A change is owed once more when its target may
    have been told something else since: "moved from X to Y" is news again after "moved from Y to X".
    """
    if not owed:
        return 0
    statement = insert_into(connection, outbox)
    anew = ("due", "evidence", "url", "guild", "rank", "state", "ready", "at", "reason")
    statement = statement.on_conflict_do_update(
        index_elements=["key"],
        set_={name: statement.excluded[name] for name in anew},
        where=or_(*(outbox.c.kind == kind for kind in _TIMED))
        & (outbox.c.state == Delivery.EXPIRED)
        & (outbox.c.attempts == 0)
        & (outbox.c.due != statement.excluded.due),
    )
    rows = [_row(owing, now) for owing in owed]
    added = set((await connection.execute(statement.returning(outbox.c.key), rows)).scalars())
    repeated = [
        owing for owing in owed if owing.announcement.kind not in _TIMED and owing.announcement.key not in added
    ]
    again = [
        _row(owing, now) | {"key": key}
        for start in range(0, len(repeated), _TARGETS)
        for owing, key in await _again(connection, repeated[start : start + _TARGETS])
    ]
    if again:
        await connection.execute(insert(outbox), again)
    return len(added) + len(again)


async def _again(connection: AsyncConnection, repeated: Sequence[Owing]) -> list[tuple[Owing, str]]:
    """Those of some changes, all in the outbox before, that have to be told once more, each with a key of its own."""
    announced = [owing.announcement for owing in repeated]
    query = select(*outbox.c["key", "id", "at", "state", "attempts", "show", "season", "target_kind", "target_id"])
    query = query.where(
        outbox.c.kind.not_in(_TIMED),
        outbox.c.target_kind.in_({each.target.kind for each in announced}),
        outbox.c.target_id.in_({each.target.id for each in announced}),
        outbox.c.show.in_({each.show for each in announced}),
    )
    by_target = defaultdict(list)
    for row in await connection.execute(query.order_by(outbox.c.at, outbox.c.id)):
        by_target[tuple(row[5:])].append(row)
    found = []
    for owing, each in zip(repeated, announced, strict=True):
        season = NO_SEASON if each.season is None else each.season
        rows = by_target[each.show, season, each.target.kind, each.target.id]
        same = [row for row in rows if row.key == each.key or row.key.startswith(f"{each.key}|")]
        latest = max(same, key=lambda row: row.id)
        reached = [row for row in rows if row.attempts or row.state == Delivery.SENT]
        if latest.state in _OPEN or (latest.state == Delivery.SENT and reached[-1] is latest):
            continue
        times = int(latest.key.removeprefix(f"{each.key}|")) if latest.key != each.key else 1
        found.append((owing, f"{each.key}|{times + 1}"))
    return found


async def take_back(connection: AsyncConnection, now: dt.datetime, until: dt.datetime) -> None:
    """Undo what was thought of announcements while the clock was ahead of `now`.

    What expired then untried is due again, at its moment if it has one, as is what was put off; what was leased is so
    up to `until`.
    """
    ahead = update(outbox).where(outbox.c.at > now)
    untried = (outbox.c.state == Delivery.EXPIRED) & (outbox.c.attempts == 0)
    ready = case((outbox.c.kind.in_(_TIMED), outbox.c.due), else_=bindparam("now", now, outbox.c.due.type))
    anew = {"state": Delivery.DUE, "ready": ready, "at": now, "reason": None}
    await connection.execute(ahead.where(or_(untried, outbox.c.state == Delivery.DUE)).values(**anew))
    await connection.execute(ahead.where(outbox.c.state == Delivery.LEASED).values(ready=until, at=now))


async def owe_nothing(
    connection: AsyncConnection, past: Sequence[Owing], now: dt.datetime, reason: str, *, waiting: bool = True
) -> None:
    """Record announcements that were never sent as expired, also (`waiting`) where they are due; others stay."""
    done = {"state": Delivery.EXPIRED, "ready": None, "at": now, "reason": reason}
    statement = insert_into(connection, outbox)
    if past:
        rows = [_row(owing, now) | done for owing in past]
        due = (outbox.c.state == Delivery.DUE) if waiting else false()
        await connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=done, where=due), rows)


async def ready(
    connection: AsyncConnection, now: dt.datetime, kinds: Collection[TargetKind] | None, limit: int
) -> tuple[Entry, ...]:
    """What may be taken now, in the order of the queue; on PostgreSQL the rows are locked, and locked ones left out."""
    rows: list[Sequence[Any]] = []
    # Kind by kind, so that nobody walks through what waits for others.
    for kind in TargetKind if kinds is None else kinds:
        rows += await connection.execute(_READY, {"kind": kind, "now": now, "limit": limit})
    rows.sort(key=lambda row: (row[-2], row[-1], row[0]))
    return tuple(_entry(row[: len(_ENTRY)]) for row in rows[:limit])


async def beside(connection: AsyncConnection, entry: Entry, now: dt.datetime) -> tuple[Announcement, ...]:
    """What has fallen due, waits as an entry does, and is about the same season and to the same target."""
    announcement = entry.announcement
    query = select(*_ENTRY).where(
        *_to(announcement.target),
        outbox.c.show == announcement.show,
        outbox.c.season == (NO_SEASON if announcement.season is None else announcement.season),
        outbox.c.state.in_(_OPEN),
        outbox.c.id != entry.id,
        outbox.c.due <= now,
    )
    return tuple(_entry(row).announcement for row in await connection.execute(query))


async def lease(
    connection: AsyncConnection, numbers: Collection[int], owner: str, now: dt.datetime, until: dt.datetime
) -> None:
    """Give rows to an owner until a moment."""
    statement = update(outbox).where(outbox.c.id.in_(numbers))
    await connection.execute(statement.values(state=Delivery.LEASED, owner=owner, ready=until, at=now))


async def held(connection: AsyncConnection, number: int, owner: str) -> Entry | None:
    """A row that an owner has on lease; None where it has not, or no longer."""
    row = (await connection.execute(_HELD, {"number": number, "holder": owner})).first()
    return _entry(row) if row else None


async def begin(connection: AsyncConnection, number: int, owner: str, now: dt.datetime, until: dt.datetime) -> bool:
    """Record an attempt and renew the lease; False where the row is no longer the owner's."""
    given = {"number": number, "holder": owner, "now": now, "until": until}
    return (await connection.execute(_BEGIN, given)).rowcount > 0


async def put_back(connection: AsyncConnection, number: int, until: dt.datetime, now: dt.datetime, reason: str) -> bool:
    """Let a row wait until a moment; False where it is done."""
    return await _settle(connection, number, state=Delivery.DUE, ready=until, at=now, reason=reason)


async def finish(connection: AsyncConnection, number: int, state: Delivery, now: dt.datetime, reason: str) -> bool:
    """End a row as failed or expired; False where it is done already."""
    return await _settle(connection, number, state=state, ready=None, at=now, reason=reason)


async def finish_sent(connection: AsyncConnection, number: int, message_id: str | None, now: dt.datetime) -> bool:
    """Record that a row was sent, whatever was thought of it before; False where that is recorded already."""
    given = {"number": number, "message": message_id, "now": now}
    return (await connection.execute(_FINISH_SENT, given)).rowcount > 0


async def let_go(
    connection: AsyncConnection, target: Target, show: str | None, wanted: Collection[str], now: dt.datetime
) -> None:
    """Let what waits for a target about a show (None: any) expire, but not `wanted` ones, nor what was put off."""
    unwanted = outbox.c.show.not_in(wanted) if show is None else outbox.c.show == show
    statement = update(outbox).where(*_to(target), unwanted, outbox.c.state.in_(_OPEN), ~_ASKED_FOR)
    done = {"state": Delivery.EXPIRED, "ready": None, "owner": None, "at": now}
    await connection.execute(statement.values(reason="It was followed no more.", **done))


async def again(connection: AsyncConnection, number: int, now: dt.datetime) -> bool:
    """Let a failed row wait to be sent once more; False for any other."""
    statement = update(outbox).where(outbox.c.id == number, outbox.c.state == Delivery.FAILED)
    return (await connection.execute(statement.values(state=Delivery.DUE, ready=now, at=now))).rowcount > 0


async def again_for(
    connection: AsyncConnection, target: Target, shows: Collection[str] | None, since: dt.datetime, now: dt.datetime
) -> int:
    """Let what failed for a target, about `shows` (None: all), since a moment be sent once more; how much it is."""
    about = () if shows is None else (outbox.c.show.in_(shows),)
    failed = update(outbox).where(*_to(target), *about, outbox.c.state == Delivery.FAILED, outbox.c.due > since)
    return (await connection.execute(failed.values(state=Delivery.DUE, ready=now, at=now))).rowcount


async def listed(
    connection: AsyncConnection, state: Delivery | None, limit: int, guild: str | None
) -> tuple[Entry, ...]:
    """The newest entries of a state (None: of any), of one server or of all."""
    newest = (outbox.c.at.desc(), outbox.c.id.desc())
    here = () if guild is None else (outbox.c.guild == guild,)
    # State by state the index gives the newest at once; over all states they would be sorted first.
    parts = [
        select(select(*_ENTRY).where(outbox.c.state == each, *here).order_by(*newest).limit(limit).subquery())
        for each in (Delivery if state is None else (state,))
    ]
    found = [_entry(row) for row in await connection.execute(union_all(*parts))]
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True)[:limit])


async def sent_about(  # noqa: PLR0913 - what a message is known by
    connection: AsyncConnection,
    show: str,
    season: int | None,
    target: Target,
    kinds: Collection[AnnouncementKind],
    *,
    limit: int,
) -> tuple[Entry, ...]:
    """The latest messages about a premiere that reached a target, the newest first."""
    query = select(*_ENTRY).where(
        *_to(target),
        outbox.c.show == show,
        outbox.c.season == (NO_SEASON if season is None else season),
        outbox.c.state == Delivery.SENT,
        outbox.c.kind.in_(kinds),
    )
    rows = await connection.execute(query.order_by(outbox.c.at.desc(), outbox.c.id.desc()).limit(limit))
    return tuple(_entry(row) for row in rows)


async def last_outcome(connection: AsyncConnection, target: Target) -> Delivery | None:
    """What the last attempt at a target came to: sent or failed; None where there was none."""
    query = select(outbox.c.state).where(*_to(target), outbox.c.state.in_((Delivery.SENT, Delivery.FAILED)))
    found = await connection.scalar(query.order_by(outbox.c.at.desc(), outbox.c.id.desc()).limit(1))
    return Delivery(found) if found else None


async def put_off_for(connection: AsyncConnection, target: Target) -> tuple[Entry, ...]:
    """The reminders that somebody put off and that still wait, the soonest first."""
    query = select(*_ENTRY).where(*_put_off(target)).order_by(outbox.c.due, outbox.c.id)
    return tuple(_entry(row) for row in await connection.execute(query))


async def withdraw(connection: AsyncConnection, target: Target, number: int) -> bool:
    """Remove a reminder that somebody put off and that still waits; False where there is none of that number.

    It is not kept as expired: who puts off to the same minute again is owed it again.
    """
    return (await connection.execute(delete(outbox).where(outbox.c.id == number, *_put_off(target)))).rowcount > 0


async def next_ready(connection: AsyncConnection, kinds: Collection[TargetKind] | None) -> dt.datetime | None:
    """When the next row may be taken."""
    if kinds is not None and not kinds:
        return None
    found = (await connection.execute(_next_ready(tuple(TargetKind if kinds is None else kinds)))).scalars()
    return min((moment for moment in found if moment), default=None)


@lru_cache
def _next_ready(kinds: tuple[TargetKind, ...]) -> CompoundSelect[Any]:
    # Per kind and rank the index gives the smallest at once; over several it would be walked through.
    return union_all(
        *(
            select(func.min(outbox.c.ready).label("ready")).where(
                outbox.c.target_kind == kind, outbox.c.rank == rank, outbox.c.ready.is_not(None)
            )
            for kind in kinds
            for rank in range(RANKS)
        )
    )


async def count_open(connection: AsyncConnection) -> int:
    """How many announcements are not done."""
    query = select(func.count()).where(outbox.c.state.in_(_OPEN))
    return (await connection.execute(query)).scalar_one()


async def counts(connection: AsyncConnection) -> dict[Delivery, int]:
    """How many announcements are in each state."""
    rows = await connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {Delivery(state): count for state, count in rows}


async def forget_guild(connection: AsyncConnection, guild: str) -> None:
    """Remove every announcement to a server."""
    await connection.execute(delete(outbox).where(outbox.c.guild == guild))
    await connection.execute(delete(archive).where(archive.c.guild == guild))


async def forget_target(connection: AsyncConnection, target: Target) -> None:
    """Remove every announcement to a target."""
    await connection.execute(delete(outbox).where(*_to(target)))
    here = (archive.c.target_kind == target.kind, archive.c.target_id == target.id)
    await connection.execute(delete(archive).where(*here))


async def put_away(connection: AsyncConnection, before: dt.datetime, limit: int) -> int:
    """Move rows that were done before a moment into the archive, `limit` of them at most; how many."""
    done = outbox.c.state.in_(_DONE) & (outbox.c.at < before)
    numbers = list((await connection.execute(select(outbox.c.id).where(done).limit(limit))).scalars())
    if not numbers:
        return 0
    columns = [column.name for column in archive.columns]
    rows = select(*(outbox.c[name] for name in columns)).where(outbox.c.id.in_(numbers))
    await connection.execute(insert(archive).from_select(columns, rows))
    await connection.execute(delete(outbox).where(outbox.c.id.in_(numbers)))
    return len(numbers)


RANKS = 3
"""How many ranks the queue has."""
_TARGETS = 500
"""How many targets one question names."""

_ASKED_FOR = (outbox.c.kind == AnnouncementKind.REMINDER) & outbox.c.lead.is_(None)
"""What somebody put off to a moment of their own."""

# Built once: these are asked for every announcement, and building a statement takes longer than asking it.
_OWN = (outbox.c.id == bindparam("number"), outbox.c.owner == bindparam("holder"), outbox.c.state == Delivery.LEASED)
_HELD = select(*_ENTRY).where(*_OWN)
_READY = (
    select(*_ENTRY, outbox.c.rank, outbox.c.ready)
    .where(
        outbox.c.target_kind == bindparam("kind"),
        # The ranks are named so that the index gives the rows in their order.
        outbox.c.rank.in_(range(RANKS)),
        outbox.c.ready <= bindparam("now"),
    )
    .order_by(outbox.c.rank, outbox.c.ready, outbox.c.id)
    .limit(bindparam("limit", type_=Integer))
    .with_for_update(skip_locked=True)
)
_BEGIN = (
    update(outbox)
    .where(*_OWN)
    .values(
        attempts=outbox.c.attempts + 1,
        first_tried=func.coalesce(outbox.c.first_tried, bindparam("now")),
        ready=bindparam("until"),
        at=bindparam("now"),
    )
)
_FINISH_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("number"), outbox.c.state != Delivery.SENT)
    .values(
        state=Delivery.SENT, ready=None, owner=None, at=bindparam("now"), message_id=bindparam("message"), reason=None
    )
)


async def _settle(connection: AsyncConnection, number: int, **values: object) -> bool:
    statement = update(outbox).where(outbox.c.id == number, outbox.c.state.in_(_OPEN))
    return (await connection.execute(statement.values(owner=None, **values))).rowcount > 0


def _to(target: Target) -> tuple[ColumnElement[bool], ...]:
    return (outbox.c.target_kind == target.kind, outbox.c.target_id == target.id)


def _put_off(target: Target) -> tuple[ColumnElement[bool], ...]:
    return (*_to(target), _ASKED_FOR, outbox.c.state == Delivery.DUE)


def _row(owing: Owing, now: dt.datetime) -> dict[str, object]:
    announcement = owing.announcement
    return {
        "key": announcement.key,
        "kind": announcement.kind,
        "show": announcement.show,
        "season": NO_SEASON if announcement.season is None else announcement.season,
        "date": str(announcement.date) if announcement.date else None,
        "before": str(announcement.before) if announcement.before else None,
        "lead": announcement.lead,
        "target_kind": announcement.target.kind,
        "target_id": announcement.target.id,
        "guild": owing.guild,
        "due": announcement.due,
        "evidence": announcement.evidence,
        "url": announcement.url,
        "rank": owing.rank,
        "state": Delivery.DUE,
        "ready": announcement.due,
        "attempts": 0,
        "at": now,
        "reason": None,
    }


def _entry(row: Sequence[Any]) -> Entry:
    number, kind, show, season, date, target_kind, target, due, lead, before, evidence, url, *rest = row
    state, attempts, first_tried, reason, message_id, at, guild, owner, key = rest
    announcement = Announcement(
        AnnouncementKind(kind),
        show,
        None if season == NO_SEASON else season,
        Edtf.parse(date) if date else None,
        Target(TargetKind(target_kind), target),
        due,
        lead,
        Edtf.parse(before) if before else None,
        evidence,
        url,
    )
    state = Delivery(state)
    return Entry(number, announcement, state, attempts, first_tried, reason, message_id, at, guild, owner, key)
