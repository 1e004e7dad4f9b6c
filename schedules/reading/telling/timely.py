"""Whether a date can still be meant on the day of publication, and whether it was kept by then."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from schedules.edtf import Edtf
from schedules.model import Status
from schedules.reading.binding.link import VAGUE, Link
from schedules.reading.dates.calendar import AHEAD, BEHIND, Viewpoint, resolve
from schedules.reading.merging.findings import Finding
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import Tense, form_of

_RECENT = dt.timedelta(days=120)
"""What has been for less long may still be told of as coming."""
_SLIP = dt.timedelta(days=400)
"""By so much a year may be wrong that the turn of the year made old."""


def long_over(scene: Scene, link: Link, tense: Tense, value: Edtf, published: dt.date | None) -> bool:
    """ "The season opens in June 2023", told a year later: where a story plays, for nothing comes that is past."""
    latest, governor = value.latest, link.governor
    if published is None or latest is None or governor is None or published - latest < _RECENT:
        return False
    named = any(t.show is not None for t in link.targets) and published - latest < _SLIP
    if named or _heads_its_line(scene, link):
        return False  # a slip of the pen: "Echo premieres in the spring of 2015", told in December
    return tense.direction == AHEAD and form_of(scene, governor) == "s" and link.date.point.day is None


def _heads_its_line(scene: Scene, link: Link) -> bool:
    """ "April 2015: Echo arrives": a timeline tells in the present what has been."""
    return link.date.start == scene.first and scene.words(link.date.end, link.date.end + 1) in _HEADING


_HEADING = ([":"], ["–"], ["—"], ["-"])


def overtaken(link: Link, status: Status, latest: dt.date | None, published: dt.date | None) -> bool:
    """Whether a date can't be meant: a guess about what is past, or a stray day that is."""
    if published is None or latest is None or latest > published:
        return False
    stray = link.rule == "fragment" or (link.rule == "bare" and link.date.point.year is None)
    return stray or (status is Status.RUMOURED and latest < published)


def timely(
    scene: Scene, link: Link | None, tense: Tense, told: tuple[Status, dt.date | None], published: dt.date | None
) -> Status:
    """The status of what is told (a status and a last day): what is past was kept, what is far off was not."""
    status, latest = told
    if published is None and link is not None and _in_brackets(scene, link):
        return Status.RELEASED if status is Status.CONFIRMED else status
    if published is None or latest is None:
        return status
    if status is Status.CONFIRMED and latest < published:
        # A present tense with a year that is past is a slip of the pen, not a premiere that was.
        governor = link.governor if link is not None and link.date.point.day is None else None
        slip = governor is not None and tense.direction == AHEAD and form_of(scene, governor) == "s"
        slip = slip and not (link is not None and _heads_its_line(scene, link))
        return status if slip else Status.RELEASED
    return Status.CONFIRMED if status is Status.RELEASED and latest.year > published.year else status


def _in_brackets(scene: Scene, link: Link) -> bool:
    """ "Echo, season 1 (2017)": a year alone in brackets behind a name is that in which it was out."""
    point, date = link.date.point, link.date
    bare = point.year is not None and point.month is None and point.part is None and date.until is None
    return bare and scene.words(date.start - 1, date.start) == ["("] and scene.words(date.end, date.end + 1) == [")"]


def finer_day(link: Link, found: Sequence[Finding], order: int, view: Viewpoint) -> Finding | None:
    """ "It's out in May. (The 7th, to be precise.)": a day of the month that was told right before."""
    if not link.date.lone or link.targets or link.rule not in VAGUE or not found or found[-1].order < order - 1:
        return None
    told = found[-1].date
    value = resolve(link.date, view, BEHIND if found[-1].status is Status.RELEASED else AHEAD, told)
    finer = told is not None and value is not None and value != told and told.contains(value)
    return replace(found[-1], date=value, order=order) if finer else None
