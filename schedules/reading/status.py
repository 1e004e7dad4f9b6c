"""What a text says of a date: settled, doubted, withdrawn or past."""

from dataclasses import dataclass

from schedules.model import Status
from schedules.reading.calendar import BEHIND
from schedules.reading.dates import DateMention
from schedules.reading.marks import Kind, Mark
from schedules.reading.scene import Scene
from schedules.reading.targets import Role
from schedules.reading.tense import INTENDED, MODALS, Tense


def status_of(
    scene: Scene, governor: Mark | None, date: DateMention, tense: Tense
) -> tuple[Status | None, tuple[Mark, ...]]:
    """The status of a date, and the marks that made it; None where the date is denied.

    The rules stand in the order of their priority: what no longer holds, what is denied, what is doubted, what is told.
    """
    case = _Case(scene, governor, date, tense)
    if denied_wait(scene, governor):
        return None, ()
    for rule in (_withdrawn, _moved_away, _set_against, _overtaken_plan, _denied, _doubted):
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return (Status.RELEASED, ()) if tense.direction == BEHIND else (Status.CONFIRMED, tuple(case.moves))


_Verdict = tuple[Status | None, tuple[Mark, ...]]


@dataclass(slots=True)
class _Case:
    """A date and its event, as one rule after the other looks at them."""

    scene: Scene
    governor: Mark | None
    date: DateMention
    tense: Tense

    @property
    def at(self) -> int:
        """Where the event's word begins, or the date where there is none."""
        return self.governor.start if self.governor is not None else self.date.start

    @property
    def low(self) -> int:
        """Where the first of event and date begins."""
        return min(self.at, self.date.start)

    @property
    def high(self) -> int:
        """Where the last of event and date ends."""
        return max(self.date.end, self.governor.end if self.governor is not None else self.date.end)

    @property
    def moves(self) -> list[Mark]:
        """The words for a change of date that speak of this one."""
        return [m for m in self.scene.of(Kind.MOVE) if self.near(m, 4)]

    def near(self, mark: Mark, reach: float) -> bool:
        """Whether a mark stands within reach of event and date."""
        if mark.end <= self.low:
            return self.scene.distance(mark.end, self.low) <= reach
        if mark.start >= self.high:
            return self.scene.distance(self.high, mark.start) <= reach
        return True

    def own(self, mark: Mark) -> bool:
        """Whether no other date stands nearer to a mark."""
        low, high = sorted((mark.start, self.date.start))
        return not any(low < d.start < high for d in self.scene.dates if d is not self.date)


def _withdrawn(case: _Case) -> _Verdict | None:
    """ "Originally slated for June 7": a word for a former plan, and no "now" at the event."""
    scene, governor, date = case.scene, case.governor, case.date
    if governor is not None and "now" in scene.words(governor.start - 3, governor.start):
        return None
    if governor is not None and governor.kind is Kind.FORMER:
        return Status.SUPERSEDED, (governor,)
    former = [
        m
        for m in scene.of(Kind.FORMER)
        if case.near(m, 5)
        and case.own(m)
        and _plans(scene, m, case.tense)
        and (m.start < date.start or scene.distance(date.end, m.start) < 1.2)
    ]
    return (Status.SUPERSEDED, tuple(former)) if former and not (case.moves and date.lead == "to") else None


def _moved_away(case: _Case) -> _Verdict | None:
    """ "moved from May 25 to May 27"; "promised for 2023, has been delayed until 2024"."""
    scene, date, governor = case.scene, case.date, case.governor
    out_of = scene.words(date.start - 2, date.start) == ["out", "of"]
    if case.moves and (date.lead == "from" or out_of) and not scene.of(Kind.WEAK):
        return Status.SUPERSEDED, tuple(case.moves)
    after = [m for m in scene.of(Kind.MOVE) if m.start > date.end and any(d.start > m.start for d in scene.dates)]
    if (
        after
        and case.tense.direction != BEHIND
        and not any(date.end <= t.start < after[0].start for t in scene.targets if t.role is not Role.PRONOUN)
        and governor is not None
        and governor.kind is not Kind.MOVE
        and scene.distance(date.end, after[0].start) <= 2.2
    ):
        return Status.SUPERSEDED, tuple(after)
    return _put_off(case) or _now_another(case)


