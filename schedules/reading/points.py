"""The points of time that English writes: days, months, seasons, years and their parts.

Each rule is one way of writing; it gives where the point ends and what it is, or None.
"""

from dataclasses import replace

from schedules.reading.dates import Point
from schedules.reading.datewords import (
    COUNTS,
    GLUED,
    HALVES,
    HOLIDAYS,
    MONTH_ENDS,
    MONTHS,
    NEEDS_CAPITAL,
    ORDINALS,
    RELATIVE_DAYS,
    SEASONS,
    SHIFTS,
    SUFFIXES,
    THIRDS,
    UNITS,
    WEEKDAYS,
    YEAR_FOLLOWERS,
    YEAR_LEADS,
    misspelt_month,
)
from schedules.reading.text import Text

RULES: dict[str, tuple[str, ...]] = {}
"""Which rules can read a date that begins with a word."""
for _words, _names in (
    (MONTHS, ("named_day", "unit")),
    (WEEKDAYS, ("weekday",)),
    (SEASONS, ("unit",)),
    (THIRDS, ("thirds",)),
    ((*HALVES, *ORDINALS, "q", "h"), ("portion",)),
    ((*SHIFTS, "that", "year"), ("shifted",)),
    (("later", "sometime", "earlier"), ("sometime",)),
    (("christmas", "new", "valentine", "halloween", "fourth"), ("holiday",)),
    ((*RELATIVE_DAYS, "the"), ("echo",)),
    (("the",), ("named_day",)),
    ((*COUNTS, "in"), ("counted",)),
):
    for _word in dict.fromkeys(_words):
        RULES[_word] = (*RULES.get(_word, ()), *_names)
_LED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (word for word in COUNTS if RULES[word] == ("counted",)),
        frozenset({*UNITS, *"month months year years".split()}),
    ),
    "in": frozenset({*COUNTS, "exactly"}),
    "the": frozenset("year following next same".split()),
}
"""Small words that begin a date only before some others, or before a number."""
_MONTH_RULES = ("named_day", "unit")
_DIGIT_RULES = ("named_day", "numeric", "counted")


