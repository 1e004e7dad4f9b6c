"""`marquee replay`: runs the clock through the past and prints what a follower would have been told, and when."""

import time
import tomllib
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands.context import Context
from bot.wording import moment_json, say_announcement, say_date, say_quote, say_short_day, say_title
from schedules import (
    Announcement,
    Article,
    ArticleError,
    Broken,
    CatalogueError,
    Claim,
    Event,
    Known,
    Measure,
    Target,
    TargetKind,
    UsageError,
    load_trust,
    load_truth,
    measure,
    read,
    read_line,
    replay_articles,
    split_lines,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

_MARKS = {
    "dated": ("●", "bold green"),
    "refined": ("◐", "green"),
    "moved": ("➜", "bold yellow"),
    "cancelled": ("✕", "bold red"),
    "revived": ("↻", "bold magenta"),
    "reminder": ("◔", "cyan"),
    "premiere": ("★", "bold white on blue"),
}


def run(context: Context, arguments: Namespace) -> int:
    """Replay the articles; the last line of `--json` is the measure against what really happened."""
    if arguments.start > arguments.end:
        raise UsageError("--from lies after --to; swap them.")
    truth = _truth(context, arguments.truth)
    articles = list(_articles(context, arguments.files))
    events: list[Event] = []
    year = None
    span = (arguments.start, arguments.end)
    for event in replay_articles(articles, context.catalogue, *span, context.settings.leads, trust=load_trust()):
        _pause(events[-1] if events else None, event, arguments.speed)
        events.append(event)
        if arguments.json:
            context.show_json(event_json(event))
            continue
        if event.at.year != year:
            year = event.at.year
            context.out.rule(str(year), style="dim")
        context.show(*_lines(event))
    outcome = measure(events, [known for known in truth if _within(known, arguments)])
    if arguments.json:
        context.show_json({"measure": measure_json(outcome)})
    else:
        context.show(*_summary(outcome, len(articles)))
    return 0


def event_json(event: Event) -> dict[str, Any]:
    """An event as the command line's contract gives it."""
    value = {
        "at": moment_json(event.at),
        "kind": event.kind.value,
        "show": event.show,
        "season": event.season,
        "date": event.date.text if event.date else None,
        "quote": event.quote,
        "url": event.url,
    }
    if event.from_date is not None:
        value["from"] = event.from_date.text
    if event.lead is not None:
        value["lead"] = event.lead
    return value


def measure_json(outcome: Measure) -> dict[str, Any]:
    """A measure as JSON: each premiere's foresight, then what was told falsely and how much was told in all."""
    return {
        "premieres": [
            {
                "show": each.known.show,
                "season": each.known.season,
                "date": each.known.date.isoformat() if each.known.date else None,
                "days_ahead": each.days_ahead,
                "eve": each.eve.text if each.eve else None,
                "right": each.right,
            }
            for each in outcome.premieres
        ],
        "false_dates": [
            {"show": show, "season": season, "date": when.text} for show, season, when in outcome.false_dates
        ],
        "false_reminders": outcome.false_reminders,
        "cancellations": [
            {"show": known.show, "season": known.season, "told_after_days": days}
            for known, days in outcome.cancellations
        ],
        "false_cancellations": outcome.false_cancellations,
        "messages": outcome.messages,
    }


def _articles(context: Context, files: Sequence[str]) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    for name in files:
        try:
            with Path(name).open("rb") as stream:
                for number, line in split_lines(stream):
                    item = read_line(line, f"line {number}")
                    if isinstance(item, Broken):
                        raise ArticleError(f"{name}, line {number}: {item.error}")
                    yield item.article, read(item.article, context.catalogue)
        except OSError as error:
            raise ArticleError(f"{name} can't be read: {error.strerror}.") from error


def _truth(context: Context, path: Path | None) -> Sequence[Known]:
    """What really happened: the file's word, or the catalogue's history."""
    if path is None:
        return context.catalogue.history
    try:
        return load_truth(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise CatalogueError(f"{path} can't be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path} can't be read as TOML: {error}.") from error


def _within(known: Known, arguments: Namespace) -> bool:
    day = known.date or known.cancelled
    return day is not None and arguments.start <= day <= arguments.end


def _pause(last: Event | None, event: Event, speed: int | None) -> None:
    """Wait as long as the days between two events take at `speed` days a second."""
    if speed is not None and last is not None:
        time.sleep(max((event.at - last.at).total_seconds() / 86400 / speed, 0.0))


def _lines(event: Event) -> "list[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    announcement = Announcement(
        event.kind, event.show, event.season, event.date, Target(TargetKind.CONSOLE), event.at,
        event.lead, event.from_date,
    )  # fmt: skip
    mark, style = _MARKS[event.kind.value]
    line = Text(f"{event.at:%d %b}  ", style="dim")
    line.append(f"{mark} ", style=style)
    line.append(say_announcement(announcement, None, event.at), style=style if event.lead is None else "default")
    lines: list[RenderableType] = [line]
    if event.quote and event.lead is None:
        lines.append(Padding(Text(f"“{say_quote(event.quote, 160)}”", style="italic dim"), (0, 0, 0, 10)))
    return lines


def _summary(outcome: Measure, articles: int) -> "list[RenderableType]":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=f"{articles} articles, {outcome.messages} messages")
    for column in ("Premiere", "Really on", "First believed", "Believed on the eve", ""):
        table.add_column(column)
    for each in outcome.premieres:
        ahead = "never before" if each.days_ahead is None else f"{each.days_ahead} days ahead"
        table.add_row(
            say_title(each.known.show, each.known.season),
            say_short_day(each.known.date) if each.known.date else "",
            ahead,
            say_date(each.eve),
            Text("right", style="green") if each.right else Text("not right", style="red"),
        )
    right = sum(each.right for each in outcome.premieres)
    told = sum(days is not None for _, days in outcome.cancellations)
    words = (
        f"{right} of {len(outcome.premieres)} right on the eve; {len(outcome.false_dates)} false dates, "
        f"{outcome.false_reminders} false reminders and {outcome.false_cancellations} false cancellations told; "
        f"{told} of {len(outcome.cancellations)} cancellations told."
    )
    return [table, Text(words)]
