"""What was announced earlier and no longer holds: struck through, with what holds now below it."""

from typing import TYPE_CHECKING

import discord

from bot import wording
from bot.embeds import CONTENT, announcement_embed, cut, escape
from bot.zones import zone_of
from schedules import AnnouncementKind, TargetKind

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import Owed, Sending

DATING = (
    AnnouncementKind.DATED,
    AnnouncementKind.REFINED,
    AnnouncementKind.REVIVED,
    AnnouncementKind.MOVED,
    AnnouncementKind.REMINDER,
)
"""The kinds that tell a date, and are corrected when it moves."""
MOST = 3
"""So many of the latest messages about a season are corrected: each is a request."""

_ARCHIVED = 50083


async def correct_earlier(bot: "MarqueeBot", owed: "Owed", *, forum: bool) -> None:
    """Correct what a target was told of a season before `owed`.

    Args:
        bot: who told it.
        owed: the announcement that makes it untrue, and has been sent.
        forum: whether the target is a forum, where each announcement is a post.

    Raises:
        discord.HTTPException: a message can't be changed; the others are.
    """
    told = owed.announcement
    earlier = await bot.library.sent_messages(told.show, told.season, told.target, DATING, MOST + 1)
    refusal: discord.HTTPException | None = None
    for sending in [each for each in earlier if each.id != owed.id and each.message_id is not None][:MOST]:
        try:
            await _correct(bot, owed, sending, forum=forum)
        except discord.NotFound:
            # Someone has taken it away.
            continue
        except discord.HTTPException as error:
            refusal = error
    if refusal is not None:
        raise refusal


async def _correct(bot: "MarqueeBot", owed: "Owed", sending: "Sending", *, forum: bool) -> None:
    number = int(sending.message_id or 0)
    now, zone = bot.clock(), await zone_of(bot, owed)
    said = escape(wording.say_announcement(sending.announcement, None, now, zone))
    holds = escape(wording.say_announcement(owed.announcement, owed.premiere, now, zone, bot.catalogue))
    # A post's first message has the post's own id.
    message = (await _place(bot, owed, number if forum else None)).get_partial_message(number)
    for again in (False, True):
        try:
            await message.edit(
                content=cut(f"~~{said}~~\n{holds}", CONTENT),
                embed=announcement_embed(owed.announcement, owed.premiere, bot.catalogue, now, zone),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.HTTPException as error:
            if again or error.code != _ARCHIVED or not await _open_again(bot, message.channel.id):
                raise
        else:
            return


async def _place(bot: "MarqueeBot", owed: "Owed", post: int | None) -> "discord.DMChannel | discord.PartialMessageable":
    number = int(owed.announcement.target.id)
    if owed.announcement.target.kind is TargetKind.MEMBER:
        return await bot.create_dm(discord.Object(number))
    return bot.get_partial_messageable(post or number)


async def _open_again(bot: "MarqueeBot", number: int) -> bool:
    """Open a thread in which nobody has written for long; in a closed one no message can be changed."""
    thread = await bot.fetch_channel(number)
    if not isinstance(thread, discord.Thread):
        return False
    await thread.edit(archived=False)
    return True
