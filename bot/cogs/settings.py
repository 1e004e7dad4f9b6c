"""What a server sees, set by its moderators: a panel of menus, and the same as words."""

import re
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import for_moderators, lacks, missing_permissions, require_moderator, require_server
from bot.answering import answer
from bot.asking import parse_leads
from bot.cogs.common import below, group
from bot.cogs.follow import check_zone
from bot.cogs.places import KINDS, Place, PlaceArgument, as_place
from bot.embeds import code, cut
from bot.errors import UNKNOWN, sentence_for
from bot.web.private import guild_calendar_path
from bot.wording import WEEKDAYS, say_list
from schedules import AnnouncementKind, GuildSettings, Target, TargetKind, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]
    Click = discord.Interaction[MarqueeBot]

NOT_GIVEN = commands.parameter(default=None)
"""Unlike with `| None`, what was given and can't be understood is an error and not taken for nothing."""
LEADS = (30, 14, 7, 3, 1, 0)
FORM_SECONDS = 900.0
"""For so long a form is waited for. Each has a name of its own: several servers may be filling one in at a time."""
_AT_ONCE, _AFTER = "at once", "after"
"""When a premiere is told that comes in quiet hours."""
_HOUR = r"([01]?\d|2[0-3])(?::([0-5]\d))?"
_QUIET = re.compile(rf"{_HOUR}\s*[-–—]\s*{_HOUR}")


def settings_embed(settings: GuildSettings, guild: discord.Guild) -> discord.Embed:
    """A server's settings, a line each, and what keeps them from working."""
    quiet = "none"
    if settings.quiet_start is not None and settings.quiet_end is not None:
        quiet = f"{settings.quiet_start:%H:%M} to {settings.quiet_end:%H:%M}, {settings.zone}"
        quiet += "; premieres wait too" if settings.quiet_holds_premieres else "; premieres are told at once"
    digest = "none"
    if settings.digest_day is not None:
        digest = f"{WEEKDAYS[settings.digest_day]}, {settings.digest_hour or 0:02}:00, {settings.zone}"
    lines = [
        ("Channel", f"<#{settings.channel}>" if settings.channel else "none: choose one below"),
        ("Role to ping", f"<@&{settings.role}>" if settings.role else "nobody"),
        ("Announced", say_list([str(kind) for kind in settings.kinds]) or "nothing"),
        ("Reminders", say_list([f"{lead} d" if lead else "at the premiere" for lead in settings.leads]) or "none"),
        ("Quiet hours", quiet),
        ("Digest", digest),
        ("Scheduled events", "yes" if settings.events else "no"),
        ("Published to followers", "yes" if settings.crosspost else "no"),
        ("If the channel fails", f"<#{settings.fallback_channel}>" if settings.fallback_channel else "the owner"),
        ("Prefix", code(settings.prefix)),
    ]
    text = "\n".join(
        [*(f"**{name}**: {value}" for name, value in lines), *(f"⚠️ {lack}" for lack in lacks(guild, settings))]
    )
    return discord.Embed(title="Marquee in this server", description=cut(text, 4096), colour=0x3F6FD8)


