"""Dates that take up what was said before, or that are told by less than a date has: "the year after", "in '25"."""

from schedules.reading.dates.counts import Counts
from schedules.reading.dates.mention import Point
from schedules.reading.words.datewords import COUNTS, RELATIVE_DAYS

_ECHOES = (
    (["year", "before", "last"], Point(shift=-2)),
    (["month", "before", "last"], Point(months=-2)),
    (["month", "after", "next"], Point(months=2)),
    (["year", "after", "next"], Point(shift=2)),
    (["year", "next"], Point(shift=1)),
    (["day", "after", "tomorrow"], Point(days=2)),
    *((words, Point(echo=1)) for words in (["year", "after"], ["following", "year"], ["next", "year"])),
    (["previous", "year"], Point(echo=-1)),
    (["new", "year"], Point(shift=1, near="next")),
    (["same", "year"], Point(echo=0)),
    (["very", "year"], Point(echo=0)),
    *((["year", *words], Point(echo=0)) for words in (["is", "out"], ["'s", "out"], ["is", "over"])),
    *((["same", word], Point(later=0)) for word in ("day", "date")),
    (["same", "month"], Point(near="same month")),
)
"""What "the" begins that is told by the date last spoken of."""
_ECHOING = frozenset(words[0] for words, _ in _ECHOES)
_BEFORE = (["year", "before"], ["year", "prior"], ["year", "earlier"])
_BEFORE_SHORT_YEARS = frozenset("in for by until till since from before after during early late mid around".split())
_FAR_AHEAD = 2040
_FEASTING = frozenset("rang ring rings ringing rung toasted celebrate celebrated celebrates celebrating".split())
"""With these a new year is when the news comes, "rang it in by revealing", unless what it brings is "with" a season."""


class Echoes(Counts):
    """What stands for a date; each method returns where it ends and what it read, or None."""

    def echo(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "the year after", "the following year", "the same day", "the day after tomorrow"."""
        if word in RELATIVE_DAYS:
            return index + 1, Point(days=RELATIVE_DAYS[word])
        if word != "the" or self.word(index + 1) not in _ECHOING:
            return None
        after = self.words[index + 1 : min(index + 4, self.last)]
        month = self.month(index + 2) if after[:1] == ["following"] else None
        if month is not None:
            return month[0], Point(echo=1, month=month[1], near="following")
        feasting = after[:2] == ["new", "year"] and _FEASTING & {*self.words[max(0, index - 3) : index]}
        if feasting and after[2:] != ["with"]:
            return None
        for words, point in _ECHOES:
            if after[: len(words)] == words and after[len(words) : len(words) + 1] != ["'s"]:
                return index + 1 + len(words), point
        if after[:2] in _BEFORE and not self.word(index + 3).isalpha():
            return index + 3, Point(echo=-1)
        if after[:2] == ["year", "will"]:
            return index + 2, Point(echo=0)
        return None

    def day_alone(self, index: int, word: str) -> tuple[int, Point] | None:
        """ "the day 22", "on day 22": a day of the month that is told without its month."""
        at = index + 1 if word == "the" else index
        lead = self.word(index - 1)
        if self.word(at) != "day" or not (word == "the" or lead in {"on", "for", "from", "until", "next"}):
            return None
        day = self.day_number(at + 1) if self.word(at + 1).isdecimal() else None
        alone = day is not None and day[1] > 1 and self.stands_alone(day[0])
        return (day[0], Point(day=day[1])) if day is not None and alone else None

    def short_year(self, index: int, _word: str) -> tuple[int, Point] | None:
        """ "in '25", "Echo ('25)": a year without its century, behind a word of time or alone in brackets."""
        lead = self.word(index - 1)
        alone = lead == "(" and self.word(index + 2) == ")"
        year = self.year(index) if lead in _BEFORE_SHORT_YEARS or alone else None
        return year if year is not None and year[1].year is not None and year[1].year < _FAR_AHEAD else None

    def half_year(self, index: int, _word: str) -> tuple[int, Point] | None:
        """ "half a year later", "in half a year"."""
        whole = self.words[index : index + 3] == ["half", "a", "year"]
        return self.counted_months(index + 3, 6, led=self.word(index - 1) == "in") if whole else None

    def count(self, at: int) -> int:
        """The number at a token, in a word or in figures; 0 where there is none."""
        word = self.word(at)
        return COUNTS.get(word) or (int(word) if word.isdecimal() and len(word) <= 2 else 0)
