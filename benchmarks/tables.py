"""A report as tables: for the terminal with rich, for the docs in Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.figures import Scored
from benchmarks.matching import Tally, View
from benchmarks.report import Part, Report


@dataclass(frozen=True)
class _Grid:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    """Cells as text; the first column is a name, the others are numbers."""


def show(reports: Iterable[Report], console: Console) -> None:
    """Print the reports, the finest breakdown last."""
    for found in reports:
        for grid in _grids(found):
            console.print(_rich(grid))


def markdown(reports: Iterable[Report]) -> str:
    """The same tables in Markdown, each under its title in bold."""
    return "\n\n".join(_markdown(grid) for found in reports for grid in _grids(found))


def errors(scored: Iterable[Scored], console: Console) -> None:
    """Print every missed and every wrong claim of the strict view, wrong ones with the quote they rest on."""
    for one in scored:
        comparison, labelled = one.comparisons[View.STRICT], one.labelled
        if not comparison.missed and not comparison.wrong:
            continue
        console.print(Text(f"{labelled.id} (published {labelled.article.published})", style="bold"))
        for row in comparison.missed:
            console.print(Text.assemble("  missed  ", (str(row), "yellow")))
        for row in comparison.wrong:
            quote = " ".join(row.evidence.split())[:120]
            console.print(Text.assemble("  wrong   ", (str(row), "red"), f"  | {quote}" if quote else ""))


def _grids(found: Report) -> Iterable[_Grid]:
    name = found.name.capitalize()
    yield _Grid(
        f"{name}: {found.articles} articles",
        ("view", "precision", "recall", "F1", "95 %", "right", "asked", "given"),
        [
            [view, *_ratios(one.tally), f"{one.low:.3f} to {one.high:.3f}", *_counts(one.tally)]
            for view, one in found.figures.items()
        ],
    )
    yield _Grid(
        f"{name} by status",
        ("status", "precision", "recall", "F1", "right", "asked", "given"),
        [[status, *_ratios(tally), *_counts(tally)] for status, tally in found.statuses.items()],
    )
    yield _Grid(
        f"{name} by {'phenomenon' if found.name == 'challenge' else 'part'}",
        ("name", "articles", "precision", "recall", "F1", "schedule F1", "right", "asked", "given"),
        [_part(part) for part in found.parts],
    )


def _part(part: Part) -> list[str]:
    strict, schedule = part.tallies[View.STRICT], part.tallies[View.SCHEDULE]
    idle = not schedule.asked and not schedule.given
    return [
        part.name.replace("-", " "),
        str(part.articles),
        *_ratios(strict),
        "" if idle else f"{schedule.f1:.3f}",
        *_counts(strict),
    ]


def _ratios(tally: Tally) -> list[str]:
    """Precision, recall and F1; empty where there was nothing to find and nothing was found."""
    if not tally.asked and not tally.given:
        return ["", "", ""]
    return [f"{tally.precision:.3f}", f"{tally.recall:.3f}", f"{tally.f1:.3f}"]


def _counts(tally: Tally) -> list[str]:
    return [str(tally.right), str(tally.asked), str(tally.given)]


def _rich(grid: _Grid) -> Table:
    table = Table(title=grid.title, title_justify="left")
    for number, head in enumerate(grid.heads):
        table.add_column(head, justify="right" if number else "left", no_wrap=True)
    for row in grid.rows:
        table.add_row(*map(Text, row))
    return table


def _markdown(grid: _Grid) -> str:
    lines = [grid.heads, ["---", *["---:"] * (len(grid.heads) - 1)], *grid.rows]
    return "\n".join([f"**{grid.title}**", "", *(f"| {' | '.join(line)} |" for line in lines)])
