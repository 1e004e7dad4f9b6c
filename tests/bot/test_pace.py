"""Turns: evenly spread, urgent ones first."""

import asyncio
import time
from random import Random

import pytest

from bot.pace import Pacer


@pytest.mark.parametrize("seed", range(3))
async def test_no_second_holds_more_requests_than_allowed_however_unequal_their_ways(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    pacer = Pacer(rate=1000, allowed=10, second=0.05)
    loop = asyncio.get_running_loop()
    arrived: list[float] = []

    async def request() -> None:
        turn = await pacer.turn()
        # A connection is made, the request is on its way, and so is the answer.
        await asyncio.sleep(random.choice((0, 0, 0.02)))
        turn.left()
        await asyncio.sleep(random.choice((0.001, 0.001, 0.03)))
        arrived.append(loop.time())
        await asyncio.sleep(random.choice((0.001, 0.01)))
        turn.answered("POST")

    await asyncio.gather(*(request() for _ in range(100)))
    assert all(later - first >= 0.049 for first, later in zip(arrived, arrived[10:], strict=False))


async def test_turns_come_evenly_and_what_was_missed_is_made_good() -> None:
    pacer = Pacer(rate=100, allowed=1000)
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def request() -> float:
        (await pacer.turn()).left()
        return loop.time() - began

    requests = [asyncio.create_task(request()) for _ in range(20)]
    await asyncio.sleep(0.05)
    # The process is busy with something else.
    time.sleep(0.1)  # noqa: ASYNC251 - that is the point
    moments = await asyncio.gather(*requests)
    assert all(moment >= number / 100 - 0.002 for number, moment in enumerate(moments))
    assert moments[14] - moments[6] < 0.04


async def test_a_turn_of_which_nothing_came_counts_for_nothing() -> None:
    pacer = Pacer(rate=1000, allowed=1)
    (await pacer.turn()).failed()
    async with asyncio.timeout(0.5):
        (await pacer.turn()).left()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await pacer.turn()


async def test_what_is_urgent_overtakes_what_is_sent_in_bulk() -> None:
    pacer = Pacer(200)
    order: list[str] = []

    async def take(name: str, *, bulk: bool) -> None:
        await pacer.turn(bulk=bulk)
        order.append(name)

    waiting = [asyncio.create_task(take("bulk", bulk=True)) for _ in range(10)]
    await asyncio.sleep(0)
    await take("answer", bulk=False)
    await asyncio.gather(*waiting)
    assert order.index("answer") <= 2


async def test_who_gives_up_waiting_costs_nobody_a_turn() -> None:
    pacer = Pacer(100)
    await pacer.turn()
    waiting = [asyncio.create_task(pacer.turn()) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    async with asyncio.timeout(1):
        await asyncio.gather(*waiting[1:])
