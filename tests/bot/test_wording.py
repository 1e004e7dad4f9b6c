"""Values into words: what every face says, in tables, and laws that hold for any text."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import (
    change_json,
    claim_json,
    premiere_json,
    say_announcement,
    say_change,
    say_date,
    say_days,
    say_list,
    say_quote,
    say_status,
    say_title,
    say_until,
    say_when,
)
from schedules import (
    Announcement,
    AnnouncementKind,
    Change,
    ChangeKind,
    Claim,
    Edtf,
    Precision,
    Premiere,
    Status,
    Target,
    TargetKind,
    load_catalogue,
)

NOW = datetime(2016, 8, 20, tzinfo=UTC)
DAY = Edtf.parse("2016-09-30")
PREMIERE = Premiere(
    "Luke Cage", 1, "Netflix", DAY, Precision.DAY, datetime(2016, 9, 30, 7, tzinfo=UTC), Status.CONFIRMED
)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2016-09-30", "Friday 30 September 2016"),
        ("XXXX-09-30", "30 September, year not known"),
        ("XXXX-09", "September, year not known"),
        ("2016-09", "September 2016"),
        ("2016-21", "spring 2016"),
        ("2016-23", "autumn 2016"),
        ("2016-33", "the first quarter of 2016"),
        ("2016-38", "mid-2016"),
        ("2016-39", "late 2016"),
        ("2016-41", "the second half of 2016"),
        ("2016", "2016"),
        ("2017-03/2017-05", "between March 2017 and May 2017"),
        ("2018/..", "not before 2018"),
        ("../2016-10", "by October 2016"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(edtf: str, words: str) -> None:
    assert say_date(Edtf.parse(edtf)) == words


def test_no_date_is_said_too() -> None:
    assert say_date(None) == "no date"


@pytest.mark.parametrize(
    ("moment", "now", "zone", "words"),
    [
        (datetime(2016, 9, 30, 7, tzinfo=UTC), NOW, "UTC", "in 41 days"),
        (datetime(2016, 9, 30, 7, tzinfo=UTC), NOW + timedelta(hours=23, minutes=59), "UTC", "in 41 days"),
        (datetime(2016, 9, 30, 7, tzinfo=UTC), NOW, "America/Los_Angeles", "in 42 days"),
        (datetime(2016, 8, 21, 7, tzinfo=UTC), NOW, "UTC", "in 31 hours"),
        (datetime(2016, 8, 20, 1, tzinfo=UTC), NOW, "UTC", "in 1 hour"),
        (datetime(2016, 8, 20, 0, 20, tzinfo=UTC), NOW, "UTC", "in 20 minutes"),
        (NOW, NOW, "UTC", "now"),
        (datetime(2016, 8, 19, 22, tzinfo=UTC), NOW, "UTC", "2 hours ago"),
        (datetime(2016, 8, 17, 22, tzinfo=UTC), NOW, "UTC", "3 days ago"),
    ],
)
def test_distances_count_the_readers_days(moment: datetime, now: datetime, zone: str, words: str) -> None:
    assert say_until(moment, now, zone) == words


def test_a_premieres_moment_is_told_in_the_services_zone() -> None:
    assert say_when(PREMIERE, load_catalogue(), NOW) == "Friday 30 September 2016, 00:00 Pacific, in 41 days"


def test_a_window_has_neither_time_nor_distance() -> None:
    window = Premiere("Luke Cage", 1, "Netflix", Edtf.parse("2016"), Precision.YEAR, None, Status.CONFIRMED)
    assert say_when(window, load_catalogue(), NOW) == "2016"


@pytest.mark.parametrize(
    ("service", "hour", "said"),
    [
        ("Nowhere", 12, "Friday 30 September 2016, in 41 days"),
        ("Nowhere", 11, "Friday 30 September 2016, 11:00 UTC, in 41 days"),
        ("Netflix", 12, "Friday 30 September 2016, 05:00 Pacific, in 41 days"),
    ],
)
def test_an_hour_that_nobody_gave_is_not_said(service: str, hour: int, said: str) -> None:
    premiere = replace(PREMIERE, service=service, moment=datetime(2016, 9, 30, hour, tzinfo=UTC))
    assert say_when(premiere, load_catalogue(), NOW) == said


@pytest.mark.parametrize(
    ("day", "said"), [(18, "2 days ago"), (19, "yesterday"), (20, "today"), (21, "tomorrow"), (22, "in 2 days")]
)
def test_days_are_counted_in_words(day: int, said: str) -> None:
    assert say_days(date(2016, 8, day), date(2016, 8, 20)) == said


@pytest.mark.parametrize(("season", "title"), [(1, "Luke Cage, season 1"), (None, "Luke Cage")])
def test_titles(season: int | None, title: str) -> None:
    assert say_title("Luke Cage", season) == title


@pytest.mark.parametrize(
    ("date_", "status", "disputed", "words"),
    [
        (DAY, Status.CONFIRMED, False, "coming"),
        (DAY, Status.CONFIRMED, True, "disputed"),
        (None, Status.UNDATED, False, "no date yet"),
        (None, Status.RUMOURED, False, "rumoured"),
        (None, Status.CANCELLED, False, "cancelled"),
    ],
)
def test_statuses(date_: Edtf | None, status: Status, disputed: bool, words: str) -> None:
    moment = PREMIERE.moment if date_ else None
    premiere = Premiere("Luke Cage", 1, "Netflix", date_, Precision.DAY, moment, status, disputed=disputed)
    assert say_status(premiere, NOW) == words


@pytest.mark.parametrize(("window", "words"), [("2016-08", "coming"), ("2016-07", "passed"), ("2016/..", "coming")])
def test_a_window_that_is_over_is_not_told_as_to_come(window: str, words: str) -> None:
    premiere = Premiere("Luke Cage", 1, "Netflix", Edtf.parse(window), Precision.MONTH, None, Status.CONFIRMED)
    assert say_status(premiere, NOW) == words


def test_a_premiere_is_out_once_its_moment_has_come() -> None:
    assert PREMIERE.moment is not None
    assert say_status(PREMIERE, PREMIERE.moment - timedelta(seconds=1)) == "coming"
    assert say_status(PREMIERE, PREMIERE.moment) == "out"


@pytest.mark.parametrize(
    ("kind", "before", "lead", "words"),
    [
        ("dated", None, None, "Luke Cage, season 1 has a date: Friday 30 September 2016 on Netflix, in 41 days."),
        ("refined", "2016", None, "Luke Cage, season 1 is now known more precisely: Friday 30 September 2016"),
        (
            "moved",
            "2016-09-23",
            None,
            "moved from Friday 23 September 2016 to Friday 30 September 2016 on Netflix, in 41 days.",
        ),
        ("cancelled", None, None, "Luke Cage, season 1 has been cancelled."),
        ("revived", None, None, "Luke Cage, season 1 is coming after all"),
        ("reminder", None, 7, "Luke Cage, season 1 premieres in 41 days: Friday 30 September 2016 on Netflix."),
        ("premiere", None, 0, "Luke Cage, season 1 is here: out now on Netflix."),
    ],
)
def test_announcements(kind: str, before: str | None, lead: int | None, words: str) -> None:
    announcement = Announcement(
        AnnouncementKind(kind), "Luke Cage", 1, DAY, Target(TargetKind.CONSOLE), NOW, lead,
        Edtf.parse(before) if before else None,
    )  # fmt: skip
    assert words in say_announcement(announcement, PREMIERE, NOW)


@pytest.mark.parametrize(
    ("kind", "lead", "hours", "words"),
    [
        ("dated", None, -37, "has a date: Friday 30 September 2016 on Nowhere, in 2 days."),
        ("reminder", 1, -24, "premieres tomorrow: Friday 30 September 2016 on Nowhere."),
        ("moved", None, -6, "to Friday 30 September 2016 on Nowhere, today."),
        ("premiere", 0, 0, "Luke Cage, season 1 is here: Friday 30 September 2016 on Nowhere."),
    ],
)
def test_where_the_hour_is_not_known_no_hours_are_counted_and_nothing_is_out(
    kind: str, lead: int | None, hours: int, words: str
) -> None:
    noon = datetime(2016, 9, 30, 12, tzinfo=UTC)
    premiere = replace(PREMIERE, service="Nowhere", moment=noon)
    announcement = Announcement(
        AnnouncementKind(kind), "Luke Cage", 1, DAY, Target(TargetKind.CONSOLE), NOW, lead, Edtf.parse("2016-09-29")
    )
    now = noon + timedelta(hours=hours)
    assert words in say_announcement(announcement, premiere, now, "UTC", load_catalogue())


def test_a_date_that_was_withdrawn_is_said_to_be_lost() -> None:
    lost = Announcement(AnnouncementKind.MOVED, "Luke Cage", 1, None, Target(TargetKind.CONSOLE), NOW, before=DAY)
    assert "has lost its date: Friday 30 September 2016 no longer holds" in say_announcement(lost, None, NOW)


@pytest.mark.parametrize("kind", list(ChangeKind))
def test_every_kind_of_change_has_words(kind: ChangeKind) -> None:
    said = say_change(Change(kind, "Luke Cage", 1, Edtf.parse("2016"), DAY, date(2016, 8, 16)))
    assert said.startswith("Luke Cage, season 1: ")


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_lists(names: list[str], words: str) -> None:
    assert say_list(names) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("two\n\nlines\tof text ", "two lines of text"),
        ("\x1b[31mred\x07", "[31mred"),
        ("right\u202eleft", "rightleft"),
        ("a" * 300, "a" * 199 + "…"),
    ],
)
def test_quotes_are_one_harmless_line(text: str, words: str) -> None:
    assert say_quote(text) == words


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_a_quote_never_controls_the_terminal_nor_grows(text: str, limit: int) -> None:
    said = say_quote(text, limit)
    assert len(said) <= limit
    assert all(unicodedata.category(character) not in ("Cc", "Cf", "Cs") for character in said)
    assert say_quote(said, limit) == said


def test_json_follows_the_contract() -> None:
    claim = Claim("Luke Cage", 1, DAY, Status.CONFIRMED, "on Sept. 30", 10, 21, "release", "Netflix", "00:00", "PT")
    assert claim_json(claim) == {
        "show": "Luke Cage", "season": 1, "date": "2016-09-30", "status": "confirmed", "service": "Netflix",
        "time": "00:00", "zone": "PT", "evidence": "on Sept. 30", "start": 10, "end": 21, "rule": "release",
    }  # fmt: skip
    assert premiere_json(PREMIERE) == {
        "show": "Luke Cage", "season": 1, "service": "Netflix", "date": "2016-09-30", "precision": "day",
        "moment": "2016-09-30T07:00:00Z", "status": "confirmed", "disputed": False, "evidence": "", "url": None,
        "published": None,
    }  # fmt: skip
    change = change_json(Change(ChangeKind.MOVED, "Luke Cage", 1, Edtf.parse("2016"), None, date(2016, 8, 16)))
    assert (change["kind"], change["from"], change["to"], change["on"]) == ("moved", "2016", None, "2016-08-16")
    assert change_json(Change(ChangeKind.DATED, "Luke Cage", 1, None, Edtf.parse("2016"), date.min))["on"] is None
