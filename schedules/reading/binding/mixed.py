"""Rows in which shows stand among titles that nobody follows: "new seasons of Far Away, Echo and Saltmarsh"."""

from schedules.reading.binding.rowed import group, only_strangers, with_strangers
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Mark


def among_strangers(scene: Scene, governor: Mark, stranger: Target) -> list[Target]:
    """The shows of the row in which a verb has a stranger: "new seasons of Far Away, Echo", "Echo and Far Away return".

    Args:
        scene: the sentence.
        governor: the verb that the date belongs to.
        stranger: the title or name outside the catalogue that it is about.
    """
    if stranger.tag not in {"name", "title"}:
        return []
    shows = [t for t in scene.targets if t.role is Role.SHOW and not t.owned]
    if stranger.start >= governor.end:
        named = next((t for t in shows if t.start > stranger.end), None)
    else:
        named = next((t for t in reversed(shows) if t.end < stranger.start), None)
    if named is None:
        return []
    first, last = (named, stranger) if named.start < stranger.start else (stranger, named)
    between = scene.words(first.end, last.start)
    if between not in _JOINTS and not with_strangers(scene, first, last):
        return []
    return group(scene, named) if last is named or not {"and", "&"}.isdisjoint(between) else []


_JOINTS = ([","], ["and"], [",", "and"], ["&"])


def behind_a_colon(scene: Scene, date: DateMention, governor: Mark) -> list[Target]:
    """ "Coming in May: Far Away, Echo and Saltmarsh": the shows of a row behind a colon that another title begins."""
    if scene.words(date.end, date.end + 1) != [":"] or governor.end > date.start:
        return []
    named = next((t for t in scene.targets if t.role is Role.SHOW and t.start > date.end), None)
    return group(scene, named) if named is not None and only_strangers(scene, date.end, named) else []
