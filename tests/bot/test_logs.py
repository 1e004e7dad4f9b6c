"""What strangers write in the log and on standard error does nothing there."""

import logging
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.logs import LineFormatter

HOSTILE = "a\x1b]0;title\x07\x9b31m\u202eb\u2028c\nINFO forged"
SHOWN = r"a\x1b]0;title\x07\x9b31m\u202eb\u2028c\nINFO forged"


def test_a_record_is_one_line_of_what_can_be_seen() -> None:
    try:
        int(HOSTILE)
    except ValueError:
        record = logging.LogRecord("m", logging.INFO, "", 0, "Page %s, “é”", (HOSTILE,), sys.exc_info())
    first, *traceback = LineFormatter("%(levelname)s %(message)s").format(record).split("\n")
    assert first == f"INFO Page {SHOWN}, “é”"
    assert traceback[0] == "Traceback (most recent call last):"
    assert all(line.isprintable() for line in traceback)


def test_a_name_does_nothing_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a\x1b[31m\u202eb.txt").write_bytes(b"\0\1\2")
    assert main(["read", str(folder)]) == 1
    assert r"a\x1b[31m\u202eb.txt: That is a binary file" in capsys.readouterr().err
    assert main(["why", "No\x1b[31mbody"]) == 2
    assert r"'No\x1b[31mbody'" in capsys.readouterr().err
