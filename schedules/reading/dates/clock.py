"""The local time of a release and its zone, as a text writes them: "9 p.m. ET", "12:01am US-PT", "18:00 Pacific"."""

from dataclasses import dataclass
from typing import Final

from schedules.reading.words.text import Text

_ZONES = {
    **dict.fromkeys("et est edt pt pst pdt ct cst cdt mt gmt bst utc cet cest ist aest".split()),
    "pacific": "PT",
    "eastern": "ET",
}  # fmt: skip
"""Zones and what is written for them; None is the word itself in capitals."""
_HOURS: Final = frozenset({"midnight", "noon"})
_MERIDIEMS = {"am": 0, "pm": 12}
_TELLING = frozenset({*_ZONES, *_HOURS, *_MERIDIEMS, "m"})
"""Figures that none of these follow are no time."""


@dataclass(slots=True)
class ClockTime:
    """A time of day at the tokens from `start` to before `end`."""

    start: int
    end: int
    time: str
    """HH:MM."""
    zone: str | None = None
    """As written, such as ET."""


def find_time(text: Text, first: int, last: int) -> ClockTime | None:
    """The first time between two tokens that has a zone, else the first at all."""
    words, bare = text.words, None
    span = words[first:last]
    if _TELLING.isdisjoint(span):
        return None
    for index in [i for i, word in enumerate(span, first) if word in _HOURS or word.isdecimal()]:
        found = _at(words, index, last)
        if found is not None and found.zone is not None:
            return found
        bare = bare or found
    return bare


def _at(words: list[str], index: int, last: int) -> ClockTime | None:
    if words[index] in {"midnight", "noon"}:
        end, zone = _zone(words, index + 1, last)
        return ClockTime(index, end, "00:00" if words[index] == "midnight" else "12:00", zone)
    hour, minute, end = int(words[index][:4]), 0, index + 1
    clock = end + 1 < last and words[end] in {":", "."} and len(words[end + 1]) == 2 and words[end + 1].isdecimal()
    if clock:
        minute, end = int(words[end + 1]), end + 2
    meridiem, end = _meridiem(words, end, last)
    end, zone = _zone(words, end, last)
    if hour > 23 or minute > 59 or (meridiem is None and not (clock and zone)):
        return None
    if meridiem is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + meridiem
    return ClockTime(index, end, f"{hour:02d}:{minute:02d}", zone)


def _meridiem(words: list[str], at: int, last: int) -> tuple[int | None, int]:
    if at < last and words[at] in _MERIDIEMS:
        return _MERIDIEMS[words[at]], at + 1
    if at + 2 < last and words[at] in {"a", "p"} and words[at + 1] == "." and words[at + 2] == "m":
        return _MERIDIEMS[words[at] + "m"], at + (4 if at + 3 < last and words[at + 3] == "." else 3)
    return None, at


def _zone(words: list[str], at: int, last: int) -> tuple[int, str | None]:
    while at < last and words[at] in {"(", "us", "-", "on"} and at + 1 < last and words[at + 1] in {*_ZONES, "-"}:
        at += 1
    if at < last and words[at] in _ZONES:
        return at + 1, _ZONES[words[at]] or words[at].upper()
    return at, None
