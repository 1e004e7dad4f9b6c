"""From an article to a message in a channel, and through everything that can go wrong between."""

from datetime import date
from typing import Any

import pytest
from scenes import Scene, Shown, channel_target, eventually
from standin import Kind, Permission

from schedules import AnnouncementKind, Delivery, GuildSettings, Sending, Target, TargetKind

DAY = 24.0


@pytest.fixture
async def followed(scene: Scene) -> Scene:
    """The channel follows everything, and the bot is there."""
    await scene.library.follow(channel_target(scene.channel), guild=str(scene.guild.id))
    await scene.start()
    return scene


async def test_a_moderator_follows_and_an_article_is_announced(scene: Scene, shown: Shown) -> None:
    await scene.start()
    followed = await scene.ask("!follow Luke Cage", by=scene.moderator)
    assert f"in <#{scene.channel.id}>" in shown(followed)
    assert "Luke Cage" in shown(followed)
    await scene.ask(f"!read {LONG}", by=scene.owner)
    message = (await scene.announced(1))[0]
    text = shown(message)
    assert "Luke Cage, season 1 has a date: Friday 30 September 2016 on Netflix, in 41 days." in text
    assert "<t:1475218800:F>" in text
    assert "premiering September 30, 2016" in text


LONG = "Luke Cage season 1 is premiering September 30, 2016 on Netflix."


async def test_reminders_come_at_their_leads_and_the_premiere_at_its_moment(followed: Scene, shown: Shown) -> None:
    await followed.keep()
    await followed.announced(1)
    await followed.move(days=34, hours=8)
    reminder = shown((await followed.announced(2))[-1])
    assert "premieres in 7 days" in reminder
    await followed.move(days=6)
    assert "premieres in 23 hours" in shown((await followed.announced(3))[-1])
    await followed.move(hours=23)
    assert "is here: out now" in shown((await followed.announced(4))[-1])
    assert len(followed.discord.sent(followed.channel)) == 4


async def test_a_moved_date_is_announced_and_the_first_message_corrected(followed: Scene, shown: Shown) -> None:
    await followed.keep()
    first = (await followed.announced(1))[0]
    await followed.move(days=1)
    await followed.keep(
        "Luke Cage season 1 has been delayed: it will now premiere on October 14, 2016 on Netflix.",
        published=followed.clock().date(),
    )
    moved = (await followed.announced(2))[-1]
    assert "moved from Friday 30 September 2016 to Friday 14 October 2016" in shown(moved)
    assert "~~Friday 30 September 2016~~" in shown(moved)
    await followed.discord.until(lambda: first["edited_timestamp"] is not None)
    assert first["content"].startswith("~~")
    assert "14 October 2016" in first["content"]
    # The card shows no day that no longer holds, and counts down to none.
    assert first["embeds"][0]["description"] == moved["embeds"][0]["description"]


async def test_whatever_told_a_date_is_corrected_each_time_it_moves(followed: Scene, shown: Shown) -> None:
    await followed.keep()
    await followed.announced(1)
    await followed.move(days=34, hours=8)
    await followed.announced(2)
    await followed.keep(
        "Luke Cage season 1 has been delayed: it will now premiere on October 14, 2016 on Netflix.",
        published=followed.clock().date(),
    )
    await followed.announced(3)
    await followed.move(days=1)
    await followed.keep(
        "Luke Cage season 1 has been delayed again: it will now premiere on October 21, 2016 on Netflix.",
        published=followed.clock().date(),
    )
    *earlier, last = await followed.announced(4)
    told = {"has a date", "premieres in 7 days", "has moved"}
    await followed.discord.until(lambda: all("21 October" in message["content"] for message in earlier))
    assert all(message["content"].startswith("~~") for message in earlier)
    assert all("21 October 2016, 00:00 Pacific" in shown(message) for message in earlier)
    assert {words for words in told if any(words in message["content"] for message in earlier)} == told
    assert "~~" not in last["content"]


