"""The memory of a command that articles are streamed through (Linux: it reads /proc)."""

import os
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from schedules.errors import MarqueeError

_PROC = Path("/proc")
_PAUSE = 0.05


class StreamError(MarqueeError):
    """The command that was to be streamed through did not do its part."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """What streaming through a command took."""

    lines: int
    """Lines that came out."""
    seconds: float
    peaks: tuple[int, ...]
    """The peak resident size of each process of the command, in bytes, largest first."""


def stream(command: Sequence[str], lines: Iterable[str]) -> Streamed:
    """Run `command`, write `lines` to its input while its output is read, and watch its processes.

    Raises:
        StreamError: it can't be run, or did not succeed.
    """
    started = time.perf_counter()
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    except OSError as error:
        raise StreamError(f"{command[0]} can't be run: {error.strerror}.") from error
    with process:
        assert process.stdin is not None  # noqa: S101 - Popen made both pipes, the types can't say so
        assert process.stdout is not None  # noqa: S101
        watch = _Watch(process.pid)
        workers = [
            threading.Thread(target=_feed, args=(process.stdin, lines, watch), daemon=True),
            threading.Thread(target=watch.run, daemon=True),
        ]
        for worker in workers:
            worker.start()
        came = sum(1 for _ in process.stdout)
        code = process.wait()
        watch.stop()
        for worker in workers:
            worker.join()
    if code:
        raise StreamError(f"{' '.join(command)} ended with {code}.")
    return Streamed(came, time.perf_counter() - started, tuple(sorted(watch.peaks.values(), reverse=True)))


class _Watch:
    """Samples the peaks of a process and its descendants until told to stop; a process that is gone keeps its last."""

    def __init__(self, root: int) -> None:
        self.peaks: dict[int, int] = {}
        self._root = root
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(_PAUSE):
            self.look()

    def look(self) -> None:
        for pid in _family(self._root):
            peak = _peak(pid)
            if peak:
                self.peaks[pid] = max(peak, self.peaks.get(pid, 0))

    def stop(self) -> None:
        self._stopped.set()


def _feed(pipe: IO[str], lines: Iterable[str], watch: _Watch) -> None:
    try:
        with pipe:
            for line in lines:
                pipe.write(line + "\n")
            watch.look()  # before the end of the input lets the processes go
    except BrokenPipeError:
        return  # the command ended early: its exit code tells


def _family(root: int) -> Iterator[int]:
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        try:
            listed = [task.read_text() for task in (_PROC / str(pid) / "task").glob("*/children")]
        except OSError:
            continue  # it ended between two looks
        waiting += [int(child) for line in listed for child in line.split()]


def _peak(pid: int) -> int:
    try:
        status = (_PROC / str(pid) / "status").read_text()
    except OSError:
        return 0
    sizes = [int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")]
    return sizes[0] if sizes else 0


def peaks(root: int) -> dict[int, int]:
    """The peak resident size in bytes of a process and of all that it started, by their numbers."""
    return {pid: _peak(pid) for pid in _family(root)}


def processor_seconds(root: int) -> float:
    """The processor time that a process and all that it started have used, those that have ended left out."""
    ticks = sum(_ticks(pid) for pid in _family(root))
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: int) -> int:
    try:
        # The name in brackets may hold anything; user and system time are the 12th and 13th fields after it.
        fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
