"""The catalogue: names, files that extend or replace, release rules across their changes, and files that are wrong."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedules import Catalogue, CatalogueError, Show, UnknownShowError, load_catalogue


def written(folder: Path, text: str) -> Path:
    path = folder / "catalogue.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_catalogue_follows_seven_shows_and_knows_their_past() -> None:
    catalogue = load_catalogue()
    assert [show.name for show in catalogue.shows] == [
        "Daredevil", "Jessica Jones", "Luke Cage", "Iron Fist", "The Defenders", "The Punisher",
        "Daredevil: Born Again",
    ]  # fmt: skip
    assert {known.show for known in catalogue.history} == {show.name for show in catalogue.shows}
    assert all(catalogue.service(show.service).rules for show in catalogue.shows)


@pytest.mark.parametrize(
    "asked", ["Luke Cage", "luke cage", "  LUKE CAGE ", "Marvel's Luke Cage", "Marvel’s Luke Cage", "‘Luke Cage’"]
)
def test_a_show_is_found_however_it_is_typed(asked: str) -> None:
    assert load_catalogue().show(asked).name == "Luke Cage"


@pytest.mark.parametrize(("asked", "found"), [("punisher", "The Punisher"), ("the defenders", "The Defenders")])
def test_a_leading_article_is_optional(asked: str, found: str) -> None:
    assert load_catalogue().show(asked).name == found


def test_an_unknown_show_names_the_nearest() -> None:
    with pytest.raises(UnknownShowError) as caught:
        load_catalogue().show("Jesica Jones")
    assert str(caught.value) == "No show called 'Jesica Jones'; did you mean Jessica Jones?"


def test_a_name_like_nothing_is_answered_with_some_that_are_followed() -> None:
    with pytest.raises(UnknownShowError, match="among those that are followed are Daredevil, Jessica Jones, Luke Cage"):
        load_catalogue().show("x" * 500)
    with pytest.raises(UnknownShowError, match=" and 2 more"):
        named(*(f"{letter}{letter}" for letter in "abcdefghij")).show("Seventh")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pokemon", "Pokémon"),
        ("POKE\u0301MON", "Pokémon"),
        ("law and order", "Law & Order"),
        ("spider man", "Spider-Man"),
        ("agents of shield", "Agents of S.H.I.E.L.D."),
        ("greysanatomy", "Grey’s Anatomy"),
    ],
)
def test_accents_spaces_and_punctuation_are_optional(asked: str, found: str) -> None:
    shows = named("Pokémon", "Law & Order", "Spider-Man", "Agents of S.H.I.E.L.D.", "Grey’s Anatomy")
    assert shows.show(asked).name == found


def test_letters_that_two_shows_share_mean_neither() -> None:
    shows = named("Spider-Man", "Spiderman!")
    assert shows.show("spider-man").name == "Spider-Man"
    with pytest.raises(UnknownShowError):
        shows.show("spider man")
    with pytest.raises(UnknownShowError):
        shows.show("!?")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("jones", "did you mean Jessica Jones?"),
        ("luke cage and friends", "did you mean Luke Cage?"),
        ("daredevil born", "did you mean Daredevil?"),
        ("iron", "did you mean Iron Fist or Iron Heart?"),
    ],
)
def test_part_of_a_name_is_enough_to_be_understood(asked: str, meant: str) -> None:
    with pytest.raises(UnknownShowError, match=re.escape(meant)):
        named("Jessica Jones", "Luke Cage", "Daredevil", "Iron Fist", "Iron Heart").show(asked)


def test_what_was_typed_so_far_finds_names_and_aliases() -> None:
    shows = named("Pokémon", "Spider-Man", "The Amazing Spider-Man")
    assert [show.name for show in shows.matching("spiderm")] == ["Spider-Man", "The Amazing Spider-Man"]
    assert [show.name for show in shows.matching("poke")] == ["Pokémon"]
    assert len(shows.matching("")) == 3


def named(*names: str) -> Catalogue:
    """A catalogue of shows with these names."""
    return Catalogue(tuple(Show(name, "Netflix") for name in names))


@pytest.mark.parametrize(
    ("service", "day", "moment"),
    [
        ("Netflix", date(2016, 9, 30), datetime(2016, 9, 30, 7, 0, tzinfo=UTC)),
        ("Netflix", date(2017, 1, 13), datetime(2017, 1, 13, 8, 0, tzinfo=UTC)),
        ("Disney+", date(2023, 8, 21), datetime(2023, 8, 21, 7, 0, tzinfo=UTC)),
        ("Disney+", date(2023, 8, 22), datetime(2023, 8, 23, 1, 0, tzinfo=UTC)),
        ("Prime Video", date(2024, 4, 10), datetime(2024, 4, 10, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_follows_the_rule_that_held_on_its_day(service: str, day: date, moment: datetime) -> None:
    assert load_catalogue().moment(service, day) == moment


def test_a_time_that_is_known_better_beats_the_rule() -> None:
    moment = load_catalogue().moment("Netflix", date(2016, 9, 30), at=time(3, 0), zone="America/New_York")
    assert moment == datetime(2016, 9, 30, 7, 0, tzinfo=UTC)


def test_a_service_without_a_rule_has_no_moment() -> None:
    assert load_catalogue().moment("Somewhere", date(2016, 9, 30)) is None


def test_a_file_replaces_the_shows_and_keeps_the_services(tmp_path: Path) -> None:
    catalogue = load_catalogue(written(tmp_path, '[[show]]\nname = "Ozark"\nservice = "Netflix"\n'))
    assert [show.name for show in catalogue.shows] == ["Ozark"]
    assert catalogue.history == ()
    assert catalogue.service("Netflix").rules


def test_a_file_may_extend_the_shipped_catalogue_and_correct_it(tmp_path: Path) -> None:
    text = """
        extends = true
        [[service]]
        name = "Netflix"
        rules = [{ time = 09:00:00, zone = "Europe/Berlin" }]
        [[show]]
        name = "Ozark"
        service = "Netflix"
        [[show]]
        name = "Luke Cage"
        service = "Disney+"
        [[premiere]]
        show = "Luke Cage"
        season = 1
        date = 2016-10-01
    """
    catalogue = load_catalogue(written(tmp_path, text))
    assert len(catalogue.shows) == 8
    assert catalogue.show("Luke Cage").service == "Disney+"
    assert [fact.date for fact in catalogue.history if (fact.show, fact.season) == ("Luke Cage", 1)] == [
        date(2016, 10, 1)
    ]
    assert catalogue.service("Netflix").rules[0].zone == "Europe/Berlin"


SHOW = '[[show]]\nname = "A"\nservice = "S"\n'
RULES = '[[service]]\nname = "S"\nrules = [{}]\n'
ALWAYS = '{ time = 00:00:00, zone = "UTC" }'
PREMIERE = '[[premiere]]\nshow = "A"\nseason = 1\ndate = 2016-01-01\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no show"),
        ("extend = true\n", "has no 'extend'"),
        (SHOW + SHOW, "[[show]] of line 4: A stands there twice"),
        (SHOW + 'aliases = "AB"\n', "aliases are a list"),
        (SHOW + 'alias = ["AB"]\n', "[[show]] of line 1: a [[show]] has no 'alias'"),
        (SHOW + 'miniseries = "false"\n', "true or false without quotes"),
        (SHOW.replace("A", "A\\u001b"), "on one line"),
        ("nonsense", "no TOML"),
        ('[[show]]\nname = "A"\n', "without 'service'"),
        ('[[show]]\nname = 7\nservice = "S"\n', "1 to 100 characters"),
        ('[[show]]\nname = " "\nservice = "S"\n', "1 to 100 characters"),
        ('show = "A"\n', "each show begins with [[show]]"),
        ('show = [{ name = "A" }]\n', "show number 1: it is without 'service'"),
        (SHOW + '[[service]]\nname = "S"\nrules = [{ time = "00:00", zone = "UTC" }]\n', "without quotes"),
        (SHOW + '[[service]]\nname = "S"\nrules = [{ time = 00:00:00, zone = "Mars/Olympus" }]\n', "Mars/Olympus"),
        (SHOW + RULES.format('{ time = 00:00:00, zone = "America" }'), "'America' is no time zone"),
        (SHOW + RULES.format(f"{ALWAYS}, {ALWAYS}"), "begin on the same day"),
        (SHOW + RULES.format('{ time = 00:00:00, zone = "UTC", since = "2025-01-01" }'), "without quotes"),
        (SHOW + RULES.format('{ time = 00:00:00, zone = "UTC", since = 2025-01-01T00:00:00 }'), "a day is written"),
        (SHOW + '[[premiere]]\nshow = "A"\nseason = 0\ndate = 2016-01-01\n', "from 1 to 99"),
        (SHOW + '[[premiere]]\nshow = "A"\nseason = 1\n', "either a date or the day"),
        (SHOW + '[[premiere]]\nshow = "A"\nseason = 1\ndate = "2016-01-01"\n', "without quotes"),
        (SHOW + PREMIERE + 'time = 01:00:00\nzone = "Nowhere"\n', "Nowhere"),
        (SHOW + PREMIERE + "time = 01:00:00\n", "needs its zone"),
        (SHOW + PREMIERE + 'time = "01:00"\nzone = "UTC"\n', "without quotes"),
        (SHOW + PREMIERE + PREMIERE, "[[premiere]] of line 8: A, season 1 stands there twice"),
        (SHOW.replace("A", "Ozark") + PREMIERE.replace("A", "Ozrak"), "the nearest is Ozark"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(written(tmp_path, text))
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_premiere_may_call_its_show_by_an_alias(tmp_path: Path) -> None:
    text = SHOW.replace("service", 'aliases = ["The B"]\nservice') + PREMIERE.replace("A", "the b")
    assert [known.show for known in load_catalogue(written(tmp_path, text)).history] == ["A"]


def test_a_file_as_an_editor_saves_it_is_read_or_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SHOW.replace("\n", "\r\n").encode())
    assert load_catalogue(path).show("A").service == "S"
    path.write_bytes(SHOW.replace("S", "Caf\xe9").encode("cp1252"))
    with pytest.raises(CatalogueError, match="not UTF-8 text in line 3; save it as UTF-8"):
        load_catalogue(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(CatalogueError, match="can't be read"):
            load_catalogue(path)


names = st.text(min_size=1, max_size=30).filter(lambda name: name.strip(" \t\n\"'“”‘’"))


@given(st.lists(names, min_size=1, max_size=5, unique_by=str.casefold), st.text(max_size=60))
def test_any_name_is_found_or_refused(shows: list[str], asked: str) -> None:
    catalogue = Catalogue(tuple(Show(name, "Netflix") for name in shows))
    try:
        names = {catalogue.show(asked).name}
    except UnknownShowError as error:
        names = set(error.nearest)
    assert names <= set(shows)
