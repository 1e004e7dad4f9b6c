"""Many articles at once: found one by one in constant memory, parsed wherever there is a processor free.

Finding is cheap and happens in one place, in order. What is found is a `Piece`, which holds bytes or the name of a file
and may travel to another process, where it is parsed.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from schedules.errors import ArticleError
from schedules.sources.files import MAX_FILE, Broken, Item, find_files, read_file, read_line, read_record, split_lines
from schedules.sources.warc import Record, pages

_LINES = (".jsonl", ".ndjson")
_ARCHIVES = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Piece:
    """One of many articles, found but not yet parsed."""

    id: str
    """A path, a line's number or an address."""
    size: int
    """How many bytes of the input it accounts for."""
    content: Path | bytes | Record
    """A file with one text, a line of JSON, or an archived page."""


def holds_many(path: Path) -> bool:
    """Whether a path means many articles: a folder, JSON lines or a web archive."""
    return path.is_dir() or path.name.lower().endswith(_LINES + _ARCHIVES)


def find_pieces(path: Path) -> Iterator[Piece | Broken]:
    """What there is to read at a path, be it one text or many, in an order that is always the same.

    What can't be found or opened, or is damaged from some place on, is a `Broken` record.
    """
    name = path.name.lower()
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif name.endswith(_LINES):
            with path.open("rb") as stream:
                for number, line in split_lines(stream):
                    yield Piece(f"line {number}", len(line), line)
        elif name.endswith(_ARCHIVES):
            yield from _in_archive(path)
        else:
            yield Piece(str(path), _size(path), path)
    except ArticleError as error:
        yield Broken(str(path), str(error))
    except OSError as error:
        yield Broken(str(path), f"{path} can't be read: {error.strerror}.")


def total_size(path: Path) -> int:
    """How many bytes the pieces at a path will account for, about."""
    if path.is_dir():
        return sum(_size(found) for found in find_files(path) if isinstance(found, Path))
    return _size(path)


def parse_piece(piece: Piece) -> Item | Broken:
    """The article in a piece; a JSON line goes by its own id from here on."""
    if isinstance(piece.content, Path):
        return read_file(piece.content, piece.id)
    if isinstance(piece.content, bytes):
        return read_line(piece.content, piece.id)
    return read_record(piece.content)


def _in_folder(folder: Path) -> Iterator[Piece | Broken]:
    found = False
    for path in find_files(folder):
        found = True
        if isinstance(path, Broken):
            yield Broken(str(folder / str(path.id)), path.error)
        else:
            yield Piece(str(path), _size(path), path)
    if not found:
        raise ArticleError(f"The folder {folder} holds no text and no HTML file; give one with articles in it.")


def _in_archive(path: Path) -> Iterator[Piece]:
    with path.open("rb") as stream:
        before = 0
        for record in pages(stream, MAX_FILE):
            here = stream.tell()
            yield Piece(record.url, here - before, record)
            before = here


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
