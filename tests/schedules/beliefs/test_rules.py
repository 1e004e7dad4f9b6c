"""The rules of weighing, one by one, as an editor would put them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from schedules.beliefs import history, weigh
from schedules.catalogue import Catalogue
from schedules.edtf import Edtf, Precision
from schedules.model import Known, Pin, Premiere, Show, Status, Trust, Verdict
from schedules.model import Testimony as Said

Say = Callable[..., Said]

ON = dt.date(2016, 8, 20)


@pytest.fixture
def believe(show: Show, catalogue: Catalogue) -> Callable[..., dict[int | None, Premiere]]:
    def _believe(
        *testimonies: Said,
        on: dt.date = ON,
        history: Sequence[Known] = (),
        pins: Sequence[Pin] = (),
        miniseries: bool = False,
    ) -> dict[int | None, Premiere]:
        known = replace(catalogue, history=tuple(history))
        table = weigh(replace(show, miniseries=miniseries), testimonies, known, on, pins)
        return {premiere.season: premiere for premiere in table}

    return _believe


Believe = Callable[..., dict[int | None, Premiere]]


def _state(premiere: Premiere) -> tuple[str, str | None, bool]:
    return premiere.status, str(premiere.date) if premiere.date else None, premiere.disputed


def _verdicts(premiere: Premiere) -> list[str]:
    return [reason.verdict for reason in premiere.reasons]


# What is said, in the order of days by different sites (capitals are trusted sites), and what is believed then.
COURSES = {
    "anyone may date where nothing is known": (
        ["a 01 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "an untrusted site alone disputes and moves nothing": (
        ["A 01 confirmed 2016-09-30", "b 02 confirmed 2016-10-07"],
        ("confirmed", "2016-09-30", True),
    ),
    "a second independent site moves it": (
        ["A 01 confirmed 2016-09-30", "b 02 confirmed 2016-10-07", "c 03 confirmed 2016-10-07"],
        ("confirmed", "2016-10-07", False),
    ),
    "the same site again is no second voice": (
        ["A 01 confirmed 2016-09-30", "b 02 confirmed 2016-10-07", "b 03 confirmed 2016-10-07"],
        ("confirmed", "2016-09-30", True),
    ),
    "two sites that contradict differently agree on nothing": (
        ["A 01 confirmed 2016-09-30", "b 02 confirmed 2016-10-07", "c 03 confirmed 2016-11-04"],
        ("confirmed", "2016-09-30", True),
    ),
    "a second voice may say it less finely": (
        ["A 01 confirmed 2016-09-30", "b 02 confirmed 2016-10-07", "c 03 confirmed 2016-10"],
        ("confirmed", "2016-10-07", False),
    ),
    "a trusted site moves it alone": (
        ["A 01 confirmed 2016-09-30", "B 02 confirmed 2016-10-07"],
        ("confirmed", "2016-10-07", False),
    ),
    "a trusted site that repeats the date ends the dispute": (
        ["A 01 confirmed 2016-09-30", "b 02 confirmed 2016-10-07", "B 03 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "an older trusted word beats a newer word of anyone": (
        ["A 01 confirmed 2016-09-30", "b 09 confirmed 2016-10-07"],
        ("confirmed", "2016-09-30", True),
    ),
    "on one day trust decides": (
        ["b 01 confirmed 2016-10-07", "A 01 confirmed 2016-09"],
        ("confirmed", "2016-09", True),
    ),
    "on one day and in equal trust the finer date is taken": (
        ["A 01 confirmed 2016-11", "B 01 confirmed 2016-10-07"],
        ("confirmed", "2016-10-07", True),
    ),
    "two trusted sites of a day leave what was believed": (
        ["a 01 confirmed 2016-09-30", "A 02 confirmed 2016-09-30", "B 02 confirmed 2016-10-07"],
        ("confirmed", "2016-09-30", True),
    ),
    "a finer date inside the window refines it": (
        ["A 01 confirmed 2016", "b 02 confirmed 2016-23", "c 03 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "a coarser date that holds it undoes nothing": (
        ["a 01 confirmed 2016-09-30", "A 02 confirmed 2016-23", "b 03 confirmed 2016"],
        ("confirmed", "2016-09-30", False),
    ),
    "a coarser date that does not hold it contradicts": (
        ["a 01 confirmed 2016-09-30", "A 02 confirmed 2017"],
        ("confirmed", "2017", False),
    ),
    "a finer date outside the window moves it": (
        ["a 01 confirmed 2016-23", "A 02 confirmed 2017-03-17"],
        ("confirmed", "2017-03-17", False),
    ),
    "windows that cross deny nothing": (
        ["a 01 confirmed 2016-09/2016-11", "b 02 confirmed 2016-10/2016-12"],
        ("confirmed", "2016-09/2016-11", False),
    ),
    "a trusted site may shift a window": (
        ["a 01 confirmed 2016-09/2016-11", "A 02 confirmed 2016-10/2016-12"],
        ("confirmed", "2016-10/2016-12", False),
    ),
    "an open end is refined by what it allows": (
        ["a 01 confirmed 2016-09/..", "b 02 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "a rumour dates nothing": (
        ["A 01 rumoured 2016-09-30"],
        ("rumoured", None, False),
    ),
    "many rumours date nothing": (
        ["A 01 undated", "B 02 rumoured 2016-09-30", "C 03 rumoured 2016-09-30", "d 04 rumoured 2016-09-30"],
        ("undated", None, False),
    ),
    "a date with a plan already known": (
        ["A 01 undated", "b 02 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "to give no date takes none back": (
        ["a 01 confirmed 2016-09-30", "A 02 undated"],
        ("confirmed", "2016-09-30", False),
    ),
    "a trusted site takes a date back": (
        ["a 01 confirmed 2016-09-30", "A 02 superseded 2016-09-30"],
        ("undated", None, False),
    ),
    "a date is taken back with the window that holds it": (
        ["a 01 confirmed 2016-09-30", "A 02 superseded 2016-23"],
        ("undated", None, False),
    ),
    "taking back another date takes nothing back": (
        ["a 01 confirmed 2016-09-30", "A 02 superseded 2016-10-07"],
        ("confirmed", "2016-09-30", False),
    ),
    "anyone who takes it back alone disputes it": (
        ["A 01 confirmed 2016-09-30", "b 02 superseded 2016-09-30"],
        ("confirmed", "2016-09-30", True),
    ),
    "one takes it back and another gives the new date": (
        ["A 01 confirmed 2016-09-30", "b 02 superseded 2016-09-30", "c 03 confirmed 2016-10-07"],
        ("confirmed", "2016-10-07", False),
    ),
    "the new date waits for the old one to be taken back": (
        ["A 01 confirmed 2016-09-30", "b 02 confirmed 2016-10-07", "c 03 superseded 2016-09-30"],
        ("confirmed", "2016-10-07", False),
    ),
    "moved, told by one article, beats the old date told the same day": (
        ["a 01 confirmed 2016-09-30", "B 02 confirmed 2016-09-30", "C 02 superseded 2016-09-30"],
        ("undated", None, False),
    ),
    "cancelled where nothing was planned": (
        ["a 01 cancelled"],
        ("cancelled", None, False),
    ),
    "anyone who calls a plan off disputes it": (
        ["A 01 undated", "b 02 cancelled"],
        ("undated", None, True),
    ),
    "a second voice calls it off": (
        ["A 01 confirmed 2016-09-30", "b 02 cancelled", "c 03 cancelled"],
        ("cancelled", None, False),
    ),
    "a trusted site calls it off": (
        ["a 01 confirmed 2016-09-30", "A 02 cancelled"],
        ("cancelled", None, False),
    ),
    "one voice revives what one voice called off": (
        ["a 01 cancelled", "b 02 undated"],
        ("undated", None, False),
    ),
    "one voice does not revive what a trusted site called off": (
        ["A 01 cancelled", "b 02 confirmed 2017"],
        ("cancelled", None, True),
    ),
    "a trusted site revives": (
        ["A 01 cancelled", "B 02 confirmed 2017"],
        ("confirmed", "2017", False),
    ),
    "the old cancellation told as background ends no revival": (
        ["A 01 cancelled", "B 02 confirmed 2017", "C 03 cancelled"],
        ("confirmed", "2017", True),
    ),
    "a rumour does not revive": (
        ["a 01 cancelled", "A 02 rumoured 2017"],
        ("cancelled", None, False),
    ),
    "a date already past when it was told as to come": (
        ["A 09 confirmed 2016-08-02"],
        ("rumoured", None, False),
    ),
    "a window that passed without a release holds nobody back": (
        ["A 01 confirmed 2016-07", "b 09 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "a release dates history": (
        ["a 09 released 2016-08-05"],
        ("released", "2016-08-05", False),
    ),
    "a release less finely told keeps the day": (
        ["a 01 confirmed 2016-08-05", "b 09 released 2016"],
        ("released", "2016-08-05", False),
    ),
    "a release more finely told gives the day": (
        ["a 01 confirmed 2016-08", "b 09 released 2016-08-05"],
        ("released", "2016-08-05", False),
    ),
    "what is told as out while its day lies ahead is another season": (
        ["A 01 confirmed 2016-09-30", "b 09 released 2016"],
        ("confirmed", "2016-09-30", True),
    ),
    "what trusted sites told as out does not come again": (
        ["A 02 released 2016-08-01", "B 09 confirmed 2016-09-30"],
        ("released", "2016-08-01", False),
    ),
    "a trusted site knows better than one who told of a release": (
        ["a 02 released 2016-08-01", "B 09 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "history is moved by no single voice": (
        ["b 06 released 2016-08-05", "A 09 released 2016-08-03"],
        ("released", "2016-08-05", True),
    ),
    "and closed when two voices agreed on it": (
        ["a 01 confirmed 2016-08-05", "b 06 released 2016-08-05", "A 09 released 2016-08-03"],
        ("released", "2016-08-05", False),
    ),
    "two voices correct it": (
        ["b 06 released 2016-08-05", "A 09 released 2016-08-03", "c 10 released 2016-08-03"],
        ("released", "2016-08-03", False),
    ),
    "one who told of a release gives way to one who says that it comes": (
        ["a 02 released 2016-08-01", "b 09 confirmed 2016-09-30"],
        ("confirmed", "2016-09-30", False),
    ),
    "a release in the future of its article is impossible": (
        ["A 09 released 2016-09-30"],
        ("rumoured", None, False),
    ),
    "nobody plans eleven years ahead": (
        ["A 09 confirmed 2061-09-30"],
        ("rumoured", None, False),
    ),
}


@pytest.mark.parametrize("course", COURSES)
def test_what_is_believed_after_a_course_of_words(course: str, say: Say, believe: Believe) -> None:
    lines, expected = COURSES[course]
    testimonies = []
    for line in lines:
        site, day, what = line.split(" ", 2)
        trust = Trust.TRUSTED if site.isupper() else Trust.OTHER
        testimonies.append(say(what, f"2016-08-{day}", f"{site}.example", trust=trust))

    table = believe(*testimonies)

    assert _state(table[1]) == expected
    assert len(table[1].reasons) == len(lines)
    assert all(reason.detail.endswith(".") for reason in table[1].reasons)


def test_two_articles_without_a_site_are_two_voices(say: Say, believe: Believe) -> None:
    first = say("confirmed 2016-09-30", "2016-08-01", None, article="one")
    second = say("confirmed 2016-10-07", "2016-08-02", None, article="two")
    third = say("confirmed 2016-10-07", "2016-08-03", None, article="three")

    assert _state(believe(first, second, third)[1]) == ("confirmed", "2016-10-07", False)


def test_a_near_copy_on_another_site_is_no_second_voice(say: Say, believe: Believe) -> None:
    first = say("confirmed 2016-09-30", "2016-08-01", trust=Trust.TRUSTED)
    second = say("confirmed 2016-10-07", "2016-08-02", "b.example", voice="v")
    copy = say("confirmed 2016-10-07", "2016-08-03", "c.example", voice="v")

    assert _state(believe(first, second, copy)[1]) == ("confirmed", "2016-09-30", True)


def test_a_claim_without_a_season_is_about_the_first_to_come(say: Say, believe: Believe) -> None:
    history = [Known("Luke Cage", 1, dt.date(2015, 9, 30))]
    table = believe(
        say("confirmed 2016-09-30", "2016-08-01", season=None),
        say("undated", "2015-08-01", "b.example", season=None),
        history=history,
    )

    assert _state(table[2]) == ("confirmed", "2016-09-30", False)
    assert table[1].status is Status.RELEASED
    # In 2015 the first season was the one to come.
    assert _verdicts(table[1]) == [Verdict.TOO_VAGUE]


def test_a_season_is_out_when_its_believed_day_has_passed(say: Say, believe: Believe) -> None:
    table = believe(
        say("confirmed 2016-08-05", "2016-08-01"),
        say("confirmed 2017", "2016-08-05", "b.example", season=None),
        say("confirmed 2017", "2016-08-06", "c.example", season=None),
    )

    assert table[1].disputed
    assert _state(table[2]) == ("confirmed", "2017", False)


def test_a_release_without_a_season_is_the_latest_that_was_out(say: Say, believe: Believe) -> None:
    history = [Known("Luke Cage", 1, dt.date(2014, 9, 30)), Known("Luke Cage", 2, dt.date(2015, 9, 30))]
    table = believe(
        say("released 2015", "2016-08-01", season=None),
        say("released 2014", "2016-08-02", season=None),
        history=history,
    )

    assert [_verdicts(table[season]) for season in (1, 2)] == [[Verdict.TOO_VAGUE], [Verdict.TOO_VAGUE]]


def test_a_miniseries_has_one_season(say: Say, believe: Believe) -> None:
    history = [Known("Luke Cage", 1, dt.date(2015, 9, 30))]
    table = believe(say("released 2015", "2016-08-01", season=None), history=history, miniseries=True)

    assert list(table) == [1]


def test_a_cancelled_show_keeps_the_season_that_has_a_date(say: Say, believe: Believe) -> None:
    history = [Known("Luke Cage", 1, dt.date(2015, 9, 30))]
    dated = say("confirmed 2016-09-30", "2016-08-01", season=2)
    table = believe(dated, say("cancelled", "2016-08-02", "b.example", season=None), history=history)

    assert _state(table[2]) == ("confirmed", "2016-09-30", False)
    assert _state(table[3]) == ("cancelled", None, False)


def test_a_show_cancelled_before_it_began_does_not_begin(say: Say, believe: Believe) -> None:
    dated = say("confirmed 2016-09-30", "2016-08-01", season=None)
    over = say("cancelled", "2016-08-02", "B.example", season=None, trust=Trust.TRUSTED)

    assert _state(believe(dated, over)[1]) == ("cancelled", None, False)


@pytest.mark.parametrize("season", [40, 0, -3, 100, 2016])
def test_a_season_that_no_show_has_makes_no_row(season: int, say: Say, believe: Believe) -> None:
    history = [Known("Luke Cage", 1, dt.date(2014, 9, 30)), Known("Luke Cage", 2, dt.date(2015, 9, 30))]
    table = believe(say("confirmed 2016-09-30", "2016-08-01", season=season), history=history)

    assert list(table) == [1, 2]
    assert _verdicts(table[2]) == [Verdict.OTHER_SEASON]


def test_a_far_season_is_believed_when_a_second_voice_speaks_of_it(say: Say, believe: Believe) -> None:
    first = say("confirmed 2016-09-30", "2016-08-01", season=1)
    far = say("undated", "2016-08-01", "b.example", season=9)
    second = say("undated", "2016-08-03", "c.example", season=9)

    assert list(believe(first, far)) == [1]
    assert list(believe(first, far, second)) == [1, 9]


def test_the_only_claim_about_no_season_still_has_its_reason(say: Say, believe: Believe) -> None:
    table = believe(say("confirmed 2016-09-30", "2016-08-01", season=0))

    assert list(table) == [None]
    assert table[None].date is None
    assert _verdicts(table[None]) == [Verdict.OTHER_SEASON]


class TestSuccession:
    def test_two_seasons_do_not_share_a_day(self, say: Say, believe: Believe) -> None:
        table = believe(
            say("confirmed 2016-09-30", "2016-08-01", season=1),
            say("confirmed 2016-09-30", "2016-08-02", "B.example", season=2, trust=Trust.TRUSTED),
        )

        assert _state(table[1]) == ("confirmed", "2016-09-30", False)
        assert table[2].date is None
        assert _verdicts(table[2]) == [Verdict.OTHER_SEASON]

    def test_the_earlier_season_takes_its_day_back(self, say: Say, believe: Believe) -> None:
        later = say("confirmed 2016-09-30", "2016-08-01", season=2)
        table = believe(later, say("confirmed 2016-09-30", "2016-08-02", "b.example", season=1))

        assert believe(later)[2].date is not None
        assert _state(table[1]) == ("confirmed", "2016-09-30", False)
        assert _state(table[2]) == ("undated", None, False)
        assert _verdicts(table[2]) == [Verdict.OTHER_SEASON]

    def test_a_date_of_the_later_season_that_two_have_given_stays(self, say: Say, believe: Believe) -> None:
        table = believe(
            say("confirmed 2016-09-30", "2016-08-01", season=2),
            say("confirmed 2016-09-30", "2016-08-02", "b.example", season=2),
            say("confirmed 2016-09-30", "2016-08-03", "c.example", season=1),
        )

        assert table[1].date is None
        assert _state(table[2]) == ("confirmed", "2016-09-30", False)

    def test_a_day_inside_the_open_window_of_the_season_before(self, say: Say, believe: Believe) -> None:
        window = say("confirmed 2017", "2016-08-01", season=1)
        day = say("confirmed 2017-03-17", "2016-08-02", "b.example", season=2)

        assert believe(window, day)[2].date is None

    def test_the_history_has_its_order_too(self, say: Say, believe: Believe) -> None:
        history = [Known("Luke Cage", 1, dt.date(2016, 8, 10))]
        same_day = say("confirmed 2016-08-10", "2016-08-01", season=2)

        assert _state(believe(same_day, history=history)[2]) == ("undated", None, False)

    def test_a_date_without_a_season_near_the_season_before_is_its_date(self, say: Say, believe: Believe) -> None:
        table = believe(
            say("confirmed 2016-08-05", "2016-08-01", season=1),
            say("confirmed 2016-08-26", "2016-08-07", "B.example", season=None, trust=Trust.TRUSTED),
        )

        assert list(table) == [1]
        assert _state(table[1]) == ("confirmed", "2016-08-26", False)

    def test_a_show_that_has_not_begun_loses_no_second_season_to_one_voice(self, say: Say, believe: Believe) -> None:
        dated = say("confirmed 2016-09-30", "2016-08-01", season=1)
        over = say("cancelled", "2016-08-02", "b.example", season=2)
        again = say("cancelled", "2016-08-03", "c.example", season=2)

        assert _state(believe(dated, over)[2]) == ("rumoured", None, False)
        assert _state(believe(dated, over, again)[2]) == ("cancelled", None, False)


def test_voices_months_apart_call_nothing_back(say: Say, believe: Believe) -> None:
    over = say("cancelled", "2015-01-01", trust=Trust.TRUSTED)
    one = say("undated", "2015-06-01", "b.example")
    late = say("undated", "2016-06-01", "c.example")
    soon = say("undated", "2016-07-01", "d.example")

    assert _state(believe(over, one, late)[1]) == ("cancelled", None, True)
    assert _state(believe(over, one, late, soon)[1]) == ("undated", None, False)


def test_an_article_of_tomorrow_waits_for_its_day(say: Say, believe: Believe) -> None:
    testimony = say("confirmed 2016-09-30", "2016-08-21")

    assert believe(testimony) == {}
    assert _state(believe(testimony, on=dt.date(2016, 8, 21))[1]) == ("confirmed", "2016-09-30", False)


def test_an_article_without_a_day_is_the_oldest(say: Say, believe: Believe) -> None:
    old = say("confirmed 2016-10-07", None, "A.example", trust=Trust.TRUSTED)
    new = say("confirmed 2016-09-30", "2016-08-01", "B.example", trust=Trust.TRUSTED)

    assert _state(believe(old, new)[1]) == ("confirmed", "2016-09-30", False)


def test_an_unchecked_article_without_a_day_gives_way_to_one_with_a_day(say: Say, believe: Believe) -> None:
    old = say("confirmed 2016-10-07", None)
    new = say("confirmed 2016-09-30", "2016-08-01", "b.example")
    second = say("confirmed 2016-10-07", None, "c.example")

    assert _state(believe(old, new)[1]) == ("confirmed", "2016-09-30", False)
    assert _state(believe(old, second, new)[1]) == ("confirmed", "2016-10-07", True)


def test_an_article_without_a_day_counts_after_the_plan_that_it_takes_back(say: Say, believe: Believe) -> None:
    plan = [say("confirmed 2016-09-30", "2016-08-01"), say("confirmed 2016-09-30", "2016-08-02", "b.example")]
    moved = [say(what, None, "c.example") for what in ("superseded 2016-09-30", "confirmed 2016-10-07")]
    second = say("confirmed 2016-10-07", "2016-08-03", "d.example")

    assert _state(believe(*moved)[1]) == ("confirmed", "2016-10-07", False)
    assert _state(believe(*plan, *moved)[1]) == ("confirmed", "2016-09-30", True)
    assert _state(believe(*plan, *moved, second)[1]) == ("confirmed", "2016-10-07", False)


def test_a_release_told_without_a_day_counts_from_its_date_on(say: Say, believe: Believe) -> None:
    told = say("released 2016-09-30", None, "b.example")
    coming = say("confirmed 2016-09-30", "2016-08-01")

    assert believe(told, coming)[1].status is Status.CONFIRMED
    assert believe(told, coming, on=dt.date(2016, 9, 30))[1].status is Status.RELEASED


class TestYearless:
    def test_the_history_gives_the_year_also_ahead(self, say: Say, believe: Believe) -> None:
        history = [Known("Luke Cage", 1, dt.date(2016, 9, 30))]
        premiere = believe(say("confirmed XXXX-09-30", None, season=None), history=history)[1]

        assert _state(premiere) == ("confirmed", "2016-09-30", False)
        assert premiere.moment == dt.datetime(2016, 9, 30, 7, tzinfo=dt.UTC)
        assert "history gave the year" in premiere.basis
        assert "history gave the year" in premiere.reasons[0].detail

    def test_without_history_there_is_no_moment(self, say: Say, believe: Believe) -> None:
        premiere = believe(say("confirmed XXXX-09-30", None))[1]

        assert _state(premiere) == ("confirmed", "XXXX-09-30", False)
        assert premiere.precision is Precision.DAY
        assert premiere.moment is None

    def test_another_season_of_that_day_gives_no_year(self, say: Say, believe: Believe) -> None:
        history = [Known("Luke Cage", 1, dt.date(2016, 9, 30))]
        premiere = believe(say("confirmed XXXX-09-30", None, season=2), history=history)[2]

        assert premiere.moment is None

    def test_a_window_of_one_year_gives_the_year(self, say: Say, believe: Believe) -> None:
        day = say("confirmed XXXX-09-30", None)

        assert _state(believe(day, say("confirmed 2016", "2016-08-01", "b.example"))[1])[1] == "2016-09-30"
        assert _state(believe(day, say("confirmed 2016/2017", "2016-08-01", "b.example"))[1])[1] == "XXXX-09-30"

    def test_the_year_makes_it_the_same_day(self, say: Say, believe: Believe) -> None:
        premiere = believe(say("confirmed XXXX-09-30", None), say("confirmed 2016-09-30", "2016-08-01", "b.example"))[1]

        assert _state(premiere) == ("confirmed", "2016-09-30", False)
        assert _verdicts(premiere) == [Verdict.SUPPORTS, Verdict.SUPPORTS]


class TestHistory:
    def test_it_counts_from_its_day_on_and_no_article_moves_it(self, say: Say, believe: Believe) -> None:
        history = [Known("Luke Cage", 1, dt.date(2016, 9, 30))]
        wrong = say("confirmed 2016-10-07", "2016-08-01", trust=Trust.OFFICIAL)

        assert _state(believe(wrong, history=history)[1]) == ("confirmed", "2016-10-07", False)
        premiere = believe(wrong, history=history, on=dt.date(2016, 9, 30))[1]
        assert _state(premiere) == ("released", "2016-09-30", False)
        assert _verdicts(premiere) == [Verdict.SUPERSEDED]

    def test_it_knows_its_own_hour(self, believe: Believe) -> None:
        known = Known("Luke Cage", 1, dt.date(2016, 3, 4), dt.time(18), "America/Los_Angeles")

        assert believe(history=[known])[1].moment == dt.datetime(2016, 3, 5, 2, tzinfo=dt.UTC)

    def test_a_season_called_off_may_be_revived_by_a_trusted_site(self, say: Say, believe: Believe) -> None:
        history = [Known("Luke Cage", 3, None, cancelled=dt.date(2016, 8, 1))]
        anyone = say("undated", "2016-08-05", season=3)
        trusted = say("confirmed 2017", "2016-08-06", "B.example", season=3, trust=Trust.TRUSTED)

        assert _state(believe(history=history)[3]) == ("cancelled", None, False)
        assert _state(believe(anyone, history=history)[3]) == ("cancelled", None, True)
        assert _state(believe(anyone, trusted, history=history)[3]) == ("confirmed", "2017", False)

    def test_a_date_ahead_is_no_date_of_a_season_that_is_out(self, say: Say, believe: Believe) -> None:
        history = [Known("Luke Cage", 1, dt.date(2015, 9, 30))]
        premiere = believe(say("confirmed 2017", "2016-08-01", trust=Trust.TRUSTED), history=history)[1]

        assert _state(premiere) == ("released", "2015-09-30", False)
        assert _verdicts(premiere) == [Verdict.OTHER_SEASON]


class TestPins:
    AT = dt.datetime(2016, 8, 10, 15, tzinfo=dt.UTC)

    def _pin(self, date: str, at: dt.datetime = AT) -> Pin:
        return Pin("Luke Cage", 1, Edtf.parse(date), "Misty", at)

    def test_a_pin_beats_all_and_a_trusted_contradiction_is_reported(self, say: Say, believe: Believe) -> None:
        official = say("confirmed 2016-10-07", "2016-08-12", trust=Trust.OFFICIAL)
        premiere = believe(official, pins=[self._pin("2016-09-30")])[1]

        assert _state(premiere) == ("confirmed", "2016-09-30", True)
        assert premiere.basis == "An editor pinned it on 10 August 2016."
        assert _verdicts(premiere) == [Verdict.OUTWEIGHED]
        assert "pin" in premiere.reasons[0].detail

    def test_one_unchecked_voice_disputes_no_pin(self, say: Say, believe: Believe) -> None:
        premiere = believe(say("confirmed 2016-10-07", "2016-08-12"), pins=[self._pin("2016-09-30")])[1]

        assert _state(premiere) == ("confirmed", "2016-09-30", False)

    def test_a_trusted_cancellation_is_reported_too(self, say: Say, believe: Believe) -> None:
        over = say("cancelled", "2016-08-12", trust=Trust.TRUSTED)

        assert _state(believe(over, pins=[self._pin("2016-09-30")])[1]) == ("confirmed", "2016-09-30", True)

    def test_a_pin_needs_no_article(self, believe: Believe) -> None:
        assert believe(pins=[self._pin("2016-09-30")])[1].moment is not None

    def test_the_newest_pin_holds_from_its_day_on(self, believe: Believe) -> None:
        pins = [self._pin("2016-09-30"), self._pin("2016-10-07", dt.datetime(2016, 8, 25, tzinfo=dt.UTC))]

        assert _state(believe(pins=pins)[1])[1] == "2016-09-30"
        assert _state(believe(pins=pins, on=dt.date(2016, 8, 25))[1])[1] == "2016-10-07"

    def test_what_an_editor_pinned_comes_out(self, say: Say, believe: Believe) -> None:
        pin = self._pin("2016-08-12")
        premiere = believe(say("released 2016-08-12", "2016-08-13"), pins=[pin])[1]

        assert premiere.status is Status.RELEASED


class TestRumours:
    def test_the_newest_is_shown(self, say: Say, believe: Believe) -> None:
        premiere = believe(
            say("rumoured 2016-10", "2016-08-01"), say("rumoured 2016-11", "2016-08-02"), say("undated", "2016-08-03")
        )[1]

        assert premiere.rumour == Edtf.parse("2016-11")

    @pytest.mark.parametrize(
        ("what", "shown"),
        [
            ("confirmed 2016-09-30", None),
            ("confirmed 2016", "2016-11"),
            ("superseded 2016-11", None),
            ("cancelled", None),
            ("confirmed 2017", None),
        ],
    )
    def test_what_is_known_since_answers_it(self, what: str, shown: str | None, say: Say, believe: Believe) -> None:
        premiere = believe(say("rumoured 2016-11", "2016-08-01"), say(what, "2016-08-02", "b.example"))[1]

        assert premiere.rumour == (Edtf.parse(shown) if shown else None)

    def test_one_that_has_passed_is_gone(self, say: Say, believe: Believe) -> None:
        assert believe(say("rumoured 2016-08-10", "2016-08-01"))[1].rumour is None


class TestMoments:
    @pytest.mark.parametrize(
        ("at", "hour"),
        [
            (("18:00", "PT"), "2016-10-01T01:00"),
            (("21:00", "EST"), "2016-10-01T01:00"),
            (("9:00", "Europe/Berlin"), "2016-09-30T07:00"),
            (("3:01", "Eastern Time"), "2016-09-30T07:01"),
            (("18:00", ""), "2016-09-30T07:00"),
            (("18:00", "Nowhere/Land"), "2016-09-30T07:00"),
            (("25:00", "PT"), "2016-09-30T07:00"),
            (("soon", "PT"), "2016-09-30T07:00"),
        ],
    )
    def test_an_article_may_give_the_time(self, at: tuple[str, str], hour: str, say: Say, believe: Believe) -> None:
        premiere = believe(say("confirmed 2016-09-30", "2016-08-01", at=at))[1]

        assert premiere.moment == dt.datetime.fromisoformat(hour).replace(tzinfo=dt.UTC)

    def test_most_of_the_most_trusted_give_the_time(self, say: Say, believe: Believe) -> None:
        said = "confirmed 2016-09-30"
        voices = [
            say(said, "2016-08-01", "a.example", at=("01:00", "PT")),
            say(said, "2016-08-02", "b.example", at=("02:00", "PT")),
            say(said, "2016-08-03", "c.example", at=("05:00", "ET")),
        ]
        trusted = say(said, "2016-08-04", "D.example", at=("04:00", "PT"), trust=Trust.TRUSTED)

        assert believe(*voices)[1].moment == dt.datetime(2016, 9, 30, 9, tzinfo=dt.UTC)
        assert believe(*voices, trusted)[1].moment == dt.datetime(2016, 9, 30, 11, tzinfo=dt.UTC)

    def test_a_service_without_a_rule_has_noon(self, say: Say, show: Show, catalogue: Catalogue) -> None:
        elsewhere = replace(show, service="Elsewhere")
        premiere = weigh(elsewhere, [say("confirmed 2016-09-30", "2016-08-01", service="Netflix")], catalogue, ON)[0]

        assert premiere.service == "Elsewhere"
        assert premiere.moment == dt.datetime(2016, 9, 30, 12, tzinfo=dt.UTC)


def test_of_several_days_in_one_article_the_first_is_the_season_s(say: Say, believe: Believe) -> None:
    parts = [
        say(what, "2016-08-01", "A.example", trust=Trust.TRUSTED, article="one")
        for what in ("confirmed 2016-11-18", "confirmed 2016-09-30", "confirmed 2016-12")
    ]
    second = say("confirmed 2016-11-18", "2016-08-02", "b.example")

    assert _state(believe(*parts)[1]) == ("confirmed", "2016-09-30", False)
    assert _state(believe(*parts, second)[1]) == ("confirmed", "2016-09-30", True)


class TestTheDayFartherEast:
    """21:00 on a Sunday in New York is on Monday's schedule in London."""

    EVENING = ("21:00", "ET")

    def test_it_moves_nothing_and_disputes_nothing(self, say: Say, believe: Believe) -> None:
        premiere = believe(
            say("confirmed 2016-09-25", "2016-08-01", "A.example", trust=Trust.TRUSTED, at=self.EVENING),
            say("confirmed 2016-09-26", "2016-08-02", "B.example", trust=Trust.TRUSTED),
            say("confirmed 2016-09-26", "2016-08-03", "C.example", trust=Trust.TRUSTED, at=("02:00", "UK")),
            say("confirmed 2016-09-26", "2016-08-04", "d.example"),
        )[1]

        assert _state(premiere) == ("confirmed", "2016-09-25", False)
        assert _verdicts(premiere) == [Verdict.TOO_VAGUE] * 3 + [Verdict.SUPPORTS]
        assert premiere.reasons[0].detail == (
            "It says 26 September 2016, as it is farther east when it comes on 25 September 2016."
        )

    @pytest.mark.parametrize(
        ("said", "how"),
        [
            ("2016-09-27", {}),
            ("2016-09-24", {}),
            ("2016-09-26", {"at": ("21:00", "ET")}),
            ("2016-09-26", {"trust": Trust.OFFICIAL}),
        ],
    )
    def test_another_day_or_hour_and_the_word_of_the_service_move_it(
        self, said: str, how: dict[str, Any], say: Say, believe: Believe
    ) -> None:
        first = say("confirmed 2016-09-25", "2016-08-01", "A.example", trust=Trust.TRUSTED, at=self.EVENING)
        second = say(f"confirmed {said}", "2016-08-02", "B.example", **{"trust": Trust.TRUSTED, **how})

        assert _state(believe(first, second)[1]) == ("confirmed", said, False)

    def test_who_knows_of_the_day_and_takes_it_back_moves_it(self, say: Say, believe: Believe) -> None:
        first = say("confirmed 2016-09-25", "2016-08-01", "A.example", trust=Trust.TRUSTED, at=self.EVENING)
        moved = [
            say(what, "2016-08-02", "B.example", trust=Trust.TRUSTED)
            for what in ("confirmed 2016-09-26", "superseded 2016-09-25")
        ]

        assert _state(believe(first, *moved)[1]) == ("confirmed", "2016-09-26", False)

    def test_a_trusted_site_corrects_an_unchecked_one_by_a_day(self, say: Say, believe: Believe) -> None:
        first = say("confirmed 2016-09-25", "2016-08-01", at=self.EVENING)
        second = say("confirmed 2016-09-26", "2016-08-02", "B.example", trust=Trust.TRUSTED)

        assert _state(believe(first, second)[1]) == ("confirmed", "2016-09-26", False)

    def test_in_the_morning_it_is_the_same_day_all_over_the_world(self, say: Say, believe: Believe) -> None:
        # Netflix releases at midnight in California, which is the evening of that day in New Zealand.
        first = say("confirmed 2016-09-25", "2016-08-01", "A.example", trust=Trust.TRUSTED)
        second = say("confirmed 2016-09-26", "2016-08-02", "B.example", trust=Trust.TRUSTED)

        assert _state(believe(first, second)[1]) == ("confirmed", "2016-09-26", False)


