"""Settings: the environment and `.env`, checked once at the start; `.env.example` names and explains each."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, NoDecode, SettingsConfigDict

from schedules import UsageError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_ORIGIN = re.compile(r"(https?://)((?:[A-Z0-9._-]{1,253}|\[[0-9A-F:.]{2,45}\])(?::\d{1,5})?)/?", re.IGNORECASE)

_EXPECTED = {
    "DISCORD_API_URL": "an address such as http://127.0.0.1:8080/api/v10",
    "DISCORD_GATEWAY_URL": "an address such as ws://127.0.0.1:8081",
    "MARQUEE_NOW": "a moment in ISO 8601, such as 2016-08-20 or 2016-08-20T12:00:00+02:00",
    "MARQUEE_PREFIX": "one to five characters without spaces, such as !",
    "MARQUEE_LEADS": "whole days from 0 to 365, separated by commas, such as 7,1,0",
    "MARQUEE_ZONE": "an IANA time zone, such as Europe/Berlin",
    "MARQUEE_EDITORS": "Discord user ids, separated by commas",
    "MARQUEE_EDITOR_ROLES": "Discord role ids, separated by commas",
    "MARQUEE_EDITORS_CHANNEL": "the id of a Discord channel",
    "MARQUEE_WEB_PORT": "a port from 1 to 65535",
    "MARQUEE_WEB_URL": "an address such as https://premieres.example.org, without a path, a name or a password",
    "MARQUEE_FETCH_ALLOW_PRIVATE": "0 or 1",
    "MARQUEE_LOG_LEVEL": f"one of {', '.join(LOG_LEVELS)}",
}


def default_database() -> str:
    """A SQLite file in the user's data folder (XDG_DATA_HOME, LOCALAPPDATA or ~/.local/share)."""
    folder = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".local" / "share"
    return f"sqlite+aiosqlite:///{Path(folder) / 'marquee' / 'marquee.sqlite3'}"


class SettingsError(UsageError):
    """A setting with a value that can't be used; names the variable and what would be right."""


class Settings(BaseSettings):
    """What the environment says. Built by `load_settings`; immutable."""

    model_config = SettingsConfigDict(env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True)

    discord_token: SecretStr | None = Field(None, validation_alias="DISCORD_TOKEN")
    discord_api_url: str | None = Field(None, validation_alias="DISCORD_API_URL", pattern=r"^https?://\S+$")
    discord_gateway_url: str | None = Field(None, validation_alias="DISCORD_GATEWAY_URL", pattern=r"^wss?://\S+$")
    database: str = Field(default_factory=default_database, validation_alias="MARQUEE_DATABASE")
    catalogue: Path | None = Field(None, validation_alias="MARQUEE_CATALOGUE")
    now: datetime | None = Field(None, validation_alias="MARQUEE_NOW")
    prefix: str = Field("!", validation_alias="MARQUEE_PREFIX", pattern=r"^\S{1,5}$")
    leads: Annotated[tuple[int, ...], NoDecode] = Field((7, 1, 0), validation_alias="MARQUEE_LEADS")
    zone: str = Field("UTC", validation_alias="MARQUEE_ZONE")
    editors: Annotated[tuple[int, ...], NoDecode] = Field((), validation_alias="MARQUEE_EDITORS")
    editor_roles: Annotated[tuple[int, ...], NoDecode] = Field((), validation_alias="MARQUEE_EDITOR_ROLES")
    editors_channel: int | None = Field(None, validation_alias="MARQUEE_EDITORS_CHANNEL", ge=1)
    web_host: str = Field("127.0.0.1", validation_alias="MARQUEE_WEB_HOST")
    web_port: int | None = Field(None, validation_alias="MARQUEE_WEB_PORT", ge=1, le=65535)
    web_url: str | None = Field(None, validation_alias="MARQUEE_WEB_URL")
    fetch_allow_private: bool = Field(default=False, validation_alias="MARQUEE_FETCH_ALLOW_PRIVATE")
    log_level: str = Field("INFO", validation_alias="MARQUEE_LOG_LEVEL")

    @field_validator("catalogue")
    @classmethod
    def _at_home(cls, value: Path | None) -> Path | None:
        return value and value.expanduser()

    @field_validator("now", mode="before")
    @classmethod
    def _moment(cls, value: object) -> datetime | None:
        return None if value is None else parse_moment(str(value))

    @field_validator("leads", mode="before")
    @classmethod
    def _days(cls, value: object) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        days = tuple(dict.fromkeys(int(part) for part in str(value).split(",") if part.strip()))
        if not days or not all(0 <= day <= 365 for day in days):
            raise ValueError(value)
        return tuple(sorted(days, reverse=True))

    @field_validator("editors", "editor_roles", mode="before")
    @classmethod
    def _ids(cls, value: object) -> tuple[int, ...]:
        return value if isinstance(value, tuple) else tuple(int(part) for part in str(value).split(",") if part.strip())

    @field_validator("web_url")
    @classmethod
    def _origin(cls, value: str | None) -> str | None:
        if value is None:
            return None
        found = _ORIGIN.fullmatch(value.strip())
        if found is None:
            raise ValueError(value)
        return f"{found[1].lower()}{found[2]}"

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (OSError, ValueError, LookupError):
            raise ValueError(value) from None
        return value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in LOG_LEVELS:
            raise ValueError(value)
        return value.upper()


def load_settings(env_file: Path | None = Path(".env"), **overrides: Any) -> Settings:  # noqa: ANN401 - any field
    """The settings from the environment, then from `env_file`, then the defaults.

    Args:
        env_file: a file of NAME=value lines; None or a missing file is no error.
        overrides: values by environment name that beat both, from the command line.

    Raises:
        SettingsError: a value can't be used; the message names the variable and what would be right.
    """
    try:
        return Settings(_env_file=env_file, **overrides)
    except OSError as error:
        raise SettingsError(f"The file .env can't be read: {error.strerror}; let this user read it.") from None
    except (ValidationError, UnicodeDecodeError) as error:
        raise _explained(error) from None


def unknown_names(env_file: Path | None = Path(".env")) -> tuple[str, ...]:
    """The names in the environment and in `env_file` that begin like settings and are none: mistyped, or of the past.

    Args:
        env_file: a file of NAME=value lines that `load_settings` can read; None or a missing file is no error.
    """
    known = {str(field.validation_alias).casefold() for field in Settings.model_fields.values()}
    written = DotEnvSettingsSource(Settings, env_file=env_file, env_file_encoding="utf-8").env_vars
    given = {name.casefold() for name in (*os.environ, *written)}
    return tuple(sorted(name.upper() for name in given - known if name.startswith("marquee_")))


def parse_moment(text: str) -> datetime:
    """An ISO 8601 moment, in UTC unless it has a zone; ValueError when it is none, or at an end of the calendar."""
    moment = datetime.fromisoformat(text.strip())
    if not 1900 <= moment.year < 9000:
        raise ValueError(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _explained(error: ValidationError | UnicodeDecodeError) -> SettingsError:
    if isinstance(error, UnicodeDecodeError):
        return SettingsError("The file .env is not UTF-8 text; save it as UTF-8.")
    # The value is not repeated: it may be a token that slipped into the wrong line.
    name = str(error.errors()[0]["loc"][0])
    right = _EXPECTED.get(name, "it as .env.example shows")
    return SettingsError(f"{name} has a value that can't be used; write {right}.")
