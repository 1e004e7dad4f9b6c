"""What comes next, at a glance: read straight from a SQLite file by Python's own driver.

To answer one question a command should not have to wait for a database toolkit to load. So this asks the table of
premieres what `Library.next` asks it, where the answer stands there ready; wherever it does not (another database, an
older schema, another catalogue, other rules, a day that changes something), it gives None, and `Library` is the one to
ask. It writes nothing and refuses nothing.
"""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from schedules.answers import Outlook
from schedules.catalogue import Catalogue
from schedules.edtf import Edtf, Precision
from schedules.model import Premiere, Status
from schedules.rules import weighed_by

VERSION = "0005"
"""The version of the schema that this reads; a test holds it to the store's."""

_FEW = 10
_NO_SEASON = -1
_PATIENCE_SECONDS = 1
_SCHEMES = ("sqlite:///", "sqlite+aiosqlite:///")
_COLUMNS = (
    "show, season, service, date, precision, moment, status, disputed, rumour, evidence, url, published, basis, since"
)
_SOONEST = "until, show, season"
_BY_NAME = "show, season"
_Row = tuple[Any, ...]


def glance(
    database: str, catalogue: Catalogue, now: dt.datetime, show: str | None = None, count: int = 1
) -> Outlook | None:
    """What `Library.next` would answer, or None where it has to be asked.

    Args:
        database: a path, or a URL.
        catalogue: the shows that are followed.
        now: the moment it is, aware.
        show: only of this show, by its name or an alias.
        count: how many dated premieres.

    Raises:
        UnknownShowError: the catalogue has no such show.
    """
    name = None if show is None else catalogue.show(show).name
    path = _path(database)
    if path is None or not path.is_file():
        return None
    try:
        # Opened for writing, because a reader too has to make the file that readers and writers share.
        with closing(
            sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=_PATIENCE_SECONDS)
        ) as open_file:
            return _ask(open_file, catalogue, now.astimezone(dt.UTC), name, count)
    except sqlite3.Error:
        # Whatever is wrong with the file, the library has the words for it.
        return None


def _path(database: str) -> Path | None:
    if "://" not in database:
        return Path(database).expanduser()
    for scheme in _SCHEMES:
        if database.startswith(scheme) and "?" not in database and "%" not in database:
            return Path(database.removeprefix(scheme)).expanduser()
    return None


def _ask(
    connection: sqlite3.Connection, catalogue: Catalogue, now: dt.datetime, show: str | None, count: int
) -> Outlook | None:
    connection.execute("BEGIN")
    today = now.date().isoformat()
    ready = connection.execute(
        "SELECT (SELECT version_num FROM alembic_version) = ? "
        "AND (SELECT value FROM marks WHERE name = 'catalogue') = ? "
        "AND NOT EXISTS (SELECT 1 FROM weighings WHERE holds_until <= ?) "
        "AND NOT EXISTS (SELECT 1 FROM weighings WHERE holds_from > ?)",
        (VERSION, weighed_by(catalogue), today, today),
    ).fetchone()
    if not ready[0]:
        return None
    moment = now.replace(tzinfo=None).isoformat(" ", "microseconds")

    def rows(standing: str, lies: str, order: str, limit: int) -> list[_Row]:
        # Of one show there is little: the plus keeps SQLite from looking for it by the dates of all the others.
        here = "standing = :standing" if show is None else "show = :show AND +standing = :standing"
        query = (
            f"SELECT {_COLUMNS}, until FROM premieres WHERE {here} AND {lies} "  # noqa: S608 - own words
            f"ORDER BY {order} LIMIT :limit"
        )
        return connection.execute(query, {"standing": standing, "now": moment, "show": show, "limit": limit}).fetchall()

    few = max(count, _FEW)
    out = [
        row
        for standing in ("day", "released")
        for row in rows(standing, "until <= :now", "until DESC, show DESC, season DESC", 1)
    ]
    # Asked for one by one, the index gives them in their order.
    windows = rows("window", "until > :now", _SOONEST, few) + rows("window", "until IS NULL", _BY_NAME, few)
    return Outlook(
        now,
        tuple(map(_premiere, rows("day", "until > :now", _SOONEST, count))),
        tuple(map(_premiere, windows[:few])),
        tuple(map(_premiere, rows("undated", "until IS NULL", _BY_NAME, few))),
        _premiere(max(out, key=lambda row: (row[-1], row[0], row[1]))) if out else None,
    )


def _premiere(row: _Row) -> Premiere:
    (
        show,
        season,
        service,
        date,
        precision,
        moment,
        status,
        disputed,
        rumour,
        evidence,
        url,
        published,
        basis,
        since,
        _,
    ) = row
    return Premiere(
        show,
        None if season == _NO_SEASON else season,
        service,
        Edtf.parse(date) if date else None,
        Precision(precision),
        _moment(moment),
        Status(status),
        bool(disputed),
        Edtf.parse(rumour) if rumour else None,
        evidence,
        url,
        dt.date.fromisoformat(published) if published else None,
        basis,
        _moment(since),
    )


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) if text else None
