"""discord.py's rate limits are looked through seldom, however many channels are written to."""

import asyncio

import pytest
from discord.http import HTTPClient

from bot.buckets import tidy_seldom


async def test_limits_are_looked_through_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    http = HTTPClient(asyncio.get_running_loop())
    looked: list[float] = []
    monkeypatch.setattr(http, "_try_clear_expired_ratelimits", lambda: looked.append(now[0]))
    tidy_seldom(http, lambda: now[0])
    for number in range(300):
        now[0] = number / 2
        http.get_ratelimit(f"channel {number}")
    assert looked == [60.0, 120.0]