class SettingsPanel(discord.ui.View):
    """The menus of the settings. It holds no server's values: it outlives restarts, and any message may carry it."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Moderators only, at every click: the message may be seen by all."""
        require_moderator(interaction.user, interaction.permissions)
        return True

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: "discord.ui.Item[Any]") -> None:
        """Answer what went wrong."""
        await interaction.response.send_message(sentence_for(error) or UNKNOWN, ephemeral=True)

    @discord.ui.select(
        cls=discord.ui.ChannelSelect,
        placeholder="Channel for announcements",
        custom_id="marquee:settings:channel",
        channel_types=KINDS,
    )
    async def channel(self, interaction: "Click", menu: "discord.ui.ChannelSelect[SettingsPanel]") -> None:
        """Choose the channel; what is missing there is named."""
        place = as_place(require_server(interaction.guild).get_channel(menu.values[0].id))
        await set_channel(interaction.client, place)
        await self._saved(interaction)

    @discord.ui.select(
        cls=discord.ui.RoleSelect,
        placeholder="Role to ping (none: nobody)",
        custom_id="marquee:settings:role",
        min_values=0,
    )
    async def role(self, interaction: "Click", menu: "discord.ui.RoleSelect[SettingsPanel]") -> None:
        """Choose the role that announcements mention."""
        await self._change(interaction, role=check_role(menu.values[0] if menu.values else None))

    @discord.ui.select(
        placeholder="What is announced",
        custom_id="marquee:settings:kinds",
        min_values=1,
        max_values=len(AnnouncementKind),
        options=[discord.SelectOption(label=kind.value, value=kind.value) for kind in AnnouncementKind],
    )
    async def kinds(self, interaction: "Click", menu: "discord.ui.Select[SettingsPanel]") -> None:
        """Choose the kinds."""
        await self._change(interaction, kinds=tuple(kind for kind in AnnouncementKind if kind.value in menu.values))

    @discord.ui.select(
        placeholder="When to remind",
        custom_id="marquee:settings:leads",
        min_values=1,
        max_values=len(LEADS),
        options=[
            discord.SelectOption(label=f"{lead} days before" if lead else "at the premiere", value=str(lead))
            for lead in LEADS
        ],
    )
    async def leads(self, interaction: "Click", menu: "discord.ui.Select[SettingsPanel]") -> None:
        """Choose the leads; the server's channels follow with them from now on."""
        days = tuple(sorted((int(value) for value in menu.values), reverse=True))
        await set_leads(interaction.client, require_server(interaction.guild), days)
        await self._saved(interaction)

    @discord.ui.button(label="Quiet hours, digest…", custom_id="marquee:settings:times", row=4)
    async def times(self, interaction: "Click", _button: "discord.ui.Button[SettingsPanel]") -> None:
        """Ask for times."""
        await interaction.response.send_modal(Times(_settings(interaction)))

    @discord.ui.button(label="Prefix…", custom_id="marquee:settings:prefix", row=4)
    async def prefix(self, interaction: "Click", _button: "discord.ui.Button[SettingsPanel]") -> None:
        """Ask for the prefix."""
        await interaction.response.send_modal(Prefix(_settings(interaction)))

    @discord.ui.button(label="Scheduled events", custom_id="marquee:settings:events", row=4)
    async def events(self, interaction: "Click", _button: "discord.ui.Button[SettingsPanel]") -> None:
        """Switch scheduled events on or off."""
        on = not _settings(interaction).events
        if on and not require_server(interaction.guild).me.guild_permissions.create_events:
            raise UsageError("I can't make scheduled events here: give me Create Events first.")
        await self._change(interaction, events=on)

    @discord.ui.button(label="Publish", custom_id="marquee:settings:crosspost", row=4)
    async def crosspost(self, interaction: "Click", _button: "discord.ui.Button[SettingsPanel]") -> None:
        """Switch crossposting on or off."""
        await self._change(interaction, crosspost=not _settings(interaction).crosspost)

    async def _change(self, interaction: "Click", **changes: Any) -> None:  # noqa: ANN401 - any field of the settings
        await change(interaction.client, interaction.guild, **changes)
        await self._saved(interaction)

    async def _saved(self, interaction: "Click") -> None:
        embed = settings_embed(_settings(interaction), require_server(interaction.guild))
        await interaction.response.edit_message(embed=embed, view=self)


class _Form(discord.ui.Modal):
    """A form about a server's settings."""

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:  # type: ignore[override]  # as discord.ui.Modal calls it
        """Answer what was wrong with it."""
        await interaction.response.send_message(sentence_for(error) or UNKNOWN, ephemeral=True)

    async def save(self, interaction: "Click", **changes: Any) -> None:  # noqa: ANN401 - any field of the settings
        """Keep what was filled in."""
        require_moderator(interaction.user, interaction.permissions)
        guild = require_server(interaction.guild)
        settings = await change(interaction.client, guild, **changes)
        await interaction.response.send_message(embed=settings_embed(settings, guild), ephemeral=True)


