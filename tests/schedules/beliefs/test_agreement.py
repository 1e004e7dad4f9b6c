"""How two dates stand to each other, and what they say together."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules.beliefs import phrases
from schedules.beliefs.agreement import Agreement, combine, compare, compatible, finer
from schedules.edtf import Edtf
from schedules.model import Claim, Status
from schedules.model import Testimony as Said

_FORMS = """
    2016 2017 2016-09 2016-10 2017-03 2016-21 2016-22 2016-23 2016-24 2016-33 2016-36 2016-37 2016-39 2016-40 2016-41
    2016-09-30 2016-09-29 2016-02-29 2017-03-17 2016-09/2016-11 2016/2017 2017-03/.. ../2016-10 2016-09-30/2016-09-30
    XXXX-09-30 XXXX-09-29 XXXX-09 XXXX-10 XXXX-02-29
"""
dates = st.sampled_from(_FORMS.split()).map(Edtf.parse)
_MIRRORED = {Agreement.VAGUER: Agreement.FINER, Agreement.FINER: Agreement.VAGUER}


@pytest.mark.parametrize(
    ("known", "said", "agreement"),
    [
        ("2016-09-30", "2016-09-30", Agreement.SAME),
        ("2016-09-30", "2016-09-30/2016-09-30", Agreement.SAME),
        ("2016-09-30", "2016-23", Agreement.VAGUER),
        ("2016-23", "2016-09-30", Agreement.FINER),
        ("2016-09-30", "2016-10", Agreement.APART),
        ("2016-22", "2016-23", Agreement.OVERLAP),
        ("2016-09/..", "2018", Agreement.FINER),
        ("../2016-10", "2016-11", Agreement.APART),
        ("2016-09-30", "XXXX-09-30", Agreement.VAGUER),
        ("XXXX-09", "XXXX-09-30", Agreement.FINER),
        ("XXXX-09-30", "XXXX-09-29", Agreement.APART),
        ("XXXX-09-30", "2016-10", Agreement.APART),
        ("XXXX-09-30", "2016-09", Agreement.OVERLAP),
        ("XXXX-09-30", "2016", Agreement.OVERLAP),
    ],
)
def test_what_a_date_says_about_the_one_that_is_known(known: str, said: str, agreement: Agreement) -> None:
    assert compare(Edtf.parse(known), Edtf.parse(said)) is agreement


@given(dates, dates)
def test_agreement_has_two_sides(one: Edtf, other: Edtf) -> None:
    there = compare(one, other)

    assert compare(other, one) is _MIRRORED.get(there, there)


@given(dates, dates)
def test_of_compatible_dates_the_finer_lies_in_the_other(one: Edtf, other: Edtf) -> None:
    if not compatible(one, other):
        return
    found = finer(one, other)

    assert compare(one, found) in (Agreement.SAME, Agreement.FINER)
    assert compare(other, found) in (Agreement.SAME, Agreement.FINER)


@pytest.mark.parametrize(
    ("known", "said", "meant"),
    [
        ("2016", "XXXX-09-30", "2016-09-30"),
        ("XXXX-09-30", "2016", "2016-09-30"),
        ("2016-24", "XXXX-01-15", "XXXX-01-15"),
        ("2016-22/2017-21", "XXXX-09-30", "2016-09-30"),
        ("2017", "XXXX-02-29", "XXXX-02-29"),
        ("2016-10", "XXXX-09-30", "XXXX-09-30"),
        ("2016/..", "XXXX-09-30", "XXXX-09-30"),
        ("2016", "2016-09-30", "2016-09-30"),
        ("XXXX-09", "XXXX-09-30", "XXXX-09-30"),
    ],
)
def test_a_day_without_a_year_beside_a_window(known: str, said: str, meant: str) -> None:
    assert combine(Edtf.parse(known), Edtf.parse(said)).text == meant


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2016-09-30", "30 September 2016"),
        ("XXXX-09-30", "30 September"),
        ("2016-09", "September 2016"),
        ("2016-23", "autumn 2016"),
        ("2016-36", "the fourth quarter of 2016"),
        ("2016-37", "early 2016"),
        ("2016-41", "the second half of 2016"),
        ("2016", "2016"),
        ("2016/2017-03", "between 2016 and March 2017"),
        ("2016/..", "2016 at the earliest"),
        ("../2016-10", "October 2016 at the latest"),
    ],
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert phrases.date(Edtf.parse(date)) == words


def test_who_speaks_is_the_site_else_the_title() -> None:
    claim = Claim("Luke Cage", 1, None, Status.UNDATED, "", None, None, "made")

    assert phrases.speaker(Said(claim, "a", dt.date(2016, 8, 1), "a.example", title="Title")) == "a.example"
    assert phrases.speaker(Said(claim, "a", None, title="Title")) == "“Title”"
    assert phrases.speaker(Said(claim, "a", None, title="T" * 100)) == f"“{'T' * 59}…”"
    assert phrases.speaker(Said(claim, "a", None)) == "An article"
