"""What both halves of reading the undated need: the seasons to come, and those that were called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from schedules.model import Status
from schedules.reading.datewords import LIMITS
from schedules.reading.marks import Kind, Mark
from schedules.reading.scene import Scene
from schedules.reading.staging import PEOPLE
from schedules.reading.subject import resumed
from schedules.reading.targets import Role, Target


@dataclass(slots=True)
class Prospect:
    """A season on its way, or one that was called off."""

    target: Target
    status: Status
    mark: Mark | None
    rule: str


@dataclass(slots=True)
class Doubt:
    """How sure a sentence is of what it says."""

    hedges: Sequence[Mark]
    former: Sequence[Mark]
    sure: bool
    question: bool


def doubt_of(scene: Scene) -> Doubt:
    """The words of doubt of a sentence, and those that settle it."""
    hedges = [m for m in scene.of(Kind.HEDGE) if scene.text.words[m.start] not in _PLAIN_DOUBTS]
    hedges = [m for m in hedges if _ITS_END.isdisjoint(scene.words(m.end, m.end + 4))]
    hedges += scene.of(Kind.DISCLAIM)
    sure = any(
        scene.words(m.start - 2, m.start) != ["to", "be"]
        and not any(h.start <= m.start < h.end or _tells(scene, h, m) for h in hedges)
        and not scene.text.words[m.start].startswith("hear")
        and not any(0 <= m.start - n.end <= 1 for n in scene.of(Kind.NEGATION))
        for m in scene.of(Kind.REPORT)
    )
    return Doubt(hedges, scene.of(Kind.FORMER), sure, scene.asks)


def _tells(scene: Scene, source: Mark, report: Mark) -> bool:
    """Whether it is somebody unnamed who tells: "Sources tell us", "A person familiar with the matter says"."""
    words = scene.text.words
    unnamed = words[source.start] in _UNNAMED or words[source.start : source.start + 2] == ["with", "knowledge"]
    return unnamed and 0 <= report.start - source.end <= _SOURCE


_SOURCE = 3
_UNNAMED = frozenset(
    "sources insider insiders leaker leakers tipsters close familiar person people anonymous unnamed someone".split()
)
_PLAIN_DOUBTS = frozenset({"would", "should", "hope", "expect"})
_ITS_END = frozenset({"last", "final"})
"""It may be doubted that a season is the last without any doubt that it comes: "it will likely be its last"."""


def presupposed(scene: Scene, mark: Mark) -> bool:
    """Whether a question takes an event for granted: "What is there to watch until it returns?"."""
    first = max(scene.first, mark.start - _CLAUSE)
    at = max((i for i in range(first, mark.start) if scene.text.words[i] in _WHILE), default=None)
    if at is None or scene.text.words[at + 1] in _ASKING or mark.tag not in {"s", "base", "ing"}:
        return False
    return "," not in scene.words(at, mark.start) and not {"if", "whether"} & {*scene.words(at, mark.start)}


_CLAUSE = 12
_WHILE = frozenset({"when", "while", "until", "till", "before", "once"})
_ASKING = frozenset("will is are does do did can could might may would should has have was were 's".split())


def only_until(scene: Scene, at: int) -> bool:
    """Whether a date bounds what is denied: "no fourth season before 2024", "not until at least May"."""
    return any(
        d.start > at
        and (d.lead in LIMITS or not _UNTIL.isdisjoint(scene.words(at, d.start)))
        and scene.distance(at, d.start) <= _BOUNDED
        for d in scene.dates
    )


_UNTIL = frozenset({"until", "till"})
_BOUNDED = 4.0
"""A date behind more than a long clause bounds something else."""


_NAMELY = frozenset({":", "about", "namely", "–", "—"})


def near(  # noqa: PLR0913 - what a word can be about depends on where it may look
    scene: Scene, mark: Mark, reach: float, *, pronouns: bool = False, after: bool = False, before: bool = False
) -> Target | None:
    """The season or show that a word is about: the nearest within reach; nothing where another title is nearer.

    Args:
        scene: the sentence.
        mark: the word.
        reach: how far it looks.
        pronouns: whether "it" and "the series" count.
        after: whether only what stands behind it counts.
        before: whether only what stands before it counts.
    """
    best, lowest = None, reach
    limit = resumed(scene, mark) if mark.kind in {Kind.ORDER, Kind.CANCEL} else None
    for target in scene.targets:
        if limit is not None and mark.kind is Kind.CANCEL and limit < target.start < mark.start:
            continue
        part = target.role is Role.OTHER and mark.start <= target.start < mark.end
        if (
            part
            or _passed_over(scene, target, pronouns=pronouns)
            or (target.end <= mark.start if after else before and target.start >= mark.end)
        ):
            continue
        if target.end <= mark.start:
            cost = scene.distance(target.end, limit if limit is not None and target.end <= limit else mark.start)
        else:
            cost = scene.distance(mark.end, target.start) if target.start >= mark.end else 0.0
            cost = min(cost, _LISTED) if _heads_a_list(scene, mark, target) else cost
        cost += _handicap(target, cost, ends=mark.kind is Kind.CANCEL)
        if cost < lowest:
            best, lowest = target, cost
    return best if best is not None and best.role is not Role.OTHER else None


def _heads_a_list(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether an order ends in a list: "is to produce sixty hours about four heroes: A, B, C and D"."""
    return mark.kind is Kind.ORDER and ":" in scene.words(target.start - 2, target.start)


