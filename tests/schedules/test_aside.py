"""Work beside the event loop: the same answers from threads and processes, and no process that outlives its maker."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from schedules import Article, ArticleError, Aside, Catalogue, load_catalogue, read


def dates(catalogue: Catalogue, text: str) -> list[str]:
    return [str(claim.date) for claim in read(Article(text), catalogue)]


def number(_: Catalogue) -> int:
    return os.getpid()


def deaf_from_the_start(_: Catalogue) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def fail(_: Catalogue, why: str) -> None:
    raise ArticleError(why)


def die(_: Catalogue) -> None:
    os._exit(9)


def waste(_: Catalogue) -> None:
    while True:
        pass


TEXT = "Luke Cage returns for season 2 on June 22, 2018."


@pytest.mark.parametrize("processes", [0, 1])
async def test_work_is_given_the_catalogue_and_its_answer_or_its_error_comes_back(processes: int) -> None:
    async with Aside(load_catalogue(), processes) as aside:
        assert await aside.run(dates, TEXT) == ["2018-06-22"]
        with pytest.raises(ArticleError, match="no article"):
            await aside.run(fail, "It is no article.")
        assert (await aside.run(number) == os.getpid()) == (processes == 0)


async def test_a_process_does_not_hear_ctrl_c_while_it_loads_and_the_parent_goes_on_hearing_it() -> None:
    async with Aside(load_catalogue(), 1) as aside:
        assert await aside.run(deaf_from_the_start)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


async def test_a_process_that_ends_costs_its_work_and_no_more() -> None:
    async with Aside(load_catalogue(), 1) as aside:
        with pytest.raises(ArticleError, match="left out"):
            await aside.run(die)
        assert await aside.run(dates, TEXT) == ["2018-06-22"]


async def test_work_beside_the_one_that_ends_the_process_is_done_all_the_same() -> None:
    async with Aside(load_catalogue(), 1) as aside:
        ended, *done = await asyncio.gather(
            aside.run(die), *(aside.run(dates, TEXT) for _ in range(5)), return_exceptions=True
        )
        assert isinstance(ended, ArticleError)
        assert done == [["2018-06-22"]] * 5


async def test_work_without_an_end_is_ended() -> None:
    async with Aside(load_catalogue(), 1, seconds=1) as aside:
        with pytest.raises(ArticleError, match="left out"):
            await aside.run(waste)
        assert await aside.run(dates, TEXT) == ["2018-06-22"]


PROGRAM = """
import asyncio, os, signal
from schedules import Aside, load_catalogue

async def main():
    await Aside(load_catalogue(), 1).run(repr)
    print("It works.", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_process_ends_with_the_one_that_made_it(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    # The output ends only when nobody holds it any more, which the process that works would do.
    ended = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False
    )
    assert (ended.stdout, ended.returncode) == (b"It works.\n", -signal.SIGKILL)
