"""The pages as a browser meets them: over HTTP, on a real library."""

import asyncio
import gzip
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from lxml import html
from yarl import URL

from bot.settings import Settings, load_settings
from bot.web.app import make_app, running
from schedules import Article, Catalogue, Edtf, Library, Show, UsageError

Client = TestClient[web.Request, web.Application]
MakeArticle = Callable[..., Article]


async def page(client: Client, path: str, status: int = 200) -> html.HtmlElement:
    response = await client.get(path)
    assert response.status == status
    assert response.content_type == "text/html"
    return html.document_fromstring(await response.text())


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


async def test_the_page_shows_what_is_next_first(client: Client) -> None:
    seen = await page(client, "/")
    assert words(seen.cssselect("h1")[0]) == "Luke Cage Season 1 · Netflix"
    assert words(seen.cssselect(".countdown")[0]) == "in 41 days"
    [when] = seen.cssselect(".hero time")
    assert (when.get("datetime"), words(when)) == ("2016-09-30T07:00:00Z", "Friday 30 September 2016, 00:00 Pacific")
    assert words(seen.cssselect(".line")[0]).startswith("Iron Fist season 1 Friday 17 March 2017")


async def test_every_show_has_its_page_and_every_link_leads_somewhere(client: Client, catalogue: Catalogue) -> None:
    index = await page(client, "/")
    assert {words(tile) for tile in index.cssselect(".tile h3")} == {show.name for show in catalogue.shows}
    places = {path: {node.get("id") for node in (await page(client, path)).cssselect("[id]")} for path in paths(index)}
    for link in {node.get("href") for node in index.cssselect("a")}:
        path, _, anchor = link.partition("#")
        if path.startswith("/"):
            assert (await client.get(path)).status == 200, link
        if anchor:
            assert anchor in places[path or "/"], link


def paths(index: html.HtmlElement) -> set[str]:
    return {"/"} | {node.get("href") for node in index.cssselect(".tile h3 a")}


async def test_a_show_tells_the_words_behind_each_date(client: Client, articles: tuple[Article, ...]) -> None:
    seen = await page(client, "/shows/luke-cage")
    season = seen.cssselect("#season-1")[0]
    assert words(season.cssselect("blockquote")[0]) == articles[0].text
    assert season.cssselect("cite a")[0].get("href") == "https://a.example/1"
    assert "17 January 2016" in words(season)


async def test_an_hour_that_nobody_gave_is_shown_nowhere(tmp_path: Path, settings: Settings, library: Library) -> None:
    catalogue = Catalogue((Show("Luke Cage", "Somewhere"),))
    async with (
        Library.open(str(tmp_path / "other.sqlite3"), catalogue, library.clock) as other,
        TestClient(TestServer(make_app(other, settings, other.clock, fresh=0))) as client,
    ):
        await other.keep(Article("Luke Cage season 1 will premiere on September 30, 2016.", published=date(2016, 8, 1)))
        seen = await page(client, "/")
        assert words(seen.cssselect(".countdown")[0]) == "in 41 days"
        assert seen.cssselect("[data-until], [data-moment]") == []
        [when] = seen.cssselect(".hero time")
        assert (when.get("datetime"), words(when)) == ("2016-09-30", "Friday 30 September 2016")
        assert "DTSTART;VALUE=DATE:20160930\r\n" in await (await client.get("/calendar.ics")).text()
        [told] = (await (await client.get("/api/premieres")).json())["items"]
        assert told["moment"] == "2016-09-30T12:00:00Z"


async def test_moves_are_history(client: Client) -> None:
    seen = await page(client, "/shows/iron-fist")
    moves = [words(move) for move in seen.cssselect(".move")]
    assert "moved from Friday 10 February 2017 to Friday 17 March 2017" in moves[0]
    assert "dated Friday 10 February 2017" in moves[1]


async def test_a_change_tells_who_brought_it_and_no_day_where_none_is_known(client: Client, library: Library) -> None:
    await library.keep(Article("Daredevil season 3 will premiere on October 19, 2018."))
    await library.pin("Daredevil", 4, Edtf.parse("2019-10-11"), "discord:42")
    seen = await page(client, "/shows/daredevil")
    [pinned, told] = [words(move.cssselect("cite")[0]) for move in seen.cssselect(".move")]
    assert pinned == "an editor, 20 August 2016"
    assert told == "an article that was handed in, day not known"
    for path in ("/shows/daredevil", "/api/changes", "/feed.atom", "/calendar.ics", "/api/shows/daredevil"):
        text = await (await client.get(path)).text()
        assert "0001" not in text
        assert "discord:42" not in text


async def test_text_of_articles_cannot_break_out(client: Client, hostile: str) -> None:
    for path in ("/", "/shows/luke-cage"):
        seen = await page(client, path)
        assert [node.get("src") for node in seen.cssselect("script")] == [seen.cssselect("script")[0].get("src")]
        assert seen.cssselect("img") == []
        assert all(not name.startswith("on") and name != "style" for node in seen.iter() for name in node.attrib)
        assert not [node for node in seen.cssselect("a") if node.get("href").startswith("javascript")]
        assert hostile in words(seen)


async def test_nothing_comes_from_elsewhere_and_nothing_runs_inside(client: Client) -> None:
    response = await client.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    seen = html.document_fromstring(await response.text())
    for node in seen.cssselect("link[href], script[src], img[src]"):
        assert (node.get("href") or node.get("src")).startswith("/")


async def test_the_first_paint_waits_for_one_file_only(client: Client) -> None:
    seen = await page(client, "/")
    assert len(seen.cssselect("link[rel=stylesheet]")) == 1
    assert all("defer" in script.attrib for script in seen.cssselect("script"))


