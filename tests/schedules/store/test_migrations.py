"""From one version of the schema to the next: nothing lost, all or nothing, and in the end what a new one is."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, event, text
from sqlalchemy.ext.asyncio import create_async_engine

from schedules import SchemaVersionError, StoreError
from schedules.store import open_store
from schedules.store.migrating import upgrade, versions
from schedules.store.opening import VERSIONS, database_url
from schedules.store.tables import metadata
from schedules.store.transactions import Store

ARTICLE = (
    "INSERT INTO articles (fingerprint, title, voice, kept) VALUES ('f1', 'A title', '', '2016-08-20 12:00:00')",
    "INSERT INTO texts (article, text) VALUES (1, 'A text')",
    "INSERT INTO claims (article, show, season, status, evidence, rule) VALUES (1, 'Luke Cage', 1, 'undated', '', '')",
)


def names(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return sorted(each.name for each in folder.iterdir())


async def make(database: str, version: str, *statements: str) -> None:
    """Make a database of an older version with something in it."""
    engine = create_async_engine(database_url(database))
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, version)
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    async with store.reading() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


def tables(connection: Connection) -> dict[str, object]:
    found = MetaData()
    found.reflect(connection)
    return {
        table.name: (
            [(column.name, str(column.type), column.nullable) for column in table.columns],
            [column.name for column in table.primary_key],
            sorted((key.parent.name, key.target_fullname, key.ondelete or "") for key in table.foreign_keys),
            sorted(
                (str(index.name), index.unique, [column.name for column in index.columns]) for index in table.indexes
            ),
        )
        for table in found.sorted_tables
    }


def test_the_scripts_are_the_versions_that_the_code_knows() -> None:
    assert versions() == VERSIONS


async def test_a_new_schema_is_what_the_code_says(database: str) -> None:
    async with open_store(database) as store, store.reading() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.parametrize("version", VERSIONS[:-1])
async def test_a_migrated_schema_equals_a_new_one(database: str, version: str, tmp_path: Path, damage: Any) -> None:
    async with open_store(database) as store, store.reading() as connection:
        new = await connection.run_sync(tables)
    if database_url(database).get_backend_name() == "sqlite":
        database = str(tmp_path / "older.db")
    else:
        await damage("DROP SCHEMA public CASCADE")
        await damage("CREATE SCHEMA public")
    await make(database, version)
    async with open_store(database) as store, store.reading() as connection:
        assert await connection.run_sync(differences) == []
        migrated = await connection.run_sync(tables)
    # Columns that were added later stand at the end of a migrated table; nothing depends on their order.
    assert ordered(migrated) == ordered(new)


def ordered(found: dict[str, Any]) -> dict[str, Any]:
    return {name: (sorted(columns), *rest) for name, (columns, *rest) in found.items()}


@pytest.mark.parametrize("version", VERSIONS[:-1])
async def test_an_older_database_is_brought_up_to_date_with_all_that_is_in_it(database: str, version: str) -> None:
    await make(database, version, *ARTICLE)
    for _ in range(2):
        async with open_store(database) as store:
            assert await rows(store, "SELECT version_num FROM alembic_version") == [(VERSIONS[-1],)]
            query = "SELECT fingerprint, title, text, show FROM articles JOIN texts ON texts.article = articles.id "
            query += "JOIN claims ON claims.article = articles.id"
            assert await rows(store, query) == [("f1", "A title", "A text", "Luke Cage")]


async def test_an_older_file_is_copied_aside_first(tmp_path: Path) -> None:
    path = tmp_path / "marquee.db"
    await make(str(path), VERSIONS[0], *ARTICLE)
    path.chmod(0o640)
    async with open_store(str(path)):
        pass
    copy = tmp_path / f"marquee.db.before-{VERSIONS[-1]}"
    assert copy.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == [path.name, copy.name]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(VERSIONS[0],)]
        assert connection.execute("SELECT fingerprint FROM articles").fetchall() == [("f1",)]


async def test_a_new_file_has_no_copy(tmp_path: Path) -> None:
    for _ in range(2):
        async with open_store(str(tmp_path / "marquee.db")):
            pass
    assert names(tmp_path) == ["marquee.db"]


async def test_processes_that_upgrade_at_once_all_succeed(database: str) -> None:
    await make(database, VERSIONS[0], *ARTICLE)

    async def once() -> list[tuple[object, ...]]:
        async with open_store(database) as store:
            return await rows(store, "SELECT fingerprint FROM articles")

    assert await asyncio.gather(*(once() for _ in range(3))) == [[("f1",)]] * 3


async def test_a_newer_database_is_refused_and_left_as_it_is(database: str, damage: Any) -> None:
    async with open_store(database):
        pass
    await damage("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaVersionError, match=r"newer Marquee; install that one"):
        async with open_store(database):
            pass
    await damage(f"UPDATE alembic_version SET version_num = '{VERSIONS[-1]}'")
    async with open_store(database) as store:
        assert await rows(store, "SELECT * FROM articles") == []


async def test_a_failure_half_way_leaves_the_database_as_it_was(database: str, damage: Any) -> None:
    # What is in the way stands last in the upgrade, so that everything before it has been done by then.
    await make(database, VERSIONS[0], *ARTICLE, "CREATE INDEX ix_articles_voice ON articles (title)")
    is_file = database_url(database).get_backend_name() == "sqlite"
    with pytest.raises(StoreError, match=r"could not be brought up to date and is as it was") as failed:
        async with open_store(database):
            pass
    assert ("a copy of it is at" in str(failed.value)) == is_file
    assert "\n" not in str(failed.value)

    engine = create_async_engine(database_url(database))
    async with engine.connect() as connection:
        found = await connection.run_sync(tables)
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalars().all() == [
            VERSIONS[0]
        ]
        assert (await connection.execute(text("SELECT text FROM texts"))).scalars().all() == ["A text"]
    await engine.dispose()
    assert "pins" not in found
    assert "sketches" not in found

    await damage("DROP INDEX ix_articles_voice")
    async with open_store(database) as store:
        assert await rows(store, "SELECT fingerprint FROM articles") == [("f1",)]


async def test_an_index_that_is_missing_already_stops_no_upgrade(database: str) -> None:
    await make(database, "0003", "DROP INDEX ix_outbox_rank_ready", *ARTICLE)
    async with open_store(database) as store:
        assert await rows(store, "SELECT title FROM articles") == [("A title",)]
