"""Refusals that Discord counts: when to keep still, and for how long."""

from datetime import timedelta

from bot.refusals import Refusals


def test_too_many_in_ten_minutes_ask_for_a_pause_until_enough_are_old() -> None:
    now = [0.0]
    refusals = Refusals(most=3, clock=lambda: now[0])
    for moment, status in ((0, 403), (100, 401), (150, 404), (200, 500), (250, 200)):
        now[0] = moment
        refusals.count(status)
        assert refusals.pause() is None
    now[0] = 300
    refusals.count(429)
    assert refusals.pause() == timedelta(seconds=300)
    now[0] = 599
    assert refusals.pause() == timedelta(seconds=1)
    now[0] = 600
    assert refusals.pause() is None
    refusals.count(403)
    assert refusals.pause() == timedelta(seconds=100)
