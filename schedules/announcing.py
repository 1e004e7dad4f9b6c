"""What is owed to whom, and when: premieres, changes and follows in, announcements out.

Nothing here remembers what was said: an announcement's key makes it one, and whoever keeps the keys may ask as often
as it likes. Nothing here sends, and nothing reads a clock.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from schedules.edtf import Edtf
from schedules.model import (
    Announcement,
    AnnouncementKind,
    Change,
    ChangeKind,
    Follow,
    GuildSettings,
    Premiere,
    Status,
    Target,
    TargetKind,
)

LATE = dt.timedelta(hours=24)
"""How long after its moment a premiere is still announced as one that is here."""
FRESH = dt.timedelta(days=30)
"""How long after its publication a word that gives no date (called off, withdrawn) is still news."""

_TURNS = (AnnouncementKind.MOVED, AnnouncementKind.REVIVED)
_DIGESTED = 2
"""A reminder of fewer days is never left to a digest."""
_DAY = dt.timedelta(days=1)
_MINUTE = dt.timedelta(minutes=1)
_TOLD = {
    ChangeKind.DATED: AnnouncementKind.DATED,
    ChangeKind.REFINED: AnnouncementKind.REFINED,
    ChangeKind.MOVED: AnnouncementKind.MOVED,
    ChangeKind.CANCELLED: AnnouncementKind.CANCELLED,
    ChangeKind.REVIVED: AnnouncementKind.REVIVED,
}


@dataclass(frozen=True, slots=True)
class Due:
    """What has fallen due."""

    owed: tuple[Announcement, ...] = ()
    """To be sent now."""
    expired: tuple[Announcement, ...] = ()
    """Overtaken before it could be sent: by a later lead, by the premiere, or by more than `LATE`."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What a weekly message tells; empty where there is nothing to tell."""

    since: dt.datetime
    """The moment of the digest before (UTC): `changes` begin there."""
    ahead: tuple[Premiere, ...] = ()
    """Premieres until the digest after the next, soonest first."""
    windows: tuple[Premiere, ...] = ()
    """What is dated less precisely and not over yet, by its latest day."""
    changes: tuple[Change, ...] = ()
    """What was learnt since and is still believed, newest first."""

    @property
    def empty(self) -> bool:
        """Whether it is not worth a message."""
        return not (self.ahead or self.changes)


def of_changes(
    changes: Sequence[Change], premieres: Sequence[Premiere], follows: Sequence[Follow], now: dt.datetime
) -> tuple[Announcement, ...]:
    """The announcements of changes to those who follow the show, each target once.

    Args:
        changes: what became different, in the order in which it did.
        premieres: what is believed now; of several changes to one season only the last that says so is told.
        follows: who wants to know; to follow a show and all shows is to follow it once.
        now: the moment (UTC), from which they may be sent.

    Returns:
        Nothing for a release, for a date that has passed, for a date without a year, and for an old word that gives no
        date: that is history and no news. Where a season is said to come on a day whose moment has passed by no more
        than `LATE`, and no day that has come was believed before, what is told is that it is here.
    """
    believed = {(premiere.show, premiere.season): premiere for premiere in premieres}
    news: dict[tuple[str, int | None], Change] = {}
    here: dict[tuple[str, int | None], Premiere] = {}
    for change in changes:
        key = change.show, change.season
        premiere = believed.get(key)
        if change.kind in _TOLD and _holds(change, premiere) and not _renumbered(change, changes):
            if _is_news(change, premiere, now):
                news[key] = change
            elif premiere is not None and _just_here(change, premiere, now):
                here[key] = premiere
    told = [
        Announcement(
            _TOLD[change.kind], change.show, change.season, change.after, target, now,
            before=change.before, evidence=change.evidence, url=change.url,
        )
        for change in news.values()
        for target in sorted(_wanting(follows, change.show, now))
    ]  # fmt: skip
    for premiere in here.values():
        told += [
            _reminder(premiere, target, 0, leads[0])
            for target, leads in _reminding(premiere, follows, LATE)
            if 0 in leads
        ]
    return tuple(told)


