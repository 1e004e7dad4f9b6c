"""What can fail around an announcement: what is sent then, what is recorded, and who is told."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from scenes import QUICK, Scene, Shown, announcements, channel_target, eventually

from bot.announcer import LANES
from schedules import Delivery, Edtf, GuildSettings, Library

MESSAGES = r"/channels/\d+/messages"
IRON_FIST = "Iron Fist season 1 will premiere on March 17, 2017 on Netflix."


@pytest.fixture
async def followed(scene: Scene) -> Scene:
    """The channel follows everything; the bot is not there yet."""
    await scene.library.follow(channel_target(scene.channel), guild=str(scene.guild.id))
    return scene


@pytest.fixture
async def hasty(followed: Scene, tmp_path: Path) -> AsyncIterator[Scene]:
    """The same with a database whose locks are waited for only a moment."""
    database = f"sqlite:///{tmp_path / 'marquee.sqlite3'}?timeout=0.1"
    async with Library.open(database, followed.library.catalogue, followed.clock) as library:
        followed.library = library
        yield followed
        await followed.stop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The database's file."""
    return tmp_path / "marquee.sqlite3"


def too_many(*, everywhere: bool, seconds: float) -> dict[str, Any]:
    """A 429 as Discord words it."""
    headers = {"Via": "1.1 google", "Retry-After": "1", "X-RateLimit-Scope": "global" if everywhere else "user"}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere, "code": 0}
    return {"status": 429, "headers": headers, "body": body}


class TestDiscord:
    @pytest.mark.parametrize("everywhere", [True, False])
    async def test_a_429_is_waited_out_within_the_attempt(self, followed: Scene, everywhere: bool) -> None:
        followed.discord.fail("POST", MESSAGES, **too_many(everywhere=everywhere, seconds=0.2))
        await followed.start()
        await followed.keep()
        (sent,) = await followed.until_state(Delivery.SENT)
        assert sent.attempts == 1
        assert len(await followed.announced(1)) == 1
        assert [request.status for request in followed.posts()] == [429, 200]

    @pytest.mark.parametrize(
        ("fault", "minutes"),
        [
            (too_many(everywhere=True, seconds=600), 10),
            (too_many(everywhere=False, seconds=600), 10),
            ({"status": 429, "body": {"message": "blocked", "code": 0}}, 1),
            ({"status": 401}, 1),
        ],
    )
    async def test_where_discord_wants_a_pause_nobody_sends(
        self, followed: Scene, fault: dict[str, Any], minutes: int
    ) -> None:
        other = followed.discord.world.channel(followed.guild, "other")
        followed.discord.fail("POST", MESSAGES, **fault)
        await followed.start()
        await followed.keep()
        assert (await followed.until_put_off()).reason
        await followed.library.follow(channel_target(other), guild=str(followed.guild.id))
        await followed.keep(IRON_FIST)
        await followed.move(minutes=minutes, seconds=-1)
        await followed.look()
        assert len(followed.posts()) == 1
        await followed.move(seconds=2)
        await followed.announced(2)
        await followed.announced(1, other)
        assert len(announcements(followed.discord, followed.channel)) == 2

    @pytest.mark.parametrize("obeyed", [True, False])
    async def test_a_discord_that_never_answers_is_given_up_and_looked_into_later(
        self, followed: Scene, obeyed: bool
    ) -> None:
        followed.tuning = replace(QUICK, send_within=0.3)
        followed.discord.fail("POST", MESSAGES, hangs=True, obeyed=obeyed)
        await followed.start()
        await followed.keep()
        waiting = await followed.until_put_off()
        assert waiting.reason == "The outcome of the last attempt is not known: TimeoutError."
        assert (await followed.ask("!about"))["content"] is not None
        await followed.move(minutes=10)
        await followed.until_state(Delivery.SENT)
        assert len(await followed.announced(1)) == 1

    async def test_refusals_by_the_hundred_are_not_provoked(self, followed: Scene) -> None:
        followed.calm()
        followed.tuning = replace(followed.tuning, most_refusals=10)
        for number in range(150):
            channel = followed.discord.world.channel(followed.guild, f"channel-{number}")
            await followed.library.follow(channel_target(channel), guild=str(followed.guild.id))
        followed.discord.fail("POST", MESSAGES, status=403, times=1000, body={"message": "no", "code": 20001})
        await followed.start()
        await followed.keep()
        # Those under way when the tenth refusal came were asked all the same.
        await eventually(
            lambda: followed.library.deliveries(Delivery.DUE, 200),
            lambda found: (
                sum("a pause" in str(each.reason) or "keeps still" in str(each.reason) for each in found) > 70
            ),
            seconds=60.0,
        )
        assert len(followed.posts()) <= 10 + LANES
        posted = len(followed.posts())
        await followed.move(minutes=9)
        await followed.look()
        assert len(followed.posts()) == posted

    async def test_an_hour_without_the_gateway_costs_nothing(self, followed: Scene) -> None:
        await followed.start()
        await followed.keep()
        await followed.announced(1)
        await followed.move(days=34, hours=6, minutes=30)
        await followed.discord.gateway.drop(gone=True)
        await followed.look()
        await followed.move(hours=1)
        await followed.announced(2)
        followed.discord.gateway.gone = False
        await followed.discord.connected()
        await followed.ask("!about")
        assert len(await followed.announced(2)) == 2
        assert {sent.attempts for sent in await followed.until_state(Delivery.SENT, 2)} == {1}

    async def test_a_server_that_threw_the_bot_out_unnoticed_refuses_and_its_owner_is_told_once(
        self, followed: Scene, shown: Shown
    ) -> None:
        await followed.start()
        await followed.ask("!about")
        followed.discord.world.guilds.pop(followed.guild.id)
        await followed.keep()
        (failed,) = await followed.until_state(Delivery.FAILED)
        assert failed.reason == "Marquee may not see the channel."
        direct = followed.discord.world.direct(followed.guild.owner)
        assert "may not see the channel" in shown((await followed.discord.replies(direct))[0])
        await followed.keep(IRON_FIST)
        await followed.until_state(Delivery.FAILED, 2)
        assert len(followed.discord.sent(direct)) == 1
        assert len(followed.posts()) == 1


