"""The timeline: a row for each show (or for each season of one), a bulb for each premiere, years along the top.

A bulb that is lit is coming, one that is dark is out, a bar is a window, a hollow one has no date yet, and a cross is
cancelled. Names stand above their rows, so that the picture is readable on a phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf, isfinite

from bot.picture.axis import Axis, lay_out
from bot.picture.bulbs import RADIUS, bar, bulb, legend
from bot.picture.looks import Look, days_of, look, moment_of
from bot.picture.paint import DARK, Lettering, Palette, document, shorten, text, title, width_of
from bot.wording import say_date, say_short_day, say_status, say_title, say_until
from schedules import Premiere, Status

WIDTH = 800
ROWS = 12
"""How many rows a picture has at most: those with something ahead come first."""
SHAPES = 16
"""How many premieres a row shows at most: what is ahead, then the latest seasons."""

_LEFT, _RIGHT = 36, 764
_ROW = 98
_NO_DATE = 78
"""The width of the column for what has no date, where no row has more than one such."""
_HANGING = 4
"""For how many in a row that column is widened."""
_APART = 2 * RADIUS + 3
"""How far the middles of two shapes are apart, unless there are too many."""


_AHEAD = (Look.COMING, Look.WINDOW, Look.UNDATED)


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    premieres: tuple[Premiere, ...]

    def looking(self, wanted: Look, now: datetime) -> list[Premiere]:
        """Its premieres that look like `wanted`, soonest first."""
        return sorted((premiere for premiere in self.premieres if look(premiere, now) is wanted), key=moment_of)

    def shown(self, now: datetime) -> list[Premiere]:
        """Its premieres that are drawn: the weightiest."""
        return sorted(self.premieres, key=lambda premiere: _weight(premiere, now))[:SHAPES]


@dataclass(frozen=True, slots=True)
class _Scene:
    axis: Axis
    now: datetime
    palette: Palette


def render_timeline(
    premieres: Iterable[Premiere],
    now: datetime,
    *,
    show: str | None = None,
    palette: Palette = DARK,
    framed: bool = True,
) -> str:
    """The timeline as SVG.

    Args:
        premieres: everything to show, in any order, past ones too.
        now: the moment (aware) of the picture.
        show: only this show's premieres, a row for each of its seasons; None shows all, a row for each show.
        palette: the colours.
        framed: whether there is a heading and a legend, as in a picture that stands alone.

    Returns:
        An SVG document that names itself with `describe`; it begins with `<svg` and needs nothing else.
    """
    chosen = [premiere for premiere in premieres if show is None or premiere.show == show]
    every = _by_season(chosen, now) if show else _by_show(chosen, now)
    rows = every[:ROWS]
    top = 126 if framed else 8
    shown = [row.shown(now) for row in rows]
    hanging = max((sum(look(each, now) is Look.UNDATED for each in found) for found in shown), default=0)
    column = _NO_DATE + (min(hanging, _HANGING) - 1) * _APART if hanging else 0
    days = [day for found in shown for premiere in found for day in days_of(premiere)]
    scene = _Scene(lay_out(days, now.date(), _LEFT, _RIGHT - column), now, palette)
    bottom = top + 46 + max(1, len(rows)) * _ROW
    body = [_years(scene, top, hanging=hanging > 0)]
    body += [_draw_row(row, top + 46 + number * _ROW, scene) for number, row in enumerate(rows)]
    if not rows:
        body.append(text(_LEFT, top + 100, "Nothing is known yet.", Lettering(palette.muted, 26, palette.body, 500)))
    if framed:
        more = f"and {len(every) - len(rows)} more" if len(every) > len(rows) else ""
        body = [_heading(show, chosen, scene), *body, legend(bottom + 34, now.date(), palette, _RIGHT, more)]
    height = bottom + (94 if framed else 8)
    # On a page the rails reach from margin to margin.
    box = (0, 0, WIDTH, height) if framed else (_LEFT - 2, 0, _RIGHT - _LEFT + 4, height)
    return document(box, palette, "".join(body), describe(chosen, now, show=show))


def describe(premieres: Iterable[Premiere], now: datetime, *, show: str | None = None) -> str:
    """The timeline in words, for alternative text: what is coming, what has no date, and what was last."""
    row = _Row("", tuple(premiere for premiere in premieres if show is None or premiere.show == show))
    parts = [f"Timeline of {show or 'all shows'}."]
    if not row.premieres:
        return f"{parts[0]} Nothing is known yet."
    parts += [
        f"{_name(p)}: {say_date(p.date)}, {say_until(moment_of(p), now)}." for p in row.looking(Look.COMING, now)[:5]
    ]
    parts += [f"{_name(p)}: {say_date(p.date)}." for p in row.looking(Look.WINDOW, now)[:5]]
    if undated := row.looking(Look.UNDATED, now):
        parts.append(f"No date yet: {'; '.join(_name(p) for p in undated[:5])}.")
    if out := row.looking(Look.OUT, now):
        parts.append(f"Last: {_name(out[-1])}, {say_date(out[-1].date)}.")
    return " ".join(parts)


def _name(premiere: Premiere) -> str:
    return say_title(premiere.show, premiere.season)


def _by_season(premieres: Sequence[Premiere], now: datetime) -> list[_Row]:
    """A row for each season, by number; where there are too many, those left over stand at the end."""
    weighty = sorted(premieres, key=lambda premiere: _weight(premiere, now))
    return [
        _Row(f"Season {p.season}" if p.season is not None else "Season not known", (p,))
        for part in (weighty[:ROWS], weighty[ROWS:])
        for p in sorted(part, key=lambda premiere: (premiere.season is None, premiere.season or 0))
    ]


def _weight(premiere: Premiere, now: datetime) -> tuple[int, float]:
    """Sorts what is ahead before the rest: the soonest first, then windows, then what has no date; then the latest."""
    seen = look(premiere, now)
    if seen in _AHEAD:
        return _AHEAD.index(seen), moment_of(premiere).timestamp()
    return len(_AHEAD), -(premiere.season or 0)


def _by_show(premieres: Sequence[Premiere], now: datetime) -> list[_Row]:
    shows: dict[str, list[Premiere]] = {}
    for premiere in premieres:
        shows.setdefault(premiere.show, []).append(premiere)
    return sorted((_Row(show, tuple(found)) for show, found in shows.items()), key=lambda row: _urgency(row, now))


def _urgency(row: _Row, now: datetime) -> tuple[int, float]:
    """Dated ahead first, soonest first; then windows, what has no date, and what is out, latest first."""
    for rank, wanted in enumerate(_AHEAD):
        if found := row.looking(wanted, now):
            return rank, moment_of(found[0]).timestamp()
    out = row.looking(Look.OUT, now)
    return len(_AHEAD), -moment_of(out[-1]).timestamp() if out else 0


def _years(scene: _Scene, top: float, *, hanging: bool) -> str:
    palette = scene.palette
    label = Lettering(palette.muted, 23, palette.body, 700, "middle")
    room = min((stretch.x1 - stretch.x0 for stretch in scene.axis.stretches if not stretch.folded), default=100)
    step = next((step for step in (1, 2, 5, 10, 20) if step * room >= 64), 50)
    parts = [
        text((stretch.x0 + stretch.x1) / 2, top + 20, "···" if stretch.folded else str(stretch.first), label)
        for stretch in scene.axis.stretches
        if stretch.folded or stretch.first % step == 0
    ]
    if hanging:
        parts.append(text(_RIGHT, top + 20, "no date", Lettering(palette.muted, 20, palette.body, 700, "end")))
    today = scene.axis.x(scene.now.date())
    parts.append(f'<path d="M{today - 9:.5g} {top + 30}h18l-9 11z" fill="{palette.bulb}"/>')
    return "".join(parts)


def _draw_row(row: _Row, y: float, scene: _Scene) -> str:
    palette = scene.palette
    says, colour = _summary(row, scene.now, palette)
    label = shorten(row.label, 31, 710 - width_of(says, 25, narrow=False))
    rail = y + 67
    ticks = "".join(f"M{stretch.x0:.5g} {rail - 6:g}v12" for stretch in scene.axis.stretches)
    today = f"M{scene.axis.x(scene.now.date()):.5g} {rail - 19:g}v38"
    pen = 'stroke-width="3" stroke-linecap="round"'
    parts = [
        text(_LEFT, y + 30, label, Lettering(palette.ink, 31, palette.display)),
        text(_RIGHT, y + 30, says, Lettering(colour, 25, palette.body, 700, "end")),
        f'<path d="M{_LEFT} {rail:g}H{_RIGHT}{ticks}" stroke="{palette.rail}" {pen}/>',
        f'<path d="{today}" stroke="{palette.bulb}" {pen}/>',
    ]
    shapes = [(_width(premiere, scene), _draw(premiere, x, rail, scene)) for premiere, x in _places(row, scene)]
    # A bar is drawn before what lies on it, which it would else hide.
    return "".join([*parts, *(shape for _, shape in sorted(shapes, key=lambda shape: -shape[0]))])


def _places(row: _Row, scene: _Scene) -> list[tuple[Premiere, float]]:
    """Where the middle of each shape of a row is: as near to its day as it can be beside the others."""

    def placed(part: list[Premiere], first: float, last: float) -> list[tuple[Premiere, float]]:
        part.sort(key=lambda premiere: (_wish(premiere, scene), premiere.season or 0))
        wishes = [_wish(premiere, scene) for premiere in part]
        return list(zip(part, _spread(wishes, first, last), strict=True))

    shown = row.shown(scene.now)
    hanging = [premiere for premiere in shown if look(premiere, scene.now) is Look.UNDATED]
    column = placed(hanging, scene.axis.stretches[-1].x1 + _APART, _RIGHT - RADIUS - 3)
    end = column[0][1] - _APART if column else _RIGHT - RADIUS
    return placed([premiere for premiere in shown if premiere not in hanging], _LEFT + RADIUS - 2, end) + column


def _spread(wishes: Sequence[float], first: float, last: float) -> list[float]:
    """Places from `first` to `last` near to `wishes` (rising), no shape upon another unless there are too many."""
    apart = min(float(_APART), (last - first) / max(1, len(wishes) - 1))
    places: list[float] = []
    for wish in wishes:
        beside = places[-1] + apart if places else first
        places.append(max(wish, beside) if isfinite(wish) else beside)
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], last - apart * (len(places) - 1 - number))
    return places


def _width(premiere: Premiere, scene: _Scene) -> float:
    """How wide a bar is; 0 for every other shape."""
    days = days_of(premiere)
    if look(premiere, scene.now) is not Look.WINDOW or not days:
        return 0
    return scene.axis.x(days[-1]) - scene.axis.x(days[0])


def _wish(premiere: Premiere, scene: _Scene) -> float:
    """Where the middle of a premiere's shape would be if it were alone; infinity for "after all the others"."""
    if look(premiere, scene.now) is Look.UNDATED:
        return _RIGHT - RADIUS - 3
    days = days_of(premiere)
    if not days and premiere.published is not None:
        days = (premiere.published,)
    return (scene.axis.x(days[0]) + scene.axis.x(days[-1])) / 2 if days else inf


