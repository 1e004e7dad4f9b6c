"""The weekly digest."""

from dataclasses import replace
from typing import Any

from scenes import Scene, Shown, channel_target, eventually
from standin import Kind

from schedules import GuildSettings


async def weekly(scene: Scene) -> None:
    """The server wants its digest on Mondays at nine, and follows everything; it is Saturday."""
    settings = GuildSettings(str(scene.guild.id), channel=str(scene.channel.id), digest_day=0, digest_hour=9)
    await scene.library.set_guild(settings)
    await scene.library.follow(channel_target(scene.channel), guild=settings.guild)
    await scene.library.digests_due()
    await scene.keep()


async def test_a_digest_comes_on_its_day_and_once(scene: Scene, shown: Shown) -> None:
    await weekly(scene)
    await scene.start()
    await scene.move(days=2, hours=10)
    await scene.discord.until(lambda: any(digests(scene)))
    assert "Luke Cage, season 1" in shown(digests(scene)[0])
    assert "The week in premieres" in shown(digests(scene)[0])
    await eventually(scene.library.digests_due, lambda due: due == ())
    await scene.ask("!about")
    assert len(digests(scene)) == 1


async def test_a_digest_that_arrived_unrecorded_is_not_sent_again(scene: Scene) -> None:
    await weekly(scene)
    await scene.start()
    scene.discord.fail("POST", r"/channels/\d+/messages", status=0, obeyed=True, times=2)
    await scene.move(days=2, hours=10)
    await scene.discord.until(lambda: any(digests(scene)))
    await scene.move(minutes=5)
    await eventually(scene.library.digests_due, lambda due: due == ())
    assert len(digests(scene)) == 1


async def test_a_digests_button_shows_the_whole_table(scene: Scene, shown: Shown) -> None:
    await weekly(scene)
    await scene.start()
    await scene.move(days=2, hours=10)
    await scene.discord.until(lambda: any(digests(scene)))
    message = digests(scene)[0]
    button = message["components"][0]["components"][0]["custom_id"]
    pressed = await scene.discord.press(scene.member, scene.channel, message, button)
    assert pressed.ephemeral
    assert "Luke Cage, season 1" in shown(pressed.answer)


async def test_a_channel_that_refuses_gets_no_digest_and_no_second_try(scene: Scene) -> None:
    await weekly(scene)
    await scene.library.set_guild(replace(await scene.library.guild(str(scene.guild.id)), channel="123"))
    await scene.start()
    await scene.move(days=2, hours=10)
    await eventually(scene.library.digests_due, lambda due: due == ())
    tried = [request for request in scene.discord.requests if request.path.startswith("/channels/123/")]
    assert len(tried) == 1


async def test_a_forum_gets_its_digest_as_a_post_and_once(scene: Scene) -> None:
    forum = scene.discord.world.channel(scene.guild, "premieres", Kind.FORUM)
    await weekly(scene)
    await scene.library.set_guild(replace(await scene.library.guild(str(scene.guild.id)), channel=str(forum.id)))
    await scene.start()
    scene.discord.fail("POST", r"/channels/\d+/threads", status=0, obeyed=True)
    await scene.move(days=2, hours=10)
    await eventually(scene.library.digests_due, lambda due: due == ())
    posts = [channel.name for channel in scene.guild.channels.values() if channel.parent is forum]
    assert posts == ["The week in premieres"]


def digests(scene: Scene) -> list[dict[str, Any]]:
    return [message for message in scene.discord.sent(scene.channel) if "marquee:table" in str(message["components"])]
