"""Dates that a poster or a page says, that a list has a show under, or that a service has given for it."""

from schedules.reading.binding.link import Link
from schedules.reading.binding.patterns import only_target
from schedules.reading.binding.rowed import group
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def given_out(scene: Scene, date: DateMention) -> Link | None:
    """A date by who gives it: "the poster says June 14", "lists it under 2020", "for which Hulu has given us 2020"."""
    if scene.text.words[date.start - 1] not in _BEFORE:
        return None
    before = scene.words(date.start - 1, date.start)
    at = date.start - (before in _OPENING)
    word = scene.words(at - 1, at)
    if word in _ONLY:
        at, word = at - 1, scene.words(at - 2, at - 1)
    if word in _SAYS:
        return _said(scene, date, at - 1)
    if word == ["under"]:
        return _listed(scene, date, at - 1)
    return _for_which(scene, date, at) if word in _GIVEN else None


_BEFORE = QUOTES | frozenset("says said reads read only just simply under us given promised named".split())
_OPENING = tuple([quote] for quote in QUOTES)
_ONLY = (["only"], ["just"], ["simply"])
_SAYS = (["says"], ["said"], ["reads"], ["read"])
_GIVEN = (["us"], ["given"], ["promised"], ["named"])


def _said(scene: Scene, date: DateMention, says: int) -> Link | None:
    """ "The slide said spring 2020", "its place on the schedule, which says 2020"."""
    point, words = date.point, scene.text.words
    if point.month is None and point.year is None and point.part is None:
        return None
    at = says - 1
    if words[at] in _ADVERBS:
        at -= 1
    if words[at] == "which":
        at -= 1 + (words[at - 1] == ",")
    if at < scene.first or words[at] not in _GIVERS or not _LEAKED.isdisjoint(scene.words(at - 3, at)):
        return None
    only = only_target(scene)
    target = only if only is not None and only.end <= date.start else None
    if target is None and any(t.role in SHOW_OR_SEASON and not t.owned for t in scene.targets):
        return None
    return Link(date, Mark(Kind.REPORT, says, says + 1, "s"), (target,) if target is not None else (), "reported")


_ADVERBS = frozenset({"just", "only", "simply", "still", "now", "itself"})
_GIVERS = frozenset(
    "poster posters trailer teaser slide slides card caption site website schedule billboard banner screen".split()
)
_LEAKED = frozenset({"leaked", "fake", "fan", "alleged", "fan-made", "retailer"})


def _listed(scene: Scene, date: DateMention, under: int) -> Link | None:
    """ "The page lists the fifth season under 2020", "has “Echo” under “2020”"."""
    target = _right_before(scene, under)
    if target is None or _LISTS.isdisjoint(scene.words(target.start - 4, target.start)):
        return None
    return Link(date, None, tuple(group(scene, target)), "listed")


_LISTS = frozenset({"lists", "list", "listed", "has", "have", "puts", "files"})


def _for_which(scene: Scene, date: DateMention, end: int) -> Link | None:
    """ "“Echo”, for which Disney+ has given us 2020"."""
    lead = scene.words(end - _PHRASE, end)
    at = next((i for i in range(len(lead) - 1) if lead[i : i + 2] == ["for", "which"]), None)
    if at is None or _GIVING.isdisjoint(lead[-2:]):
        return None
    target = _right_before(scene, end - len(lead) + at)
    return Link(date, None, tuple(group(scene, target)), "listed") if target is not None else None


_PHRASE = 8
_GIVING = frozenset({"given", "promised", "named", "gave"})


def _right_before(scene: Scene, at: int) -> Target | None:
    """The show or season that ends right before a token, but for quotes and a comma."""
    while scene.words(at - 1, at) in _CLOSING:
        at -= 1
    named = [t for t in scene.targets if t.end == at and t.role in SHOW_OR_SEASON and not t.owned]
    return named[0] if named else None


_CLOSING = (*_OPENING, [","])
