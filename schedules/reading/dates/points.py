"""The points of time that English writes: days, months, seasons, years and their parts.

Each rule is one way of writing; it gives where the point ends and what it is, or None.
"""

from dataclasses import replace
from typing import Final

from schedules.reading.dates.echoes import Echoes
from schedules.reading.dates.mention import Point
from schedules.reading.words.datewords import (
    COUNTS,
    FIXED_BEGINNINGS,
    HALVES,
    MONTHS,
    MOVABLE_BEGINNINGS,
    NTH,
    ORDINALS,
    RELATIVE_DAYS,
    SEASONS,
    SHIFTS,
    SPELLED,
    TENS,
    THIRDS,
    UNITS,
    WEEKDAYS,
    YEAR_FOLLOWERS,
    YEAR_LEADS,
)

RULES: Final[dict[str, tuple[str, ...]]] = {}
"""Which rules can read a date that begins with a word."""
for _words, _names in (
    (NTH, ("nth",)),
    (("the",), ("holidays", "beside_feast", "of_a_month")),
    (MOVABLE_BEGINNINGS, ("feast",)),
    (FIXED_BEGINNINGS, ("holiday",)),
    (MONTHS, ("named_day", "unit")),
    (WEEKDAYS, ("weekday",)),
    (SEASONS, ("unit",)),
    (THIRDS, ("thirds",)),
    ((*HALVES, *ORDINALS, "q", "h", "opening", "closing"), ("portion",)),
    ((*SHIFTS, "year"), ("shifted",)),
    (("that",), ("that",)),
    (("later", "sometime", "someday", "earlier"), ("sometime",)),
    ((*RELATIVE_DAYS, "the"), ("echo",)),
    (("the", "day"), ("day_alone",)),
    (("'", "’", "‘"), ("short_year",)),
    (("the", *SPELLED, *TENS), ("named_day",)),
    ((*COUNTS, "in", "exactly"), ("counted",)),
    (("half",), ("half_year",)),
):
    for _word in dict.fromkeys(_words):
        RULES[_word] = (*RULES.get(_word, ()), *_names)
_SEASONS = frozenset({"spring", "summer", "fall", "autumn", "winter"})
_COUNTED_UNITS = frozenset({*UNITS, "month", "months", "year", "years"})
_ENDS = {"first": (33, 40), "opening": (33, 40), "last": (36, 41), "closing": (36, 41), "final": (36, 41)}
"""What a year begins or ends with: of three and of six months."""
_SO_MANY = frozenset({"few", "couple", "two", "three", "four", "six"})
_MONTHS = frozenset(MONTHS)
_SPOKEN = 20
"""So many words later a month is still spoken of."""
_ONE_ON = (["after", "next"], ["before", "last"])
"""Behind a season these tell of the one beside the nearest."""
_QUARTERLY = YEAR_FOLLOWERS | {"arrivals", "releases", "launches", "returns", "bow"}
_WHOLE = frozenset({"whole", "full", "solid", "entire"})
_LED: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(
        (word for word in COUNTS if RULES[word] == ("counted",)),
        frozenset({*UNITS, *_WHOLE, *"month months year years more sleeps while".split()}),
    ),
    "in": frozenset({*COUNTS, "exactly"}),
    "half": frozenset({"a"}),
    "exactly": frozenset(COUNTS),
    "day": frozenset(),
    **dict.fromkeys(("'", "’", "‘"), frozenset[str]()),
    "the": frozenset(
        (
            *SPELLED,
            *TENS,
            *WEEKDAYS,
            "very",
            "year",
            "new",
            "following",
            "next",
            "same",
            "previous",
            "day",
            "week",
            "month",
        )
    )
    | {"weekend", "holidays", "holiday", "festive"},
    "that": frozenset({*MONTHS, *_SEASONS, "same", "year", "month", "day"}),
    **dict.fromkeys((word for word in SPELLED if RULES[word] == ("named_day",)), frozenset({*MONTHS, "of"})),
    **dict.fromkeys(TENS, frozenset({*SPELLED, "-"})),
}
"""Small words that begin a date only before some others, or before a number."""
_BEHIND_OF = frozenset("beginning beginnings start end close middle tail top dawn turn".split())
"""Parts of a year that are parts "of" it."""
_THIS_TIME = (["this", "time", "next", "year"], ["this", "time", "last", "year"])
_TOWARDS = frozenset({"to", "until", "till", "in", "for", "by", "from"})
_WITHIN = frozenset("of until till through by over".split())
"""Before "that month" these tell of a part of it, or of how long something lasts."""
_BEFORE_SEASONS: Final = frozenset(
    (
        "in the for this next last by until of late early mid - coming past upcoming a 's during come ( be "
        'says thinks reckons with thinking probably maybe perhaps likely : “ " ‘'
    ).split()
)
"""What may stand before a season of the year that is one: "in spring", not "hot spring"."""
_MONTH_RULES = ("named_day", "unit")
_DIGIT_RULES = ("named_day", "numeric", "counted")


