"""Premieres as an iCalendar (RFC 5545) that calendars subscribe to.

What makes a moved date move in a subscriber's calendar: the event keeps its UID for ever, its SEQUENCE rises with every
change of its season, and LAST-MODIFIED is the moment of the newest. There is no METHOD, because a calendar with one
is an invitation. The bytes depend on nothing but the arguments, so that equal tables have equal ETags.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from bot.web.slugs import identity
from bot.web.text import clean
from bot.wording import say_date, say_source, say_title
from schedules import Change, ChangeKind, Edtf, Premiere, Status

REFRESH = timedelta(hours=1)
"""How often a subscriber is asked to look again."""

# A premiere is an instant, but calendars draw an event without a length as a hairline.
_LENGTH = timedelta(hours=1)
_NO_RECORD = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Subscription:
    """What a subscriber asked for."""

    name: str = "Premieres"
    """What the calendar is called in the subscriber's list."""
    leads: Sequence[int] = ()
    """Days before a premiere at which its event rings."""
    windows: bool = False
    """Whether dates less precise than a day become events that span all the days they may be."""
    links: Mapping[str, str] = field(default_factory=dict)
    """The address of each show's page, by the show's name."""
    revisions: Mapping[tuple[str, int | None], int] = field(default_factory=dict)
    """How often what is believed of each season has changed, by show and season; must never fall."""
    uid: UUID | None = None
    """What tells this calendar from every other, for ever; None where there are several of its name."""


def render_calendar(
    premieres: Iterable[Premiere], changes: Sequence[Change] = (), wanted: Subscription = Subscription()
) -> bytes:
    """The calendar of `premieres`.

    Args:
        premieres: what is believed; those without a day are left out.
        changes: everything that ever happened to these premieres, in any order.
        wanted: what the subscriber asked for.

    Returns:
        The file in UTF-8 with CRLF line ends.
    """
    calendar = Calendar.new(
        name=wanted.name,
        prodid="-//Marquee//Premieres//EN",
        uid=wanted.uid,
        refresh_interval=REFRESH,
        description="When seasons premiere.",
    )
    if wanted.uid is None:
        # Else there would be another one each time.
        del calendar["uid"]
    # RFC 7986 (5.7) demands the type to be written out; X-PUBLISHED-TTL is what Outlook reads instead.
    calendar["refresh-interval"].params["VALUE"] = "DURATION"
    calendar.add("x-published-ttl", "PT1H")
    history: dict[tuple[str, int | None], list[Change]] = defaultdict(list)
    for change in changes:
        history[change.show, change.season].append(change)
    events = []
    for premiere in premieres:
        key = (premiere.show, premiere.season)
        link, revision = wanted.links.get(premiere.show), wanted.revisions.get(key, 0)
        own = tuple(history.get(key, ()))
        events.append(_event(premiere, own, link, revision, leads=tuple(wanted.leads), windows=wanted.windows))
    end = b"END:VCALENDAR\r\n"
    return b"".join([bytes(calendar.to_ical()).removesuffix(end), *events, end])


# Setting an event costs a millisecond, and each server's calendar holds those that most others hold too.
@lru_cache(maxsize=8192)
def _event(  # noqa: PLR0913 - all that an event depends on
    premiere: Premiere,
    changes: tuple[Change, ...],
    link: str | None,
    revision: int,
    *,
    leads: tuple[int, ...],
    windows: bool,
) -> bytes:
    """The event of a premiere with the changes of its season; empty where it has no place in a calendar."""
    span = _span(premiere, changes, windows=windows)
    if span is None:
        return b""
    start, end, status = span
    title = clean(say_title(premiere.show, premiere.season))
    modified = _modified(premiere, changes)
    event = Event.new(
        uid=f"{identity(premiere.show, premiere.season)}@marquee",
        summary=title if status != "TENTATIVE" else f"{title} (not certain)",
        description=_description(premiere),
        start=start,
        end=end,
        # Without a METHOD the stamp is the moment at which this version of the event was made (RFC 5545, 3.8.7.2).
        stamp=modified,
        last_modified=modified,
        sequence=revision,
        location=clean(premiere.service),
        categories=[clean(premiere.show)],
        url=link,
    )
    event.add("status", status)
    # A premiere does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    if status != "CANCELLED" and premiere.date is not None and premiere.date.exact is not None:
        for lead in leads:
            event.add_component(_alarm(title, premiere, lead))
    return bytes(event.to_ical())


def _span(
    premiere: Premiere, changes: Sequence[Change], *, windows: bool
) -> tuple[date | datetime, date | datetime, str] | None:
    """The start, the exclusive end and the STATUS; None where the premiere has no place in a calendar."""
    if premiere.status is Status.CANCELLED:
        day = _last_day(premiere, changes)
        return (day, day + timedelta(days=1), "CANCELLED") if day else None
    uncertain = premiere.disputed or premiere.status is Status.RUMOURED
    status = "TENTATIVE" if uncertain else "CONFIRMED"
    if premiere.date is None:
        return None
    day = premiere.date.exact
    if day is not None and premiere.moment is not None:
        return premiere.moment.astimezone(UTC), premiere.moment.astimezone(UTC) + _LENGTH, status
    if day is not None:
        return day, day + timedelta(days=1), status
    if windows and premiere.date.earliest and premiere.date.latest and premiere.date.latest < date.max:
        return premiere.date.earliest, premiere.date.latest + timedelta(days=1), "TENTATIVE"
    return None


def _last_day(premiere: Premiere, changes: Sequence[Change]) -> date | None:
    """The day a cancelled season stood on: its event is struck out there instead of vanishing without a word."""
    if premiere.date is not None and premiere.date.exact is not None:
        return premiere.date.exact
    ends = [change for change in changes if change.kind is ChangeKind.CANCELLED]
    newest = max(ends, key=lambda change: change.on, default=None)
    before: Edtf | None = newest.before if newest else None
    return before.exact if before else None


def _modified(premiere: Premiere, changes: Sequence[Change]) -> datetime:
    known = [datetime.combine(change.day, time(), UTC) for change in changes if change.day]
    if premiere.published is not None:
        known.append(datetime.combine(premiere.published, time(), UTC))
    if premiere.since is not None:
        known.append(premiere.since.astimezone(UTC).replace(microsecond=0))
    return max(known, default=_NO_RECORD)


def _description(premiere: Premiere) -> str:
    lines = [f"{say_date(premiere.date)} on {clean(premiere.service)}."]
    if premiere.disputed:
        lines.append("Another article says otherwise.")
    if premiere.evidence:
        lines.append(f"“{clean(premiere.evidence)}”")
        lines.append(clean(say_source(premiere.url, premiere.published)))
    elif premiere.basis:
        lines.append(clean(premiere.basis))
    return "\n".join(lines)


def _alarm(title: str, premiere: Premiere, lead: int) -> Alarm:
    alarm = Alarm.new(description=f"{title} premieres on {clean(premiere.service)}: {say_date(premiere.date)}")
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-lead))
    return alarm
