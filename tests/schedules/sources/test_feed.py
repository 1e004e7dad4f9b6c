import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.errors import ArticleError
from schedules.sources.feed import MAX_ENTRIES, MAX_FEED, Feed, find_feeds, parse_feed

URL = "https://www.example.org/feed/"
DAY = dt.date(2016, 8, 16)
LONG = "The season arrives on March 8, and its makers have said so more than once. " * 12
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)


def rss(*items: str, head: str = "", names: str = NAMESPACES) -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    channel = f"<channel><title>News</title>{body}</channel>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0" {names}>{channel}</rss>'.encode()


def parse(data: bytes) -> Feed:
    return parse_feed(data, URL)


def one(data: bytes) -> Any:
    (entry,) = parse(data).entries
    return entry


RSS = rss(
    "<title>A date</title><link>/a?utm_source=rss</link><guid isPermaLink='false'>g-1</guid>"
    f"<pubDate>Tue, 16 Aug 2016 23:30:00 -0700</pubDate><description>Short</description>"
    f"<content:encoded><![CDATA[<p>{LONG}</p><p>End</p>]]></content:encoded>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><id>g-1</id>
  <title type="html">A date</title>
  <link rel="alternate" href="https://www.example.org/a?utm_source=rss"/><published>2016-08-16T23:30:00-07:00</published>
  <updated>2016-09-01T00:00:00Z</updated><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;&lt;p&gt;End&lt;/p&gt;</content>
  </entry></feed>""".encode()
XHTML = ATOM.replace(b'type="html">&lt;p', b'type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">&lt;p', 1)
XHTML = XHTML.replace(b"</content>", b"</div></content>").replace(b"&lt;", b"<").replace(b"&gt;", b">")
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  {NAMESPACES}><channel rdf:about="x"><title>News</title></channel><item rdf:about="g-1"><title>A date</title>
  <link>https://www.example.org/a</link><dc:date>2016-08-16T23:30:00-07:00</dc:date>
  <content:encoded>&lt;p&gt;{LONG}&lt;/p&gt;&lt;p&gt;End&lt;/p&gt;</content:encoded></item></rdf:RDF>""".encode()
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [
            {
                "id": "g-1",
                "url": "/a?utm_source=rss",
                "title": "A date",
                "content_html": f"<p>{LONG}</p><p>End</p>",
                "date_published": "2016-08-16T23:30:00-07:00",
            }
        ],
    }
).encode()
KINDS = {"rss": RSS, "atom": ATOM, "xhtml": XHTML, "rdf": RDF, "json": JSON, "utf-16": RSS.decode().encode("utf-16")}


@pytest.mark.parametrize("data", KINDS.values(), ids=KINDS)
def test_every_kind_of_feed_gives_the_same_entry(data: bytes) -> None:
    feed = parse(data)
    (entry,) = feed.entries
    assert feed.title == "News"
    assert entry.id.removeprefix(URL) == "g-1"
    assert (entry.url, entry.title, entry.published) == ("https://www.example.org/a", "A date", DAY)
    assert entry.text == f"{LONG.strip()}\n\nEnd"
    assert not entry.teaser


def test_an_entry_is_an_article_of_the_feeds_own_site() -> None:
    entry = one(rss("<title>A</title><link>https://www.netflix.com/x</link><description>Text</description>"))
    article = entry.article("evil.example")
    assert (article.text, article.title, article.site) == ("Text", "A", "evil.example")
    assert article.url == "https://www.netflix.com/x"


DATES = {
    "Tue, 16 Aug 2016 23:30:00 -0700": DAY,
    "Tue, 16 Aug 2016 00:30:00 +1000": DAY,
    "Tue, 16 Aug 2016 09:00:00 GMT": DAY,
    "Tue, 16 Aug 2016 09:00 EST": DAY,
    "16 Aug 2016 09:00:00 +0000": DAY,
    "Tue, 16 Aug 16 09:00:00 +0000": DAY,
    "16 Aug 2016": DAY,
    "Tue Aug 16 09:00:00 2016": DAY,
    "2016-08-16T09:00:00Z": DAY,
    "2016-08-16 09:00:00": DAY,
    "2016-08-16": DAY,
    "20160816T090000": DAY,
    "August 16, 2016": DAY,
    "Aug. 16th, 2016": DAY,
    "yesterday": None,
    "": None,
    "2016-13-45": None,
    "Tue, 99 Aug 2016 09:00:00 GMT": None,
    "0000-00-00": None,
}


