"""Lists under a line that tells of all their entries: "Also due in 2016:", "Summer 2019", "Renewed:"."""

from collections.abc import Sequence
from dataclasses import dataclass

from schedules.model import Status
from schedules.reading.binding.govern import governor_of
from schedules.reading.dates.mention import DateMention, Point
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import Tense, form_of, tense_of
from schedules.reading.standing.status import status_of
from schedules.reading.words.marks import RELEASING, Kind
from schedules.reading.words.text import QUOTES


@dataclass(frozen=True, slots=True)
class Group:
    """What a line says of all that is listed under it."""

    date: DateMention | None
    """None where it gives none: "Renewed:"."""
    status: Status
    tense: Tense
    bare: bool = False
    """Whether it is nothing but a month, a season or a year."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of which one above it tells when it comes, or that it comes or not."""

    date: DateMention | None
    target: Target
    status: Status
    tense: Tense
    premiere: str = ""
    """Whose premiere its line calls it, a "season"'s or a "series"'; nothing where it doesn't."""


def group_of(scene: Scene, *, in_parts: bool) -> Group | None:
    """What a heading says of all under it.

    Args:
        scene: the line.
        in_parts: whether the text has more than one heading that is only a month, a season or a year.
    """
    if any(t.role in SHOW_OR_SEASON for t in scene.targets):
        return None
    if in_parts and (year := _year_alone(scene)) is not None:
        return Group(year, Status.CONFIRMED, Tense(0), bare=True)
    if not scene.dates:
        return _fate(scene)
    if len(scene.dates) > 1 or not _coarse(scene.dates[0]):
        return None
    if in_parts and bare(scene):
        return Group(scene.dates[0], Status.CONFIRMED, Tense(0), bare=True)
    words = scene.words(scene.first, scene.last)
    if (words[-1] != ":" and _MANY.isdisjoint(words)) or scene.of(Kind.EVENT, Kind.CANCEL, Kind.ORDER):
        return None
    governor = governor_of(scene, scene.dates[0])
    if governor is None or governor.kind not in RELEASING:
        return None
    tense = tense_of(scene, governor)
    status, _ = status_of(scene, governor, scene.dates[0], tense)
    told = status in {Status.CONFIRMED, Status.RUMOURED, Status.RELEASED}
    return Group(scene.dates[0], status, tense) if status is not None and told else None


def _year_alone(scene: Scene) -> DateMention | None:
    word = scene.text.words[scene.first]
    alone = scene.last - scene.first == 1 and len(word) == 4 and word.isdecimal() and "1990" <= word <= "2099"
    return DateMention(scene.first, scene.last, Point(year=int(word))) if alone else None


def bare(scene: Scene) -> bool:
    """Whether a line is nothing but a month, a season or a year, with a service perhaps: "Netflix, June 2019"."""
    if _year_alone(scene) is not None:
        return True
    if len(scene.dates) != 1 or not _coarse(scene.dates[0]) or scene.shows or scene.seasons:
        return False
    date = scene.dates[0]
    covered = {i for mark in scene.of(Kind.SERVICE) for i in range(mark.start, mark.end)}
    covered.update(range(date.start, date.end))
    rest = [i for i in range(scene.first, scene.last) if i not in covered]
    return all(scene.text.words[i] in _AROUND or not scene.text.raw[i].isalnum() for i in rest)


def _coarse(date: DateMention) -> bool:
    point = date.point
    if (
        point.day is not None
        or point.weekday is not None
        or point.days is not None
        or point.later is not None
        or point.after is not None
    ):
        return False
    return point.month is not None or point.part is not None or point.year is not None or point.shift is not None


def _fate(scene: Scene) -> Group | None:
    """ "Renewed:", "Cancelled", "Still without a date": what became of all under it."""
    words = scene.words(scene.first, scene.last)
    if len(words) > _SHORT or words[-1] in {"?", "!"} or scene.of(Kind.NEGATION, Kind.HEDGE, Kind.FORMER, Kind.DENY):
        undated = scene.of(Kind.UNKNOWN) and len(words) <= _SHORT and words[-1] != "?" and not scene.of(Kind.HEDGE)
        return Group(None, Status.UNDATED, Tense(0)) if undated else None
    if scene.of(Kind.EVENT, Kind.THING, Kind.RELEASE) or any(t.role is Role.OTHER for t in scene.targets):
        return None
    ends, orders = scene.of(Kind.CANCEL), [m for m in scene.of(Kind.ORDER) if m.tag == "dated"]
    if bool(ends) == bool(orders or scene.of(Kind.UNKNOWN)):
        return None
    return Group(None, Status.CANCELLED if ends else Status.UNDATED, Tense(0))


def ends_group(scene: Scene, group: Group) -> bool:
    """Whether a line heads something else, so that the list above it is over."""
    if any(t.role is Role.SHOW for t in scene.targets):
        return False
    if scene.text.words[scene.last - 1] == ":":
        return True
    return scene.sentence.heading and not scene.targets and not group.bare


def entry_of(scene: Scene, group: Group, shows: Sequence[Target]) -> Entry | None:
    """The show of a line that is an entry under a heading."""
    first = scene.first
    if not shows or shows[0].start > first + _LEADING or (first and scene.text.words[first - 1] != "\n"):
        return None
    show = shows[0]
    after = [w for w in scene.words(show.end, show.end + 2) if w not in QUOTES]
    if (after and after[0] not in _LABELS) or of_an_end(scene, show):
        return None
    plain = group.date is not None and not group.bare
    if not plain and (not scene.sentence.heading or _tells_more(scene)):
        return None
    if scene.of(Kind.CANCEL) and group.status is not Status.CANCELLED:
        return None
    return Entry(group.date, show, group.status, group.tense)


def _tells_more(scene: Scene) -> bool:
    """Whether a line says something by a verb of its own, so that what stands above is not all."""
    if scene.of(Kind.EVENT, Kind.REPORT, Kind.ORDER, Kind.MOVE, Kind.THING):
        return True
    return any(form_of(scene, m) not in {"noun", "future"} for m in scene.of(Kind.RELEASE, Kind.WEAK))


def of_an_end(scene: Scene, show: Target) -> bool:
    """Whether an entry is of a finale or another single episode: "“Echo”, season finale"."""
    return not _ENDS.isdisjoint(scene.words(show.end, show.end + _NEAR))


_SHORT = 7
_NEAR = 6
_LEADING = 7
"""So many words may stand before a show in its entry: a bullet, a quote, its maker."""
_LABELS = frozenset({"—", "–", "-", ":", "(", ")", "|", ",", ";", "."})
_AROUND = frozenset("in on new coming this the of available premieres arriving releases schedule calendar".split())
_ENDS = frozenset({"finale", "special", "reunion", "aftershow", "film", "movie"})
_MANY = frozenset(
    (
        "shows series originals titles dramas comedies premieres debuts arrivals returns these those others more also"
    ).split()
)