_LISTED = 2.0


def _passed_over(scene: Scene, target: Target, *, pronouns: bool) -> bool:
    """Whether a target is none that a word could be about: a count of shows that are named behind it, a pronoun."""
    if target.owned and not PEOPLE.isdisjoint(scene.words(target.end, target.end + 1)):
        return True
    if target.tag == "thing" and scene.words(target.start, target.start + 1) == ["remaining"]:
        return scene.words(target.end, target.end + 1)[:1] in (["two"], ["three"], ["four"])
    if target.tag == "several":
        return not _NAMELY.isdisjoint(scene.words(target.end, target.end + 1))
    if target.role is not Role.PRONOUN:
        return pronouns and not target.firm
    whole = target.tag == "it" or (target.tag == "series" and scene.text.words[target.start] == "the")
    return not (pronouns and target.firm and whole)


def _handicap(target: Target, away: float, *, ends: bool) -> float:
    """How much less a target is likely to be meant than a show that is firmly named."""
    cost = 0.0 if target.firm else 0.8
    if target.role is Role.PRONOUN:
        cost += 1.0 if away else 0.4
    if target.tag == "name":
        cost += 3.0
    elif target.role is Role.OTHER:
        cost += 0.0 if ends and away <= _OBJECT else 0.5
    return cost


_OBJECT = 0.3
"""What is no farther behind a word that ends is its object: "cancelled the film based on Echo"."""


def denied(scene: Scene, mark: Mark) -> bool:
    """Whether a negation stands right before a word, or an order has "yet to be" given."""
    if scene.text.words[mark.start].startswith(_GIVEN) and "yet" in scene.words(mark.start - 3, mark.start - 1):
        return True
    return any(m.end <= mark.start and scene.distance(m.end, mark.start) <= 0.7 for m in scene.of(Kind.NEGATION))


_GIVEN = ("renew", "order", "pick", "green", "commission")
"""How the words for an order begin; filming that is yet to begin is another matter."""


def doubted(scene: Scene, mark: Mark, hedges: Sequence[Mark]) -> bool:
    """Whether a word of doubt is near enough to speak of a word."""
    return any(
        (scene.distance(m.end, mark.start) <= 2.5 or m.kind is Kind.DISCLAIM or _reports(scene, m, mark))
        and not _given_as_fact(scene.words(m.end, mark.start))
        if m.end <= mark.start
        else scene.distance(mark.end, m.start) <= 1.0
        for m in hedges
    )


def _given_as_fact(between: Sequence[str]) -> bool:
    """ "We can assume that he lives, given that a third season was ordered": what a guess is founded on is none."""
    if ":" in between[1:] and "unfounded" in between:
        return True
    return any(one in {"given", "now"} and other == "that" for one, other in pairwise(between))


def _reports(scene: Scene, hedge: Mark, mark: Mark) -> bool:
    """ "There's talk, too, that a third season will be shot": what is doubted is said in a clause of its own."""
    between = scene.words(hedge.end, mark.start)
    return "that" in between[:5] and len(between) <= 16 and {";", "but"}.isdisjoint(between)
