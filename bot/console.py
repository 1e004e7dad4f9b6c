"""The console: the commands of Discord at a terminal, and announcements printed as they fall due.

Whoever sits at the terminal owns the database, so the console may do what an editor may.
"""

import shlex
import sys
import threading
from asyncio import AbstractEventLoop, CancelledError, Queue, create_task, get_running_loop, to_thread, wait
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot import listings, tables
from bot.announcer import GRACE_SECONDS, Announcer
from bot.commands.context import Context
from bot.wording import say_announcement, say_date, say_list, say_quote, say_title
from schedules import Article, Edtf, Library, MarqueeError, Premiere, Target, TargetKind, UsageError, read_text

if TYPE_CHECKING:
    from schedules import Follow, Owed

CONSOLE = Target(TargetKind.CONSOLE)
EDITOR = "console"
LEAVING = {"quit", "exit", "bye"}
WELCOME = "Marquee's console. Type !help for the commands, !quit or Ctrl-D to leave."

Answer = Sequence[RenderableType]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: how it is written, what it does, and the method that answers it."""

    usage: str
    summary: str
    answer: Callable[["Console", list[str]], Awaitable[Answer]]


class Console:
    """Answers lines from verbs of the library; knows nothing of where the lines come from."""

    def __init__(self, library: Library, context: Context) -> None:
        self._library = library
        self._context = context

    async def answer(self, line: str) -> Answer:
        """The answer to one line, with or without the prefix; an error is answered as one sentence."""
        words = _words(line)
        if not words:
            return ()
        name = words[0].lstrip("!/").casefold()
        command = COMMANDS.get(name)
        if command is None:
            return (Text(f"There is no command '{say_quote(name, 40)}'; !help lists them."),)
        try:
            return await command.answer(self, words[1:])
        except MarqueeError as error:
            return (Text(str(error), style="yellow"),)

    async def help(self, _: list[str]) -> Answer:
        """All commands."""
        table = Table(box=None, pad_edge=False, show_header=False)
        for command in COMMANDS.values():
            table.add_row(Text(f"!{command.usage}", style="bold"), Text(command.summary))
        return (table,)

    async def next(self, words: list[str]) -> Answer:
        """The next premiere."""
        found = await self._library.next(_show_of(words), 1)
        return tables.outlook(found, self._context.catalogue, self._context.settings.zone)

    async def schedule(self, words: list[str]) -> Answer:
        """The table."""
        past = "past" in words
        premieres = await self._library.schedule(_show_of([word for word in words if word != "past"]), past=past)
        return (self._table(premieres),)

    async def show(self, words: list[str]) -> Answer:
        """Everything about one show."""
        return (self._table(await self._library.schedule(_required(words, "show"), past=True)),)

    async def why(self, words: list[str]) -> Answer:
        """The reasons behind a show's dates."""
        name, season = _show_and_season(words)
        premieres = await self._library.why(name, season)
        return tables.why(premieres, self._context.catalogue, self._context.clock(), self._context.settings.zone)

    async def moved(self, words: list[str]) -> Answer:
        """The latest changes."""
        return (tables.changes(await self._library.moved(_show_of(words))),)

    async def read(self, words: list[str]) -> Answer:
        """Reads an address, a file or the words themselves, and keeps what it finds."""
        words, published = _published(words)
        article = await self._article(words)
        if published is not None:
            article = replace(article, published=published)
        outcome = await self._library.keep(article)
        return (tables.claims(outcome.claims), tables.kept(outcome))

    async def follow(self, words: list[str]) -> Answer:
        """Announcements at this terminal, of one show or of all."""
        follow = await self._library.follow(CONSOLE, _followed(words), self._context.settings.leads)
        return (Text(_say_follow(follow)),)

    async def unfollow(self, words: list[str]) -> Answer:
        """No more announcements here, of one show or of any."""
        ended = await self._library.unfollow(CONSOLE, _followed(words))
        return (Text("Unfollowed." if ended else "That was not followed here."),)

    async def pin(self, words: list[str]) -> Answer:
        """Sets a date, whatever articles say."""
        if len(words) < 3:
            raise UsageError("Write !pin SHOW SEASON DATE, such as !pin Luke Cage 1 2016-09-30.")
        name, season = _show_and_season(words[:-1])
        if season is None:
            raise UsageError("Name the season too, such as !pin Luke Cage 1 2016-09-30.")
        day = Edtf.parse(words[-1])
        changes = await self._library.pin(name, season, day, EDITOR)
        return tables.changed(changes, f"Pinned: {say_title(name, season)}, {say_date(day)}.")

    async def unpin(self, words: list[str]) -> Answer:
        """Takes a pin back."""
        name, season = _show_and_season(words)
        if season is None:
            raise UsageError("Name the season too, such as !unpin Luke Cage 1.")
        changes = await self._library.unpin(name, season, EDITOR)
        return tables.changed(changes, "Unpinned: the articles decide again.")

    async def strike(self, words: list[str]) -> Answer:
        """Takes an article out of the weighing."""
        changes = await self._library.strike(_required(words, "fingerprint or address"), EDITOR)
        return tables.changed(changes, "Struck out; !unstrike takes it back.")

    async def unstrike(self, words: list[str]) -> Answer:
        """Takes an article back into it."""
        changes = await self._library.unstrike(_required(words, "fingerprint or address"), EDITOR)
        return tables.changed(changes, "Taken back into the weighing.")

    async def review(self, _: list[str]) -> Answer:
        """What people who are no editors handed in."""
        return (listings.submissions(await self._library.submissions()),)

    async def approve(self, words: list[str]) -> Answer:
        """Keeps what was handed in."""
        outcome = await self._library.approve(_number(words), EDITOR)
        return (tables.claims(outcome.claims), tables.kept(outcome))

    async def reject(self, words: list[str]) -> Answer:
        """Turns it down."""
        await self._library.reject(_number(words), EDITOR)
        return (Text("Turned down; nothing of it is believed."),)

    async def sources(self, _: list[str]) -> Answer:
        """Where the news comes from, and how each source does."""
        found = await self._library.sources()
        return (listings.sources(found, self._context.clock(), self._context.settings.zone),)

    async def deliveries(self, _: list[str]) -> Answer:
        """What is owed and what became of it."""
        return (listings.deliveries(await self._library.deliveries(limit=20)),)

    def _table(self, premieres: Sequence[Premiere]) -> RenderableType:
        return tables.schedule(premieres, self._context.catalogue, self._context.clock(), self._context.settings.zone)

    async def _article(self, words: list[str]) -> Article:
        given = _required(words, "file, address or text")
        if "://" in given and " " not in given:
            from bot.fetching import fetch_article, make_fetcher

            async with make_fetcher(self._context.settings, self._context.clock) as fetcher:
                return await fetch_article(fetcher, given)
        if len(words) == 1:
            return await to_thread(read_text, Path(given))
        # A text typed here is news of this day: that is what "this Friday" in it is reckoned from.
        return Article(given, published=self._context.clock().date())


