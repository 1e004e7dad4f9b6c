"""From testimonies to premieres: the words of one show are heard day by day, and what stands at the end is believed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from schedules.beliefs.challenges import withdraws
from schedules.beliefs.differences import Believed, kind_of
from schedules.beliefs.endings import after_promised, came_back, told_again
from schedules.beliefs.moments import same_in_the_east
from schedules.beliefs.placing import day_of, placed
from schedules.beliefs.seasons import grounded, settle, supposed_first, turns_out, year_found
from schedules.beliefs.standing import Standing
from schedules.beliefs.succession import displaced, left_behind, misplaced, not_begun
from schedules.beliefs.words import OFFICIAL, OLDEST, Word, order
from schedules.catalogue import Catalogue
from schedules.edtf import Edtf
from schedules.model import Change, Known, Pin, Show, Status, Testimony

_TURN = (
    Status.RELEASED,
    Status.CONFIRMED,
    Status.SUPERSEDED,
    Status.CANCELLED,
    Status.UNDATED,
    Status.RUMOURED,
)
_WIDEST = 10**6
_DATING = (Status.CONFIRMED, Status.RELEASED)
_DAY = dt.timedelta(days=1)


class Day(NamedTuple):
    """A day with what is said on it."""

    date: dt.date
    words: list[Word]


class Course:
    """How the belief about one show went, day after day; `Course.run` takes it to its end."""

    def __init__(self, show: Show, catalogue: Catalogue, pins: Sequence[Pin] = ()) -> None:
        self.show = show
        self._catalogue = catalogue
        self.standings: dict[int, Standing] = {}
        self.strays: list[Word] = []
        """Words about seasons that no show has."""
        self.pins: dict[int, Pin] = {}
        """The pins that hold on the day reached."""
        self._near: tuple[int, ...] | None = None
        self._facts = tuple(known for known in catalogue.history if known.show == show.name)
        self._coming_facts = sorted(self._facts, key=lambda known: (_fact_day(known), known.season), reverse=True)
        self._coming_pins = sorted(
            (pin for pin in pins if pin.show == show.name), key=lambda pin: (pin.at, pin.date.text), reverse=True
        )

    def run(self, testimonies: Iterable[Testimony], until: dt.date) -> Iterator[Change]:
        """Hear everything up to the day `until`, yielding the changes as they come."""
        after: Mapping[int, Believed] = {}
        for day in self.days(testimonies, until):
            before = self.believed() if self._take_facts(day.date) else after
            self.live(day)
            after = self.believed()
            yield from self._changes(before, after, day.date)
        self.end(until)

    def reach(self, testimonies: Iterable[Testimony], until: dt.date) -> None:
        """Hear everything up to the day `until`, without minding what changes on the way."""
        for day in self.days(testimonies, until):
            self.live(day)
        self.end(until)

    def days(self, testimonies: Iterable[Testimony], until: dt.date) -> list[Day]:
        """The days up to `until` on which something is said or pinned, to be lived in their order."""
        words = placed(
            self._word(testimony)
            for testimony in _distinct(testimonies)
            if testimony.claim.show == self.show.name and (testimony.published or OLDEST) <= until
        )
        for word in words:
            if word.day > until:
                self._note(word)
        words = [word for word in words if word.day <= until]
        words.sort(key=lambda word: word.day)
        heard = {day: list(group) for day, group in groupby(words, key=lambda word: word.day)}
        pinned = {pin.at.date() for pin in self._coming_pins if pin.at.date() <= until}
        return [Day(day, heard.get(day, [])) for day in sorted(heard.keys() | pinned)]

    def live(self, day: Day) -> None:
        """Hear what is said on a day."""
        self._take_facts(day.date)
        self._take_pins(day.date)
        self._hear(day.words)
        for standing in left_behind(self.standings, day.date):
            standing.pass_by(day.date)

    def end(self, until: dt.date) -> None:
        """Come to the day `until` when all is heard."""
        self._take_facts(until)

    def begin_after(self, day: dt.date) -> None:
        """Take the pins up to a day, and know of the facts up to then: of a course that is taken up after it."""
        self._take_pins(day)
        while self._coming_facts and _fact_day(self._coming_facts[-1]) <= day:
            known = self._coming_facts.pop()
            if known.date is not None:
                self.standing(known.season).fact = known

    def standing(self, season: int) -> Standing:
        """What stands of a season; made when first asked for."""
        if season not in self.standings:
            self.standings[season] = Standing(season)
            self._near = None
        return self.standings[season]

    def near(self) -> tuple[int, ...]:
        """The seasons that are in reach, ascending: those too far ahead of all others to be believed are left out."""
        if self._near is None:
            self._near = grounded(self.standings, self._facts, self.pins)
        return self._near

    def believed(self) -> Mapping[int, Believed]:
        """What is believed of each season in reach on the day that was reached."""
        result = {}
        for season in self.near():
            standing = self.standings.get(season)
            if season in self.pins:
                result[season] = pinned(self.pins[season], standing)
            elif standing is not None and standing.status is not None:
                result[season] = Believed(standing.status, standing.date)
        return result

    def _word(self, testimony: Testimony) -> Word:
        date, season, found = year_found(testimony.claim, self._facts)
        return Word.of(testimony, day_of(testimony, date), season or 0, date, year_from_history=found)

    def _take_facts(self, day: dt.date) -> bool:
        taken = False
        while self._coming_facts and _fact_day(self._coming_facts[-1]) <= day:
            known = self._coming_facts.pop()
            self.standing(known.season).settle(known)
            for later in displaced(known.season, self.standings):
                later.displace(None)
            self._near = None
            taken = True
        return taken

    def _take_pins(self, day: dt.date) -> None:
        while self._coming_pins and self._coming_pins[-1].at.date() <= day:
            pin = self._coming_pins.pop()
            self.pins[pin.season] = pin
            self._near = None

    def _hear(self, words: list[Word]) -> None:
        if len(words) == 1:
            # Most days bring one word: there is nothing to put in order.
            self._hear_in_order([self._settled(words[0], words)])
            return
        ends = [word for word in words if word.status is Status.CANCELLED and word.claim.season is None]
        over = {word: season for word in ends if (season := told_again(word, words, self.standings))}
        told = [word for word in words if word.status is Status.RELEASED and self._numbered(word)]
        rest = [word for word in words if word.status is not Status.RELEASED or not self._numbered(word)]
        # What came out is heard first: it tells which season is the next one.
        self._hear_in_order(told)
        settled = [self._settled(word, words) for word in rest if word not in over]
        self._hear_in_order(settled)
        for word, season in over.items():
            self.standing(season).heard.append(word.about(season))

    def _numbered(self, word: Word) -> bool:
        """Whether the article itself tells which season a word is about."""
        # A season of 0 that the article writes itself is none that can be settled.
        return word.claim.season is not None and not supposed_first(word, self.standings)

    def _settled(self, word: Word, words: Sequence[Word]) -> Word:
        if self._numbered(word) or (word.season and word.claim.season is None) or self._put_off(word, words):
            return word
        season = settle(word, self.standings, self.near(), self._facts, miniseries=self.show.miniseries)
        if word.status is Status.CANCELLED and not self.show.miniseries:
            season = after_promised(season, word, words)
        return word.about(season)

    def _put_off(self, word: Word, words: Sequence[Word]) -> bool:
        """Whether a date without a number stands beside the news that the day of the first season did not hold."""
        first = self.standings.get(1)
        known = first.date if first and word.claim.season == 1 else None
        return known is not None and any(_takes_back(other, word, known) for other in words)

    def _hear_in_order(self, words: list[Word]) -> None:
        # Earlier seasons first: what they say tells what later ones can say.
        for season, group in _by_season(words):
            if not 1 <= season <= 99:
                self.strays.extend(group)
                continue
            standing = self.standing(season)
            void = _void(group)
            alone = not standing.spoken.seconded
            for word in _weightiest_first(group, standing.date):
                if standing.date is None:
                    standing = self._found_out(word, standing)
                if word in void:
                    standing.heard.append(word)
                elif misplaced(word, self.standings):
                    standing.misplace(word)
                elif standing.date is not None and self._in_the_east(word, standing, words):
                    standing.agree(word)
                else:
                    self._let_hear(word, standing)
            for later in displaced(season, self.standings):
                later.displace(standing.turn)
            if alone and standing.spoken.seconded:
                self._near = None

    def _let_hear(self, word: Word, standing: Standing) -> None:
        if word.status is not Status.CANCELLED:
            standing.hear(word)
            return
        news = word.claim.season is not None or not came_back(self.standings)
        standing.hear(word, begun=not not_begun(standing.season, self.standings, word.day), news=news)

    def _found_out(self, word: Word, standing: Standing) -> Standing:
        """What stands of the season that a word names, which may have been taken for an earlier one until now."""
        supposed = turns_out(word, standing, self.standings)
        if not supposed:
            return standing
        found = self.standings.pop(supposed)
        found.turn_out(standing.season, standing)
        self.standings[found.season], self._near = found, None
        return found

    def _in_the_east(self, word: Word, standing: Standing, words: Sequence[Word]) -> bool:
        """Whether a word gives the very day that is believed as it is called in a country farther east.

        The service itself is taken at its word, and so is whoever weighs more than all who gave the day, or knows of it
        and takes it back.
        """
        said, known = word.date, standing.date
        if said is None or known is None or said.latest is None or known.latest is None:
            return False
        if said.latest - known.latest != _DAY or word.strength == OFFICIAL:
            return False
        if said.exact is None or known.exact is None or not (word.status in _DATING and standing.status in _DATING):
            return False
        if not same_in_the_east(self._catalogue, self.show.service, known.exact, standing.lead, word):
            return False
        gave = standing.heard.those(lambda heard: heard.status in _DATING and heard.date == known)
        return any(other.strength >= word.strength for other in gave) and not any(
            _takes_back(other, word, known) for other in words
        )

    def _note(self, word: Word) -> None:
        """Keep a word that can't count yet, so that it has its reason."""
        season = word.season or 1
        if 1 <= season <= 99:
            self.standing(season).heard.append(replace(word, season=season))
        else:
            self.strays.append(word)

    def _changes(self, before: Mapping[int, Believed], after: Mapping[int, Believed], day: dt.date) -> Iterator[Change]:
        if before == after:
            return
        for season in sorted(before.keys() | after.keys()):
            was, now = before.get(season), after.get(season)
            kind = kind_of(was, now)
            if kind is not None:
                standing = self.standings.get(season)
                turn = standing.turn if standing and season not in self.pins else None
                quoted = turn.testimony if turn and now else None
                yield Change(
                    kind,
                    self.show.name,
                    season,
                    was.date if was else None,
                    now.date if now else None,
                    day,
                    quoted.claim.evidence if quoted else "",
                    quoted.url if quoted else None,
                    quoted.site if quoted else None,
                )


