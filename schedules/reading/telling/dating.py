"""What a date means where it stands: how it is told, and the year that it has from what was spoken of before."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from schedules.edtf import Edtf
from schedules.model import Status
from schedules.reading.binding.lasting import end_of_a_run
from schedules.reading.binding.link import Link
from schedules.reading.dates.calendar import AHEAD, BEHIND, Viewpoint, resolve
from schedules.reading.names.targets import SHOW_OR_SEASON
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import Tense, form_of, tense_of
from schedules.reading.telling.headings import Headings
from schedules.reading.telling.hearing import looks_ahead
from schedules.reading.telling.newsday import day_of_news
from schedules.reading.words.datewords import PASSED, SEASONS
from schedules.reading.words.marks import Kind, Mark

if TYPE_CHECKING:
    from schedules.model import Show
    from schedules.reading.dates.mention import DateMention

_LISTS = frozenset({"listed", "bare", "fragment"})
_RECENT = dt.timedelta(days=120)
"""A day that nothing sets in time is of the last months rather than of next year's."""
_FAR = 225
"""More days ahead than a plan without a year, taken back today, is likely to have been for."""
_LONG = 100
"""So many days before what it was moved from nothing is moved to."""
_NEXT_YEAR = dt.timedelta(days=255)
"""So far ahead of the news a day is told with its year."""
_IS_OUT = (["is", "out"], ["are", "out"], ["online"], ["available"])
_PAST_RULES = frozenset({"as before", "since", "had", "own series"})
"""Rules that bind the dates of what has been."""
_PAST = frozenset("was were had got did came began ended announced confirmed revealed ordered gave won".split())
"""Verbs by which a month that is only taken up lies behind: "was renewed in April, after its debut that month"."""


