"""What is weighed on a memory of the past is what is weighed from all that was ever said, whatever is done between."""

import asyncio
import datetime as dt
import os
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules import Article, Catalogue, Claim, Edtf, Heard, Library, Premiere, Show, Status, Trust, UsageError

MANY = int(os.environ.get("MARQUEE_LAW_EXAMPLES", "250")) // 8
"""How many made-up courses of events the law is held against; each needs a database."""

NOW = dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC)
SHOW = "Luke Cage"
SITES = ("trusted.example", "a.example", "b.example", "c.example", None)
Damage = Callable[[str], Awaitable[None]]
Everything = Callable[[], Awaitable[dict[str, list[Any]]]]


def said(season: int | None, what: str, quote: str = "they said") -> Claim:
    status, _, date = what.partition(" ")
    return Claim(SHOW, season, Edtf.parse(date) if date else None, Status(status), quote, 0, 9, "made")


def article(number: int, days_ago: int | None, site: str | None, address: int, words: int) -> Article:
    """An article of its own words, or those of another with one more, at its own address or another's."""
    text = " ".join([*(f"word{words}x{each}" for each in range(40)), *([f"more{number}"] if words != number else [])])
    published = None if days_ago is None else NOW.date() - dt.timedelta(days=days_ago)
    return Article(text, f"Number {number}", published, f"https://{site}/{address}" if site else None, site)


LONG_AGO = [said(season, f"confirmed 201{5 + season}-09-1{part}") for season in (1, 2, 3) for part in range(5)]

days_ago = st.sampled_from([0, 0, 0, 1, 2, 5, 20, 200, -2, None])
dates = st.sampled_from(["2016-09-30", "2016-10-07", "2016-09", "2016", "2017-03-17", "XXXX-09-30", "2016-08-01"])
claims = st.lists(
    st.builds(
        lambda season, status, date, quote: said(
            season, status if status in {"cancelled", "undated"} else f"{status} {date}", quote
        ),
        st.sampled_from([None, 1, 1, 2, 3]),
        st.sampled_from(["confirmed", "confirmed", "confirmed", *map(str, Status)]),
        dates,
        st.sampled_from(["in autumn", "at last"]),
    ),
    min_size=1,
    max_size=3,
)
others = st.integers(0, 6)
events = st.lists(
    st.one_of(
        st.tuples(st.just("keep"), days_ago, st.sampled_from(SITES), st.none() | others, st.none() | others, claims),
        st.tuples(st.sampled_from(["strike", "unstrike"]), others),
        st.tuples(st.just("pin"), st.integers(1, 3), st.sampled_from(["2016-11-11", "2016-12"])),
        st.tuples(st.just("unpin"), st.integers(1, 3)),
        st.tuples(st.just("wait"), st.integers(1, 40)),
    ),
    max_size=8,
)


class World:
    """A library, a clock, and what happens."""

    def __init__(self) -> None:
        self.now = NOW
        self.kept: list[str] = []

    async def happen(self, library: Library, event: tuple[Any, ...]) -> None:
        """Let one thing happen."""
        kind, *rest = event
        if kind == "keep":
            await self.keep(library, *rest)
        elif kind == "wait":
            self.now += dt.timedelta(days=rest[0])
        elif kind == "pin":
            await library.pin(SHOW, rest[0], Edtf.parse(rest[1]), "Misty")
        else:
            known = self.kept[rest[0] % len(self.kept)] if kind != "unpin" else ""
            try:
                await (
                    library.unpin(SHOW, rest[0], "Misty") if kind == "unpin" else getattr(library, kind)(known, "Misty")
                )
            except UsageError:
                # Nothing was pinned, or it was struck out already.
                return

    async def keep(
        self,
        library: Library,
        ago: int | None,
        site: str | None,
        address: int | None,
        words: int | None,
        found: list[Claim],
    ) -> None:
        """Keep an article that was read."""
        number = len(self.kept)
        made = article(
            number, ago, site, number if address is None else address % (number + 1), number if words is None else words
        )
        (kept,) = await library.keep_read([Heard(made, found)])
        self.kept.append(kept.article)


def bare(premieres: tuple[Premiere, ...]) -> dict[int | None, Premiere]:
    return {premiere.season: replace(premiere, reasons=()) for premiere in premieres}


async def begin(world: World, library: Library) -> None:
    """Two articles of long ago, of which the second brings so much that both are remembered."""
    await world.keep(library, 95, "trusted.example", None, None, [said(1, "confirmed 2016-12-09", "in December")])
    await world.keep(library, 90, "a.example", None, None, LONG_AGO)


async def agrees(library: Library) -> bool:
    """Whether what is stored is what all that was ever said gives."""
    return bare(await library.schedule(SHOW, past=True)) == bare(await library.why(SHOW))


