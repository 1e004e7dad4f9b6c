"""The pictures: what they show, that hostile names can't break them, and that they become PNGs."""

import asyncio
import re
import struct
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot.picture import LIGHT, Pictures, describe, describe_card, foremost, render_card, render_timeline, to_png
from bot.picture.axis import lay_out
from bot.picture.looks import Look, look
from bot.picture.paint import in_typefaces, shorten
from schedules import Edtf, Premiere, Status

Make = Callable[..., Premiere]
SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    """Every line of lettering; fails where the SVG is not well-formed."""
    return [node.text or "" for node in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


def hints(svg: str) -> list[str]:
    """What a pointer is told over each shape."""
    groups = etree.fromstring(svg.encode()).iter(f"{SVG}g")
    return [node[0].text or "" for node in groups if len(node) and node[0].tag == f"{SVG}title"]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_timeline_shows_past_coming_and_undated_premieres(premieres: list[Premiere], now: datetime) -> None:
    svg = render_timeline(premieres, now)
    assert {"Daredevil", "Luke Cage", "Iron Fist", "The Punisher"} <= set(words(svg))
    assert {"season 1 in 41 days", "no date yet", "2015–2016, then cancelled"} <= set(words(svg))
    assert "Luke Cage, season 2: spring 2017 (coming)" in hints(svg)
    assert len(hints(svg)) == len(premieres)


def test_what_comes_next_stands_first(premieres: list[Premiere], now: datetime) -> None:
    shown = words(render_timeline(reversed(premieres), now))
    order = [name for name in shown if name in {"Daredevil", "Luke Cage", "Iron Fist", "The Punisher"}]
    assert order[0] == "Luke Cage"
    assert order[-1] == "Daredevil"


def test_one_show_has_a_row_for_each_season(premieres: list[Premiere], now: datetime) -> None:
    shown = words(render_timeline(premieres, now, show="Daredevil"))
    assert [word for word in shown if word.startswith("Season")] == ["Season 1", "Season 2", "Season 3"]
    assert "Luke Cage" not in shown
    assert "18 March 2016" in shown


def test_shapes_stay_on_the_picture(premiere: Make, now: datetime) -> None:
    crowd = [premiere("Luke Cage", number, f"2016-0{number}-01") for number in range(1, 5)]
    edges = [premiere("Iron Fist", 1, "2016-01-01"), premiere("Iron Fist", 2, "2016-12-31")]
    svg = etree.fromstring(render_timeline(crowd + edges, now, framed=False).encode())
    left, _, width, _ = map(float, svg.get("viewBox").split())
    for circle in svg.iter(f"{SVG}circle"):
        if circle.get("r") == "17":
            assert left <= float(circle.get("cx")) - 17
            assert float(circle.get("cx")) + 17 <= left + width


def test_of_many_seasons_the_coming_and_the_latest_are_shown(premiere: Make, now: datetime) -> None:
    seasons = [premiere("Luke Cage", number, f"{1997 + number}-09-30") for number in range(1, 21)]
    alone = words(render_timeline(seasons, now, show="Luke Cage"))
    assert [word for word in alone if word.startswith("Season")] == [f"Season {number}" for number in range(9, 21)]
    assert "and 8 more" in alone
    among = hints(render_timeline(seasons, now))
    assert among[-1].startswith("Luke Cage, season 20: ")
    assert not [hint for hint in among if "season 4:" in hint]


def centres(svg: str) -> list[float]:
    """Where the middles of bulbs are that are lit, dark or hollow, from left to right."""
    circles = etree.fromstring(svg.encode()).iter(f"{SVG}circle")
    return sorted(float(circle.get("cx")) for circle in circles if circle.get("r") in {"16", "17"})


@pytest.mark.parametrize(
    "days",
    [
        [None, None, None],
        ["2016-12-29", "2016-12-30", "2016-12-31", None, None],
        ["2016-12-29", "2016-12-30", "2016-12-31"],
        ["2016-01-01", "2016-01-02"],
    ],
)
def test_no_bulb_lies_on_another(premiere: Make, now: datetime, days: list[str | None]) -> None:
    seasons = [premiere("Luke Cage", number, day) for number, day in enumerate(days, 1)]
    found = centres(render_timeline(seasons, now, framed=False))
    assert len(found) == len(days)
    assert all(right - left > 2 * 17 for left, right in pairwise(found))


def test_a_window_hides_no_premiere_within_it(premiere: Make, now: datetime) -> None:
    seasons = [
        premiere("Luke Cage", 1, "2016-09-30"),
        premiere("Luke Cage", 2, "2016"),
        premiere("Luke Cage", 3, "2016-23"),
    ]
    # What is drawn later lies on what was drawn before.
    assert [hint.partition(":")[0][-1] for hint in hints(render_timeline(seasons, now))] == ["2", "3", "1"]


def test_a_long_name_leaves_the_day_in_the_heading(premiere: Make, now: datetime) -> None:
    name = "The Extraordinarily Long and Winding Chronicle of the Baroness Who Would Not Stop Talking"
    [heading] = [word for word in words(render_timeline([premiere(name, 1, "2016-09-30")], now)) if "Next" in word]
    assert heading.startswith("Next: The Extra")
    assert heading.endswith("…, season 1, 30 September 2016")


def test_wide_letters_are_cut_before_they_reach_what_stands_beside_them() -> None:
    assert shorten("W" * 31, 31, 620).endswith("…")
    assert shorten("i" * 31, 31, 620) == "i" * 31


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("Señora Ñandú", True),
        ("Игра престолов", True),
        ("Ποιος;", True),
        ("Đặng Việt", True),
        ("“Luke” – Cage…", True),
        ("הבורר", False),
        ("Երևան", False),
        ("فوضى", False),
        ("葬送のフリーレン", False),
    ],
)
def test_the_systems_typefaces_are_asked_for_what_the_shipped_ones_lack(name: str, there: bool) -> None:
    assert all(map(in_typefaces, name)) is there


