"""An article sentence by sentence: what each says, given what was said before."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from schedules.edtf import Edtf
from schedules.model import Show, Status
from schedules.reading import hints
from schedules.reading.ahead import prospects
from schedules.reading.bind import link_dates
from schedules.reading.calendar import AHEAD, BEHIND, Viewpoint, resolve
from schedules.reading.clock import ClockTime, find_time
from schedules.reading.company import turns
from schedules.reading.datewords import SEASONS
from schedules.reading.findings import Basis, Finding, make
from schedules.reading.guesses import wondered
from schedules.reading.headings import Headings, of_a_shelf, under_another_title
from schedules.reading.hearing import (
    counts,
    likened,
    looks_ahead,
    of_a_story,
    opens_with_a_date,
    others,
    speaks_first,
    taken_for_granted,
    takes_up,
)
from schedules.reading.lasting import end_of_a_run
from schedules.reading.leading import leader, planned_from
from schedules.reading.link import VAGUE, Link
from schedules.reading.marks import Kind, Mark
from schedules.reading.newsday import day_of_news
from schedules.reading.numbering import CALLED_OFF, after_seasons, all_seasons, season_for, unfinished
from schedules.reading.prospect import Prospect
from schedules.reading.reckoned import years_after
from schedules.reading.retorts import affirmed, answers, called_off, disclaim, taken_up
from schedules.reading.rowed import group
from schedules.reading.scene import Scene
from schedules.reading.staging import SEVERAL
from schedules.reading.status import status_of
from schedules.reading.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.tense import Tense, form_of, tense_of
from schedules.reading.topic import Topic
from schedules.reading.twice import another_day
from schedules.reading.weighing import weighed

if TYPE_CHECKING:
    from schedules.reading.dates import DateMention

_LISTS = frozenset({"listed", "bare", "fragment"})
_FAR = 240
"""More days ahead than a plan without a year, taken back today, is likely to have been for."""
_SOON = 2
"""So many sentences later it may be told of whom a quotation spoke that begins the text."""
_LONG = 100
"""So many days before what it was moved from nothing is moved to."""
_RECENT = dt.timedelta(days=120)
"""A day that nothing sets in time is of the last months rather than of next year's."""
_NEXT_YEAR = dt.timedelta(days=255)
"""So far ahead of the news a day is told with its year."""
_IS_OUT = (["is", "out"], ["are", "out"], ["online"], ["available"])
_LEAP = (2, 29)
_CHRISTMAS = frozenset({"-12-24", "-12-25", "-12-26"})
_PAST_RULES = frozenset({"as before", "since", "had", "own series"})
"""Rules that bind the dates of what has been."""
_PAST = frozenset("was were had got did came began ended announced confirmed revealed ordered gave won".split())
"""Verbs by which a month that is only taken up lies behind: "was renewed in April, after its debut that month"."""
_SOON_AFTER = 3
"""So many sentences after a plan for several shows the one that goes first may be named."""


_SPEAKING = frozenset({"so", "seasons", "renewed", "picked"})
"""Words of sentences that may speak of the show before without naming it."""
_LOUD = hints.QUOTE | hints.LABEL | hints.NUMBER
"""The hints of titles and of the days under a month's heading."""


