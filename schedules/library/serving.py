"""What Discord servers and members set for themselves."""

from schedules.library.room import Room
from schedules.model import GuildSettings, MemberSettings, Target, TargetKind
from schedules.store import editing, follows, guilds, outbox, sources


class Serving(Room):
    """Servers, members and their settings."""

    async def guild(self, guild: str) -> GuildSettings:
        """A server's settings; the usual ones where it has set nothing."""
        async with self._store.reading() as connection:
            return (await guilds.settings(connection, [guild])).get(guild, GuildSettings(guild))

    async def set_guild(self, settings: GuildSettings) -> None:
        """Store a server's settings."""
        async with self._store.writing() as connection:
            before = (await guilds.settings(connection, [settings.guild])).get(settings.guild)
            await guilds.put(connection, settings)
            if before is not None and _digest(before) != _digest(settings):
                await guilds.forget_digests(connection, settings.guild)

    async def guilds(self) -> tuple[GuildSettings, ...]:
        """Every server that has settings."""
        async with self._store.reading() as connection:
            return tuple((await guilds.settings(connection)).values())

    async def servers(self) -> frozenset[str]:
        """The ids of the servers about which something is kept."""
        async with self._store.reading() as connection:
            set_up = await guilds.settings(connection)
            return frozenset({*set_up, *await follows.servers(connection), *await sources.servers(connection)})

    async def forget_guild(self, guild: str) -> None:
        """Erase everything about a server: settings, follows, what was sent to it, and that channels are watched."""
        async with self._store.writing() as connection:
            await guilds.forget(connection, guild)
            await follows.forget_guild(connection, guild)
            await outbox.forget_guild(connection, guild)
            await sources.forget_guild(connection, guild)

    async def member(self, member: str) -> MemberSettings:
        """A member's settings; the usual ones where they have set nothing."""
        async with self._store.reading() as connection:
            return await guilds.member(connection, member) or MemberSettings(member)

    async def set_member(self, settings: MemberSettings) -> None:
        """Store a member's settings."""
        async with self._store.writing() as connection:
            await guilds.put_member(connection, settings)

    async def forget_member(self, member: str) -> None:
        """Erase everything about a member: their settings, follows, messages and the articles that they submitted."""
        target = Target(TargetKind.MEMBER, member)
        async with self._store.writing() as connection:
            await guilds.forget_member(connection, member)
            await follows.remove(connection, target, None)
            await outbox.forget_target(connection, target)
            await editing.forget_submitter(connection, member)


def _digest(settings: GuildSettings) -> tuple[int | None, int | None, str]:
    """When a server wants its digest."""
    return settings.digest_day, settings.digest_hour, settings.zone
