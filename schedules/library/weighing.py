"""Keeps the stored premieres what weighing would give today, and writes down what changes with them."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.ext.asyncio import AsyncConnection

from schedules import announcing, beliefs, rules
from schedules.catalogue import Catalogue
from schedules.library.holding import holds, turns
from schedules.library.queueing import owings, put_due
from schedules.library.room import Room
from schedules.model import Change, Known, Pin, Premiere, Show, Testimony
from schedules.rules import weighed_by
from schedules.store import articles, editing, follows, memories, naming, outbox, premieres
from schedules.store.memories import Remembered
from schedules.store.premieres import Weighing
from schedules.store.transactions import hold_shows

_BATCH = 200
"""Shows weighed in one go: bounds the memory for their claims."""
_LATE = dt.timedelta(days=3)
"""How long articles may be on their way: what was published earlier is put down, as nothing is to come before it."""
_WORTH_REMEMBERING = 12
"""Of so many claims of a show the outcome is remembered; fewer are heard anew in less time."""
_MUCH = 40
"""So many claims on top of a memory are heard, then a new one is made."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """All that the weighing of one show rests on."""

    show: Show
    testimonies: Sequence[Testimony]
    pins: Sequence[Pin]
    catalogue: Catalogue

    def weigh(self, on: dt.date) -> tuple[Premiere, ...]:
        return beliefs.weigh(self.show, self.testimonies, self.catalogue, on, self.pins)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the weighing of one show gave."""

    show: Show
    premieres: tuple[Premiere, ...]
    holds: tuple[dt.date, dt.date]
    """The first day on which it holds, and the first on which it does not any more."""