def _draw(premiere: Premiere, x: float, y: float, scene: _Scene) -> str:
    number = str(premiere.season) if premiere.season is not None else "?"
    kind = look(premiere, scene.now)
    if kind is Look.WINDOW:
        half = _width(premiere, scene) / 2
        shape = bar(number, x - half, x + half, y, scene.palette)
    else:
        uncertain = premiere.disputed or premiere.status is Status.RUMOURED
        shape = bulb(kind, number, (x, y), scene.palette, uncertain=uncertain)
    words = title(f"{_name(premiere)}: {say_date(premiere.date)} ({say_status(premiere, scene.now)})")
    return f"<g>{words}{shape}</g>"


def _summary(row: _Row, now: datetime, palette: Palette) -> tuple[str, str]:
    """The most useful thing to say of a row, and its colour."""

    def season(premiere: Premiere, then: str) -> str:
        several = len(row.premieres) > 1 and premiere.season is not None
        return f"season {premiere.season}{then}" if several else ""

    if coming := row.looking(Look.COMING, now):
        return f"{season(coming[0], ' ')}{say_until(moment_of(coming[0]), now)}", palette.accent
    if windows := row.looking(Look.WINDOW, now):
        return f"{season(windows[0], ' · ')}{say_date(windows[0].date)}", palette.ink
    if undated := row.looking(Look.UNDATED, now):
        words = say_date(undated[0].date) if undated[0].date else "no date yet"
        return f"{season(undated[0], ' · ')}{words}", palette.ink
    cancelled, out = bool(row.looking(Look.CANCELLED, now)), row.looking(Look.OUT, now)
    if not out:
        return ("cancelled", palette.alert) if cancelled else ("", palette.muted)
    if len(row.premieres) == 1 and out[0].date is not None:
        day = out[0].date.exact
        return say_short_day(day) if day else say_date(out[0].date), palette.muted
    years = sorted({day.year for premiere in out for day in days_of(premiere)})
    span = "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return f"{span or 'out'}{', then cancelled' if cancelled else ''}", palette.muted


