"""A reading laid open: the text with what was found in it coloured, the claims beside the passages that make them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.wording import say_date, say_quote, say_title
from schedules import Article, Claim, Cue

if TYPE_CHECKING:
    from rich.console import RenderableType

    from schedules import Reading

STYLES = {
    "show": "bold cyan",
    "season": "bold magenta",
    "date": "bold green",
    "time": "green",
    "release": "yellow",
    "status": "bold yellow",
    "negation": "bold red",
}
"""How each kind of cue is shown in the terminal; the page has a class of the same name."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind; `kind` is '' where nothing was found, `quoted` where a claim's quote runs."""

    text: str
    kind: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as runs, with the claims whose quotes begin in it."""

    runs: tuple[Run, ...]
    claims: tuple[Claim, ...]
    heading: bool = False


def passages(article: Article, reading: "Reading") -> list[Passage]:
    """The headline and the paragraphs, in order; every character of a paragraph is in exactly one of its runs."""
    found = []
    if article.title:
        marks = [cue for cue in reading.cues if cue.in_title]
        titled = tuple(claim for claim in reading.claims if claim.start is None)
        found.append(Passage(tuple(_runs(article.title, 0, marks, ())), titled, heading=True))
    marks = [cue for cue in reading.cues if not cue.in_title]
    placed = [(claim.start, claim.end or claim.start, claim) for claim in reading.claims if claim.start is not None]
    for start, end in _paragraphs(article.text):
        here = tuple(claim for begins, _, claim in placed if start <= begins < end)
        inside = [cue for cue in marks if cue.start < end and cue.end > start]
        quotes = [(begins, ends) for begins, ends, _ in placed if begins < end and ends > start]
        found.append(Passage(tuple(_runs(article.text[start:end], start, inside, quotes)), here))
    return found


def laid_open(article: Article, reading: "Reading") -> "list[RenderableType]":
    """The passages as a two-column table for the terminal, under a legend of the colours."""
    from rich.table import Table
    from rich.text import Text

    legend = Text("  ").join(Text(kind, style=style) for kind, style in STYLES.items())
    grid = Table(box=None, show_header=False, padding=(0, 2, 1, 0), expand=True)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(ratio=2, overflow="fold")
    for passage in passages(article, reading):
        text = Text(style="bold" if passage.heading else "")
        for run in passage.runs:
            text.append(_printable(run.text), style=_style(run))
        claims = Text("\n").join(Text(say_claim(claim), style="cyan") for claim in passage.claims)
        grid.add_row(text, claims)
    return [legend, Text(), grid]


def page(readings: "Sequence[tuple[str, Article, Reading]]") -> str:
    """The same as a page of its own, without anything fetched from elsewhere.

    Args:
        readings: for each text its name, the article and what was read in it.
    """
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("bot", "templates"), autoescape=True, trim_blocks=True)
    environment.filters["claim"] = say_claim
    texts = [(name, article, reading, passages(article, reading)) for name, article, reading in readings]
    return environment.get_template("reading.html").render(texts=texts, kinds=list(STYLES), say_quote=say_quote)


def say_claim(claim: Claim) -> str:
    """A claim in a line: "Luke Cage, season 1: Friday 30 September 2016, 00:00 PT (confirmed, by headline)"."""
    time = f", {claim.time} {claim.zone or ''}".rstrip() if claim.time else ""
    when = f"{say_date(claim.date)}{time}" if claim.date else "no date"
    return f"{say_title(claim.show, claim.season)}: {when} ({claim.status.value}; rule: {claim.rule})"


def _style(run: Run) -> str:
    style = STYLES.get(run.kind, "")
    return f"{style} underline".strip() if run.quoted else style


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip()
        if content:
            yield start, start + len(content)
        start += len(line)


def _runs(text: str, offset: int, cues: Sequence[Cue], quotes: Sequence[tuple[int, int]]) -> Iterator[Run]:
    kinds = [""] * len(text)
    # Longer cues first, so that a cue within another keeps its colour.
    for cue in sorted(cues, key=lambda cue: cue.start - cue.end):
        for place in range(max(cue.start - offset, 0), min(cue.end - offset, len(text))):
            kinds[place] = cue.kind
    quoted = [False] * len(text)
    for begins, ends in quotes:
        for place in range(max(begins - offset, 0), min(ends - offset, len(text))):
            quoted[place] = True
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (kinds[place], quoted[place]) != (kinds[start], quoted[start]):
            yield Run(text[start:place], kinds[start], quoted[start])
            start = place
