"""Labelled articles: loading them, finding their catalogue, and checking that they follow the guide.

A collection is a folder of `*.jsonl` files, one article a line, in the format of `corpus/GUIDE.md`. A file is a part of
the corpus, or one phenomenon of the challenge set. An article's optional key `catalogue` says which shows count for it:
one of the names of `CATALOGUES`, or a TOML file beside the article's own file. Without it, a file whose name begins
with one of those names reads with that catalogue, `dev-c` of the corpus with that of other shows, everything else with
Marvel's.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from schedules.catalogue import Catalogue, load
from schedules.errors import MarqueeError
from schedules.model import Article, Status

FOLDER = Path(__file__).parent
CORPUS = FOLDER / "corpus"
CHALLENGE = FOLDER / "challenge"
PRACTICE = FOLDER / "practice"
STATEMENTS = FOLDER / "statements"
LEARNT = (CORPUS, CHALLENGE, PRACTICE, STATEMENTS)
"""All that may teach the reader something; what is held out may not."""
CATALOGUES: Mapping[str, Path] = {
    "marvel": CORPUS / "catalogue.toml",
    "other": CORPUS / "other-catalogue.toml",
    "mixed": CHALLENGE / "catalogue.toml",
    "series": PRACTICE / "series.toml",
    "services": PRACTICE / "fresh.toml",
}

Value = str | int | None

_POINT = r"(?:\d{4}|XXXX-\d\d(?:-\d\d)?|\d{4}-(?:0[1-9]|1[0-2]|2[1-4]|3[3-9]|4[01])|\d{4}-\d\d-\d\d)"
_EDTF = re.compile(rf"(?:{_POINT}(?:/(?:{_POINT}|\.\.))?|\.\./{_POINT})\Z")
_DATELESS = {Status.CANCELLED, Status.UNDATED}


class GoldError(MarqueeError):
    """A file of labelled articles that can't be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim, of the gold or of an answer, with for each key every value that is right (an answer has one)."""

    show: tuple[Value, ...]
    season: tuple[Value, ...]
    date: tuple[Value, ...]
    status: tuple[Value, ...]
    optional: bool = False
    """Neither asked for nor held against the answer."""
    evidence: str = ""
    """The quote of an answer, for showing."""

    def values(self, key: str) -> tuple[Value, ...]:
        """All values of `key`; an open-ended date ("2018/..", "../2018") is given as its bound."""
        found: tuple[Value, ...] = getattr(self, key)
        return tuple(map(_bound, found))

    def __str__(self) -> str:
        shown = (self.show, self.season, self.date, self.status)
        return " · ".join("/".join("-" if value is None else str(value) for value in values) for values in shown)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article with its gold."""

    id: str
    part: str
    """The name of its file: the part of the corpus, or the phenomenon."""
    article: Article
    gold: tuple[Row, ...]
    catalogue: Path


def collect(folder: Path) -> list[Labelled]:
    """Every article of `folder`'s files, files in the order of their names.

    Raises:
        GoldError: there is none, a line is not an article of the guide's format, or two share an id.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise GoldError(f"There are no *.jsonl files of labelled articles in {folder}.")
    articles: dict[str, Labelled] = {}
    for file in files:
        for number, raw in _lines(file):
            faults = check(raw)
            if faults:
                raise GoldError(f"{file.name}, line {number}: {faults[0]}.")
            if raw["id"] in articles:
                raise GoldError(f"{file.name}, line {number}: the id {raw['id']} is used twice.")
            articles[raw["id"]] = _labelled(raw, file)
    return list(articles.values())


def check(raw: Mapping[str, Any]) -> list[str]:
    """What in one line of a collection does not follow the guide; empty when all is well."""
    faults = []
    if not isinstance(raw.get("id"), str) or not raw["id"]:
        faults.append("id is missing")
    if raw.get("published") is not None and not _is_day(raw["published"]):
        faults.append("published is not YYYY-MM-DD or null")
    faults += [
        f"{key} is empty" for key in ("title", "text") if not isinstance(raw.get(key), str) or not raw[key].strip()
    ]
    for claim in raw.get("gold", ()):
        faults += _claim_faults(claim)
    return faults


def row(claim: Mapping[str, Any]) -> Row:
    """The row for a claim as it is written in JSON, a list standing for alternatives."""
    return Row(
        show=_alternatives(claim.get("show")),
        season=_alternatives(claim.get("season")),
        date=_alternatives(claim.get("date")),
        status=_alternatives(claim.get("status")),
        optional=bool(claim.get("optional", False)),
        evidence=str(claim.get("evidence", "")),
    )


@cache
def catalogue(path: Path) -> Catalogue:
    """The catalogue in `path`, read once."""
    return load(path)


def _claim_faults(claim: Mapping[str, Any]) -> Iterator[str]:
    if "season" not in claim or "show" not in claim:
        yield "a claim is without show or season"
    dates = _alternatives(claim.get("date"))
    for status in _alternatives(claim.get("status")):
        if status not in set(Status):
            yield f"status {status!r} is not one of the guide's"
        elif status in _DATELESS and dates != (None,) and len(dates) == 1:
            yield f"a claim is {status} and has a date"
    for value in dates:
        if value is not None and not (isinstance(value, str) and _EDTF.match(value)):
            yield f"date {value!r} is not of the guide's EDTF forms"


def _labelled(raw: Mapping[str, Any], file: Path) -> Labelled:
    published = date.fromisoformat(raw["published"]) if raw.get("published") else None
    usual = "other" if file.stem == "dev-c" else "marvel"
    named = raw.get("catalogue") or next((name for name in CATALOGUES if file.stem.startswith(f"{name}-")), usual)
    return Labelled(
        id=raw["id"],
        part=file.stem,
        article=Article(text=raw["text"], title=raw["title"], published=published),
        gold=tuple(row(claim) for claim in raw.get("gold", ())),
        catalogue=CATALOGUES.get(named, file.parent / named),
    )


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _bound(value: Value) -> Value:
    return value.removesuffix("/..").removeprefix("../") if isinstance(value, str) else value


def _alternatives(value: Value | list[Value]) -> tuple[Value, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            if line.strip():
                yield number, json.loads(line)
    except (OSError, ValueError) as error:
        raise GoldError(f"{file} can't be read: {error}.") from error
