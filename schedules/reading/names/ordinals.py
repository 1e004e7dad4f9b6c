"""Seasons told by an ordinal: "the third season", "a second", "the fourth of the show's"."""

from dataclasses import replace
from typing import Final

from schedules.reading.words.seasonwords import (
    ADJECTIVES,
    AFTER_ALONE,
    COMING_BACK,
    DETERMINERS,
    ELLIPTIC,
    FIGURES,
    HEADS,
    MONTHLIKE,
    NUMBERS,
    ONE_OF_TWO,
    ORDINAL_WORDS,
    OWNERS,
    SUFFIXES,
    VERBS_AFTER,
    SeasonMention,
)
from schedules.reading.words.text import Text

_POINTED = ([".", "season"], [".", "series"])
"""The same with a point: "the 2. season", not "episode 2. Season"."""


def ordinal(  # noqa: C901 - one walk over the words between an ordinal and its noun
    text: Text, index: int, last: int, *, beside: bool
) -> SeasonMention | None:
    """ "second season", "3rd season", "sophomore run", "fourth and final season", "a third and fourth season"."""
    words, at = text.words, index + 1
    if words[index].isdecimal():
        pointed = words[at : at + 2] in _POINTED and text.raw[min(at + 1, last - 1)].islower()
        if at >= last or (words[at] not in SUFFIXES and not pointed) or text.spaced(at) or len(words[index]) > 2:
            return None
        number, at = int(words[index]), at + 1
    else:
        number = ORDINAL_WORDS[words[index]]
    if words[index] in ELLIPTIC and at < last and words[at : at + 2] not in _OTHERS:
        mention = _elliptic(text, index, last, number, beside=beside)
        if mention is not None:
            return mention
    others: list[int] = []
    for steps in range(5):
        if at >= last:
            break
        if _is_figure(text, at, last, steps):
            mention = SeasonMention(index, at + 1, number, "", tuple(others))
            return _judged(words, mention, words[at + 1] if at + 1 < last else "")
        if words[at] == "time" and number > 1 and _again_for(words, index):
            return SeasonMention(index, at + 1, number, "time")
        second = at + 2 if words[at + 1 : at + 2] in (["the"], ["a"]) else at + 1
        if words[at] in {"and", "&", "or", ","} and second < last and words[second] in ORDINAL_WORDS:
            others.append(ORDINAL_WORDS[words[second]])
            at = second + 1
        elif step := _described(words, at):
            at += step
        else:
            break
    return None


_OTHERS = (["coming", "season"], ["-", "quarter"])


_ADVENTURES: Final = frozenset(
    "case file mission voyage journey trip heist investigation bout ride spell hunt chase crusade".split()
)
"""What a season is of who is in it, where it is told to open: "the detective's second case opens on June 14"."""
_OPENS: Final = frozenset("opens starts begins premieres arrives launches debuts drops lands".split())


def counted_in_turn(words: list[str], first: int, last: int) -> list[int]:
    """Where a sentence counts "the first in June, the second in August and the third in May"; nothing if it doesn't."""
    places = [at for at in range(first + 1, last - 1) if words[at] in _IN_TURN and words[at - 1] == "the"]
    places = [at for at in places if words[at + 1] in _WHEN]
    counted = [_IN_TURN[words[at]] for at in places] == list(range(len(places)))
    return places if counted and len(places) > 1 else []


_IN_TURN = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_WHEN = frozenset(
    (
        "in on is from at due this next comes arrives out will sometime around for coming starting arrived came "
        "launched premiered debuted began returns premieres lands landed"
    ).split()
)
"""What goes on behind an ordinal that stands alone for what was named."""


def _named_behind(text: Text, comma: int, last: int) -> bool:
    """Whether a name explains an ordinal: "the second series, Echo, is due" counts shows, not the seasons of one."""
    end = comma + 1
    while end < last and end <= comma + _NAME and text.capital(end):
        end += 1
    return end > comma + 1 and end < last and text.words[end] == ","


_NAME = 5


def _described(words: list[str], at: int) -> int:
    """How many words describe a season here: "fourth final season", "third and biggest season"."""
    if words[at] == "and" and words[at + 2 : at + 3] == ["season"]:
        return 2
    return int(words[at] in ADJECTIVES)


