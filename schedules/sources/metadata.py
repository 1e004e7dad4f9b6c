"""What a page says about itself: title, site, its own address and the day of publication; pure.

The day comes from the first of these that states one, most explicit first: JSON-LD `datePublished`, meta elements, the
address, a <time> at the article's head. It is the writer's day: the date as written, whatever its offset.
"""

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from schedules.sources.blocks import Element

MAX_TITLE = 500
"""Characters kept of a title."""

_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_WORDS = re.compile(r"(?:\w+,\s+)?([A-Z][a-z]{2})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DAY_FIRST = re.compile(r"(?:\w+,\s+)?(\d{1,2})[\s-]([A-Za-z]{3})[a-z]*\.?[\s-](\d{4})\b")
_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?:/|$)")
_LOOSE_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # noqa: SIM905
_ARTICLE_TYPES = re.compile(r"(?:.*Article|.*BlogPosting|.*Posting|Report|Review|.*Review|AnalysisNews)")
_DAY_NAMES = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "date.published",
    "published_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
)
_POSTED = re.compile(r"\W*(?:first )?(?:posted|published)(?: on| at)?\W+", re.IGNORECASE)
_LINES_LOOKED_AT = 500
_UPDATED = re.compile(r"updat|modif", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·»-]\s+")
_NODES = 5000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself; None and '' where it does not."""

    title: str = ""
    published: dt.date | None = None
    address: str | None = None
    """The address it claims for itself: its canonical link."""


def page_facts(tree: Element, url: str | None = None) -> PageFacts:
    """Read a page's metadata.

    Args:
        tree: the page as an lxml tree.
        url: the address it came from.
    """
    linked = _linked_data(tree)
    metas = _metas(tree)
    address = _own_address(tree, metas, url)
    published = (
        parse_day(str(linked.get("datePublished") or ""))
        or _loose_day(tree)
        or _meta_day(tree, metas)
        or _address_day(url or address or "")
        or _time_day(tree)
        or _posted_day(tree)
    )
    return PageFacts(_title(tree, metas, linked), published, address)


def parse_day(text: str) -> dt.date | None:
    """The day in a timestamp (ISO 8601, RFC 5322, "September 9, 2016", "9 Sep 2016") as written, its offset ignored."""
    if match := _ISO.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.match(text.strip()):
        return _day(int(match[3]), _MONTHS.get(match[2].lower(), 0), int(match[1]))
    if match := _WORDS.search(text[:200]):
        return _day(int(match[3]), _MONTHS.get(match[1].lower(), 0), int(match[2]))
    try:
        parsed = parsedate(text[:200])
    except (ValueError, TypeError, IndexError):
        return None
    return _day(*parsed[:3]) if parsed else None


def clean_title(text: str) -> str:
    """A title on one line, entities resolved, of at most `MAX_TITLE` characters."""
    flat = " ".join(html.unescape(html.unescape(text[: MAX_TITLE * 8])).split())
    return flat if len(flat) <= MAX_TITLE else flat[: MAX_TITLE - 1] + "…"


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1980 <= year <= 2200 else None
    except ValueError:
        return None


def _linked_data(tree: Element) -> dict[str, Any]:
    """The JSON-LD object that describes the article: an article before anything else that has a day."""
    other: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(script.text or ""):
            if not isinstance(node.get("datePublished"), str):
                continue
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE_TYPES.fullmatch(name) for name in names):
                return node
            other = other or node
    return other


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, outer before inner, at most `_NODES`."""
    try:
        waiting: list[Any] = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [value for key, value in node.items() if key != "comment" and isinstance(value, dict | list)]
        elif isinstance(node, list):
            waiting += node[:200]


def _loose_day(tree: Element) -> dt.date | None:
    """The day in JSON-LD that is no JSON, as with a stray comma or a raw quote."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and (match := _LOOSE_LD.search(script.text or "")):
            return parse_day(match[1])
    return None


def _metas(tree: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _meta_day(tree: Element, metas: dict[str, str]) -> dt.date | None:
    for name in _DAY_NAMES:
        if name in metas and (day := parse_day(metas[name])):
            return day
    for element in tree.xpath("//*[@itemprop='datePublished']")[:5]:
        if day := parse_day(element.get("datetime") or element.get("content") or "".join(element.itertext())):
            return day
    return None


def _address_day(address: str) -> dt.date | None:
    match = _IN_ADDRESS.search(address)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _time_day(tree: Element) -> dt.date | None:
    """The day of the first <time> that stands before the text: one further down may be the premiere's."""
    read = 0
    for element in tree.iter("time", "p"):
        if element.tag == "p":
            read += len("".join(element.itertext()))
            if read > 600:
                return None
        elif not _UPDATED.search(f"{element.get('class')} {element.get('itemprop')}"):
            stated = element.get("datetime") or "".join(element.itertext())
            if day := parse_day(stated):
                return day
    return None


def _posted_day(tree: Element) -> dt.date | None:
    """The day in a short line such as "Posted on August 16, 2016"."""
    for element in islice(tree.iter("p", "div", "span", "small", "em", "li"), _LINES_LOOKED_AT):
        line = " ".join("".join(islice(element.itertext(), 12)).split())
        if len(line) <= 80 and (match := _POSTED.match(line)) and (day := parse_day(line[match.end() :])):
            return day
    return None


def _own_address(tree: Element, metas: dict[str, str], url: str | None) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    stated = next(links, None) or metas.get("og:url")
    if not stated:
        return None
    try:
        address = urljoin(url or "", stated.strip())
    except ValueError:
        return None
    return address if address.lower().startswith(("http://", "https://")) else None


def _title(tree: Element, metas: dict[str, str], linked: dict[str, Any]) -> str:
    headline = linked.get("headline")
    if isinstance(headline, str) and headline.strip():
        return clean_title(headline)
    name = clean_title(metas.get("og:site_name", ""))
    heads = [clean_title("".join(head.itertext())) for head in tree.iter("h1")]
    stated = (
        metas.get("og:title")
        or metas.get("twitter:title")
        or next(("".join(title.itertext()) for title in tree.iter("title")), "")
    )
    title = clean_title(stated)
    for head in heads:
        # "Headline - Site": the page's own heading shows where the headline ends.
        if head and title.startswith(head):
            return head
    return _without_site(title, name) or next((head for head in heads if head), "")


def _without_site(title: str, name: str) -> str:
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and name and parts[-1].casefold() == name.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»-")
    return title
