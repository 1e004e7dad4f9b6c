"""`marquee run` and `marquee console`: what stays running."""

import logging
import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from bot.commands.context import Context

if TYPE_CHECKING:
    from schedules import Library

OPENING_CONSOLE = "No DISCORD_TOKEN is set, so this is the console; put the token into .env to start the bot."


async def run(context: Context, _: Namespace) -> int:
    """The bot on Discord; without a token, the console."""
    _log_to_stderr(context)
    async with context.library() as library:
        if context.settings.discord_token is None:
            sys.stderr.write(f"{OPENING_CONSOLE}\n")
            await _talk(context, library)
        else:
            from bot.client import run_bot

            await run_bot(context.settings, library, context.clock)
    return 0


async def console(context: Context, _: Namespace) -> int:
    """The console, whether there is a token or not."""
    _log_to_stderr(context)
    async with context.library() as library:
        await _talk(context, library)
    return 0


async def _talk(context: Context, library: "Library") -> None:
    from bot.announcer import Announcer
    from bot.console import WELCOME, ConsoleOutlet, lines_of_stdin, talk

    announcer = Announcer(library, ConsoleOutlet(context), context.clock, owner=f"console-{os.getpid()}")
    if sys.stdin.isatty():
        context.show(WELCOME)
    await talk(library, context, lines_of_stdin(), announcer)


def _log_to_stderr(context: Context) -> None:
    logging.basicConfig(
        stream=sys.stderr,
        level=context.settings.log_level,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    # The scheduler reports every wake-up at INFO, which says nothing that the announcer does not.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
