"""Dates of a season told by how it all began, by who is first seen in it, or by its launch."""

from typing import Final

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.dates.calendar import AHEAD
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import form_of, tense_of
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def begun_with(scene: Scene, date: DateMention) -> Link | None:
    """ "In 2015, with “Echo”.": the answer to the question how it all began."""
    if date.start > scene.first + 1 or scene.last - scene.first > _SHORT or scene.asks:
        return None
    for target in scene.targets:
        between = [w for w in scene.words(date.end, target.start) if w not in QUOTES and w not in HOUSES]
        if target.role is Role.SHOW and between[:2] == [",", "with"] and all(w in _THEIRS for w in between[2:]):
            row = group(scene, target)
            after = [w for w in scene.words(row[-1].end, scene.last) if w not in QUOTES]
            return Link(date, None, tuple(row), "answer") if after[:1] in _ENDS else None
    return None


_SHORT = 14
_ENDS: tuple[list[str], ...] = ([], ["."], ["!"], [","], ["("], [";"])
_THEIRS = frozenset({"the", "a", "'s", "of", "debut", "first", "season", "premiere", "launch"})


def opened_with(scene: Scene, date: DateMention) -> Link | None:
    """ "“Echo” began with The Long Night on July 25, 2010": the first episode of a show opens it."""
    if date.point.year is None or _BEGAN.isdisjoint(scene.vocabulary):
        return None
    starts = [m for m in scene.of(Kind.RELEASE) if m.tag == "start" and m.end < date.start]
    if not starts or scene.text.words[starts[-1].start] not in _BEGAN:
        return None
    governor = starts[-1]
    lead = scene.words(governor.end, date.start)
    if len(lead) > _SHORT or not _CLAUSES.isdisjoint(lead) or lead[-1:] not in (["on"], ["in"]):
        return None
    at = governor.start - (scene.text.words[governor.start - 1] in QUOTES)
    show = next((t for t in scene.targets if t.role is Role.SHOW and t.end == at), None)
    if show is None or show.season is not None or show.owned:
        return None
    return Link(date, governor, (show,), "governed")


_BEGAN = frozenset({"began", "started", "opened", "kicked"})
_CLAUSES = frozenset(", ; : but which that while when after before until".split())


def set_in_commas(scene: Scene, date: DateMention) -> Link | None:
    """ "Echo's first season, in May 2018, was the biggest launch that Hulu ever had": a day right behind its season."""
    at = date.start - 2
    if (date.point.month or date.point.year) is None or scene.words(at, date.start) not in _AT_A_TIME:
        return None
    season = next((t for t in scene.targets if t.end == at and t.season is not None and t.role is not Role.OTHER), None)
    if season is None or season.owned or season.season is None or season.season.number is None:
        return None
    after = scene.words(date.end + 1, date.end + 2)
    told = scene.of(Kind.ORDER, Kind.GIVING, Kind.REPORT, Kind.CANCEL)
    described = after in (["that"], ["which"], ["and"]) and date.point.year is not None and not told
    return Link(date, None, (season,), "listed") if described or after in _PAST else None


_AT_A_TIME = ([",", "in"], [",", "on"], [",", "back"])
_PAST = (["was"], ["were"], ["became"], ["had"], ["set"], ["broke"], ["drew"], ["made"], ["brought"], ["proved"])


def did_then(scene: Scene, date: DateMention) -> Link | None:
    """ "Season two, which lifted off in May", "the third had sailed up in June": whatever a season did, it was out."""
    words, at = scene.text.words, date.start - 1
    if words[at] not in _THEN or (date.point.month is None and date.point.days is None):
        return None
    while at > scene.first and words[at - 1] in _ALONG:
        at -= 1
    at -= 1
    verb = words[at]
    if not (verb.endswith("ed") or verb in _WENT) or verb in _NO_BEGINNING or scene.text.capital(at):
        return None
    if any(m.start <= at < m.end for m in scene.marks):
        return None
    end = at
    while end > scene.first and words[end - 1] in _BEFORE_A_VERB:
        end -= 1
    if words[end] == "," and words[end + 1] not in {"which", "that"}:
        return None  # "a guide to season two, updated on June 14"
    season = next((t for t in scene.targets if t.end == end and t.role in SHOW_OR_SEASON), None)
    if season is None or season.owned or season.season is None or season.season.number is None:
        return None
    return Link(date, Mark(Kind.RELEASE, at, at + 1, "past"), tuple(group(scene, season)), "governed")


_THEN: Final = frozenset({"in", "on"})
_ALONG: Final = frozenset("off up in out down over onto into our screens view back upon ashore along past".split())
_WENT: Final = frozenset("rode crept blew swept sprang stole slid fell burst flew sank rose swam broke".split())
_BEFORE_A_VERB: Final = frozenset({",", "which", "that", "had", "finally", "quietly", "duly", "then", "only"})
_NO_BEGINNING: Final = frozenset(
    (
        "completed peaked averaged improved continued failed featured rated scored ranked slipped stalled leaked "
        "tanked disappointed succeeded needed received used called based watched ordered"
    ).split()
)
"""What a season does when it is there already, or what is done with it before."""


def seen_in(scene: Scene, date: DateMention, governor: Mark) -> Link | None:
    """ "She will be introduced in 2020 in the third season of “Echo”": a season in which somebody is first seen."""
    if date.point.day is not None:
        return None
    if scene.text.words[governor.start] not in _SEEN or tense_of(scene, governor).direction != AHEAD:
        return None
    for target in scene.targets:
        if target.season is None or target.season.number is None or target.role is Role.OTHER or target.owned:
            continue
        after = scene.words(date.end, target.start)
        before = scene.words(target.end, date.start)
        led = scene.words(target.start - 2, target.start)
        if target.start >= date.end and after in _IN_THE:
            return Link(date, governor, (target,), "seen in")
        if governor.end <= target.start and target.end <= date.start and before in _BESIDE_IT and "in" in led:
            return Link(date, governor, (target,), "seen in")
    return None


_SEEN = frozenset({"introduced", "unveiled", "seen", "met"})
_IN_THE = (["in"], ["in", "the"], ["in", "its"], [",", "in"], [",", "in", "the"], ["during"], ["during", "the"])
_BESIDE_IT: tuple[list[str], ...] = ([], ["in"], [","], [",", "in"], ["“"], ["”", "in"], ["”", ","])


def launch_moves(scene: Scene, governor: Mark) -> bool:
    """Whether what moves is "the launch" of what the text is about: "the launch itself is said to be moving to May"."""
    if governor.kind is not Kind.MOVE:
        return False
    nouns = [m for m in scene.of(Kind.RELEASE) if m.end <= governor.start and form_of(scene, m) == "noun"]
    if not nouns or scene.words(nouns[-1].start - 1, nouns[-1].start) != ["the"]:
        return False
    at = nouns[-1].start - 1
    if at > scene.first and scene.words(at - 1, at) not in (["and"], ["but"], [";"]):
        return False
    between = scene.words(nouns[-1].end, governor.start)
    crossed = any(nouns[-1].end <= t.start < governor.start for t in scene.targets)
    return not crossed and len(between) <= _AUXILIARIES and _BREAKS.isdisjoint(between)


_AUXILIARIES = 7
_BREAKS = frozenset({",", ";", "of", "for", "and", "but"})
