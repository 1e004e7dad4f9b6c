import asyncio
import datetime as dt
import gzip
import socket
import ssl
import zlib
from pathlib import Path
from typing import Any

import pytest

from schedules.errors import ArticleError, FetchError, RefusedAddressError
from schedules.sources.address import Policy

NAME = "news.example"


class Names:
    """A resolver that gives each answer in turn, the last one for ever."""

    def __init__(self, *answers: list[str] | Exception) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(self, host: str, port: int, family: int) -> list[dict[str, Any]]:  # noqa: ARG002
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        kinds = [socket.AF_INET6 if ":" in ip else socket.AF_INET for ip in answer]
        return [
            {"hostname": host, "host": ip, "port": port, "family": kind, "proto": 0, "flags": 0}
            for ip, kind in zip(answer, kinds, strict=True)
        ]

    async def close(self) -> None:
        pass


def named(web: Any, path: str) -> str:
    return f"http://{NAME}:{web.port}{path}"


# What is fetched.


async def test_a_page_is_fetched_with_what_its_server_says(web: Any, fetcher: Any, clock: Any) -> None:
    url = web.page(
        "/a",
        "<p>Grüße",
        ETag='"v1"',
        Last_Modified="Tue, 16 Aug 2016 10:00:00 GMT",
        Cache_Control="public, max-age=900",
        Retry_After="30",
    )
    got = await fetcher.get(url)
    assert (got.url, got.status, got.kind, got.charset, got.text) == (url, 200, "text/html", "utf-8", "<p>Grüße")
    assert (got.etag, got.last_modified) == ('"v1"', "Tue, 16 Aug 2016 10:00:00 GMT")
    assert (got.max_age, got.retry_after) == (dt.timedelta(minutes=15), dt.timedelta(seconds=30))
    assert (got.at, got.moved_to, got.unchanged) == (clock.now, None, False)


async def test_the_server_is_told_who_asks(web: Any, fetcher: Any) -> None:
    await fetcher.get(web.page("/a"))
    assert web.asked("/a")[0]["user-agent"].startswith("Marquee/")
    assert "gzip" in web.asked("/a")[0]["accept-encoding"]


async def test_no_cookie_is_kept(web: Any, fetcher: Any) -> None:
    url = web.page("/a", Set_Cookie="id=1; Path=/")
    await fetcher.get(url)
    await fetcher.get(url)
    assert [headers.get("cookie") for headers in web.asked("/a")] == [None, None]


