"""Laws of weighing, on made-up histories: many sites, days and trusts, every form of a date, near copies, old facts."""

import datetime as dt
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.beliefs import (
    OLDEST,
    completed,
    difference,
    history,
    lacking,
    unfold,
    weigh,
    weigh_and_remember,
    weigh_on,
)
from schedules.catalogue import Catalogue
from schedules.edtf import Edtf
from schedules.model import (
    ChangeKind,
    Claim,
    Known,
    Pin,
    Premiere,
    ReleaseRule,
    Service,
    Show,
    Status,
    Trust,
)
from schedules.model import Testimony as Said

MANY = int(os.environ.get("MARQUEE_LAW_EXAMPLES", "100"))
"""How many made-up histories each law is held against."""

SHOW = Show("Luke Cage", "Netflix")
SERVICE = Service("Netflix", (ReleaseRule(dt.time(), "America/Los_Angeles"),))
BEGIN, END = dt.date(2015, 1, 1), dt.date(2018, 12, 31)

DATELESS = (Status.CANCELLED, Status.UNDATED)
SITES = ("a.example", "b.example", "c.example", "d.example", "e.example", None)

days = st.dates(BEGIN, END)
_POINTS = """
    2015 2016 2017 2018 2016-09 2016-10 2017-03 2016-21 2016-22 2016-23 2016-24 2017-33 2017-36 2016-37 2017-38 2016-39
    2017-40 2016-41 2016-09-30 2016-09-29 2016-10-07 2017-03-17 2017-11-17 2018-06-22
"""
_INTERVALS = "2016-09/2016-11 2017/2018 2016-23/2017-37 2017-03/.. ../2016-10 2016-12-24/2017-01-02"
_points = st.sampled_from(_POINTS.split())
_intervals = st.sampled_from(_INTERVALS.split())
_yearless = st.sampled_from(["XXXX-09-30", "XXXX-03-17", "XXXX-09"])
_exact = days.map(lambda day: day.isoformat())
dates = st.one_of(_points, _intervals, _yearless, _exact).map(Edtf.parse)
trusts = st.sampled_from([Trust.OTHER, Trust.OTHER, Trust.TRUSTED, Trust.OFFICIAL])


@st.composite
def spoken(draw: st.DrawFn, trust: st.SearchStrategy[Trust] = trusts) -> Said:
    status = draw(st.sampled_from(list(Status)))
    date = None if status in DATELESS else draw(st.none() | dates if status is not Status.CONFIRMED else dates)
    season = draw(st.sampled_from([None, None, 1, 1, 2, 2, 3, 4, 9, 40, 0]))
    site = draw(st.sampled_from(SITES))
    published = draw(st.none() | days)
    claim = Claim("Luke Cage", season, date, status, "a quote", 0, 7, "made")
    article = draw(st.integers(0, 30))
    voice = draw(st.sampled_from(["", "", "v", "w"]))
    return Said(claim, f"{site} {published} {article}", published, site, None, "", draw(trust), voice)


@st.composite
def courses(draw: st.DrawFn) -> list[Said]:
    # One site is trusted in one way only: its testimonies must agree on it.
    trust_of = {site: draw(trusts) if site else Trust.OTHER for site in SITES}
    drawn = draw(st.lists(spoken(), max_size=25))
    return [
        Said(one.claim, one.article, one.published, one.site, one.url, one.title, trust_of[one.site], one.voice)
        for one in drawn
    ]


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    released = sorted(draw(st.lists(days, max_size=3, unique=True)))
    facts = [Known("Luke Cage", season, day) for season, day in enumerate(released, start=1)]
    if draw(st.booleans()):
        facts.append(Known("Luke Cage", len(facts) + 1, None, cancelled=draw(days)))
    return Catalogue((SHOW,), (SERVICE,), tuple(facts))


BARE = Catalogue((SHOW,), (SERVICE,))


def _believed(table: Sequence[Premiere]) -> list[object]:
    """Everything but the reasons, the quotes and their tale: what a person would call the belief."""
    return [(row.season, row.status, row.date, row.moment, row.disputed) for row in table]


