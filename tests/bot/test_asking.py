"""What people type after a command, taken apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import (
    FollowRequest,
    parse_address,
    parse_day,
    parse_follow,
    parse_leads,
    parse_published,
    parse_season,
    without_struck,
)
from schedules import UsageError


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It comes on ~~March 17~~ March 24.", ["It", "comes", "on", "March", "24."]),
        ("~~A~~ and ~~B~~", ["and"]),
        ("~~never closed, about ~5 days", ["~~never", "closed,", "about", "~5", "days"]),
    ],
)
def test_what_is_struck_through_in_a_message_is_not_said(text: str, left: list[str]) -> None:
    assert without_struck(text).split() == left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luke Cage", ("Luke Cage", None)),
        ("Luke Cage 2", ("Luke Cage", 2)),
        ("  luke cage season 2 ", ("luke cage", 2)),
        ("Luke Cage, S12", ("Luke Cage", 12)),
        ("Show 2016", ("Show 2016", None)),
        ("3", ("3", None)),
    ],
)
def test_a_season_may_follow_the_show(text: str, expected: tuple[str, int | None]) -> None:
    assert parse_season(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, FollowRequest(None)),
        ("all", FollowRequest(None)),
        ("Luke Cage", FollowRequest("Luke Cage")),
        ("here", FollowRequest(None, here=True)),
        ("me Luke Cage", FollowRequest("Luke Cage", me=True)),
        ("<#42> Luke Cage 3,1", FollowRequest("Luke Cage", 42, leads=(3, 1))),
        ("Luke Cage <#42>", FollowRequest("Luke Cage", 42)),
        ("here 1, 7, 0", FollowRequest(None, here=True, leads=(7, 1, 0))),
        ("Mercury 13", FollowRequest("Mercury 13")),
        ("Meadow", FollowRequest("Meadow")),
    ],
)
def test_a_wish_to_follow(text: str | None, expected: FollowRequest) -> None:
    assert parse_follow(text) == expected


@given(st.text(max_size=200))
def test_no_wish_is_too_odd_to_be_taken_apart(text: str) -> None:
    assert parse_follow(text).show != ""
    assert parse_season(text)[1] in {None, *range(100)}


@given(st.sets(st.integers(0, 365), min_size=1, max_size=5))
def test_leads_come_out_most_first_whatever_their_order(days: set[int]) -> None:
    assert parse_leads(", ".join(map(str, days))) == tuple(sorted(days, reverse=True))


@pytest.mark.parametrize("text", ["", "soon", "1;2", "-1", "1,", "1000"])
def test_what_is_no_lead_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="Leads are days"):
        parse_leads(text)


def test_the_day_of_publication_is_taken_out_of_a_text() -> None:
    assert parse_published("Premieres soon. --published 2016-08-16") == ("Premieres soon.", date(2016, 8, 16))
    assert parse_published("Premieres soon. —published 2016-08-16") == ("Premieres soon.", date(2016, 8, 16))
    assert parse_published("Premieres soon.") == ("Premieres soon.", None)
    with pytest.raises(UsageError, match="write it as 2016-08-16"):
        parse_published("Premieres soon. --published yesterday")
    with pytest.raises(UsageError, match="is no day"):
        parse_day("2016-02-30")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        (" <http://example.org/> ", "http://example.org/"),
        ("see https://example.org", None),
        ("ftp://example.org", None),
    ],
)
def test_an_address_is_one_only_when_it_stands_alone(text: str, address: str | None) -> None:
    assert parse_address(text) == address