class TestADayThatWentBy:
    """A season whose day has passed came, as far as anyone knows, also where nobody has told of it."""

    OLD = "confirmed 2016-08-05"

    def test_a_repeat_on_another_network_is_no_premiere(self, say: Say, believe: Believe) -> None:
        premiere = believe(
            say(self.OLD, "2016-08-01", "A.example", trust=Trust.TRUSTED),
            say("confirmed 2016-11-23", "2016-08-10", "B.example", trust=Trust.TRUSTED),
            say("confirmed 2016-11-23", "2016-08-11", "c.example"),
            say("released 2016-08-12", "2016-08-13", "D.example", trust=Trust.TRUSTED),
        )[1]

        assert _state(premiere) == ("confirmed", "2016-08-05", False)
        assert premiere.reasons[1].verdict is Verdict.OTHER_SEASON
        assert (
            premiere.reasons[1].detail == "Season 1 was out when c.example spoke of 23 November 2016 on 11 August 2016."
        )

    def test_who_takes_the_old_day_back_is_heard(self, say: Say, believe: Believe) -> None:
        first = say(self.OLD, "2016-08-01", "A.example", trust=Trust.TRUSTED)
        moved = [
            say(what, "2016-08-10", "B.example", trust=Trust.TRUSTED)
            for what in ("confirmed 2016-11-23", "superseded 2016-08-05")
        ]

        assert _state(believe(first, *moved)[1]) == ("confirmed", "2016-11-23", False)

    def test_a_day_that_was_dropped_in_silence_gives_way_to_two_voices(self, say: Say, believe: Believe) -> None:
        new, on = "confirmed 2016-11-23", "2016-08-10"
        first = say(self.OLD, "2016-06-01", "A.example", trust=Trust.TRUSTED)
        one = say(new, on, "B.example", trust=Trust.TRUSTED)
        two = say(new, "2016-08-11", "c.example")
        service = say(new, on, "D.example", trust=Trust.OFFICIAL)
        near = say(self.OLD, "2016-07-20", "e.example")

        assert str(believe(first, one)[1].date) == "2016-08-05"
        assert str(believe(first, one, two)[1].date) == "2016-11-23"
        assert str(believe(first, service)[1].date) == "2016-11-23"
        assert str(believe(first, near, one, two)[1].date) == "2016-08-05"
        assert str(believe(first, near, service)[1].date) == "2016-08-05"

    def test_also_where_it_names_no_season(self, say: Say, believe: Believe) -> None:
        first = say(self.OLD, "2016-08-01", "A.example", trust=Trust.TRUSTED)
        moved = [
            say(what, "2016-08-10", "B.example", trust=Trust.TRUSTED, quote="It comes on another day.")
            for what in ("confirmed 2016-11-23", "superseded 2016-08-05")
        ]
        table = believe(first, *moved)

        assert set(table) == {1}
        assert _state(table[1]) == ("confirmed", "2016-11-23", False)

    def test_on_the_day_itself_it_can_still_be_put_off(self, say: Say, believe: Believe) -> None:
        first = say(self.OLD, "2016-08-01", "A.example", trust=Trust.TRUSTED)
        second = say("confirmed 2016-11-23", "2016-08-05", "B.example", trust=Trust.TRUSTED)

        assert _state(believe(first, second)[1]) == ("confirmed", "2016-11-23", False)

    def test_what_one_unchecked_voice_gave_is_still_corrected(self, say: Say, believe: Believe) -> None:
        first = say(self.OLD, "2016-08-01")
        second = say("confirmed 2016-11-23", "2016-08-10", "B.example", trust=Trust.TRUSTED)

        assert _state(believe(first, second)[1]) == ("confirmed", "2016-11-23", False)


