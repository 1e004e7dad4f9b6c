"""Seasons that a service has, offers or shows from a day on: "is on Netflix from June 14"."""

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.binding.turns import BEFORE_OBJECT, BESIDE
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind


def offered(scene: Scene, date: DateMention) -> Link | None:
    """ "Later this year, Netflix will have season two": a service that has a season then has it from then on."""
    for service in scene.of(Kind.SERVICE) if not _HAVING.isdisjoint(scene.vocabulary) else ():
        at = service.end
        while at < scene.last and scene.text.words[at] in _LEADING:
            at += 1
        if at >= scene.last or scene.text.words[at] not in _HAVING:
            continue
        target = next((t for t in scene.targets if t.start > at and t.role is not Role.PRONOUN), None)
        if target is None or target.role not in SHOW_OR_SEASON or target.owned:
            continue
        if not all(w in BEFORE_OBJECT for w in scene.words(at + 1, target.start)):
            continue
        row = group(scene, target)
        opens = date.start <= scene.first + 1 and all(w in _OPENING for w in scene.words(date.end, service.start))
        behind = row[-1].end <= date.start and all(w in BESIDE for w in scene.words(row[-1].end, date.start))
        if opens or behind:
            return Link(date, None, tuple(row), "offered")
    return None


def as_of(scene: Scene, date: DateMention) -> Link | None:
    """ "As of today, all of “Echo” is on Disney+": what a service has as of a day came out on it."""
    if date.point.days != 0 or scene.words(date.start - 2, date.start) != ["as", "of"]:
        return None
    if not scene.of(Kind.SERVICE) or scene.of(Kind.NEGATION):
        return None
    named = [t for t in scene.targets if t.role in SHOW_OR_SEASON and not t.owned]
    if len(named) != 1 or {"is", "are"}.isdisjoint(scene.words(named[0].end, scene.last)):
        return None
    return Link(date, None, (named[0],), "as of")


def is_on(scene: Scene, date: DateMention) -> Link | None:
    """ "All episodes are on Netflix from June 14": what the text speaks of is there from a day on."""
    point = date.point
    day = point.day is not None or point.weekday is not None or (point.days is not None and point.days > 0)
    if date.lead != "from" and not day:
        return None
    for service in scene.of(Kind.SERVICE):
        at = service.start - 2
        beside = service.end == date.start - (date.lead in {"from", "on", "in"})
        if beside and scene.words(at, at + 2) in _IS_ON:
            meant = any(t.role is Role.PRONOUN and t.end == at and t.tag in {"it", "series"} for t in scene.targets)
            return Link(date, None, (), "pronoun") if meant else None
    return None


_IS_ON = (["is", "on"], ["are", "on"], ["'s", "on"], ["be", "on"])
_LEADING = frozenset("will 'll also then finally is to going".split())
_HAVING = frozenset("have has had offer offers show shows add adds carry carries screen screens".split())
_OPENING = frozenset({",", "the"})
