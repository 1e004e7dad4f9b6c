"""Delivers what is owed: the scheduler wakes it, the library says what is due, an outlet sends it.

Each announcement goes through five steps, and a crash after any of them loses nothing and repeats nothing:

1. `wake` writes what has fallen due into the outbox (its key makes a second writing harmless);
2. `lease` takes rows for this process for a while (a dead process's rows come free by themselves);
3. `attempted` looks once more whether it is true, and records that the first byte may leave from now on;
4. the outlet sends, and on a later attempt first makes sure that an earlier one did not arrive;
5. `sent` records the message's id.

The scheduler is the memory of nothing: without any of its jobs what is due is found a few seconds later.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from schedules import MarqueeError, StoreError, Target, TargetKind

if TYPE_CHECKING:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    from bot.clock import Clock
    from schedules import Library, Owed

LANES = 64
"""How many targets are served at a time; one target's announcements go one after the other."""
BATCH = 50
HELD = 400
"""How many leased rows may wait in this process; more stay in the outbox, where another process may take them."""
LEASE_SECONDS = 60
SEND_SECONDS = 40.0
"""An attempt that takes longer counts as one with an unknown outcome; shorter than the lease."""
GRACE_SECONDS = 5.0
"""For what is being sent when the announcer is stopped."""
LONGEST_SLEEP = 10.0
"""Seconds between two looks at the outbox however quiet it is: clocks jump, and other processes write."""
MOST_ATTEMPTS = 40
LEFT_ALONE = timedelta(hours=1)
"""For how long a target that refused is not tried again."""

_log = logging.getLogger(__name__)

Checkpoint = Callable[[str], Awaitable[None]]
"""Called with the name of each step when it is done; a crash test hangs the process there."""


