"""Seasons on which a sentence says that somebody is at work, by verbs and places of work put together freely.

The lexicon has what is said as it stands ("in the can"); here are the clauses that every writer makes up anew: "her
team is breaking season two", "a third season is being scored in Prague", "it is deep into post-production".
"""

from collections.abc import Iterator, Sequence
from typing import Final

from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.seasonwords import SeasonMention
from schedules.reading.words.text import QUOTES


def made(scene: Scene, seasons: Sequence[tuple[Target, SeasonMention]]) -> Iterator[tuple[Mark, Target]]:
    """Those of a sentence's seasons that are worked on, each with the word that says so."""
    vocabulary = scene.vocabulary
    at_it = not AT_IT.isdisjoint(vocabulary)
    done = not _STAGES.isdisjoint(vocabulary)
    if not (at_it or done) or scene.text.words[scene.first] in _CONDITIONS:
        return
    for target, season in seasons:
        if not (season.number or season.label in _FRESH):
            continue
        if target.role is Role.SEASON and scene.words(target.start - 1, target.start) in _SEVERAL:
            continue
        at = _worked(scene, target) if at_it else None
        if at is None and done:
            at = _being(scene, target)
        if at is not None:
            yield Mark(Kind.ORDER, at, at + 1, "made"), target


def _worked(scene: Scene, target: Target) -> int | None:
    """Where the verb stands of which a season is the object: "is writing", "has begun casting its", "will shoot a"."""
    words, at = scene.text.words, target.start - 1
    first = scene.first
    while at > first and words[at] in _BEFORE_A_SEASON:
        at -= 1
    if at > first and words[at] in _PARTICLES:
        at -= 1
    if at <= first or words[at] not in AT_IT:
        return None
    lead = words[at - 1]
    step = at - 1
    while step > first and lead in _ADVERBS:
        step -= 1
        lead = words[step]
    if words[at].endswith("ing"):
        return at if lead in _NOW else None
    return at if lead in _WILL or (lead == "to" and words[step - 1] in _BOUND) else None


def _being(scene: Scene, target: Target) -> int | None:
    """Where what is done to a season stands: "is now being cast", "has been shot", "is deep into post-production"."""
    words, at, last = scene.text.words, target.end, min(scene.last, target.end + _CLAUSE)
    while at < last and words[at] in QUOTES:
        at += 1
    if at >= last or words[at] not in _STATES:
        return None
    if words[at] in _AT_WORK:
        return at
    state = at
    at += 1
    while at < last and (words[at] in _ADVERBS or words[at] in _BEEN):
        at += 1
    if at >= last:
        return None
    if words[at] in DONE:
        finished = words[state] in _HAVE and words[at - 1] != "been"
        return None if finished else at
    place = next((i for i in range(at, last) if words[i] in _ROOMS), None)
    if place is None or _PLACING.isdisjoint(words[at - 1 : place]):
        return None
    return place if all(word in _ON_THE_WAY for word in words[at:place]) else None


_CONDITIONS: Final = frozenset({"if", "should", "provided", "assuming", "unless"})
_FRESH: Final = frozenset({"new", "next", "another", "upcoming", "forthcoming", "further", "more"})
_CLAUSE: Final = 12
_SEVERAL: Final = (["both"], ["all"])
AT_IT: Final = frozenset(
    (
        "writing breaking shooting filming prepping preparing planning developing plotting outlining mapping casting "
        "editing scoring mixing animating storyboarding drawing rehearsing producing finishing completing scripting "
        "sketching lensing crafting penning cooking commissioning directing dubbing financing drafting assembling "
        "write shoot film prep prepare develop plot cast edit score animate produce script pen "
        "deliver commission make mount"
    ).split()
)
"""What people do to a season before it is out."""
DONE: Final = frozenset(
    (
        "written shot filmed prepped prepared planned developed plotted outlined mapped cast edited scored mixed "
        "animated storyboarded drawn rehearsed produced finished completed scripted sketched crafted penned dubbed "
        "commissioned financed funded budgeted drafted assembled polished readied paid coming happening brewing"
    ).split()
)
"""What is done to it, and what it does itself."""
_ROOMS: Final = frozenset(
    (
        "production post-production pre-production preproduction postproduction development filming shooting shoot "
        "prep preparation edit editing writing casting scripts cameras pipeline oven shape"
    ).split()
)
_AT_WORK: Final = frozenset({"shoots", "films"})
_STAGES: Final = DONE | _ROOMS | _AT_WORK
_BEFORE_A_SEASON: Final = (
    frozenset("a an the its his her their our this another on for new of show 's".split()) | QUOTES | HOUSES
)
_PARTICLES: Final = frozenset({"out", "up", "on", "off", "together"})
_ADVERBS: Final = frozenset(
    (
        "already now currently still just also busy quietly hard at work presently officially actively even almost "
        "nearly all both finally soon reportedly apparently in back"
    ).split()
)
_NOW: Final = frozenset(
    (
        "into is are 's 're 'm am been started starts start begun begins begin began resumed resumes keep keeps "
        "finished , "
        "and"
    ).split()
)
_WILL: Final = frozenset({"will", "'ll", "shall"})
_BOUND: Final = frozenset(
    (
        "is are 's 're set going plan plans planning due about start starts begin begins back hired tapped returns "
        "mean "
        "means intend intends agreed contracted contract committed bound obliged signed"
    ).split()
)
_STATES: Final = frozenset(
    "is are finds 's has have will goes go heads head moves enters remains stays shoots films".split()
)
_HAVE: Final = frozenset({"has", "have"})
_BEEN: Final = frozenset({"be", "been", "being", "getting"})
_PLACING: Final = frozenset("in into through at to under enters entered entering nearing of before".split())
_ON_THE_WAY: Final = _PLACING | frozenset(
    (
        "the its a deep itself already well far halfway midway most end stage stages early late final last full "
        "advanced active phase post pre - long back"
    ).split()
)
