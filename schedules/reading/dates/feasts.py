"""The days that English tells by their place in a month or by a feast: "the last day of August", "over Easter"."""

from dataclasses import replace

from schedules.reading.dates.days import Days
from schedules.reading.dates.mention import FIXED, Point
from schedules.reading.words.datewords import FEAST_BEGINNINGS, FEASTS, MONTH_LENGTHS, NTH, SHIFTS, WEEKDAYS

_DAYS = frozenset({"day", "gras", *WEEKDAYS})
_STRETCHES = frozenset({"weekend", "week", "holiday", "holidays", "break", "season", "period", "time"})
_OVER = frozenset("over around during for before by at in until till through about come".split())
_ON = frozenset({"on", "this", "next", "last"})
_ASIDE = {"before": -1, "after": 1}
_BESIDE = {"day": 0, "weekend": 5, "week": 0}
"""What a feast is told to have beside it, and the weekday by which a longer one is known."""


class Feasts(Days):
    """Recursive descent over tokens; each method returns where it ends and what it read, or None."""

    def nth(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "third Monday of February", "the last day of August", "the first day of next month"."""
        unit, joint = self.word(index + 1), self.word(index + 2)
        if word not in NTH or joint not in {"of", "in"} or (unit not in WEEKDAYS and unit not in _BESIDE):
            return None
        if word in {"last", "final"} and unit == "day" and self.word(index - 1) != "the":
            return None
        shifted = self._shifted_month(index + 3)
        month = None if shifted else self.month(index + 3)
        if unit in {"week", "weekend"}:
            whole = self.with_year(month[0], Point(month=month[1])) if month is not None else shifted
            return whole if word != "last" or self.word(index - 1) == "the" else None
        if month is not None and unit == "day":
            day = MONTH_LENGTHS[month[1] - 1] if NTH[word] < 0 else NTH[word]
            return self.with_year(month[0], Point(month=month[1], day=day))
        if month is not None:
            return self.with_year(month[0], Point(moving=(month[1], WEEKDAYS[unit], NTH[word]), plus=0))
        if shifted is not None and unit == "day":
            return shifted[0], replace(shifted[1], day=31 if NTH[word] < 0 else NTH[word])
        if shifted is not None:
            return shifted[0], replace(shifted[1], moving=(0, WEEKDAYS[unit], NTH[word]), plus=0)
        return None

    def of_a_month(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "the 14th of next month", "the nineteenth of this month"."""
        at = index + 1 if word == "the" else index
        day = self.day_number(at)
        if day is None or (day[0] == at + 1 and self.word(at).isdecimal()) or self.word(day[0]) != "of":
            return None
        shifted = self._shifted_month(day[0] + 1)
        return (shifted[0], replace(shifted[1], day=day[1])) if shifted is not None else None

    def _shifted_month(self, index: int) -> tuple[int, Point] | None:
        if (
            self.word(index + 1) != "month"
            or self.word(index) not in {"this", "next", "the", "last"}
            or self.word(index + 2) == "'s"
        ):
            return None
        return index + 2, Point(months=SHIFTS.get(self.word(index), 0))

    def feast(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "Thanksgiving", "Memorial Day", "Good Friday": itself where it is called a day, else its month."""
        for words, moving, plus in FEASTS:
            if words[0] != word:
                continue
            end = index + len(words)
            if tuple(self.words[index:end]) != words or not self.text.capital(index):
                continue
            led = self.word(index - 1) in _ON
            if self.word(end) in _STRETCHES:
                return self._dated(end + 1, Point(moving=moving))
            if self.word(end) in {"day", "sunday", "eve"} and words[-1] not in _DAYS:
                return self._dated(end + 1, Point(moving=moving, plus=plus - (self.word(end) == "eve")))
            exact = led or words[-1] in _DAYS
            return self._dated(end, Point(moving=moving, plus=plus if exact else None))
        return None

    def _dated(self, end: int, point: Point) -> tuple[int, Point]:
        year = self.year(end)
        return (end, point) if year is None else (year[0], replace(point, year=year[1].year, shift=year[1].shift))

    def beside_feast(self, index: int, _word: str) -> tuple[int, Point] | None:
        """ "the Friday after Thanksgiving", "the day before Christmas", "the weekend after Easter"."""
        unit, side = self.word(index + 1), self.word(index + 2)
        if side not in _ASIDE or (unit not in WEEKDAYS and unit not in _BESIDE):
            return None
        at = index + 3
        if self.word(at) not in FEAST_BEGINNINGS:
            return None
        read = self.feast(at, self.word(at)) or self.holiday(at, self.word(at))
        if read is None:
            return None
        end, point = read
        if unit == "day":
            return end, replace(point, plus=(point.plus or 0) + _ASIDE[side], holiday=False)
        if point.moving is None and point.month is not None and point.day is not None:
            point = Point(point.year, point.shift, point.echo, moving=(point.month, FIXED, point.day))
        if point.moving is None:
            return None
        if unit in _BESIDE:  # no finer than its month
            return end, replace(point, weekday=_BESIDE[unit], near=side, plus=None)
        return end, replace(point, weekday=WEEKDAYS[unit], near=side, plus=0)

    def counted_from(self, end: int, days: int) -> tuple[int, Point] | None:
        """ "five days before Halloween", "a week ahead of Christmas", behind the count."""
        ahead = self.words[end : end + 2] == ["ahead", "of"]
        side, at = (-1, end + 2) if ahead else (_ASIDE.get(self.word(end), 0), end + 1)
        if not side or self.word(at) not in FEAST_BEGINNINGS:
            return None
        read = self.feast(at, self.word(at)) or self.holiday(at, self.word(at))
        if read is None:
            return None
        return read[0], replace(read[1], plus=(read[1].plus or 0) + side * days, holiday=False)

    def holidays(self, index: int, _word: str) -> tuple[int, Point] | None:
        """ "over the holidays", "this holiday season": the last month of the year."""
        unit = self.word(index + 1)
        if unit == "holidays" and self.word(index - 1) in _OVER:
            return index + 2, Point(month=12, holiday=True)
        if unit in {"holiday", "festive"} and self.word(index + 2) in {"season", "period"}:
            return index + 3, Point(month=12, holiday=True)
        return None
