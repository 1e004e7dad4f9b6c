"""An article sentence by sentence, with what it has been speaking of so far."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schedules.edtf import Edtf
from schedules.model import Show, Status
from schedules.reading.ahead import prospects
from schedules.reading.bind import link_dates
from schedules.reading.calendar import AHEAD, BEHIND, Viewpoint, resolve
from schedules.reading.clock import ClockTime, find_time
from schedules.reading.dates import DateMention
from schedules.reading.findings import Finding, again, debuts, make
from schedules.reading.link import Link
from schedules.reading.marks import Kind
from schedules.reading.numbering import CALLED_OFF, after_seasons, all_seasons, season_for
from schedules.reading.scene import Role, Scene, Target
from schedules.reading.status import status_of
from schedules.reading.tense import Tense, form_of, tense_of

_LEAKS = frozenset({"leak", "leaked", "leaks", "rumor", "rumour", "rumors", "rumours"})
_DAY_WORDS = frozenset("available premieres arriving coming new on premiering arrives leaving st nd rd th".split())
_INTRODUCED = frozenset(
    (
        "when where while before after until like unlike than with from alongside and between as in for on to of "
        "during since into"
    ).split()
)


class Story:
    """What has been said, so that "it", "the show" and "the second season" find their show."""

    def __init__(self, view: Viewpoint, scenes: Sequence[Scene]) -> None:
        self.view, self.scenes = view, scenes
        named = [t.show for s in scenes if s.text.in_title for t in s.targets if t.show is not None]
        self.headline: Show | None = named[0] if named else None
        self.alone = len({show.name for show in named}) == 1
        """Whether the headline names one show only."""
        self.shows = {t.show for s in scenes for t in s.targets if t.show is not None}
        self.main = self.headline or next((t.show for s in scenes for t in s.targets if t.show is not None), None)
        self.recent: Show | None = None
        self.company: list[Target] = []
        """The shows of the last sentence that named more than one."""
        self.season: int | None = None
        self.elsewhere: int | None = None
        """The block that speaks of a title outside the catalogue, if the last word was about one."""
        self.spoken: Edtf | None = None
        """The date last spoken of."""
        self.tense = Tense(0)
        self.denied = {
            t.show.name for s in scenes if s.text.in_title and s.of(Kind.DENY) for t in s.targets if t.show is not None
        }
        self.named = {
            (t.show or self.headline).name: t.season.number
            for s in scenes if s.text.in_title for t in s.targets
            if t.season is not None and t.season.number and self.headline is not None and (t.show is not None or self.alone)
        }  # fmt: skip
        """The seasons that the headline names."""
        self.month: DateMention | None = None
        """The month that heads the entries of a calendar page."""
        self.calendar = (
            sum(
                s.sentence.heading
                and len(s.dates) == 1
                and s.dates[0].end - s.dates[0].start + 2 >= s.sentence.last - s.sentence.first
                for s in scenes
            )
            > 1
        )
        """Whether lines that are days head the parts of the text."""
        self.day: DateMention | None = None
        """The day that heads the entries of a calendar page."""
        self.alone = self.alone or len(self.named) == 1
        self.asked: int | None = None
        """The place of the last sentence that asked when it comes."""
        self.stray: tuple[int, DateMention] | None = None
        """The last sentence that had one day only, and that day."""
        self.decade: Edtf | None = None
        """The year that heads the entries of a timeline."""
        self.leak = any(not _LEAKS.isdisjoint(s.text.words) for s in scenes if s.text.in_title)
        """Whether the headline speaks of a leak or a rumour."""
        self.numbers: dict[str, set[int]] = {}
        for scene in scenes:
            for target in scene.targets:
                self._count(target.show, target)

    def findings(self) -> list[Finding]:
        """What each sentence says, in order."""
        found: list[Finding] = []
        for order, scene in enumerate(self.scenes):
            if self.elsewhere is not None and self.headline is not None and self.elsewhere != scene.sentence.block:
                self.elsewhere = None
            links = link_dates(scene) or self._answer(scene, order)
            for link in links:
                found += self._dated(scene, link, order)
            if not links:
                found += self._under_day(scene, order)
            for prospect in prospects(scene, links, self.company):
                show, season = self._meant(scene, prospect.target)
                if show is None:
                    continue
                if prospect.status is Status.CANCELLED and prospect.target.season is None:
                    season = season_for(scene, prospect.target, None, CALLED_OFF)
                if prospect.status is Status.CANCELLED:
                    last = scene.text.words[prospect.mark.end - 1] == "last" if prospect.mark else False
                    alone = len({t.show for t in scene.targets if t.show is not None}) <= 1
                    season = season + 1 if season and last else season or (after_seasons(scene) if alone else None)
                before = again(scene, prospect.target, prospect.mark)
                for number in all_seasons(prospect.target, season):
                    found.append(
                        make(
                            scene,
                            show,
                            number,
                            None,
                            prospect.status,
                            prospect.rule,
                            order,
                            before,
                            marks=(prospect.mark,) if prospect.mark else (),
                            target=prospect.target,
                        )
                    )
            found += self._likewise(scene, found, order)
            self._disclaim(scene, found, order)
            self._ask(scene, order)
            self._turn(scene)
        found = _distinct(found)
        if any(f.status in {Status.CANCELLED, Status.RELEASED} for f in found):
            found = [f for f in found if f.rule != "several"]
        return [
            f
            for f in found
            if not (
                f.date is None
                and f.season in (None, 1)
                and f.show.name in self.denied
                and (f.status is Status.RUMOURED or (f.status is Status.UNDATED and f.hedged))
            )
        ]

    def _ask(self, scene: Scene, order: int) -> None:
        """Remember a question of when, and a day that stood alone, for the sentence after."""
        words = scene.words(scene.sentence.first, scene.sentence.last)
        coming = bool(scene.of(Kind.RELEASE, Kind.WEAK, Kind.GIVING)) or "back" in words or "see" in words
        self.asked = (
            order if words[-1:] == ["?"] and "when" in words and coming and self.elsewhere is None else self.asked
        )
        self.stray = (
            (order, scene.dates[0]) if len(scene.dates) == 1 and scene.dates[0].point.day is not None else self.stray
        )

    def _answer(self, scene: Scene, order: int) -> list[Link]:
        """ "When does it start? On September 30." and "October 5. That's when season two begins."."""
        named = [t for t in scene.targets if t.role in {Role.SHOW, Role.SEASON}]
        busy = (
            scene.of(Kind.EVENT, Kind.THING, Kind.REPORT)
            or len(scene.words(scene.sentence.first, scene.sentence.last)) > 14
        )
        if (
            self.asked is not None
            and order == self.asked + 1
            and scene.dates
            and not named
            and not busy
            and not scene.text.in_title
        ):
            return [Link(scene.dates[0], None, (), "answer")]
        opening = scene.words(scene.sentence.first, scene.sentence.first + 4)
        told = opening[:3] == ["that", "'s", "when"] or opening == ["that", "'s", "the", "day"]
        if told and named and not scene.dates and self.stray is not None and self.stray[0] == order - 1:
            marks = scene.of(Kind.RELEASE, Kind.WEAK)
            return [Link(self.stray[1], marks[0], (named[0],), "that day")] if marks else []
        return []

    def _disclaim(self, scene: Scene, found: list[Finding], order: int) -> None:
        """What the sentence before said is only a rumour when nobody confirms it, and off when it is called untrue."""
        if (
            scene.words(scene.sentence.first, scene.sentence.last) in (["no", "."], ["no", "!"], ["nope", "."])
            and found
            and found[-1].order == order - 1
        ):
            found[:] = [f for f in found[:-6] + found[-6:] if f.order != order - 1]
            return
        if scene.dates or not scene.of(Kind.DISCLAIM, Kind.DENY):
            return
        denied = bool(scene.of(Kind.DENY))
        status = Status.SUPERSEDED if denied else Status.RUMOURED
        meant: int | None = None
        for at in range(len(found) - 1, max(-1, len(found) - 20), -1):
            finding = found[at]
            if finding.date is None:
                continue
            meant = finding.order if meant is None else meant
            if finding.order != meant or meant < order - 2 or finding.in_title:
                return
            if finding.status is Status.CONFIRMED or (denied and finding.status is Status.RUMOURED):
                found[at] = replace(finding, status=status)

    def _likewise(self, scene: Scene, found: Sequence[Finding], order: int) -> Iterator[Finding]:
        """ "So does season three of Daredevil.": what was said before holds for another show."""
        words = scene.words(scene.sentence.first, scene.sentence.first + 2)
        if words[:1] != ["so"] or words[1:] not in (["does"], ["will"], ["is"], ["do"], ["are"]):
            return
        dated = [f for f in found[-8:] if f.date is not None and f.order >= order - 3]
        for target in scene.targets[:1]:
            show, season = self._meant(scene, target)
            if show is not None and dated:
                yield make(scene, show, season, dated[-1].date, dated[-1].status, "likewise", order, again=False)

    def _under_day(self, scene: Scene, order: int) -> Iterator[Finding]:
        """An entry of a calendar page, dated by the line above it."""
        words = scene.words(scene.sentence.first, scene.sentence.last)
        if (
            scene.sentence.heading
            and len(words) == 1
            and words[0].isdigit()
            and len(words[0]) == 4
            and "1990" <= words[0] <= "2099"
        ):
            self.decade = Edtf.parse(words[0])
            return
        if scene.dates:
            rest = set(range(scene.sentence.first, scene.sentence.last)) - {
                i for d in scene.dates for i in range(d.start, d.end)
            }
            bare = all(not scene.text.raw[i].isalpha() or scene.text.words[i] in _DAY_WORDS for i in rest)
            if (
                bare
                and scene.sentence.heading
                and scene.dates[0].point.month is not None
                and scene.dates[0].point.day is None
                and len(rest) <= 2
            ):
                self.month = scene.dates[0]
            self.day = (
                scene.dates[0]
                if bare and self.calendar and scene.dates[0].point.day is not None
                else None
                if scene.sentence.heading
                else self.day
            )
            return
        shows = [t for t in scene.targets if t.role is Role.SHOW and not t.owned]
        numbered = scene.text.words[scene.sentence.first]
        if self.month is not None and scene.sentence.heading and numbered.isdigit() and 1 <= int(numbered[:3]) <= 31:
            self.day = replace(self.month, point=replace(self.month.point, day=int(numbered)))
        if self.day is None or not shows or shows[0].start > scene.sentence.first + 3:
            return
        value = resolve(self.day, self.view, AHEAD, self.spoken)
        if value is not None:
            show, season = self._meant(scene, shows[0])
            if show is not None:
                yield make(
                    scene,
                    show,
                    season,
                    value,
                    self._timely(Status.CONFIRMED, value.latest, Tense(0), scene, None),
                    "calendar",
                    order,
                    again=False,
                )

    def _dated(self, scene: Scene, link: Link, order: int) -> Iterator[Finding]:
        told = link.rule == "possessed" and link.date.point.near not in {"this", "next"} and link.date.point.shift != 1
        tense = Tense(BEHIND) if told or link.rule in {"as before", "since"} else tense_of(scene, link.governor)
        if link.governor is not None and link.governor.tag == "after":
            tense = self.tense
        self.tense = tense
        if tense.direction == 0 and link.date.point.near in {"last", "past"}:
            tense = Tense(BEHIND)
        status, marks = status_of(scene, link.governor, link.date, tense)
        direction = tense.direction or AHEAD
        if link.year is not None:
            self.spoken = resolve(link.year, self.view, direction, self.spoken) or self.spoken
        point = link.date.point
        under = (
            self.decade
            if point.month is not None and not (point.year or point.near) and point.shift is None and link.year is None
            else None
        )
        value = resolve(
            link.date, self.view, direction, under or self.spoken, given=under is not None or link.year is not None
        )
        if status is None or value is None:
            return
        self.spoken = value if value.earliest is not None else self.spoken
        if self._overtaken(link, status, value.latest):
            return
        if (
            self.leak
            and status is Status.CONFIRMED
            and link.rule in {"topic", "bare", "fragment", "pronoun"}
            and not scene.of(Kind.SURE, Kind.REPORT)
        ):
            status = Status.RUMOURED
        status = self._timely(status, value.latest, tense, scene, link)
        clock = find_time(scene.text, scene.sentence.first, scene.sentence.last) or self._clock_after(order)
        place = 0
        for target in self._companions(link) or link.targets or (None,):
            show, season = self._meant(scene, target, link, status)
            counted = target is not None and target.season is not None and target.season.label == "count"
            if show is not None and not (counted and link.place is None):
                before = again(scene, target, link.governor)
                for number in all_seasons(target, season):
                    if link.place in (None, place):
                        yield make(
                            scene,
                            show,
                            number,
                            value,
                            status,
                            link.rule,
                            order,
                            before,
                            link,
                            clock=clock,
                            marks=marks,
                            target=target,
                        )
                    place += 1

    def _overtaken(self, link: Link, status: Status, latest: dt.date | None) -> bool:
        """Whether a date can't be meant: a guess about what is past, or a stray day that is."""
        published = self.view.published
        if published is None or latest is None or latest > published:
            return False
        return link.rule in {"bare", "fragment"} or (status is Status.RUMOURED and latest < published)

    def _clock_after(self, order: int) -> ClockTime | None:
        """A time told in the next sentence: "Both halves go up at 3 a.m. EST."."""
        scene = self.scenes[order]
        after = scene.sentence.last
        until = min(after + 30, len(scene.text.words))
        following = self.scenes[order + 1] if order + 1 < len(self.scenes) else None
        if scene.text.in_title or (
            following is not None
            and following.text is scene.text
            and following.dates
            and following.sentence.first <= after + 1
        ):
            return None
        return find_time(scene.text, after, until)

    def _companions(self, link: Link) -> tuple[Target, ...]:
        """The shows of the sentence before that "both" or "the latter" means."""
        if not link.company or len(self.company) < 2:
            return ()
        if link.company == "the former":
            return (self.company[0],)
        return (self.company[-1],) if link.company == "the latter" else tuple(self.company)

    def _timely(self, status: Status, latest: dt.date | None, tense: Tense, scene: Scene, link: Link | None) -> Status:
        """A date behind the day of publication was kept, one far ahead of it can't have been."""
        published = self.view.published
        if published is None or latest is None:
            return status
        if status is Status.CONFIRMED and latest < published:
            present = (
                tense.direction == AHEAD
                and link is not None
                and link.governor is not None
                and form_of(scene, link.governor) == "s"
                and link.date.point.day is None
            )
            return status if present else Status.RELEASED
        if status is Status.RELEASED and latest.year > published.year:
            return Status.CONFIRMED
        return status

    def _turn(self, scene: Scene) -> None:
        """Remember what a sentence has turned to."""
        first = next((t for t in scene.targets if t.role is not Role.PRONOUN), None)
        labelled = (
            first is not None
            and first.role is Role.OTHER
            and first.tag == "title"
            and first.start == scene.sentence.first
        )
        shows = [t for t in scene.targets if t.role is Role.SHOW]
        if len({t.show for t in shows}) > 1:
            self.company = list({t.show: t for t in reversed(shows)}.values())[::-1]
        if shows and not (labelled and self.headline is None):
            self._turn_to(scene, shows)
        for target in scene.targets:
            if target.role is Role.SEASON:
                show, _ = self._meant(scene, target)
                self._count(show, target)
                if show is not None and target.season is not None and target.season.number and show == self.recent:
                    self.season = target.season.number
        if shows and not (labelled and self.headline is None):
            return
        titles = [t for t in scene.targets if t.role is Role.OTHER and t.tag == "title"]
        others = bool(scene.targets) and all(t.role is Role.OTHER for t in scene.targets)
        heading = scene.sentence.heading and self.headline is None and others
        if titles or heading:
            self.elsewhere = scene.sentence.block

    def _turn_to(self, scene: Scene, shows: Sequence[Target]) -> None:
        self.elsewhere = None
        salient = [t for t in shows if not t.owned and not _introduced(scene, t)]
        raised = [
            t
            for t in shows
            if {"as for", "regarding", "speaking of"} & {" ".join(scene.words(t.start - n, t.start)) for n in (1, 2)}
        ]
        salient = raised or salient
        names = [t.show for t in shows]
        if self.alone and self.main in names:
            chosen = shows[names.index(self.main)]
        elif salient:
            chosen = salient[0]
        elif self.recent is None:
            chosen = shows[0]
        else:
            return
        if chosen.show != self.recent or (chosen.season is not None and chosen.season.number):
            self.season = chosen.season.number if chosen.season is not None else None
        self.recent = chosen.show

    def _count(self, show: Show | None, target: Target) -> None:
        if show is not None and target.season is not None and target.season.number is not None:
            self.numbers.setdefault(show.name, set()).update((target.season.number, *target.season.others))

    def _meant(
        self, scene: Scene, target: Target | None, link: Link | None = None, status: Status | None = None
    ) -> tuple[Show | None, int | None]:
        """The show and the season that a target means here."""
        show = target.show if target is not None else None
        season = target.season.number if target is not None and target.season is not None else None
        if show is None and target is not None:
            owner = scene.words(target.start - 3, target.start)[:2]
            here = [t for t in scene.targets if t.role is Role.SHOW and t.end <= target.start]
            company = here if len(here) > 1 else self.company
            if len(company) > 1 and owner in (["the", "latter"], ["the", "former"]):
                show = company[-2 if owner[1] == "former" else -1].show
        if show is None:
            at = target.start if target is not None else link.date.start if link is not None else scene.sentence.last
            before = [t for t in scene.targets if t.role is Role.SHOW and t.start < at]
            if link is not None and link.rule == "successor":
                show = self.headline
            elif before:
                show = before[-1].show
            elif self.elsewhere is None:
                show = self._topic(season, link)
                if (
                    target is None
                    and show == self.recent
                    and not (status is Status.RELEASED and link is not None and debuts(scene, link.governor))
                ):
                    named = self.named.get(show.name) if show is not None else None
                    season = named if named is not None and status is not Status.RELEASED else self.season
        elif season is None and target is not None and target.season is None:
            season = season_for(scene, target, link)
        if show is not None and season is None and status not in {Status.RELEASED, Status.CANCELLED}:
            show = self._grown(scene, target, show)
        if show is not None and season is None and target is not None and target.role is Role.PRONOUN:
            season = season_for(scene, target, link)
        if show is not None and season is None and show.miniseries:
            season = 1
        return show, season

    def _grown(self, scene: Scene, target: Target | None, show: Show) -> Show:
        """The longer name that the headline uses, where the text shortens it: "Glass Kingdom" for "Glass Kingdom: Ashes"."""
        longer = self.headline
        if longer is None or longer is show or not longer.name.startswith(show.name + ":") or not self.alone:
            return show
        owned = target is not None and not {"original", "netflix", "old", "'s"}.isdisjoint(
            scene.words(target.start - 3, target.start)
        )
        return show if owned else longer

    def _topic(self, season: int | None, link: Link | None) -> Show | None:
        if season is not None:
            known = [name for name, numbers in self.numbers.items() if season in numbers]
            for show in (self.recent, self.main):
                if show is not None and show.name in known:
                    return show
            if self.alone and self.headline is not None and (self.recent is None or self.recent.miniseries):
                return self.headline
        if self.alone and link is not None and link.rule in {"series", "topic"}:
            return self.headline
        sole = self.main if season is not None and len({s.name for s in self.shows}) == 1 else None
        return self.recent or self.headline or sole


_MOST = 60
"""So many different things are weighed for a show; no article says more."""


def _distinct(found: Sequence[Finding]) -> list[Finding]:
    """The findings without those that many sentences repeat, so that weighing them stays cheap on any text."""
    told: dict[tuple[object, ...], int] = {}
    several: dict[str, int] = {}
    kept = []
    for finding in found:
        key = (
            finding.show.name,
            finding.season,
            finding.date,
            finding.status,
            finding.in_title,
            finding.rule,
            finding.abroad,
        )
        told[key] = told.get(key, 0) + 1
        if told[key] > 3:
            continue
        several[finding.show.name] = several.get(finding.show.name, 0) + 1
        if several[finding.show.name] <= _MOST:
            kept.append(finding)
    return kept


def _introduced(scene: Scene, target: Target) -> bool:
    """Whether a show stands in a phrase or a side clause, so that the sentence is not about it."""
    at = target.start - 1
    while at >= scene.sentence.first and scene.text.words[at] in {'"', "“", "‘", "'", "the", "marvel", "'s", "netflix"}:
        at -= 1
    return at >= scene.sentence.first and scene.text.words[at] in _INTRODUCED
