"""Premieres out: what is next, the table, why, and what changed."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from schedules import (
    Article,
    Catalogue,
    ChangeKind,
    Known,
    Library,
    ReleaseRule,
    Service,
    Show,
    Status,
    Target,
    TargetKind,
    UnknownShowError,
    Verdict,
    rules,
)

Write = Callable[..., Article]

DATED = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."
MOVED = "Luke Cage season 1 will now premiere on October 14, 2016, Netflix said."


async def test_history_that_lies_ahead_of_the_clock_does_not_show(library: Library) -> None:
    outlook = await library.next()
    assert outlook.premieres == ()
    assert outlook.last is not None
    assert (outlook.last.show, outlook.last.season) == ("Daredevil", 2)
    assert [(premiere.show, premiere.season) for premiere in await library.schedule(past=True)] == [
        ("Daredevil", 1),
        ("Daredevil", 2),
    ]


async def test_history_shows_when_its_day_has_come_and_goes_when_the_clock_is_set_back(opened: Any, clock: Any) -> None:
    async with opened() as library:
        assert "Iron Fist" not in {premiere.show for premiere in await library.schedule(past=True)}
        clock.set("2017-03-17T12:00:00Z")
        last = (await library.next("iron fist")).last
        assert last is not None
        assert (last.season, last.status) == (1, Status.RELEASED)
    clock.set("2016-08-20T12:00:00Z")
    async with opened() as library:
        assert (await library.next("Iron Fist")).last is None


async def test_a_date_lies_ahead_until_its_moment(library: Library, write: Write, clock: Any) -> None:
    await library.keep(write(DATED))
    clock.set("2016-09-30T06:59:59Z")
    assert [premiere.show for premiere in (await library.next()).premieres] == ["Luke Cage"]
    clock.set("2016-09-30T07:00:00Z")
    outlook = await library.next()
    assert outlook.premieres == ()
    assert outlook.last is not None
    assert outlook.last.show == "Luke Cage"


async def test_next_gives_the_soonest_first_and_only_as_many_as_asked(library: Library, write: Write) -> None:
    await library.keep(write("Daredevil season 3 premieres on November 4, 2016."))
    await library.keep(write(DATED))
    await library.keep(
        write("Iron Fist season 1 premieres in spring 2017. Luke Cage season 2 is coming, but has no date yet.")
    )

    assert [premiere.show for premiere in (await library.next()).premieres] == ["Luke Cage"]
    outlook = await library.next(count=2)
    assert [premiere.show for premiere in outlook.premieres] == ["Luke Cage", "Daredevil"]
    assert [(premiere.show, str(premiere.date)) for premiere in outlook.windows] == [("Iron Fist", "2017-21")]
    assert [(premiere.show, premiere.season) for premiere in outlook.undated] == [("Luke Cage", 2)]
    assert outlook.now == dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC)
    assert [premiere.show for premiere in (await library.next("daredevil")).premieres] == ["Daredevil"]


async def test_the_table_is_in_the_order_of_its_dates(library: Library, write: Write) -> None:
    for text in (
        "Iron Fist season 1 premieres in spring 2017.",
        "Luke Cage season 2 is coming, but has no date yet.",
        "Daredevil season 3 premieres on November 4, 2016.",
        DATED,
        "Daredevil season 4 has been cancelled.",
    ):
        await library.keep(write(text))

    ahead = [("Luke Cage", 1), ("Daredevil", 3), ("Iron Fist", 1), ("Luke Cage", 2)]
    assert [(premiere.show, premiere.season) for premiere in await library.schedule()] == ahead
    past = [("Daredevil", 1), ("Daredevil", 2)]
    everything = [(premiere.show, premiere.season) for premiere in await library.schedule(past=True)]
    assert everything == [*past, *ahead, ("Daredevil", 4)]
    assert [premiere.season for premiere in await library.schedule("Luke Cage")] == [1, 2]


async def test_a_window_is_over_after_its_last_day(library: Library, write: Write, clock: Any) -> None:
    await library.keep(write("Luke Cage season 1 premieres in September 2016."))
    clock.set("2016-09-30T23:59:00Z")
    assert len(await library.schedule()) == 1
    clock.set("2016-10-01T00:00:00Z")
    assert await library.schedule() == ()


async def test_why_gives_every_claim_with_its_verdict_newest_first(library: Library, write: Write) -> None:
    await library.keep(write("Luke Cage season 1 premieres in fall 2016.", published="2016-02-01"))
    await library.keep(write(DATED))
    await library.keep(write(MOVED, site="blog.example", published="2016-08-18"))

    (premiere,) = await library.why("marvel's luke cage", 1)
    assert [reason.verdict for reason in premiere.reasons] == [
        Verdict.OUTWEIGHED,
        Verdict.SUPPORTS,
        Verdict.TOO_VAGUE,
    ]
    assert premiere.disputed
    assert premiere.since == dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC)
    assert await library.why("Luke Cage", 7) == ()


async def test_what_is_asked_and_what_is_stored_are_the_same(library: Library, write: Write) -> None:
    for text in (DATED, "Daredevil season 3 premieres in fall 2017.", "Iron Fist has been cancelled."):
        await library.keep(write(text))
    asked = [
        replace(premiere, reasons=())
        for show in ("Daredevil", "Iron Fist", "Luke Cage")
        for premiere in await library.why(show)
    ]
    stored = sorted(await library.schedule(past=True), key=lambda premiere: (premiere.show, premiere.season or 0))
    assert asked == stored


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_changes_are_told_by_the_days_of_publication_whatever_the_order_of_arrival(
    library: Library, write: Write, order: tuple[int, ...]
) -> None:
    found = [
        write("Luke Cage season 1 premieres in fall 2016.", published="2016-02-01"),
        write(DATED),
        write(MOVED, published="2016-08-18"),
    ]
    for at in order:
        await library.keep(found[at])

    changes = await library.moved()
    assert [(change.kind, str(change.after), str(change.on)) for change in changes] == [
        (ChangeKind.MOVED, "2016-10-14", "2016-08-18"),
        (ChangeKind.REFINED, "2016-09-30", "2016-08-16"),
        (ChangeKind.DATED, "2016-23", "2016-02-01"),
    ]
    assert await library.moved("Luke Cage", limit=1) == changes[:1]
    assert await library.moved("Daredevil") == ()


async def test_an_unknown_show_is_named_with_the_nearest(library: Library) -> None:
    for question in (library.next, library.schedule, library.why, library.moved):
        with pytest.raises(UnknownShowError, match=r"did you mean Luke Cage\?"):
            await question("Luke Cag")


async def test_a_changed_catalogue_is_noticed_when_the_database_is_opened_again(
    opened: Any, database: str, catalogue: Catalogue, clock: Any
) -> None:
    async with opened() as library:
        assert len(await library.schedule(past=True)) == 2
    history = (*catalogue.history, Known("Luke Cage", 1, dt.date(2016, 7, 1)))
    shows = (*catalogue.shows[:1], *catalogue.shows[2:], Show("The Punisher", "Netflix"))
    async with Library.open(database, replace(catalogue, history=history, shows=shows), clock, {}) as library:
        past = await library.schedule(past=True)
        assert [(premiere.show, premiere.season) for premiere in past] == [("Luke Cage", 1)]
        assert await library.why("The Punisher") == ()


async def test_a_show_that_moves_to_another_service_takes_all_that_was_read_along(
    opened: Any, database: str, catalogue: Catalogue, clock: Any, write: Write
) -> None:
    async with opened() as library:
        await library.keep(write(DATED))
        assert (await library.next()).premieres[0].service == "Netflix"
    hulu = Service("Hulu", (ReleaseRule(dt.time(), "America/New_York"),))
    shows = (replace(catalogue.shows[0], service="Hulu"), *catalogue.shows[1:])
    moved = replace(catalogue, shows=shows, services=(*catalogue.services, hulu))
    async with Library.open(database, moved, clock, {}) as library:
        premiere = (await library.next()).premieres[0]
        assert premiere.service == "Hulu"
        assert premiere.moment == dt.datetime(2016, 9, 30, 4, tzinfo=dt.UTC)


async def test_new_rules_weigh_what_is_stored_again_and_tell_nobody(
    opened: Any, write: Write, damage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as library:
        await library.follow(Target(TargetKind.CHANNEL, "1"))
        await library.keep(write("Luke Cage season 1 premieres on September 30, 2016 on Netflix."), announce=False)
    # As rules of another kind might have left it.
    await damage("UPDATE premieres SET date = '2016-10', precision = 'month', moment = NULL, standing = 'window'")
    async with opened() as library:
        assert str((await library.schedule("Luke Cage"))[0].date) == "2016-10"
        monkeypatch.setattr(rules, "RULES", rules.RULES + 1)
        assert [str(each.date) for each in (await library.next("Luke Cage")).premieres] == ["2016-09-30"]
        await library.wake()
        assert await library.deliveries() == ()
    # Once is enough: what is stored now is not looked at again.
    await damage("UPDATE premieres SET evidence = 'untouched'")
    async with opened() as library:
        assert (await library.schedule("Luke Cage"))[0].evidence == "untouched"


async def test_two_processes_with_different_catalogues_each_keep_their_own_table(
    opened: Any, database: str, catalogue: Catalogue, clock: Any, write: Write
) -> None:
    other = replace(catalogue, shows=catalogue.shows[1:], history=())
    async with opened() as one, Library.open(database, other, clock, {}) as two:
        await one.keep(write(DATED))
        for _ in range(2):
            assert [premiere.show for premiere in await two.schedule(past=True)] == []
            assert [premiere.show for premiere in await one.schedule()] == ["Luke Cage"]
            assert len(await one.schedule(past=True)) == 3
