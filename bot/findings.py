"""What `marquee doctor` found out, before anything is made of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schedules import Condition, Sending, Source, Stats


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds."""

    condition: "Condition"
    stats: "Stats"
    waiting: "tuple[Sending, ...]"
    """Announcements that are due and not being sent."""
    failed: "tuple[Sending, ...]"
    sources: "tuple[Source, ...]"


class Whereabouts(Enum):
    """What became of a channel that is followed."""

    THERE = "there"
    GONE = "gone"
    LEFT = "left"
    """The bot is not in the channel's server."""
    UNKNOWN = "unknown"
    """Discord gave an answer that says neither."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that is followed."""

    id: str
    name: str | None
    whereabouts: Whereabouts
    missing: tuple[str, ...] = ()
    """The permissions that the bot needs there and has not, as Discord names them."""
    problem: str = ""
    """Discord's answer where it is unknown what became of it."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """How often a bot may still begin a session at the gateway."""

    remaining: int
    total: int
    reset_after: timedelta


@dataclass(frozen=True, slots=True)
class Asked:
    """What Discord answered."""

    problem: str = ""
    """Why it could not be asked; '' where it could."""
    accepted: bool = False
    """Whether it takes the token."""
    name: str = ""
    """The bot's name."""
    content_intent: bool | None = None
    """Whether the message-content intent is on; None where that could not be learnt."""
    sessions: Sessions | None = None
    gateway_problem: str = ""
    """Why the gateway does not answer; '' where it does."""
    places: tuple[Place, ...] = ()
    server_time: datetime | None = None
    """The moment that its answer was written at, by its own clock."""
    asked_at: datetime | None = None
    """The moment that the answer came, by this machine's clock."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found out; what is None was not looked at."""

    now: datetime
    zone: str
    token: bool
    pretended: bool
    """Whether MARQUEE_NOW moves the clock."""
    private: bool
    """Whether private networks may be fetched from."""
    unknown: tuple[str, ...]
    """Names that begin like settings and are none."""
    catalogue_problem: str
    shows: int
    database_problem: str
    kept: Kept | None
    missing_zones: tuple[str, ...]
    """Zones of services and settings of which this machine knows nothing."""
    asked: Asked | None
