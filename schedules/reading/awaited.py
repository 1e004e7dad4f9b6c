"""Which season is made known, and which one others lead up to."""

from schedules.reading.marks import Mark
from schedules.reading.scene import Scene
from schedules.reading.targets import SHOW_OR_SEASON, Role, Target


def led_to(scene: Scene, mark: Mark) -> Target | None:
    """What others lead up to: the show or season that stands right behind "unite in", "builds up to"."""
    after = [t for t in scene.targets if t.start >= mark.end and t.role in SHOW_OR_SEASON]
    lead = scene.words(mark.end, after[0].start) if after else []
    return after[0] if after and len(lead) <= _LED and _APART.isdisjoint(lead) else None


def where_they_meet(scene: Scene, mark: Mark) -> Target | None:
    """The show in which heroes join others: "in “The Long Watch”, where she teams up with Echo"."""
    before = [t for t in scene.targets if t.end <= mark.start and t.role is Role.SHOW]
    return before[-1] if before and "where" in scene.words(before[-1].end, before[-1].end + 3) else None


TOGETHER = frozenset({"up", "forces"})
"""How phrases end by which heroes meet: "teams up", "join forces"."""
_LED = 5
_APART = frozenset({",", ";", ":", "(", "with", "for", "from", "on", "as"})


def announced(scene: Scene, mark: Mark) -> Target | None:
    """A season that is made known itself: "has announced a third season", "confirmed season 3"."""
    if scene.text.words[mark.start] not in _MADE_KNOWN:
        return None
    target = next((t for t in scene.targets if t.season is not None and t.start >= mark.end), None)
    if target is None or target.owned or target.season is None or target.season.number is None:
        return None
    lead = scene.words(mark.end, target.season.start)
    whole = target.start >= target.season.start or target.show is None
    return target if whole and len(lead) <= 3 and all(word in _A_SEASON for word in lead) else None


_MADE_KNOWN = frozenset("announced announces announcing confirmed confirms confirming unveiled unveils".split())
_A_SEASON = frozenset("a an another its their plans for yet".split())


def worked_on(scene: Scene, mark: Mark) -> Target | None:
    """The show of which work begins or goes on: "filming of “Echo” starts in the spring"."""
    target = led_to(scene, mark)
    return target if target is not None and not _GOES_ON.isdisjoint(scene.words(target.end, target.end + 4)) else None


_GOES_ON = frozenset(
    (
        "starts start begins begin resumes resume continues continue started began resumed underway under kicks shut"
    ).split()
)
