"""Polling as an errand of the announcer: fetcher and feed parsers are loaded only once a source is due."""

from contextlib import AsyncExitStack, aclosing
from random import SystemRandom
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.clock import Clock
    from bot.settings import Settings
    from schedules import Gatherer, Library, Polled

    Tell = Callable[[Polled], Awaitable[None]]

SECONDS = 20
"""Processor seconds for parsing or reading one answer in a process; the largest that are taken need far less."""


class Poller:
    """Asks the sources that are due whenever it is called; an async context manager that closes its connections.

    Args:
        library: knows the sources.
        settings: say what may be fetched.
        clock: the moment that counts.
        tell: is told once of each source that is gone or has failed for a week; None where the log is enough.
        processes: how many parse and read; 0 does so in threads, for who polls once and has nobody waiting.
    """

    def __init__(
        self,
        library: "Library",
        settings: "Settings",
        clock: "Clock",
        tell: "Tell | None" = None,
        *,
        processes: int = 1,
    ) -> None:
        self._library = library
        self._settings = settings
        self._clock = clock
        self._tell = tell
        self._processes = processes
        self._opened = AsyncExitStack()
        self._gatherer: Gatherer | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._opened.aclose()

    async def __call__(self) -> None:
        """Ask what is due until nothing is; with many sources there is always one, and this goes on and on."""
        if not await self._library.due_sources(limit=1):
            return
        async with aclosing((await self.gatherer()).polling()) as polling:
            async for polled in polling:
                if self._tell is not None and (polled.asleep or polled.silent):
                    await self._tell(polled)

    async def once(self) -> "tuple[Polled, ...]":
        """Ask what is due, and return what each source brought."""
        return await (await self.gatherer()).poll() if await self._library.due_sources(limit=1) else ()

    async def gatherer(self) -> "Gatherer":
        """The gatherer, made when it is first needed."""
        if self._gatherer is None:
            from bot.fetching import make_fetcher
            from schedules import Aside, Gatherer

            fetcher = await self._opened.enter_async_context(make_fetcher(self._settings, self._clock))
            aside = Aside(self._library.catalogue, self._processes, seconds=SECONDS)
            await self._opened.enter_async_context(aside)
            self._gatherer = Gatherer(self._library, fetcher, self._clock, SystemRandom(), aside)
        return self._gatherer
