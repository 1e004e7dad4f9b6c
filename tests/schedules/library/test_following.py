"""Follows: begun once, changed in place, ended."""

import datetime as dt
from typing import Any

import pytest

from schedules import Follow, GuildSettings, Library, Target, TargetKind, UnknownShowError, UsageError

CHANNEL = Target(TargetKind.CHANNEL, "1")
OTHER = Target(TargetKind.CHANNEL, "2")


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


async def test_follows_can_be_listed_by_target_and_by_server(library: Library) -> None:
    one = await library.follow(CHANNEL, "Luke Cage", guild="9")
    two = await library.follow(OTHER, guild="9")
    three = await library.follow(Target(TargetKind.MEMBER, "1"))

    assert await library.follows() == (one, two, three)
    assert await library.follows(CHANNEL) == (one,)
    assert await library.follows(guild="9") == (one, two)
    assert await library.follows(OTHER, "8") == ()
    assert one.since == dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC)
