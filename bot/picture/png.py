"""SVG into PNG, with the same typefaces on every machine."""

import asyncio
import hashlib
import re
from collections import OrderedDict
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from bot.picture.paint import in_typefaces

if TYPE_CHECKING:
    from svg2png_py import FontDatabase

_FILES = (
    ("font_fjallaone", "FjallaOne-Regular.ttf"),
    ("font_manrope", "Manrope-Medium.ttf"),
    ("font_manrope", "Manrope-Bold.ttf"),
    ("font_manrope", "Manrope-ExtraBold.ttf"),
)

_SIZE = re.compile(r'<svg [^>]*\bwidth="([\d.]+)" height="([\d.]+)"')


def to_png(svg: str, scale: float = 1.5) -> bytes:
    """The picture of `svg`, `scale` times its own size; takes some tens of milliseconds and leaves the GIL free.

    Raises:
        ValueError: it is no SVG, or none that says its size in its first tag.
    """
    from svg2png_py import RenderOptions, svg_to_png

    # Text that only the system's fonts can show (Hebrew, say) comes out as theirs; loading them once costs a scan.
    fonts = _fonts(everything=not svg.isascii() and not all(map(in_typefaces, svg)))
    # Having the library find the size would have it set all the lettering twice.
    found = _SIZE.match(svg)
    if not found:
        raise ValueError("The SVG does not say its size.")
    size = (round(float(found[1]) * scale), round(float(found[2]) * scale))
    options = RenderOptions(font_family="Manrope")
    return bytes(svg_to_png(svg, fonts, transform=(scale, 0, 0, 0, scale, 0), bg_size=size, options=options))


@lru_cache(maxsize=2)
def _fonts(*, everything: bool) -> "FontDatabase":
    from svg2png_py import FontDatabase

    fonts = FontDatabase()
    for package, name in _FILES:
        fonts.load_font_file(str(resources.files(package) / "files" / name))
    if everything:
        fonts.load_system_fonts()
    return fonts


class Pictures:
    """PNGs by what they show: a picture is drawn again only when its SVG, and so the table, has changed."""

    def __init__(self, limit: int = 32) -> None:
        self._limit = limit
        self._drawn: OrderedDict[str, bytes] = OrderedDict()
        self._drawing: dict[str, asyncio.Task[bytes]] = {}

    async def png(self, svg: str, scale: float = 1.5) -> bytes:
        """The picture of `svg`, drawn in a thread; who asks for the same one meanwhile waits for the same."""
        key = hashlib.blake2b(f"{scale}{svg}".encode(), digest_size=16).hexdigest()
        if key in self._drawn:
            self._drawn.move_to_end(key)
            return self._drawn[key]
        if key not in self._drawing:
            self._drawing[key] = asyncio.create_task(self._draw(key, svg, scale))
        # One who stops waiting must not take the picture from the others.
        return await asyncio.shield(self._drawing[key])

    async def _draw(self, key: str, svg: str, scale: float) -> bytes:
        try:
            png = await asyncio.to_thread(to_png, svg, scale)
            self._drawn[key] = png
            while len(self._drawn) > self._limit:
                self._drawn.popitem(last=False)
            return png
        finally:
            del self._drawing[key]
