"""What the sentences of an article say of each other, before what they say is merged."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from schedules.reading.merging.findings import Finding
from schedules.reading.merging.statuses import CANCELLED, CONFIRMED, RELEASED, RUMOURED, UNDATED
from schedules.reading.prospects.renewed import RENEWED
from schedules.reading.prospects.slate import PLACED

_MOST = 60
"""So many different things are weighed for a show; no article says more."""


def weighed(findings: Sequence[Finding], denied: Collection[str], *, undated: bool) -> list[Finding]:
    """The findings without what the rest of the article takes back.

    Args:
        findings: what the sentences say, in their order.
        denied: the shows of which the headline calls something untrue.
        undated: whether the article has no day of publication.
    """
    found = _distinct(findings)
    if any(f.status in {CANCELLED, RELEASED} for f in found):
        found = [f for f in found if f.rule != "several"]
    told = {f.show.name for f in found if f.rule != PLACED}
    found = [f for f in found if f.rule != PLACED or f.sure or f.show.name not in told]
    if any(f.rule == RENEWED for f in found):
        coming = {f.show.name for f in found if f.rule != RENEWED and f.status is not RELEASED}
        found = [f for f in found if f.rule != RENEWED or f.show.name not in coming]
    if undated:
        found = _behind_what_is_told(found)
    return [f for f in found if not (f.show.name in denied and _taken_back(f))]


def _behind_what_is_told(found: list[Finding]) -> list[Finding]:
    """In a text without a day of publication, what lies before something told as past is past as well."""
    found = _rows_before(found)
    told = [f.date.latest for f in found if f.status is RELEASED and f.date is not None and f.date.latest]
    if not told:
        return found
    last = max(told)
    return [
        replace(f, status=RELEASED)
        if f.rule == "listed" and f.status is CONFIRMED and f.date and f.date.latest and f.date.latest <= last
        else f
        for f in found
    ]


def _rows_before(found: list[Finding]) -> list[Finding]:
    """The seasons of a list are out where a later one has a later day: "Season 1: December 20, 2019"."""
    ahead = [f for f in found if f.status is CONFIRMED and f.rule != "listed" and f.date is not None and f.season]
    return [replace(f, status=RELEASED) if any(_long_before(f, later) for later in ahead) else f for f in found]


def _long_before(row: Finding, plan: Finding) -> bool:
    """Whether a line of a list tells of an earlier season that was out before the year of a plan."""
    if row.rule != "listed" or row.status is not CONFIRMED or not row.sure or row.show != plan.show:
        return False
    if row.season is None or plan.season is None or row.season >= plan.season:
        return False
    if row.date is None or row.date.latest is None or plan.date is None or plan.date.earliest is None:
        return False
    return row.date.latest.year < plan.date.earliest.year


def _taken_back(finding: Finding) -> bool:
    """Whether it can be what the headline calls untrue: a rumour without a day, or an end."""
    if finding.status is CANCELLED:
        return True
    return finding.date is None and finding.season in (None, 1) and _rumour(finding)


def _rumour(finding: Finding) -> bool:
    return finding.status is RUMOURED or (finding.status is UNDATED and finding.hedged)


def _distinct(found: Sequence[Finding]) -> list[Finding]:
    """The findings without those that many sentences repeat, so that weighing them stays cheap on any text."""
    told: dict[tuple[object, ...], int] = {}
    several: dict[str, int] = {}
    kept = []
    for f in found:
        key = (f.show.name, f.season, f.date, f.status, f.in_title, f.rule, f.abroad)
        told[key] = told.get(key, 0) + 1
        if told[key] > 3:
            continue
        several[f.show.name] = several.get(f.show.name, 0) + 1
        if several[f.show.name] <= _MOST:
            kept.append(f)
    return kept
