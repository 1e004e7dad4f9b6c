"""Who may do what: every command for every kind of person, in a server and in direct messages."""

import pytest
from scenes import Scene, Shown
from standin import Permission, Role

from schedules import Article

REFUSALS = ("That is for Marquee's editors", "That takes the permission Manage Server", "That is for a server")

EVERYONE = (
    "next", "schedule", "timeline", "show Luke Cage", "why Luke Cage", "moved", "follow me Luke Cage", "unfollow me",
    "reminders", "reminders add Luke Cage", "reminders change 3", "reminders remove all", "reminders withdraw 1",
    "timezone Europe/Berlin", "help", "status", "about", "forget",
    "read Luke Cage season 1 premieres on May 5, 2017.",
)  # fmt: skip
MODERATORS = (
    "settings", "settings prefix !", "settings leads 7,1", "settings role", "settings fallback", "settings calendar",
    "settings channel <#{channel}>", "follow here Luke Cage", "unfollow here", "follow <#{channel}>", "forget server",
)  # fmt: skip
EDITORS = (
    "pin Luke Cage 1 2016-09-30", "unpin Luke Cage 1", "strike abcdef", "unstrike abcdef", "submissions", "approve 1",
    "reject 1", "sources", "sources add ftp://example.org", "sources pause 1", "sources resume 1", "sources remove 1",
    "sources watch <#{channel}>", "deliveries", "retry 1", "audit",
)  # fmt: skip

PEOPLE = ("member", "moderator", "editor", "stranger in private")


def test_the_matrix_is_complete(scene: Scene) -> None:
    from bot.cogs.about import About
    from bot.cogs.ask import Ask
    from bot.cogs.editors import Editors
    from bot.cogs.follow import Following
    from bot.cogs.read import Reading
    from bot.cogs.reminders import Reminders
    from bot.cogs.review import Review
    from bot.cogs.settings import Settings
    from bot.cogs.sources import Sources

    known = {
        command.qualified_name
        for cog in (About, Ask, Editors, Following, Reading, Reminders, Review, Settings, Sources)
        for command in cog.__cog_commands__
    }
    tested = " / ".join((*EVERYONE, *MODERATORS, *EDITORS))
    assert {name for name in known if name not in tested} == set()


@pytest.mark.parametrize("person", PEOPLE)
async def test_who_may_do_what(scene: Scene, shown: Shown, person: str) -> None:
    stranger = scene.discord.world.user("stranger")
    editor = scene.discord.world.member(scene.guild, "editor")
    private = person == "stranger in private"
    who = {"member": scene.member, "moderator": scene.moderator, "editor": editor}.get(person, stranger)
    place = scene.discord.world.direct(stranger) if private else scene.channel
    scene.calm()
    await scene.start(editors=(editor.id,))
    for commands, allowed in (
        (EVERYONE, True),
        (MODERATORS, person == "moderator"),
        (EDITORS, person == "editor"),
    ):
        for command in commands:
            text = command.format(channel=scene.channel.id)
            answer = shown(await scene.ask(f"!{text}", by=who, place=place))
            assert answer.startswith(REFUSALS) is not allowed, (person, text, answer)


async def test_discord_offers_settings_and_editing_only_to_those_who_manage_the_server(scene: Scene) -> None:
    await scene.start()
    guarded = {each["name"] for each in scene.discord.world.commands if each["default_member_permissions"] == "32"}
    assert guarded == {"settings", *(command.split()[0] for command in EDITORS)}


async def test_a_panel_that_others_can_see_obeys_moderators_only(scene: Scene, shown: Shown) -> None:
    await scene.start()
    panel = await scene.ask("!settings", by=scene.moderator)
    refused = await scene.discord.press(scene.member, scene.channel, panel, "marquee:settings:leads", ["7"])
    assert "Manage Server" in shown(refused.answer)
    assert (await scene.library.guild(str(scene.guild.id))).leads == (7, 1, 0)
    obeyed = await scene.discord.press(scene.moderator, scene.channel, panel, "marquee:settings:leads", ["14", "0"])
    assert "14 d and at the premiere" in shown(obeyed.answer)
    assert (await scene.library.guild(str(scene.guild.id))).leads == (14, 0)


