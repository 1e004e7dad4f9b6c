"""Calendars and the feed, as the programs that subscribe to them meet them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import feedparser
import ics
from aiohttp import web
from aiohttp.test_utils import TestClient
from lxml import etree

from bot.settings import Settings, load_settings
from bot.web.atom import Channel, render_feed
from bot.web.private import guild_calendar_path
from schedules import Change, ChangeKind, Library, Target, TargetKind

Client = TestClient[web.Request, web.Application]


async def test_calendars_are_read_by_another_program(client: Client, now: datetime) -> None:
    for path, count in (("/calendar.ics", 2), ("/shows/luke-cage.ics", 1), ("/calendar.ics?windows=1", 3)):
        response = await client.get(path)
        assert response.content_type == "text/calendar"
        events = ics.Calendar(await response.text()).events
        assert len([event for event in events if event.begin.datetime > now]) == count
    assert "DTSTART:20160930T070000Z" in await (await client.get("/shows/luke-cage.ics")).text()
    assert "TRIGGER:-P7D" in await (await client.get("/calendar.ics")).text()


async def test_a_moved_date_rises_in_sequence(client: Client) -> None:
    calendar = await (await client.get("/shows/iron-fist.ics")).text()
    assert "SEQUENCE:2" in calendar
    assert "LAST-MODIFIED:2016" in calendar


async def test_the_sequence_rises_too_where_an_article_is_struck_out(client: Client, library: Library) -> None:
    [moved] = [change for change in await library.moved("Iron Fist") if change.kind is ChangeKind.MOVED]
    assert moved.url
    await library.strike(moved.url, "Misty")
    assert "SEQUENCE:3" in await (await client.get("/shows/iron-fist.ics")).text()


async def test_a_server_has_a_calendar_of_what_it_follows(client: Client, library: Library, settings: Settings) -> None:
    assert settings.discord_token
    await library.follow(Target(TargetKind.CHANNEL, "7"), "Iron Fist", guild="42")
    path = guild_calendar_path("42", settings.discord_token)
    response = await client.get(path)
    assert [event.name for event in ics.Calendar(await response.text()).events] == ["Iron Fist, season 1"]
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "secret" not in path
    # Other servers that follow the same are given the same bytes, which can't name one calendar of all.
    assert not any(
        line.startswith("UID:") for line in (await response.text()).partition("BEGIN:VEVENT")[0].splitlines()
    )
    for wrong in (
        path.replace("42-", "43-"),
        path.replace(".ics", "0.ics"),
        "/calendars/42.ics",
        "/calendars/42-é.ics",
    ):
        assert (await client.get(wrong)).status == 404
    other = load_settings(None, DISCORD_TOKEN="another.secret.token").discord_token
    assert other
    assert (await client.get(guild_calendar_path("42", other))).status == 404


async def test_the_feed_is_an_atom_feed_of_changes(client: Client) -> None:
    response = await client.get("/feed.atom")
    data = await response.read()
    feed = feedparser.parse(data)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert {"Iron Fist, season 1: moved from Friday 10 February 2017 to Friday 17 March 2017"} <= {
        entry.title for entry in feed.entries
    }
    root = etree.fromstring(data)
    assert_atom(root)
    assert "javascript:" not in data.decode()


def test_a_new_change_takes_no_id_of_an_old_one(change: Callable[..., Change]) -> None:
    def ids(changes: Sequence[Change]) -> list[str]:
        return [
            entry.id for entry in feedparser.parse(render_feed(changes, Channel("https://a/", "https://a/f"))).entries
        ]

    day = date(2016, 8, 20)
    there = change(ChangeKind.MOVED, "2016-09-30", "2016-10-07", day)
    back = change(ChangeKind.MOVED, "2016-10-07", "2016-09-30", day)
    before, after = ids([back, there]), ids([there, back, there])
    assert after[1:] == before
    assert after[0] not in before
    assert len(ids([there] * 150)) == 100


def assert_atom(root: etree._Element) -> None:
    """What RFC 4287 demands of a feed and of its entries."""
    atom = "{http://www.w3.org/2005/Atom}"
    assert root.tag == f"{atom}feed"
    assert root.find(f"{atom}author/{atom}name") is not None
    assert [link.get("rel") for link in root.findall(f"{atom}link")] == ["self", "alternate"]
    ids = []
    for node in (root, *root.findall(f"{atom}entry")):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{atom}{name}")) == 1
            assert node.findtext(f"{atom}{name}")
        assert datetime.fromisoformat(node.findtext(f"{atom}updated") or "").tzinfo
        ids.append(node.findtext(f"{atom}id"))
        for link in node.findall(f"{atom}link"):
            assert link.get("href", "").startswith("http")
    assert len(set(ids)) == len(ids)