def pinned(pin: Pin, standing: Standing | None) -> Believed:
    """What is believed of a season that an editor has pinned; that it has come out is still learnt from articles."""
    there = standing is not None and standing.status is Status.RELEASED and standing.date == pin.date
    return Believed(Status.RELEASED if there else Status.CONFIRMED, pin.date)


def _distinct(testimonies: Iterable[Testimony]) -> Iterator[Testimony]:
    """Each testimony once; to hash one whole takes longer than to compare the few that are made alike."""
    alike: defaultdict[tuple[object, ...], list[Testimony]] = defaultdict(list)
    for testimony in testimonies:
        claim = testimony.claim
        others = alike[testimony.article, claim.start, claim.status, claim.season]
        if testimony not in others:
            others.append(testimony)
            yield testimony


def _by_season(words: list[Word]) -> list[tuple[int, list[Word]]]:
    if len(words) == 1:
        return [(words[0].season, words)]
    by_season: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        by_season[word.season].append(word)
    return sorted(by_season.items())


def _weightiest_first(words: list[Word], known: Edtf | None) -> list[Word]:
    """The words of one day and season in the order in which they are heard.

    By what they do, then by trust, then by how finely they date (an hour says more than a day); then what is believed
    already comes before what is new, what more voices say before what fewer say, and at last an order that means
    nothing but is always the same.
    """
    if len(words) == 1:
        return words
    voices: defaultdict[Edtf | None, set[str]] = defaultdict(set)
    for word in words:
        voices[word.date].add(word.testimony.site or word.testimony.voice or word.testimony.article)
    return sorted(
        words,
        key=lambda word: (
            _TURN.index(word.status),
            -word.strength,
            _width(word.date),
            not (word.claim.time and word.claim.zone),
            word.date != known,
            -len(voices[word.date]),
            order(word.testimony),
        ),
    )


