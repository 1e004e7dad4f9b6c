"""The JSON interface against its own description, with questions that a generator makes up."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings

from bot.settings import load_settings
from bot.web.app import make_app
from schedules import Library, load_catalogue

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")


@pytest.fixture(scope="module")
def address(stocked: Path) -> Iterator[str]:
    """The site in a thread of its own, since the generator asks from outside any loop."""
    up, found = threading.Event(), []
    loop, done = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        now = load_settings(None, MARQUEE_NOW="2016-08-20").now
        assert now
        async with Library.open(str(stocked), load_catalogue(), lambda: now) as library:
            runner = web.AppRunner(make_app(library, load_settings(None), lambda: now), access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            host, port = runner.addresses[0][:2]
            found.append(f"http://{host}:{port}")
            up.set()
            await done.wait()
            await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    assert up.wait(10)
    yield found[0]
    loop.call_soon_threadsafe(done.set)
    thread.join(10)
    loop.close()


def test_every_answer_is_as_described(address: str) -> None:
    description = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    operations = [found.ok() for found in description.get_all_operations()]
    assert len(operations) == 4
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        def ask(case: Any) -> None:
            case.call_and_validate()

        ask()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_can_be_written(address: str, method: str) -> None:
    description = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    for found in description.get_all_operations():
        case = found.ok().Case(method=method, path_parameters={"name": "luke-cage"})
        response = case.call()
        assert (response.status_code, "GET" in response.headers["allow"][0]) == (405, True)