def _put_off(case: _Case) -> _Verdict | None:
    """ "The June 7 premiere has been postponed": a day is taken back, and no other is given behind it."""
    scene, date = case.scene, case.date
    if case.tense.direction == BEHIND or date.lead in {"to", "until", "till"}:
        return None
    for mark in scene.of(Kind.MOVE, Kind.CANCEL):
        gap = scene.words(mark.start - 3, mark.start)
        if (
            mark.start >= case.high
            and scene.distance(case.high, mark.start) <= 0.8
            and not _TAKEN.isdisjoint(gap)
            and not any(d.start > mark.start for d in scene.dates)
        ):
            return Status.SUPERSEDED, (mark,)
    return None


def _now_another(case: _Case) -> _Verdict | None:
    """ "Due on October 6, it will instead start on the 5th": a plan, and what holds now behind it."""
    governor, date, scene = case.governor, case.date, case.scene
    if governor is None or governor.tag != "future" or governor.end > date.start:
        return None
    later = next((d for d in scene.dates if d.start >= date.end), None)
    if later is None or {"now", "instead"}.isdisjoint(scene.words(date.end, later.start)):
        return None
    return Status.SUPERSEDED, (governor,)


_TAKEN = frozenset({"was", "were", "been", "is", "are", "being", "got"})


_OPPOSED = (["instead", "of"], ["rather", "than"])
_WAS = (["(", "was", ":"], ["(", "was", "for"], ["(", "formerly", ":"], ["(", "previously", ":"])


def _set_against(case: _Case) -> _Verdict | None:
    """ "instead of April", "(was: April 3)", "reports of April 5 are false"."""
    lead = case.scene.words(case.date.start - 3, case.date.start)
    if any(lead[at : at + 2] in _OPPOSED for at in range(2)) or lead in _WAS or lead[-2:] == ["(", "was"]:
        return Status.SUPERSEDED, ()
    after = case.scene.words(case.date.end, case.date.end + 6)
    if lead[-1:] == ["was"] and "now" in after:
        return Status.SUPERSEDED, ()
    if lead[-1:] == ["not"] and any(d.end <= case.date.start for d in case.scene.dates):
        return Status.SUPERSEDED, ()
    refuted = tuple(m for m in case.scene.of(Kind.DENY) if _refutes(case, m))
    if refuted:
        return Status.SUPERSEDED, refuted
    untrue = tuple(m for m in case.scene.of(Kind.DENY) if m.tag == "untrue" and m.start > case.date.start)
    return (Status.SUPERSEDED, untrue) if untrue else None


def _refutes(case: _Case, mark: Mark) -> bool:
    """ "Netflix denied reports that it returns in June": a denial before the event, of what is only said."""
    between = case.scene.words(mark.end, case.low)
    return mark.end <= case.low and mark.tag != "untrue" and len(between) <= 14 and not _SAID.isdisjoint(between)


_SAID = frozenset("reports report rumours rumors rumour rumor that claims claim speculation talk suggestions".split())


def _overtaken_plan(case: _Case) -> _Verdict | None:
    """ "was due on June 7": a plan told in the past."""
    governor = case.governor
    if governor is not None and case.scene.words(governor.end, governor.end + 3) in _ANNOUNCED:
        return Status.SUPERSEDED, (governor,)
    if governor is None or governor.tag != "future" or case.scene.text.words[governor.start] not in _PLANNED:
        return None
    past = case.tense.direction == BEHIND or "had" in case.scene.words(governor.start - 4, governor.start)
    return (Status.SUPERSEDED, ()) if past else None


def _denied(case: _Case) -> _Verdict | None:
    """ "won't return in 2018"; but "won't return until 2019" asserts."""
    scene, at, date, governor = case.scene, case.at, case.date, case.governor
    denied = [m for m in scene.of(Kind.NEGATION) if m.end <= at + 1 and scene.distance(m.end, max(at, m.end)) <= 0.7]
    if not denied or date.lead in {"until", "till", "before", "til"}:
        return None
    if _as_planned(scene, date):
        return Status.SUPERSEDED, tuple(denied)
    slot = governor is not None and scene.text.words[governor.end - 1] == "date" and date.end == governor.start
    return Status.SUPERSEDED if slot else None, tuple(denied)