async def test_the_prefix_is_the_servers(scene: Scene, shown: Shown) -> None:
    await scene.start()
    panel = await scene.slash("settings panel", by=scene.moderator)
    form = await scene.discord.press(scene.moderator, scene.channel, panel.answer, "marquee:settings:prefix")
    wrong = await scene.discord.submit(scene.moderator, scene.channel, form.modal, {"prefix": "much too long"})
    assert "one to five characters" in shown(wrong.answer)
    await scene.discord.submit(scene.moderator, scene.channel, form.modal, {"prefix": "?"})
    await scene.discord.say(scene.member, scene.channel, "!about")
    assert "read the news" in shown(await scene.ask("?about"))
    assert len(scene.discord.sent(scene.channel)) == 1


async def test_two_who_fill_in_a_form_at_a_time_are_both_heard(scene: Scene, shown: Shown) -> None:
    await scene.start()
    panel = await scene.slash("settings panel", by=scene.moderator)
    mine, theirs = [
        await scene.discord.press(who, scene.channel, panel.answer, "marquee:settings:prefix")
        for who in (scene.moderator, scene.owner)
    ]
    await scene.discord.submit(scene.moderator, scene.channel, mine.modal, {"prefix": "?"})
    later = await scene.discord.submit(scene.owner, scene.channel, theirs.modal, {"prefix": "+"})
    assert "**Prefix**: `+`" in shown(later.answer)


async def test_choosing_a_channel_names_the_permission_that_is_missing(scene: Scene, shown: Shown) -> None:
    await scene.start()
    await scene.ask("!about")
    await scene.discord.deny(scene.channel, Permission.EMBED_LINKS | Permission.READ_MESSAGE_HISTORY)
    refused = await scene.slash("settings channel", by=scene.moderator, channel=str(scene.channel.id))
    assert "give me Embed Links and Read Message History there first" in shown(refused.answer)
    assert await scene.library.follows() == ()


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        (Permission.SEND_MESSAGES, "Send Messages"),
        (Permission.SEND_MESSAGES | Permission.READ_MESSAGE_HISTORY, "Send Messages and Read Message History"),
        (Permission.VIEW_CHANNEL, "View Channel"),
    ],
)
async def test_only_the_permission_that_is_missing_is_named(
    scene: Scene, shown: Shown, denied: Permission, named: str
) -> None:
    await scene.start()
    other = await scene.discord.open_channel(scene.guild, "other")
    await scene.discord.deny(other, denied)
    refused = await scene.slash("settings channel", by=scene.moderator, channel=str(other.id))
    assert f"give me {named} there first" in shown(refused.answer)


async def test_a_channel_that_is_not_there_is_an_error_and_not_taken_for_none(scene: Scene, shown: Shown) -> None:
    await scene.start()
    assert "name one of them that I can see" in shown(await scene.ask("!settings fallback <#123>", by=scene.moderator))


async def test_a_thread_and_a_channels_bare_name_are_places_too(scene: Scene) -> None:
    thread = scene.discord.world.thread(scene.channel, "talk")
    await scene.start()
    for typed, place in ((f"<#{thread.id}>", thread), ("#general", scene.channel)):
        await scene.ask(f"!settings channel {typed}", by=scene.moderator)
        assert (await scene.library.guild(str(scene.guild.id))).channel == str(place.id)


async def test_what_keeps_the_settings_from_working_is_shown_with_them(scene: Scene, shown: Shown) -> None:
    role = Role(scene.discord.world.snowflake(), "fans", Permission.NONE)
    scene.guild.roles[role.id] = role
    await scene.start()
    await scene.slash("settings channel", by=scene.moderator, channel=str(scene.channel.id))
    assert "⚠️" not in shown((await scene.slash("settings panel", by=scene.moderator)).answer)
    chosen = await scene.slash("settings role", by=scene.moderator, role=str(role.id))
    assert f"I can't ping <@&{role.id}>: let anyone mention it, or give me Mention Everyone." in shown(chosen.answer)
    await scene.discord.delete_role(role, scene.guild)
    await scene.discord.deny(scene.channel, Permission.EMBED_LINKS)
    text = shown((await scene.slash("settings panel", by=scene.moderator)).answer)
    assert "The role is gone" in text
    assert f"I can't announce in <#{scene.channel.id}>: give me Embed Links there." in text
    await scene.discord.delete_channel(scene.channel)
    other = await scene.discord.open_channel(scene.guild, "other")
    panel = await scene.discord.slash(scene.moderator, other, "settings panel")
    assert "The channel is gone" in shown(panel.answer)


