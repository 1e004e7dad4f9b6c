"""How the database itself is."""

from schedules import Library
from schedules.store.opening import VERSIONS


async def test_a_database_tells_its_version_and_its_size(library: Library) -> None:
    found = await library.condition()
    assert found.version == VERSIONS[-1]
    assert found.size > 10_000
