"""Days, weeks and months that English counts: from today, towards today, or from what was said before."""

from schedules.reading.dates.feasts import Feasts
from schedules.reading.dates.mention import Point
from schedules.reading.words.datewords import UNITS, WEEKDAYS

_FEW = 10
"""More years than this lie between two times of a story, not between two seasons."""
_BESIDE_TODAY = {"tomorrow": 1, "yesterday": -1}
_IS = frozenset({"is", "'s", "been"})
_GONE = (["have", "passed"], ["has", "passed"], ["have", "gone"], ["has", "gone"])
_ALL_OF = frozenset({"all", "of", "just", "only", "exactly", "precisely"})
_LEFT = (["to", "go"], ["until", "the"], ["separate", "us"], ["separate", "you"])
_SPANNED = frozenset("of a after before since into from on or and later earlier more".split())
"""What follows months that only last: "in six months of filming"."""
_NEVER = frozenset("no not 't never first only once nothing twice been".split())
"""What makes months those that have gone by: "the first time in four months"."""


class Counts(Feasts):
    """What stands behind a count; each method returns where it ends and what it read, or None."""

    def passed(self, index: int, end: int) -> bool:
        """Whether a count of days is told from then to now: "it's been two days since", "been out for two days"."""
        if self.words[end : end + 2] in _GONE:
            return "since" in self.words[end + 2 : min(end + 4, self.last)]
        at = index - 1
        while self.word(at) in _ALL_OF:
            at -= 1
        if self.word(end) == "since":
            return self.word(at) in _IS
        return self.word(at) == "for" and "been" in self.words[max(0, at - 5) : at]

    def counted_months(self, end: int, number: int, *, led: bool) -> tuple[int, Point] | None:
        """ "five months ago", "a month from today", "in four months"."""
        after, then = self.word(end), self.word(end + 1)
        if after == "ago":
            return end + 1, Point(months=-number)
        if after == "from" and then in {"today", "now"}:
            return end + 2, Point(months=number, days=0 if then == "today" else None)
        if (told := self.from_what_was_told(end)) is not None:
            return told[0], Point(after=told[1] * number)
        named = after in {"'", "’"} and then == "time"
        if led and (named or after not in _SPANNED) and _NEVER.isdisjoint(self.words[max(0, end - 7) : end]):
            return end + 2 * named, Point(months=number)
        return None

    def from_what_was_told(self, end: int) -> tuple[int, int] | None:
        """Where "later", "earlier", "after that" or "before that" ends behind a count, and its sign."""
        after, then = self.word(end), self.word(end + 1)
        if after in {"later", "earlier"}:  # "earlier than planned" says how far a date was moved, and not to where
            return (end + 1, 1 if after == "later" else -1) if then != "than" else None
        if after in {"after", "before"} and then == "that" and not self.word(end + 2).isalpha():
            return end + 2, 1 if after == "after" else -1
        return None

    def weeks_from(self, end: int, days: int) -> tuple[int, Point] | None:
        """ "from Friday", "on Friday", "from this coming Friday", "tomorrow", "and a day", behind a count of weeks."""
        after, at = self.word(end), end + 1
        if after in {"today", "tomorrow"}:
            return at, Point(days=days + (after == "tomorrow"))
        if after == "and" and self.words[at : at + 2] in (["a", "day"], ["one", "day"]):
            now = self.words[at + 2 : at + 4] in (["from", "today"], ["from", "now"])
            return at + 2 + 2 * now, Point(days=days + 1)
        while self.word(at) in {"this", "coming"}:
            at += 1
        led = after in {"from", "on"} and self.word(at) in WEEKDAYS
        return (at + 1, Point(weekday=WEEKDAYS[self.word(at)], plus=days)) if led else None

    def counted_weeks(self, end: int, number: int) -> tuple[int, Point] | None:
        """ "in nine weeks", "in two weeks' time": a round number, that gives no day."""
        after, then = self.word(end), self.word(end + 1)
        named = after in {"'", "’"} and then == "time"
        if (named or after not in _SPANNED) and _NEVER.isdisjoint(self.words[max(0, end - 7) : end]):
            return end + 2 * named, Point(days=number * UNITS["weeks"], near="around")
        return None

    def counted_years(self, end: int, number: int, *, exact: bool) -> tuple[int, Point] | None:
        """ "ten years ago today", "two years ago in March", "a year later", "two years before"."""
        after = self.word(end)
        told = self.from_what_was_told(end)
        if told is not None and (exact or self.words[told[0] : told[0] + 3] == ["to", "the", "day"]):
            return told[0], Point(after=told[1] * 12 * number, exact=True)
        if after == "ago" and self.word(end + 1) == "today":
            return end + 2, Point(days=0, shift=-number)
        if after in {"'s", "'", "’"} and self.word(end + 1) == "time":
            return end + 2, Point(months=12 * number)
        if after == "from" and self.word(end + 1) in {"today", "now"}:
            today = self.word(end + 1) == "today"
            return end + 2, Point(days=0, shift=number) if today else Point(months=12 * number)
        if after == "ago" and self.word(end + 1) in _BESIDE_TODAY:
            return end + 2, Point(days=_BESIDE_TODAY[self.word(end + 1)], shift=-number)
        if after == "ago" and self.words[end + 1 : end + 3] in (["this", "week"], ["this", "month"]):
            return end + 3, Point(months=-12 * number)
        if after == "ago" and self.word(end + 1) in {"in", "this"} and (month := self.month(end + 2)) is not None:
            read = self.with_year(month[0], Point(month=month[1]))
            return (month[0], Point(month=month[1], shift=-number)) if read[1].year is None else None
        if after in {"later", "earlier"} and number <= _FEW and self.word(end + 1) != "than":
            return end + 1, Point(echo=number if after == "later" else -number, near="told")
        return None

    def counted_days(self, end: int, number: int, unit: int, *, exact: bool) -> tuple[int, Point] | None:
        """Days and weeks from today, or from the day last spoken of."""
        after = self.word(end)
        if after == "ago":
            # "six weeks ago" is a round number, "three days ago" is a day.
            return (end + 1, Point(days=-number * unit)) if unit == 1 or number == 1 else None
        if after in {"before", "ahead", "after"} and self.word(end + 1) != "that":
            return self.counted_from(end, number * unit)
        if unit >= UNITS["week"] and (weeks := self.weeks_from(end, number * unit)) is not None:
            return weeks
        if after == "from" and self.word(end + 1) in {"today", "now", "tomorrow"}:
            return end + 2, Point(days=number * unit + (self.word(end + 1) == "tomorrow"))
        if (told := self.from_what_was_told(end)) is not None:
            return told[0], Point(later=told[1] * number * unit)
        left = self.words[end : end + 2] in _LEFT or after in {"away", "left"}
        if left and unit == 1:
            return end + (2 if after == "to" else after != "separate"), Point(days=number)
        if exact and after not in {"of", "a", "after", "before", "since", "into", "from", "on"}:
            return end, Point(days=number * unit)
        return None
