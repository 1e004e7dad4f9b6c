"""The turns of phrase by which texts date what no verb beside the date does: lists, ellipses, orders and clauses."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from schedules.reading.binding.link import BESIDE, Link
from schedules.reading.binding.otherwise import does_otherwise
from schedules.reading.binding.rowed import group
from schedules.reading.binding.strays import does_else
from schedules.reading.binding.subject import subject_of
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import KINDS
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def as_before(scene: Scene) -> Iterator[Link]:
    """ "in April, like the first season did this year", "December, when season 2 came in 2022": the month before it."""
    for earlier, date in pairwise(scene.dates):
        point = date.point
        month = earlier.point.month is not None or earlier.point.part in _OF_THE_YEAR
        bare = point.month is None and point.part is None and (point.shift is not None or point.year)
        if not month or earlier.point.year or not bare or not _just_then(scene, earlier, date):
            continue
        between = [
            t for t in scene.targets if t.start >= earlier.end and t.end < date.start and t.role in SHOW_OR_SEASON
        ]
        if between:
            told = replace(date, point=replace(earlier.point, year=point.year, shift=point.shift))
            yield Link(told, None, tuple(group(scene, between[-1])), "as before")


def _just_then(scene: Scene, earlier: DateMention, date: DateMention) -> bool:
    """Whether a clause tells that something was at the same time of another year."""
    if scene.words(date.start - 1, date.start) == ["did"]:
        return True
    opening = [w for w in scene.words(earlier.end, date.start)[:6] if w not in {",", "just", "again"}]
    if opening[:1] != ["when"] and opening[:3] != ["which", "is", "when"] and opening[:3] != ["which", "was", "when"]:
        return False
    verbs = [m for m in scene.of(Kind.RELEASE, Kind.WEAK) if earlier.end < m.start < date.start]
    return bool(verbs) and verbs[-1].tag in {"past", "part", "start"} and date.start - verbs[-1].end <= 1


_OF_THE_YEAR = frozenset({21, 22, 23, 24})


def begins_a_run(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "ran from March 4 to April 15": the run of a season begins with its premiere."""
    if scene.text.words[governor.start] not in _RUNS:
        return False
    fine = date.point.month is not None or date.point.part is not None or date.until is not None
    if governor.tag == "past" and date.lead in _WITHIN and fine and governor.end <= date.start:
        told = [w for w in scene.words(governor.end, date.start) if w not in _WITHIN]
        served = {w for m in scene.of(Kind.SERVICE) for w in scene.words(m.start, m.end)}
        return all(
            word in served or word in {"on", "the"} for word in told
        )  # "its first episodes ran in February and March"
    if date.lead != "from":
        return False
    return any(d.lead in _ENDS and scene.words(date.end, d.start) in ([d.lead], [",", d.lead]) for d in scene.dates)


def first_of_a_run(scene: Scene, link: Link) -> Link:
    """ "aired between March and May": a run of episodes begins with the first of the two."""
    governor = link.governor
    if governor is not None and scene.words(governor.start, governor.end) == ["original", "run"]:
        return replace(link, date=replace(link.date, until=None))
    if link.date.until is None or link.date.lead not in _WITHIN or governor is None:
        return link
    runs = governor.tag == "past" and scene.text.words[governor.start] in _AIRED
    return replace(link, date=replace(link.date, until=None)) if runs else link


_AIRED = frozenset({"aired", "ran", "streamed", "broadcast", "unspooled"})


def ends_a_run(scene: Scene, date: DateMention) -> bool:
    """Whether a date only ends what another began: "aired from March 4 to April 15"."""
    if date.lead not in _ENDS or scene.of(Kind.MOVE, Kind.FORMER):
        return False
    return any(
        d.lead == "from" and scene.words(d.end, date.start) in ([date.lead], [",", date.lead]) for d in scene.dates
    )