def _elliptic(text: Text, index: int, last: int, number: int, *, beside: bool) -> SeasonMention | None:
    """ "the second is out", "its third", "the fourth and last one": an ordinal without its noun.

    Beside another season of the sentence "the first, which" and "the second" are seasons too.
    """
    words, at = text.words, index + 1
    word = words[at]
    led = words[index - 1] if index and words[index - 1] != "very" else words[index - 2] if index > 1 else ""
    alone = (
        word in VERBS_AFTER
        or ((number > 1 or (words[index - 1] in OWNERS and word in {"in", "on"})) and word in AFTER_ALONE)
        or (number > 1 and word == "of" and _of_a_name(text, at + 1, last))
        or (number > 1 and word == "of" and words[at + 1 : at + 3] in ONE_OF_TWO)
        or (number > 1 and words[at : at + 2] == ["of", "which"] and "seasons" in words[max(0, index - 5) : index])
        or (number > 1 and words[at : at + 2] == ["as", "well"])
        or (number > 1 and word.endswith("ed") and _done(text, at, last))
        or (beside and _told_apart(words, at, last))
    )
    row = word == "," and at + 1 < last and words[at + 1] in ORDINAL_WORDS
    row = row or (words[index - 2] == "or" and index > 1)  # "on a Friday, the sixth or the thirteenth"
    if led == "the" and not beside and (words[index - 2] == "be" or (word in _IS and text.capital(at + 1))):
        return None  # "Echo would be the second, followed by Saltmarsh", "the fourth is Echo" count shows
    if alone and not row and led in DETERMINERS and (text.parted or _of_seasons(words, index, last, beside=beside)):
        return SeasonMention(index, at, number, "one")
    other = _another(words, at, last) if word == "and" and number > 1 and led in DETERMINERS else 0
    if other and _of_seasons(words, index, last, beside=beside):
        return SeasonMention(index, other, number, "one", (ORDINAL_WORDS[words[other - 1]],))
    if number > 1 and words[at : at + 3] in (["and", "last", "one"], ["and", "final", "one"]):
        return SeasonMention(index, at + 3, number, "one")
    count = NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) < 3 else 0)
    if words[index] == "first" and 1 < count < 12 and words[at + 1 : at + 2] == ["seasons"]:
        return SeasonMention(index, at + 2, 1, "count", tuple(range(2, count + 1)))
    return None


_IS: Final = frozenset({"is", "was"})


def _done(text: Text, at: int, last: int) -> bool:
    """Whether a word in "ed" is a verb, as what follows tells: "the second reached Hulu", "the third needed only"."""
    return at + 1 < last and (text.words[at + 1] in _OBJECTS or text.capital(at + 1))


_OBJECTS = frozenset("only the its a an on in at to by for from with , and . until all their us viewers".split())


def _another(words: list[str], at: int, last: int) -> int:
    """Where a second ordinal without its noun ends behind "and": "a third and a fourth"; 0 where none does."""
    end = at + 2 + (words[at + 1 : at + 2] in (["a"], ["the"], ["its"]))
    both = end < last and words[end - 1] in ELLIPTIC and (words[end] in _AFTER_BOTH or words[end] in VERBS_AFTER)
    return end if both else 0


_AFTER_BOTH = AFTER_ALONE | {"have"}


def _of_a_name(text: Text, at: int, last: int) -> bool:
    """Whether a name follows that may be a show's: "the second of Echo", not "the third of Hulu's shows"."""
    return at < last and text.capital(at) and "'s" not in text.words[at + 1 : at + 3]


def _told_apart(words: list[str], at: int, last: int) -> bool:
    """Whether what follows an ordinal tells of it alone: "the first, which arrived", "the first in March"."""
    after = words[at : min(at + 2, last)]
    if after[:1] == [","]:
        return after[1:] in (["which"], ["that"])
    return after[:1] in (["in"], ["on"]) and len(after) > 1 and (after[1] in MONTHLIKE or after[1].isdecimal())


def _is_figure(text: Text, at: int, last: int, steps: int) -> bool:
    """Whether a word stands for a season behind an ordinal and so many adjectives."""
    word = text.words[at]
    if text.parted and word in {"part", "parts"}:
        return True
    after = text.words[at + 1] if at + 1 < last else ""
    if word in _ADVENTURES:
        return after in _OPENS
    if word == "series" and after == "," and _named_behind(text, at + 1, last):
        return False
    return word in FIGURES and not (word == "one" and steps) and not (word == "set" and after in {"to", "for"})


def _again_for(words: list[str], index: int) -> bool:
    """ "returns for a third and final time": a time for which a show comes back is a season."""
    lead = words[max(0, index - 8) : index]
    return lead[-2:] in (["for", "a"], ["for", "its"], ["for", "the"]) and not COMING_BACK.isdisjoint(lead)


