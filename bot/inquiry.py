"""Asks Discord, over HTTP and with one look at the gateway, whether the bot would get along there; changes nothing."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from bot.findings import Asked, Place, Sessions, Whereabouts
from bot.pace import Pacer, traced

if TYPE_CHECKING:
    from collections.abc import Sequence

API = "https://discord.com/api/v10"
USER_AGENT = "DiscordBot (Marquee, 0.1)"
PATIENCE_SECONDS = 10.0
AT_ONCE = 8
TRIES = 3

_CONTENT_INTENT = 1 << 18 | 1 << 19
"""The application's flags of the message-content intent: granted after a review, or without one to a small bot."""
_ADMINISTRATOR = 1 << 3
NEEDED = {
    "View Channel": 1 << 10,
    "Send Messages": 1 << 11,
    "Embed Links": 1 << 14,
    "Read Message History": 1 << 16,
    "Send Messages in Threads": 1 << 38,
}
"""What it takes to announce, with Discord's bits; in a thread the last instead of Send Messages."""
_SENDING = {True: "Send Messages in Threads", False: "Send Messages"}
_THREADS = {10, 11, 12}
_GONE = 10003
"""Discord's code for a channel that is not there."""

Json = dict[str, Any]


class _AnswerError(Exception):
    """An answer other than success; `code` is Discord's own."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(f"Discord answered {status}.")
        self.status, self.code = status, code


class Inquiry:
    """Asks; an async context manager that closes its connections.

    Args:
        token: the bot's; it is in no error and no answer.
        api: where Discord's HTTP API is; None for the usual place.
        gateway: where its gateway is; None for where Discord says it is.
    """

    def __init__(self, token: str, api: str | None = None, gateway: str | None = None) -> None:
        self._token, self._gateway_url = token, gateway
        self._base = (api or API).rstrip("/")
        self._opened = AsyncExitStack()
        self._dated: tuple[datetime, datetime] | None = None
        self._servers: dict[str, asyncio.Task[tuple[dict[str, int], Json] | None]] = {}
        self._me = ""

    async def __aenter__(self) -> Self:
        self._session = await self._opened.enter_async_context(
            aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=PATIENCE_SECONDS),
                headers={"User-Agent": USER_AGENT},
                trace_configs=[traced(Pacer(), self._base)],
            )
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._opened.aclose()

    async def ask(self, channels: "Sequence[tuple[str, str | None]]") -> Asked:
        """Everything at once.

        Args:
            channels: the ids of the channels that are followed, each with its server's where that is known.
        """
        try:
            me = await self._get("/users/@me")
        except _AnswerError as error:
            if error.status == 401:
                return self._dates(Asked(accepted=False))
            return self._dates(Asked(problem=f"Discord answers {error.status} to the first question."))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return Asked(problem=f"Discord can't be reached ({type(error).__name__}).")
        self._me = str(me["id"])
        sessions, trouble = await self._gateway()
        turns = asyncio.Semaphore(AT_ONCE)

        async def look(channel: str, server: str | None) -> Place:
            async with turns:
                return await self._place(channel, server)

        places = await asyncio.gather(*(look(*each) for each in channels))
        found = Asked(
            accepted=True,
            name=str(me.get("username", "")),
            content_intent=await self._content_intent(),
            sessions=sessions,
            gateway_problem=trouble,
            places=tuple(places),
        )
        return self._dates(found)

    async def _get(self, path: str) -> Any:  # noqa: ANN401 - whatever Discord answers
        for attempt in range(1, TRIES + 1):
            headers = {"Authorization": f"Bot {self._token}"}
            async with self._session.get(f"{self._base}{path}", headers=headers, allow_redirects=False) as response:
                if "Date" in response.headers and self._dated is None:
                    self._dated = (parsedate_to_datetime(response.headers["Date"]), datetime.now(UTC))
                if response.status == 200:
                    return await response.json(content_type=None)
                if response.status == 429 and attempt < TRIES:
                    wait = float(response.headers.get("Retry-After", 1))
                    if wait <= PATIENCE_SECONDS:
                        await asyncio.sleep(wait)
                        continue
                raise _AnswerError(response.status, await _code(response))
        raise AssertionError("the last try returns or raises")

    def _dates(self, asked: Asked) -> Asked:
        if self._dated is None:
            return asked
        return replace(asked, server_time=self._dated[0].astimezone(UTC), asked_at=self._dated[1])

    async def _content_intent(self) -> bool | None:
        try:
            application = await self._get("/applications/@me")
        except (_AnswerError, aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return None
        return bool(int(application.get("flags") or 0) & _CONTENT_INTENT)

    async def _gateway(self) -> tuple[Sessions | None, str]:
        """How many sessions are left, and why the gateway does not say hello ('' where it does)."""
        try:
            answer = await self._get("/gateway/bot")
            limit = answer["session_start_limit"]
            wait = timedelta(milliseconds=int(limit["reset_after"]))
            sessions = Sessions(int(limit["remaining"]), int(limit["total"]), wait)
        except _AnswerError as error:
            return None, f"Discord answers {error.status} when asked for the gateway."
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError) as error:
            return None, f"The gateway's address can't be learnt ({type(error).__name__})."
        address = self._gateway_url or str(answer["url"])
        try:
            async with (
                asyncio.timeout(PATIENCE_SECONDS),
                self._session.ws_connect(f"{address.rstrip('/')}/?v=10&encoding=json") as socket,
            ):
                hello = await socket.receive_json()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, TypeError) as error:
            return sessions, f"The gateway can't be reached ({type(error).__name__})."
        return sessions, "" if hello.get("op") == 10 else "The gateway does not say hello."

    async def _place(self, channel: str, server: str | None) -> Place:
        name: str | None = None
        try:
            try:
                found = await self._get(f"/channels/{channel}")
            except _AnswerError as error:
                if error.status == 404 and error.code == _GONE:
                    return Place(channel, None, Whereabouts.GONE)
                if error.status != 403:
                    raise
                # Not to be seen: hidden from the bot, or in a server that it has left.
                if server is not None and await self._server(server) is None:
                    return Place(channel, None, Whereabouts.LEFT)
                return Place(channel, None, Whereabouts.THERE, ("View Channel",))
            name = found.get("name")
            known = await self._server(str(found.get("guild_id") or server))
            if known is None:
                return Place(channel, name, Whereabouts.LEFT)
            threaded = found["type"] in _THREADS
            place = await self._get(f"/channels/{found['parent_id']}") if threaded else found
        except _AnswerError as error:
            return Place(channel, name, Whereabouts.UNKNOWN, problem=str(error))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError) as error:
            problem = f"Discord gave no answer ({type(error).__name__})."
            return Place(channel, name, Whereabouts.UNKNOWN, problem=problem)
        granted = granted_in(place.get("permission_overwrites", ()), *known, datetime.now(UTC))
        missing = (title for title, bit in NEEDED.items() if not granted & bit and title != _SENDING[not threaded])
        return Place(channel, name, Whereabouts.THERE, tuple(missing))

    async def _server(self, server: str) -> tuple[dict[str, int], Json] | None:
        """The roles of a server and the bot's membership in it; asked once, and None where it is no member."""
        if server not in self._servers:
            self._servers[server] = asyncio.create_task(self._look_at_server(server))
        return await self._servers[server]

    async def _look_at_server(self, server: str) -> tuple[dict[str, int], Json] | None:
        try:
            roles = await self._get(f"/guilds/{server}/roles")
            member = await self._get(f"/guilds/{server}/members/{self._me}")
        except _AnswerError as error:
            if error.status in {403, 404}:
                return None
            raise
        everyone = {"roles": [server, *member["roles"]], "id": self._me}
        muted = member.get("communication_disabled_until")
        return {str(role["id"]): int(role["permissions"]) for role in roles}, everyone | {"muted": muted}


