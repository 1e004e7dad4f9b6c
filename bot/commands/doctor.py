"""`marquee doctor`: looks at everything that has to work, and says what to do about what does not."""

from argparse import Namespace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.text import Text

from bot.commands.context import Context
from bot.diagnosis import Finding, Row, broken, diagnose
from bot.findings import Asked, Findings, Kept
from bot.settings import unknown_names
from bot.tables import make_table
from schedules import Catalogue, CatalogueError, Delivery, MarqueeError, TargetKind, load_catalogue

if TYPE_CHECKING:
    from rich.console import RenderableType

    from schedules import Library

_LISTED = 500
"""How many announcements of each state are looked at."""
_STYLES = {Finding.WELL: "green", Finding.LOOK: "yellow", Finding.BROKEN: "bold red"}


async def doctor(context: Context, arguments: Namespace) -> int:
    """Look at everything; 1 where something is broken."""
    rows = diagnose(await find(context))
    if arguments.json:
        checks = [{"check": r.check, "verdict": r.verdict, "detail": r.detail, "remedy": r.remedy} for r in rows]
        context.show_json({"well": not broken(rows), "checks": checks})
    else:
        context.show(table(rows))
    return 1 if broken(rows) else 0


def table(rows: "tuple[Row, ...]") -> "RenderableType":
    """The rows for a terminal."""
    shown = make_table("Check", "Verdict", "Found", "What to do")
    for row in rows:
        verdict = Text(row.verdict.value, style=_STYLES[row.verdict])
        shown.add_row(Text(row.check), verdict, Text(row.detail), Text(row.remedy))
    return shown


async def find(context: Context) -> Findings:
    """Everything that can be found out, whatever part of it fails."""
    settings, problem = context.settings, ""
    try:
        catalogue = context.catalogue
    except CatalogueError as error:
        # The rest can be looked at without it.
        problem, catalogue = str(error), load_catalogue()
    kept: Kept | None = None
    channels: list[tuple[str, str | None]] = []
    database_problem = ""
    try:
        from schedules import Library

        async with Library.open(settings.database, catalogue, context.clock) as library:
            channels = await _followed(library)
            kept = await _kept(library)
    except MarqueeError as error:
        database_problem = str(error)
    return Findings(
        now=context.clock(),
        zone=settings.zone,
        token=settings.discord_token is not None,
        pretended=settings.now is not None,
        private=settings.fetch_allow_private,
        unknown=unknown_names(),
        catalogue_problem=problem,
        shows=len(catalogue.shows),
        database_problem=database_problem,
        kept=kept,
        missing_zones=_missing_zones(catalogue, settings.zone),
        asked=await _asked(context, channels),
    )


async def _followed(library: "Library") -> list[tuple[str, str | None]]:
    """The channels that follow anything, each once, with their servers."""
    follows = [each for each in await library.follows() if each.target.kind is TargetKind.CHANNEL]
    return list({each.target.id: each.guild for each in follows}.items())


async def _kept(library: "Library") -> Kept:
    return Kept(
        condition=await library.condition(),
        stats=await library.stats(),
        waiting=await library.deliveries(Delivery.DUE, _LISTED),
        failed=await library.deliveries(Delivery.FAILED, _LISTED),
        sources=await library.sources(),
    )


def _missing_zones(catalogue: Catalogue, zone: str) -> tuple[str, ...]:
    def known(name: str) -> bool:
        try:
            ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            return False
        return True

    used = {rule.zone for service in catalogue.services for rule in service.rules} | {zone}
    return tuple(sorted(name for name in used if not known(name)))


async def _asked(context: Context, channels: list[tuple[str, str | None]]) -> Asked | None:
    settings = context.settings
    if settings.discord_token is None:
        return None
    from bot.inquiry import Inquiry

    token = settings.discord_token.get_secret_value()
    async with Inquiry(token, settings.discord_api_url, settings.discord_gateway_url) as inquiry:
        return await inquiry.ask(channels)
