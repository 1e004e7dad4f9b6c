"""How soon `marquee next` answers, how small the running bot stays, and how soon a second `make run` is there.

Each is measured beside a rival in the same run: the bare import of the libraries that the same work needs.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from rich.console import Console
from rich.table import Table
from standin import StandIn

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = "import argparse, asyncio, aiosqlite, pydantic_settings, sqlalchemy.ext.asyncio"
PROMISED_SECONDS, PROMISED_MEGABYTES, PROMISED_MAKE = 0.6, 90.0, 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table or JSON; 1 with --check where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, metavar="N", help="runs of each command (default 9)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a promise is not kept")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"MARQUEE_DATABASE": str(Path(folder) / "m.sqlite3"), "MARQUEE_NOW": "2016-08-20"}
        ask = [sys.executable, "-m", "bot", "next"]
        subprocess.run(ask, cwd=ROOT, env=environment, check=True, capture_output=True)
        times = _alternately(
            asked.runs,
            {
                "marquee next": lambda: _timed(ask, environment),
                "marquee next --json": lambda: _timed([*ask, "--json"], environment),
                "the libraries alone": lambda: _timed([sys.executable, "-c", LIBRARIES], environment),
                "make run, set up before": lambda: _timed(["make", "run"], environment | {"DISCORD_TOKEN": ""}),
            },
        )
        memory = _resident(Path(folder))
    if asked.json:
        sys.stdout.write(json.dumps({"seconds": times, "megabytes": memory}) + "\n")
    else:
        _show(times, memory)
    kept = (
        statistics.median(times["marquee next"]) <= PROMISED_SECONDS
        and statistics.median(times["make run, set up before"]) <= PROMISED_MAKE
        and memory["the bot without a server"] <= PROMISED_MEGABYTES
    )
    return 0 if kept or not asked.check else 1


def _alternately(runs: int, commands: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Every command once, then all again: a machine that gets slower meanwhile slows them all."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, run in commands.items():
            times[name].append(run())
    return times


def _timed(command: Sequence[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def _resident(folder: Path) -> dict[str, float]:
    """Megabytes resident, as the kernel counts them: the bot ten seconds after it was connected to a stand-in."""
    libraries = f"import time, discord, apscheduler.schedulers.asyncio; {LIBRARIES}; time.sleep(30)"
    return {
        "the bot without a server": asyncio.run(_connected(folder)),
        "the libraries alone": asyncio.run(_megabytes([sys.executable, "-c", libraries], {}, _settle)),
    }


async def _connected(folder: Path) -> float:
    async with StandIn(judged=False) as discord:

        async def settle() -> None:
            await discord.connected()
            await _settle()

        settings = {
            "MARQUEE_DATABASE": str(folder / "m.sqlite3"),
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
        }
        return await _megabytes([sys.executable, "-m", "bot", "run"], settings, settle)


async def _settle() -> None:
    await asyncio.sleep(10)


async def _megabytes(command: Sequence[str], settings: dict[str, str], settle: Callable[[], Awaitable[None]]) -> float:
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=os.environ | settings, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await settle()
        return _resident_of(process.pid)
    finally:
        process.kill()
        await process.wait()


def _resident_of(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _show(times: dict[str, list[float]], memory: dict[str, float]) -> None:
    table = Table("", "median", "fastest", "slowest", "promised", title="Start")
    promised = {"marquee next": f"{PROMISED_SECONDS} s", "make run, set up before": f"{PROMISED_MAKE} s"}
    for name, seconds in times.items():
        figures = (statistics.median(seconds), min(seconds), max(seconds))
        table.add_row(name, *(f"{figure:.2f} s" for figure in figures), promised.get(name, ""))
    console = Console()
    console.print(table)
    table = Table("", "resident", "promised", title="Memory")
    for name, megabytes in memory.items():
        table.add_row(name, f"{megabytes:.0f} MB", f"{PROMISED_MEGABYTES:.0f} MB" if "bot" in name else "")
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
