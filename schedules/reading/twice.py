"""Whether "it" can mean a show for which the text gave another day already."""

from schedules.edtf import Edtf
from schedules.model import Show


class Given:
    """The dates that a text gave each show so far."""

    def __init__(self) -> None:
        self._dates: dict[str, list[Edtf]] = {}

    def note(self, show: Show, date: Edtf) -> None:
        """Note a date that was given."""
        self._dates.setdefault(show.name, []).append(date)

    def any_for(self, show: Show) -> bool:
        """Whether a show was given a date."""
        return show.name in self._dates

    def another_day(self, show: Show, date: Edtf) -> bool:
        """Whether a show was given a day, and this date is far from it: one show is not due on both."""
        first = date.earliest
        days = [day for given in self._dates.get(show.name, ()) if (day := given.exact) is not None]
        if not days or first is None:
            return False
        return all(abs((first - day).days) > _APART and not date.contains(Edtf.day(day)) for day in days)


_APART = 60
"""So many days before or after what has a day something else is due."""
