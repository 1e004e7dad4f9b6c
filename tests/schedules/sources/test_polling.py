import datetime as dt
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.errors import ArticleError, FetchError
from schedules.sources.answer import Fetched
from schedules.sources.polling import (
    LONGEST,
    LONGEST_WISH,
    SHORTEST,
    FeedState,
    after_failure,
    after_success,
    changed,
    new_state,
    wake,
)

NOW = dt.datetime(2016, 8, 16, 12, tzinfo=dt.UTC)
URL = "https://example.org/feed"


class Least(Random):
    """Never adds anything."""

    def random(self) -> float:
        return 0.0


class Most(Random):
    """Always adds the most."""

    def random(self) -> float:
        return 1.0 - 2**-53


def answer(body: bytes = b"one", **values: object) -> Fetched:
    got = Fetched(URL, 200, "application/rss+xml", None, body, NOW)
    return replace(got, **values)  # type: ignore[arg-type]  # a test names its own fields


def test_a_new_source_is_due_at_once() -> None:
    assert new_state(URL, NOW).due(NOW)


def test_a_busy_feed_is_asked_more_and_more_often_but_not_more_than_every_ten_minutes() -> None:
    state, waits = new_state(URL, NOW), []
    for number in range(8):
        state = after_success(state, answer(b"%d" % number), NOW, Least())
        waits.append(state.next_poll - NOW)
    assert waits == sorted(waits, reverse=True)
    assert waits[-1] == SHORTEST


def test_a_quiet_feed_is_asked_less_and_less_often_but_once_a_day() -> None:
    state, waits = after_success(new_state(URL, NOW), answer(), NOW, Least()), []
    for _ in range(30):
        state = after_success(state, answer(), NOW, Most())
        waits.append(state.next_poll - NOW)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST


def test_a_body_that_changes_without_news_counts_as_quiet_when_told() -> None:
    state = after_success(new_state(URL, NOW), answer(), NOW, Least())
    assert after_success(state, answer(b"two"), NOW, Least(), news=False).interval > state.interval
    assert after_success(state, answer(b"two"), NOW, Least(), news=True).interval < state.interval


def test_not_modified_is_quiet_and_keeps_what_was_known() -> None:
    state = after_success(new_state(URL, NOW), answer(etag='"1"', last_modified="then"), NOW, Least())
    later = NOW + dt.timedelta(hours=1)
    again = after_success(state, answer(b"", status=304), later, Least())
    assert (again.etag, again.last_modified, again.digest) == ('"1"', "then", state.digest)
    assert (again.last_success, again.last_change) == (later, NOW)
    assert not changed(state, answer(b"", status=304))
    assert not changed(state, answer())
    assert changed(state, answer(b"two"))
    assert after_success(state, answer(b"two"), later, Least()).etag is None


@pytest.mark.parametrize(
    ("values", "least"),
    [
        ({"max_age": dt.timedelta(hours=3)}, dt.timedelta(hours=3)),
        ({"retry_after": dt.timedelta(hours=5)}, dt.timedelta(hours=5)),
        ({"max_age": dt.timedelta(hours=3), "retry_after": dt.timedelta(hours=2)}, dt.timedelta(hours=3)),
        ({"max_age": dt.timedelta(seconds=1)}, SHORTEST),
        ({"max_age": dt.timedelta(days=31)}, LONGEST),
        ({"retry_after": dt.timedelta(days=31)}, LONGEST_WISH),
    ],
)
def test_a_servers_wish_is_obeyed(values: dict[str, Any], least: dt.timedelta) -> None:
    state = replace(new_state(URL, NOW), interval=SHORTEST)
    assert after_success(state, answer(**values), NOW, Least()).next_poll == NOW + least


