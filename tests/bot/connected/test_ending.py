"""How what stays running is ended: in order, by SIGTERM and by Ctrl-C, and what the page knows until then."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from scenes import Scene, channel_target, eventually

from bot.commands.faces import Connection
from bot.ending import ending_in_order
from schedules import Delivery

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

ROOT = Path(__file__).parents[3]

Start = Callable[..., Awaitable[Process]]


@pytest.fixture
async def start(scene: Scene, tmp_path: Path) -> AsyncIterator[Start]:
    """Starts `marquee` as a process of its own, on the scene's database and Discord."""
    processes: list[Process] = []

    async def run(*words: str, **settings: str) -> Process:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MARQUEE_", "DISCORD_"))}
        chosen = {
            "MARQUEE_DATABASE": str(tmp_path / "marquee.sqlite3"),
            "MARQUEE_NOW": scene.clock().isoformat(),
            "PYTHONPATH": str(ROOT),
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=tmp_path, env=kept | chosen | settings, stdin=PIPE, stderr=PIPE,
            stdout=PIPE,
        )  # fmt: skip
        processes.append(process)
        return process

    yield run
    for process in processes:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


def connected(scene: Scene) -> dict[str, str]:
    return {
        "DISCORD_TOKEN": scene.discord.token,
        "DISCORD_API_URL": scene.discord.api_url,
        "DISCORD_GATEWAY_URL": scene.discord.gateway_url,
    }


async def ended(process: Process, seconds: float = 20.0) -> tuple[int | None, str]:
    """The exit code and what stood on standard error."""
    assert process.stderr is not None
    async with asyncio.timeout(seconds):
        said = await process.stderr.read()
        return await process.wait(), said.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_bot_says_goodbye_to_discord_and_ends_well(
    scene: Scene, start: Start, number: signal.Signals
) -> None:
    process = await start("run", **connected(scene))
    await scene.discord.connected()
    process.send_signal(number)
    code, said = await ended(process)
    assert (code, scene.discord.gateway.connected) == (0, []), said
    assert "Traceback" not in said
    assert scene.discord.token not in said


async def test_a_delivery_under_way_is_finished_and_recorded(scene: Scene, start: Start) -> None:
    await scene.library.follow(channel_target(scene.channel), guild=str(scene.guild.id))
    await scene.keep()
    process = await start("run", **connected(scene))
    told = asyncio.Event()

    async def tell_in_the_middle(moment: str) -> None:
        if moment == "acted" and not told.is_set():
            told.set()
            process.send_signal(signal.SIGTERM)
            # The answer is not out before the bot knows that it is to end.
            await asyncio.sleep(0.3)

    scene.discord.on_send = tell_in_the_middle
    code, said = await ended(process)
    assert (code, told.is_set()) == (0, True), said
    (sent,) = await scene.library.deliveries(Delivery.SENT)
    assert sent.message_id is not None
    assert sent.attempts == 1


async def test_a_second_signal_ends_at_once_and_the_delivery_is_left_to_the_next_start(
    scene: Scene, start: Start
) -> None:
    await scene.library.follow(channel_target(scene.channel), guild=str(scene.guild.id))
    await scene.keep()
    process = await start("run", **connected(scene))
    answered = asyncio.Event()

    async def never_answer(moment: str) -> None:
        if moment == "acted":
            process.send_signal(signal.SIGTERM)
            await asyncio.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            await answered.wait()

    scene.discord.on_send = never_answer
    code, _ = await ended(process)
    answered.set()
    assert code == -signal.SIGTERM
    assert await scene.library.deliveries(Delivery.LEASED)


TOLD_TWICE = """
import asyncio, os, signal
from bot.ending import ending_in_order

async def main():
    async with ending_in_order():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.Event().wait()
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(0.1)
            print("in order")

asyncio.run(main())
"""


async def test_a_signal_that_make_passes_on_as_well_is_no_second_one() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", TOLD_TWICE, cwd=ROOT, stdout=PIPE)
    said, _ = await process.communicate()
    assert (process.returncode, said) == (0, b"in order\n")


async def test_a_bot_that_waits_for_discord_ends_too(scene: Scene, start: Start) -> None:
    scene.discord.fail("GET", "/users/@me", status=503, times=100)
    process = await start("run", **connected(scene))
    await scene.discord.until(lambda: bool(scene.discord.requests))
    process.send_signal(signal.SIGTERM)
    assert (await ended(process))[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_console_ends_while_nobody_types(start: Start, number: signal.Signals) -> None:
    process = await start("console")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"!help\n")
    await process.stdout.readline()
    process.send_signal(number)
    code, said = await ended(process)
    assert code == 0, said
    assert "Fatal" not in said
    assert "Traceback" not in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_page_alone_ends(start: Start, number: signal.Signals) -> None:
    port = free_port()
    process = await start("web", MARQUEE_WEB_PORT=str(port))
    async with aiohttp.ClientSession() as visitor:
        await eventually(lambda: answers(visitor, port, "/healthz"), lambda status: status == 200)
        process.send_signal(number)
        code, said = await ended(process)
    assert code == 0, said
    assert "Traceback" not in said


async def test_the_page_knows_the_gateway(scene: Scene, start: Start) -> None:
    scene.discord.gateway.gone = True
    port = free_port()
    await start("run", MARQUEE_WEB_PORT=str(port), **connected(scene))
    async with aiohttp.ClientSession() as visitor:
        assert await eventually(lambda: answers(visitor, port, "/readyz"), lambda status: status == 503)
        scene.discord.gateway.gone = False
        await eventually(lambda: answers(visitor, port, "/readyz"), lambda status: status == 200, seconds=30)
        await scene.discord.gateway.drop(gone=True)
        await eventually(lambda: answers(visitor, port, "/readyz"), lambda status: status == 503)


async def test_before_there_is_a_bot_nothing_is_connected() -> None:
    assert not Connection()().connected


async def test_a_loop_that_takes_no_signals_goes_on_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", refuse)
    done = False
    async with ending_in_order():
        done = True
    assert done


async def test_a_cancellation_by_anyone_else_stays_one() -> None:
    async def wait() -> None:
        async with ending_in_order():
            await asyncio.Event().wait()

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def answers(visitor: aiohttp.ClientSession, port: int, path: str) -> int:
    """The status at an address; 0 while nothing listens there."""
    try:
        async with visitor.get(f"http://127.0.0.1:{port}{path}") as response:
            return response.status
    except aiohttp.ClientError:
        return 0
