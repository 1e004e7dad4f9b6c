"""Colours, lettering and the few shapes that pictures are made of."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from bot.web.text import clean


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours and the two typefaces of a picture; any CSS value goes."""

    ground: str
    """Behind everything."""
    ink: str
    muted: str
    rail: str
    """Lines that things hang on."""
    bulb: str
    """What is coming: a lit bulb."""
    on_bulb: str
    dim: str
    """What is out: a bulb that has been switched off."""
    on_dim: str
    alert: str
    """Cancelled."""
    accent: str
    """Words about what is coming; the bulbs' colour where that is dark enough to read."""
    display: str = "Fjalla One, sans-serif"
    """The typeface of names and great numbers; the SVG may be looked at where that is not installed."""
    body: str = "Manrope, sans-serif"


DARK = Palette(
    ground="#16111f",
    ink="#fbf1de",
    muted="#b3a6c2",
    rail="#3a2f4d",
    bulb="#ffb73a",
    on_bulb="#221503",
    dim="#5a4c70",
    on_dim="#f3e9ff",
    alert="#ff8373",
    accent="#ffb73a",
)
"""For Discord, whose theme is mostly dark; readable on its light one too, as it brings its own ground."""

LIGHT = Palette(
    ground="#fbf6ea",
    ink="#231a2e",
    muted="#665a73",
    rail="#ded2bd",
    bulb="#f0a11a",
    on_bulb="#221503",
    dim="#7a6c8c",
    on_dim="#ffffff",
    alert="#b3261e",
    accent="#8f4700",
)
"""For paper and light pages."""

PAGE = Palette(
    ground="var(--ground)",
    ink="var(--ink)",
    muted="var(--muted)",
    rail="var(--rail)",
    bulb="var(--bulb)",
    on_bulb="var(--on-bulb)",
    dim="var(--dim)",
    on_dim="var(--on-dim)",
    alert="var(--alert)",
    accent="var(--accent)",
    display="var(--display)",
    body="var(--body)",
)
"""Left to the style sheet of the page that the picture is part of."""


_RANGES = (("\u0384", "\u045f"), ("\u1ea0", "\u1ef9"), ("\u2010", "\u2027"))
"""Greek, Cyrillic, Vietnamese, and dashes, quotes and dots."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a piece of text is set."""

    fill: str
    size: float
    family: str
    weight: int = 400
    anchor: str = "start"
    spacing: float = 0


def text(x: float, y: float, words: str, style: Lettering) -> str:
    """A line of text with its baseline at `y`; `words` may be anything, and are shown as they are."""
    spacing = f' letter-spacing="{style.spacing:g}"' if style.spacing else ""
    anchor = f' text-anchor="{style.anchor}"' if style.anchor != "start" else ""
    weight = f' font-weight="{style.weight}"' if style.weight != 400 else ""
    return (
        f'<text x="{x:.5g}" y="{y:.5g}" fill="{style.fill}" font-family="{style.family}" font-size="{style.size:g}"'
        f"{weight}{anchor}{spacing}>{escape(clean(words, 200))}</text>"
    )


def title(words: str) -> str:
    """The words that appear when a pointer rests on a shape."""
    return f"<title>{escape(clean(words, 200))}</title>"


def in_typefaces(char: str) -> bool:
    """Whether the typefaces that come with the installation have `char`; a few rare letters aside."""
    return char < "\u0250" or any(first <= char <= last for first, last in _RANGES)


def width_of(words: str, size: float, *, narrow: bool = True) -> float:
    """About how wide `words` are at `size`; `narrow` for the display typeface.

    An estimate for fitting and shortening, from the typefaces' mean widths. What the display typeface lacks is set in
    the other one or in one of the system's, which are wider; the scripts of East Asia fill a square.
    """
    return sum(size * _width(char, narrow=narrow) for char in words)


def _width(char: str, *, narrow: bool) -> float:
    if char < "\u0370" or "\u1e80" <= char <= "\u2027":
        mean = 0.45 if narrow else 0.51
        return mean * (1.6 if char in "MW@%" else 1.12 if char.isupper() else 1.0)
    return 1.0 if char >= "\u2e80" else 0.55 if in_typefaces(char) else 0.65


def shorten(words: str, size: float, room: float, *, narrow: bool = True) -> str:
    """`words`, cut with an ellipsis where they are wider than `room`."""
    cleaned = clean(words, 200)
    if width_of(cleaned, size, narrow=narrow) <= room:
        return cleaned
    while cleaned and width_of(f"{cleaned}…", size, narrow=narrow) > room:
        cleaned = cleaned[:-1].rstrip()
    return f"{cleaned}…"


def document(box: tuple[float, float, float, float], palette: Palette, body: str, alt: str) -> str:
    """A whole SVG document that shows `box` (x, y, width, height), with a name for those who don't see it."""
    x, y, width, height = box
    ground = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="18" fill="{palette.ground}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:g} {y:g} {width:g} {height:g}" width="{width:g}"'
        f' height="{height:g}" role="img"><title>{escape(clean(alt, 1500))}</title>{ground}{body}</svg>'
    )
