"""Servers and members: what they set, and that it can be erased."""

import datetime as dt
from collections.abc import Callable

from schedules import AnnouncementKind, Article, GuildSettings, Library, MemberSettings, Target, TargetKind

DATED = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."


async def test_a_server_that_has_set_nothing_has_the_usual_settings(library: Library) -> None:
    assert await library.guild("9") == GuildSettings("9")
    assert await library.guilds() == ()


async def test_every_setting_is_kept(library: Library) -> None:
    chosen = GuildSettings(
        "9",
        prefix="?",
        channel="1",
        role="2",
        kinds=(AnnouncementKind.MOVED, AnnouncementKind.PREMIERE),
        leads=(30, 0),
        zone="Europe/Berlin",
        quiet_start=dt.time(22, 30),
        quiet_end=dt.time(7),
        quiet_holds_premieres=True,
        digest_day=6,
        digest_hour=0,
        events=True,
        crosspost=True,
        fallback_channel="3",
        greeted=True,
    )
    await library.set_guild(GuildSettings("9", kinds=(), leads=()))
    assert await library.guild("9") == GuildSettings("9", kinds=(), leads=())
    await library.set_guild(chosen)
    assert await library.guild("9") == chosen
    assert await library.guilds() == (chosen,)


async def test_every_setting_of_a_member_is_kept(library: Library) -> None:
    assert await library.member("2") == MemberSettings("2")
    await library.set_member(MemberSettings("2", "Asia/Tokyo"))
    await library.set_member(MemberSettings("2", "Europe/Berlin"))
    assert await library.member("2") == MemberSettings("2", "Europe/Berlin")


async def test_a_server_is_forgotten_with_everything(
    library: Library, write: Callable[..., Article], everything: Callable[[], object], clock: object
) -> None:
    for guild in ("0000000009", "0000000010"):
        await library.set_guild(GuildSettings(guild))
        await library.follow(Target(TargetKind.CHANNEL, f"in {guild}"), guild=guild)
    await library.keep(write(DATED))
    await library.sent((await library.lease("me", limit=1))[0].id, "77")
    await library.tidy(days=-1)
    await library.keep(write("Luke Cage season 1 will now premiere on October 14, 2016.", published="2016-08-18"))

    await library.forget_guild("0000000009")
    rows = str(await everything())  # type: ignore[misc]
    assert "0000000009" not in rows
    assert "0000000010" in rows


async def test_a_member_is_forgotten_with_everything(
    library: Library, write: Callable[..., Article], everything: Callable[[], object]
) -> None:
    for member in ("0000000002", "0000000003"):
        await library.set_member(MemberSettings(member, "UTC"))
        await library.follow(Target(TargetKind.MEMBER, member))
        await library.submit(write(f"Found by {'one' if member.endswith('2') else 'another'}."), member)
    await library.keep(write(DATED))

    await library.forget_member("0000000002")
    rows = str(await everything())  # type: ignore[misc]
    assert "0000000002" not in rows
    assert "0000000003" in rows