def due(premieres: Iterable[Premiere], follows: Sequence[Follow], now: dt.datetime) -> Due:
    """The reminders and premieres whose moment has come.

    A reminder falls due a lead's days (of 24 hours) before the premiere's moment, and lead 0 is the premiere itself.
    What fell due before the follow began or before the date was believed is owed to nobody. Of several that have
    passed only the latest is owed, so that an outage ends in one message that is true now.

    Args:
        premieres: what is believed now; those without a moment are passed over.
        follows: who wants to be reminded; a follow of the show says with which leads, else the follow of all shows.
        now: the moment (UTC).
    """
    owed: list[Announcement] = []
    expired: list[Announcement] = []
    for premiere in premieres:
        for target, leads in _reminding(premiere, follows):
            passed = sorted((when, lead) for lead, when in leads.items() if when <= now)
            for at, (when, lead) in enumerate(passed):
                latest = at == len(passed) - 1
                announcement = _reminder(premiere, target, lead, when)
                (owed if latest and _in_time(premiere, lead, now) else expired).append(announcement)
    return Due(tuple(owed), tuple(expired))


def next_moment(premieres: Iterable[Premiere], follows: Sequence[Follow], now: dt.datetime) -> dt.datetime | None:
    """The next moment (UTC) after `now` at which `due` has something new to say; None where nothing is ahead."""
    return min(
        (
            when
            for premiere in premieres
            for _, leads in _reminding(premiere, follows)
            for when in leads.values()
            if when > now
        ),
        default=None,
    )


def still_true(announcement: Announcement, premiere: Premiere | None, now: dt.datetime | None = None) -> bool:
    """Whether an announcement may still be sent.

    Args:
        announcement: what waits.
        premiere: what is believed of that season now; None where nothing is.
        now: the moment (UTC); where it is given, what is no news any more, a reminder of what has begun and a premiere
            that is too late or too early are not true either.
    """
    if announcement.kind is AnnouncementKind.CANCELLED:
        return premiere is not None and premiere.status is Status.CANCELLED and _is_fresh(announcement, now)
    date = premiere.date if premiere else None
    if date != announcement.date or (premiere is not None and premiere.status is Status.CANCELLED):
        return False
    if announcement.lead is None and announcement.kind is AnnouncementKind.REMINDER:
        return premiere is not None and premiere.moment is not None and (now is None or now < premiere.moment)
    if announcement.lead is None:
        if announcement.kind is AnnouncementKind.REVIVED and premiere is None:
            return False
        return _is_fresh(announcement, now) if date is None else now is None or _is_ahead(date, premiere, now)
    if premiere is None or premiere.moment is None:
        return False
    return now is None or (_in_time(premiere, announcement.lead, now) and _fallen_due(premiere, announcement.lead, now))


def overtakes(other: Announcement, announcement: Announcement) -> bool:
    """Whether one of two true announcements of a season to a target, both late, tells what the other does as well.

    What fell due later does; but that a date has moved, or holds again, is told by no reminder of it, and tells of the
    date what the reminder would.
    """
    if announcement.kind in _TURNS and other.kind is AnnouncementKind.REMINDER:
        return False
    if other.kind in _TURNS and announcement.kind is AnnouncementKind.REMINDER and announcement.lead is not None:
        return True
    return other.due > announcement.due


def hold(announcement: Announcement, settings: GuildSettings, now: dt.datetime) -> dt.datetime | None:
    """Until when a server's quiet hours hold an announcement back.

    Quiet hours are wall-clock hours of the server's zone, the night that the clocks change included.

    Returns:
        The moment (UTC, after `now`) of their end; None when it may go now. A premiere passes through unless the
        server says otherwise.
    """
    if announcement.kind is AnnouncementKind.PREMIERE and not settings.quiet_holds_premieres:
        return None
    if settings.quiet_end is None or not _quiet(settings, now):
        return None
    zone = ZoneInfo(settings.zone)
    today = now.astimezone(zone).date()
    strikes = sorted(
        _instant(today + days * _DAY, settings.quiet_end.replace(fold=fold), zone)
        for days in range(3)
        for fold in (0, 1)
    )
    end = next(when for when in strikes if when > now and not _quiet(settings, when))
    # Where the clocks skip the hour of the end, it is the moment when they do.
    while end - _MINUTE > now and not _quiet(settings, end - _MINUTE):
        end -= _MINUTE
    return end


