"""What every part of the library stands on."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property

from schedules.catalogue import Catalogue
from schedules.model import Trust
from schedules.store import Store
from schedules.trust import load_trust, trust_of


class Room:
    """A database, a catalogue and a clock."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        clock: Callable[[], dt.datetime],
        trust: Mapping[str, Trust] | None = None,
    ) -> None:
        self._store = store
        self.catalogue = catalogue
        self.clock = clock
        self._given_trust = trust

    def _now(self) -> dt.datetime:
        now = self.clock()
        if now.tzinfo is None:
            raise ValueError("The clock gives a moment without a zone.")
        return now.astimezone(dt.UTC)

    @cached_property
    def _trust(self) -> Mapping[str, Trust]:
        return load_trust() if self._given_trust is None else self._given_trust

    def _trust_of(self, site: str | None) -> Trust:
        return trust_of(site, self._trust)

    def _name(self, show: str | None) -> str | None:
        """The catalogue's name of a show that somebody named; raises UnknownShowError."""
        return None if show is None else self.catalogue.show(show).name