def _heading(show: str | None, premieres: Sequence[Premiere], scene: _Scene) -> str:
    palette = scene.palette
    coming = _Row("", tuple(premieres)).looking(Look.COMING, scene.now)
    says = "No day ahead is known."
    if coming:
        first = coming[0]
        season = f"season {first.season}" if first.season is not None else ""
        name = "" if show and season else first.show
        tail = f"{', ' if name and season else ''}{season}, "
        day = first.date.exact if first.date else None
        when = say_date(first.date)
        if day is not None and width_of(f"Next: {name}{tail}{when}", 25, narrow=False) > _RIGHT - _LEFT:
            when = say_short_day(day)
        # A long name is cut, not the day, which is what people look for.
        room = _RIGHT - _LEFT - width_of(f"Next: {tail}{when}", 25, narrow=False)
        says = f"Next: {shorten(name, 25, room, narrow=False)}{tail}{when}"
    heading = shorten(show or "What’s on, what’s next", 44, 560)
    return "".join(
        [
            text(_LEFT, 62, heading, Lettering(palette.ink, 44, palette.display)),
            text(_RIGHT, 58, "MARQUEE", Lettering(palette.accent, 26, palette.display, 400, "end", 4)),
            text(
                _LEFT,
                102,
                shorten(says, 25, _RIGHT - _LEFT, narrow=False),
                Lettering(palette.muted, 25, palette.body, 500),
            ),
        ]
    )
