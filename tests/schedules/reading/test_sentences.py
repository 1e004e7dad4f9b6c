"""Sentences of news, and all that may be read in them; the tables are in sentences*.toml."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from schedules.catalogue import Catalogue
from schedules.model import Article
from schedules.reading import explain, read

Reader = Callable[..., list[tuple[str, int | None, str | None, str]]]
_TABLES = [tomllib.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("sentences*.toml"))]


def _sentences() -> Iterator[Any]:
    for table in _TABLES:
        for kind, sentences in table.items():
            for sentence in sentences:
                yield pytest.param(sentence, id=f"{kind}: {sentence['text'][:60]}")


@pytest.mark.parametrize("sentence", list(_sentences()))
def test_a_sentence_says_this_and_nothing_else(rows: Reader, sentence: dict[str, Any]) -> None:
    told = rows(sentence["text"], sentence.get("title", ""), sentence.get("published", "2019-05-10"))

    assert [_row(*row) for row in told] == sentence["rows"]


def _row(show: str, season: int | None, date: str | None, status: str) -> str:
    return f"{show} {f'S{season}' if season else '-'} {date or '-'} {status}"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on June 14, 2019", "2019-06-14"),
        ("on 14th June", "2019-06-14"),
        ("on Friday 14 June", "2019-06-14"),
        ("on 6/14/2019", "2019-06-14"),
        ("on 2019-06-14", "2019-06-14"),
        ("in January", "2020-01"),
        ("tonight", "2019-05-10"),
        ("tomorrow", "2019-05-11"),
        ("on Thursday", "2019-05-16"),
        ("next Friday", "2019-05-17"),
        ("next month", "2019-06"),
        ("this summer", "2019-22"),
        ("next spring", "2020-21"),
        ("in autumn 2020", "2020-23"),
        ("in early 2020", "2020-37"),
        ("in mid-2020", "2020-38"),
        ("in late 2019", "2019-39"),
        ("in Q4", "2019-36"),
        ("in the second quarter of 2020", "2020-34"),
        ("in the first half of 2020", "2020-40"),
        ("later this year", "2019"),
        ("next year", "2020"),
        ("in early June", "2019-06"),
        ("in June or July", "2019-06/2019-07"),
        ("between March and May 2020", "2020-03/2020-05"),
        ("by the end of 2019", "../2019-39"),
        ("on New Year's Day", "2020-01-01"),
        ("in the 2020s", None),
        ("on the seventeenth of June", "2019-06-17"),
        ("on June the twenty-first", "2019-06-21"),
        ("the day after tomorrow", "2019-05-12"),
        ("a week from tomorrow", "2019-05-18"),
        ("in a fortnight", "2019-05-24"),
        ("before the year is out", "2019"),
        ("by year's end", "../2019-39"),
    ],
)
def test_a_date_is_as_exact_as_its_words(rows: Reader, words: str, date: str | None) -> None:
    ((_, _, told, _),) = rows(f"The Lantern season 2 will premiere {words}.")

    assert told == date


@pytest.mark.parametrize(
    ("words", "seasons"),
    [
        ("season 2", [2]),
        ("Season Two", [2]),
        ("S2", [2]),
        ("season II", [2]),
        ("series two", [2]),
        ("the second season", [2]),
        ("the 2nd season", [2]),
        ("its sophomore season", [2]),
        ("a second outing", [2]),
        ("its debut season", [1]),
        ("a second lot", [2]),
        ("the third serving", [3]),
        ("the second and third seasons", [2, 3]),
        ("seasons 2 and 3", [2, 3]),
        ("the final season", [None]),
        ("the new season", [None]),
    ],
)
def test_a_season_is_what_its_words_say(rows: Reader, words: str, seasons: list[int | None]) -> None:
    before, after = (
        rows(f"The Lantern: {words} will premiere on June 14."),
        rows(f"On June 14, {words} of The Lantern arrives."),
    )

    assert [row[1] for row in before] == [row[1] for row in after] == seasons


@pytest.mark.parametrize(
    ("text", "show"),
    [
        ("You premieres June 14 on Netflix.", "You"),
        ("“You” returns for season 2 on June 14.", "You"),
        ("You will have to wait until June 14.", None),
        ("Did you know that season 2 arrives on June 14?", None),
        ("Wednesday season 2 premieres June 14.", "Wednesday"),
        ("It arrives on Wednesday, June 12.", None),
        ("The echo arrives June 14.", None),
        ("The harbour lights premiere June 14.", None),
        ("Harbor Lights premieres June 14.", "Harbour Lights"),
        ("“Harbur Lights” premieres June 14.", "Harbour Lights"),
        ("HARBOUR LIGHTS PREMIERES JUNE 14", "Harbour Lights"),
        ("After watchingHarbour LightsSeason 2 arrives on June 14.", "Harbour Lights"),
        ("Harbour Lights&#8217;s second season premieres June 14", "Harbour Lights"),
        ("Glass Kingdom: Ashes premieres June 14.", "Glass Kingdom: Ashes"),
        ("The Lantern director's new show premieres June 14.", None),
    ],
)
def test_a_show_is_its_name_and_not_its_words(rows: Reader, text: str, show: str | None) -> None:
    assert {row[0] for row in rows(text)} == ({show} if show else set())


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The Lantern season 2 premieres June 14.", "XXXX-06-14"),
        ("It is 2019, and The Lantern season 2 premieres on Friday, June 14.", "2019-06-14"),
        ("The Lantern season 2 premieres June 14, 2019.", "2019-06-14"),
    ],
)
def test_an_article_without_a_day_leaves_the_year_open(rows: Reader, text: str, date: str) -> None:
    assert [row[2] for row in rows(text, published=None)] == [date]


@pytest.mark.parametrize(
    ("words", "time", "zone"),
    [("at 9 p.m. ET", "21:00", "ET"), ("at 12:01am PT on Netflix", "00:01", "PT"), ("at midnight PT", "00:00", "PT")],
)
def test_a_time_of_the_day_is_kept_with_its_zone(catalogue: Catalogue, words: str, time: str, zone: str) -> None:
    (claim,) = read(Article(f"The Lantern premieres on June 14 {words}."), catalogue)

    assert (claim.time, claim.zone) == (time, zone)


def test_a_claim_shows_what_it_was_read_from(catalogue: Catalogue) -> None:
    text = "An old tale.\n\nHulu has set “Harbour Lights” season 2 for a premiere on June 14."
    reading = explain(Article(text), catalogue)
    (claim,) = reading.claims

    assert claim.evidence == text[claim.start : claim.end] == text.split("\n\n")[1]
    assert {("show", "Harbour Lights"), ("date", "June 14"), ("season", "season 2")} <= {
        (cue.kind, cue.text) for cue in reading.cues
    }


def test_what_only_the_title_says_has_its_evidence_there(catalogue: Catalogue) -> None:
    title = "‘Harbour Lights’ Renewed For Season 3"
    (claim,) = read(Article("More soon.", title), catalogue)

    assert (claim.season, claim.start, claim.end) == (3, None, None)
    assert claim.evidence == title