async def test_a_channel_is_given_up_also_where_the_bot_may_write_no_more(scene: Scene, shown: Shown) -> None:
    await scene.start()
    other = await scene.discord.open_channel(scene.guild, "other")
    await scene.ask(f"!settings channel <#{other.id}>", by=scene.moderator)
    await scene.discord.deny(other, Permission.EMBED_LINKS)
    assert "any more" in shown(await scene.ask(f"!unfollow <#{other.id}>", by=scene.moderator))
    assert await scene.library.follows() == ()
    panel = shown((await scene.slash("settings panel", by=scene.moderator)).answer)
    assert "**Channel**: none" in panel
    assert "⚠️" not in panel


async def test_everyone_is_no_role_to_ping(scene: Scene, shown: Shown) -> None:
    await scene.start()
    refused = await scene.slash("settings role", by=scene.moderator, role=str(scene.guild.id))
    assert "I never ping everyone" in shown(refused.answer)
    assert (await scene.library.guild(str(scene.guild.id))).role is None


async def test_the_leads_of_a_server_hold_for_what_it_follows_already(scene: Scene) -> None:
    await scene.start()
    await scene.ask("!follow Luke Cage", by=scene.moderator)
    await scene.ask("!settings leads 30, 3", by=scene.moderator)
    assert [follow.leads for follow in await scene.library.follows()] == [(30, 3)]


async def test_what_is_no_command_below_another_is_not_passed_over(scene: Scene, shown: Shown) -> None:
    await scene.start()
    assert "There is no 'settings timezone'" in shown(await scene.ask("!settings timezone UTC", by=scene.moderator))
    assert "there are add, change, remove" in shown(await scene.ask("!reminders Luke Cage"))
    assert "follow nothing" in shown(await scene.ask("!reminders LIST"))


@pytest.mark.parametrize(("prefix", "typed"), [("-", "`-next`"), (">", "`>next`"), ("`", "`` `next ``")])
async def test_a_prefix_is_shown_as_it_is_typed(scene: Scene, shown: Shown, prefix: str, typed: str) -> None:
    await scene.start()
    panel = shown(await scene.ask(f"!settings prefix {prefix}", by=scene.moderator))
    assert f"**Prefix**: {typed.replace('next', '')}" in panel
    assert f"Write {typed}, `/next`" in shown(await scene.ask(f"{prefix}help"))


async def test_a_new_server_is_greeted_once_with_the_settings_at_hand(scene: Scene, shown: Shown) -> None:
    await scene.start()
    await scene.ask("!about")
    guild = scene.discord.world.guild("new")
    channel = scene.discord.world.channel(guild)
    await scene.discord.invite_bot(guild)
    hello = (await scene.discord.replies(channel))[0]
    assert "Choose a channel below" in shown(hello)
    assert "marquee:settings:channel" in str(hello["components"])
    await scene.discord.invite_bot(guild)
    await scene.ask("!about")
    assert len(scene.discord.sent(channel)) == 1


async def test_forget_erases_what_was_kept_about_a_member(scene: Scene, shown: Shown) -> None:
    await scene.start()
    await scene.slash("follow", show="Luke Cage")
    await scene.slash("timezone", zone="Europe/Berlin")
    assert "Europe/Berlin" in shown((await scene.slash("timezone")).answer)
    await scene.slash("forget")
    assert await scene.library.follows() == ()
    assert (await scene.library.member(str(scene.member.id))).zone is None


async def test_who_wants_to_be_forgotten_does_not_lose_the_server_its_settings(scene: Scene, shown: Shown) -> None:
    await scene.start()
    await scene.ask("!follow Luke Cage", by=scene.moderator)
    assert "about you is erased" in shown(await scene.ask("!forget me", by=scene.moderator))
    assert "Write 'forget' to be" in shown(await scene.ask("!forget that", by=scene.moderator))
    assert len(await scene.library.follows()) == 1
    assert "This server's" in shown(await scene.ask("!forget Server", by=scene.moderator))
    assert await scene.library.follows() == ()


