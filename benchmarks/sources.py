"""What it costs to poll two thousand feeds, and whether a command has to wait for it.

    python -m benchmarks.sources            the figures as tables
    python -m benchmarks.sources --json     the same as JSON
    python -m benchmarks.sources --threads  parse in threads instead of a process, to see what that would cost

Every feed is made due for each round, as if ten minutes had passed, which is the shortest interval. While a round runs,
somebody asks what is next again and again in the same event loop. The rival asks one feed after the other, without
conditional requests, and parses with feedparser where it stands.
"""

import argparse
import asyncio
import json
import multiprocessing
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.polling import Round

_FEEDS = 2000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print what was found."""
    from benchmarks.feeds import served  # here and below: the process that parses loads this module once more

    asked = _parser().parse_args(arguments)
    with served(asked.entries) as port:
        found = _apart(_ours, port, asked.feeds, asked.rounds, 0 if asked.threads else 1)
        found += _apart(_rival, port, asked.rival, 1, 0)
    if asked.json:
        print(json.dumps([asdict(each) | {"core": each.core} for each in found], indent=2))
    else:
        _show(found)
    return 0


def _apart(run: Callable[..., None], *arguments: int) -> "list[Round]":
    """Run in a process of its own, whose time and memory are nobody else's."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=run, args=(theirs, *arguments))
    process.start()
    theirs.close()
    found: list[Round] = ours.recv()
    process.join()
    return found


def _ours(parent: Connection, port: int, feeds: int, rounds: int, processes: int) -> None:
    from benchmarks.polling import poll

    parent.send(asyncio.run(poll(port, feeds, rounds, processes)))


def _rival(parent: Connection, port: int, feeds: int, rounds: int, _: int) -> None:
    from benchmarks.polling import one_after_another

    parent.send(asyncio.run(one_after_another(port, feeds, rounds)))


def _parser() -> argparse.ArgumentParser:
    from benchmarks.feeds import ENTRIES

    parser = argparse.ArgumentParser(prog="python -m benchmarks.sources", description="What polling costs.")
    parser.add_argument("--feeds", type=int, default=_FEEDS, help="how many feeds are polled")
    parser.add_argument("--entries", type=int, default=ENTRIES, help="how many entries each has at first")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is asked")
    parser.add_argument("--rival", type=int, default=200, help="how many feeds the rival is given")
    parser.add_argument("--threads", action="store_true", help="parse in threads instead of a process")
    parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
    return parser


def _show(found: "Sequence[Round]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(
        "", "feeds", "s", "CPU s", "core for 2,000", "MB", "articles", "failed", "next p50", "p99", "lag p50", "p99"
    )
    for each in found:
        table.add_row(
            each.who,
            str(each.feeds),
            f"{each.seconds:.1f}",
            f"{each.processor:.1f}",
            f"{each.core:.1%}",
            f"{each.memory / 1e6:.0f}",
            str(each.articles),
            str(each.failed),
            *(f"{1000 * value:.0f} ms" for value in (each.next_p50, each.next_p99, each.lag_p50, each.lag_p99)),
        )
    Console(width=None if sys.stdout.isatty() else 140).print(table)


if __name__ == "__main__":
    sys.exit(main())
