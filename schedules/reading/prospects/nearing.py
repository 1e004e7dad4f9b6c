"""Seasons that a sentence sets before its readers in a roundabout way: the wait is nearly over, there will be six."""

from collections.abc import Iterator
from dataclasses import replace

from schedules.model import Status
from schedules.reading.binding.antecedents import antecedent
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind
from schedules.reading.words.seasonwords import COUNTED, SeasonMention
from schedules.reading.words.text import QUOTES


def nearing(scene: Scene) -> Iterator[Prospect]:
    """The seasons that are nearly there, and the last of those that a show is announced to have in all."""
    if _TELLING.isdisjoint(scene.vocabulary):
        return
    words = scene.words(scene.first, scene.last)
    if "away" in words:
        yield from _away(scene, words)
    if "over" in words and "wait" in words:
        yield from _awaited(scene, words)
    if not _RUNNING.isdisjoint(words):
        yield from _in_all(scene, words)
    if "there" in words:
        yield from _about(scene, words)
    if scene.seasons and "for" in words and not scene.of(Kind.HEDGE, Kind.NEGATION):
        yield from _renewed_for(scene)


def _away(scene: Scene, words: list[str]) -> Iterator[Prospect]:
    """ "Season two is just a few weeks away"; "we're only days away from the third season"."""
    at = words.index("away")
    lead = words[max(0, at - 7) : at]
    if at == 0 or words[at - 1] not in _UNITS or _BEING.isdisjoint(lead):
        return
    verb = scene.first + at - 1
    while scene.text.words[verb] not in _BEING:
        verb -= 1
    behind = words[at + 1 : at + 2] == ["from"] and not any(
        m.start == scene.first + at + 2 for m in scene.of(Kind.SERVICE)
    )
    for target in scene.targets:
        here = 0 <= target.start - scene.first - at - 2 <= 2 if behind else target.end <= verb <= target.end + 3
        if here and (meant := _meant(scene, target)) is not None:
            yield Prospect(meant, Status.UNDATED, None, "nearing")
            return


def _awaited(scene: Scene, words: list[str]) -> Iterator[Prospect]:
    """ "The wait for the third season is almost over"."""
    wait, over = scene.first + words.index("wait"), scene.first + words.index("over")
    for target in scene.targets:
        between = scene.words(target.end, over)
        led = scene.words(wait + 1, target.start)
        if led[:1] == ["for"] and len(led) <= 3 and len(between) <= 4 and not _BEING.isdisjoint(between):
            meant = _meant(scene, target)
            if meant is not None and not scene.of(Kind.NEGATION):
                yield Prospect(meant, Status.UNDATED, None, "nearing")
            return


def _renewed_for(scene: Scene) -> Iterator[Prospect]:
    """ "Hulu has renewed the series, one of its best, for a third season": an aside stands before the season."""
    for mark in scene.of(Kind.ORDER):
        noun = next((t for t in scene.targets if t.tag == "series" and mark.end <= t.start <= mark.end + 1), None)
        if mark.tag != "dated" or noun is None or scene.words(noun.end, noun.end + 1) != [","]:
            continue
        for season in scene.targets:
            lead = scene.words(noun.end + 1, season.start)
            if season.role is Role.SEASON and lead[-3:-1] == [",", "for"] and len(lead) <= _LONG_ASIDE:
                yield Prospect(season, Status.UNDATED, mark, "renewed for")
                return


_LONG_ASIDE = 20


def _about(scene: Scene, words: list[str]) -> Iterator[Prospect]:
    """ "There will be a series about Echo", "there's going to be one with Saltmarsh in the lead as well"."""
    there = words.index("there")
    for target in scene.targets:
        at = target.start - scene.first
        lead = [w for w in words[max(there + 1, 0) : at] if w not in QUOTES]
        if target.role is not Role.SHOW or target.season is not None or not 2 < len(lead) <= _A_PHRASE:
            continue
        led = lead[-1] == "with" and scene.words(target.end, target.end + 3) == ["in", "the", "lead"]
        about = lead[-1] in {"about", "around"} and not _A_SHOW.isdisjoint(lead)
        if (led or about) and not _AHEAD.isdisjoint(lead[:3]) and not scene.of(Kind.NEGATION):
            doubted = bool(scene.of(Kind.HEDGE)) or words[-1] == "?"
            yield Prospect(target, Status.RUMOURED if doubted else Status.UNDATED, None, "about")
            return


_A_PHRASE = 9
_A_SHOW = frozenset({"series", "show", "miniseries", "spinoff", "spin-off", "one", "drama"})


def _meant(scene: Scene, target: Target) -> Target | None:
    """A season or a show, also by a pronoun: "its release is days away"."""
    if target.role is Role.PRONOUN:
        meant, known = antecedent(scene, target)
        return meant if known else None
    return target if target.role is not Role.OTHER and target.firm and not target.owned else None


def _in_all(scene: Scene, words: list[str]) -> Iterator[Prospect]:
    """ "It was announced that Echo would run to six seasons after all"; "will stretch to a fifth season"."""
    if not scene.of(Kind.REPORT, Kind.SURE) or scene.of(Kind.NEGATION):
        return
    for at, word in enumerate(words):
        if word not in _RUNNING:
            continue
        end = next((at + len(verb) for verb in _VERBS if words[at : at + len(verb)] == verb), 0)
        lead = words[max(0, at - 4) : at]
        if not end or _AHEAD.isdisjoint(lead):
            continue
        shows = [t for t in scene.targets if t.role is Role.SHOW and t.end <= scene.first + at and not t.owned]
        season = _last_of_all(scene, words, end) or _the_next(scene, scene.first + end)
        if shows and season is not None:
            yield Prospect(replace(shows[-1], season=season), Status.UNDATED, None, "in all")
            return


def _last_of_all(scene: Scene, words: list[str], at: int) -> SeasonMention | None:
    at += 3 if words[at : at + 3] == ["a", "total", "of"] else 0
    if at + 1 >= len(words):
        return None
    number = int(words[at]) if words[at].isdecimal() and len(words[at]) < _LONG else COUNTED.get(words[at], 0)
    if number < _SEVERAL or words[at + 1] not in {"seasons", "series"}:
        return None
    return SeasonMention(scene.first + at, scene.first + at + 2, number)


def _the_next(scene: Scene, at: int) -> SeasonMention | None:
    return next((s for s in scene.seasons if s.number is not None and at <= s.start <= at + 1), None)


_SEVERAL = 2
_LONG = 3
_UNITS = frozenset({"hours", "days", "weeks", "months"})
_BEING = frozenset({"is", "'s", "are", "'re"})
_AHEAD = frozenset({"will", "'ll", "would", "to"})
_VERBS = (
    ["run", "to", "a"],
    ["stretch", "to", "a"],
    ["run", "to"],
    ["run", "for"],
    ["go", "on", "for"],
    ["go", "to"],
    ["last"],
    ["stretch", "to"],
    ["extend", "to"],
    ["continue", "for"],
)
_RUNNING = frozenset({"run", "go", "last", "stretch", "extend", "continue"})
_TELLING = _RUNNING | {"away", "over", "there", "for"}
