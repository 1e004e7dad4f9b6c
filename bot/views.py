"""Buttons on announcements. What they need to know is in their custom ids, so that they outlive every restart."""

import hashlib
import re
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord

from bot.embeds import code, escape, stamp, table_pages, why_embeds
from bot.reaching import CLOSED_TO_ME, is_closed, is_to_be_tried
from bot.zones import zone_for
from schedules import AnnouncementKind, Catalogue, MarqueeError, Show, Target, TargetKind, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import Announcement

    Asked = discord.Interaction[MarqueeBot]

_ID = r"marquee:{}:(?P<show>[0-9a-f]{{12}}):(?P<season>\d+):(?P<nonce>[\w-]+)"
_NONCE = re.compile(r"marquee:\w+:[0-9a-f]{12}:\d+:([\w-]+)")

_Button = discord.ui.Button[discord.ui.View]


def show_key(show: str) -> str:
    """A show's name in twelve characters, for a custom id may have a hundred and a name may too."""
    return hashlib.sha256(show.encode()).hexdigest()[:12]


def show_of(key: str, catalogue: Catalogue) -> Show:
    """The show of a key; UsageError where the catalogue has none any more."""
    for show in catalogue.shows:
        if show_key(show.name) == key:
            return show
    raise UsageError("This show is not followed any more.")


class _SeasonButton(discord.ui.DynamicItem[_Button], template=_ID.format("none")):
    """A button about one season; subclasses say which, and what it does."""

    name: str
    label: str

    def __init__(self, show: str, season: str, nonce: str) -> None:
        self.show, self.season = show, int(season) or None
        number = f"marquee:{self.name}:{show}:{season}:{nonce}"
        super().__init__(discord.ui.Button(label=self.label, style=discord.ButtonStyle.secondary, custom_id=number))

    @classmethod
    async def from_custom_id(cls, _interaction: "discord.Interaction[Any]", _item: object, match: re.Match[str]) -> Any:  # noqa: ANN401 - the library's own signature
        """The button of a message that was sent in an earlier life."""
        return cls(match["show"], match["season"], match["nonce"])

    async def callback(self, interaction: "discord.Interaction[Any]") -> None:
        """Answer the one who pressed, and nobody else."""
        try:
            await self.answer(interaction)
        except MarqueeError as error:
            await interaction.response.send_message(escape(str(error)), ephemeral=True)

    async def answer(self, interaction: "Asked") -> None:
        """Do what the button is for."""
        raise NotImplementedError


class RemindButton(_SeasonButton, template=_ID.format("remind")):
    """For "Remind me": the one who pressed follows the show by direct message."""

    name = "remind"
    label = "Remind me"

    async def answer(self, interaction: "Asked") -> None:
        """Follow."""
        bot = interaction.client
        show = show_of(self.show, bot.catalogue)
        member = Target(TargetKind.MEMBER, str(interaction.user.id))
        tried = await is_to_be_tried(bot, member)
        await bot.library.follow(member, show.name)
        text = (
            f"I'll write to you before {escape(show.name)} premieres. {code(f'reminders remove {show.name}')} ends it."
        )
        await interaction.response.send_message(text, ephemeral=True)
        bot.nudge(member)
        if tried and await is_closed(bot, member):
            await interaction.followup.send(CLOSED_TO_ME, ephemeral=True)


class _SnoozeButton(_SeasonButton, template=_ID.format("none")):
    """A button that has the one who pressed reminded once more, by direct message."""

    after: timedelta

    async def answer(self, interaction: "Asked") -> None:
        """Put it off."""
        bot = interaction.client
        show = show_of(self.show, bot.catalogue)
        member = Target(TargetKind.MEMBER, str(interaction.user.id))
        put_off = await bot.library.snooze(member, show.name, self.season, bot.clock() + self.after)
        text = f"I'll write to you {stamp(put_off.due, 'R')}, {stamp(put_off.due, 'f')}."
        await interaction.response.send_message(text, ephemeral=True)
        bot.nudge()


class HourButton(_SnoozeButton, template=_ID.format("hour")):
    """For "In an hour"."""

    name, label, after = "hour", "In an hour", timedelta(hours=1)


class TomorrowButton(_SnoozeButton, template=_ID.format("tomorrow")):
    """For "Tomorrow": at this time of day."""

    name, label, after = "tomorrow", "Tomorrow", timedelta(days=1)


