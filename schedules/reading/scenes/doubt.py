"""How sure a sentence is of what it says: what it doubts, denies or takes for granted."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


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
