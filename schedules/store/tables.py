"""The tables, the same on SQLite and PostgreSQL.

Moments are aware and kept in UTC, days are plain dates, partial dates are EDTF text. A season that was not named is
kept as `NO_SEASON`, because a NULL would escape the unique keys that keep doubles out.
"""

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
)

NO_SEASON = -1


class Moment(TypeDecorator[dt.datetime]):
    """An aware moment, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn a moment into what the database keeps; ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no zone; moments are aware.")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn what the database keeps into an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str, **options: Any) -> Column[str]:  # noqa: ANN401 - whatever a column takes
    return Column(name, Text, nullable=False, **options)


articles = Table(
    "articles",
    metadata,
    _id(),
    _text("fingerprint", unique=True),
    Column("canonical", Text, index=True),
    Column("url", Text),
    Column("site", Text),
    _text("title"),
    Column("published", Date, index=True),
    Column("trust", Text),
    _text("voice"),
    Column("received_from", Text),
    Column("kept", Moment, nullable=False),
    Column("struck", Moment),
    Column("signature", Text),
    Column("replaced_by", Integer, ForeignKey("articles.id", ondelete="SET NULL")),
    Index(None, "voice"),
)
"""One row an article.

`trust` is NULL where the site's own holds; `voice` is shared by articles that repeat one another. `replaced_by` is the
next edition by the same site at the same address that speaks of one of its shows: of a show that later editions speak
of, only the last of them counts that is not struck out.
"""

sketches = Table(
    "sketches",
    metadata,
    Column("article", Integer, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Index(None, "key"),
)
"""The values by which texts that repeat one another find each other."""

texts = Table(
    "texts",
    metadata,
    Column("article", Integer, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _text("text"),
)
"""Apart from the articles, so that weighing never drags the texts along."""

claims = Table(
    "claims",
    metadata,
    _id(),
    Column("article", Integer, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True),
    _text("show", index=True),
    Column("season", Integer, nullable=False),
    Column("date", Text),
    _text("status"),
    _text("evidence"),
    Column("start", Integer),
    Column("end", Integer),
    _text("rule"),
    Column("service", Text),
    Column("time", Text),
    Column("zone", Text),
)

premieres = Table(
    "premieres",
    metadata,
    _id(),
    _text("show"),
    Column("season", Integer, nullable=False),
    _text("service"),
    Column("date", Text),
    _text("precision"),
    Column("moment", Moment, index=True),
    _text("standing"),
    Column("until", Moment),
    _text("status"),
    Column("disputed", Boolean, nullable=False),
    Column("rumour", Text),
    _text("evidence"),
    Column("url", Text),
    Column("published", Date),
    _text("basis"),
    Column("since", Moment, index=True),
    UniqueConstraint("show", "season"),
    Index(None, "standing", "until", "show", "season"),
)
"""What is believed of each season, as weighed last.

`until` is when it stops lying ahead: its moment, else the end of its last possible day; NULL where that is open.
"""

weighings = Table(
    "weighings",
    metadata,
    Column("show", Text, primary_key=True),
    Column("holds_from", Date, nullable=False),
    Column("holds_until", Date, nullable=False, index=True),
    _text("known"),
    Index(None, "holds_from"),
)
"""For each show the days (until is exclusive) on which its premieres, as stored, are what weighing would give."""

memories = Table(
    "memories",
    metadata,
    Column("show", Text, primary_key=True),
    Column("day", Date, nullable=False),
    Column("seen", Integer, nullable=False),
    _text("known"),
    _text("turns"),
    Column("state", LargeBinary, nullable=False),
)
"""For shows that much was said of, the outcome of what was published up to a day, so that it is not heard each time.