class TestASupposedDebut:
    """ "Luke Cage premieres on 18 November" is read as a debut, as the article can't tell that the show has begun."""

    PLAIN = "Luke Cage premieres Nov. 18 on Netflix."

    OUT = (Known("Luke Cage", 1, dt.date(2014, 9, 30)), Known("Luke Cage", 2, dt.date(2015, 9, 30)))

    def test_where_that_is_out_it_is_the_next(self, say: Say, believe: Believe) -> None:
        table = believe(say("confirmed 2016-11-18", "2016-08-01", quote=self.PLAIN), history=self.OUT)

        assert _state(table[3]) == ("confirmed", "2016-11-18", False)

    def test_also_where_articles_have_told_of_it(self, say: Say, believe: Believe) -> None:
        table = believe(
            say("confirmed 2015-09-30", "2015-09-15", "A.example", trust=Trust.TRUSTED),
            say("confirmed 2016-11-18", "2016-08-01", "A.example", trust=Trust.TRUSTED, quote=self.PLAIN),
            say("released 2016-11-18", "2016-11-18", "B.example", trust=Trust.TRUSTED, quote="Luke Cage came today."),
            on=dt.date(2016, 11, 20),
        )

        assert _state(table[1]) == ("confirmed", "2015-09-30", False)
        assert _state(table[2]) == ("released", "2016-11-18", False)

    @pytest.mark.parametrize(
        "words",
        [
            {"quote": "Season 1 of Luke Cage comes to ABC on Nov. 18."},
            {"quote": "The first two episodes of Luke Cage will be on YouTube from Nov. 18."},
            {"quote": "Luke Cage's first season is on ABC from Nov. 18."},
            {"quote": "Luke Cage will be on ABC from Nov. 18.", "title": "Luke Cage, seasons 1 and 2, on ABC"},
        ],
    )
    def test_who_speaks_of_the_first_season_means_a_repeat(
        self, words: dict[str, str], say: Say, believe: Believe
    ) -> None:
        table = believe(say("confirmed 2016-11-18", "2016-08-01", **words), history=self.OUT)

        assert set(table) == {1, 2}

    def test_a_window_that_holds_the_first_day_speaks_of_it(self, say: Say, believe: Believe) -> None:
        table = believe(say("confirmed 2014-23", "2014-10-05", quote="Luke Cage premieres in fall."), history=self.OUT)

        assert set(table) == {1, 2}

    def test_a_first_day_that_one_unchecked_voice_gave_is_corrected(self, say: Say, believe: Believe) -> None:
        table = believe(
            say("confirmed 2016-08-05", "2016-08-01", quote=self.PLAIN),
            say("confirmed 2016-11-18", "2016-08-10", "B.example", trust=Trust.TRUSTED, quote=self.PLAIN),
        )

        assert _state(table[1]) == ("confirmed", "2016-11-18", False)