COMMANDS = {
    "next": Command("next [SHOW]", "the next premiere, with quote and source", Console.next),
    "schedule": Command("schedule [SHOW] [past]", "the table of premieres", Console.schedule),
    "show": Command("show SHOW", "everything about one show", Console.show),
    "why": Command("why SHOW [SEASON]", "every claim behind a date, with its reason", Console.why),
    "moved": Command("moved [SHOW]", "the latest changes", Console.moved),
    "read": Command("read FILE|URL|TEXT [--published DAY]", "read an article and keep what it says", Console.read),
    "follow": Command("follow [SHOW]", "announcements here, of one show or of all", Console.follow),
    "unfollow": Command("unfollow [SHOW]", "no more of them", Console.unfollow),
    "pin": Command("pin SHOW SEASON DATE", "set a date, whatever articles say", Console.pin),
    "unpin": Command("unpin SHOW SEASON", "let the articles decide again", Console.unpin),
    "strike": Command("strike ARTICLE", "take an article out of the weighing", Console.strike),
    "unstrike": Command("unstrike ARTICLE", "take it back", Console.unstrike),
    "review": Command("review", "what was handed in and waits for you", Console.review),
    "approve": Command("approve NUMBER", "keep what was handed in", Console.approve),
    "reject": Command("reject NUMBER", "turn it down", Console.reject),
    "sources": Command("sources", "where the news comes from", Console.sources),
    "deliveries": Command("deliveries", "what is owed and what became of it", Console.deliveries),
    "help": Command("help", "this list", Console.help),
}


