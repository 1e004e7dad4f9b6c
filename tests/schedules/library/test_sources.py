"""Sources, and what is remembered of them between two polls."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from schedules import Library, Trust, UsageError

FEED = "https://news.example/feed"


async def test_a_source_is_added_once_and_due_at_once(library: Library, clock: Any) -> None:
    source = await library.add_source(FEED, "Ada", Trust.TRUSTED)
    clock.ahead(hours=1)
    assert await library.add_source(FEED, "Bob") == source
    assert (source.name, source.added_by, source.trust, source.paused) == (FEED, "Ada", Trust.TRUSTED, False)
    assert await library.sources() == (source,)
    assert await library.due_sources() == (source,)
    assert await library.next_poll() == source.added


async def test_what_is_remembered_between_polls_is_kept(library: Library, clock: Any) -> None:
    source = await library.add_source(FEED, "Ada")
    state = replace(
        source.state,
        url="https://news.example/new",
        next_poll=clock() + dt.timedelta(minutes=10),
        interval=dt.timedelta(minutes=30),
        etag='"1"',
        last_modified="Sat, 20 Aug 2016 12:00:00 GMT",
        digest="abc",
        last_success=clock(),
        last_change=clock(),
        last_failure=clock() - dt.timedelta(days=1),
        failures=2,
        error="It was away.",
    )
    await library.record_poll(source.id, state)

    assert [each.state for each in await library.sources()] == [state]
    assert await library.due_sources() == ()
    assert [each.id for each in await library.due_sources(clock() + dt.timedelta(minutes=10))] == [source.id]
    assert (await library.stats()).last_poll == clock()
    assert await library.last_poll() == clock()


async def test_the_longest_waiting_come_first(library: Library, clock: Any) -> None:
    for number in range(3):
        await library.add_source(f"{FEED}/{number}", "Ada")
        clock.ahead(hours=1)
    due = await library.due_sources(limit=2)
    assert [source.name for source in due] == [f"{FEED}/0", f"{FEED}/1"]


async def test_paused_and_sleeping_sources_are_not_asked_until_resumed(library: Library, clock: Any) -> None:
    paused, asleep = await library.add_source(FEED, "Ada"), await library.add_source(f"{FEED}/2", "Ada")
    await library.pause_source(paused.id)
    await library.record_poll(asleep.id, replace(asleep.state, asleep=True, failures=3))
    assert await library.due_sources() == ()
    assert await library.next_poll() is None

    clock.ahead(days=3)
    for source in (paused, asleep):
        await library.resume_source(source.id)
    due = await library.due_sources()
    assert [(each.id, each.paused, each.state.asleep, each.state.failures) for each in due] == [
        (paused.id, False, False, 0),
        (asleep.id, False, False, 0),
    ]


async def test_a_source_can_be_removed_while_it_is_asked(library: Library) -> None:
    source = await library.add_source(FEED, "Ada")
    await library.remove_source(source.id)
    await library.record_poll(source.id, source.state)
    assert await library.sources() == ()
    for verb in (library.remove_source, library.pause_source, library.resume_source):
        with pytest.raises(UsageError, match=r"No source has the number"):
            await verb(source.id)


async def test_what_was_read_before_is_known_by_its_address(library: Library, write: Any) -> None:
    await library.keep(write("Luke Cage season 1 premieres on September 30, 2016.", at="story?utm_source=feed"))
    addresses = ["https://trusted.example/story", "https://trusted.example/other"]
    assert await library.read_before(addresses, FEED) == {"https://trusted.example/story"}
    assert await library.read_before([], FEED) == set()


async def test_what_others_tell_of_an_address_is_not_its_article(library: Library, write: Any) -> None:
    theirs = replace(write("Luke Cage season 1 premieres on September 30, 2016.", at="story"), site="echo.example")
    await library.keep(theirs, received_from="https://echo.example/feed")
    assert await library.read_before([str(theirs.url)], FEED) == set()
    assert await library.read_before([str(theirs.url)], "https://echo.example/feed") == {theirs.url}


async def test_a_watched_channel_is_a_source_that_is_never_asked(library: Library) -> None:
    source = await library.watch_channel("9", "123", "someone")
    assert await library.watched_channels() == {"123": source}
    assert await library.sources() == (source,)
    assert await library.due_sources() == ()
    assert await library.next_poll() is None


async def test_a_channel_is_watched_again_after_a_pause_and_no_more_after_its_server_is_forgotten(
    library: Library,
) -> None:
    source = await library.watch_channel("9", "123", "someone")
    other = await library.watch_channel("91", "456", "someone")
    await library.pause_source(source.id)
    assert set(await library.watched_channels()) == {"456"}
    assert await library.watch_channel("9", "123", "another") == source
    assert set(await library.watched_channels()) == {"123", "456"}
    await library.forget_guild("9")
    assert await library.sources() == (other,)
