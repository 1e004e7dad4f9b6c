"""Brings an older schema up to date with Alembic, within the transaction that it is given."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations that are missing, up to the version `to`, on a connection that is in a transaction.

    Whoever gave the connection commits or rolls back; so a failure half way leaves nothing behind.
    """
    command.upgrade(_config(connection), to)


def versions() -> tuple[str, ...]:
    """The versions of the migration scripts, oldest first."""
    scripts = ScriptDirectory(str(_MIGRATIONS))
    return tuple(reversed([script.revision for script in scripts.walk_revisions()]))


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
