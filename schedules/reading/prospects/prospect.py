"""What both halves of reading the undated need: the seasons to come, and those that were called off."""

from dataclasses import dataclass

from schedules.model import Status
from schedules.reading.binding.subject import resumed
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.owned import CASTING, PEOPLE
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import LIMITS
from schedules.reading.words.marks import Kind, Mark


@dataclass(slots=True)
class Prospect:
    """A season on its way, or one that was called off."""

    target: Target
    status: Status
    mark: Mark | None
    rule: str


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
    if target.owned and scene.text.words[target.start - 1] in CASTING:
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