@settings(max_examples=MANY, deadline=None)
@given(st.data(), courses(), catalogues(), days)
def test_order_and_repetition_make_no_difference(
    data: st.DataObject, course: list[Said], catalogue: Catalogue, on: dt.date
) -> None:
    shuffled = data.draw(st.permutations(course + course[: len(course) // 2]))

    assert unfold(SHOW, shuffled, catalogue, on) == unfold(SHOW, course, catalogue, on)


@settings(max_examples=MANY, deadline=None)
@given(courses(), catalogues(), days)
def test_each_claim_has_exactly_one_reason(course: list[Said], catalogue: Catalogue, on: dt.date) -> None:
    table = weigh(SHOW, course, catalogue, on)

    heard = {one for one in course if one.published is None or one.published <= on}
    assert Counter(reason.testimony for row in table for reason in row.reasons) == Counter(heard)
    for row in table:
        days_told = [reason.testimony.published or OLDEST for reason in row.reasons]
        assert days_told == sorted(days_told, reverse=True)
        assert all(reason.detail.endswith(".") and "None" not in reason.detail for reason in row.reasons)


@settings(max_examples=MANY, deadline=None)
@given(courses(), catalogues(), days)
def test_without_explaining_the_same_is_believed_and_is_news(
    course: list[Said], catalogue: Catalogue, on: dt.date
) -> None:
    addressed = [replace(one, url=f"https://{one.site}/{one.article}" if one.site else None) for one in course]
    explained = weigh(SHOW, addressed, catalogue, on)
    plain = weigh(SHOW, addressed, catalogue, on, explain=False)

    assert [replace(row, reasons=()) for row in plain] == [replace(row, reasons=()) for row in explained]
    assert difference((), plain, on) == difference((), explained, on)
    for row in plain:
        assert row.season is None or {reason.testimony.url for reason in row.reasons} <= {row.url}


@settings(max_examples=MANY, deadline=None)
@given(courses(), catalogues(), days)
def test_the_table_is_sound(course: list[Said], catalogue: Catalogue, on: dt.date) -> None:
    table = weigh(SHOW, course, catalogue, on)

    seasons = [row.season for row in table]
    assert seasons == sorted(set(seasons), key=lambda season: (season is None, season or 0))
    for row in table:
        assert (row.moment is not None) == (row.date is not None and row.date.exact is not None)
        assert row.status is not Status.CONFIRMED or row.date is not None
        assert row.status in (Status.CONFIRMED, Status.RELEASED) or row.date is None
        told = {reason.testimony.claim.date for reason in row.reasons} | {
            Edtf.day(known.date) for known in catalogue.history if known.date
        }
        # No date is believed that nobody gave, but for a year put to a day.
        assert row.date is None or row.date in told or any(date and not date.year_known for date in told)


@settings(max_examples=MANY, deadline=None)
@given(courses(), catalogues(), days)
def test_what_comes_later_has_no_effect(course: list[Said], catalogue: Catalogue, on: dt.date) -> None:
    known = tuple(fact for fact in catalogue.history if (fact.date or fact.cancelled or on) <= on)
    until_now = [one for one in course if one.published is None or one.published <= on]
    # A day without its year is the one thing that the history is asked about ahead.
    if any(one.claim.date and not one.claim.date.year_known for one in until_now):
        return
    if any(one.published is None and one.claim.season is None for one in until_now):
        return
    cut = Catalogue(catalogue.shows, catalogue.services, known)
    top = max((fact.season for fact in catalogue.history), default=0)
    if any((one.claim.season or 0) > top for one in until_now):
        return

    assert weigh(SHOW, until_now, cut, on) == weigh(SHOW, course, catalogue, on)


@settings(max_examples=MANY // 3, deadline=None)
@given(courses(), days)
def test_the_history_is_the_table_day_by_day(course: list[Said], until: dt.date) -> None:
    # Without a day, these two count from a day that only later articles tell.
    placed = (Status.RELEASED, Status.SUPERSEDED)
    course = [one for one in course if one.published or one.claim.status not in placed]
    told = sorted({one.published or OLDEST for one in course if (one.published or OLDEST) <= until})
    folded: list[tuple[object, ...]] = []
    before: tuple[Premiere, ...] = ()
    for day in told:
        after = weigh(SHOW, course, BARE, day)
        folded += [(one.kind, one.season, one.before, one.after, one.on) for one in difference(before, after, day)]
        before = after

    changes = history(SHOW, course, BARE, until)
    assert [(one.kind, one.season, one.before, one.after, one.on) for one in changes] == folded


@settings(max_examples=MANY, deadline=None)
@given(st.data(), courses(), catalogues(), days)
def test_removing_an_article_removes_its_effect(
    data: st.DataObject, course: list[Said], catalogue: Catalogue, on: dt.date
) -> None:
    gone = data.draw(st.sampled_from(sorted({one.article for one in course}) or ["none"]))
    without = [one for one in course if one.article != gone]

    fresh = unfold(SHOW, without, catalogue, on)
    unfold(SHOW, course, catalogue, on)
    struck = [one for one in reversed(course) if one.article != gone]
    assert unfold(SHOW, struck, catalogue, on) == fresh


@settings(max_examples=MANY, deadline=None)
@given(st.data(), courses(), catalogues(), days)
def test_a_vaguer_word_that_agrees_changes_nothing(
    data: st.DataObject, course: list[Said], catalogue: Catalogue, on: dt.date
) -> None:
    table = weigh(SHOW, course, catalogue, on)
    dated = [row for row in table if row.date is not None and row.date.exact and row.season and row.season <= 4]
    if not dated:
        return
    row = data.draw(st.sampled_from(dated))
    assert row.date is not None
    year = row.date.text[:4]
    vaguer = data.draw(st.sampled_from([year, row.date.text[:7], f"{year}/..", f"../{int(year) + 1}"]))
    claim = Claim("Luke Cage", row.season, Edtf.parse(vaguer), Status.CONFIRMED, "a quote", 0, 7, "made")
    word = Said(claim, "new", on, "new.example", None, "", data.draw(trusts))

    assert _believed(weigh(SHOW, [*course, word], catalogue, on)) == _believed(table)


@settings(max_examples=MANY, deadline=None)
@given(st.data(), courses(), catalogues(), days)
def test_an_untrusted_site_alone_moves_no_date(
    data: st.DataObject, course: list[Said], catalogue: Catalogue, on: dt.date
) -> None:
    course = [one for one in course if one.site != "lone.example"]
    words = data.draw(st.lists(spoken(st.just(Trust.OTHER)), min_size=1, max_size=6))
    season, whenever = data.draw(st.integers(1, 4)), st.sampled_from([on, None])
    # An older cancellation beside another that has been overcome since would be a second voice, and not alone.
    days_of = {status: st.just(on) if status is Status.CANCELLED else whenever for status in Status}
    lone = [
        Said(
            replace(one.claim, season=season),
            f"lone {one.article}", data.draw(days_of[one.claim.status]), "lone.example", None, "", Trust.OTHER, "lone",
        )
        for one in words
    ]  # fmt: skip
    # Everything else was said before, on a day, of a season: only then is it clear what there was to be moved.
    course = [one for one in course if one.published and one.published < on and one.claim.season]
    before = {row.season: row for row in weigh(SHOW, course, catalogue, on)}
    after = {row.season: row for row in weigh(SHOW, [*course, *lone], catalogue, on)}
    row, now = before.get(season), after.get(season)
    if row is None or row.status is not Status.CONFIRMED or row.date is None or row.disputed:
        return
    if row.date.latest is None or row.date.latest < on:
        return
    assert now is not None
    assert now.status in (Status.CONFIRMED, Status.RELEASED)
    assert now.date is not None
    assert row.date == now.date or row.date.contains(now.date) or not row.date.year_known


@settings(max_examples=MANY, deadline=None)
@given(courses(), catalogues(), days)
def test_rumours_date_nothing(course: list[Said], catalogue: Catalogue, on: dt.date) -> None:
    rumours = [
        Said(
            Claim("Luke Cage", one.claim.season, one.claim.date, Status.RUMOURED, "a quote", 0, 7, "made"),
            one.article, one.published, one.site, one.url, one.title, one.trust, one.voice,
        )
        for one in course
    ]  # fmt: skip
    facts = {known.season for known in catalogue.history}

    assert not history(SHOW, rumours, catalogue, on)
    for row in weigh(SHOW, rumours, catalogue, on):
        assert row.season in facts or (row.date is None and row.status is Status.RUMOURED)


@settings(max_examples=MANY, deadline=None)
@given(courses(), catalogues(), days, dates, st.integers(1, 3))
def test_a_pin_beats_all(course: list[Said], catalogue: Catalogue, on: dt.date, date: Edtf, season: int) -> None:
    pin = Pin("Luke Cage", season, date, "Misty", dt.datetime.combine(on, dt.time(9), dt.UTC))
    table = {row.season: row for row in weigh(SHOW, course, catalogue, on, [pin])}

    assert table[season].date == date
    assert table[season].status in (Status.CONFIRMED, Status.RELEASED)


@settings(max_examples=MANY, deadline=None)
@given(courses(), days)
def test_the_history_leads_to_the_table(course: list[Said], on: dt.date) -> None:
    changes, table = unfold(SHOW, course, BARE, on)
    last = {change.season: change for change in changes}

    assert list(changes) == sorted(changes, key=lambda change: change.on)
    for row in table:
        change = last.get(row.season)
        assert (change.after if change else None) == row.date
        if row.status is Status.CANCELLED:
            assert change is not None
            assert change.kind is ChangeKind.CANCELLED


_pins = st.builds(
    lambda season, day, on: Pin(
        "Luke Cage", season, Edtf.day(day), "Misty", dt.datetime.combine(on, dt.time(9), dt.UTC)
    ),
    st.integers(1, 3),
    days,
    days,
)


@st.composite
def _with_a_text(draw: st.DrawFn) -> list[Said]:
    """A course of articles with addresses, titles and quotes, some of which say two things."""
    quotes = st.sampled_from(["in autumn", "on Friday", "soon"])
    found: list[Said] = []
    for one in draw(courses()):
        claim = replace(one.claim, evidence=draw(quotes), service=draw(st.sampled_from([None, None, "Hulu"])))
        article = draw(st.sampled_from([one.article, found[-1].article if found else one.article]))
        title = draw(st.sampled_from(["", "A title"]))
        url = f"https://x.example/{article}" if one.site else None
        found.append(replace(one, claim=claim, article=article, title=title, url=url))
    return found


def _told(table: Sequence[Premiere]) -> list[object]:
    """Everything but the reasons, and whose words are quoted."""
    quoted = [[reason.testimony for reason in row.reasons] for row in table]
    return [
        (replace(row, reasons=()), {(one.article, one.url, one.site, one.claim.evidence) for one in some})
        for row, some in zip(table, quoted, strict=True)
    ]


@settings(max_examples=MANY, deadline=None)
@given(st.data(), _with_a_text(), catalogues(), days, days, st.lists(_pins, max_size=2))
def test_what_is_weighed_on_a_memory_is_what_the_whole_course_gives(
    data: st.DataObject, course: list[Said], catalogue: Catalogue, made: dt.date, until: dt.date, pins: list[Pin]
) -> None:
    first = [one for one in course if data.draw(st.booleans())]
    before, memory = weigh_and_remember(SHOW, first, catalogue, made, pins, until=until)

    assert _told(before) == _told(weigh(SHOW, first, catalogue, made, pins, explain=False))
    if memory is None:
        return
    assert memory.day <= until
    on = data.draw(st.dates(memory.day + dt.timedelta(days=1), END + dt.timedelta(days=900)))
    later = [one for one in course if one not in first and one.published and one.published > memory.day]
    quick = weigh_on(SHOW, memory, later, catalogue, on)
    asked = lacking(quick)
    quick = completed(quick, [one for one in (*first, *later) if one.article in asked])
    assert _told(quick) == _told(weigh(SHOW, [*first, *later], catalogue, on, pins, explain=False))
