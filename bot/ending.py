"""How what stays running is ended: SIGTERM or Ctrl-C once ends it in order, twice ends it at once."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_ECHO_SECONDS = 0.25
"""What comes so soon after the first is the same wish: `make` passes on what systemd has sent to both of them."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def ending_in_order() -> AsyncIterator[None]:
    """Let a signal cancel the block, whose own clean-up then ends what it began; the block is left without an error.

    Where the event loop can't take signals, as on Windows, only Ctrl-C is known: Python cancels the task itself.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    # Empty until the first signal has come; then it ends the time in which others are its echo.
    told: list[asyncio.TimerHandle] = []

    def end(number: signal.Signals) -> None:
        if told:
            return
        told.append(loop.call_later(_ECHO_SECONDS, _release, loop))
        _log.info("%s: what is under way is finished first; once more ends at once.", number.name)
        if task is not None:
            task.cancel()

    try:
        for each in _SIGNALS:
            loop.add_signal_handler(each, end, each)
    except (NotImplementedError, RuntimeError, ValueError):
        yield
        return
    try:
        yield
    except asyncio.CancelledError:
        if not told:
            raise
        if task is not None:
            task.uncancel()
    finally:
        for timer in told:
            timer.cancel()
        _release(loop)


def _release(loop: asyncio.AbstractEventLoop) -> None:
    """Give the signals back to the system, which ends the process at the next one."""
    for each in _SIGNALS:
        loop.remove_signal_handler(each)
