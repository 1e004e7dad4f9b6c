"""The stand-in itself: a judge that lets everything pass would prove nothing."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from standin import Kind, Permission, Rates, StandIn
from standin.description import FILE, Description


class Caller:
    """Speaks to the stand-in as a bot would, without discord.py."""

    def __init__(self, discord: StandIn, session: aiohttp.ClientSession) -> None:
        self.discord, self._session = discord, session

    async def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {self.discord.token}"}
        async with self._session.request(method, self.discord.api_url + path, json=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None


@pytest.fixture
async def call() -> AsyncIterator[Caller]:
    seconds = [0.0]
    async with StandIn(clock=lambda: seconds[0], rates=Rates()) as discord, aiohttp.ClientSession() as session:
        caller = Caller(discord, session)
        caller.seconds = seconds  # type: ignore[attr-defined]
        yield caller


def channel_of(call: Caller) -> str:
    world = call.discord.world
    return f"/channels/{world.channel(world.guild()).id}"


BUTTON = {"type": 2, "style": 1, "label": "x"}

MALFORMED = {
    "a title of 257 characters": {"embeds": [{"title": "x" * 257}]},
    "eleven embeds": {"embeds": [{"title": "x"}] * 11},
    "26 fields": {"embeds": [{"fields": [{"name": "x", "value": "x"}] * 26}]},
    "a nonce of 26 characters": {"content": "x", "nonce": "x" * 26},
    "six buttons in a row": {
        "components": [{"type": 1, "components": [{**BUTTON, "custom_id": str(number)} for number in range(6)]}]
    },
    "an unknown kind of component": {"components": [{"type": 99}]},
}
OVERLOOKED = {
    "2,001 characters": {"content": "x" * 2001},
    "6,001 characters of embeds": {"embeds": [{"description": "x" * 3001}] * 2},
    "an empty message": {},
    "six rows": {
        "components": [{"type": 1, "components": [{**BUTTON, "custom_id": str(number)}]} for number in range(6)]
    },
    "a button without an id": {"components": [{"type": 1, "components": [BUTTON]}]},
    "two buttons with one id": {"components": [{"type": 1, "components": [{**BUTTON, "custom_id": "a"}] * 2}]},
    "an unknown flag": {"content": "x", "flags": 1 << 30},
    "an unknown key": {"content": "x", "colour": 3},
}


@pytest.mark.parametrize("what", MALFORMED)
async def test_what_the_description_forbids_is_refused(call: Caller, what: str) -> None:
    if not FILE.is_file():
        pytest.skip(f"Discord's description is not at hand ({FILE}): bodies are not checked against it.")
    status, answer = await call("POST", f"{channel_of(call)}/messages", MALFORMED[what])
    assert (status, answer["code"]) == (400, 50035)
    assert call.discord.problems


@pytest.mark.parametrize("what", OVERLOOKED)
async def test_what_the_description_overlooks_is_refused_too(call: Caller, what: str) -> None:
    status, answer = await call("POST", f"{channel_of(call)}/messages", OVERLOOKED[what])
    assert (status, answer["code"]) == (400, 50035)


async def test_a_nonce_is_remembered_for_three_minutes(call: Caller) -> None:
    path = f"{channel_of(call)}/messages"
    body = {"content": "x", "nonce": "n", "enforce_nonce": True}
    first = (await call("POST", path, body))[1]["id"]
    call.seconds[0] = 179.0  # type: ignore[attr-defined]
    assert (await call("POST", path, body))[1]["id"] == first
    call.seconds[0] = 181.0  # type: ignore[attr-defined]
    assert (await call("POST", path, body))[1]["id"] != first


async def test_the_sixth_message_in_five_seconds_is_refused_with_the_headers_that_say_why(call: Caller) -> None:
    path = f"{channel_of(call)}/messages"
    statuses = [(await call("POST", path, {"content": "x"}))[0] for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert call.discord.rates.refusals == ["messages:" + path.split("/")[2]]


async def test_the_fifty_first_request_in_a_second_is_refused_for_the_whole_bot(call: Caller) -> None:
    call.discord.rates.overall = 10
    answers = [await call("GET", "/users/@me") for _ in range(11)]
    assert answers[-1][0] == 429
    assert answers[-1][1]["global"] is True


@pytest.mark.parametrize(
    ("what", "status", "code"),
    [
        ("deleted", 404, 10003),
        ("kicked", 403, 50001),
        ("silenced", 403, 50013),
        ("hidden", 403, 50001),
        ("a forum", 400, 50008),
    ],
)
async def test_refusals_carry_discords_codes(call: Caller, what: str, status: int, code: int) -> None:
    world = call.discord.world
    place = world.channel(world.guild(), kind=Kind.FORUM if what == "a forum" else Kind.TEXT)
    match what:
        case "deleted":
            del world.channels[place.id]
        case "kicked":
            world.guilds.clear()
        case "silenced":
            place.denied[world.bot.id] = Permission.SEND_MESSAGES
        case "hidden":
            place.denied[world.bot.id] = Permission.VIEW_CHANNEL
    answered, answer = await call("POST", f"/channels/{place.id}/messages", {"content": "x"})
    assert (answered, answer["code"]) == (status, code)


async def test_an_answer_of_its_own_that_is_not_as_described_is_noticed(call: Caller) -> None:
    if not FILE.is_file():
        pytest.skip(f"Discord's description is not at hand ({FILE}): answers are not checked against it.")
    call.discord.world.bot.name = 5  # type: ignore[assignment]
    await call("GET", "/users/@me")
    assert any(problem.startswith("answered GET") for problem in call.discord.problems)


def test_without_a_description_nothing_is_judged() -> None:
    assert Description(None).find("GET", "/users/@me") is None