@settings(max_examples=MANY, deadline=None)
@given(events)
def test_whatever_happens_what_is_stored_is_what_the_whole_course_gives(course: list[tuple[Any, ...]]) -> None:
    async def run() -> None:
        world = World()
        with tempfile.TemporaryDirectory() as folder:
            catalogue = Catalogue((Show(SHOW, "Netflix"),), ())
            trust = {"trusted.example": Trust.TRUSTED}
            async with Library.open(f"{folder}/marquee.db", catalogue, lambda: world.now, trust) as library:
                await begin(world, library)
                for number, event in enumerate(course):
                    await world.happen(library, event)
                    assert await agrees(library), course[: number + 1]

    asyncio.run(run())


async def test_what_is_new_is_weighed_on_what_is_remembered(library: Library, everything: Everything) -> None:
    world = World()
    await world.keep(library, 90, "a.example", None, None, LONG_AGO)
    (before,) = (await everything())["memories"]

    await world.keep(library, 0, "trusted.example", None, None, [said(1, "confirmed 2016-11-11", "on Friday")])

    assert (await everything())["memories"] == [before]
    (premiere, *_) = (await library.next(SHOW)).premieres
    assert (str(premiere.date), premiere.evidence) == ("2016-11-11", "on Friday")
    assert await agrees(library)


PAST: dict[str, list[tuple[Any, ...]]] = {
    "struck out": [("strike", 0)],
    "struck out and taken back": [("strike", 0), ("unstrike", 0)],
    "come late": [("keep", 97, "trusted.example", None, None, [said(1, "confirmed 2016-10-14")])],
    "come without a day": [("keep", None, "trusted.example", None, None, [said(1, "confirmed 2016-10-14")])],
    "another edition": [("keep", 0, "trusted.example", 0, None, [said(1, "undated")])],
    "another edition that is struck out": [
        ("keep", 0, "trusted.example", 0, None, [said(1, "confirmed 2016-10-14")]),
        ("strike", 2),
    ],
    "pinned": [("pin", 1, "2016-11-11")],
    "pinned anew": [("pin", 1, "2016-11-11"), ("wait", 20), ("forget",), ("pin", 1, "2016-12-24")],
    "pinned no more": [("pin", 1, "2016-11-11"), ("wait", 20), ("forget",), ("unpin", 1)],
}


@pytest.mark.parametrize("what", PAST)
async def test_what_changes_the_past_makes_its_memory_void(
    what: str, opened: Callable[[], Any], clock: Any, damage: Damage
) -> None:
    world = World()
    async with opened() as library:
        await begin(world, library)
        for event in PAST[what]:
            if event == ("forget",):
                # So that the next memory is made of a past in which there is a pin.
                await damage("DELETE FROM memories")
                await world.keep(library, -20, "c.example", None, None, [said(3, "rumoured 2019")])
            else:
                await world.happen(library, event)
            clock.now = world.now
            assert await agrees(library)
        await world.keep(library, 0, "b.example", None, None, [said(1, "confirmed 2016-12-09")])
        assert await agrees(library)


async def test_texts_found_to_repeat_one_another_make_memories_void(library: Library) -> None:
    world = World()
    await world.keep(library, 99, "c.example", None, None, [said(1, "confirmed 2016-12-09")])
    await world.keep(library, 96, "b.example", None, None, [said(1, "confirmed 2016-12-16")])
    await world.keep(library, 95, "d.example", None, None, [said(1, "confirmed 2016-12-16")])
    await world.keep(library, 90, "e.example", None, None, [each for each in LONG_AGO if each.season != 1] * 2)
    (two,) = await library.why(SHOW, 1)
    both = " ".join(article(number, 0, None, 0, number).text for number in (1, 2))

    await library.keep_read([Heard(Article(both, "", NOW.date(), None, None), [said(2, "undated")])])

    (one,) = await library.why(SHOW, 1)
    assert (str(two.date), str(one.date)) == ("2016-12-16", "2016-12-09")
    assert await agrees(library)


async def test_a_memory_that_is_broken_off_is_made_anew(
    library: Library, everything: Everything, damage: Damage
) -> None:
    world = World()
    await world.keep(library, 90, "a.example", None, None, LONG_AGO)
    (before,) = (await everything())["memories"]
    await damage("DELETE FROM memories")

    await world.keep(library, 0, "trusted.example", None, None, [said(1, "confirmed 2016-11-11")])

    ((show, day, *_),) = (await everything())["memories"]
    assert (show, day) == before[:2]
    assert await agrees(library)


async def test_what_comes_late_and_what_is_struck_out_leave_no_trace(library: Library) -> None:
    world = World()
    await world.keep(library, 90, "a.example", None, None, LONG_AGO)
    await world.keep(library, 60, "b.example", None, None, [said(1, "confirmed 2016-12-09")])
    (held,) = await library.why(SHOW, 1)
    await world.keep(library, 80, "c.example", None, None, [said(1, "confirmed 2016-12-09")])
    (moved,) = await library.why(SHOW, 1)
    assert held.date != moved.date
    assert await agrees(library)

    await library.strike(world.kept[-1], "Misty")

    assert await agrees(library)
    (again,) = await library.why(SHOW, 1)
    assert again.date == held.date
