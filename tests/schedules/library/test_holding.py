"""Premieres as stored hold exactly as long as weighing gives the same: held to weighing itself."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules import (
    Catalogue,
    Claim,
    Edtf,
    Known,
    Pin,
    Premiere,
    ReleaseRule,
    Service,
    Show,
    Status,
    Trust,
)
from schedules import Testimony as Witness  # pytest takes what begins with Test for a test
from schedules.beliefs import weigh
from schedules.library.holding import holds, turns

SHOW = Show("Luke Cage", "Netflix")
SERVICE = Service("Netflix", (ReleaseRule(dt.time(), "America/Los_Angeles"),))
FIRST = dt.date(2016, 1, 1)

days = st.integers(0, 200).map(lambda number: FIRST + dt.timedelta(days=number))
dates = st.one_of(
    days.map(Edtf.day),
    days.map(lambda day: Edtf.parse(f"{day:%Y-%m}")),
    days.map(lambda day: Edtf.parse(f"XXXX-{day:%m-%d}")),
    st.sampled_from(["2016", "2016-21", "2016-22", "2016-40", "2016-02/2016-04", "2016-03/.."]).map(Edtf.parse),
)


@st.composite
def witnesses(draw: st.DrawFn) -> Witness:
    status = draw(st.sampled_from(Status))
    dated = status not in (Status.CANCELLED, Status.UNDATED)
    date = draw(dates if status is Status.RUMOURED else st.one_of(st.none(), dates)) if dated else None
    season = draw(st.sampled_from([None, 1, 2, 3]))
    number = draw(st.integers(0, 9))
    claim = Claim(SHOW.name, season, date, status, "quote", 0, 5, "rule")
    trust = draw(st.sampled_from(Trust))
    return Witness(claim, f"article {number}", draw(st.none() | days), f"site{number}.example", None, "", trust)


history = st.lists(
    st.builds(Known, st.just(SHOW.name), st.integers(1, 2), days), max_size=2, unique_by=lambda k: k.season
)
pins = st.lists(
    st.builds(
        Pin, st.just(SHOW.name), st.integers(1, 3), dates.filter(lambda date: date.year_known), st.just("Ada"),
        days.map(lambda day: dt.datetime.combine(day, dt.time(12), dt.UTC)),
    ),
    max_size=1,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(witnesses(), max_size=6), history, pins, days, st.data())
def test_weighing_gives_the_same_on_every_day_on_which_it_is_said_to_hold(
    found: list[Witness], known: list[Known], pinned: list[Pin], on: dt.date, data: st.DataObject
) -> None:
    catalogue = Catalogue((SHOW,), (SERVICE,), tuple(known))

    def believed(day: dt.date) -> list[Premiere]:
        return [replace(premiere, reasons=()) for premiere in weigh(SHOW, found, catalogue, day, pinned)]

    first, until = holds(set(turns(found, known, pinned)), on)
    assert first <= on < until
    begin, end = max(first, FIRST - dt.timedelta(days=30)), min(until, FIRST + dt.timedelta(days=600))
    other = data.draw(st.dates(begin, end - dt.timedelta(days=1)))
    assert believed(other) == believed(on)


def test_where_nothing_is_known_nothing_ever_changes() -> None:
    assert holds([], FIRST) == (dt.date.min, dt.date.max)


def test_a_leap_day_without_its_year_is_looked_for_in_leap_years_only() -> None:
    claim = Claim(SHOW.name, 1, Edtf.parse("XXXX-02-29"), Status.RUMOURED, "quote", 0, 5, "rule")
    known = [Known(SHOW.name, 1, dt.date(2015, 4, 10)), Known(SHOW.name, 2, dt.date(2016, 3, 18))]
    assert holds(set(turns([Witness(claim, "article", None)], known, [])), FIRST) == (
        dt.date(2015, 4, 10),
        dt.date(2016, 3, 1),
    )