async def test_a_post_in_a_forum_is_corrected_also_when_it_is_closed(scene: Scene, shown: Shown) -> None:
    forum = scene.discord.world.channel(scene.guild, "premieres", Kind.FORUM)
    await scene.library.follow(channel_target(forum), guild=str(scene.guild.id))
    await scene.start()
    await scene.keep()
    await scene.until_state(Delivery.SENT)
    (post,) = (channel for channel in scene.guild.channels.values() if channel.parent is forum)
    post.archived = True
    await scene.keep(
        "Luke Cage season 1 has been delayed: it will now premiere on October 14, 2016 on Netflix.",
        published=scene.clock().date(),
    )
    (opening,) = post.messages.values()
    await scene.discord.until(lambda: "14 October" in opening["content"])
    assert "<t:1476428400:R>" in shown(opening)


async def test_after_an_outage_one_true_message_not_the_backlog(scene: Scene, shown: Shown) -> None:
    await scene.library.follow(channel_target(scene.channel), guild=str(scene.guild.id))
    await scene.keep()
    await scene.start()
    await scene.announced(1)
    await scene.stop()
    await scene.move(days=39)
    await scene.start()
    late = await scene.announced(2)
    assert "premieres in 2 days" in shown(late[-1])
    assert len(late) == 2


async def test_a_restart_sends_nothing_twice(followed: Scene) -> None:
    await followed.keep()
    await followed.announced(1)
    await followed.stop()
    await followed.start()
    await followed.ask("!about")
    assert len(await followed.announced(1)) == 1


@pytest.mark.parametrize("away", [30, 400])
@pytest.mark.parametrize("arrived", [True, False])
async def test_an_unknown_outcome_is_cleared_up_whether_it_arrived_or_not(
    followed: Scene, away: int, arrived: bool
) -> None:
    """Within the nonce's time Discord drops the second; after it the bot looks for the first."""
    followed.discord.fail("POST", r"/channels/\d+/messages", status=0, obeyed=arrived)
    await followed.keep()
    await followed.until_put_off()
    assert len(followed.discord.sent(followed.channel)) == int(arrived)
    await followed.stop()
    await followed.move(seconds=away)
    await followed.start()
    (await followed.until_state(Delivery.SENT))[0]
    assert len(await followed.announced(1)) == 1


@pytest.mark.parametrize("said", [250, 1200])
async def test_what_arrived_is_found_in_a_channel_that_has_gone_on_talking(followed: Scene, said: int) -> None:
    followed.discord.fail("POST", r"/channels/\d+/messages", status=0, obeyed=True)
    await followed.keep()
    await followed.until_put_off()
    for number in range(said):
        followed.discord.world.message(followed.channel, followed.member, {"content": f"chatter {number}"})
    await followed.move(minutes=10)
    await followed.until_state(Delivery.SENT)
    assert len(followed.posts()) == 1
    assert len(await followed.announced(1)) == 1


async def test_where_it_can_not_be_looked_nothing_is_said_twice(followed: Scene) -> None:
    await followed.ask("!about")
    await followed.discord.deny(followed.channel, Permission.READ_MESSAGE_HISTORY)
    followed.discord.fail("POST", r"/channels/\d+/messages", status=0, obeyed=True)
    await followed.keep()
    await followed.until_put_off()
    await followed.move(minutes=10)
    failed = (await followed.until_state(Delivery.FAILED))[0]
    assert "needs Read Message History" in (failed.reason or "")
    assert len(await followed.announced(1)) == 1


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 502}])
async def test_a_failing_discord_is_tried_again_by_the_library_itself(followed: Scene, fault: dict[str, Any]) -> None:
    followed.discord.fail("POST", r"/channels/\d+/messages", **fault)
    await followed.keep()
    assert len(await followed.announced(1, seconds=8)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 503},
        {"status": 200, "half": True, "obeyed": True},
        {"status": 429, "body": {"message": "blocked", "retry_after": 1.0, "global": False, "code": 0}},
        {"status": 401},
    ],
)
async def test_what_can_help_later_is_put_off_with_its_reason(followed: Scene, fault: dict[str, Any]) -> None:
    followed.discord.fail("POST", r"/channels/\d+/messages", **fault)
    await followed.keep()
    waiting = await followed.until_put_off()
    assert waiting.reason
    await followed.move(minutes=2)
    (await followed.until_state(Delivery.SENT))[0]
    assert len(await followed.announced(1)) == 1


