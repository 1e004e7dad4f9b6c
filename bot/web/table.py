"""The table as the web sees it: read from the library now and then, not for every visitor."""

import asyncio
import logging
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar, cast

from schedules import Change, Premiere

if TYPE_CHECKING:
    from schedules import Library

FRESH = 2.0
"""For how many seconds an answer may be given again without a look at the library."""
STALE = 30.0
"""Up to how many seconds after that a visitor gets it while a new one is being made."""
OLDEST = 300.0
"""After how many seconds everything is read again, even where nothing seems to have happened."""
CHANGES = 1000
"""How many changes are kept at hand."""
MADE = 500
"""How many answers are kept at hand."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Snapshot:
    """What was believed at one moment, and everything that was made from it."""

    premieres: tuple[Premiere, ...]
    """All of them: ahead, windows, undated, out and cancelled."""
    changes: tuple[Change, ...]
    """Newest first."""
    revisions: Mapping[tuple[str, int | None], int] = field(default_factory=dict)
    """How often each season's belief has been seen to change."""
    made: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    """Answers made from it, by what makes them differ; thrown away with it."""


class Table:
    """Hands out snapshots; many visitors at once cause one look at the library.

    Args:
        library: what is known.
        fresh: for how many seconds a snapshot holds; 0 looks every time.
    """

    def __init__(self, library: "Library", fresh: float = FRESH) -> None:
        self._library = library
        self._fresh = fresh
        self._snapshot: Snapshot | None = None
        self._mark: Hashable = None
        self._read = 0.0
        self._taken = 0.0
        self._taking: asyncio.Task[Snapshot] | None = None

    async def snapshot(self) -> Snapshot:
        """What is believed now, or was some seconds ago."""
        age = asyncio.get_running_loop().time() - self._taken
        if self._snapshot is not None and age < self._fresh:
            return self._snapshot
        if self._taking is None:
            self._taking = asyncio.create_task(self._take())
            self._taking.add_done_callback(self._done)
        if self._snapshot is not None and self._fresh and age < self._fresh + STALE:
            return self._snapshot
        return await asyncio.shield(self._taking)

    async def reasons(self, show: str) -> tuple[Premiere, ...]:
        """The premieres of `show` with every claim behind them; raises UnknownShowError."""
        snapshot = await self.snapshot()
        key = ("reasons", show)
        if key not in snapshot.made:
            snapshot.made[key] = await self._library.why(show)
        found: tuple[Premiere, ...] = snapshot.made[key]
        return found

    async def _take(self) -> Snapshot:
        now = asyncio.get_running_loop().time()
        # Reading the whole history is dear; whether anything came in is cheap to ask.
        mark = await self._newest()
        if self._snapshot is not None and mark == self._mark and now - self._read < OLDEST:
            return self._snapshot
        premieres = await self._library.schedule(past=True)
        changes = await self._library.moved(limit=CHANGES)
        snapshot = Snapshot(premieres, changes, await self._library.revisions())
        self._mark, self._read = mark, now
        return snapshot

    async def _newest(self) -> Hashable:
        """Something that differs when another article, an editor or another day may have changed the table."""
        return (self._library.clock().date(), await self._library.mark())

    def _done(self, task: asyncio.Task[Snapshot]) -> None:
        self._taking = None
        if task.cancelled():
            return
        if error := task.exception():
            _log.warning("The table can't be read; visitors see the last one for a while: %s", error)
            return
        self._snapshot = task.result()
        self._taken = task.get_loop().time()


def made(snapshot: Snapshot, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` returns, made once for this snapshot and `key`; when there are very many, all go."""
    if key not in snapshot.made:
        if len(snapshot.made) >= MADE:
            snapshot.made.clear()
        snapshot.made[key] = make()
    return cast("T", snapshot.made[key])
