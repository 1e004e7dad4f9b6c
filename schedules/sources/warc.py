"""The pages of a web archive (WARC), one at a time; needs warcio."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any, BinaryIO

from schedules.errors import ArticleError

_DAMAGED = "The web archive is damaged or none; give a WARC file."
_PAGES = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(frozen=True, slots=True)
class Record:
    """One archived answer of a web server: a page."""

    url: str
    charset: str | None
    data: bytes
    too_large: bool = False
    """Whether it was larger than asked for; then `data` is empty."""


def pages(stream: BinaryIO, limit: int) -> Iterator[Record]:
    """The successful HTML answers in an archive, gzipped or not.

    Args:
        stream: the archive's bytes.
        limit: how many unpacked bytes of a page are read at most.

    Raises:
        ArticleError: warcio is not installed, or the stream is no archive or a damaged one.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ArticleError("Web archives need the package warcio; install marquee with its extra 'warc'.") from None
    try:
        for record in ArchiveIterator(stream):
            page = _page(record, limit)
            if page is not None:
                yield page
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise ArticleError(_DAMAGED) from error


def _page(record: Any, limit: int) -> Record | None:  # noqa: ANN401 - warcio carries no types
    if record.format != "warc":
        # Any text whatever passes for a record of the older form, ARC.
        raise ArticleError(_DAMAGED)
    if record.rec_type != "response" or record.http_headers is None:
        return None
    if record.http_headers.get_statuscode() != "200":
        return None
    header = Message()
    header["Content-Type"] = record.http_headers.get_header("Content-Type") or ""
    if header.get_content_type() not in _PAGES:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    data = _read(record.content_stream(), limit + 1)
    charset = header.get_content_charset()
    return Record(url, charset, b"", too_large=True) if len(data) > limit else Record(url, charset, data)


def _read(stream: BinaryIO, limit: int) -> bytes:
    chunks, size = [], 0
    while size < limit and (chunk := stream.read(min(65536, limit - size))):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)