def _doubted(case: _Case) -> _Verdict | None:
    """Words of doubt, questions, conditions, and what an author only works out."""
    scene, governor = case.scene, case.governor
    if case.tense.direction == BEHIND:
        return None
    if governor is not None and governor.tag == "guess":
        theirs = any(0 <= governor.start - m.end <= 1 for m in scene.of(Kind.SERVICE))
        return None if theirs or _by_those_in_charge(scene, governor) else (Status.RUMOURED, (governor,))
    hedges = [m for m in scene.of(Kind.HEDGE) if _hedges(scene, m, case.low, case.high) and not _anothers(case, m)]
    planned = all(_is_plan(scene, m) for m in hedges)
    if hedges and not planned:
        return Status.RUMOURED, tuple(hedges)
    worked_out = case.date.bound == "from" and not scene.of(Kind.REPORT, Kind.SURE)
    return (
        (Status.RUMOURED, ())
        if worked_out or _asked(scene) or _conditional(case) or _on_condition(case) or _noted(case)
        else None
    )


def _noted(case: _Case) -> bool:
    """ "2017?", "a shop has it down for June 14": a day with a question mark, or one that some list has."""
    scene, date, governor = case.scene, case.date, case.governor
    if governor is None:
        after = [w for w in scene.words(date.end, date.end + 2) if w != ")"]
        return after[:1] == ["?"] and _OPEN_QUESTIONS.isdisjoint(scene.words(scene.sentence.first, date.start))
    if scene.words(governor.start, governor.end) != ["down", "for"]:
        return False
    lead = scene.words(governor.start - 12, governor.start)
    at = max((i for i, word in enumerate(lead) if word in {"has", "have", "had"}), default=-1)
    place = governor.start - len(lead) + at
    return at > 0 and lead[at + 1 :] != [] and not any(m.end <= place for m in scene.of(Kind.SERVICE))


def _is_plan(scene: Scene, mark: Mark) -> bool:
    """Whether those who decide expect it: "Netflix expects", "Apple is aiming for"."""
    if scene.text.words[mark.start] not in _PLANS:
        return False
    return _by_those_in_charge(scene, mark) or any(0 <= mark.start - s.end <= 2 for s in scene.of(Kind.SERVICE))


def _as_planned(scene: Scene, date: DateMention) -> bool:
    """ "It won't be with us this autumn, as had been planned"."""
    after = scene.words(date.end, date.end + 8)
    return "as" in after and not _INTENDED.isdisjoint(after[after.index("as") :])


_INTENDED = frozenset("planned hoped expected promised announced intended said thought wanted".split())
_FEARS = frozenset({"fear", "fears", "feared", "worry", "worried", "afraid"})
"""They doubt that a show goes on, not when it comes."""
_PLANS = frozenset(
    (
        "expect expects expected expecting hope hopes aims aiming pencilled penciled should looking tentatively "
        "anticipates eyeing eyes targeting shooting"
    ).split()
)


_ANNOUNCED = tuple(
    ["had", "been", word] for word in ("announced", "set", "planned", "scheduled", "promised", "expected")
)
_PLANNED = frozenset("due slated scheduled set planned down tipped targeted earmarked pegged booked promised".split())
_OPEN_QUESTIONS = frozenset({"when", "why", "what", "how", "where", "who", "which"})
_QUESTIONS = frozenset("is are will does do did could has have can might so would".split())


def _asked(scene: Scene) -> bool:
    """Whether the sentence asks if it is so; a question of when or why takes it for granted."""
    words = scene.text.words
    if words[scene.sentence.last - 1] != "?":
        return False
    first = words[scene.sentence.first]
    if scene.sentence.last - scene.sentence.first <= 7 and first not in _OPEN_QUESTIONS:
        return True
    return first in _QUESTIONS or (scene.text.in_title and first not in _OPEN_QUESTIONS)


def _conditional(case: _Case) -> bool:
    """Whether "if" opens the clause of the release."""
    lead = case.scene.words(case.at - 9, case.at)
    return "if" in lead and "," not in lead[lead.index("if") :]


