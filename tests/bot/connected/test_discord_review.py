"""What people who are no editors hand in: the card, its buttons, and who may press them."""

from typing import Any

from scenes import Scene, Shown

TEXT = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."


def buttons(message: dict[str, Any]) -> list[str]:
    return [part["custom_id"] for row in message["components"] for part in row["components"]]


async def test_a_find_is_posted_to_the_editors_once_and_approved_after_a_restart(scene: Scene, shown: Shown) -> None:
    desk = scene.discord.world.channel(scene.guild, "editors")
    await scene.start(editors_channel=desk.id)
    await scene.slash("read", text=TEXT)
    await scene.slash("read", text=TEXT)
    card = (await scene.discord.replies(desk))[0]
    assert "Handed in: number 1" in shown(card)
    assert f"from <@{scene.member.id}>" in shown(card)
    assert "Luke Cage, season 1: Friday 30 September 2016" in shown(card)
    assert card["mentions"] == [] or all(
        request.body["allowed_mentions"]["parse"] == []
        for request in scene.discord.requests
        if request.path == f"/channels/{desk.id}/messages" and request.method == "POST"
    )
    assert buttons(card) == ["marquee:approve:1", "marquee:reject:1"]
    await scene.stop()
    await scene.start(editors_channel=desk.id)
    refused = await scene.discord.press(scene.moderator, desk, card, "marquee:approve:1")
    assert "for Marquee's editors" in shown(refused.answer)
    assert await scene.library.schedule("Luke Cage") == ()
    await scene.discord.press(scene.owner, desk, card, "marquee:approve:1")
    assert f"by <@{scene.owner.id}>" in shown(card)
    assert "Approved: " in shown(card)
    assert card["components"] == []
    assert [premiere.season for premiere in await scene.library.schedule("Luke Cage")] == [1]
    assert len(scene.discord.sent(desk)) == 1


async def test_submissions_shows_the_oldest_as_a_card_and_names_what_waits_behind_it(
    scene: Scene, shown: Shown
) -> None:
    await scene.start()
    await scene.slash("read", text=TEXT)
    await scene.slash("read", text="@everyone Iron Fist season 1 premieres on March 17, 2017 on Netflix.")
    asked = await scene.slash("submissions", by=scene.owner)
    assert asked.ephemeral
    assert "number 1" in shown(asked.answer)
    assert "`2` a text that was handed in" in shown(asked.answer)
    assert "\\@everyone Iron Fist" in shown(asked.answer)
    await scene.discord.press(scene.owner, scene.channel, asked.answer, "marquee:reject:1")
    assert "Rejected" in shown(asked.answer)
    assert [entry.id for entry in await scene.library.submissions()] == [2]


async def test_what_is_decided_already_is_said_in_one_sentence(scene: Scene, shown: Shown) -> None:
    await scene.start()
    await scene.slash("read", text=TEXT)
    asked = await scene.slash("submissions", by=scene.owner)
    await scene.slash("reject", by=scene.owner, number=1)
    late = await scene.discord.press(scene.owner, scene.channel, asked.answer, "marquee:approve:1")
    assert "No article of the number 1 waits" in shown(late.followups[0])


async def test_a_channel_that_refuses_the_card_does_not_lose_the_find(scene: Scene, shown: Shown) -> None:
    await scene.start(editors_channel=1)
    assert "an editor decides" in shown((await scene.slash("read", text=TEXT)).answer)
    assert len(await scene.library.submissions()) == 1


async def test_members_with_an_editors_role_are_editors(scene: Scene, shown: Shown) -> None:
    await scene.start(editor_roles=(scene.guild.members[scene.moderator.id][1][0],))
    assert "Nothing waits" in shown(await scene.ask("!submissions", by=scene.moderator))
    assert "for Marquee's editors" in shown(await scene.ask("!submissions", by=scene.member))