async def test_a_page_with_all_it_needs_is_small(client: Client) -> None:
    total = 0
    seen = await page(client, "/")
    files = {
        node.get("href") or node.get("src")
        for node in seen.cssselect("link[rel=stylesheet], link[rel=preload], script")
    }
    for path in {"/", *files}:
        response = await client.get(path, headers={"Accept-Encoding": "gzip"}, auto_decompress=False)
        total += len(await response.read())
    assert total < 60_000


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/shows/luke-cage",
        "/calendar.ics",
        "/feed.atom",
        "/api/premieres",
        "/api/shows/Luke%20Cage",
        "/timeline.svg",
        "/timeline.png",
    ],
)
async def test_what_is_had_already_is_not_sent_again(
    client: Client, library: Library, article: MakeArticle, path: str
) -> None:
    first = await client.get(path)
    again = await client.get(path, headers={"If-None-Match": f'"other", {first.headers["ETag"]}'})
    assert (again.status, await again.read()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    await library.keep(
        article("Luke Cage season 1 will premiere on October 7, 2016.", date(2016, 8, 15), "https://www.netflix.com/x")
    )
    changed = await client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


async def test_what_an_editor_decides_is_seen_at_once(client: Client, library: Library) -> None:
    assert "17 March 2017" in words(await page(client, "/shows/iron-fist"))
    await library.strike("https://www.netflix.com/two", "an editor")
    seen = words(await page(client, "/shows/iron-fist"))
    assert "10 February 2017" in seen
    assert "17 March 2017" not in seen


async def test_compressed_and_plain_are_the_same(client: Client) -> None:
    plain = await client.get("/", headers={"Accept-Encoding": "identity"})
    packed = await client.get("/", headers={"Accept-Encoding": "gzip"}, auto_decompress=False)
    assert gzip.decompress(await packed.read()) == await plain.read()
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("codings", ["", "br", "gzip;q=0", "br, gzip; q=0.0", "xgzip"])
async def test_who_cannot_unpack_gets_it_plain(client: Client, codings: str) -> None:
    response = await client.get("/", headers={"Accept-Encoding": codings}, auto_decompress=False)
    assert "Content-Encoding" not in response.headers
    assert (await response.read()).startswith(b"<!doctype html>")


async def test_a_head_is_an_answer_without_its_body(client: Client) -> None:
    whole, head = await client.get("/calendar.ics"), await client.head("/calendar.ics")
    assert (head.status, await head.read()) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/shows/nobody", "/shows/nobody.ics", "/static/../app.py", "/static/app.py"]
)
async def test_what_is_not_there_is_said_kindly(client: Client, path: str) -> None:
    assert "Error 404" in words(await page(client, path, 404))


async def test_a_link_to_a_page_brings_a_card(client: Client) -> None:
    for path in ("/", "/shows/luke-cage", "/shows/the-punisher"):
        seen = await page(client, path)
        [image] = [node.get("content") for node in seen.cssselect("meta[property='og:image']")]
        response = await client.get(URL(image).path)
        assert (response.status, response.content_type) == (200, "image/png")
        assert seen.cssselect("meta[property='og:description']")[0].get("content")
    assert (await client.get("/shows/the-punisher/card.png")).status == 404


async def test_a_show_that_was_called_off_is_previewed_by_a_picture_that_is_there(
    client: Client, library: Library
) -> None:
    await library.keep(Article("The Punisher season 1 has been cancelled.", published=date(2016, 8, 1)))
    seen = await page(client, "/shows/the-punisher")
    assert "cancelled" in words(seen.cssselect("#season-1")[0])
    [image] = [node.get("content") for node in seen.cssselect("meta[property='og:image']")]
    assert (await client.get(URL(image).path)).status == 200


async def test_pictures_are_served(client: Client) -> None:
    for path, kind in (
        ("/timeline.svg", "image/svg+xml"),
        ("/timeline.png", "image/png"),
        ("/shows/luke-cage.png", "image/png"),
    ):
        response = await client.get(path)
        assert (response.status, response.content_type) == (200, kind)
    assert (await client.get("/timeline.gif")).status == 404


async def test_many_visitors_at_once_get_the_same(client: Client) -> None:
    async def get() -> ClientResponse:
        return await client.get("/")

    answers = await asyncio.gather(*(get() for _ in range(20)))
    assert len({answer.headers["ETag"] for answer in answers}) == 1


async def test_it_is_served_on_the_loopback_until_the_block_ends(library: Library, unused_tcp_port: int) -> None:
    settings = load_settings(None, MARQUEE_WEB_PORT=unused_tcp_port)
    async with running(library, settings, library.clock) as address:
        assert str(address) == f"http://127.0.0.1:{unused_tcp_port}"
        with pytest.raises(UsageError, match=r"\(Address already in use\); set MARQUEE_WEB_PORT"):
            async with running(library, settings, library.clock):
                pass
    async with running(library, settings, library.clock):
        pass


async def test_a_clock_that_goes_on_changes_what_is_next(
    stocked: Path, tmp_path: Path, catalogue: Catalogue, now: datetime, settings: Settings
) -> None:
    moments = [now]
    path = shutil.copy(stocked, tmp_path / "clock.sqlite3")
    async with (
        Library.open(str(path), catalogue, lambda: moments[-1]) as library,
        TestClient(TestServer(make_app(library, settings, lambda: moments[-1], fresh=0))) as client,
    ):
        moments.append(datetime(2016, 10, 1, tzinfo=UTC))
        assert words((await page(client, "/")).cssselect("h1")[0]) == "Iron Fist Season 1 · Netflix"
        moments.append(moments[-1] + timedelta(days=400))
        assert words((await page(client, "/")).cssselect("h1")[0]).startswith("Nothing dated yet")