def _on_condition(case: _Case) -> bool:
    """ "In spring, if they hurry"; "If all goes to plan, it returns in May": what must happen first is said."""
    scene, words = case.scene, case.scene.text.words
    first, last = scene.sentence.first, scene.sentence.last
    if words[first] == "or":
        return True
    if words[first] in _IFS and not _CONDITIONS.isdisjoint(words[first + 1 : first + 2]):
        return not _of_the_clause_before(case, first + 2)
    places = (at for at in range(case.high, last - 1) if words[at] in _IFS and words[at + 1] in _CONDITIONS)
    at = next(places, None)
    return at is not None and scene.distance(case.high, at) <= 1.2 and not {"even", "as"} & {words[at - 1]}


_IFS = frozenset({"if", "assuming", "provided", "unless", "should"})
_CONDITIONS = frozenset(
    "all everything things they it he she the production filming shooting work history past that this a".split()
)


def _by_those_in_charge(scene: Scene, mark: Mark | None = None) -> bool:
    """Whether the service itself speaks, in the clause of a mark if one is given: what it expects is its plan."""
    services = scene.of(Kind.SERVICE)
    return any(
        0 <= report.start - service.end <= 3 or 0 <= service.start - report.end <= 1
        for report in scene.of(Kind.REPORT)
        if mark is None
        or {";", "but"}.isdisjoint(scene.words(min(mark.end, report.end), max(mark.start, report.start)))
        for service in services
    )


def denied_wait(scene: Scene, governor: Mark | None) -> bool:
    """ "isn't going to make you wait until Wednesday"."""
    if governor is None or scene.text.words[governor.start] != "wait":
        return False
    return any(0 <= governor.start - m.end <= 7 for m in scene.of(Kind.NEGATION))


def _hedges(scene: Scene, mark: Mark, low: int, high: int) -> bool:
    """Whether a word of doubt speaks of the release between `low` and `high`."""
    word = scene.text.words[mark.start]
    if word in _FEARS:
        return False
    if word in MODALS and mark.end - mark.start == 1:
        if word == "would" and scene.of(Kind.REPORT, Kind.SURE, Kind.FORMER):
            return False
        return mark.end <= high and scene.distance(mark.end, max(low, mark.end)) <= 5
    if mark.end <= low:
        between = scene.words(mark.end, low)
        if "but" in between or ";" in between or (")" in between and "(" not in between):
            return False
        settled = any(mark.end <= sure.start and sure.end <= low for sure in scene.of(Kind.SURE))
        return not settled and scene.distance(mark.end, low) <= 6
    if mark.start >= high:
        return scene.distance(high, mark.start) <= 1.8
    return True


def _anothers(case: _Case, mark: Mark) -> bool:
    """Whether a doubt is about another date: "it comes in 2019, and we'd wager on summer", "was supposed to"."""
    if any(m.start <= mark.start < m.end for m in case.scene.of(Kind.FORMER)):
        return True
    if _of_the_clause_before(case, mark.end):
        return True
    if mark.start < case.high:
        return False
    return any(d.start >= mark.end and case.scene.distance(mark.end, d.start) <= 1 for d in case.scene.dates)


def _of_the_clause_before(case: _Case, end: int) -> bool:
    """ "You might want to stay in on June 14, when it drops"; "with luck they shoot in May for a planned launch".

    The doubt that ends at a token is about what is done before, or on, the day.
    """
    scene, governor = case.scene, case.governor
    if governor is None or end > case.low or scene.distance(end, case.low) <= _AT_THE_DAY:
        return False
    if governor.start >= case.date.end:
        return "when" in scene.words(case.date.end, governor.start)
    lead = scene.words(governor.start - 3, governor.start)
    return not INTENDED.isdisjoint(lead[-2:]) and not {"for", "of", "before"}.isdisjoint(lead)


_AT_THE_DAY = 0.3
"""A doubt no farther than this from a day is about the day."""


def _plans(scene: Scene, mark: Mark, tense: Tense) -> bool:
    """Whether a word for a former plan speaks of one: "originally aired" tells of the past, not of a plan."""
    return (
        scene.text.words[mark.start] not in {"originally", "previously", "initially", "formerly"}
        or tense.direction != BEHIND
    )
