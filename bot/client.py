"""The bot on Discord: connects, survives, and hands what it needs to commands and to the announcer."""

import asyncio
import logging
import math
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands

from bot.announcer import GRACE_SECONDS, LONGEST_SLEEP, SEND_SECONDS, Announcer, Checkpoint
from bot.buckets import Allowance, tidy_seldom
from bot.clock import Clock
from bot.cogs.about import About, Welcome
from bot.cogs.ask import Ask
from bot.cogs.common import Cooldowns, refuse_unknown
from bot.cogs.editors import Editors
from bot.cogs.follow import Following
from bot.cogs.read import Reading
from bot.cogs.reminders import Reminders
from bot.cogs.review import Review
from bot.cogs.settings import Settings as ServerSettings
from bot.cogs.settings import SettingsPanel
from bot.cogs.sources import Sources
from bot.digests import Digests
from bot.errors import UNKNOWN, sentence_for
from bot.outlet import DiscordOutlet
from bot.pace import Pacer, traced
from bot.refusals import MOST, Refusals
from bot.registering import register_commands
from bot.reviewing import ApproveButton, RejectButton
from bot.views import BUTTONS
from schedules import Catalogue, GuildSettings, Library, MarqueeError, Target

if TYPE_CHECKING:
    from bot.settings import Settings
    from schedules import Article, Claim

_log = logging.getLogger(__name__)

Errand = Callable[[], Awaitable[object]]


