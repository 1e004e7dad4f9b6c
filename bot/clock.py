"""The two clocks that can be handed to everything else: the system's, and one that starts at another moment."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Returns the present moment as an aware datetime in UTC."""


def system_clock() -> datetime:
    """The system's time in UTC."""
    return datetime.now(UTC)


def starting_at(start: datetime) -> Clock:
    """A clock that shows `start` (aware) now and runs on from there at the usual speed."""
    origin = time.monotonic()

    def clock() -> datetime:
        return start.astimezone(UTC) + timedelta(seconds=time.monotonic() - origin)

    return clock
