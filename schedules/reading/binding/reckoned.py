"""Days that are told by how long after another season's they are."""

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import COUNTS


def years_after(scene: Scene, date: DateMention) -> tuple[int, int, Target | None] | None:
    """ "March 4, exactly one year after the debut of the first": how many years, and after which season.

    Returns:
        The years, the season's number, and its target where it has one of its own; None where nothing is told to the
        day.
    """
    words = scene.words(date.end, date.end + _WIDE)
    at = int(words[:1] == [","])
    exact = words[at : at + 1] in (["exactly"], ["precisely"])
    at += exact
    years = COUNTS.get(words[at], 0) if at + 2 < len(words) and words[at + 1] in {"year", "years"} else 0
    at += 2
    if words[at : at + 3] == ["to", "the", "day"]:
        exact, at = True, at + 3
    if not years or not exact or words[at : at + 1] != ["after"]:
        return None
    behind = range(date.end + at, date.end + at + _NEAR)
    target = next((t for t in scene.targets if t.season is not None and t.season.start in behind), None)
    if target is not None and target.season is not None and target.season.number is not None:
        return years, target.season.number, target
    led = zip(words[at:], words[at + 1 :], strict=False)
    return (years, 1, None) if any(one in {"the", "its"} and other == "first" for one, other in led) else None


_WIDE = 18
_NEAR = 10
