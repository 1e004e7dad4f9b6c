"""The weekly message: on its day, once, and instead of what it replaces."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from schedules import Article, GuildSettings, Library, Target, TargetKind

Write = Callable[..., Article]

CHANNEL = Target(TargetKind.CHANNEL, "1")
# 29 August 2016 was a Monday.
SETTINGS = GuildSettings("9", channel="1", zone="UTC", digest_day=0, digest_hour=18)
DATED = "Luke Cage season 1 premieres on September 6, 2016 on Netflix."


@pytest.fixture
async def wanting(library: Library, write: Write) -> Library:
    await library.set_guild(SETTINGS)
    await library.follow(CHANNEL, "Luke Cage", guild="9")
    assert await library.digests_due() == ()
    await library.keep(write(DATED))
    await library.keep(write("Daredevil season 3 premieres on September 1, 2016."))
    return library


async def test_a_digest_falls_due_on_its_day_and_tells_of_what_the_server_follows(wanting: Library, clock: Any) -> None:
    clock.set("2016-08-22T17:59:00Z")
    assert await wanting.digests_due() == ()
    clock.set("2016-08-22T18:00:30Z")
    (due,) = await wanting.digests_due()
    assert due.settings == SETTINGS
    assert due.moment == dt.datetime(2016, 8, 22, 18, tzinfo=dt.UTC)
    assert [change.show for change in due.digest.changes] == ["Luke Cage"]
    assert 0 < len(due.nonce) <= 25

    assert await wanting.digests_due() == (due,)
    await wanting.digest_sent("9", due.moment)
    assert await wanting.digests_due() == ()
    clock.set("2016-08-29T18:00:00Z")
    (later,) = await wanting.digests_due()
    assert [premiere.show for premiere in later.digest.ahead] == ["Luke Cage"]
    assert later.nonce != due.nonce


async def test_a_late_or_empty_digest_is_let_go(wanting: Library, clock: Any) -> None:
    clock.set("2016-08-24T18:00:00Z")
    assert await wanting.digests_due() == ()
    clock.set("2016-10-24T18:00:00Z")
    assert await wanting.digests_due() == ()
    assert await wanting.digests_due() == ()


@pytest.mark.parametrize(
    "then",
    [
        replace(SETTINGS, digest_day=1, digest_hour=7),
        replace(SETTINGS, digest_hour=19),
        replace(SETTINGS, zone="Europe/Berlin"),
    ],
)
async def test_to_want_it_at_another_time_or_again_brings_none_at_once(
    wanting: Library, clock: Any, then: GuildSettings
) -> None:
    clock.set("2016-08-22T18:00:00Z")
    (due,) = await wanting.digests_due()
    await wanting.digest_sent("9", due.moment)
    clock.set("2016-08-30T08:00:00Z")
    await wanting.set_guild(replace(SETTINGS, digest_day=None, digest_hour=None))
    await wanting.set_guild(then)
    assert await wanting.digests_due() == ()
    assert await wanting.digests_due() == ()
    await wanting.set_guild(replace(then, prefix="?"))
    clock.set("2016-09-05T19:00:00Z")
    assert len(await wanting.digests_due()) == (then.digest_day == 0)


async def test_digests_that_were_missed_for_a_year_are_let_go_at_once(
    wanting: Library, write: Write, clock: Any
) -> None:
    clock.set("2017-08-26T12:00:00Z")
    assert await wanting.digests_due() == ()
    await wanting.keep(write("Daredevil season 4 premieres on September 1, 2017.", published="2017-08-26"))
    await wanting.keep(write("Luke Cage season 2 premieres on September 1, 2017.", published="2017-08-26"))
    clock.set("2017-08-28T18:00:00Z")
    assert len(await wanting.digests_due()) == 1


async def test_the_digest_takes_the_reminder_that_falls_due_beside_it(wanting: Library, clock: Any) -> None:
    await wanting.lease("me")
    clock.set("2016-08-30T07:00:00Z")
    await wanting.wake()
    assert [owed for owed in await wanting.lease("me") if owed.announcement.lead is not None] == []
    assert [(each.announcement.lead, each.reason) for each in (await wanting.deliveries())[:1]] == [
        (7, "The digest tells it.")
    ]
    clock.set("2016-09-05T07:00:00Z")
    await wanting.wake()
    assert [owed.announcement.lead for owed in await wanting.lease("you") if owed.announcement.lead] == [1]


async def test_a_server_that_is_told_no_digest_yet_gets_its_reminders(
    library: Library, write: Write, clock: Any
) -> None:
    await library.set_guild(SETTINGS)
    await library.follow(CHANNEL, guild="9")
    await library.keep(write(DATED), announce=False)
    clock.set("2016-08-30T07:00:00Z")
    await library.wake()
    assert [owed.announcement.lead for owed in await library.lease("me")] == [7]


async def test_only_the_channel_of_the_digest_does_without_the_reminder(wanting: Library, clock: Any) -> None:
    hall = Target(TargetKind.CHANNEL, "2")
    await wanting.follow(hall, "Luke Cage", guild="9")
    await wanting.lease("me")
    clock.set("2016-08-30T07:00:00Z")
    await wanting.wake()
    told = [owed.announcement.target for owed in await wanting.lease("me") if owed.announcement.lead == 7]
    assert told == [hall]


async def test_a_server_that_chose_no_channel_gets_its_digest_where_it_has_followed_longest(
    library: Library, write: Write, clock: Any
) -> None:
    await library.set_guild(replace(SETTINGS, channel=None))
    await library.follow(CHANNEL, "Luke Cage", guild="9")
    await library.follow(Target(TargetKind.CHANNEL, "2"), guild="9")
    assert await library.digests_due() == ()
    await library.keep(write(DATED))
    clock.set("2016-08-22T18:00:30Z")
    assert [due.channel for due in await library.digests_due()] == ["1"]


async def test_without_a_channel_there_is_no_digest(library: Library, write: Write, clock: Any) -> None:
    await library.set_guild(replace(SETTINGS, channel=None))
    await library.follow(Target(TargetKind.MEMBER, "3"), guild="9")
    assert await library.digests_due() == ()
    await library.keep(write(DATED))
    clock.set("2016-08-22T18:00:30Z")
    assert await library.digests_due() == ()
