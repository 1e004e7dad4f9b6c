"""What is asked often is found by an index: no question walks through a whole table, or sorts what it need not."""

import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from schedules import Article, Catalogue, Library, Target, TargetKind

CHANNEL = Target(TargetKind.CHANNEL, "7")
Asked = list[tuple[str, Any]]
Verb = Callable[[Library, Article], Awaitable[object]]

_WHOLE = re.compile(
    r"SCAN (articles|texts|claims|sketches|premieres|weighings|memories|changes|follows|outbox|archive)\b"
)

VERBS: dict[str, Verb] = {
    "keep": lambda library, article: library.keep(article),
    "next": lambda library, _: library.next(),
    "next of a show": lambda library, _: library.next("Luke Cage"),
    "why": lambda library, _: library.why("Luke Cage"),
    "what is due": lambda library, _: library.wake(),
    "when something falls due next": lambda library, _: library.next_wake(),
    "what may be sent": lambda library, _: library.lease("somebody", kinds=[TargetKind.CHANNEL, TargetKind.MEMBER]),
    "housekeeping": lambda library, _: library.tidy(),
    "what waits": lambda library, _: library.waiting(),
    "deliveries": lambda library, _: library.deliveries(),
    "follows of a channel": lambda library, _: library.follows(CHANNEL),
}


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Every statement from now on, with what it was given."""
    found: Asked = []

    def note(*given: Any) -> None:
        _, _, statement, parameters, _, many = given
        found.append((statement, parameters[0] if many else parameters))

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("verb", VERBS)
async def test_nothing_asked_often_walks_through_a_table(
    verb: str, sqlite_url: str, catalogue: Catalogue, clock: Any, write: Callable[..., Article], asked: Asked
) -> None:
    async with Library.open(sqlite_url, catalogue, clock) as library:
        await library.keep(write("Luke Cage season 1 premieres on September 30, 2016."))
        await library.follow(CHANNEL, "Luke Cage")
        await library.next()
        asked.clear()
        await VERBS[verb](library, write("Luke Cage season 1 will now premiere on October 14, 2016, Netflix said."))
        statements = list(asked)

    assert statements
    with closing(sqlite3.connect(sqlite_url)) as connection:
        for statement, given in statements:
            if statement.startswith(("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")):
                plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)]
                # In the order of an index a walk ends with the first row that is wanted.
                walks = [
                    step for step in plan if _WHOLE.match(step) and not ("ORDER BY" in statement and "INDEX" in step)
                ]
                assert not walks, (statement, plan)


async def test_what_is_next_needs_no_sorting(sqlite_url: str, catalogue: Catalogue, clock: Any, asked: Asked) -> None:
    async with Library.open(sqlite_url, catalogue, clock) as library:
        await library.next()
        asked.clear()
        await library.next()
    with closing(sqlite3.connect(sqlite_url)) as connection:
        plans = [
            row[3]
            for statement, given in asked
            if statement.startswith("SELECT")
            for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)
        ]
    assert [step for step in plans if "ix_premieres_standing_until" in step]
    assert not [step for step in plans if "TEMP B-TREE" in step]
