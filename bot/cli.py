"""The `marquee` command: hands arguments and settings to a command, turns errors into sentences and exit codes.

Nothing that takes time is imported before `main` runs, so that it is there for who presses Ctrl-C at once.
"""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

DONE, NOT_DONE, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command.

    Args:
        arguments: the words after `marquee`; None takes the process's own.

    Returns:
        The exit code: 0 done, 1 something could not be done, 2 wrong usage.
    """
    try:
        from bot import streams

        streams.prepare()
        try:
            code = _carry_out(arguments)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader of a pipe has gone, as `head` does: not an error, but nothing more can be written.
            streams.let_go()
            return DONE
        except OSError as error:
            if error.filename is not None:
                raise
            streams.let_go()
            return _complain(f"The output can't be written: {error.strerror}.", NOT_DONE)
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _carry_out(arguments: "Sequence[str] | None") -> int:
    from bot.arguments import parser
    from schedules import MarqueeError, UsageError

    try:
        return _run(parser().parse_args(arguments))
    except SystemExit as ended:
        # The parser has answered by itself: with its help, or with what is wrong.
        return int(ended.code or DONE)
    except UsageError as error:
        return _complain(str(error), WRONG_USAGE)
    except MarqueeError as error:
        return _complain(str(error), NOT_DONE)


def _run(parsed: "Namespace") -> int:
    # Settings and commands are loaded only now, so that `--help` and a wrong word answer at once.
    import inspect
    from importlib import import_module

    from bot import streams
    from bot.commands.context import Context
    from bot.settings import load_settings

    if getattr(parsed, "json", False):
        streams.write_utf8()
    named = {"MARQUEE_DATABASE": "database", "MARQUEE_CATALOGUE": "catalogue"}
    settings = load_settings(**{name: getattr(parsed, word) for name, word in named.items() if word in parsed})
    module, _, function = parsed.does.partition(":")
    outcome = getattr(import_module(module), function)(Context.of(settings), parsed)
    if inspect.iscoroutine(outcome):
        import asyncio

        outcome = asyncio.run(outcome)
    return int(outcome)


def _complain(sentence: str, code: int) -> int:
    from bot.lines import visible

    shown = visible(sentence, kept="\n")
    with suppress(OSError):
        sys.stderr.write(f"marquee: {shown}\n")
    return code