async def test_a_bot_that_someone_brings_along_answers_them_alone_and_decides_nothing_there(
    scene: Scene, shown: Shown
) -> None:
    scene.calm()
    elsewhere = scene.discord.world.guild("elsewhere")
    place = scene.discord.world.channel(elsewhere)
    visitor = scene.discord.world.member(elsewhere, "visitor", Permission.MANAGE_GUILD)
    del elsewhere.members[scene.discord.world.bot.id], scene.discord.world.guilds[elsewhere.id]
    await scene.keep()
    await scene.start()
    for command in ("next", "schedule", "timeline"):
        asked = await scene.discord.slash(visitor, place, command)
        assert asked.ephemeral
        assert "Premieres" in shown(asked.answer) or "Luke Cage" in shown(asked.answer)
    assert not (await scene.slash("next")).ephemeral
    assert "to you by direct message" in shown((await scene.discord.slash(visitor, place, "follow")).answer)
    for command, options in (("settings panel", {}), ("forget", {"server": "server"})):
        refused = await scene.discord.slash(visitor, place, command, **options)
        assert "I am not in this server" in shown(refused.answer)


async def test_who_takes_no_direct_messages_learns_it_when_they_ask_for_some(scene: Scene, shown: Shown) -> None:
    direct = scene.discord.world.direct(scene.member)
    scene.member.dm_closed = True
    await scene.start()
    asked = await scene.slash("follow", show="Luke Cage")
    await scene.discord.until(lambda: bool(asked.followups))
    assert "you take no direct messages from me" in shown(asked.followups[0])
    scene.member.dm_closed = False
    await scene.ask("!unfollow me")
    added = await scene.slash("reminders add", show="Luke Cage")
    assert "I'll write to you here" in shown((await scene.discord.replies(direct))[0])
    await scene.slash("reminders add", show="Iron Fist")
    await scene.ask("!about", place=direct)
    assert len(scene.discord.sent(direct)) == 2
    assert added.followups == []


async def test_who_asks_by_direct_message_is_not_tried(scene: Scene, shown: Shown) -> None:
    direct = scene.discord.world.direct(scene.member)
    await scene.start()
    await scene.ask("!follow Luke Cage", place=direct)
    await scene.ask("!about", place=direct)
    assert len(scene.discord.sent(direct)) == 2


async def test_an_address_that_can_not_be_sent_says_why(scene: Scene, shown: Shown) -> None:
    scene.moderator.dm_closed = True
    await scene.start(web_port=8080)
    assert "no direct messages from me" in shown(await scene.ask("!settings calendar", by=scene.moderator))


async def test_reminders_are_listed_and_changed_by_their_owner(scene: Scene, shown: Shown) -> None:
    await scene.start()
    assert "follow nothing" in shown((await scene.slash("reminders list")).answer)
    await scene.slash("follow", show="luke cage", me=True)
    assert "Luke Cage, 7 d before, 1 d before and at the premiere" in shown(await scene.ask("!reminders"))
    added = await scene.slash("reminders add", show="iron fist", leads="14")
    assert added.ephemeral
    assert shown(added.answer) == "• Iron Fist, 14 d before"
    changed = shown((await scene.slash("reminders change", leads="3")).answer)
    assert changed == "• Luke Cage, 3 d before\n• Iron Fist, 3 d before"


async def test_one_reminder_is_changed_and_removed_without_the_others(scene: Scene, shown: Shown) -> None:
    scene.calm()
    await scene.start()
    await scene.ask("!reminders add Luke Cage 7,1")
    await scene.ask("!reminders add all")
    assert "don't follow Iron Fist" in shown(await scene.ask("!reminders change 5 iron fist"))
    assert shown(await scene.ask("!reminders change 5 luke cage")) == "• Luke Cage, 5 d before"
    assert "Leads are days" in shown(await scene.ask("!reminders change soon"))
    assert "Luke Cage only as of every other show" in shown(await scene.ask("!reminders remove luke cage"))
    assert [follow.show for follow in await scene.library.follows()] == [None]
    await scene.ask("!reminders remove all")
    await scene.ask("!reminders add Luke Cage")
    assert "not told of Luke Cage any more" in shown(await scene.ask("!reminders remove luke cage"))
    assert "were not told of Luke Cage" in shown(await scene.ask("!reminders remove luke cage"))


async def test_who_ends_one_follow_of_two_is_told_what_is_announced_all_the_same(scene: Scene, shown: Shown) -> None:
    scene.calm()
    await scene.start()
    await scene.ask("!follow here", by=scene.moderator)
    await scene.ask("!follow here Luke Cage", by=scene.moderator)
    kept = shown(await scene.ask("!unfollow here luke cage", by=scene.moderator))
    assert "only as every other show is; `unfollow` without a name ends that" in kept
    assert "Nothing is announced" in shown(await scene.ask("!unfollow here", by=scene.moderator))
    assert "was not followed" in shown(await scene.ask("!unfollow here luke cage", by=scene.moderator))


