import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from benchmarks.figures import by_status, figure, score
from benchmarks.gold import CORPUS, Labelled, Row, collect
from benchmarks.matching import Tally, View
from benchmarks.score import Reader, answer, main, marquee
from schedules.catalogue import Catalogue
from schedules.model import Article, Status

FEW = ("--samples", "10")
"""Draws enough where no interval is looked at; more take most of a test's time."""


def draws(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - draws, no secrets


@pytest.fixture
def articles() -> list[Labelled]:
    return collect(CORPUS)[:60]


@pytest.fixture
def perfect() -> Reader:
    """A reader that knows the gold by heart."""
    known = {one.article: one.gold for one in collect(CORPUS)}

    def read(article: Article, _: Catalogue) -> Sequence[Row]:
        return known.get(article, ())

    return read


@pytest.fixture
def forgetful(perfect: Reader) -> Reader:
    """One that forgets a claim of every article."""
    return lambda article, catalogue: perfect(article, catalogue)[1:]


def test_knowing_the_gold_is_perfect_in_every_view(articles: list[Labelled], perfect: Reader) -> None:
    scored = answer(articles, perfect)
    for view in View:
        found = figure(scored, view, draws(1), samples=50)
        assert (found.tally.f1, found.low, found.high) == (1, 1, 1)


def test_an_interval_holds_its_figure_and_comes_again_from_the_same_seed(
    articles: list[Labelled], forgetful: Reader
) -> None:
    scored = answer(articles, forgetful)
    found = figure(scored, View.STRICT, draws(7))
    assert 0 < found.low < found.tally.f1 < found.high < 1
    assert found == figure(scored, View.STRICT, draws(7))


def test_nothing_read_is_nothing_found(articles: list[Labelled]) -> None:
    found = figure(answer(articles, lambda *_: ()), View.STRICT, draws(1), samples=10)
    assert (found.tally.right, found.tally.given, found.tally.f1) == (0, 0, 0)
    assert found.tally.asked > 0


def test_statuses_add_up_to_the_whole(articles: list[Labelled], forgetful: Reader) -> None:
    scored = answer(articles, forgetful)
    whole = sum((one.comparisons[View.STRICT].tally for one in scored), Tally())
    assert sum(by_status(scored).values(), Tally()) == whole


def test_a_wrong_status_counts_against_the_status_it_gave(
    articles: list[Labelled], make_row: Callable[..., Row]
) -> None:
    asked = make_row(status=["rumoured", "confirmed"])
    one = Labelled("one", "part", articles[0].article, (asked,), articles[0].catalogue)
    tallies = by_status([score(one, [make_row(status="released")])])
    assert tallies[Status.RUMOURED] == Tally(0, 1, 0)
    assert tallies[Status.RELEASED] == Tally(0, 0, 1)
    assert tallies[Status.CONFIRMED] == Tally()


def test_the_check_passes_what_is_recorded_and_fails_what_fell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], perfect: Reader, forgetful: Reader
) -> None:
    recorded = [*FEW, "--recorded", str(tmp_path / "recorded.json")]
    assert main([*recorded, "--record"], reader=perfect) == 0
    assert main([*recorded, "--check"], reader=perfect) == 0
    assert main([*recorded, "--check"], reader=forgetful) == 1
    assert "corpus: strict F1 fell from 1.000 to" in capsys.readouterr().err


def test_a_check_without_a_record_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], perfect: Reader
) -> None:
    assert main([*FEW, "--check", "--recorded", str(tmp_path / "none.json")], reader=perfect) == 2
    assert "--record writes it" in capsys.readouterr().err


def test_an_interval_takes_a_draw(capsys: pytest.CaptureFixture[str], perfect: Reader) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--samples", "0"], reader=perfect)
    assert "takes 1 at least" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], perfect: Reader
) -> None:
    assert main(["--heldout", str(tmp_path / "none")], reader=perfect) == 2
    assert "no *.jsonl files" in capsys.readouterr().err


def test_another_folder_is_scored_alone_and_errors_carry_their_quotes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make_row: Callable[..., Row]
) -> None:
    line = {
        "id": "mine",
        "published": "2015-01-07",
        "title": "T",
        "text": "Daredevil premieres on April 10.",
        "gold": [{"show": "Daredevil", "season": 1, "date": "2015-04-10", "status": "confirmed"}],
    }
    (tmp_path / "fresh.jsonl").write_text(json.dumps(line), "utf-8")
    wrong = make_row(date="2015-04-11", evidence="on April 10 [bold]")
    assert main(["--heldout", str(tmp_path), "--errors"], reader=lambda *_: [wrong]) == 0
    shown = capsys.readouterr().out
    assert "mine (published 2015-01-07)" in shown
    assert "missed  Daredevil · 1 · 2015-04-10 · confirmed" in shown
    assert "wrong   Daredevil · 1 · 2015-04-11 · confirmed  | on April 10 [bold]" in shown
    assert "Held out: 1 articles" in shown


def test_figures_come_as_json_and_as_markdown(capsys: pytest.CaptureFixture[str], perfect: Reader) -> None:
    assert main([*FEW, "--json"], reader=perfect) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["corpus"]["views"]["strict"]["f1"] == 1
    assert figures["challenge"]["parts"]["ellipsis"]["articles"] >= 8
    assert main([*FEW, "--markdown"], reader=perfect) == 0
    shown = capsys.readouterr().out
    assert "**Challenge by phenomenon**" in shown
    assert "| bare dates | 10 |" in shown


def test_marquees_reader_answers_in_rows(articles: list[Labelled]) -> None:
    rows = [row for one in answer(articles[:3], marquee) for _, row in one.comparisons[View.STRICT].paired]
    assert rows
    assert all(row.evidence for row in rows)