def beginnings(words: list[str], first: int, last: int, *, figures: bool) -> list[int]:
    """Where a date can begin between two tokens: at its words, at a small word before what it needs, at `figures`."""
    return [
        at
        for at, word in enumerate(words[first:last], first)
        if (word in RULES or (figures and word.isdecimal()))
        and (word not in _LED or (at + 1 < last and ((after := words[at + 1]) in _LED[word] or after.isdecimal())))
    ]


class Points(Echoes):
    """Recursive descent over tokens; each method returns where it ends and what it read, or None."""

    def begins(self, index: int) -> bool:
        """Whether the word behind a small one, such as "the", lets a date begin there."""
        follower = _LED.get(self.words[index])
        return follower is None or (after := self.word(index + 1)) in follower or after.isdecimal()

    def point(self, index: int) -> tuple[int, Point] | None:
        """The date that begins at a token, and where it ends."""
        word = self.word(index)
        if not word or not self.begins(index):
            return None
        for rule in _DIGIT_RULES if word.isdecimal() else RULES.get(word, _MONTH_RULES):
            read: tuple[int, Point] | None = getattr(self, rule)(index, word)
            if read is not None:
                return read
        return None

    # coarser ---------------------------------------------------------------------------------------------------------

    def unit(self, index: int, word: str) -> tuple[int, Point] | None:
        """A month or a season, with its year or without."""
        month = self.month(index)
        if month is not None:
            if (
                word == "may"
                and self.word(index - 1)
                not in YEAR_LEADS
                | {"its", "their", "his", "her", "'s", "last", "next", "this", "late", "mid", "on", "-"}
                | {"originally", "previously", "initially", "first", "rather", "than"}
                and self.year(month[0]) is None
                and not (self.word(index - 1) in {".", "\n", "!", "?"} and self.word(month[0]) == ",")
                and not self.capital_alone(index)
            ):
                return None
            read = self.with_year(month[0], Point(month=month[1]))
            after = month[0]
            named = (
                read[0] == after
                and after < self.last
                and self.words[after].isalpha()
                and self.text.capital(after)
                and after not in self.named
                and not self.text.in_title
            )
            # "March Madness" and "August Wilson" are no months.
            return None if named and self.words[after] not in WEEKDAYS else read
        part = SEASONS.get(word)
        if part is None:
            return None
        if self.words[index + 1 : index + 3] in _ONE_ON:
            return index + 3, Point(part=part, near=" ".join(self.words[index + 1 : index + 3]))
        end, point = self.with_year(index + 1, Point(part=part))
        row = self.word(index - 1) in {",", "and", "or", "/"} and self.word(index - 2) in SEASONS
        dated = point.year is not None or point.shift is not None or point.echo is not None
        led = self.word(index - 1) in _BEFORE_SEASONS
        row = row or (self.word(index - 1) in {"—", "–", "|"} and end == self.last)
        if not dated and not (led or row or (self.text.capital(index) and index and not self.text.in_title)):
            return None
        return end, point

    def capital_alone(self, index: int) -> bool:
        """Whether only a name is written with a capital: "between May and July", not "Will May", "May it"."""
        before = self.word(index - 1)
        return before in {"between", "and", "or", "than", "to"} and not self.text.in_title

    def thirds(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "early 2017", "mid-March", "late this year", "the end of 2019", "early in the year"."""
        part = THIRDS.get(word)
        if part is None:
            return None
        at = self.third_of(index, word)
        if at is None:
            return None
        if self.words[at : at + 2] == ["the", "month"] or (word == "mid" and self.word(at) == "month"):
            return self.this_month(index, at + 1 + (self.word(at) == "the"))
        if self.told_year(at) or self.words[at : at + 2] == ["the", "new"]:
            return (at + 2, Point(part=part, echo=0)) if self.word(at + 1) == "year" else None
        return self.portion_of(at + (self.word(at) == "the"), part)

    def this_month(self, index: int, end: int) -> tuple[int, Point] | None:
        """ "at the end of the month", "mid-month": of today's, or of the one that was just spoken of."""
        told = not _MONTHS.isdisjoint(self.words[max(0, index - _SPOKEN) : index])
        return end, Point(near="same month") if told else Point(months=0)

    def third_of(self, index: int, word: str) -> int | None:
        """Where the year or the month begins behind a word for its part: "the end of", "mid-", "the early part of"."""
        at = index + 1
        if self.words[at : at + 2] == ["part", "of"]:
            return at + 2
        if word == "tail":
            if self.word(at) != "end":
                return None
            at += 1
        if word in _BEHIND_OF:
            return at + 1 if self.word(at) == "of" else None
        while self.word(at) in {"-", "–", "or", "to", "mid", "in", "on", "through"} and at < index + 4:
            at += 1
        return at

    def told_year(self, at: int) -> bool:
        """Whether "the year" is the one spoken of: not "the year 2026"."""
        return self.words[at : min(at + 2, self.last)] == ["the", "year"] and not self.word(at + 2).isdecimal()

    def portion_of(self, at: int, part: int) -> tuple[int, Point] | None:
        """A part of what stands at `at`: of a year it is a part, of a month or a season it is no finer than that."""
        at += 2 * (self.words[at : at + 2] == ["the", "year"])
        at += self.word(at) == "year"
        word = self.word(at)
        if word.isdecimal() and len(word) == 4 and 1900 <= int(word) <= 2099:
            return at + 1, Point(year=int(word), part=part)
        if word in {"this", "next", "last"} and self.word(at + 1) == "year":
            return at + 2, Point(shift=SHIFTS[word], part=part)
        if word in {"'", "’", "‘"} and (read := self.year(at)) is not None:
            return read[0], replace(read[1], part=part)
        unit = self.unit(at, word) or self.shifted(at, word)
        if unit is not None and unit[1].weekday is None and unit[1].day is None and unit[1].days is None:
            return unit
        return None

    def portion(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "first half of 2016", "Q3 2016", "the fourth quarter of next year", "H1"."""
        if word in {"q", "h"} and self.word(index + 1).isdecimal() and not self.text.spaced(index + 1):
            number = int(self.word(index + 1))
            if not 1 <= number <= (4 if word == "q" else 2):
                return None
            part, at = (32 if word == "q" else 39) + number, index + 2
        elif self.word(index + 1) in {"half", "semester"} and word in HALVES:
            part, at = HALVES[word], index + 2
        elif word in ORDINALS and (end := self.quarter_end(index + 1)):
            part, at = 32 + ORDINALS[word], end
        elif word in _ENDS and self.word(index + 2) == "months" and self.word(index + 1) in _SO_MANY:
            three, six = _ENDS[word]
            part, at = {"three": three, "six": six}.get(self.word(index + 1), 37 if three == 33 else 39), index + 3
        elif word in {"first", "opening", "last", "closing"} and self.word(index + 1) in {"months", "weeks"}:
            part, at = 37 if word in {"first", "opening"} else 39, index + 2
        else:
            return None
        if self.word(at) in {"of", "in"}:
            at += 1
        if self.told_year(at):
            return at + 2, Point(part=part, echo=0)
        read = self.portion_of(at, part)
        if read is not None and (read[1].part == part or read[1].month is not None):
            return read  # the second half of June is no finer than the month
        return self.quarter_alone(index, word, part)

    def quarter_alone(self, index: int, word: str, part: int) -> tuple[int, Point] | None:
        """ "in the third quarter", "a third-quarter release": one of this year."""
        whole = self.word(index + 1) in {"quarter", "semester", "trimester"}
        if self.word(index + 1) == "-" and self.word(index + 3) in _QUARTERLY:
            return index + 3, Point(part=part)
        return (index + 2, Point(part=part)) if word == "q" or (whole and self.word(index - 1) == "the") else None

    def quarter_end(self, at: int) -> int:
        """Where "quarter", or the second half of "third-quarter", ends; 0 where there is none."""
        at += self.word(at) == "-"
        return at + 1 if self.word(at) in {"quarter", "trimester"} else 0

    def sometime(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "later this year", "sometime in May", "later in the year"."""
        at = index + 2 if self.word(index + 1) == "in" else index + 1
        if self.word(at) == "the" and self.word(at + 1) == "year":
            return at + 2, Point(echo=0, near="late" if word == "later" else "")
        read = self.shifted(at, self.word(at)) if self.word(at) in SHIFTS else None
        if word == "later" and self.word(index - 1) == "for" and not self.word(at).isalpha():
            return at, Point(echo=0, near="later")
        if read is None and word != "earlier" and at == index + 2:
            read = self.unit(at, self.word(at)) or self.numeric(at, self.word(at))
        return read

    def shifted(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "this fall", "next month", "last Friday", "this past November"."""
        if word == "year" and self.words[index + 1 : index + 3] == ["after", "next"]:
            return index + 3, Point(shift=2)
        if word == "year" and self.words[index + 1 : index + 3] in (["'s", "end"], ["-", "end"]):
            return index + 3, Point(part=39, echo=0)
        if word == "coming" and self.word(index + 1) == "year" and self.word(index - 1) == "the":
            return index + 2, Point(shift=1)
        if word not in SHIFTS or word in {"following", "current", "previous"}:
            return None
        return self.near(index, word)

    def that(self, index: int, _word: str) -> tuple[int, Point] | None:
        """ "That March", "that same month", "that day", "in that year", "slid to that fall": of what was spoken of."""
        after = self.word(index + 1)
        if after in MONTHS and self.named_day(index + 1, after) is None:
            read = self.unit(index + 1, after)
            return (read[0], replace(read[1], echo=0)) if read is not None and read[1].year is None else read
        if after in _SEASONS:
            return (index + 2, Point(part=SEASONS[after], echo=0)) if self.word(index - 1) in _TOWARDS else None
        if after == "month" and self.word(index - 1) not in _WITHIN:
            return index + 2, Point(near="same month")
        if after == "same" and self.word(index + 2) == "month":
            return index + 3, Point(near="same month")
        if after in {"day", "same"}:
            end = index + (3 if after == "same" else 2)
            return (end, Point(later=0)) if self.word(end - 1) in {"day", "date"} else None
        if after == "year" and self.word(index - 1) in {"later", "of", "in"}:
            return index + 2, Point(echo=0)
        return None

    def near(self, index: int, word: str) -> tuple[int, Point] | None:
        """The unit after "this", "next" or "last"."""
        if word == "coming" and self.word(index - 1) not in {"the", "this"}:
            return None
        at, near = index + 1, word
        if word == "this" and self.word(at) in {"coming", "past", "very", "upcoming"}:
            near = "past" if self.word(at) == "past" else "this"
            at += 1
        unit = self.word(at)
        if unit == "time" and self.words[index : at + 3] in _THIS_TIME:
            return at + 3, Point(months=12 * SHIFTS[self.word(at + 1)])
        if unit == "year":
            return (at + 1, Point(shift=SHIFTS[near])) if word not in {"coming", "past"} else None
        if unit == "month":
            return (at + 1, Point(months=SHIFTS[near])) if word not in {"coming", "past"} else None
        if unit in {"morning", "afternoon", "evening"} and word == "this":
            return at + 1, Point(days=0)
        if unit in {"night", "evening"} and word == "last":
            return at + 1, Point(days=-1)
        if unit in {"holiday", "festive"}:
            season = self.holidays(at - 1, word)
            return (season[0], replace(season[1], near=near)) if season is not None else None
        read = (
            self.weekday(at, unit)
            if unit in WEEKDAYS
            else self.thirds(at, unit)
            if unit in {"early", "late", "mid"}
            else self.named_day(at, unit) or self.unit(at, unit) or self.feast(at, unit)
        )
        if read is None:
            return None
        end, point = read
        return end, replace(point, near=near)

    def counted(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "in eight days", "two weeks from today", "three weeks ago", "a week from Friday"."""
        at = index + 1 if word == "in" else index
        exactly = self.word(at) == "exactly"
        at += exactly
        exactly = exactly or self.word(index - 1) == "minus"  # "T-minus ten days"
        if self.word(index - 1) == "and" and self.word(index - 2) in _COUNTED_UNITS:
            return None  # "a month and a day from now"
        number = self.count(at)
        at += self.word(at + 1) == "more" or self.word(at + 1) in _WHOLE
        named = self.word(at + 1)
        if not number:
            return None
        if named == "while" and self.word(at + 2) == "in":  # "sometime in 2026", as a spinning machine has it
            return self.sometime(at + 1, named)
        if named in {"year", "years"}:
            return self.counted_years(at + 2, number, exact=exactly)
        if named == "sleeps":
            return at + 2, Point(days=number)
        unit = UNITS.get(named)
        if named in {"month", "months"}:
            return self.counted_months(at + 2, number, led=word == "in")
        if unit is None:
            return None
        if word == "in" and named == "weeks" and not exactly and (around := self.counted_weeks(at + 2, number)):
            return around
        if (unit == 1 or number == 1) and self.passed(index, at + 2):
            return at + 2, Point(days=-number * unit)
        return self.counted_days(at + 2, number, unit, exact=exactly or (word == "in" and unit in {1, 14}))
