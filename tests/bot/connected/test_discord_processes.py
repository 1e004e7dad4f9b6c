"""Real processes of the bot on one database: two by mistake, one that stood still, one on a full disk."""

import asyncio
import shutil
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import postgres
import pytest
from scenes import announcements, channel_target, eventually
from standin import Channel, Rates, StandIn

from benchmarks.crash import START, Clock, Lives
from schedules import Delivery, Edtf, Library, load_catalogue

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has all these ways to mistreat a process.")

SHOWS = 2
CATALOGUE = '[[service]]\nname = "Everywhere"\nrules = [{ time = 00:00:00, zone = "UTC" }]\n' + "".join(
    f'[[show]]\nname = "Show {number}"\nservice = "Everywhere"\n' for number in range(SHOWS)
)
PREMIERE = START.replace(hour=0) + timedelta(days=10)


@dataclass
class House:
    """Discord, a database with channels that follow, and a clock that all processes share."""

    discord: StandIn
    library: Library
    clock: Clock
    channels: list[Channel]
    catalogue: Path
    database: str
    stack: AsyncExitStack

    async def process(self, look_every: float = 0.02) -> Lives:
        """A process of the bot that is connected and looks at the outbox again and again."""
        before = len(self.discord.gateway.connected)
        running = Lives.running(self.discord, self.clock, self.catalogue, self.database, look_every)
        lives = await self.stack.enter_async_context(running)
        await lives.begin("", 0)
        await self.discord.connected(before + 1)
        return lives

    async def pin(self, show: int = 0) -> None:
        """A date becomes known, and every channel is owed its announcement."""
        await self.library.pin(f"Show {show}", 1, Edtf.day(PREMIERE.date()), "test")

    async def settled(self, sent: int) -> None:
        """Wait until so many announcements were sent and nothing waits."""
        await eventually(lambda: self.library.deliveries(Delivery.SENT, 500), lambda found: len(found) >= sent, 60)
        await eventually(self.library.waiting, lambda waiting: waiting == 0, 60)

    def said(self) -> Counter[str]:
        """How many announcements each channel has."""
        return Counter({channel.name: len(announcements(self.discord, channel)) for channel in self.channels})


@pytest.fixture
async def sqlite(tmp_path: Path, empty: Path) -> str:
    """A SQLite file without anything in it."""
    return str(await asyncio.to_thread(shutil.copy, empty, tmp_path))


@pytest.fixture(scope="module")
def postgres_server() -> Iterator[str]:
    """The folder of the socket of a PostgreSQL that was started for these tests."""
    with postgres.running() as folder:
        yield folder


@pytest.fixture
async def postgresql(postgres_server: str) -> str:
    """An empty database on it."""
    return await postgres.emptied(postgres_server)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """SQLite, unless a test asks for another."""
    return str(request.getfixturevalue(getattr(request, "param", "sqlite")))


@pytest.fixture
async def house(tmp_path: Path, database: str) -> AsyncIterator[House]:
    clock = Clock(tmp_path / "clock")
    catalogue = tmp_path / "catalogue.toml"
    await asyncio.to_thread(catalogue.write_text, CATALOGUE, "utf-8")
    async with AsyncExitStack() as stack:
        rates = Rates(messages=(100_000, 5.0), overall=100_000)
        discord = await stack.enter_async_context(StandIn(clock=clock.seconds, wall=clock.now, rates=rates))
        guild = discord.world.guild()
        channels = [discord.world.channel(guild, f"channel-{number}") for number in range(6)]
        library = await stack.enter_async_context(Library.open(database, load_catalogue(catalogue), clock.now))
        for channel in channels:
            await library.follow(channel_target(channel), guild=str(guild.id))
        yield House(discord, library, clock, channels, catalogue, database, stack)
        assert discord.problems == []


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
async def test_two_processes_on_one_database_say_everything_once(house: House) -> None:
    await house.process()
    await house.process()
    expected = 0
    for show in range(SHOWS):
        await house.pin(show)
        expected += len(house.channels)
        await house.settled(expected)
    for days in (7, 1, 0):
        house.clock.set(PREMIERE - timedelta(days=days))
        expected += SHOWS * len(house.channels)
        await house.settled(expected)
    assert set(house.said().values()) == {4 * SHOWS}
    posts = [request for request in house.discord.requests if request.path.endswith("/messages")]
    assert len([request for request in posts if request.method == "POST"]) == expected


async def test_a_process_that_stood_still_for_days_says_one_thing_that_is_true(house: House) -> None:
    lives = await house.process()
    await house.pin()
    await house.settled(len(house.channels))
    lives.halt()
    house.clock.set(PREMIERE - timedelta(hours=20))
    lives.go_on()
    await house.settled(2 * len(house.channels))
    assert set(house.said().values()) == {2}
    newest = announcements(house.discord, house.channels[0])[-1]
    assert "premieres in 20 hours" in newest["content"]
    assert {entry.announcement.lead for entry in await house.library.deliveries(Delivery.EXPIRED)} == {7}


async def test_what_a_process_was_sending_when_it_was_halted_is_neither_lost_nor_said_again(house: House) -> None:
    # Nothing else is under way: who is halted with the database's lock in hand keeps it.
    for channel in house.channels[1:]:
        await house.library.unfollow(channel_target(channel))
    halted = await house.process(look_every=1.0)
    stopped = asyncio.Event()

    async def halt(moment: str) -> None:
        if moment == "arrived" and not stopped.is_set():
            stopped.set()
            halted.halt()

    house.discord.on_send = halt
    await house.pin()
    await stopped.wait()
    house.clock.set(house.clock.now() + timedelta(days=1))
    await house.process()
    await house.settled(1)
    halted.go_on()
    await house.pin(1)
    await house.settled(2)
    assert house.said()[house.channels[0].name] == 2


async def test_on_a_full_disk_nothing_is_said_that_can_not_be_recorded(house: House) -> None:
    lives = await house.process()
    await house.pin()
    await house.settled(len(house.channels))
    lives.limit_files(1)
    await house.pin(1)
    house.clock.set(house.clock.now() + timedelta(minutes=1))
    for _ in range(10):
        # The process goes on answering, and looks at the outbox meanwhile.
        place = house.discord.world.direct(house.discord.world.owner)
        before = len(house.discord.sent(place))
        await house.discord.say(house.discord.world.owner, place, "!about")
        await house.discord.replies(place, before + 1)
    assert set(house.said().values()) == {1}
    lives.limit_files(-1)
    await house.settled(2 * len(house.channels))
    assert set(house.said().values()) == {2}
