"""The lines that date what stands under them: days of a calendar page, months, years of a timeline."""

from collections.abc import Sequence
from dataclasses import replace

from schedules.edtf import Edtf
from schedules.reading.dates import DateMention
from schedules.reading.scene import Scene
from schedules.reading.targets import Role, Target

_DAY_WORDS = frozenset("available premieres arriving coming new on premiering arrives leaving st nd rd th".split())


class Headings:
    """The day, the month and the year that a text's lines stand under."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.calendar = sum(_is_day(scene) for scene in scenes) > 1
        """Whether days head the parts of the text; one day alone is a dateline."""
        self._day: DateMention | None = None
        self._month: DateMention | None = None
        self.year: Edtf | None = None

    @property
    def dated(self) -> bool:
        """Whether a day stands above."""
        return self._day is not None

    def enter(self, scene: Scene) -> tuple[DateMention, Target] | None:
        """Take note of a heading; or the day and the show of an entry under one."""
        words = scene.words(scene.sentence.first, scene.sentence.last)
        if scene.sentence.heading and len(words) == 1 and words[0].isdecimal() and "1990" <= words[0] <= "2099":
            self.year = Edtf.parse(words[0]) if len(words[0]) == 4 else self.year
            return None
        if scene.dates:
            self._take(scene)
            return None
        if self._month is not None and scene.sentence.heading and words[0].isdecimal() and 1 <= int(words[0][:3]) <= 31:
            self._day = replace(self._month, point=replace(self._month.point, day=int(words[0])))
        shows = [t for t in scene.targets if t.role is Role.SHOW and not t.owned]
        if self._day is None or not shows or shows[0].start > scene.sentence.first + 3:
            return None
        return self._day, shows[0]

    def _take(self, scene: Scene) -> None:
        date = scene.dates[0]
        covered = {i for d in scene.dates for i in range(d.start, d.end)}
        rest = set(range(scene.sentence.first, scene.sentence.last)) - covered
        bare = all(not scene.text.raw[i].isalpha() or scene.text.words[i] in _DAY_WORDS for i in rest)
        if (
            bare
            and scene.sentence.heading
            and date.point.month is not None
            and date.point.day is None
            and len(rest) <= 2
        ):
            self._month = date
        if bare and self.calendar and date.point.day is not None:
            self._day = date
        elif scene.sentence.heading:
            self._day = None


def _is_day(scene: Scene) -> bool:
    if not scene.sentence.heading or len(scene.dates) != 1:
        return False
    date = scene.dates[0]
    return date.end - date.start + 2 >= scene.sentence.last - scene.sentence.first
