"""Dates of a whole line-up: "for 2017, the two shows lined up are A and B", "A could join B to form the 2019 slate"."""

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import RELEASING, Kind, Mark


def named_for(scene: Scene, date: DateMention) -> Link | None:
    """ "For 2017, the two shows which are lined up for release are A and B": the names come behind the count."""
    if date.point.day is not None:
        return None
    words = scene.words(date.end, date.end + 5)
    noun = next((date.end + i for i, word in enumerate(words) if word in _SHOWS), None)
    named = next((t for t in scene.targets if t.role in SHOW_OR_SEASON and t.start > date.end), None)
    if noun is None or named is None or named.start < noun:
        return None
    at = scene.begins(named)
    verb = scene.words(at - 1, at)
    governor = next((m for m in scene.of(Kind.RELEASE, Kind.WEAK) if noun < m.start < at), None)
    if verb not in (["are"], ["were"]) or governor is None or at - noun > _CLAUSE:
        return None
    if any(noun < m.start < at for m in scene.of(Kind.EVENT, Kind.THING, Kind.NEGATION)):
        return None
    return Link(date, governor, tuple(group(scene, named)), "since" if verb == ["were"] else "listed")


def one_of_them(scene: Scene, date: DateMention, governor: Mark) -> Link | None:
    """ "Five series are due in June, and Echo is among them", "Echo is one of three series that return in June"."""
    if governor.kind not in RELEASING:
        return None
    if not any(t.tag == "several" and t.end <= governor.start for t in scene.targets):
        return None
    for show in scene.targets:
        if show.role is not Role.SHOW or show.owned:
            continue
        at = scene.begins(show)
        if _is_one(scene.words(show.end, show.end + _AMONG)) or scene.words(at - 2, at) in _AMONG_THEM:
            return Link(date, governor, tuple(group(scene, show)), "listed")
    return None


def _is_one(after: list[str]) -> bool:
    """Whether a name is followed by "is among them" or "is one of"."""
    while after and after[0] in _BEING:
        after = after[1:]
    return after[:2] in _AMONG_THEM or after[:2] in _ONE_OF


_AMONG = 8
_BEING = frozenset('is are was being , will be ” also " ’'.split())
_AMONG_THEM = (["among", "them"], ["amongst", "them"], ["among", "those"])
_ONE_OF = (["one", "of"], ["two", "of"], ["the", "first"])


def spoken_for(scene: Scene, date: DateMention) -> Link | None:
    """ "The two for 2017 are spoken for: A and then B": what a line-up is said to be."""
    lead = scene.words(date.start - 4, date.start - 1)
    named = next((t for t in scene.targets if t.role in SHOW_OR_SEASON and t.start > date.end), None)
    if named is None or lead[-1:] not in _COUNTED or "the" not in lead:
        return None
    between = [w for w in scene.words(date.end, named.start) if w not in _OPENING]
    told = not between or not {":", ",", "–", "—"}.isdisjoint(between) or between[-1] in {"are", "is"}
    if not told or len(between) > _CLAUSE or scene.of(Kind.NEGATION, Kind.CANCEL):
        return None
    if any(date.end <= m.start < named.start for m in scene.of(Kind.THING)):
        return None
    row = group(scene, named)
    rest = [t for t in scene.targets if t.role is Role.SHOW and t.start > row[-1].end]
    then = rest[0] if rest and scene.words(row[-1].end, rest[0].start) in _AND_THEN else None
    return Link(date, None, (*row, *([then] if then is not None else [])), "listed")


_COUNTED = tuple([word] for word in "two three four shows series others ones dramas titles plans".split())
_OPENING = frozenset({'"', "“", "‘", "the"})
_AND_THEN = (["and", "then"], [",", "then"], [",", "and", "then"], ["then"])
_SHOWS = frozenset({"shows", "series", "dramas", "seasons", "titles", "comedies"})
_CLAUSE = 12


def in_lineup(scene: Scene, date: DateMention) -> Link | None:
    """ "Season two is part of Hulu's 2020 slate": what belongs to a line-up comes in its year or its season."""
    point = date.point
    broad = point.month is None and point.day is None and point.weekday is None
    if not broad:
        return None
    verb = next((at for at in range(date.start - 1, max(scene.first, date.start - 7), -1) if _joins(scene, at)), None)
    if verb is None:
        return None
    before = [t for t in scene.targets if t.end <= verb and t.role is not Role.PRONOUN]
    if not before or before[-1].role is Role.OTHER or before[-1].owned or not before[-1].firm:
        return None
    if any(before[-1].end <= m.start < date.start for m in scene.of(Kind.NEGATION, Kind.EVENT, Kind.REPORT)):
        return None
    row = group(scene, before[-1])
    return Link(date, None, (*_companions(scene, row[0], row[-1].end, date), *row), "listed")


def _joins(scene: Scene, at: int) -> bool:
    words = scene.words(at, at + 2)
    return words[:1] in _JOINING or words in _PART_OF or (words[:1] == ["on"] and _shown(scene, at))


def _shown(scene: Scene, at: int) -> bool:
    return not {"is", "are", "be"}.isdisjoint(scene.words(at - 2, at))


def _companions(scene: Scene, first: Target, end: int, date: DateMention) -> list[Target]:
    """The shows named before that "with those two" takes up."""
    between = scene.words(end, date.start)
    if "with" not in between or not any(between[i : i + 1] in _COMPANY for i in range(len(between))):
        return []
    return [t for t in scene.targets if t.end <= first.start and t.role is Role.SHOW and not t.owned]


LINEUPS = frozenset("slate lineup line schedule roster calendar crop offering offerings".split())
"""What a year or a season stands before that is that of all in it."""
_JOINING = tuple(
    [word]
    for word in (
        "form forms complete completes join joins joining round rounds fill fills head heads lead leads anchor anchors"
    ).split()
)
_PART_OF = (["part", "of"], ["belongs", "to"], ["belong", "to"])
_COMPANY = (["those"], ["these"], ["them"], ["both"])