class TestASeasonNobodyDated:
    SECOND = ("confirmed 2016-07-22", "2016-07-01", "A.example")

    def _said(self, say: Say, trust: Trust) -> list[Said]:
        return [
            say("undated", "2015-08-01", "A.example", trust=Trust.TRUSTED),
            say(*self.SECOND, season=2, trust=trust),
            say("undated", "2016-08-01", "A.example", season=3, trust=Trust.TRUSTED),
        ]

    def test_it_has_come_when_a_later_one_is_out(self, say: Say, believe: Believe) -> None:
        table = believe(*self._said(say, Trust.TRUSTED))

        assert [_state(table[season]) for season in (1, 2, 3)] == [
            ("released", None, False),
            ("confirmed", "2016-07-22", False),
            ("undated", None, False),
        ]

    def test_one_unchecked_voice_for_the_later_one_proves_nothing(self, say: Say, believe: Believe) -> None:
        table = believe(*self._said(say, Trust.OTHER))

        assert _state(table[1]) == ("undated", None, False)

    def test_its_day_is_learnt_later(self, say: Say, believe: Believe) -> None:
        told = say("released 2015-10-02", "2016-08-05", "b.example")
        table = believe(*self._said(say, Trust.TRUSTED), told)

        assert _state(table[1]) == ("released", "2015-10-02", False)

    def test_that_it_has_come_on_no_known_day_is_no_news(self, say: Say, show: Show, catalogue: Catalogue) -> None:
        changes = history(show, self._said(say, Trust.TRUSTED), catalogue, ON)

        assert [(change.season, str(change.after)) for change in changes] == [(2, "2016-07-22")]