It can be deleted whenever one likes. `seen` is the last claim that it knows of, `known` a digest of what else it rests
on, `turns` the days on which it may matter which day it is, `state` compressed.
"""

changes = Table(
    "changes",
    metadata,
    _id(),
    _text("kind"),
    _text("show"),
    Column("season", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("on", Date, nullable=False),
    _text("evidence"),
    Column("url", Text),
    Column("site", Text),
    Column("noticed", Moment, nullable=False),
    Index(None, "show", "on"),
    Index(None, "on"),
)
"""What became of beliefs, in the order in which it was noticed."""

follows = Table(
    "follows",
    metadata,
    _id(),
    _text("target_kind"),
    _text("target_id"),
    Column("show", Text),
    _text("scope"),
    _text("leads"),
    Column("guild", Text, index=True),
    Column("since", Moment, nullable=False, index=True),
    UniqueConstraint("target_kind", "target_id", "scope"),
    Index(None, "show"),
    Index(None, "leads", "show"),
)
"""`scope` is the show, or '' for all of them, where `show` is NULL: a NULL would escape the unique key."""

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _text("key", unique=True),
    _text("kind"),
    _text("show"),
    Column("season", Integer, nullable=False),
    Column("date", Text),
    Column("before", Text),
    Column("lead", Integer),
    _text("target_kind"),
    _text("target_id"),
    Column("guild", Text, index=True),
    Column("due", Moment, nullable=False),
    _text("evidence"),
    Column("url", Text),
    Column("rank", Integer, nullable=False),
    _text("state"),
    Column("ready", Moment),
    Column("owner", Text),
    Column("attempts", Integer, nullable=False),
    Column("first_tried", Moment),
    Column("at", Moment, nullable=False),
    Column("reason", Text),
    Column("message_id", Text),
    Index(None, "target_kind", "target_id", "show", "season"),
    Index(None, "state", "at"),
    Index(None, "target_kind", "rank", "ready"),
)
"""One row an announcement.

`ready` is when it may be taken next (for a leased row: when its lease ends); NULL when it is done.
"""

marks = Table(
    "marks",
    metadata,
    Column("name", Text, primary_key=True),
    _text("value"),
)
"""Single facts: how far the announcing has come, by which rules and which catalogue the premieres were weighed."""

guilds = Table(
    "guilds",
    metadata,
    Column("guild", Text, primary_key=True),
    _text("prefix"),
    Column("channel", Text),
    Column("role", Text),
    _text("kinds"),
    _text("leads"),
    _text("zone"),
    Column("quiet_start", Time),
    Column("quiet_end", Time),
    Column("quiet_holds_premieres", Boolean, nullable=False),
    Column("digest_day", Integer),
    Column("digest_hour", Integer),
    Column("events", Boolean, nullable=False),
    Column("crosspost", Boolean, nullable=False),
    Column("fallback_channel", Text),
    Column("greeted", Boolean, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("member", Text, primary_key=True),
    Column("zone", Text),
)

pins = Table(
    "pins",
    metadata,
    Column("show", Text, primary_key=True),
    Column("season", Integer, primary_key=True, autoincrement=False),
    _text("date"),
    _text("editor"),
    Column("at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", Moment, nullable=False),
    _text("editor"),
    _text("action"),
    _text("subject"),
    _text("detail"),
)
"""What editors did; rows are only ever added."""

submissions = Table(
    "submissions",
    metadata,
    _id(),
    _text("fingerprint", unique=True),
    _text("text"),
    _text("title"),
    Column("published", Date),
    Column("url", Text),
    Column("site", Text),
    _text("by"),
    Column("at", Moment, nullable=False),
    _text("state"),
    Column("editor", Text),
    Index(None, "state", "by"),
)
"""Articles that somebody found who may not change what is believed."""

sources = Table(
    "sources",
    metadata,
    _id(),
    _text("name", unique=True),
    Column("trust", Text),
    _text("added_by"),
    Column("added", Moment, nullable=False),
    Column("paused", Boolean, nullable=False),
    _text("url"),
    Column("next_poll", Moment, nullable=False, index=True),
    Column("interval", Integer, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    _text("digest"),
    Column("last_success", Moment),
    Column("last_change", Moment),
    Column("last_failure", Moment),
    Column("failures", Integer, nullable=False),
    _text("error"),
    Column("asleep", Boolean, nullable=False),
    Column("site", Text),
    Column("failing_since", Moment),
    Column("feed", Boolean),
)
"""Where articles come from.

`name` is the address as it was added, `url` the one that is asked; the interval is in seconds. `site` is who speaks in
it, where that is not the host that answers. `feed` is NULL where nothing came from it yet.
"""

archive = Table(
    "archive",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    _text("show"),
    Column("season", Integer, nullable=False),
    Column("date", Text),
    Column("lead", Integer),
    _text("target_kind"),
    _text("target_id"),
    Column("guild", Text, index=True),
    _text("state"),
    Column("reason", Text),
    Column("message_id", Text),
    Column("at", Moment, nullable=False, index=True),
    Index(None, "target_kind", "target_id"),
)
"""What was done with announcements of long ago, moved here from the outbox to keep that small."""
