"""Interactions: slash commands, buttons and menus, from the click to the answer."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from standin.world import ALL, APPLICATION_ID, BOT_ID, Channel, Permission, User, World, number_components

Json = dict[str, Any]

ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 900.0
EPHEMERAL = 1 << 6


@dataclass
class Interaction:
    """One interaction and all that came back."""

    id: int
    token: str
    channel: Channel
    user: User
    began: float
    source: Json | None = None
    """The message whose button was pressed."""
    callback: Json | None = None
    message: Json | None = None
    followups: list[Json] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees the answer."""
        return self.callback is not None and bool((self.callback.get("data") or {}).get("flags", 0) & EPHEMERAL)

    @property
    def choices(self) -> list[Json]:
        """What autocomplete offers."""
        assert self.callback is not None
        return list(self.callback["data"]["choices"])

    @property
    def modal(self) -> Json:
        """The form that it answers with."""
        assert self.callback is not None
        return dict(self.callback["data"])

    @property
    def answer(self) -> Json:
        """The message that answers: the first one that holds something."""
        for message in (self.message, *self.followups):
            if message and (message["content"] or message["embeds"] or message["components"]):
                return message
        raise AssertionError(f"nothing was answered, only {self.callback}")

    async def done(self, seconds: float = 15.0) -> "Interaction":
        """Wait until the answer is there (not only the promise of one)."""
        async with asyncio.timeout(seconds):
            while not self._complete():
                self.arrived.clear()
                await self.arrived.wait()
        return self

    def _complete(self) -> bool:
        if self.callback is None:
            return False
        waiting = self.callback["type"] in {5, 6}
        edited = self.message is not None and self.message["edited_timestamp"] is not None
        return not waiting or edited or bool(self.followups)


class Interactions:
    """All interactions so far; `clock` gives seconds, by which they grow old."""

    def __init__(self, world: World, clock: Callable[[], float]) -> None:
        self.world, self.clock = world, clock
        self._records: dict[int, Interaction] = {}

    def begin(
        self, channel: Channel, user: User, kind: int, data: Json, source: Json | None = None
    ) -> tuple[Interaction, Json]:
        """A new interaction, and the payload of its INTERACTION_CREATE."""
        record = Interaction(self.world.snowflake(), secrets.token_hex(16), channel, user, self.clock(), source)
        self._records[record.id] = record
        payload: Json = {
            "id": str(record.id),
            "application_id": str(APPLICATION_ID),
            "type": kind,
            "data": data,
            "token": record.token,
            "version": 1,
            "channel_id": str(channel.id),
            "channel": channel.json(),
            "locale": "en-US",
            "entitlements": [],
            "attachment_size_limit": 10_485_760,
        }
        if source is not None:
            payload["message"] = source
        guild = channel.guild
        if guild is None:
            payload |= {"user": user.json(), "context": 1, "authorizing_integration_owners": {"1": str(user.id)}}
            payload["app_permissions"] = str(int(ALL))
        else:
            payload |= {"guild_id": str(guild.id), "guild_locale": "en-US", "context": 0}
            # Where the bot is not in the server, the asker has brought it along.
            there = BOT_ID in guild.members
            payload["authorizing_integration_owners"] = {"0": str(guild.id)} if there else {"1": str(user.id)}
            payload["guild"] = {"id": str(guild.id), "locale": "en-US", "features": []}
            granted = guild.permissions(user, channel)
            payload["member"] = guild.member_json(user) | {"user": user.json(), "permissions": str(int(granted))}
            mine = guild.permissions(self.world.bot, channel) if BOT_ID in guild.members else Permission.NONE
            payload["app_permissions"] = str(int(mine))
        return record, payload

    def open(self, number: int, token: str) -> Interaction | None:
        """The interaction that may still be answered."""
        record = self._records.get(number)
        if record is None or record.token != token or self.clock() - record.began > ANSWER_SECONDS:
            return None
        return record

    def by_token(self, token: str) -> Interaction | None:
        """The interaction whose token still holds."""
        for record in reversed(self._records.values()):
            if record.token == token:
                return record if self.clock() - record.began <= TOKEN_SECONDS else None
        return None

    def answer(self, record: Interaction, body: Json) -> Json:
        """Take the first answer; returns the callback response."""
        record.callback = body
        data = body.get("data") or {}
        if body["type"] in {4, 5}:
            record.message = self._message(record, data)
            if body["type"] == 5:
                record.message["flags"] |= 1 << 7
        elif body["type"] == 6 and record.source is not None:
            record.source["edited_timestamp"] = None
            record.message = record.source
        elif body["type"] == 7 and record.source is not None:
            record.source |= {key: data[key] for key in ("content", "embeds") if data.get(key) is not None}
            record.source["embeds"] = [embed | {"type": "rich"} for embed in record.source["embeds"]]
            if "components" in data:
                record.source["components"] = number_components(data["components"] or [])
            record.source["edited_timestamp"] = self.world.wall().isoformat()
            record.message = record.source
        record.arrived.set()
        shown: Json = {"id": str(record.id), "type": 2}
        answer: Json = {"interaction": shown}
        if record.message is not None:
            shown["response_message_id"] = record.message["id"]
            shown["response_message_loading"] = body["type"] == 5
            shown["response_message_ephemeral"] = record.ephemeral
            if body["type"] in {4, 7}:
                answer["resource"] = {"type": body["type"], "message": record.message}
        return answer

    def follow_up(self, record: Interaction, body: Json) -> Json:
        """Take a further message."""
        message = self._message(record, body)
        record.followups.append(message)
        record.arrived.set()
        return message

    def _message(self, record: Interaction, body: Json) -> Json:
        message = self.world.message(record.channel, self.world.bot, body)
        message |= {"application_id": str(APPLICATION_ID)}
        if (body.get("flags") or 0) & EPHEMERAL:
            # Only the asker has it: it is no message of the channel.
            del record.channel.messages[int(message["id"])]
        return message
