"""Slow work beside the event loop: parsing and reading, in threads or in processes of their own.

A thread is there at once, but takes turns with the event loop, so that much parsing keeps commands waiting. A process
keeps nobody waiting; it takes a second to start and some memory to keep.
"""

import asyncio
import math
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Self, TypeVar

from schedules.catalogue import Catalogue
from schedules.errors import ArticleError

T = TypeVar("T")

_THREADS = 2
_held: list[Catalogue] = []


class Aside:
    """Does work beside the event loop; an async context manager that ends its processes.

    Args:
        catalogue: what every piece of work is given first.
        processes: how many processes work, started when there is work for them; 0 works in threads instead.
        seconds: how much processor time one piece of work may take in a process, where the system can see to that;
            None for as much as it likes.
    """

    def __init__(self, catalogue: Catalogue, processes: int = 0, *, seconds: int | None = None) -> None:
        self._catalogue = catalogue
        self._processes = processes
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None
        # More than two threads would be no faster, and take the interpreter from the event loop more often. A process
        # has a second piece of work waiting, so that it never waits for the event loop.
        self._turns = asyncio.Semaphore(2 * processes or _THREADS)
        self._again = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Do `work(catalogue, *args)`; for processes it is a function of a module, and arguments and result are data.

        Raises:
            ArticleError: the process ended in the middle of it, as for want of memory or time.
        """
        async with self._turns:
            if not self._processes:
                return await asyncio.to_thread(work, self._catalogue, *args)
            with suppress(BrokenProcessPool):
                return await self._in_a_process(work, args)
            # It may have been the work beside it that ended the process: now each is tried by itself.
            async with self._again:
                try:
                    return await self._in_a_process(work, args)
                except BrokenProcessPool:
                    raise ArticleError("Reading it took more than this machine has; it is left out.") from None

    async def _in_a_process(self, work: Callable[..., T], args: tuple[object, ...]) -> T:
        if self._pool is None:
            self._pool = make_pool(self._processes, self._catalogue)
        pool = self._pool
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, _work, work, args, self._seconds)
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
            raise


def make_pool(processes: int, catalogue: Catalogue) -> ProcessPoolExecutor:
    """Processes for work on a catalogue, which `held` gives them; they end with the process that made them."""
    # Started afresh rather than forked: a fork would carry over threads and buffers of the parent's.
    return _Pool(processes, get_context("spawn"), _begin, (catalogue,))


class _Pool(ProcessPoolExecutor):
    """Begins its processes deaf to Ctrl-C: one that is still loading could only answer with a traceback."""

    def submit(self, work: Callable[..., T], /, *args: Any, **named: Any) -> Future[T]:  # noqa: ANN401 - as it is declared
        with _unheard():
            return super().submit(work, *args, **named)


@contextmanager
def _unheard() -> Iterator[None]:
    """Let Ctrl-C wait for the end of the block; a process that begins in it does not hear it at all."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def held() -> Catalogue:
    """The catalogue of the pool that this process belongs to."""
    return _held[0]


def _begin(catalogue: Catalogue) -> None:
    _held.append(catalogue)
    # Whoever presses Ctrl-C means the parent, which ends its processes itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(work: Callable[..., T], args: tuple[object, ...], seconds: int | None) -> T:
    if seconds is not None:
        _end_after(seconds)
    return work(held(), *args)


def _end_after(seconds: int) -> None:
    """Have the system end this process once it has used that much more processor time, whatever it is in."""
    try:
        import resource
    except ImportError:
        return  # not every system has it, and the work is the same without
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (end if hardest == resource.RLIM_INFINITY else min(end, hardest), hardest))
