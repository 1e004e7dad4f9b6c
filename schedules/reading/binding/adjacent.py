"""Dates right beside a show, with nothing between them that tells whose they are."""

from typing import Final

from schedules.reading.binding import patterns, rows
from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.case import NOBODYS, Answer, Case
from schedules.reading.binding.governed import of_the_target
from schedules.reading.binding.link import Link
from schedules.reading.binding.lots import EPISODES, of_an_episode
from schedules.reading.binding.precedents import begins_ending
from schedules.reading.binding.rowed import group
from schedules.reading.binding.showings import at_an_event
from schedules.reading.binding.strangers import is_work, news_of_then, refused
from schedules.reading.binding.subject import subject_of
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import RELEASING, Kind, Mark
from schedules.reading.words.text import QUOTES


def in_brackets(case: Case) -> Answer:
    """ "“Saltmarsh” (March 27)": what stands right before the bracket has the date."""
    if not case.bracketed:
        return _bracketed_with_its_service(case) or _bracketed_with_its_verb(case)
    beside, governor, point = case.beside, case.governor, case.date.point
    counted = beside is not None and beside.season is not None and beside.season.number is not None
    fine = point.month is not None or point.part is not None or counted or _at_home(case)
    fine = fine or (point.year is not None and not case.scene.of(Kind.THING))
    if beside is not None and beside.role is not Role.OTHER and fine:
        before = governor is not None and governor.end <= beside.start and governor.kind is Kind.RELEASE
        return case.link([beside], "listed", governor if before else None)
    at = case.date.start - 2
    if beside is not None and beside.role is Role.SHOW and case.scene.words(case.date.end, case.date.end + 1) == [")"]:
        return NOBODYS
    return NOBODYS if beside is None and at >= case.scene.sentence.first and case.scene.text.capital(at) else None


def _bracketed_with_its_service(case: Case) -> Link | None:
    """ "“Echo” (Netflix, 2015)", "“Echo”, season one (Hulu, June 14)"."""
    scene, at = case.scene, case.date.start - 1
    if scene.text.words[at] != "," or scene.words(case.date.end, case.date.end + 1)[-1:] not in ([")"], [";"], ["-"]):
        return None
    service = next((m for m in scene.of(Kind.SERVICE) if m.end == at), None)
    if service is None or scene.words(service.start - 1, service.start) != ["("]:
        return None
    end = service.start - 1
    end -= scene.text.words[end - 1] in QUOTES
    named = [t for t in scene.targets if t.end == end and t.role in SHOW_OR_SEASON and not t.owned]
    return case.link(named, "listed", None) if named else None


def _bracketed_with_its_verb(case: Case) -> Link | None:
    """ "“Echo” (arriving May 8) and “Saltmarsh”": what a bracket tells is of the show before it alone."""
    scene, governor = case.scene, case.governor
    told = governor is not None and governor.kind in RELEASING and governor.end <= case.date.start
    if governor is None or not told or scene.words(governor.start - 1, governor.start) != ["("]:
        return None
    whole = scene.words(case.date.end, case.date.end + 1) == [")"]
    at = governor.start - 1
    while scene.text.words[at - 1] in QUOTES:
        at -= 1
    shows = [t for t in scene.targets if t.role is Role.SHOW and t.end == at and not t.owned]
    return case.link(shows, "listed", governor) if whole and shows else None


def _at_home(case: Case) -> bool:
    """Whether a bracket holds a day and a service: "(Friday, Netflix)"."""
    at = case.date.end + 1
    led = case.scene.words(case.date.end, at) == [","] and case.date.point.weekday is not None
    return led and any(m.start == at for m in case.scene.of(Kind.SERVICE))


