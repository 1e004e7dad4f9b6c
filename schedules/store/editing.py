"""What editors decide and have to decide: pins, the audit log, and what others submitted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.answers import AuditEntry, Review, Submission
from schedules.edtf import Edtf
from schedules.model import Article, Pin
from schedules.store import memories
from schedules.store.tables import audit, pins, submissions
from schedules.store.writing import insert_into, upsert_into

_SUBMISSION = tuple(
    submissions.c[name] for name in ("id", "text", "title", "published", "url", "site", "by", "at", "state", "editor")
)


# Built once: to build a statement takes longer than to have it answered.
_PINS_OF = select(pins).where(pins.c.show.in_(bindparam("shows", expanding=True))).order_by(pins.c.season)


async def put_pin(connection: AsyncConnection, pin: Pin) -> None:
    """Store a pin in the place of the one that the season had."""
    # The pin whose place it takes may have counted already.
    await memories.forget(connection, [pin.show])
    row = {"show": pin.show, "season": pin.season, "date": str(pin.date), "editor": pin.editor, "at": pin.at}
    await connection.execute(upsert_into(connection, pins, ("show", "season"), ("date", "editor", "at")), [row])


async def remove_pin(connection: AsyncConnection, show: str, season: int) -> bool:
    """Take a season's pin away; False where it had none."""
    await memories.forget(connection, [show])
    statement = delete(pins).where(pins.c.show == show, pins.c.season == season)
    return (await connection.execute(statement)).rowcount > 0


async def pins_of(connection: AsyncConnection, shows: Collection[str]) -> dict[str, list[Pin]]:
    """The pins of `shows`, each show's by season."""
    found: dict[str, list[Pin]] = defaultdict(list)
    for show, season, date, editor, at in await connection.execute(_PINS_OF, {"shows": list(shows)}):
        found[show].append(Pin(show, season, Edtf.parse(date), editor, at))
    return found


async def record(connection: AsyncConnection, entry: AuditEntry) -> None:
    """Add an entry to the audit log."""
    row = {name: getattr(entry, name) for name in ("at", "editor", "action", "subject", "detail")}
    await connection.execute(insert(audit), [row])


async def recorded(connection: AsyncConnection, limit: int) -> tuple[AuditEntry, ...]:
    """The newest entries of the audit log."""
    query = select(*audit.c["at", "editor", "action", "subject", "detail"]).order_by(audit.c.id.desc()).limit(limit)
    return tuple(AuditEntry(*row) for row in await connection.execute(query))


async def submit(
    connection: AsyncConnection, fingerprint: str, article: Article, by: str, at: dt.datetime
) -> Submission:
    """Store an article for review, unless it was submitted before; the submission either way."""
    row = {
        "fingerprint": fingerprint,
        "text": article.text,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "site": article.site,
        "by": by,
        "at": at,
        "state": Review.PENDING,
    }
    statement = insert_into(connection, submissions).on_conflict_do_nothing(index_elements=["fingerprint"])
    await connection.execute(statement, [row])
    query = select(*_SUBMISSION).where(submissions.c.fingerprint == fingerprint)
    return _submission((await connection.execute(query)).one())


async def submission(connection: AsyncConnection, number: int) -> Submission | None:
    """One submission by its number."""
    row = (await connection.execute(select(*_SUBMISSION).where(submissions.c.id == number))).first()
    return _submission(row) if row else None


async def pending(connection: AsyncConnection, limit: int) -> tuple[Submission, ...]:
    """The submissions that wait for an editor, the oldest first."""
    query = select(*_SUBMISSION).where(submissions.c.state == Review.PENDING).order_by(submissions.c.id).limit(limit)
    return tuple(_submission(row) for row in await connection.execute(query))


async def pending_by(connection: AsyncConnection, by: str) -> int:
    """How many submissions of one person wait for an editor."""
    query = select(func.count()).where(submissions.c.state == Review.PENDING, submissions.c.by == by)
    return (await connection.execute(query)).scalar_one()


async def decide(connection: AsyncConnection, number: int, state: Review, editor: str) -> bool:
    """Settle a submission; False where that has been done."""
    waits = (submissions.c.id == number, submissions.c.state == Review.PENDING)
    statement = update(submissions).where(*waits).values(state=state, editor=editor)
    return (await connection.execute(statement)).rowcount > 0


async def forget_submitter(connection: AsyncConnection, by: str) -> None:
    """Remove what a person submitted."""
    await connection.execute(delete(submissions).where(submissions.c.by == by))


def _submission(row: Sequence[Any]) -> Submission:
    number, text, title, published, url, site, by, at, state, editor = row
    return Submission(number, Article(text, title, published, url, site), by, at, Review(state), editor)
