"""The feeds that ship with Marquee, to be switched on, or a user's own list of the same form."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from schedules.errors import CatalogueError, RefusedAddressError
from schedules.model import Trust
from schedules.sources.address import PUBLIC
from schedules.sources.canonical import site


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A source worth adding."""

    name: str
    url: str
    site: str
    """The site that speaks in it."""
    trust: Trust
    watch: bool = False
    """Whether it is a page that is read again when it changes, instead of a feed."""


def load_suggestions(path: Path | None = None) -> tuple[Suggestion, ...]:
    """The shipped list of feeds, or the one in `path`.

    Raises:
        CatalogueError: the file is missing, no TOML, or says something that can't be used.
    """
    if path is None:
        text = resources.files("schedules.sources").joinpath("feeds.toml").read_text("utf-8")
        return _read(text, "the shipped list of feeds")
    try:
        return _read(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        cause = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise CatalogueError(f"The list of feeds {path} can't be read: {cause}.") from error


def _read(text: str, origin: str) -> tuple[Suggestion, ...]:
    try:
        return tuple(_suggestion(entry) for entry in tomllib.loads(text).get("feed", ()))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"The list of feeds {origin} is no TOML: {error}.") from error
    except KeyError as error:
        raise CatalogueError(f"The list of feeds {origin} has an entry without {error}.") from error
    except (RefusedAddressError, ValueError, TypeError, AttributeError) as error:
        raise CatalogueError(f"The list of feeds {origin} has a wrong value: {error}") from error


def _suggestion(entry: Mapping[str, Any]) -> Suggestion:
    url = PUBLIC.check(entry["url"])
    return Suggestion(
        str(entry["name"]), url, entry.get("site") or site(url), Trust(entry["trust"]), entry.get("watch") is True
    )
