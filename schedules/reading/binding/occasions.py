"""Dates that a clause of their own tells: "when June 4 comes and we put it out", "in 2016, when he got a series"."""

from dataclasses import replace

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.binding.subject import subject_of
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def when_it_comes(scene: Scene, date: DateMention) -> Link | None:
    """ "When June 4 comes and we put “Echo” out": a day that comes is that of what is told to happen on it."""
    if scene.words(date.end, date.end + 1) not in _COMES or date.point.month is None:
        return None
    begins = date.end + 1
    ends = next((m.start for m in scene.of(Kind.EVENT, Kind.REPORT) if m.start > begins), scene.last)
    for target in scene.targets:
        if begins < target.start < ends and target.role in SHOW_OR_SEASON and not target.owned:
            put = _put_out(scene, target)
            if put is not None:
                return Link(date, put, tuple(group(scene, _before_the_next(scene, target) or target)), "when")
    for mark in scene.of(Kind.RELEASE):
        subject = subject_of(scene, mark) if begins < mark.start < ends else None
        if subject is not None and subject.role in SHOW_OR_SEASON and subject.start > begins:
            return Link(date, mark, tuple(group(scene, subject)), "when")
    return None


def _before_the_next(scene: Scene, target: Target) -> Target | None:
    """ "we put “Echo” out, we'll be shooting season 2 by then": what comes out is the season before the next."""
    later = next((t for t in scene.targets if t.start > target.end and t.role is Role.SEASON), None)
    if target.season is not None or later is None or later.season is None or (later.season.number or 0) < 2:
        return None
    if not scene.of(Kind.ORDER):
        return None
    return replace(target, season=replace(later.season, number=(later.season.number or 0) - 1, others=()))


def _put_out(scene: Scene, target: Target) -> Mark | None:
    """ "put “Echo” out", "bring the second season back": a verb with its object inside."""
    before = next((at for at in range(target.start - 1, target.start - 4, -1) if scene.text.raw[at].isalpha()), None)
    after = next((at for at in range(target.end, target.end + 3) if scene.words(at, at + 1) in _PARTICLES), None)
    if before is None or after is None or scene.words(before, before + 1) not in _PUTS:
        return None
    return Mark(Kind.RELEASE, before, after + 1, "s")


WHENS = frozenset({"when", "once", "until", "till", "before"})
"""What opens a clause whose subject may be a day."""
_COMES = (["comes"], ["arrives"], ["rolls"], ["is"], ["hits"])
_PUTS = (["put"], ["puts"], ["bring"], ["brings"], ["send"], ["sends"], ["get"], ["the"], ["let"])
_PARTICLES = (["out"], ["back"], ["up"], ["loose"])


def own_series(scene: Scene, date: DateMention) -> Link | None:
    """ "in 2016, when he got a series to himself": who gets a series is its hero, and it came out then."""
    clause = scene.words(date.end, date.end + 14)
    if clause[:2] != [",", "when"] or date.lead not in {"in", "of"}:
        return None
    got = next((i for i, word in enumerate(clause[2:6], 2) if word in _GOT), None)
    if got is None or not _SHOWS.intersection(clause[got + 1 : got + 5]) or _OWN.isdisjoint(clause[got + 1 :]):
        return None
    begins = date.end + 2
    hero = next((t for t in scene.targets if begins <= t.start < date.end + got and t.role is Role.SHOW), None)
    return Link(date, None, (hero,) if hero is not None else (), "own series")


def came_before(scene: Scene, date: DateMention) -> Link | None:
    """ "After a second season of “Echo” in 2016, the heroes met": what is over when the rest happens."""
    opening, behind = scene.words(scene.first, scene.first + 1), scene.words(date.end, date.end + 1)
    if opening not in (["after"], ["following"]) or behind != [","]:
        return None
    season = next((t for t in scene.targets if t.season is not None and t.season.number and t.end < date.start), None)
    between = scene.words(season.end, date.start) if season is not None else []
    near = len(between) <= _RIGHT_BEHIND and all(word in QUOTES or word in {"in", "on"} for word in between)
    return Link(date, None, (season,), "since") if season is not None and between and near else None


_RIGHT_BEHIND = 2


def given_a_series(scene: Scene, date: DateMention, governor: Mark) -> Link | None:
    """ "was given a series to herself in 2017", "“Echo” got a show, in November": it came out then."""
    words = scene.words(governor.end, date.start)
    while words and words[-1] in _LEADING:
        words.pop()
    if _GOT.isdisjoint(scene.text.words[governor.start : governor.end]) or words[:1] not in _A:
        return None
    own = words[-2:] in _TO_ONESELF or words[-3:-1] == ["of", "his"] or words[-3:] in _OF_ONES_OWN
    if own:
        words = words[: -3 if words[-1] == "own" else -2]
    if not 2 <= len(words) <= 4 or words[-1] not in _SHOWS or date.point.year is None:
        return None
    before = [t for t in scene.targets if t.end <= governor.start]
    hero = before[-1] if before and scene.distance(before[-1].end, governor.start) < 1 else None
    if hero is not None and hero.role is Role.SHOW and hero.season is None:
        return Link(date, None, (hero,), "own series")
    return Link(date, None, (), "own series") if own and (hero is None or hero.role is not Role.SEASON) else None


_LEADING = frozenset({"in", ",", "back", "the", "during", "of"})
_A = (["a"], ["her"], ["his"], ["an"])
_TO_ONESELF = (["to", "himself"], ["to", "herself"], ["to", "itself"], ["to", "themselves"])
_OF_ONES_OWN = (["of", "her", "own"], ["of", "his", "own"], ["of", "their", "own"], ["of", "its", "own"])
_GOT = frozenset({"got", "given", "landed", "received", "earned", "had"})
_SHOWS = frozenset({"series", "show"})
_OWN = frozenset({"himself", "herself", "themselves", "own", "itself"})


def in_its_own_words(scene: Scene, date: DateMention) -> Link | None:
    """ "When it comes to the release date, justice happens in November": where the date is spoken of, that is it."""
    verb = scene.words(date.start - 2, date.start - 1)
    if date.point.month is None or verb not in _HAPPENS:
        return None
    asked = [m for m in scene.of(Kind.RELEASE) if m.tag == "future" and scene.text.words[m.end - 1] == "date"]
    if not asked or asked[0].end > date.start:
        return None
    if scene.words(asked[0].start - 3, asked[0].start - 1) not in _SPEAKING:
        return None
    told = not any(t.role in SHOW_OR_SEASON for t in scene.targets)
    return Link(date, None, (), "topic") if told else None


_SPEAKING = (["comes", "to"], ["as", "for"], ["regards"], ["regarding"], ["on"])
_HAPPENS = (["happens"], ["comes"], ["strikes"], ["begins"], ["starts"], ["falls"], ["due"], ["served"], ["arrives"])


def introduced(scene: Scene, date: DateMention, governor: Mark | None) -> Link | None:
    """ "After “Echo” had been introduced the following year": beside the premiere it is counted from it is one."""
    if governor is None or governor.end != date.start:
        return None
    if scene.text.words[governor.start] not in {"introduced", "added"} or governor.kind is not Kind.EVENT:
        return None
    show = next((t for t in reversed(scene.targets) if t.end <= governor.start), None)
    if show is None or show.role not in SHOW_OR_SEASON or show.owned:
        return None
    between = scene.words(show.end, governor.start)
    passive = between in (["was"], ["had", "been"], ["has", "been"], ["were"])
    return Link(date, governor, tuple(group(scene, show)), "since") if passive else None
