"""Whether a colon behind a show's name goes on with another title, or with what is told of the show."""

from collections.abc import Sequence
from typing import Final

from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.seasonwords import MONTHLIKE
from schedules.reading.words.text import Text


def subtitled(text: Text, at: int) -> bool:
    """Whether the second half of a title begins there, not what a label tells: "Echo: Last Light, out in June"."""
    words, end = text.words, at
    while end < len(words) and text.raw[end].isalpha() and (text.capital(end) or words[end] in _JOINING):
        end += 1
    if end == at or not _NO_NAMES.isdisjoint(words[at:end]):
        return False
    after = words[end : end + 2]
    if words[end : end + 1] == ["”"] or (after[:1] != [] and after[0] in _HAS and _season_near(words, end)):
        return HOUSES.isdisjoint(words[at:end])
    return end - at >= _HALF and (after[:1] == ["("] or (after[:1] == [","] and after[-1] in _TOLD_OF))


def _season_near(words: Sequence[str], at: int) -> bool:
    """Whether what is told behind a name is of a season: "Echo: Nocturne had its second season on January 16"."""
    return not _SEASONS.isdisjoint(words[at : at + _CLAUSE])


_CLAUSE = 8
_SEASONS: Final = frozenset({"season", "seasons"})
_HAS: Final = frozenset("has had is was will returns returned gets got".split())


_HALF = 2
_JOINING = frozenset({"of", "the", "and"})
_NO_NAMES = MONTHLIKE | frozenset(
    (
        "season seasons series miniseries episode episodes monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
_TOLD_OF = frozenset("up out due on now which the a set premiering streaming starring written".split())
