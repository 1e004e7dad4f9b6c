"""Whether what a word tells of as coming is there already, or has been told of before."""

from schedules.reading.binding.antecedents import antecedent
from schedules.reading.dates.calendar import AHEAD, BEHIND
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import tense_of
from schedules.reading.words.marks import Kind, Mark


def there_already(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether a season is only described: by a trailer, as one of those that are out, or as another title's."""
    if target.owned and (mark.kind is not Kind.ORDER or scene.text.words[mark.end - 1] in _ARRIVING):
        return True
    if mark.kind in {Kind.AHEAD, Kind.GIVING} and (_told_of(scene, target) or _told_before(scene, mark)):
        return True
    if target.season is not None and (target.season.label == "count" or _of_all(target)):
        return True
    if not _LASTED.isdisjoint(scene.words(min(mark.end, target.end), max(mark.end, target.end) + 2)):
        return True
    if scene.words(mark.start, mark.start + 2) == ["to", "film"] and not _LASTED.isdisjoint(
        scene.words(mark.start - 5, mark.start)
    ):
        return True
    if not _OF_ITS_OWN.isdisjoint(scene.words(target.end, target.end + 1)):
        return True
    returning = not _RETURNS.isdisjoint(scene.text.words[mark.start : mark.end])
    if returning and target.season is None and scene.words(target.start - 1, target.start) == ["as"]:
        return True  # a person returns, as the hero
    return target.role is Role.SEASON and (antecedent(scene, target) == (None, True) or _labelled(scene, target))


def _of_all(target: Target) -> bool:
    """ "Has ordered second seasons for four shows": seasons of shows that are named elsewhere."""
    return target.show is None and target.season is not None and target.season.label == "each"


def _labelled(scene: Scene, season: Target) -> bool:
    """Whether the line is about another title, which stands before a colon: "Hay Harvest: renewed for season 2"."""
    first = scene.targets[0]
    other = first.role is Role.OTHER and first.start <= scene.first + 1 and first.end < season.start
    return other and ":" in scene.words(first.end, first.end + 2)


_ARRIVING = frozenset({"way", "corner", "away", "off", "horizon"})
"""How words for an arrival end: what is on its way is the trailer, not its show."""


_RETURNS = frozenset({"back", "return", "returns", "returning"})


_LASTED = frozenset({"took", "lasted", "cost"})
"""What is told of work that is done."""


_OF_ITS_OWN = frozenset("people fans petition campaign movement characters character".split())
"""What a show's name may describe, and what may have plans that are no season's."""


def _told_of(scene: Scene, target: Target) -> bool:
    """Whether a word right after the season says that it is out: "after the new season of “You” was launched"."""
    return any(
        target.end <= m.start
        and scene.distance(target.end, m.start) <= 2.5
        and m.tag in {"past", "part"}
        and tense_of(scene, m).direction != AHEAD
        for m in scene.of(Kind.RELEASE)
    )


def _told_before(scene: Scene, mark: Mark) -> bool:
    """Whether a past verb has it as its object: "a day after it had released a new season"."""
    return any(
        m.end <= mark.start and mark.start - m.end <= 1 and tense_of(scene, m).direction == BEHIND
        for m in scene.of(Kind.RELEASE)
    )
