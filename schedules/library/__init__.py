"""The one door to what Marquee knows: the verbs that every face calls.

The verbs are grouped by purpose, each group in a module of its own; `Library` has them all.
"""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Self

from schedules.catalogue import Catalogue
from schedules.library.asking import Asking
from schedules.library.digests import Digests
from schedules.library.editing import Editing
from schedules.library.following import Following
from schedules.library.sending import Outbox
from schedules.library.serving import Serving
from schedules.library.sources import Sources
from schedules.model import Trust
from schedules.store import open_store

__all__ = ["Library"]


class Library(Editing, Asking, Following, Outbox, Digests, Serving, Sources):
    """What is known, who wants to be told, and what is owed to them; opened by `Library.open`."""

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        database: str,
        catalogue: Catalogue,
        clock: Callable[[], dt.datetime],
        trust: Mapping[str, Trust] | None = None,
    ) -> AsyncIterator[Self]:
        """Open a database for as long as the block lasts; create it where there is none, upgrade an older one.

        Args:
            database: a path, or a URL beginning with sqlite:// or postgresql://.
            catalogue: the shows that are followed.
            clock: gives the moment it is, aware.
            trust: how far sites are believed, by their hosts; None for the shipped list.

        Raises:
            UsageError: `database` can't be understood.
            SchemaVersionError: it was written by a newer Marquee.
            StoreUnavailableError: it is locked, read-only, no database, a folder, or can't be reached.
            StoreError: an upgrade failed; the database is as it was.
        """
        async with open_store(database) as store:
            yield cls(store, catalogue, clock, trust)
