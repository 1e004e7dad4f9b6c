"""The catalogue: which shows are followed, where they are released and what is known of their past.

A catalogue is a TOML file::

    extends = true                  # add to the shipped catalogue instead of replacing its shows

    [[service]]
    name = "Netflix"
    rules = [{ time = 00:00:00, zone = "America/Los_Angeles" }]

    [[show]]
    name = "Luke Cage"
    aliases = ["Marvel's Luke Cage"]
    service = "Netflix"

    [[premiere]]
    show = "Luke Cage"
    season = 1
    date = 2016-09-30

Services of the shipped catalogue are known to every catalogue; a file may redefine one by its name.
"""

import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schedules.errors import CatalogueError, UnknownShowError
from schedules.model import Known, ReleaseRule, Service, Show


@dataclass(frozen=True)
class Catalogue:
    """Shows, services and known history; immutable."""

    shows: tuple[Show, ...]
    services: tuple[Service, ...] = ()
    history: tuple[Known, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, Show]:
        names = {_fold(alias): show for show in self.shows for alias in show.aliases}
        return names | {_fold(show.name): show for show in self.shows}

    @cached_property
    def _services(self) -> Mapping[str, Service]:
        return {service.name: service for service in self.services}

    @cached_property
    def digest(self) -> str:
        """What tells this catalogue from any that says something else."""
        return hashlib.sha256(repr((self.shows, self.services, self.history)).encode()).hexdigest()[:32]

    def show(self, name: str) -> Show:
        """The show called `name`, by its name or an alias, whatever the case, quotes or a leading "the".

        Raises:
            UnknownShowError: there is none; the error names the nearest.
        """
        found = self.find(name)
        if found is not None:
            return found
        nearest = difflib.get_close_matches(_fold(name), self._by_name, n=3, cutoff=0.6)
        raise UnknownShowError(name, list(dict.fromkeys(self._by_name[match].name for match in nearest)))

    def find(self, name: str) -> Show | None:
        """The show that `show` gives; None where there is none."""
        return self._by_name.get(_fold(name))

    def service(self, name: str) -> Service:
        """The service called `name`; one without release rules where the catalogue does not describe it."""
        return self._services.get(name, Service(name))

    def moment(self, service: str, day: date, *, at: time | None = None, zone: str | None = None) -> datetime | None:
        """The moment of a release on `day` in UTC.

        Args:
            service: the service that releases.
            day: the local day of the release.
            at: the local time, where it is known better than by the service's rule.
            zone: the IANA zone of `at`.

        Returns:
            An aware datetime in UTC, or None where neither a time nor a rule is known.
        """
        rule = self.rule(service, day)
        local = at if at is not None and zone is not None else rule.time if rule else None
        name = zone if at is not None and zone is not None else rule.zone if rule else None
        if local is None or name is None:
            return None
        return datetime.combine(day, local, ZoneInfo(name)).astimezone(ZoneInfo("UTC"))

    def rule(self, service: str, day: date) -> ReleaseRule | None:
        """The release rule of `service` that holds on `day`."""
        holding = [rule for rule in self.service(service).rules if rule.since is None or rule.since <= day]
        return max(holding, key=lambda rule: rule.since or date.min, default=None)


def load(path: Path | None = None) -> Catalogue:
    """The catalogue in `path`, or the shipped one.

    Raises:
        CatalogueError: the file is missing, no TOML, or says something that can't be used; nothing is loaded then.
    """
    shipped = _build(_parse(_shipped(), "the shipped catalogue"), "the shipped catalogue", ())
    if path is None:
        return shipped
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"The catalogue {path} can't be read: {_cause(error)}.") from error
    table = _parse(text, str(path))
    own = _build(table, str(path), shipped.services)
    if not table.get("extends", False):
        return own
    names = {show.name for show in own.shows}
    facts = {(known.show, known.season) for known in own.history}
    return Catalogue(
        (*(show for show in shipped.shows if show.name not in names), *own.shows),
        own.services,
        (*(known for known in shipped.history if (known.show, known.season) not in facts), *own.history),
    )


def _shipped() -> str:
    return resources.files("schedules").joinpath("catalogue.toml").read_text("utf-8")


def _parse(text: str, origin: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"The catalogue {origin} is no TOML: {error}.") from error


def _build(table: Mapping[str, Any], origin: str, inherited: Iterable[Service]) -> Catalogue:
    try:
        services = {service.name: service for service in inherited}
        services |= {entry["name"]: _service(entry) for entry in table.get("service", ())}
        shows = tuple(_show(entry) for entry in table.get("show", ()))
        history = tuple(_known(entry) for entry in table.get("premiere", ()))
    except KeyError as error:
        raise CatalogueError(f"The catalogue {origin} has an entry without {error}.") from error
    except (ZoneInfoNotFoundError, ValueError, TypeError, AttributeError) as error:
        raise CatalogueError(f"The catalogue {origin} has a wrong value: {_cause(error)}.") from error
    if not shows and not table.get("extends", False):
        raise CatalogueError(f"The catalogue {origin} names no show; add a [[show]] with a name and a service.")
    return Catalogue(shows, tuple(services.values()), history)


def _show(entry: Mapping[str, Any]) -> Show:
    name, service, aliases = entry["name"], entry["service"], tuple(entry.get("aliases", ()))
    for text in (name, service, *aliases):
        if not isinstance(text, str) or not text.strip() or len(text) > 100:
            raise ValueError(f"a name is 1 to 100 characters of text, not {text!r:.120}")
    return Show(name, service, aliases, bool(entry.get("miniseries", False)))


def _service(entry: Mapping[str, Any]) -> Service:
    rules = []
    for rule in entry.get("rules", ()):
        if not isinstance(rule["time"], time):
            raise TypeError(f"a release time is written 00:00:00 without quotes, not {rule['time']!r}")
        ZoneInfo(rule["zone"])
        rules.append(ReleaseRule(rule["time"], rule["zone"], rule.get("since")))
    return Service(entry["name"], tuple(sorted(rules, key=lambda rule: rule.since or date.min)))


def _known(entry: Mapping[str, Any]) -> Known:
    season, day, cancelled = entry["season"], entry.get("date"), entry.get("cancelled")
    if not isinstance(season, int) or not 1 <= season <= 99:
        raise ValueError(f"a season is a number from 1 to 99, not {season!r}")
    if (day is None) == (cancelled is None):
        raise ValueError(f"{entry['show']} season {season} needs either a date or the day it was cancelled")
    for value in (day, cancelled):
        if value is not None and type(value) is not date:
            raise ValueError(f"a day is written 2016-09-30 without quotes, not {value!r}")
    if entry.get("zone") is not None:
        ZoneInfo(entry["zone"])
    return Known(entry["show"], season, day, entry.get("time"), entry.get("zone"), cancelled)


def _fold(name: str) -> str:
    folded = name.casefold().replace("’", "'").strip(" \t\n\"'“”‘’")
    return folded.removeprefix("the ")


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