async def test_the_environment_names_no_proxy_unless_told(
    web: Any, fetchers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://{web.host}:{web.port}")
    monkeypatch.setenv("no_proxy", "")
    names = Names(["8.8.8.8"])
    web.page("http://public.example/a", "<p>by proxy")
    web.page("http://public.example/robots.txt", "", status="404 Not Found")
    assert (await fetchers(resolver=names, trust_env=True).get("http://public.example/a")).text == "<p>by proxy"
    asked = len(web.requests)
    with pytest.raises(RefusedAddressError):
        await fetchers(resolver=Names(["10.0.0.1"]), trust_env=True).get("http://public.example/a")
    with pytest.raises(FetchError):
        await fetchers(resolver=Names(OSError("no such name"))).get("http://public.example/a")
    assert len(web.requests) == asked


async def test_a_conditional_request_may_be_answered_with_not_modified(web: Any, fetcher: Any) -> None:
    url = web.on("/a", b'HTTP/1.1 304 Not Modified\r\nETag: "v2"\r\nCache-Control: max-age=60\r\n\r\n')
    got = await fetcher.get(url, etag='"v1"', last_modified="Tue, 16 Aug 2016 10:00:00 GMT")
    assert web.asked("/a")[0]["if-none-match"] == '"v1"'
    assert web.asked("/a")[0]["if-modified-since"] == "Tue, 16 Aug 2016 10:00:00 GMT"
    assert (got.unchanged, got.body, got.etag, got.max_age) == (True, b"", '"v2"', dt.timedelta(minutes=1))


async def test_a_304_with_a_body_loses_nothing(web: Any, fetcher: Any) -> None:
    url = web.on("/a", web.reply("<p>surprise", status="304 Not Modified"), web.reply("<p>next"))
    got = await fetcher.get(url, etag="x")
    assert got.unchanged or got.text == "<p>next"
    assert (await fetcher.get(url)).text == "<p>next"


async def test_a_late_body_after_a_304_does_not_meet_the_next_answer(web: Any, fetcher: Any) -> None:
    async def late(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.01)
        writer.write(b"<p>surprise")

    url = web.on("/a", late, web.reply("<p>next"))
    assert (await fetcher.get(url, etag="x")).unchanged
    assert (await fetcher.get(url)).text == "<p>next"


@pytest.mark.parametrize(
    "kind",
    ["text/html", "TEXT/HTML; charset=x", "application/rss+xml", "application/atom+xml", "application/feed+json",
     "application/json", "application/xml", "text/xml", "text/plain", "application/xhtml+xml", "",
     "text/rss+xml", "application/x-rss+xml"],
)  # fmt: skip
async def test_pages_feeds_and_text_are_read(web: Any, fetcher: Any, kind: str) -> None:
    assert (await fetcher.get(web.page("/a", "text", Content_Type=kind))).text == "text"


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/octet-stream", "text/css"])
async def test_other_kinds_are_refused(web: Any, fetcher: Any, kind: str) -> None:
    with pytest.raises(FetchError, match="no article and no feed"):
        await fetcher.get(web.page("/a", Content_Type=kind))


async def test_a_picture_that_calls_itself_text_is_told_when_it_is_read(web: Any, fetcher: Any) -> None:
    got = await fetcher.get(web.page("/a", b"\x89PNG\r\n\x1a\n\x00\x00\x00"))
    with pytest.raises(ArticleError, match="binary"):
        _ = got.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Grüße".encode("cp1252"), "text/html; charset=iso-8859-1"),
        ("<meta charset=windows-1252>Grüße".encode("cp1252"), "text/html"),
        ("Grüße".encode("cp1252"), "text/html; charset=utf-8"),
        ("Grüße".encode("cp1252"), "text/html; charset=klingon"),
        ("Grüße".encode("utf-16"), "text/html; charset=utf-8"),
        ("Grüße".encode("utf-8-sig"), "text/html; charset=latin-1"),
    ],
)
async def test_a_wrong_charset_is_seen_through(web: Any, fetcher: Any, body: bytes, kind: str) -> None:
    assert (await fetcher.get(web.page("/a", body, Content_Type=kind))).text.endswith("Grüße")


# Packing.


def deflated(data: bytes, window: int) -> bytes:
    packer = zlib.compressobj(wbits=window)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("gzip", gzip.compress(b"<p>packed", mtime=0)),
        ("x-gzip", gzip.compress(b"<p>packed", mtime=0)),
        ("gzip", gzip.compress(b"<p>pa", mtime=0) + gzip.compress(b"cked", mtime=0)),
        ("gzip", gzip.compress(b"<p>packed", mtime=0) + b"trailing"),
        ("deflate", deflated(b"<p>packed", zlib.MAX_WBITS)),
        ("deflate", deflated(b"<p>packed", -zlib.MAX_WBITS)),
        ("identity", b"<p>packed"),
    ],
)
async def test_packed_pages_are_unpacked(web: Any, fetcher: Any, name: str, body: bytes) -> None:
    assert (await fetcher.get(web.page("/a", body, Content_Encoding=name))).body == b"<p>packed"


async def test_brotli_is_unpacked_and_its_bombs_stop_early(web: Any, fetchers: Any) -> None:
    brotli = pytest.importorskip("brotli")
    fetcher = fetchers(unpacked=1_000_000)
    assert "br" in (await _accept_encoding(web, fetcher))
    packed = brotli.compress(b"<p>packed")
    assert (await fetcher.get(web.page("/a", packed, Content_Encoding="br"))).body == b"<p>packed"
    for body, why in (
        (brotli.compress(bytes(30_000_000), quality=1), "unpacks to more"),
        (b"\xff" * 99, "damaged"),
        (packed[:-3], "middle"),
    ):
        with pytest.raises(FetchError, match=why):
            await fetcher.get(web.page("/b", body, Content_Encoding="br"))


