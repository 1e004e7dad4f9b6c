"""How far a site is believed: a table of hosts, shipped as data and extended by the operator's own."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from schedules.errors import CatalogueError
from schedules.model import Trust


def load_trust(path: Path | None = None) -> dict[str, Trust]:
    """The shipped table of hosts and their trust; with `path` a file's entries on top of it.

    A file looks like this::

        official = ["about.netflix.com"]
        trusted = ["variety.com"]
        other = ["example.org"]

    Raises:
        CatalogueError: the file is missing, no TOML, or says something that can't be used.
    """
    shipped = _table(
        resources.files("schedules").joinpath("trust.toml").read_text("utf-8"), "the shipped list of sites"
    )
    if path is None:
        return shipped
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        cause = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise CatalogueError(f"The list of trusted sites {path} can't be read: {cause}.") from error
    return shipped | _table(text, str(path))


def trust_of(site: str | None, table: Mapping[str, Trust]) -> Trust:
    """The trust of a site: its own entry, else that of the nearest host above it, else `OTHER`.

    Args:
        site: a host such as uk.ign.com; None for a text without an address.
        table: hosts and their trust.
    """
    labels = site.lower().removesuffix(".").split(".") if site else []
    for start in range(len(labels) - 1):
        host = ".".join(labels[start:])
        if host in table:
            return table[host]
    return Trust.OTHER


def _table(text: str, origin: str) -> dict[str, Trust]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"The list of trusted sites {origin} is no TOML: {error}.") from error
    table = {}
    for level, hosts in data.items():
        if level not in set(Trust) or not isinstance(hosts, list):
            raise CatalogueError(f"{origin} has '{level[:40]}'; write official, trusted or other with a list of hosts.")
        for host in hosts:
            if not isinstance(host, str) or "." not in host or "/" in host:
                raise CatalogueError(f"{origin} has {host!r:.60} where a host such as variety.com belongs.")
            table[host.lower()] = Trust(level)
    return table