class Story:
    """The reading of an article's sentences, in their order."""

    def __init__(self, view: Viewpoint, scenes: Sequence[Scene]) -> None:
        self.view, self.scenes = view, scenes
        self.topic = Topic(scenes)
        self.headings = Headings(scenes)
        self._told: set[Edtf] = set()
        """The dates that were read so far: to quote one again adds nothing."""
        self._spoken: Edtf | None = None
        """The date last spoken of."""
        self._dated_last: Show | None = None
        """The show whose date that was."""
        self._giver: tuple[DateMention, Edtf | None] | None = None
        """The date that last gave its year to others, and what it means: "last year, A in April and B in June"."""
        self._back: bool | None = None
        self._tense = Tense(0)
        self._planned: tuple[int, Edtf] | None = None
        """The place of the last sentence that told from when on several shows come, and that day."""
        self._given: dict[str, list[Edtf]] = {}
        """The dates that were told of each show so far."""
        self._doubted: set[tuple[str, str]] = set()
        """The shows and dates that were told as a rumour."""
        self._ended = False
        """Whether a show was told to be called off."""
        self._asked: int | None = None
        """The place of the last sentence that asked when it comes."""
        self._clock: tuple[int, ClockTime | None] = (-1, None)
        """The place of the last sentence that was asked for a time, and that time."""
        self._stray: tuple[int, DateMention] | None = None
        """The place of the last sentence that had one day only, and that day."""

    def findings(self) -> list[Finding]:
        """What each sentence says, in order."""
        found: list[Finding] = []
        held: list[tuple[Scene, Link, int]] = []
        for order, scene in enumerate(self.scenes):
            found += self._affirmed(scene, order) if order and self.scenes[order - 1].asks else ()
            if self._quiet(scene):
                self.headings.pass_by(scene)
                continue
            scene.stage()
            self.topic.enter(scene)
            heads = self.headings.heads(scene)
            links = [] if heads else self._in_turn(scene) or link_dates(scene) or self._answer(scene, order)
            told = scene.sentence.first
            if links and self.topic.nothing and speaks_first(scene):
                held += [(scene, link, order) for link in links if not link.targets and link.rule != "own series"]
            for link in links:
                self._remember(scene, links, told, link.date.start)
                told = max(told, link.date.end)
                finer = _finer_day(link, found, order, self.view)
                found += [finer] if finer is not None else self._dated(scene, link, order)
            if not links and not heads:
                found += self._under_heading(scene, order)
            if scene.dates:
                self._remember(scene, links, told, scene.sentence.last)
            for prospect in prospects(scene, links, self.topic.company, ended=self._ended):
                found += self._coming(scene, prospect, order)
            found += self._likewise(scene, found, order)
            found += self._others(scene, found, order) if order and scene.shows else ()
            found += self._led(scene, links, order) if scene.dates or self._planned is not None else ()
            disclaim(self.scenes, found, order)
            self._ask(scene, order)
            self.topic.turn(scene)
            found += self._of_whom(scene, held, order) if held else ()
        return weighed(found, self.topic.headline.denied, undated=self.view.published is None)

    def _in_turn(self, scene: Scene) -> list[Link]:
        """The dates of the shows that the sentence before named together."""
        named = self.topic.just_met(scene) if len(scene.dates) > 1 else ()
        links = turns(scene, named) if len(named) > 1 else []
        if links:  # "the first" and "the second" are shows then, no seasons
            scene.forget_seasons()
        return links

    def _of_whom(self, scene: Scene, held: list[tuple[Scene, Link, int]], order: int) -> Iterator[Finding]:
        """ "“We're out in June.” says the star of Echo.": the first words of a text may come before their show."""
        if self.topic.nothing:
            return
        shows = [t for t in scene.targets if t.role is Role.SHOW]
        if len(shows) == 1:
            for quotation, link, place in held:
                # The places of a name in the text mean nothing in the headline.
                if order - place <= _SOON and quotation.text is scene.text:
                    yield from self._dated(quotation, replace(link, targets=(shows[0],)), place)
        held.clear()

    def _quiet(self, scene: Scene) -> bool:
        """Whether a sentence is passed over: it says nothing itself, and turns the topic to nothing.

        It names no show, season or date, nothing that is called off or denied, no other title, asks nothing, and does
        not take up what was said before.
        """
        sentence = scene.sentence
        if not scene.bare or sentence.hints & _LOUD or (sentence.heading and self.topic.headline.show is None):
            return False
        words = scene.words(scene.first, scene.last)
        return (
            words[0] not in {"no", "nope"}
            and not answers(words)
            and _SPEAKING.isdisjoint(words)
            and (words[-1] != "?" or "when" not in words)
            and (len(self.topic.company) < 3 or SEVERAL.isdisjoint(words))
            and not (sentence.hints & hints.ENDING and hints.ends(scene.text, scene.first, scene.last))
        )

    def _remember(self, scene: Scene, links: Sequence[Link], first: int, last: int) -> None:
        """The year of a date that is nobody's is spoken of as well: "the following April" counts from it."""
        taken_up = any(date.point.near == "same month" for date in scene.dates)
        if not taken_up and not any(date.point.year is not None for date in scene.dates):
            return
        bound = {id(link.date) for link in links}
        for date in scene.dates:
            here = first <= date.start < last and id(date) not in bound
            fine = date.point.month is not None or date.point.part is not None
            if here and fine and (date.point.year is not None or (taken_up and date.point.month is not None)):
                past = date.point.year is not None or not _PAST.isdisjoint(scene.words(scene.first, date.start))
                self._spoken = resolve(date, self.view, BEHIND if past else AHEAD) or self._spoken

    def _dated(self, scene: Scene, link: Link, order: int) -> Iterator[Finding]:
        """The findings of a date."""
        tense = self._tense_of(scene, link)
        status, marks = status_of(scene, link.governor, link.date, tense)
        value = self._value(scene, link, tense) or self._same_day(link, tense, order)
        if status is None or value is None or (link.rule == "quoted" and value in self._told):
            return
        if status is Status.SUPERSEDED and (tense.direction == BEHIND or self._after_all_others(scene, link, value)):
            value = self._nearest(scene, link, tense, value)
        self._told.add(value)
        self._spoken = value if value.earliest is not None else self._spoken
        lasted = tense.direction == BEHIND and (link.date.point.days or 0) > 0  # "had nine million views in six days"
        stray = lasted or (link.rule in VAGUE and self._stray_day(scene, link, order))
        stray = stray or of_a_story(scene, link, value) or self._of_a_special(value)
        stray = stray or (status is Status.CONFIRMED and self._long_over(scene, link, tense, value))
        if stray or self._overtaken(link, status, value.latest) or (link.company and self.topic.parted(link)):
            return
        if self.topic.headline.leak and status is Status.CONFIRMED and link.rule in VAGUE:
            status = status if scene.of(Kind.SURE, Kind.REPORT) else Status.RUMOURED
        status = self._timely(status, value.latest, tense, scene, link)
        clock = self._clock_of(scene, order)
        place = 0
        for target in self.topic.companions(link) or link.targets or (None,):
            show, season = self.topic.meant(scene, target, link, status)
            counted = target is not None and target.season is not None and target.season.label == "count"
            if show is None or (counted and link.place is None) or (link.date.point.later and show is self._dated_last):
                continue  # "five weeks later" counts from another show's day
            vague = link.rule == "pronoun" and not link.targets
            show, season = self._not_again(scene, (show, season), value) if vague else (show, season)
            self._given.setdefault(show.name, []).append(value)
            self._dated_last = show
            status = self._as_told(status, (show.name, value.text), scene, link)
            basis = Basis(scene, order, link.rule, target, link, marks, clock)
            for number in all_seasons(target, season):
                if link.place in (None, place):
                    yield make(basis, show, number, value, status)
                    if value.exact is not None:
                        yield from self._before_it(basis, show, value.exact)
                    told = self.topic.out if status is Status.RELEASED else self.topic.ahead
                    told.add((show.name, number))
                place += 1

    def _not_again(self, scene: Scene, told: tuple[Show, int | None], value: Edtf) -> tuple[Show, int | None]:
        """ "A is out on June 14. Then it goes into B. It is due in October.": who has a day is not due on another."""
        other = self.topic.just_named(scene)
        if other is None or other is told[0] or other.name in self._given or told[0].name not in self._given:
            return told
        if scene.of(Kind.ABROAD, Kind.MOVE, Kind.FORMER) or not another_day(self._given[told[0].name], value):
            return told
        return other, 1 if other.miniseries else None

    def _as_told(self, status: Status, told: tuple[str, str], scene: Scene, link: Link) -> Status:
        """The status of a show's date, where a phrase only takes up what was a rumour before."""
        if status is Status.RUMOURED:
            self._doubted.add(told)
        doubted = status is Status.CONFIRMED and told in self._doubted
        return Status.RUMOURED if doubted and taken_for_granted(scene, link) else status

    def _stray_day(self, scene: Scene, link: Link, order: int) -> bool:
        """Whether a day has no month and no subject of its own, or stands under the title of something else."""
        if link.rule == "fragment" and under_another_title(scene, self.scenes[max(0, order - 1)]):
            return True
        if link.rule == "pronoun" or link.date.point.day is None or link.date.point.month is not None:
            return False
        return link.governor is None or "it" not in scene.text.words[link.governor.start : link.governor.end]

    def _before_it(self, basis: Basis, show: Show, day: dt.date) -> Iterator[Finding]:
        """ "March 4, exactly one year after the debut of the first": the day of the season before."""
        told = years_after(basis.scene, basis.link.date) if basis.link is not None else None
        if told is None or (day.month, day.day) == _LEAP:
            return
        years, season, target = told
        before = day.replace(year=day.year - years)
        over = self.view.published is None or before < self.view.published
        status = Status.RELEASED if over else Status.CONFIRMED
        yield make(replace(basis, target=target, link=None, rule="years after"), show, season, Edtf.day(before), status)

    def _tense_of(self, scene: Scene, link: Link) -> Tense:
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
        return Tense(BEHIND) if tense.direction == 0 and point.near in {"last", "past"} else tense

    @property
    def _looks_back(self) -> bool:
        """Whether a text without a day of publication tells of nothing to come, so that what it lists has been."""
        if self._back is None:
            self._back = self.view.published is None and not any(looks_ahead(scene) for scene in self.scenes)
        return self._back

    def _value(self, scene: Scene, link: Link, tense: Tense) -> Edtf | None:
        """The date on the calendar, with the year of its sentence or of the heading above it."""
        direction, point = tense.direction or AHEAD, link.date.point
        if link.year is not None:
            if self._giver is None or self._giver[0] is not link.year:
                self._giver = (link.year, resolve(link.year, self.view, direction, self._spoken))
            value = resolve(link.date, self.view, direction, self._giver[1] or self._spoken, given=True)
            if not _against_the_verb(scene, link, tense, value, self.view.published):
                self._spoken = self._giver[1] or self._spoken
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
        value = resolve(link.date, self.view, direction, self._spoken_for(link))
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

    def _spoken_for(self, link: Link) -> Edtf | None:
        """The date last spoken of; a day without a month has that of its own show's date only."""
        if link.date.point.day is None or link.date.point.month is not None:
            return self._spoken
        another = any(t.show is not None and t.show is not self._dated_last for t in link.targets)
        return None if another else self._spoken

    def _same_day(self, link: Link, tense: Tense, order: int) -> Edtf | None:
        """ "On the same day", where no day was spoken of: that on which the news was told."""
        if link.date.point.later != 0 or tense.direction == AHEAD:
            return None
        return day_of_news(self.scenes, order, link.date, self.view)

    def _of_late(self, link: Link, value: Edtf | None) -> Edtf | None:
        """A day without a year that no verb sets in time: of the next and the last one that which is much nearer."""
        published = self.view.published
        back = resolve(link.date, self.view, BEHIND, self._spoken)
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
        values = [resolve(date, self.view, way, self._spoken) for way in ((AHEAD, BEHIND) if past else (AHEAD,))]
        days = [value.earliest for value in values if value is not None and value.earliest is not None]
        published = self.view.published
        return min(days, key=lambda day: abs((day - published).days) if published else 0, default=None)

    def _nearest(self, scene: Scene, link: Link, tense: Tense, value: Edtf) -> Edtf:
        """A plan that no longer holds was for a day not far from the news, be it ahead or behind."""
        published = self.view.published
        at = value.earliest or value.latest
        if published is None or at is None or abs((at - published).days) < _FAR:
            return value
        direction = BEHIND if at > published else AHEAD
        return self._value(scene, link, replace(tense, direction=direction)) or value

    def _long_over(self, scene: Scene, link: Link, tense: Tense, value: Edtf) -> bool:
        """ "The season opens in June 2023", told a year later: where a story plays, for nothing comes that is past."""
        latest, governor, published = value.latest, link.governor, self.view.published
        if published is None or latest is None or governor is None or published - latest < _RECENT:
            return False
        if any(t.show is not None for t in link.targets):
            return False  # a slip of the pen: "Echo premieres in the spring of 2015", told in December
        return tense.direction == AHEAD and form_of(scene, governor) == "s" and link.date.point.day is None

    def _of_a_special(self, value: Edtf) -> bool:
        """Whether a day of Christmas is that of the special episode which the headline is about."""
        return value.text[4:] in _CHRISTMAS and self.topic.headline.special

    def _overtaken(self, link: Link, status: Status, latest: dt.date | None) -> bool:
        """Whether a date can't be meant: a guess about what is past, or a stray day that is."""
        published = self.view.published
        if published is None or latest is None or latest > published:
            return False
        stray = link.rule == "fragment" or (link.rule == "bare" and link.date.point.year is None)
        return stray or (status is Status.RUMOURED and latest < published)

    def _timely(self, status: Status, latest: dt.date | None, tense: Tense, scene: Scene, link: Link | None) -> Status:
        """A date behind the day of publication was kept, one far ahead of it can't have been."""
        published = self.view.published
        if published is None and link is not None and _in_brackets(scene, link):
            return Status.RELEASED if status is Status.CONFIRMED else status
        if published is None or latest is None:
            return status
        if status is Status.CONFIRMED and latest < published:
            # A present tense with a year that is past is a slip of the pen, not a premiere that was.
            governor = link.governor if link is not None and link.date.point.day is None else None
            slip = governor is not None and tense.direction == AHEAD and form_of(scene, governor) == "s"
            return status if slip else Status.RELEASED
        return Status.CONFIRMED if status is Status.RELEASED and latest.year > published.year else status

    def _clock_of(self, scene: Scene, order: int) -> ClockTime | None:
        """The time of a sentence, or of the one after it; looked for once, however many dates it has."""
        if self._clock[0] != order:
            self._clock = (order, find_time(scene.text, scene.first, scene.last) or self._clock_after(order))
        return self._clock[1]

    def _clock_after(self, order: int) -> ClockTime | None:
        """A time told in the next sentence: "Both halves go up at 3 a.m. EST."."""
        scene = self.scenes[order]
        after = scene.sentence.last
        following = self.scenes[order + 1] if order + 1 < len(self.scenes) else None
        dated = following is not None and following.text is scene.text and bool(following.dates)
        if scene.text.in_title or (dated and following is not None and following.sentence.first <= after + 1):
            return None
        return find_time(scene.text, after, min(after + 30, len(scene.text.words)))

    def _under_heading(self, scene: Scene, order: int) -> Iterator[Finding]:
        """An entry of a calendar page, dated by the line above it."""
        entry = self.headings.enter(scene)
        if entry is None or (entry.date is not None and of_a_shelf(scene, entry.target)):
            return
        show, season = self.topic.meant(scene, entry.target)
        if show is not None and entry.date is None:
            season = season if entry.status is not Status.CANCELLED else after_seasons(scene)
            yield make(Basis(scene, order, "listed", entry.target), show, season, None, entry.status)
        if show is None or entry.date is None:
            return
        value = resolve(entry.date, self.view, entry.tense.direction or AHEAD, self._spoken)
        if value is not None:
            status = self._timely(entry.status, value.latest, entry.tense, scene, None)
            yield make(Basis(scene, order, "calendar", entry.target), show, season, value, status)

    def _coming(self, scene: Scene, prospect: Prospect, order: int) -> Iterator[Finding]:
        """The findings of a season that comes, or won't, without a date."""
        show, season = self.topic.meant(scene, prospect.target)
        if show is None:
            return
        if prospect.status is Status.CANCELLED:
            self._ended = True
            if prospect.target.role is Role.PRONOUN:
                show = self.topic.called_off_by(scene, show)
            if prospect.target.season is None:
                season = season_for(scene, prospect.target.end, None, CALLED_OFF)
            if season is not None and prospect.mark is not None and _is_the_last(scene, prospect.target, prospect.mark):
                season += 1
            if season is None and len({t.show for t in scene.targets if t.show is not None}) <= 1:
                season = after_seasons(scene) or (unfinished(scene, prospect.mark) if prospect.mark else None)
        elif season is None and prospect.mark is not None and scene.text.words[prospect.mark.end - 1] == "after":
            season = (after_seasons(scene) or 1) - 1 or None  # "will end after four seasons"
        marks = (prospect.mark,) if prospect.mark is not None else ()
        basis = Basis(scene, order, prospect.rule, prospect.target, None, marks)
        named = (t for t in scene.targets if t.season is not None and t.season.number == season and t.show is None)
        counted = prospect.target if prospect.target.season is not None else next(named, prospect.target)
        for number in all_seasons(counted, season):
            self.topic.ahead.add((show.name, number))
            yield make(basis, show, number, None, prospect.status)

    def _likewise(self, scene: Scene, found: Sequence[Finding], order: int) -> Iterator[Finding]:
        """ "So does season three of “You”.": what was said before holds for another show."""
        at = likened(scene)
        if at is None:
            return
        dated = [f for f in found[-8:] if f.date is not None and f.order >= order - 3]
        first = next((t for t in scene.targets if at <= t.start <= at + _NEXT), None)
        for target in group(scene, first) if first is not None else ():
            show, season = self.topic.meant(scene, target)
            if season is None and dated and at > scene.sentence.first + 2:
                season = dated[-1].season
            if show is not None and dated and show != dated[-1].show:
                yield make(Basis(scene, order, "likewise", target), show, season, dated[-1].date, dated[-1].status)

    def _others(self, scene: Scene, found: Sequence[Finding], order: int) -> Iterator[Finding]:
        """ "The others are A and B.": they have the day, or the end, of the shows that were counted before."""
        row = others(scene)
        place = (
            next((at for at in (order - 1, order - 2) if at >= 0 and counts(self.scenes[at])), None) if row else None
        )
        if place is None:
            return
        told = [f for f in found if f.order == place and f.date is not None and f.status is not Status.SUPERSEDED]
        ended = not told and bool(self.scenes[place].of(Kind.CANCEL))
        for target in row if told or ended else ():
            show, season = self.topic.meant(scene, target)
            basis = Basis(scene, order, "likewise", target)
            if show is not None and ended:
                yield make(basis, show, None, None, Status.CANCELLED)
            elif show is not None:
                one = told[-1]
                finding = make(basis, show, season, one.date, one.status)
                yield replace(finding, again=one.again, back=one.back, debut=one.debut)

    def _led(self, scene: Scene, links: Sequence[Link], order: int) -> Iterator[Finding]:
        """ "Four series come from 2020 on. Echo leads the way.": the first of several has the day of them all."""
        planned = planned_from(scene) if not any(link.targets for link in links) else None
        value = resolve(planned, self.view, AHEAD, self._spoken) if planned is not None else None
        if value is not None:
            self._planned = (order, value)
        if self._planned is None or order > self._planned[0] + _SOON_AFTER:
            return
        first = leader(scene)
        show, season = self.topic.meant(scene, first) if first is not None else (None, None)
        if show is not None:
            told = self._planned[1]
            yield make(Basis(scene, order, "leads", first), show, season, told, Status.CONFIRMED)

    def _affirmed(self, scene: Scene, order: int) -> Iterator[Finding]:
        """A season that the question before asked for, and that this sentence says is coming."""
        ended = called_off(self.scenes[order - 1], scene)
        if ended is not None:
            yield from self._coming(
                self.scenes[order - 1], Prospect(ended, Status.CANCELLED, None, "affirmed"), order - 1
            )
        target = affirmed(self.scenes[order - 1], scene)
        show, season = self.topic.meant(self.scenes[order - 1], target) if target is not None else (None, None)
        if show is not None and season is not None:
            basis = Basis(self.scenes[order - 1], order, "affirmed", target)
            yield make(basis, show, season, None, Status.UNDATED)
        named = taken_up(self.scenes[order - 1], scene)
        if named is not None and named[0].show is not None:
            number = named[0].season.number if named[0].season is not None else None
            basis = Basis(self.scenes[order - 1], order, "affirmed", named[0])
            finding = make(basis, named[0].show, number, None, Status.UNDATED)
            yield replace(finding, again=finding.again or named[1])

    def _ask(self, scene: Scene, order: int) -> None:
        """Remember a question of when, and a day that stood alone, for the sentence after."""
        if scene.asks:
            words = scene.words(scene.sentence.first, scene.sentence.last)
            coming = bool(scene.of(Kind.RELEASE, Kind.WEAK, Kind.GIVING)) or not _SEEN.isdisjoint(words)
            given = "date" in words and words[0] in _DATE_ASKED
            out = words[-3:-1] in (["it", "out"], ["it", "on"])  # "When is it out?"
            if (("when" in words and (coming or out)) or given) and not self.topic.elsewhere:
                self._asked = order
        if len(scene.dates) == 1 and scene.dates[0].point.day is not None:
            self._stray = (order, scene.dates[0])

    def _answer(self, scene: Scene, order: int) -> list[Link]:
        """ "When does it start? On September 30." and "October 5. That's when season two begins."."""
        if scene.dates:
            asked = self._asked is not None and order == self._asked + 1
            if asked and not _named(scene) and opens_with_a_date(scene):
                return [Link(scene.dates[0], None, (), "answer")]
            if scene.sentence.last - scene.sentence.first > 14 or scene.text.in_title or _named(scene):
                return []
            if wondered(scene):
                return [Link(scene.dates[0], None, (), "guess")]
            if scene.of(Kind.EVENT, Kind.THING, Kind.REPORT):
                return []
            if asked or (order and takes_up(scene, self.scenes[order - 1])):
                return [Link(scene.dates[0], None, (), "answer")]
            return [Link(scene.dates[0], None, (), "fragment")] if self._headed(scene, order) else []
        if self._stray is None or self._stray[0] != order - 1 or scene.bare:
            return []
        opening = scene.words(scene.sentence.first, scene.sentence.first + 4)
        if opening[:3] != ["that", "'s", "when"] and opening != ["that", "'s", "the", "day"]:
            return []
        named, marks = _named(scene), scene.of(Kind.RELEASE, Kind.WEAK)
        return [Link(self._stray[1], marks[0], (named[0],), "that day")] if named and marks else []

    def _headed(self, scene: Scene, order: int) -> bool:
        """Whether a day opens the first line under a heading that only names a show."""
        above = self.scenes[order - 1] if order else None
        if above is None or above.text is not scene.text or above.sentence.last != scene.sentence.first - 1:
            return False
        if self.headings.calendar and self.headings.dated:
            return False
        if not above.shows or above.dates or scene.text.words[above.sentence.last - 1] in {".", "!", "?"}:
            return False
        shows = [t for t in above.targets if t.role is Role.SHOW]
        bare = len(shows) == len(above.targets) == 1 and above.sentence.last - above.sentence.first <= 8
        return bare and scene.dates[0].start <= scene.sentence.first + 2 and not scene.of(Kind.CANCEL, Kind.ORDER)


