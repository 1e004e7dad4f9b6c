import math
import sys

import pytest

from benchmarks import adversarial
from benchmarks.memory import StreamError, stream
from benchmarks.speed import LENGTHS, Growth, Promise

ECHO = "import sys\nfor line in sys.stdin: print(line, end='')"


@pytest.mark.parametrize("name", adversarial.UNITS)
@pytest.mark.parametrize("length", [1, 47, 1000])
def test_an_adversarial_text_has_the_length_asked_for(name: str, length: int) -> None:
    assert len(adversarial.text(name, length)) == length


def test_streaming_counts_lines_and_sees_the_memory_of_every_process() -> None:
    hungry = f"block = bytearray(60_000_000)\n{ECHO}"
    parent = f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {hungry!r}]))"
    found = stream([sys.executable, "-c", parent], (f"line {number}" for number in range(100_000)))
    assert found.lines == 100_000
    assert len(found.peaks) == 2
    assert found.peaks[0] > 60_000_000 > found.peaks[1]


def test_a_command_that_fails_is_told() -> None:
    with pytest.raises(StreamError, match="ended with 3"):
        stream([sys.executable, "-c", "raise SystemExit(3)"], ["line"] * 100_000)


def test_a_command_that_is_not_there_is_told() -> None:
    with pytest.raises(StreamError, match="can't be run"):
        stream(["/nowhere/marquee"], [])


@pytest.mark.parametrize(("measured", "at_least", "kept"), [(20, True, True), (19, True, False), (21, False, False)])
def test_a_promise_is_a_floor_or_a_ceiling(measured: float, at_least: bool, kept: bool) -> None:
    assert Promise("it", measured, "times", 20, at_least=at_least).kept is kept


def test_a_text_that_was_given_up_takes_for_ever() -> None:
    assert Growth("it", (0.1,) * len(LENGTHS)).whole == 0.1
    assert Growth("it", (0.1, 0.4)).whole == math.inf
