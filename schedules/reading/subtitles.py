"""Whether a colon behind a show's name goes on with another title, or with what is told of the show."""

from schedules.reading.seasonwords import MONTHLIKE
from schedules.reading.text import Text


def subtitled(text: Text, at: int) -> bool:
    """Whether the second half of a title begins there, not what a label tells: "Echo: Last Light, out in June"."""
    words, end = text.words, at
    while end < len(words) and text.raw[end].isalpha() and (text.capital(end) or words[end] in _JOINING):
        end += 1
    if end - at < _HALF or not _NO_NAMES.isdisjoint(words[at:end]):
        return False
    after = words[end : end + 2]
    return after[:1] == ["("] or (after[:1] == [","] and after[-1] in _TOLD_OF)


_HALF = 2
_JOINING = frozenset({"of", "the", "and"})
_NO_NAMES = MONTHLIKE | frozenset(
    (
        "season seasons series miniseries episode episodes monday tuesday wednesday thursday friday saturday sunday"
    ).split()
)
_TOLD_OF = frozenset("up out due on now which the a set premiering streaming starring written".split())
