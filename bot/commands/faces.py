"""`marquee run`, `marquee console` and `marquee web`: what stays running."""

import logging
import os
import sys
from argparse import Namespace
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.commands.context import Context
from bot.ending import ending_in_order
from bot.logs import LineFormatter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.client import MarqueeBot
    from bot.polling import Poller, Tell
    from bot.web.health import Gateway
    from schedules import Library, Polled

OPENING_CONSOLE = "No DISCORD_TOKEN is set, so this is the console; put the token into .env to start the bot."


class Connection:
    """The bot of the moment: the page tells how its connection to Discord is, and sources in trouble are told by it."""

    def __init__(self) -> None:
        self._bot: MarqueeBot | None = None

    def take(self, bot: "MarqueeBot") -> None:
        """A bot begins its life; the one before has ended."""
        self._bot = bot

    async def tell(self, polled: "Polled") -> None:
        """Tell of a source in trouble; before there is a bot the log alone has it."""
        if self._bot is not None:
            from bot.trouble import tell_of_trouble

            await tell_of_trouble(self._bot, polled)

    def __call__(self) -> "Gateway":
        """How the connection is now; not connected before there is a bot."""
        from bot.web.health import Gateway

        return Gateway(connected=False) if self._bot is None else Gateway(self._bot.connected, self._bot.heartbeat)


async def run(context: Context, _: Namespace) -> int:
    """The bot on Discord; without a token, the console. With a web port, the page as well."""
    _log_to_stderr(context)
    if context.settings.discord_token is None:
        sys.stderr.write(f"{OPENING_CONSOLE}\n")
        return await _console(context)
    connection = Connection()
    async with ending_in_order(), _house(context, connection.tell, connection) as (library, poller):
        from bot.client import run_bot

        await run_bot(context.settings, library, context.clock, poll=poller, on_bot=connection.take)
    return 0


async def console(context: Context, _: Namespace) -> int:
    """The console, whether there is a token or not."""
    _log_to_stderr(context)
    return await _console(context)


async def web(context: Context, _: Namespace) -> int:
    """The page alone, until it is stopped."""
    from bot.web.app import serve

    _log_to_stderr(context)
    async with ending_in_order(), context.library() as library:
        await serve(library, context.settings, context.clock)
    return 0


async def _console(context: Context) -> int:
    async with ending_in_order(), _house(context, _teller(context)) as (library, poller):
        await _talk(context, library, poller)
    return 0


@asynccontextmanager
async def _house(
    context: Context, tell: "Tell", gateway: "Callable[[], Gateway] | None" = None
) -> "AsyncIterator[tuple[Library, Poller]]":
    """What every face stands on: the library, what polls the sources, and the page where a port is set."""
    from bot.polling import Poller

    async with AsyncExitStack() as opened:
        library = await opened.enter_async_context(context.library())
        poller = await opened.enter_async_context(Poller(library, context.settings, context.clock, tell))
        if context.settings.web_port is not None:
            from bot.web.app import running

            await opened.enter_async_context(running(library, context.settings, context.clock, gateway=gateway))
        yield library, poller


def _teller(context: Context) -> "Tell":
    """Tells of a source in trouble at this terminal."""
    from bot.listings import trouble

    async def tell(polled: "Polled") -> None:
        context.show(trouble(polled))

    return tell


async def _talk(context: Context, library: "Library", poller: "Poller") -> None:
    from bot.announcer import Announcer
    from bot.console import WELCOME, ConsoleOutlet, lines_of_stdin, talk

    owner = f"console:{os.getpid()}"
    announcer = Announcer(library, ConsoleOutlet(context), context.clock, owner=owner, poll=poller)
    if sys.stdin.isatty():
        context.show(WELCOME)
    await talk(library, context, lines_of_stdin(), announcer)


def _log_to_stderr(context: Context) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=context.settings.log_level)
    # The scheduler reports every wake-up, which says nothing that the announcer does not, and warns of an errand that
    # goes on, as a poll of many sources does.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
