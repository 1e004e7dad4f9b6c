"""Folders, JSON lines and web archives at the command line: in order, whatever is broken, and once only."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

Marquee = Callable[..., int]
Captured = pytest.CaptureFixture[str]

SHOWS = ("Luke Cage", "Iron Fist", "Daredevil", "Jessica Jones", "The Defenders")


def story(number: int) -> str:
    show, day = SHOWS[number % len(SHOWS)], 1 + number % 28
    return f"{show} returns for season {3 + number % 2} on March {day}, 2019, Netflix said in note number {number}."


def write_lines(path: Path, numbers: Iterable[int]) -> None:
    lines = [
        {
            "id": number,
            "text": story(number),
            "published": f"2018-01-{1 + number % 28:02d}",
            "url": f"https://a.example/{number}",
        }
        for number in numbers
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def write_archive(path: Path, numbers: Iterable[int]) -> None:
    records = [record(f"https://b.example/{number}", story(number)) for number in numbers]
    path.write_bytes(b"".join(gzip.compress(each) if path.suffix == ".gz" else each for each in records))


def record(url: str, text: str) -> bytes:
    page = f"<html><body><article><p>{text}</p></article></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-01-01T12:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def write_folder(folder: Path) -> None:
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text(story(1), "utf-8")
    (folder / "b" / "c.html").write_text(f"<html><body><p>{story(2)}</p></body></html>", "utf-8")
    (folder / "b" / "d.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "b" / "e.txt").write_text(story(3), "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")


def answers(captured: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def believed(marquee: Marquee, capsys: Captured, database: str) -> list[Any]:
    """All that is believed, and what of it changed."""
    capsys.readouterr()
    for words in (("schedule", "--past"), ("moved", "--limit", "1000"), *(("why", show) for show in SHOWS)):
        assert marquee(*words, "--json", "--database", database) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_folder_is_read_in_order_whatever_is_broken_in_it(
    marquee: Marquee, bare: Path, capsys: Captured, jobs: str
) -> None:
    write_folder(bare / "texts")
    assert marquee("read", "texts", "--json", "--jobs", jobs) == 1
    captured = capsys.readouterr()
    found = [json.loads(line) for line in captured.out.splitlines()]
    assert [answer["id"] for answer in found] == ["texts/a.txt", "texts/b/c.html", "texts/b/e.txt"]
    assert [answer["claims"][0]["date"] for answer in found] == ["2019-03-02", "2019-03-03", "2019-03-04"]
    assert captured.err.splitlines() == [
        "marquee: texts/b/d.txt: That is a binary file; give an article as text or HTML."
    ]


def test_for_a_person_there_are_a_few_lines_for_each_text(marquee: Marquee, bare: Path, capsys: Captured) -> None:
    write_folder(bare / "texts")
    (bare / "texts" / "b" / "e.txt").write_text("Nothing\x1b[31m of interest.", "utf-8")
    marquee("read", "texts")
    shown = capsys.readouterr().out.split("\n\n")
    assert [text.split("\n")[:2] for text in shown[:3]] == [
        ["texts/a.txt", "  Iron Fist, season 4: Saturday 2 March 2019, confirmed"],
        ["texts/b/c.html", "  Daredevil, season 3: Sunday 3 March 2019, confirmed"],
        ["texts/b/e.txt", "  nothing about a premiere of the shows in the catalogue"],
    ]
    assert "    “Iron Fist returns for season 4 on March 2, 2019" in shown[0]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_an_archive_s_pages_are_read_with_their_addresses(
    marquee: Marquee, bare: Path, capsys: Captured, name: str
) -> None:
    write_archive(bare / name, range(3))
    assert marquee("read", name, "--json") == 0
    found = answers(capsys)
    assert [answer["id"] for answer in found] == [f"https://b.example/{number}" for number in range(3)]
    assert [answer["claims"][0]["show"] for answer in found] == list(SHOWS[:3])


def test_several_inputs_of_any_kind_are_read_one_after_the_other(
    marquee: Marquee, bare: Path, capsys: Captured
) -> None:
    write_lines(bare / "lines.jsonl", range(2))
    write_archive(bare / "pages.warc", range(1))
    (bare / "damaged.warc.gz").write_bytes(b"\x1f\x8bnothing")
    (bare / "note.txt").write_text(story(4), "utf-8")
    (bare / "empty").mkdir()
    words = ("damaged.warc.gz", "lines.jsonl", "missing.jsonl", "empty", "note.txt", "pages.warc")
    assert marquee("read", *words, "--json", "--jobs", "1") == 1
    captured = capsys.readouterr()
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == [0, 1, "note.txt", "https://b.example/0"]
    assert [line.split(": ")[1] for line in captured.err.splitlines()] == ["damaged.warc.gz", "missing.jsonl", "empty"]


def test_a_day_and_a_title_that_are_given_beat_the_texts_own(marquee: Marquee, bare: Path, capsys: Captured) -> None:
    (bare / "texts").mkdir()
    (bare / "texts" / "a.txt").write_text("Luke Cage returns on March 3.", "utf-8")
    assert marquee("read", "texts", "--published", "2018-11-01", "--jobs", "1", "--json") == 0
    assert answers(capsys)[0]["claims"][0]["date"] == "2019-03-03"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_interrupted_ends_the_same_when_it_is_started_again(
    marquee: Marquee, bare: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setenv("MARQUEE_NOW", "2018-06-01")
    write_lines(bare / "whole.jsonl", range(90))
    write_lines(bare / "begun.jsonl", range(41))
    assert marquee("read", "whole.jsonl", "--store", "--jobs", jobs, "--database", "at-once.db") == 0
    assert "Texts: 90 kept" in capsys.readouterr().out
    assert marquee("read", "begun.jsonl", "--store", "--jobs", "1", "--database", "twice.db") == 0
    (bare / "begun.jsonl").unlink()
    assert marquee("read", "whole.jsonl", "--store", "--jobs", jobs, "--database", "twice.db") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Texts: 49 kept with 49 claims, 41 known already." in shown
    once = believed(marquee, capsys, "at-once.db")
    assert once == believed(marquee, capsys, "twice.db")
    assert len(once[0]) > len(SHOWS)


def test_what_is_stored_is_not_read_again(marquee: Marquee, bare: Path, capsys: Captured) -> None:
    write_lines(bare / "lines.jsonl", [1, 2, 1])
    assert marquee("read", "lines.jsonl", "--store", "--json", "--jobs", "1") == 0
    first = answers(capsys)
    assert [("claims" in answer, answer["new"]) for answer in first] == [(True, True)] * 3
    assert marquee("read", "lines.jsonl", "--store", "--json", "--jobs", "1") == 0
    assert answers(capsys) == [{"id": number, "new": False} for number in (1, 2, 1)]


def test_the_first_pages_of_a_damaged_archive_are_kept(marquee: Marquee, bare: Path, capsys: Captured) -> None:
    write_archive(bare / "pages.warc.gz", range(20))
    whole = (bare / "pages.warc.gz").read_bytes()
    (bare / "cut.warc.gz").write_bytes(whole[: len(whole) // 2] + b"\x1f\x8b\x08broken")
    assert marquee("read", "cut.warc.gz", "--store", "--json", "--jobs", "1") == 1
    captured = capsys.readouterr()
    kept = len(captured.out.splitlines())
    assert 5 < kept < 20
    assert "damaged" in captured.err
    assert marquee("read", "pages.warc.gz", "--store", "--json", "--jobs", "1") == 0
    assert [answer["new"] for answer in answers(capsys)] == [False] * kept + [True] * (20 - kept)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("texts", "--explain"), "--explain"),
        (("texts", "--html", "page.html"), "--html"),
        (("texts", "https://example.org/page"), "by themselves"),
        (("texts", "-"), "by themselves"),
    ],
)
def test_what_is_for_single_texts_is_refused(
    marquee: Marquee, bare: Path, capsys: Captured, words: tuple[str, ...], says: str
) -> None:
    write_folder(bare / "texts")
    assert marquee("read", *words) == 2
    assert says in capsys.readouterr().err


def test_a_bar_is_drawn_on_a_terminal_and_answers_go_where_they_were_sent(bare: Path) -> None:
    write_lines(bare / "lines.jsonl", range(40))
    ours, theirs = os.openpty()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "read", "lines.jsonl", "--json", "--jobs", "1"],
        cwd=bare,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=60)
    drawn = os.read(ours, 100_000).decode()
    os.close(ours)
    assert [json.loads(line)["id"] for line in out.splitlines()] == list(range(40))
    assert "reading" in drawn
    assert "Luke Cage" not in drawn
