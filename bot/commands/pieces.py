"""What is done to many texts in processes of their own: pieces of work for `Aside`.

Loads neither the settings nor the database nor the terminal, so that such a process starts soon and stays small.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.wording import claim_json, say_date, say_quote, say_title
from schedules import Article, Broken, Catalogue, Claim, Item, Piece, identity_of, parse_piece, read

Pieces = Sequence[Piece | Broken]
"""A few of many texts: where each is, or why it can't be had."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article out of many."""

    id: str | int
    article: Article
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a chunk of texts says, ready to be printed, and what of it could not be read."""

    lines: str
    broken: Sequence[Broken]


def parse_pieces(_: Catalogue, pieces: Pieces, title: str, published: date | None) -> list[Parsed | Broken]:
    """The articles in pieces; `title` and `published`, where given, beat what the texts say of themselves."""
    found = _parsed(pieces, title, published)
    return [
        each if isinstance(each, Broken) else Parsed(each.id, each.article, identity_of(each.article)) for each in found
    ]


def read_articles(catalogue: Catalogue, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    """What each article says."""
    return [tuple(read(article, catalogue)) for article in articles]


def tell_as_json(catalogue: Catalogue, pieces: Pieces, title: str, published: date | None) -> Told:
    """What the articles in pieces say, a line of JSON each."""
    return _told(json_line, catalogue, _parsed(pieces, title, published))


def tell_plainly(catalogue: Catalogue, pieces: Pieces, title: str, published: date | None) -> Told:
    """What the articles in pieces say, a few lines each; tables, which cost more than the reading, are for one text."""
    return _told(_plain, catalogue, _parsed(pieces, title, published))


def json_line(name: str | int, claims: Iterable[Claim] | None, **more: object) -> str:
    """The answer to one text as a line of JSON; without claims where it was not read."""
    found = {} if claims is None else {"claims": [claim_json(claim) for claim in claims]}
    return json.dumps({"id": name} | more | found, ensure_ascii=False) + "\n"


def _parsed(pieces: Pieces, title: str, published: date | None) -> Iterable[Item | Broken]:
    for piece in pieces:
        item = parse_piece(piece) if isinstance(piece, Piece) else piece
        if isinstance(item, Item) and (title or published):
            given = item.article
            article = replace(given, title=title or given.title, published=published or given.published)
            item = Item(item.id, article)
        yield item


def _told(
    tell: Callable[[str | int, Sequence[Claim]], str], catalogue: Catalogue, found: Iterable[Item | Broken]
) -> Told:
    lines, broken = [], []
    for each in found:
        if isinstance(each, Broken):
            broken.append(each)
        else:
            lines.append(tell(each.id, read(each.article, catalogue)))
    return Told("".join(lines), broken)


def _plain(name: str | int, claims: Sequence[Claim]) -> str:
    said = "".join(
        f"  {say_title(claim.show, claim.season)}: {_when(claim)}, {claim.status.value}\n"
        f"    “{say_quote(claim.evidence)}”\n"
        for claim in claims
    )
    return f"{say_quote(str(name))}\n{said or '  nothing about a premiere of the shows in the catalogue'}\n"


def _when(claim: Claim) -> str:
    return f"{say_date(claim.date)} {claim.time or ''} {claim.zone or ''}".rstrip()
