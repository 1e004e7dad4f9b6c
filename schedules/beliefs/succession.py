"""Seasons come one after another: what that says about a date, whoever gives it.

The commonest slip of writers and readers alike is to put the date of one season down to the next: two seasons with one
day. Such a date is nobody's testimony about the later season.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from schedules.beliefs.agreement import other_year
from schedules.beliefs.standing import Standing
from schedules.beliefs.words import Word
from schedules.edtf import Edtf
from schedules.model import Status

SPACING = dt.timedelta(days=30)
"""The least time between the first days of two seasons of a show."""

_LATELY = dt.timedelta(days=90)
"""So long after a season's first day articles still speak of that one."""

_DATING = (Status.CONFIRMED, Status.RELEASED)


def too_soon(earlier: Edtf, later: Edtf) -> bool:
    """Whether a season on the date `later` can't follow one on the date `earlier`."""
    if earlier.earliest is None or later.latest is None or earlier.earliest.year >= dt.MAXYEAR:
        return False
    return later.latest < earlier.earliest + SPACING


def slip_of_year(known: Edtf, word: Word) -> bool:
    """Whether a word gives the day that a season came on, not long after it and with another year."""
    came = known.exact
    lately = came is not None and word.dated and came <= word.day < came + _LATELY
    return lately and other_year(known, word.date)


def _clashes(earlier: Standing, later: Edtf) -> bool:
    """Whether a later season can't come on the date `later`, as an earlier one stands."""
    if earlier.date is None or earlier.status not in _DATING:
        return False
    if too_soon(earlier.date, later):
        return True
    # While of the earlier season only "2017" is known, a day in 2017 is no day of the later one.
    open_window = earlier.status is Status.CONFIRMED and earlier.date.exact is None
    return open_window and later.exact is not None and earlier.date.contains(later)


def misplaced(word: Word, standings: Mapping[int, Standing]) -> bool:
    """Whether a word dates its season out of the order of seasons, so that it must be about another one.

    The earlier season is known better than the later one: it beats every word about the later. A word about the
    earlier season is only beaten by a later one that is out, or that more than one unchecked voice has dated.
    """
    if word.status not in _DATING or word.date is None:
        return False
    for season, standing in standings.items():
        if standing.date is None or season == word.season:
            continue
        if season < word.season and _clashes(standing, word.date):
            return True
        firm = standing.chorus.seconded and (standing.status is Status.RELEASED or not word.trusted)
        if season > word.season and firm and too_soon(word.date, standing.date):
            return True
    return False


def displaced(season: int, standings: Mapping[int, Standing]) -> Iterator[Standing]:
    """The later seasons whose date can't hold beside the date that `season` has now."""
    earlier = standings[season]
    if earlier.date is None:
        return
    for number, standing in standings.items():
        if number > season and standing.fact is None and standing.date and _clashes(earlier, standing.date):
            yield standing


def left_behind(standings: Mapping[int, Standing], day: dt.date) -> Iterator[Standing]:
    """The seasons of which no date was ever heard, and after which another has come out beyond doubt."""
    for standing in standings.values():
        if standing.status is Status.UNDATED and any(
            later.season > standing.season and later.came_before(day) for later in standings.values()
        ):
            yield standing


def not_begun(season: int, standings: Mapping[int, Standing], day: dt.date) -> bool:
    """Whether the show is known to be still ahead of its first day, with an earlier season than `season` to come.

    Such a show can lose that season, and nobody calls off the one after it.
    """
    if any(standing.out_before(day) for standing in standings.values()):
        return False
    return any(
        number < season and standing.status in (Status.CONFIRMED, Status.UNDATED)
        for number, standing in standings.items()
    )
