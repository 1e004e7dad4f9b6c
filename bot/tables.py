"""Values as rich tables and texts for a terminal; the console and the command line show the same.

Everything that comes from an article passes `say_quote` and is set as `Text`, so that no markup and no escape sequence
in it has an effect.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from bot.wording import (
    is_out,
    say_change,
    say_date,
    say_quote,
    say_short_day,
    say_source,
    say_status,
    say_title,
    say_until,
    say_when,
)
from schedules import Catalogue, Change, Claim, Premiere, Reason, Status, Verdict

if TYPE_CHECKING:
    from schedules import Kept, Outlook

_STATUS_STYLES = {
    "out": "green",
    "coming": "bold cyan",
    "disputed": "bold yellow",
    "rumoured": "yellow",
    "cancelled": "red",
    "no date yet": "dim",
    "passed": "dim",
}

_VERDICT_STYLES = {
    Verdict.SUPPORTS: "green",
    Verdict.SUPERSEDED: "dim",
    Verdict.TOO_VAGUE: "cyan",
    Verdict.OUTWEIGHED: "yellow",
    Verdict.OTHER_SEASON: "dim",
    Verdict.STALE: "dim",
}

HOW_TO_FEED = "Feed it news: marquee read FILE or URL --store, or !read in the console and in Discord."


def outlook(found: "Outlook", catalogue: Catalogue, zone: str) -> list[RenderableType]:
    """The answer to "what is next": dated premieres with quote and source, else what is coming and what was last."""
    parts: list[RenderableType] = [_next(premiere, catalogue, found.now, zone) for premiere in found.premieres]
    if found.premieres:
        return parts
    parts.append(Text("Nothing is dated to the day yet.", style="bold"))
    if found.windows:
        listed = (f"{say_title(each.show, each.season)} ({say_date(each.date)})" for each in found.windows)
        parts.append(Text(f"Expected: {'; '.join(listed)}."))
    if found.undated:
        listed = (say_title(each.show, each.season) for each in found.undated)
        parts.append(Text(f"Coming, with no date: {'; '.join(listed)}."))
    if found.last is not None:
        last = found.last
        ago = f" ({say_until(last.moment, found.now, zone)})" if last.moment else ""
        words = f"Last premiere: {say_title(last.show, last.season)}, {say_date(last.date)}{ago}, on {last.service}."
        parts.append(Text(words))
    parts.append(Text(HOW_TO_FEED, style="dim"))
    return parts


def schedule(premieres: Sequence[Premiere], catalogue: Catalogue, now: datetime, zone: str) -> RenderableType:
    """The table of premieres: show, season, when, service, status."""
    if not premieres:
        return Text(f"The table is empty. {HOW_TO_FEED}")
    table = make_table("Show", "Season", "When", "Service", "Status")
    for premiere in premieres:
        status = say_status(premiere, now)
        season = "" if premiere.season is None else str(premiere.season)
        when = say_when(premiere, catalogue, now, zone) if premiere.date else "no date"
        rumour = f" (rumoured: {say_date(premiere.rumour)})" if premiere.rumour and not premiere.date else ""
        table.add_row(
            Text(premiere.show, style="bold"),
            Text(season, justify="right"),
            Text(when + rumour),
            Text(premiere.service),
            Text(status, style=_STATUS_STYLES.get(status, "")),
        )
    return table


def why(premieres: Sequence[Premiere], catalogue: Catalogue, now: datetime, zone: str) -> list[RenderableType]:
    """Each belief, then the tree of reasons behind it with quotes and links, newest first."""
    if not premieres:
        return [Text(f"Nothing is known about that yet. {HOW_TO_FEED}")]
    return [_reasons(premiere, catalogue, now, zone) for premiere in premieres]


def changes(found: Sequence[Change]) -> RenderableType:
    """What was believed and what took its place, newest first."""
    if not found:
        return Text("Nothing has changed yet.")
    table = make_table("Day", "Change", "Said by")
    for change in found:
        said = Text(f"“{say_quote(change.evidence)}”" if change.evidence else "")
        if change.url:
            said.append(f"\n{say_quote(change.url)}", style="dim")
        day = say_short_day(change.day) if change.day else "not known"
        table.add_row(Text(day, no_wrap=True), Text(say_change(change)), said)
    return table


def claims(found: Sequence[Claim]) -> RenderableType:
    """What one article says, a row a claim with its quote."""
    if not found:
        return Text("The text says nothing about a premiere of the shows in the catalogue.")
    table = make_table("Show", "Season", "Date", "Status", "Quote")
    for claim in found:
        time = f" {claim.time} {claim.zone or ''}".rstrip() if claim.time else ""
        table.add_row(
            Text(claim.show, style="bold"),
            Text("" if claim.season is None else str(claim.season), justify="right"),
            Text(f"{say_date(claim.date)}{time}" + (f"\n{claim.date}" if claim.date else "")),
            Text(claim.status.value),
            Text(f"“{say_quote(claim.evidence)}”"),
        )
    return table


def kept(outcome: "Kept") -> RenderableType:
    """What became of an article that was stored."""
    if not outcome.new:
        return Text("This article was known already; nothing changed.", style="dim")
    words = Text(f"Stored, with {_plural(len(outcome.claims), 'claim')}.", style="green")
    return Group(words, *(Text(f"  {say_change(change)}") for change in outcome.changes))


def changed(found: Sequence[Change], done: str) -> list[RenderableType]:
    """What an editor did, and what that changed in what is believed."""
    return [Text(done, style="green"), *(Text(f"  {say_change(change)}") for change in found)]


def _next(premiere: Premiere, catalogue: Catalogue, now: datetime, zone: str) -> RenderableType:
    head = Text(say_title(premiere.show, premiere.season), style="bold")
    head.append(f" — {say_when(premiere, catalogue, now, zone)}, on {premiere.service}", style="not bold")
    if premiere.disputed:
        head.append(" (disputed)", style="yellow")
    return Group(head, *_evidence(premiere))


def _evidence(premiere: Premiere) -> Iterable[RenderableType]:
    if premiere.evidence:
        yield Padding(Text(f"“{say_quote(premiere.evidence, 400)}”", style="italic"), (0, 0, 0, 2))
        yield Padding(
            Text(f"Source: {say_quote(say_source(premiere.url, premiere.published))}", style="dim"), (0, 0, 0, 2)
        )
    elif premiere.basis:
        yield Padding(Text(premiere.basis, style="dim"), (0, 0, 0, 2))


def _reasons(premiere: Premiere, catalogue: Catalogue, now: datetime, zone: str) -> RenderableType:
    status = say_status(premiere, now)
    label = Text(say_title(premiere.show, premiere.season), style="bold")
    label.append(f" — {say_when(premiere, catalogue, now, zone)}", style="not bold")
    label.append(f" [{status}]", style=_STATUS_STYLES.get(status, ""))
    tree = Tree(label, guide_style="dim")
    if premiere.basis:
        tree.add(Text(premiere.basis))
    if premiere.rumour:
        tree.add(Text(f"Rumoured only: {say_date(premiere.rumour)}", style="yellow"))
    for reason in premiere.reasons:
        tree.add(_reason(reason))
    if not premiere.reasons and not premiere.basis:
        tree.add(Text("Known from the catalogue's history." if is_out(premiere, now) else "No claim stands behind it."))
    return tree


def _reason(reason: Reason) -> RenderableType:
    claim, testimony = reason.testimony.claim, reason.testimony
    said = "cancelled" if claim.status is Status.CANCELLED else say_date(claim.date)
    head = Text(reason.verdict.value, style=_VERDICT_STYLES[reason.verdict])
    head.append(f"  {claim.status.value}: {said}", style="default")
    source = say_quote(say_source(testimony.url, testimony.published))
    return Group(
        head,
        Text(say_quote(reason.detail, 300)),
        Text(f"“{say_quote(claim.evidence, 300)}”", style="italic"),
        Text(f"{source} [{testimony.trust.value}]", style="dim"),
    )


def make_table(*columns: str) -> Table:
    """A table in the style of all others, whose cells fold."""
    from rich import box

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
