"""Which season is meant: by the words around a show, and by what the rest of the article tells."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from schedules.reading.binding.link import VAGUE
from schedules.reading.merging.findings import Finding
from schedules.reading.merging.rosters import Roster
from schedules.reading.merging.sequence import (
    APART,
    first_day,
    in_order,
    in_series,
    next_after,
    one_by_one,
    out_already,
)
from schedules.reading.merging.statuses import CANCELLED, CONFIRMED, RELEASED, RUMOURED, SUPERSEDED, UNDATED
from schedules.reading.prospects.slate import PLACED


@dataclass(frozen=True, slots=True)
class Mentions:
    """What an article says of seasons besides what its sentences tell to come or to have come."""

    named: Mapping[str, int]
    """The season that the headline names of a show."""
    spoken: Mapping[str, set[int]]
    """The seasons that the whole article names of a show."""
    there: Mapping[str, int]
    """The last season of a show that was seen already: "after two seasons", "the season 2 finale"."""
    wished: Mapping[str, int]
    """The first season of a show that is only asked for, wished for or ruled out."""
    returning: AbstractSet[str]
    """The shows of which is asked when they return."""
    roster: Roster | None
    """Which shows are new, where an article has new ones beside those that return."""
    on: dt.date | None
    """The day of publication, if there is one."""

    def of(self, show: str) -> "_Said":
        """What is said of one show."""
        return _Said(
            self.named.get(show),
            self.spoken.get(show, set()),
            self.there.get(show, 0),
            self.wished.get(show, 0),
            show in self.returning,
            self.roster is not None and show not in self.roster.new,
            self.roster is not None and show in self.roster.new,
        )


class _Said(NamedTuple):
    """What an article says of one show: the headline's season, those it names, the last seen, whether it's back.

    A season that is only wished for is one after that which is there, or to come.
    """

    named: int | None
    spoken: AbstractSet[int]
    there: int
    wished: int
    returns: bool
    old: bool
    """Whether it may have run for years, as others of the article have."""
    new: bool
    """Whether it is told to be new, where others are not."""


def number(findings: Sequence[Finding], mentions: Mentions) -> list[Finding]:
    """Fill in the seasons that sentences leave to the rest of the article, in the findings themselves."""
    findings = [_with(f, _borrowed(f, findings)) if f.season is None and f.date is not None else f for f in findings]
    again = (f for f in findings if f.again and f.season is None and f.date is None and not f.in_title)
    back = {f.show.name for f in again}
    if mentions.roster is not None:
        for f in findings:
            f.again = f.again or (f.show.name in mentions.roster.back and f.status is not RELEASED)
        back |= mentions.roster.back
    mentions = replace(mentions, returning=mentions.returning | back)
    written = _told(_taken_back(findings))

    def filled(f: Finding, told: Mapping[str, list[Finding]]) -> Finding:
        if f.season is not None:
            return f
        of_it, said = told.get(f.show.name, []), mentions.of(f.show.name)
        if f.previous and f.status is RELEASED and (before := _before_it(of_it, said)) is not None:
            return _with(f, before)
        if f.status is RELEASED:
            return _with(f, _came(f, of_it, said, mentions.on))
        unnumbered = not (of_it or said.spoken or said.there or said.named or said.new)
        if f.date is None and unnumbered and _of_age(mentions.spoken):
            return _with(f, 1) if any(_is_new(o) for o in findings if o.show is f.show) else f
        if f.status is CANCELLED:
            return _with(f, _ended(f, of_it, said.there, mentions.on))
        return _with(f, _number(f, of_it, said))

    # What is out is numbered first: which season returns may follow from it.
    findings = [filled(f, written) if f.status is RELEASED else f for f in findings]
    out = _told(findings)
    findings = [filled(f, out if f.again or _long_out(f, out.get(f.show.name, [])) else written) for f in findings]
    findings = _yet_to_come(one_by_one(in_series(in_order(findings))), mentions)
    findings = [f for f in findings if not _there_already(f, mentions)]
    return [*findings, *_counted(findings)]


def _taken_back(findings: list[Finding]) -> list[Finding]:
    """Whether a show was there before holds for the day it was moved from as for that which it was moved to."""
    for f in findings:
        if f.status is not SUPERSEDED or f.season is not None:
            continue
        near = [o for o in findings if o.show is f.show and o.order == f.order and o.date is not None]
        if len(near) > 1 and all(o.season is None for o in near) and any(o.again for o in near):
            for one in near:
                one.again = True
    return findings


def _counted(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The others of several seasons that are ordered at once: "renewed for two more seasons"."""
    for f in findings:
        target = f.basis.target if f.basis is not None and f.date is None and f.season is not None else None
        if target is None or target.season is None or target.season.label not in _MORE or f.basis is None:
            continue
        lead = f.basis.scene.words(target.season.start - 1, target.season.start)
        for further in range(1, _COUNTS.get("".join(lead), 1)):
            yield replace(f, season=(f.season or 0) + further)


