"""What was heard of one season: words, and those of days long past, which lie in groups until they are asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from schedules.beliefs.words import Word
from schedules.edtf import Edtf
from schedules.model import Status


class Said(Protocol):
    """What can be asked of a word, and of a whole group of words that are alike in it."""

    @property
    def status(self) -> Status:
        """What is said of the date."""

    @property
    def date(self) -> Edtf | None:
        """The date."""

    @property
    def possible(self) -> bool:
        """Whether the date is one that an article of its day can mean."""

    @property
    def stale(self) -> bool:
        """Whether the date, told as to come, lay wholly behind the day of publication."""


class Group:
    """Words of long ago that say the same; they, and what they say, are made when they are asked for."""

    __slots__ = ("_date", "_make", "_numbers", "possible", "stale", "status")

    def __init__(self, alike: "Alike", numbers: Sequence[int], make: Callable[[int], Word]) -> None:
        """Put words together.

        Args:
            alike: what they have in common.
            numbers: by which `make` knows them.
            make: gives the word of a number.
        """
        self.status, self._date, self.possible, self.stale = alike
        self._numbers = numbers
        self._make = make

    @property
    def date(self) -> Edtf | None:
        """The date."""
        return Edtf.parse(self._date) if self._date else None

    def words(self) -> Iterator[Word]:
        """The words themselves."""
        return map(self._make, self._numbers)


class Heard:
    """All words that were heard of a season, in no order that means anything."""

    __slots__ = ("_old", "_words")

    def __init__(self, old: Sequence[Group] = ()) -> None:
        self._old = old
        self._words: list[Word] = []

    def append(self, word: Word) -> None:
        """Add a word."""
        self._words.append(word)

    def those(self, fits: Callable[[Said], bool]) -> list[Word]:
        """The words of which something is true that is asked of each, or once of all that are alike."""
        found = [word for group in self._old if fits(group) for word in group.words()]
        found += [word for word in self._words if fits(word)]
        return found

    def __iter__(self) -> Iterator[Word]:
        for group in self._old:
            yield from group.words()
        yield from self._words

    def __bool__(self) -> bool:
        return bool(self._words or self._old)


Alike = tuple[Status, str | None, bool, bool]
"""What the words of a group have in common: status, date, whether it is possible, and stale."""


def grouped(words: Iterable[Word]) -> dict[Alike, list[Word]]:
    """Words put together that say the same."""
    groups: dict[Alike, list[Word]] = {}
    for word in words:
        date = word.date.text if word.date else None
        groups.setdefault((word.status, date, word.possible, word.stale), []).append(word)
    return groups
