"""The connection: how it begins, breaks off, and goes on."""

import pytest
from pydantic import SecretStr
from scenes import QUICK, Scene, Shown
from standin import PRIVILEGED

from bot.client import DiscordError, run_bot


async def test_commands_are_registered_once_and_again_only_when_they_differ(scene: Scene) -> None:
    await scene.start()
    await scene.stop()
    assert scene.discord.api.registrations == 1
    await scene.start()
    await scene.stop()
    assert scene.discord.api.registrations == 1
    scene.discord.world.commands[0]["description"] = "Something older."
    await scene.start()
    assert scene.discord.api.registrations == 2


async def test_every_command_is_described_within_discords_limits(scene: Scene) -> None:
    await scene.start()
    names = [command["name"] for command in scene.discord.world.commands]
    assert len(names) == len(set(names))
    assert len(names) <= 100
    assert {"next", "schedule", "why", "follow", "read", "settings", "Read for premieres"} <= set(names)


async def test_a_reconnect_resumes_and_loses_nothing(scene: Scene, shown: Shown) -> None:
    await scene.start()
    await scene.ask("!about")
    await scene.discord.gateway.drop()
    await scene.discord.say(scene.member, scene.channel, "!help")
    await scene.discord.replies(scene.channel, 2)
    assert scene.discord.gateway.resumes == 1
    assert len(scene.discord.gateway.identifies) == 1


async def test_being_asked_to_reconnect_resumes(scene: Scene) -> None:
    await scene.start()
    await scene.ask("!about")
    await scene.discord.gateway.reconnect()
    await scene.discord.until(lambda: scene.discord.gateway.resumes == 1)
    assert await scene.ask("!about")


async def test_an_invalid_session_identifies_anew(scene: Scene) -> None:
    await scene.start()
    await scene.ask("!about")
    await scene.discord.gateway.invalidate()
    await scene.discord.until(lambda: len(scene.discord.gateway.identifies) == 2)
    await scene.discord.connected()
    assert await scene.ask("!about")


async def test_an_event_that_can_not_be_parsed_costs_only_itself(scene: Scene) -> None:
    await scene.start()
    await scene.ask("!about")
    await scene.discord.gateway.raw({"op": 0, "t": "MESSAGE_CREATE", "s": 99, "d": {"id": "no number"}})
    assert await scene.ask("!about")
    assert len(scene.discord.gateway.identifies) == 1


@pytest.mark.parametrize("status", [503, 0])
async def test_a_discord_that_is_down_at_the_start_is_waited_for(scene: Scene, status: int) -> None:
    scene.discord.fail("GET", "/users/@me", status=status, times=3)
    await scene.start()
    assert await scene.ask("!about")


async def test_a_gateway_that_can_not_be_found_at_the_start_is_waited_for(scene: Scene) -> None:
    scene.discord.fail("GET", "/gateway/bot", status=404, times=2)
    await scene.start()
    assert await scene.ask("!about")


async def test_a_wrong_token_is_said_without_repeating_it(scene: Scene) -> None:
    wrong = scene.settings.model_copy(update={"discord_token": SecretStr("secret-of-mine")})
    with pytest.raises(DiscordError, match="does not take the token") as caught:
        await run_bot(wrong, scene.library, scene.clock, tuning=QUICK)
    assert "secret-of-mine" not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_the_token_is_in_no_log(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await scene.start()
    await scene.slash("next")
    await scene.discord.gateway.invalidate()
    await scene.discord.until(lambda: len(scene.discord.gateway.identifies) == 2)
    assert scene.discord.token not in caplog.text


async def test_without_any_privileged_intent_the_bot_still_comes_up(scene: Scene) -> None:
    scene.discord.gateway.privileged = 0
    await scene.start()
    assert (await scene.slash("about")).answer
    assert scene.discord.gateway.identifies[-1]["intents"] & PRIVILEGED == 0


async def test_several_shards_serve_their_own_servers(scene: Scene, shown: Shown) -> None:
    scene.discord.gateway.shards = 3
    world = scene.discord.world
    guilds = [world.guild(f"server {number}", guild_id=(9_000_000 + number) << 22) for number in range(6)]
    channels = [world.channel(guild) for guild in guilds]
    await scene.keep()
    await scene.start(shards=3)
    assert sorted(tuple(each["shard"]) for each in scene.discord.gateway.identifies) == [(0, 3), (1, 3), (2, 3)]
    for guild, channel in zip(guilds, channels, strict=True):
        asker = world.member(guild, "asker")
        assert "Luke Cage" in shown(await scene.ask("!next", by=asker, place=channel))


async def test_the_bot_keeps_no_members_and_no_messages(scene: Scene) -> None:
    await scene.start()
    assert scene.discord.gateway.identifies[0]["intents"] == 1 << 0 | 1 << 9 | 1 << 12 | 1 << 15


async def test_a_command_is_answered_while_a_hundred_announcements_go_out(scene: Scene) -> None:
    from scenes import channel_target

    # The limit is kept, but a busy machine can make the stand-in count two seconds' requests in one.
    scene.calm()
    for number in range(100):
        channel = scene.discord.world.channel(scene.guild, f"channel-{number}")
        await scene.library.follow(channel_target(channel), guild=str(scene.guild.id))
    await scene.keep()
    await scene.start()
    await scene.discord.until(lambda: len(scene.posts()) >= 5)
    await scene.slash("about")
    await scene.ask("!about", place=scene.discord.world.direct(scene.member))
    assert len(scene.posts()) < 100
