"""Seasons that an article tells to be there already, by other words than a date."""

from collections.abc import Iterator, Sequence

from schedules.reading.names.seasons import small_number
from schedules.reading.scenes.scene import Scene
from schedules.reading.words import hints
from schedules.reading.words.seasonwords import SeasonMention

_RUN = frozenset({"ran", "lasted", "aired", "run"})
_COUNTED = frozenset({"after", "first", "all", "past", "previous", "its", "these", "over", "across", *_RUN})
_PLANNED = frozenset(
    (
        "order ordered orders plan plans planned renewed wants want wanted least more another deal could would will "
        "'ll total remaining next end ends mapped story"
    ).split()
)
_OVER = frozenset("finale ended ender left closed saw introduced gave found brought drew averaged earned broke".split())
_MAKING = frozenset(
    "filming shooting production work cameras teaser trailer pickup order if whether when scheduled".split()
)
"""What is told of a season that is only being made, or asked for."""
_SO_FAR = (
    *(["so", "far"], ["in", ","], ["in", "and"], ["down", ","], ["behind", "it"], ["behind", "them"]),
    *(["under", "its"], ["to", "its"]),
)
_HAVE_BEEN = (["have", "been"], ["has", "had"], ["already", "has"], ["there", "are"])
_HAD_BEEN = (["had", "been"], ["has", "been"])
_OUT = (["out"], ["available"], ["streaming"], ["live"], ["up"])
_AFTER_ITS = (["after", "its"], ["after", "the"])
_ENDING = frozenset("end ends ending conclude concludes finish finishes over close wrap wraps".split())
_ENDS = frozenset({"finale", "end", "ending", "events", "cliffhanger"})
_AIRED = frozenset({"aired", "concluded", "ended", "wrapped", "finished", "completed"})
_WAS = frozenset({"was", "were"})
_OF_IT = 3
"""So near behind "of" a season's show stands: "season 3 of “Echo”"."""
_CAME = frozenset({"came", "premiered", "debuted", "dropped", "aired", "arrived", "launched"})
_CAME_OUT = (["out"], ["along"], [","], ["."])
_RECEIVED = frozenset("met seen watched hit success smash flop triumph disappointment letdown".split())


def seasons_there(scene: Scene) -> Iterator[tuple[int, int]]:
    """The places at which a sentence tells of seasons that are there, each with the number of the last of them."""
    if not scene.sentence.hints & hints.SEASON:
        return
    if "seasons" in scene.vocabulary:
        words = scene.words(scene.first, scene.last)
        for at in [at for at, word in enumerate(words) if word == "seasons"]:
            count = _count_before(words, at)
            if count:
                yield scene.first + at, count
    if "previous" in scene.vocabulary and (count := _previous(scene)):
        yield scene.first, count
    for season in scene.seasons:
        if season.number is not None and season.label != "count" and _over(scene, season):
            yield season.start, max((season.number, *season.others))


def _since_seen(lead: Sequence[str]) -> bool:
    """Whether a season is what was watched so long ago: "more than a year since viewers saw season 3"."""
    at = max((i for i, word in enumerate(lead) if word == "since"), default=-1)
    return at >= 0 and not _VIEWERS.isdisjoint(lead[at + 1 : at + 2]) and _UNSEEN.isdisjoint(lead[at + 2 :])


_AGO = 8
_VIEWERS = frozenset("viewers fans audiences we you i subscribers".split())
_UNSEEN = frozenset("heard learned learnt asked demanded were knew been".split())


def _count_before(words: Sequence[str], at: int) -> int:
    """How many seasons are there by a phrase: "after two seasons", "both seasons", "its three acclaimed seasons"."""
    for place in (at - 1, at - 2):
        number = 2 if place >= 0 and words[place] == "both" else small_number(words[place]) if place >= 0 else 0
        if not number:
            continue
        lead = words[max(0, place - 6) : place]
        if not _PLANNED.isdisjoint(lead):
            return 0
        ran = lead[-1:] == ["for"] and not _RUN.isdisjoint(lead[-3:-1])
        so_far = words[at + 1 : at + 3] in _SO_FAR or lead[-2:] in _HAVE_BEEN
        known = words[place] == "both" or not _COUNTED.isdisjoint(lead[-1:])
        return number if ran or so_far or known else 0
    return 0


def _previous(scene: Scene) -> int:
    """How many seasons are there by "the previous two are on Hulu"."""
    words = scene.words(scene.first, scene.last)
    at = words.index("previous")
    count = small_number(words[at + 1]) if words[at - 1 : at] == ["the"] and at + 2 < len(words) else 0
    return count if count and words[at + 2] in _ARE else 0


_ARE = frozenset({"are", "were", "can", "have", "remain", "remained"})


def _over(scene: Scene, season: SeasonMention) -> bool:
    """Whether a season was seen by what is told of it: "season 2 ended", "the season 3 finale"."""
    end = season.end
    if scene.words(end, end + 1) == ["of"]:
        end = next((show.end for show in scene.shows if 0 < show.start - end <= _OF_IT), end)
    after, lead = scene.words(end, end + 3), scene.words(season.start - 4, season.start)
    if "'t" in after or not _MAKING.isdisjoint(lead):
        return False
    if lead[-2:] in _AFTER_ITS and _ENDING.isdisjoint(scene.words(season.start - 8, season.start)):
        return True
    if after[:1] == ["'s"]:
        return "finale" in after
    if "since" in scene.vocabulary and _since_seen(scene.words(season.start - _AGO, season.start)):
        return True
    if not _AIRED.isdisjoint(lead[1:]) and "since" in scene.words(scene.first, season.start):
        return True
    if not _CAME.isdisjoint(after[:1]) and {"if", "though"}.isdisjoint(lead):
        return after[0] != "came" or after[1:2] in _CAME_OUT
    if after[:2] in _HAD_BEEN and after[2:] in _OUT:
        return True
    received = after[:1] != [] and after[0] in _WAS and not _RECEIVED.isdisjoint(after[1:])
    if received or not _OVER.isdisjoint(after[:1]) or after[:2] == ["wrapped", "up"]:
        return True
    return "of" in lead[1:] and not _ENDS.isdisjoint(lead)
