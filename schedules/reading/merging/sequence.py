"""Seasons come one after the other, each once: what their days tell of their numbers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from schedules.reading.merging.findings import Finding
from schedules.reading.merging.statuses import CONFIRMED, RELEASED, RUMOURED, UNDATED


def out_already(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the season of a finding was out long before, so that it can't be the one to come."""
    guessed = finding.status is RUMOURED or (finding.status is CONFIRMED and not finding.sure)
    if finding.abroad or finding.season is None or not guessed:
        return False
    return any(
        f.status is RELEASED
        and f.sure
        and f.show is finding.show
        and f.season == finding.season
        and f.date is not None
        and f.date.latest is not None
        and f.date.latest + APART < first_day(finding)
        for f in findings
    )


_TO_COME = (UNDATED, CONFIRMED)


def next_after(finding: Finding, findings: Sequence[Finding], there: int) -> int:
    """The season to come after the one of a finding, and after the last that is there."""
    season = max(finding.season or 0, there)
    told = {f.season for f in findings if f.show is finding.show and f.status in _TO_COME and f.sure}
    return min((number for number in told if number is not None and number > season), default=season + 1)


def one_by_one(findings: list[Finding]) -> list[Finding]:
    """Seasons that are out, each with the number before that of the one that came later: of guesses only."""
    shows: dict[str, list[int]] = {}
    for at, f in enumerate(findings):
        if f.status is RELEASED and f.date is not None and f.date.earliest is not None:
            shows.setdefault(f.show.name, []).append(at)
    for places in shows.values():
        if len(places) > 1:
            places.sort(key=lambda at: first_day(findings[at]))
            for earlier, later in [*reversed(list(pairwise(places))), *pairwise(places)]:
                _set_apart(findings, earlier, later)
    return findings


def _set_apart(findings: list[Finding], earlier: int, later: int) -> None:
    """Mend two guesses that make the later day an earlier season's, or the same."""
    one, other = findings[earlier], findings[later]
    last = one.date.latest if one.date is not None and one.date.latest is not None else first_day(one)
    apart = last + APART < first_day(other)
    if one.season is not None and other.season is None:
        findings[later] = replace(other, season=one.season + apart)
    if not apart or one.season is None or other.season is None or one.season < other.season:
        return
    if one.sure and other.sure and one.season == other.season:
        _tell_apart(findings, earlier, later)
        return
    if not one.sure and other.season > 1:
        findings[earlier] = replace(one, season=other.season - 1)
    elif not (other.sure or other.debut):
        findings[later] = replace(other, season=one.season + 1)


def _tell_apart(findings: list[Finding], earlier: int, later: int) -> None:
    """Mend two days of one season that lie too far apart: the first is a show's beginning, or the last the next's."""
    one = findings[earlier]
    if one.debut and (one.season or 0) > 1:
        findings[earlier] = replace(one, season=1)
    else:
        findings[later] = replace(findings[later], season=(one.season or 0) + 1)


def first_day(finding: Finding) -> dt.date:
    """The first day that the date of a finding can be."""
    date = finding.date
    return date.earliest if date is not None and date.earliest is not None else dt.date.min


def in_series(findings: list[Finding]) -> list[Finding]:
    """ "Seasons followed on D1, D2 and D3": days of one sentence, years apart, are those of season after season."""
    sentences: dict[tuple[int, str], list[int]] = {}
    for at, f in enumerate(findings):
        if f.status is RELEASED and not f.sure and (f.season is not None or f.again) and not f.in_title:
            sentences.setdefault((f.order, f.show.name), []).append(at)
    for places in sentences.values():
        days = [date.earliest for at in places if (date := findings[at].date) is not None]
        series = [day for day in days if day is not None]
        told = len(places) > 2 or (len(places) == _TWO and _of_seasons(findings[places[0]]))
        apart = told and len(series) == len(places) and all(a + APART < b for a, b in pairwise(series))
        if apart and any(_no_step(findings[a], findings[b]) for a, b in pairwise(places)):
            opening = findings[places[0]]
            later = (opening.again and not opening.debut) or _begun(findings, opening)
            first = 1 if opening.debut and opening.again else max(opening.season or 1, 1 + later)
            for season, at in enumerate(places, first):
                findings[at] = replace(findings[at], season=season, sure=True)
    return findings


def _no_step(one: Finding, other: Finding) -> bool:
    """Whether the later of two is not guessed to be a later season."""
    return (one.season or 0) >= (other.season or 0)


_TWO = 2


def _of_seasons(finding: Finding) -> bool:
    """Whether a sentence tells of seasons: "both earlier seasons premiered in June 2016 and June 2017"."""
    scene = finding.basis.scene if finding.basis is not None else None
    return scene is not None and "seasons" in scene.words(scene.first, scene.last)


def _begun(findings: Sequence[Finding], later: Finding) -> bool:
    """Whether another sentence tells of a show's beginning."""
    return any(f.debut and f.status is RELEASED and f.show is later.show and f.order != later.order for f in findings)


APART = dt.timedelta(days=150)
"""Seasons lie farther apart than this, parts of one don't."""


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, where a season that was only guessed comes between those of which the text gives the number."""
    anchors: dict[str, list[tuple[dt.date, dt.date, int]]] = {}
    for f in findings:
        told = f.sure and f.status in (RELEASED, CONFIRMED)
        if told and f.season is not None and f.date is not None and f.date.earliest and f.date.latest:
            anchors.setdefault(f.show.name, []).append((f.date.earliest, f.date.latest, f.season))
    return [f if f.sure or f.show.name not in anchors else _between(f, anchors[f.show.name]) for f in findings]


def _between(finding: Finding, anchors: Sequence[tuple[dt.date, dt.date, int]]) -> Finding:
    date, season = finding.date, finding.season
    if date is None or season is None or date.earliest is None or date.latest is None:
        return finding
    past = finding.status is RELEASED
    least = max((number + 1 for _, last, number in anchors if past and last + APART < date.earliest), default=1)
    most = min((number - 1 for first, _, number in anchors if date.latest + APART < first), default=season)
    if season > most >= max(least, 2 if finding.again else 1):
        return replace(finding, season=most)
    return replace(finding, season=least) if season < least <= max(most, season + 1) else finding
