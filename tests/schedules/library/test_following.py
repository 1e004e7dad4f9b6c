"""Follows: begun once, changed in place, ended."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from schedules import (
    AnnouncementKind,
    Catalogue,
    Delivery,
    Edtf,
    Follow,
    GuildSettings,
    Library,
    Target,
    TargetKind,
    UnknownShowError,
    UsageError,
)

CHANNEL = Target(TargetKind.CHANNEL, "1")
OTHER = Target(TargetKind.CHANNEL, "2")
MEMBER = Target(TargetKind.MEMBER, "3")


async def test_to_follow_twice_is_to_follow_once(library: Library, clock: Any) -> None:
    began = clock()
    first = await library.follow(CHANNEL, "marvel's luke cage", guild="9")
    clock.ahead(days=1)
    again = await library.follow(CHANNEL, "Luke Cage")

    assert first == again == Follow(CHANNEL, "Luke Cage", (7, 1, 0), "9", began)
    assert await library.follows() == (first,)


async def test_leads_change_in_place_and_are_sorted(library: Library, clock: Any) -> None:
    first = await library.follow(CHANNEL, leads=[0, 3, 3, 14])
    clock.ahead(days=1)
    changed = await library.follow(CHANNEL, leads=[1])

    assert (first.leads, changed.leads) == ((14, 3, 0), (1,))
    assert changed.since == first.since
    assert (await library.follow(CHANNEL)).leads == (1,)
    assert (await library.follow(CHANNEL, leads=())).leads == ()


async def test_a_lead_that_is_added_counts_from_then_on(library: Library, write: Any, clock: Any) -> None:
    dated = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."
    await library.follow(CHANNEL, leads=[0])
    await library.follow(OTHER, leads=[14, 3])
    await library.follow(OTHER, "Luke Cage", leads=[3])
    await library.keep(write(dated), announce=False)
    clock.set("2016-09-25T12:00:00Z")
    await library.follow(CHANNEL, leads=[7, 4, 1, 0])
    await library.follow(OTHER, "Luke Cage", leads=[14, 3])

    told = []
    while (moment := await library.next_wake()) is not None:
        clock.now = moment
        await library.wake()
        for owed in await library.lease("me"):
            told.append((f"{moment:%m-%dT%H}", owed.announcement.target, owed.announcement.lead))
            await library.sent(owed.id)
    assert told == [
        # Another follow of its own has wanted that lead before.
        ("09-25T12", OTHER, 14),
        ("09-26T07", CHANNEL, 4),
        ("09-27T07", OTHER, 3),
        ("09-29T07", CHANNEL, 1),
        ("09-30T07", CHANNEL, 0),
    ]


async def test_a_new_follow_takes_the_leads_of_its_server(library: Library) -> None:
    await library.set_guild(GuildSettings("9", leads=(30, 2)))
    assert (await library.follow(CHANNEL, guild="9")).leads == (30, 2)
    assert (await library.follow(OTHER, guild="10")).leads == (7, 1, 0)


@pytest.mark.parametrize("leads", [[-1], [366], [7, 1000]])
async def test_leads_that_can_not_be_are_refused(library: Library, leads: list[int]) -> None:
    with pytest.raises(UsageError, match=r"from 0 to 365"):
        await library.follow(CHANNEL, leads=leads)
    assert await library.follows() == ()


async def test_an_unknown_show_is_refused(library: Library) -> None:
    with pytest.raises(UnknownShowError):
        await library.follow(CHANNEL, "Lost")
    with pytest.raises(UnknownShowError):
        await library.unfollow(CHANNEL, "Lost")


async def test_unfollowing_one_show_or_all(library: Library) -> None:
    for show in (None, "Luke Cage", "Daredevil"):
        await library.follow(CHANNEL, show)
    await library.follow(OTHER)

    assert await library.unfollow(CHANNEL, "Luke Cage") == 1
    assert await library.unfollow(CHANNEL, "Luke Cage") == 0
    assert await library.unfollow(CHANNEL) == 2
    assert [follow.target for follow in await library.follows()] == [OTHER]


async def test_what_waits_for_who_unfollows_is_let_go(library: Library, write: Any, clock: Any) -> None:
    night = GuildSettings("9", quiet_start=dt.time(22), quiet_end=dt.time(8))
    await library.set_guild(night)
    for target, show in ((CHANNEL, None), (OTHER, "Luke Cage"), (OTHER, "Daredevil")):
        await library.follow(target, show, guild="9")
    clock.set("2016-08-20T23:00:00Z")
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."))
    await library.keep(write("Daredevil season 3 premieres on November 4, 2016."))
    await library.snooze(OTHER, "Luke Cage", 1, clock() + dt.timedelta(hours=1))
    assert await library.lease("me") == ()
    await library.unfollow(CHANNEL)
    await library.unfollow(OTHER, "Luke Cage")

    clock.set("2016-08-21T08:00:00Z")
    left = [
        (owed.announcement.target, owed.announcement.show, owed.announcement.kind) for owed in await library.lease("me")
    ]
    assert left == [
        (OTHER, "Daredevil", AnnouncementKind.DATED),
        (OTHER, "Luke Cage", AnnouncementKind.REMINDER),
    ]
    expired = await library.deliveries(Delivery.EXPIRED)
    assert {each.reason for each in expired} == {"It was followed no more."}
    assert len(expired) == 3


async def test_what_was_taken_to_be_sent_is_not_sent_to_who_has_unfollowed(library: Library, write: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."))
    (owed,) = await library.lease("me")
    await library.unfollow(CHANNEL)
    assert await library.attempted(owed.id, "me") is None


async def test_who_follows_all_shows_goes_on_when_one_is_unfollowed(library: Library, write: Any) -> None:
    await library.follow(CHANNEL)
    await library.follow(CHANNEL, "Luke Cage")
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."))
    await library.unfollow(CHANNEL, "Luke Cage")
    assert len(await library.lease("me")) == 1


async def test_a_show_that_has_left_the_catalogue_can_be_unfollowed(
    database: str, catalogue: Catalogue, clock: Any
) -> None:
    async with Library.open(database, catalogue, clock) as before:
        await before.follow(CHANNEL, "Luke Cage")
    async with Library.open(database, replace(catalogue, shows=catalogue.shows[1:]), clock) as after:
        assert await after.unfollow(CHANNEL, "luke cage") == 1
        assert await after.follows() == ()


async def test_follows_can_be_listed_by_target_and_by_server(library: Library) -> None:
    one = await library.follow(CHANNEL, "Luke Cage", guild="9")
    two = await library.follow(OTHER, guild="9")
    three = await library.follow(Target(TargetKind.MEMBER, "1"))

    assert await library.follows() == (one, two, three)
    assert await library.follows(CHANNEL) == (one,)
    assert await library.follows(guild="9") == (one, two)
    assert await library.follows(OTHER, "8") == ()
    assert one.since == dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC)


async def test_a_reminder_that_was_put_off_is_owed_once_at_its_moment(library: Library, write: Any, clock: Any) -> None:
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."))
    for seconds in (0, 20):
        await library.snooze(MEMBER, "luke cage", 1, clock() + dt.timedelta(hours=1, seconds=seconds))
    assert await library.lease("me") == ()
    assert await library.next_wake() == clock() + dt.timedelta(hours=1)
    clock.ahead(hours=1)
    (owed,) = await library.lease("me")
    assert (owed.announcement.kind, owed.announcement.lead) == (AnnouncementKind.REMINDER, None)
    assert owed.announcement.target == MEMBER


async def test_what_was_put_off_is_let_go_when_the_date_moves(library: Library, write: Any, clock: Any) -> None:
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."))
    await library.snooze(MEMBER, "Luke Cage", 1, clock() + dt.timedelta(days=2))
    await library.pin("Luke Cage", 1, Edtf.parse("2016-10-14"), "someone")
    clock.ahead(days=2)
    assert await library.lease("me") == ()
    assert [sending.state for sending in await library.deliveries()] == [Delivery.EXPIRED]


async def test_what_was_put_off_is_listed_and_withdrawn_by_whom_it_is_for(
    library: Library, write: Any, clock: Any
) -> None:
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."))
    for hours in (2, 1):
        await library.snooze(MEMBER, "Luke Cage", 1, clock() + dt.timedelta(hours=hours))
    sooner, later = await library.snoozed(MEMBER)
    assert later.announcement.due - sooner.announcement.due == dt.timedelta(hours=1)
    with pytest.raises(UsageError, match="No reminder waits under the number"):
        await library.withdraw(CHANNEL, sooner.id)
    await library.withdraw(MEMBER, sooner.id)
    assert await library.snoozed(MEMBER) == (later,)
    clock.ahead(minutes=30)
    await library.snooze(MEMBER, "Luke Cage", 1, sooner.announcement.due)
    assert len(await library.snoozed(MEMBER)) == 2


@pytest.mark.parametrize(("season", "days"), [(1, 41), (1, 0), (1, -1), (2, 1), (None, 1)])
async def test_nothing_is_put_off_beyond_the_premiere_into_the_past_or_without_one(
    library: Library, write: Any, clock: Any, season: int | None, days: int
) -> None:
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."))
    with pytest.raises(UsageError):
        await library.snooze(MEMBER, "Luke Cage", season, clock() + dt.timedelta(days=days, hours=8 if days > 1 else 0))
