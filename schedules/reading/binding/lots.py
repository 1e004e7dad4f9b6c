"""Dates of what comes after a season has begun: the episodes that follow, a later episode after a break."""

from typing import Final

from schedules.reading.binding.otherwise import goes_on
from schedules.reading.binding.rowed import group
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import COUNTED, COUNTS, SPELLED
from schedules.reading.words.marks import RELEASING, Mark

_FURTHER = frozenset({"other", "remaining", "next", "last", "final", "concluding"})
_LOT = frozenset({"episodes", "chapters", "parts", "instalments", "installments", "hours"})
_COMING = frozenset("will is are was were to be been set due scheduled slated then now also finally have has".split())


def later(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether a release is not a season's first: what follows of it, or an episode after a break."""
    if not EPISODES.isdisjoint(scene.vocabulary):
        for target in scene.targets:
            away = scene.distance(min(target.end, governor.end), max(target.start, governor.start))
            if target.show is not None and away <= _NEAR and of_an_episode(scene, target):
                return True
    return _later_lot(scene, governor) or _later_episode(scene, date, governor) or goes_on(scene, date, governor)


_NEAR = 1.0


def of_an_episode(scene: Scene, target: Target) -> bool:
    """ "The fourth episode of A and B", "episode six of Echo": whether only an episode of a season is spoken of."""
    at = scene.begins(group(scene, target)[0])
    lead = scene.words(at - _PHRASE, at)
    lead = lead[:-1] if lead[-1:] in _BEFORE_A_NAME else lead
    if lead[-1:] != ["of"] or len(lead) < _COUNTED:
        return False
    if lead[-2] in EPISODES:
        return SPELLED.get(lead[-3], 1) > 1
    return lead[-3] == "episode" and _counts(lead[-2]) and lead[-2] not in _FIRST


EPISODES = frozenset({"episode", "episodes"})
_BEFORE_A_NAME = (["the"], ["“"], ['"'], ["‘"], ["'"])
_COUNTED = 3


def _later_lot(scene: Scene, governor: Mark) -> bool:
    """ "Three more arrive on May 30", "the other three episodes follow": a season is dated by its first part."""
    words, at = scene.text.words, governor.start - 1
    while at > scene.first and words[at] in _COMING:
        at -= 1
    whole = next((t for t in scene.targets if t.end == at + 1 and t.show is not None), None)
    if whole is not None and words[scene.begins(whole) - 1] == "of":
        at = scene.begins(whole) - 2  # "the final two episodes of Echo"
    if words[at - 1] == "episode" and _counts(words[at]) and at > scene.first:
        return words[at] not in _FIRST  # "Episode five is out on June 14"
    if words[at] in _LOT:
        at -= 1
    if words[at] == "more":
        return at > scene.first - 1 and _counts(words[at - 1])
    if any(season.end == at + 1 for season in scene.seasons):
        return False
    return at - 2 >= scene.first and _counts(words[at]) and words[at - 1] in _FURTHER and words[at - 2] == "the"


def _counts(word: str) -> bool:
    return word in COUNTS or word.isdecimal()


def _later_episode(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "It resumes on May 12 with episode five": whether a show only goes on, with an episode after its first."""
    at = max(date.end, governor.end)
    at += scene.words(at, at + 1) == [","]
    if scene.words(at, at + 1) != ["with"]:
        return False
    after = scene.words(at + 1, at + _PHRASE)
    if "episode" not in after:
        return False
    place = after.index("episode")
    number = after[place + 1 : place + 2]
    if number and _counts(number[0]):
        return number[0] not in _FIRST
    return place > 0 and SPELLED.get(after[place - 1], 1) > 1


_PHRASE = 6
_FIRST = frozenset({"a", "one", "1"})


def of_its_episodes(scene: Scene, governor: Mark) -> bool:
    """ "The thirteen episodes were made available", "after the first two chapters were shown": of what is told of."""
    if governor.kind not in RELEASING or governor.tag not in {"past", "part"} or _EPISODES.isdisjoint(scene.vocabulary):
        return False
    words, at = scene.text.words, governor.start - 1
    while at > scene.first and words[at] in _BEING:
        at -= 1
    if words[at] == ",":  # "The thirteen episodes, named after songs, were made available"
        at = next((i for i in range(scene.first, min(scene.first + _OPENING, at)) if words[i + 1] == ","), at)
    lead = scene.words(at - _OPENING + 1, at)
    if any(at - _OPENING < t.start < governor.start and t.show is not None for t in scene.targets):
        return False
    if words[at] not in _EPISODES or not (words[at - 1] in _SO_MANY or words[at - 1].isdecimal()):
        return False
    return _NOT_THE_FIRST.isdisjoint(lead) and not _WHOLE.isdisjoint(lead)


_EPISODES: Final = frozenset({"episodes", "chapters", "instalments", "installments"})
_BEING: Final = frozenset("were was had been all have has finally first".split())
_NOT_THE_FIRST: Final = frozenset("last final remaining other next new more later closing special".split())
_SO_MANY: Final = frozenset(COUNTED) | {"the", "all", "its", "opening", "first"}
_WHOLE: Final = frozenset({"the", "all", "its"})
_OPENING = 5