async def _accept_encoding(web: Any, fetcher: Any) -> list[str]:
    await fetcher.get(web.page("/asked"))
    return [part.strip() for part in web.asked("/asked")[0]["accept-encoding"].split(",")]


@pytest.mark.parametrize("name", ["gzip", "deflate"])
async def test_a_bomb_stops_early(web: Any, fetchers: Any, name: str) -> None:
    window = zlib.MAX_WBITS + (16 if name == "gzip" else 0)
    with pytest.raises(FetchError, match="unpacks to more than 1 MB"):
        await fetchers(unpacked=1_000_000).get(
            web.page("/a", deflated(bytes(20_000_000), window), Content_Encoding=name)
        )


async def test_a_bomb_of_many_members_stops_early(web: Any, fetchers: Any) -> None:
    body = gzip.compress(bytes(100_000)) * 100
    with pytest.raises(FetchError, match="unpacks to more"):
        await fetchers(unpacked=1_000_000).get(web.page("/a", body, Content_Encoding="gzip"))


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (gzip.compress(b"<p>packed" * 99, mtime=0)[:-9], "gzip", "ended in the middle"),
        (b"<p>not packed at all", "gzip", "damaged"),
        (b"\xff\xff\xff", "deflate", "damaged"),
        (b"x", "compress", "packs as 'compress'"),
        (b"x", "gzip, gzip", "packs as 'gzip, gzip'"),
        (b"x", "zstd", "packs as 'zstd'"),
    ],
)
async def test_wrong_packing_is_told(web: Any, fetcher: Any, body: bytes, name: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        await fetcher.get(web.page("/a", body, Content_Encoding=name))


async def test_an_empty_packed_page_is_empty(web: Any, fetcher: Any) -> None:
    assert (await fetcher.get(web.page("/a", b"", Content_Encoding="gzip"))).body == b""


# Size and time.


async def test_a_page_that_says_it_is_too_large_is_not_read(web: Any, fetchers: Any) -> None:
    url = web.on("/a", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6000000\r\n\r\n")
    with pytest.raises(FetchError, match="more than 5 MB"):
        await fetchers().get(url)


async def test_a_body_without_an_end_is_cut_off(web: Any, fetchers: Any) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"more " * 1000)
            await writer.drain()

    with pytest.raises(FetchError, match=r"more than 0\.1 MB"):
        await fetchers(wire=100_000).get(web.on("/a", endless))


async def test_endless_chunks_are_cut_off(web: Any, fetchers: Any) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"a\r\n0123456789\r\n" * 500)
            await writer.drain()

    with pytest.raises(FetchError, match=r"more than 0\.1 MB"):
        await fetchers(wire=100_000).get(web.on("/a", endless))


def dripping(first: bytes) -> Any:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while not writer.is_closing():
            await writer.drain()
            await asyncio.sleep(0.01)
            writer.write(b"x")

    return drip


