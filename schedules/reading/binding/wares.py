"""What has a day of its own beside a show: its discs, its finale, a list of dates."""

from typing import Final

from schedules.reading.dates.calendar import AHEAD
from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import tense_of
from schedules.reading.words.marks import Kind, Mark


def on_disc(scene: Scene, date: DateMention, governor: Mark | None) -> bool:
    """ "The Blu-ray release of “Echo” on June 4 and “Saltmarsh” on June 11": the days of what is no premiere."""
    words = scene.text.words
    told = [m for m in scene.of(Kind.RELEASE, Kind.WEAK) if m.end <= date.start]
    if not told or told[-1].start == scene.first or words[told[-1].start - 1] not in WARES:
        return False
    return governor is None or governor is told[-1] or governor.kind is Kind.REPORT


def of_a_finale(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "“Echo” had to postpone its finale to the autumn": what is moved is only the end."""
    return governor.kind is Kind.MOVE and not _FINALES.isdisjoint(scene.words(governor.end, date.start))


def told_earlier(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "After its success earlier this year, “Echo” will return": a time that is past, beside what is to come."""
    if "earlier" not in scene.vocabulary or "earlier" not in scene.words(date.start - 1, date.end):
        return False
    return governor.start >= date.end and tense_of(scene, governor).direction == AHEAD


def lists_dates(scene: Scene, date: DateMention) -> bool:
    """ "Hulu announces fall premiere dates": a time of which several dates are told, none of them here."""
    words, at = scene.text.words, date.end
    following = next((d for d in scene.dates if 0 < d.start - at <= 1), None)
    if following is not None and words[at] in {"&", "and", "/"}:
        at = following.end
    return words[at + 1 : at + 2] == ["dates"] and words[at] in _RELEASES


WARES: Final = frozenset("ray dvd disc discs vinyl paperback hardcover soundtrack vhs steelbook".split())
_FINALES: Final = frozenset({"finale", "finales"})
_RELEASES: Final = frozenset({"premiere", "release", "return", "debut", "launch", "start"})