class DiscordError(MarqueeError):
    """Discord will not have the bot; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """Waits, in seconds, and rates; tests shorten and widen them."""

    identify_every: float = 5.0
    """Between two identifies: Discord takes one in five seconds."""
    guilds_within: float = 2.0
    """For this long no further server arrives before the bot counts as ready."""
    gateway_within: float = 30.0
    """After this long announcements go out although the gateway is not there: they do not need it."""
    send_within: float = SEND_SECONDS
    """An attempt to send an announcement that takes longer is given up."""
    most_refusals: int = MOST
    """After so many refusals in ten minutes nothing is announced for a while."""
    look_every: float = LONGEST_SLEEP
    """Between two looks at the outbox, however quiet it is."""
    poll_every: float = 60.0
    """Between two looks for news and for digests that are due."""
    restart_after: float = 5.0
    """Before the first new start after a crash; it doubles with each crash that follows soon."""
    restart_at_most: float = 900.0
    user_commands: int = 5
    """How many commands a user may give in ten seconds."""
    server_commands: int = 30
    """How many commands may be given in a server in ten seconds."""
    pages_for: float = 300.0
    """After so long without leafing pages are leafed through no more."""


USUAL = Tuning()


class MarqueeBot(commands.AutoShardedBot):
    """One life of the bot, from log-in to the end of its connection; `run_bot` gives it the next one.

    Args:
        library: what is known.
        settings: the token, the addresses, the usual prefix.
        clock: the moment that counts.
        message_content: whether to ask for the privileged intent that lets the bot read messages.
        poll: looks for news; None where nothing is polled.
        housekeeping: once an hour.
        tuning: waits.
        checkpoint: told of each step of a delivery.
    """

    def __init__(  # noqa: PLR0913 - a composition root names each part
        self,
        library: Library,
        settings: "Settings",
        clock: Clock,
        *,
        message_content: bool = True,
        poll: Errand | None = None,
        housekeeping: Errand | None = None,
        tuning: Tuning = USUAL,
        checkpoint: Checkpoint | None = None,
    ) -> None:
        _prepare_library(settings)
        refusals = Refusals(tuning.most_refusals)
        super().__init__(
            command_prefix=_prefixes,
            help_command=None,
            case_insensitive=True,
            strip_after_prefix=True,
            intents=_intents(message_content=message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=tuning.guilds_within,
            max_ratelimit_timeout=30.0,
            http_trace=traced(Pacer(), discord.http.Route.BASE, refusals),
        )
        self.refusals = refusals
        tidy_seldom(self.http)
        self.library = library
        self.settings = settings
        self.clock = clock
        self.editors: set[int] = {*settings.editors, *settings.editor_roles}
        self.tuning = tuning
        self._digests = Digests(self)
        self._next_identify = 0.0
        self._servers: dict[str, GuildSettings] = {}
        self._cooldowns = Cooldowns(tuning.user_commands, tuning.server_commands)
        options: dict[str, Any] = {} if checkpoint is None else {"checkpoint": checkpoint}
        owner = f"discord:{os.getpid()}:{os.urandom(4).hex()}"
        self.announcer = Announcer(
            library,
            DiscordOutlet(self),
            clock,
            owner=owner,
            poll=poll,
            digests=self._digests.send_due,
            housekeeping=housekeeping,
            longest_sleep=tuning.look_every,
            send_within=tuning.send_within,
            poll_every=tuning.poll_every,
            **options,
        )
        self._announcing: asyncio.Task[None] | None = None
        self._guard_parsers()
        self.check_once(self._count)
        self.before_invoke(refuse_unknown)
        self.tree.error(self._on_tree_error)

    @property
    def catalogue(self) -> Catalogue:
        """The shows that are followed."""
        return self.library.catalogue

    @property
    def mention(self) -> str:
        """How the bot is mentioned."""
        return self.user.mention if self.user else "@Marquee"

    @property
    def connected(self) -> bool:
        """Whether every shard's connection to Discord is open and the servers are known."""
        return self.is_ready() and not self.is_closed() and not any(each.is_closed() for each in self.shards.values())

    @property
    def heartbeat(self) -> float | None:
        """The seconds that Discord took to answer the last heartbeats; None before the first answer."""
        return self.latency if math.isfinite(self.latency) else None

    def settings_of(self, guild: str | None) -> GuildSettings:
        """A server's settings, from memory; the usual ones for a server that has none, and for no server."""
        known = self._servers.get(guild or "")
        if known is not None:
            return known
        usual = self.settings
        return GuildSettings(guild or "", prefix=usual.prefix, leads=usual.leads, zone=usual.zone)

    async def change_settings(self, settings: GuildSettings) -> None:
        """Keep a server's settings."""
        await self.library.set_guild(settings)
        self._servers[settings.guild] = settings

    async def forget_guild(self, guild: str) -> None:
        """Erase a server's settings, follows and announcements."""
        await self.library.forget_guild(guild)
        self._servers.pop(guild, None)

    def nudge(self, target: Target | None = None) -> None:
        """Something may be due now, perhaps to a target that refused before."""
        if target is not None:
            self.announcer.forgive(target)
        self.announcer.nudge()

    async def read(self, article: "Article") -> "tuple[Claim, ...]":
        """What an article says, found beside the event loop."""
        reading = await asyncio.to_thread(self.library.read, article)
        return reading.claims

    async def setup_hook(self) -> None:
        """What is done once, after logging in and before the gateway: commands, buttons, servers, the announcer."""
        owner = self.application.owner if self.application else None
        team = self.application.team if self.application else None
        self.editors |= {member.id for member in team.members} if team else {owner.id} if owner else set()
        self._servers = {settings.guild: settings for settings in await self.library.guilds()}
        for cog in (
            Ask(),
            Following(),
            Reminders(),
            Reading(self),
            ServerSettings(),
            Editors(),
            Review(),
            Sources(self),
            About(),
            Welcome(self),
        ):
            await self.add_cog(cog)
        self.add_dynamic_items(*BUTTONS, ApproveButton, RejectButton)
        self.add_view(SettingsPanel())
        await register_commands(self)
        self._announcing = asyncio.create_task(self._announce())

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:  # noqa: ARG002 - the library's signature
        """Space identifies out: Discord takes one in five seconds, and a thousand a day."""
        now = time.monotonic()
        wait, self._next_identify = (
            self._next_identify - now,
            max(now, self._next_identify) + self.tuning.identify_every,
        )
        if wait > 0:
            await asyncio.sleep(wait)

    async def launch_shards(self) -> None:
        """Connect, at the configured address where there is one instead of at the one that Discord names."""
        if self.settings.discord_gateway_url and not self.shard_count:
            self.shard_count, _, _ = await self.http.get_bot_gateway()
        await super().launch_shards()

    async def close(self) -> None:
        """End deliveries in an orderly way, then the connection."""
        if self._announcing is not None:
            # Not cancelled at once: what is in the middle of being recorded would be sent again after the next start.
            self.announcer.stop()
            if self.announcer.running:
                await asyncio.wait({self._announcing}, timeout=2 * GRACE_SECONDS)
            self._announcing.cancel()
            await asyncio.wait({self._announcing}, timeout=GRACE_SECONDS)
        # A gateway that no longer answers must not keep the process from ending.
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE_SECONDS):
                await super().close()

    async def on_command_error(self, ctx: commands.Context[Any], error: commands.CommandError) -> None:
        """Answer an error with one sentence."""
        if isinstance(error, commands.CommandOnCooldown) and not self._cooldowns.tells(ctx):
            # A flood is not answered with one.
            return
        sentence = sentence_for(error, ctx.command.qualified_name if ctx.command else "")
        if sentence is not None:
            with suppress(discord.HTTPException):
                await ctx.send(sentence, ephemeral=True)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:  # noqa: ANN401 - the library's signature
        """Note what went wrong in an event and go on."""
        _log.exception("The event %s could not be dealt with.", event_method)

    async def _on_tree_error(
        self, interaction: "discord.Interaction[Any]", error: app_commands.AppCommandError
    ) -> None:
        sentence = sentence_for(error) or UNKNOWN
        with suppress(discord.HTTPException):
            if interaction.type is discord.InteractionType.autocomplete:
                return
            if interaction.response.is_done():
                await interaction.followup.send(sentence, ephemeral=True)
            else:
                await interaction.response.send_message(sentence, ephemeral=True)

    async def _count(self, ctx: commands.Context[Any]) -> bool:
        """Count a command before anything else is looked at: refusals are answers too."""
        self._cooldowns.count(ctx)
        return True

    async def _announce(self) -> None:
        """Deliver from when the servers are known, or without the gateway when it does not come."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.tuning.gateway_within):
                await self.wait_until_ready()
        await self.announcer.run()

    def _guard_parsers(self) -> None:
        """Let one event that discord.py can't parse be lost instead of ending the whole connection."""
        parsers = self._connection.parsers
        for name, parser in parsers.items():
            parsers[name] = _guarded(name, parser)


