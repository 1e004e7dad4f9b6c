"""`marquee doctor` against the stand-in: each thing that can be wrong is named, with what to do about it."""

import json
import sqlite3
from argparse import Namespace
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import discord
import pytest
from pydantic import SecretStr
from scenes import Scene, channel_target
from standin import Guild, Kind, Permission

from bot.access import MISSING
from bot.commands.context import Context
from bot.commands.doctor import doctor
from bot.inquiry import NEEDED

WELL, LOOK, BROKEN = "well", "look at this", "broken"


@dataclass(frozen=True)
class Answer:
    """What the doctor said."""

    code: int
    verdicts: dict[str, str]
    details: dict[str, str]
    remedies: dict[str, str]
    text: str


Doctor = Callable[..., Awaitable[Answer]]


@pytest.fixture
def ask(scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Doctor:
    """Runs the doctor on the scene's database and Discord, with other settings where a test gives some."""

    async def run(**changes: object) -> Answer:
        database = f"sqlite:///{tmp_path / 'marquee.sqlite3'}?timeout=0.1"
        settings = scene.settings.model_copy(update={"database": database} | changes)
        code = await doctor(Context(settings, scene.clock), Namespace(json=True))
        text = capsys.readouterr().out
        answer = json.loads(text)
        assert answer["well"] == (code == 0)
        checks = {check["check"]: check for check in answer["checks"]}
        for name, check in checks.items():
            assert bool(check["remedy"]) == (check["verdict"] != WELL), name
        verdicts, details, remedies = (
            {name: check[key] for name, check in checks.items()} for key in ("verdict", "detail", "remedy")
        )
        return Answer(code, verdicts, details, remedies, text)

    return run


@pytest.fixture
async def following(scene: Scene) -> Scene:
    """The channel follows everything, and a source answers."""
    await scene.library.follow(channel_target(scene.channel), guild=str(scene.guild.id))
    source = await scene.library.add_source("https://a.example/feed", "console")
    await scene.library.record_poll(source.id, replace(source.state, last_success=scene.clock()))
    return scene


async def test_all_is_well(following: Scene, ask: Doctor) -> None:
    found = await ask()
    assert found.code == 0, found.text
    assert set(found.verdicts.values()) == {WELL}
    assert {"settings", "catalogue", "database", "outbox", "clock", "sources", "token", "gateway", "#general"} <= set(
        found.verdicts
    )
    assert "1000 of 1000 sessions left" in found.details["gateway"]
    assert "as Discord's" in found.details["clock"]


async def test_nothing_is_written_to_discord(following: Scene, ask: Doctor) -> None:
    await ask()
    assert {request.method for request in following.discord.requests} == {"GET"}
    assert following.discord.gateway.identifies == []


async def test_a_wrong_token_is_broken_and_never_shown(following: Scene, ask: Doctor) -> None:
    found = await ask(discord_token=SecretStr("secret-of-mine"))
    assert (found.code, found.verdicts["token"]) == (1, BROKEN)
    assert "DISCORD_TOKEN" in found.remedies["token"]
    assert "secret-of-mine" not in found.text
    assert following.discord.token not in (await ask()).text


async def test_the_message_content_intent_is_missed(following: Scene, ask: Doctor) -> None:
    following.discord.gateway.privileged = 0
    found = await ask()
    assert (found.code, found.verdicts["message content"]) == (0, LOOK)
    assert "Message Content Intent" in found.remedies["message content"]


async def test_a_channel_that_is_gone_is_broken(following: Scene, ask: Doctor) -> None:
    await following.discord.delete_channel(following.channel)
    found = await ask()
    assert (found.code, found.verdicts[f"channel {following.channel.id}"]) == (1, BROKEN)


async def test_a_server_that_was_left_is_told_from_a_hidden_channel(following: Scene, ask: Doctor) -> None:
    name = f"channel {following.channel.id}"
    await following.discord.deny(following.channel, Permission.VIEW_CHANNEL)
    assert "View Channel" in (await ask()).details[name]
    await following.discord.kick_bot(following.guild)
    found = await ask()
    assert (found.code, found.details[name]) == (1, "Marquee is not in the channel's server.")


@pytest.mark.parametrize(
    ("permission", "said"),
    [
        (Permission.SEND_MESSAGES, "Send Messages"),
        (Permission.EMBED_LINKS, "Embed Links"),
        (Permission.READ_MESSAGE_HISTORY, "Read Message History"),
    ],
)
async def test_a_missing_permission_is_named(following: Scene, ask: Doctor, permission: Permission, said: str) -> None:
    await following.discord.deny(following.channel, permission)
    found = await ask()
    assert (found.code, found.verdicts["#general"]) == (1, BROKEN)
    assert found.details["#general"] == f"Not granted: {said}."


async def test_a_thread_needs_the_permission_for_threads_of_its_channel(following: Scene, ask: Doctor) -> None:
    parent = await following.discord.open_channel(following.guild, "forum", Kind.FORUM)
    thread = following.discord.world.thread(parent, "premieres")
    await following.library.follow(channel_target(thread), guild=str(following.guild.id))
    await following.discord.deny(parent, Permission.SEND_MESSAGES)
    assert (await ask()).verdicts["#premieres"] == WELL
    await following.discord.deny(parent, Permission.SEND_MESSAGES_IN_THREADS)
    assert "Send Messages in Threads" in (await ask()).details["#premieres"]


async def test_a_role_may_give_what_everyone_is_denied(following: Scene, ask: Doctor) -> None:
    following.channel.denied[following.guild.id] = Permission.EMBED_LINKS
    assert (await ask()).code == 1
    (role,) = following.guild.members[following.discord.world.bot.id][1]
    following.channel.allowed[role] = Permission.EMBED_LINKS
    assert (await ask()).code == 0
    following.channel.denied[following.discord.world.bot.id] = Permission.EMBED_LINKS
    assert (await ask()).code == 1
    following.guild.roles[role].permissions = Permission.ADMINISTRATOR
    assert (await ask()).code == 0


async def test_a_locked_database_is_broken_and_the_rest_is_looked_at(
    following: Scene, ask: Doctor, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "marquee.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = await ask()
    assert (found.code, found.verdicts["database"], found.verdicts["token"]) == (1, BROKEN, WELL)
    assert "locked" in found.details["database"]
    assert found.verdicts["#general"] == WELL


async def test_a_failing_source_is_named_with_its_error(following: Scene, ask: Doctor) -> None:
    source = await following.library.add_source("https://b.example/feed", "console")
    state = replace(source.state, failures=3, error="b.example answered 500.")
    await following.library.record_poll(source.id, state)
    found = await ask()
    assert (found.code, found.verdicts["sources"]) == (0, WELL)
    assert found.verdicts[f"source {source.id}"] == LOOK
    assert "b.example answered 500." in found.details[f"source {source.id}"]


async def test_sources_that_answered_long_ago_need_a_look(following: Scene, ask: Doctor) -> None:
    await following.move(hours=7)
    assert (await ask()).verdicts["sources"] == LOOK


async def test_without_sources_and_follows_it_says_what_is_wanted(scene: Scene, ask: Doctor) -> None:
    found = await ask()
    assert (found.code, found.verdicts["sources"], found.verdicts["channels"]) == (0, LOOK, LOOK)


async def test_without_a_token_discord_is_not_asked(following: Scene, ask: Doctor) -> None:
    found = await ask(discord_token=None)
    assert (found.code, found.verdicts["Discord"]) == (0, LOOK)
    assert "DISCORD_TOKEN" in found.remedies["Discord"]
    assert following.discord.requests == []


@pytest.mark.parametrize("status", [0, 503])
async def test_a_discord_that_is_down_is_broken(following: Scene, ask: Doctor, status: int) -> None:
    following.discord.fail("GET", "/users/@me", status=status, times=3)
    found = await ask()
    assert (found.code, found.verdicts["Discord"]) == (1, BROKEN)


async def test_a_gateway_that_does_not_answer_is_broken(following: Scene, ask: Doctor) -> None:
    following.discord.gateway.gone = True
    found = await ask()
    assert (found.code, found.verdicts["gateway"], found.verdicts["#general"]) == (1, BROKEN, WELL)


async def test_a_pause_that_discord_asks_for_is_kept(following: Scene, ask: Doctor) -> None:
    following.discord.fail("GET", "/users/@me", status=429, headers={"Retry-After": "0.01"})
    assert (await ask()).code == 0


async def test_an_answer_that_says_nothing_of_a_channel_is_no_verdict(following: Scene, ask: Doctor) -> None:
    following.discord.fail("GET", r"/channels/\d+", status=500)
    found = await ask()
    assert (found.code, found.verdicts[f"channel {following.channel.id}"]) == (0, LOOK)


async def test_what_nobody_sends_needs_a_look(following: Scene, ask: Doctor) -> None:
    await following.keep()
    assert (await ask()).verdicts["outbox"] == WELL
    following.clock.now += timedelta(hours=2)
    found = await ask()
    assert found.verdicts["outbox"] == LOOK
    assert "2 hours ago" in found.details["outbox"]


async def test_what_failed_is_counted_with_its_reason(following: Scene, ask: Doctor) -> None:
    await following.keep()
    (owed,) = await following.library.lease("me")
    await following.library.failed(owed.id, "The channel is gone.")
    found = await ask()
    assert found.verdicts["outbox"] == LOOK
    assert "The channel is gone." in found.details["outbox"]


async def test_a_broken_catalogue_hides_nothing_else(following: Scene, ask: Doctor, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[[show", "utf-8")
    found = await ask(catalogue=tmp_path / "mine.toml")
    assert (found.code, found.verdicts["catalogue"], found.verdicts["#general"]) == (1, BROKEN, WELL)


def test_the_permissions_are_those_that_a_chosen_channel_is_checked_for() -> None:
    assert {name: discord.Permissions(**{flag: True}).value for flag, name in MISSING.items()} == NEEDED


@pytest.mark.parametrize(("until", "code"), [("2000-01-01T00:00:00+00:00", 0), ("2999-01-01T00:00:00+00:00", 1)])
async def test_a_bot_that_was_sent_to_the_corner_may_only_read(
    following: Scene, ask: Doctor, monkeypatch: pytest.MonkeyPatch, until: str, code: int
) -> None:
    plain = Guild.member_json
    monkeypatch.setattr(
        Guild, "member_json", lambda guild, user: plain(guild, user) | {"communication_disabled_until": until}
    )
    found = await ask()
    assert found.code == code
    assert code == 0 or found.details["#general"] == "Not granted: Send Messages and Embed Links."


async def test_the_table_is_for_people(following: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    following.channel.name = "[red]general\x1b[2J"
    settings = following.settings.model_copy(update={"database": str(tmp_path / "marquee.sqlite3")})
    assert await doctor(Context(settings, following.clock), Namespace(json=False)) == 0
    shown = capsys.readouterr().out
    assert "#[red]general" in shown
    assert "\x1b" not in shown
    assert "What to do" in shown