def lasted(scene: Scene, date: DateMention) -> Link | None:
    """ "It lasted five seasons, from 2014 to 2018", "on Hulu between 2014 and 2018": a run begins with its premiere."""
    if date.point.year is None or date.lead not in {"from", "between"} or _LASTING.isdisjoint(scene.vocabulary):
        return None
    told = scene.of(Kind.EVENT, Kind.ORDER, Kind.FORMER, Kind.MOVE, Kind.THING)
    if told or "set" in scene.vocabulary:
        return None
    last = next((d for d in scene.dates if d.start >= date.end), None)
    ended = last is not None and scene.words(date.end, last.start) in _TO_ITS_END
    only = only_target(scene) if ended or date.until is not None else None
    if only is None or only.owned:
        return None
    return Link(replace(date, until=None), None, (only,), "since")


_LASTING = frozenset({"lasted", "seasons", "series", "years", "fixture", "mainstay", "staple", "run"})
_TO_ITS_END = (["and"], ["to"], ["until"], ["till"], ["through"], ["-"], ["–"])
_RUNS = frozenset({"ran", "runs", "run", "running"})
_WITHIN = frozenset({"in", "during", "over", "between", "through"})
_ENDS = frozenset({"to", "until", "till", "through"})


def revives(link: Link) -> bool:
    """Whether old seasons become available again: "all three seasons of A and both of B come to Hulu"."""
    return (
        bool(link.targets)
        and link.targets[0].role is Role.SHOW
        and link.targets[0].season is None
        and link.governor is not None
        and link.governor.start > link.targets[0].start
    )


def begins_a_row(scene: Scene, link: Link) -> bool:
    """Whether several seasons have their beginning on a date: "all three, which ran from 2015", "starting in 2013"."""
    return link.governor is not None and scene.text.words[link.governor.start] in _RUNNING


_RUNNING = frozenset({"ran", "starting", "beginning"})


def tells(governor: Mark | None) -> bool:
    """Whether a word is one for a release."""
    return governor is not None and governor.kind in {Kind.RELEASE, Kind.WEAK}


def possessed(scene: Scene, date: DateMention) -> Target | None:
    """ "August's “Echo”", "next year's season two", "the March 2016 second season": the season of a date."""
    if date.end < scene.last and scene.text.words[date.start - 1] in _OWNING and date.point.year is not None:
        if (kind := _of_its_kind(scene, date)) is not None:
            return kind
        named = next((t for t in scene.targets if t.start == date.end and t.season is not None), None)
        season = named.season if named is not None and named.role in SHOW_OR_SEASON and not named.owned else None
        if season is not None and season.start == date.end:
            return named
    if date.point.day is not None or date.point.days is not None or scene.words(date.end, date.end + 1) != ["'s"]:
        return None
    for target in scene.targets:
        if date.end < target.start <= date.end + 3 and target.role in SHOW_OR_SEASON:
            lead = scene.words(date.end + 1, target.start)
            if not _HONOURED.isdisjoint(lead):
                return None
            return target if not any(date.end < m.start < target.start for m in scene.of(Kind.THING)) else None
    return None


_HONOURED: Final = frozenset(
    "winner winners champion victor nominee nominees contender frontrunner favourite favorite".split()
)
"""What a show was in a year, whenever it came: "last year's winner “Echo”"."""


def _of_its_kind(scene: Scene, date: DateMention) -> Target | None:
    """ "Hulu's 2016 drama “Echo”", "the 2017 Hulu miniseries “Echo”": a show by its year and its kind."""
    target = next((t for t in scene.targets if t.start > date.end), None)
    if date.point.month is not None or target is None or target.role is not Role.SHOW or target.season is not None:
        return None
    between = [word for word in scene.words(date.end, target.start) if word not in QUOTES]
    return target if 0 < len(between) <= _KIND and between[-1] in KINDS and not target.owned else None


