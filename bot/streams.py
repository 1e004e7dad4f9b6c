"""The standard streams: there from the beginning, able to take any text, and let go where nobody takes it."""

import os
import sys
from io import TextIOWrapper


def prepare() -> None:
    """Make the standard streams usable whatever the process was started with.

    One that was closed leads nowhere, for what is opened next would be taken for it. What the terminal's encoding has
    no letter for becomes a question mark rather than an error. What is typed in another encoding stays as it came: it
    may be a file's name.
    """
    for name, way in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, way, encoding="utf-8"))  # noqa: SIM115, PTH123 - stays open to the end
    for stream, odd in ((sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=odd)


def write_utf8() -> None:
    """Let standard output be UTF-8, as JSON is, whatever the terminal shows."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def let_go() -> None:
    """Have what is left of the output lead nowhere: Python would try to write it once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
