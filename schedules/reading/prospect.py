"""What both halves of reading the undated need: the seasons to come, and those that were called off."""

from collections.abc import Sequence
from dataclasses import dataclass

from schedules.model import Status
from schedules.reading.marks import Kind, Mark
from schedules.reading.scene import Scene
from schedules.reading.subject import resumed
from schedules.reading.targets import Role, Target


@dataclass(frozen=True, slots=True)
class Prospect:
    """A season on its way, or one that was called off."""

    target: Target
    status: Status
    mark: Mark | None
    rule: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure a sentence is of what it says."""

    hedges: Sequence[Mark]
    former: Sequence[Mark]
    sure: bool
    question: bool


def doubt_of(scene: Scene) -> Doubt:
    """The words of doubt of a sentence, and those that settle it."""
    hedges = [m for m in scene.of(Kind.HEDGE) if scene.text.words[m.start] not in {"would", "should", "hope", "expect"}]
    sure = any(
        scene.words(m.start - 2, m.start) != ["to", "be"] and not any(h.start <= m.start < h.end for h in hedges)
        for m in scene.of(Kind.REPORT)
    )
    return Doubt(hedges, scene.of(Kind.FORMER), sure, scene.text.words[scene.sentence.last - 1] == "?")


def only_until(scene: Scene, at: int) -> bool:
    """Whether a date bounds what is denied: "no fourth season before 2024"."""
    return any(d.start > at and d.lead in {"before", "until", "till"} for d in scene.dates)


def near(scene: Scene, mark: Mark, reach: float, *, pronouns: bool = False, after: bool = False) -> Target | None:
    """The season or show that a word is about: the nearest within reach; nothing where another title is nearer.

    Args:
        scene: the sentence.
        mark: the word.
        reach: how far it looks.
        pronouns: whether "it" and "the series" count.
        after: whether only what stands behind it counts.
    """
    best, lowest = None, reach
    limit = resumed(scene, mark) if mark.kind is Kind.ORDER else None
    for target in scene.targets:
        if pronouns and not target.firm:
            continue
        if target.role is Role.PRONOUN and not (
            pronouns and (target.tag == "it" or (target.tag == "series" and scene.text.words[target.start] == "the"))
        ):
            continue
        if target.end <= mark.start:
            if after:
                continue
            at = limit if limit is not None and target.end <= limit else mark.start
            cost = scene.distance(target.end, at)
        elif target.start >= mark.end:
            cost = scene.distance(mark.end, target.start)
        else:
            cost = 0.0
        cost += 0.0 if target.firm else 0.8
        if target.role is Role.PRONOUN:
            cost += 1.0 if cost else 0.4
        if target.role is Role.OTHER:
            cost += 0.5 if target.tag != "name" else 3.0
        if cost < lowest:
            best, lowest = target, cost
    return best if best is not None and best.role is not Role.OTHER else None


def denied(scene: Scene, mark: Mark) -> bool:
    """Whether a negation stands right before a word."""
    return any(m.end <= mark.start and scene.distance(m.end, mark.start) <= 0.7 for m in scene.of(Kind.NEGATION))


def doubted(scene: Scene, mark: Mark, hedges: Sequence[Mark]) -> bool:
    """Whether a word of doubt is near enough to speak of a word."""
    return any(
        scene.distance(m.end, mark.start) <= 2.5 if m.end <= mark.start else scene.distance(mark.end, m.start) <= 1.0
        for m in hedges
    )
