"""From findings to claims: one for each thing that the whole article says."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from schedules.reading.binding.link import VAGUE
from schedules.reading.merging.findings import Finding
from schedules.reading.merging.statuses import CANCELLED, CONFIRMED, RELEASED, RUMOURED, SUPERSEDED, UNDATED

_DATED = (CONFIRMED, RUMOURED, RELEASED)


def merge(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that remain when what says the same, or less, is left out."""
    kept: list[Finding] = []
    findings = _overruled([f for f in findings if not _only_the_last(f, findings)])
    findings = _one_day(_at_home([f for f in findings if not (_moved_house(f) or _elsewhere_again(f, findings))]))
    findings = [f for f in findings if not (f.in_title and f.date is not None and _told_below(f, findings))]
    findings = [f for f in findings if not (f.in_title and _asked(f) and _dated_below(f, findings))]
    findings = [f for f in findings if not (f.in_title and _by_its_longer_name(f, findings))]
    dated = [f for f in findings if f.date is not None]
    for finding in sorted(dated, key=_strength):
        if not any(_covers(other, finding) for other in kept):
            kept.append(finding)
    seen = {(f.show.name, f.season) for f in kept if f.status in _DATED and not _past_and_unnumbered(f)}
    whole = {f.show.name for f in kept if f.status in (CONFIRMED, RUMOURED)}
    for finding in findings:
        if finding.date is not None:
            continue
        key = (finding.show.name, finding.season)
        if finding.status is not CANCELLED and any(_calls_off(f, finding) for f in findings if f.status is CANCELLED):
            continue
        if finding.status is CANCELLED:
            _call_off(kept, finding)
        elif not finding.sure and (finding.show.name, None) in seen:
            continue
        elif key not in seen and not (finding.season is None and finding.show.name in whole):
            seen.add(key)
            kept.append(finding)
    kept += _withdrawn(kept)
    return sorted(kept, key=lambda f: (f.order, f.start))


def _call_off(kept: list[Finding], finding: Finding) -> None:
    """Keep the first that a show is called off, or the first that tells from which season on."""
    told = next((k for k in kept if k.show is finding.show and k.status is CANCELLED), None)
    if told is None:
        kept.append(finding)
    elif told.season is None and finding.season is not None:
        kept[kept.index(told)] = finding


def _withdrawn(kept: Sequence[Finding]) -> list[Finding]:
    """A date withdrawn with no new one leaves a season that is still to come."""
    added: list[Finding] = []
    for finding in kept:
        others = [
            f
            for f in (*kept, *added)
            if f is not finding
            and f.status is not SUPERSEDED
            and (
                _same_season(f, finding)
                or (f.show is finding.show and (f.status is CONFIRMED or _may_be_it(f, finding)))
            )
        ]
        if finding.status is SUPERSEDED and not others and not _given_another(finding):
            added.append(replace(finding, date=None, status=UNDATED, rule="withdrawn"))
    return added


def _may_be_it(other: Finding, withdrawn: Finding) -> bool:
    """Whether a plan that was given up may be of a season of which another is told: a day, or that it is to come."""
    if other.show is not withdrawn.show:
        return False
    return other.status is CONFIRMED or (not withdrawn.numbered and other.status in {RUMOURED, UNDATED})


def _given_another(withdrawn: Finding) -> bool:
    """ "put down June 14 instead", "moved by three weeks": another day, though it isn't read."""
    basis = withdrawn.basis
    if basis is None:
        return False
    scene = basis.scene
    if "instead" in scene.vocabulary:
        return True
    at = scene.text.words.index("by", scene.first, scene.last) if "by" in scene.vocabulary else scene.last
    return not _SPANS.isdisjoint(scene.words(at, at + _MEASURED))


_SPANS: Final = frozenset("day days week weeks month months year years".split())
_MEASURED: Final = 7


def _past_and_unnumbered(finding: Finding) -> bool:
    """Whether a season without a number is out already: the one that is ordered is another."""
    return finding.season is None and finding.status is RELEASED


