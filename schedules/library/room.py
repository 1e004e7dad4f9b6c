"""What every part of the library stands on."""

import datetime as dt
from collections.abc import Callable

from schedules.catalogue import Catalogue
from schedules.store import Store


class Room:
    """A database, a catalogue and a clock."""

    def __init__(self, store: Store, catalogue: Catalogue, clock: Callable[[], dt.datetime]) -> None:
        self._store = store
        self.catalogue = catalogue
        self.clock = clock

    def _now(self) -> dt.datetime:
        return self.clock().astimezone(dt.UTC)

    def _name(self, show: str | None) -> str | None:
        """The catalogue's name of a show that somebody named; raises UnknownShowError."""
        return None if show is None else self.catalogue.show(show).name