async def run_bot(  # noqa: PLR0913 - a composition root names each part
    settings: "Settings",
    library: Library,
    clock: Clock,
    *,
    poll: Errand | None = None,
    housekeeping: Errand | None = None,
    tuning: Tuning = USUAL,
    checkpoint: Checkpoint | None = None,
    on_bot: Callable[[MarqueeBot], None] | None = None,
) -> None:
    """Run the bot until it is cancelled, whatever happens to its connection; what is being sent is then finished.

    Args:
        settings: with a token.
        library: open for as long as this runs.
        clock: the moment that counts.
        poll: looks for news; None where nothing is polled.
        housekeeping: once an hour.
        tuning: waits.
        checkpoint: told of each step of a delivery.
        on_bot: told of each new life of the bot as it begins.

    Raises:
        DiscordError: there is no token, or Discord does not take it.
    """
    if settings.discord_token is None:
        raise DiscordError("There is no token; set DISCORD_TOKEN to the one of the bot's page at Discord.")
    message_content = True
    wait = tuning.restart_after
    while True:
        began = time.monotonic()
        bot = MarqueeBot(
            library,
            settings,
            clock,
            message_content=message_content,
            poll=poll,
            housekeeping=housekeeping,
            tuning=tuning,
            checkpoint=checkpoint,
        )
        if on_bot is not None:
            on_bot(bot)
        try:
            async with bot:
                await bot.start(settings.discord_token.get_secret_value())
        except discord.LoginFailure:
            raise DiscordError("Discord does not take the token; copy it again to DISCORD_TOKEN.") from None
        except discord.PrivilegedIntentsRequired:
            if not message_content:
                raise DiscordError("Discord refuses the intents; look at the bot's page at Discord.") from None
            message_content = False
            _log.warning(
                "The message-content intent is off, so that only /commands and mentions work; "
                "switch it on at the bot's page at Discord to have !next too."
            )
            continue
        except (discord.DiscordException, aiohttp.ClientError, OSError, MarqueeError) as error:
            _log.error("The connection to Discord broke off: %s: %s", type(error).__name__, error)
        except Exception:  # noqa: BLE001 - a bot that runs for years outlives what nobody foresaw
            _log.exception("The bot broke off and is started again.")
        # A thousand identifies a day, then Discord takes the token away: crashing in a loop must not be fast.
        wait = tuning.restart_after if time.monotonic() - began > tuning.restart_at_most else wait
        await asyncio.sleep(wait)
        wait = min(wait * 2, tuning.restart_at_most)


def _prepare_library(settings: "Settings") -> None:
    """Point discord.py at the configured addresses, and spare the log its lament about voice that nobody wants.

    It has no other places for either than its classes, nor for how it keeps a route's limit.
    """
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    discord.http.Ratelimit = Allowance  # type: ignore[misc]  # as said above
    if settings.discord_api_url:
        discord.http.Route.BASE = settings.discord_api_url.rstrip("/")
    if settings.discord_gateway_url:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)


def _intents(*, message_content: bool) -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    intents.message_content = message_content
    return intents


def _prefixes(bot: MarqueeBot, message: discord.Message) -> list[str]:
    prefix = bot.settings_of(str(message.guild.id) if message.guild else None).prefix
    prefixes = commands.when_mentioned_or(prefix)(bot, message)
    if message.guild is not None and message.content.startswith("<@&") and (role := message.guild.self_role):
        # Discord offers the bot's own role under the same name.
        prefixes.append(role.mention)
    return prefixes


def _guarded(name: str, parser: Callable[[Any], None]) -> Callable[[Any], None]:
    @wraps(parser)
    def guarded(data: Any) -> None:  # noqa: ANN401 - whatever Discord sends
        try:
            parser(data)
        except Exception:  # noqa: BLE001 - discord.py may trip over anything in it
            _log.exception("Discord sent an event %s that can't be understood.", name)

    return guarded