async def test_a_deleted_channel_fails_visibly_and_the_owner_is_told_once(followed: Scene, shown: Shown) -> None:
    await followed.discord.delete_channel(followed.channel)
    await followed.keep()
    failed = (await followed.until_state(Delivery.FAILED))[0]
    assert failed.reason == "The channel is gone."
    direct = followed.discord.world.direct(followed.guild.owner)
    told = await followed.discord.replies(direct)
    assert "The channel is gone" in shown(told[0])
    await followed.move(days=34, hours=8)
    await followed.until_state(Delivery.FAILED, 2)
    assert len(followed.discord.sent(direct)) == 1


async def test_a_channel_that_refuses_again_is_told_of_again(followed: Scene) -> None:
    direct = followed.discord.world.direct(followed.guild.owner)
    await followed.discord.deny(followed.channel, Permission.SEND_MESSAGES)
    await followed.keep()
    await followed.discord.replies(direct, 1)
    del followed.channel.denied[followed.discord.world.bot.id]
    await followed.move(hours=2)
    await followed.keep("Iron Fist season 1 will premiere on March 17, 2017 on Netflix.")
    await followed.announced(1)
    await followed.discord.deny(followed.channel, Permission.SEND_MESSAGES)
    await followed.keep("Luke Cage season 2 will premiere on June 22, 2018 on Netflix.")
    assert len(await followed.discord.replies(direct, 2)) == 2


async def test_where_the_fallback_channel_is_gone_too_the_owner_is_told(followed: Scene, shown: Shown) -> None:
    other = await followed.discord.open_channel(followed.guild, "staff")
    await followed.ask(f"!settings fallback <#{other.id}>", by=followed.moderator)
    await followed.discord.delete_channel(other)
    await followed.discord.delete_channel(followed.channel)
    await followed.keep()
    (told,) = await followed.discord.replies(followed.discord.world.direct(followed.guild.owner))
    assert "The channel is gone" in shown(told)
    assert "`deliveries`" not in shown(told)


async def test_who_is_written_to_too_fast_is_written_to_later(scene: Scene) -> None:
    await scene.library.follow(Target(TargetKind.MEMBER, str(scene.member.id)))
    scene.discord.fail("POST", "/users/@me/channels", status=403, body={"code": 40003, "message": "Too fast"})
    await scene.start()
    await scene.keep()
    await scene.until_put_off()
    await scene.move(minutes=1)
    assert len(await scene.announced(1, scene.discord.world.direct(scene.member))) == 1


async def test_a_refusal_at_the_second_attempt_is_not_taken_for_an_arrival(followed: Scene) -> None:
    followed.discord.fail("POST", r"/channels/\d+/messages", status=0)
    await followed.keep()
    await followed.until_put_off()
    followed.discord.fail("POST", r"/channels/\d+/messages", status=400, body={"code": 50083, "message": "No"})
    await followed.move(minutes=2)
    assert "50083" in ((await followed.until_state(Delivery.FAILED))[0].reason or "")


async def test_a_lost_permission_is_told_in_the_fallback_channel(followed: Scene, shown: Shown) -> None:
    other = await followed.discord.open_channel(followed.guild, "staff")
    answer = await followed.ask(f"!settings fallback <#{other.id}>", by=followed.moderator)
    assert f"<#{other.id}>" in shown(answer)
    await followed.discord.deny(followed.channel, Permission.SEND_MESSAGES)
    await followed.keep()
    failed = (await followed.until_state(Delivery.FAILED))[0]
    assert "Send Messages" in (failed.reason or "")
    assert f"<#{followed.channel.id}>" in shown((await followed.discord.replies(other))[0])


