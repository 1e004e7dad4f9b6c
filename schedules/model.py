"""The words of Marquee, as frozen values; every datetime is aware and every day is a plain `date`."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from schedules.edtf import Edtf, Precision


class Status(StrEnum):
    """What an article says about a season's date."""

    CONFIRMED = "confirmed"
    """Announced or settled by those in charge; also a vague window."""
    RUMOURED = "rumoured"
    """Speculated, expected, leaked, hoped or guessed."""
    SUPERSEDED = "superseded"
    """A date or plan that no longer holds."""
    RELEASED = "released"
    """Had already come out when the article was written."""
    CANCELLED = "cancelled"
    """Will not be made or will not come; carries no date."""
    UNDATED = "undated"
    """Is coming, and the article gives no date; carries no date."""


class Trust(StrEnum):
    """How far a site or a source is believed."""

    OFFICIAL = "official"
    """The service or the maker itself."""
    TRUSTED = "trusted"
    """A site that checks what it prints: it may move a date alone."""
    OTHER = "other"
    """Anyone else: it may date a season, and needs a second voice to move one."""


@dataclass(frozen=True, slots=True)
class ReleaseRule:
    """When a service releases: at `time` in `zone`, on days from `since` on (None: from the beginning)."""

    time: dt.time
    zone: str
    """An IANA name, such as America/Los_Angeles."""
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Where shows are released, with its release rules, oldest first."""

    name: str
    rules: tuple[ReleaseRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Show:
    """A series of the catalogue."""

    name: str
    service: str
    aliases: tuple[str, ...] = ()
    miniseries: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """One fact of the catalogue's history: the day a season reached its service, or None and the day it was ended."""

    show: str
    season: int
    date: dt.date | None
    time: dt.time | None = None
    """The local time of release where it differs from the service's rule."""
    zone: str | None = None
    """The IANA zone of `time`."""
    cancelled: dt.date | None = None
    """The day on which the season was called off; then `date` is None."""


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of where it comes from."""

    text: str
    """Plain text as given; a claim's offsets count its characters."""
    title: str = ""
    published: dt.date | None = None
    """The day of publication where its writer was; None when the article does not say."""
    url: str | None = None
    site: str | None = None
    """The host that speaks, such as example.org; None for a pasted text."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of an article that helped to make a claim: `kind` says what it told."""

    kind: str
    """show, season, date, release, status, negation or time."""
    start: int
    end: int
    text: str
    in_title: bool = False
    """Whether the offsets count the title's characters instead of the text's."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says of one season: exactly one (show, season, date, status) of `corpus/GUIDE.md`."""

    show: str
    season: int | None
    date: Edtf | None
    status: Status
    evidence: str
    """The quote: the very characters of the article that say it."""
    start: int | None
    """Where the quote begins in `Article.text`; None when the quote is taken from the title."""
    end: int | None
    """Where the quote ends (exclusive); None when the quote is taken from the title."""
    rule: str
    """The name of the reading rule that made it."""
    service: str | None = None
    """The show's service by the catalogue that it was read with; where it comes out today's catalogue says."""
    time: str | None = None
    """The local time of release, HH:MM, when the article gives one."""
    zone: str | None = None
    """The zone of `time` as written, such as PT or EST."""
    cues: tuple[Cue, ...] = field(default=(), compare=False)
    """What made the status, for showing; not part of the claim's identity."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim together with who made it: what beliefs are weighed from."""

    claim: Claim
    article: str
    """The article's identity: its text's fingerprint."""
    published: dt.date | None
    site: str | None = None
    url: str | None = None
    title: str = ""
    trust: Trust = Trust.OTHER
    voice: str = ""
    """Articles that repeat one another nearly word for word share one voice; '' means the article is its own."""


class Verdict(StrEnum):
    """What became of a claim when its premiere was weighed."""

    SUPPORTS = "supports"
    """It says what is believed."""
    SUPERSEDED = "superseded"
    """A newer word took its place, or the article itself withdraws it."""
    TOO_VAGUE = "too vague"
    """It agrees, but says less than is known."""
    OUTWEIGHED = "outweighed"
    """It contradicts, and is not believed: a rumour, or less trusted."""
    OTHER_SEASON = "other season"
    """It speaks of another season."""
    STALE = "stale"
    """It spoke of a date that its own day has overtaken."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One claim's part in a belief: a verdict, and one sentence that explains it to a person."""

    testimony: Testimony
    verdict: Verdict
    detail: str


@dataclass(frozen=True, slots=True)
class Pin:
    """An editor's decision that a season premieres on `date`, whatever articles say."""

    show: str
    season: int
    date: Edtf
    editor: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Premiere:
    """What is believed about one season of one show."""

    show: str
    season: int | None
    service: str
    date: Edtf | None
    precision: Precision
    moment: dt.datetime | None
    """The moment of release in UTC; None for anything less precise than a day."""
    status: Status
    disputed: bool = False
    """Whether a voice that is not believed yet contradicts the date."""
    rumour: Edtf | None = None
    """The newest rumoured date, shown as a rumour only."""
    evidence: str = ""
    url: str | None = None
    published: dt.date | None = None
    """The publication day of the article whose quote is `evidence`."""
    basis: str = ""
    """One sentence: what the date rests on."""
    since: dt.datetime | None = None
    """The moment (UTC) since which Marquee has believed this date; None where it was never announced or not stored."""
    reasons: tuple[Reason, ...] = ()
    """Every claim behind it, newest first."""


