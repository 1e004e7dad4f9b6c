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
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from schedules.entries import CatalogueFile
from schedules.errors import CatalogueError, UnknownShowError
from schedules.model import Known, Premiere, ReleaseRule, Service, Show

UNKNOWN_HOUR = time(12)
"""Noon UTC, for a service without a release rule: that day has begun then nearly everywhere on earth."""


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
    def _by_letters(self) -> Mapping[str, Show]:
        """Shows by the letters of their names; none where two shows have the same."""
        found: dict[str, Show] = {}
        shared = {""}
        for name, show in self._by_name.items():
            letters = _letters(name)
            if found.setdefault(letters, show) is not show:
                shared.add(letters)
        return {letters: show for letters, show in found.items() if letters not in shared}

    @cached_property
    def _lettered(self) -> tuple[tuple[Show, tuple[str, ...]], ...]:
        return tuple((show, tuple(map(_letters, (show.name, *show.aliases)))) for show in self.shows)

    @cached_property
    def _services(self) -> Mapping[str, Service]:
        return {service.name: service for service in self.services}

    @cached_property
    def digest(self) -> str:
        """What tells this catalogue from any that says something else."""
        return hashlib.sha256(repr((self.shows, self.services, self.history)).encode()).hexdigest()[:32]

    def show(self, name: str) -> Show:
        """The show called `name`, by its name or an alias, whatever the case, quotes or a leading "the".

        Where none is, accents, spaces and punctuation may be others too, as long as they leave one show.

        Raises:
            UnknownShowError: there is none; the error names the nearest.
        """
        found = self.find(name) or self._by_letters.get(_letters(name))
        if found is not None:
            return found
        raise UnknownShowError(name, self._nearest(name), [show.name for show in self.shows])

    def matching(self, typed: str) -> list[Show]:
        """The shows of which a name or an alias holds what was typed so far, those that begin with it first."""
        wanted = _letters(typed)
        found = [(show, names) for show, names in self._lettered if any(wanted in name for name in names)]
        found.sort(key=lambda pair: (not any(name.startswith(wanted) for name in pair[1]), pair[0].name))
        return [show for show, _ in found]

    def _nearest(self, name: str) -> list[str]:
        """The shows that may be meant: of which all words were typed, or that have all that were; else the likest."""
        typed = set(_fold(name).split())
        words = {called: set(called.split()) for called in self._by_name}
        held = [self._by_name[called].name for called, theirs in words.items() if typed and theirs <= typed]
        holding = [self._by_name[called].name for called, theirs in words.items() if typed and typed <= theirs]
        if held or holding:
            return list(dict.fromkeys(held or holding))[:3]
        alike = difflib.get_close_matches(_fold(name), self._by_name, n=1, cutoff=0.6)
        return [self._by_name[match].name for match in alike]

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

    def hour_known(self, premiere: Premiere) -> bool:
        """Whether the hour of a premiere's moment is known, and not `UNKNOWN_HOUR` for want of a better one."""
        day = premiere.date.exact if premiere.date else None
        if day is None or premiere.moment is None:
            return False
        taken = datetime.combine(day, UNKNOWN_HOUR, UTC)
        return premiere.moment != taken or self.rule(premiere.service, day) is not None

    def rule(self, service: str, day: date) -> ReleaseRule | None:
        """The release rule of `service` that holds on `day`."""
        holding = [rule for rule in self.service(service).rules if rule.since is None or rule.since <= day]
        return max(holding, key=lambda rule: rule.since or date.min, default=None)


def load(path: Path | None = None) -> Catalogue:
    """The catalogue in `path`, or the shipped one.

    Raises:
        CatalogueError: the file is missing, no TOML, or says something that can't be used; nothing is loaded then.
    """
    text = resources.files("schedules").joinpath("catalogue.toml").read_text("utf-8")
    shipped = _build(CatalogueFile(text, "the shipped catalogue"), Catalogue(()))
    if path is None:
        return shipped
    file = CatalogueFile(_read(path), str(path))
    own = _build(file, shipped if file.extends else Catalogue((), shipped.services))
    if not own.shows:
        raise CatalogueError(f"The catalogue {path} names no show; add a [[show]] with a name and a service.")
    return own


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"The catalogue {path} can't be read: {error.strerror}.") from error
    try:
        # Some editors begin UTF-8 with a mark, which is no part of the text.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogueError(f"The catalogue {path} is not UTF-8 text in line {line}; save it as UTF-8.") from error


def _build(file: CatalogueFile, base: Catalogue) -> Catalogue:
    """What `file` says, on top of `base`."""
    services = {service.name: service for service in (*base.services, *file.services())}
    own = file.shows()
    named = {show.name for show in own}
    shows = (*(show for show in base.shows if show.name not in named), *own)
    names = {alias.casefold(): show.name for show in shows for alias in show.aliases}
    history = file.history(names | {show.name.casefold(): show.name for show in shows})
    facts = {(known.show, known.season) for known in history}
    inherited = (known for known in base.history if (known.show, known.season) not in facts)
    return Catalogue(shows, tuple(services.values()), (*inherited, *history))


def _fold(name: str) -> str:
    folded = name.casefold().replace("’", "'").strip(" \t\n\"'“”‘’")
    return folded.removeprefix("the ")


def _letters(name: str) -> str:
    """A name without all in which people type it differently: accents, spaces, punctuation, "&" for "and"."""
    plain = unicodedata.normalize("NFKD", _fold(name).replace("&", "and"))
    return "".join(character for character in plain if character.isalnum())