@pytest.mark.parametrize(("written", "day"), DATES.items())
def test_the_day_is_read_in_every_dialect(written: str, day: dt.date | None) -> None:
    assert one(rss(f"<title>A</title><pubDate>{written}</pubDate>")).published == day


TITLES = {
    "Luke &amp; Danny": "Luke & Danny",
    "Luke &amp;amp; Danny": "Luke & Danny",
    "&lt;b&gt;Luke&lt;/b&gt; Cage": "Luke Cage",
    "<![CDATA[<i>Luke</i> & Danny]]>": "Luke & Danny",
    "Luke&#8217;s  \n date": "Luke’s date",
    "1 &lt; 2": "1 < 2",
    "": "",
}


@pytest.mark.parametrize(("written", "title"), TITLES.items())
def test_titles_are_plain(written: str, title: str) -> None:
    assert one(rss(f"<title>{written}</title><link>/a</link>")).title == title


TEASERS = {
    "short": ("<description>Short.</description>", True),
    "cut off": (f"<description>{LONG}&#8230;</description>", True),
    "cut off in brackets": (f"<content:encoded>{LONG} [&amp;hellip;]</content:encoded>", True),
    "read more": (f"<content:encoded>{LONG} Read more at the site</content:encoded>", True),
    "continue": (f"<content:encoded>{LONG} Continue reading A date</content:encoded>", True),
    "the post": (f"<content:encoded>{LONG} The post A date appeared first on News.</content:encoded>", True),
    "a long summary": (f"<description>{LONG}</description>", True),
    "whole": (f"<content:encoded>{LONG}</content:encoded>", False),
    "summary beside the whole": (f"<description>Cut…</description><content:encoded>{LONG}</content:encoded>", False),
}


@pytest.mark.parametrize(("body", "teaser"), TEASERS.values(), ids=TEASERS)
def test_a_teaser_is_told_from_a_whole_text(body: str, *, teaser: bool) -> None:
    assert one(rss(f"<title>A</title><link>/a</link>{body}")).teaser is teaser
    assert not one(rss(f"<title>A</title>{body}")).teaser, "without a page there is no more to read"


def test_an_entry_without_an_id_goes_by_its_address_or_its_words() -> None:
    assert one(rss("<title>A</title><link>/a</link>")).id == "https://www.example.org/a"
    assert one(rss("<title>A</title><description>B</description>")).id == "A B"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:x@y", "http://[bad", ""])
def test_a_link_that_is_no_web_address_is_none(link: str) -> None:
    assert one(rss(f"<title>A</title><link>{link}</link>")).url is None


BROKEN = {
    "html's entities": rss("<title>Luke&nbsp;Cage &eacute; &mdash;</title>"),
    "a bare ampersand": rss("<title>Luke & Cage</title>"),
    "an unknown entity": rss("<title>Luke Cage &nosuch;</title>"),
    "no end": rss("<title>Luke Cage</title>").replace(b"</channel></rss>", b""),
    "cut off": rss("<title>Luke Cage</title>", "<title>Second")[:-40],
    "an undeclared prefix": rss("<title>Luke Cage</title><media:content url='x'/><o:p>x</o:p>", names=""),
    "control characters": rss("<title>Luke\x0bCage</title>"),
    "space before the declaration": b"\n\n" + rss("<title>Luke Cage</title>"),
    "a wrong charset": rss("<title>Luke Cage</title>").replace(b'"1.0"', b'"1.0" encoding="utf-16"'),
    "wrong nesting": rss("<title>Luke Cage<b></title></b>"),
    "a byte-order mark": b"\xef\xbb\xbf" + rss("<title>Luke Cage</title>"),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_feed_is_mended(data: bytes) -> None:
    assert parse(data).entries[0].title.replace("\xa0", " ").startswith("Luke")


def test_entities_are_never_expanded_nor_files_read() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://x/">]>'
    entry = one(rss("<title>A &l9; &f; B</title><description>&l9;&f;</description>", head=head))
    assert entry.title == "A &l9; &f; B"
    assert "root:" not in entry.text
    assert "haha" not in entry.text


def test_a_feed_of_nothing_but_document_types_takes_no_long() -> None:
    feed = rss("<title>Luke Cage</title>").replace(b"<channel>", b"<!DOCTYPE a>" * 300_000 + b"<channel>")
    assert one(feed).title == "Luke Cage"


def test_a_document_type_that_does_not_end_is_refused() -> None:
    with pytest.raises(ArticleError, match="document type"):
        parse(b"<!DOCTYPE rss [<rss><channel><item><title>x</title></item></channel></rss>")


def test_what_can_not_be_mended_is_read_by_the_forgiving_parser_while_it_is_small() -> None:
    hopeless = b"<rss version='2.0'><channel><item><title>Luke Cage</title><a b='<' a:='x'></item>"
    assert parse(hopeless).entries[0].title.startswith("Luke")


NO_FEEDS = {
    "html": b"<!doctype html><html><body><p>Hello",
    "text": b"Hello",
    "empty": b"",
    "other xml": b"<?xml version='1.0'?><sitemap><url/></sitemap>",
    "json": b'{"a": 1}',
    "broken json": b'{"version": "https://jsonfeed.org/version/1", ',
    "deep json": b'{"a":' * 5000,
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0",
}


@pytest.mark.parametrize("data", NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed_is_told(data: bytes) -> None:
    with pytest.raises(ArticleError) as caught:
        parse(data)
    assert str(caught.value).endswith(".")


def test_feeds_beyond_all_measure_are_refused() -> None:
    with pytest.raises(ArticleError, match="larger than 5 MB"):
        parse(b"<rss>" + b" " * MAX_FEED)
    with pytest.raises(ArticleError, match="entries"):
        parse(rss(*["<title>A</title>"] * (MAX_ENTRIES + 1)))
    with pytest.raises(ArticleError, match="entries"):
        parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{}] * (MAX_ENTRIES + 1)}).encode())
    with pytest.raises(ArticleError, match="elements"):
        parse(rss("<title>A</title>" + "<a/>" * 70_000))


