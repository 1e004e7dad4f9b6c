"""The command line as a contract: tables and JSON, exit codes, streams, and what is said of bad input."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

Marquee = Callable[..., int]
Captured = pytest.CaptureFixture[str]

CLAIM = {
    "show", "season", "date", "status", "service", "time", "zone", "evidence", "start", "end", "rule",
}  # fmt: skip
PREMIERE = {
    "show", "season", "service", "date", "precision", "moment", "status", "disputed", "evidence", "url", "published",
}  # fmt: skip


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), "utf-8"))

    return put


def answers(captured: Captured) -> list[Any]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def test_reading_shows_a_row_with_its_quote(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    assert marquee("read", seed, "--published", "2016-08-16") == 0
    shown = capsys.readouterr().out
    assert "Luke Cage" in shown
    assert "Friday 30 September 2016" in shown
    assert "premiering September 30th" in " ".join(shown.split())


def test_reading_as_json_gives_the_contracts_claims_and_true_offsets(
    marquee: Marquee, seed: Path, capsys: Captured
) -> None:
    assert marquee("read", seed, "--published", "2016-08-16", "--json") == 0
    (answer,) = answers(capsys)
    text = seed.read_text("utf-8")
    assert all(set(claim) == CLAIM for claim in answer["claims"])
    assert all(text[claim["start"] : claim["end"]] == claim["evidence"] for claim in answer["claims"])
    assert {(claim["show"], claim["date"]) for claim in answer["claims"]} >= {("Luke Cage", "2016-09-30")}


def test_without_a_day_of_publication_the_year_is_not_guessed(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    assert marquee("read", seed, "--json") == 0
    (answer,) = answers(capsys)
    assert [claim["date"] for claim in answer["claims"] if claim["show"] == "Luke Cage"] == ["XXXX-09-30"]


def test_reading_stores_only_when_told_to(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    marquee("read", seed, "--published", "2016-08-16")
    capsys.readouterr()
    marquee("next", "--json")
    assert answers(capsys) == [[]]


def test_what_was_stored_is_next(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    assert marquee("read", seed, "--published", "2016-08-16", "--store") == 0
    capsys.readouterr()
    assert marquee("next") == 0
    shown = capsys.readouterr().out
    assert "Luke Cage, season 1 — Friday 30 September 2016, 00:00 Pacific, in 41 days, on Netflix" in shown
    assert "premiering September 30th on Netflix" in shown
    assert "16 August 2016" in shown


def test_next_as_json_gives_the_contracts_premieres(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    marquee("read", seed, "--published", "2016-08-16", "--store", "--json")
    capsys.readouterr()
    assert marquee("next", "luke cage", "--json") == 0
    ((premiere,),) = answers(capsys)
    assert set(premiere) == PREMIERE
    assert (premiere["show"], premiere["season"], premiere["date"]) == ("Luke Cage", 1, "2016-09-30")
    assert (premiere["moment"], premiere["published"]) == ("2016-09-30T07:00:00Z", "2016-08-16")


def test_with_nothing_ahead_next_says_what_is_coming_and_how_to_feed_it(marquee: Marquee, capsys: Captured) -> None:
    assert marquee("next") == 0
    shown = capsys.readouterr().out
    assert "Nothing is dated" in shown
    assert "Last premiere: Daredevil, season 2, Friday 18 March 2016" in shown
    assert "marquee read" in shown


def test_the_schedule_ends_with_the_undated(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    marquee("read", seed, "--published", "2016-08-16", "--store", "--json")
    capsys.readouterr()
    assert marquee("schedule", "--json") == 0
    (rows,) = answers(capsys)
    assert rows[0]["show"] == "Luke Cage"
    assert [row["date"] for row in rows[1:]] == [None] * (len(rows) - 1)
    assert marquee("schedule", "--past", "--json") == 0
    (whole,) = answers(capsys)
    assert "Daredevil" in {row["show"] for row in whole}


def test_why_gives_every_claim_with_its_reason(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    marquee("read", seed, "--published", "2016-08-16", "--store", "--json")
    capsys.readouterr()
    assert marquee("why", "Luke Cage", "1", "--json") == 0
    ((premiere,),) = answers(capsys)
    (reason,) = premiere["reasons"]
    assert (reason["verdict"], reason["claim"]["date"]) == ("supports", "2016-09-30")
    assert marquee("why", "Luke Cage") == 0
    assert "supports" in capsys.readouterr().out


def test_history_may_settle_a_year_and_then_says_so(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    marquee("read", seed, "--store", "--json")
    capsys.readouterr()
    marquee("why", "Luke Cage", "--json")
    (premieres,) = answers(capsys)
    assert "2016-09-30" in {premiere["date"] for premiere in premieres}
    assert "history" in json.dumps(premieres)


def test_moved_lists_what_changed(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    marquee("read", seed, "--published", "2016-08-16", "--store", "--json")
    capsys.readouterr()
    assert marquee("moved", "Luke Cage", "--json") == 0
    ((change,),) = answers(capsys)
    assert (change["kind"], change["to"], change["on"]) == ("dated", "2016-09-30", "2016-08-16")


def test_several_inputs_are_read_and_one_that_fails_stops_no_other(
    marquee: Marquee, seed: Path, capsys: Captured
) -> None:
    assert marquee("read", seed, "missing.txt", "--json") == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert captured.err.startswith("marquee: missing.txt: ")


def test_standard_input_is_read(marquee: Marquee, feed: Callable[[bytes], None], capsys: Captured) -> None:
    feed(b"Luke Cage season 2 premieres on June 22, 2018 on Netflix.")
    assert marquee("read", "-", "--json") == 0
    (answer,) = answers(capsys)
    assert [claim["date"] for claim in answer["claims"]] == ["2018-06-22"]


def test_explaining_shows_the_text_and_writes_a_page(marquee: Marquee, bare: Path, capsys: Captured) -> None:
    (bare / "a.txt").write_text("<b>Luke Cage</b> season 2 premieres on June 22, 2018 on Netflix. [red]", "utf-8")
    assert marquee("read", "a.txt", "--explain", "--html", "page.html") == 0
    assert "[red]" in capsys.readouterr().out
    page = (bare / "page.html").read_text("utf-8")
    assert "confirmed" in page
    assert '<mark class="date quoted" title="date">June 22, 2018</mark>' in page
    assert "<b>" not in page


LINES = [
    json.dumps(
        {"id": "a", "title": "", "text": "Luke Cage season 2 premieres on June 22, 2018.", "published": "2018-05-01"}
    ),
    "not json",
    json.dumps({"id": "c", "text": "Nothing of note.", "published": "yesterday"}),
    json.dumps(
        {"id": 4, "html": "<html><body><article><p>Luke Cage season 2 arrives on June 22.</p></article></body></html>"}
    ),
    json.dumps({"text": ""}),
]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_lines_are_answered_in_order_and_a_bad_one_stops_nothing(
    marquee: Marquee, bare: Path, capfdbinary: pytest.CaptureFixture[bytes], jobs: str
) -> None:
    (bare / "lines.jsonl").write_text("\n".join([*LINES, *LINES[:1] * 200]) + "\n", "utf-8")
    assert marquee("read", "--jsonl", "lines.jsonl", "--jobs", jobs) == 1
    found = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert len(found) == len(LINES) + 200
    assert [answer["id"] for answer in found[:5]] == ["a", "line 2", "c", 4, "line 5"]
    assert [("error" in answer) for answer in found[:5]] == [False, True, True, False, True]
    assert [claim["date"] for claim in found[0]["claims"]] == ["2018-06-22"]
    assert all(answer == found[0] for answer in found[5:])


def test_lines_may_come_by_standard_input_with_another_catalogue(
    marquee: Marquee, bare: Path, feed: Callable[[bytes], None], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (bare / "mine.toml").write_text('[[show]]\nname = "Ozark"\nservice = "Netflix"\n', "utf-8")
    feed(json.dumps({"id": "o", "text": "Ozark returns for season 2 on August 31, 2018."}).encode())
    assert marquee("read", "--jsonl", "-", "--catalogue", "mine.toml") == 0
    (line,) = capfdbinary.readouterr().out.splitlines()
    assert [claim["date"] for claim in json.loads(line)["claims"]] == ["2018-08-31"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["read", "missing.txt"], 1, "missing.txt"),
        (["read", "empty.txt"], 1, "empty"),
        (["read", "binary.bin"], 1, "binary"),
        (["read", "large.txt"], 1, "20 MB"),
        (["read", "--jsonl", "missing.jsonl"], 1, "missing.jsonl"),
        (["read", "--jsonl", "a.jsonl", "b.txt"], 2, "--jsonl"),
        (["read", "a.txt", "--published", "yesterday"], 2, "2016-08-16"),
        (["read", "a.txt", "--catalogue", "missing.toml"], 1, "missing.toml"),
        (["next", "Jesica Jones"], 2, "did you mean Jessica Jones?"),
        (["next", "--count", "0"], 2, "number"),
        (["why", "Nobody at all"], 2, "No show called"),
        (["why", "Luke Cage", "one"], 2, "number"),
        (["frobnicate"], 2, "frobnicate"),
        ([], 2, "COMMAND"),
        (["next", "--database", "not-a-database.txt"], 1, "database"),
        (["next", "--database", "."], 1, "."),
        (["next", "--database", "mysql://host/name"], 2, "."),
        (["schedule", "--database", "/proc/none/marquee.sqlite3"], 1, "."),
    ],
)
def test_what_can_not_be_done_is_said_in_one_sentence(
    marquee: Marquee, bare: Path, capsys: Captured, words: list[str], code: int, says: str
) -> None:
    (bare / "a.txt").write_text("Luke Cage returns.", "utf-8")
    (bare / "empty.txt").write_bytes(b" \n")
    (bare / "binary.bin").write_bytes(bytes(range(256)) * 8)
    (bare / "large.txt").write_bytes(b"Luke Cage premieres. " * 1_000_000)
    (bare / "not-a-database.txt").write_text("Luke Cage premieres on Friday. " * 40, "utf-8")
    assert marquee(*words) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert says in captured.err
    assert "Traceback" not in captured.err
    if code == 1:
        assert len(captured.err.splitlines()) == 1


def test_a_wrong_setting_is_wrong_usage(marquee: Marquee, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("MARQUEE_NOW", "tomorrow")
    assert marquee("next") == 2
    assert "MARQUEE_NOW" in capsys.readouterr().err


def test_a_few_bad_bytes_do_not_hide_the_rest(marquee: Marquee, bare: Path, capsys: Captured) -> None:
    (bare / "bad.txt").write_bytes(b"\xff Luke Cage season 2 premieres on June 22, 2018 \xfe")
    assert marquee("read", "bad.txt", "--json") == 0
    (answer,) = answers(capsys)
    assert [claim["date"] for claim in answer["claims"]] == ["2018-06-22"]


def test_an_empty_name_is_no_folder_to_be_read(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    assert seed.exists()
    assert marquee("read", "", "--store") == 2
    assert "Name a file" in capsys.readouterr().err


def test_a_database_may_be_named_before_the_command_too(marquee: Marquee, seed: Path, capsys: Captured) -> None:
    own = seed.parent / "own.sqlite3"
    assert marquee("--database", own, "read", seed, "--published", "2016-08-16", "--store", "--json") == 0
    capsys.readouterr()
    assert marquee("next", "--json", "--database", own) == 0
    assert [premiere["show"] for premiere in answers(capsys)[0]] == ["Luke Cage"]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("MARQUEE_", "DISCORD_"))}
    own = {"MARQUEE_DATABASE": str(folder / "m.sqlite3"), "PYTHONPATH": str(Path(__file__).parents[2])}
    return bare | {"PYTHONUNBUFFERED": ""} | own | settings


def started(*words: str, folder: Path, **settings: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(folder, **settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_run_without_a_token_answers_piped_lines_and_ends_well(bare: Path, seed: Path) -> None:
    process = started("run", folder=bare, MARQUEE_NOW="2016-08-20")
    lines = b"!follow Luke Cage\n!read article.txt --published 2016-08-16\n!next\n"
    out, err = process.communicate(lines, timeout=60)
    assert process.returncode == 0, err.decode()
    assert b"DISCORD_TOKEN" in err
    shown = " ".join(out.decode().split())
    assert "Luke Cage, season 1 has a date: Friday 30 September 2016 on Netflix, in 41 days." in shown
    assert "Luke Cage, season 1 — Friday 30 September 2016, 00:00 Pacific, in 41 days, on Netflix" in shown


def test_the_reader_of_a_pipe_may_leave(bare: Path) -> None:
    (bare / "lines.jsonl").write_text(f"{LINES[0]}\n" * 3000, "utf-8")
    process = started("read", "--jsonl", "lines.jsonl", folder=bare)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) in (0, -signal.SIGPIPE)
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    if process.stdin is not None:
        process.stdin.close()


def in_shell(line: str, folder: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    """What a shell makes of a line in which the command is called marquee."""
    defined = f'marquee() {{ "{sys.executable}" -m bot "$@"; }}; {line}'
    return subprocess.run(  # noqa: S603 - our own command
        ["/bin/sh", "-c", defined],
        cwd=folder,
        env=environment(folder, **settings),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )


def test_it_tells_its_version(marquee: Marquee, capsys: Captured) -> None:
    assert marquee("--version") == 0
    assert re.fullmatch(r"marquee \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("words", ["next", "schedule --past --json", "--help"])
def test_a_pipe_that_nobody_reads_is_no_failure(bare: Path, words: str) -> None:
    left, pipe = os.pipe()
    os.close(left)
    command = [sys.executable, "-m", "bot", *words.split()]
    ended = subprocess.run(  # noqa: S603 - our own command
        command, cwd=bare, env=environment(bare), stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=120
    )
    os.close(pipe)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no disk that is always full.")
@pytest.mark.parametrize("words", ["next", "next --json"])
def test_an_output_on_a_full_disk_is_told_of_in_one_sentence(bare: Path, words: str) -> None:
    ended = in_shell(f"marquee {words} >/dev/full", bare)
    assert (ended.returncode, ended.stderr) == (1, "marquee: The output can't be written: No space left on device.\n")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("marquee next >&-", 0, ""),
        ("marquee schedule --json >&-", 0, ""),
        ("marquee console <&-", 0, ""),
        ("marquee read - <&-", 1, "marquee: The text is empty; give an article with words in it.\n"),
        ("marquee next Nobody 2>&-", 2, ""),
    ],
)
def test_a_stream_that_was_closed_before_leads_nowhere(bare: Path, line: str, code: int, said: str) -> None:
    ended = in_shell(line, bare)
    assert (ended.returncode, ended.stderr) == (code, said)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8:strict"])
def test_a_terminal_that_lacks_a_letter_shows_the_rest(bare: Path, encoding: str) -> None:
    path = bare / os.fsdecode(b"caf\xe9.txt")
    path.write_text("“Luke Cage” premières 🎬 – Luke Cage premieres September 30, 2016 on Netflix.", "utf-8")
    shown = in_shell("marquee read caf*.txt caf*.txt && marquee why 'Luke Cage'", bare, PYTHONIOENCODING=encoding)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Friday 30 September 2016" in shown.stdout


@pytest.mark.parametrize("inputs", ["a.txt", "texts"])
def test_json_is_utf_8_whatever_the_terminal_shows(bare: Path, inputs: str) -> None:
    quote = "“Luke Cage” premieres 🎬 September 30, 2016 on Netflix."
    (bare / "texts").mkdir()
    for path in (bare / "a.txt", bare / "texts" / "a.txt"):
        path.write_text(quote, "utf-8")
    shown = in_shell(f"marquee read {inputs} --json", bare, PYTHONIOENCODING="ascii")
    assert [claim["evidence"] for claim in json.loads(shown.stdout)["claims"]] == [quote], shown.stderr


@pytest.mark.parametrize("loading", ["bot.arguments", "schedules", "bot.commands.context", "bot.commands.upkeep"])
def test_ctrl_c_while_it_loads_leaves_no_traceback(bare: Path, loading: str) -> None:
    pressed = f"""
