"""Plans that no longer hold: withdrawn, moved away, set against another, overtaken, denied by those who decide."""

from dataclasses import dataclass, field

from schedules.model import Status
from schedules.reading.binding.withdrawn import MENDING, day_denied, given_up
from schedules.reading.dates.calendar import BEHIND
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import MODALS, Tense
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES

Verdict = tuple[Status | None, tuple[Mark, ...]]
"""The status of a date, and the marks that made it; None where the date is denied."""


@dataclass(slots=True)
class Case:
    """A date and its event, as one rule after the other looks at them."""

    scene: Scene
    governor: Mark | None
    date: DateMention
    tense: Tense
    at: int = field(init=False)
    """Where the event's word begins, or the date where there is none."""
    low: int = field(init=False)
    """Where the first of event and date begins."""
    high: int = field(init=False)
    """Where the last of event and date ends."""

    def __post_init__(self) -> None:
        """Find where they stand, which every rule asks."""
        governor, date = self.governor, self.date
        self.at = governor.start if governor is not None else date.start
        self.low = min(self.at, date.start)
        self.high = max(date.end, governor.end) if governor is not None else date.end

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

    def rowed(self, mark: Mark) -> bool:
        """Whether what a mark says of the date before goes on here: "planned for May, then for June"."""
        before = [d for d in self.scene.dates if mark.start < d.start < self.date.start]
        if not before or mark.start > self.date.start:
            return False
        if self.scene.words(self.at - 2, self.at) == ["and", "to"]:
            return self.scene.words(mark.end, mark.end + 1) == ["to"]
        gap = self.scene.words(before[-1].end, self.date.start)
        return bool(gap) and _ROW.issuperset(gap)


def _is_a_day(scene: Scene, date: DateMention) -> bool:
    """Whether a date stands before a word for a premiere or for its day: "the May 31 launch"."""
    return not _DAYS.isdisjoint(scene.words(date.end, date.end + 1))


_DAYS = frozenset("date dates premiere launch slot release debut bow window opening start".split())
_OLD = frozenset("original old previous former earlier initial".split())
_ROW = frozenset(", and then later for in on by to or the".split())


def _withdrawn(case: Case) -> Verdict | None:
    """ "Originally slated for June 7": a word for a former plan, and no "now" at the event."""
    scene, governor, date = case.scene, case.governor, case.date
    if governor is not None and "now" in scene.words(governor.start - 3, governor.start):
        return None
    if date.lead == "now" or ("but" in scene.vocabulary and day_denied(scene, date) is not None):
        return None
    if date.lead in _OLD and _is_a_day(scene, date):
        return Status.SUPERSEDED, ()
    if governor is not None and governor.kind is Kind.FORMER and (case.own(governor) or case.rowed(governor)):
        return Status.SUPERSEDED, (governor,)
    former = [
        m
        for m in scene.of(Kind.FORMER)
        if case.near(m, 5)
        and (case.own(m) or case.rowed(m))
        and _plans(case, m)
        and not _told_after(case, m)
        and (m.start < date.start or scene.distance(date.end, m.start) < 1.2 or _was_when(scene, date))
    ]
    return (Status.SUPERSEDED, tuple(former)) if former and not (case.moves and date.lead == "to") else None


def _told_after(case: Case, mark: Mark) -> bool:
    """Whether a clause of its own tells what came: "it was meant to lead to Echo, a series that premiered in 2017"."""
    governor = case.governor
    if (
        governor is None
        or governor.tag != "past"
        or governor.kind is not Kind.RELEASE
        or case.tense.direction != BEHIND
    ):
        return False
    return not {"that", "which"}.isdisjoint(case.scene.words(max(mark.end, governor.start - 3), governor.start))


def _was_when(scene: Scene, date: DateMention) -> bool:
    """ "Early 2023 was when it was expected": what is told of a date stands behind it."""
    return scene.words(date.end, date.end + 2) == ["was", "when"]