def next_digest(settings: GuildSettings, now: dt.datetime) -> dt.datetime | None:
    """The moment (UTC) of a server's next digest after `now`; None where it wants none."""
    if settings.digest_day is None or settings.digest_hour is None:
        return None
    zone = ZoneInfo(settings.zone)
    today = now.astimezone(zone).date()
    first = today + _DAY * ((settings.digest_day - today.weekday()) % 7)
    for weeks in (0, 1):
        # The first time that the clock shows the hour; where it is skipped, the moment when it would have been.
        when = _instant(first + 7 * weeks * _DAY, dt.time(settings.digest_hour), zone)
        if when > now:
            return when
    return None


def digest(
    premieres: Iterable[Premiere], changes: Iterable[Change], settings: GuildSettings, now: dt.datetime
) -> Digest:
    """The weekly message of a server.

    Args:
        premieres: what is believed of the shows that the server follows.
        changes: what became different about them.
        settings: when the server wants its digest; where it wants none, the last seven days count.
        now: the moment of the digest (UTC).
    """
    table = list(premieres)
    believed = {(premiere.show, premiere.season): premiere for premiere in table}
    since = now - 7 * _DAY
    horizon = _horizon(settings, now)
    live = [premiere for premiere in table if premiere.status is Status.CONFIRMED and premiere.date]
    ahead = [(premiere.moment, premiere) for premiere in live if premiere.moment and now < premiere.moment <= horizon]
    windows = [
        (premiere.date.latest, premiere)
        for premiere in live
        if premiere.moment is None and premiere.date and premiere.date.latest and premiere.date.latest >= now.date()
    ]
    news = [
        change
        for change in changes
        if change.kind in _TOLD
        and since.date() <= change.on <= now.date()
        and _holds(change, believed.get((change.show, change.season)))
    ]
    return Digest(
        since,
        tuple(premiere for _, premiere in sorted(ahead, key=lambda pair: (pair[0], pair[1].show))),
        tuple(premiere for _, premiere in sorted(windows, key=lambda pair: (pair[0], pair[1].show))),
        tuple(sorted(news, key=lambda change: (change.on, change.show, change.season or 0), reverse=True)),
    )


def digest_channel(settings: GuildSettings, follows: Iterable[Follow]) -> str | None:
    """The channel of a server's digest: the one that it chose, else the one in which it has followed longest.

    Args:
        settings: the server's.
        follows: the server's, in the order in which they began.

    Returns:
        The channel's id; None where the server is announced to nowhere.
    """
    followed = (follow.target.id for follow in follows if follow.target.kind is TargetKind.CHANNEL)
    return settings.channel or next(followed, None)


def in_digest(announcement: Announcement, settings: GuildSettings) -> bool:
    """Whether a server's digest replaces an announcement.

    It replaces a reminder of days ahead that falls due beside it, of what it tells. Its channel is not asked.
    """
    lead = announcement.lead or 0
    if announcement.kind is not AnnouncementKind.REMINDER or lead < _DIGESTED:
        return False
    beside = next_digest(settings, announcement.due - _DAY)
    if beside is None or beside - announcement.due >= _DAY:
        return False
    return announcement.due + lead * _DAY <= _horizon(settings, beside)


def _horizon(settings: GuildSettings, now: dt.datetime) -> dt.datetime:
    """Up to when the digest of a moment tells of premieres."""
    return (next_digest(settings, now) or now + 7 * _DAY) + 7 * _DAY


def _holds(change: Change, premiere: Premiere | None) -> bool:
    """Whether what the change came to is what is believed."""
    if change.kind is ChangeKind.CANCELLED:
        return premiere is not None and premiere.status is Status.CANCELLED
    if premiere is None:
        return change.after is None and change.kind is ChangeKind.MOVED
    return premiere.date == change.after and premiere.status in (Status.CONFIRMED, Status.UNDATED, Status.RUMOURED)


