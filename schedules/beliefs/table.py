"""The table of premieres, read off a course of beliefs when it has reached its day."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace

from schedules.beliefs import phrases
from schedules.beliefs.agreement import Agreement, combine, compare, compatible
from schedules.beliefs.challenges import withdraws
from schedules.beliefs.differences import Believed
from schedules.beliefs.heard import Said
from schedules.beliefs.moments import moment
from schedules.beliefs.reasons import Outcome, reason, stray
from schedules.beliefs.standing import Standing
from schedules.beliefs.weighing import Course, pinned
from schedules.beliefs.words import OLDEST, Word, order
from schedules.catalogue import Catalogue
from schedules.edtf import Edtf, Precision
from schedules.model import Pin, Premiere, Reason, Status, Testimony

_DATING = (Status.CONFIRMED, Status.RELEASED)


def table(course: Course, catalogue: Catalogue, on: dt.date, *, explain: bool = True) -> tuple[Premiere, ...]:
    """Every season in reach with its reasons, by season; what is out of reach is explained with the last of them.

    Without `explain` just what is quoted has its reason.
    """
    near = course.near()
    highest = max(near, default=0)
    rows = []
    for season in near:
        row, outcome, quoted = _premiere(course, season, catalogue, on)
        words = outcome.standing.heard if explain else [quoted] if quoted else []
        reasons = [reason(word, outcome) for word in words]
        if explain and season == highest:
            reasons += [stray(word, highest) for word in _lost(course, near)]
        rows.append(replace(row, reasons=_newest_first(reasons)))
    if not rows and (course.strays or any(standing.heard for standing in course.standings.values())):
        rows.append(_bare(course, [stray(word, highest) for word in _lost(course, near)] if explain else []))
    return tuple(rows)


def _lost(course: Course, near: Collection[int]) -> Iterator[Word]:
    """The words about seasons that are out of reach."""
    for season, standing in course.standings.items():
        if season not in near:
            yield from standing.heard
    yield from course.strays


def _bare(course: Course, reasons: list[Reason]) -> Premiere:
    return Premiere(
        course.show.name, None, course.show.service, None, Precision.NONE, None, Status.RUMOURED,
        reasons=_newest_first(reasons),
    )  # fmt: skip


def _premiere(course: Course, season: int, catalogue: Catalogue, on: dt.date) -> tuple[Premiere, Outcome, Word | None]:
    """A season without its reasons, what they follow from, and the word that is quoted."""
    standing = course.standings.get(season) or Standing(season)
    pin = course.pins.get(season)
    plain = Believed(standing.status or Status.RUMOURED, standing.date)
    believed = pinned(pin, standing) if pin is not None else plain
    supporters = standing.heard.those(lambda said: _supports(said, believed))
    service = course.show.service
    exact = believed.date.exact if believed.date else None
    quote = _quoted(standing, supporters, believed, pin)
    quoted = quote.testimony if quote else None
    outcome = Outcome(season, believed.status, believed.date, standing, pin)
    fact = standing.fact
    at = (fact.time, fact.zone) if fact and fact.time and fact.zone else None
    row = Premiere(
        course.show.name,
        season,
        service,
        believed.date,
        believed.date.precision if believed.date else Precision.NONE,
        moment(catalogue, service, exact, supporters, at) if exact else None,
        believed.status,
        _overruled(standing, pin) if pin else standing.disputed,
        _rumour(standing, believed, on),
        quoted.claim.evidence if quoted else "",
        quoted.url if quoted else None,
        quoted.published if quoted else None,
        _basis(standing, supporters, believed, pin),
    )
    return row, outcome, quote


def _supports(said: Said, believed: Believed) -> bool:
    """Whether a claim says exactly what is believed."""
    if not said.possible:
        return False
    if believed.date is not None:
        if said.status not in _DATING or said.stale:
            return False
        date = said.date
        return date is not None and compare(believed.date, combine(believed.date, date)) is Agreement.SAME
    if believed.status is Status.UNDATED:
        return said.status is Status.UNDATED or (said.status is Status.CONFIRMED and said.date is None)
    return said.status is believed.status


def _quoted(standing: Standing, supporters: list[Word], believed: Believed, pin: Pin | None) -> Word | None:
    """The claim to quote: of those who say what is believed the most trusted, and among them the first to say so.

    That there is no date any more is said by whoever took it back.
    """
    if _took_back(standing) and pin is None:
        return standing.lead
    if supporters:
        told = [word for word in supporters if word.day != OLDEST] or supporters
        return min(told, key=lambda word: (-word.strength, word.day, order(word.testimony)))
    lead = standing.lead
    return lead if lead is not None and pin is None and lead.date == believed.date else None


def _took_back(standing: Standing) -> bool:
    return standing.status is Status.UNDATED and standing.lead is not None and standing.lead.status is Status.SUPERSEDED


def _overruled(standing: Standing, pin: Pin) -> bool:
    """Whether a trusted site, or two voices, say something else than what an editor has pinned."""
    if not standing.chorus.seconded:
        return False
    if standing.status is Status.CANCELLED:
        return True
    return standing.date is not None and not compatible(standing.date, pin.date)


def _rumour(standing: Standing, believed: Believed, on: dt.date) -> Edtf | None:
    """The newest rumoured date that is neither past, nor taken back, nor answered by what is believed since."""
    if believed.status in (Status.RELEASED, Status.CANCELLED) or (believed.date and believed.date.exact):
        return None
    rumours = standing.heard.those(lambda said: said.status is Status.RUMOURED and said.possible and not said.stale)
    withdrawals = standing.heard.those(lambda said: said.status is Status.SUPERSEDED) if rumours else []
    for word in sorted(rumours, key=lambda word: (word.day, _fineness(word.date)), reverse=True):
        if word.date is None or (word.date.latest is not None and word.date.latest < on):
            continue
        if any(_taken_back(word, other) for other in withdrawals):
            continue
        if believed.date is None:
            return word.date
        agreement = compare(believed.date, word.date)
        if agreement is Agreement.FINER or (agreement is Agreement.APART and word.day >= standing.day):
            return word.date
    return None


def _taken_back(rumour: Word, other: Word) -> bool:
    if other.status is not Status.SUPERSEDED or other.date is None or rumour.date is None or other.day < rumour.day:
        return False
    return withdraws(other.date, rumour.date)


def _fineness(date: Edtf | None) -> tuple[int, str]:
    if date is None:
        return (-(10**6), "")
    if date.earliest is None or date.latest is None:
        return (-(10**5), date.text)
    return (-(date.latest - date.earliest).days, date.text)


def _basis(standing: Standing, supporters: list[Word], believed: Believed, pin: Pin | None) -> str:
    if pin is not None:
        return f"An editor pinned it on {phrases.day(pin.at.date())}."
    if standing.fact is not None:
        return "The catalogue's history says so."
    if believed.status is Status.CANCELLED and standing.lead is None:
        return "The catalogue's history says that it was called off."
    if _took_back(standing) and standing.lead and standing.lead.date:
        lead = standing.lead.testimony
        return f"{phrases.speaker(lead)} took back {phrases.date(standing.lead.date)} {phrases.said_on(lead)}."
    if not supporters:
        return ""
    first = min(supporters, key=lambda word: (word.day == OLDEST, word.day, -word.strength, order(word.testimony)))
    others = len({_voice(word.testimony) for word in supporters} - {_voice(first.testimony)})
    also = "" if not others else " and one other" if others == 1 else f" and {others} others"
    told = f"{phrases.speaker(first.testimony)} said so {phrases.said_on(first.testimony)}{also}"
    if any(word.year_from_history for word in supporters):
        told += ", and the catalogue's history gave the year"
    return f"{told}."


def _voice(testimony: Testimony) -> str:
    return testimony.site or testimony.voice or testimony.article


def _newest_first(reasons: list[Reason]) -> tuple[Reason, ...]:
    ordered = sorted(reasons, key=lambda reason: order(reason.testimony))
    return tuple(sorted(ordered, key=lambda reason: reason.testimony.published or OLDEST, reverse=True))
