"""`marquee sources`: where the news comes from."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from bot import listings
from bot.commands.context import Context
from bot.polling import Poller
from bot.wording import say_quote
from schedules import MarqueeError, UsageError

if TYPE_CHECKING:
    from schedules import Library, Polled

EDITOR = "shell"


async def add(context: Context, arguments: Namespace) -> int:
    """Add the sources named, each after a look at it, or the suggested ones; 1 where one could not be added."""
    from schedules import Policy, load_suggestions

    policy = Policy(allow_private=context.settings.fetch_allow_private)
    named = [policy.check(url) for url in arguments.urls]
    if not named and not arguments.suggested:
        raise UsageError("Name an address, or take the suggested feeds with --suggested.")
    async with context.library() as library:
        failed = await _add_named(context, arguments, library, named)
        for suggestion in load_suggestions() if arguments.suggested else ():
            source = await library.add_source(suggestion.url, EDITOR, suggestion.trust, suggestion.site)
            context.show(Text(f"Source {source.id}: {say_quote(source.name)}"))
    return 1 if failed else 0


async def _add_named(context: Context, arguments: Namespace, library: "Library", urls: Sequence[str]) -> int:
    """Add addresses; those that are no source are told of, and counted, while the others are added."""
    from bot.fetching import look_at_source, make_fetcher
    from schedules import Trust

    trust = Trust(arguments.trust) if arguments.trust else None
    failed = 0
    async with make_fetcher(context.settings, context.clock) as fetcher:
        for url in urls:
            title = ""
            try:
                if not arguments.no_check:
                    title = (await look_at_source(fetcher, url, watch=arguments.watch)).title
            except MarqueeError as error:
                if len(urls) == 1:
                    raise
                sys.stderr.write(f"marquee: {say_quote(url)}: {error}\n")
                failed += 1
                continue
            source = await library.add_source(url, EDITOR, trust)
            called = f", {say_quote(title)}" if title else ""
            context.show(Text(f"Source {source.id}: {say_quote(source.name)}{called}"))
    return failed


async def listed(context: Context, arguments: Namespace) -> int:
    """Every source: last success, next poll, failures in words, trust."""
    async with context.library() as library:
        sources = await library.sources()
    if arguments.json:
        context.show_json([listings.source_json(source) for source in sources])
    else:
        context.show(listings.sources(sources, context.clock(), context.settings.zone))
    return 0


async def suggested(context: Context, _: Namespace) -> int:
    """The shipped list of feeds."""
    from schedules import load_suggestions

    context.show(listings.suggestions(load_suggestions()))
    return 0


async def poll(context: Context, _: Namespace) -> int:
    """Ask everything that is due, once; 1 where a source failed."""
    async with context.library() as library, _once(library, context) as poller:
        polled = await poller.once()
    context.show(*_polled(polled))
    return 1 if any(each.error for each in polled) else 0


async def check(context: Context, arguments: Namespace) -> int:
    """Ask one source now, whether it is due or not."""
    async with context.library() as library, _once(library, context) as poller:
        found = [source for source in await library.sources() if source.id == arguments.number]
        if not found:
            raise UsageError(f"No source has the number {arguments.number}; 'marquee sources list' shows them.")
        if found[0].is_channel:
            raise UsageError("A watched channel can't be asked; its links are read when they are posted.")
        polled = await (await poller.gatherer()).ask(found[0])
    context.show(*_polled([polled]))
    return 1 if polled.error else 0


async def pause(context: Context, arguments: Namespace) -> int:
    """Stop asking a source."""
    async with context.library() as library:
        await library.pause_source(arguments.number)
    context.show(Text(f"Source {arguments.number} is paused."))
    return 0


async def resume(context: Context, arguments: Namespace) -> int:
    """Ask a source again that was paused or fell asleep."""
    async with context.library() as library:
        await library.resume_source(arguments.number)
    context.show(Text(f"Source {arguments.number} is asked again."))
    return 0


async def remove(context: Context, arguments: Namespace) -> int:
    """Remove a source; what it brought stays."""
    async with context.library() as library:
        await library.remove_source(arguments.number)
    context.show(Text(f"Source {arguments.number} is removed; the articles it brought stay."))
    return 0


def _once(library: "Library", context: Context) -> Poller:
    return Poller(library, context.settings, context.clock, processes=0)


def _polled(polled: "Sequence[Polled]") -> Sequence[RenderableType]:
    return [listings.polled(polled)] if polled else [Text("No source is due.")]
