"""Dates that a sentence has for another purpose than to tell a premiere: a gala's, a quiz's, a story's."""

from typing import Final

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def unmeant(scene: Scene, date: DateMention, governor: Mark | None) -> bool:
    """Whether a date is no premiere's by what its whole sentence does; asked only where it has one of `TOLD_BY`."""
    vocabulary = scene.vocabulary
    if scene.asks and not _ASKING_THEN.isdisjoint(vocabulary) and _asked_of_the_past(scene):
        return True
    if "premiere" in vocabulary and not _GOING.isdisjoint(vocabulary) and _of_a_gala(scene, date, governor):
        return True
    if "expects" in vocabulary and governor is not None and _intends(scene, governor):
        return True
    if not _TELLING.isdisjoint(vocabulary) and _told_then(scene, date):
        return True
    if "when" in vocabulary and (_sets_the_scene(scene) or _of_people(scene, date)):
        return True
    return "birth" in vocabulary or (not _VIEWING.isdisjoint(vocabulary) and _viewed(scene, date))


def _asked_of_the_past(scene: Scene) -> bool:
    """ "Did Echo begin in 2014?", "In which year was Echo first shown, 2013 or 2014?": what a quiz offers."""
    words, first = scene.text.words, scene.first
    if any(scene.words(at, at + 2) in _WHICH_YEAR for at in (first, first + 1)):
        return True
    at = next((at for at in range(first, min(first + _OPENING, scene.last - 1)) if words[at] == "did"), None)
    if at is None or words[first] == "why":
        return False
    return any(at < t.start <= at + 2 for t in scene.targets if t.role is not Role.OTHER)


def _of_a_gala(scene: Scene, date: DateMention, governor: Mark | None) -> bool:
    """ "Jane Doe at the premiere of Echo on May 2": where people go is an evening, not the day of a show."""
    words = scene.text.words
    at = next(at for at in range(scene.first, scene.last) if words[at] == "premiere")
    going = "carpet" in scene.vocabulary or any(_leads_to_it(scene, i, at) for i in range(at - 1, at - _LEAD, -1))
    if "will" in scene.vocabulary or not going:
        return False
    if date.start < at:
        return governor is not None and governor.start <= at < governor.end
    return not any(m.start > at and m.end <= date.start for m in scene.of(Kind.RELEASE, Kind.WEAK))


def _leads_to_it(scene: Scene, at: int, premiere: int) -> bool:
    """Whether somebody goes there: "at the Leeds premiere", "attends the premiere", "wore green to the premiere"."""
    if at < scene.first or scene.text.words[at] not in _TOWARDS or scene.words(at + 1, at + 2) not in _THE:
        return False
    if not all(scene.text.capital(i) or scene.text.words[i] in _MODIFIERS for i in range(at + 2, premiere)):
        return False
    return scene.text.words[at] != "to" or not _WEARING.isdisjoint(scene.words(scene.first, at))


def _intends(scene: Scene, governor: Mark) -> bool:
    """ "The Crown expects to call a witness on Thursday": no show expects to do something."""
    if scene.words(governor.start, governor.end + 1) != ["expects", "to"]:
        return False
    return any(t.role is Role.SHOW and t.end == governor.start for t in scene.targets)


def _sets_the_scene(scene: Scene) -> bool:
    """ "It is August when we are back in Oslo, and by May": when a story plays, told of those who are in it."""
    date = scene.dates[0]
    if scene.words(scene.first, date.start) not in _IT_IS or scene.words(date.end, date.end + 1) != ["when"]:
        return False
    after = date.end + 2
    told = scene.words(after - 1, after) in _IN_THE_STORY
    return told and not any(after <= t.start <= after + _OBJECT and t.role in SHOW_OR_SEASON for t in scene.targets)


def _of_people(scene: Scene, date: DateMention) -> bool:
    """ "Circle July 21, when the cast takes the stage": what people do on a day is told behind it."""
    after = [word for word in scene.words(date.end, date.end + 5) if word != ","]
    if after[:2] not in _WHEN_THE or after[2:3] == [] or after[2] not in _PEOPLE:
        return False
    return not any(t.start > date.end and t.role in SHOW_OR_SEASON for t in scene.targets)


def _viewed(scene: Scene, date: DateMention) -> bool:
    """ "I started Echo on Sunday", "my mother began it at Easter": the day on which somebody watches."""
    lead = scene.words(scene.first, date.start)
    at = next((i for i, word in enumerate(lead) if word in _WATCHED), 0)
    if not at or (lead[at - 1] != "i" and lead[at - 2 : at - 1] != ["my"]):
        return False
    first = scene.first + at
    return not any(first + 1 < m.start < date.start for m in scene.of(Kind.RELEASE, Kind.WEAK))


_WHEN_THE: Final = (["when", "the"], ["when", "its"], ["when", "their"])
_VIEWING: Final = frozenset({"i", "my"})


def _told_then(scene: Scene, date: DateMention) -> bool:
    """ "On June 14 we'll know when it returns", "will give the date of “Echo” on June 14": a day of news."""
    words = scene.text.words
    at = next((i for i in range(scene.first, scene.last) if words[i] in _TELLING), scene.last)
    if _WILL.isdisjoint(scene.words(at - 3, at)) or date.start <= at < date.end:
        return False
    behind = scene.words(at + 1, at + _OBJECT + 2)
    if date.end <= at:
        return date.start <= scene.first + 1 and (
            behind[:1] in _ASKED or (behind[:1] != [] and behind[0] in _ARTICLES and "date" in behind)
        )
    if scene.words(date.end, date.end + 1) in _ASKED:
        return date.start - at <= _RIGHT_BEHIND
    dated = behind[:1] != ["that"] and ("date" in behind or "dates" in behind) and date.lead in {"on", "in"}
    told = scene.words(at, date.start)
    return dated and _STOPS.isdisjoint(told) and not any(at < m.start < date.start for m in scene.of(Kind.WEAK))


_TELLING: Final = frozenset("announce reveal unveil know learn hear disclose decide find".split())
_WILL: Final = frozenset({"will", "'ll", "to", "shall"})
_RIGHT_BEHIND: Final = 3
_ASKED: Final = (["when"], ["whether"], ["if"], ["out"])
_ARTICLES: Final = frozenset({"the", "a", "its", "their"})
_STOPS: Final = frozenset({",", ":", ";", "for", "is", "when"})
TOLD_BY: Final = _TELLING | _VIEWING | {"did", "year", "premiere", "expects", "when", "birth"}
_ASKING_THEN: Final = frozenset({"did", "year"})
_WHICH_YEAR: Final = (["which", "year"], ["what", "year"])
_PEOPLE: Final = frozenset("cast stars crew jury fans players visitors actors panel writers".split())
_WATCHED: Final = frozenset("started began finished watched binged saw rewatched discovered found".split())
_OPENING: Final = 6
_GOING: Final = frozenset("at attend attends attended attending to carpet".split())
_TOWARDS: Final = frozenset("at attend attends attended attending to".split())
_THE: Final = (["the"], ["a"])
_MODIFIERS: Final = frozenset("world european red - carpet star studded glitzy gala season series of".split())
_WEARING: Final = frozenset("wore wears wearing brought walked flew came turned dressed".split())
_LEAD: Final = 8
_IT_IS: Final = (["it", "is"], ["it", "'s"])
_OBJECT: Final = 4
_IN_THE_STORY: Final = (["we"], ["he"], ["she"], ["they"])
