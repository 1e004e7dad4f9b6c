"""Questions, in every way in which people ask them."""

import pytest


async def test_next_answers_to_the_prefix(scene, embeds):
    await scene.keep()
    await scene.start()
    answer = embeds(await scene.ask("!next"))
    assert "Luke Cage, season 1" in answer
    assert "Friday 30 September 2016, 00\\:00 Pacific, in 41 days" in answer
    assert "<t:1475218800:F>" in answer
    assert "<t:1475218800:R>" in answer
    assert "On Netflix" in answer
    assert "premiering September 30th on Netflix" in answer
    assert "[www.theverge.com]" in answer
