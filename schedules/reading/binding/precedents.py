"""Shows that a sentence names as called off before the one it tells of, or as the first of those it calls off."""

from schedules.reading.binding.rowed import group
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.doubt import denied
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def begins_ending(scene: Scene, target: Target) -> bool:
    """Whether a show is only the first that a sentence calls off: "beginning with A", "the first to go was A"."""
    if any(m.end in {target.start, scene.begins(target)} for m in scene.of(Kind.GONE)):
        return True
    if not scene.of(Kind.CANCEL):
        return False
    shows = [t for t in scene.targets if t.role is Role.SHOW and t.start <= target.start]
    led = (t for t in shows if scene.words((at := scene.begins(t)) - 2, at) in BEGINNING)
    return any(target in group(scene, first) for first in led)


def followed(scene: Scene, target: Target) -> Mark | None:
    """ "It's the third drama that was axed, following A and B in May": those that were called off before it."""
    at = scene.begins(target)
    if scene.words(at - 2, at) != [",", "following"]:
        return None
    ends = [m for m in scene.of(Kind.CANCEL) if m.end <= at and not denied(scene, m)]
    counted = ends and not _COUNTED.isdisjoint(scene.words(ends[-1].start - 10, ends[-1].start))
    return ends[-1] if counted else None


_COUNTED = frozenset("second third fourth fifth sixth latest another".split())
BEGINNING = (["beginning", "with"], ["starting", "with"], ["begun", "with"])
