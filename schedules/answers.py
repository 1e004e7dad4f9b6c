"""What the library answers, where the words of `schedules.model` are not enough."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from schedules.model import Announcement, Article, Change, Claim, Delivery, Premiere, Status


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an article that was to be kept."""

    article: str
    """Its fingerprint."""
    new: bool
    """False where it was known; then nothing has changed."""
    claims: tuple[Claim, ...]
    """What is stored of what it says."""
    changes: tuple[Change, ...] = ()
    """What it changed in what is believed."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What comes next."""

    now: dt.datetime
    """The moment of the answer."""
    premieres: tuple[Premiere, ...]
    """Dated ahead to the day, the soonest first."""
    windows: tuple[Premiere, ...]
    """Dated ahead less precisely, those that end soonest first."""
    undated: tuple[Premiere, ...]
    """Coming, without a date."""
    last: Premiere | None
    """What came out last."""


@dataclass(frozen=True, slots=True)
class Owed:
    """An announcement taken on lease, to be sent now."""

    id: int
    announcement: Announcement
    premiere: Premiere | None
    """What is believed now, to make the message's text from."""
    attempts: int
    """How often it was tried before."""
    first_tried: dt.datetime | None
    nonce: str
    """At most 25 characters, the same at every attempt."""
    guild: str | None


@dataclass(frozen=True, slots=True)
class Sending:
    """An announcement of the outbox and what became of it."""

    id: int
    announcement: Announcement
    state: Delivery
    attempts: int
    reason: str | None
    """Why it failed, waits again or expired."""
    message_id: str | None
    at: dt.datetime
    """When its state last changed."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that an editor did."""

    at: dt.datetime
    editor: str
    action: str
    """pin, unpin, strike, unstrike, approve, reject or reread."""
    subject: str
    """The season or the article that it was done to."""
    detail: str = ""


class Review(StrEnum):
    """What became of a submission."""

    PENDING = "pending"
    """It waits for an editor."""
    APPROVED = "approved"
    """It was kept."""
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Submission:
    """An article that somebody found who may not change what is believed."""

    id: int
    article: Article
    by: str
    """Who found it."""
    at: dt.datetime
    state: Review = Review.PENDING
    editor: str | None = None
    """Who decided."""
    claims: tuple[Claim, ...] = ()
    """What is read in it today."""


@dataclass(frozen=True, slots=True)
class Rereading:
    """An article in which today's reader finds other claims than are stored."""

    article: str
    """Its fingerprint."""
    show: str
    before: tuple[Claim, ...]
    """The claims about the show as they are stored."""
    after: tuple[Claim, ...]
    """The claims about the show as they are read today."""


@dataclass(frozen=True, slots=True)
class Stats:
    """How much there is of everything."""

    articles: int
    claims: Mapping[Status, int]
    announcements: Mapping[Delivery, int]
    queue: int
    """Announcements that are due or being sent."""
    last_poll: dt.datetime | None
    """When a source was last fetched without an error."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How the database itself is: it opened, and took a writer."""

    version: str
    """The version of its schema."""
    size: int
    """In bytes."""