class Weighed(Room):
    """Premieres as stored, kept true.

    A stored premiere may cease to hold merely because a day has passed: a date lies behind, the catalogue's history
    has reached it, an article's day of publication has come. With each show the days are stored between which its
    premieres hold, so that a new day weighs only the shows that it touches.
    """

    @asynccontextmanager
    async def _today(self) -> AsyncIterator[AsyncConnection]:
        """A reading transaction in which the premieres, as stored, hold today."""
        async with self._store.reading() as connection:
            # Asked every time: another process may have weighed with another catalogue, or on another day.
            if await self._holds_on(connection, self._now().date()):
                yield connection
                return
        await self._bring_to_today()
        async with self._store.reading() as connection:
            yield connection

    async def _holds_on(self, connection: AsyncConnection, day: dt.date) -> bool:
        """Whether all premieres, as stored, hold on a day, by today's rules and this catalogue."""
        return await premieres.hold(connection, day, weighed_by(self.catalogue))

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[AsyncConnection]:
        """A writing transaction in which the premieres, as stored, hold today."""
        async with self._store.writing() as connection:
            if await self._holds_on(connection, self._now().date()):
                yield connection
                return
        await self._bring_to_today()
        async with self._store.writing() as connection:
            yield connection

    async def _bring_to_today(self) -> None:
        """Weigh the shows again whose premieres, as stored, do not hold today."""
        today = self._now().date()
        async with self._store.reading() as connection:
            if await self._holds_on(connection, today):
                return
            same = await premieres.mark(connection, premieres.WEIGHED_BY) == weighed_by(self.catalogue)
        if not same:
            await self._rename()
        async with self._store.reading() as connection:
            shows = set(await premieres.outdated(connection, today))
            differing: set[str] = set()
            gone: list[str] = []
            if not same:
                known = await premieres.catalogued(connection)
                differing = {show.name for show in self.catalogue.shows if known.get(show.name) != self._known(show)}
                gone = [name for name in known if name not in self._shows]
        for batch in _batches(sorted((shows | differing) & self._shows.keys())):
            async with self._store.writing() as connection:
                await self._weigh_for_today(connection, batch, today, differing)
        if not same:
            async with self._store.writing() as connection:
                for batch in _batches(gone):
                    await premieres.forget_shows(connection, batch)
                await premieres.set_mark(connection, premieres.WEIGHED_BY, weighed_by(self.catalogue))

    async def _rename(self) -> None:
        """Let what is kept under names that the catalogue has among the aliases of a show be kept under its name."""
        async with self._store.reading() as connection:
            former = await naming.names(connection) - self._shows.keys()
        called = {name: show.name for name in sorted(former) if (show := self.catalogue.find(name)) is not None}
        for old, new in called.items():
            async with self._store.writing() as connection:
                await hold_shows(connection, [old, new])
                await naming.rename(connection, old, new)

    async def _weigh_for_today(
        self, connection: AsyncConnection, shows: Sequence[str], today: dt.date, differing: Collection[str]
    ) -> None:
        """Weigh shows for a new day, those of `differing` also by another catalogue or by other rules."""
        await hold_shows(connection, shows)
        evidence = await self._evidence(connection, shows)
        remembered = await memories.of_shows(connection, shows)
        stored = await premieres.of_shows(connection, shows)
        held_from = await premieres.holding_from(connection, shows)
        for name in shows:
            since = held_from.get(name)
            # What a passing day alone brings is no news, nor what is seen in another light now; but an article dated
            # ahead of its arrival speaks only now.
            news = (
                since is not None
                and name not in differing
                and any(each.published and since < each.published <= today for each in evidence[name].testimonies)
            )
            found, memory = self._found(evidence[name], today)
            if memory is not None and (name not in remembered or remembered[name][0].known != memory.known):
                await memories.put(connection, memory)
            await self._write(connection, found, stored[name], today, announce=news, note=news)

    async def _reweigh(
        self, connection: AsyncConnection, shows: Collection[str], on: dt.date, *, announce: bool
    ) -> tuple[Change, ...]:
        """Weigh shows after their evidence has changed; write premieres, changes and announcements.

        Args:
            connection: a writing transaction that holds the shows; what is stored was true before the evidence changed.
            shows: names of shows; those that are not in the catalogue are left out.
            on: the day of publication of what changed the evidence.
            announce: whether those who follow are told.
        """
        known = [name for name in sorted(shows) if name in self._shows]
        stored = await premieres.of_shows(connection, known)
        changed: list[Change] = []
        for found in await self._weighed(connection, known):
            name = found.show.name
            changed += await self._write(connection, found, stored[name], on, announce=announce, note=True)
        return tuple(changed)

    async def _weighed(self, connection: AsyncConnection, shows: Sequence[str]) -> list[_Found]:
        """Weigh shows today: on what is remembered of them where that holds, else from all that was ever said."""
        today = self._now().date()
        remembered = await memories.of_shows(connection, shows)
        found = []
        late = set()
        for name, (memory, seen) in remembered.items():
            later = await articles.testimonies_after(connection, name, seen, self._trust_of)
            if not all(each.published and each.published > memory.day for each in later):
                late.add(name)
            elif memory.day < today and len(later) <= _MUCH and memory.known == self._rests_on(self._shows[name]):
                found.append(await self._on_memory(connection, memory, later, today))
        done = {each.show.name for each in found}
        missing = [name for name in shows if name not in done]
        for evidence in (await self._evidence(connection, missing)).values() if missing else ():
            each, new = self._found(evidence, today)
            found.append(each)
            name = each.show.name
            # Where one article has come late more will, of an archive say: a new memory would be void at once.
            if new is not None and name not in late:
                await memories.put(connection, new)
            elif name in remembered:
                await memories.forget(connection, [name])
        return sorted(found, key=lambda each: each.show.name)

    async def _on_memory(
        self, connection: AsyncConnection, remembered: Remembered, later: Sequence[Testimony], today: dt.date
    ) -> _Found:
        show, catalogue = self._shows[remembered.show], self._catalogue_of(remembered.show)
        memory = beliefs.Memory(remembered.day, remembered.state)
        weighed = beliefs.weigh_on(show, memory, later, catalogue, today)
        asked = beliefs.lacking(weighed) - {testimony.article for testimony in later}
        whole = await articles.testimonies_in(connection, show.name, asked, self._trust_of) if asked else []
        days = remembered.turns.union(turns(later, catalogue.history, ()))
        return _Found(show, beliefs.completed(weighed, whole), holds(days, today))

    def _found(self, evidence: _Evidence, today: dt.date) -> tuple[_Found, Remembered | None]:
        """Weigh a show from all that was ever said, and what is to be remembered; None where that is not worth it."""
        show, testimonies, catalogue, pins = evidence.show, evidence.testimonies, evidence.catalogue, evidence.pins
        days = frozenset(turns(testimonies, catalogue.history, pins))
        if len(testimonies) < _WORTH_REMEMBERING:
            weighed = beliefs.weigh(show, testimonies, catalogue, today, pins, explain=False)
            return _Found(show, weighed, holds(days, today)), None
        until = today - _LATE
        weighed, memory = beliefs.weigh_and_remember(show, testimonies, catalogue, today, pins, until=until)
        found = _Found(show, weighed, holds(days, today))
        if memory is None:
            return found, None
        last, _ = holds(days, memory.day)
        ahead = frozenset(day for day in days if day >= last)
        return found, Remembered(show.name, memory.day, memory.state, self._rests_on(show), ahead)

    async def _write(  # noqa: PLR0913 - one step of three callers
        self,
        connection: AsyncConnection,
        found: _Found,
        before: Sequence[Premiere],
        on: dt.date,
        *,
        announce: bool,
        note: bool,
    ) -> tuple[Change, ...]:
        now = self._now()
        after = with_since(before, found.premieres, now)
        name = found.show.name
        await premieres.put(connection, Weighing(name, after, *found.holds, self._known(found.show)), before)
        # What comes earlier on the same day may have passed the moment up to which was looked for what falls due.
        if sooner := [premiere for premiere in after if _is_sooner(premiere, before)]:
            await put_due(connection, sooner, now)
        if not note:
            return ()
        changed = beliefs.difference(before, after, on)
        await premieres.add_changes(connection, changed, now)
        if changed and announce:
            following = await follows.of_shows(connection, [name])
            told = announcing.of_changes(changed, after, following, now)
            await outbox.owe(connection, await owings(connection, told, following), now)
        return changed

    async def _evidence(self, connection: AsyncConnection, shows: Sequence[str]) -> dict[str, _Evidence]:
        testimonies = await articles.testimonies(connection, shows, self._trust_of)
        pins = await editing.pins_of(connection, shows)
        return {
            name: _Evidence(self._shows[name], testimonies.get(name, ()), pins.get(name, ()), self._catalogue_of(name))
            for name in shows
        }

    def _catalogue_of(self, show: str) -> Catalogue:
        """The catalogue as far as it concerns one show, so that weighing need not search through all the others."""
        return Catalogue((self._shows[show],), self.catalogue.services, self._history.get(show, ()))

    def _rests_on(self, show: Show) -> str:
        """A digest of all but claims and pins that a memory of a show rests on."""
        return f"{beliefs.FORM} {self._known(show)} {self._trust_digest}"

    @cached_property
    def _trust_digest(self) -> str:
        return _digest(sorted(self._trust.items()))

    def _known(self, show: Show) -> str:
        if show.name not in self._digests:
            service = self.catalogue.service(show.service)
            known = (rules.RULES, show, service, self._history.get(show.name, ()))
            self._digests[show.name] = _digest(known)
        return self._digests[show.name]

    @cached_property
    def _digests(self) -> dict[str, str]:
        """What `_known` gave, by show: the catalogue stays the same."""
        return {}

    @cached_property
    def _shows(self) -> Mapping[str, Show]:
        return {show.name: show for show in self.catalogue.shows}

    @cached_property
    def _history(self) -> Mapping[str, tuple[Known, ...]]:
        history: dict[str, list[Known]] = defaultdict(list)
        for known in self.catalogue.history:
            history[known.show].append(known)
        return {name: tuple(facts) for name, facts in history.items()}


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:32]


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[start : start + _BATCH] for start in range(0, len(names), _BATCH))


def _is_sooner(premiere: Premiere, before: Iterable[Premiere]) -> bool:
    old = next((old for old in before if old.season == premiere.season), None)
    if old is None or old.date != premiere.date or old.moment is None or premiere.moment is None:
        return False
    return premiere.moment < old.moment


def with_since(before: Iterable[Premiere], after: Iterable[Premiere], now: dt.datetime) -> tuple[Premiere, ...]:
    """Give each premiere the moment since which its date is believed: for another date than before, that is now."""
    believed = {premiere.season: premiere for premiere in before}
    dated = []
    for premiere in after:
        old = believed.get(premiere.season)
        same = old is not None and old.date == premiere.date
        dated.append(replace(premiere, since=None if premiere.date is None else old.since if old and same else now))
    return tuple(dated)