def _overruled(findings: Sequence[Finding]) -> list[Finding]:
    """What no longer holds: a rumour told as past where another day is settled, a plan that "now" replaces."""
    settled = [f for f in findings if f.status is CONFIRMED and f.date is not None]
    exact = [f for f in settled if f.date is not None and f.date.exact is not None]
    anew = [f for f in settled if f.anew and not f.in_title]
    return [
        replace(f, status=SUPERSEDED)
        if (f.status is RUMOURED and f.past and any(_another_day(o, f) for o in exact))
        or (f.status is CONFIRMED and not f.anew and any(_replaces(o, f) for o in anew))
        else f
        for f in findings
    ]


def _another_day(settled: Finding, rumour: Finding) -> bool:
    exact = rumour.date is not None and rumour.date.exact is not None
    return exact and _same_season(settled, rumour) and settled.date != rumour.date


def _replaces(new: Finding, old: Finding) -> bool:
    """Whether a plan takes the place of one told shortly before: "The date was November 29. It's now January"."""
    if old.date is None or new.date is None or not _same_season(new, old) or old.in_title:
        return False
    apart = not (old.date.contains(new.date) or new.date.contains(old.date))
    return apart and old.order < new.order <= old.order + 3


def _moved_house(finding: Finding) -> bool:
    """Whether a show's old seasons come to another service, which is no premiere."""
    return (
        finding.elsewhere
        and finding.date is not None
        and not finding.numbered
        and not finding.debut
        and finding.status in (CONFIRMED, RUMOURED)
    )