def test_an_empty_feed_has_no_entries() -> None:
    assert parse(rss()).entries == ()
    assert parse(b'{"version": "https://jsonfeed.org/version/1", "items": "none"}').entries == ()


def test_json_items_that_are_no_items_are_passed_over() -> None:
    items: list[Any] = [None, 3, [], {"id": 7, "title": None, "content_text": "A < B & C"}, {"url": 5}]
    entries = parse(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()).entries
    assert [(entry.id, entry.text) for entry in entries] == [("7", "A < B & C"), (" ", "")]


@pytest.mark.parametrize(
    "link", ["https://a.example/\\ud800", "https://a.example/\\u0000", "https://a.example/" + "a" * 5000]
)
def test_an_address_that_nobody_could_open_is_none(link: str) -> None:
    item = f'{{"id": "1", "url": "{link}", "content_text": "A story"}}'
    (entry,) = parse(f'{{"version": "https://jsonfeed.org/version/1", "items": [{item}]}}'.encode()).entries
    assert (entry.url, entry.text, entry.teaser) == (None, "A story", False)


def test_a_page_names_its_feeds() -> None:
    html = """<html><head><link rel="alternate" type="application/rss+xml" href="/feed/">
      <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://other.example/atom">
      <link rel="alternate" type="application/rss+xml" href="/feed/"><link rel=alternate type="text/html" href="/de">
      <link rel=alternate type="application/rss+xml" href="javascript:x">
      <link rel=alternate type="application/feed+json">"""
    assert find_feeds(html, "https://www.example.org/a") == (
        "https://www.example.org/feed/",
        "https://other.example/atom",
    )
    assert find_feeds("", URL) == ()


_SOUP = st.lists(
    st.sampled_from(
        [
            *("<rss>", "</rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<a:b>"),
            *("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "<content type='xhtml'>", "<x y=z>"),
            *("<![CDATA[", "]]>", "&", "&amp;", "&nbsp;", "&#0;", "<!DOCTYPE", "[", "]>", "<!ENTITY x 'y'>", "<?pi?>"),
            *("<!--", "-->", "text", "\x00", "<pubDate>", "</pubDate>", "2016-08-16", "<description>", "é", "<", ">"),
        ]
    )
).map("".join)


@settings(deadline=None)
@given(_SOUP.map(lambda soup: b"<rss><channel>" + soup.encode()) | _SOUP.map(str.encode) | st.binary())
def test_any_bytes_are_a_feed_or_none(data: bytes) -> None:
    try:
        feed = parse(data)
    except ArticleError:
        return
    for entry in feed.entries:
        assert entry.id
        f"{entry.id}{entry.title}{entry.text}{entry.url}".encode()
