"""A renewal that is told of "the show" alone, in a text that says no more of what is to come."""

from collections.abc import Iterator
from typing import Final

from schedules.model import Status
from schedules.reading.names.targets import Target
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.doubt import denied
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark

RENEWED: Final = "renewed"
"""The rule of such a renewal: it counts where the article tells nothing else of the show that is to come."""


def renewed(scene: Scene) -> Iterator[Prospect]:
    """ "HBO renewed the show earlier this month", "luckily, the series has been picked up for more"."""
    if scene.asks or not _UNSURE.isdisjoint(scene.vocabulary):
        return
    for mark in scene.of(Kind.ORDER):
        if scene.text.words[mark.start] in _RENEWING and not denied(scene, mark):
            shown = next((t for t in scene.targets if t.tag == "series" and _about(scene, t, mark)), None)
            if shown is not None:
                yield Prospect(shown, Status.UNDATED, mark, RENEWED)
                return


def _about(scene: Scene, series: Target, mark: Mark) -> bool:
    if scene.text.words[series.start] != "the" or not _BACKGROUND.isdisjoint(scene.words(mark.start - 8, mark.start)):
        return False
    if series.start == mark.end:
        return scene.words(series.end, series.end + 1) not in _ANOTHERS
    passive = scene.words(series.end, mark.start)
    return series.end < mark.start and bool(passive) and _BEEN.issuperset(passive)


_RENEWING = frozenset({"renewed", "renews", "picked"})
_BEEN = frozenset("has have been was is already being also since just now officially recently quickly".split())
_BACKGROUND = frozenset("after before when since until if whether once had would could might may should".split())
_UNSURE = frozenset("if whether hope hopes hoping rumoured rumored reportedly probably likely perhaps maybe".split())
_ANOTHERS = (["from"], ["that"], ["which"], ["'s"], ["about"], ["with"])
