"""What every command is handed: settings, clock, catalogue, and the terminal to print on. Nothing global."""

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.clock import Clock, starting_at, system_clock
from bot.settings import Settings
from schedules import Catalogue, load_catalogue

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from schedules import Library


@dataclass(frozen=True)
class Context:
    """The composition root's gift to a command."""

    settings: Settings
    clock: Clock

    @classmethod
    def of(cls, settings: Settings) -> "Context":
        """The context that the settings describe: their clock starts now, at `MARQUEE_NOW` where that is set."""
        return cls(settings, starting_at(settings.now) if settings.now else system_clock)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue the settings name, or the shipped one; CatalogueError where it can't be used."""
        return load_catalogue(self.settings.catalogue)

    @cached_property
    def out(self) -> "Console":
        """The terminal's standard output; plain and as wide as needed when it is no terminal."""
        from bot.terminal import Terminal

        return Terminal(highlight=False, width=None if sys.stdout.isatty() else 120)

    def show(self, *renderables: "RenderableType") -> None:
        """Print tables and texts for a person."""
        for renderable in renderables:
            self.out.print(renderable)

    def show_json(self, value: Any) -> None:  # noqa: ANN401 - anything json can write
        """Print one JSON value, and nothing else, on standard output."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")

    @asynccontextmanager
    async def library(self) -> AsyncIterator["Library"]:
        """The library on the settings' database, open until the block ends."""
        from schedules import Library

        async with Library.open(self.settings.database, self.catalogue, self.clock) as library:
            yield library