class TestDatabase:
    async def test_while_another_program_holds_it_nothing_is_sent_and_the_log_says_why(
        self, hasty: Scene, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        await hasty.start()
        await hasty.keep()
        await hasty.announced(1)
        await hasty.keep(IRON_FIST, published=datetime(2016, 8, 17, tzinfo=UTC).date())
        await hasty.announced(2)
        with closing(sqlite3.connect(file, timeout=10, check_same_thread=False)) as other:
            await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
            await hasty.move(days=34, hours=8)
            await hasty.discord.until(lambda: "is locked by another program" in caplog.text)
            assert len(hasty.posts()) == 2
            other.rollback()
        assert len(await hasty.announced(3)) == 3

    async def test_what_was_sent_while_it_was_locked_is_found_and_not_said_again(
        self, hasty: Scene, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        with closing(sqlite3.connect(file, timeout=10, check_same_thread=False)) as other:

            async def lock(moment: str) -> None:
                if moment == "acted" and not other.in_transaction:
                    await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")

            await hasty.start()
            hasty.discord.on_send = lock
            await hasty.keep()
            await hasty.discord.until(lambda: "can't be recorded" in caplog.text)
            hasty.discord.on_send = None
            other.rollback()
        assert [entry.state for entry in await hasty.library.deliveries()] == [Delivery.LEASED]
        await hasty.move(minutes=5)
        (sent,) = await hasty.until_state(Delivery.SENT)
        assert sent.message_id is not None
        assert len(await hasty.announced(1)) == 1
        assert len(hasty.posts()) == 1

    async def test_a_file_that_was_moved_away_is_missed_and_made_use_of_when_it_is_back(
        self, followed: Scene, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        await followed.start()
        await followed.keep()
        await followed.announced(1)
        away = file.with_name("elsewhere.sqlite3")
        file.rename(away)  # noqa: ASYNC240 - a moment
        await followed.move(days=34, hours=8)
        await followed.discord.until(lambda: "was moved or replaced" in caplog.text)
        assert len(followed.posts()) == 1
        assert not file.exists()  # noqa: ASYNC240
        away.rename(file)
        assert len(await followed.announced(2)) == 2


class TestClock:
    @pytest.mark.parametrize("hours", [1, -1])
    async def test_a_clock_that_jumps_an_hour_and_back_says_each_thing_once(self, followed: Scene, hours: int) -> None:
        await followed.start()
        await followed.keep()
        await followed.announced(1)
        await followed.move(days=34, hours=7, minutes=-30 if hours > 0 else 30)
        await followed.look()
        await followed.move(hours=hours)
        await followed.look()
        await followed.move(hours=-hours)
        await followed.look()
        await followed.move(hours=2)
        await followed.until_state(Delivery.SENT, 2)
        await followed.look()
        assert len(await followed.announced(2)) == 2

    @pytest.mark.parametrize(
        ("day", "moments"),
        [
            ("2020-02-29", ("2020-02-22T08:00Z", "2020-02-28T08:00Z", "2020-02-29T08:00Z")),
            ("2020-03-01", ("2020-02-23T08:00Z", "2020-02-29T08:00Z", "2020-03-01T08:00Z")),
            # Los Angeles goes over to summer time on 8 March: a day before is 24 hours before.
            ("2020-03-09", ("2020-03-02T07:00Z", "2020-03-08T07:00Z", "2020-03-09T07:00Z")),
            ("2020-11-02", ("2020-10-26T08:00Z", "2020-11-01T08:00Z", "2020-11-02T08:00Z")),
        ],
    )
    async def test_leap_days_and_changed_clocks_are_reminded_of_at_the_second(
        self, followed: Scene, day: str, moments: tuple[str, ...]
    ) -> None:
        expected = [datetime.fromisoformat(moment) for moment in moments]
        followed.clock.now = expected[0] - timedelta(days=1)
        await followed.library.pin("Luke Cage", 1, Edtf.parse(day), "test")
        await followed.start()
        await followed.announced(1)
        for count, moment in enumerate(expected, 2):
            followed.clock.now = moment - timedelta(seconds=1)
            await followed.look()
            followed.clock.now = moment
            await followed.announced(count)
        assert [datetime.fromtimestamp(request.at, UTC) for request in followed.posts()[1:]] == expected

    @pytest.mark.parametrize(
        ("night", "morning"),
        [("2020-03-28T22:30Z", "2020-03-29T06:00Z"), ("2020-10-24T21:00Z", "2020-10-25T07:00Z")],
    )
    async def test_quiet_hours_end_by_the_clock_on_the_wall_when_clocks_change(
        self, followed: Scene, night: str, morning: str
    ) -> None:
        guild = str(followed.guild.id)
        quiet = GuildSettings(guild, zone="Europe/Berlin", quiet_start=time(22), quiet_end=time(8))
        await followed.library.set_guild(quiet)
        end = datetime.fromisoformat(morning)
        followed.clock.now = datetime.fromisoformat(night)
        await followed.start()
        await followed.library.pin("Luke Cage", 1, Edtf.parse("2020-12-24"), "test")
        waiting = await followed.until_put_off()
        assert waiting.reason == "It waits for the end of quiet hours."
        followed.clock.now = end - timedelta(seconds=1)
        await followed.look()
        followed.clock.now = end
        await followed.announced(1)
        assert [datetime.fromtimestamp(request.at, UTC) for request in followed.posts()] == [end]


class TestAway:
    @pytest.mark.parametrize("hours", [3, 23])
    async def test_back_within_a_day_of_the_premiere_it_says_that_it_is_here(
        self, followed: Scene, shown: Shown, hours: int
    ) -> None:
        await followed.start()
        await followed.keep()
        await followed.announced(1)
        await followed.stop()
        # The season begins on 30 September at 7:00 UTC, 41 days and 7 hours after the beginning.
        await followed.move(days=41, hours=7 + hours)
        await followed.start()
        assert "is here" in shown((await followed.announced(2))[-1])
        await followed.look()
        assert len(followed.posts()) == 2
        assert sorted(entry.announcement.lead or 0 for entry in await followed.until_state(Delivery.EXPIRED, 2)) == [
            1,
            7,
        ]

    async def test_back_after_more_than_a_day_it_says_nothing_and_records_what_it_missed(self, followed: Scene) -> None:
        await followed.start()
        await followed.keep()
        await followed.announced(1)
        await followed.stop()
        await followed.move(days=44)
        await followed.start()
        missed = await followed.until_state(Delivery.EXPIRED, 3)
        await followed.look()
        assert len(followed.posts()) == 1
        assert {entry.reason for entry in missed} == {"Its time had passed before it could be sent."}
