"""The day on which what is reported happened: "said on Friday" tells which day "the same day" was."""

from collections.abc import Iterator, Sequence

from schedules.edtf import Edtf
from schedules.reading.binding.govern import governor_of
from schedules.reading.dates.calendar import BEHIND, Viewpoint, resolve
from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind

_FAR = 3
"""So many sentences on, the day of the news is looked for."""


_APPOSED = ([","], ["–"], ["—"], [",", "on"])


def day_of_news(scenes: Sequence[Scene], order: int, date: DateMention, view: Viewpoint) -> Edtf | None:
    """The day that the sentence of a date gives beside it, or on which those after it say that it was told."""
    for told in _days(scenes, order, date):
        day = resolve(told, view, BEHIND)
        if day is not None and day.exact is not None:
            return day
    return None


def _days(scenes: Sequence[Scene], order: int, date: DateMention) -> Iterator[DateMention]:
    here = scenes[order]
    yield from (d for d in here.dates if d.end <= date.start and here.words(d.end, date.start) in _APPOSED)
    for scene in scenes[order + 1 : order + _FAR]:
        scene.stage()
        for told in scene.dates:
            governor = governor_of(scene, told)
            if governor is not None and governor.kind is Kind.REPORT:
                yield told
