"""`marquee read --jsonl`: one article a line in, one answer a line out, in order, in constant memory."""

import json
import sys
from argparse import Namespace
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from bot.commands.context import Context
from bot.wording import claim_json
from schedules import ArticleError, Broken, Catalogue, held, make_pool, read, read_line, split_lines

if TYPE_CHECKING:
    from concurrent.futures import Future

Line = tuple[int, bytes]
"""A line's number, from 1, and its bytes."""

CHUNK = 32
"""Lines that travel to a process together: enough to make the way worth it, few enough to keep the answers flowing."""

AHEAD = 4
"""Chunks in flight for each process; more would only fill the memory."""


def read_lines(context: Context, arguments: Namespace) -> int:
    """Answer every line; 1 when a line could not be read, after all others were answered."""
    with ExitStack() as opened:
        stream, size = _open(arguments.jsonl, opened)
        # A single process answers each line as it comes, so that a program may ask and wait.
        jobs = arguments.jobs or 1
        chunks = _chunks(split_lines(stream), 1 if jobs == 1 else CHUNK)
        if jobs == 1:
            answers: Iterable[tuple[bytes, int, int]] = (_answer(chunk, context.catalogue) for chunk in chunks)
        else:
            answers = opened.enter_context(_Readers(jobs, context.catalogue)).answer(chunks)
        advance = progress(opened, size)
        broken = 0
        for answer, consumed, faults in answers:
            sys.stdout.buffer.write(answer)
            sys.stdout.buffer.flush()
            broken += faults
            advance(consumed)
    return 1 if broken else 0


class _Readers:
    """Processes that read."""

    def __init__(self, jobs: int, catalogue: Catalogue) -> None:
        self._pool = make_pool(jobs, catalogue)
        self._window = jobs * AHEAD

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def answer(self, chunks: Iterator[list[Line]]) -> Iterator[tuple[bytes, int, int]]:
        """The answers in the order of the chunks, never more than a window of them under way."""
        waiting: deque[Future[tuple[bytes, int, int]]] = deque()
        for chunk in chunks:
            waiting.append(self._pool.submit(_answer, chunk))
            if len(waiting) >= self._window:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _answer(chunk: list[Line], catalogue: Catalogue | None = None) -> tuple[bytes, int, int]:
    """The answers to a chunk of lines, the bytes consumed, and how many lines could not be read."""
    shows = catalogue or held()
    answers: list[dict[str, Any]] = []
    faults = 0
    for number, line in chunk:
        item = read_line(line, f"line {number}")
        if isinstance(item, Broken):
            faults += 1
            answers.append({"id": item.id, "error": item.error})
        else:
            answers.append({"id": item.id, "claims": [claim_json(claim) for claim in read(item.article, shows)]})
    lines = "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers)
    return lines.encode("utf-8", "replace"), sum(len(line) for _, line in chunk), faults


def _chunks(lines: Iterator[Line], size: int) -> Iterator[list[Line]]:
    while chunk := list(islice(lines, size)):
        yield chunk


def _open(name: str, opened: ExitStack) -> tuple[BinaryIO, int | None]:
    if name == "-":
        return sys.stdin.buffer, None
    path = Path(name)
    try:
        return opened.enter_context(path.open("rb")), path.stat().st_size
    except OSError as error:
        raise ArticleError(f"{name} can't be read: {error.strerror}.") from error


def progress(opened: ExitStack, size: int | None) -> Callable[[int], None]:
    """Shows a bar on standard error when that is a terminal; returns what to call with the bytes consumed."""
    if not sys.stderr.isatty():
        return lambda _: None
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (SpinnerColumn(), TextColumn("reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        # Answers that go elsewhere must not be drawn above the bar instead.
        redirect_stdout=sys.stdout.isatty(),
    )
    task = opened.enter_context(bar).add_task("reading", total=size)
    return lambda consumed: bar.advance(task, consumed)
