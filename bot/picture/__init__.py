"""Pictures of the table: a timeline and a card, drawn as SVG; the page shows them as they are, Discord as PNG."""

from bot.picture.card import describe_card, render_card
from bot.picture.looks import foremost
from bot.picture.paint import DARK, LIGHT, PAGE, Palette
from bot.picture.png import Pictures, to_png
from bot.picture.timeline import describe, render_timeline

__all__ = [
    "DARK",
    "LIGHT",
    "PAGE",
    "Palette",
    "Pictures",
    "describe",
    "describe_card",
    "foremost",
    "render_card",
    "render_timeline",
    "to_png",
]
