"""A catalogue file: each entry is checked, and refused with its line and with what would be right.

What a file says and nobody looks at would be worse than an error: a mistyped key follows the wrong shows in silence.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from schedules.errors import CatalogueError
from schedules.model import Known, ReleaseRule, Service, Show

_LONGEST = 100
_TAKES = {
    "show": ("name", "service", "aliases", "miniseries"),
    "service": ("name", "rules"),
    "premiere": ("show", "season", "date", "time", "zone", "cancelled"),
}
_TOP = ("extends", *_TAKES)
_RULE = ("time", "zone", "since")

_Entry = Mapping[str, Any]
_T = TypeVar("_T")


class _MistakeError(Exception):
    """What is wrong with an entry, and what would be right; whoever knows the entry's place says where."""


class CatalogueFile:
    """What one file says; every method raises CatalogueError for what can't be used.

    Args:
        text: TOML.
        origin: what the file is called in errors.
    """

    def __init__(self, text: str, origin: str) -> None:
        self._text = text
        self._origin = origin
        try:
            self._table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise CatalogueError(f"The catalogue {origin} is no TOML: {error}.") from error
        try:
            _only(self._table, _TOP, "a catalogue")
            self.extends = _flag(self._table, "extends")
        except _MistakeError as error:
            raise CatalogueError(f"The catalogue {origin} has a mistake: {error}.") from error

    def services(self) -> tuple[Service, ...]:
        """The services it describes."""
        return self._each("service", _service)

    def shows(self) -> tuple[Show, ...]:
        """The shows it names; none of them twice."""
        seen: set[str] = set()

        def show(entry: _Entry) -> Show:
            made = _show(entry)
            if made.name.casefold() in seen:
                raise _MistakeError(f"{made.name} stands there twice; leave one out")
            seen.add(made.name.casefold())
            return made

        return self._each("show", show)

    def history(self, names: Mapping[str, str]) -> tuple[Known, ...]:
        """The premieres it tells of, each season's once.

        Args:
            names: every name and alias that may be meant, in small letters, with the show's own name.
        """
        seen: set[tuple[str, int]] = set()

        def known(entry: _Entry) -> Known:
            made = _known(entry, names)
            if (made.show, made.season) in seen:
                raise _MistakeError(f"{made.show}, season {made.season} stands there twice; leave one out")
            seen.add((made.show, made.season))
            return made

        return self._each("premiere", known)

    def _each(self, kind: str, make: Callable[[_Entry], _T]) -> tuple[_T, ...]:
        entries = self._table.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise CatalogueError(f"The catalogue {self._origin} has a mistake: each {kind} begins with [[{kind}]].")
        made = []
        for number, entry in enumerate(entries):
            try:
                _only(entry, _TAKES[kind], f"a [[{kind}]]")
                made.append(make(entry))
            except _MistakeError as error:
                place = self._place(kind, number)
                raise CatalogueError(f"The catalogue {self._origin} has a mistake in {place}: {error}.") from error
        return tuple(made)

    def _place(self, kind: str, number: int) -> str:
        """Where the entry is; TOML's parser gives no lines, but each entry usually has a heading of its own."""
        headings = list(re.finditer(rf"^[ \t]*\[\[[ \t]*{kind}[ \t]*\]\]", self._text, re.MULTILINE))
        if number >= len(headings):
            return f"{kind} number {number + 1}"
        return f"the [[{kind}]] of line {self._text.count(chr(10), 0, headings[number].start()) + 1}"


def _show(entry: _Entry) -> Show:
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list):
        raise _MistakeError(f'aliases are a list such as ["The X-Files"], not {_shown(aliases)}')
    return Show(
        _text(entry, "name"), _text(entry, "service"), tuple(map(_name, aliases)), miniseries=_flag(entry, "miniseries")
    )


def _service(entry: _Entry) -> Service:
    rules = entry.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise _MistakeError('rules are a list such as [{ time = 00:00:00, zone = "America/New_York" }]')
    made = sorted(map(_rule, rules), key=lambda rule: rule.since or date.min)
    since = [rule.since for rule in made]
    if len(set(since)) < len(since):
        raise _MistakeError(
            "two of its rules begin on the same day; give the later one a day such as since = 2025-01-01"
        )
    return Service(_text(entry, "name"), tuple(made))


def _rule(entry: _Entry) -> ReleaseRule:
    _only(entry, _RULE, "a rule")
    return ReleaseRule(_time(_needed(entry, "time")), _zone(_needed(entry, "zone")), _day(entry.get("since")))


def _known(entry: _Entry, names: Mapping[str, str]) -> Known:
    show, season = _text(entry, "show"), _needed(entry, "season")
    name = names.get(show.casefold())
    if name is None:
        near = difflib.get_close_matches(show.casefold(), names, n=1)
        hint = f"the nearest is {names[near[0]]}" if near else "add it as a [[show]]"
        raise _MistakeError(f"no show is called {_shown(show)}; {hint}")
    if type(season) is not int or not 1 <= season <= 99:
        raise _MistakeError(f"a season is a number from 1 to 99, not {_shown(season)}")
    day, cancelled = _day(entry.get("date")), _day(entry.get("cancelled"))
    if (day is None) == (cancelled is None):
        raise _MistakeError(f"{name} season {season} needs either a date or the day it was cancelled")
    at, zone = entry.get("time"), entry.get("zone")
    if (at is None) != (zone is None):
        raise _MistakeError("a time needs its zone, and a zone a time; write both or neither")
    if at is None:
        return Known(name, season, day, cancelled=cancelled)
    return Known(name, season, day, _time(at), _zone(zone), cancelled)


def _only(entry: _Entry, takes: Sequence[str], what: str) -> None:
    for key in entry:
        if key not in takes:
            raise _MistakeError(f"{what} has no {_shown(key)}; it takes {_listed(takes)}")


def _needed(entry: _Entry, key: str) -> Any:  # noqa: ANN401 - whatever stands in the file
    if key not in entry:
        raise _MistakeError(f"it is without '{key}'")
    return entry[key]


def _text(entry: _Entry, key: str) -> str:
    return _name(_needed(entry, key))


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or not _on_one_line(value):
        raise _MistakeError(f"a name is 1 to {_LONGEST} characters of text on one line, not {_shown(value)}")
    return value


def _on_one_line(text: str) -> bool:
    return not any(character < " " or character == "\x7f" for character in text)


def _flag(entry: _Entry, key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise _MistakeError(f"{key} is true or false without quotes, not {_shown(value)}")
    return value


def _day(value: object) -> date | None:
    # A datetime is a date to Python, and can't be compared with one.
    if value is not None and type(value) is not date:
        raise _MistakeError(f"a day is written 2016-09-30 without quotes, not {_shown(value)}")
    return value


def _time(value: object) -> time:
    if not isinstance(value, time):
        raise _MistakeError(f"a time is written 00:00:00 without quotes, not {_shown(value)}")
    return value


def _zone(value: object) -> str:
    try:
        return ZoneInfo(str(value)).key
    except (OSError, ValueError, LookupError):
        raise _MistakeError(
            f"{_shown(value)} is no time zone that this machine knows; write an IANA name such as America/New_York"
        ) from None


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}"


def _shown(value: object) -> str:
    return f"{value!r:.120}" if isinstance(value, str) else f"{value!s:.120}"