_KIND = 4
_OWNING = frozenset({"the", "its", "'s", "their", "his", "her", "whose"})


def when_clause(scene: Scene, date: DateMention) -> Link | None:
    """ "in 2015, when Saltmarsh arrived": the clause after the date says what came."""
    if _WHEN.isdisjoint(scene.vocabulary):
        return None
    after = [w for w in scene.words(date.end, date.end + 5) if w != ","]
    after = after[2:] if after[:1] == ["the"] else after  # "June 14, the day on which it starts"
    if after[:1] != ["when"] and after[:2] not in _ON_WHICH:
        return None
    for mark in scene.of(Kind.RELEASE, Kind.WEAK):
        if scene.text.words[mark.start] == "promised":
            continue  # "silent since March, when it promised the season in May"
        if date.end < mark.start <= date.end + (9 if after[0] == "when" else 16):
            subject = subject_of(scene, mark)
            if subject is None or subject.start < date.end:
                continue
            if subject.role in SHOW_OR_SEASON:
                return Link(date, mark, tuple(group(scene, subject)), "when")
            own = any(0 <= d.start - mark.end <= 2 for d in scene.dates)
            if subject.tag in {"series", "it"} and not own and not any(t.show is not None for t in scene.targets):
                return Link(date, mark, (), "series")
    return None


_WHEN = frozenset({"when", "which"})
_ON_WHICH: Final = (["in", "which"], ["on", "which"])


def does_then(scene: Scene, date: DateMention, at: int) -> Link | None:
    """ "June 14 is when “Echo” docks": in a cleft a show that does anything comes, unless it is filmed or shown."""
    if any(m.start >= at for m in scene.of(Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.THING, Kind.REPORT)):
        return None
    show = next((t for t in scene.targets if t.start >= at), None)
    if (
        show is None
        or show.role not in SHOW_OR_SEASON
        or scene.begins(show) != at
        or scene.words(at - 2, at - 1) == ["was"]
    ):
        return None
    verb = show.end + (scene.text.words[show.end : show.end + 1] == ["”"])
    word = scene.words(verb, verb + 1)
    if (
        not word
        or scene.text.capital(verb)
        or not (word[0] == "will" or word[0][1:].endswith("s"))
        or word[0] in _STATES
    ):
        return None
    return Link(date, Mark(Kind.RELEASE, verb, verb + 1, "s"), tuple(group(scene, show)), "when")


_STATES: Final = frozenset({"'s", "is", "was", "has", "does", "this", "gets", "takes"})


def those_were(scene: Scene, date: DateMention) -> Link | None:
    """ "In 2016, those were “Echo” and “Saltmarsh”": a date that opens a sentence which only names."""
    if date.start > scene.sentence.first + 2:
        return None
    for target in scene.targets:
        lead = scene.words(target.start - 4, target.start)
        if (
            target.role in SHOW_OR_SEASON
            and {"those", "these", "they", "it"} & set(lead)
            and {"were", "are", "was"} & set(lead)
        ):
            return Link(
                date, None, tuple(group(scene, target)), "since" if "were" in lead or "was" in lead else "listed"
            )
    return None


