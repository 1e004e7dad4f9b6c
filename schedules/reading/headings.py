"""The lines that date what stands under them: days of a calendar page, months, years, and what is said of a list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schedules.edtf import Edtf
from schedules.model import Status
from schedules.reading.dates import DateMention
from schedules.reading.govern import governor_of
from schedules.reading.marks import Kind
from schedules.reading.scene import Scene
from schedules.reading.status import status_of
from schedules.reading.targets import Role, Target
from schedules.reading.tense import Tense, tense_of
from schedules.reading.text import QUOTES

_DAY_WORDS = frozenset("available premieres arriving coming new on premiering arrives leaving st nd rd th".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that is dated by one above it."""

    date: DateMention
    target: Target
    status: Status
    tense: Tense


@dataclass(frozen=True, slots=True)
class _Group:
    """What a line says of all that is listed under it: "More originals that are due out in 2015:"."""

    date: DateMention
    status: Status
    tense: Tense


class Headings:
    """The day, the month and the year that a text's lines stand under."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.calendar = sum(_is_day(scene) for scene in scenes) > 1
        """Whether days head the parts of the text; one day alone is a dateline."""
        self._day: DateMention | None = None
        self._month: DateMention | None = None
        self._group: _Group | None = None
        self.year: Edtf | None = None

    @property
    def dated(self) -> bool:
        """Whether a day stands above."""
        return self._day is not None

    def heads(self, scene: Scene) -> bool:
        """Take note of a line that tells when all comes that is listed under it; whether it is one."""
        group = _group(scene) if scene.dates else None
        if group is not None:
            self._group, self._day = group, None
        return group is not None

    def enter(self, scene: Scene) -> Entry | None:
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
        if self._group is not None:
            return self._listed(scene, shows)
        if self._day is None or not shows or shows[0].start > scene.sentence.first + 3:
            return None
        opens = scene.sentence.heading and shows[0].start <= scene.sentence.first + 1
        if self._day.point.day is None and not opens:
            return None  # under a weekday diaries tell stories as well
        return Entry(self._day, shows[0], Status.CONFIRMED, Tense(0))

    def _listed(self, scene: Scene, shows: Sequence[Target]) -> Entry | None:
        """The entry of a list, which ends at the next line that heads something else."""
        first, group = scene.sentence.first, self._group
        if group is None or (first and scene.text.words[first - 1] != "\n"):
            return None
        if not shows or shows[0].start > first + _LEADING:
            if (scene.sentence.heading and not scene.targets) or scene.text.words[scene.sentence.last - 1] == ":":
                self._group = None
            return None
        after = [w for w in scene.words(shows[0].end, shows[0].end + 2) if w not in QUOTES]
        called_off = bool(scene.of(Kind.CANCEL))
        listed = not called_off and (not after or after[0] in _LABELS)
        return Entry(group.date, shows[0], group.status, group.tense) if listed else None

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
        weekday = date.point.weekday is not None and not date.point.near and scene.sentence.heading
        if bare and self.calendar and (date.point.day is not None or weekday):
            self._day, self._group = date, None
        elif scene.sentence.heading:
            self._day = None


_LEADING = 7
"""So many words may stand before a show in its entry: a bullet, a quote, its maker."""
_LABELS = frozenset({"—", "–", "-", ":", "(", "|", ",", ";"})
_MANY = frozenset(
    (
        "shows series originals titles dramas comedies premieres debuts arrivals returns these those others more also"
    ).split()
)


def _group(scene: Scene) -> _Group | None:
    """The date that a line gives to all under it: "Also coming in 2016:", "Originals due out this fall"."""
    if scene.text.in_title or len(scene.dates) != 1 or not scene.sentence.heading:
        return None
    date, words = scene.dates[0], scene.words(scene.sentence.first, scene.sentence.last)
    coarse = date.point.day is None and date.point.weekday is None and date.point.days is None
    if not coarse or (words[-1] != ":" and _MANY.isdisjoint(words)):
        return None
    if any(t.role in {Role.SHOW, Role.SEASON} for t in scene.targets) or scene.of(Kind.EVENT, Kind.CANCEL, Kind.ORDER):
        return None
    governor = governor_of(scene, date)
    if governor is None or governor.kind not in {Kind.RELEASE, Kind.WEAK}:
        return None
    tense = tense_of(scene, governor)
    status, _ = status_of(scene, governor, date, tense)
    return _Group(date, status, tense) if status in {Status.CONFIRMED, Status.RUMOURED, Status.RELEASED} else None


def _is_day(scene: Scene) -> bool:
    if not scene.sentence.heading or len(scene.dates) != 1:
        return False
    date = scene.dates[0]
    return date.end - date.start + 2 >= scene.sentence.last - scene.sentence.first


def under_another_title(scene: Scene, above: Scene) -> bool:
    """Whether a line that is only a day stands under one that is only a title: "Saltmarsh", "Sunday, Oct. 2 (BBC)"."""
    words, last = scene.text.words, scene.sentence.first - 1
    if not scene.sentence.heading or last < 1 or words[last] != "\n":
        return False
    if above.text is scene.text and above.shows and above.sentence.last >= last:
        return False
    first = last
    while first > 0 and words[first - 1] != "\n" and last - first <= _TITLE:
        first -= 1
    named = [i for i in range(first, last) if words[i].isalpha()]
    return 0 < len(named) == last - first <= _TITLE and all(scene.text.capital(i) for i in named)


_TITLE = 5
