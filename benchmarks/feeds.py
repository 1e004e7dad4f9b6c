"""Feeds on loopback to be polled: many quiet ones, a slow one and a hostile one, served by a process of their own.

Each feed has a host of its own, stories of its own and, where it only teases, pages of its own, as in the world.
"""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from random import Random

from aiohttp import web

SLOW, HOSTILE = "/slow", "/hostile"

ENTRIES = 10
"""Entries of a feed."""

_NEWS = 20
_SILENT = 5
_TEASING = 10
_ABOUT = 25
_HOSTS = 250
_SHOWS = ("Luke Cage", "Iron Fist", "Daredevil", "Jessica Jones", "The Defenders", "The Punisher")
_WORDS = (
    "production location week writer scene camera studio series episode story actor city budget music editor network "
    "audience critic award stage summer winter plan rumour meeting contract agent crew train river mountain kitchen "
    "letter window garden engine paper market doctor lawyer teacher soldier island harbour bridge village theatre"
)


def host(number: int) -> str:
    """The address of loopback that is a feed's own."""
    return f"127.{1 + number // _HOSTS**2}.{number // _HOSTS % _HOSTS}.{1 + number % _HOSTS}"


def addresses(port: int, feeds: int) -> list[str]:
    """The addresses of that many feeds; the last two are the slow and the hostile one."""
    paths = [f"/feed/{number}" for number in range(feeds - 2)] + [SLOW, HOSTILE]
    return [f"http://{host(number)}:{port}{path}" for number, path in enumerate(paths)]


@contextmanager
def served(entries: int = ENTRIES) -> Iterator[int]:
    """Serve the feeds from another process for as long as the block lasts; gives the port."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, entries), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def feed(number: int, asked: int, base: str, entries: int = ENTRIES) -> str:
    """A feed of long entries; every twentieth has another new one each time it is asked, every tenth only teases.

    Args:
        number: which feed.
        asked: how often it was asked before.
        base: where its stories' pages are.
        entries: how many it has.
    """
    stories = [f"{number}-{each}" for each in range(entries)]
    if number % _NEWS == 0:
        stories = [f"{number}-new-{each}" for each in range(asked, 0, -1)] + stories
    teases = number % _TEASING == 0
    items = "".join(_item(name, base, teases=teases) for name in stories[:entries])
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Feed {number}</title>{items}</channel></rss>"
    )


def page(name: str) -> str:
    """The page of a story, with what pages have around it."""
    aside = "".join(f"<li><a href='/{each}'>Another story {each}</a></li>" for each in range(100))
    return (
        f"<html><head><title>Story {name}</title><meta property='article:published_time' content='2018-01-19'></head>"
        f"<body><nav><ul>{aside}</ul></nav><article><p>{story(name)}</p></article><ul>{aside}</ul></body></html>"
    )


def story(name: str) -> str:
    """The text of a story; every twenty-fifth says when something premieres."""
    draw = Random(name)  # noqa: S311 - a text of its own for each story
    about = f"{draw.choice(_SHOWS)} returns for season 2 on June 22, 2018. " if draw.randrange(_ABOUT) == 0 else ""
    return f"Story {name}. {about}{' '.join(draw.choices(_WORDS.split(), k=240))}."


def _item(name: str, base: str, *, teases: bool) -> str:
    content = "" if teases else f"<content:encoded>&lt;p&gt;{story(name)}&lt;/p&gt;</content:encoded>"
    return (
        f"<item><guid>{name}</guid><title>Story {name}</title><link>{base}/story/{name}</link>"
        f"<pubDate>Fri, 19 Jan 2018 10:00:00 +0000</pubDate><description>Read it all…</description>{content}</item>"
    )


class _Site:
    def __init__(self, entries: int) -> None:
        self._entries = entries
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
        text = feed(number, asked, str(request.url.origin()), self._entries)
        return web.Response(text=text, content_type="application/rss+xml", headers=headers)

    async def page(self, request: web.Request) -> web.Response:
        return web.Response(text=page(request.match_info["name"]), content_type="text/html")

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


def _serve(parent: Connection, entries: int) -> None:
    asyncio.run(_run(parent, entries))


async def _run(parent: Connection, entries: int) -> None:
    site = _Site(entries)
    app = web.Application()
    app.router.add_get("/feed/{number:[0-9]+}", site.feed)
    app.router.add_get("/story/{name}", site.page)
    app.router.add_get(SLOW, site.slow)
    app.router.add_get(HOSTILE, site.hostile)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    # All addresses of loopback at once; nothing else reaches this machine's benchmark.
    listener = web.TCPSite(runner, "0.0.0.0", 0, backlog=1024)  # noqa: S104
    await listener.start()
    parent.send(runner.addresses[0][1])
    await asyncio.Event().wait()