async def test_a_channel_that_refuses_is_left_alone_and_can_be_retried(followed: Scene, shown: Shown) -> None:
    await followed.discord.deny(followed.channel, Permission.SEND_MESSAGES)
    await followed.keep()
    first = (await followed.until_state(Delivery.FAILED))[0]
    await followed.move(minutes=1)
    await followed.keep("Iron Fist season 1 will premiere on March 17, 2017 on Netflix.")
    await followed.until_state(Delivery.FAILED, 2)
    assert len(followed.posts()) == 1
    del followed.channel.denied[followed.discord.world.bot.id]
    place = followed.discord.world.direct(followed.owner)
    assert "Luke Cage" in shown(await followed.ask("!deliveries", by=followed.owner, place=place))
    await followed.move(hours=2)
    await followed.ask(f"!retry {first.id}", by=followed.owner, place=place)
    assert len(await followed.announced(1)) == 1


async def test_what_failed_is_told_when_the_channel_is_chosen_once_more(followed: Scene, shown: Shown) -> None:
    await followed.keep()
    await followed.announced(1)
    await followed.move(days=41, hours=7)
    await followed.announced(2)
    await followed.discord.deny(followed.channel, Permission.SEND_MESSAGES)
    await followed.keep("Iron Fist season 1 will premiere on March 17, 2017 on Netflix.")
    await followed.until_state(Delivery.FAILED)
    del followed.channel.denied[followed.discord.world.bot.id]
    await followed.discord.gateway.dispatch("CHANNEL_UPDATE", followed.channel.json(), guild=followed.guild)
    await followed.move(minutes=5)
    await followed.slash("settings channel", by=followed.moderator, channel=str(followed.channel.id))
    assert "Iron Fist, season 1 has a date" in shown((await followed.announced(3))[-1])


async def test_closed_direct_messages_fail_without_a_second_try(scene: Scene) -> None:
    scene.member.dm_closed = True
    await scene.library.follow(Target(TargetKind.MEMBER, str(scene.member.id)))
    await scene.start()
    await scene.keep()
    failed = (await scene.until_state(Delivery.FAILED))[0]
    assert failed.reason == "That member takes no direct messages from Marquee."
    assert len(scene.posts()) == 1


async def test_a_server_that_was_left_while_the_bot_was_away_is_forgotten(followed: Scene) -> None:
    left = followed.discord.world.guild("left")
    place = channel_target(followed.discord.world.channel(left))
    await followed.library.follow(place, guild=str(left.id))
    await followed.library.watch_channel(str(left.id), place.id, "somebody")
    await followed.stop()
    del followed.discord.world.guilds[left.id]
    await followed.start()
    await eventually(followed.library.servers, lambda servers: servers == {str(followed.guild.id)})
    assert await followed.library.follows(place) == ()
    assert await followed.library.sources() == ()


async def test_a_server_of_which_nothing_can_be_learnt_is_remembered(followed: Scene) -> None:
    await followed.library.follow(Target(TargetKind.CHANNEL, "5"), guild="4")
    await followed.stop()
    followed.discord.fail("GET", "/guilds/4", status=403, body={"code": 0, "message": "Who knows"})
    await followed.start()
    await followed.discord.until(lambda: any(request.path == "/guilds/4" for request in followed.discord.requests))
    await followed.ask("!about")
    assert "4" in await followed.library.servers()


async def test_a_kicked_bot_forgets_the_server(followed: Scene) -> None:
    await followed.ask("!settings prefix ?", by=followed.moderator)
    await followed.discord.kick_bot(followed.guild)
    guild = str(followed.guild.id)
    await eventually(lambda: followed.library.follows(guild=guild), lambda follows: follows == ())
    assert (await followed.library.guild(guild)).prefix == "!"
    await followed.keep()
    assert followed.posts()[1:] == []


async def test_the_gateway_is_not_needed_to_announce(followed: Scene) -> None:
    await followed.discord.gateway.drop(gone=True)
    await followed.keep()
    assert len(await followed.announced(1)) == 1