class TestASupposedSeason:
    """Of a show of which nothing is known, "returns on 30 September" is put down to the first season."""

    BACK = ("confirmed 2016-09-30", "2016-08-01")

    def test_whoever_names_the_season_knows_better(self, say: Say, believe: Believe) -> None:
        table = believe(
            say(*self.BACK, season=None),
            say("confirmed 2016-09-30", "2016-08-02", "B.example", season=3, trust=Trust.TRUSTED),
            say("undated", "2016-08-03", "C.example", season=4, trust=Trust.TRUSTED),
        )

        assert set(table) == {3, 4}
        assert _state(table[3]) == ("confirmed", "2016-09-30", False)
        assert _verdicts(table[3]) == [Verdict.SUPPORTS, Verdict.SUPPORTS]

    @pytest.mark.parametrize(("first", "then"), [("2016-09", "2016-09-30"), ("2016-09-30", "2016-09")])
    def test_also_where_it_says_more_or_less(self, first: str, then: str, say: Say, believe: Believe) -> None:
        table = believe(
            say(f"confirmed {first}", "2016-08-01", season=None),
            say(f"confirmed {then}", "2016-08-02", "B.example", season=2, trust=Trust.TRUSTED),
        )

        assert set(table) == {2}
        assert _state(table[2]) == ("confirmed", "2016-09-30", False)

    def test_of_unchecked_voices_it_takes_two(self, say: Say, believe: Believe) -> None:
        said = [say(*self.BACK, season=None), say("confirmed 2016-09-30", "2016-08-02", "b.example", season=2)]
        second = say("confirmed 2016-09-30", "2016-08-03", "c.example", season=2)

        assert believe(*said)[1].date is not None
        assert set(believe(*said, second)) == {2}

    @pytest.mark.parametrize("season", [1, 2])
    def test_a_season_that_somebody_has_named_stays(self, season: int, say: Say, believe: Believe) -> None:
        named = say("confirmed 2016-09-30", "2016-08-01", "a.example", season=season)
        slip = say("confirmed 2016-09-30", "2016-08-02", "B.example", season=3, trust=Trust.TRUSTED)

        assert _state(believe(named, slip)[season]) == ("confirmed", "2016-09-30", False)

    def test_a_debut_is_none_where_a_third_season_is_on_its_way(self, say: Say, believe: Believe) -> None:
        table = believe(
            say("undated", "2016-07-01", "A.example", season=3, trust=Trust.TRUSTED),
            say("confirmed 2016-09-30", "2016-08-01", quote="Luke Cage premieres September 30."),
        )

        assert set(table) == {3}
        assert _state(table[3]) == ("confirmed", "2016-09-30", False)

    def test_a_debut_may_be_one_where_a_second_season_is_ordered_ahead(self, say: Say, believe: Believe) -> None:
        table = believe(
            say("undated", "2016-07-01", "A.example", season=2, trust=Trust.TRUSTED),
            say("confirmed 2016-09-30", "2016-08-01", quote="Luke Cage premieres September 30."),
        )

        assert _state(table[1]) == ("confirmed", "2016-09-30", False)