class UndeliverableError(MarqueeError):
    """An outlet could not deliver; the message says why, for the list of deliveries.

    Args:
        reason: one sentence.
        permanent: whether trying again can't help until someone changes something.
        wait: how long to wait before the next attempt at anything, where the other side said so.
    """

    def __init__(self, reason: str, *, permanent: bool, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.wait = wait


class Outlet(Protocol):
    """Where announcements leave the house; knows nothing of the outbox."""

    @property
    def kinds(self) -> Collection[TargetKind]:
        """The kinds of targets it serves."""
        ...

    async def deliver(self, owed: "Owed") -> str | None:
        """Send one announcement, unless an earlier attempt (`owed.attempts` counts them) has arrived after all.

        Returns:
            The message's id, where there is such a thing.

        Raises:
            UndeliverableError: it can't be sent, now or ever. Any other error leaves the outcome unknown.
        """
        ...

    async def delivered(self, owed: "Owed", message: str | None) -> None:
        """Do what belongs to a message that was sent and recorded, and may fail without harm."""
        ...

    async def refused(self, owed: "Owed", reason: str) -> None:
        """Tell someone that a target refuses for good, once until something reaches it again."""
        ...


@dataclass
class Tally:
    """What an announcer has done since it began; `lateness` holds the newest deliveries', in seconds."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    lateness: deque[float] = field(default_factory=lambda: deque(maxlen=1000))


async def _pass(_name: str) -> None:
    """The checkpoint of everyday: nothing happens."""


def retry_after(attempts: int) -> timedelta:
    """How long to wait after `attempts` failed attempts: five seconds, doubling up to half an hour."""
    return min(timedelta(seconds=5 * 2 ** min(attempts, 10)), timedelta(minutes=30))


class Announcer:
    """Delivers through one outlet until it is cancelled.

    Args:
        library: says what is due and remembers what became of it.
        outlet: sends.
        clock: the moment that counts; the scheduler's own clock only measures how long to wait.
        owner: the name under which this process leases.
        poll: looks for news; None where nothing is polled.
        digests: sends those that are due, however long a poll takes; None where there are none.
        housekeeping: once an hour; None where there is none.
        checkpoint: told of each step.
        longest_sleep: seconds between two looks at the outbox, however quiet it is.
        send_within: seconds after which an attempt is given up, its outcome unknown; shorter than a lease.
        poll_every: seconds between two polls, and between two looks for digests.
    """

    def __init__(  # noqa: PLR0913 - a composition root names each part
        self,
        library: "Library",
        outlet: Outlet,
        clock: "Clock",
        *,
        owner: str,
        poll: Callable[[], Awaitable[object]] | None = None,
        digests: Callable[[], Awaitable[object]] | None = None,
        housekeeping: Callable[[], Awaitable[object]] | None = None,
        checkpoint: Checkpoint = _pass,
        longest_sleep: float = LONGEST_SLEEP,
        send_within: float = SEND_SECONDS,
        poll_every: float = 60.0,
    ) -> None:
        self._library = library
        self._outlet = outlet
        self._clock = clock
        self._owner = owner
        self._errands = {
            "poll": (poll, poll_every),
            "digests": (digests, poll_every),
            "housekeeping": (housekeeping, 3600.0),
        }
        self._checkpoint = checkpoint
        self._longest_sleep = longest_sleep
        self._send_within = send_within
        self._due = asyncio.Event()
        self._lanes = asyncio.Semaphore(LANES)
        self._workers: set[asyncio.Task[None]] = set()
        self._running_errands: set[asyncio.Task[None]] = set()
        self._lines: dict[Target, deque[Owed]] = {}
        self._held: set[int] = set()
        self._full = False
        self._stopping = False
        self._refusing: dict[Target, tuple[datetime, str]] = {}
        self._paused_until: datetime | None = None
        self.running = False
        self.tally = Tally()
        self.next_wake: datetime | None = None

    def nudge(self) -> None:
        """Look at the outbox now: something may have been written."""
        self._due.set()

    def forgive(self, target: Target) -> None:
        """Try a target again that refused: something there has been changed."""
        self._refusing.pop(target, None)

    async def run(self) -> None:
        """Deliver what is due, and again whenever something falls due, until `stop` is called.

        Cancelling is possible too, and leaves what is being sent with an unknown outcome.
        """
        scheduler = _make_scheduler()
        for name, (errand, seconds) in self._errands.items():
            if errand is not None:
                scheduler.add_job(self._run_errand, "interval", (name, errand), seconds=seconds, id=name)
        scheduler.start()
        self.running = True
        try:
            while not self._stopping:
                self._due.clear()
                await self._round(scheduler)
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._longest_sleep):
                        await self._due.wait()
            scheduler.pause()
            if self._workers or self._running_errands:
                await asyncio.wait(self._workers | self._running_errands, timeout=GRACE_SECONDS)
        finally:
            self.running = False
            scheduler.shutdown(wait=False)
            for task in self._workers | self._running_errands:
                task.cancel()
            await self._finish()
            await asyncio.gather(*self._running_errands, return_exceptions=True)

    def stop(self) -> None:
        """Let `run` end: nothing more is taken, and what is being sent gets a moment to be done with."""
        self._stopping = True
        self._due.set()

    async def deliver_due(self) -> None:
        """Deliver everything that is due at this moment; returns when each has been sent, put off or given up.

        Raises:
            StoreError: the outbox can't be read; what had been leased by then has been dealt with.
        """
        try:
            while await self._take():
                await self._finish()
        finally:
            await self._finish()

    async def _round(self, scheduler: "AsyncIOScheduler") -> None:
        await self._checkpoint("looking")
        try:
            await self._take()
            self.next_wake = await self._library.next_wake(self._outlet.kinds)
        except StoreError as error:
            _log.error("The outbox can't be read, it is tried again in a moment: %s", error)
            return
        except Exception:  # noqa: BLE001 - what nobody foresaw must not end announcing while the bot seems well
            _log.exception("What is due can't be found out, it is tried again in a moment.")
            return
        if (until := self._paused()) is not None:
            self.next_wake = max(until, self.next_wake or until)
        # With its hands full it is woken by whoever has done with something.
        if self.next_wake is not None and not self._full:
            # The scheduler runs on the system's clock, the bot perhaps on another: only the distance is the same.
            delay = max(self.next_wake - self._clock(), timedelta(milliseconds=50))
            scheduler.add_job(
                self._due.set, "date", run_date=datetime.now(UTC) + delay, id="due", replace_existing=True
            )

    async def _take(self) -> bool:
        """Lease what is due and start delivering it, as far as there is room; whether there was anything."""
        if self._stopping or self._paused():
            return False
        await self._library.wake()
        await self._checkpoint("woken")
        taken = False
        while not self._stopping and not self._is_full() and (batch := await self._lease()):
            taken = True
            await self._checkpoint("leased")
            for owed in batch:
                self._held.add(owed.id)
                self._line(owed.announcement.target).append(owed)
        return taken

    def _is_full(self) -> bool:
        self._full = len(self._held) >= HELD
        return self._full

    def _line(self, target: Target) -> "deque[Owed]":
        if target not in self._lines:
            self._lines[target] = deque()
            worker = asyncio.create_task(self._serve(target))
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)
        return self._lines[target]

    async def _finish(self) -> None:
        if self._workers:
            await asyncio.gather(*self._workers, return_exceptions=True)

    async def _lease(self) -> "list[Owed]":
        """The next rows to deliver, without those that this process holds already (their lease ran out meanwhile)."""
        rows = await self._library.lease(self._owner, BATCH, LEASE_SECONDS, self._outlet.kinds)
        return [owed for owed in rows if owed.id not in self._held]

    async def _serve(self, target: Target) -> None:
        """Deliver what waits for one target, in order."""
        line = self._lines[target]
        try:
            async with self._lanes:
                while line and not self._stopping:
                    owed = line.popleft()
                    try:
                        await self._deliver(owed)
                    finally:
                        self._held.discard(owed.id)
        finally:
            self._held.difference_update(owed.id for owed in line)
            del self._lines[target]
            if self._full and len(self._held) <= HELD - BATCH:
                self._due.set()

    async def _deliver(self, owed: "Owed") -> None:
        try:
            await self._attempt(owed)
        except StoreError as error:
            # The lease runs out, and the next attempt looks whether this one arrived.
            _log.error("What became of announcement %d can't be recorded: %s", owed.id, error)

    async def _attempt(self, owed: "Owed") -> None:
        if (until := self._paused()) is not None:
            await self._library.failed(owed.id, "Discord asked for a pause.", until)
            return
        refusal = self._refusal(owed.announcement.target)
        if refusal is not None:
            await self._fail(owed, refusal)
            return
        current = await self._library.attempted(owed.id, self._owner, LEASE_SECONDS)
        if current is None:
            # While it waited its turn the lease ran out and another process has taken it, or it ceased to be true.
            return
        owed = current
        await self._checkpoint("attempted")
        try:
            async with asyncio.timeout(self._send_within):
                message = await self._outlet.deliver(owed)
        except UndeliverableError as error:
            await self._not_delivered(owed, error)
            return
        except Exception as error:  # noqa: BLE001 - whatever broke, the outcome is unknown and must be recorded so
            _log.warning("Announcement %d: outcome unknown: %s", owed.id, _named(error))
            await self._put_off(owed, f"The outcome of the last attempt is not known: {_named(error)}.")
            return
        await self._checkpoint("delivered")
        await self._library.sent(owed.id, message)
        await self._checkpoint("recorded")
        self.tally.sent += 1
        self.tally.lateness.append((self._clock() - owed.announcement.due).total_seconds())
        await self._afterwards(self._outlet.delivered(owed, message))

    async def _not_delivered(self, owed: "Owed", error: UndeliverableError) -> None:
        if not error.permanent:
            if error.wait is not None:
                self._paused_until = self._clock() + error.wait
            await self._put_off(owed, str(error))
            return
        target = owed.announcement.target
        self._refusing[target] = (self._clock() + LEFT_ALONE, str(error))
        first = not await self._library.refuses(target)
        await self._fail(owed, str(error))
        if first:
            await self._afterwards(self._outlet.refused(owed, str(error)))

    async def _put_off(self, owed: "Owed", reason: str) -> None:
        if owed.attempts + 1 >= MOST_ATTEMPTS:
            await self._fail(owed, reason)
            return
        self.tally.retried += 1
        await self._library.failed(owed.id, reason, self._clock() + retry_after(owed.attempts))

    async def _fail(self, owed: "Owed", reason: str) -> None:
        self.tally.failed += 1
        await self._library.failed(owed.id, reason, None)

    def _paused(self) -> datetime | None:
        """Until when nothing at all is sent; None where there is no pause."""
        if self._paused_until is not None and self._clock() >= self._paused_until:
            self._paused_until = None
        return self._paused_until

    def _refusal(self, target: Target) -> str | None:
        until, reason = self._refusing.get(target, (None, None))
        if until is not None and self._clock() >= until:
            del self._refusing[target]
            return None
        return reason

    async def _afterwards(self, act: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self._send_within):
                await act
        except Exception as error:  # noqa: BLE001 - the announcement itself is done; what adorns it may fail
            _log.warning("After an announcement: %s", _named(error))

    async def _run_errand(self, name: str, errand: Callable[[], Awaitable[object]]) -> None:
        # The scheduler cancels its jobs when it ends, and would tear one from the middle of a question to the database.
        task = asyncio.create_task(self._do_errand(name, errand))
        self._running_errands.add(task)
        task.add_done_callback(self._running_errands.discard)
        await asyncio.shield(task)

    async def _do_errand(self, name: str, errand: Callable[[], Awaitable[object]]) -> None:
        try:
            await errand()
        except Exception:  # noqa: BLE001 - an errand of any kind must not end the scheduler
            _log.exception("The %s failed and is tried again at its next turn.", name)
        self.nudge()


def _make_scheduler() -> "AsyncIOScheduler":
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    # However late, once: by default a job more than a second late would be dropped.
    return AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )


def _named(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")
