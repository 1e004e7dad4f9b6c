"""The pages, set from templates: what is next, each show, and what went wrong."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.picture import PAGE, foremost, render_timeline
from bot.picture.looks import Look, look, moment_of
from bot.web.views import Teller
from bot.wording import moment_json, say_short_day
from schedules import Change, Premiere, Show

MOVES = 12
"""How many changes the first page shows."""

STATIC = {
    "page.css": ("bot.web", "static/page.css", "text/css; charset=utf-8"),
    "page.js": ("bot.web", "static/page.js", "text/javascript; charset=utf-8"),
    "bulbs.svg": ("bot.web", "static/bulbs.svg", "image/svg+xml"),
    "sparks.svg": ("bot.web", "static/sparks.svg", "image/svg+xml"),
    "icon.svg": ("bot.web", "static/icon.svg", "image/svg+xml"),
    "fjalla.ttf": ("font_fjallaone", "files/FjallaOne-Regular.ttf", "font/ttf"),
}
"""Files that pages refer to, by name: the package, the path in it, and the type."""


@dataclass(frozen=True)
class Site:
    """Where the site is seen."""

    origin: str
    """Scheme and host, such as https://example.org."""

    @property
    def webcal(self) -> str:
        """The origin under the scheme that calendars take as "subscribe to this"."""
        return f"webcal://{self.origin.partition('://')[2]}"


@lru_cache(maxsize=16)
def static_file(name: str) -> bytes:
    """The content of one of the `STATIC` files; KeyError for any other name."""
    package, path, _ = STATIC[name]
    return resources.files(package).joinpath(path).read_bytes()


def render_index(
    shows: Sequence[Show], premieres: Sequence[Premiere], changes: Sequence[Change], teller: Teller, site: Site
) -> str:
    """The first page: what is next, the timeline, every show, and the newest changes."""
    looks = {seen: [p for p in premieres if look(p, teller.now) is seen] for seen in Look}
    coming = [teller.line(premiere) for premiere in sorted(looks[Look.COMING], key=moment_of)]
    last = max(looks[Look.OUT], key=moment_of, default=None)
    return _set(
        "index.html",
        teller,
        site,
        title="Marquee: what premieres next",
        path="/",
        card="/card.png" if foremost(premieres, teller.now) else "/timeline.png",
        coming=coming,
        windows=[teller.line(premiere) for premiere in looks[Look.WINDOW]],
        undated=[teller.line(premiere) for premiere in looks[Look.UNDATED]],
        last=teller.line(last) if last else None,
        tiles=teller.tiles(shows, premieres),
        moves=teller.moves(changes[:MOVES]),
        timeline=_timeline(premieres, teller),
    )


def render_show(
    show: Show, premieres: Sequence[Premiere], changes: Sequence[Change], teller: Teller, site: Site
) -> str:
    """A show's page: its seasons with the quotes behind each date, and what changed.

    Args:
        show: the show.
        premieres: its premieres with reasons.
        changes: its changes, newest first.
        teller: says them.
        site: where the page is seen.
    """
    coming = sorted((p for p in premieres if look(p, teller.now) is Look.COMING), key=moment_of)
    return _set(
        "show.html",
        teller,
        site,
        title=f"{show.name}: when it premieres",
        path=teller.links[show.name],
        card=f"{teller.links[show.name]}/card.png" if foremost(premieres, teller.now) else "/timeline.png",
        show=show,
        next=teller.line(coming[0]) if coming else None,
        seasons=teller.seasons(premieres),
        moves=teller.moves(changes),
        timeline=_timeline(premieres, teller, show.name),
    )


def render_error(status: int, sentence: str, teller: Teller, site: Site) -> str:
    """The page for what went wrong."""
    return _set(
        "error.html",
        teller,
        site,
        title=f"Marquee: {status}",
        path=None,
        card="/timeline.png",
        status=status,
        sentence=sentence,
    )


def _timeline(premieres: Sequence[Premiere], teller: Teller, show: str | None = None) -> Markup:
    # The list beside the picture says the same in words and with links, so screen readers are spared the drawing.
    svg = render_timeline(premieres, teller.now, show=show, palette=PAGE, framed=False)
    return Markup(svg.replace('role="img"', 'aria-hidden="true" focusable="false"', 1))  # noqa: S704 - it escapes


def _set(template: str, teller: Teller, site: Site, **values: Any) -> str:  # noqa: ANN401 - what templates take
    return (
        _environment()
        .get_template(template)
        .render(site=site, now=moment_json(teller.now), today=say_short_day(teller.now.date()), **values)
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = _versioned
    environment.filters["fit"] = _fit
    environment.filters["day"] = say_short_day
    return environment


@lru_cache(maxsize=16)
def _versioned(name: str) -> str:
    """The path of a static file, with its version, so that it may be kept for ever."""
    return f"/static/{name}?v={hashlib.blake2b(static_file(name), digest_size=5).hexdigest()}"


def _fit(name: str) -> str:
    """The class that makes letters of a name as large as its length allows."""
    length = len(name)
    return "fit-4" if length <= 10 else "fit-3" if length <= 18 else "fit-2" if length <= 30 else "fit-1"
