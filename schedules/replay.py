"""The past again: articles fed on their days, and what someone who follows everything would have been told.

The replay has no rules of its own. It weighs, compares and announces with the functions of the living bot; only the
clock and the follower are made up. Days are days of UTC: what was published on a day is known from its first moment,
so that no reminder can go out for a date which that day's news had moved already. The catalogue's history counts from
the day after each release on, and can't give the future away.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schedules import announcing, beliefs
from schedules.catalogue import Catalogue
from schedules.edtf import Edtf
from schedules.errors import CatalogueError
from schedules.fingerprint import fingerprint, signature, voices
from schedules.model import (
    Announcement,
    AnnouncementKind,
    Article,
    Claim,
    Follow,
    Known,
    Premiere,
    Target,
    TargetKind,
    Testimony,
    Trust,
)
from schedules.trust import trust_of

_DAY = dt.timedelta(days=1)
_TARGET = Target(TargetKind.CONSOLE)


@dataclass(frozen=True, slots=True)
class Event:
    """One message that the follower would have had."""

    at: dt.datetime
    """The moment in UTC."""
    kind: AnnouncementKind
    show: str
    season: int | None
    date: Edtf | None
    from_date: Edtf | None
    """What was believed until then, where that changed."""
    lead: int | None
    """Days before the premiere, for reminders and premieres."""
    quote: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Foresight:
    """How well one real premiere was foreseen."""

    known: Known
    days_ahead: int | None
    """How many days before it its true date was first believed; None where it never was before it."""
    eve: Edtf | None
    """What was believed on the eve."""

    @property
    def right(self) -> bool:
        """Whether the true day was believed on the eve."""
        return self.eve is not None and self.eve.exact == self.known.date


@dataclass(frozen=True, slots=True)
class Measure:
    """What a replay is worth, held against what really happened."""

    premieres: tuple[Foresight, ...]
    false_dates: tuple[tuple[str, int | None, Edtf], ...]
    """Dates and windows announced of a real premiere that the true day lies outside of."""
    false_reminders: int
    """Reminders of a day that was not the day."""
    cancellations: tuple[tuple[Known, int | None], ...]
    """The real ones, each with the days until it was told; None where it never was."""
    false_cancellations: int
    """Seasons told to be cancelled that came."""
    messages: int


def replay(  # noqa: PLR0913 - one set of facts, one span of time, one follower
    articles: Iterable[tuple[Article, tuple[Claim, ...]]],
    catalogue: Catalogue,
    start: dt.date,
    end: dt.date,
    leads: tuple[int, ...] = (7, 1, 0),
    *,
    trust: Mapping[str, Trust] | None = None,
    undated: bool = False,
) -> Iterator[Event]:
    """Run the clock from `start` to the end of `end`, feeding each article on its day.

    Args:
        articles: articles with what they claim, in any order. What was published before `start` is known at the
            start: what of it is still to come then is told in the first moment.
        catalogue: shows, services and history.
        start: the first day.
        end: the last day.
        leads: the follower's leads, in days.
        trust: how far each site is believed; without it every site is anyone's.
        undated: whether articles without a day of publication are fed too, at the start, as the oldest of all. They
            were written at some later time and give the future away, so that they are left out otherwise.

    Yields:
        What the follower would have been told, in the order of time.
    """
    told_of = (pair for pair in articles if undated or pair[0].published is not None)
    by_day = _by_day(told_of, trust or {}, start)
    past = _History(catalogue)
    follow = Follow(_TARGET, leads=leads)
    heard: defaultdict[str, list[Testimony]] = defaultdict(list)
    table: dict[str, tuple[Premiere, ...]] = {show.name: () for show in catalogue.shows}
    told: set[str] = set()
    clock = _midnight(start)
    for day in sorted({day for day in by_day.keys() | past.days() if start <= day <= end}):
        yield from _reminders(table, follow, clock, _midnight(day), told)
        clock, known = _midnight(day), past.before(day)
        fresh = _by_show(by_day.get(day, ()))
        for show in catalogue.shows:
            if show.name not in fresh and show.name not in past.ending(day - _DAY):
                continue
            # What the passing of days alone has brought is no news.
            before = _with_since(table[show.name], beliefs.weigh(show, heard[show.name], known, day), clock)
            heard[show.name] += fresh.get(show.name, ())
            after = _with_since(before, beliefs.weigh(show, heard[show.name], known, day), clock)
            table[show.name] = after
            changes = beliefs.difference(before, after, day)
            for announcement in announcing.of_changes(changes, after, [follow], clock):
                yield _event(announcement, clock)
    yield from _reminders(table, follow, clock, _midnight(end + _DAY), told)


def load_truth(table: Mapping[str, object]) -> tuple[Known, ...]:
    """What really happened, from a parsed TOML file with `premiere` and `cancelled` lists.

    A premiere is `{show, season, date}`; a cancelled show is `{show, on}`, and the season called off is the one after
    the last that came.

    Raises:
        CatalogueError: an entry lacks one of them or has a value of another kind.
    """
    try:
        premieres = [Known(entry["show"], _season(entry), _day(entry["date"])) for entry in _entries(table, "premiere")]
        last: dict[str, int] = {}
        for known in premieres:
            last[known.show] = max(known.season, last.get(known.show, 0))
        ended = [
            Known(entry["show"], last.get(entry["show"], 0) + 1, None, cancelled=_day(entry["on"]))
            for entry in _entries(table, "cancelled")
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueError(
            f"The list of what happened can't be used ({error}); write premiere = [{{show, season, date}}, ...]."
        ) from error
    return (*premieres, *ended)


def measure(events: Sequence[Event], truth: Sequence[Known]) -> Measure:
    """Hold what was told against what happened.

    Args:
        events: a replay's, in the order of time.
        truth: real premieres and cancellations; events about other seasons only count as messages.
    """
    dates = {(known.show, known.season): known.date for known in truth if known.date is not None}
    told: list[tuple[str, int | None, Edtf]] = []
    reminders = cancellations = 0
    for event in events:
        true = dates.get((event.show, event.season or 0))
        if true is None:
            continue
        if event.kind is AnnouncementKind.CANCELLED:
            cancellations += 1
        elif event.date is not None and not event.date.contains(Edtf.day(true)):
            if event.lead is not None:
                reminders += 1
            else:
                told.append((event.show, event.season, event.date))
    return Measure(
        tuple(_foresight(events, known) for known in truth if known.date is not None),
        tuple(dict.fromkeys(told)),
        reminders,
        tuple((known, _delay(events, known)) for known in truth if known.cancelled is not None),
        cancellations,
        len(events),
    )


class _History:
    """The catalogue as it could be known on a day of the past.

    That a season was called off is left to the articles: what the catalogue knows already nobody would be told.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._dates = {known: known.date for known in catalogue.history if known.date is not None}

    def days(self) -> set[dt.date]:
        """The days on which a fact begins to count."""
        return {date + _DAY for date in self._dates.values()}

    def ending(self, day: dt.date) -> set[str]:
        """The shows of which a season came out on `day`."""
        return {known.show for known, date in self._dates.items() if date == day}

    def before(self, day: dt.date) -> Catalogue:
        """The catalogue without what came out on `day` or later."""
        return replace(self._catalogue, history=tuple(known for known, date in self._dates.items() if date < day))


