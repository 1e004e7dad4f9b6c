"""Which season is made known, and which one others lead up to."""

from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Mark


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
    if (made_known := _was_announced(scene, mark)) is not None:
        return made_known
    target = next((t for t in scene.targets if t.season is not None and t.start >= mark.end), None)
    if target is None or target.owned or target.season is None or target.season.number is None:
        return None
    lead = scene.words(mark.end, target.season.start)
    whole = target.start >= target.season.start or target.show is None
    return target if whole and len(lead) <= 3 and all(word in _A_SEASON for word in lead) else None


def _was_announced(scene: Scene, mark: Mark) -> Target | None:
    """ "The fifth was announced in January": a season that is made known is to come, unless that was years ago."""
    before = [t for t in scene.targets if t.end <= mark.start and t.season is not None and not t.owned]
    if not before or mark.tag != "past" or any(d.point.year is not None for d in scene.dates):
        return None
    if not _BESIDE.isdisjoint(scene.words(mark.end, mark.end + _NEAR)):
        return None  # "was announced three days before its premiere"
    between = scene.words(before[-1].end, mark.start)
    season = before[-1].season
    if not between or not _PASSIVE.issuperset(between) or season is None or (season.number or 0) < _LATER:
        return None
    return before[-1] if scene.words(before[-1].start - 1, before[-1].start) not in (["of"], ["for"]) else None


_PASSIVE = frozenset({"was", "were", "has", "have", "been", "already", "also", "officially", "just"})
_LATER = 2
_BESIDE = frozenset({"before", "after", "when", "while", "ahead"})
_NEAR = 6


def of_its_run(scene: Scene, mark: Mark) -> bool:
    """ "“Echo” has wrapped up its first season": what is wrapped up is what was shown, not what was shot."""
    if scene.text.words[mark.start] not in {"wrapped", "has", "have", "just"}:
        return False
    words = scene.words(mark.start, mark.end + _LEAD)
    return "wrapped" in words and (words[-_LEAD:] == ["up", "its"] or "run" in words)


def renewed_since(scene: Scene, mark: Mark, target: Target) -> bool:
    """ "“Echo” had its third season in May and was renewed": a season that was out is not the one that is ordered."""
    if target.season is None or target.season.number is None or target.end > mark.start or mark.tag != "dated":
        return False
    between = scene.words(target.end, mark.start)
    dated = any(target.end <= d.start and d.end <= mark.start for d in scene.dates)
    told = not _CAME.isdisjoint(scene.words(target.season.start - _LEAD, target.season.start) + between)
    return dated and told and "and" in between and scene.words(mark.start - 1, mark.start) in (["was"], ["been"])


_CAME = frozenset("had came premiered debuted dropped launched arrived began started aired bowed returned".split())
_LEAD = 2


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