class ConsoleOutlet:
    """Prints announcements at the terminal."""

    kinds: Collection[TargetKind] = (TargetKind.CONSOLE,)

    def __init__(self, context: Context) -> None:
        self._context = context

    async def deliver(self, owed: "Owed") -> str | None:
        """Print one announcement with its quote; nothing at a terminal has an id."""
        announcement, now = owed.announcement, self._context.clock()
        zone, catalogue = self._context.settings.zone, self._context.catalogue
        said = say_announcement(announcement, owed.premiere, now, zone, catalogue)
        self._context.show(Text(f"» {said}", style="bold green"))
        if announcement.evidence:
            self._context.show(Text(f"  “{say_quote(announcement.evidence)}”", style="italic"))
        return None

    async def delivered(self, owed: "Owed", message: str | None) -> None:
        """Nothing more belongs to a printed line."""

    async def refused(self, owed: "Owed", reason: str) -> None:
        """A terminal refuses nothing."""


async def talk(library: Library, context: Context, lines: AsyncIterator[str], announcer: Announcer) -> None:
    """Answer lines until there are no more; what falls due meanwhile is printed between them.

    Args:
        library: the verbs.
        context: the clock and the terminal.
        lines: what is asked.
        announcer: delivers to a `ConsoleOutlet`.
    """
    console = Console(library, context)
    watching = create_task(announcer.run())
    try:
        await announcer.deliver_due()
        async for line in lines:
            if line.strip().lstrip("!/").casefold() in LEAVING:
                break
            context.show(*await console.answer(line))
            await announcer.deliver_due()
    finally:
        # Not cancelled at once: what is printed but not yet recorded would be printed again at the next start.
        announcer.stop()
        await wait({watching}, timeout=GRACE_SECONDS)
        watching.cancel()
        with suppress(CancelledError):
            await watching


async def lines_of_stdin() -> AsyncIterator[str]:
    """The lines typed or piped in, until there are no more; a prompt is shown when it is a terminal.

    The next line is asked for when the one before has been answered, so that the prompt stands below the answer.
    """
    lines: Queue[str | None] = Queue()
    wanted = threading.Semaphore(0)
    # A thread, because a blocking read of a terminal can't be awaited; a daemon, because it can't be interrupted.
    threading.Thread(target=_pump, args=(get_running_loop(), lines, wanted), daemon=True).start()
    while True:
        wanted.release()
        line = await lines.get()
        if line is None:
            return
        yield line


def _pump(loop: AbstractEventLoop, lines: "Queue[str | None]", wanted: threading.Semaphore) -> None:
    interactive = sys.stdin.isatty()
    line: str | None = ""
    while line is not None:
        wanted.acquire()
        try:
            line = input("marquee> ") if interactive else sys.stdin.readline() or None
        except (EOFError, KeyboardInterrupt):
            line = None
        try:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        except RuntimeError:
            return


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line.strip())
    except ValueError:
        # An apostrophe, as in "Marvel's Daredevil", is no quotation to be closed.
        return line.split()


def _show_of(words: list[str]) -> str | None:
    return " ".join(words) or None


def _followed(words: list[str]) -> str | None:
    name = _show_of(words)
    return None if name is None or name.casefold() in ("all", "everything") else name


def _required(words: list[str], what: str) -> str:
    if not words:
        raise UsageError(f"Name a {what} as well; !help shows how.")
    return " ".join(words)


def _show_and_season(words: list[str]) -> tuple[str, int | None]:
    name = _required(words, "show")
    if len(words) > 1 and words[-1].isascii() and words[-1].isdigit():
        return " ".join(words[:-1]), int(words[-1])
    return name, None


def _number(words: list[str]) -> int:
    if len(words) == 1 and words[0].isascii() and words[0].isdigit():
        return int(words[0])
    raise UsageError("Name the number that !review shows.")


def _published(words: list[str]) -> tuple[list[str], date | None]:
    if "--published" not in words:
        return words, None
    place = words.index("--published")
    try:
        day = date.fromisoformat(words[place + 1])
    except (IndexError, ValueError):
        raise UsageError("Write the day of publication as --published 2016-08-16.") from None
    return words[:place] + words[place + 2 :], day


def _say_follow(follow: "Follow") -> str:
    reminders = say_list([_say_lead(lead) for lead in follow.leads])
    return f"Following {follow.show or 'every show'} here: new dates, moves, cancellations, and reminders {reminders}."


def _say_lead(lead: int) -> str:
    return f"{lead} days before" if lead > 1 else "the day before" if lead else "at the moment"
