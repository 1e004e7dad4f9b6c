"""The words that English dates are made of."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from schedules.reading.words.text import Text

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
LIMITS: Final = frozenset({"until", "till", "before"})
"""Words before a date up to which something holds, or from which on it does: "not until June"."""
SEASONS = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "fall": 23, "autumn": 23, "winter": 24}
WEEKS: Final = {"last": -7, "this": 0, "next": 7}
"""How many days from this week a weekday "of last week" lies."""
PASSED: Final = frozenset({"last", "past", "last week", "before last"})
"""What tells of a point of time that lies behind: "last Friday", "the Friday before last"."""
KINDS: Final = frozenset("drama comedy dramedy thriller series miniseries sitcom saga anthology show".split())
"""What a show is called behind its year: "the 2016 drama", "Hulu's 2017 miniseries"."""
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
SPELLED = {
    word: number
    for number, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        1,
    )
} | {"thirtieth": 30}
"""Days of a month written out."""
COUNTED = {
    word: number
    for number, word in enumerate(
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        ).split(),
        1,
    )
} | {"thirty": 30}
"""Days of a month as machines count them."""
TENS = {"twenty": 20, "thirty": 30}
HALVES = {"first": 40, "front": 40, "second": 41, "back": 41, "latter": 41, "last": 41}
THIRDS = {
    "early": 37, "beginning": 37, "beginnings": 37, "start": 37, "top": 37, "dawn": 37, "mid": 38, "middle": 38,
    "midway": 38, "late": 39, "end": 39, "close": 39, "tail": 39, "turn": 39,
}  # fmt: skip
RELATIVE_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
SHIFTS = {"this": 0, "next": 1, "last": -1, "current": 0, "previous": -1, "following": 1, "coming": 0, "past": -1}
COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
YEAR_LEADS = frozenset(
    (
        "in on under for at until till by of since says said confirmed announced confirms before after during a an "
        "sometime around come to into from through about early this late or and is it's january make made as a "
        "second the not least released premiered aired debuted launched thinks reckons guesses inside already only "
        "towards year presumably probably likely perhaps maybe possibly"
    ).split()
)
YEAR_ENDS = frozenset("the then at or and being if when before though although as too now not for".split())
"""Words that show that four digits behind "be" or "with" count nothing."""
YEAR_FOLLOWERS = frozenset(
    (
        "premiere premieres release debut return launch run start arrival bow show series season slate lineup line "
        "schedule roster calendar"
    ).split()
)
YEAR_VERBS = frozenset("will would sees saw brings brought should".split())
"""What a year does that begins a sentence: "2020 will see the launch of"."""
GLUED = frozenset({"and", "at", "on", "for", "in", "with", "the", "only"})
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
CORE = frozenset("q year month months night quarter semester trimester days weeks".split()).union(
    MONTHS, WEEKDAYS, SEASONS, RELATIVE_DAYS, map(str, range(1900, 2100))
)
"""A sentence without any of these has no date."""
NEEDS_CAPITAL = frozenset("may march mar jun jul sun sat mon wed thu fri sep dec jan tue apr aug".split())
HOLIDAYS = {
    ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("new", "year", "'s", "eve"): (12, 31),
    ("new", "year", "'s", "day"): (1, 1), ("valentine", "'s", "day"): (2, 14), ("halloween",): (10, 31),
    ("fourth", "of", "july"): (7, 4), ("christmas",): (12, 25), ("boxing", "day"): (12, 26),
    ("st", ".", "patrick", "'s", "day"): (3, 17), ("st", "patrick", "'s", "day"): (3, 17),
    ("international", "women", "'s", "day"): (3, 8), ("star", "wars", "day"): (5, 4),
    ("april", "fools", "'", "day"): (4, 1), ("april", "fools", "’", "day"): (4, 1),
    ("april", "fool", "'s", "day"): (4, 1), ("bonfire", "night"): (11, 5), ("bastille", "day"): (7, 14),
    ("veterans", "day"): (11, 11), ("juneteenth",): (6, 19), ("canada", "day"): (7, 1),
}  # fmt: skip
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_THANKSGIVING, _EASTER = (11, 3, 4), (0, 6, 0)
FEASTS = (
    (("thanksgiving",), _THANKSGIVING, 0),
    (("black", "friday"), _THANKSGIVING, 1),
    (("cyber", "monday"), _THANKSGIVING, 4),
    (("good", "friday"), _EASTER, -2),
    (("easter", "monday"), _EASTER, 1),
    (("easter",), _EASTER, 0),
    (("maundy", "thursday"), _EASTER, -3),
    (("palm", "sunday"), _EASTER, -7),
    (("ash", "wednesday"), _EASTER, -46),
    (("mardi", "gras"), _EASTER, -47),
    (("mother", "'s", "day"), (5, 6, 2), 0),
    (("father", "'s", "day"), (6, 6, 3), 0),
    (("columbus", "day"), (10, 0, 2), 0),
    (("martin", "luther", "king", "day"), (1, 0, 3), 0),
    (("martin", "luther", "king", "jr", ".", "day"), (1, 0, 3), 0),
    (("mlk", "day"), (1, 0, 3), 0),
    (("memorial", "day"), (5, 0, -1), 0),
    (("labor", "day"), (9, 0, 1), 0),
    (("labour", "day"), (9, 0, 1), 0),
    (("presidents", "'", "day"), (2, 0, 3), 0),
    (("presidents", "’", "day"), (2, 0, 3), 0),
    (("presidents", "day"), (2, 0, 3), 0),
)
"""Feasts that move: their words, their rule (`dates.Point.moving`), and the days from it."""
MOVABLE_BEGINNINGS = frozenset(words[0] for words, *_ in FEASTS)
FIXED_BEGINNINGS = frozenset(words[0] for words in HOLIDAYS)
FEAST_BEGINNINGS = MOVABLE_BEGINNINGS | FIXED_BEGINNINGS
MAYBE = CORE.union(
    SUFFIXES,
    "/ halloween christmas thanksgiving valentine easter memorial labor labour presidents holidays holiday".split(),
    "festive years week later same fortnight sleeps day earlier morning juneteenth gras".split(),
)
"""A sentence without any of these, or a month misspelt, has no date."""
LONG_MONTHS = ("january", "february", "august", "september", "october", "november", "december")
MONTH_ENDS = frozenset({"er", "ry", "st", "re"})


def misspelt_month(text: "Text", index: int) -> int | None:
    """The month of a capitalised word that is one slip away from its name: "Janurary", "Spetember"."""
    return misspelt(text.raw[index], text.words[index])


def misspelt(token: str, word: str) -> int | None:
    """The same of a word as written and in small letters."""
    if len(word) < 6 or not token[0].isupper() or word in MONTHS:
        return None
    for name in LONG_MONTHS:
        if word[0] == name[0] and abs(len(word) - len(name)) <= 1 and not _slips(word).isdisjoint(_slips(name)):
            return MONTHS[name]
    return None


def _slips(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
