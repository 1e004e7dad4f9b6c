"""Dates that are what was told, not the days on which it was: "confirmed March 18 for season 2", "says “spring”"."""

from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.binding.subject import subject_of
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import PASSED
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def reported(scene: Scene, date: DateMention, governor: Mark) -> Link | None:
    """A date that is what was announced, not the day on which it was: "confirmed March 18 for season 2"."""
    point = date.point
    if _says_after(scene, date, governor) or _what_is_told(scene, date, governor):
        return Link(date, governor, (), "reported")
    if governor.start > date.start or date.lead in {"on", "in", "last", "back", "earlier"} or point.near in PASSED:
        return None
    if (
        point.days is not None
        or (point.weekday is not None and point.day is None)
        or point.shift == -1
        or (point.months is not None and point.months <= 0)
    ):
        return None
    between = scene.words(governor.end, date.start)
    if between not in _SAID and date.lead != "for":
        return None
    subject = subject_of(scene, governor, date)
    if subject is not None and subject.role is Role.PRONOUN:
        subject, known = antecedent(scene, subject)
        if known and subject is None:
            return None
    if subject is None and not _SLATE.isdisjoint(between):
        return None
    if subject is None:
        services = [
            m for m in scene.of(Kind.SERVICE) if m.end <= governor.start and scene.distance(m.end, governor.start) < 0.6
        ]
        guess = any(0 <= governor.end - m.end <= 1 for m in scene.of(Kind.HEDGE)) or _quotes(
            scene, date, governor, between
        )
        return Link(date, governor, (), "reported") if services or guess else None
    if subject.role is Role.OTHER:
        quoted = subject.tag == "name" and _quotes(scene, date, governor, between)
        return Link(date, governor, (), "reported") if quoted else None
    return Link(date, governor, tuple(group(scene, subject)), "reported")


_SLATE = frozenset("arrivals additions titles releases slate lineup line-up list schedule catalogue".split())
"""What a service tells of a month that is no date of one show: "revealed all of its arrivals for January"."""
_SAID: tuple[list[str], ...] = (
    [],
    ["me"],
    ["us"],
    ["a"],
    ["an"],
    ["the"],
    ["only"],
    ["just"],
    ["as"],
    ['"'],
    ["“"],
    ["‘"],
    ["'"],
    [":", "“"],
    [":", '"'],
)
"""What may stand between a word of telling and the date that it tells."""


def _says_after(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "2028, says HBO.": a date that opens a sentence of who gives it."""
    fine = date.point.month is not None or date.point.year is not None or date.point.part is not None
    if not fine or date.start > scene.sentence.first + 1 or scene.text.words[governor.start] not in {"says", "say"}:
        return False
    return scene.words(date.end, governor.start) in ([","], [",", "”"], [",", '"'])


def _what_is_told(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "What Hulu has announced, as of last Thursday, is June 14": a cleft whose end is what was told."""
    if governor.end > date.start or scene.words(date.start - 1, date.start) != ["is"]:
        return False
    lead = scene.words(scene.first, governor.start)
    whole = lead[:1] == ["what"] or lead[:2] == ["all", "that"]
    return whole and all(t.role is not Role.OTHER or t.tag == "name" for t in scene.targets)


def _quotes(scene: Scene, date: DateMention, governor: Mark, between: list[str]) -> bool:
    """Whether a date is the whole of what is said: "the slide said “spring 2024”", "the schedule says 2024"."""
    if scene.text.words[governor.start] not in _SAYING or (date.point.day is not None and date.lead not in QUOTES):
        return False
    if date.lead in QUOTES:
        return True
    return between in ([], ["only"], ["just"]) and scene.text.words[governor.start] in {"says", "hear"}


_SAYING = frozenset({"says", "said", "say", "saying", "told", "tells", "heard", "hear"})