def _of_seasons(words: list[str], index: int, last: int, *, beside: bool) -> bool:
    """Whether "the first" stands in talk of seasons, not of acts or episodes."""
    talk = words[max(0, index - 80) : min(last, index + 12)]
    if not _HALVES.isdisjoint(words[max(0, index - _FAR) : index]):
        return False
    if _PIECES.isdisjoint(words[max(0, index - 12) : index]) and _FILMS.isdisjoint(words[max(0, index - 24) : index]):
        return (
            beside
            or not HEADS.isdisjoint(talk)
            or "renewed" in talk
            or not _MADE.isdisjoint(words[max(0, index - 5) : index])
            or _again_for(words, index)
            or words[index - 3 : index - 1] in ONE_OF_TWO
            or (words[index - 1] == "its" and words[index - 2] in _HAVING)
            or words[index + 2 : index + 4] in ONE_OF_TWO
        )
    return False


_HALVES = frozenset({"parts", "halves"})
_FAR = 16
"""So far behind them the parts of a season are still counted: "in two parts: the first on May 16, 2019, the second"."""
_PIECES = frozenset("acts parts episodes halves act part volume volumes batch shows".split())


_FILMS = frozenset({"movies", "films"})


_HAVING: Final = frozenset({"have", "has", "had", "get", "gets", "got"})
_MADE = frozenset(
    "filming shooting begun renewed ordered production commissioned finished wrapped work working busy".split()
)
"""What is done with a season, so that "its third" behind it is one."""


def _judged(words: list[str], mention: SeasonMention, after: str) -> SeasonMention | None:
    """What an ordinal and a noun are, where the noun has other meanings: "first series from", "a third go"."""
    ordinal, noun, number = words[mention.start], words[mention.end - 1], mention.number
    if _inside_a_season(words, mention, after):
        return None
    if noun == "seasons" and not mention.others:
        if after == "of" or (after == "for" and words[mention.start - 1] != "no"):
            return replace(mention, label="each")
        each = words[mention.start - 1] in _EACH_HAS or words[mention.start - 2 : mention.start] in _OF_SHOWS
        return mention if number != 1 and each else None
    one_more = after == "to" and words[mention.start - 1] == "a"  # "with a fourth series to follow"
    returns = words[mention.start - 1] in _WHOSE or (
        words[mention.start - 2 : mention.start] == ["for", "a"] and words[mention.start - 3] in COMING_BACK
    )
    of_shows = number == 1 or (after in _ONE_OF_SHOWS and not (one_more or returns))
    if noun == "series" and of_shows and ordinal not in {"debut", "inaugural"}:
        return None
    if number == 1 and (noun in _LOOSE or after == "since"):
        return None
    if noun == "one" and words[max(0, mention.start - 2) : mention.start] == ["by", "the"]:
        return None  # "it was made by the second one" tells of who made it
    if noun in {"year", "set", "one", "round", "go", "chapter", "volume", "run"} and number == 1 and ordinal == "first":
        return None if noun not in {"one", "run"} else replace(mention, label="one", others=())
    if noun == "year" and words[mention.start - 1] in {"his", "her", "my", "our"}:
        return None
    if noun == "go" and after not in {"around", "-", "round"}:
        return None
    return mention


def _inside_a_season(words: list[str], mention: SeasonMention, after: str) -> bool:
    """Whether it is an episode, or one of the parts that a season comes in."""
    noun = words[mention.end - 1]
    if noun in _EPISODES and after == "of" and words[mention.end + 3 : mention.end + 4] in _OF_A_SEASON:
        return True  # "the third instalment of the fifth series"
    # "Season five begins on May 4, with the second volume on June 1."
    return noun in _COMES_IN and "season" in words[max(0, mention.start - _FAR) : mention.start]


_EPISODES = frozenset({"instalment", "installment", "chapter"})
_OF_A_SEASON = (["season"], ["series"])
_COMES_IN: Final = frozenset({"volume", "batch"})
"""What a season comes in, where one is spoken of; else they are seasons themselves."""
_WHOSE = frozenset({"'s", "’"})
""" "ITV has Echo's fourth series in its diary": what a show has is no show."""
_EACH_HAS = frozenset({"their", "for", "with", "into", "respective"})
_OF_SHOWS = (["show", "'s"], ["shows", "'"], ["shows", "’"], ["series", "'"], ["series", "’"])
"""How several shows get a season each: "renewed through their third seasons", "back with second seasons"."""
_ONE_OF_SHOWS = frozenset({"from", "in", "that", "to", "made", "released", "produced", "launched", "created"})
"""Behind a numbered series they say that it is one among shows: "the third series released"."""


_LOOSE = frozenset("lot bunch spin entry dose slice crop slate stretch portion".split())
