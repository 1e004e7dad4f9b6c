"""In which zone the days until a premiere are counted in words; Discord's own dates are in each viewer's anyway."""

from typing import TYPE_CHECKING

from schedules import TargetKind

if TYPE_CHECKING:
    from bot.client import MarqueeBot
    from schedules import Owed


async def zone_for(bot: "MarqueeBot", guild: str | None, member: str | None) -> str:
    """The IANA zone of a server, in which all read the same; without one the member's own, else the usual one.

    Args:
        bot: who tells.
        guild: the server's id, where it is told in one.
        member: the id of who is told it alone.
    """
    usual = bot.settings_of(guild).zone
    if guild is not None or member is None:
        return usual
    return (await bot.library.member(member)).zone or usual


async def zone_of(bot: "MarqueeBot", owed: "Owed") -> str:
    """The zone of whoever an announcement is owed to."""
    target = owed.announcement.target
    return await zone_for(bot, owed.guild, target.id if target.kind is TargetKind.MEMBER else None)
