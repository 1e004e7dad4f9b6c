"""What an answer says of the season that the question before it names: "A third season? They start filming in May."."""

from typing import Final

from schedules.model import Status
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.made import AT_IT, DONE
from schedules.reading.scenes.doubt import denied
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind


def followed_up(before: Scene, scene: Scene) -> tuple[Target, Status] | None:
    """The one season of a question that its answer takes for made or in the making, and how sure that is."""
    if not before.asks or before.text is not scene.text or scene.shows or scene.seasons or scene.asks:
        return None
    if before.dates or not before.seasons or scene.first > before.last + _BESIDE or scene.last - scene.first > _ANSWER:
        return None
    probably = not _PROBABLY.isdisjoint(scene.vocabulary) and scene.last - scene.first <= _BRIEF
    if not (probably or _works(scene)) or not _NOTHING.isdisjoint(scene.vocabulary):
        return None
    before.stage()
    seasons = [t for t in before.targets if t.season is not None and t.season.number and t.role is not Role.OTHER]
    if len(seasons) != 1 or before.of(Kind.CANCEL, Kind.UNKNOWN) or not _WHY.isdisjoint(before.vocabulary):
        return None
    return seasons[0], Status.RUMOURED if probably else Status.UNDATED


def _works(scene: Scene) -> bool:
    """Whether somebody is told to be at work: "they start filming", "it's written", "we're making it"."""
    scene.stage()
    if any(m.tag not in _OF_OTHERS and not denied(scene, m) for m in scene.of(Kind.ORDER)):
        return True
    words = scene.text.words
    for at in range(scene.first + 1, scene.last):
        if words[at] in AT_IT and words[at].endswith("ing") and words[at - 1] in _BEING:
            return True
        if words[at] in DONE and words[at - 1] in _BEING and words[at - 2] in _IT:
            return True
    return False


_BESIDE: Final = 2
_ANSWER: Final = 24
_BRIEF: Final = 6
_OF_OTHERS: Final = frozenset({"toward", "work", "talk"})
_BEING: Final = frozenset({"'s", "is", "'re", "are", "been", "already", "being"})
_IT: Final = frozenset({"it", "that", "'s", "is", "has", "all"})
_PROBABLY: Final = frozenset({"probably", "likely", "certainly", "presumably"})
_NOTHING: Final = frozenset("not 't no nothing never nobody if would 'd none unlikely could hope".split())
_WHY: Final = frozenset("why who where how".split())