def fallback(scene: Scene, date: DateMention, year: DateMention | None) -> Link | None:
    """A date that nothing governs, in a sentence that has one show and nothing else to be dated."""
    only = only_target(scene)
    words = scene.words(scene.sentence.first, date.start)
    if (
        only is not None
        and date.lead in {"before", "until", "till"}
        and any(m.end <= date.start for m in scene.of(Kind.NEGATION))
    ):
        bound = "from" if date.lead == "before" else date.bound
        return Link(replace(date, bound=bound), None, (only,), "not before", year)
    if (
        date.point.day is None
        or scene.of(Kind.THING, Kind.CANCEL)
        or date.lead in {"before", "after", "since", "until", "till", "through"}
    ):
        return None
    if only is not None:
        if (
            _brings_another(scene, date, only) or words[-1:] == [")"] or does_otherwise(scene, only, date)
        ):  # the day on which a post was written: "— somebody (@somebody) January 4"
            return None
        events = [
            m
            for m in scene.of(Kind.EVENT, Kind.REPORT)
            if scene.distance(min(m.end, date.end), max(m.start, date.start)) < 1.5
        ]
        dated = [m for m in scene.of(Kind.ORDER) if m.tag == "dated"] or does_else(scene, only, date)
        return Link(date, None, (only,), "bare", year) if not events and not dated else None
    continued = scene.sentence.first > 0 and scene.text.words[scene.sentence.first - 1] != "\n"
    places = {i for m in scene.of(Kind.SERVICE, Kind.RELEASE) for i in range(m.start, m.end)}
    rest = [
        i
        for i in range(scene.sentence.first, scene.sentence.last)
        if not date.start <= i < date.end and i not in places and scene.text.words[i].isalpha()
    ]
    if scene.sentence.heading and not scene.targets and not rest and scene.of(Kind.SERVICE):
        return Link(date, None, (), "fragment", year)
    if scene.words(date.start - 1, date.start) and date.end - date.start == 1 and date.lead.isalpha():
        plain = date.lead in BESIDE or date.point.month is None or date.point.day is None
        if not plain:  # "Sweet Christmas!" is no day
            return None
    if not scene.targets and continued and len(words) <= 2 and scene.sentence.last - date.end <= 3:
        return Link(date, None, (), "fragment", year)
    told = scene.of(Kind.EVENT, Kind.REPORT, Kind.NEGATION, Kind.HEDGE) or date.point.holiday
    told = told or (bool(words) and words[0] in _OPENED and _DAY.isdisjoint(words) and words[-1] != ":")
    if not scene.targets and not told and continued and len(scene.dates) == 1 and len(rest) <= 4:
        return Link(date, None, (), "fragment", year)
    return None


def _brings_another(scene: Scene, date: DateMention, only: Target) -> bool:
    """ "January 8 brings “Hay”, so that nobody comes to “Echo” unprepared": a name right behind the date's verb."""
    if scene.words(date.end, date.end + 1) not in _BRINGS:
        return False
    return any(
        t.role is Role.OTHER and date.end < t.start <= date.end + 2 and t.end <= only.start for t in scene.targets
    )


_BRINGS: Final = (["brings"], ["sees"], ["marks"], ["gives"], ["is"], ["belongs"])
_OPENED = frozenset({"the", "a", "an", "his", "her"})
_DAY = frozenset({"day", "date", "premiere", "debut", "start"})


def set_right(scene: Scene, date: DateMention) -> Link | None:
    """ "Make that June 14.", "Still June 14.": a sentence that only puts a date right, or confirms it."""
    words, first = scene.text.words, scene.sentence.first
    first = next((at for at in range(date.start - 1, first, -1) if words[at] in QUOTES), first)
    lead = [word for word in words[first : date.start] if word not in QUOTES]
    if not lead or len(lead) > _BRIEF or not _RIGHT.issuperset(lead) or PUTTING.isdisjoint(lead):
        return None
    after = [word for word in scene.words(date.end, scene.sentence.last) if word not in QUOTES]
    fine = date.point.month is not None or date.point.part is not None
    return Link(date, None, (), "fragment") if fine and after in _CLOSED else None


_BRIEF = 5
_RIGHT = frozenset("make it that still correction : sorry , no actually instead rather".split())
PUTTING = frozenset({"make", "still"})
"""Words by which a date is put right, or confirmed."""
_CLOSED: tuple[list[str], ...] = ([], ["."], ["!"], [",", "then", "."], ["instead", "."])


def only_target(scene: Scene) -> Target | None:
    """The one show or season of a sentence that speaks of nothing else."""
    named = [t for t in scene.targets if t.role in SHOW_OR_SEASON and not t.owned]
    others = [t for t in scene.targets if t.role is Role.OTHER and t.tag == "title"]
    return named[0] if len(named) == 1 and named[0].firm and not others else None


