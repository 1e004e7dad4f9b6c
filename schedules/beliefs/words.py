"""A testimony made ready for weighing: placed on a day, with its season settled and its year found."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from schedules.edtf import Edtf
from schedules.model import Claim, Status, Testimony, Trust

OLDEST = dt.date.min
"""The day of everything that does not say when it was published."""

OFFICIAL = 2
"""The strength of a word of the service or the maker itself."""

_RANK = {Trust.OTHER: 0, Trust.TRUSTED: 1, Trust.OFFICIAL: OFFICIAL}

# No plan is announced ten years ahead, and no show is older than television: such a date is a slip of pen or reader.
_FURTHEST = dt.timedelta(days=3653)
_DAY = dt.timedelta(days=1)
_YEARS = range(1925, 2101)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One testimony in its place; made by `Word.of`."""

    testimony: Testimony
    status: Status
    """What the claim says of its date."""
    day: dt.date
    """The day of publication; `OLDEST` when it is not known."""
    season: int
    date: Edtf | None
    """The claim's date, with the year where the catalogue knows it."""
    year_from_history: bool
    """Whether the year of `date` is the catalogue's and not the article's."""
    strength: int
    """How far its site is believed: 0 for anyone, 1 for a trusted site, 2 for an official one."""
    possible: bool
    """Whether the date is one that an article of that day can mean."""

    @classmethod
    def of(
        cls, testimony: Testimony, day: dt.date, season: int, date: Edtf | None, *, year_from_history: bool = False
    ) -> Self:
        """The word of a testimony on its day."""
        status = testimony.claim.status
        possible = date is None or _possible(status, day, date)
        return cls(testimony, status, day, season, date, year_from_history, _RANK[testimony.trust], possible)

    def about(self, season: int) -> "Word":
        """The same word about that season."""
        return Word(
            self.testimony,
            self.status,
            self.day,
            season,
            self.date,
            self.year_from_history,
            self.strength,
            self.possible,
        )

    @property
    def claim(self) -> Claim:
        """What is said."""
        return self.testimony.claim

    @property
    def trusted(self) -> bool:
        """Whether it may move a date alone."""
        return self.strength > 0

    @property
    def dated(self) -> bool:
        """Whether the day of publication is known."""
        return self.day != OLDEST

    @property
    def stale(self) -> bool:
        """Whether the date, told as to come, lay wholly behind the day of publication."""
        return self.date is not None and self.date.latest is not None and self.date.latest < self.day


def _possible(status: Status, day: dt.date, date: Edtf) -> bool:
    first, last = date.earliest, date.latest
    if (first and first.year not in _YEARS) or (last and last.year not in _YEARS):
        return False
    if day == OLDEST or first is None:
        return True
    if status is Status.RELEASED:
        # A day's grace: it may be tomorrow already where the season was released.
        return first <= day + _DAY
    return first <= day or first - day <= _FURTHEST


def independent(one: Testimony, other: Testimony) -> bool:
    """Whether two testimonies are two voices: of different sites, and neither a near copy of the other.

    A text without a site speaks for itself alone.
    """
    if one.article == other.article or (one.voice and one.voice == other.voice):
        return False
    return one.site is None or other.site is None or one.site != other.site


class Chorus:
    """Those who say one thing; it knows whether they are more than one unchecked voice."""

    __slots__ = ("_members", "seconded")

    def __init__(self) -> None:
        self._members: dict[tuple[str, str], Testimony] = {}
        self.seconded = False
        """Whether one of them is trusted or two of them are independent."""

    def add(self, testimony: Testimony) -> None:
        """Let one more say it."""
        place = _place(testimony)
        checked = testimony.trust is not Trust.OTHER
        if self.seconded or (place in self._members and not checked):
            return
        self.seconded = checked or any(independent(testimony, other) for other in self._members.values())
        self._members[place] = testimony

    def put_down(self, number: Callable[[Testimony], int]) -> list[object]:
        """The chorus as JSON knows it; `number` gives a testimony's number."""
        return [self.seconded, [number(each) for each in self._members.values()]]

    def take_up(self, state: Sequence[Any], word: Callable[[int], Word]) -> None:
        """Become what was put down; `word` gives the word of a testimony's number."""
        self.seconded, members = state
        for testimony in (word(number).testimony for number in members):
            self._members[_place(testimony)] = testimony


def _place(testimony: Testimony) -> tuple[str, str]:
    # A site that repeats itself is as independent of others as it was the first time.
    return testimony.site or f"/{testimony.article}", testimony.voice


def order(testimony: Testimony) -> tuple[str, ...]:
    """A total order of testimonies, so that no result depends on the order in which they arrived."""
    claim = testimony.claim
    return (
        claim.date.text if claim.date else "",
        testimony.article,
        testimony.site or "",
        testimony.url or "",
        testimony.title,
        testimony.voice,
        claim.status,
        f"{claim.season or 0:04d}",
        claim.time or "",
        claim.zone or "",
        claim.evidence,
        f"{-1 if claim.start is None else claim.start:09d}",
        claim.rule,
        claim.service or "",
    )