async def test_two_processes_on_one_database_announce_once(followed: Scene) -> None:
    await followed.start(shards=2)
    await followed.keep()
    await followed.announced(1)
    (await followed.until_state(Delivery.SENT))[0]
    assert len(followed.posts()) == 1


async def test_channels_that_follow_the_show_hear_first_and_members_last(scene: Scene) -> None:
    other = scene.discord.world.channel(scene.guild, "luke-cage")
    await scene.library.follow(Target(TargetKind.MEMBER, str(scene.member.id)), "Luke Cage")
    await scene.library.follow(channel_target(scene.channel), guild=str(scene.guild.id))
    await scene.library.follow(channel_target(other), "Luke Cage", guild=str(scene.guild.id))
    await scene.keep()
    await scene.start()
    await scene.until_state(Delivery.SENT, 3)
    direct = scene.discord.world.direct(scene.member)
    order = [request.path.split("/")[2] for request in scene.posts()]
    assert order == [str(other.id), str(scene.channel.id), str(direct.id)]


async def test_only_the_chosen_role_is_pinged(followed: Scene, shown: Shown) -> None:
    role = followed.discord.world.snowflake()
    from standin import Role

    followed.guild.roles[role] = Role(role, "fans", Permission.NONE, mentionable=True)
    await followed.slash("settings role", by=followed.moderator, role=str(role))
    await followed.keep("Luke Cage season 1 @everyone <@&1> premieres on September 30, 2016 on Netflix.")
    message = (await followed.announced(1))[0]
    assert message["mention_roles"] == [str(role)]
    assert not message["mention_everyone"]
    assert message["content"].startswith(f"<@&{role}> Luke Cage")


async def test_an_announcement_channel_publishes_when_asked(scene: Scene) -> None:
    news = scene.discord.world.channel(scene.guild, "news", Kind.ANNOUNCEMENT)
    await scene.start()
    await scene.slash("settings channel", by=scene.moderator, channel=str(news.id))
    settings = await scene.library.guild(str(scene.guild.id))
    panel = await scene.slash("settings panel", by=scene.moderator)
    await scene.discord.press(scene.moderator, scene.channel, panel.answer, "marquee:settings:crosspost")
    assert settings.channel == str(news.id)
    await scene.keep()
    message = (await scene.announced(1, news))[0]
    await scene.discord.until(lambda: message["flags"] & 1)


async def test_a_forum_gets_a_post_with_its_tags(scene: Scene) -> None:
    forum = scene.discord.world.channel(scene.guild, "premieres", Kind.FORUM)
    tag = {"id": "77", "name": "Luke Cage", "moderated": False, "emoji_id": None, "emoji_name": None}
    forum.tags.append(tag)
    await scene.library.follow(channel_target(forum), guild=str(scene.guild.id))
    await scene.start()
    await scene.keep()
    (await scene.until_state(Delivery.SENT))[0]
    threads = [channel for channel in scene.guild.channels.values() if channel.parent is forum]
    assert [thread.name for thread in threads] == ["Luke Cage, season 1"]
    assert threads[0].applied_tags == ["77"]


async def test_a_forum_takes_posts_one_after_the_other(scene: Scene) -> None:
    forum = scene.discord.world.channel(scene.guild, "premieres", Kind.FORUM)
    await scene.library.follow(channel_target(forum), guild=str(scene.guild.id))
    await scene.start()
    await scene.keep()
    await scene.until_state(Delivery.SENT)
    await scene.keep("Iron Fist season 1 premieres on March 17, 2017 on Netflix.")
    await scene.until_state(Delivery.SENT, 2)
    posts = [channel.name for channel in scene.guild.channels.values() if channel.parent is forum]
    assert posts == ["Luke Cage, season 1", "Iron Fist, season 1"]


