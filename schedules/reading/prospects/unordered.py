"""Words of an order or of work that mean something else: a wish, somebody's return, a season that was shown."""

from typing import Final

from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import WEEKDAYS
from schedules.reading.words.marks import Mark


def wished(scene: Scene, mark: Mark) -> bool:
    """ "Now Hulu needs to renew Echo": what a service ought to do."""
    return scene.text.words[mark.start] in _ORDERING and not _OUGHT.isdisjoint(scene.words(mark.start - 2, mark.start))


def somebody_returns(scene: Scene, mark: Mark) -> bool:
    """ "Doe is coming back to “Echo”", "Roe is set to return to the show": of whom it is told is a person."""
    last, after = scene.text.words[mark.end - 1], scene.words(mark.end, mark.end + _NEXT)
    if last == "back" and after[:1] == ["to"]:
        return any(0 < t.start - mark.end <= _TO_IT and t.role is Role.SHOW for t in scene.targets)
    return last == "return" and after[:2] == ["to", "the"] and after[2:3] in _IN_A_SHOW


def was_shown(scene: Scene, mark: Mark) -> bool:
    """ "Echo wrapped its second season on Sunday", "after it wrapped its third", "has wrapped up a fourth": no work."""
    words, after = scene.text.words, scene.words(mark.end, mark.end + _NEXT)
    if words[mark.start] in _CONCLUDES:
        return after[:1] == ["its"]  # "Echo will conclude with its final episodes"
    if words[mark.end - 1] == "wrapped" and after[:1] == ["up"]:
        return _MAKING.isdisjoint(after)
    season = next((t for t in scene.targets if t.season is not None and 0 <= t.start - mark.end <= 1), None)
    if words[mark.start] != "wrapped" or season is None:
        return False
    if not _AFTER_IT.isdisjoint(scene.words(mark.start - _NEXT, mark.start)):
        return True
    return not _WHEN_SHOWN.isdisjoint(scene.words(season.end, season.end + 2))


_NEXT: Final = 4
_TO_IT: Final = 3
_OUGHT: Final = frozenset({"needs", "need", "should", "must", "ought"})
_ORDERING: Final = frozenset({"renew", "order", "commission", "revive", "greenlight"})
_IN_A_SHOW: Final = (["show"], ["series"], ["role"], ["part"], ["franchise"])
_CONCLUDES: Final = frozenset({"conclude", "concludes", "concluding"})
_MAKING: Final = frozenset({"production", "filming", "shooting", "work", "photography"})
_AFTER_IT: Final = frozenset({"after", "since", "recently"})
_WHEN_SHOWN: Final = frozenset(WEEKDAYS) | {"night", "tonight", "with", "run"}
