"""Articles from local files: text, HTML, folders, JSON lines and web archives.

A source of many articles is streamed: one article at a time is in memory, and one that can't be read becomes a
`Broken` record instead of an end.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from schedules.errors import ArticleError
from schedules.model import Article
from schedules.sources.canonical import canonical, site
from schedules.sources.decoding import decode, looks_like_feed, looks_like_html

if TYPE_CHECKING:
    from schedules.sources.warc import Record

MAX_FILE = 20_000_000
"""Bytes of a single article; larger ones are refused."""

_SUFFIXES = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml"))
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_FIELDS = ("id", "title", "text", "html", "published", "url")


@dataclass(frozen=True, slots=True)
class Item:
    """One article out of many: `id` is what its source calls it, a path, a line's id or an address."""

    id: str | int
    article: Article


@dataclass(frozen=True, slots=True)
class Broken:
    """One of many that could not be read, and one sentence why."""

    id: str | int
    error: str


def read_text(source: Path | bytes) -> Article:
    """One article from a file, or from bytes such as standard input's; HTML is told by its content.

    Raises:
        ArticleError: it is missing, a folder, not readable, empty, binary or larger than `MAX_FILE`.
    """
    data = source if isinstance(source, bytes) else _contents(source)
    if len(data) > MAX_FILE:
        raise ArticleError(_too_large("The text"))
    return to_text_article(decode(data))


def to_text_article(text: str, *, title: str = "", published: dt.date | None = None, url: str | None = None) -> Article:
    """One article from text or HTML; what is given beats what a page says of itself.

    Raises:
        ArticleError: there is no text in it.
    """
    if not text.strip():
        raise ArticleError("The text is empty; give an article with words in it.")
    if looks_like_feed(text):
        raise ArticleError("That is a feed, not an article; add it as a source instead.")
    if not looks_like_html(text):
        return Article(text, title, published, url, (site(url) or None) if url else None)
    return _page(text, title=title, published=published, url=url)


def _page(html: str, *, title: str, published: dt.date | None, url: str | None) -> Article:
    from schedules.sources.page import to_article

    page = to_article(html, url, own_address=True)
    if not page.text.strip() and not page.title:
        raise ArticleError("The page has no text to read; copy the article's text instead.")
    return Article(page.text, title or page.title, published or page.published, page.url, page.site)


def read_folder(folder: Path) -> Iterator[Item | Broken]:
    """Every text and HTML file in a folder and the folders below, by name; links are not followed.

    Raises:
        ArticleError: the folder is missing or no folder.
    """
    for found in find_files(folder):
        yield found if isinstance(found, Broken) else read_file(found, str(found.relative_to(folder)))


def find_files(folder: Path) -> Iterator[Path | Broken]:
    """Where the text and HTML files in a folder and the folders below are, by name; links are not followed.

    Raises:
        ArticleError: the folder is missing or no folder.
    """
    if not folder.is_dir():
        raise ArticleError(f"{_shown(folder)} is no folder; give a folder with text or HTML files.")
    yield from _folder(folder, folder)


def _folder(folder: Path, root: Path) -> Iterator[Path | Broken]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Broken(str(folder.relative_to(root)), f"{_shown(folder)} can't be read: {error.strerror}.")
        return
    for entry in entries:
        if entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _folder(entry, root)
        elif entry.suffix.lower() in _SUFFIXES and entry.is_file():
            yield entry


def read_file(path: Path, name: str) -> Item | Broken:
    """One file out of many, as an article called `name`."""
    try:
        return Item(name, read_text(path))
    except ArticleError as error:
        return Broken(name, str(error))


def read_jsonl(stream: BinaryIO) -> Iterator[Item | Broken]:
    """Articles from JSON lines: {"id", "title", "text" or "html", "published", "url"}, all but the text optional.

    Returns:
        One record a line, in order, empty lines passed over. A line without an id goes by its number, "line 7".
    """
    for number, line in split_lines(stream):
        yield read_line(line, f"line {number}")