def _began_then(case: Case) -> bool:
    """ "delayed by the strike, it went out from March 21": a day from which it was shown is none it was moved from."""
    governor = case.governor
    shown = governor is not None and governor.kind is Kind.RELEASE and governor.end == case.date.start - 1
    return shown and case.tense.direction == BEHIND


def _moved_away(case: Case) -> Verdict | None:
    """ "moved from May 25 to May 27"; "promised for 2023, has been delayed until 2024"."""
    scene, date, governor = case.scene, case.date, case.governor
    if not scene.of(Kind.MOVE):
        return _put_off(case) or _now_another(case)
    out_of = scene.words(date.start - 2, date.start) == ["out", "of"]
    if case.moves and (date.lead == "from" or out_of) and not scene.of(Kind.WEAK) and not _began_then(case):
        return Status.SUPERSEDED, tuple(case.moves)
    moved_from = [m for m in case.moves if m.end < date.start <= m.end + 4 and _leads_from(scene, m)]
    if moved_from and {"to", "until"}.isdisjoint(scene.words(moved_from[0].end, date.start)):
        return Status.SUPERSEDED, tuple(moved_from)
    later = [m for m in scene.of(Kind.MOVE) if m.start > date.end and not _leads_from(scene, m)]
    later = [m for m in later if MODALS.isdisjoint(scene.words(m.start - 3, m.start))]  # "could be delayed until"
    after = [m for m in later if any(d.start > m.start for d in scene.dates)]
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


def _leads_from(scene: Scene, mark: Mark) -> bool:
    """Whether what stands behind a word for a move is where it was moved from: "bumped from its September slot"."""
    return scene.words(mark.end, mark.end + 1) == ["from"]


def _put_off(case: Case) -> Verdict | None:
    """ "The June 7 premiere has been postponed": a day is taken back, and no other is given behind it."""
    scene, date = case.scene, case.date
    if case.tense.direction == BEHIND or date.lead in {"to", "until", "till"}:
        return None
    if scene.words(case.high, case.high + 3) in _IS_OFF:
        return Status.SUPERSEDED, ()
    for mark in scene.of(Kind.MOVE, Kind.CANCEL):
        if 0 <= date.start - mark.end <= 1 and _is_a_day(scene, date):
            return Status.SUPERSEDED, (mark,)
        gap = scene.words(mark.start - 3, mark.end)
        if (
            mark.start >= case.high
            and scene.distance(case.high, mark.start) <= _SUBJECT
            and not _TAKEN.isdisjoint(gap)
            and not any(d.start > mark.start for d in scene.dates)
        ):
            return Status.SUPERSEDED, (mark,)
    return None


def _now_another(case: Case) -> Verdict | None:
    """ "Due on October 6, it will instead start on the 5th": a plan, and what holds now behind it."""
    governor, date, scene = case.governor, case.date, case.scene
    if governor is None or governor.tag != "future" or governor.end > date.start:
        return None
    later = next((d for d in scene.dates if d.start >= date.end), None)
    if later is None:
        return None
    another = not {"now", "instead"}.isdisjoint(scene.words(date.end, later.start))
    return (Status.SUPERSEDED, (governor,)) if another or _came_then(scene, date, later) else None


def _came_then(scene: Scene, planned: DateMention, later: DateMention) -> bool:
    """ "Season two, billed for June 7, began on the 14th": whether it came on another day than it was planned for."""
    told = [m for m in scene.of(Kind.RELEASE, Kind.WEAK) if planned.end <= m.start < later.start]
    if len(told) != 1 or told[0].tag not in {"past", "part"} or later.start - told[0].end > _RIGHT_BEHIND:
        return False
    joint = scene.words(planned.end, told[0].start)
    return joint[:1] in ([","], [")"]) and len(joint) <= _RIGHT_BEHIND


_RIGHT_BEHIND = 3