def test_a_permanent_redirect_is_remembered_where_it_leads_to_a_feed() -> None:
    moved = answer(moved_to="https://new.example/")
    state = after_success(new_state(URL, NOW), moved, NOW, Least(), feed=True)
    assert state.url == "https://new.example/"
    assert after_success(state, answer(), NOW, Least()).url == "https://new.example/"
    assert after_success(new_state(URL, NOW), moved, NOW, Least(), feed=False).url == URL
    assert after_success(new_state(URL, NOW), moved, NOW, Least()).url == URL


def test_a_server_that_has_said_not_modified_for_a_week_is_asked_for_the_whole() -> None:
    state = after_success(new_state(URL, NOW), answer(etag='"1"'), NOW, Least(), feed=True)
    same = answer(b"", status=304, etag='"1"')
    for days, etag in ((6, '"1"'), (7, None)):
        state = after_success(state, same, NOW + dt.timedelta(days=days), Least())
        assert state.etag == etag
    again = after_success(state, answer(etag='"1"'), NOW + dt.timedelta(days=8), Least())
    assert (again.etag, again.last_change, again.feed) == ('"1"', NOW, True)


def test_failures_double_the_wait_up_to_a_day_and_a_success_forgets_them() -> None:
    state, waits = new_state(URL, NOW), []
    for _ in range(12):
        state = after_failure(state, FetchError("example.org can't be reached."), NOW, Least())
        waits.append(state.next_poll - NOW)
    assert waits[:4] == [SHORTEST, SHORTEST * 2, SHORTEST * 4, SHORTEST * 8]
    assert waits[-1] == LONGEST
    assert (state.failures, state.error, state.last_failure) == (12, "example.org can't be reached.", NOW)
    state = after_success(state, answer(), NOW, Least())
    assert (state.failures, state.error) == (0, "")


def test_a_failure_keeps_what_was_known() -> None:
    state = after_success(new_state(URL, NOW), answer(etag='"1"'), NOW, Least())
    failed = after_failure(state, ArticleError("That is no feed."), NOW, Least())
    assert (failed.etag, failed.digest, failed.interval) == ('"1"', state.digest, state.interval)
    assert not failed.asleep


def test_a_failing_servers_wish_is_obeyed() -> None:
    error = FetchError("Busy.", status=503, retry_after=dt.timedelta(hours=2))
    assert after_failure(new_state(URL, NOW), error, NOW, Least()).next_poll == NOW + dt.timedelta(hours=2)
    error = FetchError("Busy.", status=503, retry_after=dt.timedelta(days=31))
    assert after_failure(new_state(URL, NOW), error, NOW, Least()).next_poll == NOW + LONGEST_WISH


def test_a_feed_that_is_gone_sleeps_until_it_is_woken() -> None:
    state = after_failure(new_state(URL, NOW), FetchError("Gone.", status=410), NOW, Least())
    assert state.asleep
    assert not state.due(NOW + dt.timedelta(days=365))
    assert wake(state, NOW).due(NOW)
    assert after_success(wake(state, NOW), answer(), NOW, Least()).error == ""


_EVENTS = st.lists(
    st.one_of(
        st.binary(max_size=2).map(answer),
        st.timedeltas().map(lambda age: answer(max_age=age)),
        st.sampled_from([FetchError("No."), FetchError("No.", status=404), ArticleError("No.")]),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(_EVENTS, st.integers())
def test_the_next_poll_is_always_between_ten_minutes_and_a_week_away(
    events: list[Fetched | Exception], seed: int
) -> None:
    state: FeedState = new_state(URL, NOW)
    rng = Random(seed)  # noqa: S311 - spreads polls, guards nothing
    for event in events:
        if isinstance(event, Fetched):
            state = after_success(state, event, NOW, rng)
        else:
            state = after_failure(state, event, NOW, rng)
        assert NOW + SHORTEST <= state.next_poll <= NOW + LONGEST_WISH
        assert SHORTEST <= state.interval <= LONGEST


def test_sources_added_together_drift_apart() -> None:
    states = [after_success(new_state(URL, NOW), answer(), NOW, Random(seed)) for seed in range(20)]  # noqa: S311
    assert len({state.next_poll for state in states}) == 20
