"""What the event that governs a date makes of it: a premiere, or nobody's."""

from schedules.reading.binding import beginnings, copulas, patterns
from schedules.reading.binding.besides import for_a_reason, of_the_plot
from schedules.reading.binding.case import NOBODYS, Answer, Case
from schedules.reading.binding.governed import behind_an_opening, governed, of_the_target
from schedules.reading.binding.link import Link
from schedules.reading.binding.lots import later
from schedules.reading.binding.otherwise import leaves
from schedules.reading.binding.precedents import followed
from schedules.reading.binding.reported import reported
from schedules.reading.binding.strangers import (
    counted_from,
    leads_up,
    no_premiere,
    opens_before,
)
from schedules.reading.names.targets import SHOW_OR_SEASON, Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import form_of
from schedules.reading.words.marks import RELEASING, Kind, Mark
from schedules.reading.words.text import QUOTES


def by_event(case: Case) -> Answer:
    """The rule of all rules: the date belongs to the event that governs it."""
    governor = case.governor
    if governor is None:
        return None
    between = case.scene.words(case.date.end, governor.start)
    since = case.date.lead == "since" and governor.start >= case.date.end and "when" not in between
    since = since and (bool(between) or form_of(case.scene, governor) != "noun")  # "since the June 2017 start of it"
    if (
        since
        or counted_from(between)
        or patterns.ends_a_run(case.scene, case.date)
        or leads_up(case.scene, case.date, governor)
        or for_a_reason(case.scene, case.date, governor)
        or opens_before(case.scene, case.date, governor)
    ):
        return NOBODYS
    if _day_of_telling(case, governor) or of_the_plot(case.scene, case.date, governor):
        return NOBODYS
    if patterns.begins_a_run(case.scene, case.date, governor):
        return governed(case, governor)
    if _of_a_condition(case, governor):
        return NOBODYS
    if governor.kind is Kind.ORDER and (ordered := _ordered_for(case, governor)) is not None:
        return ordered
    if governor.kind is Kind.REPORT:
        return reported(case.scene, case.date, governor) or copulas.copula(case.scene, case.date)
    return _by_release(case, governor)


def _ordered_for(case: Case, order: Mark) -> Link | None:
    """ "Hulu has ordered seven new episodes for 2020": the year or the season that an order is for."""
    scene, date = case.scene, case.date
    coarse = date.point.day is None and date.point.days is None and date.point.weekday is None
    if date.lead != "for" or not coarse or order.end > date.start or order.tag != "dated":
        return None
    if not _OF_A_YEAR.isdisjoint(scene.words(date.end, date.end + 3)) or scene.of(Kind.NEGATION):
        return None
    named = [t for t in scene.targets if t.role is not Role.PRONOUN and t.end <= date.start and t.tag != "thing"]
    if not named:
        return case.link((), "ordered for", None)
    strangers = any(t.role is Role.OTHER for t in (named if named[-1].role is Role.SEASON else named[-1:]))
    return of_the_target(case, None, named[-1]) if not (strangers or named[-1].owned) else None


_OF_A_YEAR = frozenset({"season", "slate", "-", "–", "schedule", "line-up", "lineup"})


def _by_release(case: Case, governor: Mark) -> Answer:
    """What a release, or another event, that governs a date is about."""
    if governor.kind is Kind.FORMER:
        return governed(case, governor)
    if governor.kind is Kind.EVENT:
        return beginnings.seen_in(case.scene, case.date, governor) or NOBODYS
    if behind_an_opening(case.scene, case.date, governor):
        return case.link((), "guess", governor)
    released = governor.kind in RELEASING or (governor.kind is Kind.MOVE and _moved(case, governor))
    if not released or later(case.scene, case.date, governor) or no_premiere(case.scene, case.date, governor):
        return NOBODYS
    return governed(case, governor)


def only_follows(case: Case) -> Answer:
    """ "axed, following A and B in May", "with Hay to follow in May": what follows is no premiere."""
    governor, scene = case.governor, case.scene
    if governor is None or (governor.end > case.date.start and scene.text.words[governor.start] != "followed"):
        return None
    return NOBODYS if _is_next_to_go(scene, governor) or _follows_no_show(scene, governor) else None