def _is_the_last(scene: Scene, season: Target, mark: Mark) -> bool:
    """Whether a season told with an end is the last to be made: "was its last", "won't return after its fourth"."""
    behind = season.role is Role.SEASON and season.start >= mark.end
    after = behind and "after" in scene.words(season.start - 3, season.start)
    return after or scene.text.words[mark.end - 1] == "last"


_DATE_ASKED = frozenset({"is", "has", "does", "do", "q", "have", "and"})


def _finer_day(link: Link, found: Sequence[Finding], order: int, view: Viewpoint) -> Finding | None:
    """ "It's out in May. (The 7th, to be precise.)": a day of the month that was told right before."""
    if not link.date.lone or link.targets or link.rule not in VAGUE or not found or found[-1].order < order - 1:
        return None
    told = found[-1].date
    value = resolve(link.date, view, BEHIND if found[-1].status is Status.RELEASED else AHEAD, told)
    finer = told is not None and value is not None and value != told and told.contains(value)
    return replace(found[-1], date=value, order=order) if finer else None


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
_NEXT = 2
"""What holds for a show too is said right before its name."""


_SEEN = frozenset({"back", "see", "tv", "watch"})


def _named(scene: Scene) -> list[Target]:
    """The shows and the seasons of a sentence."""
    return [] if scene.bare else [t for t in scene.targets if t.role in SHOW_OR_SEASON]


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


def _out_already(scene: Scene) -> bool:
    """ "Already out: Echo (March 8)": whether a line begins with a label for what has come."""
    opening = scene.words(scene.sentence.first, scene.sentence.first + 3)
    return opening[:1] == ["already"] and opening[2:] == [":"] and opening[1] in _THERE


_THERE = frozenset({"out", "available", "released", "there"})


def _awaited(scene: Scene, link: Link) -> bool:
    """Whether what has the date in the genitive is still to come: "ahead of Sunday's season 2 opener"."""
    return not {"before", "until", "ahead", "upcoming"}.isdisjoint(scene.words(link.date.start - 3, link.date.start))


def _in_brackets(scene: Scene, link: Link) -> bool:
    """ "Echo, season 1 (2017)": a year alone in brackets behind a name is that in which it was out."""
    point, date = link.date.point, link.date
    bare = point.year is not None and point.month is None and point.part is None and date.until is None
    return bare and scene.words(date.start - 1, date.start) == ["("] and scene.words(date.end, date.end + 1) == [")"]
