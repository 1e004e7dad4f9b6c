"""Pictures in answers."""

import pytest
from scenes import Scene, Shown


@pytest.mark.parametrize(("asked", "title", "told"), [
    ("!timeline", "Premieres", "Timeline of all shows."),
    ("!timeline luke cage", "Premieres of Luke Cage", "Timeline of Luke Cage. Luke Cage, season 1: Friday 30"),
])  # fmt: skip
async def test_the_timeline_is_a_picture_with_words_for_who_cannot_see_it(
    scene: Scene, shown: Shown, asked: str, title: str, told: str
) -> None:
    await scene.keep()
    await scene.start()
    answer = await scene.ask(asked)
    assert shown(answer).strip() == title
    assert answer["embeds"][0]["image"]["url"] == "attachment://timeline.png"
    assert [file["filename"] for file in answer["attachments"]] == ["timeline.png"]
    assert answer["attachments"][0]["description"].startswith(told)


async def test_the_timeline_answers_to_a_slash_too(scene: Scene) -> None:
    await scene.start()
    answer = (await scene.slash("timeline", show="Luke Cage")).answer
    assert "Nothing is known yet" in answer["attachments"][0]["description"]


async def test_where_no_files_may_be_attached_the_timeline_is_words(scene: Scene, shown: Shown) -> None:
    from standin import Permission

    scene.channel.denied[scene.discord.world.bot.id] = Permission.ATTACH_FILES
    await scene.keep()
    await scene.start()
    answer = await scene.ask("!timeline")
    assert answer["attachments"] == []
    assert "Luke Cage, season 1: Friday 30 September 2016" in shown(answer)


async def test_a_timeline_of_an_unknown_show_names_the_nearest(scene: Scene, shown: Shown) -> None:
    await scene.start()
    assert "did you mean Luke Cage?" in shown(await scene.ask("!timeline Luke Cge"))
