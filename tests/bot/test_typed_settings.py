"""Times and zones, as people type them into a server's settings."""

from datetime import time

import pytest

from bot.cogs.follow import check_zone
from bot.cogs.settings import parse_held, parse_quiet
from schedules import UsageError


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("22:00-08:00", (time(22), time(8))),
        ("22-8", (time(22), time(8))),
        (" 22:30 – 7:05 ", (time(22, 30), time(7, 5))),
        ("", (None, None)),
    ],
)
def test_quiet_hours_are_two_times_of_the_clock(typed: str, hours: tuple[time | None, time | None]) -> None:
    assert parse_quiet(typed) == hours


@pytest.mark.parametrize("typed", ["22:00+02:00-08:00", "22:00", "24:00-08:00", "10pm-8am", "22:60-8"])
def test_what_is_no_time_of_the_clock_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="22:00-08:00"):
        parse_quiet(typed)


@pytest.mark.parametrize(("typed", "held"), [("", False), (" At once", False), ("after", True), ("AFTER ", True)])
def test_premieres_wait_for_the_end_of_quiet_hours_where_that_is_wanted(typed: str, held: bool) -> None:
    assert parse_held(typed) is held


def test_premieres_come_at_once_or_after() -> None:
    with pytest.raises(UsageError, match="'at once' or 'after'"):
        parse_held("yes")


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("UTC", "UTC")],
)
def test_a_zone_is_known_whatever_its_case_and_by_its_city(typed: str, zone: str) -> None:
    assert check_zone(typed) == zone


@pytest.mark.parametrize("typed", ["", "UTC+2", "Europe", "../etc/passwd", "Louisville, Kentucky"])
def test_what_is_no_zone_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="is no time zone"):
        check_zone(typed)