async def test_a_forum_that_takes_no_more_for_long_keeps_nobody_else_waiting(scene: Scene) -> None:
    forum = scene.discord.world.channel(scene.guild, "premieres", Kind.FORUM)
    scene.discord.rates.posts = (1, 300.0)
    for place in (forum, scene.channel):
        await scene.library.follow(channel_target(place), guild=str(scene.guild.id))
    await scene.start()
    await scene.keep()
    await scene.until_state(Delivery.SENT, 2)
    await scene.keep("Iron Fist season 1 premieres on March 17, 2017 on Netflix.")
    assert "takes no more there" in ((await scene.until_put_off()).reason or "")
    assert len(await scene.announced(2)) == 2
    await scene.keep("Luke Cage season 2 premieres on June 22, 2018 on Netflix.")
    assert len(await scene.announced(3)) == 3


async def test_a_forum_that_takes_no_post_without_a_tag_gets_its_first_one(scene: Scene) -> None:
    forum = scene.discord.world.channel(scene.guild, "premieres", Kind.FORUM)
    forum.flags = 1 << 4
    tag = {"moderated": False, "emoji_id": None, "emoji_name": None}
    forum.tags += [tag | {"id": "77", "name": "rules", "moderated": True}, tag | {"id": "78", "name": "news"}]
    await scene.library.follow(channel_target(forum), guild=str(scene.guild.id))
    await scene.start()
    await scene.keep()
    await scene.until_state(Delivery.SENT)
    assert [channel.applied_tags for channel in scene.guild.channels.values() if channel.parent is forum] == [["78"]]


async def test_scheduled_events_follow_the_date(followed: Scene) -> None:
    everyone = followed.guild.roles[followed.guild.id]
    everyone.permissions |= Permission.CREATE_EVENTS
    await followed.ask("!about")
    settings = await followed.library.guild(str(followed.guild.id))
    del settings
    panel = await followed.slash("settings panel", by=followed.moderator)
    await followed.discord.gateway.dispatch(
        "GUILD_ROLE_UPDATE", {"guild_id": str(followed.guild.id), "role": everyone.json()}, guild=followed.guild
    )
    await followed.ask("!about")
    await followed.discord.press(followed.moderator, followed.channel, panel.answer, "marquee:settings:events")
    await followed.keep()
    await followed.discord.until(lambda: len(followed.guild.events) == 1)
    (event,) = followed.guild.events.values()
    assert event["scheduled_start_time"].startswith("2016-09-30T07:00:00")
    await followed.move(days=1)
    await followed.keep(
        "Luke Cage season 1 has been delayed: it will now premiere on October 14, 2016 on Netflix.",
        published=followed.clock().date(),
    )
    await followed.discord.until(lambda: event["scheduled_start_time"].startswith("2016-10-14T07:00:00"))
    assert len(followed.guild.events) == 1


async def test_an_event_moves_also_where_no_message_may_be_corrected(followed: Scene) -> None:
    followed.guild.roles[followed.guild.id].permissions |= Permission.CREATE_EVENTS | Permission.MANAGE_EVENTS
    await followed.stop()
    await followed.library.set_guild(GuildSettings(str(followed.guild.id), events=True))
    await followed.start()
    await followed.keep()
    await followed.discord.until(lambda: len(followed.guild.events) == 1)
    followed.discord.fail("PATCH", r"/channels/\d+/messages/\d+", status=403, times=5)
    await followed.move(days=1)
    await followed.keep(
        "Luke Cage season 1 has been delayed: it will now premiere on October 14, 2016 on Netflix.",
        published=followed.clock().date(),
    )
    (event,) = followed.guild.events.values()
    await followed.discord.until(lambda: event["scheduled_start_time"].startswith("2016-10-14T07:00:00"))


async def test_buttons_go_on_working_after_a_restart(followed: Scene, shown: Shown) -> None:
    await followed.keep()
    message = (await followed.announced(1))[0]
    await followed.stop()
    await followed.start()
    remind, why = [part["custom_id"] for part in message["components"][0]["components"]]
    pressed = await followed.discord.press(followed.member, followed.channel, message, remind)
    assert pressed.ephemeral
    assert "before Luke Cage premieres" in shown(pressed.answer)
    mine = await followed.library.follows(Target(TargetKind.MEMBER, str(followed.member.id)))
    assert [follow.show for follow in mine] == ["Luke Cage"]
    reasons = await followed.discord.press(followed.member, followed.channel, message, why)
    assert "premiering September 30th on Netflix" in shown(reasons.answer)