def test_more_shows_than_fit_are_counted(premiere: Make, now: datetime) -> None:
    many = [premiere(f"Show {number}", 1, "2016-10-01") for number in range(20)]
    assert "and 8 more" in words(render_timeline(many, now))


def test_an_empty_table_is_said_to_be_empty(now: datetime) -> None:
    assert "Nothing is known yet." in words(render_timeline([], now))
    assert describe([], now) == "Timeline of all shows. Nothing is known yet."


def test_it_can_be_told_in_words(premieres: list[Premiere], now: datetime) -> None:
    said = describe(premieres, now)
    assert "Luke Cage, season 1: Friday 30 September 2016, in 41 days." in said
    assert "Luke Cage, season 2: spring 2017." in said
    assert "No date yet: Iron Fist, season 1; The Punisher, season 1." in said
    assert said.endswith("Last: Daredevil, season 2, Friday 18 March 2016.")


@pytest.mark.parametrize(
    ("day", "more", "seen"),
    [
        ("2016-09-30", {}, Look.COMING),
        ("2016-08-20", {"moment": None}, Look.COMING),
        ("2016-08-19", {"moment": None}, Look.OUT),
        ("2016-08-20", {}, Look.OUT),
        ("2016-23", {}, Look.WINDOW),
        ("XXXX-09-30", {}, Look.UNDATED),
        (None, {}, Look.UNDATED),
        (None, {"status": Status.RELEASED}, Look.OUT),
        (None, {"status": Status.CANCELLED}, Look.CANCELLED),
        ("2016-09-30", {"status": Status.CANCELLED}, Look.CANCELLED),
    ],
)
def test_looks(premiere: Make, now: datetime, day: str | None, more: dict[str, object], seen: Look) -> None:
    assert look(premiere("Luke Cage", 1, day, **more), now) is seen


def test_the_foremost_is_the_one_that_people_ask_for(premieres: list[Premiere], now: datetime) -> None:
    def asked(found: list[Premiere]) -> tuple[str, int | None] | None:
        best = foremost(found, now)
        return (best.show, best.season) if best else None

    assert asked(premieres) == ("Luke Cage", 1)
    assert asked([each for each in premieres if each.date is None or each.date.exact is None]) == ("Luke Cage", 2)
    assert asked([each for each in premieres if each.show in {"Daredevil", "The Punisher"}]) == ("The Punisher", 1)
    assert asked(premieres[:3]) == ("Daredevil", 2)
    assert asked(premieres[2:3]) is None


def test_a_card_shows_the_show_its_date_and_its_distance(premiere: Make, now: datetime) -> None:
    card = premiere("Luke Cage", 1, "2016-09-30")
    shown = words(render_card(card, now))
    assert {"LUKE CAGE", "SEASON 1 · NETFLIX", "Friday 30 September 2016", "in 41 days"} <= set(shown)
    assert describe_card(card, now) == "Luke Cage, season 1 on Netflix: Friday 30 September 2016, in 41 days."


@pytest.mark.parametrize(
    ("day", "more", "says"),
    [
        ("2017-21", {}, "Spring 2017"),
        (None, {}, "No date yet"),
        (None, {"status": Status.CANCELLED}, "Cancelled"),
        ("2016-09-30", {"disputed": True}, "Another article says otherwise."),
        ("2015-04-10", {}, "out now"),
    ],
)
def test_a_card_says_what_is_not_certain(
    premiere: Make, now: datetime, day: str | None, more: dict[str, object], says: str
) -> None:
    assert says in words(render_card(premiere("Luke Cage", 1, day, **more), now))


