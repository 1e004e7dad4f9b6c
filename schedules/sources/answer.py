"""What a server's answer says about itself: its kind, when to come again; pure."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from schedules.sources.decoding import decode

KINDS = frozenset(
    (
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        # What feeds are called that were set up by hand, though nobody registered it.
        "application/rss",
        "application/x-rss",
        "application/x-rss+xml",
        "text/rss",
        "text/rss+xml",
        "application/atom",
        "application/x-atom+xml",
        "text/atom+xml",
        "text/json",
    )
)
"""The content types that are read; an answer that names none is judged by its bytes."""

_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_LONGEST_WAIT = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A successful answer, or that nothing has changed."""

    url: str
    """The address that answered, after all redirects."""
    status: int
    """200 to 299, or 304: not modified, with an empty body."""
    kind: str
    """The content type without its parameters, lower-case; '' where the server names none."""
    charset: str | None
    """What the server says the charset is."""
    body: bytes
    """Unpacked."""
    at: dt.datetime
    """When it was fetched (UTC)."""
    moved_to: str | None = None
    """The address to use from now on, where only permanent redirects led there."""
    etag: str | None = None
    last_modified: str | None = None
    max_age: dt.timedelta | None = None
    """For how long the server says the answer stays fresh."""
    retry_after: dt.timedelta | None = None
    """How long the server asks to be left alone."""

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed since the request's ETag or date."""
        return self.status == 304

    @property
    def text(self) -> str:
        """The body as text; raises ArticleError where it is binary."""
        return decode(self.body, charset=self.charset)


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> dt.timedelta | None:
    """How long to wait by the Retry-After header, in seconds or as a moment; at most 31 days."""
    stated = headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        return min(dt.timedelta(seconds=min(int(stated[:9]), 10**8)), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return min(max(moment - now, dt.timedelta(0)), _LONGEST_WAIT)


def max_age(headers: Mapping[str, str]) -> dt.timedelta | None:
    """How long an answer stays fresh by its Cache-Control header; at most 31 days."""
    match = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return min(dt.timedelta(seconds=int(match[1])), _LONGEST_WAIT) if match else None
