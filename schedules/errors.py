"""What can go wrong, as one tree.

::

    MarqueeError
    ├── UsageError                what was asked can't be understood
    │   ├── EdtfError             a date that is not EDTF, or not one of the forms used here
    │   └── UnknownShowError      no show of the catalogue goes by that name
    ├── ArticleError              a text that can't be read: empty, binary, too large, not there
    ├── CatalogueError            a catalogue file that can't be used
    ├── FetchError                an address that could not be fetched
    │   ├── RefusedAddressError   an address that Marquee will not connect to
    │   └── UnreachableError      a host that can't be reached, or does not answer in time
    └── StoreError                the database can't do what was asked
        ├── StoreUnavailableError it is locked, read-only, missing or no database
        └── SchemaVersionError    it was written by a newer Marquee

Every message says what was wrong and what to do about it, in one sentence that a user may read.
"""

from collections.abc import Sequence
from datetime import timedelta

_NAMED = 8
"""So many shows are named to who asks for one that there is not."""


class MarqueeError(Exception):
    """The root: anything that Marquee itself raises for a user to read."""


class UsageError(MarqueeError):
    """What was asked can't be understood."""


class EdtfError(UsageError):
    """A date that is not EDTF (ISO 8601-2), or not one of the forms used here."""


class UnknownShowError(UsageError):
    """No show of the catalogue goes by that name.

    Args:
        name: what was asked for.
        nearest: the catalogue's names that come closest, best first.
        followed: all of the catalogue's names.
    """

    def __init__(self, name: str, nearest: Sequence[str] = (), followed: Sequence[str] = ()) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        if nearest:
            hint = f"; did you mean {' or '.join(nearest)}?"
        elif followed:
            more = f" and {len(followed) - _NAMED} more" if len(followed) > _NAMED else ""
            hint = f"; among those that are followed are {', '.join(followed[:_NAMED])}{more}."
        else:
            hint = "."
        super().__init__(f"No show called '{name[:80]}'{hint}")


class ArticleError(MarqueeError):
    """A text that can't be read: empty, binary, too large, not there."""


class CatalogueError(MarqueeError):
    """A catalogue file that can't be used."""


class FetchError(MarqueeError):
    """An address that could not be fetched.

    Args:
        message: the sentence.
        status: the server's HTTP status, where it answered with one.
        retry_after: how long the server asked to be left alone.
    """

    def __init__(self, message: str, *, status: int | None = None, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class RefusedAddressError(FetchError):
    """An address that Marquee will not connect to."""


class UnreachableError(FetchError):
    """A host that can't be reached, or does not answer in time: another of its addresses would fare no better."""


class StoreError(MarqueeError):
    """The database can't do what was asked."""


class StoreUnavailableError(StoreError):
    """The database is locked, read-only, missing or no database."""


class SchemaVersionError(StoreError):
    """The database was written by a newer Marquee."""