@pytest.mark.parametrize(
    "first",
    [b"HTTP/1.1 200 O", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"],
    ids=["status", "headers", "body"],
)
async def test_slow_bytes_end_with_the_time(web: Any, fetchers: Any, first: bytes) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 took longer than 0\.1 seconds"):
        await fetchers(seconds=0.1).get(web.on("/a", dripping(first)))


async def test_a_server_that_says_nothing_ends_with_the_time(web: Any, fetchers: Any) -> None:
    over = asyncio.Event()

    async def silent(_: asyncio.StreamWriter) -> None:
        await over.wait()

    with pytest.raises(FetchError, match="took longer"):
        await fetchers(seconds=0.1).get(web.on("/a", silent))
    over.set()


async def test_a_name_server_that_says_nothing_ends_with_the_time(web: Any, fetchers: Any) -> None:
    class Silent(Names):
        async def resolve(self, host: str, port: int, family: int) -> list[dict[str, Any]]:
            await asyncio.Event().wait()
            return await super().resolve(host, port, family)

    with pytest.raises(FetchError, match=f"{NAME} took longer"):
        await fetchers(resolver=Silent([]), seconds=0.1).get(named(web, "/a"))


async def test_a_slow_server_delays_no_other_fetch(web: Any, fetchers: Any) -> None:
    fetcher = fetchers(seconds=0.5)
    fetcher_urls = [web.on(f"/slow{number}", dripping(b"")) for number in range(20)]
    slow = [asyncio.create_task(fetcher.get(url)) for url in fetcher_urls]
    await asyncio.sleep(0)
    fast = web.page("/fast").replace("127.0.0.1", NAME)
    other = fetchers(resolver=Names(["127.0.0.1"]), seconds=0.4)
    assert (await other.get(fast)).status == 200
    results = await asyncio.gather(*slow, return_exceptions=True)
    assert all(isinstance(result, FetchError) for result in results)


async def test_waiting_for_a_turn_costs_no_time(web: Any, fetchers: Any) -> None:
    async def late(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(web.reply())

    fetcher = fetchers(together=1, seconds=0.3)
    got = await asyncio.gather(*(fetcher.get(web.on(f"/{number}", late)) for number in range(5)))
    assert [answer.status for answer in got] == [200] * 5


# Broken servers.


async def reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def cut(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort")


async def cut_chunks(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reset, "broke off the connection"),
        (b"", "broke off the connection"),
        (cut, "stopped in the middle"),
        (cut_chunks, "stopped in the middle"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx",
            "stopped in the|can't be understood",
        ),
        (b"SSH-2.0-OpenSSH_9.0\r\n\r\n", "can't be understood"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "can't be understood"),
        (b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "can't be understood"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "can't be understood"),
        (b"HTTP/1.1 200 OK\r\nX-Huge: " + b"a" * 100_000 + b"\r\n\r\n", "can't be understood"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Many: a\r\n" * 5000 + b"\r\n", "can't be understood"),
    ],
)
async def test_a_broken_answer_is_told_in_a_sentence(web: Any, fetcher: Any, answer: Any, why: str) -> None:
    with pytest.raises(FetchError, match=why) as caught:
        await fetcher.get(web.on("/a", answer))
    assert str(caught.value).startswith("127.0.0.1 ")


@pytest.mark.parametrize(
    ("status", "why"),
    [(401, "login"), (403, "refuses"), (404, "no such page"), (410, "gone for good"), (418, "418"), (500, "500")],
)
async def test_an_error_status_is_told_and_kept(web: Any, fetcher: Any, status: int, why: str) -> None:
    with pytest.raises(FetchError, match=why) as caught:
        await fetcher.get(web.page("/a", status=f"{status} Oh"))
    assert caught.value.status == status


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", dt.timedelta(minutes=2)),
        ("Tue, 16 Aug 2016 12:05:00 GMT", dt.timedelta(minutes=5)),
        ("Tue, 16 Aug 2016 11:00:00 GMT", dt.timedelta(0)),
        ("99999999999999", dt.timedelta(days=31)),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
async def test_a_server_may_ask_to_be_left_alone(
    web: Any, fetcher: Any, header: str, wait: dt.timedelta | None
) -> None:
    with pytest.raises(FetchError) as caught:
        await fetcher.get(web.page("/a", status="503 Busy", Retry_After=header))
    assert (caught.value.status, caught.value.retry_after) == (503, wait)


async def test_a_closed_port_is_told(web: Any, fetchers: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    policy = Policy(ports=frozenset((port,)), exempt=frozenset(("127.0.0.1",)))
    with pytest.raises(FetchError, match="can't be reached"):
        await fetchers(policy=policy).get(f"http://127.0.0.1:{port}/")


async def test_plain_text_on_a_secure_port_is_told(fetchers: Any) -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    policy = Policy(ports=frozenset((port,)), exempt=frozenset(("127.0.0.1",)))
    with pytest.raises(FetchError, match="securely"):
        await fetchers(policy=policy).get(f"https://127.0.0.1:{port}/")
    server.close()


async def test_a_certificate_that_nobody_vouches_for_is_told(web: Any, fetchers: Any) -> None:
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secure.load_cert_chain(Path(__file__).with_name("untrusted.pem"))
    server = await asyncio.start_server(web.serve, web.host, 0, ssl=secure)
    web.port = server.sockets[0].getsockname()[1]
    with pytest.raises(FetchError, match="has a certificate that can't be trusted"):
        await fetchers().get(f"https://{web.host}:{web.port}/a")
    server.close()
    assert web.requests == []


async def test_a_name_without_an_address_is_told(web: Any, fetchers: Any) -> None:
    with pytest.raises(FetchError, match=f"no host called {NAME}"):
        await fetchers(resolver=Names(socket.gaierror("unknown"))).get(named(web, "/a"))


# Redirects.


async def test_redirects_are_followed_and_a_permanent_one_is_reported(web: Any, fetcher: Any) -> None:
    web.page("/c", "<p>end")
    web.page("/b", status="308 Moved", Location="/c#part")
    got = await fetcher.get(web.page("/a", status="301 Moved", Location=web.url("/b")))
    assert (got.url, got.moved_to, got.text) == (web.url("/c"), web.url("/c"), "<p>end")


async def test_what_is_moved_for_now_is_not_remembered(web: Any, fetcher: Any) -> None:
    web.page("/d")
    web.page("/c", status="301 Moved", Location="/d")
    web.page("/b", status="302 Found", Location="/c")
    got = await fetcher.get(web.page("/a", status="301 Moved", Location="/b"))
    assert (got.url, got.moved_to) == (web.url("/d"), web.url("/b"))


async def test_five_redirects_are_followed_and_no_sixth(web: Any, fetcher: Any) -> None:
    for number in range(6):
        web.page(f"/{number}", status="302 Found", Location=f"/{number + 1}")
    web.page("/6")
    assert (await fetcher.get(web.url("/1"))).url == web.url("/6")
    with pytest.raises(FetchError, match="more than 5 times"):
        await fetcher.get(web.url("/0"))


async def test_a_redirect_in_a_circle_ends(web: Any, fetcher: Any) -> None:
    web.page("/b", status="302 Found", Location="/a")
    with pytest.raises(FetchError, match="more than 5 times"):
        await fetcher.get(web.page("/a", status="302 Found", Location="/b"))


async def test_a_redirect_to_nowhere_is_told(web: Any, fetcher: Any) -> None:
    with pytest.raises(FetchError, match="without saying where"):
        await fetcher.get(web.page("/a", status="302 Found"))


async def test_a_redirect_with_spaces_and_umlauts_is_followed(web: Any, fetcher: Any) -> None:
    web.page("/b%20%C3%BC", "<p>there")
    url = web.on("/a", "HTTP/1.1 302 Found\r\nLocation: /b ü\r\nContent-Length: 0\r\n\r\n".encode())
    assert (await fetcher.get(url)).text == "<p>there"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://[64:ff9b::7f00:1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://localhost:{port}/",
        "http://user:pass@127.0.0.1:{port}/",
        "//127.0.0.2/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http://127.0.0.1:22/",
    ],
)
async def test_a_redirect_inwards_is_refused(web: Any, fetcher: Any, target: str) -> None:
    url = web.page("/a", status="302 Found", Location=target.format(port=web.port))
    with pytest.raises(RefusedAddressError):
        await fetcher.get(url)
    assert [path for path, _ in web.requests] == ["/robots.txt", "/a"]


# Names that lead inwards.


@pytest.mark.parametrize("ip", ["127.0.0.2", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"])
async def test_a_name_that_leads_inwards_is_refused(web: Any, fetchers: Any, ip: str) -> None:
    with pytest.raises(RefusedAddressError, match=f"{NAME} is not fetched: it leads to .*, which is"):
        await fetchers(resolver=Names([ip])).get(named(web, "/a"))


async def test_of_several_addresses_only_open_ones_are_used(web: Any, fetchers: Any) -> None:
    web.page("/a", "<p>open")
    names = Names(["10.0.0.1", "64:ff9b::a00:1", "127.0.0.1"])
    assert (await fetchers(resolver=names).get(named(web, "/a"))).text == "<p>open"


async def test_a_name_that_changes_its_mind_gains_nothing(web: Any, fetchers: Any) -> None:
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    web.page("/a", "<p>first")
    assert (await fetchers(resolver=names).get(named(web, "/a"))).text == "<p>first"
    with pytest.raises(RefusedAddressError):
        await fetchers(resolver=names).get(named(web, "/a"))
    assert names.asked == 2


async def test_even_an_address_that_no_gate_saw_is_refused_when_connecting(web: Any, fetchers: Any) -> None:
    class Blind(Policy):
        """Checks addresses as written, but lets any number through until the socket is made."""

        __slots__ = ()

        def check(self, url: str) -> str:
            return url

    fetcher = fetchers(policy=Blind(ports=frozenset((web.port,))))
    with pytest.raises(RefusedAddressError, match="this very machine"):
        await fetcher.get(web.page("/a"))
    assert web.connections == 0


async def test_private_addresses_can_be_allowed_for_development(web: Any, fetchers: Any) -> None:
    url = web.page("/a", "<p>local")
    assert (await fetchers(policy=Policy(allow_private=True)).get(url)).text == "<p>local"
    assert (await fetchers(policy=Policy(allow_private=True)).get(url.replace("127.0.0.1", "localhost"))).status == 200
    with pytest.raises(RefusedAddressError):
        await fetchers(policy=Policy(ports=frozenset((web.port,)))).get(url)


# robots.txt.


async def test_robots_txt_is_asked_once_and_obeyed(web: Any, fetcher: Any) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /private", Content_Type="text/plain")
    web.page("/a")
    await fetcher.get(web.url("/a"))
    await fetcher.get(web.url("/a"))
    with pytest.raises(FetchError, match="asks programs not to read"):
        await fetcher.get(web.url("/private/x?y"))
    assert [path for path, _ in web.requests] == ["/robots.txt", "/a", "/a"]


async def test_robots_txt_is_asked_again_the_next_day(web: Any, fetcher: Any, clock: Any) -> None:
    web.on(
        "/robots.txt",
        web.reply("User-agent: *\nDisallow: /", Content_Type="text/plain"),
        web.reply("User-agent: *\nDisallow:", Content_Type="text/plain"),
    )
    url = web.page("/a")
    with pytest.raises(FetchError):
        await fetcher.get(url)
    clock.now += dt.timedelta(hours=23)
    with pytest.raises(FetchError):
        await fetcher.get(url)
    clock.now += dt.timedelta(hours=2)
    assert (await fetcher.get(url)).status == 200


async def test_a_redirect_to_where_robots_may_not_go_is_not_followed(web: Any, fetcher: Any) -> None:
    web.page("/robots.txt", "User-agent: Marquee\nDisallow: /b", Content_Type="text/plain")
    web.page("/b")
    with pytest.raises(FetchError, match="asks programs not to read"):
        await fetcher.get(web.page("/a", status="302 Found", Location="/b"))
    assert not web.asked("/b")


@pytest.mark.parametrize("path", ["/x/../b", "/x/%2e%2e/b", "/%62", "/./b"])
async def test_a_spelling_does_not_slip_past_robots_txt(web: Any, fetcher: Any, path: str) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /b", Content_Type="text/plain")
    with pytest.raises(FetchError, match="asks programs not to read"):
        await fetcher.get(web.url(path))
    assert [asked for asked, _ in web.requests] == ["/robots.txt"]


async def test_robots_txt_that_fails_means_not_now(web: Any, fetcher: Any, clock: Any) -> None:
    web.on("/robots.txt", web.reply(status="503 Busy"), web.reply(status="404 Not Found"))
    url = web.page("/a")
    for _ in range(2):
        with pytest.raises(FetchError, match="at the moment"):
            await fetcher.get(url)
    clock.now += dt.timedelta(minutes=11)
    assert (await fetcher.get(url)).status == 200


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_a_site_without_robots_txt_is_open(web: Any, fetcher: Any, status: int) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /", status=f"{status} No")
    assert (await fetcher.get(web.page("/a"))).status == 200


async def test_robots_txt_may_redirect_but_not_inwards(web: Any, fetcher: Any) -> None:
    web.page("/robots.txt", status="302 Found", Location="http://10.0.0.1/robots.txt")
    with pytest.raises(RefusedAddressError):
        await fetcher.get(web.page("/a"))
    assert not web.asked("/a")


async def test_many_fetches_of_a_site_ask_robots_txt_once(web: Any, fetcher: Any) -> None:
    url = web.page("/a")
    await asyncio.gather(*(fetcher.get(url) for _ in range(10)))
    assert (len(web.asked("/robots.txt")), len(web.asked("/a"))) == (1, 10)