class WhyButton(_SeasonButton, template=_ID.format("why")):
    """For "Why?": the claims behind the date."""

    name = "why"
    label = "Why?"

    async def answer(self, interaction: "Asked") -> None:
        """Show them."""
        bot = interaction.client
        show = show_of(self.show, bot.catalogue)
        premieres = await bot.library.why(show.name, self.season)
        zone = await zone_for(
            bot, str(interaction.guild_id) if interaction.guild_id else None, str(interaction.user.id)
        )
        embeds = why_embeds(premieres, bot.catalogue, bot.clock(), zone)
        if embeds:
            await interaction.response.send_message(embeds=embeds, ephemeral=True)
        else:
            await interaction.response.send_message("Nothing is known about it any more.", ephemeral=True)


class TableButton(_SeasonButton, template=_ID.format("table")):
    """For "All premieres": the whole table."""

    name = "table"
    label = "All premieres"

    async def answer(self, interaction: "Asked") -> None:
        """Show it."""
        bot = interaction.client
        pages = table_pages(await bot.library.schedule(), bot.clock(), "Premieres")
        if len(pages) == 1:
            await interaction.response.send_message(embed=pages[0], ephemeral=True)
            return
        view = Pages(pages, interaction.user.id, bot.tuning.pages_for)
        await interaction.response.send_message(embed=pages[0], view=view, ephemeral=True)
        view.message = await interaction.original_response()


BUTTONS = (RemindButton, HourButton, TomorrowButton, WhyButton, TableButton)
"""All that go on working after a restart."""


def digest_view(nonce: str) -> discord.ui.View:
    """The button of a digest; its nonce in it tells later which digest it is."""
    view = discord.ui.View(timeout=None)
    view.add_item(TableButton("0" * 12, "0", nonce))
    return view


def announcement_view(announcement: "Announcement", nonce: str) -> discord.ui.View:
    """The buttons of an announcement; its nonce in them tells later whose message it is."""
    view = discord.ui.View(timeout=None)
    season = str(announcement.season or 0)
    key = show_key(announcement.show)
    if announcement.target.kind is TargetKind.CHANNEL:
        view.add_item(RemindButton(key, season, nonce))
    if announcement.kind is AnnouncementKind.REMINDER:
        view.add_item(HourButton(key, season, nonce))
        # Tomorrow a reminder of the day before would come with the premiere itself.
        if announcement.lead != 1:
            view.add_item(TomorrowButton(key, season, nonce))
    view.add_item(WhyButton(key, season, nonce))
    return view


def nonce_of(message: discord.Message) -> str | None:
    """The nonce that a message of an announcement carries in its buttons."""
    for row in message.components:
        for part in getattr(row, "children", ()):
            found = _NONCE.fullmatch(getattr(part, "custom_id", None) or "")
            if found:
                return found[1]
    return None


class Pages(discord.ui.View):
    """Leafing through pages; for the one who asked, until they have not for a while.

    Attributes:
        message: the message that shows them; its buttons are then taken away, as nobody would answer to them.
    """

    def __init__(self, pages: list[discord.Embed], reader: int, seconds: float) -> None:
        super().__init__(timeout=seconds)
        self.message: discord.Message | None = None
        self._pages, self._reader, self._at = pages, reader, 0
        self._show_ends()

    @property
    def page(self) -> discord.Embed:
        """The page that is open."""
        return self._pages[self._at]

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Only the one who asked leafs."""
        if interaction.user.id == self._reader:
            return True
        await interaction.response.send_message("These pages are someone else's; ask for your own.", ephemeral=True)
        return False

    async def on_timeout(self) -> None:
        """Take the buttons away."""
        if self.message is not None:
            with suppress(discord.HTTPException):
                await self.message.edit(view=None)

    @discord.ui.button(label="◀", style=discord.ButtonStyle.secondary)
    async def back(self, interaction: discord.Interaction, _button: discord.ui.Button["Pages"]) -> None:
        """The page before."""
        await self._turn(interaction, -1)

    @discord.ui.button(label="▶", style=discord.ButtonStyle.secondary)
    async def forward(self, interaction: discord.Interaction, _button: discord.ui.Button["Pages"]) -> None:
        """The page after."""
        await self._turn(interaction, 1)

    async def _turn(self, interaction: discord.Interaction, by: int) -> None:
        self._at = min(max(self._at + by, 0), len(self._pages) - 1)
        self._show_ends()
        await interaction.response.edit_message(embed=self.page, view=self)

    def _show_ends(self) -> None:
        self.back.disabled = self._at == 0
        self.forward.disabled = self._at == len(self._pages) - 1
