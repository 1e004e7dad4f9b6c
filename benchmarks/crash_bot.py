"""The process that the crash test kills: the real bot, with a clock in shared memory and a point at which it stops.

It loads everything once and then forks a life for each line of JSON on standard input, so that a thousand lives do not
cost a thousand starts of the interpreter. On standard output it says `life PID` for each, and a life says `hit PID`
when it has come to its point, where it stands still until it is killed.
"""

import asyncio
import contextlib
import json
import mmap
import os
import signal
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.client import Tuning, run_bot
from bot.settings import Settings
from schedules import Library, load_catalogue

TUNING = Tuning(identify_every=0.0, guilds_within=0.02, gateway_within=2.0, restart_after=0.05, user_commands=10_000)


def shared_clock(path: Path) -> Callable[[], datetime]:
    """The clock that the harness moves: two doubles in a file.

    They are seconds since 1970, and the monotonic moment from which they run on; 0 for a clock that stands still.
    """
    with path.open("r+b") as file:
        memory = mmap.mmap(file.fileno(), 16)

    def clock() -> datetime:
        shown, since = struct.unpack("dd", memory[:16])
        return datetime.fromtimestamp(shown + (time.monotonic() - since if since else 0.0), UTC)

    return clock


async def live(order: dict[str, Any], setting: dict[str, Any]) -> None:
    """One life, until it is killed."""
    clock = shared_clock(Path(setting["clock"]))
    passed = 0

    async def checkpoint(name: str) -> None:
        nonlocal passed
        if name != order["point"]:
            return
        passed += 1
        if passed == order["pass"]:
            _say(f"hit {os.getpid()}")
            await asyncio.Event().wait()

    settings = Settings(
        _env_file=None,
        DISCORD_TOKEN=SecretStr(setting["token"]),
        DISCORD_API_URL=setting["api"],
        DISCORD_GATEWAY_URL=setting["gateway"],
    )
    catalogue = load_catalogue(Path(setting["catalogue"]))
    async with Library.open(setting["database"], catalogue, clock) as library:
        await run_bot(
            settings, library, clock, tuning=replace(TUNING, look_every=setting["look_every"]), checkpoint=checkpoint
        )


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Fork a life for each line of standard input."""
    setting = json.loads(sys.argv[1])
    # Nobody waits for the dead here: the system may clear them away at once.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while line := sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(live(json.loads(line), setting))
            os._exit(0)
        _say(f"life {pid}")


if __name__ == "__main__":
    main()
