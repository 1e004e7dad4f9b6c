"""Turns: evenly spread, urgent ones first."""

import asyncio

from bot.pace import Pacer


async def test_no_second_holds_more_turns_than_allowed() -> None:
    pacer = Pacer(200)
    loop = asyncio.get_running_loop()
    moments: list[float] = []

    async def take() -> None:
        await pacer.turn()
        moments.append(loop.time())

    await asyncio.gather(*(take() for _ in range(60)))
    assert len(moments) == 60
    assert moments[-1] - moments[0] >= 58 / 200


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
