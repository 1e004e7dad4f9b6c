"""`marquee read` of folders, JSON lines and web archives: many texts in order, in constant memory, on all cores."""

import asyncio
import os
import sys
from argparse import Namespace
from collections import deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.batch import AHEAD, progress
from bot.commands.context import Context
from bot.wording import claim_json
from schedules import (
    Article,
    Aside,
    Broken,
    Catalogue,
    Claim,
    Heard,
    Piece,
    UsageError,
    find_pieces,
    identity_of,
    parse_piece,
    read,
    total_size,
)

if TYPE_CHECKING:
    from schedules import Library

PIECES = 32
"""Texts that travel to a process, and into the database, together."""

BYTES = 1_000_000
"""With this many bytes fewer texts travel together: large ones would fill the memory."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article out of many."""

    id: str | int
    article: Article
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a chunk of texts: one answer for each, in order."""

    texts: Sequence[Parsed | Broken]
    claims: dict[str, tuple[Claim, ...]]
    """What was read, by fingerprint; a text that is stored already was not read again."""
    size: int


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
    tally = Tally()
    async with AsyncExitStack() as opened:
        paths = [Path(name) for name in arguments.inputs]
        jobs = arguments.jobs or os.cpu_count() or 1
        aside = await opened.enter_async_context(Aside(context.catalogue, jobs if jobs > 1 else 0))
        library = await opened.enter_async_context(context.library()) if arguments.store else None
        bar = opened.enter_context(ExitStack())
        advance = progress(bar, sum(map(total_size, paths)) if sys.stderr.isatty() else None)
        async for answered in _Reading(aside, library, arguments).answers(paths):
            await _take(context, arguments, library, answered, tally)
            advance(answered.size)
    if library and not arguments.json:
        context.show(_summary(tally))
    return 1 if tally.broken else 0


class _Reading:
    """Parses and reads chunks of texts beside the event loop, several under way at a time."""

    def __init__(self, aside: Aside, library: "Library | None", arguments: Namespace) -> None:
        self._aside = aside
        self._library = library
        self._described = (arguments.title, arguments.published)
        self._window = AHEAD * (arguments.jobs or os.cpu_count() or 1)

    async def answers(self, paths: Sequence[Path]) -> AsyncIterator[Answered]:
        """The answers in the order of the texts."""
        waiting: deque[asyncio.Task[Answered]] = deque()
        try:
            for chunk in _chunks(found for path in paths for found in find_pieces(path)):
                waiting.append(asyncio.create_task(self._answer(chunk)))
                if len(waiting) >= self._window:
                    yield await waiting.popleft()
            while waiting:
                yield await waiting.popleft()
        finally:
            for task in waiting:
                task.cancel()

    async def _answer(self, chunk: Sequence[Piece | Broken]) -> Answered:
        texts = await self._aside.run(parse_pieces, chunk, *self._described)
        found = {text.fingerprint: text.article for text in texts if isinstance(text, Parsed)}
        known = await self._library.stored(found) if self._library else set()
        fresh = {name: article for name, article in found.items() if name not in known}
        claims = await self._aside.run(read_articles, list(fresh.values())) if fresh else []
        size = sum(piece.size for piece in chunk if isinstance(piece, Piece))
        return Answered(texts, dict(zip(fresh, claims, strict=True)), size)


def parse_pieces(
    _: Catalogue, pieces: Sequence[Piece | Broken], title: str, published: date | None
) -> list[Parsed | Broken]:
    """The articles in pieces; `title` and `published`, where given, beat what the texts say of themselves."""
    parsed: list[Parsed | Broken] = []
    for piece in pieces:
        item = parse_piece(piece) if isinstance(piece, Piece) else piece
        if isinstance(item, Broken):
            parsed.append(item)
            continue
        given = item.article
        article = replace(given, title=title or given.title, published=published or given.published)
        parsed.append(Parsed(item.id, article, identity_of(article)))
    return parsed


def read_articles(catalogue: Catalogue, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    """What each article says."""
    return [tuple(read(article, catalogue)) for article in articles]


async def _take(
    context: Context, arguments: Namespace, library: "Library | None", answered: Answered, tally: Tally
) -> None:
    """Keep and show what a chunk of texts says."""
    fresh = []
    for text in answered.texts:
        if isinstance(text, Broken):
            sys.stderr.write(f"marquee: {text.id}: {text.error}\n")
            tally.broken += 1
        elif text.fingerprint in answered.claims:
            fresh.append(text)
    new: dict[str, bool] = {}
    if library:
        kept = await library.keep_read([Heard(text.article, answered.claims[text.fingerprint]) for text in fresh])
        for text, outcome in zip(fresh, kept, strict=True):
            new[text.fingerprint] = new.get(text.fingerprint, False) or outcome.new
            tally.kept += outcome.new
            tally.claims += len(outcome.claims) if outcome.new else 0
            tally.changes += len(outcome.changes)
        tally.known += sum(isinstance(text, Parsed) for text in answered.texts) - sum(each.new for each in kept)
    for text in answered.texts:
        if isinstance(text, Parsed):
            _show(context, arguments, text, answered.claims.get(text.fingerprint), new=new.get(text.fingerprint, False))


def _show(context: Context, arguments: Namespace, text: Parsed, claims: tuple[Claim, ...] | None, *, new: bool) -> None:
    if arguments.json:
        told = {"new": new} if arguments.store else {}
        found = {} if claims is None else {"claims": [claim_json(claim) for claim in claims]}
        context.show_json({"id": text.id} | told | found)
    elif not arguments.store:
        from bot import tables

        context.show(f"\n{text.id}", tables.claims(claims or ()))


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