class TestASlipOfTheYear:
    @pytest.mark.parametrize("season", [1, 2, None])
    def test_the_day_of_the_season_just_out_is_no_day_of_the_next(
        self, season: int | None, say: Say, believe: Believe
    ) -> None:
        table = believe(
            say("confirmed 2016-08-05", "2016-08-01", "A.example", trust=Trust.TRUSTED),
            say("confirmed 2017-08-05", "2016-08-06", "b.example", season=season),
            history=[],
        )

        assert _state(table[1]) == ("confirmed", "2016-08-05", False)
        assert [premiere.date for number, premiere in table.items() if number != 1 and season != 2] == []

    def test_no_trusted_site_alone_moves_a_date_by_whole_years(self, say: Say, believe: Believe) -> None:
        first = say("confirmed 2016-09-30", "2016-08-01", "A.example", trust=Trust.TRUSTED)
        slip = say("confirmed 2017-09-30", "2016-08-02", "B.example", trust=Trust.TRUSTED)
        second = say("confirmed 2017-09-30", "2016-08-03", "c.example")

        assert _state(believe(first, slip)[1]) == ("confirmed", "2016-09-30", True)
        assert _state(believe(first, slip, second)[1]) == ("confirmed", "2017-09-30", False)

    def test_a_slip_of_one_unchecked_voice_is_corrected_at_once(self, say: Say, believe: Believe) -> None:
        slip = say("confirmed 2017-09-30", "2016-08-01")
        right = say("confirmed 2016-09-30", "2016-08-02", "B.example", trust=Trust.TRUSTED)

        assert _state(believe(slip, right)[1]) == ("confirmed", "2016-09-30", False)


