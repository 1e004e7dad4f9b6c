"""A premiere among a server's scheduled events: made once, moved with its date, taken away when there is none."""

from datetime import datetime, timedelta

import discord

from bot import wording
from schedules import Premiere, Status

LENGTH = timedelta(hours=1)
"""Discord wants an end for an event outside of it."""
MARK = "Announced by Marquee"


async def follow_premiere(guild: discord.Guild, premiere: Premiere, now: datetime) -> None:
    """Make the server's event of a premiere say what is believed `now`.

    Raises:
        discord.HTTPException: Discord refused, for want of the permission Create Events for one.
    """
    name = wording.say_title(premiere.show, premiere.season)[:100]
    mine = await _own(guild, name)
    ahead = premiere.moment is not None and premiere.moment > now and premiere.status is not Status.CANCELLED
    if mine is not None and not ahead:
        if mine.start_time > now:
            await mine.delete()
        return
    if not ahead or premiere.moment is None:
        return
    end = premiere.moment + LENGTH
    if mine is None:
        await guild.create_scheduled_event(
            name=name,
            start_time=premiere.moment,
            end_time=end,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location=premiere.service[:100],
            description=MARK,
        )
    elif mine.start_time != premiere.moment:
        await mine.edit(start_time=premiere.moment, end_time=end)


async def _own(guild: discord.Guild, name: str) -> discord.ScheduledEvent | None:
    for event in await guild.fetch_scheduled_events(with_counts=False):
        # A moderator may have described it better.
        if event.name == name and (event.description == MARK or event.creator_id == guild.me.id):
            return event
    return None
