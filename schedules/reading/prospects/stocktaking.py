"""Lines that take stock: "Shooting: Echo; Saltmarsh, season 2.", where a word before a colon tells how far each is."""

from collections.abc import Iterator
from typing import Final

from schedules.model import Status
from schedules.reading.names.targets import Role
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind


def stock(scene: Scene) -> Iterator[Prospect]:
    """The shows of a line that begins with a stage of the work and a colon."""
    words, first = scene.text.words, scene.first
    colon = next((at for at in range(first, min(first + _LABEL, scene.last)) if words[at] == ":"), None)
    if colon is None or words[colon - 1] not in _STAGES or scene.of(Kind.NEGATION, Kind.CANCEL, Kind.HEDGE):
        return
    if any(word not in _STAGES and word not in _AND for word in words[first:colon]):
        return
    for target in scene.targets:
        if target.role is not Role.SHOW or target.start < colon or target.owned:
            continue
        after = scene.words(target.end, target.end + _NEAR)
        if _OFFSHOOT.isdisjoint(after) and not any(0 <= d.start - target.end <= _NEAR for d in scene.dates):
            yield Prospect(target, Status.UNDATED, None, "stock")


_LABEL: Final = 6
_NEAR: Final = 3
_STAGES: Final = frozenset(
    (
        "shooting filming casting writing prepping editing rolling production pre-production post-production post prep "
        "renewed greenlit commissioned ordered wrapped"
    ).split()
)
_AND: Final = frozenset("in now currently still just recently already newly and pre - /".split())
_OFFSHOOT: Final = frozenset("spinoff spin spin-off prequel film movie special".split())
