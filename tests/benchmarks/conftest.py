"""Rows of made-up gold and answers."""

from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.gold import Row, row

MakeRow = Callable[..., Row]


@pytest.fixture
def make_row() -> MakeRow:
    """Build a row; what is not given is season 1 of Daredevil, confirmed for 2015-04-10."""

    def make(**values: Any) -> Row:
        usual = {"show": "Daredevil", "season": 1, "date": "2015-04-10", "status": "confirmed"}
        return row(usual | values)

    return make
