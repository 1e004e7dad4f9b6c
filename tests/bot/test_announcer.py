"""The announcer over a real library and an outlet that writes down what it is given."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.announcer import MOST_ATTEMPTS, Announcer, UndeliverableError, retry_after
from schedules import AnnouncementKind, Delivery, Edtf, Library, Owed, Target, TargetKind, load_catalogue

START = datetime(2016, 8, 20, tzinfo=UTC)
CHANNELS = tuple(Target(TargetKind.CHANNEL, str(number)) for number in range(3))


@dataclass
class Clock:
    now: datetime = START
    began: float | None = None

    def __call__(self) -> datetime:
        elapsed = 0.0 if self.began is None else time.monotonic() - self.began
        return self.now + timedelta(seconds=elapsed)

    def run_on(self) -> None:
        self.began = time.monotonic()


@dataclass
class Paper:
    """An outlet: what it was given, and what it is to answer next."""

    kinds = (TargetKind.CHANNEL,)
    sent: list[Owed] = field(default_factory=list)
    tried: list[Owed] = field(default_factory=list)
    told: list[tuple[Target, str]] = field(default_factory=list)
    answers: list[Exception] = field(default_factory=list)
    slow: dict[str, float] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)

    async def deliver(self, owed: Owed) -> str | None:
        self.tried.append(owed)
        await asyncio.sleep(self.slow.get(owed.announcement.target.id, 0))
        if gate := self.gates.get(owed.announcement.target.id):
            await gate.wait()
        if self.answers:
            raise self.answers.pop(0)
        self.sent.append(owed)
        return str(len(self.sent))

    async def delivered(self, owed: Owed, message: str | None) -> None:
        raise OSError(f"what adorns {message} of {owed.id} may fail")

    async def refused(self, owed: Owed, reason: str) -> None:
        self.told.append((owed.announcement.target, reason))


@dataclass
class House:
    library: Library
    clock: Clock
    paper: Paper
    announcer: Announcer

    async def owe(self, show: str = "Luke Cage", day: str = "2016-09-30") -> None:
        await self.library.pin(show, 1, Edtf.parse(day), "test")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = Clock()
    async with Library.open(str(tmp_path / "marquee.sqlite3"), load_catalogue(), clock) as library:
        for target in CHANNELS:
            await library.follow(target, guild="1")
        paper = Paper()
        yield House(library, clock, paper, Announcer(library, paper, clock, owner="test", longest_sleep=0.05))


async def test_everything_due_is_sent_once_whatever_happens_afterwards(house: House) -> None:
    await house.owe()
    await house.announcer.deliver_due()
    await house.announcer.deliver_due()
    assert sorted(owed.announcement.target for owed in house.paper.sent) == list(CHANNELS)
    assert {entry.message_id for entry in await house.library.deliveries(Delivery.SENT)} == {"1", "2", "3"}
    assert house.announcer.tally.sent == 3


async def test_what_can_be_tried_again_is_with_the_same_nonce_and_more_and_more_slowly(house: House) -> None:
    await house.library.unfollow(CHANNELS[1])
    await house.library.unfollow(CHANNELS[2])
    house.paper.answers = [UndeliverableError("down", permanent=False), ConnectionResetError("gone")]
    await house.owe()
    await house.announcer.deliver_due()
    await house.announcer.deliver_due()
    assert len(house.paper.tried) == 1
    for seconds in (5, 10):
        house.clock.now += timedelta(seconds=seconds)
        await house.announcer.deliver_due()
    assert [owed.attempts for owed in house.paper.tried] == [0, 1, 2]
    assert len({owed.nonce for owed in house.paper.tried}) == 1
    assert len(house.paper.sent) == 1


def test_waits_grow_and_end() -> None:
    waits = [retry_after(attempts) for attempts in range(MOST_ATTEMPTS)]
    assert waits[0] == timedelta(seconds=5)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=30)


async def test_a_refusal_is_told_once_and_the_target_left_alone_for_a_while(house: House) -> None:
    house.paper.answers = [UndeliverableError("gone", permanent=True)] * 3
    await house.owe()
    await house.announcer.deliver_due()
    assert sorted(house.paper.told) == [(target, "gone") for target in CHANNELS]
    await house.owe("Iron Fist", "2017-03-17")
    await house.announcer.deliver_due()
    assert len(house.paper.tried) == 3
    assert len(await house.library.deliveries(Delivery.FAILED)) == 6
    house.clock.now += timedelta(hours=2)
    await house.owe("The Defenders", "2017-08-18")
    await house.announcer.deliver_due()
    assert len(house.paper.sent) == 3
    assert len(house.paper.told) == 3


async def test_who_refuses_again_after_something_had_arrived_is_told_of_again(house: House) -> None:
    for target in CHANNELS[1:]:
        await house.library.unfollow(target)
    for day, answers in ((1, ["gone"]), (2, ["gone"]), (3, []), (4, ["away"]), (5, ["away"])):
        house.clock.now = START + timedelta(days=day)
        house.paper.answers = [UndeliverableError(answer, permanent=True) for answer in answers]
        await house.owe(day=f"2016-10-{day:02}")
        await house.announcer.deliver_due()
    assert house.paper.told == [(CHANNELS[0], "gone"), (CHANNELS[0], "away")]


async def test_what_nobody_foresaw_ends_no_announcing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken() -> int:
        monkeypatch.undo()
        raise LookupError("a zone that this machine does not know any more")

    monkeypatch.setattr(house.library, "wake", broken)
    await house.owe()
    running = asyncio.create_task(house.announcer.run())
    async with asyncio.timeout(10):
        while len(house.paper.sent) < len(CHANNELS):  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.01)
    house.announcer.stop()
    await running


async def test_a_pause_that_is_asked_for_is_kept_by_all(house: House) -> None:
    house.paper.answers = [UndeliverableError("slow down", permanent=False, wait=timedelta(minutes=1))]
    house.paper.slow = {"1": 0.05, "2": 0.05}
    await house.owe()
    await house.announcer.deliver_due()
    tried = len(house.paper.tried)
    await house.owe("Iron Fist", "2017-03-17")
    await house.announcer.deliver_due()
    assert len(house.paper.tried) == tried
    house.clock.now += timedelta(minutes=1, seconds=1)
    await house.announcer.deliver_due()
    assert len(house.paper.sent) == 6


async def test_a_slow_channel_holds_up_no_other(house: House) -> None:
    house.paper.gates = {"0": asyncio.Event()}
    for show, day in (("Luke Cage", "2016-09-30"), ("Iron Fist", "2017-03-17"), ("The Defenders", "2017-08-18")):
        await house.owe(show, day)
    async with at_work(house.announcer):
        await _until(lambda: len(house.paper.sent) >= 6)
        assert all(owed.announcement.target != CHANNELS[0] for owed in house.paper.sent)
        house.paper.gates["0"].set()
        await _until(lambda: len(house.paper.sent) == 9)
        slow = [owed.announcement.show for owed in house.paper.sent if owed.announcement.target == CHANNELS[0]]
        assert slow == ["Luke Cage", "Iron Fist", "The Defenders"]


async def test_no_more_is_taken_than_can_be_sent_soon(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.announcer.HELD", 12)
    monkeypatch.setattr("bot.announcer.BATCH", 6)
    monkeypatch.setattr("bot.announcer.LANES", 3)
    for number in range(3, 40):
        await house.library.follow(Target(TargetKind.CHANNEL, str(number)), guild="1")
    await house.owe()
    leased: list[int] = []
    deliver = house.paper.deliver

    async def counted(owed: Owed) -> str | None:
        leased.append(len(await house.library.deliveries(Delivery.LEASED, 100)))
        return await deliver(owed)

    monkeypatch.setattr(house.paper, "deliver", counted)
    async with at_work(Announcer(house.library, house.paper, house.clock, owner="few", longest_sleep=30)):
        await _until(lambda: len(house.paper.sent) == 40)
    assert max(leased) < 12 + 6


async def test_without_any_of_its_jobs_what_is_due_is_still_found(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    monkeypatch.setattr(AsyncIOScheduler, "add_job", lambda *_args, **_options: None)
    async with at_work(house.announcer):
        await house.owe()
        await _until(lambda: len(house.paper.sent) == 3)
        house.clock.now = START + timedelta(days=34, hours=8)
        await _until(lambda: len(house.paper.sent) == 6)
        assert house.paper.sent[-1].announcement.kind is AnnouncementKind.REMINDER


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=3)])
async def test_a_clock_that_jumps_loses_and_repeats_nothing(house: House, jump: timedelta) -> None:
    await house.owe()
    await house.announcer.deliver_due()
    house.clock.now = START + timedelta(days=34, hours=7, minutes=30)
    await house.announcer.deliver_due()
    house.clock.now += jump
    await house.announcer.deliver_due()
    house.clock.now -= jump
    await house.announcer.deliver_due()
    reminders = [owed for owed in house.paper.sent if owed.announcement.kind is AnnouncementKind.REMINDER]
    assert len(reminders) == 3


async def test_the_scheduler_wakes_it_at_the_moment_of_an_announcement(house: House) -> None:
    await house.owe()
    await house.announcer.deliver_due()
    moment = datetime(2016, 9, 23, 7, tzinfo=UTC)
    assert await house.library.next_wake() == moment
    house.clock.now = moment - timedelta(seconds=0.3)
    house.clock.run_on()
    # Long sleeps: only the scheduler can wake it in time.
    announcer = Announcer(house.library, house.paper, house.clock, owner="other", longest_sleep=30)
    async with at_work(announcer):
        await _until(lambda: announcer.tally.sent == 3)
        # On a machine with nothing else to do it is a few milliseconds.
        assert all(0 <= late < 5 for late in announcer.tally.lateness)


async def test_polls_and_housekeeping_may_fail_without_harm(house: House, caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise ValueError("the news are bad")

    announcer = Announcer(house.library, house.paper, house.clock, owner="poll", poll=broken, longest_sleep=0.05)
    await announcer._run_errand("poll", broken)  # noqa: SLF001 - its own turn comes only after a minute
    assert "The poll failed" in caplog.text
    await house.owe()
    await announcer.deliver_due()
    assert len(house.paper.sent) == 3


async def test_a_database_that_another_program_holds_is_waited_for(house: House, tmp_path: Path) -> None:
    async with at_work(house.announcer):
        await house.owe()
        await _until(lambda: len(house.paper.sent) == 3)
        file = tmp_path / "marquee.sqlite3"
        with closing(sqlite3.connect(file, timeout=60, check_same_thread=False)) as other:
            # In a thread: a writer that is under way can only finish while the loop goes on.
            await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
            await asyncio.sleep(0.2)
            other.rollback()
        await house.owe("Iron Fist", "2017-03-17")
        await _until(lambda: len(house.paper.sent) == 6)


async def _until(true: "object") -> None:
    assert callable(true)
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - what is waited for happens in another task
            await asyncio.sleep(0.01)


@asynccontextmanager
async def at_work(announcer: Announcer) -> AsyncIterator[None]:
    """The announcer runs for as long as the block does."""
    running = asyncio.create_task(announcer.run())
    try:
        yield
    finally:
        announcer.stop()
        await running


async def test_a_poll_without_an_end_keeps_no_digest_waiting(house: House) -> None:
    polls, digests = [], asyncio.Semaphore(0)

    async def poll() -> None:
        polls.append(True)
        await asyncio.Event().wait()

    async def digest() -> None:
        digests.release()

    announcer = Announcer(
        house.library, house.paper, house.clock, owner="poll", poll=poll, digests=digest, poll_every=0.01
    )
    running = asyncio.create_task(announcer.run())
    async with asyncio.timeout(10):
        for _ in range(3):
            await digests.acquire()
    announcer.stop()
    await running
    assert polls == [True]


async def test_an_errand_is_let_finish_when_the_announcer_ends(house: House) -> None:
    started, go, finished = asyncio.Event(), asyncio.Event(), []

    async def digest() -> None:
        started.set()
        await go.wait()
        finished.append(True)

    announcer = Announcer(house.library, house.paper, house.clock, owner="end", digests=digest, poll_every=0.01)
    running = asyncio.create_task(announcer.run())
    async with asyncio.timeout(10):
        await started.wait()
    announcer.stop()
    asyncio.get_running_loop().call_later(0.1, go.set)
    await running
    assert finished