class TestAnEndThatIsOver:
    """A show that was called off and came back has that said of it for years."""

    OUT = (Known("Luke Cage", 1, dt.date(2015, 9, 30)),)

    def _back(self, say: Say) -> list[Said]:
        return [
            say("cancelled", "2016-06-01", "A.example", season=2, trust=Trust.TRUSTED),
            say("undated", "2016-06-09", "B.example", season=2, trust=Trust.TRUSTED),
        ]

    def test_told_beside_its_return_it_calls_nothing_off(self, say: Say, believe: Believe) -> None:
        tonight = [
            say(what, "2016-08-05", "A.example", season=None, trust=Trust.TRUSTED, article="one")
            for what in ("confirmed 2016-08-05", "cancelled")
        ]
        after = [
            say(what, "2016-08-08", "B.example", season=season, trust=Trust.TRUSTED, article="two")
            for what, season in (("undated", 3), ("cancelled", None))
        ]
        table = believe(*self._back(say), *tonight, *after, history=self.OUT)

        assert _state(table[2]) == ("confirmed", "2016-08-05", False)
        assert _state(table[3]) == ("undated", None, False)
        assert _verdicts(table[2]) == ["other season", "outweighed", "supports", "too vague", "superseded"]

    def test_told_by_itself_it_takes_two_voices(self, say: Say, believe: Believe) -> None:
        came = say("confirmed 2016-08-05", "2016-07-01", "A.example", season=2, trust=Trust.TRUSTED)
        one = say("cancelled", "2016-08-10", "A.example", season=None, trust=Trust.TRUSTED)
        two = say("cancelled", "2016-08-11", "b.example", season=None)
        before = [*self._back(say), came, one]

        assert believe(*before, history=self.OUT)[3].status is not Status.CANCELLED
        assert believe(*before, two, history=self.OUT)[3].status is Status.CANCELLED

    def test_with_its_season_one_trusted_site_is_enough(self, say: Say, believe: Believe) -> None:
        came = say("confirmed 2016-08-05", "2016-07-01", "A.example", season=2, trust=Trust.TRUSTED)
        one = say("cancelled", "2016-08-10", "A.example", season=3, trust=Trust.TRUSTED)

        assert believe(*self._back(say), came, one, history=self.OUT)[3].status is Status.CANCELLED

    def test_the_news_that_a_season_is_ordered_is_no_news_of_an_end(self, say: Say, believe: Believe) -> None:
        words = [
            say(what, "2016-08-08", "B.example", season=season, trust=Trust.TRUSTED, article="one")
            for what, season in (("undated", 2), ("cancelled", None))
        ]
        table = believe(*words, history=self.OUT)

        assert _state(table[2]) == ("undated", None, False)
        assert set(table) == {1, 2}

    def test_a_season_that_is_still_promised_is_spared(self, say: Say, believe: Believe) -> None:
        ordered = say("undated", "2016-06-01", "A.example", season=2, trust=Trust.TRUSTED)
        words = [
            say(what, "2016-08-08", "B.example", season=season, trust=Trust.TRUSTED, article="one")
            for what, season in (("undated", 2), ("cancelled", None))
        ]
        table = believe(ordered, *words, history=self.OUT)

        assert _state(table[2]) == ("undated", None, False)
        assert table[3].status is Status.CANCELLED