_SUBJECT = 1.1
"""Between a premiere and what became of it stands no more than what it is of."""
_TAKEN = frozenset({"was", "were", "been", "is", "are", "being", "got", "happen"})
_IS_OFF = tuple([verb, "off", stop] for verb in ("is", "was") for stop in (".", ",", ";"))


_OPPOSED = (["instead", "of"], ["rather", "than"])
_OPPOSING = frozenset({"instead", "rather", "("})
_WAS = (["(", "was", ":"], ["(", "was", "for"], ["(", "formerly", ":"], ["(", "previously", ":"])


def _set_against(case: Case) -> Verdict | None:
    """ "instead of April", "(was: April 3)", "reports of April 5 are false"."""
    lead = case.scene.words(case.date.start - 3, case.date.start)
    if not _OPPOSING.isdisjoint(lead) and (
        lead[:2] in _OPPOSED or lead[1:] in _OPPOSED or lead in _WAS or lead[-2:] == ["(", "was"]
    ):
        return Status.SUPERSEDED, ()
    after = case.scene.words(case.date.end, case.date.end + 6)
    if not MENDING.isdisjoint(case.scene.vocabulary) and given_up(case.scene, case.date):
        return Status.SUPERSEDED, ()
    if "now" in after and lead[-1:] == ["was"]:
        return Status.SUPERSEDED, ()
    answered = "it" in after and [w for w in after if w not in QUOTES][:3] in _IT_IS_NOT
    if answered and "true" in case.scene.words(case.scene.first, case.date.start):
        return Status.SUPERSEDED, ()
    if Kind.DENY not in case.scene.by_kind:
        return None
    refuted = tuple(m for m in case.scene.of(Kind.DENY) if _refutes(case, m))
    if refuted:
        return Status.SUPERSEDED, refuted
    untrue = tuple(
        m
        for m in case.scene.of(Kind.DENY)
        if m.tag == "untrue" and m.start > case.date.start and not negated(case.scene, m) and not _of_another(case, m)
    )
    return (Status.SUPERSEDED, untrue) if untrue else None


def _of_another(case: Case, untrue: Mark) -> bool:
    """ "It lands on June 14; the 7th was a typo": what is called untrue behind a semicolon has a day of its own."""
    between = case.scene.words(case.date.end, untrue.start)
    return ";" in between and _ALL_OF_IT.isdisjoint(between[between.index(";") :])


_ALL_OF_IT = frozenset("it that this they both all these those date dates report reports which".split())


def negated(scene: Scene, mark: Mark) -> bool:
    """Whether a word is denied: "not out of the question"."""
    return any(0 <= mark.start - m.end <= 2 for m in scene.of(Kind.NEGATION))


_IT_IS_NOT = (["it", "'s", "not"], ["it", "isn", "'t"])


def _refutes(case: Case, mark: Mark) -> bool:
    """ "Netflix denied reports that it returns in June": a denial before the event, of what is only said."""
    between = case.scene.words(mark.end, case.low)
    if mark.end <= case.date.start and between[:1] in (["in"], ["to"]) and _is_a_day(case.scene, case.date):
        return len(between) <= _NO_TRUTH
    if ";" in between or any(mark.end <= m.start and m.end <= case.low for m in case.scene.of(Kind.MOVE)):
        return False  # "denied that it has been delayed; it will launch on June 7"
    return mark.end <= case.low and mark.tag != "untrue" and len(between) <= 14 and not _SAID.isdisjoint(between)


_NO_TRUTH = 6
_SAID = frozenset("reports report rumours rumors rumour rumor that claims claim speculation talk suggestions".split())


def _overtaken_plan(case: Case) -> Verdict | None:
    """ "was due on June 7": a plan told in the past."""
    governor = case.governor
    after = case.scene.words(governor.end, governor.end + 3) if governor is not None else []
    if after[:1] == ["had"] and after in _ANNOUNCED and governor is not None:
        return Status.SUPERSEDED, (governor,)
    would = case.tense.modal in {"would", "'d"} or case.scene.words(case.at + 1, case.at + 2) == ["'d"]
    if governor is not None and would and _had_said(case.scene, governor):
        return Status.SUPERSEDED, (governor,)
    if governor is not None and _once(case.scene, governor):
        return Status.SUPERSEDED, (governor,)
    if governor is None or governor.tag != "future" or case.scene.text.words[governor.start] not in _PLANNED:
        return None
    past = case.tense.direction == BEHIND or "had" in case.scene.words(governor.start - 4, governor.start)
    return (Status.SUPERSEDED, ()) if past else None


