"""A table that does not fit on one page."""

from dataclasses import replace
from pathlib import Path

import pytest
from scenes import Scene, Shown

from schedules import Catalogue, load_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """A show with fifteen seasons behind it."""
    entry = '[[premiere]]\nshow = "Long"\nseason = {}\ndate = {}-05-01\n'
    seasons = [entry.format(number, 2000 + number) for number in range(1, 16)]
    path = tmp_path / "catalogue.toml"
    path.write_text('[[show]]\nname = "Long"\nservice = "Netflix"\n' + "\n".join(seasons), "utf-8")
    return load_catalogue(path)


async def test_the_schedule_is_leafed_through_by_its_reader_only(scene: Scene, shown: Shown) -> None:
    await scene.start()
    asked = await scene.slash("schedule", past=True)
    first = shown(asked.answer)
    assert "Page 1 of 2" in first
    forward = [part["custom_id"] for part in asked.answer["components"][0]["components"]][1]
    stranger = await scene.discord.press(scene.moderator, scene.channel, asked.answer, forward)
    assert "someone else's" in shown(stranger.answer)
    turned = await scene.discord.press(scene.member, scene.channel, asked.answer, forward)
    assert "Page 2 of 2" in shown(turned.answer)
    assert shown(turned.answer) != first


async def test_pages_that_nobody_leafs_through_lose_their_buttons(scene: Scene, shown: Shown) -> None:
    scene.tuning = replace(scene.tuning, pages_for=0.05)
    await scene.start()
    asked = await scene.ask("!schedule past")
    assert "Page 1 of 2" in shown(asked)
    await scene.discord.until(lambda: asked["components"] == [])
    assert "Page 1 of 2" in shown(asked)
