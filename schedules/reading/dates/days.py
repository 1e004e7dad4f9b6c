"""The days that English writes, by name or in figures, and the years behind them."""

from collections.abc import Collection
from dataclasses import replace

from schedules.reading.dates.mention import Point
from schedules.reading.words.datewords import (
    COUNTED,
    GLUED,
    HALVES,
    HOLIDAYS,
    KINDS,
    MONTH_ENDS,
    MONTHS,
    NEEDS_CAPITAL,
    SHIFTS,
    SPELLED,
    SUFFIXES,
    TENS,
    WEEKDAYS,
    WEEKS,
    YEAR_ENDS,
    YEAR_FOLLOWERS,
    YEAR_LEADS,
    YEAR_VERBS,
    misspelt_month,
)
from schedules.reading.words.text import Text

_AFTER_THE_STOP = frozenset({"of", *MONTHS})
_AFTER_A_DAY = frozenset(
    "and or but at with for as when which while so on in only instead then to is if because that although".split()
)
"""Words that may follow a day of the month that is told without its month."""
_YEARS = (
    *((words, Point(echo=0)) for words in (["that", "year"], ["that", "same", "year"], ["the", "same", "year"])),
    *((["the", *words], Point(echo=1)) for words in (["following", "year"], ["next", "year"], ["year", "after"])),
    *((["the", *words], Point(echo=-1)) for words in (["previous", "year"], ["year", "before"])),
    (["the", "year", "before", "last"], Point(shift=-2)),
    *((["the", *words], Point(shift=-1)) for words in (["past", "year"], ["last", "year"], ["year", "past"])),
    (["the", "year", "next"], Point(shift=1)),
)
"""Years told by the one last spoken of, or by today's."""


_BEFORE_A_DAY = frozenset("on from by until till is was be come ( - – — :".split())
"""Words that show "the 21st" to be a day, though its month is told elsewhere."""
_TWELVE = 12
_OPEN = frozenset({"tba", "tbc", "tbd"})
"""A year beside one of these is one of which no more is known."""


