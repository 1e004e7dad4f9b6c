"""The moment of a release, from what an article writes for a time and a zone."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schedules.beliefs.words import Word
from schedules.catalogue import UNKNOWN_HOUR, Catalogue

# The press writes EST all year round for whatever clocks show in New York, so a name stands for a place, not an offset.
_ZONES = {
    "America/Los_Angeles": ("pt", "pst", "pdt", "pacific", "us-pt"),
    "America/Denver": ("mt", "mst", "mdt", "mountain"),
    "America/Chicago": ("ct", "cst", "cdt", "central"),
    "America/New_York": ("et", "est", "edt", "eastern", "us-et"),
    "Europe/London": ("bst", "uk", "uk time", "british time"),
    "Europe/Berlin": ("cet", "cest", "mez", "mesz"),
    "Asia/Kolkata": ("ist",),
    "Asia/Tokyo": ("jst",),
    "Australia/Sydney": ("aest", "aedt"),
    "UTC": ("utc", "gmt", "z"),
}
_PLACES = {name: place for place, names in _ZONES.items() for name in names}
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")

_EAST: Final = ZoneInfo("Pacific/Auckland")


def zone(written: str) -> str | None:
    """The IANA name of a zone as an article writes it ("PT", "Eastern time"), or None."""
    folded = re.sub(r"\s+(standard |daylight )?time$", "", written.strip().casefold())
    if folded in _PLACES:
        return _PLACES[folded]
    if "/" not in written:
        return None
    try:
        return ZoneInfo(written.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def moment(
    catalogue: Catalogue, service: str, day: dt.date, supporters: Iterable[Word], at: tuple[dt.time, str] | None = None
) -> dt.datetime:
    """The moment (UTC) at which a season is released on `day`.

    Args:
        catalogue: whose release rules hold.
        service: where it is released.
        day: the local day.
        supporters: words that say this day; the time most of the most trusted among them give is taken.
        at: the time and the IANA zone where they are known better than any article knows them.
    """
    told = _moment(catalogue, service, day, *at) if at else _told(catalogue, service, day, supporters)
    return told or _moment(catalogue, service, day) or dt.datetime.combine(day, UNKNOWN_HOUR, dt.UTC)


def same_in_the_east(catalogue: Catalogue, service: str, day: dt.date, lead: Word | None, word: Word) -> bool:
    """Whether a word that gives the day after `day` says the same, as it is called in a country farther east.

    What a service shows in the evening is on the next day's schedule elsewhere: 21:00 on Sunday in New York is Monday
    in London.

    Args:
        catalogue: whose release rules hold.
        service: where it is released.
        day: the local day.
        lead: the word that the day rests on, whose hour counts where it gives one.
        word: the one that gives the day after; where it gives an hour too it must be the same moment.
    """
    at = _told(catalogue, service, day, [lead] if lead else []) or _moment(catalogue, service, day)
    if at is None:
        return False
    after = day + dt.timedelta(days=1)
    told = _told(catalogue, service, after, [word])
    return told == at if told else at.astimezone(_EAST).date() == after


def _moment(
    catalogue: Catalogue, service: str, day: dt.date, at: dt.time | None = None, place: str | None = None
) -> dt.datetime | None:
    try:
        return catalogue.moment(service, day, at=at, zone=place)
    except OverflowError:  # the first and the last day of the calendar have no moment in every zone
        return None


def _told(catalogue: Catalogue, service: str, day: dt.date, supporters: Iterable[Word]) -> dt.datetime | None:
    votes: Counter[dt.datetime] = Counter()
    heaviest = 0
    for word in supporters:
        match = _TIME.fullmatch(word.claim.time or "")
        place = zone(word.claim.zone) if match and word.claim.zone else None
        if match is None or place is None or word.strength < heaviest:
            continue
        if word.strength > heaviest:
            votes.clear()
            heaviest = word.strength
        told = _moment(catalogue, service, day, dt.time(int(match[1]), int(match[2])), place)
        if told is not None:
            votes[told] += 1
    return max(votes, key=lambda told: (votes[told], told), default=None)
