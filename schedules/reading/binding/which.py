"""Which season a sentence means by the words around a show, a verb or an end."""

from collections.abc import Set as AbstractSet

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words import hints
from schedules.reading.words.datewords import COUNTS
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES

CALLED_OFF = frozenset(
    "for before no getting get have making forward ahead renew renewing order ordering against".split()
)
_FOR = frozenset("for about getting get as its his her their in through".split())
_JOINING = frozenset({",", "and", "&"}) | QUOTES
_SO_MANY = {**COUNTS, "single": 1}


def season_for(scene: Scene, end: int, link: Link | None, leads: AbstractSet[str] = frozenset()) -> int | None:
    """The season told behind a show or a verb: "renewed for a third season", "returns in May for season two"."""
    first = end
    for target in scene.targets:
        if target.start < first or target.role not in SHOW_OR_SEASON:
            continue
        if target.role is Role.SHOW and target.season is None and _JOINING.issuperset(scene.words(end, target.start)):
            end = target.end
            continue
        if target.role is Role.SHOW:
            return _of_the_last(scene, end, target, leads or _FOR)
        lead = scene.words(target.start - 4, target.start)
        if link is None and "still" in lead and not _HAVING.isdisjoint(lead):
            return None  # "cancels A and B, which still will have a third season"
        if link is not None and link.governor is not None:
            far = scene.distance(link.governor.end, target.start) > 2.2 or _begins_anew(scene, link, target)
            given = any(link.governor.end < m.start < target.start for m in scene.of(Kind.GIVING))
            if far or given or any(first <= m.start < target.start for m in scene.of(Kind.ORDER)):
                return None
        if scene.sentence.heading and target.season is not None:
            return target.season.number
        if target.season is not None and target.season.number is not None:
            return target.season.number if not (leads or _FOR).isdisjoint(lead) else None
    return None


def _of_the_last(scene: Scene, end: int, show: Target, leads: AbstractSet[str]) -> int | None:
    """ "A, B and C are to return for a second season": the season that stands behind the last of a row is of each."""
    season = show.season
    if season is None or season.number is None or season.start < show.start + 1:
        return None
    joined = bool(scene.words(end, show.start)) and _JOINING.issuperset(scene.words(end, show.start))
    return season.number if joined and not leads.isdisjoint(scene.words(season.start - 2, season.start)) else None


def _begins_anew(scene: Scene, link: Link, season: Target) -> bool:
    """ "Premiered in May 2015 and was moved to Fridays for its second season": a season of what happened next."""
    words = scene.words(link.date.end, season.start) if "and" in scene.vocabulary else []
    return "and" in words and words[words.index("and") + 1 :][:1] in _VERBS


_VERBS = (["was"], ["were"], ["has"], ["had"], ["moved"], ["then"], ["got"], ["is"], ["returned"], ["went"])
_HAVING = frozenset({"have", "has", "get", "gets", "air"})


def after_seasons(scene: Scene) -> int | None:
    """The season that a show won't have which was "cancelled after two seasons"."""
    if "after" not in scene.vocabulary:
        return None
    if not scene.sentence.hints & hints.SEASON:
        return _after_so_many(scene)
    words = scene.words(scene.first, scene.last)
    for season in scene.seasons:
        if season.number and season.label != "count" and "after" in scene.words(season.start - 3, season.start):
            return season.number + 1
    for index, word in enumerate(words):
        if word in {"season", "seasons", "series"} and index >= 2:
            lead = words[max(0, index - 4) : index]
            if "after" not in lead:
                continue
            for each in reversed(lead):
                number = _SO_MANY.get(each) or (int(each) if each.isdecimal() and len(each) <= 2 else 0)
                if number:
                    return number + 1
    return None


def after_so_many(scene: Scene, target: Target) -> int | None:
    """ "Called off A and B after one season", "A and B were both axed after one": so it was with each of the row."""
    if "after" not in scene.vocabulary or scene.words(scene.first, scene.last).count("after") > 1:
        return None
    last = group(scene, target)[-1].end
    behind = any(t.role is Role.SHOW and t.start >= last for t in scene.targets)
    told = "after" in scene.words(last, last + _NEXT) or any(
        last <= m.start <= last + _VERB and scene.words(m.end, m.end + 1) == ["after"] for m in scene.of(Kind.CANCEL)
    )
    return after_seasons(scene) if told and not behind else None


_NEXT = 3
_VERB = 5


def _after_so_many(scene: Scene) -> int | None:
    """ "Cancelled after three.": a number right behind a word that calls off, at the end of what is told."""
    for mark in scene.of(Kind.CANCEL):
        number = _SO_MANY.get(scene.words(mark.end + 1, mark.end + 2)[0]) if mark.end + 1 < scene.last else None
        closed = scene.words(mark.end + 2, mark.end + 3) in ([], ["."], [","], [";"], ["!"])
        if number and closed and scene.words(mark.end, mark.end + 1) == ["after"]:
            return number + 1
    return None


def unfinished(scene: Scene, mark: Mark) -> int | None:
    """The season that was in the works when a show was called off: "had a fourth season in development when"."""
    for target in scene.targets if scene.seasons else ():
        if target.season is None or target.season.number is None or target.season.label == "count":
            continue
        low, high = min(target.start, mark.start), max(target.end, mark.end)
        joined = any(word in _MEANWHILE for word in scene.words(low, high))
        for order in scene.of(Kind.ORDER) if joined else ():
            lead = scene.words(min(target.start, order.start) - 3, max(target.end, order.end))
            near = scene.distance(min(target.end, order.end), max(target.start, order.start)) <= _BESIDE
            if near and order.tag != "talk" and not _IN_PAST.isdisjoint(lead):
                return target.season.number
    return None


_BESIDE = 1.2
_MEANWHILE = frozenset({"when", "while", "although", "though", "as", "despite"})
_IN_PAST = frozenset({"had", "was", "were", "been"})


def all_seasons(target: Target | None, season: int | None) -> tuple[int | None, ...]:
    """A season and those named in one phrase with it: "seasons 3 and 4"."""
    if target is None or target.season is None or target.season.number != season:
        return (season,)
    return (season, *target.season.others)
