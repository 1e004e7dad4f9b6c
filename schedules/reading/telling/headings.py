"""The lines that date what stands under them: days of a calendar page, months, years, and what is said of a list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from schedules.edtf import Edtf
from schedules.model import Status
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import Tense
from schedules.reading.telling.lists import Entry, Group, bare, ends_group, entry_of, group_of, of_an_end

if TYPE_CHECKING:
    from schedules.reading.dates.mention import DateMention

_DAY_WORDS = frozenset("available premieres arriving coming new on premiering arrives leaving st nd rd th".split())


class Headings:
    """The day, the month and the year that a text's lines stand under."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.calendar = sum(_is_day(scene) for scene in scenes) > 1
        """Whether days head the parts of the text; one day alone is a dateline."""
        self._parts = sum(scene.sentence.heading and bare(scene) for scene in scenes) > 1
        """Whether months, seasons or years do."""
        self._day: DateMention | None = None
        self._month: DateMention | None = None
        self._group: Group | None = None
        self._timed = False
        """Whether the entries under its days begin with a time."""
        self.year: Edtf | None = None

    @property
    def dated(self) -> bool:
        """Whether a day stands above."""
        return self._day is not None

    def heads(self, scene: Scene) -> bool:
        """Take note of a line that tells of all that is listed under it; whether it is one."""
        if not scene.sentence.heading or scene.text.in_title:
            return False
        group = group_of(scene, in_parts=self._parts)
        if group is None:
            return False
        self._group, self._day = group, None
        if group.bare and group.date is not None:
            self._year_of(scene)
            self._month = group.date if group.date.point.month is not None else None
        return True

    def pass_by(self, scene: Scene) -> None:
        """Take note of a line that says nothing itself: "Renewed:"."""
        if scene.sentence.heading and scene.bare:
            scene.stage()
            if not self.heads(scene) and self._group is not None and ends_group(scene, self._group):
                self._group = None

    def _year_of(self, scene: Scene) -> bool:
        """Take note of a year that stands alone on its line; whether one does."""
        word = scene.text.words[scene.first]
        alone = scene.sentence.heading and scene.last - scene.first == 1
        if not alone or not word.isdecimal() or not "1990" <= word <= "2099":
            return False
        self.year = Edtf.parse(word) if len(word) == 4 else self.year
        return True

    def enter(self, scene: Scene) -> Entry | None:
        """Take note of a heading; or the day and the show of an entry under one."""
        if self._year_of(scene):
            return None
        if scene.dates:
            self._take(scene)
            return None
        word = scene.text.words[scene.first]
        numbered = scene.sentence.heading and word.isdecimal() and 1 <= int(word[:3]) <= 31
        if self._month is not None and numbered:
            self._day = replace(self._month, point=replace(self._month.point, day=int(word)))
        shows = [t for t in scene.targets if t.role is Role.SHOW and not t.owned]
        if self._group is not None and not (self._month is not None and numbered):
            if ends_group(scene, self._group):
                self._group = None
            return entry_of(scene, self._group, shows) if self._group is not None else None
        if self._day is None or not shows or of_an_end(scene, shows[0]):
            return None
        timed = _timed(scene)
        if self._timed and not timed:
            return None  # what goes on below a schedule: "“Echo” season 2:"
        ahead = shows[0].start - _behind_its_time(scene)
        premiere = _premiere(scene, shows[0])
        opens = scene.sentence.heading and shows[0].start <= scene.sentence.first + 1
        if ahead > _LEADING or (self._day.point.day is None and not (opens or premiere)):
            return None  # under a weekday diaries tell stories as well
        self._timed = timed
        if not premiere and scene.words(shows[0].end, shows[0].end + 2) in _RETURNS:
            premiere = "season"
        return Entry(self._day, shows[0], Status.CONFIRMED, Tense(0), premiere)

    def _take(self, scene: Scene) -> None:
        date = scene.dates[0]
        covered = {i for d in scene.dates for i in range(d.start, d.end)}
        rest = set(range(scene.sentence.first, scene.sentence.last)) - covered
        whole = all(not scene.text.raw[i].isalpha() or scene.text.words[i] in _DAY_WORDS for i in rest)
        if (
            whole
            and scene.sentence.heading
            and date.point.month is not None
            and date.point.day is None
            and len(rest) <= 2
        ):
            self._month = date
        weekday = date.point.weekday is not None and not date.point.near and scene.sentence.heading
        if whole and self.calendar and (date.point.day is not None or weekday):
            self._day, self._group = date, None
        elif scene.sentence.heading:
            self._day = None


def _behind_its_time(scene: Scene) -> int:
    """Where a line begins behind the time that it may open with: "10:00 Echo", "8 p.m. – Echo"."""
    at = scene.sentence.first
    while scene.text.words[at].isdecimal() or scene.text.words[at] in _OF_A_TIME:
        at += 1
    return at if at < scene.last else scene.sentence.first


def _timed(scene: Scene) -> bool:
    """Whether a line opens with a time, which may look like a sentence of its own: "8 p.m. Echo"."""
    words, at = scene.text.words, scene.sentence.first
    if _behind_its_time(scene) > at:
        return True
    while at > 0 and (words[at - 1].isdecimal() or words[at - 1] in _OF_A_TIME):
        at -= 1
    return at < scene.sentence.first and (at == 0 or words[at - 1] == "\n")


_OF_A_TIME = frozenset({":", ".", "/", "am", "pm", "a", "p", "m", "c", "et", "pt", "noon", "–", "-", "—"})
_LEADING = 3


def _premiere(scene: Scene, show: Target) -> str:
    """Whether a line calls what it lists a season's or a series' premiere: "Echo: Who came back? Season premiere."."""
    after = scene.text.words[show.start : show.start + _LINE]
    after = after[: after.index("\n")] if "\n" in after else after
    kind = after[after.index("premiere") - 1] if "premiere" in after else ""
    return kind if kind in _PREMIERES else ""


_RETURNS: Final = (["is", "back"], ["returns", "to"], ["returns", "with"], ["returns", "for"], ["returns", "."])
_LINE = 60
_PREMIERES = frozenset({"season", "series"})


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


def of_a_shelf(scene: Scene, show: Target) -> bool:
    """Whether an entry lists all that was made so far, which a service only takes in: "Echo: Seasons 1-3"."""
    if not _AGAIN.isdisjoint(scene.words(show.end, scene.last)):
        return True
    behind = (t.season for t in scene.targets if t.season is not None and t.start >= show.end)
    season = show.season or next(behind, None)
    if season is not None:
        return season.number == 1 and bool(season.others)
    return scene.words(show.end, scene.last)[-2:] == ["complete", "series"]


_AGAIN = frozenset({"repeat", "repeats", "rerun", "reruns", "encore", "marathon"})
