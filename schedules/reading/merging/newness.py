"""What calls a show new, which a British channel says of a season."""

from typing import Final

from schedules.model import Show
from schedules.reading.names.targets import Target
from schedules.reading.scenes.scene import Scene


def british(show: Show) -> bool:
    """Whether a show is at home on a British channel, where a season is called a series."""
    return show.service.startswith(("BBC", "ITV", "Channel", "Sky"))


def new_series(scene: Scene) -> bool:
    """Whether a sentence speaks of a new series, which on a British channel is a season."""
    words = scene.words(scene.first, scene.last)
    return "series" in scene.vocabulary and any(
        word == "series" and not {"new", "next"}.isdisjoint(words[max(0, at - 3) : at]) for at, word in enumerate(words)
    )


def called_new(scene: Scene, target: Target, show: Show) -> bool:
    """Whether a show is called new right before its name; on a British channel a new series is a new season."""
    at = scene.begins(target)
    lead = scene.words(at - _CALLED, at)
    if target.show is not show or lead[-1:] == [] or "new" not in lead:
        return False
    return lead[-1] in (_KINDS - {"series"} if british(show) else _KINDS)


_CALLED = 4
_KINDS: Final = frozenset("series drama comedy sitcom thriller show miniseries spinoff dramedy".split())
