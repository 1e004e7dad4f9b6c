"""The `marquee` command: hands arguments and settings to a command, turns errors into sentences and exit codes."""

import argparse
import inspect
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.arguments import parser
from bot.lines import visible
from schedules import MarqueeError, UsageError

DONE, NOT_DONE, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after `marquee`; None takes the process's own.

    Returns:
        The exit code: 0 done, 1 something could not be done, 2 wrong usage.
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
        return INTERRUPTED


def _run(parsed: argparse.Namespace) -> int:
    # Settings and commands are loaded only now, so that `--help` and a wrong word answer at once.
    from bot.commands.context import Context
    from bot.settings import load_settings

    named = {"MARQUEE_DATABASE": "database", "MARQUEE_CATALOGUE": "catalogue"}
    settings = load_settings(**{name: getattr(parsed, word) for name, word in named.items() if word in parsed})
    module, _, function = parsed.does.partition(":")
    outcome = getattr(import_module(module), function)(Context.of(settings), parsed)
    if inspect.iscoroutine(outcome):
        import asyncio

        outcome = asyncio.run(outcome)
    return int(outcome)


def _complain(error: MarqueeError, code: int) -> int:
    sentence = visible(str(error), kept="\n")
    sys.stderr.write(f"marquee: {sentence}\n")
    return code
