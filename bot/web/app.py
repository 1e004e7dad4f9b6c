"""The web application: which address gives what."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from aiohttp import web
from yarl import URL

from bot.picture import Pictures, foremost, render_card, render_timeline
from bot.web import api, health
from bot.web.answers import HEADERS, Body, answer
from bot.web.atom import Channel, render_feed
from bot.web.calendar import Subscription, render_calendar
from bot.web.page import STATIC, Site, render_error, render_index, render_show, static_file
from bot.web.private import guild_of
from bot.web.slugs import identity, slugs
from bot.web.state import STATE, State, origin, state_of
from bot.web.table import FRESH, Table, made
from bot.web.views import Teller
from schedules import MarqueeError, Show, UnknownShowError, UsageError

if TYPE_CHECKING:
    from bot.settings import Settings
    from schedules import Library

PORT = 8080
"""Where `marquee web` listens when no port is set."""

_KEPT = 31_536_000
_MARKUP = "text/html; charset=utf-8"

_log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(
    library: "Library",
    settings: "Settings",
    clock: Callable[[], datetime],
    *,
    gateway: Callable[[], health.Gateway] | None = None,
    fresh: float = FRESH,
) -> web.Application:
    """The application, ready to be served.

    Args:
        library: what is known.
        settings: the leads at which calendars ring, and the token that private addresses are made from.
        clock: gives the moment it is, aware.
        gateway: tells how the connection to Discord is; None where this process has none.
        fresh: for how many seconds an answer may be given again without a look at the library.
    """
    app = web.Application(middlewares=[_guard])
    shows = slugs(library.catalogue)
    app[STATE] = State(library, settings, clock, Table(library, fresh), Pictures(), shows, gateway)
    app.router.add_get("/", _index)
    app.router.add_get("/calendar.ics", _calendar)
    app.router.add_get("/calendars/{sealed}.ics", _guild_calendar)
    app.router.add_get("/feed.atom", _feed)
    app.router.add_get("/timeline.{kind:svg|png}", _timeline)
    app.router.add_get("/card.png", _card)
    app.router.add_get("/shows/{slug}/card.png", _card)
    app.router.add_get("/shows/{slug}.ics", _show_calendar)
    app.router.add_get("/shows/{slug}.{kind:svg|png}", _timeline)
    app.router.add_get("/shows/{slug}", _show)
    app.router.add_get("/static/{name}", _static)
    api.add_api(app)
    health.add_health(app)
    return app


@asynccontextmanager
async def running(
    library: "Library",
    settings: "Settings",
    clock: Callable[[], datetime],
    *,
    gateway: Callable[[], health.Gateway] | None = None,
) -> AsyncIterator[URL]:
    """Serve for as long as the block lasts; gives the address at which the page is.

    Raises:
        UsageError: the address can't be listened on.
    """
    # Addresses may be secret, so requests are not logged.
    runner = web.AppRunner(make_app(library, settings, clock, gateway=gateway), access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        host, port = settings.web_host, PORT if settings.web_port is None else settings.web_port
        site = web.TCPSite(runner, host, port, reuse_address=True)
        try:
            await site.start()
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise UsageError(f"The page can't be served at {host}:{port} ({reason}); set MARQUEE_WEB_PORT.") from error
        address = URL.build(scheme="http", host=host, port=port)
        _log.info("The page is at %s", address)
        yield address
    finally:
        await runner.cleanup()


async def serve(
    library: "Library",
    settings: "Settings",
    clock: Callable[[], datetime],
    *,
    gateway: Callable[[], health.Gateway] | None = None,
) -> None:
    """Serve until cancelled; raises UsageError where the address can't be listened on."""
    async with running(library, settings, clock, gateway=gateway):
        await asyncio.Event().wait()


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever goes wrong into an answer, and put the protecting headers on every answer."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        allow = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        sentence = "There is nothing at this address." if error.status == 404 else f"{error.reason}."
        response = _failure(request, error.status, sentence, allow)
    except UsageError as error:
        response = _failure(request, *api.explain(error))
    except MarqueeError as error:
        _log.warning("%s could not be answered: %s", _asked(request), error)
        response = _failure(request, 503, str(error), {"Retry-After": "30"})
    except Exception:  # noqa: BLE001 - a visitor gets an answer whatever fails, and the log the reason
        _log.exception("%s failed", _asked(request))
        response = _failure(request, 500, "Something went wrong here; the log says what.")
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _asked(request: web.Request) -> str:
    """What was asked, for the log: the kind of address, since the address itself may be secret, or anybody's words."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else "an address that is none"


def _failure(
    request: web.Request, status: int, sentence: str, headers: Mapping[str, str] | None = None
) -> web.StreamResponse:
    if request.path.startswith("/api/"):
        response = api.error_json(status, sentence)
    else:
        page = render_error(status, sentence, _teller(state_of(request)), Site(origin(request)))
        response = web.Response(status=status, text=page, content_type="text/html")
    response.headers.update(headers or {})
    return response


async def _index(request: web.Request) -> web.StreamResponse:
    state, site = state_of(request), Site(origin(request))
    snapshot = await state.table.snapshot()
    teller = _teller(state)

    def make() -> Body:
        shows = state.catalogue.shows
        return _page(render_index(shows, snapshot.premieres, snapshot.changes, teller, site))

    return answer(request, made(snapshot, ("index", site, _minute(teller.now)), make))


async def _show(request: web.Request) -> web.StreamResponse:
    state, site, show = state_of(request), Site(origin(request)), _wanted(request)
    premieres = await state.table.reasons(show.name)
    snapshot = await state.table.snapshot()
    teller = _teller(state)

    def make() -> Body:
        changes = [change for change in snapshot.changes if change.show == show.name]
        return _page(render_show(show, premieres, changes, teller, site))

    return answer(request, made(snapshot, ("show", show.name, site, _minute(teller.now)), make))


async def _calendar(request: web.Request) -> web.StreamResponse:
    return await _subscription(request, "Premieres", None, state_of(request).settings.leads)


async def _show_calendar(request: web.Request) -> web.StreamResponse:
    show = _wanted(request)
    return await _subscription(request, show.name, {show.name}, state_of(request).settings.leads)


async def _guild_calendar(request: web.Request) -> web.StreamResponse:
    state = state_of(request)
    guild = guild_of(request.match_info["sealed"], state.settings.discord_token)
    if guild is None:
        raise web.HTTPNotFound
    follows = await state.library.follows(guild=guild)
    shows = None if any(follow.show is None for follow in follows) else {f.show for f in follows if f.show is not None}
    settings = await state.library.guild(guild)
    response = await _subscription(request, "Premieres followed here", shows, settings.leads, public=False)
    # Whoever has the address may read it, and nobody on the way may keep it.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


async def _subscription(
    request: web.Request, name: str, shows: set[str] | None, leads: tuple[int, ...], *, public: bool = True
) -> web.StreamResponse:
    state, site = state_of(request), Site(origin(request))
    windows = request.query.get("windows", "0") not in {"", "0", "no", "false", "off"}
    snapshot = await state.table.snapshot()

    def make() -> Body:
        links = {show: f"{site.origin}{path}" for show, path in state.paths.items()}
        chosen = [
            # A day whose hour is not known is a whole day in a calendar.
            premiere if state.catalogue.hour_known(premiere) else replace(premiere, moment=None)
            for premiere in snapshot.premieres
            if shows is None or premiere.show in shows
        ]
        # Servers that follow the same share their calendar's bytes, so that it can't have an identity of its own.
        uid = identity("calendar", name) if public else None
        wanted = Subscription(name, leads, windows, links, snapshot.revisions, uid)
        return Body.of(render_calendar(chosen, snapshot.changes, wanted), "text/calendar; charset=utf-8")

    key = ("calendar", None if shows is None else frozenset(shows), leads, windows, name, site)
    return answer(request, made(snapshot, key, make))


async def _feed(request: web.Request) -> web.StreamResponse:
    state, site = state_of(request), Site(origin(request))
    snapshot = await state.table.snapshot()

    def make() -> Body:
        links = {show: f"{site.origin}{path}" for show, path in state.paths.items()}
        channel = Channel(f"{site.origin}/", f"{site.origin}/feed.atom", links=links)
        return Body.of(render_feed(snapshot.changes, channel), "application/atom+xml; charset=utf-8")

    return answer(request, made(snapshot, ("feed", site), make))


async def _timeline(request: web.Request) -> web.StreamResponse:
    state = state_of(request)
    show = _wanted(request).name if "slug" in request.match_info else None
    snapshot, now = await state.table.snapshot(), state.clock()
    svg = made(snapshot, ("timeline", show, _minute(now)), lambda: render_timeline(snapshot.premieres, now, show=show))
    if request.match_info["kind"] == "svg":
        return answer(request, Body.of(svg.encode(), "image/svg+xml"))
    return answer(request, Body.of(await state.pictures.png(svg), "image/png", pack=False))


async def _card(request: web.Request) -> web.StreamResponse:
    """The picture that others show beside a link to a page."""
    state = state_of(request)
    show = _wanted(request).name if "slug" in request.match_info else None
    snapshot, now = await state.table.snapshot(), state.clock()
    shown = foremost((each for each in snapshot.premieres if show is None or each.show == show), now)
    if shown is None:
        raise web.HTTPNotFound
    timed = state.catalogue.hour_known(shown)
    svg = made(snapshot, ("card", show, _minute(now)), lambda: render_card(shown, now, timed=timed))
    return answer(request, Body.of(await state.pictures.png(svg), "image/png", pack=False))


async def _static(request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    if name not in STATIC:
        raise web.HTTPNotFound
    body = _static_body(name)
    return answer(request, body, max_age=_KEPT if "v" in request.query else 3600)


@lru_cache(maxsize=16)
def _static_body(name: str) -> Body:
    return Body.of(static_file(name), STATIC[name][2])


def _wanted(request: web.Request) -> Show:
    """The show whose page was asked for."""
    slug = request.match_info["slug"]
    show = state_of(request).slugs.get(slug)
    if show is None:
        raise UnknownShowError(slug)
    return show


def _teller(state: State) -> Teller:
    return Teller(state.catalogue, state.clock(), state.paths)


def _page(markup: str) -> Body:
    return Body.of(markup.encode(), _MARKUP)


def _minute(now: datetime) -> datetime:
    """Distances on a page are true to the minute."""
    return now.replace(second=0, microsecond=0)
