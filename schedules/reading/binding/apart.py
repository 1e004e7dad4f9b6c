"""Dates of a whole line-up, and those that a clause of their own tells."""

from schedules.reading.binding import beginnings, lineups, occasions, rows
from schedules.reading.binding.besides import made_room
from schedules.reading.binding.case import NOBODYS, Answer, Case
from schedules.reading.binding.receiving import received
from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind


def told_apart(case: Case) -> Answer:
    """Dates of a whole line-up, and those that a clause of their own tells."""
    scene, date = case.scene, case.date
    after = scene.text.words[date.end] if date.end < scene.last else ""
    if case.governor is not None and case.governor.kind is Kind.GIVING:
        got = received(scene, date, case.governor) or occasions.given_a_series(scene, date, case.governor)
        if got is not None:
            return got
    if rows.elsewhere_too(scene, case.earlier, date) or (date.lead in _APART and _apart_by_its_lead(scene, date)):
        return NOBODYS
    if after in lineups.LINEUPS:
        return lineups.in_lineup(scene, date)
    if date.lead in occasions.WHENS:
        return occasions.when_it_comes(scene, date)
    if date.start <= scene.first + 1:
        return lineups.named_for(scene, date) or beginnings.begun_with(scene, date)
    if date.lead == "for" and (spoken := lineups.spoken_for(scene, date)) is not None:
        return spoken
    found = beginnings.opened_with(scene, date)
    if found is None and after == "," and date.point.year is not None:
        found = occasions.own_series(scene, date) or occasions.came_before(scene, date)
        found = found or beginnings.set_in_commas(scene, date)
    if found is None and date.point.echo is not None:
        found = occasions.introduced(scene, date, case.governor)
    return found or (occasions.in_its_own_words(scene, date) if len(scene.dates) == 1 else None)


_APART = frozenset({"from", "to", "come"})


def _apart_by_its_lead(scene: Scene, date: DateMention) -> bool:
    """Whether only room is made from or to a day, or somebody may do as he likes by then."""
    return _only_by_then(scene, date) if date.lead == "come" else made_room(scene, date)


def _only_by_then(scene: Scene, date: DateMention) -> bool:
    """ "Come November, its makers may do as they like", not "Come November, Echo is back": nothing comes then."""
    if date.start != scene.first + 1 or _ABLE.isdisjoint(scene.vocabulary):
        return False
    return not any(m.start >= date.end and m.tag not in {"noun", "past"} for m in scene.of(Kind.RELEASE, Kind.WEAK))


_ABLE = frozenset({"may", "can", "could", "might"})
