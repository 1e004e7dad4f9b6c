"""`marquee reread`, `deliveries`, `pin`, `strike`, `audit`, `timeline` and the like: for who runs the bot."""

import asyncio
from argparse import Namespace
from pathlib import Path

from rich.text import Text

from bot import listings, tables
from bot.commands.context import Context
from bot.wording import say_title
from schedules import ArticleError, Delivery, Edtf, UsageError

EDITOR = "shell"


async def reread(context: Context, arguments: Namespace) -> int:
    """Read all stored articles with today's reader; show, and with --apply keep, what differs."""
    async with context.library() as library:
        found = await library.reread(apply=arguments.apply)
    context.show(listings.rereadings(found))
    if found and not arguments.apply:
        context.show(Text("Nothing was changed; --apply keeps what was read today.", style="dim"))
    return 0


async def deliveries(context: Context, arguments: Namespace) -> int:
    """What is owed and what became of it; --retry sends one that failed again."""
    async with context.library() as library:
        if arguments.retry is not None:
            await library.retry(arguments.retry)
            context.show(Text(f"Announcement {arguments.retry} is tried again."))
            return 0
        state = Delivery(arguments.state) if arguments.state else None
        found = await library.deliveries(state, arguments.limit)
    context.show(listings.deliveries(found))
    return 0


async def pin(context: Context, arguments: Namespace) -> int:
    """Set a date, whatever articles say."""
    async with context.library() as library:
        changes = await library.pin(arguments.show, arguments.season, Edtf.parse(arguments.date), EDITOR)
    context.show(*tables.changed(changes, f"Pinned: {say_title(arguments.show, arguments.season)}."))
    return 0


async def unpin(context: Context, arguments: Namespace) -> int:
    """Let the articles decide again."""
    async with context.library() as library:
        changes = await library.unpin(arguments.show, arguments.season, EDITOR)
    context.show(*tables.changed(changes, "Unpinned: the articles decide again."))
    return 0


async def strike(context: Context, arguments: Namespace) -> int:
    """Take an article out of the weighing that was read wrongly."""
    async with context.library() as library:
        changes = await library.strike(arguments.article, EDITOR)
    context.show(*tables.changed(changes, "Struck out; 'marquee unstrike' takes it back."))
    return 0


async def unstrike(context: Context, arguments: Namespace) -> int:
    """Take an article back that was struck out."""
    async with context.library() as library:
        changes = await library.unstrike(arguments.article, EDITOR)
    context.show(*tables.changed(changes, "Taken back into the weighing."))
    return 0


async def audit(context: Context, arguments: Namespace) -> int:
    """What editors did, newest first."""
    async with context.library() as library:
        entries = await library.audit(arguments.limit)
    context.show(listings.audit(entries))
    return 0


async def timeline(context: Context, arguments: Namespace) -> int:
    """Draw the timeline as SVG or PNG, by the file's ending."""
    from bot.picture import render_timeline, to_png

    if arguments.output.suffix.lower() not in {".svg", ".png"}:
        raise UsageError(f"{arguments.output} ends neither in .png nor in .svg; name the picture so.")
    async with context.library() as library:
        premieres = await library.schedule(arguments.show, past=True)
    name = context.catalogue.show(arguments.show).name if arguments.show else None
    svg = render_timeline(premieres, context.clock(), show=name)
    picture = await asyncio.to_thread(to_png, svg) if arguments.output.suffix.lower() == ".png" else svg.encode()
    await asyncio.to_thread(_write, arguments.output, picture)
    context.show(Text(f"Drawn: {arguments.output}"))
    return 0


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ArticleError(f"{path} can't be written: {error.strerror}.") from error
