import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gold
from benchmarks.gold import CHALLENGE, CORPUS, GoldError, Labelled, collect
from schedules.edtf import Edtf

LINE: dict[str, Any] = {
    "id": "one",
    "published": "2015-01-07",
    "title": "A date for Daredevil",
    "text": "Daredevil premieres April 10.",
    "gold": [{"show": "Daredevil", "season": 1, "date": "2015-04-10", "status": "confirmed"}],
}


def write(folder: Path, *lines: dict[str, Any]) -> Path:
    (folder / "part.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return folder


@pytest.fixture(params=[CORPUS, CHALLENGE], ids=["corpus", "challenge"])
def articles(request: pytest.FixtureRequest) -> list[Labelled]:
    return collect(request.param)


def test_the_gold_names_only_shows_of_its_catalogue(articles: list[Labelled]) -> None:
    for one in articles:
        names = {show.name for show in gold.catalogue(one.catalogue).shows}
        assert {value for row in one.gold for value in row.show} <= names, one.id


def test_the_gold_dates_are_partial_dates_that_marquee_knows(articles: list[Labelled]) -> None:
    for one in articles:
        for date in (value for row in one.gold for value in row.date if value is not None):
            assert str(Edtf.parse(str(date))) == date, one.id


def test_the_corpus_is_whole_and_says_that_its_quotations_are_invented() -> None:
    assert len(collect(CORPUS)) == 200
    lines = [line for file in CORPUS.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    assert all("source" not in json.loads(line) for line in lines)
    assert "quotations are invented" in (CORPUS / "GUIDE.md").read_text("utf-8")


def test_each_phenomenon_of_the_challenge_has_at_least_eight_cases() -> None:
    parts = [one.part for one in collect(CHALLENGE)]
    assert len(set(parts)) >= 24
    assert min(map(parts.count, parts)) >= 8


def test_other_shows_are_read_with_their_own_catalogue() -> None:
    other = tomllib.loads((CORPUS / "other-catalogue.toml").read_text("utf-8"))["show"]
    found = {one.part: one.catalogue for one in collect(CORPUS)}
    assert found["dev-c"].name == "other-catalogue.toml"
    assert found["dev-a"].name == "catalogue.toml"
    assert [show.name for show in gold.catalogue(found["dev-c"]).shows] == [show["name"] for show in other]


def test_an_article_may_name_a_catalogue_beside_its_file(tmp_path: Path) -> None:
    [one] = collect(write(tmp_path, LINE | {"catalogue": "mine.toml"}))
    assert one.catalogue == tmp_path / "mine.toml"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": ""}, "id is missing"),
        ({"published": "7 January 2015"}, "published is not"),
        ({"published": "2015-02-30"}, "published is not"),
        ({"title": " "}, "title is empty"),
        ({"text": None}, "text is empty"),
        ({"gold": [LINE["gold"][0] | {"status": "sure"}]}, "'sure' is not one"),
        ({"gold": [LINE["gold"][0] | {"date": "2015-13"}]}, "'2015-13' is not of"),
        ({"gold": [LINE["gold"][0] | {"status": "undated"}]}, "undated and has a date"),
        ({"gold": [{"show": "Daredevil", "date": None, "status": "undated"}]}, "without show or season"),
    ],
)
def test_what_does_not_follow_the_guide_is_refused_by_file_and_line(
    tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    with pytest.raises(GoldError, match=f"part.jsonl, line 2: .*{says}"):
        collect(write(tmp_path, LINE, LINE | {"id": "two"} | change))


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="the id one is used twice"):
        collect(write(tmp_path, LINE, LINE))


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no \*\.jsonl files"):
        collect(tmp_path)


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "part.jsonl").write_text("{", "utf-8")
    with pytest.raises(GoldError, match="can't be read"):
        collect(tmp_path)
