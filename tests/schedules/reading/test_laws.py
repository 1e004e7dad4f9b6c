"""What holds for any text: no exception, exact quotes, the same answer twice, and work in step with the length."""

import datetime as dt
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.catalogue import Catalogue
from schedules.model import Article, Show
from schedules.reading import explain, read

_VOCABULARY = """
Harbour Lights The Lantern Echo You Wednesday season two S3 premieres premiered on March 18 2016 2019 next year
Friday fall cancelled renewed for a third by the end of not until originally was moved from to and trailer first half
Q3 9/8c 12/20 tomorrow &amp; &#8217; it the latter both rumoured finale , . “ ” ’s ( ) — : ; ? |
"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\n", ""])
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(_WORDS, max_size=60).map(" ".join),
    st.lists(_WORDS, max_size=60).map("".join),
)
_DAYS = st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
_NAMES = st.text(min_size=1, max_size=12).filter(str.strip)
_CATALOGUES = st.lists(
    st.builds(
        Show, name=_NAMES, service=_NAMES, aliases=st.lists(_NAMES, max_size=2).map(tuple), miniseries=st.booleans()
    ),
    max_size=4,
).map(lambda shows: Catalogue(tuple(shows)))


@given(text=_TEXTS, title=_TEXTS, published=_DAYS)
def test_any_text_is_read_and_every_quote_is_the_text_itself(
    catalogue: Catalogue, text: str, title: str, published: dt.date | None
) -> None:
    reading = explain(Article(text, title, published), catalogue)

    for claim in reading.claims:
        if claim.start is None or claim.end is None:
            assert claim.evidence in title
        else:
            assert claim.evidence == text[claim.start : claim.end]
    for cue in reading.cues:
        assert cue.text == (title if cue.in_title else text)[cue.start : cue.end]


@given(text=_TEXTS, published=_DAYS)
def test_the_same_article_is_read_the_same_twice(catalogue: Catalogue, text: str, published: dt.date | None) -> None:
    article = Article(text, "", published)

    assert read(article, catalogue) == read(article, catalogue) == explain(article, catalogue).claims


@given(catalogue=_CATALOGUES, text=_TEXTS)
@settings(deadline=None)
def test_any_catalogue_is_followed(catalogue: Catalogue, text: str) -> None:
    names = {show.name for show in catalogue.shows}
    text = text + " " + " season 2 ".join(sorted(names))

    assert {claim.show for claim in read(Article(text), catalogue)} <= names


@given(text=_TEXTS, published=_DAYS)
def test_no_two_claims_say_the_same(catalogue: Catalogue, text: str, published: dt.date | None) -> None:
    claims = read(Article(text, "", published), catalogue)

    assert len({(c.show, c.season, str(c.date), c.status) for c in claims}) == len(claims)


@pytest.mark.parametrize(
    ("when", "published"),
    [
        ("tomorrow", dt.date.max),
        ("next Friday", dt.date.max),
        ("in three weeks", dt.date.max),
        ("next year", dt.date.max),
        ("this fall", dt.date(2199, 12, 1)),
        ("last Monday", dt.date.min),
        ("yesterday", dt.date.min),
        ("in 99999999999 weeks", dt.date(2016, 5, 10)),
    ],
)
def test_a_day_that_no_calendar_has_dates_nothing(catalogue: Catalogue, when: str, published: dt.date) -> None:
    claims = read(Article(f"The Lantern season 3 premieres {when}.", "", published), catalogue)

    assert not [claim for claim in claims if claim.date is not None]


@pytest.mark.parametrize("published", [dt.date.min, dt.date(1066, 10, 14), dt.date(2150, 1, 1), dt.date.max])
@pytest.mark.parametrize(
    "text",
    [
        "The Lantern has been renewed for a fourth season. The show came out in 2016.",
        "The Lantern has been renewed for a fourth season. The show was released on March 4, 2019.",
        "The Lantern has been cancelled. Season 2 was released in 2016.",
        "The Lantern was cancelled. Its third season is due on June 4, 2019.",
        "The Lantern season 2 premieres tomorrow.",
    ],
)
def test_a_day_that_no_article_has_is_as_good_as_none(catalogue: Catalogue, text: str, published: dt.date) -> None:
    assert read(Article(text, "", published), catalogue) == read(Article(text), catalogue)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("The Lantern up on April 12. had been reported,", "Lantern up April 12. had been reported, arrive in June."),
        ("", "Brass Bells down for June 14. season, Echo's."),
    ],
)
def test_what_makes_no_sense_is_read(catalogue: Catalogue, title: str, text: str) -> None:
    assert {claim.show for claim in read(Article(text, title), catalogue)} <= {show.name for show in catalogue.shows}


def test_who_speaks_in_the_headline_may_be_told_far_into_a_short_text(catalogue: Catalogue) -> None:
    text = "So it was a long and quiet morning in a very small town, says Jane Doe of The Lantern."

    assert not read(Article(text, "Sounds like a sure thing. “I think January,” Season"), catalogue)


def test_a_short_text_may_take_up_the_latter_of_a_long_headline(catalogue: Catalogue) -> None:
    title = "Release Dates, Cast, News and Trailers of The Lantern and Echo, and What They Have to Do With Saltmarsh"

    assert {str(claim.date) for claim in read(Article("the latter June", title), catalogue)} <= {"XXXX-06"}


@pytest.mark.parametrize("end", ["scores 8.5.", "starts on 2017.7.", "version 2.0.1.", "is up 9/", "lasts 1-2-"])
def test_a_text_may_end_in_the_middle_of_a_number(catalogue: Catalogue, end: str) -> None:
    assert {claim.date for claim in read(Article(f"The Lantern {end}"), catalogue)} <= {None}


@pytest.mark.parametrize(
    "end", ["and that", "but nobody said it", "with Echo, Saltmarsh", "for Echo and Saltmarsh", ": that", ". And"]
)
def test_a_text_may_break_off_behind_a_name_or_a_pronoun(catalogue: Catalogue, end: str) -> None:
    assert {claim.show for claim in read(Article(f"The Lantern premieres on June 14 {end}"), catalogue)} >= {
        "The Lantern"
    }


@pytest.mark.parametrize("text", ["October or November is what most fans have", "June, the last word is fans have"])
def test_a_text_may_begin_with_the_date_of_what_it_ends_with(catalogue: Catalogue, text: str) -> None:
    assert not read(Article(text, "", dt.date(2019, 5, 10)), catalogue)


_CLAIM = "The Lantern season 3 premieres on March 18, 2016. "


@pytest.mark.parametrize(
    "unit",
    [
        "The Lantern season The Lantern season 3 March March ",
        "The Lantern ",
        "The Lantern, Echo and ",
        "March 18 ",
        "“",
        "(",
        "a.",
        "Wednesday, ",
        "first second third ",
        "not until premieres ",
        "The Lantern season 3 premieres March 18. ",
        "The Lantern\n",
        "&amp;",
        "LanternEcho",
        "Aa",
        "11/",
    ],
)
def test_twice_the_text_is_about_twice_the_work(catalogue: Catalogue, unit: str) -> None:
    short, long = (
        _work(Article(_CLAIM + unit * (size // len(unit)), "", dt.date(2019, 5, 10)), catalogue)
        for size in (1_500, 6_000)
    )

    assert long < 5 * short + 10_000


@pytest.mark.parametrize(
    ("unit", "lines_a_word"),
    [
        ("The minister spoke on March 18 of season tickets, and nobody will return until 2019. ", 14),
        ("The Lantern, once due April 29, now May 27, not until ", 450),
        ("(The Lantern (March ", 450),
        ("March 1, March 2, 2016, ", 20),
    ],
)
def test_a_word_costs_so_much_at_most_however_many_dates_stand_around_it(
    catalogue: Catalogue, unit: str, lines_a_word: int
) -> None:
    text = unit * (8_000 // len(unit))

    assert _work(Article(text, "", dt.date(2016, 5, 10)), catalogue) < lines_a_word * len(text.split())


def test_a_sentence_of_many_dates_is_read_to_its_end(catalogue: Catalogue) -> None:
    told = [f"The Lantern season {number} premieres on March {number + 9}, {number + 2020}" for number in range(1, 10)]
    claims = read(Article(", and ".join(told) + ".", "", dt.date(2020, 5, 10)), catalogue)

    assert [(claim.season, str(claim.date)) for claim in claims] == [
        (number, f"{number + 2020}-03-{number + 9}") for number in range(1, 10)
    ]


@pytest.mark.parametrize(("named_before", "is_read"), [(4_900, True), (5_000, False)])
def test_a_book_is_read_so_far(catalogue: Catalogue, named_before: int, is_read: bool) -> None:
    text = "The Lantern!\n" * named_before + _CLAIM

    assert bool(read(Article(text, "", dt.date(2016, 1, 10)), catalogue)) is is_read


def _work(article: Article, catalogue: Catalogue) -> int:
    """How many lines of Python a reading takes: work counted, not timed."""
    lines = 0

    def trace(_frame: object, event: str, _argument: object) -> object:
        nonlocal lines
        lines += event == "line"
        return trace

    read(Article("warm"), catalogue)
    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]  # the stub wants one of two recursive types
    try:
        read(article, catalogue)
    finally:
        sys.settrace(before)
    return lines
