"""Fifty requests a second are what Discord allows a bot: everything asks for its turn here, urgent things first."""

import asyncio
import heapq
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import aiohttp

RATE = 49.1
"""Requests a second. Spread evenly, so that no second, wherever it begins, holds more than the fifty allowed."""

_BULK: ContextVar[bool] = ContextVar("bulk", default=False)


@contextmanager
def in_bulk() -> Iterator[None]:
    """What is requested inside yields to what is requested elsewhere: announcements yield to answers."""
    token = _BULK.set(True)
    try:
        yield
    finally:
        _BULK.reset(token)


class Pacer:
    """Gives out turns, `rate` a second and no two at once; it does not know what they are used for."""

    def __init__(self, rate: float = RATE) -> None:
        self._interval = 1 / rate
        self._next = 0.0
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, *, bulk: bool = False) -> None:
        """Wait for a turn; `bulk` lets everyone else go first."""
        loop = asyncio.get_running_loop()
        if not self._waiting and loop.time() >= self._next:
            self._advance(loop.time())
            return
        future: asyncio.Future[None] = loop.create_future()
        heapq.heappush(self._waiting, (bulk, next(self._numbers), future))
        self._arm(loop)
        await future

    def _arm(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._timer is None and self._waiting:
            self._timer = loop.call_at(self._next, self._release, loop)

    def _release(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        while self._waiting:
            future = heapq.heappop(self._waiting)[2]
            if not future.done():
                future.set_result(None)
                self._advance(loop.time())
                break
        self._arm(loop)

    def _advance(self, now: float) -> None:
        # A timer that fires late would slow everything down if the next turn counted from it, and a long wait would
        # let a burst through if it counted from the plan: a quarter of an interval is made good, no more.
        self._next = max(self._next, now - self._interval / 4) + self._interval


def traced(pacer: Pacer, api: str) -> "aiohttp.TraceConfig":
    """What makes an aiohttp session wait for its turn before each request below the address `api`.

    Answers to interactions and their follow-ups do not count towards Discord's limit and are not held up.
    """
    import aiohttp

    async def on_request_start(
        _session: aiohttp.ClientSession, _context: object, request: aiohttp.TraceRequestStartParams
    ) -> None:
        address = str(request.url)
        if address.startswith(api) and not address[len(api) :].startswith(("/interactions/", "/webhooks/")):
            await pacer.turn(bulk=_BULK.get())

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(on_request_start)
    return trace