def side_by_side(case: Case) -> Answer:
    """ "“Echo” in November": a target right before the date, where the verb is farther away or missing."""
    scene, beside, governor = case.scene, case.beside, case.governor
    unnumbered = (
        beside is not None and beside.role is Role.SEASON and beside.season is not None and beside.season.number is None
    )
    if beside is not None and (ends_only(case) or _second_cell(case) or begins_ending(scene, beside)):
        return NOBODYS
    if beside is not None and (ahead := rows.ahead_of(scene, beside)) is not None:
        return None if governor is not None and governor.kind is Kind.REPORT else case.link([ahead], "listed", governor)
    if governor is not None and unnumbered:
        beside = None
    if governor is not None and beside is not None and _apart(case, governor):
        case.governor = governor = None
    if (
        governor is not None
        and governor.kind is Kind.GIVING
        and (beside is None or beside.season is None or scene.text.words[governor.end - 1] in _HAD)
    ):
        if scene.words(governor.end, governor.end + 2) in _GET_IT:
            return case.link((), "pronoun", governor)
        return _given_a_day(case, governor) or NOBODYS
    if beside is None or (governor is not None and governor.kind not in {Kind.RELEASE, Kind.WEAK, Kind.GIVING}):
        return None
    worked_on = governor is not None and governor.kind is Kind.WEAK and is_work(scene, governor)
    if (
        beside.role is Role.OTHER
        or worked_on
        or _only_seen_in(scene, beside)
        or at_an_event(scene, beside.end, case.date)
    ):
        return NOBODYS
    if governor is not None and governor.end > beside.start:
        return None
    return _beside_alone(case, beside)


def _only_seen_in(scene: Scene, show: Target) -> bool:
    """ "He was in Echo in June", "had a part in Echo in June": a day on which somebody was seen is no premiere.

    Nor is that of a later episode: "They air the fifth episode of Echo in June".
    """
    if not EPISODES.isdisjoint(scene.vocabulary) and of_an_episode(scene, show):
        return True
    at = scene.begins(show) - 1
    if show.season is not None and "in" in scene.words(max(at - 1, scene.first), show.season.start):
        return not _JOINING.isdisjoint(scene.words(at - 6, at + 1))
    if show.role is not Role.SHOW or show.season is not None or scene.words(at, at + 1) not in (["in"], ["on"]):
        return False
    lead = scene.words(at - 3, at)
    return not _SEEN.isdisjoint(lead) and _TO_COME.isdisjoint(scene.words(at - 7, at))


_JOINING = frozenset("joined joins left leaves appeared cast introduced added arrived".split())
_SEEN = frozenset("was were been seen appeared appears guested starred cameoed part role cameo turn up popped".split())
_TO_COME = frozenset("will 'll to is are may might could should be would 'd first".split())


_GET_IT = tuple(["it", word] for word in "in on by this next at around before until".split())


def _beside_alone(case: Case, beside: Target) -> Answer:
    """The target right before the date has it, where the verb of the dates before, or none, goes for both."""
    scene, governor, point = case.scene, case.governor, case.date.point
    counted = beside.season is not None and beside.season.number is not None
    if case.bracketed and point.month is None and point.days is None and not counted:
        return NOBODYS
    if governor is None or governor.end > case.date.start:
        governor = patterns.inherited(scene, case.date, case.earlier)
    alone = beside.role is Role.SEASON and not scene.sentence.heading and not _introduced(scene, beside)
    alone = alone and (beside.season is None or beside.season.label != "latest")
    alone = alone and not _all_there_is(scene, beside, case.date)
    alone = alone and not _bracketed_with(scene, beside, case.date) and not _goes_on_from(case, beside)
    only_then = case.date.lead in {"until", "till", "before"} and bool(scene.of(Kind.NEGATION))
    called_off = bool(scene.of(Kind.CANCEL)) and not only_then
    if governor is None and (alone or called_off or refused(scene, beside)):
        return NOBODYS
    if governor is not None and news_of_then(scene, case.date, governor):
        return NOBODYS
    return case.link(group(scene, beside), "listed", governor)


def _all_there_is(scene: Scene, season: Target, date: DateMention) -> bool:
    """ "Season 2, June 14.": a sentence of nothing but a season and its day."""
    if season.start > scene.first + 1 or scene.last - date.end > 1 or scene.asks:
        return False
    return all(word in _LEADING_TO for word in scene.words(season.end, date.start))


_LEADING_TO = frozenset({",", "–", "—", "-", "on", "in", "due", "out", "from", "coming"})


