"""`marquee next`, `schedule`, `why` and `moved`: questions to the table."""

from argparse import Namespace
from typing import TYPE_CHECKING

from bot.commands.context import Context
from bot.wording import change_json, premiere_json, reasons_json
from schedules import glance

if TYPE_CHECKING:
    from schedules import Outlook


def next_premieres(context: Context, arguments: Namespace) -> int:
    """The next premieres, or what is coming without a date and how to feed the table."""
    database, moment = context.settings.database, context.clock()
    outlook = glance(database, context.catalogue, moment, arguments.show, arguments.count)
    if outlook is None:
        import asyncio

        outlook = asyncio.run(_outlook(context, arguments))
    if arguments.json:
        context.show_json([premiere_json(premiere) for premiere in outlook.premieres])
    else:
        from bot import tables

        context.show(*tables.outlook(outlook, context.catalogue, context.settings.zone))
    return 0


async def _outlook(context: Context, arguments: Namespace) -> "Outlook":
    async with context.library() as library:
        return await library.next(arguments.show, arguments.count)


async def schedule(context: Context, arguments: Namespace) -> int:
    """The whole table."""
    async with context.library() as library:
        premieres = await library.schedule(arguments.show, past=arguments.past)
    if arguments.json:
        context.show_json([premiere_json(premiere) for premiere in premieres])
    else:
        from bot import tables

        context.show(tables.schedule(premieres, context.catalogue, context.clock(), context.settings.zone))
    return 0


async def why(context: Context, arguments: Namespace) -> int:
    """The belief about a show's seasons, then every claim with its reason."""
    async with context.library() as library:
        premieres = await library.why(arguments.show, arguments.season)
    if arguments.json:
        context.show_json([reasons_json(premiere) for premiere in premieres])
    else:
        from bot import tables

        context.show(*tables.why(premieres, context.catalogue, context.clock(), context.settings.zone))
    return 0


async def moved(context: Context, arguments: Namespace) -> int:
    """The latest changes, newest first."""
    async with context.library() as library:
        changes = await library.moved(arguments.show, arguments.limit)
    if arguments.json:
        context.show_json([change_json(change) for change in changes])
    else:
        from bot import tables

        context.show(tables.changes(changes))
    return 0
