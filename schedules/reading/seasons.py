"""Which seasons a text speaks of: words, ordinals, numerals and the trade's own names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from schedules.reading.text import QUOTES, Sentence, Text

if TYPE_CHECKING:
    from schedules.reading.shows import ShowMention

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one i", "two ii", "three iii", "four iv", "five v", "six vi", "seven vii", "eight viii", "nine ix",
            "ten x", "eleven xi", "twelve xii", "thirteen xiii", "fourteen xiv", "fifteen xv", "sixteen xvi",
            "seventeen xvii", "eighteen xviii", "nineteen xix", "twenty xx",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
COUNTED = {word: number for word, number in _NUMBERS.items() if len(word) > 2}
"""Numbers in words."""
_ORDINALS: Final = {
    word: number
    for number, words in enumerate(
        (
            "first debut inaugural freshman maiden 1st", "second sophomore 2nd", "third junior 3rd", "fourth 4th",
            "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th", "eleventh 11th",
            "twelfth 12th", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
            "nineteenth", "twentieth",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_HEADS: Final = frozenset({"season", "seasons", "series"})
_FIGURES = frozenset(
    (
        "season seasons series run edition term outing chapter instalment installment go-around year batch round "
        "helping tour cycle volume go set stint adventure one lot serving portion dose slice crop slate stretch "
        "salvo tranche bunch iteration delivery entry spin"
    ).split()
)
_ADJECTIVES = frozenset(
    (
        "and final last new upcoming full complete hotly highly anticipated tv debut much-anticipated long-awaited "
        "13-episode hit acclaimed season , 's the penultimate long awaited eagerly - definitive "
        "conclusive concluding episode 13 ten eight six"
    ).split()
)
_ELLIPTIC = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
)
_OWNERS = frozenset({"'s", "'", "’"})
_DETERMINERS = _OWNERS | {"a", "the", "its", "his", "her", "their", "whose"}
_AFTER_ALONE = frozenset(
    (
        "( ) became still won is are will 'll wo was has had in on , . ; ? ! the begins to won't being isn didn "
        "hasn hadn wasn did does do might may could should would can since at from by followed follow came come "
        "went goes got gets began started kicked opened ended wrapped ran appeared bowed finished dropped landed "
        "hit set due coming last next this now not - – — but while then too already remains takes took"
    ).split()
)
_VERBS_AFTER = frozenset(
    (
        "arrives premieres debuts lands drops follows hits launches starts premiered aired debuted arrived bowed "
        "launched which came dropped"
    ).split()
)
_FRESH = frozenset(
    (
        "new next further upcoming forthcoming another more final last additional farewell coming latest penultimate "
        "current present"
    ).split()
)
_SUFFIXES = frozenset("st nd rd th ª º ° a e de ste ème eme".split())
"""What makes a figure an ordinal, in English and in texts that kept it from another language: "the 2ª season"."""
_POINTED = ([".", "season"], [".", "series"])
"""The same with a point: "the 2. season", not "episode 2. Season"."""
TELLING = frozenset({*_FIGURES, *_HEADS, *_ELLIPTIC, "s", "part"}) - {"first"}
"""A sentence without any of these has no season, but for a number behind a name."""
_STARTERS: Final = frozenset({*_HEADS, *_ORDINALS, *_FRESH, "s", "part", "all", "year"})


LATER = frozenset("third fourth fifth sixth seventh eighth ninth tenth".split())
"""Ordinals that stand alone for a season more often than for anything else."""
CORE = frozenset("season seasons series s outing instalment installment sophomore run".split())
"""A sentence without any of these names no season that matters alone."""


@dataclass(slots=True)
class SeasonMention:
    """A season at the tokens from `start` to before `end`."""

    start: int
    end: int
    number: int | None
    """None where it is only called new, next, final or last."""
    label: str = ""
    """That word."""
    others: tuple[int, ...] = ()
    """More seasons of the same phrase: "seasons 3 and 4"."""


def find_seasons(text: Text, first: int, last: int) -> list[SeasonMention]:
    """The seasons between two tokens, in order, none inside another."""
    found: list[SeasonMention] = []
    words, done = text.words, first
    for index in [i for i, word in enumerate(words[first:last], first) if word in _STARTERS or word.isdecimal()]:
        if index < done:
            continue
        word, mention = words[index], None
        if word in _HEADS or word in {"s", "part", "year"}:
            mention = _numbered(text, index, last)
        elif word == "first" and index > first and words[index - 1] == "at":
            continue  # "at first season 2 was due in May"
        elif word in _ORDINALS or word.isdecimal():
            mention = _ordinal(text, index, last, beside=bool(found))
        elif word in _FRESH:
            mention = _fresh(words, index, last)
        elif word == "all":
            mention = _all(words, index, last)
        if mention is not None:
            found.append(mention)
            done = mention.end
    return _with_predecessors(words, first, last, found) if found else found


def _with_predecessors(words: list[str], first: int, last: int, found: list[SeasonMention]) -> list[SeasonMention]:
    """ "Season 3 came half a year after its predecessor": the season before one that the sentence numbers."""
    number = next((s.number for s in found if s.number is not None and not s.others), None)
    if number is None or number < 2 or {"predecessor", "one"}.isdisjoint(words[first:last]):
        return found
    for at in range(first, last - 1):
        if words[at] in {"its", "the"} and (
            words[at + 1] == "predecessor" or words[at + 1 : at + 3] == ["last", "one"]
        ):
            end = at + (2 if words[at + 1] == "predecessor" else 3)
            return sorted([*found, SeasonMention(at, end, number - 1)], key=lambda s: s.start)
    return found


def numbered(text: Text, shows: Sequence["ShowMention"], seasons: Sequence[SeasonMention]) -> list[SeasonMention]:
    """Seasons told by a number beside a name: "Saltmarsh 5", "a third “Echo”"."""
    found = []
    taken = {season.start for season in seasons}
    for show in shows:
        at = show.end
        before = show.start - 2 if text.words[show.start - 1] in QUOTES else show.start - 1
        ordinal = before > 0 and _ORDINALS.get(text.words[before], 0) > 1 and text.words[before - 1] in _DETERMINERS
        if ordinal and not _counts_things(text, at):
            found.append(SeasonMention(before, before + 1, _ORDINALS[text.words[before]]))
            continue
        owned = _owned(text, at)
        if owned is not None and owned.start not in taken:
            found.append(owned)
            continue
        if _is_cell(text, at):
            found.append(SeasonMention(at + 1, at + 2, int(text.words[at + 1])))
            continue
        if at >= len(text.words) or at in taken or not text.words[at].isdecimal() or not text.spaced(at):
            continue
        after = text.words[at + 1] if at + 1 < len(text.words) else ""
        if (
            1 < int(text.words[at][:3]) <= 15
            and after not in MONTHLIKE
            and after not in _SUFFIXES
            and after not in {"/", "episodes", "p", "a", "-"}
            and not (after == ":" and text.words[at + 2 : at + 3] and _is_clock(text, at + 2))
        ):
            found.append(SeasonMention(at, at + 1, int(text.words[at])))
    return found


def _counts_things(text: Text, at: int) -> bool:
    """ "A second “Echo” trailer": an ordinal that counts what is shown of a show, or spun off from it."""
    words = [word for word in text.words[at : at + 4] if word not in QUOTES]
    return not _THINGS.isdisjoint(words[:1] if words[:1] not in (["spin"], ["teaser"]) else words[:3])


_THINGS = frozenset(
    (
        "trailer trailers teaser teasers poster posters clip clips featurette promo photo image panel film movie off "
        "spinoff spin-off episode special novel book soundtrack"
    ).split()
)


def _is_clock(text: Text, at: int) -> bool:
    """Whether a colon makes a number and the next one a time: "Saltmarsh 9:30"."""
    return text.words[at].isdecimal() and not text.spaced(at)


def of_a_row(text: Text, sentence: Sentence) -> list[SeasonMention]:
    """The season whose number begins the row of a table: "2 | 13 | March 8, 2018"."""
    at = sentence.first
    if not sentence.heading or text.words[at + 1 : at + 2] != ["|"]:
        return []
    number = _number(text, at, sentence.last)
    return [SeasonMention(at, at + 1, number)] if number is not None else []


def _owned(text: Text, at: int) -> SeasonMention | None:
    """ "“Echo”'s third is finished", "Echo, whose third has been filming": an ordinal that a show has."""
    words = text.words
    at += words[at : at + 1] in (["”"], ["’"], ['"'])
    ordinal = at + 2 if words[at : at + 2] in ([",", "whose"], ["(", "whose"]) else at + 1
    if (ordinal == at + 1 and words[at : at + 1] not in (["'s"], ["’"])) or ordinal + 1 >= len(words):
        return None
    number = _ORDINALS.get(words[ordinal], 0)
    alone = words[ordinal + 1] in _AFTER_ALONE and words[ordinal] in _ELLIPTIC
    return SeasonMention(ordinal, ordinal + 1, number, "one") if alone and number > 1 else None


def _is_cell(text: Text, at: int) -> bool:
    """Whether a number fills the cell of a table behind a name: "Harbour Lights | 3 | 10 | 07/03/2026"."""
    row = text.words[at : at + 3]
    if len(row) < 3 or row[0] not in {"|", "/"} or row[2] != row[0]:
        return False
    return row[1].isdecimal() and len(row[1]) <= 2 and text.spaced(at + 1) and text.spaced(at + 2)


def _number(text: Text, index: int, last: int) -> int | None:
    word = text.words[index] if index < last else ""
    if word.isdecimal() and len(word) <= 2:
        return int(word) if 1 <= int(word) <= 60 else None
    number = _NUMBERS.get(word)
    if (
        number is not None
        and len(word) <= 2
        and word not in {"one", "two", "six", "ten"}
        and not text.raw[index].isupper()
    ):
        return None
    return number


def small_number(word: str) -> int:
    """The number below sixty that a word or figure is, or 0."""
    if word.isdecimal():
        return int(word) if len(word) <= 2 and int(word) < 60 else 0
    return _NUMBERS.get(word, 0) if len(word) > 2 else 0


def _short(text: Text, index: int, last: int) -> SeasonMention | None:
    """ "S2": an s that is no ending, and a small number right behind it."""
    figures = text.words[index + 1] if index + 1 < last and not text.spaced(index + 1) else ""
    ending = index > 0 and not text.spaced(index) and text.words[index - 1].isalpha()
    if ending or not figures.isdecimal() or len(figures) > 2 or not int(figures):
        return None
    return SeasonMention(index, index + 2, int(figures))


def _numbered(text: Text, index: int, last: int) -> SeasonMention | None:
    """ "season two", "Series 4", "S2", "seasons 3 and 4", "seasons 1-3"."""
    words = text.words
    at = index + 1
    if words[index] == "year" and not _year_of_show(text, at, last):
        return None
    if words[index] == "s":
        return _short(text, index, last)
    if words[index] == "part":
        return _part_of(text, index, last)
    if at < last and words[at] in {"#", "no", "-", "=", ":"}:
        at += 1
    number = _number(text, at, last)
    if number is None:
        if words[index] == "series" and at < last and words[at] in {"premiere", "debut"}:
            return SeasonMention(index, index + 1, 1)
        return None
    end = at + 1
    others: list[int] = []
    if words[index] in {"seasons", "series"} or (end < last and words[end] in {"and", "&"}):
        while end + 1 < last and words[end] in {"and", "&", ",", "-", "–", "to", "through"}:
            after = _number(text, end + 1, last)
            if (
                after is None
                or (words[index] == "season" and words[end] not in {"and", "&"})
                or (end + 2 < last and words[end + 2] in MONTHLIKE)
            ):
                break
            others.extend(
                range(number + 1, after + 1)
                if words[end] in {"-", "–", "to", "through"} and after < number + 12
                else [after]
            )
            end += 2
    each = words[index] == "seasons" and not others and words[end : end + 1] == ["of"]
    return SeasonMention(index, end, number, "each" if each else "", tuple(others))


def _year_of_show(text: Text, at: int, last: int) -> bool:
    """ "You, year two", "FX has Year 5 down": a year that is counted is a season."""
    if at >= last:
        return False
    if text.words[at] in _NUMBERS:
        return text.words[at - 2] in {",", "'s", "for", "of"} or text.capital(at - 1)
    return text.capital(at - 1) and text.words[at].isdecimal() and len(text.words[at]) <= 2 and at > 1


def _part_of(text: Text, index: int, last: int) -> SeasonMention | None:
    """ "Lupin part 3": right behind a name, and without a season, a part is a season."""
    number = _number(text, index + 1, last)
    if number is None or not (index or text.parted):
        return None
    name = index - 2 if text.words[index - 1] in {":", ",", "”", '"', "’"} else index - 1
    if not text.parted and (name < 0 or not text.raw[name][0].isupper() or text.words[name] in _NUMBERS):
        return None
    return SeasonMention(index, index + 2, number, "part")


MONTHLIKE = frozenset("january february march april may june july august september october november december".split())


def _ordinal(  # noqa: C901 - one walk over the words between an ordinal and its noun
    text: Text, index: int, last: int, *, beside: bool
) -> SeasonMention | None:
    """ "second season", "3rd season", "sophomore run", "fourth and final season", "a third and fourth season"."""
    words, at = text.words, index + 1
    if words[index].isdecimal():
        pointed = words[at : at + 2] in _POINTED and text.raw[min(at + 1, last - 1)].islower()
        if at >= last or (words[at] not in _SUFFIXES and not pointed) or text.spaced(at) or len(words[index]) > 2:
            return None
        number, at = int(words[index]), at + 1
    else:
        number = _ORDINALS[words[index]]
    if words[index] in _ELLIPTIC and at < last:
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
        if words[at] in {"and", "&", "or", ","} and second < last and words[second] in _ORDINALS:
            others.append(_ORDINALS[words[second]])
            at = second + 1
        elif step := _described(words, at):
            at += step
        else:
            break
    return None


def _described(words: list[str], at: int) -> int:
    """How many words describe a season here: "fourth final season", "third and biggest season"."""
    if words[at] == "and" and words[at + 2 : at + 3] == ["season"]:
        return 2
    return int(words[at] in _ADJECTIVES)


def _elliptic(text: Text, index: int, last: int, number: int, *, beside: bool) -> SeasonMention | None:
    """ "the second is out", "its third", "the fourth and last one": an ordinal without its noun.

    Beside another season of the sentence "the first, which" and "the second" are seasons too.
    """
    words, at = text.words, index + 1
    word = words[at]
    led = words[index - 1] if index and words[index - 1] != "very" else words[index - 2] if index > 1 else ""
    alone = (
        word in _VERBS_AFTER
        or ((number > 1 or (words[index - 1] in _OWNERS and word in {"in", "on"})) and word in _AFTER_ALONE)
        or (number > 1 and word == "of" and _of_a_name(text, at + 1, last))
        or (beside and _told_apart(words, at, last))
    )
    row = word == "," and at + 1 < last and words[at + 1] in _ORDINALS
    row = row or (words[index - 2] == "or" and index > 1)  # "on a Friday, the sixth or the thirteenth"
    if alone and not row and led in _DETERMINERS and (text.parted or _of_seasons(words, index, last, beside=beside)):
        return SeasonMention(index, at, number, "one")
    if number > 1 and words[at : at + 3] in (["and", "last", "one"], ["and", "final", "one"]):
        return SeasonMention(index, at + 3, number, "one")
    count = _NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) < 3 else 0)
    if words[index] == "first" and 1 < count < 12 and words[at + 1 : at + 2] == ["seasons"]:
        return SeasonMention(index, at + 2, 1, "count", tuple(range(2, count + 1)))
    return None


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
    return word in _FIGURES and not (word == "one" and steps) and not (word == "set" and after in {"to", "for"})


def _again_for(words: list[str], index: int) -> bool:
    """ "returns for a third and final time": a time for which a show comes back is a season."""
    lead = words[max(0, index - 8) : index]
    return lead[-2:] in (["for", "a"], ["for", "its"], ["for", "the"]) and not _COMING_BACK.isdisjoint(lead)


_COMING_BACK = frozenset({"return", "returns", "returned", "returning", "back"})


def _of_seasons(words: list[str], index: int, last: int, *, beside: bool) -> bool:
    """Whether "the first" stands in talk of seasons, not of acts or episodes."""
    talk = words[max(0, index - 80) : min(last, index + 12)]
    if _PIECES.isdisjoint(words[max(0, index - 12) : index]) and _FILMS.isdisjoint(words[max(0, index - 24) : index]):
        return (
            beside
            or not _HEADS.isdisjoint(talk)
            or "renewed" in talk
            or not _MADE.isdisjoint(words[max(0, index - 5) : index])
        )
    return False


_PIECES = frozenset("acts parts episodes halves act part volumes batch shows".split())
_FILMS = frozenset({"movies", "films"})
_MADE = frozenset("filming shooting begun renewed ordered production commissioned finished wrapped".split())
"""What is done with a season, so that "its third" behind it is one."""


def _judged(words: list[str], mention: SeasonMention, after: str) -> SeasonMention | None:
    """What an ordinal and a noun are, where the noun has other meanings: "first series from", "a third go"."""
    ordinal, noun, number = words[mention.start], words[mention.end - 1], mention.number
    if noun == "seasons" and not mention.others:
        return replace(mention, label="each") if after == "of" else None
    if noun == "series" and (number == 1 or after in _ONE_OF_SHOWS) and ordinal not in {"debut", "inaugural"}:
        return None
    if noun in _LOOSE and number == 1:
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


_ONE_OF_SHOWS = frozenset({"from", "in", "that", "to", "made", "released", "produced", "launched", "created"})
"""Behind a numbered series they say that it is one among shows: "the third series released"."""
_LOOSE = frozenset("lot bunch spin entry dose slice crop slate stretch portion".split())


def _all(words: list[str], index: int, last: int) -> SeasonMention | None:
    """ "all three seasons": a count of what is there."""
    count = _NUMBERS.get(words[index + 1]) if index + 2 < last else None
    if count is None and index + 2 < last and words[index + 1].isdecimal() and len(words[index + 1]) < 3:
        count = int(words[index + 1])
    if count and words[index + 2] in {"seasons", "series"}:
        return SeasonMention(index, index + 3, 1, "count", tuple(range(2, count + 1)))
    return None


def _fresh(words: list[str], index: int, last: int) -> SeasonMention | None:
    """ "new season", "another run", "the final chapter", "next instalment"."""
    at = index + 1
    if (
        words[index] == "last"
        and words[at : at + 2] == ["of", "which"]
        and index > 4
        and "seasons" in words[index - 3 : index]
    ):
        count = next((n for w in words[index - 5 : index] if (n := _NUMBERS.get(w, 0)) > 1), None)
        return SeasonMention(index, at, count) if count else None
    while at < last and at < index + 4 and words[at] not in _HEADS and words[at] in _ADJECTIVES | _FRESH:
        at += 1
    if at + 1 < last and words[at] in {"season", "series"} and (words[at + 1].isdecimal() or words[at + 1] in _NUMBERS):
        return None
    if at < last and words[at] == "series" and words[index] in {"final", "last", "next"}:
        return SeasonMention(index, at + 1, None, words[index])
    if (
        at < last
        and words[at] in {"run", "batch"}
        and words[index] in {"new", "next"}
        and words[at + 1 : at + 2] != ["of"]
    ):
        return SeasonMention(index, at + 1, None, words[index])
    if at < last and words[at] in {"season", "seasons", "instalment", "installment", "outing", "chapter"}:
        return SeasonMention(index, at + 1, None, words[index])
    if words[index : index + 2] == ["new", "one"] and index and words[index - 1] in _OWNERS:
        return SeasonMention(index, index + 2, None, "new")
    return None