class Times(_Form, title="Times"):
    """Quiet hours, the digest, and the zone of both."""

    def __init__(self, settings: GuildSettings) -> None:
        super().__init__(timeout=FORM_SECONDS)
        quiet = ""
        if settings.quiet_start is not None and settings.quiet_end is not None:
            quiet = f"{settings.quiet_start:%H:%M}-{settings.quiet_end:%H:%M}"
        digest = ""
        if settings.digest_day is not None:
            digest = f"{WEEKDAYS[settings.digest_day]} {settings.digest_hour or 0:02}"
        self.zone = _field("Zone, such as Europe/Berlin", "zone", settings.zone)
        self.quiet = _field("Quiet hours, such as 22:00-08:00, or nothing", "quiet", quiet)
        held = _AFTER if settings.quiet_holds_premieres else _AT_ONCE
        self.premieres = _field(f"Premieres in quiet hours: {_AT_ONCE} or {_AFTER}", "premieres", held)
        self.digest = _field("Digest, such as Monday 18, or nothing", "digest", digest)
        for field in (self.zone, self.quiet, self.premieres, self.digest):
            self.add_item(field)

    async def on_submit(self, interaction: "discord.Interaction[Any]") -> None:
        """Keep them."""
        start, end = parse_quiet(self.quiet.value)
        day, hour = parse_digest(self.digest.value)
        await self.save(
            interaction,
            zone=check_zone(self.zone.value or "UTC"),
            quiet_start=start,
            quiet_end=end,
            quiet_holds_premieres=parse_held(self.premieres.value),
            digest_day=day,
            digest_hour=hour,
        )


class Prefix(_Form, title="Prefix"):
    """The prefix of commands."""

    def __init__(self, settings: GuildSettings) -> None:
        super().__init__(timeout=FORM_SECONDS)
        self.prefix = _field("One to five characters", "prefix", settings.prefix)
        self.add_item(self.prefix)

    async def on_submit(self, interaction: "discord.Interaction[Any]") -> None:
        """Keep it."""
        await self.save(interaction, prefix=check_prefix(self.prefix.value))


class Settings(commands.Cog, name="Server"):
    """For moderators."""

    @group("settings", fallback="panel", usage="[channel|role|prefix|leads|fallback|calendar …]")
    @commands.guild_only()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @for_moderators()
    async def settings(self, ctx: "Ctx") -> None:
        """What this server sees, and where."""
        await self._show(ctx)

    @below(settings, "channel")
    @app_commands.describe(channel="where announcements go")
    @for_moderators()
    async def channel(self, ctx: "Ctx", channel: PlaceArgument) -> None:
        """Announce everything in a channel."""
        await set_channel(ctx.bot, channel)
        await self._show(ctx)

    @below(settings, "role")
    @app_commands.describe(role="the role that announcements ping; nobody without")
    @for_moderators()
    async def role(self, ctx: "Ctx", role: discord.Role = NOT_GIVEN) -> None:
        """Ping a role, or nobody."""
        await change(ctx.bot, ctx.guild, role=check_role(role))
        await self._show(ctx)

    @below(settings, "prefix")
    @app_commands.describe(prefix="one to five characters")
    @for_moderators()
    async def prefix(self, ctx: "Ctx", prefix: str) -> None:
        """The prefix of commands in this server."""
        await change(ctx.bot, ctx.guild, prefix=check_prefix(prefix))
        await self._show(ctx)

    @below(settings, "leads")
    @app_commands.describe(leads="days before a premiere, such as 7,1,0")
    @for_moderators()
    async def leads(self, ctx: "Ctx", *, leads: str) -> None:
        """When this server is reminded, also of what it follows already."""
        await set_leads(ctx.bot, require_server(ctx.guild), parse_leads(leads))
        await self._show(ctx)

    @below(settings, "fallback")
    @app_commands.describe(channel="where to tell that the channel fails; the owner without")
    @for_moderators()
    async def fallback(self, ctx: "Ctx", channel: PlaceArgument = NOT_GIVEN) -> None:
        """Where to tell when announcements can't be delivered."""
        await change(ctx.bot, ctx.guild, fallback_channel=str(channel.id) if channel else None)
        await self._show(ctx)

    @below(settings, "calendar")
    @for_moderators()
    async def calendar(self, ctx: "Ctx") -> None:
        """The address of this server's own calendar: for you alone, and whom you give it to."""
        text = _say_calendar(ctx.bot, str(require_server(ctx.guild).id))
        if ctx.interaction is not None:
            await answer(ctx, text, private=True)
            return
        # Whoever can read the channel would have the address.
        await (await ctx.bot.create_dm(discord.Object(ctx.author.id))).send(text)
        await answer(ctx, "I have sent you the address by direct message.")

    @staticmethod
    async def _show(ctx: "Ctx") -> None:
        guild = require_server(ctx.guild)
        embed = settings_embed(ctx.bot.settings_of(str(guild.id)), guild)
        await answer(ctx, embeds=[embed], view=SettingsPanel(), private=True)


