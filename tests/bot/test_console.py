"""The console answers what Discord answers, from the same verbs, and prints announcements as they fall due."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console as Terminal

from bot.announcer import Announcer
from bot.commands.context import Context
from bot.console import COMMANDS, Console, ConsoleOutlet, talk
from bot.settings import load_settings
from schedules import Article, Library


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime(2016, 8, 20, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Scene:
    """A console on an empty database, with what it printed."""

    context: Context
    library: Library
    clock: Clock
    terminal: Terminal

    async def ask(self, line: str) -> str:
        """What is printed in answer to a line."""
        with self.terminal.capture() as captured:
            self.context.show(*await Console(self.library, self.context).answer(line))
        return " ".join(captured.get().split())

    async def talk(self, *lines: str | Callable[[], Awaitable[None]]) -> str:
        """What is printed while lines are typed; between them something may happen."""

        async def typed() -> AsyncIterator[str]:
            for line in lines:
                if isinstance(line, str):
                    yield line
                else:
                    await line()
                    yield ""

        announcer = Announcer(self.library, ConsoleOutlet(self.context), self.clock, owner="test")
        with self.terminal.capture() as captured:
            await talk(self.library, self.context, typed(), announcer)
        return " ".join(captured.get().split())


@pytest.fixture
async def scene(bare: Path) -> AsyncIterator[Scene]:
    clock = Clock()
    context = Context(load_settings(None), clock)
    context.__dict__["out"] = Terminal(width=200, highlight=False)
    async with context.library() as library:
        yield Scene(context, library, clock, context.out)


def article(text: str, day: str = "2016-08-16") -> Article:
    return Article(text, published=datetime.fromisoformat(day).date())


DATED = article("Luke Cage, the new series, premieres on September 30 on Netflix.")


async def test_next_is_answered_with_quote_and_source(scene: Scene) -> None:
    await scene.library.keep(DATED)
    for line in ("!next", "next", "/next", "!NEXT", "!next luke cage"):
        said = await scene.ask(line)
        assert "Luke Cage, season 1 — Friday 30 September 2016, 00:00 Pacific, in 41 days, on Netflix" in said
        assert "premieres on September 30" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("!schedule", "Friday 30 September 2016"),
        ("!schedule Daredevil past", "Friday 10 April 2015"),
        ("!show Daredevil", "Friday 10 April 2015"),
        ("!why Luke Cage 1", "supports"),
        ("!why luke cage", "supports"),
        ("!moved", "dated Friday 30 September 2016"),
        ("!read Iron Fist, the new series, premieres on March 17, 2017.", "2017-03-17"),
        ("!read article.txt --published 2016-08-16", "2016-09-30"),
        ("!follow", "every show"),
        ("!follow Marvel's Luke Cage", "Luke Cage"),
        ("!unfollow Luke Cage", "not followed"),
        ("!pin Luke Cage 2 2018-06-22", "Pinned"),
        ("!sources", "sources add"),
        ("!deliveries", "Nothing is owed"),
        ("!review", "Nothing waits"),
        ("!help", "!next"),
        ("", ""),
        ("!", "There is no command"),
        ("!frobnicate", "There is no command 'frobnicate'; !help lists them."),
        ("!why", "Name a show"),
        ("!why Jesica Jones", "did you mean Jessica Jones?"),
        ("!pin Luke Cage 2 someday", "no date"),
        ("!pin Luke Cage", "!pin Luke Cage 1 2016-09-30"),
        ("!unpin Luke Cage", "Name the season"),
        ("!unpin Luke Cage 1", "not pinned"),
        ("!strike nothing", "No article goes by"),
        ("!approve one", "number"),
        ("!approve 7", "7"),
        ("!read missing.txt", "missing.txt"),
        ("!read article.txt --published soon", "--published 2016-08-16"),
        ("!read http://127.0.0.1/", "."),
        ("!next 'unclosed", "No show called"),
    ],
)
async def test_each_command_answers_or_says_what_is_wrong(scene: Scene, seed: Path, line: str, says: str) -> None:
    await scene.library.keep(DATED)
    assert says in await scene.ask(line)


async def test_every_command_is_in_the_help(scene: Scene) -> None:
    said = await scene.ask("!help")
    assert all(f"!{command.usage}" in said for command in COMMANDS.values())


async def test_pins_and_strikes_take_effect_and_are_taken_back(scene: Scene) -> None:
    await scene.library.keep(DATED)
    await scene.ask("!pin Luke Cage 1 2016-10-07")
    assert "Friday 7 October 2016" in await scene.ask("!next")
    await scene.ask("!unpin Luke Cage 1")
    assert "Friday 30 September 2016" in await scene.ask("!next")
    (premiere,) = await scene.library.why("Luke Cage", 1)
    fingerprint = premiere.reasons[0].testimony.article
    await scene.ask(f"!strike {fingerprint}")
    assert "Nothing is dated" in await scene.ask("!next")
    await scene.ask(f"!unstrike {fingerprint}")
    assert "Friday 30 September 2016" in await scene.ask("!next")


async def test_what_strangers_handed_in_waits_until_it_is_approved(scene: Scene) -> None:
    handed = await scene.library.submit(DATED, "stranger")
    assert "stranger" in await scene.ask("!review")
    assert "Nothing is dated" in await scene.ask("!next")
    assert "Stored" in await scene.ask(f"!approve {handed.id}")
    assert "Luke Cage" in await scene.ask("!next")


async def test_announcements_are_printed_once_as_they_fall_due(scene: Scene) -> None:
    async def at(day: int, hour: int = 7) -> None:
        scene.clock.now = datetime(2016, 9, day, hour, 1, tzinfo=UTC)

    said = await scene.talk(
        "!follow Luke Cage",
        "!read Luke Cage, the new series, premieres on September 30 on Netflix.",
        "!next",
        lambda: at(23),
        lambda: at(29),
        lambda: at(30),
        lambda: at(30, 8),
    )
    for words in (
        "» Luke Cage, season 1 has a date: Friday 30 September 2016 on Netflix, in 41 days.",
        "» Luke Cage, season 1 premieres in 7 days: Friday 30 September 2016 on Netflix.",
        "» Luke Cage, season 1 premieres in 24 hours: Friday 30 September 2016 on Netflix.",
        "» Luke Cage, season 1 is here: out now on Netflix.",
    ):
        assert said.count(words) == 1


async def test_a_move_and_a_cancellation_are_told(scene: Scene) -> None:
    await scene.library.keep(DATED)

    async def moves() -> None:
        scene.clock.now += timedelta(days=1)
        moved = "Luke Cage has been delayed by a week. The series now premieres on October 7, 2016 on Netflix."
        for site in ("variety.com", "deadline.com"):
            await scene.library.keep(Article(moved + f" {site}", "", scene.clock().date(), f"https://{site}/x", site))

    said = await scene.talk("!follow", moves)
    assert "» Luke Cage, season 1 has moved from Friday 30 September 2016 to Friday 7 October 2016" in said


async def test_quit_ends_the_talk_before_the_lines_end(scene: Scene) -> None:
    said = await scene.talk("!quit", "!help")
    assert "!next" not in said


async def test_markup_and_escapes_in_an_article_have_no_effect(scene: Scene) -> None:
    hostile = "[bold red]Luke Cage[/] season 2 premieres on June 22, 2018 \x1b]0;owned\x07 on Netflix."
    await scene.library.keep(article(hostile))
    with scene.terminal.capture() as captured:
        scene.context.show(*await Console(scene.library, scene.context).answer("!why Luke Cage 2"))
    said = captured.get()
    assert "\x1b]" not in said
    assert "[bold red]Luke Cage[/]" in said
