import datetime as dt
import gzip
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.errors import ArticleError
from schedules.sources.decoding import decode, looks_like_feed, looks_like_html
from schedules.sources.files import MAX_FILE, Broken, Item, read_folder, read_jsonl, read_text, read_warc

HTML = (
    "<!doctype html><title>A date</title><meta name=date content=2016-08-16>"
    "<link rel=canonical href=https://www.example.org/a><nav>no</nav><p>It arrives on March 8.</p>"
)


def test_a_text_file_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Luke Cage – März\r\n\r\nEnd".encode())
    article = read_text(path)
    assert (article.text, article.title, article.site) == ("Luke Cage – März\n\nEnd", "", None)


def test_html_is_told_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HTML)
    for article in (read_text(path), read_text(HTML.encode())):
        assert (article.text, article.title) == ("It arrives on March 8.", "A date")
        assert (article.published, article.site) == (dt.date(2016, 8, 16), "example.org")
        assert article.url == "https://www.example.org/a"


def test_what_can_not_be_read_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "space").write_bytes(b" \n\t ")
    (tmp_path / "binary").write_bytes(b"\x7fELF\0\0\1\2")
    (tmp_path / "picture").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "page").write_bytes(b"<html><body><script>x</script></body></html>")
    (tmp_path / "feed").write_bytes(b"<rss version='2.0'><channel></channel></rss>")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MAX_FILE + 1)
    causes = {
        "empty": "empty",
        "space": "empty",
        "binary": "binary",
        "picture": "binary",
        "page": "no text",
        "feed": "feed",
        "large": "larger than 20 MB",
        "missing": "no file",
        ".": "is a folder",
        "a\0b": "can't be read",
        "x" * 300: "can't be read",
    }
    for name, cause in causes.items():
        with pytest.raises(ArticleError, match=cause) as caught:
            read_text(tmp_path / name)
        sentence = str(caught.value)
        assert sentence.endswith(".")
        assert sentence.isprintable()


