"""SQLite in a thread of its own: it ends once, however often it is told to."""

import asyncio
from pathlib import Path

from schedules.store.visits import Visits


async def test_a_thread_that_is_told_to_end_twice_keeps_nobody_waiting(tmp_path: Path) -> None:
    connection = await Visits(str(tmp_path / "m.sqlite3"))
    ends = [connection.stop(), connection.stop()]
    async with asyncio.timeout(5):
        for end in ends:
            if end is not None:
                await end
