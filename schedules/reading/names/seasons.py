"""Which seasons a text speaks of: words, ordinals, numerals and the trade's own names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schedules.reading.names.neighbours import (
    NEIGHBOURS,
    follow_up,
    next_one,
    one_beside,
    one_more,
    to_a_season,
    with_neighbours,
)
from schedules.reading.names.ordinals import ordinal
from schedules.reading.words.datewords import MONTHS
from schedules.reading.words.seasonwords import (
    ADJECTIVES,
    AFTER_ALONE,
    COMING_BACK,
    DETERMINERS,
    ELLIPTIC,
    FOLLOWING,
    FRESH,
    HEADS,
    LATEST,
    MONTHLIKE,
    NUMBERS,
    ORDINAL_WORDS,
    OWNERS,
    PLURALS,
    ROUNDS,
    STARTERS,
    SUFFIXES,
    SeasonMention,
)
from schedules.reading.words.text import QUOTES, Sentence, Text

if TYPE_CHECKING:
    from schedules.reading.names.judging import ShowMention


def find_seasons(text: Text, first: int, last: int) -> list[SeasonMention]:
    """The seasons between two tokens, in order, none inside another."""
    found: list[SeasonMention] = []
    words, done = text.words, first
    here = words[first:last]
    for index in [i for i, word in enumerate(here, first) if word in STARTERS or word.isdecimal()]:
        mention = _begun(text, index, last, found) if index >= done else None
        if mention is not None:
            found.append(mention)
            done = mention.end
    if words[first] == "the" and words[first + 1 : first + 2] == ["one"] and (one := one_beside(words, first, last)):
        found.insert(0, one)
    return with_neighbours(words, first, last, found) if found and not NEIGHBOURS.isdisjoint(here) else found


def _begun(text: Text, index: int, last: int, found: Sequence[SeasonMention]) -> SeasonMention | None:
    """The season that begins with a word, given those before it in the sentence."""
    words = text.words
    word = words[index]
    if word in HEADS or word in {"s", "part", "year"}:
        return _numbered(text, index, last)
    if word in ORDINAL_WORDS or word.isdecimal():
        none = word == "first" and words[index - 1] == "at"  # "at first season 2 was due in May"
        none = none or (word.isdecimal() and index > 0 and words[index - 1] in MONTHS)  # "May 19th, the fourth season"
        none = none or (words[index - 2 : index] in _NOT_THE and "but" in words[index : index + _REACH])
        return None if none else ordinal(text, index, last, beside=bool(found))
    if word in LATEST and words[index + 1 : index + 2] == ["of"]:
        return _latest(words, index) or (_fresh(words, index, last) if word in FRESH else None)
    if word in FRESH:
        return _fresh(words, index, last) or (one_more(words, index, found) if word == "another" else None)
    if word in FOLLOWING:
        return follow_up(words, index, last, found) or to_a_season(words, index, last)
    if word == "all":
        return _all(words, index, last)
    if word in PLURALS:
        again = words[index - 1] == "for" and (found or not COMING_BACK.isdisjoint(words[max(0, index - 8) : index]))
        return SeasonMention(index, index + 1, PLURALS[word]) if again else None
    return _round(text, index, last) if word in ROUNDS else None


_NOT_THE = (["'t", "the"], ["not", "the"])
"""What leads to a season that a show is not: "this isn't the second season but a special"."""
_REACH = 6


def _round(text: Text, index: int, last: int) -> SeasonMention | None:
    """ "Round two of “Echo”", "back for round two": a noun that is counted, of a name or of what comes back."""
    words, at = text.words, index + 1
    at += words[at : at + 1] == ["number"]
    number = _number(text, at, last)
    if number is None or (words[index] == "chapter" and words[at].isdecimal()):
        return None  # a chapter in figures is an episode
    of_a_name = words[at + 1 : at + 2] in _OF and at + 2 < last and (text.capital(at + 2) or words[at + 2] in QUOTES)
    back = words[index - 1] == "for" and not COMING_BACK.isdisjoint(words[max(0, index - 8) : index])
    return SeasonMention(index, at + 1, number) if of_a_name or back else None


_OF = (["of"], ["for"])


def numbered(text: Text, shows: Sequence["ShowMention"], seasons: Sequence[SeasonMention]) -> list[SeasonMention]:
    """Seasons told by a number beside a name: "Saltmarsh 5", "a third “Echo”"."""
    found = []
    taken = {season.start for season in seasons}
    for show in shows:
        at = show.end
        before = show.start - 2 if text.words[show.start - 1] in QUOTES else show.start - 1
        ordinal = before > 0 and ORDINAL_WORDS.get(text.words[before], 0) > 1 and text.words[before - 1] in _LEADING
        if ordinal and not _counts_things(text, at):
            found.append(SeasonMention(before, before + 1, ORDINAL_WORDS[text.words[before]]))
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
            and after not in SUFFIXES
            and after not in {"/", "episodes", "p", "a", "-"}
            and not (after == ":" and text.words[at + 2 : at + 3] and _is_clock(text, at + 2))
        ):
            found.append(SeasonMention(at, at + 1, int(text.words[at])))
    return found


_LEADING = DETERMINERS | {"no"}


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
    number = ORDINAL_WORDS.get(words[ordinal], 0)
    alone = words[ordinal + 1] in AFTER_ALONE and words[ordinal] in ELLIPTIC
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
    number = NUMBERS.get(word)
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
    return NUMBERS.get(word, 0) if len(word) > 2 else 0


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
    if at < last and words[at] in {"#", "no", "number", "-", "=", ":"}:
        at += 1
    number = _number(text, at, last)
    if number is None or _lasts(words, index, at + 1):
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


def _lasts(words: list[str], index: int, end: int) -> bool:
    """Whether a number behind "season" tells how long something is: "the fifth-season two-hour premiere"."""
    return words[index] == "season" and words[end : end + 1] == ["-"] and words[end + 1 : end + 2] in _LASTING


_LASTING = (["hour"], ["part"], ["night"], ["episode"], ["day"])


def _year_of_show(text: Text, at: int, last: int) -> bool:
    """ "You, year two", "FX has Year 5 down": a year that is counted is a season."""
    if at >= last:
        return False
    if text.words[at] in NUMBERS:
        return text.words[at - 2] in {",", "'s", "for", "of"} or text.capital(at - 1)
    return text.capital(at - 1) and text.words[at].isdecimal() and len(text.words[at]) <= 2 and at > 1


def _part_of(text: Text, index: int, last: int) -> SeasonMention | None:
    """ "Lupin part 3": right behind a name, and without a season, a part is a season."""
    number = _number(text, index + 1, last)
    if number is None or not (index or text.parted):
        return None
    name = index - 2 if text.words[index - 1] in {":", ",", "”", '"', "’"} else index - 1
    if not text.parted and (name < 0 or not text.raw[name][0].isupper() or text.words[name] in NUMBERS):
        return None
    return SeasonMention(index, index + 2, number, "part")


def _all(words: list[str], index: int, last: int) -> SeasonMention | None:
    """ "all three seasons": a count of what is there."""
    count = NUMBERS.get(words[index + 1]) if index + 2 < last else None
    if count is None and index + 2 < last and words[index + 1].isdecimal() and len(words[index + 1]) < 3:
        count = int(words[index + 1])
    if count and words[index + 2] in {"seasons", "series"}:
        return SeasonMention(index, index + 3, 1, "count", tuple(range(2, count + 1)))
    return None


def _latest(words: list[str], index: int) -> SeasonMention | None:
    """ "Has had two seasons, the most recent of them last spring"."""
    if words[index + 1 : index + 3] != ["of", "them"]:
        return None
    lead = words[max(0, index - 9) : index]
    count = next((n for w in lead if (n := NUMBERS.get(w, 0)) > 1), None)
    counted = count is not None and not {"seasons", "series"}.isdisjoint(lead)
    return SeasonMention(index, index + 3, count, "latest") if counted else None


_TOLD = (["was"], ["came"], ["premiered"], ["arrived"], ["began"], ["landed"], ["started"], ["is"], ["in"])
"""What goes on behind "the last" of the seasons that were counted right before."""


def _fresh(words: list[str], index: int, last: int) -> SeasonMention | None:
    """ "new season", "another run", "the final chapter", "next instalment"."""
    at = index + 1
    if words[at : at + 1] == ["one"] and words[index] in {"next", "following"}:
        return next_one(words, index, last)
    if words[index] == "following" and words[index - 1 : index] != ["the"]:
        return None  # "following a new season of talks"
    if (
        words[index] == "last"
        and (words[at : at + 2] == ["of", "which"] or words[at : at + 1] in _TOLD)
        and index > 4
        and "seasons" in words[index - 4 : index]
    ):
        count = next((n for w in words[index - 6 : index] if (n := NUMBERS.get(w, 0)) > 1), None)
        return SeasonMention(index, at, count) if count else None
    while at < last and at < index + 4 and words[at] not in HEADS and (words[at] in ADJECTIVES or words[at] in FRESH):
        at += 1
    if at + 1 < last and words[at] in {"season", "series"} and (words[at + 1].isdecimal() or words[at + 1] in NUMBERS):
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
    if words[index : index + 2] == ["new", "one"] and index and words[index - 1] in OWNERS:
        return SeasonMention(index, index + 2, None, "new")
    return None