async def test_a_find_of_anyone_waits_for_an_editor(scene: Scene, shown: Shown) -> None:
    await scene.start()
    read = await scene.slash("read", text="Luke Cage season 1 premieres on September 30, 2016 on Netflix.")
    assert read.ephemeral
    assert "an editor decides" in shown(read.answer)
    assert "Luke Cage, season 1" in shown(read.answer)
    assert await scene.library.schedule("Luke Cage") == ()
    waiting = shown((await scene.slash("submissions", by=scene.owner)).answer)
    assert "Luke Cage season 1 premieres" in waiting
    assert "dated Friday 30 September 2016" in shown((await scene.slash("approve", by=scene.owner, number=1)).answer)
    assert [premiere.season for premiere in await scene.library.schedule("Luke Cage")] == [1]


async def test_a_message_is_read_from_its_menu_and_by_a_reply(scene: Scene, shown: Shown) -> None:
    await scene.start()
    said = await scene.discord.say(scene.member, scene.channel, "Luke Cage season 1 premieres on September 30, 2016.")
    menu = await scene.discord.menu(scene.member, scene.channel, "Read for premieres", said)
    assert "Luke Cage, season 1" in shown(menu.answer)
    empty = await scene.discord.menu(scene.member, scene.channel, "Read for premieres", {**said, "content": ""})
    assert "no text in that message" in shown(empty.answer)
    await scene.discord.say(
        scene.moderator, scene.channel, "!read", message_reference={"message_id": said["id"], "channel_id": "1"}
    )
    assert "Luke Cage, season 1" in shown((await scene.discord.replies(scene.channel))[-1])


async def test_a_card_and_what_was_forwarded_are_read_as_well(scene: Scene, shown: Shown) -> None:
    await scene.start()
    news = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."
    card = await scene.discord.say(scene.member, scene.channel, "", embeds=[{"title": news, "description": "By us"}])
    read = await scene.discord.menu(scene.member, scene.channel, "Read for premieres", card)
    assert "Friday 30 September 2016" in shown(read.answer)
    inner = {"type": 0, "content": news.replace("1 premieres", "2 premieres"), "embeds": [], "attachments": []}
    inner |= {"timestamp": card["timestamp"], "edited_timestamp": None, "flags": 0, "mentions": [], "components": []}
    forwarded = await scene.discord.say(scene.member, scene.channel, "")
    forwarded["message_snapshots"] = [{"message": inner}]
    read = await scene.discord.menu(scene.member, scene.channel, "Read for premieres", forwarded)
    assert "Luke Cage, season 2" in shown(read.answer)


async def test_an_article_that_an_editor_reads_counts_at_once(scene: Scene, shown: Shown) -> None:
    await scene.start()
    text = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."
    assert "Kept" in shown(await scene.ask(f"!read {text}", by=scene.owner))
    assert "know this article already" in shown(await scene.ask(f"!read {text}", by=scene.owner))
    assert "no day" in shown(await scene.ask(f"!read {text} --published tomorrow", by=scene.owner))


async def test_editors_see_how_the_sources_are_doing(scene: Scene, shown: Shown) -> None:
    await scene.start()
    assert "No article comes by itself" in shown((await scene.slash("sources list", by=scene.owner)).answer)
    await scene.library.add_source("https://example.org/feed.xml", "test")
    assert "not asked yet" in shown((await scene.slash("sources list", by=scene.owner)).answer)
    status = shown((await scene.slash("status")).answer)
    assert "0 articles, last poll never" in status
    assert "servers: 1" in status


async def test_an_article_can_be_struck_by_the_name_that_why_shows(scene: Scene, shown: Shown) -> None:
    await scene.library.keep(
        Article("Luke Cage season 1 premieres on September 30, 2016 on Netflix.", published=scene.clock().date())
    )
    await scene.start()
    reasons = shown((await scene.slash("why", show="Luke Cage")).answer)
    name = reasons.partition("article `")[2].partition("`")[0]
    await scene.slash("strike", by=scene.owner, article=name)
    assert "Nothing is known" in shown((await scene.slash("why", show="Luke Cage")).answer)
    await scene.slash("unstrike", by=scene.owner, article=name)
    assert "supports" in shown((await scene.slash("why", show="Luke Cage")).answer)
    assert "unstrike" in shown((await scene.slash("audit", by=scene.owner)).answer)
