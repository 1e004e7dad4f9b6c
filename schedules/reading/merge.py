"""From findings to claims: one for each thing that the whole article says."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from schedules.edtf import Edtf
from schedules.model import Cue, Show, Status


@dataclass(frozen=True, slots=True)
class Finding:
    """What one sentence says of one season."""

    show: Show
    season: int | None
    date: Edtf | None
    status: Status
    start: int
    end: int
    in_title: bool
    rule: str
    order: int
    """The place of its sentence in the article, the title being 0."""
    again: bool = False
    """Whether the words say that the show was there before: returns, a new season."""
    back: bool = False
    """Whether its word is for a return."""
    debut: bool = False
    """Whether its word is for a beginning: debuted, premiered."""
    hedged: bool = False
    """Whether its sentence has a word of doubt."""
    past: bool = False
    """Whether it is told in the past: "there had been talk that it would"."""
    numbered: bool = False
    """Whether its sentence names the season."""
    elsewhere: bool = False
    """Whether its sentence names another service than the show's."""
    abroad: bool = False
    """Whether its sentence speaks of another country."""
    cues: tuple[Cue, ...] = ()
    time: str | None = None
    zone: str | None = None


_DATED = (Status.CONFIRMED, Status.RUMOURED, Status.RELEASED)


def merge(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that remain when what says the same, or less, is left out."""
    kept: list[Finding] = []
    findings = _overruled(findings)
    findings = _one_day(_at_home([f for f in findings if not _moved_house(f)]))
    findings = [f for f in findings if not (f.in_title and f.date is not None and _told_below(f, findings))]
    dated = [f for f in findings if f.date is not None]
    for finding in sorted(dated, key=_strength):
        if not any(_covers(other, finding) for other in kept):
            kept.append(finding)
    seen = {(f.show.name, f.season) for f in kept if f.status in _DATED}
    whole = {f.show.name for f in kept if f.status in (Status.CONFIRMED, Status.RUMOURED)}
    for finding in findings:
        if finding.date is not None:
            continue
        key = (finding.show.name, finding.season)
        if finding.status is not Status.CANCELLED and any(_calls_off(f, finding) for f in findings if f.status is Status.CANCELLED):
            continue
        if finding.status is Status.CANCELLED:
            if not any(k.show == finding.show and k.status is Status.CANCELLED for k in kept):
                kept.append(finding)
        elif key not in seen and not (finding.season is None and finding.show.name in whole):
            seen.add(key)
            kept.append(finding)
    kept += _withdrawn(kept)
    return sorted(kept, key=lambda f: (f.order, f.start))


def _withdrawn(kept: Sequence[Finding]) -> list[Finding]:
    """A date withdrawn with no new one leaves a season that is still to come."""
    added: list[Finding] = []
    for finding in kept:
        others = [f for f in (*kept, *added) if f is not finding and _same_season(f, finding) and f.status is not Status.SUPERSEDED]
        if finding.status is Status.SUPERSEDED and not others:
            added.append(replace(finding, date=None, status=Status.UNDATED, rule="withdrawn"))
    return added


def _overruled(findings: Sequence[Finding]) -> list[Finding]:
    """A rumour told as past, where the article settles another day, no longer holds."""
    settled = [f for f in findings if f.status is Status.CONFIRMED and f.date is not None and f.date.exact is not None]
    return [
        replace(f, status=Status.SUPERSEDED)
        if f.status is Status.RUMOURED and f.past and f.date is not None and f.date.exact is not None
        and any(_same_season(o, f) and o.date != f.date for o in settled)
        else f
        for f in findings
    ]  # fmt: skip


def _moved_house(finding: Finding) -> bool:
    """Whether a show's old seasons come to another service, which is no premiere."""
    return finding.elsewhere and finding.date is not None and not finding.numbered and not finding.debut and finding.status in (Status.CONFIRMED, Status.RUMOURED)


def _at_home(findings: Sequence[Finding]) -> list[Finding]:
    """A day in another country is left out where the article also gives one at home."""
    return [
        f for f in findings
        if not (f.abroad and f.date is not None and any(o.date is not None and not o.abroad and _same_season(o, f) and o.status is not Status.SUPERSEDED for o in findings))
    ]  # fmt: skip


def _one_day(findings: Sequence[Finding]) -> list[Finding]:
    """Where several days are confirmed for one season, the one that counts: the first part at home.

    Days one apart are one release seen from two time zones; otherwise what is said most often holds.
    """
    days: dict[tuple[str, int | None], dict[str, list[Finding]]] = {}
    for f in findings:
        if f.status is Status.CONFIRMED and f.date is not None and f.date.exact is not None:
            days.setdefault((f.show.name, f.season), {}).setdefault(f.date.text, []).append(f)
    dropped: set[int] = set()
    for dated in days.values():
        if len(dated) > 1:
            best = min(dated, key=lambda text: (-len(dated[text]), all(f.abroad for f in dated[text]), min(f.order for f in dated[text]), text))
            near = [t for t in dated if abs((_day(t) - _day(best)).days) == 1]
            best = min([best, *near]) if len(dated[best]) == max(len(dated[t]) for t in [best, *near]) or near else best
            dropped |= {id(f) for text, told in dated.items() if text != best for f in told}
    return [f for f in findings if id(f) not in dropped]


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _told_below(headline: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the text gives the headline's date as well, or a finer one: then the text has the last word on it."""
    return any(
        not f.in_title and f.date is not None and headline.date is not None and _same_season(headline, f) and headline.date.contains(f.date)
        for f in findings
    )


def _strength(finding: Finding) -> tuple[int, int, bool, int]:
    """Settled before doubted, fine before coarse, text before title, early before late."""
    order = (Status.CONFIRMED, Status.RELEASED, Status.SUPERSEDED, Status.RUMOURED, Status.CANCELLED, Status.UNDATED)
    span = 10**6
    if finding.date is not None and finding.date.earliest and finding.date.latest:
        span = (finding.date.latest - finding.date.earliest).days
    elif finding.date is not None and finding.date.precision == "day":
        span = 0
    return order.index(finding.status), span, finding.in_title, finding.order


def _same_season(one: Finding, other: Finding) -> bool:
    return one.show == other.show and (one.season == other.season or one.season is None or other.season is None)


def _covers(kept: Finding, new: Finding) -> bool:
    """Whether `new` adds nothing to `kept`."""
    if not _same_season(kept, new) or kept.date is None or new.date is None:
        return False
    if not new.date.year_known and kept.date.exact is not None and kept.date.text[4:] == new.date.text[4:]:
        return True
    contains = new.date.contains(kept.date) or kept.date == new.date
    if kept.status is new.status:
        return contains
    if new.status is Status.SUPERSEDED and kept.status is Status.CONFIRMED:
        return contains
    if kept.status in (Status.CONFIRMED, Status.RELEASED) and new.status in (Status.CONFIRMED, Status.RELEASED, Status.RUMOURED):
        return contains
    return kept.date == new.date


def number(findings: Sequence[Finding], named: Mapping[str, int], spoken: Mapping[str, set[int]]) -> list[Finding]:
    """Fill in the seasons that sentences leave to the rest of the article.

    Args:
        findings: what the sentences say.
        named: the season that the headline names of a show.
        spoken: the seasons that the whole article names of a show.
    """
    findings = [replace(f, season=_borrowed(f, findings)) if f.season is None and f.date is not None else f for f in findings]
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.season is not None:
            told.setdefault(finding.show.name, []).append(finding)
    return [f if f.season is not None else replace(f, season=_number(f, told.get(f.show.name, []), named.get(f.show.name), spoken.get(f.show.name, set()))) for f in findings]


def _borrowed(finding: Finding, findings: Sequence[Finding]) -> int | None:
    """The season of another sentence that gives the same date."""
    seasons = {f.season for f in findings if f.show == finding.show and f.date == finding.date and f.season is not None}
    return seasons.pop() if len(seasons) == 1 else None


def _number(finding: Finding, told: Sequence[Finding], headline: int | None, spoken: Collection[int]) -> int | None:
    """The season of a finding that has none, from the headline and from what else is told of the show."""
    if finding.status is Status.CANCELLED:
        return next((f.season for f in told if f.status is Status.CANCELLED), None)
    coming = {f.season for f in told if f.season is not None and f.status is not Status.RELEASED}
    dated = {f.season for f in told if f.season is not None and f.date is not None and f.status is not Status.RELEASED}
    out = {f.season for f in told if f.season is not None and f.status is Status.RELEASED}
    if finding.status is Status.RELEASED:
        if finding.debut:
            return 1
        if headline is not None and finding.again:
            return headline
        if coming and not finding.again:
            return max(1, min(coming) - 1)
        return None if finding.again else 1
    ordered = {f.season for f in told if f.date is None and f.status is Status.UNDATED}
    if headline is not None and headline in ordered and finding.debut and finding.date is not None and not finding.again:
        return max(1, headline - 1)
    if headline is not None and headline not in out:
        return headline
    if dated and not finding.again and _before_all(finding, told):
        return max(1, min(dated) - 1)
    if dated:
        return max(dated)
    if coming and finding.date is not None and not finding.again:
        return max(1, min(coming) - 1)
    if coming:
        return min(coming) if finding.date is not None else max(coming)
    if out:
        return max(out) + 1
    if finding.back and spoken:
        return max(2, *spoken)
    if len(spoken) == 1 and not finding.again:
        return next(iter(spoken))
    return None if finding.again else 1


def _before_all(finding: Finding, told: Sequence[Finding]) -> bool:
    """Whether a date lies before those of all numbered seasons to come."""
    ends = [f.date.latest for f in told if f.date is not None and f.date.latest and f.status is not Status.RELEASED]
    return finding.date is not None and finding.date.latest is not None and bool(ends) and finding.date.latest < min(ends)


def _calls_off(cancelled: Finding, finding: Finding) -> bool:
    """Whether the same sentence says that the season will not come."""
    if cancelled.show != finding.show:
        return False
    same = cancelled.order == finding.order and cancelled.in_title == finding.in_title
    return same or (cancelled.season is not None and cancelled.season == finding.season)
