from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.sources.gatekeeper import Gatekeeper
from schedules.sources.robots import MAX_RULES, MAX_SIZE, parse_robots

EVERYBODY = "User-agent: *\n"
RULES = [
    ("", "/x", True),
    (f"{EVERYBODY}Disallow: /", "/x", False),
    (f"{EVERYBODY}Disallow:", "/x", True),
    (f"{EVERYBODY}Disallow: /a", "/ab", False),
    (f"{EVERYBODY}Disallow: /a", "/b", True),
    (f"{EVERYBODY}Disallow: /a/", "/a", True),
    (f"{EVERYBODY}Disallow: /\nAllow: /feed", "/feed/x", True),
    (f"{EVERYBODY}Allow: /feed\nDisallow: /", "/x", False),
    (f"{EVERYBODY}Disallow: /a\nAllow: /a", "/a", True),
    (f"{EVERYBODY}Disallow: /*?s=", "/?s=x", False),
    (f"{EVERYBODY}Disallow: /*?s=", "/?t=x", True),
    (f"{EVERYBODY}Disallow: /*.pdf$", "/a.pdf", False),
    (f"{EVERYBODY}Disallow: /*.pdf$", "/a.pdf?x", True),
    (f"{EVERYBODY}Disallow: /a*b*c$", "/abxcbc", False),
    (f"{EVERYBODY}Disallow: /a*b*c$", "/acb", True),
    (f"{EVERYBODY}Disallow: /x$", "/x", False),
    (f"{EVERYBODY}Disallow: /x$", "/xy", True),
    (f"{EVERYBODY}Disallow: /*ab$", "/ab", False),
    (f"{EVERYBODY}Disallow: *", "/x", False),
    (f"{EVERYBODY}Disallow: /%7Euser", "/~user/a", False),
    (f"{EVERYBODY}Disallow: /ä", "/%C3%A4", False),
    (f"{EVERYBODY}Disallow: /", "/robots.txt", True),
    ("User-agent: Other\nDisallow: /", "/x", True),
    ("User-agent: MARQUEE\nDisallow: /", "/x", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: Marquee\nDisallow: /b", "/a", True),
    ("User-agent: *\nDisallow: /\n\nUser-agent: Marquee\nDisallow:", "/a", True),
    ("User-agent: Other\nUser-agent: Marquee\nDisallow: /b", "/b", False),
    ("User-agent: Marquee\nDisallow: /a\nUser-agent: Marquee\nDisallow: /b", "/a", False),
    ("user-AGENT : Marquee # us\n  disallow : /b # not this", "/b", False),
    ("\ufeffUser-agent: *\r\nDisallow: /\r\n", "/x", False),
    ("Disallow: /", "/x", True),
    ("<html>User-agent: *<p>Disallow: /", "/x", True),
    (f"{EVERYBODY}Crawl-delay: 10\nSitemap: https://x/\nDisallow: /a", "/a", False),
    ("#" * MAX_SIZE + f"\n{EVERYBODY}Disallow: /", "/x", True),
]


@pytest.mark.parametrize(("text", "path", "allowed"), RULES, ids=[repr(text[-50:]) for text, _, _ in RULES])
def test_rules_are_followed(text: str, path: str, *, allowed: bool) -> None:
    assert parse_robots(text, "Marquee").allows(path) is allowed


def test_no_pattern_takes_long() -> None:
    robots = parse_robots(f"{EVERYBODY}Disallow: /{'*a' * 200}*b$\nDisallow: /{'*' * 5000}x", "Marquee")
    assert robots.allows("/" + "a" * 5000)


def test_rules_for_many_others_take_no_long() -> None:
    others = "".join(f"user-agent:{number}\n" for number in range(20_000))
    robots = parse_robots(f"{EVERYBODY}Disallow: /b\n{others}" + "Disallow: /\n" * 10_000, "Marquee")
    assert (robots.allows("/a"), robots.allows("/b")) == (True, False)


@pytest.mark.parametrize(("rules", "allowed"), [(MAX_RULES, True), (MAX_RULES + 1, False)])
def test_more_rules_than_can_be_asked_close_a_site(rules: int, *, allowed: bool) -> None:
    robots = parse_robots(EVERYBODY + "Disallow: /b\n" * rules, "Marquee")
    assert robots.allows("/a") is allowed


async def test_only_so_many_rules_are_remembered_of_all_sites(clock: Any) -> None:
    asked = []

    async def fetch(url: str) -> str:
        asked.append(url)
        return EVERYBODY + "Disallow: /b\n" * MAX_RULES

    gate = Gatekeeper(fetch, clock, "Marquee")
    for number in (*range(21), 20, 0):
        await gate.admit(f"https://{number}.example/a")
    assert asked == [f"https://{number}.example/robots.txt" for number in (*range(21), 0)]


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_gives_rules(text: str, path: str) -> None:
    assert parse_robots(text, "Marquee").allows(path) in {True, False}
