"""The HTTP API's endpoints: what Discord does for each request, given that it is well formed and in time."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from standin.gateway import DIRECT_MESSAGES, GUILD_MESSAGES, Gateway
from standin.interactions import Interactions
from standin.world import APPLICATION_ID, Channel, Guild, Kind, Permission, World, number_components

Json = dict[str, Any]
Endpoint = Callable[..., Awaitable[tuple[int, Any]]]

NONCE_SECONDS = 180.0
REQUIRE_TAG = 1 << 4


class Refused(Exception):  # noqa: N818 - it is Discord's answer, not a fault of the stand-in
    """An answer other than success: HTTP status, Discord's own code, and its message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


_ENDPOINTS: list[tuple[str, re.Pattern[str], str]] = []


def _at(method: str, path: str) -> Callable[[Endpoint], Endpoint]:
    def register(endpoint: Endpoint) -> Endpoint:
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
        _ENDPOINTS.append((method, pattern, endpoint.__name__))
        return endpoint

    return register


class Api:
    """The endpoints that Marquee uses.

    Args:
        world: what there is.
        gateway: gets the events that requests cause.
        interactions: the interactions that wait for an answer.
        clock: seconds, by which nonces grow old.
    """

    def __init__(self, world: World, gateway: Gateway, interactions: Interactions, clock: Callable[[], float]) -> None:
        self.world, self.gateway, self.interactions, self.clock = world, gateway, interactions, clock
        self.registrations = 0
        self._nonces: dict[tuple[int, str], tuple[float, int]] = {}

    def find(self, method: str, path: str) -> tuple[Endpoint, dict[str, str]] | None:
        """The endpoint of a request and the parameters in its path."""
        for expected, pattern, name in _ENDPOINTS:
            found = pattern.fullmatch(path)
            if expected == method and found:
                return getattr(self, name), found.groupdict()
        return None

    @_at("GET", "/users/@me")
    async def _me(self, _body: Json, _query: Json) -> tuple[int, Any]:
        return 200, {**self.world.bot.json(), "mfa_enabled": False, "locale": "en-US", "verified": True}

    @_at("GET", "/oauth2/applications/@me")
    @_at("GET", "/applications/@me")
    async def _application(self, _body: Json, _query: Json) -> tuple[int, Any]:
        return 200, {
            "id": str(APPLICATION_ID),
            "name": "Marquee",
            "icon": None,
            "description": "",
            "type": None,
            "verify_key": "0" * 64,
            "flags": 1 << 18 if self.gateway.privileged else 0,
            "flags_new": "0",
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": self.world.owner.json(),
            "approximate_guild_count": len(self.world.guilds),
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": None,
            "eligible_oauth2_scopes": [],
            "bot_public": True,
            "bot_require_code_grant": False,
        }

    @_at("GET", "/gateway/bot")
    async def _gateway(self, _body: Json, _query: Json) -> tuple[int, Any]:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
        return 200, {"url": self.gateway.url, "shards": self.gateway.shards, "session_start_limit": limit}

    @_at("GET", "/channels/{channel}")
    async def _channel(self, _body: Json, _query: Json, channel: str) -> tuple[int, Any]:
        return 200, self._visible(channel).json()

    @_at("PATCH", "/channels/{channel}")
    async def _change_channel(self, body: Json, _query: Json, channel: str) -> tuple[int, Any]:
        thread = self._visible(channel)
        thread.archived = body.get("archived", thread.archived)
        return 200, thread.json()

    @_at("POST", "/users/@me/channels")
    async def _open_direct(self, body: Json, _query: Json) -> tuple[int, Any]:
        user = self.world.users.get(int(body["recipient_id"]))
        if user is None:
            raise Refused(404, 10013, "Unknown User")
        return 200, self.world.direct(user).json()

    @_at("GET", "/channels/{channel}/messages")
    async def _messages(self, _body: Json, query: Json, channel: str) -> tuple[int, Any]:
        place = self._visible(channel)
        if not self._may(place, Permission.READ_MESSAGE_HISTORY):
            return 200, []
        numbers = sorted(place.messages, reverse=True)
        if "before" in query:
            numbers = [number for number in numbers if number < int(query["before"])]
        limit = int(query.get("limit", 50))
        if "after" in query:
            # The next ones and not the newest, but these newest first too.
            numbers = [number for number in numbers if number > int(query["after"])][-limit:]
        return 200, [place.messages[number] for number in numbers[:limit]]

    @_at("GET", "/channels/{channel}/messages/{message}")
    async def _message(self, _body: Json, _query: Json, channel: str, message: str) -> tuple[int, Any]:
        return 200, self._existing(self._visible(channel), message)

    @_at("POST", "/channels/{channel}/messages")
    async def _send(self, body: Json, _query: Json, channel: str) -> tuple[int, Any]:
        place = self._visible(channel)
        if place.kind is Kind.FORUM:
            raise Refused(400, 50008, "Cannot send messages in a non-text channel")
        if place.kind is Kind.DM and place.recipient and place.recipient.dm_closed:
            raise Refused(403, 50007, "Cannot send messages to this user")
        in_thread = place.kind is Kind.THREAD
        needed = Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES
        if body.get("embeds"):
            needed |= Permission.EMBED_LINKS
        if not self._may(place, needed):
            raise Refused(403, 50013, "Missing Permissions")
        if body.get("message_reference") and not self._may(place, Permission.READ_MESSAGE_HISTORY):
            raise Refused(403, 160002, "Cannot reply without permission to read message history")
        nonce = str(body["nonce"]) if body.get("nonce") is not None else None
        if nonce is not None and body.get("enforce_nonce"):
            at, number = self._nonces.get((place.id, nonce), (-NONCE_SECONDS - 1, 0))
            if self.clock() - at < NONCE_SECONDS:
                if number not in place.messages:
                    raise Refused(400, 50035, "Invalid Form Body")
                return 200, place.messages[number]
        message = self.world.message(place, self.world.bot, body)
        if nonce is not None:
            self._nonces[place.id, nonce] = (self.clock(), int(message["id"]))
        self._ping(place, message, body.get("allowed_mentions"))
        await self.announce(place, message)
        return 200, message

    @_at("PATCH", "/channels/{channel}/messages/{message}")
    async def _edit(self, body: Json, _query: Json, channel: str, message: str) -> tuple[int, Any]:
        place = self._visible(channel)
        existing = self._existing(place, message)
        if existing["author"]["id"] != str(self.world.bot.id):
            raise Refused(403, 50005, "Cannot edit a message authored by another user")
        if place.archived:
            raise Refused(400, 50083, "Thread is archived")
        self.revise(existing, body)
        return 200, existing

    @_at("DELETE", "/channels/{channel}/messages/{message}")
    async def _delete(self, _body: Json, _query: Json, channel: str, message: str) -> tuple[int, Any]:
        place = self._visible(channel)
        del place.messages[int(self._existing(place, message)["id"])]
        return 204, None

    @_at("POST", "/channels/{channel}/messages/{message}/crosspost")
    async def _crosspost(self, _body: Json, _query: Json, channel: str, message: str) -> tuple[int, Any]:
        place = self._visible(channel)
        if place.kind is not Kind.ANNOUNCEMENT:
            raise Refused(400, 50068, "Invalid message type")
        existing = self._existing(place, message)
        existing["flags"] |= 1
        return 200, existing

    @_at("POST", "/channels/{channel}/typing")
    async def _typing(self, _body: Json, _query: Json, channel: str) -> tuple[int, Any]:
        self._visible(channel)
        return 204, None

    @_at("POST", "/channels/{channel}/threads")
    async def _post(self, body: Json, _query: Json, channel: str) -> tuple[int, Any]:
        forum = self._visible(channel)
        if not self._may(forum, Permission.SEND_MESSAGES):
            raise Refused(403, 50013, "Missing Permissions")
        if forum.flags & REQUIRE_TAG and not body.get("applied_tags"):
            raise Refused(400, 40067, "A tag is required to create a forum post in this channel")
        thread = self.world.thread(forum, body["name"])
        thread.applied_tags = [str(tag) for tag in body.get("applied_tags") or []]
        # A post's first message has the post's own id.
        message = self.world.message(thread, self.world.bot, body["message"], number=thread.id)
        await self.gateway.dispatch("THREAD_CREATE", thread.json() | {"newly_created": True}, guild=thread.guild)
        return 201, thread.json() | {"message": message}

    @_at("PUT", "/applications/{application}/commands")
    async def _register(self, body: Any, _query: Json, application: str) -> tuple[int, Any]:
        self.registrations += 1
        self.world.commands = [
            {"type": 1, "description": ""}
            | {key: value for key, value in command.items() if value is not None}
            | {"default_member_permissions": _as_text(command.get("default_member_permissions"))}
            | {"id": str(self.world.snowflake()), "application_id": application, "version": str(self.world.snowflake())}
            for command in body
        ]
        return 200, self.world.commands

    @_at("GET", "/applications/{application}/commands")
    async def _commands(self, _body: Json, _query: Json, application: str) -> tuple[int, Any]:
        return 200, [command for command in self.world.commands if command["application_id"] == application]

    @_at("GET", "/guilds/{guild}")
    async def _server(self, _body: Json, _query: Json, guild: str) -> tuple[int, Any]:
        if int(guild) in self.world.guilds:
            raise Refused(500, 0, "The stand-in knows only which servers are not there")
        raise Refused(404, 10004, "Unknown Guild")

    @_at("GET", "/guilds/{guild}/roles")
    async def _roles(self, _body: Json, _query: Json, guild: str) -> tuple[int, Any]:
        return 200, [role.json() for role in self._guild(guild, Permission.NONE).roles.values()]

    @_at("GET", "/guilds/{guild}/members/{user}")
    async def _member(self, _body: Json, _query: Json, guild: str, user: str) -> tuple[int, Any]:
        place = self._guild(guild, Permission.NONE)
        if int(user) not in place.members:
            raise Refused(404, 10007, "Unknown Member")
        member = place.members[int(user)][0]
        return 200, {**place.member_json(member), "user": member.json()}

    @_at("POST", "/guilds/{guild}/scheduled-events")
    async def _create_event(self, body: Json, _query: Json, guild: str) -> tuple[int, Any]:
        place = self._guild(guild, Permission.CREATE_EVENTS)
        number = self.world.snowflake()
        mine = {"creator_id": str(self.world.bot.id), "creator": self.world.bot.json()}
        place.events[number] = _event(number, place, {**mine, **body, "status": 1})
        return 200, place.events[number]

    @_at("GET", "/guilds/{guild}/scheduled-events")
    async def _events(self, _body: Json, _query: Json, guild: str) -> tuple[int, Any]:
        return 200, list(self._guild(guild, Permission.NONE).events.values())

    @_at("PATCH", "/guilds/{guild}/scheduled-events/{event}")
    async def _edit_event(self, body: Json, _query: Json, guild: str, event: str) -> tuple[int, Any]:
        place = self._guild(guild, Permission.NONE)
        if int(event) not in place.events:
            raise Refused(404, 10070, "Unknown Guild Scheduled Event")
        place.events[int(event)] |= body
        return 200, place.events[int(event)]

    @_at("DELETE", "/guilds/{guild}/scheduled-events/{event}")
    async def _delete_event(self, _body: Json, _query: Json, guild: str, event: str) -> tuple[int, Any]:
        if self._guild(guild, Permission.NONE).events.pop(int(event), None) is None:
            raise Refused(404, 10070, "Unknown Guild Scheduled Event")
        return 204, None

    @_at("DELETE", "/users/@me/guilds/{guild}")
    async def _leave(self, _body: Json, _query: Json, guild: str) -> tuple[int, Any]:
        place = self.world.guilds.pop(int(guild))
        await self.gateway.dispatch("GUILD_DELETE", {"id": guild}, guild=place)
        return 204, None

    @_at("POST", "/interactions/{interaction}/{token}/callback")
    async def _callback(self, body: Json, query: Json, interaction: str, token: str) -> tuple[int, Any]:
        record = self.interactions.open(int(interaction), token)
        if record is None:
            raise Refused(404, 10062, "Unknown interaction")
        if record.callback is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        answer = self.interactions.answer(record, body)
        return (200, answer) if query.get("with_response") in {"true", "True", "1"} else (204, None)

    @_at("POST", "/webhooks/{application}/{token}")
    async def _followup(self, body: Json, _query: Json, application: str, token: str) -> tuple[int, Any]:
        return 200, self.interactions.follow_up(self._token(token, application), body)

    @_at("PATCH", "/webhooks/{application}/{token}/messages/{message}")
    async def _edit_answer(
        self, body: Json, _query: Json, application: str, token: str, message: str
    ) -> tuple[int, Any]:
        record = self._token(token, application)
        existing = record.message if message == "@original" else record.channel.messages.get(int(message))
        if existing is None:
            raise Refused(404, 10008, "Unknown Message")
        self.revise(existing, body)
        record.arrived.set()
        return 200, existing

    @_at("GET", "/webhooks/{application}/{token}/messages/@original")
    async def _answer(self, _body: Json, _query: Json, application: str, token: str) -> tuple[int, Any]:
        record = self._token(token, application)
        if record.message is None:
            raise Refused(404, 10008, "Unknown Message")
        return 200, record.message

    async def announce(self, place: Channel, message: Json) -> None:
        """Tell the gateway about a new message."""
        if place.guild is None:
            await self.gateway.dispatch("MESSAGE_CREATE", message, intent=DIRECT_MESSAGES)
            return
        author = self.world.users[int(message["author"]["id"])]
        event = message | {"guild_id": str(place.guild.id)}
        if author.id in place.guild.members:
            event["member"] = place.guild.member_json(author)
        await self.gateway.dispatch("MESSAGE_CREATE", event, guild=place.guild, intent=GUILD_MESSAGES)

    def revise(self, message: Json, body: Json) -> None:
        """Change a message as an edit does."""
        message |= {key: body[key] or "" for key in ("content",) if key in body}
        if "embeds" in body:
            message["embeds"] = [embed | {"type": "rich"} for embed in body["embeds"] or []]
        if "components" in body:
            message["components"] = number_components(body["components"] or [])
        message["edited_timestamp"] = self.world.wall().isoformat()

    def _ping(self, place: Channel, message: Json, allowed: Json | None) -> None:
        """Fill in which roles a message really reached; without allowed_mentions Discord lets everything through."""
        named = [int(number) for number in re.findall(r"<@&(\d+)>", message["content"])]
        if allowed is not None:
            listed = {int(number) for number in allowed.get("roles") or ()}
            named = [number for number in named if number in listed or "roles" in (allowed.get("parse") or ())]
            message["mention_everyone"] = "@everyone" in message["content"] and "everyone" in allowed.get("parse", ())
        may_all = self._may(place, Permission.MENTION_EVERYONE)
        roles = place.guild.roles if place.guild else {}
        message["mention_roles"] = [
            str(number) for number in named if number in roles and (roles[number].mentionable or may_all)
        ]

    def _visible(self, number: str) -> Channel:
        channel = self.world.channels.get(int(number))
        if channel is None:
            raise Refused(404, 10003, "Unknown Channel")
        if channel.guild and (
            channel.guild.id not in self.world.guilds or not self._may(channel, Permission.VIEW_CHANNEL)
        ):
            raise Refused(403, 50001, "Missing Access")
        return channel

    def _may(self, channel: Channel, needed: Permission) -> bool:
        if channel.guild is None:
            return True
        return channel.guild.permissions(self.world.bot, channel) & needed == needed

    def _guild(self, number: str, needed: Permission) -> Guild:
        guild = self.world.guilds.get(int(number))
        if guild is None:
            raise Refused(404, 10004, "Unknown Guild")
        if guild.permissions(self.world.bot) & needed != needed:
            raise Refused(403, 50013, "Missing Permissions")
        return guild

    def _token(self, token: str, application: str) -> Any:
        record = self.interactions.by_token(token)
        if record is None or application != str(APPLICATION_ID):
            raise Refused(404, 10015, "Unknown Webhook")
        return record

    @staticmethod
    def _existing(channel: Channel, number: str) -> Json:
        message = channel.messages.get(int(number))
        if message is None:
            raise Refused(404, 10008, "Unknown Message")
        return message


def _as_text(permissions: int | str | None) -> str | None:
    return None if permissions is None else str(permissions)


def _event(number: int, guild: Guild, body: Json) -> Json:
    given = {key: value for key, value in body.items() if key != "image"}
    return {
        "id": str(number),
        "guild_id": str(guild.id),
        "description": None,
        "channel_id": None,
        "creator_id": None,
        "image": None,
        "scheduled_end_time": None,
        "entity_id": None,
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
    } | given