def _elsewhere_again(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a season comes to another service after a later one is out or on its way: it is a repeat."""
    if not finding.elsewhere or finding.season is None or finding.status is not CONFIRMED:
        return False
    return any(f.show is finding.show and f.season is not None and f.season > finding.season for f in findings)


def _at_home(findings: Sequence[Finding]) -> list[Finding]:
    """A day in another country is left out where the article also gives one at home, unless it is that, told finer."""
    home = [f for f in findings if f.date is not None and not f.abroad and f.status is not SUPERSEDED]
    return [f for f in findings if not (f.abroad and f.date is not None and _has_another(f, home))]


def _has_another(abroad: Finding, home: Sequence[Finding]) -> bool:
    dates = [o.date for o in home if _same_season(o, abroad) and o.date is not None]
    return bool(dates) and not (
        abroad.status is CONFIRMED
        and abroad.date is not None
        and abroad.date.exact is not None
        and all(d.exact is None and len(d.text) == _A_MONTH and d.contains(abroad.date) for d in dates)
    )


_A_MONTH = 7
"""So many signs a month is written with."""


def _one_day(findings: Sequence[Finding]) -> list[Finding]:
    """Where several days are confirmed for one season, the one that counts: the first part at home.

    Days one apart are one release seen from two time zones; otherwise what is said most often holds.
    """
    days: dict[tuple[str, int | None], dict[str, list[Finding]]] = {}
    for f in findings:
        if f.status is CONFIRMED and f.date is not None and f.date.exact is not None:
            days.setdefault((f.show.name, f.season), {}).setdefault(f.date.text, []).append(f)
    dropped: set[int] = set()
    for dated in days.values():
        if len(dated) > 1:
            best = min(
                dated,
                key=lambda text: (
                    -len(dated[text]),
                    all(f.rule in VAGUE for f in dated[text]),
                    all(f.abroad for f in dated[text]),
                    min(f.order for f in dated[text]),
                    text,
                ),
            )
            near = [t for t in dated if abs((_day(t) - _day(best)).days) == 1]
            best = min([best, *near]) if len(dated[best]) == max(len(dated[t]) for t in [best, *near]) or near else best
            dropped |= {id(f) for text, told in dated.items() if text != best for f in told}
    return [f for f in findings if id(f) not in dropped]


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _asked(finding: Finding) -> bool:
    """Whether a date is only what somebody asks: "Echo next winter?"."""
    if finding.status is not RUMOURED or finding.date is None or finding.basis is None:
        return False
    scene = finding.basis.scene
    return scene.asks


def _dated_below(headline: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the text dates the season that the headline asks for."""
    told = (CONFIRMED, RUMOURED)
    days = [f.date for f in findings if not f.in_title and f.date and f.status in told and _same_season(headline, f)]
    return bool(days) and headline.date is not None and not any(day.contains(headline.date) for day in days)


def _told_below(headline: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the text gives the headline's date as well, or a finer one: then the text has the last word on it."""
    return any(
        not f.in_title
        and f.date is not None
        and headline.date is not None
        and _same_season(headline, f)
        and headline.date.contains(f.date)
        for f in findings
    )


def _by_its_longer_name(headline: Finding, findings: Sequence[Finding]) -> bool:
    """Whether the text tells the same of the show whose name the headline cuts short: "Glass", "Glass: Ashes"."""
    told = [f for f in findings if not f.in_title and f.status is not RELEASED]
    longer = [f for f in told if f.show.name.startswith(headline.show.name + ":")]
    if headline.date is None and headline.status is UNDATED and longer:
        return not any(f.show == headline.show and f.status is not CANCELLED for f in told)
    return any(f.season == headline.season and _as_much(headline, f) for f in longer)


def _as_much(headline: Finding, told: Finding) -> bool:
    """Whether the text tells the headline's date as well."""
    return headline.date is not None and told.date is not None and headline.date.contains(told.date)


def _strength(finding: Finding) -> tuple[int, int, bool, int]:
    """Settled before doubted, fine before coarse, text before title, early before late."""
    order = (CONFIRMED, RELEASED, SUPERSEDED, RUMOURED, CANCELLED, UNDATED)
    span = 10**6
    if finding.date is not None and finding.date.earliest and finding.date.latest:
        span = (finding.date.latest - finding.date.earliest).days
    elif finding.date is not None and finding.date.precision == "day":
        span = 0
    return order.index(finding.status), span, finding.in_title, finding.order


def _same_season(one: Finding, other: Finding) -> bool:
    return one.show is other.show and (one.season == other.season or one.season is None or other.season is None)


def _covers(kept: Finding, new: Finding) -> bool:
    """Whether `new` adds nothing to `kept`."""
    if not _same_season(kept, new) or kept.date is None or new.date is None:
        return False
    if not new.date.year_known and kept.date.exact is not None and kept.date.text[4:] == new.date.text[4:]:
        return True
    whole_year = kept.date.text.split("/")[0][:4] == kept.date.text.split("/")[-1][:4] == new.date.text
    contains = new.date.contains(kept.date) or kept.date == new.date or whole_year
    if kept.status is new.status:
        return contains
    if new.status is SUPERSEDED and kept.status is CONFIRMED:
        return contains
    if kept.status in (CONFIRMED, RELEASED) and new.status in (
        CONFIRMED,
        RELEASED,
        RUMOURED,
    ):
        return contains
    return kept.date == new.date


def _only_the_last(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a season is only said to be the last: "season four is out in May, and there won't be a fifth"."""
    if finding.status is not CANCELLED or finding.season is None or finding.basis is None:
        return False
    marks, words = finding.basis.marks, finding.basis.scene.text.words
    return (
        bool(marks)
        and words[marks[0].start] in {"there", "no", "won"}
        and any(_dates_before(f, finding) for f in findings)
    )


def _dates_before(dated: Finding, finding: Finding) -> bool:
    """Whether the same sentence dates the season before."""
    here = dated.order == finding.order and dated.show is finding.show and dated.date is not None
    return here and dated.season is not None and dated.season + 1 == finding.season


def _calls_off(cancelled: Finding, finding: Finding) -> bool:
    """Whether the same sentence says that the season will not come."""
    if cancelled.show is not finding.show:
        return False
    same = cancelled.order == finding.order and cancelled.in_title == finding.in_title
    vague = finding.season is None and finding.rule == "ahead"
    return same or vague or (cancelled.season is not None and cancelled.season == finding.season)
