"""The past, run through again: what a follower of everything would have been told, and how right it was."""

import datetime as dt
import tomllib

import pytest

from schedules.catalogue import Catalogue
from schedules.edtf import Edtf
from schedules.errors import CatalogueError
from schedules.model import (
    AnnouncementKind,
    Article,
    Claim,
    Known,
    ReleaseRule,
    Service,
    Show,
    Status,
    Trust,
)
from schedules.replay import Event, load_truth, measure, replay

TRUTH = """
premiere = [
  { show = "Luke Cage", season = 1, date = 2016-09-30 },
  { show = "Luke Cage", season = 2, date = 2018-06-22 },
]
cancelled = [{ show = "Luke Cage", on = 2018-10-19 }]
"""
START, END = dt.date(2016, 1, 1), dt.date(2018, 12, 31)


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue(
        (Show("Luke Cage", "Netflix"),),
        (Service("Netflix", (ReleaseRule(dt.time(), "America/Los_Angeles"),)),),
        (
            Known("Luke Cage", 1, dt.date(2016, 9, 30)),
            Known("Luke Cage", 2, dt.date(2018, 6, 22)),
            Known("Luke Cage", 3, None, cancelled=dt.date(2018, 10, 19)),
        ),
    )


def _article(
    day: str | None, *claims: str, season: int | None = 1, site: str = "a.example"
) -> tuple[Article, tuple[Claim, ...]]:
    text = f"{site} on {day}: {claims}"
    article = Article(text, "", dt.date.fromisoformat(day) if day else None, f"https://{site}/{day}", site)
    made = []
    for what in claims:
        status, _, date = what.partition(" ")
        edtf = Edtf.parse(date) if date else None
        made.append(Claim("Luke Cage", season, edtf, Status(status), what, 0, 1, "made"))
    return article, tuple(made)


def _lines(events: list[Event]) -> list[str]:
    return [
        " ".join(
            str(part)
            for part in (
                f"{event.at:%FT%R}",
                event.kind,
                event.season,
                event.date,
                event.from_date,
                event.lead,
            )
            if part is not None
        )
        for event in events
    ]


def test_a_follower_hears_of_the_date_its_move_its_nearing_and_the_day(catalogue: Catalogue) -> None:
    articles = [
        _article("2016-03-11", "confirmed 2016-09-23", site="b.example"),
        _article("2016-02-01", "confirmed 2016"),
        _article("2016-05-01", "confirmed 2016-09-30", site="c.example"),
        _article("2016-05-02", "confirmed 2016-09-30", site="d.example"),
        _article("2016-10-05", "released 2016-09-30", "undated", site="e.example"),
    ]

    assert _lines(list(replay(articles, catalogue, START, END))) == [
        "2016-02-01T00:00 dated 1 2016",
        "2016-03-11T00:00 refined 1 2016-09-23 2016",
        "2016-05-02T00:00 moved 1 2016-09-30 2016-09-23",
        "2016-09-23T07:00 reminder 1 2016-09-30 7",
        "2016-09-29T07:00 reminder 1 2016-09-30 1",
        "2016-09-30T07:00 premiere 1 2016-09-30 0",
    ]


def test_a_trusted_site_moves_it_at_once(catalogue: Catalogue) -> None:
    articles = [
        _article("2016-03-11", "confirmed 2016-09-23"),
        _article("2016-05-01", "confirmed 2016-09-30", site="c.example"),
    ]

    events = list(replay(articles, catalogue, START, END, leads=(), trust={"c.example": Trust.TRUSTED}))

    assert _lines(events)[1] == "2016-05-01T00:00 moved 1 2016-09-30 2016-09-23"
    assert (events[1].quote, events[1].url) == ("confirmed 2016-09-30", "https://c.example/2016-05-01")


def test_what_was_moved_on_the_day_of_a_reminder_is_not_reminded_of(catalogue: Catalogue) -> None:
    articles = [
        _article("2016-03-11", "confirmed 2016-09-23"),
        _article("2016-09-16", "superseded 2016-09-23", "confirmed 2016-09-30", site="c.example"),
    ]

    lines = _lines(list(replay(articles, catalogue, START, END, trust={"c.example": Trust.TRUSTED})))

    assert lines[1:3] == ["2016-09-16T00:00 moved 1 2016-09-30 2016-09-23", "2016-09-23T07:00 reminder 1 2016-09-30 7"]


def test_the_catalogue_gives_nothing_of_the_future_away(catalogue: Catalogue) -> None:
    undated = [_article(None, "confirmed XXXX-09-30", season=None)]
    season = [_article("2016-10-01", "undated", season=None), _article("2018-06-30", "cancelled", season=None)]

    assert list(replay(undated, catalogue, START, END, undated=True)) == []
    # On 1 October 2016 the second season is the one to come; in the end the third is called off.
    assert _lines(list(replay(season, catalogue, START, END))) == ["2018-06-30T00:00 cancelled 3"]


