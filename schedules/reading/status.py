"""What a text says of a date: settled, doubted, withdrawn or past."""

from schedules.model import Status
from schedules.reading.calendar import BEHIND
from schedules.reading.dates import DateMention
from schedules.reading.marks import Kind, Mark
from schedules.reading.scene import Scene
from schedules.reading.tense import MODALS, Tense


def status_of(
    scene: Scene, governor: Mark | None, date: DateMention, tense: Tense
) -> tuple[Status | None, tuple[Mark, ...]]:
    """The status of a date, and the marks that made it; None where the date is denied."""
    at = governor.start if governor is not None else date.start
    low, high = min(at, date.start), max(date.end, governor.end if governor else date.end)
    cues = [m for m in scene.marks if m.kind in {Kind.HEDGE, Kind.NEGATION, Kind.FORMER, Kind.MOVE}]

    def near(mark: Mark, reach: float) -> bool:
        if mark.end <= low:
            return scene.distance(mark.end, low) <= reach
        if mark.start >= high:
            return scene.distance(high, mark.start) <= reach
        return True

    moves = [m for m in cues if m.kind is Kind.MOVE and near(m, 4)]
    if denied_wait(scene, governor):
        return None, ()
    others = [d.start for d in scene.dates if d is not date]

    def own(mark: Mark) -> bool:
        """Whether no other date stands nearer to the mark."""
        span = sorted((mark.start, date.start))
        return not any(span[0] < other < span[1] for other in others)

    renewed = governor is not None and "now" in scene.words(governor.start - 3, governor.start)
    former = [
        m
        for m in cues
        if not renewed
        and m.kind is Kind.FORMER
        and near(m, 5)
        and own(m)
        and _plans(scene, m, tense)
        and (m.start < date.start or scene.distance(date.end, m.start) < 1.2)
    ]
    if former and not (moves and date.lead == "to"):
        return Status.SUPERSEDED, tuple(former)
    if moves and date.lead == "from" and not scene.of(Kind.WEAK):
        return Status.SUPERSEDED, tuple(moves)
    lead = scene.words(date.start - 3, date.start)
    if (
        any(lead[at : at + 2] in (["instead", "of"], ["rather", "than"]) for at in range(2))
        or lead in (["(", "was", ":"], ["(", "was", "for"], ["(", "formerly", ":"], ["(", "previously", ":"])
        or lead[-2:] == ["(", "was"]
    ):
        return Status.SUPERSEDED, ()
    untrue = tuple(m for m in scene.of(Kind.DENY) if m.tag == "untrue" and m.start > date.start)
    if untrue:
        return Status.SUPERSEDED, untrue
    after = [
        m for m in cues if m.kind is Kind.MOVE and m.start > date.end and any(d.start > m.start for d in scene.dates)
    ]
    if (
        after
        and governor is not None
        and governor.kind is not Kind.MOVE
        and scene.distance(date.end, after[0].start) <= 2.2
    ):
        return Status.SUPERSEDED, tuple(after)
    planned = governor is not None and governor.tag == "future" and scene.text.words[governor.start] in _PLANNED
    if (
        planned
        and governor is not None
        and (tense.direction == BEHIND or "had" in scene.words(governor.start - 4, governor.start))
    ):
        return Status.SUPERSEDED, ()
    denied = [
        m
        for m in cues
        if m.kind is Kind.NEGATION
        and m.end <= max(at, low)
        and scene.distance(m.end, max(at, low)) <= 0.7
        and m.end <= at + 1
    ]
    if denied and date.lead not in {"until", "till", "before", "til"}:
        slot = governor is not None and scene.text.words[governor.end - 1] == "date" and date.end == governor.start
        return Status.SUPERSEDED if slot else None, tuple(denied)
    hedges = [m for m in cues if tense.direction != BEHIND and m.kind is Kind.HEDGE and _hedges(scene, m, low, high)]
    if hedges and not (_by_those_in_charge(scene) and all(scene.text.words[m.start] in _PLANS for m in hedges)):
        return Status.RUMOURED, tuple(hedges)
    if date.bound == "from" and tense.direction != BEHIND and not scene.of(Kind.REPORT, Kind.SURE):
        return Status.RUMOURED, ()
    if tense.direction != BEHIND and (_asked(scene) or _conditional(scene, governor)):
        return Status.RUMOURED, ()
    if tense.direction == BEHIND:
        return Status.RELEASED, ()
    return Status.CONFIRMED, tuple(moves)


_FEARS = frozenset({"fear", "fears", "feared", "worry", "worried", "afraid"})
"""They doubt that a show goes on, not when it comes."""
_PLANS = frozenset(
    "expect expects expected expecting hope hopes aims aiming pencilled should looking tentatively".split()
)


_PLANNED = frozenset("due slated scheduled set planned down tipped targeted earmarked pegged booked promised".split())
_QUESTIONS = frozenset("is are will does do did could has have can might so would".split())


def _asked(scene: Scene) -> bool:
    """Whether the sentence asks if it is so; a question of when or why takes it for granted."""
    words = scene.text.words
    if words[scene.sentence.last - 1] != "?":
        return False
    first = words[scene.sentence.first]
    return first in _QUESTIONS or (scene.text.in_title and first not in {"when", "why", "what", "how", "where"})


def _conditional(scene: Scene, governor: Mark | None) -> bool:
    """Whether "if" opens the clause of the release."""
    if governor is None:
        return False
    lead = scene.words(governor.start - 9, governor.start)
    return "if" in lead and "," not in lead[lead.index("if") :]


def _by_those_in_charge(scene: Scene) -> bool:
    """Whether the service itself speaks: what it expects is its plan."""
    services = scene.of(Kind.SERVICE)
    return any(
        0 <= report.start - service.end <= 3 or 0 <= service.start - report.end <= 1
        for report in scene.of(Kind.REPORT)
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
        if "but" in scene.words(mark.end, low):
            return False
        settled = any(mark.end <= sure.start and sure.end <= low for sure in scene.of(Kind.SURE))
        return not settled and scene.distance(mark.end, low) <= 6
    if mark.start >= high:
        return scene.distance(high, mark.start) <= 1.8
    return True


def _plans(scene: Scene, mark: Mark, tense: Tense) -> bool:
    """Whether a word for a former plan speaks of one: "originally aired" tells of the past, not of a plan."""
    return (
        scene.text.words[mark.start] not in {"originally", "previously", "initially", "formerly"}
        or tense.direction != BEHIND
    )