def _had_it(scene: Scene, governor: Mark) -> bool:
    """ "insiders had season two pegged for a release in May": who had it so has it otherwise now."""
    lead = scene.words(governor.start - _HAD, governor.end)
    if _PLANNED.isdisjoint(lead) or "had" not in scene.vocabulary:
        return False
    at = next(i for i, word in enumerate(lead) if word in _PLANNED)
    place = governor.end - len(lead) + at
    target = next((t for t in scene.targets if t.end == place and t.role is not Role.OTHER), None)
    if target is None or "briefly" in scene.words(target.start - 3, target.start):
        return False
    return "had" in scene.words(target.start - 2, target.start)


_HAD = 8
_ON_COURSE = (["on", "track"], ["on", "course"], ["on", "schedule"])
_BELIEVED = frozenset({"thought", "assumed", "figured"})


def _once(scene: Scene, governor: Mark) -> bool:
    """ "was in fact once on the books for May", "was at one stage on the schedule for June"."""
    if _had_it(scene, governor):
        return True
    lead = scene.words(governor.start - 6, governor.start)
    if governor.tag != "future" or {"was", "were"}.isdisjoint(lead):
        return False
    on_course = scene.words(governor.start, governor.start + 2) in _ON_COURSE and lead[-1] in {"was", "were"}
    return on_course or "once" in lead or any(lead[at : at + 2] == ["at", "one"] for at in range(len(lead)))


def _had_said(scene: Scene, governor: Mark) -> bool:
    """ "had told investors that it would be back", "thought we'd have it by now": before it was otherwise."""
    lead = scene.words(governor.start - 8, governor.start)
    if not _BELIEVED.isdisjoint(lead) and {",", ";", "but", "would", "have"}.isdisjoint(lead[:-3]):
        return True
    return any(
        m.end <= governor.start
        and "had" in scene.words(m.start - 3, m.start)
        and {",", ";", "but"}.isdisjoint(scene.words(m.end, governor.start))
        for m in scene.of(Kind.REPORT)
    )


_ANNOUNCED = tuple(
    ["had", "been", word] for word in ("announced", "set", "planned", "scheduled", "promised", "expected")
)
_PLANNED = frozenset("due slated scheduled set planned down tipped targeted earmarked pegged booked promised".split())


def _plans(case: Case, mark: Mark) -> bool:
    """Whether a word for a former plan speaks of one: "originally aired" tells of the past, not of a plan."""
    if case.governor is not None and case.governor.tag == "future":
        return True
    told = not _AT_FIRST.isdisjoint(case.scene.text.words[mark.start : mark.end])
    return not told or case.tense.direction != BEHIND


_AT_FIRST = frozenset({"originally", "previously", "initially", "formerly"})


def hopeless(case: Case) -> bool:
    """ "Any hope of season three in 2019 was snuffed out": a day that was only hoped for, and isn't any more."""
    if _HOPES.isdisjoint(case.scene.words(case.date.start - _HOPED, case.date.start)):
        return False
    after = case.scene.words(case.date.end, case.date.end + _DASHING)
    return not _DASHED.isdisjoint(after) and "not" not in after


_HOPED = 12
_DASHING = 5
_HOPES = frozenset({"hope", "hopes"})
_DASHED = frozenset(
    "dashed snuffed dead gone buried quashed killed scotched evaporated vanished sunk over ended".split()
)
RULES = (_withdrawn, _moved_away, _set_against, _overtaken_plan)
"""The rules in the order of their priority: the first that speaks decides."""