def granted_in(overwrites: "Sequence[Json]", roles: dict[str, int], member: Json, now: datetime) -> int:
    """What a member may do in a channel, as bits, worked out as Discord documents it.

    Args:
        overwrites: the channel's.
        roles: the permissions of each of the server's roles.
        member: its `id`, its `roles` (that of everyone first), and until when it is `muted`.
        now: the moment it is, aware.
    """
    held = [str(role) for role in member["roles"]]
    granted = 0
    for role in held:
        granted |= roles.get(role, 0)
    if granted & _ADMINISTRATOR:
        return ~0
    by_subject = {str(each["id"]): (int(each["deny"]), int(each["allow"])) for each in overwrites}
    for subjects in (held[:1], held[1:], [str(member["id"])]):
        chosen = [by_subject[subject] for subject in subjects if subject in by_subject]
        for deny, _ in chosen:
            granted &= ~deny
        for _, allow in chosen:
            granted |= allow
    if not granted & NEEDED["View Channel"]:
        return 0
    muted = member.get("muted")
    if muted and datetime.fromisoformat(muted) > now:
        return granted & (NEEDED["View Channel"] | NEEDED["Read Message History"])
    return granted


async def _code(response: aiohttp.ClientResponse) -> int:
    try:
        return int((await response.json(content_type=None)).get("code", 0))
    except (ValueError, AttributeError, TypeError):
        return 0
