"""What a single word can be part of, so that a sentence or a whole text is passed over at a glance.

A hint is a bit. Each word's are found once (`text.Chunks` remembers them), a sentence has those of all its words.
"""

from functools import cache

from schedules.reading.words import datewords, seasonwords
from schedules.reading.words.lexicon import Anchors, lexicon
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import LABELS, Text

NAME = 2
"""It can begin a show's name, or is near to one."""
NEAR = 8192
"""It is nearly a word of a name, or the beginning of one that is one word."""
SHORT = 4
"""It is a part of a show's name that can stand for the whole."""
YEAR = 8
DATED = 16
"""Few sentences without one of these have a date."""
DATE = 32
"""No sentence without one of these has a date."""
SEASON = 64
"""No sentence without one of these has a season, but for a number behind a name."""
TELLING = 128
"""It makes a sentence matter that names no show."""
QUOTE = 256
"""It opens a quotation."""
ENDING = 512
"""No sentence without one of these has a word by which a show is called off or news is denied."""
LABEL = 1024
"""It stands behind the title that a line begins with."""
NUMBER = 2048
MISSPELT = 4096
"""It is nearly a month."""

_TELLING = (
    datewords.CORE
    | datewords.SUFFIXES
    | seasonwords.CORE
    | seasonwords.LATER
    | {"christmas", "cancelled", "canceled", "axed", "renewed", "ordered"}
)
_QUOTES = frozenset({'"', "“", "‘"})


def hint(token: str, word: str) -> int:
    """What a word, as written and in small letters, can be part of, whatever the catalogue."""
    found = _known().get(word, 0)
    if word.isdecimal():
        found |= NUMBER | YEAR if len(word) == 4 and 1990 <= int(word) <= 2099 else NUMBER
    if word[-2:] in datewords.MONTH_ENDS and datewords.misspelt(token, word):
        found |= DATE | MISSPELT
    return found


def ends(text: Text, first: int, last: int) -> bool:
    """Whether a show is called off or news is denied between two tokens: exactly what `ENDING` only hints at."""
    words, endings = text.words, _endings()
    return any(
        at - place >= first and words[at - place : min(at - place + len(phrase), last)] == phrase
        for at in range(first, last)
        if words[at] in endings
        for place, phrase in endings[words[at]]
    )


@cache
def _endings() -> Anchors:
    return lexicon().anchors({Kind.CANCEL, Kind.DENY, Kind.DISCLAIM})


@cache
def _known() -> dict[str, int]:
    groups: tuple[tuple[int, frozenset[str]], ...] = (
        (DATED, datewords.CORE),
        (DATE, datewords.MAYBE),
        (SEASON, seasonwords.TELLING),
        (TELLING, _TELLING),
        (QUOTE, _QUOTES),
        (ENDING, frozenset(_endings())),
        (LABEL, LABELS),
    )
    known: dict[str, int] = {}
    for bit, words in groups:
        for word in words:
            known[word] = known.get(word, 0) | bit
    return known
