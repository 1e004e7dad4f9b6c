"""The rate limits of single routes and channels, which discord.py keeps."""

import time
from collections.abc import Callable

import discord

TIDIED_EVERY = 60.0
"""Seconds between two looks through all of them."""


class UsedUpError(discord.RateLimited):
    """A route has nothing left for longer than is worth waiting for; Discord was not asked, and others may be."""


class Allowance(discord.http.Ratelimit):
    """How much of a route's limit is left.

    Where a window is long, discord.py's own refuses whatever is asked before its end, although something is left: of
    fifty posts that a forum takes in five minutes it would make one. And when nothing is left it forgets that.
    """

    __slots__ = ()

    async def acquire(self) -> None:
        """Take one, waiting for it where that is not long.

        Raises:
            UsedUpError: it is long.
        """
        longest = self._max_ratelimit_timeout
        try:
            if self.remaining > 0:
                # Nothing is awaited on this way, so nobody else sees it.
                self._max_ratelimit_timeout = None
            await super().acquire()
        except discord.RateLimited as error:
            raise UsedUpError(error.retry_after) from None
        finally:
            self._max_ratelimit_timeout = longest

    async def _refresh(self) -> None:
        longest = self._max_ratelimit_timeout
        if longest is not None and self.expires is not None and self.reset_after > longest:
            left = self.expires - self._loop.time()
            if left > longest:
                return
            self.reset_after = max(left, 0.0)
        await super()._refresh()


def tidy_seldom(http: "discord.http.HTTPClient", clock: Callable[[], float] = time.monotonic) -> None:
    """Have old limits thrown away once a minute.

    discord.py looks through all that it holds whenever a channel is written to for the first time in five minutes: with
    ten thousand channels that alone would take a fifth of the processor. It has no setting for it.
    """
    look_through = http._try_clear_expired_ratelimits  # noqa: SLF001 - see above
    looked = clock()

    def seldom() -> None:
        nonlocal looked
        if clock() - looked >= TIDIED_EVERY:
            looked = clock()
            look_through()

    http._try_clear_expired_ratelimits = seldom  # type: ignore[method-assign]  # noqa: SLF001 - see above
