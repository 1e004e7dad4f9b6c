"""The sources that articles come from."""

import datetime as dt
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace

from schedules.errors import UsageError
from schedules.library.room import Room
from schedules.model import Trust
from schedules.sources.canonical import site
from schedules.sources.polling import FeedState, new_state, wake
from schedules.store import articles, sources
from schedules.store.sources import Listed

LATELY = dt.timedelta(hours=6)
"""How old an answer may be, and how late a poll, before something seems to be wrong."""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, a page or a watched channel that articles come from."""

    id: int
    name: str
    """Its address as it was added; for a watched channel "discord:", the server's id, a slash and the channel's."""
    trust: Trust | None
    """How far it is believed; None for what the site of each article deserves."""
    added_by: str
    added: dt.datetime
    paused: bool
    """Whether a person has stopped it."""
    state: FeedState
    """What is remembered between two polls."""
    site: str | None = None
    """The site that speaks in it, where that is not the host that answers, as with a feed that another host carries."""

    @property
    def is_channel(self) -> bool:
        """Whether it is a watched channel, whose links are read when they are posted, instead of an address."""
        return self.name.startswith(sources.CHANNEL)

    def answers(self, now: dt.datetime) -> bool:
        """Whether it has answered lately, or when it was asked last, and has not been forgotten since.

        A source that is quiet is asked once a day only, so that how old its answer is tells nothing by itself.
        """
        state = self.state
        if state.last_success is None:
            return False
        return now - state.last_success <= LATELY or (state.failures == 0 and now - state.next_poll <= LATELY)


class Sources(Room):
    """Where articles come from."""

    async def add_source(self, url: str, added_by: str, trust: Trust | None = None, site: str | None = None) -> Source:
        """Add a source, to be asked at once; one that is there already stays as it is.

        Args:
            url: the address of a feed or a page.
            added_by: who adds it.
            trust: how far it is believed; None for what the site of each article deserves.
            site: the site that speaks in it; None for the host that answers.
        """
        now = self._now()
        listed = {"trust": trust, "added_by": added_by, "added": now, "site": site}
        async with self._store.writing() as connection:
            return _source(await sources.add(connection, url, listed, _columns(new_state(url, now))))

    async def watch_channel(self, guild: str, channel: str, added_by: str) -> Source:
        """Count a Discord server's channel among the sources; one that is watched already is watched on.

        Whoever is connected to Discord reads what is posted there; `due_sources` never gives it.
        """
        now = self._now()
        name = f"{sources.CHANNEL}{guild}/{channel}"
        listed = {"trust": None, "added_by": added_by, "added": now, "site": None}
        async with self._store.writing() as connection:
            found = await sources.add(connection, name, listed, _columns(new_state(name, now)))
            await sources.pause(connection, found.id, paused=False)
        return replace(_source(found), paused=False)

    async def watched_channels(self) -> dict[str, Source]:
        """The channels that are watched and not paused, by their ids."""
        async with self._store.reading() as connection:
            return {each.name.rpartition("/")[2]: _source(each) for each in await sources.watched(connection)}

    async def sources(self) -> tuple[Source, ...]:
        """Every source in the order in which they were added."""
        async with self._store.reading() as connection:
            return tuple(_source(listed) for listed in await sources.listed(connection))

    async def due_sources(self, now: dt.datetime | None = None, limit: int = 20) -> tuple[Source, ...]:
        """The sources that are to be asked now, the longest waiting first; paused and sleeping ones never."""
        async with self._store.reading() as connection:
            return tuple(_source(listed) for listed in await sources.due(connection, now or self._now(), limit))

    async def next_poll(self) -> dt.datetime | None:
        """When the next source is to be asked; None where none is."""
        async with self._store.reading() as connection:
            return await sources.next_poll(connection)

    async def last_poll(self) -> dt.datetime | None:
        """When a source last gave an answer; None where none ever did."""
        async with self._store.reading() as connection:
            return await sources.last_success(connection)

    async def record_poll(self, number: int, state: FeedState) -> None:
        """Store what is remembered of a source after it was asked; nothing where it was removed meanwhile."""
        async with self._store.writing() as connection:
            await sources.set_state(connection, number, _columns(state))

    async def read_before(self, addresses: Collection[str], name: str) -> set[str]:
        """Those of some canonical addresses whose article is stored.

        Args:
            addresses: where the articles stand.
            name: the source that gives these addresses. What another source tells of an address in words of its own is
                not the article; what its host told there is, and what this source has brought from there.
        """
        async with self._store.reading() as connection:
            found = await articles.at_addresses(connection, addresses)
        return {address for address, speaker, carrier in found if carrier == name or speaker == site(address)}

    async def pause_source(self, number: int) -> None:
        """Stop asking a source.

        Raises:
            UsageError: there is no source of that number.
        """
        async with self._store.writing() as connection:
            if not await sources.pause(connection, number, paused=True):
                raise _unknown(number)

    async def resume_source(self, number: int) -> None:
        """Ask a source again, at once, also one that sleeps because it was gone.

        Raises:
            UsageError: there is no source of that number.
        """
        async with self._store.writing() as connection:
            listed = await sources.one(connection, number)
            if listed is None:
                raise _unknown(number)
            await sources.pause(connection, number, paused=False)
            await sources.set_state(connection, number, _columns(wake(_source(listed).state, self._now())))

    async def remove_source(self, number: int) -> None:
        """Remove a source; the articles that it brought stay.

        Raises:
            UsageError: there is no source of that number.
        """
        async with self._store.writing() as connection:
            if not await sources.remove(connection, number):
                raise _unknown(number)


def _unknown(number: int) -> UsageError:
    return UsageError(f"No source has the number {number}; 'sources' lists them.")


def _columns(state: FeedState) -> dict[str, object]:
    return asdict(state) | {"interval": round(state.interval.total_seconds())}


def _source(listed: Listed) -> Source:
    state = dict(listed.state)
    state["interval"] = dt.timedelta(seconds=state["interval"])
    return Source(
        listed.id,
        listed.name,
        listed.trust,
        listed.added_by,
        listed.added,
        listed.paused,
        FeedState(**state),
        listed.site,
    )
