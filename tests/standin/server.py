"""The stand-in itself: an aiohttp server on loopback, with faults on demand and people who say and click things."""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from aiohttp import web

from standin.api import Api, Refused
from standin.description import Description, as_described
from standin.faults import Fault, go_wrong
from standin.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, GUILDS, Gateway
from standin.interactions import Interaction, Interactions
from standin.limits import breaches
from standin.rates import Rates
from standin.world import Channel, Guild, Kind, Permission, Role, User, World

Json = dict[str, Any]

TOKEN = "standin.token.of-the-tests"
PREFIX = "/api/v10"


@dataclass(frozen=True)
class Request:
    """One request that arrived: when (seconds of the stand-in's clock), what, and how it was answered."""

    at: float
    method: str
    path: str
    body: Any
    status: int


class StandIn:
    """Discord on loopback.

    Args:
        clock: seconds, by which nonces and interactions grow old; the monotonic clock unless a test moves its own.
        wall: the moment shown in timestamps; the system's unless a test sets it.
        rates: the rate limits; Discord's own unless given.
        judged: whether bodies are validated; a load run leaves it out.

    Attributes:
        problems: what was wrong with what the bot sent or the stand-in answered; a test expects none.
        requests: everything that arrived.
        on_send: called with "arrived" before and with "acted" after a message is made, and with "looked" when messages
            were read, each time when the answer is not yet out.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        rates: Rates | None = None,
        judged: bool = True,
    ) -> None:
        self.clock = clock
        self.world = World(wall)
        self.gateway = Gateway(self.world, TOKEN)
        self.interactions = Interactions(self.world, clock)
        self.api = Api(self.world, self.gateway, self.interactions, clock)
        self.rates = rates or Rates()
        self.description = Description.load() if judged else Description(None)
        self.problems: list[str] = []
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.on_send: Callable[[str], Awaitable[None]] | None = None
        self.token = TOKEN
        self.api_url = self.gateway_url = ""
        self._runner: web.AppRunner | None = None

    async def until(self, true: Callable[[], bool], seconds: float = 15.0) -> None:
        """Wait until something is true of the stand-in's world; TimeoutError when it does not come true."""
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - what is waited for is anything that a test can say
                await asyncio.sleep(0.005)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_get("/", self.gateway.serve)
        app.router.add_route("*", PREFIX + "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{port}{PREFIX}"
        self.gateway_url = self.gateway.url = f"ws://127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    # What people do

    async def say(self, user: User, channel: Channel, content: str, **given: Any) -> Json:
        """`user` writes a message; `given` may hold attachments or a message_reference."""
        message = self.world.message(channel, user, {"content": content, **given})
        await self.api.announce(channel, message)
        return message

    async def slash(self, user: User, channel: Channel, command: str, /, **options: Any) -> Interaction:
        """`user` gives a slash command, such as "settings show"; returns when it is answered."""
        return await self._begin(channel, user, 2, self._command(user, channel, command, options))

    async def complete(self, user: User, channel: Channel, command: str, /, option: str, text: str) -> list[Json]:
        """What autocomplete offers when `user` has typed `text` into `option`."""
        data = self._command(user, channel, command, {option: text}, focused=option)
        return (await self._begin(channel, user, 4, data)).choices

    async def menu(self, user: User, channel: Channel, name: str, message: Json) -> Interaction:
        """`user` chooses a command from a message's context menu."""
        registered = next(entry for entry in self.world.commands if entry["name"] == name and entry["type"] == 3)
        data = {"id": registered["id"], "name": name, "type": 3, "target_id": message["id"]}
        return await self._begin(channel, user, 2, data | {"resolved": {"messages": {message["id"]: message}}})

    async def press(
        self, user: User, channel: Channel, message: Json, custom_id: str, values: Sequence[str] | None = None
    ) -> Interaction:
        """`user` presses a button, or chooses `values` in a select, of a message."""
        component = next(part for part in _parts(message["components"]) if part.get("custom_id") == custom_id)
        data: Json = {"custom_id": custom_id, "component_type": component["type"], "id": component["id"]}
        if values is not None:
            data["values"] = list(values)
            if component["type"] != 3:
                data["resolved"] = self._resolved(channel.guild, values)
        return await self._begin(channel, user, 3, data, source=message)

    async def submit(self, user: User, channel: Channel, modal: Json, fields: dict[str, str]) -> Interaction:
        """`user` fills in the modal that an interaction answered with."""
        components = [
            {"type": 1, "id": number, "components": [{"type": 4, "id": number, "custom_id": name, "value": value}]}
            for number, (name, value) in enumerate(fields.items(), 1)
        ]
        return await self._begin(channel, user, 5, {"custom_id": modal["custom_id"], "components": components})

    async def delete_role(self, role: Role, guild: Guild) -> None:
        """Delete a role."""
        del guild.roles[role.id]
        event = {"guild_id": str(guild.id), "role_id": str(role.id)}
        await self.gateway.dispatch("GUILD_ROLE_DELETE", event, guild=guild)

    async def kick_bot(self, guild: Guild) -> None:
        """Take the bot out of a server."""
        self.world.guilds.pop(guild.id)
        await self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild=guild)

    async def invite_bot(self, guild: Guild) -> None:
        """Put the bot into a server made a moment ago."""
        # Only a server that was known before is said to be available again.
        event = {key: value for key, value in guild.create_event().items() if key != "unavailable"}
        await self.gateway.dispatch("GUILD_CREATE", event, guild=guild)

    async def open_channel(self, guild: Guild, name: str, kind: Kind = Kind.TEXT) -> Channel:
        """Make a channel in a server that the bot knows."""
        channel = self.world.channel(guild, name, kind)
        await self.gateway.dispatch("CHANNEL_CREATE", channel.json(), guild=guild)
        return channel

    async def delete_channel(self, channel: Channel) -> None:
        """Delete a channel."""
        assert channel.guild is not None
        del self.world.channels[channel.id], channel.guild.channels[channel.id]
        await self.gateway.dispatch("CHANNEL_DELETE", channel.json() | {"position": 0}, guild=channel.guild)

    async def deny(self, channel: Channel, permission: Permission) -> None:
        """Take a permission from the bot in a channel."""
        assert channel.guild is not None
        subject = self.world.bot.id
        channel.denied[subject] = channel.denied.get(subject, Permission.NONE) | permission
        await self.gateway.dispatch("CHANNEL_UPDATE", channel.json(), guild=channel.guild)

    def fail(self, method: str, path: str, **fault: Any) -> None:
        """Let the next requests that match go wrong, as `Fault` describes."""
        self.faults.append(Fault(method, path, **fault))

    def sent(self, channel: Channel) -> list[Json]:
        """The messages of the bot in a channel, oldest first."""
        mine = str(self.world.bot.id)
        return [message for _, message in sorted(channel.messages.items()) if message["author"]["id"] == mine]

    async def replies(self, channel: Channel, count: int = 1, seconds: float = 15.0) -> list[Json]:
        """Wait until the bot has said `count` messages in a channel; returns them."""
        await self.until(lambda: len(self.sent(channel)) >= count, seconds)
        return self.sent(channel)

    async def connected(self, shards: int = 1, seconds: float = 20.0) -> None:
        """Wait until the bot has `shards` open sessions."""
        await self.until(lambda: len(self.gateway.connected) >= shards, seconds)

    # How requests are answered

    async def _begin(
        self, channel: Channel, user: User, kind: int, data: Json, source: Json | None = None
    ) -> Interaction:
        record, payload = self.interactions.begin(channel, user, kind, data, source)
        intent = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
        await self.gateway.dispatch("INTERACTION_CREATE", payload, guild=channel.guild, intent=intent)
        return await record.done()

    def _command(self, user: User, channel: Channel, command: str, options: dict[str, Any], focused: str = "") -> Json:
        """The data of a command, checked against what the bot registered."""
        root, *path = command.split()
        registered = next((entry for entry in self.world.commands if entry["name"] == root), None)
        assert registered is not None, f"/{root} is not registered"
        needed = registered["default_member_permissions"]
        if needed is not None and channel.guild is not None:
            granted = channel.guild.permissions(user, channel)
            assert int(granted) & int(needed) == int(needed), f"Discord does not offer /{root} to {user.name}"
        if channel.guild is None:
            assert 1 in (registered.get("contexts") or [0, 1, 2]), f"Discord does not offer /{root} in direct messages"
        level = registered
        for name in path:
            level = next(entry for entry in level["options"] if entry["name"] == name)
        described = {entry["name"]: entry for entry in level.get("options", ())}
        given = []
        for name, value in options.items():
            option: Json = {"name": name, "type": described[name]["type"], "value": value}
            given.append(option | ({"focused": True} if name == focused else {}))
        missing = [name for name, entry in described.items() if entry.get("required") and name not in options]
        assert focused or not missing, f"/{command} needs {missing}"
        for depth, name in enumerate(reversed(path)):
            given = [{"name": name, "type": 1 if depth == 0 else 2, "options": given}]
        resolved = self._resolved(channel.guild, [str(value) for value in options.values()])
        return {"id": registered["id"], "name": root, "type": 1, "options": given, "resolved": resolved}

    def _resolved(self, guild: Guild | None, values: Sequence[str]) -> Json:
        if guild is None:
            return {}
        numbers = {int(value) for value in values if value.isdigit()}
        channels = {
            str(number): guild.channels[number].json()
            | {"permissions": str(int(guild.permissions(self.world.bot, guild.channels[number])))}
            for number in numbers & set(guild.channels)
        }
        roles = {str(number): guild.roles[number].json() for number in numbers & set(guild.roles)}
        return {key: entries for key, entries in (("channels", channels), ("roles", roles)) if entries}

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        at = self.clock()
        body = await _body(request)
        status, answer, headers = self._before(request, path, body)
        if status == 0:
            fault = self._fault(request.method, path)
            if fault is None or fault.obeyed:
                await self._watched("arrived", request.method, path)
                status, answer = await self._act(request, path, body)
                await self._watched("acted", request.method, path)
            if fault is not None:
                self.requests.append(Request(at, request.method, path, body, fault.status))
                return await go_wrong(request, fault, answer)
        self.requests.append(Request(at, request.method, path, body, status))
        if answer is None:
            return web.Response(status=status, headers=headers)
        # discord.py takes exactly this content type for JSON; with a charset it would be text to it.
        return web.Response(
            status=status, body=json.dumps(answer).encode(), headers=headers | {"Content-Type": "application/json"}
        )

    def _before(self, request: web.Request, path: str, body: Any) -> tuple[int, Json | None, dict[str, str]]:
        """What keeps a request from being looked at: no token, too many, or a malformed body; status 0 when nothing."""
        unauthorised = path.startswith(("/interactions/", "/webhooks/"))
        if not unauthorised and request.headers.get("Authorization") != f"Bot {self.token}":
            return 401, {"code": 0, "message": "401: Unauthorized"}, {}
        found = re.fullmatch(r"/channels/(\d+)/(messages|threads)", path)
        bucket = f"{found[2]}:{found[1]}" if found and request.method == "POST" else None
        refusal, headers = self.rates.take(bucket, exempt=unauthorised)
        if refusal is not None:
            scope = "global" if refusal.everywhere else "user"
            headers |= {
                "Via": "1.1 google",
                "Retry-After": str(int(refusal.retry_after) + 1),
                "X-RateLimit-Scope": scope,
            }
            if refusal.everywhere:
                headers["X-RateLimit-Global"] = "true"
            message = "You are being rate limited."
            answer = {"message": message, "retry_after": refusal.retry_after, "global": refusal.everywhere, "code": 0}
            return 429, answer, headers
        wrong = self._wrong(request.method, path, body)
        if wrong:
            self.problems += [f"sent {request.method} {sentence}" for sentence in wrong]
            return 400, {"code": 50035, "message": "Invalid Form Body", "errors": {"_errors": _errors(wrong)}}, headers
        return 0, None, headers

    def _wrong(self, method: str, path: str, body: Any) -> list[str]:
        operation = self.description.find(method, path)
        wrong = (
            [] if operation is None or body is None else self.description.judge_request(operation, as_described(body))
        )
        message = body
        if isinstance(body, dict) and path.endswith("/callback") and body.get("type") in {4, 7}:
            message = body.get("data") or {}
        elif isinstance(body, dict) and "message" in body and path.endswith("/threads"):
            message = body["message"]
        elif method not in {"POST", "PATCH"} or not re.search(r"/messages(/|$)|^/webhooks/", path):
            return wrong
        if isinstance(message, dict) and not path.endswith("/crosspost"):
            wrong += breaches(message, edit=method == "PATCH" or (body or {}).get("type") == 7)
        return wrong

    async def _act(self, request: web.Request, path: str, body: Any) -> tuple[int, Any]:
        found = self.api.find(request.method, path)
        if found is None:
            self.problems.append(f"the stand-in has no {request.method} {path}")
            return 404, {"code": 0, "message": "404: Not Found"}
        endpoint, parameters = found
        try:
            status, answer = await endpoint(body or {}, dict(request.query), **parameters)
        except Refused as refused:
            status, answer = refused.status, {"code": refused.code, "message": refused.message}
        operation = self.description.find(request.method, path)
        if operation is not None:
            wrong = self.description.judge_answer(operation, status, answer)
            self.problems += [f"answered {request.method} {sentence}" for sentence in wrong]
        return status, answer

    async def _watched(self, moment: str, method: str, path: str) -> None:
        if self.on_send is None or not path.endswith("/messages"):
            return
        if method == "POST":
            await self.on_send(moment)
        elif method == "GET" and moment == "acted":
            await self.on_send("looked")

    def _fault(self, method: str, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.method == method and fault.times > 0 and re.fullmatch(fault.path, path):
                fault.times -= 1
                return fault
        return None


async def _body(request: web.Request) -> Any:
    if request.content_type == "multipart/form-data":
        form = await request.post()
        text = form.get("payload_json", "{}")
        return json.loads(text) if isinstance(text, str) else {}
    text = await request.text()
    return json.loads(text) if text else None


def _errors(sentences: list[str]) -> list[Json]:
    return [{"code": "BASE_TYPE_BAD", "message": sentence} for sentence in sentences]


def _parts(components: list[Json]) -> list[Json]:
    parts = []
    for component in components:
        parts += [component, *_parts(component.get("components") or [])]
        if isinstance(component.get("accessory"), dict):
            parts.append(component["accessory"])
    return parts
