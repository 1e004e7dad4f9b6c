"""Whether it is alive, whether it can do its work, and what it has done, for whoever watches over it.

The exposition for Prometheus is written here instead of taken from a client library: nearly all of it is read from the
database at the moment of asking, which a registry of counters held in memory would only copy.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.web.state import STATE, State, state_of
from schedules import Delivery, MarqueeError, Sending, Status

if TYPE_CHECKING:
    from schedules import Library, Source, Stats

BUCKETS = (1, 5, 10, 30, 60, 300, 3600, 86400)
"""Upper bounds of lateness, in seconds."""

_TEXT = "text/plain; version=0.0.4; charset=utf-8"
_COUNTED_FOR = timedelta(minutes=1)
"""For how long a count holds: at a million claims and messages one takes a second, and it is asked for every few."""
_OVERLAP = timedelta(minutes=1)
"""How much later than another announcement one that was sent earlier may be seen."""


@dataclass(frozen=True)
class Gateway:
    """How the connection to Discord is."""

    connected: bool
    latency: float | None = None
    """The seconds between the last two heartbeats' sending and answer."""


@dataclass(frozen=True)
class Part:
    """One thing that has to work."""

    name: str
    ok: bool
    detail: str


@dataclass
class Lateness:
    """How late announcements went out, counted since this process began."""

    since: datetime
    """What was sent before was counted, or is nobody's business; it moves on."""
    at_first: int = 500
    """How many of the newest sent announcements are looked at first; more where those are not all."""
    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    total: float = 0.0
    _seen: dict[int, datetime] = field(default_factory=dict)

    async def look(self, library: "Library") -> None:
        """Count all that were sent since the last look."""
        limit = self.at_first
        while len(sent := await library.deliveries(Delivery.SENT, limit=limit)) == limit and sent[-1].at >= self.since:
            limit *= 2
        self._count(sent)

    def _count(self, sent: Iterable[Sending]) -> None:
        fresh = {sending.id: sending for sending in sent if sending.at >= self.since}
        for number in fresh.keys() - self._seen.keys():
            late = max(0.0, (fresh[number].at - fresh[number].announcement.due).total_seconds())
            self.total += late
            self.counts[next((at for at, bound in enumerate(BUCKETS) if late <= bound), len(BUCKETS))] += 1
        self._seen |= {number: sending.at for number, sending in fresh.items()}
        self.since = max(self.since, max(self._seen.values(), default=self.since) - _OVERLAP)
        self._seen = {number: at for number, at in self._seen.items() if at >= self.since}


@dataclass
class Counts:
    """How much there is of everything, counted anew where the last count is older than a minute."""

    _last: "tuple[datetime, Stats] | None" = None

    async def look(self, library: "Library", now: datetime) -> "Stats":
        """The counts as of `now` or of a moment ago."""
        if self._last is None or not timedelta() <= now - self._last[0] < _COUNTED_FOR:
            self._last = now, await library.stats()
        return self._last[1]


COUNTS = web.AppKey("counts", Counts)
LATENESS = web.AppKey("lateness", Lateness)
"""What an application has counted of what there is, and of how late it was sent."""


def add_health(app: web.Application) -> None:
    """Add `/healthz`, `/readyz` and `/metrics`."""
    app[COUNTS] = Counts()
    app[LATENESS] = Lateness(app[STATE].clock())
    app.router.add_get("/healthz", _alive)
    app.router.add_get("/readyz", _ready)
    app.router.add_get("/metrics", _metrics)


async def _alive(_: web.Request) -> web.StreamResponse:
    return web.Response(text="alive\n", headers={"Cache-Control": "no-store"})


