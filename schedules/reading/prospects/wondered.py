"""Seasons that are only supposed, wished for or asked about, whatever the words for their coming."""

from collections.abc import Sequence

from schedules.reading.scenes.doubt import Doubt, presupposed
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def only_wondered(scene: Scene, mark: Mark, doubt: Doubt) -> bool:
    """Whether a season is only supposed: "Will there be a season 4?", "should they order a third"."""
    lead = scene.words(mark.start - 8, mark.start)
    wished = mark.kind in {Kind.GIVING, Kind.ORDER} and not _WISHES.isdisjoint(lead)
    if scene.text.words[mark.start] == "up" and not {"'d", "would"}.isdisjoint(lead[-2:]):
        return True  # "he'd be up for a third season"
    if not _WOULD.isdisjoint(lead[-2:]) and not _SUPPOSED.isdisjoint(scene.vocabulary):
        return True  # "Hulu would order a third season tomorrow if it could"
    if scene.text.words[scene.first] == "if" and _on_condition(scene, mark):
        return True
    if not _MEANING.isdisjoint(scene.words(mark.start - 16, mark.start)) and _means_nothing(scene, mark):
        return True
    asked = doubt.question and not presupposed(scene, mark)
    return asked or wished or _in_question(lead) or (mark.kind is Kind.ORDER and "should" in lead[-4:])


_WOULD = frozenset({"would", "'d"})
_SUPPOSED = frozenset({"if", "were", "had", "unless"})


def _means_nothing(scene: Scene, mark: Mark) -> bool:
    """ "None of which means that a series is in development": what does not follow is not said."""
    lead = scene.words(mark.start - 16, mark.start)
    at = next(i for i, word in enumerate(lead) if word in _MEANING)
    return not _NOTHING.isdisjoint(lead[:at][-6:]) and not {"but", ";"} & {*lead[at:]}


_MEANING = frozenset({"mean", "means"})
_NOTHING = frozenset({"'t", "not", "none", "nothing"})


def _on_condition(scene: Scene, mark: Mark) -> bool:
    """ "If it is renewed, Doe will be back": whether the clause of the condition has an order, and a word follows."""
    words = scene.words(scene.first, mark.start)
    comma = scene.first + words.index(",") if "," in words else mark.end
    return any(m.end <= comma < mark.start for m in scene.of(Kind.ORDER, Kind.GIVING))


def _in_question(lead: Sequence[str]) -> bool:
    """Whether "if" or "whether" governs what follows: "unclear whether it returns", not "if so, it returns"."""
    at = max((i for i, word in enumerate(lead) if word in {"if", "whether"}), default=-1)
    return at >= 0 and "," not in lead[at:] and lead[at - 1 : at] not in (["as"], ["even"])


_WISHES = frozenset(
    (
        "hope hopes hoping wish wishes wishing want wants wanted campaign campaigning petition petitions deserves "
        "deserve beg begging pray praying dream dreaming clamoring clamouring demand demanding plead pleading"
    ).split()
)
