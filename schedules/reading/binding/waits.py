"""Days on which a wait is over: "the wait for season two ends on June 14", "June 14 ends the wait for “Echo”"."""

from dataclasses import replace
from typing import Final

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def wait_over(scene: Scene, date: DateMention) -> Link | None:
    """A date at which a wait is told to end: what is waited for is there then."""
    if WAITS.isdisjoint(scene.vocabulary):
        return None
    if not _PAST.isdisjoint(scene.words(date.start - 1, date.start + 1)):
        return _no_longer(scene, date)
    words = scene.text.words
    waits = [at for at in range(scene.first, scene.last) if words[at] in WAITS]
    before = [at for at in waits if at < date.start]
    if before:
        waited = _waited_for(scene, before[-1], date.start)
        rest = _without_aside(scene.words(waited.end if waited is not None else before[-1] + 1, date.start))
        over = all(word in _OVER for word in rest) and not _ENDING.isdisjoint(rest)
    else:
        waited = _waited_for(scene, waits[0], scene.last)
        over = date.start <= scene.first + 1 and waited is not None and _ended_by(scene, date, waits[0], waited)
    return Link(date, None, tuple(group(scene, waited)) if waited is not None else (), "wait") if over else None


def _no_longer(scene: Scene, date: DateMention) -> Link | None:
    """ "Nobody has to wait past June 14 for “Echo”": it is there by then."""
    lead = scene.words(date.start - _REACH, date.start)
    named = [t for t in scene.targets if t.role in SHOW_OR_SEASON and not t.owned]
    if "wait" not in lead or not named or not any(m.end <= date.start for m in scene.of(Kind.NEGATION)):
        return None
    governor = Mark(Kind.RELEASE, date.start, date.start + 1, "future")
    by = replace(date, bound="to", point=replace(date.point, near=""))
    return Link(by, governor, (named[-1],), "wait")


def _ended_by(scene: Scene, date: DateMention, wait: int, waited: Target) -> bool:
    """Whether a date that opens its sentence ends a wait: "June 14 ends the wait", "On June 14 the wait is over"."""
    lead = scene.words(date.end, wait)
    if not all(word in _BEFORE_WAITS for word in lead):
        return False
    rest = _without_aside(scene.words(waited.end, scene.last))[:_REACH]
    end = next((at for at, word in enumerate(rest) if word in _ENDING), None)
    return not _ENDING.isdisjoint(lead) or (end is not None and all(word in _OVER for word in rest[:end]))


def _without_aside(rest: list[str]) -> list[str]:
    """What stands behind a clause between commas: "for season two, which has lasted two years, ends on"."""
    at = 1 if rest[:1] and rest[0] in QUOTES else 0
    if rest[at : at + 1] != [","] or "," not in rest[at + 1 :]:
        return rest
    return rest[rest.index(",", at + 1) + 1 :]


def _waited_for(scene: Scene, wait: int, last: int) -> Target | None:
    """What a wait is for: "the wait for more of “Echo”"."""
    if scene.words(wait + 1, wait + 2) != ["for"]:
        return None
    named = [t for t in scene.targets if wait < t.start and t.end <= last and t.role is not Role.PRONOUN]
    first = next(iter(named), None)
    if first is None or first.role not in SHOW_OR_SEASON or first.owned:
        return None
    return first if all(w in _BEFORE_NAMES for w in scene.words(wait + 2, first.start)) else None


WAITS: Final = frozenset({"wait", "waiting"})
_PAST: Final = frozenset({"past", "beyond"})
_REACH: Final = 6
_ENDING: Final = frozenset({"ends", "end", "over", "ended", "close", "done"})
_OVER: Final = (
    frozenset("will is was be comes came to an a and at last now finally almost nearly soon on in this 's".split())
    | _ENDING
    | QUOTES
)
_BEFORE_WAITS: Final = frozenset("will finally , the that our your their long two three years of -".split()) | _ENDING
_BEFORE_NAMES: Final = frozenset("the more of a new a third another its second episodes".split()) | QUOTES | HOUSES
