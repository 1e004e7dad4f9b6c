"""`marquee read` of folders, JSON lines and web archives: many texts in order, in constant memory, on all cores."""

import asyncio
import os
import sys
from argparse import Namespace
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.commands.batch import AHEAD, progress
from bot.commands.context import Context
from bot.commands.pieces import (
    Parsed,
    Pieces,
    Told,
    json_line,
    parse_pieces,
    read_articles,
    tell_as_json,
    tell_plainly,
)
from bot.lines import visible
from schedules import Aside, Broken, Claim, Piece, UsageError, find_pieces, total_size

if TYPE_CHECKING:
    from schedules import Library

T = TypeVar("T")

PIECES = 32
"""Texts that travel to a process, and into the database, together."""

BYTES = 1_000_000
"""With this many bytes fewer texts travel together: large ones would fill the memory."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a chunk of texts: one answer for each, in order."""

    texts: Sequence[Parsed | Broken]
    claims: dict[str, tuple[Claim, ...]]
    """What was read, by fingerprint; a text that is stored already was not read again."""


@dataclass(slots=True)
class Tally:
    """What was done so far."""

    kept: int = 0
    known: int = 0
    broken: int = 0
    claims: int = 0
    changes: int = 0


async def read_many(context: Context, arguments: Namespace) -> int:
    """Read everything in the inputs; 1 when something could not be read, after all else was.

    Texts that are stored are known by their fingerprints and passed over, so a run that was interrupted may be started
    again, and ends as it would have ended.
    """
    if arguments.explain or arguments.html:
        raise UsageError("--explain and --html show single texts; leave them out with folders, JSON lines or archives.")
    if any(name == "-" or "://" in name for name in arguments.inputs):
        raise UsageError("Folders, JSON lines and archives are read by themselves; read addresses and - another time.")
    async with AsyncExitStack() as opened:
        paths = [Path(name) for name in arguments.inputs]
        jobs = arguments.jobs or os.cpu_count() or 1
        aside = await opened.enter_async_context(Aside(context.catalogue, jobs if jobs > 1 else 0))
        bar = opened.enter_context(ExitStack())
        advance = progress(bar, sum(map(total_size, paths)) if sys.stderr.isatty() else None)
        reading = _Reading(aside, arguments, jobs, paths, advance)
        if not arguments.store:
            return await _tell(reading)
        library = await opened.enter_async_context(context.library())
        tally = Tally()
        async for answered in reading.answers(library):
            await _take(arguments, library, answered, tally)
    if not arguments.json:
        context.show(_summary(tally))
    return 1 if tally.broken else 0


class _Reading:
    """Parses and reads chunks of texts beside the event loop, several under way at a time; answers in their order."""

    def __init__(
        self, aside: Aside, arguments: Namespace, jobs: int, paths: Sequence[Path], advance: Callable[[int], None]
    ) -> None:
        self._aside = aside
        self._described = (arguments.title, arguments.published)
        self._tell = tell_as_json if arguments.json else tell_plainly
        self._window = AHEAD * jobs
        self._paths = paths
        self._advance = advance

    def told(self) -> AsyncIterator[Told]:
        """What the texts say, ready to be printed."""

        async def tell(chunk: Pieces) -> Told:
            return await self._aside.run(self._tell, chunk, *self._described)

        return self._in_order(tell)

    def answers(self, library: "Library") -> AsyncIterator[Answered]:
        """What the texts say that are not stored yet."""

        async def answer(chunk: Pieces) -> Answered:
            texts = await self._aside.run(parse_pieces, chunk, *self._described)
            found = {text.fingerprint: text.article for text in texts if isinstance(text, Parsed)}
            known = await library.stored(found)
            fresh = {name: article for name, article in found.items() if name not in known}
            claims = await self._aside.run(read_articles, list(fresh.values())) if fresh else []
            return Answered(texts, dict(zip(fresh, claims, strict=True)))

        return self._in_order(answer)

    async def _in_order(self, work: Callable[[Pieces], Awaitable[T]]) -> AsyncIterator[T]:
        waiting: deque[tuple[asyncio.Future[T], int]] = deque()
        try:
            for chunk in _chunks(found for path in self._paths for found in find_pieces(path)):
                size = sum(piece.size for piece in chunk if isinstance(piece, Piece))
                waiting.append((asyncio.ensure_future(work(chunk)), size))
                while len(waiting) >= self._window:
                    yield await self._next(waiting)
            while waiting:
                yield await self._next(waiting)
        finally:
            for task, _ in waiting:
                task.cancel()

    async def _next(self, waiting: deque[tuple[asyncio.Future[T], int]]) -> T:
        task, size = waiting.popleft()
        done = await task
        self._advance(size)
        return done


async def _tell(reading: _Reading) -> int:
    """Print what the texts say; 1 where one could not be read."""
    broken = 0
    async for told in reading.told():
        sys.stdout.write(told.lines)
        broken += len(told.broken)
        for each in told.broken:
            sys.stderr.write(f"marquee: {visible(str(each.id))}: {visible(each.error)}\n")
    return 1 if broken else 0


async def _take(arguments: Namespace, library: "Library", answered: Answered, tally: Tally) -> None:
    """Keep what a chunk of texts says."""
    from schedules import Heard

    fresh = []
    for text in answered.texts:
        if isinstance(text, Broken):
            sys.stderr.write(f"marquee: {visible(str(text.id))}: {visible(text.error)}\n")
            tally.broken += 1
        elif text.fingerprint in answered.claims:
            fresh.append(text)
    new: dict[str, bool] = {}
    kept = await library.keep_read([Heard(text.article, answered.claims[text.fingerprint]) for text in fresh])
    for text, outcome in zip(fresh, kept, strict=True):
        new[text.fingerprint] = new.get(text.fingerprint, False) or outcome.new
        tally.kept += outcome.new
        tally.claims += len(outcome.claims) if outcome.new else 0
        tally.changes += len(outcome.changes)
    parsed = [text for text in answered.texts if isinstance(text, Parsed)]
    tally.known += len(parsed) - sum(each.new for each in kept)
    if arguments.json:
        for text in parsed:
            claims, is_new = answered.claims.get(text.fingerprint), new.get(text.fingerprint, False)
            sys.stdout.write(json_line(text.id, claims, new=is_new))


def _summary(tally: Tally) -> str:
    counts = [f"{tally.kept} kept with {tally.claims} claims", f"{tally.known} known already"]
    if tally.broken:
        counts.append(f"{tally.broken} could not be read")
    changed = f" What is believed changed {tally.changes} times; 'marquee moved' shows how." if tally.changes else ""
    return f"Texts: {', '.join(counts)}.{changed}"


def _chunks(found: Iterator[Piece | Broken]) -> Iterator[list[Piece | Broken]]:
    chunk: list[Piece | Broken] = []
    size = 0
    for each in found:
        chunk.append(each)
        size += each.size if isinstance(each, Piece) else 0
        if len(chunk) >= PIECES or size >= BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
