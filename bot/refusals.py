"""Answers that Discord counts against a bot: too many of them, and it bans the address for a day."""

import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta

STATUSES = frozenset({401, 403, 429})
"""What it counts: ten thousand of these in ten minutes are too many."""
MOST = 2_000
"""So many are let happen; then nothing more is announced until enough of them are ten minutes old."""
WITHIN = 600.0


class Refusals:
    """Counts them.

    Args:
        most: how many may happen in ten minutes.
        clock: seconds.
    """

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._newest: deque[float] = deque(maxlen=most)

    def count(self, status: int) -> None:
        """Take note of the status of an answer."""
        if status in STATUSES:
            self._newest.append(self._clock())

    def pause(self) -> timedelta | None:
        """How long to keep still; None where there is no need to."""
        if len(self._newest) < (self._newest.maxlen or 1):
            return None
        rest = self._newest[0] + WITHIN - self._clock()
        return timedelta(seconds=rest) if rest > 0 else None