class Days:
    """Recursive descent over tokens; each method returns where it ends and what it read, or None."""

    def __init__(self, text: Text, last: int, named: Collection[int] = ()) -> None:
        """Begin to read a text before a token; `named` are the tokens of its shows and seasons."""
        self.text, self.words, self.last, self.named = text, text.words, last, named

    def word(self, index: int) -> str:
        """The word at a token, or nothing beyond the sentence."""
        return self.words[index] if 0 <= index < self.last else ""

    def day_number(self, index: int) -> tuple[int, int] | None:
        """A day of the month with or without its suffix, also "3oth" with a letter for the nought."""
        word = self.word(index)
        if index in self.named:  # "in July the second season"
            return None
        if not (word.isdecimal() and len(word) <= 2):
            return self.spelled_day(index, word)
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

    def spelled_day(self, index: int, word: str) -> tuple[int, int] | None:
        """A day of the month in words: "seventeenth", "twenty-fifth"."""
        if word in TENS:
            at = index + 2 if self.word(index + 1) == "-" else index + 1
            number = TENS[word] + SPELLED.get(self.word(at), 99)
            return (at + 1, number) if number <= 31 and number % 10 else None
        if word in SPELLED:
            return index + 1, SPELLED[word]
        at = index + 1 + (self.word(index + 1) == ",")
        year = self.word(at)
        if word in COUNTED and year.isdecimal() and len(year) == len("2020"):
            return index + 1, COUNTED[word]  # "September four, 2020", as machines spin it
        return None

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
        if word in {"the", "that"} and self.word(index) in {"of", "the", "that"}:
            named = self.words[at : min(at + 4, self.last)]
            for words, point in _YEARS:
                if named[: len(words)] == words:
                    return at + len(words), point
        return None

    def named_day(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "Sept. 30", "September 30th, 2016", "30 September", "the 30th of September"."""
        month = self.month(index) if not word.isdecimal() and word != "the" else None
        if month is not None:
            end, number = month
            at = end + 1 if self.word(end) == "the" or self.parted(index, end) else end
            # "in March third on the list" is no third of March.
            led = at > end or self.word(at) not in SPELLED or SPELLED[self.word(at)] > 3
            led = led or (self.text.capital(at) and not self.text.in_title)
            day = self.day_number(at) if led else None
            if day is not None and self.possible(number, day[1]):
                return self.with_year(day[0], Point(month=number, day=day[1]))
            return None
        at = index + 1 if word == "the" else index
        day = self.day_number(at)
        if day is None:
            return None
        end, number = day
        run = self.run_of_days(end, number)
        if run is not None:
            return run
        if (
            word == "the"
            and (
                self.word(index - 1) in _BEFORE_A_DAY
                or (self.word(index - 1) in {"and", "to"} and self.stands_alone(end))
            )
            and end == at + 2
            and self.month(end) is None
            and self.word(end) != "of"
        ):
            # "Andor, on the 21st": the month is that of the date before.
            return end, Point(day=number)
        if self.word(at) in SPELLED and SPELLED[self.word(at)] < len(HALVES) + 4 and self.word(end) != "of":
            return None
        if self.word(end) == "." and self.word(end + 1) in _AFTER_THE_STOP:
            end += 1
        if self.word(end) == "of":
            end += 1
        month = self.month(end)
        if month is None or not self.possible(month[1], number):
            return None
        return self.with_year(month[0], Point(month=month[1], day=number))

    def parted(self, index: int, end: int) -> bool:
        """Whether a slip of the pen parts a month from its day: "on April, 18 and", not "in April, 18 shows"."""
        apart = self.word(index - 1) == "on" and self.word(end) == "," and self.word(end + 1).isdecimal()
        return apart and self.stands_alone(end + 2)

    def stands_alone(self, end: int) -> bool:
        """Whether what follows a day of the month leaves it a day: not "on the 4th floor", not "the 4th of July"."""
        return self.month(end) is None and (not self.word(end).isalpha() or self.word(end) in _AFTER_A_DAY)

    @staticmethod
    def possible(month: int, day: int) -> bool:
        """Whether a month has such a day."""
        return day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31)

    def with_year(self, end: int, point: Point) -> tuple[int, Point]:
        """A day or a month, which is made for this, with the year or the weekday in brackets that follows it."""
        year = self.year(end)
        if year is None:
            return (end, point) if self.word(end) != "(" else self.with_weekday(end, point)
        point.year, point.shift, point.echo = year[1].year, year[1].shift, year[1].echo
        return year[0], point

    def with_weekday(self, end: int, point: Point) -> tuple[int, Point]:
        """The same with its weekday in brackets: "August 8 (Tuesday)", "August 8 (a Tuesday)"."""
        at = end + 1 + (self.word(end + 1) == "a")
        if self.word(at) not in WEEKDAYS or self.word(at + 1) != ")":
            return end, point
        point.weekday = WEEKDAYS[self.word(at)]
        return at + 2, point

    def holiday(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "Christmas Day", "New Year's Eve", "Halloween"."""
        if self.word(index - 1) == "happy":
            return None
        for words, (month, day) in HOLIDAYS.items():
            if words[0] == word and tuple(self.words[index : index + len(words)]) == words and self.text.capital(index):
                return self.with_year(index + len(words), Point(month=month, day=day, holiday=True))
        return None

    def run_of_days(self, index: int, first: int) -> tuple[int, Point] | None:
        """ "1 to Friday 4 January 2019" behind its first day: a run of days begins with the first."""
        if self.word(index) not in {"to", "-", "–", "until", "through"}:
            return None
        at = index + 2 if self.word(index + 1) in WEEKDAYS else index + 1
        last = self.day_number(at)
        month = self.month(last[0]) if last is not None and last[1] > first else None
        return self.with_year(month[0], Point(month=month[1], day=first)) if month is not None else None

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
        bare = self.day_number(at)
        if bare is not None and bare[0] == at + 2 and self.word(at - 1) != "(" and self.stands_alone(bare[0]):
            return bare[0], Point(weekday=number, day=bare[1])
        if len(word) < 5 and word != "tues":
            return None
        return self._weekday_alone(index, end, number)

    def _weekday_alone(self, index: int, end: int, number: int) -> tuple[int, Point]:
        """ "a Friday in August", "the Friday before", "Friday of next week", "Sunday week": no day follows."""
        if self.word(index - 1) in {"a", "one", "some"} and self.word(end) in {"in", "of"}:
            month = self.month(end + 1)
            if month is not None:
                return self.with_year(month[0], Point(month=month[1]))
        if self.word(index - 1) == "the" and self.word(end) in {"before", "after"} and not self.word(end + 1).isalnum():
            return end + 1, Point(weekday=number, near=self.word(end))
        if self.word(end) == "of" and self.word(end + 2) == "week" and self.word(end + 1) in WEEKS:
            return end + 3, Point(weekday=number, near=f"{self.word(end + 1)} week")
        if self.words[end : end + 2] == ["before", "last"] and not self.text.capital(end + 2):
            return end + 2, Point(weekday=number, near="before last")
        weeks = {"week": 7, "fortnight": 14}.get(self.word(end))
        if weeks is not None and not self.word(end + 1).isalnum() and self.word(index - 1) != "the":
            return end + 1, Point(weekday=number, plus=weeks)
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
                month, day = (b, a) if a > 12 or (mark == "." and b <= 12) else (a, b)
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
            timed = before == ":" and self.word(index - 2).isdecimal() and not self.text.spaced(index)
            led = not (before.isdecimal() or timed) and before not in {"score", "rating", "$"} and not (rated and index)
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
                span = mark == "-" and before == "(" and self.word(index + 3) == ")" and int(second) > _TWELVE
                span = span and self.word(index + 4) != ""
                return (index + 1, Point(year=int(first))) if span and 1900 <= int(first) <= 2099 else None
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
        if after == "for" and self.word(index + 2) in {"the", "its"} and self.word(index + 3) in YEAR_FOLLOWERS:
            return True
        if before in {'"', "“", "‘", "'"} and after in {'"', "”", "’", "'", ",", "."}:
            return True
        if after in YEAR_VERBS and before in {"", "\n", ".", "!", "?", ";", "that", "and", "so", "then"}:
            return True
        if before in YEAR_LEADS or after in YEAR_FOLLOWERS or before in {"(", "–", "-", ":", "—", ""}:
            return True
        if before == "/":
            return self.text.spaced(index)
        told = after in {"is", "was"} and self.word(index + 2) in {"when", "all", "what", "as"}
        if told or before in _OPEN or after in _OPEN or (before == "," and after == ")"):
            return True
        # "Hulu's 2016 drama"
        if (before == "that" and after in {"is", "will", "brings", "sees"}) or (before == "'s" and after in KINDS):
            return True
        paired = before == "between" and after == "and" and len(self.word(index + 2)) == len(self.word(index))
        if paired and self.word(index + 2).isdecimal():
            return True
        return before in {"be", "with", "within"} and (after in YEAR_ENDS or not after.isalnum())
