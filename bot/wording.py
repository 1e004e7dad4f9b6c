"""Values into words: pure, plain text, the same in every face.

Nothing here escapes: each face does that in its own way (Discord's markdown, HTML, the terminal) on what it shows.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from schedules import (
    Announcement,
    AnnouncementKind,
    Catalogue,
    Change,
    ChangeKind,
    Claim,
    Edtf,
    Precision,
    Premiere,
    Status,
)

if TYPE_CHECKING:
    from schedules import Polled

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_PARTS = {
    21: "spring {}",
    22: "summer {}",
    23: "autumn {}",
    24: "winter {}",
    33: "the first quarter of {}",
    34: "the second quarter of {}",
    35: "the third quarter of {}",
    36: "the fourth quarter of {}",
    37: "early {}",
    38: "mid-{}",
    39: "late {}",
    40: "the first half of {}",
    41: "the second half of {}",
}

_ZONES = {
    "America/Los_Angeles": "Pacific",
    "America/Denver": "Mountain",
    "America/Chicago": "Central",
    "America/New_York": "Eastern",
    "Europe/London": "UK time",
    "UTC": "UTC",
}


def say_day(day: date) -> str:
    """`2016-09-30` as "Friday 30 September 2016", whatever the locale."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def say_short_day(day: date) -> str:
    """`2016-09-30` as "30 September 2016"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_date(when: Edtf | None) -> str:
    """A date as precisely as it is known: "Friday 30 September 2016", "autumn 2016", "not before 2018", "no date"."""
    if when is None:
        return "no date"
    if when.exact is not None:
        return say_day(when.exact)
    if "/" in when.text:
        first, _, last = when.text.partition("/")
        if last == "..":
            return f"not before {say_date(Edtf.parse(first))}"
        if first == "..":
            return f"by {say_date(Edtf.parse(last))}"
        return f"between {say_date(Edtf.parse(first))} and {say_date(Edtf.parse(last))}"
    year, _, rest = when.text.partition("-")
    if year == "XXXX":
        month, _, day = rest.partition("-")
        return f"{day.lstrip('0')} {MONTHS[int(month) - 1]}, year not known".lstrip()
    if not rest:
        return year
    part = int(rest)
    return f"{MONTHS[part - 1]} {year}" if part <= 12 else _PARTS[part].format(year)


def say_until(moment: datetime, now: datetime, zone: str = "UTC") -> str:
    """How far `moment` is from `now` for a reader in `zone`: "in 41 days", "in 5 hours", "2 days ago".

    Days are counted on the reader's calendar; less than two days apart, hours and minutes are counted.
    """
    distance = moment - now
    ahead = distance >= timedelta(0)
    size = abs(distance)
    local = ZoneInfo(zone)
    days = abs((moment.astimezone(local).date() - now.astimezone(local).date()).days)
    if size >= timedelta(days=2) or (size >= timedelta(days=1) and days >= 2):
        words = _count(days, "day")
    elif size >= timedelta(hours=1):
        words = _count(round(size / timedelta(hours=1)), "hour")
    elif size >= timedelta(minutes=1):
        words = _count(round(size / timedelta(minutes=1)), "minute")
    else:
        return "now"
    return f"in {words}" if ahead else f"{words} ago"


def say_days(day: date, today: date) -> str:
    """How far `day` is from `today`: "in 41 days", "tomorrow", "today", "yesterday", "2 days ago"."""
    distance = (day - today).days
    if abs(distance) <= 1:
        return ("yesterday", "today", "tomorrow")[distance + 1]
    return f"in {distance} days" if distance > 0 else f"{-distance} days ago"


def say_moment(moment: datetime, zone: str = "UTC") -> str:
    """A moment to the minute for a reader in `zone`: "2016-09-30 07:00 UTC"."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {say_zone(zone)}"


def say_zone(zone: str) -> str:
    """An IANA zone as people say it: "Pacific", "UK time"; the city where there is no such word."""
    return _ZONES.get(zone) or f"{zone.rpartition('/')[2].replace('_', ' ')} time"


def say_title(show: str, season: int | None) -> str:
    """A season by name, such as "Luke Cage, season 1"; only the show where the season is not known."""
    return show if season is None else f"{show}, season {season}"


