"""The card: one premiere on the board of a cinema, under its lights."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.picture.paint import DARK, Lettering, Palette, document, shorten, text, width_of
from bot.wording import MONTHS, WEEKDAYS, is_out, say_date, say_days, say_title, say_until
from schedules import Premiere, Status

WIDTH, HEIGHT = 800, 420

_BOARD = (36, 36, 728, 236)
"""The x, y, width and height of the lit board."""
_LIT, _LETTERS, _SLOT = "#fff6df", "#1a1420", "#e4d5b4"
"""The board is lit from within in every theme, so its colours are its own."""


def render_card(
    premiere: Premiere, now: datetime, *, zone: str = "UTC", palette: Palette = DARK, timed: bool = True
) -> str:
    """A card for one premiere, as SVG.

    Args:
        premiere: what is believed of the season.
        now: the moment (aware) from which its distance is counted.
        zone: the reader's IANA zone, for counting days.
        palette: the colours around the board.
        timed: whether the hour of its moment is known.
    """
    x, y, width, height = _BOARD
    body = [
        _lights(palette),
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{_LIT}"/>',
        *(
            f'<path d="M{x} {y + slot}h{width}" stroke="{_SLOT}" stroke-width="3"/>'
            for slot in (16, 122, 136, height - 16)
        ),
        *_letters(premiere),
        *_foot(premiere, _distance(premiere, now, zone, timed=timed), palette, timed=timed),
    ]
    return document((0, 0, WIDTH, HEIGHT), palette, "".join(body), describe_card(premiere, now, zone=zone, timed=timed))


def describe_card(premiere: Premiere, now: datetime, *, zone: str = "UTC", timed: bool = True) -> str:
    """The card in words, for alternative text."""
    left = _distance(premiere, now, zone, timed=timed)
    return (
        f"{say_title(premiere.show, premiere.season)} on {premiere.service}: {_when(premiere)}{left and f', {left}'}."
    )


def _lights(palette: Palette) -> str:
    """Bulbs all around the board, each with its glow."""
    x, y, width, height = _BOARD
    across, down = 27, 9
    columns = [x - 16 + (width + 32) * step / across for step in range(across + 1)]
    rows = [y - 16 + (height + 32) * step / down for step in range(1, down)]
    places = [(column, float(end)) for column in columns for end in (y - 16, y + height + 16)]
    places += [(float(end), row) for row in rows for end in (x - 16, x + width + 16)]
    glow = "".join(f'<circle cx="{left:.5g}" cy="{top:.5g}" r="10"/>' for left, top in places)
    bulbs = "".join(f'<circle cx="{left:.5g}" cy="{top:.5g}" r="5.5"/>' for left, top in places)
    return f'<g fill="{palette.bulb}" opacity=".22">{glow}</g><g fill="{palette.bulb}">{bulbs}</g>'


def _letters(premiere: Premiere) -> list[str]:
    """The two lines on the board: the show, and the season with its service."""
    x, y, width, _ = _BOARD
    name = premiere.show.upper()
    size = min(88.0, 660 / max(1.0, width_of(name, 1.0)))
    if size < 40:
        size, name = 40.0, shorten(name, 40, 660)
    season = f"Season {premiere.season}" if premiere.season is not None else "New season"
    middle = x + width / 2
    return [
        text(middle, y + 69 + size * 0.37, name, Lettering(_LETTERS, size, DARK.display, anchor="middle", spacing=2)),
        text(
            middle,
            y + 196,
            shorten(f"{season} · {premiere.service}".upper(), 50, 660),
            Lettering("#a3211a", 50, DARK.display, anchor="middle", spacing=2),
        ),
    ]


def _foot(premiere: Premiere, left: str, palette: Palette, *, timed: bool) -> list[str]:
    """What stands below the lights: the date, and how far away it is."""
    colour = palette.alert if premiere.status is Status.CANCELLED else palette.ink
    lines = [text(40, 356, _when(premiere), Lettering(colour, 36, palette.display))]
    note = _note(premiere, timed=timed)
    lines.append(text(40, 394, shorten(note, 20, 720, narrow=False), Lettering(palette.muted, 20, palette.body, 500)))
    if left:
        lines.append(text(760, 358, left, Lettering(palette.accent, 42, palette.display, 400, "end")))
    return lines


def _when(premiere: Premiere) -> str:
    if premiere.status is Status.CANCELLED:
        return "Cancelled"
    if premiere.date is None:
        return "No date yet"
    day = premiere.date.exact
    if day is None:
        words = say_date(premiere.date)
        return words[0].upper() + words[1:]
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _distance(premiere: Premiere, now: datetime, zone: str, *, timed: bool) -> str:
    if premiere.status is Status.CANCELLED or premiere.moment is None:
        return ""
    if is_out(premiere, now):
        return "out now"
    if not timed and premiere.date is not None and premiere.date.exact is not None:
        return say_days(premiere.date.exact, now.astimezone(ZoneInfo(zone)).date())
    return say_until(premiere.moment, now, zone)


def _note(premiere: Premiere, *, timed: bool) -> str:
    if premiere.disputed:
        return "Another article says otherwise."
    if premiere.moment is not None:
        return f"{premiere.moment.astimezone(ZoneInfo('UTC')):%H:%M} UTC" if timed else ""
    return "" if premiere.status is Status.CANCELLED else "The day is not known yet."
