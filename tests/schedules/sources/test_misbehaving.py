"""Sources that misbehave in every way, asked together: what is told of each, and that none of their news is lost.

Each first sends a feed, then misbehaves, then sends its feed with one more entry.
"""

import asyncio
import datetime as dt
import gzip
import itertools
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from schedules.catalogue import load
from schedules.gathering import Gatherer, Polled
from schedules.library import Library

Writer = asyncio.StreamWriter
WIRE, UNPACKED = 1_000_000, 2_000_000
SECONDS = 30
"""What an answer may take: those that end at all are there in a second, but not on a machine that is busy."""
WEEK_LATER = dt.timedelta(days=8)


@dataclass(frozen=True)
class Way:
    """A way to misbehave."""

    answer: Any
    told: str
    """A pattern of the sentence; '' where it is borne."""
    news: int = 0
    """Articles that it brings all the same."""
    times: int = 1
    """How often it does so before it is good again: a connection that is broken off is tried once more."""


def feed(*names: str) -> str:
    items = "".join(
        f"<item><guid>{name}</guid><title>About {name}</title><description>What {name} says.</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


def head(*lines: str) -> bytes:
    return "".join(f"{line}\r\n" for line in ("HTTP/1.1 200 OK", "Content-Type: application/rss+xml", *lines)).encode()


def writes(*parts: bytes, again: bytes = b"", pause: float = 0) -> Callable[[Writer], Any]:
    """Writes the parts, then `again` until nobody listens any more."""

    async def answer(writer: Writer) -> None:
        for part in parts:
            writer.write(part)
        while again and not writer.is_closing():
            await writer.drain()
            await asyncio.sleep(pause)
            writer.write(again)

    return answer


async def resets(writer: Writer) -> None:
    writer.transport.abort()


def packed(data: bytes, window: int) -> bytes:
    packer = zlib.compressobj(wbits=window)
    return packer.compress(data) + packer.flush()


def wire() -> dict[str, Way]:
    """Ways to misbehave on the wire."""
    chunked = head("Transfer-Encoding: chunked", "")
    too_much = "more than 1 MB|took longer"  # a busy machine may not get that far in time
    broken = {
        "sends less than it said": (writes(head("Content-Length: 100", ""), b"short"), "stopped in the middle"),
        "cuts a chunk": (writes(chunked, b"ff\r\nshort"), "stopped in the middle"),
        "counts a chunk wrongly": (writes(chunked, b"zz\r\nx"), "stopped in the middle|can't be understood"),
        "speaks another protocol": (b"SSH-2.0-OpenSSH_9.0\r\n\r\n", "can't be understood"),
        "has a status in words": (b"HTTP/1.1 abc OK\r\n\r\n", "can't be understood"),
        "has a header without a colon": (head("no colon here", ""), "can't be understood"),
        "has a length below zero": (head("Content-Length: -5", ""), "can't be understood"),
        "sends a huge header": (head("X-Huge: " + "a" * 100_000, ""), "can't be understood"),
        "sends thousands of headers": (head(*["X-Many: a"] * 5000, ""), "can't be understood"),
        "drips its status": (writes(b"HTTP/1.1 200 O", again=b"x", pause=0.05), "took longer"),
        "drips a header": (writes(head("X-Slow: ")[:-2], again=b"x", pause=0.05), "took longer"),
        "drips its body": (writes(head(""), again=b" ", pause=0.05), "took longer"),
        "says it is too large": (writes(head("Content-Length: 6000000", "")), "more than 1 MB"),
        "has no end": (writes(head(""), again=b"more " * 10_000), too_much),
        "has chunks without an end": (writes(chunked, again=b"a\r\n0123456789\r\n" * 5000), too_much),
    }
    hangs_up = "broke off the connection"
    ways = {name: Way(answer, told) for name, (answer, told) in broken.items()}
    return ways | {"resets": Way(resets, hangs_up, times=2), "hangs up at once": Way(b"", hangs_up, times=2)}


def statuses(web: Any) -> dict[str, Way]:
    """Statuses, and what stands behind redirects."""
    web.page("/loop", status="302 Found", Location="/loop")
    for number in range(6):
        web.page(f"/{number}", status="302 Found", Location=f"/{number + 1}")
    told = {
        "401 Who": "wants a login",
        "403 No": "refuses",
        "404 Not Found": "no such page",
        "410 Gone": "gone for good",
        "418 Teapot": "418",
        "429 Slower": "fewer requests",
        "500 Oh": "500",
        "503 Busy": "503",
    }
    targets = {
        "http://10.0.0.1/": "private",
        "http://127.0.0.2:{port}/": "this very machine",
        "http://169.254.169.254/latest/meta-data/": "link-local|metadata",
        "http://2130706433/": "no host name",
        "http://[::ffff:127.0.0.1]:{port}/": "not fetched",
        "http://localhost:{port}/": "inside a network",
        "http://user:pass@127.0.0.1:{port}/": "password|user",
        "file:///etc/passwd": "http",
        "http://127.0.0.1:22/": "port",
        "/loop": "more than 5 times",
        "/0": "more than 5 times",
        "": "without saying where",
    }
    ways = {status: Way(web.reply(status=status), why) for status, why in told.items()}
    for target, why in targets.items():
        location = target.format(port=web.port)
        ways[f"redirects to {target}"] = Way(web.reply(status="302 Found", Location=location), why)
    return ways


def bodies(web: Any) -> dict[str, Way]:
    """Bodies that are packed, typed or written wrongly."""
    text = feed("x").encode()
    gzipped, many = zlib.MAX_WBITS + 16, gzip.compress(bytes(100_000)) * 30
    encoded = {
        "a bomb (gzip)": (packed(bytes(9_000_000), gzipped), "gzip", "unpacks to more than 2 MB"),
        "a bomb (deflate)": (packed(bytes(9_000_000), zlib.MAX_WBITS), "deflate", "unpacks to more than 2 MB"),
        "a bomb of many members": (many, "gzip", "unpacks to more than 2 MB"),
        "gzip that is cut off": (gzip.compress(text * 9)[:-9], "gzip", "ended in the middle"),
        "text that says it is gzip": (text, "gzip", "damaged"),
        "damaged deflate": (b"\xff\xff\xff", "deflate", "damaged"),
        "an unknown packing": (text, "zstd", "packs as 'zstd'"),
    }
    typed = {
        "a picture": (b"\x89PNG", "image/png", "no article and no feed"),
        "a program": (b"MZ", "application/octet-stream", "no article and no feed"),
        "a picture that says it is a feed": (b"\x89PNG\r\n\x1a\n\0\0\0", "application/rss+xml", "binary"),
        "nothing": (b"", "application/rss+xml", "empty"),
        "data": (b'{"a": 1}', "application/json", "no JSON feed"),
        "a document type without an end": (b"<!DOCTYPE rss [" + text, "text/xml", "document type"),
        "thousands of entries": (feed(*map(str, range(3001))).encode(), "text/xml", "3000 entries"),
        "many elements": (text.replace(b"<item>", b"<item>" + b"<a/>" * 70_000), "text/xml", "30000 elements"),
    }
    ways = {name: Way(web.reply(body, Content_Encoding=kind), told) for name, (body, kind, told) in encoded.items()}
    ways |= {name: Way(web.reply(body, Content_Type=kind), told) for name, (body, kind, told) in typed.items()}
    return ways


def borne(web: Any) -> dict[str, Way]:
    """What is read all the same."""
    doctype = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    sent: dict[str, tuple[str | bytes, str]] = {
        "a bare ampersand": (feed("Luke & Danny"), "utf-8"),
        "an undeclared prefix": (feed("Danny").replace("<guid>", "<media:x/><guid>"), "utf-8"),
        "no end": (feed("Jessica").replace("</channel></rss>", ""), "utf-8"),
        "entities": (doctype + feed("entities &b; &f;"), "utf-8"),
        "HTML's entities": (feed("caf&eacute;&nbsp;news"), "utf-8"),
        "HTML in a title": (feed("html").replace("About html", "&lt;b&gt;About&lt;/b&gt; it"), "utf-8"),
        "another charset than it says": (feed("Grüße").encode("cp1252"), "utf-8"),
        "a charset that nobody knows": (feed("Klingons"), "klingon"),
        "an entry twice": (feed("twice", "twice"), "utf-8"),
        "a day in no dialect": (feed("day").replace("<guid>", "<pubDate>99 Foo</pubDate><guid>"), "utf-8"),
    }
    return {
        name: Way(web.reply(body, Content_Type=f"application/rss+xml; charset={charset}"), "", 1)
        for name, (body, charset) in sent.items()
    }


async def test_each_way_is_told_in_a_sentence_and_nothing_is_lost(
    web: Any, clock: Any, fetchers: Any, tmp_path: Path
) -> None:
    ways = wire() | statuses(web) | bodies(web) | borne(web)
    assert len(ways) > 50
    fetcher = fetchers(seconds=SECONDS, wire=WIRE, unpacked=UNPACKED)
    async with Library.open(str(tmp_path / "m.sqlite3"), load(), clock) as library:
        rng = Random(7)  # noqa: S311 - it spreads polls, it keeps no secret
        gatherer = Gatherer(library, fetcher, clock, rng)
        for number, way in enumerate(ways.values()):
            first, last = web.reply(feed(f"first {number}")), web.reply(feed(f"last {number}", f"first {number}"))
            await library.add_source(web.on(f"/source/{number}", first, *[way.answer] * way.times, last), "test")

        async def poll() -> dict[str, Polled]:
            polled = await gatherer.poll()
            clock.now += WEEK_LATER
            return dict(zip(ways, sorted(polled, key=lambda each: each.source.id), strict=True))

        before = await poll()
        assert {(each.articles, each.error) for each in before.values()} == {(1, "")}
        during = await poll()
        assert {n: during[n].error for n, way in ways.items() if not re.search(way.told, during[n].error)} == {}
        assert [name for name, way in ways.items() if bool(way.told) != bool(during[name].error)] == []
        assert [name for name, way in ways.items() if during[name].articles != way.news] == []
        assert all(each.error.endswith(".") for each in during.values() if each.error)
        for source in await library.sources():
            if source.state.asleep:
                await library.resume_source(source.id)
        after = await poll()
        assert {(each.articles, each.error) for each in after.values()} == {(1, "")}


def test_each_way_in_the_documentation_names_its_tests() -> None:
    root = Path(__file__).parents[3]
    written = set(
        re.findall(r"def test_(\w+)", "".join(path.read_text("utf-8") for path in (root / "tests").rglob("*.py")))
    )
    lines = (root / "docs" / "sources.md").read_text("utf-8").splitlines()
    rows = list(itertools.takewhile(str.strip, lines[lines.index("| the server | what happens | test |") + 2 :]))
    assert len(rows) > 30
    for row in rows:
        named = set(re.findall(r"`(\w+)`", row.split(" | ")[2]))
        assert named, row
        assert named <= written, row