class Points:
    """Recursive descent over tokens; each method returns where it ends and what it read, or None."""

    def __init__(self, text: Text, last: int) -> None:
        self.text, self.words, self.last = text, text.words, last

    def word(self, index: int) -> str:
        """The word at a token, or nothing beyond the sentence."""
        return self.words[index] if 0 <= index < self.last else ""

    def point(self, index: int) -> tuple[int, Point] | None:
        """The date that begins at a token, and where it ends."""
        word = self.word(index)
        follower = _LED.get(word)
        if follower is not None and (after := self.word(index + 1)) not in follower and not after.isdecimal():
            return None
        for rule in _DIGIT_RULES if word.isdecimal() else RULES.get(word, _MONTH_RULES):
            read: tuple[int, Point] | None = getattr(self, rule)(index, word)
            if read is not None:
                return read
        return None

    # a day ---------------------------------------------------------------------------------------------------------

    def day_number(self, index: int) -> tuple[int, int] | None:
        """A day of the month with or without its suffix, also "3oth" with a letter for the nought."""
        word = self.word(index)
        if not (word.isdecimal() and len(word) <= 2):
            return None
        number, end = int(word), index + 1
        after = self.word(end)
        if after and not self.text.spaced(end):
            if after in SUFFIXES:
                end += 1
            elif after == "oth":
                number, end = number * 10, end + 1
            elif after == "-" and self.word(end + 1) in SUFFIXES:
                end += 2
            elif (
                after in {"%", "am", "pm", "c", "p", "a"}
                or (after.isalpha() and after not in GLUED)
                or (after == ":" and self.word(end + 1).isdecimal() and not self.text.spaced(end + 1))
            ):
                return None
        return (end, number) if 1 <= number <= 31 else None

    def month(self, index: int) -> tuple[int, int] | None:
        """The month at a token, also a misspelt one, and where it ends."""
        word = self.word(index)
        number = MONTHS.get(word) or (misspelt_month(self.text, index) if word[-2:] in MONTH_ENDS else None)
        if number is None:
            return None
        if not self.text.capital(index) and (word in NEEDS_CAPITAL or len(word) < 4):
            return None
        end = index + 1
        if self.word(end) == "." and len(word) <= 4 and not self.text.spaced(end):
            end += 1
        return end, number

    def year(self, index: int) -> tuple[int, Point] | None:
        """A year as it follows a day, month or season: "2016", ", 2016", "of 2016", "next year", "of this year"."""
        at = index
        if self.word(at) == ",":
            at += 1
            if not self.word(at).isdecimal():
                return None
        if self.word(at) in {"of", "in"}:
            at += 1
        word = self.word(at)
        if word.isdecimal() and len(word) == 4 and 1900 <= int(word) <= 2099:
            return at + 1, Point(year=int(word))
        if (
            word in {"'", "’", "‘"}
            and self.word(at + 1).isdecimal()
            and len(self.word(at + 1)) == 2
            and not self.text.spaced(at + 1)
        ):
            return at + 2, Point(year=2000 + int(self.word(at + 1)))
        if word in {"this", "next", "last"} and self.word(at + 1) == "year":
            return at + 2, Point(shift=SHIFTS[word])
        if self.word(index) == "of" and word == "the" and self.words[at + 1 : at + 3] == ["following", "year"]:
            return at + 3, Point(echo=1)
        return None

    def named_day(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "Sept. 30", "September 30th, 2016", "30 September", "the 30th of September"."""
        month = self.month(index) if not word.isdecimal() and word != "the" else None
        if month is not None:
            end, number = month
            at = end + 1 if self.word(end) == "the" else end
            day = self.day_number(at)
            if day is not None and self.possible(number, day[1]):
                return self.with_year(day[0], Point(month=number, day=day[1]))
            return None
        at = index + 1 if word == "the" else index
        day = self.day_number(at)
        if day is None:
            return None
        end, number = day
        if (
            word == "the"
            and self.word(index - 1) == "on"
            and end == at + 2
            and self.month(end) is None
            and self.word(end) != "of"
        ):
            # "Andor, on the 21st": the month is that of the date before.
            return end, Point(day=number)
        if self.word(end) == "of" or (
            self.word(end) == "." and self.text.capital(end + 1) if end + 1 < self.last else False
        ):
            end += 1
        month = self.month(end)
        if month is None or not self.possible(month[1], number):
            return None
        return self.with_year(month[0], Point(month=month[1], day=number))

    @staticmethod
    def possible(month: int, day: int) -> bool:
        """Whether a month has such a day."""
        return day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)

    def with_year(self, end: int, point: Point) -> tuple[int, Point]:
        """A day or a month with the year, or the weekday in brackets, that follows it."""
        year = self.year(end)
        if year is None and self.word(end) == "(" and self.word(end + 1) in WEEKDAYS and self.word(end + 2) == ")":
            return end + 3, replace(point, weekday=WEEKDAYS[self.word(end + 1)])
        if year is None:
            return end, point
        return year[0], replace(point, year=year[1].year, shift=year[1].shift, echo=year[1].echo)

    def holiday(self, index: int, _word: str) -> tuple[int, Point] | None:
        """ "Christmas Day", "New Year's Eve", "Halloween"."""
        if self.word(index - 1) == "happy":
            return None
        for words, (month, day) in HOLIDAYS.items():
            if tuple(self.words[index : index + len(words)]) == words and self.text.capital(index):
                return self.with_year(index + len(words), Point(month=month, day=day))
        return None

    def weekday(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "Friday", "Friday, March 18", "Friday (March 18)", "Friday 18 March"."""
        number = WEEKDAYS.get(word)
        if number is None or not self.text.capital(index):
            return None
        end = index + 1
        if self.word(end) == "." and len(word) <= 5:
            end += 1
        at = end
        while self.word(at) in {",", "the", "(", "-", "–"} and at < end + 2:
            at += 1
        day = self.named_day(at, self.word(at)) or self.numeric(at, self.word(at))
        if day is not None and day[1].day is not None:
            close = day[0] + 1 if self.word(at - 1) == "(" and self.word(day[0]) == ")" else day[0]
            return close, replace(day[1], weekday=number)
        if len(word) < 5 and word != "tues":
            return None
        if self.words[end : end + 3] == ["of", "next", "week"]:
            return end + 3, Point(weekday=number, near="next week")
        return end, Point(weekday=number)

    def numeric(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "2016-09-30", "9/30/2016", "30.9.2016", "9/30", and a year that stands where only a year can."""
        if not word.isdecimal():
            return None
        first, mark, second = word, self.word(index + 1), self.word(index + 2)
        joined = second.isdecimal() and not self.text.spaced(index + 1) and not self.text.spaced(index + 2)
        if joined and mark in {"-", "/", "."}:
            third = self.word(index + 4) if self.word(index + 3) == mark and not self.text.spaced(index + 4) else ""
            if len(first) == 4 and third.isdecimal():
                return self.checked(index + 5, int(first), int(second), int(third))
            if third.isdecimal() and len(third) in {2, 4}:
                year = int(third) if len(third) == 4 else 2000 + int(third)
                a, b = int(first), int(second)
                month, day = (b, a) if a > 12 or mark == "." else (a, b)
                return self.checked(index + 5, year, month, day)
            before = self.word(index - 1)
            rated = int(second) in {5, 10} and before not in {
                "on",
                "until",
                "from",
                "streams",
                "premieres",
                "arrives",
                "drops",
                "hits",
                "returns",
            }
            led = not before.isdecimal() and before not in {"score", "rating", "$"} and not (rated and index)
            if (
                mark == "/"
                and not third
                and led
                and self.word(index + 3) != "c"
                and len(first) <= 2
                and len(second) <= 2
            ):
                a, b = int(first), int(second)
                return self.checked(index + 3, None, *((b, a) if a > 12 else (a, b)))
            if len(first) == 4:
                return None
        if len(first) == 4 and 1900 <= int(first) <= 2099 and self.year_stands(index):
            return index + 1, Point(year=int(first))
        return None

    def checked(self, end: int, year: int | None, month: int, day: int) -> tuple[int, Point] | None:
        """A day written in numbers, where there is such a day."""
        if not (1 <= month <= 12 and day >= 1 and self.possible(month, day)) or (
            year is not None and not 1900 <= year <= 2099
        ):
            return None
        return end, Point(year=year, month=month, day=day)

    def year_stands(self, index: int) -> bool:
        """Whether the words around four digits make them a year."""
        before, after = self.word(index - 1), self.word(index + 1)
        if after in {"'s", "s", "%"} and not self.text.spaced(index + 1):
            return after == "'s"
        return before in YEAR_LEADS or after in YEAR_FOLLOWERS or before in {"(", "–", "-", ":", "—", ""}

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
                and self.year(month[0]) is None
            ):
                return None
            read = self.with_year(month[0], Point(month=month[1]))
            after = month[0]
            named = (
                read[0] == after
                and after < self.last
                and self.words[after].isalpha()
                and self.text.capital(after)
                and not self.text.in_title
            )
            # "March Madness" and "August Wilson" are no months.
            return None if named and self.words[after] not in WEEKDAYS else read
        part = SEASONS.get(word)
        if part is None:
            return None
        end, point = self.with_year(index + 1, Point(part=part))
        dated = point.year is not None or point.shift is not None or point.echo is not None
        led = self.word(index - 1) in {
            "in",
            "the",
            "for",
            "this",
            "next",
            "last",
            "by",
            "until",
            "of",
            "late",
            "early",
            "mid",
            "-",
            "coming",
            "a",
            "during",
            "come",
            "(",
        }
        if not dated and not (led or (self.text.capital(index) and index and not self.text.in_title)):
            return None
        return end, point

    def thirds(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "early 2017", "mid-March", "late this year", "the end of 2019", "early in the year"."""
        part = THIRDS.get(word)
        if part is None:
            return None
        at = index + 1
        if word == "tail":
            if self.word(at) != "end":
                return None
            at += 1
        if word in {"beginning", "start", "end", "close", "middle", "tail", "top", "dawn"}:
            if self.word(at) != "of":
                return None
            at += 1
            if self.word(at) == "the" and self.word(at + 1) == "year":
                return at + 2, Point(part=part, echo=0)
        else:
            while self.word(at) in {"-", "–", "or", "to", "mid", "in", "on"} and at < index + 4:
                at += 1
            if self.word(at) == "the" and self.word(at + 1) in {"year", "new"}:
                return (at + 2, Point(part=part, echo=0)) if self.word(at + 1) == "year" else None
        if self.word(at) == "the":
            at += 1
        return self.portion_of(at, part)

    def portion_of(self, at: int, part: int) -> tuple[int, Point] | None:
        """A part of what stands at `at`: of a year it is a part, of a month or a season it is no finer than that."""
        word = self.word(at)
        if word.isdecimal() and len(word) == 4 and 1900 <= int(word) <= 2099:
            return at + 1, Point(year=int(word), part=part)
        if word in {"this", "next", "last"} and self.word(at + 1) == "year":
            return at + 2, Point(shift=SHIFTS[word], part=part)
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
        elif self.word(index + 1) == "half" and word in HALVES:
            part, at = HALVES[word], index + 2
        elif self.word(index + 1) == "quarter" and word in ORDINALS:
            part, at = 32 + ORDINALS[word], index + 2
        elif word == "first" and self.words[index + 1 : index + 3] in (["few", "months"], ["couple", "months"]):
            part, at = 37, index + 3
        else:
            return None
        if self.word(at) in {"of", "in"}:
            at += 1
        if self.word(at) == "the" and self.word(at + 1) == "year":
            return at + 2, Point(part=part, echo=0)
        read = self.portion_of(at, part)
        if read is not None and read[1].part == part:
            return read
        return (index + 2, Point(part=part)) if word == "q" else None

    def sometime(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "later this year", "sometime in May", "later in the year"."""
        at = index + 2 if self.word(index + 1) == "in" else index + 1
        if self.word(at) == "the" and self.word(at + 1) == "year":
            return at + 2, Point(echo=0)
        read = self.shifted(at, self.word(at)) if self.word(at) in SHIFTS else None
        if read is None and word != "earlier" and at == index + 2:
            read = self.unit(at, self.word(at)) or self.numeric(at, self.word(at))
        return read

    def shifted(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "this fall", "next month", "last Friday", "this past November"."""
        if (
            word == "that"
            and self.word(index + 1) in MONTHS
            and self.named_day(index + 1, self.word(index + 1)) is None
        ):
            read = self.unit(index + 1, self.word(index + 1))
            return (read[0], replace(read[1], echo=0)) if read is not None and read[1].year is None else read
        if word == "year" and self.words[index + 1 : index + 3] == ["after", "next"]:
            return index + 3, Point(shift=2)
        if word == "coming" and self.word(index + 1) == "year" and self.word(index - 1) == "the":
            return index + 2, Point(shift=1)
        if word == "that" or word not in SHIFTS or word in {"following", "current", "previous"}:
            return None
        return self.near(index, word)

    def near(self, index: int, word: str) -> tuple[int, Point] | None:
        """The unit after "this", "next" or "last"."""
        at, near = index + 1, word
        if word == "this" and self.word(at) in {"coming", "past", "very", "upcoming"}:
            near = "past" if self.word(at) == "past" else "this"
            at += 1
        unit = self.word(at)
        if unit == "year":
            return (at + 1, Point(shift=SHIFTS[near])) if word not in {"coming", "past"} else None
        if unit == "month":
            return (at + 1, Point(months=SHIFTS[near])) if word not in {"coming", "past"} else None
        if unit in {"night", "evening"} and word == "last":
            return at + 1, Point(days=-1)
        read = (
            self.weekday(at, unit)
            if unit in WEEKDAYS
            else self.thirds(at, unit)
            if unit in {"early", "late", "mid"}
            else self.unit(at, unit)
        )
        if read is None:
            return None
        end, point = read
        return end, replace(point, near=near)

    def echo(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "the year after", "the following year", "the same year"."""
        if word in RELATIVE_DAYS:
            return index + 1, Point(days=RELATIVE_DAYS[word])
        if word != "the":
            return None
        after = self.words[index + 1 : min(index + 3, self.last)]
        if after == ["year", "after"] and self.word(index + 3) == "next":
            return index + 4, Point(shift=2)
        month = self.month(index + 2) if after[:1] == ["following"] else None
        if month is not None:
            return month[0], Point(echo=1, month=month[1], near="following")
        if after in (["year", "after"], ["following", "year"], ["next", "year"]):
            return index + 3, Point(echo=1)
        if after == ["same", "year"]:
            return index + 3, Point(echo=0)
        if after[:1] == ["year"] and self.word(index + 2) == "will":
            return index + 2, Point(echo=0)
        return None

    def counted(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "in eight days", "two weeks from today", "three weeks ago", "a week from Friday"."""
        at = index + 1 if word == "in" else index
        exactly = self.word(at) == "exactly"
        at += exactly
        number = COUNTS.get(self.word(at)) or (
            int(self.word(at)) if self.word(at).isdecimal() and len(self.word(at)) <= 2 else 0
        )
        if number and self.word(at + 1) in {"year", "years"} and self.words[at + 2 : at + 4] == ["ago", "today"]:
            return at + 4, Point(days=0, shift=-number)
        unit = UNITS.get(self.word(at + 1))
        if number and self.word(at + 1) in {"month", "months"} and self.word(at + 2) == "ago":
            return at + 3, Point(months=-number)
        if not number or unit is None:
            return None
        end, after = at + 2, self.word(at + 2)
        if after == "ago":
            # "six weeks ago" is a round number, "three days ago" is a day.
            return (end + 1, Point(days=-number * unit)) if unit == 1 or number == 1 else None
        if after == "from" and self.word(end + 1) in {"today", "now"}:
            return end + 2, Point(days=number * unit)
        if after == "later" and word != "in":
            return end + 1, Point(later=number * unit)
        if word == "in" and (unit == 1 or exactly) and after not in {"of", "a"}:
            return end, Point(days=number * unit)
        return None
