"""How what stays running is ended: SIGTERM or Ctrl-C once ends it in order, twice ends it at once."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_SIGNALS = (signal.SIGTERM, signal.SIGINT)

_log = logging.getLogger(__name__)


@asynccontextmanager
async def ending_in_order() -> AsyncIterator[None]:
    """Let a signal cancel the block, whose own clean-up then ends what it began; the block is left without an error.

    Where the event loop can't take signals, as on Windows, only Ctrl-C is known: Python cancels the task itself.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    told = False

    def release() -> None:
        for each in _SIGNALS:
            loop.remove_signal_handler(each)

    def end(number: signal.Signals) -> None:
        nonlocal told
        told = True
        release()
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
        release()
