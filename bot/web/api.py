"""The table as JSON, for reading by other programs; `openapi.json` beside this file describes it.

Every answer is an object. A list comes in pages: `items`, `total`, and `next`, the address of the following page.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.picture.looks import Look, look
from bot.web.answers import CORS, Body, answer
from bot.web.state import State, state_of
from bot.web.table import made
from bot.wording import change_json, premiere_json, reasons_json
from schedules import Show, UnknownShowError, UsageError

MOST = 500
"""The longest page of a list."""

_JSON = "application/json; charset=utf-8"
_WHERE = {"ahead", "out", "cancelled", "all"}


@dataclass(frozen=True)
class _Page:
    limit: int
    offset: int


def add_api(app: web.Application) -> None:
    """Add the addresses under `/api`."""
    for path, handler in (
        ("/api/premieres", _premieres),
        ("/api/shows", _shows),
        ("/api/shows/{name}", _show),
        ("/api/changes", _changes),
        ("/api/openapi.json", _openapi),
    ):
        app.router.add_get(path, handler)
        app.router.add_route("OPTIONS", path, _preflight)


def error_json(status: int, message: str) -> web.Response:
    """What went wrong, for a program: `{"error": …}`."""
    body = json.dumps({"error": message}, ensure_ascii=False).encode()
    return web.Response(status=status, body=body, headers={"Content-Type": _JSON, **CORS})


async def _premieres(request: web.Request) -> web.StreamResponse:
    state = state_of(request)
    page = _page(request, {"show", "state"})
    show = _wanted_show(request, state)
    where = request.query.get("state", "ahead")
    if where not in _WHERE:
        raise UsageError(f"state is one of {', '.join(sorted(_WHERE))}.")
    now = state.clock()
    snapshot = await state.table.snapshot()
    found = [
        premiere
        for premiere in snapshot.premieres
        if (show is None or premiere.show == show.name) and where in {"all", _where(look(premiere, now))}
    ]
    items = [premiere_json(premiere) for premiere in found[page.offset : page.offset + page.limit]]
    return _answer(request, _listed(request, items, len(found), page))


async def _changes(request: web.Request) -> web.StreamResponse:
    state = state_of(request)
    page = _page(request, {"show"})
    show = _wanted_show(request, state)
    snapshot = await state.table.snapshot()
    found = [change for change in snapshot.changes if show is None or change.show == show.name]
    items = [change_json(change) for change in found[page.offset : page.offset + page.limit]]
    return _answer(request, _listed(request, items, len(found), page))


async def _shows(request: web.Request) -> web.StreamResponse:
    state = state_of(request)
    page = _page(request, set())
    shows = state.catalogue.shows
    items = [_show_json(show, state) for show in shows[page.offset : page.offset + page.limit]]
    return _answer(request, _listed(request, items, len(shows), page))


async def _show(request: web.Request) -> web.StreamResponse:
    state = state_of(request)
    _only(request, set())
    name = request.match_info["name"]
    show = state.slugs.get(name) or state.catalogue.show(name)
    premieres = await state.table.reasons(show.name)
    snapshot = await state.table.snapshot()

    def make() -> Body:
        return _body(_show_json(show, state) | {"premieres": [reasons_json(premiere) for premiere in premieres]})

    return answer(request, made(snapshot, ("api", show.name), make), CORS)


async def _openapi(request: web.Request) -> web.StreamResponse:
    return answer(request, _description(), CORS)


async def _preflight(_: web.Request) -> web.StreamResponse:
    allowed = {
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
        "Allow": "GET, HEAD, OPTIONS",
    }
    return web.Response(status=204, headers=CORS | allowed)


@lru_cache(maxsize=1)
def _description() -> Body:
    return Body.of(resources.files("bot.web").joinpath("openapi.json").read_bytes(), _JSON)


def _where(seen: Look) -> str:
    return seen.value if seen in {Look.OUT, Look.CANCELLED} else "ahead"


def _show_json(show: Show, state: State) -> dict[str, Any]:
    aliases = list(show.aliases)
    return {"name": show.name, "slug": state.names[show.name], "service": show.service, "aliases": aliases}


def _wanted_show(request: web.Request, state: State) -> Show | None:
    name = request.query.get("show")
    return None if name is None else state.slugs.get(name) or state.catalogue.show(name)


def _only(request: web.Request, known: set[str]) -> None:
    """Refuse a parameter that nobody reads: a slip in its name would otherwise give a wrong answer in silence."""
    for name in request.query:
        if name not in known:
            raise UsageError(f"There is no parameter '{name[:40]}' here; /api/openapi.json names those there are.")
        if len(request.query.getall(name)) > 1:
            raise UsageError(f"Give {name} once.")


def _page(request: web.Request, known: set[str]) -> _Page:
    _only(request, known | {"limit", "offset"})
    return _Page(_number(request, "limit", 100, 1, MOST), _number(request, "offset", 0, 0, 1_000_000))


def _number(request: web.Request, name: str, default: int, least: int, most: int) -> int:
    text = request.query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 7 and least <= int(text) <= most):
        raise UsageError(f"{name} is a whole number from {least} to {most}.")
    return int(text)


def _listed(request: web.Request, items: Sequence[dict[str, Any]], total: int, page: _Page) -> dict[str, Any]:
    end = page.offset + len(items)
    following = None
    if items and end < total:
        following = f"{request.path}?{urlencode(dict(request.query) | {'limit': page.limit, 'offset': end})}"
    return {"items": items, "total": total, "limit": page.limit, "offset": page.offset, "next": following}


def _answer(request: web.Request, content: dict[str, Any]) -> web.StreamResponse:
    following = content.get("next")
    links = {"Link": f'<{following}>; rel="next"'} if following else {}
    return answer(request, _body(content), CORS | links)


def _body(content: dict[str, Any]) -> Body:
    return Body.of(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), _JSON)


def explain(error: UsageError) -> tuple[int, str]:
    """The status and the sentence for what was asked wrongly."""
    return (404 if isinstance(error, UnknownShowError) else 400), str(error)
