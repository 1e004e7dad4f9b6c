"""Whether "it" can mean a show for which the text gave another day already."""

from collections.abc import Sequence

from schedules.edtf import Edtf


def another_day(given: Sequence[Edtf], date: Edtf) -> bool:
    """Whether one of the dates that a show was given is a day, and `date` is far from all such days.

    One show is not due on both.
    """
    first = date.earliest
    days = [day for each in given if (day := each.exact) is not None]
    if not days or first is None:
        return False
    return all(abs((first - day).days) > _APART and not date.contains(Edtf.day(day)) for day in days)


_APART = 60
"""So many days before or after what has a day something else is due."""
