"""What a text says of a date: settled, doubted, withdrawn or past."""

from dataclasses import dataclass

from schedules.model import Status
from schedules.reading.calendar import AHEAD, BEHIND
from schedules.reading.dates import DateMention
from schedules.reading.marks import Kind, Mark
from schedules.reading.scene import Scene

_FUTURE = frozenset({"will", "'ll", "wo", "shall", "to", "is", "are", "'s", "'re", "set", "be", "can"})
_MODALS = frozenset({"would", "'d", "could", "may", "might", "should"})
_PERFECT = frozenset({"has", "have", "had", "'ve"})


@dataclass(frozen=True, slots=True)
class Tense:
    """When an event is told to be."""

    direction: int
    """AHEAD or BEHIND; 0 where the words leave it open."""
    modal: str = ""
    """The modal verb before it."""


def tense_of(scene: Scene, governor: Mark | None) -> Tense:
    """The tense of a release, by its form and by the four words before it."""
    if governor is None:
        return Tense(0)
    before = scene.words(governor.start - 5, governor.start)
    before = before[max((i + 1 for i, w in enumerate(before) if w in {",", ";", ".", "and", "which", "that"}), default=0) :]
    modal = next((w for w in reversed(before) if w in _MODALS), "")
    if governor.tag == "noun":
        lead = scene.words(governor.start - 6, governor.start)
        past = any(w in {"after", "since", "following"} for w in lead) or "saw" in lead
        return Tense(BEHIND if past else 0, modal)
    if governor.tag == "future":
        behind = any(w in {"was", "were", "been"} for w in before[-2:])
        return Tense(BEHIND if behind else AHEAD, modal)
    if modal:
        return Tense(AHEAD, modal)
    if any(w in {"will", "'ll", "wo", "shall", "to"} for w in before):
        return Tense(AHEAD)
    if "did" in before:
        return Tense(BEHIND)
    if governor.tag == "ing":
        behind = any(w in {"was", "were", "been", "since", "after"} for w in before)
        return Tense(BEHIND if behind else AHEAD)
    if governor.tag == "part" or governor.tag == "past":
        if any(w in _PERFECT or w in {"was", "were"} for w in before):
            return Tense(BEHIND)
        if any(w in {"is", "are", "be", "being"} for w in before[-2:]):
            return Tense(AHEAD)
        return Tense(BEHIND)
    return Tense(AHEAD if governor.tag in {"s", "base"} else 0)


def status_of(scene: Scene, governor: Mark | None, date: DateMention, tense: Tense) -> tuple[Status | None, tuple[Mark, ...]]:
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
    former = [m for m in cues if m.kind is Kind.FORMER and near(m, 2.2) and (m.start < date.start or scene.distance(date.end, m.start) < 1.2)]
    if former and not (moves and date.lead == "to"):
        return Status.SUPERSEDED, tuple(former)
    if moves and date.lead == "from":
        return Status.SUPERSEDED, tuple(moves)
    if scene.words(date.start - 3, date.start)[-2:] in (["instead", "of"], ["rather", "than"]):
        return Status.SUPERSEDED, ()
    denied = [m for m in cues if m.kind is Kind.NEGATION and m.end <= max(at, low) and scene.distance(m.end, max(at, low)) <= 0.7 and m.end <= at + 1]
    if denied and date.lead not in {"until", "till", "before", "til"}:
        return None, tuple(denied)
    hedges = [m for m in cues if m.kind is Kind.HEDGE and _hedges(scene, m, low, high, tense, near)]
    if hedges:
        return Status.RUMOURED, tuple(hedges)
    if scene.text.words[scene.sentence.last - 1] == "?" and scene.text.words[scene.sentence.first] not in {"when", "why", "what"}:
        return Status.RUMOURED, ()
    if tense.direction == BEHIND:
        return Status.RELEASED, ()
    return Status.CONFIRMED, tuple(moves)


def _hedges(scene: Scene, mark: Mark, low: int, high: int, tense: Tense, near: object) -> bool:
    word = scene.text.words[mark.start]
    if word in {"could", "may", "might", "should", "would"}:
        return word == tense.modal and word != "would"
    if mark.end <= low:
        return scene.distance(mark.end, low) <= 4.5
    if mark.start >= high:
        return scene.distance(high, mark.start) <= 1.8
    return True