def _bracketed_with(scene: Scene, season: Target, date: DateMention) -> bool:
    """Whether a bracket holds a season and its date: "(season two, December 2022)"."""
    opens = scene.words(season.start - 1, season.start) == ["("]
    return opens and scene.words(date.end, date.end + 1) in ([")"], [","])


def _did_then(case: Case, after: list[str]) -> bool:
    """ "“Echo”'s third season in May 2018 convinced its critics": what a season did, its month behind its name."""
    beside = case.beside
    counted = beside is not None and beside.season is not None and beside.season.number is not None
    told = after[:1] != [] and (after[0].endswith("ed") or after[0] in _DID)
    return counted and told and beside is not None and not beside.owned and case.date.point.month is not None


_DID = frozenset({"was", "had", "brought", "gave", "made", "saw", "drew", "won", "got", "took", "set", "became"})


def _goes_on_from(case: Case, season: Target) -> bool:
    """ "Season one belongs to June 2018 and the second to May 2019": a row of seasons, whatever their verb."""
    before = case.earlier[-1] if case.earlier else None
    if before is None or not before.targets or before.targets[-1].season is None:
        return False
    between = case.scene.words(before.date.end, season.start)
    return all(word in _ROW for word in between) or between[-1:] == ["than"]


_ROW = frozenset({",", ";", "and", "then", "the", "its", "but"})


def _introduced(scene: Scene, season: Target) -> bool:
    """Whether a season heads its line ("S1: February 4"), or a show of the sentence has come to it before the date."""
    if season.start <= scene.sentence.first + 1 and scene.words(season.end, season.end + 1) == [":"]:
        return True
    owner, known = antecedent(scene, season)
    lead = scene.words(season.start - 2, season.start)
    return known and owner is not None and (lead[:1] == ["into"] or (lead[:1] in _HAS and lead[-1:] == ["its"]))


_HAS = (["has"], ["have"], ["gets"], ["get"])


def _given_a_day(case: Case, governor: Mark) -> Link | None:
    """ "“Echo” gets May 8": a day is what is given."""
    scene, date = case.scene, case.date
    if date.point.day is None or scene.words(governor.end, date.start) not in ([], ["a"], ["an"], ["the"]):
        return None
    subject = subject_of(scene, governor, date)
    if subject is None or subject.role not in SHOW_OR_SEASON or subject.end > governor.start:
        return None
    return of_the_target(case, governor, subject)


def _second_cell(case: Case) -> bool:
    """Whether a date stands in a later cell of a table's row than another: where the first is, a season begins."""
    scene, date = case.scene, case.date
    bars = scene.words(scene.sentence.first, date.start).count("|")
    return bars > 1 and any(
        d.end <= date.start and "|" in scene.words(d.end, date.start) for d in scene.dates if d is not date
    )


def ends_only(case: Case) -> bool:
    """Whether a date beside a show is the end of its run: "the second lot goes until 5 August"."""
    scene, date = case.scene, case.date
    if date.lead not in {"until", "till"} or scene.of(Kind.NEGATION, Kind.MOVE):
        return False
    return not _PATIENT.intersection(scene.words(date.start - 4, date.start))


_PATIENT: Final = frozenset("wait waits waiting held hold hang tight patient patience away".split())
_HAD = frozenset({"given"})
"""What was given before is dated by the day of giving."""


def _apart(case: Case, governor: Mark) -> bool:
    """Whether a word of telling, one behind a comma, or one with a subject of its own comes only after the date.

    "A in 2015, B in 2016 and C is due next year": what stands right before 2016 has it, and C what is due.
    """
    if governor.start < case.date.end:
        return False
    behind = case.scene.words(case.date.end, case.date.end + 2)
    after = behind[:1]
    another = (after == ["and"] or behind == [",", "and"]) and any(
        t.role in SHOW_OR_SEASON and case.date.end < t.start and t.end <= governor.start for t in case.scene.targets
    )
    return (
        another
        or governor.kind is Kind.REPORT
        or (governor.kind in {Kind.EVENT, Kind.THING} and (after in ([","], ["and"]) or _did_then(case, after)))
        or (governor.kind is Kind.GIVING and behind == [",", "and"])
    )