def _is_news(change: Change, premiere: Premiere | None, now: dt.datetime) -> bool:
    if change.after is None:
        return now.date() - change.on <= FRESH
    return change.after.year_known and _is_ahead(change.after, premiere, now)


def _is_fresh(announcement: Announcement, now: dt.datetime | None) -> bool:
    return now is None or now - announcement.due <= FRESH


def _is_ahead(date: Edtf, premiere: Premiere | None, now: dt.datetime) -> bool:
    if premiere is not None and premiere.moment is not None:
        return premiere.moment > now
    return date.latest is None or date.latest >= now.date()


def _renumbered(change: Change, changes: Iterable[Change]) -> bool:
    """Whether a season has lost its date only because another one turned out to be meant, of which that is told."""
    if change.kind is not ChangeKind.MOVED or change.after is not None:
        return False
    return any(
        other.kind is ChangeKind.DATED and other.show == change.show and other.after == change.before
        for other in changes
    )


def _just_here(change: Change, premiere: Premiere, now: dt.datetime) -> bool:
    """Whether a season of which nobody could be reminded has begun just now.

    That it came today is taken from who says that it comes today, not from who tells of a release: a trailer's is soon
    mistaken for one.
    """
    if premiere.status is not Status.CONFIRMED or premiere.moment is None or not _in_time(premiere, 0, now):
        return False
    before = change.before
    return before is None or before.exact is None or before.exact > now.date()


def _wanting(follows: Iterable[Follow], show: str, now: dt.datetime) -> set[Target]:
    return {
        follow.target
        for follow in follows
        if follow.show in (None, show) and (follow.since is None or follow.since <= now)
    }


def _reminding(
    premiere: Premiere, follows: Iterable[Follow], late: dt.timedelta = dt.timedelta(0)
) -> Iterator[tuple[Target, Mapping[int, dt.datetime]]]:
    """For each target the moment of each lead that it is owed, past or to come.

    It was owed what was believed by then, or no more than `late` after it.
    """
    if premiere.moment is None or premiere.status not in (Status.CONFIRMED, Status.RELEASED):
        return
    by_target: defaultdict[Target, list[Follow]] = defaultdict(list)
    for follow in follows:
        if follow.show in (None, premiere.show):
            by_target[follow.target].append(follow)
    for target in sorted(by_target):
        matching = by_target[target]
        own = [follow for follow in matching if follow.show is not None] or matching
        leads = {}
        for lead in {lead for follow in own for lead in follow.leads if lead >= 0}:
            when = premiere.moment - lead * _DAY
            # Who has wanted this lead before, by whatever follow, is owed it since then.
            begun = [follow.since for follow in matching if lead in follow.leads]
            followed = any(since is None or since <= when for since in begun)
            if followed and (premiere.since is None or premiere.since <= when + late):
                leads[lead] = when
        if leads:
            yield target, leads


def _reminder(premiere: Premiere, target: Target, lead: int, when: dt.datetime) -> Announcement:
    kind = AnnouncementKind.REMINDER if lead else AnnouncementKind.PREMIERE
    return Announcement(
        kind, premiere.show, premiere.season, premiere.date, target, when,
        lead=lead, evidence=premiere.evidence, url=premiere.url,
    )  # fmt: skip


def _in_time(premiere: Premiere, lead: int, now: dt.datetime) -> bool:
    if premiere.moment is None:
        return False
    return now < premiere.moment if lead else now <= premiere.moment + LATE


def _fallen_due(premiere: Premiere, lead: int, now: dt.datetime) -> bool:
    return premiere.moment is not None and premiere.moment - lead * _DAY <= now


def _quiet(settings: GuildSettings, now: dt.datetime) -> bool:
    start, end = settings.quiet_start, settings.quiet_end
    if start is None or end is None:
        return False
    clock = now.astimezone(ZoneInfo(settings.zone)).time()
    return start <= clock < end if start <= end else clock >= start or clock < end


def _instant(day: dt.date, clock: dt.time, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, clock, zone).astimezone(dt.UTC)
