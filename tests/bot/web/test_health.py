"""Health, as whoever watches over it sees it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web.app import make_app
from bot.web.health import LATENESS, Counts, Gateway, Lateness
from schedules import (
    Article,
    Library,
    Target,
    TargetKind,
)

Client = TestClient[web.Request, web.Application]
MakeArticle = Callable[..., Article]


async def test_it_says_whether_it_can_do_its_work(client: Client, library: Library, settings: Settings) -> None:
    assert (await client.get("/healthz")).status == 200
    ready = await client.get("/readyz")
    parts = (await ready.json())["parts"]
    assert ready.status == 200
    assert {name: part["ok"] for name, part in parts.items()} == {"database": True, "sources": True, "gateway": True}
    await library.add_source("https://a.example/feed", "42")
    unfetched = await client.get("/readyz")
    assert unfetched.status == 503
    assert (await unfetched.json())["parts"]["sources"] == {"ok": False, "detail": "none has answered yet"}
    cut_off = make_app(library, settings, library.clock, gateway=lambda: Gateway(connected=False))
    async with TestClient(TestServer(cut_off)) as other:
        response = await other.get("/readyz")
        assert (await response.json())["parts"]["gateway"] == {"ok": False, "detail": "not connected"}


async def test_watched_channels_are_not_waited_for(client: Client, library: Library) -> None:
    await library.watch_channel("1", "2", "42")
    ready = await client.get("/readyz")
    assert (await ready.json())["parts"]["sources"] == {"ok": True, "detail": "there are none to fetch"}


@pytest.mark.parametrize(
    ("answered", "due", "failures", "ready"),
    [
        (1, 23, 0, 200),
        (20, 4, 0, 200),  # A quiet one is asked once a day.
        (20, -5, 0, 200),
        (20, -7, 0, 503),  # Nobody has asked it when it was due.
        (20, 1, 3, 503),
        (2, 1, 3, 200),
    ],
)
async def test_a_source_need_not_answer_before_it_is_asked(
    client: Client, library: Library, answered: int, due: int, failures: int, ready: int
) -> None:
    now = library.clock()
    source = await library.add_source("https://a.example/feed", "42")
    state = replace(
        source.state,
        last_success=now - timedelta(hours=answered),
        next_poll=now + timedelta(hours=due),
        failures=failures,
    )
    await library.record_poll(source.id, state)
    assert (await client.get("/readyz")).status == ready


def samples(text: str) -> dict[str, float]:
    lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


async def test_it_counts_for_prometheus(library: Library, settings: Settings, article: MakeArticle) -> None:
    moments = [library.clock()]
    app = make_app(library, settings, lambda: moments[-1], gateway=lambda: Gateway(connected=True, latency=0.05))
    async with TestClient(TestServer(app)) as client:
        before = samples(await (await client.get("/metrics")).text())
        assert before["marquee_articles"] == 4
        assert before['marquee_announcements{state="failed"}'] == 0
        assert before['marquee_claims{status="rumoured"}'] == 0
        assert before["marquee_gateway_latency_seconds"] == 0.05
        assert before['marquee_lateness_seconds_bucket{le="+Inf"}'] == 0
        await library.follow(Target(TargetKind.CONSOLE), "Luke Cage")
        moved = "Luke Cage season 1 will premiere on October 7, 2016."
        await library.keep(article(moved, date(2016, 8, 19), "https://www.netflix.com/x"))
        [owed] = await library.lease("me")
        await library.attempted(owed.id, "me")
        await library.sent(owed.id, None)
        for seconds in (61, 62):
            moments.append(moments[0] + timedelta(seconds=seconds))
            after = samples(await (await client.get("/metrics")).text())
            assert after['marquee_announcements{state="sent"}'] == 1
            assert after["marquee_lateness_seconds_count"] == 1
        assert after['marquee_lateness_seconds_bucket{le="1"}'] <= after['marquee_lateness_seconds_bucket{le="+Inf"}']


async def test_what_takes_long_to_count_is_counted_once_a_minute(library: Library, article: MakeArticle) -> None:
    counts, now = Counts(), library.clock()
    assert (await counts.look(library, now)).articles == 4
    await library.keep(article("Luke Cage season 2 premieres on June 22, 2018.", date(2016, 8, 19)))
    seen = [(await counts.look(library, now + timedelta(seconds=after))).articles for after in (59, 60, 0)]
    assert seen == [4, 5, 5]
    await library.keep(article("Iron Fist season 2 premieres on September 7, 2018.", date(2016, 8, 19)))
    # A clock that was set back, by hours even, doesn't keep a count for as long.
    assert (await counts.look(library, now - timedelta(hours=5))).articles == 6


async def test_all_that_was_sent_between_two_looks_is_counted_once(library: Library, article: MakeArticle) -> None:
    lateness = Lateness(library.clock(), at_first=2)
    for number in range(9):
        await library.follow(Target(TargetKind.CHANNEL, str(number)), "Luke Cage")
    for day in (7, 8, 9):
        told = f"Luke Cage season 1 will premiere on October {day}, 2016."
        await library.keep(article(told, date(2016, 8, day), f"https://www.netflix.com/{day}"))
        for owed in await library.lease("me", limit=9):
            await library.attempted(owed.id, "me")
            await library.sent(owed.id, None)
        await lateness.look(library)
        await lateness.look(library)
        assert sum(lateness.counts) == 9 * (day - 6)


async def test_figures_keep_all_their_digits(client: Client, library: Library) -> None:
    name = 'https://a.example/"feed"\\x'
    await library.add_source(name, "42")
    text = await (await client.get("/metrics")).text()
    assert 'marquee_source_failures{source="https://a.example/\\"feed\\"\\\\x"} 0\n' in text
    lateness = client.app[LATENESS] if client.app else None
    assert lateness
    lateness.total, lateness.counts[0] = 1234567.25, 12345678
    text = await (await client.get("/metrics")).text()
    assert "marquee_lateness_seconds_sum 1234567.25\n" in text
    assert "marquee_lateness_seconds_count 12345678\n" in text
