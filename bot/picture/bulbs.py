"""The shapes that stand for premieres, and the legend that explains them."""

from datetime import date

from bot.picture.looks import Look
from bot.picture.paint import Lettering, Palette, text
from bot.wording import say_short_day

RADIUS = 15


def bulb(look: Look, number: str, place: tuple[float, float], palette: Palette, *, uncertain: bool = False) -> str:
    """The shape of a premiere that is no window, with its season's `number`, around `place` (x, y)."""
    x, y = place
    circle = f'<circle cx="{x:.5g}" cy="{y:g}"'
    colour = palette.on_bulb
    if look is Look.CANCELLED:
        return (
            f'<path d="M{x - 8:.5g} {y - 8:g}l16 16m0-16l-16 16" stroke="{palette.alert}" stroke-width="4.5"'
            ' stroke-linecap="round" fill="none"/>'
        )
    if look is Look.OUT:
        shape = f'{circle} r="{RADIUS}" fill="{palette.dim}"/>'
        colour = palette.on_dim
    elif look is Look.COMING:
        dash = ' stroke-dasharray="5 4"' if uncertain else ""
        shape = (
            f'{circle} r="{RADIUS + 10}" fill="{palette.bulb}" opacity=".16"/>'
            f'{circle} r="{RADIUS + 5}" fill="{palette.bulb}" opacity=".28"/>'
            f'{circle} r="{RADIUS}" fill="{palette.bulb}" stroke="{palette.ink}" stroke-width="2"{dash}/>'
        )
    else:
        dashes = f'stroke="{palette.muted}" stroke-width="2.5" stroke-dasharray="4 4"'
        shape = f'{circle} r="{RADIUS - 1}" fill="{palette.ground}" {dashes}/>'
        colour = palette.muted
    return shape + _number(number, x, y, colour, palette)


def bar(number: str, x0: float, x1: float, y: float, palette: Palette) -> str:
    """A window from `x0` to `x1`, at least wide enough for its number."""
    middle, half = (x0 + x1) / 2, max(RADIUS + 4, (x1 - x0) / 2)
    box = f'x="{middle - half:.5g}" y="{y - 13:g}" width="{2 * half:.5g}" height="26" rx="13"'
    line = f'stroke="{palette.bulb}" stroke-width="2.5" stroke-dasharray="6 4"'
    # A bar without a ground of its own would let the rail run through its number.
    shape = f'<rect {box} fill="{palette.ground}"/><rect {box} fill="{palette.bulb}" fill-opacity=".22" {line}/>'
    return shape + _number(number, middle, y, palette.ink, palette)


def legend(y: float, today: date, palette: Palette, right: float, note: str = "") -> str:
    """One line that explains the shapes; at its end `note`, else the day the picture is of."""
    words = Lettering(palette.muted, 17, palette.body, 500)
    dashed = f'stroke="{palette.bulb}" stroke-width="2" stroke-dasharray="5 3"'
    hollow = f'fill="none" stroke="{palette.muted}" stroke-width="2" stroke-dasharray="3 3"'
    cross = f'stroke="{palette.alert}" stroke-width="3.5" stroke-linecap="round"'
    middle, box = y - 6, f'y="{y - 15:g}" width="34" height="18" rx="9"'
    return "".join(
        [
            f'<circle cx="45" cy="{middle:g}" r="9" fill="{palette.bulb}"/>',
            text(60, y, "coming", words),
            f'<circle cx="146" cy="{middle:g}" r="9" fill="{palette.dim}"/>',
            text(161, y, "out", words),
            f'<rect x="206" {box} fill="{palette.bulb}" fill-opacity=".22" {dashed}/>',
            text(247, y, "sometime", words),
            f'<circle cx="352" cy="{middle:g}" r="9" {hollow}/>',
            text(367, y, "no date", words),
            f'<path d="M447 {y - 12:g}l12 12m0-12l-12 12" {cross}/>',
            text(467, y, "cancelled", words),
            text(right, y, note or say_short_day(today), Lettering(palette.muted, 17, palette.body, 500, "end")),
        ]
    )


def _number(number: str, x: float, y: float, colour: str, palette: Palette) -> str:
    return text(x, y + 6.5, number, Lettering(colour, 18, palette.body, 800, "middle"))
