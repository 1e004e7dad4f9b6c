"""A compiled reader is taken away by what makes it stale, and by hand."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[1] / "Makefile"
MAKE = shutil.which("make")
pytestmark = pytest.mark.skipif(MAKE is None, reason="make is what takes it away")


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    """A project of two modules, which were compiled after they were written."""
    shutil.copy(MAKEFILE, tmp_path)
    reading = tmp_path / "schedules" / "reading"
    room = reading / "binding"
    room.mkdir(parents=True)
    written = reading / "reader.py", room / "bind.py"
    made_of_it = reading / "reader.cpython-311.so", room / "bind.cpython-311.so", tmp_path / "a__mypyc.1.so"
    for number, made in enumerate((*written, *made_of_it)):
        made.touch()
        os.utime(made, (number, number))
    return tmp_path


def machine_code(project: Path) -> list[str]:
    return sorted(each.name for each in project.rglob("*.so"))


def make(project: Path, target: str) -> str:
    command = [str(MAKE), "--silent", target]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stderr  # noqa: S603 - ours


def test_machine_code_younger_than_its_python_stays(compiled: Path) -> None:
    assert make(compiled, "current") == ""
    assert machine_code(compiled) == ["a__mypyc.1.so", "bind.cpython-311.so", "reader.cpython-311.so"]


@pytest.mark.parametrize(
    "changed", ["reading/reader.py", "reading/binding/bind.py", "reading/binding/new.py", "model.py"]
)
def test_a_change_of_the_python_takes_it_away_and_says_so(compiled: Path, changed: str) -> None:
    (compiled / "schedules" / changed).touch()
    assert "make fast" in make(compiled, "current")
    assert machine_code(compiled) == []
    assert make(compiled, "current") == ""


def test_it_is_taken_away_by_hand(compiled: Path) -> None:
    make(compiled, "slow")
    assert machine_code(compiled) == []
    assert (compiled / "schedules" / "reading" / "binding" / "bind.py").exists()
