"""What a sentence only tells to be untrue, or not to follow: "Reports that it was renewed are premature"."""

from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def unfounded(scene: Scene, mark: Mark) -> bool:
    """Whether a word stands in a clause that its sentence does not vouch for.

    "It isn't true that", "that doesn't mean", "nobody has said that": a clause behind a denial; "Claims that it was
    renewed are false": a report that is called untrue behind it; "Were it ordered": an order that is only supposed.
    """
    words, first = scene.text.words, scene.sentence.first
    if _DENIALS.isdisjoint(scene.by_kind) and words[first] not in _WERE:
        return False
    if words[first] in _WERE and mark.kind is Kind.ORDER and not scene.asks:
        return True
    if _THAT.isdisjoint(scene.vocabulary):
        return False
    lead = scene.words(first, mark.start)
    if "that" not in lead:
        return "mean" in lead[-_NEAR:] and _denied(scene, first + len(lead) - 1 - lead[::-1].index("mean"))
    at = first + lead.index("that") if lead[0] != "that" or lead.count("that") == 1 else first + lead.index("that", 1)
    if at == first:
        return False
    if words[at - 1] in _TOLD and at - first <= _OPENING:
        return any(m.tag == "untrue" and m.start >= mark.end for m in scene.of(Kind.DENY))
    return words[at - 1] in _VOUCHED and _denied(scene, at - 1)


def not_said(scene: Scene, at: int) -> bool:
    """ "Hulu never said that it would be back in May", "nothing suggests that": what stands there nobody says."""
    lead = scene.words(scene.first, at)
    if "that" not in lead:
        return False
    place = len(lead) - 1 - lead[::-1].index("that")
    return place > 0 and lead[place - 1] in _VOUCHED and _denied(scene, scene.first + place - 1)


_THAT = frozenset({"that", "mean"})


def _denied(scene: Scene, at: int) -> bool:
    """Whether a negation stands in the same clause shortly before a place."""
    return any(
        at - _NEAR <= m.start <= at and {",", ";", "but"}.isdisjoint(scene.words(m.end, at))
        for m in scene.of(Kind.NEGATION)
    ) or scene.words(at - 3, at - 1) == ["no", "one"]


_DENIALS = frozenset({Kind.NEGATION, Kind.DENY})
_NEAR = 8
_OPENING = 6
_WERE = frozenset({"were", "had"})
_TOLD = frozenset("reports report claims claim rumours rumors rumour rumor stories suggestions talk".split())
_VOUCHED = frozenset("true mean means meant said saying suggest suggests indicate indication sign imply".split())
