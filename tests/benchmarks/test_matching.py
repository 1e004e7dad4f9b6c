import importlib.util
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gold import Row, row
from benchmarks.matching import Tally, View, compare

RIVAL = Path(__file__).parents[3] / "shared" / "corpus" / "score.py"

dates = st.sampled_from([None, "2015", "2015/..", "../2015", "2015-04", "2015-04-10", "2015-04/2015-06", "XXXX-04-10"])
statuses = st.sampled_from(["confirmed", "rumoured", "superseded", "released", "cancelled", "undated"])
seasons = st.sampled_from([None, 1, 2])
shows = st.sampled_from(["Daredevil", "Luke Cage"])


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(values, st.lists(values, min_size=2, max_size=3, unique=True))


def claims(*, alternatives: bool) -> st.SearchStrategy[list[dict[str, Any]]]:
    kind = several if alternatives else lambda values: values
    claim = st.fixed_dictionaries(
        {"show": shows, "season": kind(seasons), "date": kind(dates), "status": kind(statuses)},
        optional={"optional": st.just(alternatives)},
    )
    return st.lists(claim, max_size=6)


@pytest.fixture(scope="session")
def rival() -> ModuleType:
    """The scorer that the corpus came with."""
    if not RIVAL.exists():
        pytest.skip(f"the corpus's own scorer is not at {RIVAL}, so there is nothing to compare with")
    spec = importlib.util.spec_from_file_location("rival_score", RIVAL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rival_tally(rival: ModuleType, gold: list[dict[str, Any]], answers: list[dict[str, Any]], view: View) -> Tally:
    keys, tests = rival.VIEWS[view]
    wanted = rival.distinct([c for c in gold if rival.standing(c, tests, any)], keys)
    given_ = rival.distinct([c for c in answers if rival.standing(c, tests, any)], keys)
    right, missed, _ = rival.match(wanted, given_, keys)
    asked = right + sum(rival.standing(c, tests, all) and not c.get("optional") for c in missed)
    return Tally(right, asked, len(given_))


def tally(gold: list[Row], answers: list[Row], view: View = View.STRICT) -> tuple[int, int, int]:
    found = compare(gold, answers, view).tally
    return found.right, found.asked, found.given


def test_a_perfect_answer_has_all_and_only_what_was_asked(make_row: Callable[..., Row]) -> None:
    gold = [make_row(), make_row(season=2, date=None, status="undated")]
    found = compare(gold, list(reversed(gold)), View.STRICT)
    assert (found.tally.precision, found.tally.recall, found.tally.f1) == (1, 1, 1)
    assert (found.missed, found.wrong) == ((), ())


@pytest.mark.parametrize(
    ("change", "strict", "schedule", "dates"),
    [
        ({}, (1, 1, 1), (1, 1, 1), (1, 1, 1)),
        ({"show": "Luke Cage"}, (0, 1, 1), (0, 1, 1), (0, 1, 1)),
        ({"season": 2}, (0, 1, 1), (0, 1, 1), (1, 1, 1)),
        ({"season": None}, (0, 1, 1), (0, 1, 1), (1, 1, 1)),
        ({"date": "2015-04"}, (0, 1, 1), (0, 1, 1), (0, 1, 1)),
        ({"status": "rumoured"}, (0, 1, 1), (0, 1, 0), (1, 1, 1)),
        ({"date": None, "status": "undated"}, (0, 1, 1), (0, 1, 0), (0, 1, 0)),
    ],
)
def test_each_view_asks_for_its_own_keys(
    make_row: Callable[..., Row], change: dict[str, Any], strict: Any, schedule: Any, dates: Any
) -> None:
    counts = [tally([make_row()], [make_row(**change)], view) for view in View]
    assert counts == [strict, schedule, dates]


def test_what_is_missing_is_missed_and_what_is_invented_is_wrong(make_row: Callable[..., Row]) -> None:
    asked, invented = make_row(), make_row(show="Iron Fist", evidence="a quote")
    found = compare([asked], [invented], View.STRICT)
    assert found.missed == (asked,)
    assert found.wrong == (invented,)
    assert found.tally.f1 == 0


def test_an_optional_claim_is_neither_asked_for_nor_held_against_the_answer(make_row: Callable[..., Row]) -> None:
    optional = make_row(optional=True)
    assert tally([optional], []) == (0, 0, 0)
    assert tally([optional], [make_row()]) == (1, 1, 1)


def test_any_of_several_values_is_right_and_counts_once(make_row: Callable[..., Row]) -> None:
    gold = [make_row(season=[1, None], date=["2015-04-10", "2015-04"])]
    assert tally(gold, [make_row(season=None, date="2015-04")]) == (1, 1, 1)
    assert tally(gold, [make_row(season=None), make_row(date="2015-04")]) == (1, 1, 2)


def test_a_claim_with_alternatives_leaves_another_its_only_answer(make_row: Callable[..., Row]) -> None:
    gold = [make_row(date=["2015", "2016"]), make_row(date="2015")]
    answers = [make_row(date="2015"), make_row(date="2016")]
    assert tally(gold, answers) == tally(gold, answers[::-1]) == (2, 2, 2)


def test_swapped_dates_are_all_wrong(make_row: Callable[..., Row]) -> None:
    gold = [make_row(), make_row(show="Jessica Jones", date="2015-11-20")]
    swapped = [make_row(date="2015-11-20"), make_row(show="Jessica Jones")]
    assert tally(gold, swapped) == (0, 2, 2)


def test_the_same_answer_twice_counts_once(make_row: Callable[..., Row]) -> None:
    assert tally([make_row()], [make_row(), make_row(evidence="elsewhere")]) == (1, 1, 1)


@pytest.mark.parametrize("written", ["2018", "2018/..", "../2018"])
def test_an_open_end_is_scored_as_its_bound(make_row: Callable[..., Row], written: str) -> None:
    assert tally([make_row(date=written)], [make_row(date="2018")]) == (1, 1, 1)
    assert tally([make_row(date="2018")], [make_row(date=written)]) == (1, 1, 1)


def test_a_claim_that_may_be_a_rumour_is_not_asked_for_in_the_schedule(make_row: Callable[..., Row]) -> None:
    doubtful = make_row(status=["confirmed", "rumoured"])
    assert tally([doubtful], [], View.SCHEDULE) == (0, 0, 0)
    assert tally([doubtful], [make_row()], View.SCHEDULE) == (1, 1, 1)


@given(claims(alternatives=True), claims(alternatives=False), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(
    gold: list[dict[str, Any]], answers: list[dict[str, Any]], chance: random.Random
) -> None:
    shuffled = answers[:]
    chance.shuffle(shuffled)
    for view in View:
        one, other = (compare(map(row, gold), map(row, given_), view).tally for given_ in (answers, shuffled))
        assert (one.right, one.given) == (other.right, other.given)


@given(claims(alternatives=True), claims(alternatives=False))
def test_the_counts_are_those_of_the_scorer_the_corpus_came_with(
    rival: ModuleType, gold: list[dict[str, Any]], answers: list[dict[str, Any]]
) -> None:
    for view in View:
        ours = compare(map(row, gold), map(row, answers), view).tally
        assert ours == rival_tally(rival, gold, answers, view)
