"""What a text says of a date: settled, doubted, withdrawn or past."""

from schedules.model import Status
from schedules.reading.dates.calendar import BEHIND
from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import Tense
from schedules.reading.standing import overtaken
from schedules.reading.standing.hedged import doubted
from schedules.reading.standing.overtaken import Case, Verdict
from schedules.reading.standing.unfounded import not_said
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def status_of(
    scene: Scene, governor: Mark | None, date: DateMention, tense: Tense
) -> tuple[Status | None, tuple[Mark, ...]]:
    """The status of a date, and the marks that made it; None where the date is denied.

    The rules stand in the order of their priority: what no longer holds, what is denied, what is doubted, what is told.
    """
    case = Case(scene, governor, date, tense)
    if governor is not None and (denied_wait(scene, governor) or _wished(case) or _required(case)):
        return None, ()
    if _not_thought(case):
        return None, ()
    for rule in (*overtaken.RULES, _denied, doubted):
        verdict = rule(case)
        if verdict is not None:
            return verdict
    return (Status.RELEASED, ()) if tense.direction == BEHIND else (Status.CONFIRMED, tuple(case.moves))


def _required(case: Case) -> bool:
    """ "It needs to be out by May 31 to be eligible": what a prize asks for is no plan."""
    lead = case.scene.words(case.low - 3, case.low)
    return case.date.lead == "by" and (lead[-2:] in _NEEDS or lead[-1:] == ["must"])


_NEEDS = (["needs", "to"], ["has", "to"], ["have", "to"], ["need", "to"], ["had", "to"])


def _wished(case: Case) -> bool:
    """ "I'd love for us to be back in April": a wish says nothing of when."""
    lead = case.scene.words(case.low - 8, case.low)
    return "love" in lead and lead[lead.index("love") - 1] in {"'d", "would"} and "," not in lead


def _not_thought(case: Case) -> bool:
    """ "We don't think it'll be here this spring", "you shouldn't be looking for it in May": what nobody expects."""
    scene, at = case.scene, min(case.low, case.date.start)
    if "not" not in scene.vocabulary and "'t" not in scene.vocabulary:
        return False
    if case.date.lead in _NOT_THEN or case.tense.direction == BEHIND:
        return False
    words = scene.text.words
    denied = next((i for i in range(at - 1, scene.first, -1) if words[i] in {"not", "'t"}), 0)
    lead = scene.words(denied + 1, at)
    if not denied or len(lead) > _THOUGHT or not _TURNING.isdisjoint(lead):
        return False
    if lead[:1] == ["be"]:
        lead = lead[1:]
        return words[denied - 1] in {"should", "shouldn", "wouldn", "would"} and lead[:2] == ["looking", "for"]
    return words[denied + 1] in _OPINIONS and words[denied - 1] in _WITH_NOT and len(lead) > 1


_THOUGHT = 16
_OPINIONS = frozenset("think believe imagine suppose reckon figure see envision foresee".split())
_WITH_NOT = frozenset("do don does doesn can cannot couldn could would wouldn".split())
_TURNING = frozenset(
    (
        ", ; : ( but because since until till before mind stop prevent keep anything nobody doubt surprise surprised "
        "anyone unless only just why how if when what not 't sooner later long longer wait reason"
    ).split()
)
"""With one of these a denial may be of something else than the day."""


def _denied(case: Case) -> Verdict | None:
    """ "won't return in 2018"; but "won't return until 2019" asserts."""
    scene, at, date, governor = case.scene, case.at, case.date, case.governor
    if Kind.NEGATION not in scene.by_kind:
        return None
    if "that" in scene.vocabulary and not_said(scene, case.low):
        return None, ()
    denied = [m for m in scene.of(Kind.NEGATION) if m.end <= at + 1 and scene.distance(m.end, max(at, m.end)) <= 0.7]
    if not denied and (aside := [m for m in scene.of(Kind.NEGATION) if _resumed(scene, m, at)]):
        return Status.SUPERSEDED, tuple(aside)
    until = date.lead in _NOT_THEN or not _NOT_THEN.isdisjoint(scene.words(date.start - 2, date.start + 1))
    if not denied or until or (governor is None and date.lead in QUOTES):
        return None
    if _as_planned(scene, date) or _contrary(scene) or scene.words(date.end, date.end + 2) == ["after", "all"]:
        return Status.SUPERSEDED, tuple(denied)
    slot = governor is not None and scene.text.words[governor.end - 1] == "date" and date.end == governor.start
    slot = slot or scene.words(date.start - 2, date.start) == ["for", "its"]
    return Status.SUPERSEDED if slot else None, tuple(denied)


def _resumed(scene: Scene, denial: Mark, at: int) -> bool:
    """ "It will not, as had been reported, arrive in June": a denial that goes on behind what was thought."""
    aside = scene.words(denial.end, at)
    if aside[:2] != [",", "as"] or "," not in aside[2:] or _INTENDED.isdisjoint(aside):
        return False
    return len(aside) - 1 - aside[::-1].index(",") >= len(aside) - _AT_ONCE


_AT_ONCE = 3
_NOT_THEN = frozenset({"until", "till", "before", "til", "past", "beyond"})


def _contrary(scene: Scene) -> bool:
    """ "Contrary to reports, it won't premiere in May", "isn't coming in May, despite what you may have read"."""
    if "contrary" in scene.vocabulary:
        return True
    if "despite" not in scene.vocabulary:
        return False
    words = scene.words(scene.first, scene.last)
    return not _TOLD.isdisjoint(words[words.index("despite") :])


_TOLD = frozenset("reports rumours rumors claims what read heard speculation suggestions".split())


def _as_planned(scene: Scene, date: DateMention) -> bool:
    """ "It won't be with us this autumn, as had been planned"."""
    after = scene.words(date.end, date.end + 8)
    return "as" in after and not _INTENDED.isdisjoint(after[after.index("as") :])


_INTENDED = frozenset("planned hoped expected promised announced intended said thought wanted reported".split())


def denied_wait(scene: Scene, governor: Mark | None) -> bool:
    """ "isn't going to make you wait until Wednesday"."""
    if governor is None or scene.text.words[governor.start] != "wait":
        return False
    return any(0 <= governor.start - m.end <= 7 for m in scene.of(Kind.NEGATION))
