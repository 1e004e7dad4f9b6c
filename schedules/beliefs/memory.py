"""A course of beliefs that is put down on a day long past, to be taken up there when something newer is said.

What is believed follows from the whole course: that is the definition, and `weigh` goes through it. But what was
published up to a day has the same effect each time, so its outcome can be kept, and only what is said later is heard on
top of it. No memory is made where a word's place depends on what may still come: where an article without a day takes
back a plan, or tells of a release that lies ahead.

Quotes, titles and addresses are left out, unless they decide an order, name the speaker or stand in the table already;
`completed` puts back what is lacking.
"""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from schedules.beliefs.heard import Group, Heard, grouped
from schedules.beliefs.table import table
from schedules.beliefs.weighing import Course
from schedules.beliefs.words import OLDEST, Word
from schedules.catalogue import Catalogue
from schedules.edtf import Edtf
from schedules.model import Claim, Pin, Premiere, Show, Status, Testimony, Trust

FORM = 4
"""Raised whenever a memory that was made before can't be taken up any more."""

_STATUSES = {str(status): status for status in Status}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_OF_TESTIMONY = 16
"""How many values of a word's entry are its testimony's."""


@dataclass(frozen=True, slots=True)
class Memory:
    """How far a show's course had come."""

    day: dt.date
    """The last day that was heard."""
    state: str
    """The course on the evening of that day, and what had been said for later days: lines of JSON."""


def weigh_and_remember(  # noqa: PLR0913 - all that a belief rests on
    show: Show,
    testimonies: Iterable[Testimony],
    catalogue: Catalogue,
    on: dt.date,
    pins: Sequence[Pin] = (),
    *,
    until: dt.date,
) -> tuple[tuple[Premiere, ...], Memory | None]:
    """What `weigh` gives without explaining, and a memory of the days up to `until`; None where none can be made.

    Takes what `weigh` takes; of `testimonies` also those that are published after `on` are kept for their day.
    """
    known = [testimony for testimony in dict.fromkeys(testimonies) if testimony.claim.show == show.name]
    course = Course(show, catalogue, pins)
    days = course.days(known, on)
    # What is told for a day to come has left its trace already, and that would come too early.
    certain = not course.standings and not course.strays and not any(map(_wanders, known))
    past = [day for day in days if day.date <= until]
    for day in past:
        course.live(day)
    evening = _Evening.of(course, past[-1].date) if past and certain else None
    for day in days[len(past) :]:
        course.live(day)
    course.end(on)
    premieres = table(course, catalogue, on, explain=False)
    return premieres, evening.remembered(known, pins, premieres) if evening else None


def weigh_on(
    show: Show, memory: Memory, later: Iterable[Testimony], catalogue: Catalogue, on: dt.date
) -> tuple[Premiere, ...]:
    """What `weigh` gives without explaining, from a memory and what became known after it was made.

    Args:
        show: the show.
        memory: made of all that was known before, with the same catalogue and the same pins.
        later: what became known since, all of it published after the memory's day.
        catalogue: as `weigh` takes it.
        on: the day (UTC), after the memory's.

    Returns:
        The premieres; their quotes are as far as the memory has them.
    """
    course, waiting = _taken_up(show, memory, catalogue)
    course.reach([*waiting, *later], on)
    return table(course, catalogue, on, explain=False)


def lacking(premieres: Iterable[Premiere]) -> set[str]:
    """The articles whose quotes premieres that were weighed on a memory may lack."""
    quoted = (reason.testimony for premiere in premieres for reason in premiere.reasons)
    return {testimony.article for testimony in quoted if testimony.url is None}


def completed(premieres: Iterable[Premiere], whole: Iterable[Testimony]) -> tuple[Premiere, ...]:
    """Premieres that were weighed on a memory, with the quotes that it lacks, from testimonies that have them."""
    by_article: defaultdict[str, list[Testimony]] = defaultdict(list)
    for testimony in whole:
        by_article[testimony.article].append(testimony)
    return tuple(_completed(premiere, by_article) for premiere in premieres)


def _completed(premiere: Premiere, by_article: Mapping[str, Sequence[Testimony]]) -> Premiere:
    for reason in premiere.reasons:
        remembered = reason.testimony
        for testimony in by_article.get(remembered.article, ()):
            if remembered == _bare(testimony, quoted=bool(remembered.claim.evidence)):
                reasons = (replace(reason, testimony=testimony),)
                return replace(premiere, evidence=testimony.claim.evidence, url=testimony.url, reasons=reasons)
    return premiere


def _bare(testimony: Testimony, *, quoted: bool) -> Testimony:
    """A testimony without what a memory leaves out."""
    claim = replace(testimony.claim, evidence=testimony.claim.evidence if quoted else "", end=None, cues=())
    return replace(testimony, claim=claim, url=None, title="" if testimony.site else testimony.title)


def _wanders(testimony: Testimony) -> bool:
    """Whether the day on which it counts depends on what others say."""
    claim = testimony.claim
    return testimony.published is None and claim.status is Status.SUPERSEDED and claim.date is not None