async def test_who_wants_a_reminder_that_can_not_reach_them_is_told_so(followed: Scene, shown: Shown) -> None:
    followed.member.dm_closed = True
    await followed.keep()
    message = (await followed.announced(1))[0]
    remind = message["components"][0]["components"][0]["custom_id"]
    pressed = await followed.discord.press(followed.member, followed.channel, message, remind)
    assert "`reminders remove Luke Cage` ends it" in shown(pressed.answer)
    await followed.discord.until(lambda: bool(pressed.followups))
    assert "you take no direct messages from me" in shown(pressed.followups[0])


async def test_a_member_is_reminded_by_direct_message(scene: Scene, shown: Shown) -> None:
    await scene.start()
    answer = await scene.slash("follow", show="Luke Cage", leads="3")
    assert answer.ephemeral
    await scene.keep()
    direct = scene.discord.world.direct(scene.member)
    await scene.announced(1, direct)
    await scene.move(days=38, hours=8)
    assert "premieres in 3 days" in shown((await scene.announced(2, direct))[-1])


async def test_days_are_counted_in_the_zone_of_who_is_told(followed: Scene, shown: Shown) -> None:
    # Where it is still 19 August, a premiere at 00:00 there is 42 days off.
    zone = "America/Los_Angeles"
    await followed.library.follow(Target(TargetKind.MEMBER, str(followed.member.id)))
    await followed.slash("timezone", zone=zone)
    direct = followed.discord.world.direct(followed.member)
    await followed.keep()
    assert "in 41 days" in shown((await followed.announced(1))[0])
    told = shown((await followed.announced(1, direct))[0])
    assert "in 42 days" in told
    assert "in 41 days" not in told
    assert "in 42 days" in shown(await followed.ask("!next", place=direct))
    panel = await followed.slash("settings panel", by=followed.moderator)
    form = await followed.discord.press(followed.moderator, followed.channel, panel.answer, "marquee:settings:times")
    fields = {"zone": zone.lower(), "quiet": "", "digest": ""}
    await followed.discord.submit(followed.moderator, followed.channel, form.modal, fields)
    assert "in 42 days" in shown(await followed.ask("!next"))
    await followed.keep("Luke Cage season 1 is delayed: it will now premiere on October 14, 2016.", date(2016, 8, 18))
    moved = shown((await followed.announced(2))[-1])
    assert "in 56 days" in moved
    assert "in 55 days" not in moved


async def test_quiet_hours_hold_reminders_back(followed: Scene) -> None:
    panel = await followed.slash("settings panel", by=followed.moderator)
    form = await followed.discord.press(followed.moderator, followed.channel, panel.answer, "marquee:settings:times")
    fields = {"zone": "America/Los_Angeles", "quiet": "23:00-08:00", "digest": ""}
    await followed.discord.submit(followed.moderator, followed.channel, form.modal, fields)
    await followed.keep()
    await followed.move(days=34, hours=7)
    await followed.keep("Iron Fist will return.", published=followed.clock().date())
    await followed.ask("!about")
    entries = await followed.library.deliveries()
    reminders = [entry for entry in entries if entry.announcement.kind is AnnouncementKind.REMINDER]
    assert all(entry.state is not Delivery.SENT for entry in reminders)
    await followed.move(hours=9)
    await eventually(
        lambda: followed.library.deliveries(Delivery.SENT),
        lambda sent: any(entry.announcement.kind is AnnouncementKind.REMINDER for entry in sent),
    )


