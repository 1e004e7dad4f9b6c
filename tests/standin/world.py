"""What the stand-in's Discord consists of: users, guilds, channels, messages, and how they look as JSON."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum, IntFlag
from typing import Any

Json = dict[str, Any]

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
APPLICATION_ID = 1_001
BOT_ID = 1_002
OWNER_ID = 1_003


class Permission(IntFlag):
    """The permission bits that matter here, with Discord's values."""

    NONE = 0
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44


EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
ALL = Permission((1 << 53) - 1)


class Kind(IntEnum):
    """Kinds of channels, with Discord's values."""

    TEXT = 0
    DM = 1
    ANNOUNCEMENT = 5
    THREAD = 11
    FORUM = 15


@dataclass
class User:
    """Someone, or a bot; `dm_closed` is set for those who accept no direct messages from it."""

    id: int
    name: str
    bot: bool = False
    dm_closed: bool = False

    def json(self) -> Json:
        """The user as the API shows it."""
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": None,
            "discriminator": "0",
            "avatar": None,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
            "bot": self.bot,
        }


@dataclass
class Role:
    """A role of a guild."""

    id: int
    name: str
    permissions: Permission
    mentionable: bool = False
    managed: bool = False

    def json(self) -> Json:
        """The role as the API shows it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "description": None,
            "permissions": str(int(self.permissions)),
            "position": 0 if self.name == "@everyone" else 1,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.managed,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
            **({"tags": {"bot_id": str(BOT_ID)}} if self.managed else {}),
        }


@dataclass
class Channel:
    """A channel, a thread or a direct message; `denied` and `allowed` are overwrites by role or user id."""

    id: int
    kind: Kind
    name: str = ""
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    recipient: User | None = None
    denied: dict[int, Permission] = field(default_factory=dict)
    allowed: dict[int, Permission] = field(default_factory=dict)
    tags: list[Json] = field(default_factory=list)
    messages: dict[int, Json] = field(default_factory=dict)
    applied_tags: list[str] = field(default_factory=list)
    flags: int = 0
    archived: bool = False

    def json(self, *, event: bool = False) -> Json:
        """The channel as the API shows it; `event` leaves out what GUILD_CREATE does not carry."""
        base: Json = {"id": str(self.id), "type": int(self.kind), "flags": self.flags, "last_message_id": None}
        if self.kind is Kind.DM:
            assert self.recipient is not None
            return base | {"recipients": [self.recipient.json()]}
        assert self.guild is not None
        base |= {"name": self.name}
        if not event:
            base["guild_id"] = str(self.guild.id)
        if self.kind is Kind.THREAD:
            assert self.parent is not None
            return base | {
                "guild_id": str(self.guild.id),
                "parent_id": str(self.parent.id),
                "owner_id": str(BOT_ID),
                "thread_metadata": {
                    "archived": self.archived,
                    "archive_timestamp": EPOCH.isoformat(),
                    "auto_archive_duration": 1440,
                    "locked": False,
                },
                "message_count": len(self.messages),
                "member_count": 1,
                "total_message_sent": len(self.messages),
                "applied_tags": self.applied_tags,
            }
        return base | {
            "position": 0,
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "permission_overwrites": self._overwrites(),
            "available_tags": self.tags,
        }

    def _overwrites(self) -> list[Json]:
        return [
            {
                "id": str(subject),
                "type": 0 if self.guild and subject in self.guild.roles else 1,
                "allow": str(int(self.allowed.get(subject, Permission.NONE))),
                "deny": str(int(self.denied.get(subject, Permission.NONE))),
            }
            for subject in sorted({*self.allowed, *self.denied})
        ]


@dataclass
class Guild:
    """A server: its roles, its channels, and who is in it with which roles."""

    id: int
    name: str
    owner: User
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, tuple[User, list[int]]] = field(default_factory=dict)
    events: dict[int, Json] = field(default_factory=dict)

    def permissions(self, user: User, channel: Channel | None = None) -> Permission:
        """What `user` may do here, or in `channel`, worked out as Discord documents it."""
        if user.id == self.owner.id:
            return ALL
        if user.id not in self.members:
            return Permission.NONE
        held = [self.id, *self.members[user.id][1]]
        granted = Permission.NONE
        for role in held:
            granted |= self.roles[role].permissions
        if granted & Permission.ADMINISTRATOR:
            return ALL
        if channel is None:
            return granted
        place = channel.parent or channel
        for subjects in ([self.id], held[1:], [user.id]):
            for subject in subjects:
                granted &= ~place.denied.get(subject, Permission.NONE)
            for subject in subjects:
                granted |= place.allowed.get(subject, Permission.NONE)
        return granted

    def member_json(self, user: User) -> Json:
        """The member as the API shows it, without the user."""
        return {
            "roles": [str(role) for role in self.members[user.id][1]],
            "nick": None,
            "avatar": None,
            "banner": None,
            "communication_disabled_until": None,
            "joined_at": EPOCH.isoformat(),
            "premium_since": None,
            "pending": False,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }

    def create_event(self) -> Json:
        """The payload of GUILD_CREATE."""
        me = self.members[BOT_ID][0]
        threads = [channel for channel in self.channels.values() if channel.kind is Kind.THREAD]
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "icon": None,
            "features": [],
            "joined_at": EPOCH.isoformat(),
            "large": False,
            "member_count": len(self.members),
            "preferred_locale": "en-US",
            "premium_tier": 0,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "afk_timeout": 300,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "emojis": [],
            "stickers": [],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": list(self.events.values()),
            "roles": [role.json() for role in self.roles.values()],
            "channels": [c.json(event=True) for c in self.channels.values() if c.kind is not Kind.THREAD],
            "threads": [thread.json() for thread in threads],
            "members": [{**self.member_json(me), "user": me.json()}],
            "unavailable": False,
        }


class World:
    """Everything there is, and the ids for what is still to come.

    Args:
        wall: the moment shown in timestamps and in new snowflakes.
    """

    def __init__(self, wall: Callable[[], datetime]) -> None:
        self.wall = wall
        self._numbers = itertools.count(1)
        self.bot = User(BOT_ID, "Marquee", bot=True)
        self.owner = User(OWNER_ID, "owner")
        self.users: dict[int, User] = {user.id: user for user in (self.bot, self.owner)}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: list[Json] = []

    def snowflake(self) -> int:
        """A new id, ordered by the moment it was made at."""
        milliseconds = int((self.wall() - EPOCH).total_seconds() * 1000)
        return (milliseconds << 22) | (next(self._numbers) & 0x3FFFFF)

    def user(self, name: str) -> User:
        """A new person."""
        user = User(self.snowflake(), name)
        self.users[user.id] = user
        return user

    def guild(self, name: str = "A server", *, owner: User | None = None, guild_id: int | None = None) -> Guild:
        """A new server with the bot in it and no channel yet."""
        guild = Guild(guild_id or self.snowflake(), name, owner or self.user(f"owner of {name}"))
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        guild.members[guild.owner.id] = (guild.owner, [])
        mine = Role(self.snowflake(), "Marquee", Permission.NONE, managed=True)
        guild.roles[mine.id] = mine
        guild.members[BOT_ID] = (self.bot, [mine.id])
        self.guilds[guild.id] = guild
        return guild

    def member(self, guild: Guild, name: str, permissions: Permission = Permission.NONE) -> User:
        """A new member, with a role of its own when it may do more than everyone."""
        user = self.user(name)
        roles = []
        if permissions:
            role = Role(self.snowflake(), f"role of {name}", permissions)
            guild.roles[role.id] = role
            roles.append(role.id)
        guild.members[user.id] = (user, roles)
        return user

    def channel(self, guild: Guild, name: str = "general", kind: Kind = Kind.TEXT) -> Channel:
        """A new channel of a guild."""
        channel = Channel(self.snowflake(), kind, name, guild)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def thread(self, parent: Channel, name: str) -> Channel:
        """A new public thread of a channel."""
        assert parent.guild is not None
        thread = Channel(self.snowflake(), Kind.THREAD, name, parent.guild, parent)
        parent.guild.channels[thread.id] = self.channels[thread.id] = thread
        return thread

    def direct(self, user: User) -> Channel:
        """The direct messages between the bot and `user`."""
        for channel in self.channels.values():
            if channel.kind is Kind.DM and channel.recipient is user:
                return channel
        channel = Channel(self.snowflake(), Kind.DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def message(self, channel: Channel, author: User, body: Json, *, kind: int = 0, number: int | None = None) -> Json:
        """A new message; `body` holds what its sender gave, `number` is its id where that is not a new one."""
        number = number or self.snowflake()
        content = body.get("content") or ""
        message: Json = {
            "id": str(number),
            "type": kind,
            "channel_id": str(channel.id),
            "author": author.json(),
            "content": content,
            "mentions": [user.json() for user in self._mentioned(content)],
            "mention_roles": [],
            "mention_everyone": False,
            "attachments": [_attachment(given) for given in body.get("attachments") or []],
            "embeds": [_embed(embed) for embed in body.get("embeds") or []],
            "timestamp": self.wall().isoformat(),
            "edited_timestamp": None,
            "flags": body.get("flags") or 0,
            "components": number_components(body.get("components") or []),
            "pinned": False,
            "tts": False,
        }
        if "message_reference" in body:
            message["type"] = 19
            message["message_reference"] = {"type": 0, "channel_id": str(channel.id)} | {
                key: str(value) for key, value in body["message_reference"].items() if key == "message_id"
            }
        channel.messages[number] = message
        return message

    def _mentioned(self, content: str) -> Iterator[User]:
        for user in self.users.values():
            if f"<@{user.id}>" in content or f"<@!{user.id}>" in content:
                yield user


def _attachment(given: Json) -> Json:
    """A file as Discord shows it; what a test says about it already stands."""
    address = f"https://cdn.discordapp.example/attachments/{given['filename']}"
    return {"size": 1, "url": address, "proxy_url": address} | given | {"id": str(given["id"])}


def _embed(embed: Json) -> Json:
    shown = {key: value for key, value in embed.items() if value is not None and key != "flags"}
    return shown | {"type": "rich"}


def number_components(components: list[Json]) -> list[Json]:
    """Components as Discord returns them: each with a number, and with the defaults it fills in."""
    counter = itertools.count(1)

    def numbered(component: Json) -> Json:
        shown = {key: value for key, value in component.items() if value is not None} | {"id": next(counter)}
        if component["type"] in {3, 5, 6, 7, 8}:
            shown = {"min_values": 1, "max_values": 1} | shown
        if component["type"] == 17:
            shown = {"spoiler": False, "accent_color": None} | shown
        for key in ("components", "accessory"):
            if isinstance(component.get(key), list):
                shown[key] = [numbered(child) for child in component[key]]
            elif isinstance(component.get(key), dict):
                shown[key] = numbered(component[key])
        return shown

    return [numbered(component) for component in components]
