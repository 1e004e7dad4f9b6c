"""What waits for an editor: a card with the finds and two buttons, which outlive every restart."""

import logging
import re
from typing import TYPE_CHECKING, Any

import discord

from bot import wording
from bot.access import require_editor
from bot.embeds import DESCRIPTION, cut, escape, submission_embed
from bot.errors import UNKNOWN, sentence_for
from schedules import Kept, Review, Submission

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Asked = discord.Interaction[MarqueeBot]

_ID = r"marquee:{}:(?P<number>\d{{1,18}})"
_Button = discord.ui.Button[discord.ui.View]

_log = logging.getLogger(__name__)


class _Decision(discord.ui.DynamicItem[_Button], template=_ID.format("none")):
    """A button that decides on one submission; subclasses say how."""

    name: str
    label: str
    style: discord.ButtonStyle

    def __init__(self, number: int) -> None:
        self.number = number
        button: _Button = discord.ui.Button(
            label=self.label, style=self.style, custom_id=f"marquee:{self.name}:{number}"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(cls, _interaction: "discord.Interaction[Any]", _item: object, match: re.Match[str]) -> Any:  # noqa: ANN401 - the library's own signature
        """The button of a card that was posted in an earlier life."""
        return cls(int(match["number"]))

    async def callback(self, interaction: "discord.Interaction[Any]") -> None:
        """Decide, for editors; the card then says who did, and has no buttons any more."""
        try:
            require_editor(interaction.user, interaction.client.editors)
            # Reading the article once more may take longer than Discord waits.
            await interaction.response.defer()
            outcome = await self.decide(interaction)
        except Exception as error:  # noqa: BLE001 - discord.py would only log it
            sentence = sentence_for(error) or UNKNOWN
            if interaction.response.is_done():
                await interaction.followup.send(sentence, ephemeral=True)
            else:
                await interaction.response.send_message(sentence, ephemeral=True)
            return
        embeds = interaction.message.embeds[:1] if interaction.message else []
        for embed in embeds:
            text = f"**{outcome}** by {interaction.user.mention}\n\n{embed.description or ''}"
            embed.description = cut(text, DESCRIPTION)
        await interaction.edit_original_response(embeds=embeds, view=None)

    async def decide(self, interaction: "Asked") -> str:
        """Record the decision; what came of it, escaped."""
        raise NotImplementedError


class ApproveButton(_Decision, template=_ID.format("approve")):
    """For "Approve": the article counts from now on."""

    name, label, style = "approve", "Approve", discord.ButtonStyle.success

    async def decide(self, interaction: "Asked") -> str:
        """Keep the article."""
        kept = await interaction.client.library.approve(self.number, editor_name(interaction.user))
        interaction.client.nudge()
        return say_approved(kept)


class RejectButton(_Decision, template=_ID.format("reject")):
    """For "Reject": the article counts for nothing."""

    name, label, style = "reject", "Reject", discord.ButtonStyle.danger

    async def decide(self, interaction: "Asked") -> str:
        """Turn the article down."""
        await interaction.client.library.reject(self.number, editor_name(interaction.user))
        return "Rejected"


def review_view(number: int) -> discord.ui.View:
    """The buttons of a submission's card."""
    view = discord.ui.View(timeout=None)
    view.add_item(ApproveButton(number))
    view.add_item(RejectButton(number))
    return view


def say_approved(kept: Kept) -> str:
    """What an approval changed, escaped and without a full stop."""
    changes = "; ".join(wording.say_change(change) for change in kept.changes) or "it changes nothing"
    return f"Approved: {cut(escape(changes), 1000)}"


def editor_name(user: discord.abc.User) -> str:
    """An editor as the audit log names them."""
    return f"discord:{user.id}"


async def tell_editors(bot: "MarqueeBot", submission: Submission) -> None:
    """Post a submission's card in the editors' channel, where there is one; a refusal is logged and no more."""
    number = bot.settings.editors_channel
    if number is None or submission.state is not Review.PENDING:
        return
    try:
        # The nonce keeps a text that two people hand in at the same moment from being posted twice.
        await bot.get_partial_messageable(number).send(
            embed=submission_embed(submission), view=review_view(submission.id), nonce=f"review-{submission.id}"
        )
    except (discord.DiscordException, OSError) as error:
        _log.warning("What was handed in could not be posted in MARQUEE_EDITORS_CHANNEL: %s", error)