async def _ready(request: web.Request) -> web.StreamResponse:
    parts = await examine(state_of(request))
    ready = all(part.ok for part in parts)
    body = {"ready": ready, "parts": {part.name: {"ok": part.ok, "detail": part.detail} for part in parts}}
    return web.json_response(body, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


async def examine(state: State) -> tuple[Part, ...]:
    """Each thing that has to work, and whether it does: the database, the sources, and Discord where it is used."""
    parts = []
    try:
        sources = await state.library.sources()
    except MarqueeError as error:
        parts.append(Part("database", ok=False, detail=str(error)))
    else:
        parts.append(Part("database", ok=True, detail="answers"))
        parts.append(_fetched(sources, state.clock()))
    if state.gateway is not None:
        gateway = state.gateway()
        parts.append(Part("gateway", gateway.connected, "connected" if gateway.connected else "not connected"))
    return tuple(parts)


def _fetched(sources: "Iterable[Source]", now: datetime) -> Part:
    asked = [each for each in sources if not (each.paused or each.state.asleep or each.is_channel)]
    if not asked:
        return Part("sources", ok=True, detail="there are none to fetch")
    last = max((each.state.last_success for each in asked if each.state.last_success), default=None)
    if last is None:
        return Part("sources", ok=False, detail="none has answered yet")
    return Part("sources", any(each.answers(now) for each in asked), f"last answer {last:%Y-%m-%dT%H:%M:%SZ}")


async def _metrics(request: web.Request) -> web.StreamResponse:
    state, lateness = state_of(request), request.app[LATENESS]
    now = state.clock()
    stats = await request.app[COUNTS].look(state.library, now)
    sources = await state.library.sources()
    await lateness.look(state.library)
    # Those that there are none of are told too: who watches can't see a figure rise that was not there.
    claims = {status: stats.claims.get(status, 0) for status in Status}
    owed = {each: stats.announcements.get(each, 0) for each in Delivery}
    lines = [
        *_family("marquee_articles", "gauge", "Articles kept.", [("", stats.articles)]),
        *_family("marquee_claims", "gauge", "Claims kept.", _labelled("status", claims.items())),
        *_family("marquee_announcements", "gauge", "Outbox entries.", _labelled("state", owed.items())),
        *_family("marquee_queue", "gauge", "Announcements due or being sent.", [("", stats.queue)]),
        *_family("marquee_sources", "gauge", "Sources that are fetched.", [("", len(sources))]),
        *_family(
            "marquee_source_failures",
            "gauge",
            "Failures in a row since the last success.",
            _labelled("source", ((source.name, source.state.failures) for source in sources)),
        ),
        *_histogram(lateness),
    ]
    answered = [each.state.last_success for each in sources if each.state.last_success is not None]
    if answered:
        age = (now - max(answered)).total_seconds()
        lines += _family("marquee_last_fetch_age_seconds", "gauge", "Since a source last answered.", [("", age)])
    if state.gateway is not None:
        gateway = state.gateway()
        lines += _family("marquee_gateway_connected", "gauge", "1 while connected.", [("", int(gateway.connected))])
        if gateway.latency is not None:
            lines += _family("marquee_gateway_latency_seconds", "gauge", "Heartbeat.", [("", gateway.latency)])
    text = "\n".join(lines) + "\n"
    return web.Response(body=text.encode(), headers={"Content-Type": _TEXT, "Cache-Control": "no-store"})


def _labelled(name: str, values: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return [(f'{{{name}="{_escaped(str(value))}"}}', number) for value, number in values]


def _escaped(value: str) -> str:
    """A label's value, with what the exposition format escapes, and nothing else."""
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _family(name: str, kind: str, says: str, samples: Iterable[tuple[str, float]]) -> list[str]:
    return [
        f"# HELP {name} {says}",
        f"# TYPE {name} {kind}",
        *(f"{name}{labels} {number!r}" for labels, number in samples),
    ]


def _histogram(lateness: Lateness) -> list[str]:
    name, running = "marquee_lateness_seconds", 0
    samples: list[tuple[str, float]] = []
    for bound, count in zip((*map(str, BUCKETS), "+Inf"), lateness.counts, strict=True):
        running += count
        samples.append((f'_bucket{{le="{bound}"}}', running))
    samples += [("_sum", lateness.total), ("_count", running)]
    return _family(name, "histogram", "How long after their moment announcements were sent.", samples)