class Dating:
    """The dates of an article's sentences, in their order."""

    def __init__(self, view: Viewpoint, scenes: Sequence[Scene], headings: Headings) -> None:
        self.view, self.scenes, self.headings = view, scenes, headings
        self.spoken: Edtf | None = None
        """The date last spoken of."""
        self.last_show: Show | None = None
        """The show whose date that was."""
        self._giver: tuple[DateMention, Edtf | None] | None = None
        """The date that last gave its year to others, and what it means: "last year, A in April and B in June"."""
        self._back: bool | None = None
        self._tense = Tense(0)

    def remember(self, scene: Scene, links: Sequence[Link], first: int, last: int) -> None:
        """The year of a date that is nobody's is spoken of as well: "the following April" counts from it."""
        taken_up = any(date.point.near == "same month" for date in scene.dates)
        bound = {id(link.date) for link in links}
        for date in scene.dates:
            here = first <= date.start < last and id(date) not in bound
            fine = date.point.month is not None or date.point.part is not None
            if here and fine and (date.point.year is not None or (taken_up and date.point.month is not None)):
                past = date.point.year is not None or not _PAST.isdisjoint(scene.words(scene.first, date.start))
                self.spoken = resolve(date, self.view, BEHIND if past else AHEAD) or self.spoken

    def tense_of(self, scene: Scene, link: Link) -> Tense:
        """Whether a date is told as past or as to come: by its verb, its rule, and what was told before."""
        point = link.date.point
        told = link.rule == "possessed" and point.near not in {"this", "next"} and point.shift != 1
        told = told and not _awaited(scene, link)
        tense = Tense(BEHIND) if told or link.rule in _PAST_RULES else tense_of(scene, link.governor)
        if link.governor is not None and (link.governor.tag == "after" or _alongside(scene, link.governor)):
            tense = self._tense
        if link.governor is None and link.date.lead == "in" and _back_then(scene, link.date):
            tense = Tense(BEHIND)
        if link.rule in {"reported", "foreseen"}:
            tense = Tense(AHEAD, tense.modal)
        if tense.direction == 0 and link.rule == "listed" and link.governor is None and _brought(scene, link):
            tense = Tense(BEHIND)
        if tense.direction == 0 and link.rule in _LISTS and _out_already(scene):
            tense = Tense(BEHIND)
        if tense.direction == 0 and link.rule in _LISTS and point.year is not None and self._looks_back:
            tense = Tense(BEHIND)
        self._tense = tense
        return Tense(BEHIND) if tense.direction == 0 and point.near in PASSED else tense

    @property
    def _looks_back(self) -> bool:
        """Whether a text without a day of publication tells of nothing to come, so that what it lists has been."""
        if self._back is None:
            self._back = self.view.published is None and not any(looks_ahead(scene) for scene in self.scenes)
        return self._back

    def value(self, scene: Scene, link: Link, tense: Tense, status: Status | None, order: int) -> Edtf | None:
        """The date on the calendar; a plan that no longer holds was for a day not far from the news."""
        value = self._value(scene, link, tense) or self._same_day(link, tense, order)
        if value is None or status is not Status.SUPERSEDED:
            return value
        came = _gave_way(scene, link.date) if link.year is None and tense.direction != BEHIND else None
        if came is not None:
            return self._beside(scene, link, tense, came) or value
        far = tense.direction == BEHIND or self._after_all_others(scene, link, value)
        return self._nearest(scene, link, tense, value) if far else value

    def _value(self, scene: Scene, link: Link, tense: Tense) -> Edtf | None:
        """The date on the calendar, with the year of its sentence or of the heading above it."""
        direction, point = tense.direction or AHEAD, link.date.point
        if link.year is not None:
            if self._giver is None or self._giver[0] is not link.year:
                self._giver = (link.year, resolve(link.year, self.view, direction, self.spoken))
            value = resolve(link.date, self.view, direction, self._giver[1] or self.spoken, given=True)
            if not _against_the_verb(scene, link, tense, value, self.view.published):
                self.spoken = self._giver[1] or self.spoken
                return value
            if (told := self._by_one_before(scene, link, tense)) is not None:
                return told
        yearless = point.month is not None and not (point.year or point.near) and point.shift is None
        if yearless and self.view.published is None and (end := end_of_a_run(scene, link.date)) is not None:
            return resolve(link.date, self.view, direction, Edtf.parse(str(end)), given=True)
        if yearless and self.headings.year is not None:
            return resolve(link.date, self.view, direction, self.headings.year, given=True)
        later = yearless and tense.direction != BEHIND and not scene.vocabulary.isdisjoint(SEASONS)
        if later and (within := self._within(scene, link)) is not None:
            return within
        value = resolve(link.date, self.view, direction, self._spoken_for(scene, link, direction))
        if yearless and tense.direction == 0 and (link.rule not in _LISTS or _in_passing(scene, link)):
            return self._of_late(link, value)
        return self._of_last_year(scene, link, value) if yearless and tense.direction != BEHIND else value

    def _within(self, scene: Scene, link: Link) -> Edtf | None:
        """ "It's here in the summer of 2026, and we think that June is likely": a month of what was just told."""
        before = [d for d in scene.dates if d.end <= link.date.start and d.point.year and d.point.part]
        if not before or link.date.point.day is not None:
            return None
        year = Edtf.parse(str(before[-1].point.year))
        whole, value = resolve(before[-1], self.view, AHEAD), resolve(link.date, self.view, AHEAD, year, given=True)
        return value if whole is not None and value is not None and whole.contains(value) else None

    def _by_one_before(self, scene: Scene, link: Link, tense: Tense) -> Edtf | None:
        """ "A began in April 2015 and may be back in 2019; B followed in June": by the last year that is past."""
        for date in reversed(scene.dates):
            if tense.direction == BEHIND and date.end <= link.date.start and date.point.year is not None:
                value = resolve(link.date, self.view, BEHIND, resolve(date, self.view, BEHIND), given=True)
                if not _against_the_verb(scene, link, tense, value, self.view.published):
                    return value
        return None

    def _spoken_for(self, scene: Scene, link: Link, direction: int) -> Edtf | None:
        """The date last spoken of; a day without a month has that of its own show's date only."""
        if link.date.point.later or link.date.point.after:
            # "ended on Sunday, having begun six weeks earlier": also of a date that is nobody's.
            before = next((d for d in reversed(scene.dates) if d.end <= link.date.start), None)
            beside = before is not None and not _reckoned(before)
            return (resolve(before, self.view, direction, self.spoken) if before and beside else None) or self.spoken
        if link.date.point.day is None or link.date.point.month is not None:
            return self.spoken
        another = any(t.show is not None and t.show is not self.last_show for t in link.targets)
        return None if another else self.spoken

    def _same_day(self, link: Link, tense: Tense, order: int) -> Edtf | None:
        """ "On the same day", where no day was spoken of: that on which the news was told."""
        if link.date.point.later != 0 or tense.direction == AHEAD:
            return None
        return day_of_news(self.scenes, order, link.date, self.view)

    def _of_late(self, link: Link, value: Edtf | None) -> Edtf | None:
        """A day without a year that no verb sets in time: of the next and the last one that which is much nearer."""
        published = self.view.published
        back = resolve(link.date, self.view, BEHIND, self.spoken)
        if published is None or value is None or back is None or value.earliest is None or back.latest is None:
            return value
        ahead, behind = value.earliest - published, published - back.latest
        return back if behind < _RECENT < _RECENT * 2 < ahead else value

    def _of_last_year(self, scene: Scene, link: Link, value: Edtf | None) -> Edtf | None:
        """ "is out (July 28)", told in August: a day without a year is not of the next one where it has just been."""
        at, published = value.earliest if value is not None else None, self.view.published
        if published is None or at is None or at.year == published.year or at - published < _NEXT_YEAR:
            return value
        listed = link.governor is None and link.rule in _LISTS and not scene.sentence.heading and len(scene.dates) == 1
        governor = link.governor
        there = governor is not None and (
            (scene.words(governor.start, governor.end) in _IS_OUT and scene.text.words[link.date.start - 1] == "(")
            or (governor.start == link.date.end and form_of(scene, governor) == "noun")
        )
        return self._of_late(link, value) if (listed or there) and not _foretold(scene) else value

    def _after_all_others(self, scene: Scene, link: Link, value: Edtf) -> bool:
        """Whether a plan that was given up would lie long after every other date of its sentence."""
        at = value.earliest or value.latest
        days = [day for d in scene.dates if d is not link.date and (day := self._closest(scene, d)) is not None]
        return link.year is None and at is not None and all((at - day).days > _LONG for day in days)

    def _closest(self, scene: Scene, date: "DateMention") -> dt.date | None:
        """The first day of a date: ahead, or behind where a release is told as past and that is closer to today."""
        past = any(m.tag == "past" for m in scene.of(Kind.RELEASE))
        values = [resolve(date, self.view, way, self.spoken) for way in ((AHEAD, BEHIND) if past else (AHEAD,))]
        days = [value.earliest for value in values if value is not None and value.earliest is not None]
        published = self.view.published
        return min(days, key=lambda day: abs((day - published).days) if published else 0, default=None)

    def _beside(self, scene: Scene, link: Link, tense: Tense, came: "DateMention") -> Edtf | None:
        """The day of a plan that is nearest to that on which it came."""
        told = resolve(came, self.view, BEHIND, self.spoken)
        values = [self._value(scene, link, replace(tense, direction=way)) for way in (BEHIND, AHEAD)]
        days = [
            (abs((day - at).days), value)
            for value in values
            if value is not None and (day := value.earliest) and told is not None and (at := told.earliest)
        ]
        return min(days, key=lambda pair: pair[0])[1] if days else values[0]

    def _nearest(self, scene: Scene, link: Link, tense: Tense, value: Edtf) -> Edtf:
        """The day of a plan that no longer holds, be it ahead of the news or behind."""
        published = self.view.published
        at = value.earliest or value.latest
        if published is None or at is None or abs((at - published).days) < _FAR:
            return value
        direction = BEHIND if at > published else AHEAD
        return self._value(scene, link, replace(tense, direction=direction)) or value


