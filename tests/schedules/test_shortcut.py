"""The quick answer is the library's answer, or none."""

import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from schedules import Article, Catalogue, Known, Library, UnknownShowError, glance, rules
from schedules.shortcut import VERSION
from schedules.store.opening import VERSIONS

ARTICLES = (
    "Luke Cage season 1 premieres on September 30, 2016 on Netflix.",
    "Luke Cage season 2 is coming, but has no date yet.",
    "Daredevil season 3 premieres in fall 2017.",
    "Daredevil season 4 premieres on November 4, 2016.",
    "Iron Fist might arrive in March 2017, a rumour says.",
    "Daredevil season 5 has been cancelled.",
)
Write = Callable[..., Article]


@pytest.fixture
async def filled(sqlite_url: str, catalogue: Catalogue, clock: Any, write: Write) -> AsyncIterator[Library]:
    async with Library.open(sqlite_url, catalogue, clock) as library:
        for text in ARTICLES:
            await library.keep(write(text))
        yield library


@pytest.mark.parametrize("now", ["2016-08-20T12:00:00Z", "2016-09-30T07:00:00Z", "2016-12-24T20:00:00+09:00"])
@pytest.mark.parametrize("show", [None, "luke cage", "Daredevil", "Iron Fist"])
@pytest.mark.parametrize("count", [1, 12])
async def test_it_says_what_the_library_says(
    filled: Library, sqlite_url: str, catalogue: Catalogue, clock: Any, now: str, show: str | None, count: int
) -> None:
    clock.set(now)
    answer = await filled.next(show, count)
    for database in (sqlite_url, f"sqlite:///{sqlite_url}", f"sqlite+aiosqlite:///{sqlite_url}"):
        assert glance(database, catalogue, clock(), show, count) == answer


async def test_it_leaves_a_day_that_changes_something_to_the_library(
    filled: Library, sqlite_url: str, catalogue: Catalogue, clock: Any
) -> None:
    await filled.next()
    assert glance(sqlite_url, catalogue, clock()) is not None
    for day in ("2017-03-17T12:00:00Z", "2015-01-01T00:00:00Z"):
        clock.set(day)
        assert glance(sqlite_url, catalogue, clock()) is None
        answer = await filled.next()
        assert glance(sqlite_url, catalogue, clock()) == answer


async def test_it_leaves_another_catalogue_to_the_library(
    filled: Library, sqlite_url: str, catalogue: Catalogue, clock: Any
) -> None:
    await filled.next()
    history = (*catalogue.history, Known("Luke Cage", 1, clock().date()))
    assert glance(sqlite_url, replace(catalogue, history=history), clock()) is None


async def test_it_leaves_what_was_weighed_by_other_rules_to_the_library(
    filled: Library, sqlite_url: str, catalogue: Catalogue, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await filled.next()
    assert glance(sqlite_url, catalogue, clock()) == answer
    monkeypatch.setattr(rules, "RULES", rules.RULES + 1)
    assert glance(sqlite_url, catalogue, clock()) is None
    await filled.next()
    assert glance(sqlite_url, catalogue, clock()) == answer


@pytest.mark.parametrize("version", ["0001", "9999"])
async def test_it_leaves_another_schema_to_the_library(
    filled: Library, sqlite_url: str, catalogue: Catalogue, clock: Any, version: str
) -> None:
    await filled.next()
    with closing(sqlite3.connect(sqlite_url)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    assert glance(sqlite_url, catalogue, clock()) is None


def test_it_reads_the_schema_that_the_store_writes() -> None:
    assert VERSIONS[-1] == VERSION


@pytest.mark.parametrize(
    "database",
    ["nothing.db", "folder", "letter.txt", "postgresql://db/marquee", "sqlite:///x.db?timeout=1", "empty.db"],
)
def test_whatever_else_there_is_it_leaves_to_the_library_and_leaves_alone(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue, clock: Any, database: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam")
    (tmp_path / "empty.db").touch()
    before = sorted(each.name for each in tmp_path.iterdir())
    assert glance(database, catalogue, clock()) is None
    assert sorted(each.name for each in tmp_path.iterdir()) == before


def test_an_unknown_show_is_refused(sqlite_url: str, catalogue: Catalogue, clock: Any) -> None:
    with pytest.raises(UnknownShowError):
        glance(sqlite_url, catalogue, clock(), "Lost")


def test_it_loads_nothing_slow() -> None:
    code = "import sys; from schedules import glance; print('sqlalchemy' in sys.modules, 'asyncio' in sys.modules)"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "False False\n"
