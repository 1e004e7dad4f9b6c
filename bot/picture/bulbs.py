"""The shapes that stand for premieres, and the legend that explains them."""

from datetime import date

from bot.picture.looks import Look
from bot.picture.paint import Lettering, Palette, text
from bot.wording import say_short_day

RADIUS = 17


def bulb(look: Look, number: str, place: tuple[float, float], palette: Palette, *, uncertain: bool = False) -> str:
    """The shape of a premiere that is no window, with its season's `number`, around `place` (x, y)."""
    x, y = place
    circle = f'<circle cx="{x:.5g}" cy="{y:g}"'
    colour = palette.on_bulb
    if look is Look.CANCELLED:
        return (
            f'<path d="M{x - 9:.5g} {y - 9:g}l18 18m0-18l-18 18" stroke="{palette.alert}" stroke-width="5"'
            ' stroke-linecap="round" fill="none"/>'
        )
    if look is Look.OUT:
        shape = f'{circle} r="{RADIUS}" fill="{palette.dim}"/>'
        colour = palette.on_dim
    elif look is Look.COMING:
        dash = ' stroke-dasharray="5 4"' if uncertain else ""
        shape = (
            f'{circle} r="{RADIUS + 11}" fill="{palette.bulb}" opacity=".16"/>'
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
    box = f'x="{middle - half:.5g}" y="{y - 15:g}" width="{2 * half:.5g}" height="30" rx="15"'
    line = f'stroke="{palette.bulb}" stroke-width="2.5" stroke-dasharray="6 4"'
    # A bar without a ground of its own would let the rail run through its number.
    shape = f'<rect {box} fill="{palette.ground}"/><rect {box} fill="{palette.bulb}" fill-opacity=".22" {line}/>'
    return shape + _number(number, middle, y, palette.ink, palette)


def legend(y: float, today: date, palette: Palette, right: float, note: str = "") -> str:
    """Two lines that explain the shapes, and tell `note` and the day the picture is of."""
    words = Lettering(palette.muted, 20, palette.body, 500)
    dashed = f'stroke="{palette.bulb}" stroke-width="2" stroke-dasharray="5 3"'
    hollow = f'fill="none" stroke="{palette.muted}" stroke-width="2" stroke-dasharray="3 3"'
    cross = f'stroke="{palette.alert}" stroke-width="3.5" stroke-linecap="round"'
    middle, box = y - 7, f'y="{y - 17:g}" width="38" height="20" rx="10"'
    return "".join(
        [
            f'<circle cx="46" cy="{middle:g}" r="10" fill="{palette.bulb}"/>',
            text(64, y, "coming", words),
            f'<circle cx="178" cy="{middle:g}" r="10" fill="{palette.dim}"/>',
            text(196, y, "out", words),
            f'<rect x="264" {box} fill="{palette.bulb}" fill-opacity=".22" {dashed}/>',
            text(311, y, "sometime", words),
            f'<circle cx="446" cy="{middle:g}" r="10" {hollow}/>',
            text(464, y, "no date", words),
            f'<path d="M574 {y - 14:g}l14 14m0-14l-14 14" {cross}/>',
            text(598, y, "cancelled", words),
            text(36, y + 34, note, words),
            text(right, y + 34, say_short_day(today), Lettering(palette.muted, 20, palette.body, 500, "end")),
        ]
    )


def _number(number: str, x: float, y: float, colour: str, palette: Palette) -> str:
    return text(x, y + 7.5, number, Lettering(colour, 21, palette.body, 800, "middle"))