def say_when(premiere: Premiere, catalogue: Catalogue, now: datetime, zone: str = "UTC") -> str:
    """When a premiere is, with the time in the service's own zone and the distance for a reader in `zone`.

    For example "Friday 30 September 2016, 00:00 Pacific, in 41 days"; a window has no time and no distance, and a day
    whose hour is not known has no time.
    """
    words = say_date(premiere.date)
    if premiere.moment is None or premiere.date is None or premiere.date.exact is None:
        return words
    if not catalogue.hour_known(premiere):
        return f"{words}, {say_days(premiere.date.exact, now.astimezone(ZoneInfo(zone)).date())}"
    rule = catalogue.rule(premiere.service, premiere.date.exact)
    there = rule.zone if rule else zone
    local = premiere.moment.astimezone(ZoneInfo(there))
    return f"{say_day(local.date())}, {local:%H:%M} {say_zone(there)}, {say_until(premiere.moment, now, zone)}"


def say_status(premiere: Premiere, now: datetime) -> str:
    """The state of a premiere in a word or two: "out", "coming", "disputed", "cancelled", "no date yet".

    "Passed" is a window that is over with nobody telling of a release: it may have come, or may have been put off.
    """
    if premiere.status is Status.CANCELLED:
        return "cancelled"
    if is_out(premiere, now):
        return "out"
    if premiere.disputed:
        return "disputed"
    if premiere.date is None:
        return "rumoured" if premiere.status is Status.RUMOURED else "no date yet"
    if premiere.status is Status.RUMOURED:
        return "rumoured"
    over = premiere.moment is None and premiere.date.latest is not None and premiere.date.latest < now.date()
    return "passed" if over else "coming"


def is_out(premiere: Premiere, now: datetime) -> bool:
    """Whether the season has reached its service by `now`."""
    if premiere.moment is not None:
        return premiere.moment <= now
    return premiere.status is Status.RELEASED


def say_source(url: str | None, published: date | None) -> str:
    """Where a quote is from: the address and the day, as far as they are known."""
    of = f" of {say_short_day(published)}" if published else ""
    return f"{url}, article{of}" if url else f"a text{of} that was handed in"


def say_announcement(
    announcement: Announcement,
    premiere: Premiere | None,
    now: datetime,
    zone: str = "UTC",
    catalogue: Catalogue | None = None,
) -> str:
    """One sentence that is true at `now`, made from the belief of this moment rather than of queueing.

    Where `catalogue` does not know the hour of a premiere, days are counted and no hours, and it is not said to be out.
    """
    title = say_title(announcement.show, announcement.season)
    day = premiere.date if premiere and premiere.date else announcement.date
    service = f" on {premiere.service}" if premiere else ""
    timed = catalogue is None or premiere is None or catalogue.hour_known(premiere)
    far = _say_far(premiere, now, zone, timed=timed)
    distance = f", {far}" if far else ""
    match announcement.kind:
        case AnnouncementKind.DATED:
            return f"{title} has a date: {say_date(day)}{service}{distance}."
        case AnnouncementKind.REFINED:
            return f"{title} is now known more precisely: {say_date(day)}{service}{distance}."
        case AnnouncementKind.MOVED if announcement.date is None:
            return (
                f"{title} has lost its date: {say_date(announcement.before)} no longer holds, and no new date is known."
            )
        case AnnouncementKind.MOVED:
            return f"{title} has moved from {say_date(announcement.before)} to {say_date(day)}{service}{distance}."
        case AnnouncementKind.CANCELLED:
            return f"{title} has been cancelled."
        case AnnouncementKind.REVIVED:
            return f"{title} is coming after all: {say_date(day)}{service}{distance}."
        case AnnouncementKind.REMINDER:
            # Without a moment, as in a replay, the lead says how far it is.
            far = far or f"in {_count(announcement.lead or 0, 'day')}"
            return f"{title} premieres {far}: {say_date(day)}{service}."
        case AnnouncementKind.PREMIERE:
            return f"{title} is here: {'out now' if timed else say_date(day)}{service}."


def _say_far(premiere: Premiere | None, now: datetime, zone: str, *, timed: bool) -> str:
    if premiere is None or premiere.moment is None:
        return ""
    if timed or premiere.date is None or premiere.date.exact is None:
        return say_until(premiere.moment, now, zone)
    return say_days(premiere.date.exact, now.astimezone(ZoneInfo(zone)).date())


