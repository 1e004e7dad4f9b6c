"""What Discord servers set for themselves."""

from schedules.library.room import Room
from schedules.model import GuildSettings
from schedules.store import follows, guilds, outbox


class Serving(Room):
    """Servers and their settings."""

    async def guild(self, guild: str) -> GuildSettings:
        """A server's settings; the usual ones where it has set nothing."""
        async with self._store.reading() as connection:
            return (await guilds.settings(connection, [guild])).get(guild, GuildSettings(guild))

    async def set_guild(self, settings: GuildSettings) -> None:
        """Store a server's settings."""
        async with self._store.writing() as connection:
            await guilds.put(connection, settings)

    async def guilds(self) -> tuple[GuildSettings, ...]:
        """Every server that has settings."""
        async with self._store.reading() as connection:
            return tuple((await guilds.settings(connection)).values())

    async def forget_guild(self, guild: str) -> None:
        """Erase everything about a server: its settings, its follows and what was sent to it."""
        async with self._store.writing() as connection:
            await guilds.forget(connection, guild)
            await follows.forget_guild(connection, guild)
            await outbox.forget_guild(connection, guild)
