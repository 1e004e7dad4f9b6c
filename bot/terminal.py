"""The terminal as rich draws on it."""

from rich.console import Console


class Terminal(Console):
    """Leaves it to the command what becomes of a pipe whose reader has gone; rich would end the process as failed."""

    def on_broken_pipe(self) -> None:
        """Raise what rich has caught."""
        raise BrokenPipeError
