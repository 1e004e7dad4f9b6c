"""How the page bears visitors: a steady stream of requests on one core, with questions being answered beside them.

    python -m benchmarks.page [--rate 500] [--seconds 10]

The server is a process of its own, bound to one core. The visitors are another process and come when their time has
come, whether or not earlier ones have been answered, so that a stall counts for all who wait through it.
"""

import argparse
import asyncio
import os
import resource
import statistics
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import aiohttp

from bot.settings import load_settings
from bot.web.app import running
from schedules import Article, Library, load_catalogue

NOW = datetime(2016, 8, 20, 12, tzinfo=UTC)
PATHS = ("/", "/shows/luke-cage", "/calendar.ics", "/api/premieres", "/feed.atom", "/shows/iron-fist.ics")
ARTICLES = (
    "Luke Cage season 1 will premiere on Netflix on September 30, 2016.",
    "Iron Fist season 1 will premiere on March 17, 2017.",
    "The Defenders season 1 will premiere in 2017.",
    "Daredevil season 3 has been announced, without a date.",
)
QUESTIONS_A_SECOND = 10


async def serve(database: str) -> None:
    """The server, with a questioner beside it in the same loop, until its standard input ends."""
    os.sched_setaffinity(0, {0})
    settings = load_settings(None, MARQUEE_WEB_PORT=int(os.environ["MARQUEE_BENCHMARK_PORT"]))
    async with Library.open(database, load_catalogue(), lambda: NOW) as library:
        for text in ARTICLES:
            await library.keep(Article(text, published=date(2016, 8, 1), site="example.org"))
        async with running(library, settings, library.clock):
            questions = asyncio.create_task(ask(library))
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            await asyncio.to_thread(sys.stdin.read)
            questions.cancel()


async def ask(library: Library) -> None:
    """What a bot does beside the page: `next` and `why`, again and again."""
    while True:
        await library.next()
        await library.why("Luke Cage")
        await asyncio.sleep(1 / QUESTIONS_A_SECOND)


async def visit(session: aiohttp.ClientSession, url: str, due: float) -> float:
    """One visitor; the seconds from when they were due until the last byte."""
    async with session.get(url) as response:
        await response.read()
        response.raise_for_status()
    return asyncio.get_running_loop().time() - due


@asynccontextmanager
async def server(port: int) -> AsyncIterator[str]:
    """The server in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.page", "--serve", str(Path(folder) / "page.sqlite3"),
            stdin=PIPE, stdout=PIPE, env=os.environ | {"MARQUEE_BENCHMARK_PORT": str(port)},
        )  # fmt: skip
        assert process.stdin  # noqa: S101 - it was asked for
        assert process.stdout  # noqa: S101
        await process.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        process.stdin.close()
        await process.wait()


async def measure(rate: int, seconds: float, port: int) -> list[float]:
    """The times of all visitors, in seconds."""
    async with server(port) as address, aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        for path in PATHS:
            await visit(session, address + path, 0)
        loop = asyncio.get_running_loop()
        start, visitors = loop.time() + 0.1, []
        for number in range(round(rate * seconds)):
            due = start + number / rate
            await asyncio.sleep(max(0.0, due - loop.time()))
            visitors.append(asyncio.create_task(visit(session, address + PATHS[number % len(PATHS)], due)))
        return await asyncio.gather(*visitors)


def main() -> None:
    """Parse the command line, measure, and print one line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=500, help="visitors a second")
    parser.add_argument("--seconds", type=float, default=10, help="for how long")
    parser.add_argument("--port", type=int, default=8799)
    parser.add_argument("--serve", metavar="DATABASE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.serve))
        return
    times = sorted(asyncio.run(measure(options.rate, options.seconds, options.port)))
    cuts = statistics.quantiles(times, n=1000)
    p50, p99, p999 = (f"{cuts[at - 1] * 1000:.1f} ms" for at in (500, 990, 999))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{len(times)} visitors at {options.rate}/s: p50 {p50}, p99 {p99}, p99.9 {p999}, worst {times[-1]:.3f} s")
    print(f"The server took {used.ru_utime + used.ru_stime:.1f} s of its core, its start included.")


if __name__ == "__main__":
    main()
