"""Dates that are no premiere's by their neighbours: "not this year", "on Sunday nights", "the second of"."""

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import ASIDE, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import LIMITS
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import QUOTES


def stray(scene: Scene, date: DateMention) -> bool:
    """Whether a date is denied, comes round each week, is a later part's, or a stranger's."""
    words, at = scene.text.words, date.start - 1
    if date.end < scene.last and words[date.end] in _BEHIND and _goes_on(scene, date):
        return True
    at -= words[at] == "the" and words[at - 1] == "than"
    return words[at] in _AHEAD and at >= scene.first and _by_what_leads(scene, date, at)


def _goes_on(scene: Scene, date: DateMention) -> bool:
    """ "on Sunday nights", "returns on June 7 after a two-week break": what comes round, or a season that goes on."""
    if scene.text.words[date.end] != "after":
        return date.point.weekday is not None
    after = scene.words(date.end, date.end + 7)
    return not _BREAKS.isdisjoint(after) and not _WEEKS.isdisjoint(after)


def _by_what_leads(scene: Scene, date: DateMention, at: int) -> bool:
    """Whether the words before a date take it away."""
    words = scene.text.words
    if words[at] in _DATED:
        return at == scene.first
    if words[at] == "of":
        return date.point.month is None and not _MOST.isdisjoint(scene.words(at - _RANKED, at))
    if words[at] == "than":
        compared = words[at - 1] in _COMPARED and words[at - 2] != "no"
        return compared and not scene.of(Kind.NEGATION)
    if words[at] in {"from", "the"}:  # "better than the one from 2022"
        beside = "than" in scene.words(at - _SET_BESIDE, at)
        return beside if words[at] == "from" else _names_another(scene, date)
    if words[at] in _DASHES:
        return _ends_its_years(scene, date)
    if words[at] in _ON_TV:
        return words[date.start] == "this" and words[at - 1] == "on" and words[at - 2] not in _SHOWN
    if at > scene.first and words[at] in _BEFORE:
        at -= 1
    if words[at] in _DENYING and at > scene.first:
        return _not_then(scene, date, at)
    if at > scene.first + 3 and words[at] in _LATER:
        return _parted(scene, at)
    listed = words[at + 1] in _LISTING and scene.text.capital(at) and at > scene.first + 1
    return listed and _beside_a_name(scene, at + 1)


def _ends_its_years(scene: Scene, date: DateMention) -> bool:
    """ "“Echo” (2021–2024)": the year in which a show ended."""
    if date.point.year is None or date.point.month is not None or date.end - date.start > 1:
        return False
    begun = scene.text.words[date.start - 2]
    return begun.isdecimal() and len(begun) == len("2021")


def _names_another(scene: Scene, date: DateMention) -> bool:
    """ "Nothing like the 2003 Echo": a year that tells which of several with the same name is meant."""
    if date.point.year is None or date.end - date.start > 1:
        return False
    return any(scene.begins(t) == date.end and t.role is Role.SHOW and t.season is None for t in scene.targets)


_BREAKS = frozenset({"break", "hiatus", "pause"})
_WEEKS = frozenset({"week", "weeks"})
_DASHES = frozenset({"-", "–"})
_DATED = frozenset({"updated", "published", "posted"})
_BEHIND = frozenset({"nights", "evenings", "mornings", "afternoons", "after"})
_ON_TV = frozenset({"television", "tv", "telly"})
_SHOWN = frozenset("be is are back coming comes come airs air shown seen return returns".split())
"""Behind anything else it tells of all that is on: "the best thing on television this year"."""
_COMPARED = frozenset({"sooner", "earlier", "quicker", "faster"})
"""What comes "sooner than the fall" has its date elsewhere."""
_BEFORE = frozenset("in on be for at".split())
_DENYING = frozenset({"not", "'t", "be"})
_LISTING = frozenset({"on", "in"})
_LATER = frozenset({"them", "which", "second"})
_RANKED = 7
_SET_BESIDE = 5
_MOST = frozenset("most best biggest greatest finest worst hottest favorite favourite funniest top".split())
"""Whose rank is told, not whose day: "one of the most awaited of 2024"."""
_AHEAD = _DATED | {"of", "than", "from", "the"} | _DASHES | _ON_TV | _BEFORE | _DENYING | _LATER


def _not_then(scene: Scene, date: DateMention, at: int) -> bool:
    """ "and no, it isn't this year", "but not this fall": a date that is ruled out, with no plan for another told."""
    words = scene.text.words
    if words[at] == "be":
        at -= 1
    if words[at] not in _DENYING or scene.of(Kind.FORMER, Kind.MOVE) or date.lead in LIMITS or len(scene.dates) > 1:
        return False
    verb = words[at - 1] if words[at] == "'t" or words[at - 1] in _IS else ","
    return (verb in _IS or words[at - 1] == "but") and "as" not in scene.words(date.end, date.end + 1)


_IS = frozenset({"is", "isn", "was", "wasn", "won", "will", "'s"})


def _parted(scene: Scene, at: int) -> bool:
    """ "in halves, the second of them in 2025", "in two parts, the second in March": a later part's day."""
    words = scene.text.words
    second = at if words[at] == "second" else at - 2
    if words[second - 1 : second + 1] != ["the", "second"] or (second != at and words[second + 1] != "of"):
        return False
    return words[second - 2] == "," and not _PARTS.isdisjoint(scene.words(scene.first, second))


_PARTS = frozenset("halves parts batches chunks volumes instalments installments blocks lots".split())


def _beside_a_name(scene: Scene, end: int) -> bool:
    """ "other things: Mrs. Doyle on April 20, Hay in May": an entry of a list that only names what isn't followed."""
    words, at = scene.text.words, end - 1
    while at > scene.first and (scene.text.capital(at) or words[at] in _INSIDE):
        at -= 1
    if words[at] not in _ENTERS or ":" not in scene.words(scene.first, at + 1):
        return False
    if any(m.start < end and m.end > at for m in scene.of(Kind.SERVICE)):
        return False
    return not any(t.end > at and t.start < end and t.role is not Role.OTHER for t in scene.targets)


_INSIDE = frozenset({".", "the", "of", "'s", "&", "-"})
_ENTERS = frozenset({":", ",", ";", "and"})


def does_else(scene: Scene, show: Target, date: DateMention) -> bool:
    """Whether a show, or who stands behind its name, did something else then: "“Echo” topped the charts in May"."""
    words, at = scene.text.words, show.end
    if show.role is Role.OTHER or show.tag == ASIDE:
        return True
    if len(scene.dates) > 1 or scene.sentence.heading or show.start > scene.first + 1 or at >= date.start:
        return False
    at += words[at] in QUOTES
    if words[at] in _FOLLOWERS:
        return True
    if words[at] == "was" and date.lead == "of":
        return True  # "was the best show of 2023"
    return words[at].endswith("ed") and not scene.text.capital(at) and not any(m.start == at for m in scene.marks)


_FOLLOWERS = frozenset({"viewers", "fans", "watchers"})
