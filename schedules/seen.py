"""What feeds' entries looked like when they were last read, to notice which have changed; pure, and only in memory.

An entry's page is opened once. It is opened again where the entry has come to say something else, as after a
correction, and where it could not be had. What was seen before this process began is known by the addresses that are
stored.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from schedules.sources.feed import Entry

TRIES = 3
"""How often a page is asked for that can't be had for now."""


@dataclass(frozen=True, slots=True)
class _Look:
    words: int
    """A digest of title and text."""
    tries: int = 0
    """How often its page was asked for in vain."""


@dataclass(slots=True)
class Seen:
    """The entries of every source that was read, as they stood in its feed the last time."""

    _sources: dict[int, dict[int, _Look]] = field(default_factory=dict)

    def wanted(self, source: int, entries: Iterable[Entry], stored: Collection[str]) -> list[Entry]:
        """Those entries that are to be read.

        Args:
            source: the number of the source.
            entries: all that its feed holds now.
            stored: the addresses whose articles are stored.
        """
        looks = self._sources.get(source, {})
        return [entry for entry in entries if _wanted(entry, looks.get(hash(entry.id)), stored)]

    def changed(self, source: int, entry: Entry) -> bool:
        """Whether an entry says something else than it did."""
        look = self._sources.get(source, {}).get(hash(entry.id))
        return look is not None and look.words != _words(entry)

    def note(self, source: int, entries: Iterable[Entry], waiting: Collection[str], refused: Collection[str]) -> int:
        """Remember what a feed held, and forget what it holds no longer.

        Args:
            source: the number of the source.
            entries: all that the feed held.
            waiting: the ids of those that were not read, for want of time.
            refused: the ids of those whose page could not be had for now.

        Returns:
            How many pages are to be asked for once more.
        """
        before, after = self._sources.get(source, {}), {}
        for entry in entries:
            key = hash(entry.id)
            look = before.get(key)
            if entry.id not in waiting:
                tries = look.tries + 1 if look else 1
                after[key] = _Look(_words(entry), tries % TRIES if entry.id in refused else 0)
            elif look is not None:
                after[key] = look
        self._sources[source] = after
        return sum(look.tries > 0 for look in after.values())


def _wanted(entry: Entry, look: _Look | None, stored: Collection[str]) -> bool:
    if look is not None:
        return look.tries > 0 or look.words != _words(entry)
    # What stands in the feed whole is known by its words, a page by its address.
    return not entry.teaser or entry.url not in stored


def _words(entry: Entry) -> int:
    return hash((entry.title, entry.text))
