"""How two partial dates of one season stand to each other, and what they say together."""

from datetime import date
from enum import Enum

from schedules.edtf import Edtf, Precision
from schedules.errors import EdtfError


class Agreement(Enum):
    """What a new date says about the one that is known."""

    SAME = "same"
    """The same days."""
    VAGUER = "vaguer"
    """It holds the known date and more: it agrees and says less."""
    FINER = "finer"
    """It lies inside the known date: it agrees and says more."""
    OVERLAP = "overlap"
    """Both can be true, and neither says more."""
    APART = "apart"
    """They can't both be true."""


def compare(known: Edtf, said: Edtf) -> Agreement:
    """How `said` stands to `known`."""
    if known.text == said.text:
        return Agreement.SAME
    first, last, start, end = known.earliest, known.latest, said.earliest, said.latest
    if first is not None and last is not None and start is not None and end is not None:
        return _compare_bounded(first, last, start, end)
    if not (known.year_known and said.year_known):
        return _compare_yearless(known, said)
    if (first, last) == (start, end):
        return Agreement.SAME
    if said.contains(known):
        return Agreement.VAGUER
    if known.contains(said):
        return Agreement.FINER
    before = last is not None and start is not None and last < start
    after = first is not None and end is not None and end < first
    return Agreement.APART if before or after else Agreement.OVERLAP


def _compare_bounded(first: date, last: date, start: date, end: date) -> Agreement:
    """What `compare` says of two dates with both bounds, which nearly all have: the way through every weighing."""
    if last < start or end < first:
        return Agreement.APART
    if start == first and end == last:
        return Agreement.SAME
    if start <= first and last <= end:
        return Agreement.VAGUER
    return Agreement.FINER if first <= start and end <= last else Agreement.OVERLAP


def compatible(first: Edtf, second: Edtf) -> bool:
    """Whether one of the two lies inside the other, so that they say the same thing more or less finely."""
    return compare(first, second) in (Agreement.SAME, Agreement.VAGUER, Agreement.FINER)


def finer(first: Edtf, second: Edtf) -> Edtf:
    """Of two compatible dates the one that says more."""
    return second if compare(first, second) is Agreement.FINER else first


def other_year(first: Edtf | None, second: Edtf | None) -> bool:
    """Whether both are one day of the year in two years, as where a pen slips."""
    if first is None or second is None or first.text[4:] != second.text[4:] or first.text == second.text:
        return False
    return first.exact is not None and second.exact is not None


def combine(known: Edtf, said: Edtf) -> Edtf:
    """What `said` means beside `known`: a day without a year, inside the only year that the other leaves open.

    "September 30" beside "2016" is 2016-09-30, whichever of the two was said first. Anything else is `said` itself.
    """
    if (known.earliest is not None and said.earliest is not None) or known.year_known == said.year_known:
        return said
    yearless, window = (said, known) if known.year_known else (known, said)
    years = _years(window)
    fitting = []
    for year in years:
        try:
            candidate = yearless.in_year(year)
        except EdtfError:  # 29 February
            continue
        if window.contains(candidate):
            fitting.append(candidate)
    return fitting[0] if len(fitting) == 1 else said


def _years(window: Edtf) -> range:
    if window.earliest is None or window.latest is None or window.precision is Precision.NONE:
        return range(0)
    return range(window.earliest.year, min(window.latest.year, window.earliest.year + 5) + 1)


def _compare_yearless(known: Edtf, said: Edtf) -> Agreement:
    if said.contains(known) or (not said.year_known and _tail(known).startswith(_tail(said))):
        return Agreement.VAGUER
    if known.contains(said) or (not known.year_known and _tail(said).startswith(_tail(known))):
        return Agreement.FINER
    # A season or a year holds some September 30 or other; only months and days can contradict each other.
    named = all(date.precision in (Precision.DAY, Precision.MONTH) for date in (known, said))
    nested = _tail(known).startswith(_tail(said)) or _tail(said).startswith(_tail(known))
    return Agreement.APART if named and not nested else Agreement.OVERLAP


def _tail(date: Edtf) -> str:
    """The month and the day as written, such as ``-09-30``; a full stop where there is none, which begins nothing."""
    return date.text[4:] if date.precision in (Precision.DAY, Precision.MONTH) else "."
