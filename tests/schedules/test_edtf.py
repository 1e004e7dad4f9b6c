"""Partial dates: every form of the guide, what it bounds, and the laws that hold between forms."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules import Edtf, EdtfError, Precision

FORMS = [
    ("2016-09-30", Precision.DAY, date(2016, 9, 30), date(2016, 9, 30)),
    ("2016-02-29", Precision.DAY, date(2016, 2, 29), date(2016, 2, 29)),
    ("XXXX-09-30", Precision.DAY, None, None),
    ("XXXX-02-29", Precision.DAY, None, None),
    ("XXXX-09", Precision.MONTH, None, None),
    ("2016-09", Precision.MONTH, date(2016, 9, 1), date(2016, 9, 30)),
    ("2016-21", Precision.SEASON, date(2016, 3, 1), date(2016, 6, 21)),
    ("2016-23", Precision.SEASON, date(2016, 9, 1), date(2016, 12, 21)),
    ("2016-24", Precision.SEASON, date(2016, 1, 1), date(2017, 3, 20)),
    ("2016-33", Precision.QUARTER, date(2016, 1, 1), date(2016, 3, 31)),
    ("2016-36", Precision.QUARTER, date(2016, 10, 1), date(2016, 12, 31)),
    ("2016-37", Precision.THIRD, date(2016, 1, 1), date(2016, 4, 30)),
    ("2016-39", Precision.THIRD, date(2016, 9, 1), date(2016, 12, 31)),
    ("2016-40", Precision.HALF, date(2016, 1, 1), date(2016, 6, 30)),
    ("2016-41", Precision.HALF, date(2016, 7, 1), date(2016, 12, 31)),
    ("2016", Precision.YEAR, date(2016, 1, 1), date(2016, 12, 31)),
    ("2017-03/2017-05", Precision.INTERVAL, date(2017, 3, 1), date(2017, 5, 31)),
    ("2018/..", Precision.INTERVAL, date(2018, 1, 1), None),
    ("../2016-10", Precision.INTERVAL, None, date(2016, 10, 31)),
]

NO_DATES = [
    "", "soon", "2016-9-30", "2016-13", "2016-20", "2016-25", "2016-32", "2016-42", "2016-02-30", "2015-02-29", "0000",
    "XXXX", "XXXX-21", "XXXX-13", "2016-21-01", "../..", "/", "2017/2016", "2016/", "XXXX-09-30/..", "2016-09-30T00:00",
    "２０１６", "2016-09-30 ",
]  # fmt: skip


@pytest.mark.parametrize(("text", "precision", "earliest", "latest"), FORMS)
def test_each_form_has_its_precision_and_bounds(
    text: str, precision: Precision, earliest: date | None, latest: date | None
) -> None:
    when = Edtf.parse(text)
    assert (str(when), when.precision, when.earliest, when.latest) == (text, precision, earliest, latest)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(EdtfError, match=r"\.$"):
        Edtf.parse(text)


@pytest.mark.parametrize(
    ("coarse", "fine", "contained"),
    [
        ("2016-23", "2016-09-30", True),
        ("2016", "2016-23", True),
        ("2016-09", "2016-09-30", True),
        ("2016-09-30", "2016-09", False),
        ("2018-24", "2018-01-12", True),
        ("2018-24", "2019-01-12", True),
        ("2018/..", "2019-06-14", True),
        ("2018/..", "2017-12-31", False),
        ("../2016-10", "2016-09-30", True),
        ("../2016-10", "2016-11", False),
        ("XXXX-09-30", "2016-09-30", True),
        ("XXXX-09-30", "2016-09-29", False),
        ("2016-09-30", "XXXX-09-30", False),
        ("2016", "XXXX-09-30", False),
        ("XXXX-09", "2016-09-30", True),
    ],
)
def test_containing(coarse: str, fine: str, *, contained: bool) -> None:
    assert Edtf.parse(coarse).contains(Edtf.parse(fine)) is contained


def test_only_a_day_of_a_known_year_is_exact() -> None:
    assert Edtf.day(date(2016, 9, 30)).exact == date(2016, 9, 30)
    assert Edtf.parse("2016-09").exact is None
    assert Edtf.parse("XXXX-09-30").exact is None


def test_a_year_settles_a_date_that_had_none() -> None:
    assert Edtf.parse("XXXX-09-30").in_year(2016) == Edtf.parse("2016-09-30")
    with pytest.raises(EdtfError):
        Edtf.parse("XXXX-02-29").in_year(2015)


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))
windows = st.sampled_from([21, 22, 23, 24, *range(33, 42), *range(1, 13)])
points = st.one_of(
    days.map(lambda day: day.isoformat()),
    st.builds("{:04d}-{:02d}".format, st.integers(1900, 2200), windows),
    st.integers(1900, 2200).map(str),
)


@given(points)
def test_parsing_and_writing_is_a_round_trip(text: str) -> None:
    assert str(Edtf.parse(text)) == text


@given(points, points, points)
def test_containing_is_an_order(first: str, second: str, third: str) -> None:
    a, b, c = Edtf.parse(first), Edtf.parse(second), Edtf.parse(third)
    assert a.contains(a)
    if a.contains(b) and b.contains(c):
        assert a.contains(c)


@given(points)
def test_a_date_contains_its_first_and_its_last_day_and_no_day_beside_them(text: str) -> None:
    when = Edtf.parse(text)
    assert when.earliest is not None
    assert when.latest is not None
    assert when.contains(Edtf.day(when.earliest))
    assert when.contains(Edtf.day(when.latest))
    assert not when.contains(Edtf.day(when.earliest - timedelta(days=1)))
    assert not when.contains(Edtf.day(when.latest + timedelta(days=1)))


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    with suppress(EdtfError):
        assert str(Edtf.parse(text)) == text
