"""Dates and shows in a row: "A and B on February 8 and March 1", "in 2017 we got A, then B, and C"."""

from dataclasses import replace

from schedules.reading.binding.link import Link
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def respectively(scene: Scene, links: list[Link]) -> list[Link]:
    """ "A and B premiere on February 8 and March 1": the first date is the first one's, and so on in a row."""
    paired, at = list(links), 0
    while at < len(links):
        end = at + 1
        while end < len(links) and _together(scene, links[end - 1], links[end]):
            end += 1
        if end - at > 1 and _many(links[at]) == end - at:
            paired[at:end] = [replace(link, place=place) for place, link in enumerate(links[at:end])]
        elif end - at > 1 and _many(links[at]) > len(links[at].targets):
            paired[at:end] = [replace(link, place=-1) for link in links[at:end]]  # which season has which is not told
        at = end
    return paired


def _together(scene: Scene, one: Link, other: Link) -> bool:
    return one.governor == other.governor and one.targets == other.targets and in_a_row(scene, one.date, other.date)


def in_a_row(scene: Scene, one: DateMention, other: DateMention) -> bool:
    """Whether nothing but a joining word stands between two dates."""
    between = scene.words(one.end, other.start)
    bare = between == [","] and other.point.weekday is not None and other.point.day is None
    return not bare and between in _ROW


_ROW = (["and"], [","], [";"], [",", "and"], [";", "and"], ["and", "in"], ["and", "on"], [",", "and", "on"])


def elsewhere_too(scene: Scene, earlier: list[Link], date: DateMention) -> bool:
    """ "appeared on Hulu in May and on BBC Two in January": a season that another service has later is a repeat."""
    if not earlier or earlier[-1].date.end >= date.start:
        return False
    between = scene.words(earlier[-1].date.end, date.start)
    if between[:2] != ["and", "on"] and between[:3] != [",", "and", "on"]:
        return False
    named = [m for m in scene.of(Kind.SERVICE) if earlier[-1].date.end < m.start < date.start]
    return bool(named) and named[-1].end >= date.start - 1


def _many(link: Link) -> int:
    """How many seasons a date's subjects are."""
    seasons = [t.season for t in link.targets if t.season is not None]
    return len(link.targets) + (len(seasons[0].others) if len(link.targets) == len(seasons) == 1 else 0)


def extended(scene: Scene, link: Link) -> Link:
    """ "In 2017 we got A, then the eight episodes of B, and C": a date before its verb dates all that follow."""
    if (
        link.rule == "namely"
        or len(scene.dates) > 1
        or link.date.start > scene.sentence.first + 3
        or link.governor is None
        or not link.targets
        or link.targets[0].end <= link.governor.start < link.date.start
    ):
        return link
    row = list(link.targets)
    for target in scene.targets:
        if (
            target.start >= row[-1].end
            and target.start > link.governor.start
            and target.role is Role.SHOW
            and not target.owned
        ):
            between = scene.words(row[-1].end, target.start)
            if (
                len(between) > 9
                or (link.date.point.day is not None and "then" in between)
                or any(
                    row[-1].end <= m.start < target.start
                    for m in scene.of(Kind.RELEASE, Kind.EVENT, Kind.ORDER, Kind.REPORT)
                )
                or not _BREAKS.isdisjoint(between)
            ):
                break
            row.append(target)
    return replace(link, targets=tuple(row)) if len(row) > len(link.targets) else link


_BREAKS = frozenset(
    {"with", "as", "who", "which", "while", "but", "(", ";", "after", "before", "like", "from", "in", "later"}
)


def along_with(scene: Scene, links: list[Link]) -> list[Link]:
    """ "The special arrives in 2026, along with the second season of Echo": a season that comes with another thing."""
    told = list(links)
    for date in scene.dates:
        after = [word for word in scene.words(date.end, date.end + 4) if word != ","]
        if after[:2] not in _ALONG and after[:1] != ["alongside"]:
            continue
        behind = next((t for t in scene.targets if t.start > date.end and t.role in {Role.SHOW, Role.SEASON}), None)
        if behind is None or behind.owned or not set(scene.words(date.end, behind.start)) <= _WITH:
            continue
        at = next((i for i, link in enumerate(told) if link.date is date), None)
        governor = next((m for m in reversed(scene.of(Kind.RELEASE, Kind.WEAK)) if m.end <= date.start), None)
        if at is not None:
            told[at] = replace(told[at], targets=(*told[at].targets, behind)) if told[at].targets else told[at]
        elif governor is not None and scene.distance(governor.end, date.start) <= _NEAR and not scene.of(Kind.NEGATION):
            told.append(Link(date, governor, (behind,), "listed"))
    return told


_ALONG = (["along", "with"], ["together", "with"])
_WITH = frozenset(", along together with alongside the a new its 's".split()) | QUOTES
_NEAR = 1.5


def elsewhere_again(scene: Scene, date: DateMention, earlier: list[Link]) -> bool:
    """Whether a date only tells when another channel had it: "came to Netflix in May 2019 and to ITV in 2020"."""
    if not earlier or scene.words(earlier[-1].date.end, date.start)[:1] != ["and"]:
        return False
    at = earlier[-1].date.end + 1
    led = scene.words(at, at + 1) in (["on"], ["to"]) and any(at < m.start <= at + 2 for m in scene.of(Kind.SERVICE))
    return led and not any(at < t.start < date.start for t in scene.targets if t.role in SHOW_OR_SEASON)