_MORE = frozenset({"more", "further", "additional"})
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3}


def _long_out(finding: Finding, told: Sequence[Finding]) -> bool:
    """Whether the season before the one that is ordered was out long before a date, which is then the next one's."""
    ahead = [f.season for f in told if f.season is not None and f.status is UNDATED]
    if not ahead:
        return finding.date is not None and any(_came_before(f, finding, _YEARLY) for f in told)
    return any(f.season == min(ahead) - 1 and _came_before(f, finding, APART) for f in told)


def _came_before(release: Finding, plan: Finding, by: dt.timedelta) -> bool:
    """Whether a release lies so long before the day of a plan."""
    out = release.status is RELEASED and release.date is not None and release.date.latest is not None
    return (
        out
        and release.date is not None
        and release.date.latest is not None
        and (release.date.latest + by < first_day(plan))
    )


def _told(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings whose seasons are known, by their shows."""
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.season is not None:
            told.setdefault(finding.show.name, []).append(finding)
    return told


def _yet_to_come(findings: list[Finding], mentions: Mentions) -> list[Finding]:
    """What is guessed or planned of a season that is out already is meant of the one that is ordered, or the next."""
    return [
        replace(f, season=next_after(f, findings, mentions.there.get(f.show.name, 0)))
        if _seen_already(f, mentions) or out_already(f, findings)
        else f
        for f in findings
    ]


def _seen_already(finding: Finding, mentions: Mentions) -> bool:
    """Whether a plan was taken to be for a season that was seen: "since the end of season 2"."""
    planned = finding.status not in (RELEASED, CANCELLED) and not finding.sure
    if not planned or finding.season is None:
        return False
    there, named = mentions.there.get(finding.show.name, 0), mentions.named.get(finding.show.name)
    return finding.season != named and 1 < finding.season <= there


def _there_already(finding: Finding, mentions: Mentions) -> bool:
    """Whether a season that is told to be on its way was seen, so that only another service is to have it."""
    coming = finding.date is None and finding.status in (UNDATED, RUMOURED)
    return coming and finding.season is not None and finding.season <= mentions.there.get(finding.show.name, 0)


def _with(finding: Finding, season: int | None) -> Finding:
    if season is not None:
        finding.season = season
    return finding


def _borrowed(finding: Finding, findings: Sequence[Finding]) -> int | None:
    """The season of another sentence that gives the same date."""
    told = [f for f in findings if f.show is finding.show and f.season is not None and f.date is not None]
    seasons = {f.season for f in told if f.date == finding.date}
    if not seasons:
        seasons = {f.season for f in told if f.status is finding.status and _within(finding, f)}
    return seasons.pop() if len(seasons) == 1 else None


def _within(finding: Finding, coarse: Finding) -> bool:
    """Whether a day lies in the month or the season that is told of a numbered season: "February 16", "this month"."""
    fine, wide = finding.date, coarse.date
    if fine is None or wide is None or not (fine.earliest and fine.latest and wide.earliest and wide.latest):
        return False
    inside = wide.earliest <= fine.earliest and fine.latest <= wide.latest
    return inside and wide.latest - wide.earliest < _QUARTER


_QUARTER = dt.timedelta(days=100)


def _is_new(finding: Finding) -> bool:
    """Whether an order is told to be of a new show: "a series order for “Echo”", "“Echo,” a limited series"."""
    basis = finding.basis
    if basis is None or basis.target is None or finding.again:
        return False
    words, after = basis.scene.text.words, basis.scene.words(basis.target.end, basis.target.end + _APPOSED)
    if any(words[m.start : m.end] in _SERIES_ORDERS or words[m.start] in _NEW_BY_KIND for m in basis.marks):
        return True
    return "miniseries" in after or ("limited" in after and after[after.index("limited") + 1 :][:1] == ["series"])


_APPOSED = 8
_NEW_BY_KIND = frozenset({"straight-to-series", "spinoff", "spin-off", "spin"})
_SERIES_ORDERS = (["series", "order"], ["sent", "to", "series"], ["moves", "to", "series"])


def _of_age(spoken: Mapping[str, set[int]]) -> bool:
    """Whether an article tells of shows that have run for years, among which one without a number may have too."""
    grown = [max(seasons) for seasons in spoken.values() if seasons and max(seasons) > 1]
    return len(grown) > 1 and max(grown) > 2


def _ended(finding: Finding, told: Sequence[Finding], there: int, on: dt.date | None) -> int | None:
    """The first season that won't be made of a show: one after the last that is there, or on its way."""
    ended = next((f.season for f in told if f.status is CANCELLED), None)
    if ended is not None:
        return ended
    late = [f.season for f in told if f.season is not None and f.sure and f.show is finding.show and _lately(f, on)]
    last = max([there, *late])
    coming = any(f.season is not None and f.season > last and f.status is UNDATED for f in told)
    return last + 1 if last and not coming else None


def _lately(finding: Finding, on: dt.date | None) -> bool:
    """Whether a season is to come, or came not long before the news."""
    if finding.status is CONFIRMED:
        return True
    date = finding.date
    out = finding.status is RELEASED and date is not None and date.latest is not None
    return out and on is not None and date is not None and date.latest is not None and on - date.latest < _LATELY


_LATELY = dt.timedelta(days=250)


def _number(  # noqa: C901, PLR0912 - the order of the cases is the rule
    finding: Finding, told: Sequence[Finding], said: _Said
) -> int | None:
    """The season of a finding that has none, from the headline and from what else is told of the show."""
    headline, spoken, there, wished, returns, old, new = said
    if finding.date is not None and not finding.again and (finding.new or (new and not spoken)):
        return 1
    ended = {f.season for f in told if f.season is not None and f.status is CANCELLED}
    if ended and (_last(finding) or (finding.date is not None and min(ended) - 1 > there)):
        return max(1, min(ended) - 1)
    ahead = [f for f in told if f.season is not None and f.status is not RELEASED]
    ahead = [f for f in ahead if f.sure] or ahead
    coming = {f.season for f in ahead if f.season is not None}
    dated = {f.season for f in ahead if f.season is not None and f.date is not None}
    last_told = max((f.season or 0 for f in told if f.status is UNDATED), default=0)
    if last_told > max(dated, default=0) and finding.date is not None and _last(finding):
        return last_told
    out = {f.season for f in told if f.season is not None and f.status is RELEASED}
    ordered = {f.season for f in told if f.date is None and f.status is UNDATED and f.rule != PLACED}
    if (
        headline is not None
        and headline in ordered - dated
        and finding.debut
        and finding.date is not None
        and not finding.again
    ):
        return max(1, headline - 1)
    if headline is not None and headline not in out and headline > there:
        return headline
    if there and finding.date is not None and there + 1 < min(coming, default=99):
        return max((there, *out)) + 1
    if dated and not finding.again and finding.status is not SUPERSEDED and _before_all(finding, told):
        return max(1, min(dated) - 1)
    if dated:
        return max(dated)
    if coming and finding.date is not None and not finding.again:
        if any(f.season == min(coming) and _returns_with(f, finding) for f in ahead):
            return min(coming)  # "Echo: May 31", and below it: "the comedy returns for a third season"
        before = max(1, min(coming) - 1)
        return before if before not in out else min(coming)
    if coming:
        # A show that returns on a day comes back with the season before the one that is only ordered or wished for.
        if finding.date is not None and any(f.season == min(coming) and _ordered_before(f, finding) for f in ahead):
            return min(coming)
        returns = finding.back and finding.date is not None and len(finding.date.text) > 4 and min(coming) > 2
        returns = returns and not any(f.season == min(coming) and _comes_back(f) for f in ahead)
        return min(coming) - 1 if returns else min(coming) if finding.date is not None else max(coming)
    if out or there:
        last = max((there, *out))
        return last if finding.abroad else min((n for n in spoken if n > last + 1), default=last + 1)
    if wished > 1 and finding.date is not None and (not spoken or max(spoken) < wished):
        return wished - 1
    if finding.back and spoken:
        return max(2, *spoken)
    fixed = finding.status is CONFIRMED and finding.date is not None and finding.date.exact is not None
    if len(spoken) == 1 and (not finding.again or (fixed and min(spoken) > 1)):
        return next(iter(spoken))
    return None if finding.again or returns or (old and not finding.begins) else 1


def _returns_with(told: Finding, entry: Finding) -> bool:
    """Whether a season is told to be that with which a show returns, right behind an entry that has only its day."""
    return entry.rule in _ENTRIES and told.order - entry.order in _RIGHT_BEHIND and _comes_back(told)


_ENTRIES = frozenset({"listed", "calendar", "list"})
_RIGHT_BEHIND = range(1, 4)


def _ordered_before(order: Finding, plan: Finding) -> bool:
    """ "Which was renewed for season 4, won't return until 2021": what is ordered, and behind it when it comes."""
    if order.order != plan.order or order.basis is None or plan.basis is None or plan.basis.link is None:
        return False
    return any(mark.end <= plan.basis.link.date.start for mark in order.basis.marks)


def _comes_back(finding: Finding) -> bool:
    """Whether a season without a date is told to be that with which a show returns: "is back for its fifth season"."""
    marks = finding.basis.marks if finding.basis is not None else ()
    words = finding.basis.scene.text.words if finding.basis is not None else []
    return any(not _RETURNING.isdisjoint(words[mark.start : mark.end]) for mark in marks)


_RETURNING = frozenset({"return", "returns", "returning", "back"})


def _before_it(told: Sequence[Finding], said: _Said) -> int | None:
    """The season before the one that is to come: the headline's, or the first that is told to be dated or ordered."""
    coming = [f.season for f in told if f.season is not None and f.status is not RELEASED]
    out = {f.season for f in told if f.status is RELEASED}
    first = said.named if said.named is not None and said.named not in out else min(coming, default=0)
    return first - 1 if first > 1 else None


def _last(finding: Finding) -> bool:
    """Whether a season is told to be the last, which is the one before that which won't be made."""
    target = finding.basis.target if finding.basis is not None else None
    return target is not None and target.season is not None and target.season.label in {"final", "last", "farewell"}


def _came(finding: Finding, told: Sequence[Finding], said: _Said, on: dt.date | None) -> int | None:
    """The season of a release without one: seasons take time, so how long ago it was tells how many came since."""
    coming = [f.season for f in told if f.season is not None and f.status is not RELEASED]
    age = on - finding.date.latest if on and finding.date is not None and finding.date.latest is not None else None
    first, headline = min(coming, default=max(1, said.wished)), said.named
    fresh = finding.debut and finding.rule in VAGUE and age is not None and age < _FRESH
    if fresh and headline is not None and headline not in coming:
        return headline  # "The premiere, on May 3, drew millions", under "Season 3 of “Echo” in numbers"
    if finding.again and headline is not None:
        return headline if age is None or age < _YEARLY else None
    if age is not None and age < _YEARLY and first > 2:
        return first - 1
    if finding.again:
        return None
    long_ago = age is not None and age > _YEARLY * (first - 1)
    return 1 if finding.debut or long_ago else max(1, first - 1)


_FRESH = dt.timedelta(days=100)
_YEARLY = dt.timedelta(days=255)
"""From one season to the next it is hardly less."""


def _before_all(finding: Finding, told: Sequence[Finding]) -> bool:
    """Whether a date lies before those of all numbered seasons to come."""
    ends = [f.date.latest for f in told if f.date is not None and f.date.latest and f.status is not RELEASED]
    return (
        finding.date is not None and finding.date.latest is not None and bool(ends) and finding.date.latest < min(ends)
    )
