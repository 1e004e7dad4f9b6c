"""Names in addresses, addresses in answers, and addresses that can't be guessed."""

import sqlite3
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.settings import Settings, load_settings
from bot.web.app import make_app
from bot.web.private import guild_calendar_path, guild_of
from bot.web.slugs import slug, slugs
from bot.web.text import clean, web_address
from schedules import Catalogue, Library, Show

Client = TestClient[web.Request, web.Application]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Luke Cage", "luke-cage"),
        ("Daredevil: Born Again", "daredevil-born-again"),
        ("Grey's Anatomy", "greys-anatomy"),
        ("Pokémon", "pokemon"),
        ("M*A*S*H", "m-a-s-h"),
        ("葬送のフリーレン", "葬送のフリーレン"),
        ("!!!", "show"),
    ],
)
def test_a_name_becomes_an_address(name: str, address: str) -> None:
    assert slug(name) == address


@given(st.lists(st.text(min_size=1, max_size=30), unique=True, max_size=8))
def test_every_show_has_an_address_of_its_own(names: list[str]) -> None:
    shows = [Show(name, "Netflix") for name in names]
    found = slugs(Catalogue(tuple(shows)))
    assert sorted(show.name for show in found.values()) == sorted(names)
    assert all("/" not in address and "." not in address and address for address in found)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://a.example/%0aalert(1)",
        "data:text/html,x",
        "//a.example/x",
        "ftp://a.example/x",
        "https://",
        'https://a.example/"onclick=x',
        "https://a.example/\u202egpj",
        "https://a.example/" + "x" * 3000,
        "",
        None,
    ],
)
def test_a_browser_is_sent_to_no_such_address(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize("url", ["https://a.example/x?y=1#z", "HTTP://a.example", "https://a.example/é"])
def test_a_browser_may_be_sent_to_the_web(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Pre\u00admiere am\u00a0Freitag", "Premiere am Freitag"),
        ("one\r\ntwo\u2028three\x00four", "one two three four"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_what_is_not_seen_leaves_no_gap_in_a_word(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(max_size=300))
def test_clean_text_is_one_printable_line(text: str) -> None:
    cleaned = clean(text, 100)
    assert len(cleaned) <= 100
    assert cleaned.isprintable()
    assert clean(cleaned, 100) == cleaned


@given(guild=st.integers(1, 2**63).map(str), token=st.text(min_size=1, max_size=80))
def test_a_seal_opens_with_its_own_secret_only(guild: str, token: str) -> None:
    secret = SecretStr(token)
    sealed = guild_calendar_path(guild, secret).removeprefix("/calendars/").removesuffix(".ics")
    assert guild_of(sealed, secret) == guild
    assert guild_of(sealed, SecretStr(f"{token}x")) is None
    assert guild_of(f"1{sealed}", secret) is None
    assert guild_of(sealed, None) is None


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"Host": "premieres.example"}, "http://premieres.example"),
        ({"Host": "premieres.example:8443", "X-Forwarded-Proto": "https"}, "https://premieres.example:8443"),
        ({"Host": "premieres.example", "X-Forwarded-Proto": "HTTPS, http"}, "https://premieres.example"),
        ({"Host": "[::1]:80"}, "http://[::1]:80"),
        ({"Host": '"><script>'}, "http://localhost"),
        ({"Host": "premieres.example", "X-Forwarded-Proto": "javascript"}, "http://premieres.example"),
    ],
)
async def test_links_lead_to_where_the_visitor_is(client: Client, headers: dict[str, str], address: str) -> None:
    feed = await (await client.get("/feed.atom", headers=headers)).text()
    assert f'<link rel="alternate" type="text/html" href="{address}/" />' in feed
    page = await (await client.get("/", headers=headers)).text()
    assert f'content="{address}/card.png"' in page


async def test_links_lead_to_the_address_that_is_set(library: Library) -> None:
    settings = load_settings(None, MARQUEE_WEB_URL="https://premieres.example.org/")
    async with TestClient(TestServer(make_app(library, settings, library.clock, fresh=0))) as client:
        headers = {"Host": "inside.example"}
        said = [await (await client.get(path, headers=headers)).text() for path in ("/", "/feed.atom", "/calendar.ics")]
    assert 'content="https://premieres.example.org/card.png"' in said[0]
    assert 'href="webcal://premieres.example.org/calendar.ics"' in said[0]
    assert 'href="https://premieres.example.org/feed.atom"' in said[1]
    assert "https://premieres.example.org/shows/" in said[2].replace("\r\n ", "")
    assert not any("inside.example" in text for text in said)


async def test_a_show_in_any_script_has_its_page(tmp_path: Path, settings: Settings, library: Library) -> None:
    names = ["葬送のフリーレン", "Pokémon", "<b>&amp;</b>"]
    catalogue = Catalogue(tuple(Show(name, "Netflix") for name in names))
    async with (
        Library.open(str(tmp_path / "other.sqlite3"), catalogue, library.clock) as other,
        TestClient(TestServer(make_app(other, settings, other.clock, fresh=0))) as client,
    ):
        for address, show in slugs(catalogue).items():
            for ending in ("", ".ics", ".svg", ".png"):
                response = await client.get(f"/shows/{quote(address)}{ending}")
                assert response.status == 200, unquote(str(response.url))
            found = await (await client.get(f"/api/shows/{quote(show.name, safe='')}")).json()
            assert found["name"] == show.name


async def test_a_secret_address_is_in_no_log(
    client: Client, tmp_path: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    assert settings.discord_token
    drop(tmp_path / "web.sqlite3")
    path = guild_calendar_path("42", settings.discord_token)
    assert (await client.get(path)).status == 503
    assert "/calendars/{sealed}.ics could not be answered" in caplog.text
    assert path.removesuffix(".ics") not in caplog.text


async def test_a_broken_database_is_said_and_does_not_stop_the_site(
    client: Client, tmp_path: Path, library: Library
) -> None:
    assert library.catalogue
    drop(tmp_path / "web.sqlite3")
    assert (await client.get("/healthz")).status == 200
    for path, kind in (("/", "text/html"), ("/api/premieres", "application/json"), ("/calendar.ics", "text/html")):
        response = await client.get(path)
        assert (response.status, response.content_type, response.headers["Retry-After"]) == (503, kind, "30")
    ready = await client.get("/readyz")
    assert ready.status == 503
    assert not (await ready.json())["parts"]["database"]["ok"]


def drop(database: Path) -> None:
    """Take every table out of a database."""
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys = off")
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            if not name.startswith("sqlite_"):
                connection.execute(f'DROP TABLE "{name}"')
    connection.close()
