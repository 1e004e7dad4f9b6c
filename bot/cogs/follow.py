"""Wishes: following a show, in a channel or by direct message, and one's own zone."""

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot import wording
from bot.access import is_moderator, missing_permissions, require_moderator, require_own_server
from bot.answering import answer
from bot.asking import FollowRequest, parse_follow, parse_leads
from bot.cogs.common import command, complete_show, complete_zone, zones
from bot.cogs.places import Place, PlaceArgument, as_place
from bot.embeds import escape
from bot.reaching import CLOSED_TO_ME, is_closed, is_to_be_tried
from schedules import Catalogue, Follow, MemberSettings, Target, TargetKind, UnknownShowError, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]


class Following(commands.Cog, name="Following"):
    """For everyone by direct message; for moderators in a channel."""

    @command("follow", usage="[#channel|here|me] [show] [7,1,0]")
    @app_commands.describe(
        show="which show; all of them without",
        channel="announce in this channel (moderators)",
        me="by direct message",
        leads="days before a premiere, such as 7,1,0",
    )
    @app_commands.autocomplete(show=complete_show)
    async def follow(
        self,
        ctx: "Ctx",
        *,
        show: str | None = None,
        channel: PlaceArgument | None = None,
        me: bool = False,
        leads: str | None = None,
    ) -> None:
        """Announcements of a show, or of all: here for moderators, by direct message for others."""
        request = _request(ctx, show, channel, leads, me=me)
        target, place = await _target(ctx, request)
        if place is not None and (missing := missing_permissions(place)):
            raise UsageError(f"I can't announce in #{place.name}: give me {wording.say_list(missing)} there first.")
        tried = place is None and await is_to_be_tried(ctx.bot, target, ctx)
        found = await ctx.bot.library.follow(
            target, request.show, await _leads(ctx, target, request), str(ctx.guild.id) if place and ctx.guild else None
        )
        await ctx.bot.library.take_up(target)
        ctx.bot.nudge(target)
        await answer(ctx, _say_follow(found, place), private=place is None)
        if tried and await is_closed(ctx.bot, target):
            await answer(ctx, CLOSED_TO_ME, private=True)

    @command("unfollow", usage="[#channel|here|me] [show]")
    @app_commands.describe(show="which show; everything without", channel="of this channel (moderators)", me="my own")
    @app_commands.autocomplete(show=complete_show)
    async def unfollow(
        self, ctx: "Ctx", *, show: str | None = None, channel: PlaceArgument | None = None, me: bool = False
    ) -> None:
        """No more announcements of a show, or of any."""
        request = _request(ctx, show, channel, None, me=me)
        target, place = await _target(ctx, request)
        ended = await ctx.bot.library.unfollow(target, request.show)
        where = f" in {place.mention}" if place else ""
        if request.show is None:
            text = f"Nothing is announced{where} any more." if ended else f"Nothing was followed{where}."
            if place is not None:
                await _give_up(ctx.bot, place)
        else:
            what = escape(say_show(ctx.bot.catalogue, request.show))
            text = f"{what} is not announced{where} any more." if ended else f"{what} was not followed{where}."
            if any(follow.show is None for follow in await ctx.bot.library.follows(target)):
                text = f"{what} is announced{where} only as every other show is; `unfollow` without a name ends that."
        await answer(ctx, text, private=place is None)

    @command("timezone", usage="[zone]")
    @app_commands.describe(zone="an IANA zone, such as Europe/Berlin")
    @app_commands.autocomplete(zone=complete_zone)
    async def timezone(self, ctx: "Ctx", *, zone: str | None = None) -> None:
        """Your own time zone, for words; Discord's own dates are in it anyway."""
        member = str(ctx.author.id)
        if zone is None:
            known = (await ctx.bot.library.member(member)).zone
            text = f"Your zone is {known}." if known else "You have set no zone; `timezone Europe/Berlin` would."
            await answer(ctx, text, private=True)
            return
        chosen = check_zone(zone)
        await ctx.bot.library.set_member(MemberSettings(member, chosen))
        await answer(ctx, f"Your zone is {chosen} from now on.", private=True)


def say_show(catalogue: Catalogue, name: str) -> str:
    """A show as the catalogue calls it; as it was named where it has left the catalogue."""
    try:
        return catalogue.show(name).name
    except UnknownShowError:
        return name


def check_zone(text: str) -> str:
    """An IANA zone's name, whatever the case it was typed in; the city will do where only one zone has it.

    Raises:
        UsageError: there is no such zone.
    """
    name = text.strip()
    wanted = name.casefold().replace(" ", "_")
    called = [zone for zone in zones() if zone.casefold() == wanted]
    cities = [zone for zone in zones() if zone.casefold().rpartition("/")[2] == wanted]
    if called or len(cities) == 1:
        return (called or cities)[0]
    raise UsageError(f"'{name[:40]}' is no time zone; write one such as Europe/Berlin.")


def _request(ctx: "Ctx", show: str | None, channel: Place | None, leads: str | None, *, me: bool) -> FollowRequest:
    if ctx.interaction is None:
        return parse_follow(show)
    named = None if show is None or show.casefold() == "all" else show
    number = channel.id if channel else None
    return FollowRequest(named, number, here=False, me=me, leads=parse_leads(leads) if leads else None)


async def _target(ctx: "Ctx", request: FollowRequest) -> tuple[Target, "Place | None"]:
    """What is meant: a channel, for moderators, or the asker; with the channel where it is one."""
    elsewhere = request.channel is not None or request.here
    if elsewhere:
        require_moderator(ctx.author, ctx.permissions)
        require_own_server(ctx.bot, ctx.guild)
    at_home = ctx.guild is not None and ctx.bot.get_guild(ctx.guild.id) is not None
    in_channel = elsewhere or (not request.me and at_home and is_moderator(ctx.author, ctx.permissions))
    if not in_channel or ctx.guild is None:
        return Target(TargetKind.MEMBER, str(ctx.author.id)), None
    place = as_place(ctx.guild.get_channel_or_thread(request.channel) if request.channel else ctx.channel)
    return Target(TargetKind.CHANNEL, str(place.id)), place


async def _give_up(bot: "MarqueeBot", place: Place) -> None:
    """Choose a channel no more in which nothing is announced any more."""
    settings = bot.settings_of(str(place.guild.id))
    if settings.channel == str(place.id):
        await bot.change_settings(replace(settings, channel=None))


async def _leads(ctx: "Ctx", target: Target, request: FollowRequest) -> tuple[int, ...] | None:
    """The leads that were asked for; else None where it is followed already, which keeps them; else the server's."""
    if request.leads is not None:
        return request.leads
    name = ctx.bot.catalogue.show(request.show).name if request.show else None
    if any(follow.show == name for follow in await ctx.bot.library.follows(target)):
        return None
    return ctx.bot.settings_of(str(ctx.guild.id) if ctx.guild else None).leads


def _say_follow(follow: Follow, place: "Place | None") -> str:
    where = f"in {place.mention}" if place else "to you by direct message"
    hint = "" if place is None else " (`follow me` writes to you instead)"
    return f"I'll announce {where}: {say_wish(follow)}{hint}."


def say_wish(follow: Follow) -> str:
    """What is followed and when it is reminded of, escaped: "Luke Cage, 7 d before and at the premiere"."""
    what = escape(follow.show) if follow.show else "every show"
    days = [f"{lead} d before" if lead else "at the premiere" for lead in follow.leads]
    return f"{what}, {wording.say_list(days)}" if days else what
