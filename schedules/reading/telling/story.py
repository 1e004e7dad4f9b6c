"""An article sentence by sentence: what each says, given what was said before."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schedules.edtf import Edtf
from schedules.model import Show, Status
from schedules.reading.binding.bind import link_dates
from schedules.reading.binding.company import season_of_both, turns
from schedules.reading.binding.link import VAGUE, Link
from schedules.reading.binding.patterns import begins_a_row
from schedules.reading.binding.reckoned import years_after
from schedules.reading.binding.rowed import group
from schedules.reading.binding.which import (
    CALLED_OFF,
    after_seasons,
    after_so_many,
    all_seasons,
    season_for,
    unfinished,
)
from schedules.reading.dates.calendar import AHEAD, BEHIND, Viewpoint, resolve
from schedules.reading.dates.clock import ClockTime, find_time
from schedules.reading.merging.findings import Basis, Finding, make
from schedules.reading.merging.weighing import weighed
from schedules.reading.names.targets import SHOW_OR_SEASON, Role
from schedules.reading.prospects.ahead import prospects
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.staging import SEVERAL
from schedules.reading.standing.status import status_of
from schedules.reading.telling.alluding import elliptic, is_the_last, lone_season
from schedules.reading.telling.asking import Asking
from schedules.reading.telling.dating import Dating, reckoned_from
from schedules.reading.telling.followed import followed_up
from schedules.reading.telling.headings import Headings, of_a_shelf, under_another_title
from schedules.reading.telling.hearing import (
    counts,
    likened,
    of_a_story,
    others,
    speaks_first,
    taken_for_granted,
)
from schedules.reading.telling.leading import leader, planned_from
from schedules.reading.telling.retorts import affirmed, answers, called_off, disclaim, taken_up
from schedules.reading.telling.timely import finer_day, long_over, overtaken, timely
from schedules.reading.telling.topic import Topic
from schedules.reading.telling.twice import another_day
from schedules.reading.words import hints
from schedules.reading.words.marks import Kind

_SOON = 2
"""So many sentences later it may be told of whom a quotation spoke that begins the text."""
_LEAP = (2, 29)
_CHRISTMAS = frozenset({"-12-24", "-12-25", "-12-26"})
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
        self.dating = Dating(view, scenes, self.headings)
        self.asking = Asking(scenes, self.headings, self.topic)
        self._told: set[Edtf] = set()
        """The dates that were read so far: to quote one again adds nothing."""
        self._planned: tuple[int, Edtf] | None = None
        """The place of the last sentence that told from when on several shows come, and that day."""
        self._given: dict[str, list[Edtf]] = {}
        """The dates that were told of each show so far."""
        self._doubted: set[tuple[str, str]] = set()
        """The shows and dates that were told as a rumour."""
        self._ended = False
        """Whether a show was told to be called off."""
        self._clock: tuple[int, ClockTime | None] = (-1, None)
        """The place of the last sentence that was asked for a time, and that time."""

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
            self.asking.take_up(scene, order)
            links = [] if heads else self._in_turn(scene) or link_dates(scene) or self.asking.answer(scene, order)
            told = scene.sentence.first
            if links and links[0].rule in VAGUE and self.asking.left_open(order):
                links = []
            if links and self.topic.nothing and speaks_first(scene):
                held += [(scene, link, order) for link in links if not link.targets and link.rule != "own series"]
            reckons = reckoned_from(scene)
            for link in links:
                if reckons:
                    self.dating.remember(scene, links, told, link.date.start)
                told = max(told, link.date.end)
                finer = finer_day(link, found, order, self.view)
                found += [finer] if finer is not None else self._dated(scene, link, order)
            if not links and not heads:
                found += self._under_heading(scene, order)
            if reckons:
                self.dating.remember(scene, links, told, scene.sentence.last)
            for prospect in prospects(scene, links, self.topic.party.shows, ended=self._ended):
                found += self._coming(scene, prospect, order)
            found += self._likewise(scene, found, order)
            found += self._others(scene, found, order) if order and scene.shows else ()
            found += self._led(scene, links, order) if scene.dates or self._planned is not None else ()
            disclaim(self.scenes, found, order)
            self.asking.ask(scene, order)
            self.topic.turn(scene)
            found += self._of_whom(scene, held, order) if held else ()
        return weighed(found, self.topic.headline.denied, undated=self.view.published is None)

    def _in_turn(self, scene: Scene) -> list[Link]:
        """The dates of the shows that the sentence before named together."""
        named = self.topic.party.just_met(scene) if len(scene.dates) > 1 else ()
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
            and (len(self.topic.party.shows) < 3 or SEVERAL.isdisjoint(words))
            and not (sentence.hints & hints.ENDING and hints.ends(scene.text, scene.first, scene.last))
        )

    def _dated(self, scene: Scene, link: Link, order: int) -> Iterator[Finding]:
        """The findings of a date."""
        tense = self.dating.tense_of(scene, link)
        status, marks = status_of(scene, link.governor, link.date, tense)
        value, published = self.dating.value(scene, link, tense, status, order), self.view.published
        if status is None or value is None or (link.rule == "quoted" and value in self._told):
            if value is None and status is Status.CONFIRMED and tense.direction == AHEAD:
                yield from self._some_day(scene, link, order)
            return
        self._told.add(value)
        self.dating.spoken = value if value.earliest is not None else self.dating.spoken
        lasted = tense.direction == BEHIND and (link.date.point.days or 0) > 0  # "had nine million views in six days"
        lasted = lasted and link.date.point.shift is None
        stray = lasted or (link.rule in VAGUE and self._stray_day(scene, link, order))
        stray = stray or of_a_story(scene, link, value) or self._of_a_special(value)
        stray = stray or (status is Status.CONFIRMED and long_over(scene, link, tense, value, published))
        if (
            stray
            or overtaken(link, status, value.latest, published)
            or (link.company and self.topic.party.parted(link))
        ):
            return
        if self.topic.headline.leak and status is Status.CONFIRMED and link.rule in VAGUE:
            status = status if scene.of(Kind.SURE, Kind.REPORT) else Status.RUMOURED
        status = timely(scene, link, tense, (status, value.latest), published)
        clock = self._clock_of(scene, order)
        place = 0
        for target in self.topic.party.companions(link) or link.targets or (None,):
            show, season = self.topic.meant(scene, target, link, status)
            season = season_of_both(scene, link) or season
            counted = target is not None and target.season is not None and target.season.label == "count"
            if (
                show is None
                or (counted and link.place is None and not begins_a_row(scene, link))
                or (link.date.point.later and show is self.dating.last_show)
            ):
                continue  # "five weeks later" counts from another show's day
            vague = link.rule == "pronoun" and not link.targets
            show, season = self._not_again(scene, (show, season), value) if vague else (show, season)
            self._given.setdefault(show.name, []).append(value)
            self.dating.last_show = show
            status = self._as_told(status, (show.name, value.text), scene, link)
            basis = Basis(scene, order, link.rule, target, link, marks, clock)
            for number in all_seasons(target, season) if not counted or link.place is not None else (season,):
                if link.place in (None, place):
                    yield make(basis, show, number, value, status)
                    if value.exact is not None:
                        yield from self._before_it(basis, show, value.exact)
                    told = self.topic.out if status is Status.RELEASED else self.topic.ahead
                    told.add((show.name, number))
                place += 1

    def _some_day(self, scene: Scene, link: Link, order: int) -> Iterator[Finding]:
        """ "It premieres on Friday", in a text without a day of publication: it is coming, and nobody knows when."""
        governor = link.governor
        if governor is None or governor.kind is not Kind.RELEASE or link.rule in VAGUE or len(link.targets) != 1:
            return
        point = link.date.point
        if point.later is not None or point.after is not None or point.echo is not None or point.near == "same month":
            return  # "a day earlier" than planned
        target = link.targets[0]
        show, season = self.topic.meant(scene, target, link, Status.UNDATED)
        if show is not None and target.role in SHOW_OR_SEASON:
            yield make(Basis(scene, order, "some day", target, link, ()), show, season, None, Status.UNDATED)

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

    def _of_a_special(self, value: Edtf) -> bool:
        """Whether a day of Christmas is that of the special episode which the headline is about."""
        return value.text[4:] in _CHRISTMAS and self.topic.headline.special

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
        value = resolve(entry.date, self.view, entry.tense.direction or AHEAD, self.dating.spoken)
        if value is not None:
            status = timely(scene, None, entry.tense, (entry.status, value.latest), self.view.published)
            season = 1 if entry.premiere == "series" else season
            listed = make(Basis(scene, order, "calendar", entry.target), show, season, value, status)
            listed.again = listed.again or entry.premiere == "season"
            yield listed

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
            if season is None and order and prospect.mark is not None and elliptic(scene, prospect.mark):
                season = lone_season(self.scenes[order - 1])
            if season is not None and prospect.mark is not None and is_the_last(scene, prospect.target, prospect.mark):
                season += 1
            if season is None and len({t.show for t in scene.targets if t.show is not None}) <= 1:
                season = after_seasons(scene) or (unfinished(scene, prospect.mark) if prospect.mark else None)
            season = season or after_so_many(scene, prospect.target)
        elif season is None and prospect.mark is not None and scene.text.words[prospect.mark.end - 1] == "after":
            season = (after_seasons(scene) or 1) - 1 or None  # "will end after four seasons"
        season = season or (self.topic.of_all(scene) if prospect.status is Status.UNDATED else None)
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
        value = resolve(planned, self.view, AHEAD, self.dating.spoken) if planned is not None else None
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
        answer = followed_up(self.scenes[order - 1], scene) if target is None else None
        if answer is not None:
            show, season = self.topic.meant(self.scenes[order - 1], answer[0])
            if show is not None and season is not None:
                basis = Basis(self.scenes[order - 1], order, "affirmed", answer[0])
                yield make(basis, show, season, None, answer[1])
        named = taken_up(self.scenes[order - 1], scene)
        if named is not None and named[0].show is not None:
            number = named[0].season.number if named[0].season is not None else None
            basis = Basis(self.scenes[order - 1], order, "affirmed", named[0])
            finding = make(basis, named[0].show, number, None, Status.UNDATED)
            yield replace(finding, again=finding.again or named[1])


_NEXT = 2
"""What holds for a show too is said right before its name."""