@dataclass(frozen=True, slots=True)
class _Evening:
    """A course as it stands, before it goes on."""

    day: dt.date
    words: Sequence[Word]
    numbers: Mapping[int, int]
    """The place of each testimony's word, by the testimony's identity as an object."""
    standings: Sequence[object]
    strays: Sequence[int]

    @classmethod
    def of(cls, course: Course, day: dt.date) -> Self:
        """What stands on the evening of a day."""
        words = [word for standing in course.standings.values() for word in standing.heard] + course.strays
        numbers = {id(word.testimony): number for number, word in enumerate(words)}

        def number(testimony: Testimony) -> int:
            return numbers[id(testimony)]

        standings = [
            [
                standing.put_down(number),
                [
                    [*alike, [number(word.testimony) for word in some]]
                    for alike, some in grouped(standing.heard).items()
                ],
            ]
            for standing in course.standings.values()
        ]
        return cls(day, words, numbers, standings, [number(word.testimony) for word in course.strays])

    def remembered(self, known: Sequence[Testimony], pins: Iterable[Pin], premieres: Iterable[Premiere]) -> Memory:
        """A memory of it, with what is known besides, and with the quotes of `premieres`: they will be asked for."""
        # Within an article the quote may be what puts two claims for one date in order.
        dates = Counter(_dated(testimony) for testimony in known)
        whole = {_dated(reason.testimony) for premiere in premieres for reason in premiere.reasons}

        def entry(testimony: Testimony) -> list[object]:
            dated = _dated(testimony)
            return _entry(testimony, quoted=dates[dated] > 1, whole=dated in whole)

        def waiting(testimony: Testimony) -> list[object]:
            # Which season it is about is found out on its day, and quote and headline may have a say in that.
            dated = _dated(testimony)
            return _entry(testimony, quoted=dates[dated] > 1, whole=dated in whole or testimony.claim.season == 1)

        state = {
            "pins": [[pin.season, pin.date.text, pin.editor, pin.at.isoformat()] for pin in pins],
            "strays": self.strays,
            "waiting": [waiting(testimony) for testimony in known if id(testimony) not in self.numbers],
            "standings": self.standings,
        }
        words = ([*entry(word.testimony), *_place(word)] for word in self.words)
        return Memory(self.day, "\n".join(map(_JSON.encode, [state, *words])))


def _taken_up(show: Show, memory: Memory, catalogue: Catalogue) -> tuple[Course, list[Testimony]]:
    """The course on the evening of the memory's day, and what waits for later days."""
    # A line a word: only the few that matter are read.
    first, *lines = memory.state.split("\n")
    state = json.loads(first)
    made: dict[int, Word] = {}

    def word(number: int) -> Word:
        if number not in made:
            made[number] = _word(show.name, json.loads(lines[number]))
        return made[number]

    pins = [
        Pin(show.name, season, Edtf.parse(date), editor, dt.datetime.fromisoformat(at))
        for season, date, editor, at in state["pins"]
    ]
    course = Course(show, catalogue, pins)
    for standing_state, groups in state["standings"]:
        standing = course.standing(standing_state[0])
        standing.heard = Heard([_group(group, word) for group in groups])
        standing.take_up(standing_state, word)
    course.strays = [word(number) for number in state["strays"]]
    course.begin_after(memory.day)
    return course, [_testimony(show.name, entry) for entry in state["waiting"]]


def _group(group: Sequence[Any], word: Callable[[int], Word]) -> Group:
    status, date, possible, stale, numbers = group
    return Group((_STATUSES[status], date, possible, stale), numbers, word)


def _dated(testimony: Testimony) -> tuple[str, str | None]:
    date = testimony.claim.date
    return testimony.article, date.text if date else None


def _entry(testimony: Testimony, *, quoted: bool, whole: bool) -> list[object]:
    """A testimony as JSON knows it, unless it is to be whole without what a memory leaves out."""
    claim = testimony.claim
    return [
        claim.season,
        claim.date.text if claim.date else None,
        claim.status,
        claim.evidence if quoted or whole else "",
        claim.start,
        claim.rule,
        claim.service,
        claim.time,
        claim.zone,
        testimony.article,
        testimony.published.toordinal() if testimony.published else None,
        testimony.site,
        testimony.url if whole else None,
        "" if testimony.site and not whole else testimony.title,
        testimony.trust,
        None if testimony.voice == testimony.article else testimony.voice,
    ]


def _place(word: Word) -> list[object]:
    """What a word knows beyond its testimony; None where both know the same."""
    testimony, claim = word.testimony, word.testimony.claim
    return [
        None if word.day == testimony.published else word.day.toordinal(),
        None if word.season == claim.season else word.season,
        word.date.text if word.date and word.date != claim.date else None,
        word.year_from_history,
    ]


def _testimony(show: str, entry: Sequence[Any]) -> Testimony:
    season, date, status, evidence, start, rule, service, time, zone, article, *rest = entry[:_OF_TESTIMONY]
    published, site, url, title, trust, voice = rest
    said = Edtf.parse(date) if date else None
    claim = Claim(show, season, said, _STATUSES[status], evidence, start, None, rule, service, time, zone)
    day = dt.date.fromordinal(published) if published else None
    return Testimony(claim, article, day, site, url, title, Trust(trust), article if voice is None else voice)


def _word(show: str, entry: Sequence[Any]) -> Word:
    testimony = _testimony(show, entry)
    day, season, date, from_history = entry[_OF_TESTIMONY:]
    heard_on = testimony.published if day is None else dt.date.fromordinal(day)
    meant = Edtf.parse(date) if date else testimony.claim.date
    about = testimony.claim.season if season is None else season
    return Word.of(testimony, heard_on or OLDEST, about or 0, meant, year_from_history=from_history)
