"""Articles that are broken on purpose: they are read, and what is wrong with a reading is seen and shrunk."""

from itertools import count

import pytest

from benchmarks import fuzz
from benchmarks.gold import CORPUS
from schedules.catalogue import Catalogue, load
from schedules.model import Article


@pytest.fixture
def catalogue() -> Catalogue:
    return load(CORPUS / "catalogue.toml")


def at_once() -> float:
    """A clock by which no reading takes any time, however busy the machine is."""
    return 0.0


def test_broken_articles_are_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main(["--articles", "60", "--minutes", "5"], at_once) == 0
    assert "0 finds" in capsys.readouterr().out


def test_what_is_read_too_slowly_is_shrunk_to_what_makes_it_slow(catalogue: Catalogue) -> None:
    article = Article("Luke Cage comes on Friday, and Iron Fist some day.")
    seconds = count()

    def a_second_a_look() -> float:
        return float(next(seconds))

    assert fuzz.problem(article, catalogue, a_second_a_look) == "1.0 seconds for 50 characters"
    assert fuzz.shrink(article, catalogue, a_second_a_look).text == ""


def test_a_plain_article_is_no_find(catalogue: Catalogue) -> None:
    assert fuzz.problem(Article("Luke Cage season 2 premieres on June 22, 2018."), catalogue, at_once) is None


@pytest.mark.parametrize(
    "ending", ["quietly Gets", "and Receives", "8.5.", "season", "the", "Part", "not until", "(", "“"]
)
def test_a_text_may_end_after_any_word(catalogue: Catalogue, ending: str) -> None:
    assert fuzz.problem(Article(f"Luke Cage comes on Friday. Marvel {ending}"), catalogue, at_once) is None
