"""Fifty requests a second are what Discord allows a bot: everything asks for its turn here, urgent things first.

Discord counts a request when it arrives there, which is some time after its turn: a connection may have to be made
first, and the way is not always equally long. What is certain is that it has arrived when the answer is there. So a
request counts as late as it may have been counted, and no second holds more than fifty of them.
"""

import asyncio
import heapq
import itertools
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import TYPE_CHECKING

from bot.refusals import Refusals

if TYPE_CHECKING:
    import aiohttp

RATE = 49.7
"""Turns a second, evenly spread."""
ALLOWED = 50
"""Requests in any second that Discord takes."""
SECOND = 1.003
"""What is taken for a second: a little more, for what can't be measured from here."""
ON_ITS_WAY = 0.25
"""Seconds after which a request that was not answered counts as arrived all the same."""
UNSENT = 5.0
"""Seconds after which a turn that nothing was made of is forgotten."""
BEHIND = 0.25
"""So many seconds of turns that were given too late, because the process was busy, are made good."""
_REMEMBERED = 200
_ENOUGH = 10

_BULK: ContextVar[bool] = ContextVar("bulk", default=False)


@contextmanager
def in_bulk() -> Iterator[None]:
    """What is requested inside yields to what is requested elsewhere: announcements yield to answers."""
    token = _BULK.set(True)
    try:
        yield
    finally:
        _BULK.reset(token)


class Turn:
    """Leave for one request; whoever has it says how far the request has come.

    Attributes:
        counted: the moment, of the event loop's clock, at which Discord counts it at the latest.
    """

    __slots__ = ("_left", "_pacer", "counted")

    def __init__(self, pacer: "Pacer", now: float) -> None:
        self._pacer = pacer
        self._left: float | None = None
        self.counted = now + UNSENT

    def left(self) -> None:
        """The request is on its way."""
        self._left = _now()
        self._settle(self._left + ON_ITS_WAY)

    def answered(self, kind: str) -> None:
        """The answer is there, to a request of some kind: ways differ from kind to kind."""
        if self._left is not None:
            now = _now()
            self._settle(now - self._pacer.way_back(kind, now - self._left))

    def failed(self) -> None:
        """There will be no answer; what never left counts for nothing."""
        if self._left is None:
            self._settle(0.0)

    def _settle(self, counted: float) -> None:
        self.counted = min(self.counted, counted)
        self._pacer.rearm()


class Pacer:
    """Gives out turns, `rate` a second and no two at once, and never more than `allowed` that may count in one second.

    Args:
        rate: turns a second.
        allowed: how many requests may be counted within `second`.
        second: seconds.
    """

    def __init__(self, rate: float = RATE, allowed: int = ALLOWED, second: float = SECOND) -> None:
        self._interval = 1 / rate
        self._allowed, self._second = allowed, second
        self._next = 0.0
        self._given: list[Turn] = []
        self._taken: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=_REMEMBERED))
        self._waiting: list[tuple[bool, int, asyncio.Future[Turn]]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    def way_back(self, kind: str, seconds: float) -> float:
        """How long before its answer a request of a kind that took `seconds` was counted at the latest.

        The fastest answer tells how long both ways take at least; the rest of what it took may have been the way there.
        """
        taken = self._taken[kind]
        taken.append(seconds)
        return min(taken) if len(taken) >= _ENOUGH else 0.0

    async def turn(self, *, bulk: bool = False) -> Turn:
        """Wait for a turn; `bulk` lets everyone else go first."""
        now = _now()
        if not self._waiting and now >= self._opens(now):
            self._next = now + self._interval
            return self._give(now)
        future: asyncio.Future[Turn] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (bulk, next(self._numbers), future))
        self.rearm()
        return await future

    def rearm(self) -> None:
        """Look anew when the next turn can be given."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiting:
            now = _now()
            wait = max(self._opens(now) - now, 0.0)
            self._timer = asyncio.get_running_loop().call_later(wait, self._release)

    def _opens(self, now: float) -> float:
        """The moment from which the next turn can be given, as far as can be told now."""
        self._given = [turn for turn in self._given if turn.counted + self._second > now]
        counting = sorted(turn.counted for turn in self._given)
        full = counting[-self._allowed] + self._second if len(counting) >= self._allowed else 0.0
        return max(self._next, full)

    def _release(self) -> None:
        self._timer = None
        now = _now()
        while self._waiting and now >= self._opens(now):
            future = heapq.heappop(self._waiting)[2]
            if not future.done():
                self._next = max(self._next, now - BEHIND) + self._interval
                future.set_result(self._give(now))
                break
        self.rearm()

    def _give(self, now: float) -> Turn:
        turn = Turn(self, now)
        self._given.append(turn)
        return turn


def traced(pacer: Pacer, api: str, refusals: Refusals | None = None) -> "aiohttp.TraceConfig":
    """What makes an aiohttp session wait for its turn before each request below the address `api`, and count refusals.

    Answers to interactions and their follow-ups do not count towards Discord's limit and are not held up.
    """
    import aiohttp

    async def on_request_start(
        _session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestStartParams
    ) -> None:
        address = str(request.url)
        if address.startswith(api) and not address[len(api) :].startswith(("/interactions/", "/webhooks/")):
            context.turn = await pacer.turn(bulk=_BULK.get())

    async def on_request_headers_sent(
        _session: aiohttp.ClientSession, context: SimpleNamespace, _request: aiohttp.TraceRequestHeadersSentParams
    ) -> None:
        if turn := _turn_of(context):
            turn.left()

    async def on_request_end(
        _session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestEndParams
    ) -> None:
        if turn := _turn_of(context):
            turn.answered(request.method)
        if refusals is not None:
            refusals.count(request.response.status)

    async def on_request_exception(
        _session: aiohttp.ClientSession, context: SimpleNamespace, _request: aiohttp.TraceRequestExceptionParams
    ) -> None:
        if turn := _turn_of(context):
            turn.failed()

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(on_request_start)
    trace.on_request_headers_sent.append(on_request_headers_sent)
    trace.on_request_end.append(on_request_end)
    trace.on_request_exception.append(on_request_exception)
    return trace


def _now() -> float:
    return asyncio.get_running_loop().time()


def _turn_of(context: SimpleNamespace) -> Turn | None:
    turn = getattr(context, "turn", None)
    return turn if isinstance(turn, Turn) else None