def say_change(change: Change) -> str:
    """One line of history: what a belief was and what it became."""
    title = say_title(change.show, change.season)
    match change.kind:
        case ChangeKind.DATED:
            return f"{title}: dated {say_date(change.after)}"
        case ChangeKind.REFINED:
            return f"{title}: refined from {say_date(change.before)} to {say_date(change.after)}"
        case ChangeKind.MOVED:
            return f"{title}: moved from {say_date(change.before)} to {say_date(change.after)}"
        case ChangeKind.CANCELLED:
            return f"{title}: cancelled"
        case ChangeKind.REVIVED:
            return f"{title}: revived, {say_date(change.after)}"
        case ChangeKind.RELEASED:
            return f"{title}: released {say_date(change.after)}"


def say_quote(text: str, limit: int = 200) -> str:
    """Text from outside on one line of at most `limit` characters, without control and direction characters.

    What is taken away could move a terminal's cursor or turn a line around; markup is left for each face to escape.
    """
    kept = "".join(" " if character.isspace() else character for character in text if _shown(character))
    words = " ".join(kept.split())
    return words if len(words) <= limit else f"{words[: limit - 1].rstrip()}…"


def say_list(names: Sequence[str]) -> str:
    """Names as a list in words: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def claim_json(claim: Claim) -> dict[str, Any]:
    """A claim as the command line's contract gives it; dates are EDTF."""
    return {
        "show": claim.show,
        "season": claim.season,
        "date": claim.date.text if claim.date else None,
        "status": claim.status.value,
        "service": claim.service,
        "time": claim.time,
        "zone": claim.zone,
        "evidence": claim.evidence,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
    }


def premiere_json(premiere: Premiere) -> dict[str, Any]:
    """A premiere as the command line's contract gives it; the moment is ISO 8601 in UTC."""
    return {
        "show": premiere.show,
        "season": premiere.season,
        "service": premiere.service,
        "date": premiere.date.text if premiere.date else None,
        "precision": premiere.precision.value if premiere.date else Precision.NONE.value,
        "moment": moment_json(premiere.moment),
        "status": premiere.status.value,
        "disputed": premiere.disputed,
        "evidence": premiere.evidence,
        "url": premiere.url,
        "published": premiere.published.isoformat() if premiere.published else None,
    }


def reasons_json(premiere: Premiere) -> dict[str, Any]:
    """A premiere with every claim behind it, newest first, each with its verdict and its reason in words."""
    reasons = [
        {
            "verdict": reason.verdict.value,
            "detail": reason.detail,
            "claim": claim_json(reason.testimony.claim),
            "article": reason.testimony.article,
            "url": reason.testimony.url,
            "site": reason.testimony.site,
            "trust": reason.testimony.trust.value,
            "published": reason.testimony.published.isoformat() if reason.testimony.published else None,
        }
        for reason in premiere.reasons
    ]
    rumour = premiere.rumour.text if premiere.rumour else None
    return premiere_json(premiere) | {"basis": premiere.basis, "rumour": rumour, "reasons": reasons}


def change_json(change: Change) -> dict[str, Any]:
    """A change as JSON; dates are EDTF, `on` is the day of publication that brought it, where there is one."""
    return {
        "kind": change.kind.value,
        "show": change.show,
        "season": change.season,
        "from": change.before.text if change.before else None,
        "to": change.after.text if change.after else None,
        "on": change.day.isoformat() if change.day else None,
        "evidence": change.evidence,
        "url": change.url,
        "site": change.site,
    }


def moment_json(moment: datetime | None) -> str | None:
    """An aware moment as ISO 8601 in UTC with a Z, to the second."""
    return moment.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def _shown(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def say_trouble(polled: "Polled") -> str:
    """What becomes of a source that is gone, or has failed for a week."""
    source = f"Source {polled.source.id}, {say_quote(polled.source.name)}"
    if polled.asleep:
        return f"{source}, is gone and is asked no more: {say_quote(polled.error)}"
    return f"{source}, has failed for a week: {say_quote(polled.error)} It is asked again, once a day."
