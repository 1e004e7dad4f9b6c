"""A command line of one's own: an empty database, a clock that starts where the test says, no setting from outside."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main

Marquee = Callable[..., int]

SEED = """\
Fans wondering about Jessica Jones Season 2 still have to be patient, for nothing has been said about when it comes.

“In Season Two we can explore what is possible for her,” the showrunner said. First Iron Fist and The Defenders have
to launch.

Jessica Jones will return, but in the meantime there is Luke Cage, premiering September 30th on Netflix.
"""


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and an environment without settings but for a database in it."""
    for name in list(os.environ):
        if name.startswith(("MARQUEE_", "DISCORD_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARQUEE_DATABASE", str(tmp_path / "marquee.sqlite3"))
    monkeypatch.setenv("MARQUEE_NOW", "2016-08-20")
    return tmp_path


@pytest.fixture
def marquee(bare: Path) -> Marquee:
    """The command, run in this process: words in, exit code out."""

    def run(*words: str | Path) -> int:
        try:
            return main([str(word) for word in words])
        except SystemExit as ended:
            return int(ended.code or 0)

    return run


@pytest.fixture
def seed(bare: Path) -> Path:
    """An article with one date, in a file."""
    path = bare / "article.txt"
    path.write_text(SEED, "utf-8")
    return path
