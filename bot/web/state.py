"""What every request needs, held by the application."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from aiohttp import web

from bot.picture import Pictures
from bot.web.table import Table
from schedules import Catalogue, Show

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.web.health import Gateway
    from schedules import Library


@dataclass(frozen=True)
class State:
    """The library and what is made from it."""

    library: "Library"
    settings: "Settings"
    clock: Callable[[], datetime]
    table: Table
    pictures: Pictures
    slugs: Mapping[str, Show]
    """Every show by its slug."""
    gateway: "Callable[[], Gateway] | None"

    @property
    def catalogue(self) -> Catalogue:
        """The shows that are followed."""
        return self.library.catalogue

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The slug of every show by the show's name."""
        return {show.name: slug for slug, show in self.slugs.items()}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """The path of every show's page by the show's name."""
        return {name: f"/shows/{quote(slug)}" for name, slug in self.names.items()}


_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")

STATE = web.AppKey("state", State)


def state_of(request: web.Request) -> State:
    """The state of the application that answers `request`."""
    return request.app[STATE]


def origin(request: web.Request) -> str:
    """The address at which this site is seen, without a path: the one that is set, else the visitor's.

    A proxy in front ends the encryption and says so; nothing but the links in the answer depends on it.
    """
    settings = request.app[STATE].settings
    if settings.web_url:
        return settings.web_url
    # Of several proxies in a row each adds what it saw; the first saw the visitor.
    said = request.headers.get("X-Forwarded-Proto", "").partition(",")[0].strip().lower()
    host = request.host if _HOST.fullmatch(request.host) else "localhost"
    return f"{said if said in {'http', 'https'} else request.scheme}://{host}"
