"""Questions, in every way in which people ask them."""

import pytest
from scenes import Scene, Shown
from standin import PRIVILEGED, Permission

from schedules import Article


async def test_next_answers_to_the_prefix(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.start()
    answer = shown(await scene.ask("!next"))
    assert "Luke Cage, season 1" in answer
    assert "Friday 30 September 2016, 00:00 Pacific, in 41 days" in answer
    assert "<t:1475218800:F>" in answer
    assert "<t:1475218800:R>" in answer
    assert "On Netflix" in answer
    assert "premiering September 30th on Netflix" in answer
    assert "[www.theverge.com]" in answer


async def test_next_answers_to_a_mention_and_a_slash_alike(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.start()
    mentioned = await scene.ask(f"<@{scene.discord.world.bot.id}> next luke cage")
    slashed = await scene.slash("next", show="Luke Cage")
    assert shown(mentioned) == shown(slashed.answer)
    assert "Luke Cage, season 1" in shown(mentioned)


async def test_next_answers_in_direct_messages_and_threads(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    thread = scene.discord.world.thread(scene.channel, "talk")
    await scene.start()
    for place in (scene.discord.world.direct(scene.member), thread):
        assert "Luke Cage, season 1" in shown(await scene.ask("!next", place=place))


async def test_an_unknown_show_is_answered_in_one_sentence_with_the_nearest(scene: Scene, shown: Shown) -> None:
    await scene.start()
    for answer in (await scene.ask("!next Jesica Jones"), (await scene.slash("next", show="Jesica Jones")).answer):
        assert shown(answer) == "No show called 'Jesica Jones'; did you mean Jessica Jones?"


async def test_what_others_say_with_the_prefix_is_let_alone(scene: Scene) -> None:
    await scene.start()
    await scene.discord.say(scene.member, scene.channel, "!play despacito")
    await scene.ask("!about")
    assert len(scene.discord.sent(scene.channel)) == 1


async def test_nothing_dated_ahead_says_what_was_last_and_how_to_help(scene: Scene, shown: Shown) -> None:
    await scene.start()
    answer = shown(await scene.ask("!next Daredevil"))
    assert "Nothing is dated ahead." in answer
    assert "Hand me an article with `read`" in answer


async def test_next_of_a_show_says_what_was_cancelled_of_it(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.keep("Luke Cage season 1 has been cancelled by Netflix.", scene.clock().date())
    await scene.start()
    assert "**Luke Cage, season 1** — cancelled" in shown(await scene.ask("!next luke cage"))
    assert "cancelled" not in shown(await scene.ask("!next"))


async def test_without_the_content_intent_mentions_and_slashes_still_work(
    scene: Scene, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    scene.discord.gateway.privileged = PRIVILEGED & ~(1 << 15)
    await scene.keep()
    await scene.start()
    assert "Luke Cage" in shown((await scene.slash("next")).answer)
    assert "Luke Cage" in shown(await scene.ask(f"<@{scene.discord.world.bot.id}> next"))
    said = [record for record in caplog.records if "message-content intent is off" in record.getMessage()]
    assert len(said) == 1
    assert "I may not read messages here" in shown((await scene.slash("status")).answer)


async def test_why_shows_each_claim_with_its_quote(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.start()
    for answer in (await scene.ask("!why luke cage 1"), (await scene.slash("why", show="Luke Cage", season=1)).answer):
        assert "supports" in shown(answer)
        assert "premiering September 30th on Netflix" in shown(answer)


async def test_the_schedule_can_be_narrowed_to_a_month_and_a_service(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.start()
    assert "Luke Cage" in shown((await scene.slash("schedule", month="2016-09", service="netflix")).answer)
    assert "Luke Cage" not in shown((await scene.slash("schedule", month="2016-10")).answer)
    assert "Luke Cage" not in shown((await scene.slash("schedule", service="Hulu")).answer)


async def test_moved_and_show_tell_the_story_of_a_show(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.start()
    assert "dated Friday 30 September 2016" in shown(await scene.ask("!moved"))
    assert "Luke Cage, season 1" in shown(await scene.ask("!show luke cage"))


async def test_shows_are_completed_by_any_part_of_their_name(scene: Scene) -> None:
    await scene.start()
    offered = await scene.discord.complete(scene.member, scene.channel, "next", "show", "cage")
    assert [choice["value"] for choice in offered] == ["Luke Cage"]
    everything = await scene.discord.complete(scene.member, scene.channel, "next", "show", "")
    assert 5 <= len(everything) <= 25


async def test_all_premieres_of_the_next_day_are_told(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.keep("The Defenders season 1 premieres on September 30, 2016 on Netflix.")
    await scene.keep("Iron Fist season 1 premieres on March 17, 2017 on Netflix.")
    await scene.start()
    titles = [embed["title"] for embed in (await scene.ask("!next"))["embeds"]]
    assert titles == ["Luke Cage, season 1", "The Defenders, season 1"]


@pytest.mark.parametrize(
    "asked", ["next luke cage 1", "show Luke Cage season 2", "schedule lukecage", "moved luke cage s1"]
)
async def test_a_season_behind_a_show_is_no_part_of_its_name(scene: Scene, shown: Shown, asked: str) -> None:
    await scene.keep()
    await scene.start()
    assert "Luke Cage, season 1" in shown(await scene.ask(f"!{asked}"))


async def test_an_empty_table_says_of_what_it_is_empty(scene: Scene, shown: Shown) -> None:
    await scene.keep()
    await scene.start()
    assert "Nothing is known to be ahead" in shown(await scene.ask("!schedule Daredevil"))
    assert "Nothing that is known fits" in shown((await scene.slash("schedule", service="Hulu")).answer)
    assert "Nothing that is known fits" in shown((await scene.slash("schedule", month="2016-1")).answer)
    assert "Luke Cage" in shown((await scene.slash("schedule", month="2016-9")).answer)
    assert "written 2016-09" in shown((await scene.slash("schedule", month="september")).answer)


async def test_the_bots_own_role_is_as_good_as_its_name(scene: Scene, shown: Shown) -> None:
    own = next(role for role in scene.guild.roles.values() if role.managed)
    await scene.keep()
    await scene.start()
    assert "Luke Cage" in shown(await scene.ask(f"<@&{own.id}> next"))


async def test_zones_are_completed_within_discords_limit(scene: Scene) -> None:
    await scene.start()
    offered = await scene.discord.complete(scene.member, scene.channel, "timezone", "zone", "europe/")
    assert len(offered) == 25
    assert all(choice["value"].startswith("Europe/") for choice in offered)


async def test_text_from_outside_can_mention_nobody_and_is_no_markup(scene: Scene, shown: Shown) -> None:
    await scene.keep(
        "@everyone **Luke Cage** season 1 will premiere on September 30, 2016 on [Netflix](https://evil.example) <@1>."
    )
    await scene.start()
    for answer in (await scene.ask("!next"), (await scene.slash("why", show="Luke Cage")).answer):
        text = shown(answer)
        assert "\\@everyone \\*\\*Luke Cage\\*\\*" in text
        assert "](https://evil.example)" not in text
    sent = [request.body for request in scene.discord.requests if request.path.endswith("/messages") and request.body]
    assert sent
    assert all(body["allowed_mentions"]["parse"] == [] for body in sent)


@pytest.mark.parametrize("length", [10, 300, 5000])
async def test_long_texts_stay_within_discords_limits(scene: Scene, shown: Shown, length: int) -> None:
    await scene.library.keep(
        Article(f"Luke Cage season 1, {'very ' * length}premiering September 30, 2016.", published=scene.clock().date())
    )
    await scene.start()
    assert shown(await scene.ask("!why Luke Cage"))


async def test_a_channel_that_takes_no_embeds_gets_plain_text(scene: Scene, shown: Shown) -> None:
    scene.channel.denied[scene.discord.world.bot.id] = Permission.EMBED_LINKS
    await scene.keep()
    await scene.start()
    answer = await scene.ask("!next")
    assert answer["embeds"] == []
    assert "Luke Cage, season 1" in answer["content"]


async def test_where_the_bot_may_not_read_what_was_said_it_answers_without_a_reply(scene: Scene, shown: Shown) -> None:
    scene.channel.denied[scene.discord.world.bot.id] = Permission.READ_MESSAGE_HISTORY
    await scene.keep()
    await scene.start()
    assert "Luke Cage, season 1" in shown(await scene.ask("!next"))


async def test_a_flood_of_commands_is_answered_with_none(scene: Scene, shown: Shown) -> None:
    scene.discord.rates.messages = (10_000, 5.0)
    await scene.start()
    for _ in range(9):
        await scene.discord.say(scene.member, scene.channel, "!pin Luke Cage")
    await scene.discord.say(scene.moderator, scene.channel, "!about")
    told = [shown(message) for message in await scene.discord.replies(scene.channel, 7)]
    assert sum("for Marquee's editors" in text for text in told) == 5
    assert sum("a lot at once" in text for text in told) == 1
    assert len(told) == 7


async def test_someone_in_a_hurry_is_slowed_down(scene: Scene, shown: Shown) -> None:
    await scene.start()
    place = scene.discord.world.direct(scene.member)
    for _ in range(5):
        await scene.slash("about")
    assert "try again in" in shown((await scene.slash("about")).answer)
    assert place.messages == {}


async def test_help_names_what_the_asker_may_use(scene: Scene, shown: Shown) -> None:
    await scene.start()
    assert "`pin`" not in shown(await scene.ask("!help"))
    assert "`settings`" in shown(await scene.ask("!help", by=scene.moderator))
    assert "`pin`" in shown(await scene.ask("!help", by=scene.owner))
    assert "`next [show]`" in shown(await scene.ask("!help next"))