def _by_day(
    articles: Iterable[tuple[Article, tuple[Claim, ...]]], trust: Mapping[str, Trust], start: dt.date
) -> dict[dt.date, list[Testimony]]:
    read = {fingerprint(article): (article, claims) for article, claims in articles}
    voice = voices({identity: signature(article) for identity, (article, _) in read.items()})
    by_day: defaultdict[dt.date, list[Testimony]] = defaultdict(list)
    for identity, (article, claims) in read.items():
        day = max(article.published or start, start)
        by_day[day] += [
            Testimony(
                claim, identity, article.published, article.site, article.url, article.title,
                trust_of(article.site, trust), voice[identity],
            )
            for claim in claims
        ]  # fmt: skip
    return by_day


def _by_show(testimonies: Iterable[Testimony]) -> dict[str, list[Testimony]]:
    by_show: defaultdict[str, list[Testimony]] = defaultdict(list)
    for testimony in testimonies:
        by_show[testimony.claim.show].append(testimony)
    return by_show


def _reminders(
    table: Mapping[str, tuple[Premiere, ...]], follow: Follow, start: dt.datetime, end: dt.datetime, told: set[str]
) -> Iterator[Event]:
    """What falls due from `start` until before `end`, while nothing else happens."""
    premieres = [premiere for row in table.values() for premiere in row if premiere.moment is not None]
    clock = start
    while (moment := announcing.next_moment(premieres, [follow], clock)) is not None and moment < end:
        clock = moment
        for announcement in announcing.due(premieres, [follow], clock).owed:
            if announcement.key not in told:
                told.add(announcement.key)
                yield _event(announcement, clock)


def _with_since(before: Sequence[Premiere], after: Sequence[Premiere], now: dt.datetime) -> tuple[Premiere, ...]:
    dates = {premiere.season: (premiere.date, premiere.since) for premiere in before}
    return tuple(
        replace(premiere, since=dates[premiere.season][1])
        if premiere.season in dates and dates[premiere.season][0] == premiere.date
        else replace(premiere, since=now)
        for premiere in after
    )


def _event(announcement: Announcement, at: dt.datetime) -> Event:
    return Event(
        at, announcement.kind, announcement.show, announcement.season, announcement.date, announcement.before,
        announcement.lead, announcement.evidence, announcement.url,
    )  # fmt: skip


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _foresight(events: Sequence[Event], known: Known) -> Foresight:
    """Follow what was said of one season up to the eve, the day before it came."""
    believed: Edtf | None = None
    first: dt.date | None = None
    for event in events:
        if (event.show, event.season) != (known.show, known.season) or event.lead is not None:
            continue
        if known.date is None or event.at.date() >= known.date:
            break
        believed = event.date
        if first is None and believed is not None and believed.exact == known.date:
            first = event.at.date()
    return Foresight(known, (known.date - first).days if first and known.date else None, believed)


def _delay(events: Sequence[Event], known: Known) -> int | None:
    days = [
        event.at.date()
        for event in events
        if event.kind is AnnouncementKind.CANCELLED and event.show == known.show and event.season == known.season
    ]
    return (days[0] - known.cancelled).days if days and known.cancelled else None


def _entries(table: Mapping[str, object], name: str) -> list[Mapping[str, Any]]:
    entries = table.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise TypeError(f"{name} is no list of tables")
    return entries


def _season(entry: Mapping[str, Any]) -> int:
    season = entry["season"]
    if not isinstance(season, int):
        raise TypeError(f"the season {season!r} is no number")
    return season


def _day(value: object) -> dt.date:
    if type(value) is not dt.date:
        raise TypeError(f"{value!r} is no day")
    return value
