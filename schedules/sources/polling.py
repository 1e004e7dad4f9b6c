"""When a source is asked again; pure: the moment and the randomness are passed in.

A source that brings news is asked twice as often, down to every ten minutes; one that brings none a little less often
each time, up to once a day. What its server asks for is obeyed: to be left alone (Retry-After) for up to a week, and to
take its answer for fresh (max-age) for up to a day, as many a server says a year of everything. A failure doubles the
wait. A source that is gone (HTTP 410) sleeps until a person wakes it.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from random import Random

from schedules.errors import FetchError
from schedules.sources.answer import Fetched

SHORTEST = dt.timedelta(minutes=10)
"""The shortest interval between two polls."""
LONGEST = dt.timedelta(days=1)
"""The longest interval that quiet or failing brings."""
FIRST = dt.timedelta(hours=1)
"""The interval of a source that nothing is known of yet."""
LONGEST_WISH = dt.timedelta(days=7)
"""The longest wait that a server is granted."""
QUIET = dt.timedelta(days=7)
"""After so long without a change "not modified" is no longer taken at its word: some servers never say else."""
SILENT = dt.timedelta(days=7)
"""How long a source may fail before somebody is told."""

_JITTER = 0.1
_GONE = 410
_FASTER = 0.5
_SLOWER = 1.25


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a source between two polls; all moments are aware UTC."""

    url: str
    """Where it is asked; after a permanent redirect the new address."""
    next_poll: dt.datetime
    interval: dt.timedelta = FIRST
    etag: str | None = None
    last_modified: str | None = None
    digest: str = ""
    """Of the last body, to notice that nothing changed where the server does not say so."""
    last_success: dt.datetime | None = None
    last_change: dt.datetime | None = None
    last_failure: dt.datetime | None = None
    failures: int = 0
    """In a row, since the last success."""
    error: str = ""
    """The last failure as a sentence; '' after a success."""
    asleep: bool = False
    """Whether it is not asked any more until a person wakes it."""
    failing_since: dt.datetime | None = None
    """The first of those failures; None after a success."""
    feed: bool | None = None
    """Whether what it gave was a feed; None where nothing was looked at yet."""

    def due(self, now: dt.datetime) -> bool:
        """Whether it is to be asked now."""
        return not self.asleep and self.next_poll <= now


def new_state(url: str, now: dt.datetime) -> FeedState:
    """The state of a source that was added at `now`: due at once."""
    return FeedState(url, now)


def changed(state: FeedState, result: Fetched) -> bool:
    """Whether an answer brings anything that the last one did not."""
    return not result.unchanged and _digest(result.body) != state.digest


def after_success(  # noqa: PLR0913 - what was before, what came, and what was found in it
    state: FeedState,
    result: Fetched,
    now: dt.datetime,
    rng: Random,
    *,
    news: bool | None = None,
    feed: bool | None = None,
) -> FeedState:
    """The state after an answer.

    Args:
        state: the state before.
        result: the answer.
        now: the moment (aware).
        rng: spreads the polls.
        news: whether it brought an entry that was not known; None takes any change of the body for news.
        feed: whether it was a feed; None where it was not looked at.
    """
    differs = changed(state, result)
    feed = state.feed if feed is None else feed
    busy = differs if news is None else news
    interval = min(max(state.interval * (_FASTER if busy else _SLOWER), SHORTEST), LONGEST)
    fresh = min(result.max_age or dt.timedelta(0), LONGEST)
    wish = max(fresh, min(result.retry_after or dt.timedelta(0), LONGEST_WISH))
    # An answer "not modified" may leave them out; what was known still holds then.
    etag = result.etag or (state.etag if result.unchanged else None)
    last_modified = result.last_modified or (state.last_modified if result.unchanged else None)
    doubted = result.unchanged and (state.last_change is None or now - state.last_change >= QUIET)
    return replace(
        state,
        # A site that drops its feeds sends all who ask to its home page, for good: only what leads to a feed is kept.
        url=(result.moved_to if feed else None) or state.url,
        next_poll=now + max(_spread(interval, rng), wish),
        interval=interval,
        etag=None if doubted else etag,
        last_modified=None if doubted else last_modified,
        digest=_digest(result.body) if differs else state.digest,
        last_success=now,
        last_change=now if differs else state.last_change,
        failures=0,
        error="",
        asleep=False,
        failing_since=None,
        feed=feed,
    )


def after_failure(state: FeedState, error: Exception, now: dt.datetime, rng: Random) -> FeedState:
    """The state after a failure.

    Args:
        state: the state before.
        error: what happened: a FetchError's status and wish are obeyed; anything else only waits longer.
        now: the moment (aware).
        rng: spreads the polls.
    """
    failures = state.failures + 1
    backoff = min(SHORTEST * 2 ** min(failures - 1, 10), LONGEST)
    wish = error.retry_after if isinstance(error, FetchError) and error.retry_after else dt.timedelta(0)
    return replace(
        state,
        next_poll=now + max(_spread(backoff, rng), min(wish, LONGEST_WISH)),
        last_failure=now,
        failures=failures,
        error=str(error),
        asleep=state.asleep or (isinstance(error, FetchError) and error.status == _GONE),
        failing_since=state.failing_since or now,
    )


def silent(before: FeedState, after: FeedState) -> bool:
    """Whether a source has, with its latest failure, failed for a week; true once in a row of failures."""
    since = after.failing_since
    if since is None or after.last_failure is None or after.last_failure - since < SILENT:
        return False
    return before.failing_since != since or before.last_failure is None or before.last_failure - since < SILENT


def wake(state: FeedState, now: dt.datetime) -> FeedState:
    """A sleeping source woken by a person: due at once."""
    return replace(state, asleep=False, failures=0, failing_since=None, next_poll=now)


def _spread(interval: dt.timedelta, rng: Random) -> dt.timedelta:
    """The interval with up to a tenth more, so that sources added together are not asked together for ever."""
    return min(interval * (1 + rng.random() * _JITTER), LONGEST)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]