def _is_next_to_go(scene: Scene, governor: Mark) -> bool:
    """ "A had gone by October, B followed in November": what follows what was called off is called off as well."""
    if scene.text.words[governor.start] != "followed":
        return False
    before = [m for m in scene.of(Kind.CANCEL, Kind.GONE) if m.end <= governor.start]
    joint = scene.words(before[-1].end, governor.start) if before else []
    return bool(before) and {";", "but", "while"}.isdisjoint(joint)


def _follows_no_show(scene: Scene, governor: Mark) -> bool:
    words, at = scene.text.words, governor.start
    if words[at] not in {"follow", "following"}:
        return False
    shows = [t for t in scene.targets if t.role is Role.SHOW]
    if words[at] == "following" and Kind.CANCEL in scene.by_kind:
        return any(governor.end <= t.start <= governor.end + 3 and followed(scene, t) for t in shows)
    led = words[at] == "follow" and words[at - 1] == "to" and words[at - 3] == "with"
    return led and scene.text.capital(at - 2) and not any(t.end == at - 1 for t in shows)


def _moved(case: Case, governor: Mark) -> bool:
    """Whether a date is one that a season is moved to or from."""
    scene, date = case.scene, case.date
    out_of = scene.words(date.start - 2, date.start) == ["out", "of"]
    out_of = out_of or scene.words(governor.end, governor.end + 2) in _FROM_ITS
    return (date.lead in _MOVES or out_of) and not (_moves_a_thing(scene, governor) or leaves(scene, governor))


def _day_of_telling(case: Case, governor: Mark) -> bool:
    """ "announced the beloved sailor's return on Friday": a bare weekday behind a telling verb may be its own."""
    scene, point = case.scene, case.date.point
    if point.weekday is None or point.day is not None or point.near or case.date.lead != "on":
        return False
    owned = scene.words(governor.start - 1, governor.start) in (["'s"], ["’"], ["'"])
    told = [m for m in scene.of(Kind.REPORT) if m.end <= governor.start and m.tag == "past"]
    apart = bool(told) and "," not in scene.words(told[-1].end, case.date.start)
    return owned and governor.end <= case.date.start and apart


def _moves_a_thing(scene: Scene, governor: Mark) -> bool:
    """ "It was to begin filming in June but is delayed": what was put off is what the clause before tells of."""
    if not _MOVED.isdisjoint(scene.words(governor.end, governor.end + 5)):
        return True  # "this postponed any revival efforts to 2020"
    joint = max((i for i in range(scene.first, governor.start) if scene.text.words[i] in {"but", "and"}), default=-1)
    if (
        joint < 0
        or governor.start - joint > _RIGHT_AFTER
        or any(m.tag not in {"future", "noun"} for m in scene.of(Kind.RELEASE))
    ):
        return False
    things = [m for m in scene.of(Kind.EVENT, Kind.THING) if m.end <= joint]
    named = [t for t in scene.targets if t.role is not Role.OTHER and t.start < joint]
    named = [t for t in named if scene.words(t.start - 1, t.start) != ["of"]]  # "filming of Echo was to start"
    return bool(things) and not any(things[-1].end <= t.start for t in named)


_RIGHT_AFTER = 5
_MOVED = frozenset("efforts talks plans negotiations filming production work shooting".split())


def _of_a_condition(case: Case, governor: Mark) -> bool:
    """ "If filming ends in October, it might be out": what must happen first has a date of its own."""
    scene, first = case.scene, case.scene.sentence.first
    first += scene.text.words[first] in QUOTES
    if scene.text.words[first] not in {"if", "should", "once", "unless", "assuming"} or governor.start < case.date.end:
        return False
    return "," in scene.words(case.date.end, governor.start)


def not_until(case: Case) -> Link | None:
    """What is refused comes after all: "won't see a third season of it until at least 2018"."""
    scene, date = case.scene, case.date
    if date.lead not in {"until", "till", "before"} or not scene.of(Kind.NEGATION):
        return None
    refusing = [m for m in scene.of(Kind.CANCEL) if m.end <= date.start and scene.distance(m.end, date.start) <= _NEAR]
    named = [t for t in scene.targets if t.end <= date.start and t.role in SHOW_OR_SEASON and not t.owned]
    return of_the_target(case, None, named[-1]) if refusing and named else None


_NEAR = 2.0
_FROM_ITS = (["from", "its"], ["from", "the"], ["from", "their"], ["from", "a"])
_MOVES = frozenset({"from", "to", "until", "into", "till", "for"})
