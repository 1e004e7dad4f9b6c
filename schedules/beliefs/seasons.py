"""Which season a claim is about when it does not say, and which seasons are in reach at all."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from schedules.beliefs.agreement import Agreement, combine, compare, compatible
from schedules.beliefs.challenges import withdraws
from schedules.beliefs.standing import Standing
from schedules.beliefs.succession import slip_of_year, too_soon
from schedules.beliefs.words import Word, independent
from schedules.edtf import Edtf
from schedules.errors import EdtfError
from schedules.model import Claim, Known, Status

_FIRST: Final = re.compile(
    r"\b(?:seasons?|series|parts?|volumes?|books?|chapters?)\s+(?:one|i|0?1)\b|\bs0?1(?:\b|e\d)"
    r"|\b(?:first|1st|debut|inaugural|freshman)\W+(?:\w+\W+)?(?:seasons?|series|run|episodes?)\b",
    re.IGNORECASE,
)
"""How an article speaks of a show's first season, or of its first episodes."""

_SECOND: Final = 2

NEAR = 5
"""How many seasons ahead of the known ones a single unchecked voice is heard: no show is renewed further ahead."""


def year_found(claim: Claim, facts: Iterable[Known]) -> tuple[Edtf | None, int | None, bool]:
    """The claim's date with the year that the catalogue's history gives it, the season, and whether history gave it.

    The history is asked ahead too: a month and day that match the release of that show and season are that release.
    """
    if claim.date is None or claim.date.year_known:
        return claim.date, claim.season, False
    for known in facts:
        if known.date is None or (claim.season is not None and known.season != claim.season):
            continue
        try:
            dated = claim.date.in_year(known.date.year)
        except EdtfError:
            continue
        if dated.contains(Edtf.day(known.date)):
            return dated, known.season, True
    return claim.date, claim.season, False


def grounded(standings: Mapping[int, Standing], facts: Sequence[Known], pins: Collection[int]) -> tuple[int, ...]:
    """The seasons in reach, ascending: known, trusted or told by two voices, or not far above one that is."""
    near: list[int] = []
    top = max((known.season for known in facts), default=0)
    for season in sorted(standings.keys() | set(pins)):
        standing = standings.get(season)
        strong = season in pins or (standing is not None and (standing.fact is not None or standing.spoken.seconded))
        if strong or not (near or top) or season <= top + NEAR:
            near.append(season)
            top = max(top, season)
    return tuple(near)


def supposed_first(word: Word, standings: Mapping[int, Standing]) -> bool:
    """Whether a date was put down to the first season only because the article names none.

    "Echo premieres on 14 February" is read as a debut: an article can't tell that the show has begun. Where its first
    season is out beyond doubt, or nobody has spoken of one and a third is on its way, and neither quote nor headline
    speaks of a first season, the season is as good as not given.
    """
    if word.claim.season != 1 or not word.dated or word.year_from_history:
        return False
    if word.date is None or word.date.earliest is None or not _gone(word, word.date, standings):
        return False
    return not _FIRST.search(word.claim.evidence) and not _FIRST.search(word.testimony.title)


def _gone(word: Word, date: Edtf, standings: Mapping[int, Standing]) -> bool:
    """Whether a date can't be that of a first season."""
    first = standings.get(1)
    if first is None or first.status is None:
        known = min((standing.season for standing in standings.values() if standing.status is not None), default=1)
        return known > _SECOND and standings[known].spoken.seconded
    if first.date is None or not first.came_before(word.day) or slip_of_year(first.date, word):
        return False
    return not too_soon(first.date, date) and compare(first.date, date) is Agreement.APART


def turns_out(word: Word, target: Standing, standings: Mapping[int, Standing]) -> int:
    """The season that was only supposed to be the next one, and turns out to be that of a word which names it; else 0.

    A show that "returns on 14 February" is taken to come with its first season that nobody knows to be out. Whoever
    says with the same date that it is the third knows better, if a trusted site or a second voice says so.

    Args:
        word: what is said.
        target: what stands of the season that it names: no date.
        standings: all that stands.
    """
    said = word.date
    if said is None or word.claim.season is None or word.status is not Status.CONFIRMED:
        return 0
    for standing in standings.values():
        supposed = standing.status is Status.CONFIRMED and not standing.numbered and standing.fact is None
        date = standing.date
        if not supposed or standing.season >= word.season or date is None or not compatible(date, said):
            continue
        if word.trusted or _said_before(word, said, target):
            return standing.season
    return 0


def _said_before(word: Word, said: Edtf, target: Standing) -> bool:
    """Whether an independent voice has given this date for this season already."""
    gave = target.heard.those(lambda heard: heard.status is Status.CONFIRMED and heard.date is not None)
    return any(
        other.date is not None and compatible(other.date, said) and independent(other.testimony, word.testimony)
        for other in gave
    )


def settle(
    word: Word,
    standings: Mapping[int, Standing],
    near: Sequence[int],
    facts: Sequence[Known],
    *,
    miniseries: bool,
) -> int:
    """The season that a word without one is about: the first that had not come out on the day it was published.

    A release is about the latest season that was out, a withdrawal about the season that has the date withdrawn, and
    a cancellation spares a season that has a date already, once the show has begun.
    """
    if miniseries:
        return 1
    if not word.dated:
        return _without_day(word, facts)
    out = [season for season in near if season in standings and standings[season].out_before(word.day)]
    known = [standings[season] for season in near if season in standings]
    first = _first_to_come(known, out)
    if word.status is Status.RELEASED:
        return _released(word, known, out, first)
    if word.status is Status.SUPERSEDED and word.date is not None:
        holders = [standing.season for standing in known if standing.date and withdraws(word.date, standing.date)]
        return next((season for season in holders if season >= first), first)
    if word.status is Status.CANCELLED and out:
        while first in standings and standings[first].status is Status.CONFIRMED and standings[first].date:
            first += 1
    if word.status is Status.CONFIRMED and word.date is not None:
        # A date within a month of the season before is that season's, and so is its own day with another year.
        while (before := standings.get(first - 1)) and before.date and _belongs(word, word.date, before.date):
            first -= 1
    return first


def _belongs(word: Word, date: Edtf, before: Edtf) -> bool:
    return too_soon(before, date) or slip_of_year(before, word)


def _first_to_come(known: Sequence[Standing], out: Sequence[int]) -> int:
    if out:
        return max(out) + 1
    # Nothing is known to be out: what is spoken of first is the next, and a show that nobody spoke of begins.
    return min((standing.season for standing in known if standing.status is not None), default=1)


def _released(word: Word, known: Sequence[Standing], out: Sequence[int], first: int) -> int:
    agreeing = [
        standing.season
        for standing in known
        if word.date is not None
        and standing.date is not None
        and (standing.season in out or standing.season == first)
        and compatible(standing.date, combine(standing.date, word.date))
    ]
    return max(agreeing or out, default=first)


def _without_day(word: Word, facts: Sequence[Known]) -> int:
    """The season where the article has no day: it was written before the date it gives and after none that it tells."""
    dated = [known for known in facts if known.date is not None]
    if word.date is None or word.date.earliest is None or not dated:
        return 1
    for known in dated:
        if known.date and compare(word.date, Edtf.day(known.date)) in (Agreement.SAME, Agreement.FINER):
            return known.season
    return 1 + max((known.season for known in dated if known.date and known.date < word.date.earliest), default=0)