def test_on_one_day_a_date_with_its_hour_is_the_finer(say: Say, believe: Believe) -> None:
    day = say("confirmed 2016-09-29", "2016-08-01")
    hour = say("confirmed 2016-09-30", "2016-08-01", "b.example", at=("00:00", "PT"))

    assert _state(believe(day, hour)[1]) == ("confirmed", "2016-09-30", True)


class TestReasons:
    def test_each_claim_has_its_own_newest_first(self, say: Say, believe: Believe) -> None:
        premiere = believe(
            say("undated", None, "z.example"),
            say("confirmed 2016", "2016-08-01", "a.example"),
            say("rumoured 2016-11", "2016-08-02", "b.example"),
            say("confirmed 2016-09-30", "2016-08-03", "variety.example", trust=Trust.TRUSTED),
            say("confirmed 2016-10-07", "2016-08-04", "c.example"),
            say("confirmed 2016-08-01", "2016-08-05", "d.example"),
        )[1]

        assert [(reason.verdict, reason.testimony.site) for reason in premiere.reasons] == [
            (Verdict.STALE, "d.example"),
            (Verdict.OUTWEIGHED, "c.example"),
            (Verdict.SUPPORTS, "variety.example"),
            (Verdict.OUTWEIGHED, "b.example"),
            (Verdict.TOO_VAGUE, "a.example"),
            (Verdict.TOO_VAGUE, "z.example"),
        ]
        assert [reason.detail for reason in premiere.reasons[:3]] == [
            "It spoke of 1 August 2016 as to come when that had passed already.",
            "c.example says 7 October 2016; that waits until a second, independent site says the same.",
            "variety.example said so on 3 August 2016, and one voice contradicts it.",
        ]

    def test_what_was_believed_once_is_superseded(self, say: Say, believe: Believe) -> None:
        premiere = believe(
            say("confirmed 2016-09-30", "2016-08-01"),
            say("confirmed 2016-10-07", "2016-08-02", "B.example", trust=Trust.TRUSTED),
        )[1]

        assert _verdicts(premiere) == [Verdict.SUPPORTS, Verdict.SUPERSEDED]
        assert premiere.reasons[1].detail == "a.example said 30 September 2016, and what B.example says is newer."

    def test_no_date_any_more_is_said_by_whoever_took_it_back(self, say: Say, believe: Believe) -> None:
        premiere = believe(
            say("undated", "2016-07-01", "z.example"),
            say("confirmed 2016-09-30", "2016-08-01"),
            say("superseded 2016-09-30", "2016-08-02", "B.example", trust=Trust.TRUSTED),
        )[1]

        assert premiere.evidence == "“superseded 2016-09-30, season 1”"
        assert premiere.basis == "B.example took back 30 September 2016 on 2 August 2016."

    def test_the_quote_is_that_of_the_most_trusted_who_said_it_first(self, say: Say, believe: Believe) -> None:
        premiere = believe(
            say("confirmed 2016-09-30", "2016-08-01"),
            say("confirmed 2016-09-30", "2016-08-02", "B.example", trust=Trust.TRUSTED),
            say("confirmed 2016-09-30", "2016-08-03", "C.example", trust=Trust.TRUSTED),
        )[1]

        assert premiere.url == "https://B.example/2016-08-02"
        assert premiere.published == dt.date(2016, 8, 2)
        assert premiere.basis == "a.example said so on 1 August 2016 and 2 others."
