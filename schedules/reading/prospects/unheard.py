"""Seasons that a sentence speaks of as of one among many: "a third season" is none that is there.

Whether it comes is told by who does what with it: a service that has done something about it means to show it; what is
weighed, discussed or said to be near is a rumour; what somebody only wishes, asks or rules out is nothing.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from schedules.reading.names.targets import Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import MODALS
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.seasonwords import SeasonMention


def unheard(scene: Scene, seasons: Sequence[tuple[Target, SeasonMention]]) -> Iterator[tuple[Mark, Target]]:
    """Those of a sentence's seasons that are told of by "a" or "another", each with what tells how far they are."""
    vocabulary = scene.vocabulary
    if _ARTICLES.isdisjoint(vocabulary) or scene.asks or not _ONLY_THOUGHT.isdisjoint(vocabulary):
        return
    if scene.of(Kind.CANCEL, Kind.FORMER):
        return
    for target, season in seasons:
        if (season.number or 0) < _LATER or target.owned or season.label:
            continue
        if scene.words(season.start - 1, season.start) not in _ONE:
            continue
        if any(m.end <= season.start and scene.distance(m.end, season.start) <= _NEAR for m in scene.of(Kind.NEGATION)):
            continue
        mark = _told(scene, season.start)
        if mark is not None:
            yield mark, target


def _told(scene: Scene, at: int) -> Mark | None:
    """The word that tells how far the season is that begins at a token."""
    words = scene.text.words
    service = next((m for m in reversed(scene.of(Kind.SERVICE)) if m.end <= at), None)
    for place in range(at - 2, max(scene.first, at - _CLAUSE) - 1, -1):
        word = words[place]
        if word in _CLOSED:
            break
        if word in _WEIGHED or (word in _WANTED and service is not None and service.end == place):
            return Mark(Kind.ORDER, place, place + 1, "talk")
    if service is not None and at - service.end <= _CLAUSE and _acts(words, service.end, at):
        return Mark(Kind.ORDER, service.end, service.end + 1, "made")
    doubts = [m for m in scene.of(Kind.HEDGE) if words[m.start] not in MODALS and words[m.start] not in _THEIR_WISH]
    if doubts and any(
        scene.distance(m.end, at) <= _FAR if m.end <= at else scene.distance(at, m.start) <= _FAR for m in doubts
    ):
        return Mark(Kind.ORDER, at, at + 1, "talk")
    return None


def _acts(words: list[str], start: int, at: int) -> bool:
    """Whether a service has done something about a season: "has agreed to a", "is sticking with Echo for a"."""
    between = words[start:at]
    if between[:1] == ["'s"] or not _CLOSED.isdisjoint(between):
        return False
    return between[:1] in _DOES and _UNDECIDED.isdisjoint(between)


_LATER: Final = 2
_NEAR: Final = 2.0
_FAR: Final = 4.0
_CLAUSE: Final = 12
_ARTICLES: Final = frozenset({"a", "another"})
_ONE: Final = (["a"], ["another"])
_ONLY_THOUGHT: Final = frozenset(
    (
        "if whether would 'd unlikely hopeful petition deserves doubt doubtful hypothetical imagine assuming suppose"
    ).split()
)
_CLOSED: Final = frozenset(". ; : ! ? who which after when since because but while although".split())
_WEIGHED: Final = frozenset(
    (
        "headed considering mulling eyeing weighing discussing negotiating pondering contemplating exploring "
        "pursuing pitching "
        "pitched inching edging nearing closing verge eyes mulls weighs negotiations talks keen hinted hinting "
        "teased "
        "teasing teases hints floated floating"
    ).split()
)
_WANTED: Final = frozenset({"wants", "want"})
_THEIR_WISH: Final = frozenset({"hope", "hopes", "hoping", "hopeful", "hopefully", "wishing", "hoped", "i", "we"})
_DOES: Final = (["has"], ["have"], ["is"])
_UNDECIDED: Final = frozenset(
    (
        "rejected refused ruled declined passed scrapped dropped denied considered wanted asked hoped weighed "
        "debated announced no not never been had interested said open likely rumoured rumored wants hoping yet to"
    ).split()
) - {"to"}
