"""What editors do: pin dates, strike articles out, decide on what others found."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.answers import AuditEntry, Condition, Kept, Review, Stats, Submission
from schedules.edtf import Edtf
from schedules.errors import UsageError
from schedules.fingerprint import fingerprint
from schedules.library.keeping import Keeping
from schedules.model import Article, Change, Delivery, Pin
from schedules.sources.canonical import canonical
from schedules.store import articles, condition, editing, outbox, premieres, sources
from schedules.store.transactions import hold_shows

_WAITING_EACH = 20
"""How many submissions of one person may wait at once."""


class Editing(Keeping):
    """Decisions of editors, each kept in the audit log."""

    async def pin(self, show: str, season: int, date: Edtf, editor: str) -> tuple[Change, ...]:
        """Decide that a season premieres on `date`, whatever articles say; what that changed.

        Raises:
            UnknownShowError: the catalogue has no such show.
            UsageError: the season or the year of the date can't be.
        """
        if not 1 <= season <= 99 or not date.year_known:
            raise UsageError("A pin takes a season from 1 to 99 and a date with its year.")
        name = self.catalogue.show(show).name
        async with self._changing() as connection:
            await hold_shows(connection, [name])
            await editing.put_pin(connection, Pin(name, season, date, editor, self._now()))
            await self._record(connection, editor, "pin", f"{name}, season {season}", str(date))
            return await self._reweigh(connection, [name], self._now().date(), announce=True)

    async def unpin(self, show: str, season: int, editor: str) -> tuple[Change, ...]:
        """Take a pin away; what that changed.

        Raises:
            UnknownShowError: the catalogue has no such show.
            UsageError: the season is not pinned.
        """
        name = self.catalogue.show(show).name
        async with self._changing() as connection:
            await hold_shows(connection, [name])
            if not await editing.remove_pin(connection, name, season):
                raise UsageError(f"{name}, season {season} is not pinned.")
            await self._record(connection, editor, "unpin", f"{name}, season {season}")
            return await self._reweigh(connection, [name], self._now().date(), announce=True)

    async def strike(self, article: str, editor: str) -> tuple[Change, ...]:
        """Take an article that was read wrongly out of the weighing; what that changed.

        Args:
            article: its fingerprint, the beginning of it (6 characters or more), or its address.
            editor: who does it.

        Raises:
            UsageError: no article or several go by that name, or it is struck out already.
        """
        return await self._strike(article, editor, struck=True)

    async def unstrike(self, article: str, editor: str) -> tuple[Change, ...]:
        """Take an article that was struck out back into the weighing; what that changed.

        Takes and raises what `strike` does.
        """
        return await self._strike(article, editor, struck=False)

    async def audit(self, limit: int = 50) -> tuple[AuditEntry, ...]:
        """What editors did, the newest first."""
        async with self._store.reading() as connection:
            return await editing.recorded(connection, limit)

    async def submit(self, article: Article, by: str) -> Submission:
        """Put an article before the editors; one that was put before them already is not put again.

        Args:
            article: what was found.
            by: who found it.

        Raises:
            ArticleError: there is nothing in it to read.
            UsageError: it is known already, or too many articles of that person wait.
        """
        article = self._storable(article)
        claims = await self._read_aside(article)
        name = fingerprint(article)
        async with self._store.writing() as connection:
            if await articles.known(connection, name):
                raise UsageError("That article is known already.")
            if await editing.pending_by(connection, by) >= _WAITING_EACH:
                raise UsageError(f"{_WAITING_EACH} articles of yours wait for an editor; wait until some are decided.")
            found = await editing.submit(connection, name, article, by, self._now())
        return replace(found, claims=claims)

    async def submissions(self, limit: int = 50) -> tuple[Submission, ...]:
        """The articles that wait for an editor, the oldest first, with what is read in them."""
        async with self._store.reading() as connection:
            waiting = await editing.pending(connection, limit)
        return tuple([replace(each, claims=await self._read_aside(each.article)) for each in waiting])

    async def approve(self, number: int, editor: str) -> Kept:
        """Keep an article that was submitted.

        Raises:
            UsageError: no article of that number waits.
        """
        async with self._store.reading() as connection:
            found = await editing.submission(connection, number)
        if found is None or found.state is not Review.PENDING:
            raise _unknown(number)
        claims = await self._read_aside(found.article)
        async with self._changing() as connection:
            await self._decide(connection, number, Review.APPROVED, editor)
            return await self._keep_in(
                connection, found.article, claims, trust=None, received_from=found.by, announce=True
            )

    async def reject(self, number: int, editor: str) -> None:
        """Turn an article down that was submitted.

        Raises:
            UsageError: no article of that number waits.
        """
        async with self._store.writing() as connection:
            await self._decide(connection, number, Review.REJECTED, editor)

    async def stats(self) -> Stats:
        """How much there is of everything."""
        async with self._store.reading() as connection:
            total, claims = await articles.counts(connection)
            states = await outbox.counts(connection)
            queue = states.get(Delivery.DUE, 0) + states.get(Delivery.LEASED, 0)
            return Stats(total, claims, states, queue, await sources.last_success(connection))

    async def mark(self) -> tuple[object, ...]:
        """Something that differs when an article, another reading or an editor may have changed what is believed."""
        async with self._store.reading() as connection:
            newest = (*await articles.newest(connection), await premieres.newest_change(connection))
            return (*newest, *await editing.recorded(connection, 1))

    async def condition(self) -> Condition:
        """How the database itself is.

        Raises:
            StoreUnavailableError: it can't be written to, as it is locked or read-only.
        """
        async with self._store.writing() as connection:
            return Condition(await condition.version(connection), await condition.size(connection))

    async def _strike(self, article: str, editor: str, *, struck: bool) -> tuple[Change, ...]:
        async with self._changing() as connection:
            found = await articles.called(connection, article, canonical(article))
            if len(found) != 1:
                several = f"{len(found)} articles go" if found else "No article goes"
                raise UsageError(f"{several} by '{article[:80]}'; give its fingerprint, as 'why' shows it.")
            shows = await articles.shows_of(connection, found[0])
            await hold_shows(connection, shows)
            if not await articles.strike(connection, found[0], self._now() if struck else None):
                raise UsageError("That article is struck out already." if struck else "That article is not struck out.")
            await self._record(connection, editor, "strike" if struck else "unstrike", found[0])
            return await self._reweigh(connection, shows, self._now().date(), announce=True)

    async def _decide(self, connection: AsyncConnection, number: int, state: Review, editor: str) -> None:
        if not await editing.decide(connection, number, state, editor):
            raise _unknown(number)
        action = "approve" if state is Review.APPROVED else "reject"
        await self._record(connection, editor, action, f"submission {number}")

    async def _record(
        self, connection: AsyncConnection, editor: str, action: str, subject: str, detail: str = ""
    ) -> None:
        await editing.record(connection, AuditEntry(self._now(), editor, action, subject, detail))


def _unknown(number: int) -> UsageError:
    return UsageError(f"No article of the number {number} waits; 'submissions' lists those that do.")
