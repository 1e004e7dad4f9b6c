"""Shows that are said to take the place of others."""

from collections.abc import Iterator
from itertools import pairwise

from schedules.model import Status
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import QUOTES


def replacing(scene: Scene) -> Iterator[Prospect]:
    """ "Echo could get Saltmarsh's slot", "swapping out Saltmarsh for Echo": the new one is rumoured."""
    if scene.dates or len(scene.shows) < 2:
        return
    shows = [t for t in scene.targets if t.role is Role.SHOW and t.season is None]
    if len({t.show for t in shows}) < 2:
        return
    asked = scene.asks
    if not (asked or scene.of(Kind.HEDGE, Kind.DISCLAIM)):
        return
    for one, other in pairwise(shows):
        between = [w for w in scene.words(one.end, other.start) if w not in QUOTES]
        before = [w for w in scene.words(one.start - 4, one.start) if w not in QUOTES]
        new = _new(scene, one, other, between, before)
        if new is not None and new.firm and not new.owned:
            yield Prospect(new, Status.RUMOURED, None, "in place")
            return


def _new(scene: Scene, one: Target, other: Target, between: list[str], before: list[str]) -> Target | None:
    """Which of two shows that follow one another takes the place of the other."""
    if 0 < len(between) <= _CLOSE and between[-1] in _TAKING and _is_place(scene, other.end):
        return one
    if between in (["for"], ["with"]) and not _SWAPPING.isdisjoint(before[-2:]):
        return other
    if between[-3:] == ["be", "replaced", "by"] or between[-3:] == ["being", "replaced", "by"]:
        return other
    goes = between in (["goes", "to"], ["could", "go", "to"], ["may", "go", "to"], ["might", "go", "to"])
    return other if goes and before[-1:] == ["of"] and not _PLACES.isdisjoint(before) else None


def _is_place(scene: Scene, at: int) -> bool:
    """Whether "'s place" or the like stands behind a show, and nothing that makes it another place."""
    words = scene.words(at, at + 4)
    while words and words[0] in {"'s", "’", "'"} | QUOTES:
        words = words[1:]
    return words[:1] != [] and words[0] in _PLACES and "".join(words[1:2]) in _CLOSED


_CLOSE = 6
_TAKING = frozenset(
    "get getting take taking steal stealing fill filling inherit inheriting have having over gets takes".split()
)
_SWAPPING = frozenset({"swap", "swapping", "swapped", "replace", "replacing", "out", "replaced", "trade", "trading"})
_PLACES = frozenset({"place", "slot", "spot", "seat", "chair", "berth", "episodes"})
_CLOSED = frozenset({"", ".", "?", "!", ",", ";", "on", "at", "among", "and", "or"})
