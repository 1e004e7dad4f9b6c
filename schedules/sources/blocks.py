"""An element tree to plain text: what is apart on the page is apart in the text; pure.

Paragraphs and headings are separated by a blank line. List items and table rows stand on lines of their own, a row's
cells parted by " | ". What only leads elsewhere ("Related: ...", a list of links under "More on this") is left out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

Element = Any
"""An lxml element; lxml carries no types."""


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _tags(
    "script style noscript template svg math iframe object embed button select textarea input dialog video audio "
    "canvas head"
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "head": 3}
_LISTS = _tags("ul ol dl list")
_LINES = _tags("li item dt dd tr row")
_ROWS = _tags("tr row table caption")
_CELLS = _tags("td th cell")
_BREAKS = _tags("br lb")
_LINKS = _tags("a ref")
_BLOCKS = (
    _tags(
        "p div section article main header footer nav aside form blockquote quote figure figcaption caption table "
        "tbody thead tfoot pre hr address details summary fieldset center body html"
    )
    | _LISTS
    | _LINES
    | _CELLS
    | _HEADINGS.keys()
)
# Longer than any cell that states something: such a table only lays a page out.
_LONGEST_CELL = 400
_LONGEST_LEAD = 200
_LONGEST_LABEL = 60
_PARTLY = 0.3
_MOSTLY = 0.6
_ONLY = 0.8
_MENU = 3
# Shorter blocks below "More stories" are titles, bylines and dates of other articles.
_SENTENCES = 120
_SOFT_HYPHEN = "\u00ad"
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\u2028\u2029]+")
_SPACED_END = re.compile(r"[ ]*\n[ ]*")
_RUNS = re.compile(r" {2,}")
_GAP = re.compile(r"\n{2,}")
_LEADS_ELSEWHERE = re.compile(
    r"\W*(?:related|read (?:more|next|also|on)|see also|also (?:read|see)|more(?: (?:on|from|about|like)\b.*)?|"
    r"must read|don.t miss|watch(?: now)?|click here|recommended|editor.s pick|up next|continue reading|latest)\b"
    r".{0,3}[:|»>–—-]",
    re.IGNORECASE,
)
_LEADING_HEADING = re.compile(
    r"\W*(?:related|read (?:more|next|also)|see also|more (?:on|from|stories|news|in|like|must)|recommended|trending|"
    r"you (?:may|might) (?:also )?like|(?:most )?popular|most (?:read|viewed)|latest|keywords|"
    r"up next|share this|filed under|tags?|topics?|"
    r"about the author|sign up|subscribe|newsletter|follow us|editor.s picks|what to (?:read|watch) next|"
    r"around the web)\b",
    re.IGNORECASE,
)
_COMMENTS_HEADING = re.compile(
    r"\W*(?:\d+ )?(?:comments?|responses?|replies|thoughts on .*|leave a (?:reply|comment)|discussion|"
    r"join the (?:conversation|discussion))(?: \(\d+\))?\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Block:
    text: str
    linked: float
    """Which part of its characters are links."""
    group: int
    """The list or table whose line it is; 0 for what is in none."""
    heading: int = 0
    """1 for the largest to 6; 0 for what is no heading."""


@dataclass(slots=True)
class _Writer:
    """Gathers running text while the tree is walked, and cuts it into blocks."""

    units: set[Element]
    """Tables that hold data cell by cell, and list items of one line: inside them nothing stands apart."""
    blocks: list[_Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    lists: int = 0
    group: int = 0
    heading: int = 0
    unit: Element | None = None

    def add(self, text: str | None) -> None:
        if text:
            flat = _SPACES.sub(" ", text.replace(_SOFT_HYPHEN, ""))
            self.pieces.append(flat)
            if self.links:
                self.linked += len(flat)

    def open(self, element: Element) -> None:
        tag = element.tag
        if tag in _LINKS:
            self.links += 1
        elif tag in _BREAKS:
            self.pieces.append("\n" if self.unit is None else " ")
        elif tag in _BLOCKS:
            self._boundary(tag)
            self._enter(element)
            self.heading = _HEADINGS.get(tag, self.heading)

    def close(self, element: Element) -> None:
        tag = element.tag
        if tag in _LINKS:
            self.links -= 1
        elif tag in _BLOCKS:
            if element is self.unit:
                self.unit = None
            self._boundary(tag)
            self.lists -= self._lists(element)
            if tag in _HEADINGS:
                self.heading = 0

    def _enter(self, element: Element) -> None:
        if self._lists(element):
            self.group += self.lists == 0
            self.lists += 1
        if self.unit is None and element in self.units:
            self.unit = element

    def _lists(self, element: Element) -> bool:
        return element.tag in _LISTS or (element.tag == "table" and element in self.units)

    def _boundary(self, tag: str) -> None:
        if self.unit is None or tag in _ROWS:
            self.cut()
        else:
            self.pieces.append("\x1f" if tag in _CELLS else " ")

    def cut(self) -> None:
        text = "".join(self.pieces)
        if "\x1f" in text:
            text = " | ".join(cell.strip() for cell in text.split("\x1f") if cell.strip())
        # Only <br> brings line ends here; every other space has been made a plain one.
        text = _SPACED_END.sub("\n", text) if "\n" in text else text
        text = _RUNS.sub(" ", text).strip()
        for part in _GAP.split(text):
            if part:
                share = min(1.0, self.linked / len(text))
                self.blocks.append(_Block(part, share, self.group if self.lists else 0, self.heading))
        self.pieces.clear()
        self.linked = 0


def render(roots: Iterable[Element], *, title: str = "") -> str:
    """The text of elements, in order.

    Args:
        roots: lxml elements, none inside another.
        title: the article's title; a heading that only repeats it is left out.
    """
    blocks: list[_Block] = []
    for root in roots:
        writer = _Writer(_units(root))
        _walk(root, writer)
        blocks += writer.blocks
    folded = _fold(title)
    return _join(_without_leads([block for block in blocks if not (block.heading and _fold(block.text) == folded)]))


def _walk(root: Element, writer: _Writer) -> None:
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        inner = element is not root
        if event == "start":
            if element.tag in _SKIPPED and inner:
                walker.skip_subtree()
                continue
            writer.open(element)
            writer.add(element.text)
            continue
        if event == "end" and not (element.tag in _SKIPPED and inner):
            writer.close(element)
        if inner:
            writer.add(element.tail)
    writer.cut()


def _units(root: Element) -> set[Element]:
    """Innermost tables with short cells (any other only lays out the page), and innermost short list items."""
    units: set[Element] = set()
    for table in root.iter("table"):
        innermost = next(table.iterdescendants("table"), None) is None
        if innermost and all(_short(cell) and _single(cell) for cell in table.iter(*_CELLS)):
            units.add(table)
    for item in root.iter("li", "item", "dd"):
        if next(item.iterdescendants("li", "item", "table"), None) is None and _short(item):
            units.add(item)
    return units


def _short(element: Element) -> bool:
    return len("".join(element.itertext())) <= _LONGEST_CELL


def _single(element: Element) -> bool:
    return next(islice(element.iterdescendants("p"), 1, None), None) is None


def _without_leads(blocks: list[_Block]) -> list[_Block]:
    """The blocks that say something: without invitations to read on, and nothing below a heading of comments."""
    end = next((at for at, block in enumerate(blocks) if block.heading and _is(block, _COMMENTS_HEADING)), len(blocks))
    kept: list[_Block] = []
    leading = False
    for at, block in enumerate(blocks[:end]):
        ahead = blocks[at + 1 : min(at + 3, end)]
        if _begins_leads(block, ahead):
            leading = True
        elif leading and block.linked <= _PARTLY:
            # Between two links a short line is another article's date or author; at the end the story goes on.
            leading = len(block.text) < _SENTENCES and any(other.linked > _PARTLY for other in ahead)
        if not leading and not (_is(block, _LEADS_ELSEWHERE) and block.linked > _PARTLY):
            kept.append(block)
    return _without_menus(kept)


def _begins_leads(block: _Block, ahead: list[_Block]) -> bool:
    """Whether a block is a heading such as "More stories", with links below."""
    if not _is(block, _LEADING_HEADING):
        return False
    if block.heading:
        return not ahead or ahead[0].heading > 0 or ahead[0].linked > _PARTLY
    return len(block.text) <= _LONGEST_LABEL and block.linked == 0 and bool(ahead) and ahead[0].linked > _MOSTLY


def _is(block: _Block, pattern: re.Pattern[str]) -> bool:
    return len(block.text) < _LONGEST_LEAD and pattern.match(block.text) is not None


def _without_menus(blocks: list[_Block]) -> list[_Block]:
    """Without runs of nothing but links and their headings, unless the page consists of them."""
    kept: list[_Block] = []
    for only_links, run in groupby(blocks, key=lambda block: block.linked > _ONLY or block.heading > 0):
        menu = list(run)
        links = sum(block.linked > _ONLY for block in menu)
        if only_links and links >= _MENU:
            first = next(at for at, block in enumerate(menu) if block.linked > _ONLY)
            last = max(at for at, block in enumerate(menu) if block.linked > _ONLY)
            # The heading right above belongs to the menu, what comes after the last link to the text that follows.
            menu = menu[: max(0, first - 1)] + menu[last + 1 :]
        kept += menu
    size = sum(len(block.text) for block in blocks)
    return kept if sum(len(block.text) for block in kept) * 2 > size else blocks


def _join(blocks: list[_Block]) -> str:
    parts: list[str] = []
    before: _Block | None = None
    for block in blocks:
        if before is not None:
            parts.append("\n" if block.group and block.group == before.group else "\n\n")
        parts.append(block.text)
        before = block
    return "".join(parts)


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())