import sys
class Pressed:
    def find_spec(self, name, *_):
        if name == {loading!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Pressed())
from bot.cli import main
sys.exit(main(["reread"]))
"""
    ended = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", pressed], cwd=bare, env=environment(bare), capture_output=True, check=False, timeout=120
    )
    assert (ended.returncode, ended.stderr) == (130, b"")


def test_lines_in_another_encoding_keep_no_other_from_being_answered(bare: Path, seed: Path) -> None:
    (bare / os.fsdecode(b"caf\xe9.txt")).write_bytes(seed.read_bytes())
    process = started("console", folder=bare, MARQUEE_NOW="2016-08-20", PYTHONIOENCODING="utf-8:strict")
    lines = b"!next Caf\xe9\n!read caf\xe9.txt --published 2016-08-16\r\n!next\r\n"
    out, err = process.communicate(lines, timeout=60)
    assert (process.returncode, err) == (0, b"")
    shown = " ".join(out.decode().split())
    assert "No show called 'Caf?'" in shown
    assert "Stored, with" in shown
    assert "Luke Cage, season 1 — Friday 30 September 2016" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_the_prompt_stands_below_the_answer(bare: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "console"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=bare, env=environment(bare), stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        os.write(ours, b"!moved\n!quit\n")
        shown = b""
        with suppress(OSError):
            while part := os.read(ours, 1000):
                shown += part
        os.close(ours)
    assert process.returncode == 0
    assert re.search(rb"Nothing has changed yet\.\s+marquee> ", shown), shown