def _width(date: Edtf | None) -> int:
    if date is None:
        return _WIDEST
    if date.earliest is None or date.latest is None:
        # A day without its year says less than a day, and more than a month without one.
        return _WIDEST - 1 if date.year_known else len("XXXX-00-00") - len(date.text) + 1
    return (date.latest - date.earliest).days


def _void(words: list[Word]) -> set[Word]:
    """The words of one day and season that another word of that day leaves without effect.

    Two articles of a day, "on the 4th" and "moved from the 4th to the 24th": the second knew of the first plan. One
    article that takes back "March" and gives "24 March" has made its plan finer, and one that gives several days and
    takes back none tells of a season in parts: the first is the season's.
    """
    if len(words) == 1:
        return set()
    given = [word for word in words if word.status is Status.CONFIRMED and word.date is not None]
    taken_back = [word for word in words if word.status is Status.SUPERSEDED and word.date is not None]
    if not taken_back:
        return _later_parts(given) if len(given) > 1 else set()
    void: set[Word] = set()
    for old in taken_back:
        for new in given:
            if old.date is None or new.date is None or not withdraws(old.date, new.date):
                continue
            if old.testimony.article == new.testimony.article:
                void.add(old)
            elif old.strength >= new.strength:
                void.add(new)
    return void


def _later_parts(given: list[Word]) -> set[Word]:
    """The words that give, of a season, a day after another that their own article gives."""
    return {
        later
        for earlier in given
        for later in given
        if earlier.testimony.article == later.testimony.article
        and earlier.date
        and later.date
        and earlier.date.latest
        and later.date.earliest
        and earlier.date.latest < later.date.earliest
    }


def _takes_back(other: Word, word: Word, known: Edtf) -> bool:
    """Whether the article of `word` says in `other` that what is known no longer holds."""
    mine = other.testimony.article == word.testimony.article and other.status is Status.SUPERSEDED
    return mine and other.date is not None and withdraws(other.date, known)


def _fact_day(known: Known) -> dt.date:
    return known.date or known.cancelled or dt.date.max