def test_articles_without_a_day_are_left_out_unless_asked_for(catalogue: Catalogue) -> None:
    articles = [_article(None, "confirmed 2016-09-30")]

    assert list(replay(articles, catalogue, START, END, leads=(1,))) == []
    assert _lines(list(replay(articles, catalogue, START, END, leads=(1,), undated=True))) == [
        "2016-01-01T00:00 dated 1 2016-09-30",
        "2016-09-29T07:00 reminder 1 2016-09-30 1",
    ]


def test_what_was_known_before_is_told_at_the_start_and_what_follows_the_end_is_not(catalogue: Catalogue) -> None:
    articles = [
        _article("2015-05-01", "confirmed 2016-09-30"),
        _article("2015-05-02", "released 2014-01-01", season=2),
        _article("2016-09-25", "confirmed 2016-10-07", site="b.example"),
    ]

    lines = _lines(list(replay(articles, catalogue, dt.date(2016, 9, 1), dt.date(2016, 9, 24))))

    assert lines == ["2016-09-01T00:00 dated 1 2016-09-30", "2016-09-23T07:00 reminder 1 2016-09-30 7"]


def test_an_article_fed_twice_is_told_once(catalogue: Catalogue) -> None:
    article = _article("2016-03-11", "confirmed 2016-09-30")

    once, twice = (list(replay(fed, catalogue, START, END)) for fed in ([article], [article, article]))

    assert once == twice


class TestTruth:
    def test_a_cancelled_show_loses_the_season_after_its_last(self) -> None:
        truth = load_truth(tomllib.loads(TRUTH))

        assert truth == (
            Known("Luke Cage", 1, dt.date(2016, 9, 30)),
            Known("Luke Cage", 2, dt.date(2018, 6, 22)),
            Known("Luke Cage", 3, None, cancelled=dt.date(2018, 10, 19)),
        )

    @pytest.mark.parametrize(
        "text",
        [
            'premiere = [{ show = "Luke Cage", season = 1 }]',
            'premiere = [{ show = "Luke Cage", season = "1", date = 2016-09-30 }]',
            'premiere = [{ show = "Luke Cage", season = 1, date = "2016-09-30" }]',
            'cancelled = [{ show = "Luke Cage", on = 2016-09-30T12:00:00 }]',
            'premiere = "Luke Cage"',
            "cancelled = [3]",
        ],
    )
    def test_what_can_not_be_used_is_said(self, text: str) -> None:
        with pytest.raises(CatalogueError, match="can't be used"):
            load_truth(tomllib.loads(text))


class TestMeasure:
    def test_it_counts_days_ahead_false_dates_and_messages(self, catalogue: Catalogue) -> None:
        articles = [
            _article("2016-02-01", "confirmed 2016"),
            _article("2016-03-11", "confirmed 2016-09-23", site="b.example"),
            _article("2016-09-20", "confirmed 2016-09-30", site="c.example"),
            _article("2018-06-22", "confirmed 2018-06-22", season=2, site="d.example"),
            _article("2018-10-21", "cancelled", season=3, site="e.example"),
        ]
        trust = {"c.example": Trust.TRUSTED}
        events = list(replay(articles, catalogue, START, END, trust=trust))

        found = measure(events, load_truth(tomllib.loads(TRUTH)))

        first, second = found.premieres
        assert (first.days_ahead, str(first.eve), first.right) == (10, "2016-09-30", True)
        assert (second.days_ahead, second.eve, second.right) == (None, None, False)
        assert found.false_dates == (("Luke Cage", 1, Edtf.parse("2016-09-23")),)
        # The reminder of a week before the 23rd went out on the 16th.
        assert found.false_reminders == 1
        assert [days for _, days in found.cancellations] == [2]
        assert found.false_cancellations == 0
        assert found.messages == len(events)

    def test_a_season_that_came_was_not_cancelled(self) -> None:
        at = dt.datetime(2016, 5, 1, tzinfo=dt.UTC)
        event = Event(at, AnnouncementKind.CANCELLED, "Luke Cage", 1, None, None, None, "", None)

        found = measure([event], load_truth(tomllib.loads(TRUTH)))

        assert found.false_cancellations == 1
        assert [days for _, days in found.cancellations] == [None]

    def test_a_date_taken_back_is_not_believed_on_the_eve(self, catalogue: Catalogue) -> None:
        articles = [
            _article("2016-05-01", "confirmed 2016-09-30"),
            _article("2016-09-01", "superseded 2016-09-30", site="c.example"),
        ]
        events = list(replay(articles, catalogue, START, END, trust={"c.example": Trust.TRUSTED}))

        foresight = measure(events, load_truth(tomllib.loads(TRUTH))).premieres[0]

        assert (foresight.days_ahead, foresight.eve, foresight.right) == (152, None, False)
