"""What the library answers, where the words of `schedules.model` are not enough."""

import datetime as dt
from dataclasses import dataclass

from schedules.model import Announcement, Change, Claim, Delivery, Premiere


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
