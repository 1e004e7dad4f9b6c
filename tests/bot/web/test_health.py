"""Health, as whoever watches over it sees it."""

from collections.abc import Callable
from datetime import date

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web.app import make_app
from bot.web.health import Gateway
from schedules import Article, Library, Target, TargetKind

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


async def test_it_counts_for_prometheus(client: Client, library: Library, article: MakeArticle) -> None:
    def samples(text: str) -> dict[str, float]:
        lines = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, _, value in lines}

    before = samples(await (await client.get("/metrics")).text())
    assert before["marquee_articles"] == 4
    assert before["marquee_gateway_latency_seconds"] == 0.05
    assert before['marquee_lateness_seconds_bucket{le="+Inf"}'] == 0
    await library.follow(Target(TargetKind.CONSOLE), "Luke Cage")
    await library.keep(
        article("Luke Cage season 1 will premiere on October 7, 2016.", date(2016, 8, 19), "https://www.netflix.com/x")
    )
    [owed] = await library.lease("me")
    await library.attempted(owed.id, "me")
    await library.sent(owed.id, None)
    for _ in range(2):
        after = samples(await (await client.get("/metrics")).text())
        assert after['marquee_announcements{state="sent"}'] == 1
        assert after["marquee_lateness_seconds_count"] == 1
    assert after['marquee_lateness_seconds_bucket{le="1"}'] <= after['marquee_lateness_seconds_bucket{le="+Inf"}'] == 1
