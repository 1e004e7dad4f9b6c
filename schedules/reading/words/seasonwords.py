"""What a season mentioned in a text is, and the words that tell of one."""

from dataclasses import dataclass
from typing import Final

NUMBERS = {
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


COUNTED = {word: number for word, number in NUMBERS.items() if len(word) > 2}
"""Numbers in words."""


ORDINAL_WORDS: Final = {
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


HEADS: Final = frozenset({"season", "seasons", "series"})


FIGURES = frozenset(
    (
        "season seasons series run edition term outing chapter instalment installment go-around year batch round "
        "helping tour cycle volume go set stint adventure one lot serving portion dose slice crop slate stretch "
        "salvo tranche bunch iteration delivery entry spin"
    ).split()
)


ADJECTIVES = frozenset(
    (
        "and final last new upcoming coming full complete hotly highly anticipated tv debut much-anticipated "
        "long-awaited 13-episode hit acclaimed season , 's the penultimate long awaited eagerly - definitive "
        "conclusive concluding episode 13 ten eight six ( )"
    ).split()
)


ELLIPTIC = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
)


OWNERS = frozenset({"'s", "'", "’"})


DETERMINERS = OWNERS | {"a", "the", "its", "his", "her", "their", "whose"}


AFTER_ALONE = frozenset(
    (
        "( ) became still won is are will 'll wo was has had in on , . ; ? ! the begins to won't being isn didn "
        "hasn hadn wasn did does do might may could should would can since at from by followed follow came come "
        "comes begins airs bows streams opens "
        "went goes got gets began started kicked opened ended wrapped ran appeared bowed finished dropped landed "
        "overall hit set due coming last next this now not - – — but while then too already remains takes took"
    ).split()
)


VERBS_AFTER = frozenset(
    (
        "arrives premieres debuts lands drops follows hits launches starts premiered aired debuted arrived bowed "
        "launched which came dropped"
    ).split()
)


FRESH = frozenset(
    (
        "new next following further upcoming forthcoming another more final last additional farewell coming latest "
        "penultimate current present"
    ).split()
)


SUFFIXES = frozenset("st nd rd th ª º ° a e de ste ème eme".split())
"""What makes a figure an ordinal, in English and in texts that kept it from another language: "the 2ª season"."""


FOLLOWING = frozenset({"follow", "followup"})
"""How "the follow-up" begins, the season after the one that is spoken of."""


TELLING = frozenset({*FIGURES, *HEADS, *ELLIPTIC, "s", "part", *FOLLOWING, "seconds", "thirds"}) - {"first"}
"""A sentence without any of these has no season, but for a number behind a name."""


LATEST = frozenset({"recent", "latest"})
"""Before "of them" they are the last of the seasons that were counted."""


PLURALS: Final = {"seconds": 2, "thirds": 3, "fourths": 4}
"""What a show comes back for, as a guest does at a table."""


ROUNDS: Final = frozenset({"round", "outing", "instalment", "installment", "chapter", "helping"})
"""Nouns that a number may follow, for the season of a show."""


ONE_OF_TWO: Final = (["the", "former"], ["the", "latter"])


COMING_BACK: Final = frozenset({"return", "returns", "returned", "returning", "back"})
"""What a show does for a season of which only the number is told."""


STARTERS: Final = frozenset(
    {*HEADS, *ORDINAL_WORDS, *FRESH, *LATEST, "s", "part", "all", "year", *FOLLOWING, *ROUNDS, *PLURALS}
)


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


MONTHLIKE = frozenset("january february march april may june july august september october november december".split())
