"""Announcements out: each once, on time, true when sent, and never lost."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from schedules import (
    AnnouncementKind,
    Article,
    Catalogue,
    Delivery,
    Edtf,
    GuildSettings,
    Library,
    Owed,
    ReleaseRule,
    Service,
    Show,
    Target,
    TargetKind,
    Trust,
    UsageError,
)

Write = Callable[..., Article]

CHANNEL = Target(TargetKind.CHANNEL, "1")
MEMBER = Target(TargetKind.MEMBER, "2")
TRUST = {"trusted.example": Trust.TRUSTED}
CONSOLE = Target(TargetKind.CONSOLE)
DATED = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."
MOVED = "Luke Cage season 1 will now premiere on October 14, 2016, Netflix said."


def told(owed: tuple[Owed, ...]) -> list[tuple[AnnouncementKind, int | None]]:
    return [(each.announcement.kind, each.announcement.lead) for each in owed]


async def send(library: Library, owner: str = "me") -> list[tuple[AnnouncementKind, int | None]]:
    await library.wake()
    taken = await library.lease(owner)
    for owed in taken:
        assert await library.attempted(owed.id, owner)
        await library.sent(owed.id, f"message {owed.id}")
    return told(taken)


async def test_reminders_go_out_at_their_leads_once(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    assert await send(library) == [(AnnouncementKind.DATED, None)]

    sent = []
    while (moment := await library.next_wake()) is not None:
        clock.now = moment
        sent += [(moment.isoformat(), each) for each in await send(library)]
        assert await library.wake() == 0
    assert sent == [
        ("2016-09-23T07:00:00+00:00", (AnnouncementKind.REMINDER, 7)),
        ("2016-09-29T07:00:00+00:00", (AnnouncementKind.REMINDER, 1)),
        ("2016-09-30T07:00:00+00:00", (AnnouncementKind.PREMIERE, 0)),
    ]
    assert {sending.state for sending in await library.deliveries()} == {Delivery.SENT}


async def test_what_falls_due_between_looking_and_asking_what_is_next_is_next(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    clock.set("2016-09-23T06:59:59Z")
    assert await library.wake() == 0
    clock.set("2016-09-23T07:00:01Z")
    assert await library.next_wake() == clock()
    assert await send(library) == [(AnnouncementKind.REMINDER, 7)]
    assert await library.next_wake() == dt.datetime(2016, 9, 29, 7, tzinfo=dt.UTC)


async def test_after_an_outage_one_message_is_true_now(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    clock.set("2016-09-29T12:00:00Z")

    assert await send(library) == [(AnnouncementKind.REMINDER, 1)]
    expired = await library.deliveries(Delivery.EXPIRED)
    assert [(each.announcement.lead, each.reason is not None) for each in expired] == [(7, True)]


async def test_a_premiere_more_than_a_day_ago_is_recorded_as_expired(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    clock.set("2016-10-02T00:00:00Z")

    assert await send(library) == []
    assert sorted(each.announcement.lead or 0 for each in await library.deliveries(Delivery.EXPIRED)) == [0, 1, 7]


async def test_a_reminder_that_waits_gives_way_to_the_next(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    clock.set("2016-09-23T07:00:00Z")
    await library.wake()
    (owed,) = await library.lease("me")
    await library.failed(owed.id, "Discord is away.", dt.datetime(2016, 9, 29, 7, tzinfo=dt.UTC))
    clock.set("2016-09-29T07:00:00Z")

    assert await send(library) == [(AnnouncementKind.REMINDER, 1)]


async def test_nothing_is_owed_that_fell_due_before_the_follow_or_the_date(
    library: Library, write: Write, clock: Any
) -> None:
    await library.keep(write(DATED))
    clock.set("2016-09-24T00:00:00Z")
    await library.follow(CHANNEL)
    assert await library.wake() == 0
    await library.keep(write("Daredevil season 3 premieres on September 27, 2016.", published="2016-09-24"))
    assert await send(library) == [(AnnouncementKind.DATED, None)]
    assert await library.next_wake() == dt.datetime(2016, 9, 26, 7, tzinfo=dt.UTC)


async def test_a_date_that_moves_cancels_what_was_not_sent(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    clock.set("2016-09-23T08:00:00Z")
    await library.wake()
    await library.keep(write(MOVED, published="2016-09-23"))

    assert told(await library.lease("me")) == [(AnnouncementKind.MOVED, None)]
    expired = [(each.announcement.kind, each.state) for each in await library.deliveries(Delivery.EXPIRED)]
    assert sorted(expired) == [
        (AnnouncementKind.DATED, Delivery.EXPIRED),
        (AnnouncementKind.REMINDER, Delivery.EXPIRED),
    ]


async def test_the_belief_at_the_moment_of_sending_comes_along(library: Library, write: Write) -> None:
    await library.follow(CHANNEL, guild="9")
    await library.keep(write(DATED))
    (owed,) = await library.lease("me")

    assert owed.premiere is not None
    assert str(owed.premiere.date) == "2016-09-30"
    assert (owed.attempts, owed.first_tried, owed.guild) == (0, None, "9")
    assert 0 < len(owed.nonce) <= 25


async def test_a_lease_is_held_by_one_and_can_be_taken_again_when_it_has_run_out(
    opened: Any, write: Write, clock: Any
) -> None:
    async with opened() as one, opened() as other:
        await one.follow(CHANNEL)
        await one.keep(write(DATED))
        (owed,) = await one.lease("one", seconds=60)
        assert await one.attempted(owed.id, "one", seconds=60)
        assert await other.lease("other") == ()
        assert await other.next_wake() == clock() + dt.timedelta(seconds=60)

        clock.ahead(seconds=60)
        (again,) = await other.lease("other")
        assert (again.id, again.nonce, again.attempts) == (owed.id, owed.nonce, 1)
        assert again.first_tried == clock() - dt.timedelta(seconds=60)
        # The first was only slow; it is told not to send any more.
        assert not await one.attempted(owed.id, "one")
        assert await other.attempted(owed.id, "other")


async def test_two_processes_never_hold_the_same_row(opened: Any, write: Write) -> None:
    async with opened() as one, opened() as other:
        for number in range(40):
            await one.follow(Target(TargetKind.CHANNEL, str(number)))
        await one.keep(write(DATED))
        taken = await asyncio.gather(
            *(library.lease(f"{name} {turn}", 7) for turn in range(4) for name, library in (("a", one), ("b", other)))
        )
        numbers = [owed.id for some in taken for owed in some]
        rest = await one.lease("a last one")
        assert len(numbers) == len(set(numbers))
        assert sorted([*numbers, *(owed.id for owed in rest)]) == list(range(1, 41))


async def test_two_processes_that_wake_at_once_owe_once(opened: Any, write: Write, clock: Any) -> None:
    async with opened() as one, opened() as other:
        await one.follow(CHANNEL)
        await one.keep(write(DATED), announce=False)
        clock.set("2016-09-23T07:00:00Z")
        new = await asyncio.gather(one.wake(), other.wake(), one.wake())
        assert sorted(new) == [0, 0, 1]


async def test_those_who_follow_the_show_come_first_and_members_last(library: Library, write: Write) -> None:
    everything, particular = Target(TargetKind.CHANNEL, "all"), Target(TargetKind.CHANNEL, "luke")
    await library.follow(MEMBER, "Luke Cage")
    await library.follow(everything)
    await library.follow(particular, "Luke Cage")
    await library.keep(write(DATED))

    assert [owed.announcement.target for owed in await library.lease("me")] == [particular, everything, MEMBER]


async def test_of_two_shows_at_one_moment_each_goes_first_to_those_who_follow_it(
    library: Library, write: Write, clock: Any
) -> None:
    luke, matt = Target(TargetKind.CHANNEL, "luke"), Target(TargetKind.CHANNEL, "matt")
    for target, show in ((luke, "Luke Cage"), (matt, "Daredevil")):
        await library.follow(target)
        await library.follow(target, show)
    await library.keep(write(DATED), announce=False)
    await library.keep(write("Daredevil season 3 premieres on September 30, 2016."), announce=False)
    clock.set("2016-09-23T07:00:00Z")
    assert await library.wake() == 4

    order = [(owed.announcement.show, owed.announcement.target.id) for owed in await library.lease("me")]
    assert sorted(order[:2]) == [("Daredevil", "matt"), ("Luke Cage", "luke")]


async def test_a_server_with_many_channels_holds_up_no_other(library: Library, write: Write) -> None:
    places = {str(number): ("large" if number < 4 else f"small {number}") for number in range(1, 7)}
    for number, guild in places.items():
        await library.follow(Target(TargetKind.CHANNEL, number), "Luke Cage", guild=guild)
    await library.keep(write(DATED))

    order = [owed.guild for owed in await library.lease("me")]
    assert order == ["large", "small 4", "small 5", "small 6", "large", "large"]


async def test_each_face_takes_only_what_it_can_send(library: Library, write: Write) -> None:
    for target in (CHANNEL, MEMBER, CONSOLE):
        await library.follow(target)
    await library.keep(write(DATED))
    discord = (TargetKind.CHANNEL, TargetKind.MEMBER)

    assert [owed.announcement.target for owed in await library.lease("shell", kinds=[TargetKind.CONSOLE])] == [CONSOLE]
    assert await library.next_wake([TargetKind.CONSOLE]) > await library.next_wake(discord)  # type: ignore[operator]
    assert {owed.announcement.target for owed in await library.lease("bot", kinds=discord)} == {CHANNEL, MEMBER}


async def test_a_failure_waits_and_is_tried_again(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    (owed,) = await library.lease("me")
    await library.attempted(owed.id, "me")
    later = clock() + dt.timedelta(minutes=5)
    await library.failed(owed.id, "Discord answered 503.", later)

    assert await library.lease("me") == ()
    assert await library.next_wake() == later
    (sending,) = await library.deliveries()
    assert (sending.state, sending.reason, sending.attempts) == (Delivery.DUE, "Discord answered 503.", 1)
    clock.now = later
    assert [each.attempts for each in await library.lease("me")] == [1]


async def test_a_failure_for_good_is_kept_and_can_be_tried_again_by_hand(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    (owed,) = await library.lease("me")
    await library.failed(owed.id, "The channel is gone.")

    clock.ahead(minutes=10)
    assert await library.lease("me") == ()
    (sending,) = await library.deliveries(Delivery.FAILED)
    assert (sending.id, sending.reason) == (owed.id, "The channel is gone.")
    await library.retry(sending.id)
    assert [each.id for each in await library.lease("me")] == [owed.id]
    with pytest.raises(UsageError, match=r"No failed announcement has the number"):
        await library.retry(sending.id)


async def test_what_was_sent_stays_sent(library: Library, write: Write) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    (owed,) = await library.lease("me")
    await library.sent(owed.id, "77")

    await library.sent(owed.id, "78")
    await library.failed(owed.id, "too late")
    await library.failed(owed.id, "too late", dt.datetime(2016, 9, 1, tzinfo=dt.UTC))
    await library.expired(owed.id, "too late")
    (sending,) = await library.deliveries()
    assert (sending.state, sending.message_id, sending.reason) == (Delivery.SENT, "77", None)
    assert await library.lease("me") == ()


async def test_what_turned_out_useless_is_recorded_as_expired(library: Library, write: Write) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    (owed,) = await library.lease("me")
    await library.expired(owed.id, "The channel follows no more.")
    assert [each.reason for each in await library.deliveries(Delivery.EXPIRED)] == ["The channel follows no more."]


async def test_the_messages_about_a_premiere_can_be_found(library: Library, write: Write, clock: Any) -> None:
    kinds = (AnnouncementKind.DATED, AnnouncementKind.MOVED)
    await library.follow(CHANNEL)
    assert await library.sent_messages("Luke Cage", 1, CHANNEL, kinds) == ()
    await library.keep(write(DATED))
    await send(library)
    clock.ahead(hours=1)
    await library.keep(write(MOVED, published="2016-08-18"))
    await send(library)

    moved, dated = await library.sent_messages("Luke Cage", 1, CHANNEL, kinds)
    assert (moved.announcement.kind, moved.message_id) == (AnnouncementKind.MOVED, f"message {moved.id}")
    assert dated.announcement.kind is AnnouncementKind.DATED
    assert await library.sent_messages("Luke Cage", 1, CHANNEL, kinds, 1) == (moved,)
    assert await library.sent_messages("Luke Cage", 1, CHANNEL, kinds[:1]) == (dated,)
    assert await library.sent_messages("Luke Cage", 1, MEMBER, kinds) == ()
    assert await library.sent_messages("Luke Cage", None, CHANNEL, kinds) == ()


async def test_a_target_refuses_until_something_reaches_it_again(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    assert not await library.refuses(CHANNEL)
    await library.keep(write(DATED))
    (owed,) = await library.lease("me")
    await library.failed(owed.id, "The channel is gone.")
    assert await library.refuses(CHANNEL)
    assert not await library.refuses(MEMBER)
    clock.ahead(hours=1)
    await library.keep(write(MOVED, published="2016-08-18"))
    assert await library.refuses(CHANNEL)
    await send(library)
    assert not await library.refuses(CHANNEL)


async def test_quiet_hours_hold_back_until_they_end(library: Library, write: Write, clock: Any) -> None:
    quiet = GuildSettings("9", zone="Europe/Berlin", quiet_start=dt.time(22), quiet_end=dt.time(8))
    await library.set_guild(quiet)
    await library.follow(CHANNEL, guild="9")
    await library.follow(Target(TargetKind.CHANNEL, "elsewhere"), guild="10")
    clock.set("2016-08-20T21:00:00Z")
    await library.keep(write(DATED))

    assert [owed.guild for owed in await library.lease("me")] == ["10"]
    clock.ahead(minutes=2)
    await library.sent((await library.lease("me"))[0].id)
    assert await library.next_wake() == dt.datetime(2016, 8, 21, 6, tzinfo=dt.UTC)
    clock.set("2016-08-21T06:00:00Z")
    assert [owed.guild for owed in await library.lease("me")] == ["9"]


async def test_a_server_is_told_only_of_what_it_wants(library: Library, write: Write) -> None:
    await library.set_guild(GuildSettings("9", kinds=(AnnouncementKind.MOVED,)))
    await library.follow(CHANNEL, guild="9")
    await library.keep(write(DATED))
    assert await library.lease("me") == ()
    await library.keep(write(MOVED, published="2016-08-18"))
    assert told(await library.lease("me")) == [(AnnouncementKind.MOVED, None)]


@pytest.mark.parametrize("looked", ["2016-09-23T07:00:00Z", "2016-09-23T07:10:00Z"], ids=["at once", "later"])
async def test_a_clock_that_was_wrong_for_a_while_loses_nothing(
    library: Library, write: Write, clock: Any, looked: str
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    clock.set("2016-09-23T08:00:00Z")
    assert await send(library) == [(AnnouncementKind.REMINDER, 7)]
    # The clock had run two hours ahead: now it is set right, and a show is dated whose reminder falls in between.
    clock.set("2016-09-23T06:00:00Z")
    await library.wake()
    await library.keep(write("Daredevil season 3 premieres on September 30, 2016.", published="2016-09-22"))
    assert await send(library) == [(AnnouncementKind.DATED, None)]
    clock.set(looked)
    assert await send(library) == [(AnnouncementKind.REMINDER, 7)]


async def test_what_is_learnt_while_the_clock_runs_ahead_is_reminded_of_when_it_is_right(
    library: Library, write: Write, clock: Any
) -> None:
    clock.set("2016-09-23T07:30:00Z")
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await library.keep(write("Daredevil season 3 premieres on September 30, 2016."))
    clock.set("2016-09-23T06:00:00Z")
    await library.wake()

    assert {follow.since for follow in await library.follows()} == {clock()}
    clock.set("2016-09-23T07:45:00Z")
    await library.wake()
    reminded = [owed.announcement.show for owed in await library.lease("me") if owed.announcement.lead == 7]
    assert sorted(reminded) == ["Daredevil", "Luke Cage"]


async def test_a_backlog_ends_in_one_message_a_season_and_target(library: Library, write: Write, clock: Any) -> None:
    other = Target(TargetKind.CHANNEL, "other")
    await library.follow(CHANNEL)
    await library.follow(other, leads=())
    await library.keep(write(DATED))
    await library.keep(write("Daredevil season 3 premieres on November 4, 2016."))
    clock.set("2016-09-23T12:00:00Z")
    await library.wake()

    sent = [
        (owed.announcement.target.id, owed.announcement.show, owed.announcement.kind)
        for owed in await library.lease("me")
    ]
    assert sorted(sent) == [
        ("1", "Daredevil", AnnouncementKind.DATED),
        ("1", "Luke Cage", AnnouncementKind.REMINDER),
        ("other", "Daredevil", AnnouncementKind.DATED),
        ("other", "Luke Cage", AnnouncementKind.DATED),
    ]
    assert [each.announcement.kind for each in await library.deliveries(Delivery.EXPIRED)] == [AnnouncementKind.DATED]


@pytest.mark.parametrize(
    ("before", "news", "kind"),
    [
        ("premieres on October 14, 2016", "will now premiere on September 30, 2016", AnnouncementKind.MOVED),
        ("premieres in fall 2016", "premieres on September 30, 2016", None),
    ],
)
async def test_of_a_move_and_a_reminder_that_waited_for_the_morning_the_move_is_told(
    library: Library, write: Write, clock: Any, before: str, news: str, kind: AnnouncementKind | None
) -> None:
    await library.set_guild(GuildSettings("9", quiet_start=dt.time(22), quiet_end=dt.time(8)))
    await library.follow(CHANNEL, guild="9")
    await library.keep(write(f"Luke Cage season 1 {before}."))
    await send(library)
    clock.set("2016-09-22T23:00:00Z")
    await library.keep(write(f"Luke Cage season 1 {news}, Netflix said.", published="2016-09-22"))
    for hour, told_then in (("07", []), ("08", [(kind, None)] if kind else [(AnnouncementKind.REMINDER, 7)])):
        clock.set(f"2016-09-23T{hour}:00:00Z")
        assert await send(library) == told_then
    clock.set("2016-09-29T08:00:00Z")
    assert await send(library) == [(AnnouncementKind.REMINDER, 1)]


async def test_what_may_have_arrived_is_not_given_up_for_something_newer(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    (owed,) = await library.lease("me")
    await library.attempted(owed.id, "me")
    clock.set("2016-09-23T12:00:00Z")
    await library.wake()
    assert len(await library.lease("me again")) == 2


async def test_what_waits_is_counted(library: Library, write: Write) -> None:
    await library.follow(CHANNEL)
    await library.follow(MEMBER)
    await library.keep(write(DATED))
    await library.lease("me", limit=1)
    assert await library.waiting() == 2
    for sending in await library.deliveries():
        await library.sent(sending.id)
    assert await library.waiting() == 0


async def test_deliveries_can_be_listed_for_one_server(library: Library, write: Write) -> None:
    await library.follow(CHANNEL, guild="9")
    await library.follow(MEMBER)
    await library.keep(write(DATED))
    assert [each.announcement.target for each in await library.deliveries(guild="9")] == [CHANNEL]
    assert len(await library.deliveries()) == 2


async def test_nothing_falls_due_where_nobody_follows(library: Library, write: Write) -> None:
    await library.keep(write(DATED))
    assert await library.wake() == 0
    assert await library.next_wake() is None


async def test_what_was_done_long_ago_is_put_away(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    clock.set("2017-06-01T00:00:00Z")
    await library.keep(write("Daredevil season 3 premieres in fall 2017.", published="2017-06-01"))

    assert await library.tidy() == 1
    assert await library.tidy() == 0
    assert [each.announcement.show for each in await library.deliveries()] == ["Daredevil"]


def again(date: str) -> str:
    return f"Luke Cage season 1 will now premiere on {date}, Netflix said."


FORTH, BACK = again("October 14, 2016"), again("September 30, 2016")


async def test_a_move_that_is_taken_back_and_made_again_is_told_each_time(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    nonces = []
    for day, text in enumerate([FORTH, BACK, FORTH, BACK, FORTH], 17):
        clock.ahead(hours=1)
        await library.keep(write(f"{text} Day {day}.", published=f"2016-08-{day}"))
        (owed,) = await library.lease("me")
        assert owed.announcement.kind is AnnouncementKind.MOVED
        await library.attempted(owed.id, "me")
        await library.sent(owed.id, str(day))
        nonces.append(owed.nonce)
    assert len(set(nonces)) == len(nonces)


async def test_a_move_that_nobody_saw_taken_back_is_told_once(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    await library.keep(write(FORTH, published="2016-08-17"))
    assert await send(library) == [(AnnouncementKind.MOVED, None)]
    clock.ahead(hours=1)
    await library.keep(write(BACK, published="2016-08-18"))
    await library.keep(write(f"{FORTH} Again.", published="2016-08-19"))
    assert await send(library) == []


async def test_a_move_that_a_dead_process_had_taken_but_not_tried_was_not_seen(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    await library.keep(write(FORTH, published="2016-08-17"))
    assert await send(library) == [(AnnouncementKind.MOVED, None)]
    clock.ahead(hours=1)
    await library.keep(write(BACK, published="2016-08-18"))
    assert told(await library.lease("a process that dies now")) == [(AnnouncementKind.MOVED, None)]
    await library.keep(write(f"{FORTH} Again.", published="2016-08-19"))
    clock.ahead(minutes=5)
    assert await send(library) == []


@pytest.mark.parametrize("first", ["the attempt", "the belief"])
async def test_what_ceases_to_be_true_after_it_was_taken_is_not_sent(
    library: Library, write: Write, clock: Any, first: str
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    await library.keep(write(FORTH, published="2016-08-17"))
    assert await send(library) == [(AnnouncementKind.MOVED, None)]
    clock.ahead(hours=1)
    await library.keep(write(BACK, published="2016-08-18"))
    (owed,) = await library.lease("me")
    forth = write(f"{FORTH} Again.", published="2016-08-19")
    if first == "the attempt":
        assert await library.attempted(owed.id, "me")
        await library.keep(forth)
        # It may arrive, so that the opposite is news once more.
        assert len(await library.lease("me")) == 1
    else:
        await library.keep(forth)
        assert await library.attempted(owed.id, "me") is None
        assert [each.reason for each in await library.deliveries(Delivery.EXPIRED)] == [
            "It was no longer true when it could have been sent."
        ]
        assert await library.lease("me") == ()


async def test_an_attempt_and_a_belief_at_the_same_moment_agree_on_what_was_told(
    opened: Any, write: Write, clock: Any
) -> None:
    async with opened() as one, opened() as other:
        await one.follow(CHANNEL)
        await one.keep(write(DATED))
        await send(one)
        await one.keep(write(FORTH, published="2016-08-17"))
        assert await send(one) == [(AnnouncementKind.MOVED, None)]
        clock.ahead(hours=1)
        await one.keep(write(BACK, published="2016-08-18"))
        (owed,) = await one.lease("me")
        forth = write(f"{FORTH} Again.", published="2016-08-19")
        attempted, _ = await asyncio.gather(one.attempted(owed.id, "me"), other.keep(forth))
        assert len(await one.lease("me")) == (attempted is not None)


async def test_a_season_that_is_believed_otherwise_since_it_was_taken_is_told_as_believed_now(
    library: Library, write: Write
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED, site="somewhere.example"))
    (taken,) = await library.lease("me")
    await library.keep(write("Season 1 of Luke Cage will premiere on Netflix on Friday, September 30, 2016."))
    owed = await library.attempted(taken.id, "me")
    assert owed is not None
    assert owed.premiere is not None
    assert "Friday" in owed.premiere.evidence


async def test_a_move_that_expired_unseen_is_told_when_it_is_made_again(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    await library.keep(write(FORTH, published="2016-08-17"))
    await library.keep(write(BACK, published="2016-08-18"))
    assert await send(library) == [(AnnouncementKind.MOVED, None)]
    clock.ahead(hours=1)
    await library.keep(write(f"{FORTH} Again.", published="2016-08-19"))
    (owed,) = await library.lease("me")
    assert str(owed.announcement.date) == "2016-10-14"


async def test_a_premiere_whose_hour_is_put_off_while_it_waits_is_announced_at_the_new_hour(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await send(library)
    clock.set("2016-09-30T07:00:00Z")
    await library.wake()
    late = "Luke Cage season 1 premieres on September 30, 2016 at 9 p.m. PT, Netflix said."
    await library.keep(write(late, published="2016-09-30"))
    assert await send(library) == []
    clock.set("2016-10-01T04:00:00Z")
    assert await send(library) == [(AnnouncementKind.PREMIERE, 0)]
    assert await library.wake() == 0


async def test_a_premiere_whose_hour_turns_out_to_have_passed_is_announced_all_the_same(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    late = "Daredevil season 3 premieres on September 30, 2016 at 9 p.m. PT, Netflix said."
    await library.keep(write(late, site="somewhere.example"))
    await send(library)
    clock.set("2016-09-30T07:30:00Z")
    assert sorted(await send(library)) == [(AnnouncementKind.PREMIERE, 0), (AnnouncementKind.REMINDER, 1)]
    # What falls due is looked for from here on, and the other show turns out to be there already.
    soon = "Daredevil season 3 premieres on September 30, 2016 at 3 a.m. ET, Netflix said."
    await library.keep(write(soon, published="2016-09-30"))
    assert await send(library) == [(AnnouncementKind.PREMIERE, 0)]
    clock.set("2016-10-01T04:00:00Z")
    assert await send(library) == []


async def test_another_rule_of_the_service_by_which_it_has_come_already_loses_nothing(
    database: str, catalogue: Catalogue, write: Write, clock: Any
) -> None:
    async with Library.open(database, catalogue, clock) as before:
        await before.follow(CHANNEL)
        await before.keep(write(DATED))
        await before.keep(write("Daredevil season 3 premieres on October 1, 2016."))
        await send(before)
        clock.set("2016-09-30T06:00:00Z")
        await send(before)
    berlin = Service("Netflix", (ReleaseRule(dt.time(), "Europe/Berlin"),))
    async with Library.open(database, replace(catalogue, services=(berlin,)), clock) as after:
        assert sorted(await send(after)) == [(AnnouncementKind.PREMIERE, 0), (AnnouncementKind.REMINDER, 1)]
        clock.set("2016-09-30T22:00:00Z")
        assert await send(after) == [(AnnouncementKind.PREMIERE, 0)]


async def test_what_a_clock_that_ran_ahead_for_weeks_let_expire_is_told_in_its_time(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await library.keep(write("Daredevil season 3 premieres in fall 2016."))
    (luke, matt) = await library.lease("me")
    await library.sent(luke.id)
    await library.failed(matt.id, "Discord is away.", clock() + dt.timedelta(seconds=5))
    clock.set("2017-11-25T12:00:00Z")
    assert await send(library) == []

    clock.set("2016-08-20T12:10:00Z")
    assert await send(library) == [(AnnouncementKind.DATED, None)]
    sent = []
    while (moment := await library.next_wake()) is not None:
        clock.now = moment
        sent += await send(library)
    assert sent == [(AnnouncementKind.REMINDER, 7), (AnnouncementKind.REMINDER, 1), (AnnouncementKind.PREMIERE, 0)]


async def test_what_was_leased_or_put_off_by_a_clock_that_ran_ahead_waits_no_longer_than_by_the_true_one(
    library: Library, write: Write, clock: Any
) -> None:
    await library.follow(CHANNEL)
    await library.follow(Target(TargetKind.CHANNEL, "2"))
    await library.keep(write("Daredevil season 3 premieres in fall 2016."))
    clock.ahead(days=3)
    await library.keep(write(DATED))
    for number, owed in enumerate(sorted(await library.lease("me"), key=lambda owed: owed.id)):
        if number % 2:
            await library.failed(owed.id, "Discord is away.", clock() + dt.timedelta(minutes=30))
    clock.ahead(days=-3)
    await library.wake()
    assert len(await library.lease("me")) == 2
    clock.ahead(minutes=1)
    assert len(await library.lease("another")) == 4


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (AnnouncementKind.DATED, DATED),
        (AnnouncementKind.DATED, "Luke Cage season 1 premieres in fall 2016."),
        (AnnouncementKind.CANCELLED, "Netflix has canceled Daredevil: there will be no season 3."),
    ],
)
async def test_news_that_waited_until_it_was_none_is_let_go(
    library: Library, write: Write, clock: Any, kind: AnnouncementKind, text: str
) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(text))
    clock.set("2016-09-15T12:00:00Z")
    assert told(await library.lease("me", seconds=60)) == [(kind, None)]
    clock.set("2017-01-15T12:00:00Z")
    assert await library.lease("me") == ()
    assert [each.reason for each in await library.deliveries(Delivery.EXPIRED)] == [
        "It was no longer true when it could have been sent."
    ]


async def test_a_date_told_in_quiet_hours_is_not_told_after_the_premiere(
    library: Library, write: Write, clock: Any
) -> None:
    await library.set_guild(GuildSettings("9", quiet_start=dt.time(22), quiet_end=dt.time(8)))
    await library.follow(CHANNEL, guild="9")
    clock.set("2016-09-29T23:00:00Z")
    await library.keep(write(DATED, published="2016-09-29"))
    assert await send(library) == []
    clock.set("2016-09-30T07:00:00Z")
    assert await send(library) == [(AnnouncementKind.PREMIERE, 0)]
    clock.set("2016-09-30T08:00:00Z")
    assert await send(library) == []


async def test_any_number_of_leads_may_be_followed_with(library: Library, write: Write, clock: Any) -> None:
    for number in range(3):
        await library.follow(Target(TargetKind.CHANNEL, str(number)), leads=range(number, 366))
    await library.keep(write(DATED))
    assert await library.next_wake(()) == dt.datetime(2016, 8, 21, 7, tzinfo=dt.UTC)
    clock.set("2016-08-21T07:00:00Z")
    assert await library.wake() == 3


async def test_who_follows_without_any_lead_is_told_of_what_changes(library: Library, write: Write) -> None:
    await library.follow(CHANNEL, leads=())
    await library.keep(write(DATED))
    assert await send(library) == [(AnnouncementKind.DATED, None)]
    assert await library.next_wake() is None


def called_otherwise(catalogue: Catalogue) -> Catalogue:
    """The catalogue with another name for Luke Cage, and the old one among its aliases."""
    return replace(catalogue, shows=(Show("Power Man", "Netflix", ("Luke Cage",)), *catalogue.shows[1:]))


async def test_a_show_that_is_renamed_is_followed_and_reminded_of_as_before(
    database: str, catalogue: Catalogue, write: Write, clock: Any
) -> None:
    async with Library.open(database, catalogue, clock) as before:
        await before.follow(CHANNEL, "Luke Cage", leads=(7, 1, 0))
        await before.keep(write(DATED))
        await before.pin("Luke Cage", 2, Edtf.parse("2018-06-22"), "someone")
        await send(before)
        clock.set("2016-09-23T07:00:00Z")
        assert await send(before) == [(AnnouncementKind.REMINDER, 7)]
    async with Library.open(database, called_otherwise(catalogue), clock, TRUST) as after:
        assert await send(after) == []
        clock.set("2016-09-29T07:00:00Z")
        await after.wake()
        (owed,) = await after.lease("me")
        assert (owed.announcement.show, owed.announcement.lead) == ("Power Man", 1)
        assert owed.premiere is not None
        assert [follow.show for follow in await after.follows()] == ["Power Man"]
        assert [(each.season, str(each.date)) for each in await after.schedule()] == [
            (1, "2016-09-30"),
            (2, "2018-06-22"),
        ]
        moved = "Power Man season 1 will now premiere on October 14, 2016, Netflix said."
        await after.keep(write(moved, published="2016-09-29"))
        assert await send(after) == [(AnnouncementKind.MOVED, None)]
        assert await after.unfollow(CHANNEL, "Luke Cage") == 1


async def test_a_premiere_that_comes_while_its_show_is_renamed_is_announced(
    database: str, catalogue: Catalogue, write: Write, clock: Any
) -> None:
    async with Library.open(database, catalogue, clock) as before:
        await before.follow(CHANNEL)
        await before.keep(write(DATED))
        await send(before)
        (late,) = [each for each in await before.schedule() if each.show == "Luke Cage"]
    clock.set("2016-09-30T08:00:00Z")
    async with Library.open(database, called_otherwise(catalogue), clock) as after:
        assert await send(after) == [(AnnouncementKind.PREMIERE, 0)]
        (renamed,) = await after.schedule(past=True, show="Power Man")
        assert renamed.since == late.since


async def test_two_names_of_one_show_become_one(database: str, catalogue: Catalogue, write: Write, clock: Any) -> None:
    both = replace(catalogue, shows=(*catalogue.shows, Show("Power Man", "Netflix")))
    async with Library.open(database, both, clock) as before:
        for show in ("Luke Cage", "Power Man"):
            await before.follow(CHANNEL, show)
            await before.keep(write(f"{show} season 1 premieres on September 30, 2016 on Netflix."))
            await before.pin(show, 2, Edtf.parse("2018-06-22"), "someone")
        assert len(await send(before)) == 4
    async with Library.open(database, called_otherwise(catalogue), clock) as after:
        assert await send(after) == []
        assert [follow.show for follow in await after.follows()] == ["Power Man"]
        clock.set("2016-09-30T07:00:00Z")
        assert await send(after) == [(AnnouncementKind.PREMIERE, 0)]


async def test_what_failed_within_a_day_is_taken_up_again(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    await library.follow(MEMBER)
    await library.keep(write(DATED))
    for owed in await library.lease("me"):
        await library.failed(owed.id, "It may not write there.")
    clock.ahead(hours=23)
    await library.unfollow(CHANNEL)
    assert await library.take_up(CHANNEL) == 0
    await library.follow(CHANNEL, "Iron Fist")
    assert await library.take_up(CHANNEL) == 0
    await library.follow(CHANNEL, "Luke Cage")
    assert await library.take_up(CHANNEL) == 1
    assert [owed.announcement.target for owed in await library.lease("me")] == [CHANNEL]
    clock.ahead(hours=2)
    assert await library.take_up(MEMBER) == 0
