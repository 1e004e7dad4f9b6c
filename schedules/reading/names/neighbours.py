"""Seasons told by their place beside another: "the follow-up", "the next one", "its predecessor", "another"."""

from collections.abc import Sequence
from typing import Final

from schedules.reading.words.seasonwords import AFTER_ALONE, ORDINAL_WORDS, VERBS_AFTER, SeasonMention


def follow_up(words: list[str], index: int, last: int, found: Sequence[SeasonMention]) -> SeasonMention | None:
    """ "The first season was a hit, and the follow-up arrives in June": the season after the one spoken of."""
    end = index + 1 + next((len(up) for up in (["-", "up"], ["up"]) if words[index + 1 : index + 1 + len(up)] == up), 0)
    if (
        (words[index] == "follow" and end == index + 1)
        or index == 0
        or words[index - 1] not in {"the", "its"}
        or end >= last
        or (words[end] in _OF_ANOTHER and words[end : end + 2] not in _ASIDE)
    ):
        return None
    number = next((s.number for s in reversed(found) if s.number is not None and not s.others), None)
    return SeasonMention(index, end, number + 1 if number is not None else None, "next")


def to_a_season(words: list[str], index: int, last: int) -> SeasonMention | None:
    """ "The follow-up to the first season of “Echo”", "to this spring's ten episodes": the season after those."""
    at = next((at for at in range(index + 1, min(index + 4, last)) if words[at] == "to"), last)
    phrase = words[at + 1 : min(at + _PHRASE, last)]
    head = next((i for i, word in enumerate(phrase) if word in _BEFORE), None)
    if head is None or not _OF_A_NOUN.isdisjoint(phrase[:head]):
        return None
    number = next((n for word in phrase[:head] if (n := ORDINAL_WORDS.get(word))), None)
    return SeasonMention(index, at + 2 + head, number + 1 if number else None, "next")


_PHRASE = 8
_BEFORE: Final = frozenset({"season", "series", "episodes", "run"})
_OF_A_NOUN: Final = frozenset({",", "of", "and", "which", "that"})


_ASIDE: Final = tuple([",", word] for word in "out due which set arriving coming premiering returning".split())
_OF_ANOTHER: Final = frozenset(
    (
        "to film movie album question questions special series show drama comedy book novel game with , spinoff about"
    ).split()
)


def one_more(words: list[str], index: int, found: Sequence[SeasonMention]) -> SeasonMention | None:
    """ "With its second season due in May, “Echo” is assured of another": the season after the one spoken of."""
    number = found[-1].number if found and not found[-1].others else None
    alone = number is not None and words[index + 1 : index + 2] in _CLOSED
    return SeasonMention(index, index + 1, number + 1) if alone and number is not None else None


_CLOSED: Final = ([","], ["."], [";"], ["!"], ["and"], ["already"], ["too"])


def next_one(words: list[str], index: int, last: int) -> SeasonMention | None:
    """ "The next one arrives in June": the season after the one spoken of, unless the next of other things is meant."""
    alone = words[index - 1 : index] == ["the"] and index + 2 < last and words[index + 2] in _TELLS
    return SeasonMention(index, index + 2, None, "following") if alone else None


_TELLS: Final = (AFTER_ALONE | VERBS_AFTER) - frozenset("in on at to from by since then ( which ,".split())
"""What goes on behind "the next one" where that is a season."""


def one_beside(words: list[str], first: int, last: int) -> SeasonMention | None:
    """ "The one before that came in May": a season by its place beside the one that is spoken of."""
    place = _PLACES.get(words[first + 2], "") if first + 4 < last else ""
    end = first + 4 if words[first + 3 : first + 4] in _THAT else first + 3
    told = place and (end == first + 4 or words[end] in _TELLS)
    return SeasonMention(first + 1, end, None, place) if told else None


_PLACES: Final = {"after": "following", "before": "preceding"}
_THAT: Final = (["that"], ["it"], ["this"])


def with_neighbours(words: list[str], first: int, last: int, found: list[SeasonMention]) -> list[SeasonMention]:
    """ "Season 3 came half a year after its predecessor": the seasons of a sentence, with those beside its first."""
    number = next((s.number for s in found if s.number is not None and not s.others), None)
    if number is None:
        return found
    for at in range(first, last - 1):
        if words[at] not in {"its", "the"}:
            continue
        after = words[at + 1 : at + 3]
        step = -1 if words[at + 1] == "predecessor" else _STEPS.get(" ".join(after), 0)
        end = at + 2 if words[at + 1] == "predecessor" else at + 3
        if step and number + step > 0:
            return sorted(
                [*found, SeasonMention(at, end, number + step, "preceding" if step < 0 else "")], key=lambda s: s.start
            )
    return found


NEIGHBOURS: Final = frozenset({"predecessor", "one"})
"""Words of which a season beside another has one."""
_STEPS: Final = {"last one": -1, "one before": -1, "one after": 1}