class ChangeKind(StrEnum):
    """How a belief went from one state to the next."""

    DATED = "dated"
    """A date or a window became known."""
    REFINED = "refined"
    """The date became finer without contradicting what was known."""
    MOVED = "moved"
    """Another date took its place, or the date was withdrawn."""
    CANCELLED = "cancelled"
    """The season will not come."""
    REVIVED = "revived"
    """A cancelled season comes after all."""
    RELEASED = "released"
    """An article says that it is there."""


@dataclass(frozen=True, slots=True)
class Change:
    """One premiere going from one belief to the next."""

    kind: ChangeKind
    show: str
    season: int | None
    before: Edtf | None
    after: Edtf | None
    on: dt.date
    """The day of publication of the article that brought it; the first of all days where the article gives none."""
    evidence: str = ""
    """What the article says; '' where an editor decided it."""
    url: str | None = None
    site: str | None = None

    @property
    def day(self) -> dt.date | None:
        """The day of publication; None where the article gives none."""
        return None if self.on == dt.date.min else self.on


class TargetKind(StrEnum):
    """What a follow or an announcement is addressed to."""

    CHANNEL = "channel"
    """A Discord channel, by its id."""
    MEMBER = "member"
    """A Discord member by direct message, by the user's id."""
    CONSOLE = "console"
    """The terminal."""


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Where announcements go."""

    kind: TargetKind
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


@dataclass(frozen=True, slots=True)
class Follow:
    """A target wanting announcements of a show, or of all of them."""

    target: Target
    show: str | None = None
    """None follows every show."""
    leads: tuple[int, ...] = (7, 1, 0)
    """How many days before the moment reminders go out; 0 is the premiere itself."""
    guild: str | None = None
    """The Discord server the target belongs to."""
    since: dt.datetime | None = None
    """When it began (UTC): nothing that fell due before is owed; None owes everything."""


class AnnouncementKind(StrEnum):
    """What an announcement tells."""

    DATED = "dated"
    REFINED = "refined"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REVIVED = "revived"
    REMINDER = "reminder"
    PREMIERE = "premiere"
    """The reminder of lead 0: it is here."""


class Delivery(StrEnum):
    """The state of an announcement in the outbox."""

    DUE = "due"
    """Waiting to be sent."""
    LEASED = "leased"
    """A process is sending it."""
    SENT = "sent"
    FAILED = "failed"
    """It can't be delivered; kept, shown and told to someone."""
    EXPIRED = "expired"
    """It was no longer true or no longer useful when it could have been sent."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """One message owed to one target."""

    kind: AnnouncementKind
    show: str
    season: int | None
    date: Edtf | None
    """The date announced."""
    target: Target
    due: dt.datetime
    """The moment from which it may be sent (UTC)."""
    lead: int | None = None
    """Days before the premiere, for reminders; None for one that somebody put off to a moment of their own."""
    before: Edtf | None = None
    """The date believed until now, where it changed."""
    evidence: str = ""
    url: str | None = None

    @property
    def key(self) -> str:
        """What makes it one announcement and no second: kind, show, season, date, lead and target.

        A reminder without a lead was asked for once more, for a moment of its own, which takes the lead's place.
        """
        snoozed = self.kind is AnnouncementKind.REMINDER and self.lead is None
        when = self.due.isoformat() if snoozed else self.lead
        parts = (self.kind, self.show, self.season, self.date, self.before if self.lead is None else None, when)
        return "|".join("" if part is None else str(part) for part in (*parts, self.target))


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """How one Discord server wants to be spoken to."""

    guild: str
    """The server's id."""
    prefix: str = "!"
    channel: str | None = None
    """Where announcements go."""
    role: str | None = None
    """The role that announcements mention; None mentions nobody."""
    kinds: tuple[AnnouncementKind, ...] = tuple(AnnouncementKind)
    """What is announced."""
    leads: tuple[int, ...] = (7, 1, 0)
    """The leads of new follows, in days."""
    zone: str = "UTC"
    """The IANA zone in which quiet hours and digests count."""
    quiet_start: dt.time | None = None
    """When quiet hours begin, in `zone`; None for no quiet hours."""
    quiet_end: dt.time | None = None
    quiet_holds_premieres: bool = False
    """Whether quiet hours hold premieres back too."""
    digest_day: int | None = None
    """The weekday of the digest, 0 for Monday; None for no digest."""
    digest_hour: int | None = None
    """The hour of the digest, in `zone`."""
    events: bool = False
    """Whether premieres are put among the server's scheduled events."""
    crosspost: bool = False
    """Whether announcements in a news channel are published to the servers that follow it."""
    fallback_channel: str | None = None
    """Where to say that the channel can't be written to."""
    greeted: bool = False
    """Whether the server has been greeted."""


@dataclass(frozen=True, slots=True)
class MemberSettings:
    """How one Discord member wants to be spoken to."""

    member: str
    """The user's id."""
    zone: str | None = None
    """The IANA zone in which times are said; None for the server's."""
