"""Questions about premieres."""

import asyncio

from schedules import beliefs
from schedules.answers import Outlook
from schedules.library.weighing import Weighed, with_since
from schedules.model import Change, Premiere
from schedules.store import outlooks, premieres
from schedules.store.premieres import Standing

_FEW = 10
"""How many windows and undated premieres an outlook shows at least."""


class Asking(Weighed):
    """Premieres out."""

    async def next(self, show: str | None = None, count: int = 1) -> Outlook:
        """What comes next.

        Args:
            show: only of this show, by its name or an alias.
            count: how many dated premieres; of windows and undated ones that many too, and ten at least.

        Raises:
            UnknownShowError: the catalogue has no such show.
        """
        name = self._name(show)
        now = self._now()
        async with self._today() as connection:
            found = await outlooks.outlook(connection, now, name, count, max(count, _FEW))
        return Outlook(
            now,
            tuple(found[Standing.DAY]),
            tuple(found[Standing.WINDOW]),
            tuple(found[Standing.UNDATED]),
            next(iter(found[Standing.RELEASED]), None),
        )

    async def schedule(self, show: str | None = None, *, past: bool = False) -> tuple[Premiere, ...]:
        """All premieres ahead by their dates, windows by their last day, undated ones at the end.

        Args:
            show: only of this show, by its name or an alias.
            past: also those that are out, and those that were cancelled, which come last.

        Raises:
            UnknownShowError: the catalogue has no such show.
        """
        name = self._name(show)
        async with self._today() as connection:
            return await premieres.table(connection, self._now(), name, past=past)

    async def why(self, show: str, season: int | None = None) -> tuple[Premiere, ...]:
        """What is believed of a show, with every claim and what became of it.

        Args:
            show: its name or an alias.
            season: only this season; None for all.

        Raises:
            UnknownShowError: the catalogue has no such show.
        """
        name = self.catalogue.show(show).name
        async with self._today() as connection:
            evidence = (await self._evidence(connection, [name]))[name]
            stored = (await premieres.of_shows(connection, [name]))[name]
        now = self._now()
        weighed = with_since(stored, evidence.weigh(now.date()), now)
        return tuple(premiere for premiere in weighed if season is None or premiere.season == season)

    async def revisions(self) -> dict[tuple[str, int | None], int]:
        """How often what is believed of each season, by show and season, has been seen to change.

        It never falls: what is corrected, be it by striking an article out, counts as one change more.
        """
        async with self._store.reading() as connection:
            return await premieres.revisions(connection)

    async def moved(self, show: str | None = None, limit: int = 10) -> tuple[Change, ...]:
        """What changed in what is believed, the newest first, by the days on which the articles were published.

        The order in which the articles arrived leaves no trace in it, nor do articles that were struck out.

        Args:
            show: only of this show, by its name or an alias.
            limit: how many at most.

        Raises:
            UnknownShowError: the catalogue has no such show.
        """
        name = self._name(show)
        today = self._now().date()
        async with self._store.reading() as connection:
            shows = [name] if name else await premieres.shows_changed(connection, limit)
            evidence = await self._evidence(connection, [each for each in shows if each in self._shows])

        def live() -> list[Change]:
            return [
                change
                for each in evidence.values()
                for change in beliefs.history(each.show, each.testimonies, each.catalogue, today, each.pins)
            ]

        # The days of many shows are long to live through again, and nobody else is to wait for it.
        return tuple(sorted(await asyncio.to_thread(live), key=_newest)[:limit])


def _newest(change: Change) -> tuple[int, str, int]:
    return -change.on.toordinal(), change.show, change.season or 0
