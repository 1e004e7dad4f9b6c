"""Feeds on loopback to be polled: many quiet ones, a slow one and a hostile one, served by a process of their own."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from random import Random

from aiohttp import web

HOSTS = 40
"""How many addresses of loopback the feeds are spread over."""

SLOW, HOSTILE = "/slow", "/hostile"

_ENTRIES = 20
_NEWS = 20
_SILENT = 5
_ABOUT = 25
_GROUPS = 3
_WORDS = (
    "production location week writer scene camera studio series episode story actor city budget music editor network "
    "audience critic award stage summer winter plan rumour meeting contract agent crew train river mountain kitchen "
    "letter window garden engine paper market doctor lawyer teacher soldier island harbour bridge village theatre"
)


def addresses(port: int, feeds: int) -> list[str]:
    """The addresses of that many feeds; the last two are the slow and the hostile one."""
    plain = [f"http://127.0.0.{2 + number % HOSTS}:{port}/feed/{number}" for number in range(feeds - 2)]
    return [*plain, f"http://127.0.0.{2 + HOSTS}:{port}{SLOW}", f"http://127.0.0.{3 + HOSTS}:{port}{HOSTILE}"]


@contextmanager
def served() -> Iterator[int]:
    """Serve the feeds from another process for as long as the block lasts; gives the port."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def feed(number: int, asked: int) -> str:
    """A feed of twenty long entries; every twentieth feed has another new one each time it is asked.

    Feeds share their older stories, as those of one publisher do, so that the first poll does not measure the database.
    """
    stories = [f"{number % _GROUPS}-{entry}" for entry in range(_ENTRIES)]
    if number % _NEWS == 0:
        stories = [f"new-{number}-{each}" for each in range(asked, 0, -1)] + stories
    items = "".join(map(_item, stories[:_ENTRIES]))
    return f"<rss version='2.0'><channel><title>Feed {number}</title>{items}</channel></rss>"


def _item(story: str) -> str:
    draw = Random(story)  # noqa: S311 - a text of its own for each story
    about = "Luke Cage returns for season 2 on June 22, 2018. " if draw.randrange(_ABOUT) == 0 else ""
    text = f"Story {story}. {about}{' '.join(draw.choices(_WORDS.split(), k=240))}."
    return (
        f"<item><guid>{story}</guid><title>Story {story}</title><link>https://stories.example/{story}</link>"
        f"<pubDate>Fri, 19 Jan 2018 10:00:00 +0000</pubDate><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
    )


class _Site:
    def __init__(self) -> None:
        self._asked: dict[str, int] = {}
        # Broken throughout, with prefixes that nobody declared, and never the same twice.
        self._burden = "".join(f"<item><title>a & b {n}</title><x:y{n}>&nbsp;</item>" for n in range(300))

    async def feed(self, request: web.Request) -> web.Response:
        asked = self._asked.get(request.path, 0)
        self._asked[request.path] = asked + 1
        number = int(request.match_info["number"])
        etag = f'"{asked if number % _NEWS == 0 else 0}"'
        if number % _SILENT and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"ETag": etag} if number % _SILENT else {}
        return web.Response(text=feed(number, asked), content_type="application/rss+xml", headers=headers)

    async def slow(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
        await response.prepare(request)
        with suppress(ConnectionError):
            for _ in range(600):
                await response.write(b" ")
                await asyncio.sleep(0.1)
        return response

    async def hostile(self, _: web.Request) -> web.Response:
        asked = self._asked[HOSTILE] = self._asked.get(HOSTILE, 0) + 1
        text = f"<rss version='2.0'><channel><title>{asked}</title>{self._burden}"
        return web.Response(text=text, content_type="application/rss+xml")


def _serve(parent: Connection) -> None:
    asyncio.run(_run(parent))


async def _run(parent: Connection) -> None:
    site = _Site()
    app = web.Application()
    app.router.add_get("/feed/{number:[0-9]+}", site.feed)
    app.router.add_get(SLOW, site.slow)
    app.router.add_get(HOSTILE, site.hostile)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    # All addresses of loopback at once; nothing else reaches this machine's benchmark.
    listener = web.TCPSite(runner, "0.0.0.0", 0, backlog=1024)  # noqa: S104
    await listener.start()
    parent.send(runner.addresses[0][1])
    await asyncio.Event().wait()
