"""Seasons of which a sentence says that they have no date yet."""

from collections.abc import Iterator

from schedules.model import Status
from schedules.reading.binding.rowed import group
from schedules.reading.names.targets import Target
from schedules.reading.prospects.prospect import Prospect, near
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import MODALS
from schedules.reading.words.marks import Kind, Mark


def dateless(scene: Scene, mark: Mark) -> Iterator[Prospect]:
    """What a word for a missing date is about: "no word on when “Echo” comes"."""
    reach = _LISTED if scene.sentence.heading else _REACH
    target = near(scene, mark, reach) if not _known(scene, mark) else None
    if target is not None and not _WHETHER.isdisjoint(scene.words(mark.end, target.start)):
        return  # "no word on whether there will be a fourth season"
    if target is not None and not _any(scene, target):
        yield from (Prospect(each, Status.UNDATED, mark, "no date") for each in group(scene, target))
    elif target is not None and _told_all_the_same(scene, mark):
        yield Prospect(target, Status.RUMOURED, mark, "no date")


_WHETHER = frozenset({"whether", "if"})
_REACH = 3.5
_LISTED = 6.0
"""A line of a list may have a bracket and a dash between a show and what is told of it: "“Echo” (Hulu) — TBA"."""


def _known(scene: Scene, mark: Mark) -> bool:
    """Whether a word that only denies a date where it is denied stands without that: "Echo has been given a date"."""
    if scene.text.words[mark.start] not in _POSITIVE or scene.words(mark.start + 1, mark.start + 2) == ["no"]:
        return False
    return _DENYING.isdisjoint(scene.words(scene.first, mark.start))


_POSITIVE = frozenset({"has", "have", "been", "got"})
_DENYING = frozenset("neither none nor no yet without not 't nobody never".split())


def _told_all_the_same(scene: Scene, mark: Mark) -> bool:
    """ "A fourth hasn't been announced, though insiders insist": what nobody announced is talked of."""
    return any(
        not {"though", "although", "but", "yet"}.isdisjoint(scene.words(mark.end, m.start))
        for m in scene.of(Kind.HEDGE)
        if m.start >= mark.end and scene.text.words[m.start] not in MODALS
    )


def _any(scene: Scene, target: Target) -> bool:
    """Whether a season is one that nobody has planned: "there's no word on a fourth season"."""
    return target.season is not None and not _INDEFINITE.isdisjoint(
        scene.words(target.season.start - 1, target.season.start)
    )


_INDEFINITE = frozenset({"a", "an", "any", "another", "more"})
