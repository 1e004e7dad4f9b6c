"""The words after `marquee`: every command, its arguments and its `--help`."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

AddCommand = Callable[[str, str, str], argparse.ArgumentParser]


def parser() -> argparse.ArgumentParser:
    """The whole command line. A parsed command's `does` names the function that carries it out, as "module:name"."""
    # Left out where not given, so that a command within a command does not undo what the outer one was told.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--database", metavar="URL", help="default: MARQUEE_DATABASE, else a file in your data folder")
    shared.add_argument("--catalogue", metavar="FILE", type=Path, help="the shows to follow (TOML)")
    root = argparse.ArgumentParser(
        prog="marquee",
        parents=[shared],
        description="Reads the news, keeps a table of when seasons premiere, answers and announces.",
        epilog="Settings come from the environment and .env; .env.example names them all. "
        "Exit codes: 0 done, 1 something could not be done, 2 wrong usage.",
    )
    root.add_argument("--version", action=_Version, nargs=0, dest=argparse.SUPPRESS, help="print the version")
    add = _adder(root, shared)

    _add_reading(add("read", "read texts and show what they say about premieres", "bot.commands.read:read"))
    _add_asking(add)
    add("console", "ask and be told at this terminal", "bot.commands.faces:console")
    add("run", "start the bot; without a Discord token, the console", "bot.commands.faces:run")
    add("web", "serve the page, the calendars and the feeds alone", "bot.commands.faces:web")
    _add_json(add("doctor", "look at all that has to work, and say what to do about it", "bot.commands.doctor:doctor"))
    _add_sources(add("sources", "where the news comes from", ""), shared)
    _add_replay(
        add("replay", "run through the past and print what a follower would have heard", "bot.commands.replay:run")
    )
    _add_upkeep(add)
    return root


def _adder(within: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> AddCommand:
    commands = within.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, summary: str, does: str) -> argparse.ArgumentParser:
        description = f"{summary[0].upper()}{summary[1:]}."
        command = commands.add_parser(name, parents=[shared], help=summary, description=description)
        command.set_defaults(does=does)
        return command

    return add


def _add_asking(add: AddCommand) -> None:
    command = add("next", "the next premieres", "bot.commands.ask:next_premieres")
    _add_show(command, optional=True)
    command.add_argument("--count", type=_positive, default=1, metavar="N", help="how many (default 1)")
    _add_json(command)

    command = add("schedule", "the whole table, undated at the end", "bot.commands.ask:schedule")
    _add_show(command, optional=True)
    command.add_argument("--past", action="store_true", help="what is already out and what was cancelled, too")
    _add_json(command)

    command = add("why", "every claim behind a premiere, with its reason", "bot.commands.ask:why")
    _add_show(command)
    command.add_argument("season", nargs="?", type=_positive, metavar="SEASON")
    _add_json(command)

    command = add("moved", "the latest changes of what is believed", "bot.commands.ask:moved")
    _add_show(command, optional=True)
    _add_limit(command, 10)
    _add_json(command)

    command = add("timeline", "draw all shows, or one, as a picture", "bot.commands.upkeep:timeline")
    _add_show(command, optional=True)
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="FILE.png or FILE.svg")


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "inputs",
        nargs="*",
        metavar="FILE|FOLDER|URL|-",
        help="what to read, also FILE.jsonl and FILE.warc with many texts; - is standard input",
    )
    command.add_argument("--published", type=_day, metavar="DAY", help="the day of publication, YYYY-MM-DD")
    command.add_argument("--title", default="", metavar="T", help="the headline")
    command.add_argument("--store", action="store_true", help="keep the article, its claims and what follows from them")
    command.add_argument("--explain", action="store_true", help="show the text with what was found in it coloured")
    command.add_argument("--html", type=Path, metavar="FILE", help="write the same as a page")
    command.add_argument("--jsonl", metavar="FILE|-", help="read one article a line, answer one line each, in order")
    jobs = "processes (default: 1 for --jsonl, one a core for folders, FILE.jsonl and FILE.warc)"
    command.add_argument("--jobs", type=_positive, metavar="N", help=jobs)
    _add_json(command)


