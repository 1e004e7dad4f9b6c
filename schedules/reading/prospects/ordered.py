"""What an order, work on a season or a plan for one is about."""

from dataclasses import replace
from typing import Final

from schedules.reading.binding.antecedents import antecedent
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.awaited import TOGETHER, led_to, of_its_run, renewed_since, where_they_meet, worked_on
from schedules.reading.prospects.prospect import near
from schedules.reading.prospects.unordered import somebody_returns, was_shown, wished
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Mark
from schedules.reading.words.text import QUOTES


def ordered(scene: Scene, mark: Mark) -> Target | None:
    """What an order, work on it or a plan is about."""
    if _no_order(scene, mark):
        return None
    if mark.tag in {"toward", "work"}:
        return led_to(scene, mark) if mark.tag == "toward" else worked_on(scene, mark)
    if scene.words(mark.end, mark.end + 1) == ["with"] and scene.text.words[mark.end - 1] in TOGETHER:
        return where_they_meet(scene, mark)
    planning = scene.text.words[mark.start].startswith("plan") and mark.tag != "past"
    far = scene.text.words[mark.end - 1] in _HOW_FAR
    if far and any(0 <= date.start - mark.end <= 2 for date in scene.dates):
        return None
    listed = _first_of_a_list(scene, mark)
    if listed is not None:
        return listed
    active = (planning and scene.text.words[mark.start] != "planned") or _has_object(scene, mark)
    target = near(scene, mark, 2.8, after=active, before=far)
    if far and scene.words(mark.end, mark.end + 1) == ["from"]:
        return None
    if target is not None and mark.tag == "talk" and target.season is None and _only_talks(scene, mark, target):
        return None
    target = _the_next(scene, mark, _numbered(scene, mark, target)) if target is not None else _of_which(scene, mark)
    return None if _of_then(scene, mark, target) else _season_before(scene, mark, target)


def _only_talks(scene: Scene, mark: Mark, target: Target) -> bool:
    """ "Echo is what everybody talks of", "they talk of Echo": what is talked of is the show, and no season to come."""
    if scene.text.words[mark.end - 1] not in {"of", "about"} or not scene.text.words[mark.start].startswith("talk"):
        return False
    return target.end <= mark.start or (target.start == mark.end and scene.text.words[mark.start] != "talk")


def _no_order(scene: Scene, mark: Mark) -> bool:
    """Whether the words of an order mean something else: "this will be the last", "signed off on May 2"."""
    if of_its_run(scene, mark) or scene.words(mark.start - 1, mark.end) in _THE_LAST:
        return True
    on_it = scene.text.words[mark.end - 1] in {"on", "of"}
    if on_it and any(t.tag == "title" and 0 <= t.start - mark.end <= 1 for t in scene.targets):
        return True  # "Echo's star has finished work on the third season of his drama Hay"
    if scene.text.words[mark.start] == "deal" and not _OLD.isdisjoint(scene.words(mark.start - 4, mark.start)):
        return True
    if scene.words(mark.end - 2, mark.end) == ["set", "of"] and not _ONCE_ON_SET.isdisjoint(scene.vocabulary):
        return True
    if scene.text.words[mark.start] == "deal" and not _FAILED.isdisjoint(scene.vocabulary):
        return True
    if wished(scene, mark) or somebody_returns(scene, mark) or was_shown(scene, mark):
        return True
    signed = scene.words(mark.end - 2, mark.end) == ["off", "on"]
    return signed and any(date.start == mark.end for date in scene.dates)


_ONCE_ON_SET: Final = frozenset(
    "met hurt injured injury fell fall accident died killed sued suit lawsuit fire married friends".split()
)
"""What is told of a day on the set, whenever it was."""


def _of_then(scene: Scene, mark: Mark, target: Target | None) -> bool:
    """Whether work is that of the past, a show only somebody's part, or what an order came after."""
    past = mark.tag != "dated" and "had" in scene.words(mark.start - 5, mark.start)
    if past or scene.words(mark.start - 1, mark.start + 1) in _WAS_IN:
        return True
    if target is None:
        return False
    role = target.season is None and scene.words(target.start - 1, target.start) == ["as"]
    after = target.start > mark.end and "after" in scene.words(mark.end, target.start)
    return role or (after and not renewed_since(scene, mark, target))


def _of_which(scene: Scene, mark: Mark) -> Target | None:
    """ "“Echo,” another of their shows, which is shooting": what a relative right before an order means."""
    which = next((t for t in scene.targets if t.end == mark.start and t.tag == "which"), None)
    return antecedent(scene, which)[0] if which is not None else None


