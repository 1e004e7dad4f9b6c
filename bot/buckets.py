"""The rate limits of single routes and channels, which discord.py keeps."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import discord

TIDIED_EVERY = 60.0
"""Seconds between two looks through all of them."""


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