async def change(bot: "MarqueeBot", guild: discord.Guild | None, **changes: Any) -> GuildSettings:  # noqa: ANN401 - any field
    """Change some of a server's settings; returns all of them.

    Raises:
        NotAllowedError: it is no server.
    """
    settings = replace(bot.settings_of(str(require_server(guild).id)), **changes)
    await bot.change_settings(settings)
    return settings


async def set_channel(bot: "MarqueeBot", place: Place) -> None:
    """Announce every show in a channel instead of the one chosen before.

    Raises:
        UsageError: a permission is missing there; the message names it.
    """
    missing = missing_permissions(place)
    if missing:
        raise UsageError(f"I can't announce in #{place.name}: give me {say_list(missing)} there first.")
    guild = str(place.guild.id)
    before = bot.settings_of(guild)
    target = Target(TargetKind.CHANNEL, str(place.id))
    if before.channel and before.channel != target.id:
        # What waits goes where it was to go: the other channel is told only of what comes from now on.
        await bot.library.unfollow(Target(TargetKind.CHANNEL, before.channel), let_go=False)
    await bot.library.follow(target, None, before.leads, guild)
    await change(bot, place.guild, channel=target.id)
    await bot.library.take_up(target)
    bot.nudge(target)


async def set_leads(bot: "MarqueeBot", guild: discord.Guild, days: tuple[int, ...]) -> None:
    """Remind a server so many days before, of what it follows and of what it comes to follow."""
    number = str(guild.id)
    for follow in await bot.library.follows(guild=number):
        await bot.library.follow(follow.target, follow.show, days, number)
    await change(bot, guild, leads=days)
    bot.nudge()


def check_role(role: discord.Role | None) -> str | None:
    """The id of a role to ping, None for nobody; UsageError for the one that everyone has."""
    if role is not None and role.is_default():
        raise UsageError("I never ping everyone; choose a role that people can take and leave, or none.")
    return str(role.id) if role else None


def check_prefix(text: str) -> str:
    """A prefix; UsageError for what can't be one."""
    prefix = text.strip()
    if not 1 <= len(prefix) <= 5 or len(prefix.split()) != 1:
        raise UsageError("A prefix is one to five characters without spaces, such as !")
    return prefix


def parse_quiet(text: str) -> tuple[time | None, time | None]:
    """Read "22:00-08:00" as two times; nothing for nothing; UsageError for anything else."""
    if not text.strip():
        return None, None
    found = _QUIET.fullmatch(text.strip())
    if found is None:
        raise UsageError("Quiet hours are written 22:00-08:00.")
    first, begin, last, end = (int(part or 0) for part in found.groups())
    return time(first, begin), time(last, end)


def parse_held(text: str) -> bool:
    """Whether premieres wait for the end of quiet hours; not where nothing is said; UsageError for anything else."""
    said = " ".join(text.casefold().split())
    if said not in {"", _AT_ONCE, _AFTER}:
        raise UsageError(f"Premieres in quiet hours are told '{_AT_ONCE}' or '{_AFTER}' them.")
    return said == _AFTER


def parse_digest(text: str) -> tuple[int | None, int | None]:
    """Read "Monday 18" as a weekday, 0 for Monday, and an hour; nothing for nothing; UsageError for anything else."""
    words = text.split()
    if not words:
        return None, None
    days = [day.casefold() for day in WEEKDAYS]
    hour = words[1].partition(":")[0] if len(words) == 2 else "0"
    if words[0].casefold() not in days or not hour.isdigit() or int(hour) > 23:
        raise UsageError("A digest is written as a weekday and an hour, such as Monday 18.")
    return days.index(words[0].casefold()), int(hour)


def _say_calendar(bot: "MarqueeBot", guild: str) -> str:
    """Where a server's calendar is; UsageError where there is no page."""
    token, port, url = bot.settings.discord_token, bot.settings.web_port, bot.settings.web_url
    if token is None or (port is None and url is None):
        raise UsageError("There is no calendar: whoever runs me has to set MARQUEE_WEB_PORT.")
    path = guild_calendar_path(guild, token)
    where = f"at\n{url}{path}" if url else f"at the page's own address followed by\n`{path}`"
    return f"What this server follows, as a calendar, is {where}\nWhoever has it can read it; nobody can guess it."


def _settings(interaction: "Click") -> GuildSettings:
    return interaction.client.settings_of(str(require_server(interaction.guild).id))


def _field(label: str, name: str, value: str) -> "discord.ui.TextInput[Any]":
    return discord.ui.TextInput(label=label, custom_id=name, default=value, required=False, max_length=60)