def nearer(scene: Scene, date: DateMention, target: Target) -> bool:
    """Whether another date stands nearer to a target."""
    here = scene.distance(min(date.end, target.end), max(date.start, target.start))
    return any(
        scene.distance(min(d.end, target.end), max(d.start, target.start)) < here for d in scene.dates if d is not date
    )


def namely(scene: Scene, subject: Target, governor: Mark) -> Target | None:
    """ "the two shows that are lined up for 2017 are “Echo” and “Saltmarsh”": the names come after the verb."""
    if subject.tag not in {"several", "thing"} or scene.text.words[subject.start] not in {"shows", "series", "show"}:
        return None
    told = scene.words(subject.start - 6, subject.start)
    if {"of", "among"} & set(told) and {"are", "were"} & set(told):
        # "“Echo” and “Saltmarsh” are two of the shows coming in June"
        return next((t for t in scene.targets if t.end < subject.start and t.role in SHOW_OR_SEASON), None)
    for target in scene.targets:
        lead = scene.words(target.start - 4, target.start)
        if (
            target.start > governor.end
            and target.role in SHOW_OR_SEASON
            and not {"are", "were", "is", ":", "namely", "include"}.isdisjoint(lead)
        ):
            return target
    return None


def brought_back(scene: Scene, governor: Mark) -> Target | None:
    """ "Doe is back for a third helping of “Echo”": who returns is a person, what returns is the season."""
    for target in scene.targets:
        if target.start > governor.end and target.role in SHOW_OR_SEASON:
            dated = {i for d in scene.dates for i in range(d.start, d.end)}
            between = [scene.text.words[i] for i in range(governor.end, target.start) if i not in dated]
            led = between[-1:] in _FOR or (between[-2:-1] in _FOR and between[-1] in _ARTICLES)
            named = led and target.role is Role.SHOW and len(between) <= _AT_THE_HELM and "," not in between
            named = named or _with_a_season(scene, target, between)
            near = named or (between[:1] in _FOR and "," not in between and target.start - governor.end <= 3)
            return target if near and target.season is not None else None
    return None


def _with_a_season(scene: Scene, target: Target, between: list[str]) -> bool:
    """ "Doe will be back on June 14, says Hulu, with season two of “Echo”": a season that people come back with."""
    if target.season is None or target.season.number is None or not 0 < len(between) <= _AT_MOST:
        return False
    led = "with" in (between[-1:] if between[-1] not in _ARTICLES else between[-2:-1])
    return led and (between.count(",") == 0 or bool(scene.of(Kind.REPORT)))


_AT_MOST: Final = 14
_FOR = (["for"], ["in"])
_ARTICLES = frozenset({"a", "an", "the", "its", "his", "her", "another", "“", '"'})
_AT_THE_HELM = 7
"""So many words say where a person is back, and for what: "back at the helm for a third helping"."""


def inherited(scene: Scene, date: DateMention, earlier: list[Link]) -> Mark | None:
    """The governor of the date before, where this one continues its list: "A on April 10, B on Nov. 20"."""
    for link in reversed(earlier):
        if link.governor is not None and scene.distance(link.date.end, date.start) < 7:
            return link.governor
    return None


def resumed(scene: Scene, date: DateMention, earlier: list[Link]) -> Target | None:
    """ "A on March 17 and B, which saw its hero return, on August 18": the list goes on behind the clause."""
    if scene.words(date.start - 2, date.start - 1) != [","] or not earlier or earlier[-1].governor is None:
        return None
    for target in scene.targets:
        if target.start > earlier[-1].date.end and target.end < date.start - 2 and target.role is Role.SHOW:
            return target if scene.words(target.end, target.end + 1) == [","] else None
    return None
