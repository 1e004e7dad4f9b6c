"""Addresses that can't be guessed: a Discord server's own calendar.

The address holds the server's id and a seal made from the bot's token, so nothing has to be stored, nobody can make one
up, and a new token withdraws them all. The seal tells nothing of the token.
"""

import hashlib
import hmac

from pydantic import SecretStr


def guild_calendar_path(guild: str, secret: SecretStr) -> str:
    """The path of a server's own calendar, such as `/calendars/123-0f3a….ics`."""
    return f"/calendars/{guild}-{_seal(guild, secret)}.ics"


def guild_of(sealed: str, secret: SecretStr | None) -> str | None:
    """The server whose sealed name this is; None where the seal is wrong or there is no secret to check it by."""
    guild, _, seal = sealed.partition("-")
    if secret is None or not guild.isascii() or not seal.isascii():
        return None
    return guild if hmac.compare_digest(seal, _seal(guild, secret)) else None


def _seal(guild: str, secret: SecretStr) -> str:
    key = hashlib.sha256(b"marquee calendar\0" + secret.get_secret_value().encode()).digest()
    return hmac.new(key, guild.encode(), hashlib.sha256).hexdigest()[:32]