def test_a_card_says_no_hour_that_nobody_gave(premiere: Make, now: datetime) -> None:
    card = premiere("Luke Cage", 1, "2016-08-21", moment=datetime.fromisoformat("2016-08-21T12:00:00+00:00"))
    shown = words(render_card(card, now, timed=False))
    assert "tomorrow" in shown
    assert not any("UTC" in word for word in shown)
    assert {"in 24 hours", "12:00 UTC"} <= set(words(render_card(card, now)))


@given(name=st.text(st.characters(), min_size=1, max_size=120))
def test_no_name_breaks_a_picture(name: str) -> None:
    day = Edtf.parse("2016-09-30")
    now = datetime.fromisoformat("2016-08-20T12:00:00+00:00")
    hostile = Premiere(name, 1, name, day, day.precision, None, Status.CONFIRMED)
    for svg in (render_timeline([hostile], now), render_card(hostile, now)):
        tags = {node.tag for node in etree.fromstring(svg.encode()).iter()}
        assert tags <= {f"{SVG}{tag}" for tag in ("svg", "title", "rect", "circle", "path", "text", "g")}


def test_markup_in_a_name_is_shown_as_it_is(premiere: Make, now: datetime) -> None:
    assert "<script>alert(1)</script>" in words(render_timeline([premiere("<script>alert(1)</script>", 1, None)], now))


def days() -> st.SearchStrategy[date]:
    return st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(st.lists(days(), max_size=12), days())
def test_later_days_lie_further_right_and_all_lie_on_the_line(found: Sequence[date], today: date) -> None:
    axis = lay_out(found, today, 10, 110)
    places = [axis.x(day) for day in sorted([*found, today])]
    assert places == sorted(places)
    assert all(10 <= place <= 110 for place in places)
    assert axis.stretches[0].x0 == 10
    assert axis.stretches[-1].x1 == pytest.approx(110)
    busy = {day.year for day in [*found, today]}
    for stretch in axis.stretches:
        assert not (stretch.folded and busy & set(range(stretch.first, stretch.last + 1)))


def test_a_picture_without_its_typefaces_falls_back_to_their_like(premieres: list[Premiere], now: datetime) -> None:
    for svg in (render_timeline(premieres, now), render_card(premieres[0], now)):
        families = {node.get("font-family", "") for node in etree.fromstring(svg.encode()).iter(f"{SVG}text")}
        assert all(family.endswith(", sans-serif") for family in families)


def test_a_timeline_becomes_a_png(premieres: list[Premiere], now: datetime) -> None:
    svg = render_timeline(premieres, now)
    width, height = map(int, re.findall(r' (?:width|height)="(\d+)"', svg)[:2])
    assert size(to_png(svg, 1.5)) == (round(width * 1.5), round(height * 1.5))
    assert to_png(svg) != to_png(render_timeline(premieres, now, palette=LIGHT))


def test_lettering_reaches_the_png(premiere: Make, now: datetime) -> None:
    one = to_png(render_card(premiere("Luke Cage", 1, None), now))
    other = to_png(render_card(premiere("Luke Cave", 1, None), now))
    assert one != other


async def test_a_picture_is_drawn_again_only_when_the_table_changes(premieres: list[Premiere], now: datetime) -> None:
    pictures = Pictures()
    first, again = await asyncio.gather(
        pictures.png(render_timeline(premieres, now)), pictures.png(render_timeline(premieres, now))
    )
    assert first is again
    assert await pictures.png(render_timeline(premieres, now)) is first
    changed = await pictures.png(render_timeline(premieres[1:], now))
    assert changed != first


async def test_old_pictures_make_room_for_new_ones(premieres: list[Premiere], now: datetime) -> None:
    pictures = Pictures(limit=1)
    svg = render_timeline(premieres[:1], now)
    first = await pictures.png(svg)
    await pictures.png(render_timeline(premieres[:1], now + timedelta(days=1)))
    second = await pictures.png(svg)
    assert second is not first
    assert second == first


async def test_a_picture_that_fails_can_be_tried_again() -> None:
    pictures = Pictures()
    for _ in range(2):
        with pytest.raises(ValueError, match="SVG"):
            await pictures.png("no picture")


async def test_the_loop_goes_on_while_a_picture_is_drawn(premieres: list[Premiere], now: datetime) -> None:
    drawing = asyncio.create_task(Pictures().png(render_timeline(premieres, now)))
    turns = 0
    while not drawing.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 10
