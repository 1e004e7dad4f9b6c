"""Calendars: read back by a second implementation, and held to RFC 5545 octet by octet."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import ics
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.calendar import Subscription, render_calendar
from schedules import Change, ChangeKind, Edtf, Premiere, Status

MakePremiere = Callable[..., Premiere]
MakeChange = Callable[..., Change]

_LINE = re.compile(rb"[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]+))*:[^\x00-\x08\x0a-\x1f]*")


def unfolded(calendar: bytes) -> list[bytes]:
    """The content lines; fails where a physical line breaks the standard."""
    assert calendar.endswith(b"\r\n")
    lines = calendar[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75, line
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode("utf-8")
    return re.sub(rb"\r\n[ \t]", b"", calendar[:-2]).split(b"\r\n")


def events(calendar: bytes) -> list[dict[str, str]]:
    """Each event's own properties by name with their parameters, and its triggers joined under ALARMS."""
    found: list[dict[str, str]] = []
    inside: list[str] = []
    for line in unfolded(calendar):
        assert _LINE.fullmatch(line), line
        head, _, value = line.decode().partition(":")
        if head == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                found.append({"ALARMS": ""})
        elif head == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            assert head.partition(";")[0] not in {key.partition(";")[0] for key in found[-1]}, f"{head} twice"
            found[-1][head] = value
        elif inside[-1] == "VALARM" and head == "TRIGGER":
            found[-1]["ALARMS"] += f"{value} "
    assert inside == []
    for event in found:
        assert {"UID", "DTSTAMP", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED"} <= set(event)
    return found


def test_an_exact_moment_is_an_instant_in_utc(premiere: MakePremiere) -> None:
    [event] = events(render_calendar([premiere()], wanted=Subscription(leads=(7, 1, 0))))
    assert event["DTSTART"] == "20160930T070000Z"
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"] == r"Luke Cage\, season 1"
    assert event["ALARMS"].split() == ["-P7D", "-P1D", "P0D"]


def test_a_second_implementation_reads_the_same(premiere: MakePremiere) -> None:
    calendar = ics.Calendar(
        render_calendar([premiere(), premiere("Iron Fist", day="2017-03-17")], wanted=Subscription(leads=(1,))).decode()
    )
    first, second = sorted(calendar.events, key=lambda event: event.begin)
    assert (first.begin.datetime, first.name) == (datetime(2016, 9, 30, 7, tzinfo=UTC), "Luke Cage, season 1")
    assert (second.begin.datetime, second.status) == (datetime(2017, 3, 17, 7, tzinfo=UTC), "CONFIRMED")
    assert [alarm.trigger for alarm in second.alarms] == [timedelta(days=-1)]


def test_a_day_without_a_moment_is_a_whole_day_with_an_exclusive_end(premiere: MakePremiere) -> None:
    [event] = events(render_calendar([premiere(day="2016-12-31", moment=None)]))
    assert event["DTSTART;VALUE=DATE"] == "20161231"
    assert event["DTEND;VALUE=DATE"] == "20170101"


@pytest.mark.parametrize("day", ["2016-09", "2016-23", "2016", "2016-09-01/2016-09-15"])
def test_a_window_is_left_out_unless_asked_for_and_never_rings(premiere: MakePremiere, day: str) -> None:
    assert events(render_calendar([premiere(day=day)], wanted=Subscription(leads=(1,)))) == []
    [event] = events(render_calendar([premiere(day=day)], wanted=Subscription(leads=(1,), windows=True)))
    window = Edtf.parse(day)
    assert window.earliest
    assert event["DTSTART;VALUE=DATE"] == f"{window.earliest:%Y%m%d}"
    assert (event["STATUS"], event["ALARMS"]) == ("TENTATIVE", "")


@pytest.mark.parametrize("day", [None, "XXXX-09-30", "2016-09-01/..", "../2016-09-01", "9999"])
def test_what_has_no_place_in_a_calendar_is_left_out(premiere: MakePremiere, day: str | None) -> None:
    assert events(render_calendar([premiere(day=day)], wanted=Subscription(windows=True))) == []


@pytest.mark.parametrize("more", [{"disputed": True}, {"status": Status.RUMOURED}])
def test_what_is_not_certain_is_tentative(premiere: MakePremiere, more: dict[str, Any]) -> None:
    assert events(render_calendar([premiere(**more)]))[0]["STATUS"] == "TENTATIVE"


def test_a_move_keeps_the_identity_and_raises_the_sequence(premiere: MakePremiere, change: MakeChange) -> None:
    dated = change(ChangeKind.DATED, None, "2016-09-30", date(2016, 4, 1))
    moved = change(ChangeKind.MOVED, "2016-09-30", "2016-10-07", date(2016, 6, 1))
    other = change(ChangeKind.MOVED, "2016-09-30", "2016-10-07", date(2016, 7, 1), season=2)
    key = ("Luke Cage", 1)
    [before] = events(render_calendar([premiere()], [dated], Subscription(revisions={key: 1})))
    [after] = events(
        render_calendar([premiere(day="2016-10-07")], [moved, other, dated], Subscription(revisions={key: 2}))
    )
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("1", "2")
    assert before["LAST-MODIFIED"] < after["LAST-MODIFIED"] == "20160601T000000Z"
    assert after["DTSTART"] == "20161007T070000Z"


def test_a_cancelled_season_is_struck_out_where_it_stood(premiere: MakePremiere, change: MakeChange) -> None:
    gone = change(ChangeKind.CANCELLED, "2016-09-30", None, date(2016, 6, 1))
    cancelled = premiere(day=None, status=Status.CANCELLED)
    [event] = events(render_calendar([cancelled], [gone], wanted=Subscription(leads=(1,))))
    assert (event["STATUS"], event["DTSTART;VALUE=DATE"], event["ALARMS"]) == ("CANCELLED", "20160930", "")
    assert events(render_calendar([cancelled], [])) == []


def test_a_change_by_an_article_without_a_day_dates_no_event(premiere: MakePremiere, change: MakeChange) -> None:
    gone = change(ChangeKind.CANCELLED, "2016-09-30", None, date.min)
    [event] = events(render_calendar([premiere(day=None, status=Status.CANCELLED)], [gone]))
    assert (event["STATUS"], event["DTSTAMP"]) == ("CANCELLED", "19700101T000000Z")


def test_it_is_no_invitation_and_the_same_for_the_same_table(premiere: MakePremiere) -> None:
    calendar = render_calendar([premiere()], wanted=Subscription("Marquee", (1,)))
    assert b"METHOD" not in calendar
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in calendar
    assert calendar == render_calendar([premiere()], wanted=Subscription("Marquee", (1,)))


@given(
    show=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100),
    evidence=st.text(st.characters(exclude_categories=["Cs"]), max_size=700),
)
def test_no_text_of_an_article_breaks_out_of_its_line(show: str, evidence: str) -> None:
    day = Edtf.parse("2016-09-30")
    premiere = Premiere(show, 1, "Netflix", day, day.precision, None, Status.CONFIRMED, evidence=evidence)
    [event] = events(render_calendar([premiere], wanted=Subscription(leads=(1,))))
    assert event["DTSTART;VALUE=DATE"] == "20160930"


def test_a_hostile_quote_adds_no_event(premiere: MakePremiere) -> None:
    quote = "out\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:mine"
    assert len(events(render_calendar([premiere(evidence=quote)]))) == 1
