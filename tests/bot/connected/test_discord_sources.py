"""Sources, as editors add and stop them on Discord, and the links in watched channels."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from scenes import Scene, Shown, eventually

from bot.commands.faces import Connection
from bot.polling import Poller

PAGE = """<html><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>"""
NEWS = "Luke Cage season 1 premieres on September 30, 2016 on Netflix, the service said in a statement on Tuesday."
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Series **news**</title><link>http://a.example/</link>
<description>x</description><item><title>Nothing</title><link>http://a.example/1</link></item></channel></rss>"""


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A site on loopback with an article, a page about something else, and a feed; its address."""

    def page(title: str, text: str) -> web.Response:
        return web.Response(text=PAGE.format(title=title, text=text), content_type="text/html")

    async def article(_: web.Request) -> web.Response:
        return page("Luke Cage has a date", NEWS)

    async def other(_: web.Request) -> web.Response:
        return page("Soup", "Boil the water, add the carrots, and wait for half an hour before you serve it to guests.")

    async def feed(_: web.Request) -> web.Response:
        return web.Response(text=FEED, content_type="application/rss+xml")

    async def gone(_: web.Request) -> web.Response:
        raise web.HTTPGone

    app = web.Application()
    app.router.add_get("/gone", gone)
    app.add_routes([web.get("/news", article), web.get("/soup", other), web.get("/feed", feed)])
    async with TestServer(app) as server:
        yield f"http://127.0.0.1:{server.port}"


async def test_a_link_in_a_watched_channel_is_read_also_after_a_restart(scene: Scene, shown: Shown, site: str) -> None:
    await scene.start(fetch_allow_private=True)
    said = shown(await scene.ask(f"!source watch <#{scene.channel.id}>", by=scene.owner))
    assert said == f"Source 1: I read the links in <#{scene.channel.id}> from now on."
    await scene.stop()
    await scene.start(fetch_allow_private=True)
    elsewhere = await scene.discord.open_channel(scene.guild, "elsewhere")
    await scene.discord.say(scene.member, elsewhere, f"{site}/news")
    await scene.discord.say(scene.member, scene.channel, f"Soup: <{site}/soup>, {site}/missing and {site}/news.")
    await eventually(
        scene.library.watched_channels, lambda found: all(each.state.last_success for each in found.values())
    )
    kept = await eventually(scene.library.stats, lambda stats: stats.articles > 0)
    assert kept.articles == 1
    assert "2016-09-30" in [str(premiere.date) for premiere in await scene.library.why("Luke Cage", 1)]
    assert f"links in <#{scene.channel.id}>: well" in shown(await scene.ask("!sources", by=scene.owner))


async def test_a_link_that_was_forwarded_is_read_as_well(scene: Scene, site: str) -> None:
    await scene.start(fetch_allow_private=True)
    await scene.ask(f"!sources watch <#{scene.channel.id}>", by=scene.owner)
    inner = {"type": 0, "content": f"{site}/news", "embeds": [], "attachments": [], "mentions": [], "components": []}
    inner |= {"timestamp": "2016-08-20T00:00:00+00:00", "edited_timestamp": None, "flags": 0}
    message = scene.discord.world.message(scene.channel, scene.member, {"content": ""})
    message["message_snapshots"] = [{"message": inner}]
    await scene.discord.api.announce(scene.channel, message)
    await eventually(scene.library.stats, lambda stats: stats.articles == 1)


async def test_a_channel_that_is_paused_or_not_watched_is_not_read(scene: Scene, shown: Shown, site: str) -> None:
    await scene.start(fetch_allow_private=True)
    await scene.slash("sources watch", by=scene.owner, channel=str(scene.channel.id))
    await scene.slash("sources pause", by=scene.owner, number=1)
    await scene.discord.say(scene.member, scene.channel, f"{site}/news")
    await scene.ask("!about")
    assert (await scene.library.stats()).articles == 0
    assert "paused" in shown((await scene.slash("sources list", by=scene.owner)).answer)
    assert await scene.library.due_sources() == ()


async def test_leaving_a_server_ends_the_watch(scene: Scene, shown: Shown) -> None:
    await scene.start()
    await scene.ask(f"!sources watch <#{scene.channel.id}>", by=scene.owner)
    await scene.library.forget_guild(str(scene.guild.id))
    assert await scene.library.sources() == ()


async def test_a_feed_is_added_after_a_look_at_it_and_a_page_only_to_be_watched(
    scene: Scene, shown: Shown, site: str
) -> None:
    await scene.start(fetch_allow_private=True)
    added = await scene.slash("sources add", by=scene.owner, url=f"{site}/feed")
    assert added.ephemeral
    assert shown(added.answer).startswith("Source 1: ")
    assert "Series \\*\\*news\\*\\*" in shown(added.answer)
    assert "it names no feed" in shown(await scene.ask(f"!sources add {site}/soup", by=scene.owner))
    assert "Source 2" in shown(await scene.ask(f"!sources add {site}/soup --watch", by=scene.owner))
    assert "removed" in shown(await scene.ask("!sources remove 2", by=scene.owner))
    assert [source.name for source in await scene.library.sources()] == [f"{site}/feed"]


async def test_without_the_content_intent_no_channel_is_watched(scene: Scene, shown: Shown) -> None:
    from standin import PRIVILEGED

    scene.discord.gateway.privileged = PRIVILEGED & ~(1 << 15)
    await scene.start()
    refused = await scene.slash("sources watch", by=scene.owner, channel=str(scene.channel.id))
    assert "message-content intent" in shown(refused.answer)


async def test_the_servers_calendar_is_told_to_moderators_alone(scene: Scene, shown: Shown) -> None:
    from bot.web.private import guild_calendar_path

    await scene.start(web_port=8080)
    assert scene.settings.discord_token is not None
    path = guild_calendar_path(str(scene.guild.id), scene.settings.discord_token)
    told = await scene.slash("settings calendar", by=scene.moderator)
    assert told.ephemeral
    assert path in shown(told.answer)
    assert path not in shown(await scene.ask("!settings calendar", by=scene.moderator))
    assert path in shown(scene.discord.sent(scene.discord.world.direct(scene.moderator))[0])


async def test_the_calendars_address_is_whole_where_the_pages_own_is_set(scene: Scene, shown: Shown) -> None:
    await scene.start(web_url="https://premieres.example.org")
    told = shown((await scene.slash("settings calendar", by=scene.moderator)).answer)
    assert "at\nhttps://premieres.example.org/calendars/" in told


async def test_without_a_page_there_is_no_calendar(scene: Scene, shown: Shown) -> None:
    await scene.start()
    assert "There is no calendar" in shown((await scene.slash("settings calendar", by=scene.moderator)).answer)


@pytest.mark.parametrize("desk", [True, False])
async def test_of_a_feed_that_is_gone_the_editors_are_told_or_who_added_it(
    scene: Scene, shown: Shown, site: str, *, desk: bool
) -> None:
    world, connection = scene.discord.world, Connection()
    place = world.channel(scene.guild, "editors") if desk else world.direct(scene.owner)
    settings = scene.settings.model_copy(update={"fetch_allow_private": True})
    await scene.library.add_source(f"{site}/gone", f"discord:{scene.owner.id}")
    async with Poller(scene.library, settings, scene.clock, connection.tell, processes=0) as poller:
        await scene.start(poll=poller, on_bot=connection.take, editors_channel=place.id if desk else None)
        told = await scene.discord.replies(place)
        await scene.move(days=2)
        await scene.look()
        await scene.stop()
    assert "/gone, is gone and is asked no more: " in shown(told[0]).replace("\\", "")
    assert len(scene.discord.sent(place)) == 1
