"""The gateway: sessions over WebSocket that receive events, and may be resumed."""

import asyncio
import json
import secrets
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from standin.world import APPLICATION_ID, BOT_ID, Guild, World

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED = 1 << 1 | 1 << 8 | MESSAGE_CONTENT


@dataclass
class Session:
    """What Discord remembers of one identified connection; `socket` is None while it is away."""

    id: str
    shard: tuple[int, int]
    intents: int
    socket: "Socket | None" = None
    sent: list[Json] = field(default_factory=list)

    async def dispatch(self, name: str, data: Json) -> None:
        """Send an event, or keep it for a resume."""
        event = {"op": 0, "t": name, "s": len(self.sent) + 1, "d": data}
        self.sent.append(event)
        if self.socket is not None:
            await self.socket.send(event)


class Socket:
    """One WebSocket, compressed when the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self._socket = socket
        self._zlib = zlib.compressobj() if compressed else None

    async def send(self, payload: Json) -> None:
        """Send a payload; nothing happens when the other side has gone."""
        if self._socket.closed:
            return
        text = json.dumps(payload)
        try:
            if self._zlib is None:
                await self._socket.send_str(text)
            else:
                await self._socket.send_bytes(self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH))
        except ConnectionError:
            return

    async def close(self, code: int) -> None:
        """Close with one of Discord's codes."""
        await self._socket.close(code=code)


class Gateway:
    """Hands events to the sessions concerned.

    Attributes:
        privileged: the privileged intents that the application has switched on.
        shards: the number of shards recommended to a bot that asks.
        identifies: the payload of every identify so far.
        resumes: how many sessions were resumed.
    """

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.url = ""
        self.privileged = PRIVILEGED
        self.shards = 1
        self.gone = False
        self.heartbeat_ms = 41_250
        self.identifies: list[Json] = []
        self.resumes = 0
        self._token = token
        self._sessions: dict[str, Session] = {}

    @property
    def connected(self) -> list[Session]:
        """The sessions with an open socket."""
        return [session for session in self._sessions.values() if session.socket is not None]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        if self.gone:
            return web.Response(status=503)
        websocket = web.WebSocketResponse()
        await websocket.prepare(request)
        socket = Socket(websocket, compressed=request.query.get("compress") == "zlib-stream")
        await socket.send({"op": 10, "d": {"heartbeat_interval": self.heartbeat_ms}})
        session: Session | None = None
        try:
            async for message in websocket:
                if message.type is not WSMsgType.TEXT:
                    break
                payload = json.loads(message.data)
                session = await self._receive(socket, payload) or session
        finally:
            if session is not None and session.socket is socket:
                session.socket = None
        return websocket

    async def dispatch(self, name: str, data: Json, *, guild: Guild | None = None, intent: int = GUILDS) -> None:
        """Send an event to the session of the guild's shard; without a guild to the first shard."""
        for session in list(self._sessions.values()):
            number, count = session.shard
            if number == ((guild.id >> 22) % count if guild else 0) and session.intents & intent:
                await session.dispatch(
                    name, data if session.intents & MESSAGE_CONTENT else _without_content(name, data)
                )

    async def reconnect(self) -> None:
        """Ask every client to reconnect and resume."""
        for session in self.connected:
            if session.socket is not None:
                await session.socket.send({"op": 7, "d": None})

    async def invalidate(self) -> None:
        """Forget every session and say so."""
        for session in self.connected:
            socket, session.socket = session.socket, None
            del self._sessions[session.id]
            if socket is not None:
                await socket.send({"op": 9, "d": False})

    async def drop(self, code: int = 4000, *, gone: bool = False) -> None:
        """Close every connection; with `gone` no new one is taken until `gone` is set to False."""
        self.gone = gone
        for session in self.connected:
            if session.socket is not None:
                await session.socket.close(code)

    async def raw(self, payload: Json) -> None:
        """Send any payload to every connected session, however malformed."""
        await asyncio.gather(*(session.socket.send(payload) for session in self.connected if session.socket))

    async def _receive(self, socket: Socket, payload: Json) -> Session | None:
        match payload["op"]:
            case 1:
                await socket.send({"op": 11})
            case 2:
                return await self._identify(socket, payload["d"])
            case 6:
                return await self._resume(socket, payload["d"])
        return None

    async def _identify(self, socket: Socket, data: Json) -> Session | None:
        self.identifies.append(data)
        if data["token"] != self._token:
            await socket.close(4004)
            return None
        if data["intents"] & PRIVILEGED & ~self.privileged:
            await socket.close(4014)
            return None
        number, count = data.get("shard", (0, 1))
        session = Session(secrets.token_hex(8), (number, count), data["intents"], socket)
        self._sessions[session.id] = session
        guilds = [guild for guild in self.world.guilds.values() if (guild.id >> 22) % count == number]
        await session.dispatch("READY", self._ready(session, guilds))
        for guild in guilds:
            await session.dispatch("GUILD_CREATE", guild.create_event())
        return session

    async def _resume(self, socket: Socket, data: Json) -> Session | None:
        session = self._sessions.get(data["session_id"] or "")
        if session is None or data["token"] != self._token:
            await socket.send({"op": 9, "d": False})
            return None
        self.resumes += 1
        session.socket = socket
        for event in session.sent[data["seq"] or 0 :]:
            await socket.send(event)
        await session.dispatch("RESUMED", {})
        return session

    def _ready(self, session: Session, guilds: "Iterable[Guild]") -> Json:
        return {
            "v": 10,
            "user": {**self.world.users[BOT_ID].json(), "mfa_enabled": False, "verified": True},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": str(APPLICATION_ID), "flags": 0},
        }


def _without_content(name: str, data: Json) -> Json:
    """A message as a bot without the message-content intent gets it: empty unless it is spoken to or it spoke."""
    if name not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} or "guild_id" not in data:
        return data
    if data["author"]["id"] == str(BOT_ID) or any(user["id"] == str(BOT_ID) for user in data["mentions"]):
        return data
    return data | {"content": "", "embeds": [], "attachments": [], "components": []}
