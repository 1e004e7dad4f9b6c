"""From findings to rows: what counts as well, as worth a look, and as broken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.diagnosis import MANY_CHANNELS, Finding, broken, diagnose
from bot.findings import Asked, Findings, Kept, Place, Sessions, Whereabouts
from schedules import Condition, Source, Stats
from schedules.sources.polling import FeedState

NOW = datetime(2016, 8, 20, 12, tzinfo=UTC)
ASKED = Asked(
    accepted=True,
    name="Marquee",
    content_intent=True,
    sessions=Sessions(1000, 1000, timedelta(hours=3)),
    server_time=NOW,
    asked_at=NOW,
)
FINDINGS = Findings(
    now=NOW,
    zone="UTC",
    token=True,
    pretended=False,
    private=False,
    unknown=(),
    catalogue_problem="",
    shows=7,
    database_problem="The database is locked.",
    kept=None,
    missing_zones=(),
    asked=ASKED,
)


def verdict(findings: Findings, check: str) -> Finding:
    return next(row.verdict for row in diagnose(findings) if row.check == check)


@pytest.mark.parametrize(
    ("astray", "expected", "said"),
    [
        (0, Finding.WELL, "as Discord's"),
        (-30, Finding.WELL, "as Discord's"),
        (31, Finding.LOOK, "31 seconds ahead of Discord's"),
        (-300, Finding.LOOK, "300 seconds behind Discord's"),
        (301, Finding.BROKEN, "301 seconds ahead of Discord's"),
    ],
)
def test_the_clock_is_compared_with_discords(astray: int, expected: Finding, said: str) -> None:
    found = replace(FINDINGS, asked=replace(ASKED, asked_at=NOW + timedelta(seconds=astray)))
    row = next(row for row in diagnose(found) if row.check == "clock")
    assert (row.verdict, said in row.detail) == (expected, True)


def test_what_only_looks_like_a_setting_is_named() -> None:
    assert verdict(FINDINGS, "settings") is Finding.WELL
    row = next(row for row in diagnose(replace(FINDINGS, unknown=("MARQUEE_LEAD", "MARQUEE_ZON"))) if row.remedy)
    assert (row.check, row.verdict) == ("settings", Finding.LOOK)
    assert row.detail == "MARQUEE_LEAD and MARQUEE_ZON: no such setting, so nothing comes of it."


def test_a_clock_that_was_moved_by_a_setting_is_no_fault_of_the_machine() -> None:
    far = replace(ASKED, asked_at=NOW + timedelta(days=3000))
    assert verdict(replace(FINDINGS, pretended=True, asked=far), "clock") is Finding.LOOK


@pytest.mark.parametrize(
    ("left", "expected"), [(1000, Finding.WELL), (51, Finding.WELL), (50, Finding.LOOK), (0, Finding.BROKEN)]
)
def test_sessions_run_out(left: int, expected: Finding) -> None:
    sessions = Sessions(left, 1000, timedelta(hours=3))
    assert verdict(replace(FINDINGS, asked=replace(ASKED, sessions=sessions)), "gateway") is expected


def test_zones_that_are_not_known_are_named() -> None:
    rows = diagnose(replace(FINDINGS, missing_zones=("America/Los_Angeles", "Europe/Berlin")))
    row = next(row for row in rows if row.check == "time zones")
    assert row.verdict is Finding.BROKEN
    assert "America/Los_Angeles and Europe/Berlin" in row.detail


def test_an_intent_that_could_not_be_learnt_is_no_fault() -> None:
    assert verdict(replace(FINDINGS, asked=replace(ASKED, content_intent=None)), "message content") is Finding.LOOK


def test_private_networks_are_pointed_out() -> None:
    assert verdict(replace(FINDINGS, private=True), "settings") is Finding.LOOK


def source(name: str, answered: int, due: int) -> Source:
    state = FeedState(name, NOW + timedelta(hours=due), last_success=NOW - timedelta(hours=answered))
    return Source(1, name, None, "42", NOW - timedelta(days=30), paused=False, state=state)


@pytest.mark.parametrize(
    ("sources", "expected", "said"),
    [
        ((), Finding.LOOK, "There are none"),
        ((source("https://a.example/feed", 20, 4),), Finding.WELL, "1 asked, last answer"),
        ((source("https://a.example/feed", 20, -7),), Finding.LOOK, "1 asked, last answer"),
        ((source("discord:1/2", 0, 0),), Finding.WELL, "1 watched channel, and no address to ask."),
    ],
)
def test_a_quiet_source_is_no_fault(sources: tuple[Source, ...], expected: Finding, said: str) -> None:
    kept = Kept(Condition("1", 1), Stats(0, {}, {}, 0, None), (), (), sources)
    row = next(row for row in diagnose(replace(FINDINGS, kept=kept)) if row.check == "sources")
    assert (row.verdict, row.detail.startswith(said)) == (expected, True)


def test_one_broken_row_is_enough() -> None:
    rows = diagnose(FINDINGS)
    assert [row.check for row in rows if row.verdict is Finding.BROKEN] == ["database"]
    assert broken(rows)
    assert not broken(tuple(row for row in rows if row.check != "database"))


def test_of_many_channels_only_those_with_something_wrong_are_listed() -> None:
    places = [Place(str(number), f"channel-{number}", Whereabouts.THERE) for number in range(MANY_CHANNELS)]
    every = diagnose(replace(FINDINGS, asked=replace(ASKED, places=tuple(places))))
    assert [row.check for row in every if row.check.startswith("#")] == [f"#channel-{n}" for n in range(MANY_CHANNELS)]
    gone = Place("7", "lost", Whereabouts.GONE)
    rows = diagnose(replace(FINDINGS, asked=replace(ASKED, places=(*places, gone))))
    assert [row.check for row in rows if row.check.startswith("#")] == ["#lost"]
    (summary,) = (row for row in rows if row.check == "channels")
    assert f"{MANY_CHANNELS} of {MANY_CHANNELS + 1}" in summary.detail


@pytest.mark.parametrize(
    "findings",
    [
        FINDINGS,
        replace(FINDINGS, asked=None, token=False),
        replace(FINDINGS, asked=replace(ASKED, accepted=False)),
        replace(FINDINGS, asked=Asked(problem="Discord can't be reached.")),
        replace(FINDINGS, catalogue_problem="It can't be read.", missing_zones=("Europe/Berlin",), private=True),
    ],
)
def test_what_is_not_well_says_in_one_sentence_what_to_do(findings: Findings) -> None:
    for row in diagnose(findings):
        assert bool(row.remedy) == (row.verdict is not Finding.WELL)
        assert not row.remedy or (row.remedy.endswith(".") and "\n" not in row.remedy)