def test_fifty_megabytes_are_refused_at_once() -> None:
    with pytest.raises(ArticleError, match="larger than 20 MB"):
        read_text(b"a" * 50_000_000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    path.chmod(0)
    with pytest.raises(ArticleError, match="can't be read"):
        read_text(path)


DECODED = {
    "utf-8": ("Grüße – “x”".encode(), "Grüße – “x”"),
    "utf-8 with mark": ("Grüße".encode("utf-8-sig"), "Grüße"),
    "utf-16": ("Grüße".encode("utf-16"), "Grüße"),
    "utf-32": ("Grüße".encode("utf-32"), "Grüße"),
    "windows": ("Grüße – “x”".encode("cp1252"), "Grüße – “x”"),
    "one bad byte": (
        "Grüße, Köln, Übergröße, Äpfel, ".encode() * 9 + b"\xff",
        "Grüße, Köln, Übergröße, Äpfel, " * 9 + "\ufffd",
    ),
    "undefined in windows": (b"caf\xe9 \x81", "café \ufffd"),
    "declared": ('<meta charset="iso-8859-2">Łódź'.encode("iso-8859-2"), '<meta charset="iso-8859-2">Łódź'),
    "declared wrongly": ('<meta charset="iso-8859-1">Grüße'.encode(), '<meta charset="iso-8859-1">Grüße'),
    "declared rightly": ('<meta charset="latin1">Grüße'.encode("latin-1"), '<meta charset="latin1">Grüße'),
    "declared nonsense": ('<meta charset="klingon">Grüße'.encode(), '<meta charset="klingon">Grüße'),
    "declared trick": (b'<meta charset="utf-7">+ADw-script+AD4-', '<meta charset="utf-7">+ADw-script+AD4-'),
    "line ends": (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
    "empty": (b"", ""),
}


@pytest.mark.parametrize(("data", "text"), DECODED.values(), ids=DECODED)
def test_bytes_become_text(data: bytes, text: str) -> None:
    assert decode(data) == text


@settings(deadline=None)
@given(st.text().filter(lambda text: "\r" not in text and text.isprintable() and not text.startswith("\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_text_or_binary(data: bytes) -> None:
    try:
        text = decode(data)
    except ArticleError:
        return
    assert "\0" not in text[:4096]


@pytest.mark.parametrize(
    ("text", "html", "feed"),
    [
        ("<!DOCTYPE html><p>x", True, False),
        ("  \n<html lang=en>", True, False),
        ("<!-- a --><!-- b --> <body>", True, False),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", True, False),
        ("<p>piece", True, False),
        ("<div class=x>", True, False),
        ("<title>A</title>", True, False),
        ("<h2>A</h2>", True, False),
        ("<strong>A</strong>", True, False),
        ("<rss version='2.0'>", False, True),
        ("<?xml version='1.0'?>\n<feed xmlns='x'>", False, True),
        ("<rdf:RDF xmlns:rdf='x'>", False, True),
        ("Plain <b>text</b>", False, False),
        ("<3 Luke Cage", False, False),
        ("<picture", False, False),
        ("", False, False),
    ],
)
def test_the_kind_of_a_text_shows_at_its_beginning(text: str, *, html: bool, feed: bool) -> None:
    assert (looks_like_html(text), looks_like_feed(text)) == (html, feed)


def test_a_folder_is_read_through(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text(HTML)
    (tmp_path / "a.txt").write_text("First")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.md").write_text("Third")
    (tmp_path / "sub" / "bad.txt").write_bytes(b"\0\0")
    (tmp_path / "picture.png").write_bytes(b"\0")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read_folder(tmp_path))
    assert [record.id for record in found] == ["a.txt", "b.html", "sub/bad.txt", "sub/c.md"]
    assert [type(record) for record in found] == [Item, Item, Broken, Item]
    with pytest.raises(ArticleError, match="no folder"):
        list(read_folder(tmp_path / "a.txt"))


def lines(*records: Any) -> io.BytesIO:
    return io.BytesIO(b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in records))


def test_json_lines_are_articles_in_order_and_a_bad_one_ends_nothing() -> None:
    found = list(
        read_jsonl(
            lines(
                {
                    "id": "a",
                    "title": "T",
                    "text": "Text\r\n",
                    "published": "2016-08-16",
                    "url": "HTTPS://www.x.org/a#b",
                },
                {"id": 7, "html": HTML},
                b"",
                {"id": "b", "html": "<p>It arrives.</p>", "title": "Own", "published": "2016-08-16T23:00:00-07:00"},
                b"not json",
                {"id": "c"},
                {"text": "no id"},
                {"id": "d", "text": 5},
                {"id": "e", "text": "x", "published": "soon"},
                {"id": "f", "text": ""},
                {"id": ["g"], "text": "x"},
                [1],
                b"\xff\xfe",
                b"[" * 100_000,
                {"id": "h", "text": "\ud800 half\0", "title": "\0", "url": "http://x/\0"},
                {"id": "i", "html": " "},
                {"id": "j", "text": "", "title": "Only a title"},
                {"id": "k", "text": "<p>stays as it is"},
            )
        )
    )
    assert [record.id for record in found] == [
        *("a", 7, "b", "line 5", "c", "line 7", "d", "e", "f", "line 11", "line 12", "line 13", "line 14", "h", "i"),
        *("j", "k"),
    ]
    articles = {record.id: record.article for record in found if isinstance(record, Item)}
    assert set(articles) == {"a", 7, "b", "line 7", "h", "j", "k"}
    first = articles["a"]
    assert (first.text, first.title, first.published) == ("Text\r\n", "T", dt.date(2016, 8, 16))
    assert (first.url, first.site) == ("https://www.x.org/a", "x.org")
    assert (articles[7].title, articles[7].published) == ("A date", dt.date(2016, 8, 16))
    assert (articles["b"].title, articles["b"].published) == ("Own", dt.date(2016, 8, 16))
    assert (articles["h"].text, articles["h"].title, "\0" in str(articles["h"].url)) == ("? half?", "?", False)
    assert articles["k"].text == "<p>stays as it is"
    assert all(record.error.endswith(".") for record in found if isinstance(record, Broken))


def test_a_line_beyond_all_measure_is_refused_and_the_next_one_read() -> None:
    found = list(read_jsonl(lines(b'{"id": "a", "text": "' + b"x" * MAX_FILE + b'"}', {"id": "b", "text": "x"})))
    assert [(record.id, type(record)) for record in found] == [("line 1", Broken), ("b", Item)]


_FIELDS = st.sampled_from(["id", "text", "html", "title", "published", "url"])
_RECORDS = st.dictionaries(_FIELDS, st.text() | st.none() | st.integers())


@settings(deadline=None)
@given(st.binary() | _RECORDS.map(lambda record: json.dumps(record).encode()))
def test_any_line_is_an_article_or_an_error(line: bytes) -> None:
    for record in read_jsonl(io.BytesIO(line)):
        assert isinstance(record, Item) or record.error.endswith(".")


def warc(*answers: tuple[str, bytes], zipped: bool = False) -> io.BytesIO:
    out = b""
    for url, answer in answers:
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-08-16T12:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(out):032x}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        out += gzip.compress(record) if zipped else record
    return io.BytesIO(out)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n"


@pytest.mark.parametrize("zipped", [False, True])
def test_the_pages_of_a_web_archive_are_articles(*, zipped: bool) -> None:
    pytest.importorskip("warcio")
    story = "<p>Grüße, it arrives on March 8.</p>".encode("cp1252")
    archive = warc(
        ("https://www.example.org/a?utm_source=x", OK + b"\r\n" + story),
        ("https://www.example.org/b", OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(story)),
        ("https://www.example.org/c", OK.replace(b"200 OK", b"404 Not Found") + b"\r\n" + story),
        ("https://www.example.org/d", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\0"),
        ("https://www.example.org/e", OK + b"\r\n\0\0\0"),
        ("https://www.example.org/f", OK + b"\r\n" + b" " * (MAX_FILE + 1)),
        zipped=zipped,
    )
    found = list(read_warc(archive))
    assert [record.id for record in found] == [
        f"https://www.example.org/{x}" for x in ("a?utm_source=x", "b", "e", "f")
    ]
    assert [type(record) for record in found] == [Item, Item, Broken, Broken]
    first = found[0]
    assert isinstance(first, Item)
    assert (first.article.text, first.article.site) == ("Grüße, it arrives on March 8.", "example.org")
    assert first.article.url == "https://www.example.org/a"


@pytest.mark.parametrize(
    "data",
    [
        b"hello world, this is no archive\r\n" * 9,
        gzip.compress(b"hello world, this is no archive\r\n" * 9, mtime=0),
        b"\0\1\2",
    ],
    ids=["text", "packed text", "binary"],
)
def test_what_is_no_whole_web_archive_is_told(data: bytes) -> None:
    pytest.importorskip("warcio")
    with pytest.raises(ArticleError, match="archive"):
        list(read_warc(io.BytesIO(data)))


def test_an_empty_web_archive_has_no_pages() -> None:
    pytest.importorskip("warcio")
    assert list(read_warc(io.BytesIO(b""))) == []
