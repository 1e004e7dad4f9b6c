"""The `marquee` command: reads the arguments and the settings, hands both to a command, turns errors into sentences.

Exit codes: 0 done, 1 something could not be done, 2 wrong usage.
"""

import argparse
import asyncio
import inspect
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from schedules import MarqueeError, UsageError

DONE, NOT_DONE, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after `marquee`; None takes the process's own.

    Returns:
        The exit code.
    """
    parsed = parser().parse_args(arguments)
    try:
        return _run(parsed)
    except UsageError as error:
        return _complain(error, WRONG_USAGE)
    except MarqueeError as error:
        return _complain(error, NOT_DONE)
    except BrokenPipeError:
        # The reader of a pipe has gone, as `head` does: not an error, but nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """The whole command line, as `--help` shows it."""
    root = argparse.ArgumentParser(
        prog="marquee",
        description="Reads the news, keeps a table of when seasons premiere, answers and announces.",
        epilog="Settings come from the environment and .env; .env.example names them all. "
        "Exit codes: 0 done, 1 something could not be done, 2 wrong usage.",
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--database", metavar="URL", help="the database (default: MARQUEE_DATABASE, else a file of yours)"
    )
    shared.add_argument("--catalogue", metavar="FILE", type=Path, help="the shows to follow (TOML)")
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, summary: str, does: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, parents=[shared], help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        command.set_defaults(does=does)
        return command

    _add_reading(add("read", "read texts and show what they say about premieres", "bot.commands.read:read"))

    command = add("next", "the next premieres", "bot.commands.ask:next_premieres")
    command.add_argument("show", nargs="?", metavar="SHOW", help="only this show")
    command.add_argument("--count", type=_positive, default=1, metavar="N", help="how many (default 1)")
    _add_json(command)

    command = add("schedule", "the whole table, undated at the end", "bot.commands.ask:schedule")
    command.add_argument("show", nargs="?", metavar="SHOW", help="only this show")
    command.add_argument("--past", action="store_true", help="what is already out and what was cancelled, too")
    _add_json(command)

    command = add("why", "every claim behind a premiere, with its reason", "bot.commands.ask:why")
    command.add_argument("show", metavar="SHOW")
    command.add_argument("season", nargs="?", type=_positive, metavar="SEASON")
    _add_json(command)

    command = add("moved", "the latest changes of what is believed", "bot.commands.ask:moved")
    command.add_argument("show", nargs="?", metavar="SHOW", help="only this show")
    command.add_argument("--limit", type=_positive, default=10, metavar="N", help="how many (default 10)")
    _add_json(command)

    _add_replay(
        add("replay", "run through the past and print what a follower would have been told", "bot.commands.replay:run")
    )

    add("console", "ask and be told at this terminal", "bot.commands.faces:console")
    add("run", "start the bot; without a Discord token, the console", "bot.commands.faces:run")
    return root


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("inputs", nargs="*", metavar="FILE|URL|-", help="what to read; - is standard input")
    command.add_argument("--published", type=_day, metavar="DAY", help="the day of publication, YYYY-MM-DD")
    command.add_argument("--title", default="", metavar="T", help="the headline")
    command.add_argument("--store", action="store_true", help="keep the article, its claims and what follows from them")
    command.add_argument("--explain", action="store_true", help="show the text with what was found in it coloured")
    command.add_argument("--html", type=Path, metavar="FILE", help="write the same as a page")
    command.add_argument("--jsonl", metavar="FILE|-", help="read one article a line, answer one line each, in order")
    command.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes for --jsonl (default 1)")
    _add_json(command)


def _add_replay(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="+", metavar="ARTICLES.jsonl", help="one article a line, with its day of publication"
    )
    command.add_argument("--from", dest="start", type=_day, required=True, metavar="DAY", help="where the clock starts")
    command.add_argument("--to", dest="end", type=_day, required=True, metavar="DAY", help="the last day")
    command.add_argument("--speed", type=_positive, metavar="N", help="N days a second (default: as fast as it goes)")
    command.add_argument(
        "--truth", type=Path, metavar="FILE", help="what really happened (default: the catalogue's history)"
    )
    _add_json(command)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON and nothing else")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2016-08-16") from None


def _positive(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= 1_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 to 1000000")


def _run(parsed: argparse.Namespace) -> int:
    # Settings and commands are loaded only now, so that `--help` and a wrong word answer at once.
    from bot.commands.context import Context
    from bot.settings import load_settings

    given = {"MARQUEE_DATABASE": parsed.database, "MARQUEE_CATALOGUE": parsed.catalogue}
    settings = load_settings(**{name: value for name, value in given.items() if value is not None})
    module, _, function = parsed.does.partition(":")
    outcome = getattr(import_module(module), function)(Context.of(settings), parsed)
    return int(asyncio.run(outcome) if inspect.iscoroutine(outcome) else outcome)


def _complain(error: MarqueeError, code: int) -> int:
    sys.stderr.write(f"marquee: {error}\n")
    return code