def _gave_way(scene: Scene, plan: "DateMention") -> "DateMention | None":
    """ "Billed for September 22, it began on the 29th": a plan that gave way to what has been lies behind as well."""
    named = next((t.start for t in scene.targets if t.start > plan.end and t.role in SHOW_OR_SEASON), scene.last)
    later = [d for d in scene.dates if d.start > plan.end]
    told = [m for m in scene.of(Kind.RELEASE, Kind.WEAK) if m.tag == "past" and plan.end < m.start < named]
    return next((d for d in later if any(0 <= d.start - m.end <= 1 for m in told)), None)


def _reckoned(date: "DateMention") -> bool:
    """Whether a date is counted from the one before it."""
    return bool(date.point.later or date.point.after)


def reckoned_from(scene: Scene) -> bool:
    """Whether a sentence has a date from which others may be reckoned, or one that takes up a month."""
    return any(date.point.year is not None or date.point.near == "same month" for date in scene.dates)


def _brought(scene: Scene, link: Link) -> bool:
    """ "The first quarter brought A in January and B in March": a past verb sets a whole list in time."""
    words = scene.words(scene.first, link.date.start)
    return not _BROUGHT.isdisjoint(words) and _TO_COME.isdisjoint(words) and "to" not in words


_BROUGHT = frozenset({"brought", "gave", "offered", "saw"})


