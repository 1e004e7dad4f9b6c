"""Asks each site's robots.txt before anything else of it is fetched, and remembers the answer."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from schedules.errors import FetchError, RefusedAddressError, UnreachableError
from schedules.sources.robots import Robots, parse_robots

_FRESH = dt.timedelta(hours=24)
_RETRY = dt.timedelta(minutes=10)
_SITES = 5000
_LARGE = 20_000
_RULES = 100_000
"""How many rules are remembered of all sites together, some ten megabytes at most; the oldest go first."""


@dataclass(frozen=True, slots=True)
class _Known:
    robots: Robots | None
    """None: the site could not say, so nothing of it is fetched now."""
    until: dt.datetime

    @property
    def size(self) -> int:
        """How many rules it has."""
        return len(self.robots.rules) if self.robots else 0


class Gatekeeper:
    """Admits addresses that robots.txt allows.

    Args:
        fetch: gives the text of a robots.txt, or raises FetchError.
        clock: gives the present moment (aware).
        agent: the robot's product name.
    """

    def __init__(self, fetch: Callable[[str], Awaitable[str]], clock: Callable[[], dt.datetime], agent: str) -> None:
        self._fetch = fetch
        self._clock = clock
        self._agent = agent
        self._known: dict[str, _Known] = {}
        self._rules = 0
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def admit(self, url: str) -> None:
        """Return if `url` may be fetched.

        Raises:
            FetchError: robots.txt forbids it, or can't be had at the moment.
            RefusedAddressError: robots.txt leads to an address that is not connected to.
        """
        parts = urlsplit(url)
        robots = await self._robots(f"{parts.scheme}://{parts.netloc}")
        if robots is None:
            raise UnreachableError(f"{parts.hostname} can't say at the moment what may be read of it; try again later.")
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if not robots.allows(path):
            raise FetchError(f"{parts.hostname} asks programs not to read this page; copy the article's text instead.")

    async def _robots(self, origin: str) -> Robots | None:
        # Held by this frame while it is needed, and gone with the last one that waits.
        lock = self._locks.setdefault(origin, asyncio.Lock())
        async with lock:
            known = self._known.get(origin)
            if known is None or known.until <= self._clock():
                known = await self._ask(origin)
                self._remember(origin, known)
            return known.robots

    def _remember(self, origin: str, known: _Known) -> None:
        self._forget(origin)
        self._known[origin] = known
        self._rules += known.size
        while len(self._known) > _SITES or self._rules > _RULES:
            self._forget(next(iter(self._known)))

    def _forget(self, origin: str) -> None:
        forgotten = self._known.pop(origin, None)
        self._rules -= forgotten.size if forgotten else 0

    async def _ask(self, origin: str) -> _Known:
        try:
            text = await self._fetch(f"{origin}/robots.txt")
        except RefusedAddressError:
            raise
        except FetchError as error:
            if error.status is None:
                raise
            if 400 <= error.status < 500 and error.status != 429:
                return _Known(Robots(), self._clock() + _FRESH)
            return _Known(None, self._clock() + max(error.retry_after or _RETRY, _RETRY))
        # A large one takes a tenth of a second, in which nobody else should have to wait.
        robots = await asyncio.to_thread(parse_robots, text, self._agent) if len(text) > _LARGE else None
        return _Known(robots or parse_robots(text, self._agent), self._clock() + _FRESH)