def _the_next(scene: Scene, mark: Mark, target: Target) -> Target | None:
    """ "“Echo” had its third season in May and was renewed": the one after a season that was out is ordered."""
    if target.season is None and target.role is Role.SHOW and scene.seasons:
        timed = next((t for t in scene.targets if _in_its_time(scene, mark, t)), None)
        if timed is None or timed.season is None:
            return target
        return replace(target, season=replace(timed.season, number=(timed.season.number or 0) + 1))
    if target.season is None or not renewed_since(scene, mark, target):
        return target
    owner = antecedent(scene, target)[0] if target.show is None else target
    after = replace(target.season, number=(target.season.number or 0) + 1)
    return replace(owner, season=after) if owner is not None else None


def _numbered(scene: Scene, mark: Mark, target: Target) -> Target:
    """The show of which a sentence tells the season behind the order: "A is to bow out with a fifth season".

    Also "two more seasons, its fifth and sixth": several seasons that are counted first, and told after.
    """
    more = target.season is not None and target.season.number is None and target.season.label in _MORE
    if target.role is Role.OTHER or not (more or (target.season is None and target.end <= mark.start)):
        return target
    start = max(target.end, mark.end)
    for other in scene.targets:
        if other.role is Role.SEASON and other.season is not None and other.season.number and other.start >= start:
            lead = scene.words(start, other.start)
            told = _TOLD_AFTER if more else _BEFORE_SEASONS
            return replace(target, season=other.season) if len(lead) <= _LEAD and told.issuperset(lead) else target
    return target


_MORE = frozenset({"more", "further", "additional"})
_LEAD = 6
_BEFORE_SEASONS = frozenset({"a", "its", "the"})
_TOLD_AFTER = frozenset({",", ":", "–", "—", "the", "its", "in", "at", "one", "go", "once", "namely"})


def _in_its_time(scene: Scene, mark: Mark, target: Target) -> bool:
    """ "“Echo” was renewed three days before its second season ends": a season that only tells when it was."""
    if target.role is not Role.SEASON or target.season is None or not target.season.number or target.start < mark.end:
        return False
    if not scene.text.words[mark.start].startswith(_RENEWING):
        return False
    between = scene.words(mark.end, target.start)
    return between[-1:] in _ITS and not _TIMES.isdisjoint(between) and "for" not in between


_RENEWING = ("renew", "pick", "been", "was", "is", "has")
_ITS = (["its"], ["the"], ["their"], ["his"], ["her"])
_TIMES: Final = frozenset({"before", "ahead", "after", "while", "as", "during", "midway"})


def _first_of_a_list(scene: Scene, mark: Mark) -> Target | None:
    """ "Several shows were renewed, such as A and B": the first of those that are named for all of the kind."""
    after = scene.words(mark.end, mark.end + _LISTING)
    if _SUCH.isdisjoint(after) or _KINDS.isdisjoint(scene.words(mark.start - _LISTING, mark.start)):
        return None
    at = mark.end + max(i for i, word in enumerate(after) if word in _SUCH) + 1
    at += scene.words(at, at + 1) == ["as"]
    return next((t for t in scene.targets if t.role is Role.SHOW and 0 <= t.start - at <= 2), None)


_FAILED = frozenset({"fell", "collapsed", "failed", "died", "expired"})
_OLD = frozenset({"original", "first", "initial", "old", "earlier"})
_LISTING = 8
_SUCH = frozenset({"such", "including", "like"})
_KINDS = frozenset({"shows", "series", "dramas", "comedies", "titles", "originals"})
_WAS_IN = (["were", "in"], ["was", "in"])
"""What was in the works then: "A and B were in the queue behind it"."""
_THE_LAST = [[who, "will", "be", "the", word] for who in ("this", "that", "these") for word in ("final", "last")]
"""A season that is spoken of, not one of the shows that are named before it: "given the fate of A, this will be"."""


def _season_before(scene: Scene, mark: Mark, target: Target | None) -> Target | None:
    """ "A third run has been ordered for “You”, which was back in May": the season, not only the show behind it."""
    if target is None or target.season is not None or target.start < mark.end:
        return target
    seasons = [t for t in scene.targets if t.role is Role.SEASON and t.end <= mark.start]
    linked = all(word in LINKING for word in scene.words(mark.end, target.start))
    near_it = linked and bool(seasons) and scene.distance(seasons[-1].end, mark.start) <= _OBJECT
    return seasons[-1] if near_it else target


_OBJECT = 1.0
_HOW_FAR = frozenset({"away", "off", "here"})
"""How phrases end that tell how far off their subject is."""


def _has_object(scene: Scene, mark: Mark) -> bool:
    """Whether what is worked on stands behind the word: "the Echo team is working on a film"."""
    return scene.text.words[mark.end - 1] in {"on", "in"} and scene.words(mark.end, mark.end + 1) in (
        ["a"],
        ["an"],
        ["another"],
    )


LINKING = frozenset("for of the 's".split()) | QUOTES | HOUSES