def split_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, each with its number from 1.

    Of a line larger than `MAX_FILE` only the beginning is kept, one byte too much, so that `read_line` refuses it.
    """
    number = 0
    while line := stream.readline(MAX_FILE + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(MAX_FILE)):
            pass
        if line.strip():
            yield number, line


def read_line(line: bytes, fallback: str) -> Item | Broken:
    """One JSON line's article; `fallback` is its id where it brings none."""
    name: str | int = fallback
    try:
        record = _record(line)
        name = _name(record.get("id"), fallback)
        return Item(name, _from_record(record))
    except ArticleError as error:
        return Broken(name, str(error))


def _name(given: object, fallback: str) -> str | int:
    if given is None or given == "":
        return fallback
    if not isinstance(given, str | int):
        raise ArticleError("The line's id is neither text nor a whole number.")
    return _clean(given) if isinstance(given, str) else given


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_FILE:
        raise ArticleError(_too_large("The line"))
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise ArticleError('The line is no JSON; write {"id": "1", "title": "...", "text": "..."}.') from None
    if not isinstance(record, dict):
        raise ArticleError('The line is no JSON object; write {"id": "1", "title": "...", "text": "..."}.')
    return record


def _from_record(record: dict[str, Any]) -> Article:
    values: dict[str, str | None] = dict.fromkeys(_FIELDS[1:])
    for field in values:
        value = record.get(field)
        if value is not None and not isinstance(value, str):
            raise ArticleError(f"'{field}' is not text; put it in quotes.")
        values[field] = value and _clean(value)
    title, url = values["title"] or "", values["url"] or None
    published = _day(values["published"])
    if values["html"] is not None and values["text"] is None:
        if not values["html"].strip():
            raise ArticleError("'html' is empty; give an article with words in it.")
        return _page(values["html"], title=title, published=published, url=url and canonical(url))
    if values["text"] is None:
        raise ArticleError("The line has neither 'text' nor 'html'.")
    text = values["text"]
    if not text.strip() and not title.strip():
        raise ArticleError("'text' is empty; give an article with words in it.")
    return Article(text, title, published, url and canonical(url), (site(url) or None) if url else None)


def _clean(text: str) -> str:
    # JSON can smuggle in half a surrogate pair and the character that ends strings, which not every database takes.
    return _NO_TEXT.sub("?", text)


def _day(value: str | None) -> dt.date | None:
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        raise ArticleError(f"'published' is '{value[:40]}'; write a day such as 2016-08-16.") from None


def read_warc(stream: BinaryIO) -> Iterator[Item | Broken]:
    """The HTML pages of a web archive, gzipped or not; other records are passed over.

    Raises:
        ArticleError: warcio is not installed, or the stream is no archive.
    """
    from schedules.sources.warc import pages

    for record in pages(stream, MAX_FILE):
        yield read_record(record)


def read_record(record: "Record") -> Item | Broken:
    """One archived page as an article."""
    try:
        return Item(record.url, _archived(record))
    except ArticleError as error:
        return Broken(record.url, str(error))


def _archived(record: "Record") -> Article:
    if record.too_large:
        raise ArticleError(_too_large("The page"))
    html = decode(record.data, charset=record.charset)
    return _page(html, title="", published=None, url=canonical(record.url))


def _contents(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ArticleError(f"{_shown(path)} is a folder; give a file, or read the folder as a whole.")
        if path.stat().st_size > MAX_FILE:
            raise ArticleError(_too_large(_shown(path)))
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"There is no file {_shown(path)}; check its name.") from None
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or "its name is no file name"
        raise ArticleError(f"{_shown(path)} can't be read: {cause}.") from error


def _too_large(what: str) -> str:
    return f"{what} is larger than {MAX_FILE // 1_000_000} MB; cut it into single articles."


def _shown(path: Path) -> str:
    text = str(path)
    return ascii(text[:200])[1:-1] if not text.isprintable() else text[:200]
