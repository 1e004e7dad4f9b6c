"""The list of failures in docs/running.md names tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_each_failure_has_the_test_that_is_named() -> None:
    table = (ROOT / "docs" / "running.md").read_text("utf-8").partition("## What can fail")[2].partition("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")][2:]
    defined = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    }
    named = [re.findall(r"`(test_\w+)`", row) for row in rows]
    assert len(rows) > 25
    assert all(named)
    assert {name for names in named for name in names} <= defined