def ahead_of(scene: Scene, beside: Target) -> Target | None:
    """ "Echo comes after Saltmarsh, in June"; "Echo replaces Saltmarsh from June 14": the show that has the date."""
    at = beside.start - 1
    while at > scene.first and scene.text.words[at] in _BEFORE_NAMES:
        at -= 1
    after = scene.words(at - 1, at + 1)
    if after[-1:] not in _SUCCEEDING and after not in _SUCCEEDING:
        return None
    before = [t for t in scene.targets if t.end <= at and t.role in SHOW_OR_SEASON and not t.owned]
    apart = not before or not {",", ";", "and"}.isdisjoint(scene.words(before[-1].end, at))
    return None if apart else before[-1]


_SUCCEEDING = (
    *([word] for word in "replaces replaced follows followed succeeds succeeded replacing succeeding".split()),
    *(["comes", "after"], ["came", "after"], ["come", "after"], ["over", "from"]),
)
_BEFORE_NAMES = QUOTES | {"the", "'s"}


def lined(scene: Scene, date: DateMention) -> Link | None:
    """ "Thu., June 13: Harold (season 7), Echo (season 3), Saltmarsh": all that a day's line lists."""
    if scene.words(date.end, date.end + 1) != [":"] or len(scene.dates) > 1:
        return None
    if date.start != scene.first and _SHOWS.isdisjoint(scene.words(date.start - 4, date.start)):
        return None
    if scene.of(Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.REPORT, Kind.CANCEL, Kind.ORDER, Kind.MOVE):
        return None
    shows = tuple(t for t in scene.targets if t.role is Role.SHOW and not t.owned and t.firm)
    return Link(date, None, shows, "listed") if shows else None


_SHOWS = frozenset("shows series originals titles premieres arrivals debuts".split())


def turned(scene: Scene, date: DateMention, earlier: list[Link]) -> Link | None:
    """ "A in March, B in June, and in October, C": the last of a row may have its date before it."""
    if not earlier or not _goes_on(scene, date, earlier[-1]):
        return None
    for target in scene.targets:
        if target.start >= date.end and target.role in SHOW_OR_SEASON:
            beside = scene.words(date.end, target.start) in ([","], [",", "the"], [], [",", "“"], ["“"])
            return Link(date, earlier[-1].governor, (target,), "listed", earlier[-1].year) if beside else None
    return None


def _goes_on(scene: Scene, date: DateMention, before: Link) -> bool:
    """Whether a row goes on with a date: "A in March, and in June, B"; or in all of it: "in March A, in June B"."""
    lead = scene.words(date.start - 3, date.start - 1)
    if before.rule == "listed" and lead[-1:] == ["and"]:
        return True
    first = bool(before.targets) and before.date.end <= before.targets[0].start
    return first and lead[-1:] in ([","], ["and"]) and before.targets[-1].end >= date.start - 4


def cataphor(scene: Scene, pronoun: Target) -> Target | None:
    """ "Since it premiered in November, “Echo” has broken records": the show of which a first clause tells ahead."""
    named = looks_ahead(scene, pronoun)
    if named is not None and named.tag == "thing" and pronoun.tag == "its":
        # "Ahead of its June 14 return, Netflix has released the trailer for “Echo”": the show's, not the trailer's.
        named = next((t for t in scene.targets if t.start >= named.end and t.owned), named)
    return named if named is not None and named.role is Role.SHOW else None


def looks_ahead(scene: Scene, pronoun: Target) -> Target | None:
    """What a pronoun of a first clause means that is named only behind it: "before it was pulled, the panel"."""
    first = scene.sentence.first
    lead = scene.words(first, pronoun.start)
    noun = pronoun.tag == "its" and not _BEFORE_ITS.isdisjoint(lead)
    if pronoun.start > first + 5 or (_SUBORDINATING.isdisjoint(lead) and not noun):
        return None
    behind = (t for t in scene.targets if t.start > pronoun.start and (t.role is not Role.PRONOUN or t.tag == "series"))
    named = next(behind, None)
    return named if named is not None and "," in scene.words(pronoun.end, named.start) else None


def opening(scene: Scene, governor: Mark) -> Target | None:
    """ "First launched in 2015, “Echo” has run for three seasons": whom a participle tells of that opens a sentence."""
    if governor.start > scene.sentence.first + 1 or governor.tag not in {"past", "part", "ing", "future"}:
        return None
    named = next((t for t in scene.targets if t.start >= governor.end), None)
    if named is None or named.role not in SHOW_OR_SEASON or scene.targets[0].end <= governor.start:
        return None
    between = scene.words(governor.end, named.start)
    return named if "," in between and between.index(",") >= len(between) - 3 else None


_BEFORE_ITS = frozenset({"upon", "on", "from", "following", "with", "at", "ahead"})
_SUBORDINATING = frozenset("since when after before until once as although though while if".split())