def _add_sources(command: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    add = _adder(command, shared)

    adding = add("add", "add feeds or pages", "bot.commands.sources:add")
    adding.add_argument("urls", nargs="*", metavar="URL")
    adding.add_argument("--suggested", action="store_true", help="all feeds that 'sources suggest' lists")
    trusts = ("official", "trusted", "other")
    adding.add_argument("--trust", choices=trusts, help="how far it is believed (default: what each site deserves)")
    adding.add_argument("--watch", action="store_true", help="take a page too, and read it again when it changes")
    adding.add_argument("--no-check", action="store_true", help="add without looking at the address first")

    _add_json(add("list", "every source and how it does", "bot.commands.sources:listed"))
    add("suggest", "feeds that are worth adding", "bot.commands.sources:suggested")
    polling = add("poll", "read all that is due, once, and end", "bot.commands.sources:poll")
    polling.add_argument("--once", action="store_true", help="the default, for scripts that like to say so")
    for name, summary in (
        ("check", "ask one source now, whether it is due or not"),
        ("pause", "stop asking a source"),
        ("resume", "ask a source again that was paused or fell asleep"),
        ("remove", "remove a source; what it brought stays"),
    ):
        add(name, summary, f"bot.commands.sources:{name}").add_argument("number", type=_positive, metavar="NUMBER")


def _add_replay(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", metavar="ARTICLES.jsonl", help="one article a line, with its day")
    command.add_argument("--from", dest="start", type=_day, required=True, metavar="DAY", help="where the clock starts")
    command.add_argument("--to", dest="end", type=_day, required=True, metavar="DAY", help="the last day")
    command.add_argument("--speed", type=_positive, metavar="N", help="N days a second (default: as fast as it goes)")
    truth = "what really happened (default: the catalogue's history)"
    command.add_argument("--truth", type=Path, metavar="FILE", help=truth)
    _add_json(command)


def _add_upkeep(add: AddCommand) -> None:
    command = add("reread", "read all stored articles with today's reader", "bot.commands.upkeep:reread")
    command.add_argument("--apply", action="store_true", help="keep what was read today; nobody is told old news")

    command = add("deliveries", "what is owed and what became of it", "bot.commands.upkeep:deliveries")
    states = ("due", "leased", "sent", "failed", "expired")
    command.add_argument("--state", choices=states, help="only those in this state")
    command.add_argument("--retry", type=_positive, metavar="NUMBER", help="try one again that failed")
    _add_limit(command, 50)

    command = add("pin", "set a date, whatever articles say", "bot.commands.upkeep:pin")
    _add_show(command)
    command.add_argument("season", type=_positive, metavar="SEASON")
    command.add_argument("date", metavar="DATE", help="2016-09-30, 2016-09, 2016-23 (autumn) or 2016")

    command = add("unpin", "let the articles decide again", "bot.commands.upkeep:unpin")
    _add_show(command)
    command.add_argument("season", type=_positive, metavar="SEASON")

    for name, summary in (
        ("strike", "take an article out of the weighing that was read wrongly"),
        ("unstrike", "take an article back that was struck out"),
    ):
        command = add(name, summary, f"bot.commands.upkeep:{name}")
        command.add_argument("article", metavar="ARTICLE", help="its fingerprint, as 'why' shows it, or its address")

    _add_limit(add("audit", "what editors did, newest first", "bot.commands.upkeep:audit"), 50)


def _add_show(command: argparse.ArgumentParser, *, optional: bool = False) -> None:
    if optional:
        command.add_argument("show", nargs="?", metavar="SHOW", help="only this show")
    else:
        command.add_argument("show", metavar="SHOW")


def _add_limit(command: argparse.ArgumentParser, usual: int) -> None:
    command.add_argument("--limit", type=_positive, default=usual, metavar="N", help=f"how many (default {usual})")


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON and nothing else")


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that takes longer than all other words together."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"marquee {version('marquee')}")
        parser.exit()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day; write it as 2016-08-16") from None


def _positive(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= 1_000_000:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no number from 1 to 1000000")
