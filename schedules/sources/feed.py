"""Feeds to entries: RSS, RDF, Atom and JSON Feed; pure, imports feedparser late.

A feed is a stranger's text: `schedules.sources.xml` takes out of it what could expand or fetch.
"""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from schedules.errors import ArticleError
from schedules.model import Article
from schedules.sources.address import MAX_LENGTH
from schedules.sources.canonical import canonical
from schedules.sources.decoding import decode, looks_like_feed
from schedules.sources.metadata import clean_title, parse_day
from schedules.sources.page import html_to_text, parse_html
from schedules.sources.xml import feed_bytes

MAX_FEED = 5_000_000
"""Characters of a feed; larger ones are refused."""

MAX_ENTRIES = 3000
"""Entries of a feed; with more it is no news, and takes seconds to read."""

_TOO_MANY = f"The feed has more than {MAX_ENTRIES} entries; it is not read."
_SHORTEST_ARTICLE = 600
_CUT_OFF = re.compile(
    r"(?:\.\.\.|…|\[(?:\.{2,3}|…|&hellip;)\]|\b(?:read|see) (?:more|full|the (?:full|rest|whole))\b.{0,60}|"
    r"continue reading\b.{0,80}|\bthe post .{1,200} (?:appeared first on|first appeared on) .{1,80})\W*$",
    re.IGNORECASE | re.DOTALL,
)
_UNUSABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_ENTRY = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
_FEED_KINDS = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a feed carries it."""

    id: str
    """What the feed calls it; its address or its text's beginning where it gives no id."""
    url: str | None
    """The canonical address of its page."""
    title: str
    published: dt.date | None
    """The writer's day."""
    text: str
    """The content, or the summary where there is no more."""
    teaser: bool
    """Whether the page has more to say than this text."""

    def article(self, speaker: str | None) -> Article:
        """The entry as an article.

        Args:
            speaker: the site that speaks, which is the feed's own: a feed can link to any site, and must not borrow
                that site's trust for what it says itself.
        """
        return Article(self.text, self.title, self.published, self.url, speaker)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and entries, in its own order."""

    title: str
    entries: tuple[Entry, ...]


def parse_feed(data: bytes, url: str, *, charset: str | None = None) -> Feed:
    """Read a feed.

    Args:
        data: the feed.
        url: its address, against which relative links are read.
        charset: what the sender says the bytes are.

    Raises:
        ArticleError: it is no feed, or one that is too large or too broken to find entries in.
    """
    text = decode(data, charset=charset)
    if len(text) > MAX_FEED:
        raise ArticleError(f"The feed is larger than {MAX_FEED // 1_000_000} MB; it is not read.")
    if text.lstrip().startswith("{"):
        return _json_feed(text, url)
    if not looks_like_feed(text):
        raise ArticleError("That is no feed; give the address of an RSS, Atom or JSON feed.")
    if sum(1 for _ in _ENTRY.finditer(text)) > MAX_ENTRIES:
        raise ArticleError(_TOO_MANY)
    return _xml_feed(feed_bytes(text), url)


def find_feeds(html: str, url: str) -> tuple[str, ...]:
    """The addresses of the feeds that a page names as its own, in its order."""
    tree = parse_html(html)
    if tree is None:
        return ()
    found = []
    for link in tree.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in _FEED_KINDS and link.get("href"):
            found.append(_absolute(link.get("href"), url))
    return tuple(dict.fromkeys(address for address in found if address))


def _xml_feed(data: bytes, url: str) -> Feed:
    import feedparser

    parsed = feedparser.parse(
        data,
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries = tuple(_xml_entry(entry, url) for entry in parsed.entries)
    if not entries and parsed.bozo and not parsed.version:
        raise ArticleError("The feed is too broken to find articles in; try again later.")
    return Feed(_plain(str(parsed.feed.get("title", ""))), entries)


def _xml_entry(entry: Mapping[str, Any], url: str) -> Entry:
    contents = [str(part.get("value") or "") for part in entry.get("content", ())]
    summary = str(entry.get("summary") or "")
    content = max(contents, key=len, default="")
    stated = (entry[name] for name in ("published", "created", "issued", "updated") if name in entry)
    return _entry(
        name=str(entry.get("id") or ""),
        link=_absolute(str(entry.get("link") or ""), url),
        title=_plain(str(entry.get("title") or "")),
        published=next((day for day in (parse_day(str(value)) for value in stated if value) if day), None),
        texts=(content, summary),
    )


def _json_feed(text: str, url: str) -> Feed:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        feed = None
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/"):
        raise ArticleError("That is JSON but no JSON feed; give the address of an RSS, Atom or JSON feed.")
    items = feed.get("items")
    if isinstance(items, list) and len(items) > MAX_ENTRIES:
        raise ArticleError(_TOO_MANY)
    return Feed(_plain(_string(feed, "title")), tuple(_json_entries(feed, url)))


def _json_entries(feed: dict[str, Any], url: str) -> Iterator[Entry]:
    items = feed.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            link = _string(item, "url") or _string(item, "external_url")
            content = _string(item, "content_html") or _string(item, "content_text")
            yield _entry(
                name=str(item.get("id") or ""),
                link=_absolute(link, url),
                title=_plain(_string(item, "title")),
                published=parse_day(_string(item, "date_published")),
                texts=(content, _string(item, "summary")),
            )


def _entry(name: str, link: str | None, title: str, published: dt.date | None, texts: tuple[str, str]) -> Entry:
    content, summary = (_text(text) for text in texts)
    text = content if len(content) >= len(summary) else summary
    cut_off = bool(_CUT_OFF.search(text[-400:]))
    known = name or link or f"{title} {text}"[:200]
    teaser = link is not None and (cut_off or len(text) < _SHORTEST_ARTICLE or not content)
    return Entry(known, link and canonical(link), title, published, text, teaser)


def _text(value: str) -> str:
    """A content or summary as plain text, whether it is HTML or not."""
    return html_to_text(value) if _MARKUP.search(value) else value.strip()


def _plain(title: str) -> str:
    """A title without markup: feeds send both "Q&A" and "<b>Q</b>&amp;A"."""
    return clean_title(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", title))


def _string(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _absolute(link: str, url: str) -> str | None:
    """The address that a link means; None where it is no web address, or one that nobody could open."""
    try:
        address = urljoin(url, link.strip())
    except ValueError:
        return None
    usable = len(address) <= MAX_LENGTH and not _UNUSABLE.search(address)
    return address if link.strip() and usable and address.lower().startswith(("http://", "https://")) else None