def _in_passing(scene: Scene, link: Link) -> bool:
    """ "Eleven weeks lie between A's second season, June 22, and B's": a day told in passing, which no list has."""
    aside = scene.words(link.date.start - 1, link.date.start) == [","] == scene.words(link.date.end, link.date.end + 1)
    listed = scene.sentence.heading or len(scene.dates) > 1 or scene.text.in_title
    return link.governor is None and aside and not listed and _TO_COME.isdisjoint(scene.words(scene.first, scene.last))


_TO_COME = frozenset({"will", "'ll", "next", "coming", "upcoming", "due"})


def _against_the_verb(scene: Scene, link: Link, tense: Tense, value: Edtf | None, published: dt.date | None) -> bool:
    """ "It began in 2015 and will be back in May": whether the year before cannot be that of a date, by its verb."""
    if published is None or value is None or value.earliest is None or value.latest is None or link.governor is None:
        return False
    if tense.direction == BEHIND:
        return value.earliest > published and link.governor.tag == "past"
    lead = scene.words(link.governor.start - 4, link.governor.start)
    return value.latest.year < published.year and not _LIES_AHEAD.isdisjoint(lead)


_LIES_AHEAD = frozenset({"will", "'ll", "should", "could", "might"})


def _foretold(scene: Scene) -> bool:
    """Whether a sentence speaks of what will be, or may."""
    return not _WILL.isdisjoint(scene.words(scene.first, scene.last))


_WILL = frozenset("will 'll next would could might may upcoming expected due".split())


def _back_then(scene: Scene, date: "DateMention") -> bool:
    """ "If you skipped it back in March": what was back then is past; not "Echo is back in November"."""
    if scene.words(date.start - 2, date.start) != ["back", "in"] or scene.sentence.heading:
        return False
    return scene.text.words[date.start - 3] not in _COMES_BACK


_COMES_BACK = frozenset("be is are 's 're come comes coming bring brings go goes : – — - | get gets welcome".split())


def _alongside(scene: Scene, governor: Mark) -> bool:
    """Whether it only goes along with what was told: "was out in January, with Echo following in March"."""
    return (
        governor.tag == "ing"
        and governor.start > scene.sentence.first + 5
        and "with" in scene.words(governor.start - 5, governor.start)
    )


def _awaited(scene: Scene, link: Link) -> bool:
    """Whether what has the date in the genitive is still to come: "ahead of Sunday's season 2 opener"."""
    if "ahead" in scene.vocabulary and any(phrase in _pairs(scene, link) for phrase in _GOES_AHEAD):
        return True
    return not {"before", "until", "ahead", "upcoming"}.isdisjoint(scene.words(link.date.start - 3, link.date.start))


def _pairs(scene: Scene, link: Link) -> list[tuple[str, str]]:
    return list(pairwise(scene.words(link.date.end, scene.last)))


_GOES_AHEAD = (("goes", "ahead"), ("going", "ahead"), ("go", "ahead"))


def _out_already(scene: Scene) -> bool:
    """ "Already out: Echo (March 8)": whether a line begins with a label for what has come."""
    opening = scene.words(scene.sentence.first, scene.sentence.first + 3)
    return opening[:1] == ["already"] and opening[2:] == [":"] and opening[1] in _THERE


_THERE = frozenset({"out", "available", "released", "there"})
