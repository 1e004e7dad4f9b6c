"""Days onto a line: years side by side, with long stretches in which nothing happens folded up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_FOLD = 0.5
"""The width of a folded stretch, in years."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some years on the line: one, or several that are folded up."""

    first: int
    last: int
    x0: float
    x1: float

    @property
    def folded(self) -> bool:
        """Whether it stands for more than one year."""
        return self.last > self.first


@dataclass(frozen=True, slots=True)
class Axis:
    """The line, from the first year to the last."""

    stretches: tuple[Stretch, ...]

    def x(self, day: date) -> float:
        """Where `day` lies; what is before the first year or after the last lies at that end."""
        first, last = self.stretches[0], self.stretches[-1]
        if day.year < first.first:
            return first.x0
        if day.year > last.last:
            return last.x1
        here = next(stretch for stretch in self.stretches if stretch.first <= day.year <= stretch.last)
        start, end = date(here.first, 1, 1).toordinal(), date(here.last, 12, 31).toordinal() + 1
        return here.x0 + (here.x1 - here.x0) * (day.toordinal() - start) / (end - start)


def lay_out(days: Iterable[date], today: date, x0: float, x1: float) -> Axis:
    """An axis from `x0` to `x1` that has every one of `days` and `today`; two and more empty years are folded."""
    busy = {day.year for day in days} | {today.year}
    runs: list[tuple[int, int]] = []
    year = min(busy)
    while year <= max(busy):
        following = min((other for other in busy if other >= year), default=year)
        if following - year >= 2:
            runs.append((year, following - 1))
            year = following
        else:
            runs.append((year, year))
            year += 1
    weights = [_FOLD if last > first else 1.0 for first, last in runs]
    unit = (x1 - x0) / sum(weights)
    stretches, x = [], x0
    for (first, last), weight in zip(runs, weights, strict=True):
        stretches.append(Stretch(first, last, x, x + weight * unit))
        x += weight * unit
    return Axis(tuple(stretches))