@pytest.mark.parametrize(
    ("wish", "shows", "state"), [("at once", "are told at once", "sent"), ("after", "wait too", "due")]
)
async def test_a_premiere_in_quiet_hours_comes_when_the_server_wants_it(
    followed: Scene, shown: Shown, wish: str, shows: str, state: str
) -> None:
    panel = await followed.slash("settings panel", by=followed.moderator)
    form = await followed.discord.press(followed.moderator, followed.channel, panel.answer, "marquee:settings:times")
    fields = {"zone": "America/Los_Angeles", "quiet": "23:00-08:00", "premieres": wish, "digest": ""}
    saved = await followed.discord.submit(followed.moderator, followed.channel, form.modal, fields)
    assert f"23:00 to 08:00, America/Los_Angeles; premieres {shows}" in shown(saved.answer)
    await followed.keep()
    await followed.announced(1)
    await followed.move(days=41, hours=8)

    async def premiere() -> list[Sending]:
        entries = await followed.library.deliveries()
        return [entry for entry in entries if entry.announcement.kind is AnnouncementKind.PREMIERE]

    await eventually(premiere, lambda entries: [entry.state for entry in entries] == [Delivery(state)])
    await followed.move(hours=8)
    await eventually(premiere, lambda entries: [entry.state for entry in entries] == [Delivery.SENT])


async def test_a_reminder_is_put_off_by_its_reader_also_after_a_restart(followed: Scene, shown: Shown) -> None:
    await followed.keep()
    await followed.announced(1)
    await followed.move(days=34, hours=8)
    reminder = (await followed.announced(2))[-1]
    names = {part["label"]: part["custom_id"] for row in reminder["components"] for part in row["components"]}
    assert list(names) == ["Remind me", "In an hour", "Tomorrow", "Why?"]
    await followed.stop()
    await followed.start()
    for _ in range(2):
        pressed = await followed.discord.press(followed.member, followed.channel, reminder, names["In an hour"])
        assert pressed.ephemeral
        assert "I'll write to you <t:" in shown(pressed.answer)
    direct = followed.discord.world.direct(followed.member)
    assert followed.discord.sent(direct) == []
    await followed.move(hours=1)
    again = (await followed.announced(1, direct))[0]
    assert "Luke Cage, season 1 premieres in 7 days" in shown(again)
    assert "Tomorrow" in str(again["components"])
    assert len(followed.discord.sent(direct)) == 1


async def test_a_reminder_that_was_put_off_to_tomorrow_is_listed_comes_then_and_can_be_withdrawn(
    followed: Scene, shown: Shown
) -> None:
    followed.calm()
    await followed.keep()
    await followed.announced(1)
    await followed.move(days=34, hours=8)
    reminder = (await followed.announced(2))[-1]
    names = {part["label"]: part["custom_id"] for row in reminder["components"] for part in row["components"]}
    for person in (followed.member, followed.moderator):
        pressed = await followed.discord.press(person, followed.channel, reminder, names["Tomorrow"])
        assert "I'll write to you <t:" in shown(pressed.answer)
    listed = shown((await followed.slash("reminders list")).answer)
    assert "Luke Cage, season 1, put off: <t:" in listed
    number = int(listed.partition("withdraw ")[2].partition("`")[0])
    strange = await followed.slash("reminders withdraw", number=number, by=followed.moderator)
    assert "No reminder waits under the number" in shown(strange.answer)
    assert "won't write" in shown((await followed.slash("reminders withdraw", number=number)).answer)
    assert "follow nothing" in shown((await followed.slash("reminders list")).answer)
    await followed.move(days=1)
    told = (await followed.announced(1, followed.discord.world.direct(followed.moderator)))[0]
    assert "Luke Cage, season 1 premieres in 6 days" in shown(told)
    assert followed.discord.sent(followed.discord.world.direct(followed.member)) == []


async def test_a_reminder_of_the_day_before_is_put_off_by_an_hour_only(followed: Scene, shown: Shown) -> None:
    await followed.keep()
    await followed.announced(1)
    await followed.move(days=40, hours=7, minutes=30)
    reminder = (await followed.announced(2))[-1]
    names = {part["label"]: part["custom_id"] for row in reminder["components"] for part in row["components"]}
    assert "Tomorrow" not in names
    await followed.move(hours=23)
    late = await followed.discord.press(followed.member, followed.channel, reminder, names["In an hour"])
    assert "only to a moment before the premiere" in shown(late.answer)
