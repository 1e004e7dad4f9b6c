"""An HTML page to an article: its own text, without what stands around it; pure, imports lxml and trafilatura late.

Most news pages say plainly where their article is and when it was published, and are read by lxml alone. Where a page
does not, trafilatura finds the text and htmldate the day; that costs some twenty times as much.
"""

import datetime as dt
import logging
import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from schedules.errors import ArticleError
from schedules.model import Article
from schedules.sources.blocks import Element, render
from schedules.sources.canonical import canonical, site
from schedules.sources.clutter import prune
from schedules.sources.decoding import decode
from schedules.sources.metadata import PageFacts, page_facts, parse_day

MAX_PAGE = 8_000_000
"""Characters of HTML; no article is longer, and a tree takes some thirty times its text in memory."""

MAX_TEXT = 1_000_000
"""Characters of text that are searched for the story in them; the longest novels have more, articles far less."""

MAX_ELEMENTS = 100_000
"""Elements of a page; news has a few thousand, a long encyclopedia's list some ten thousand."""

_BODY = re.compile(
    r"(?:^|\s)(?:[\w-]*?(?:article|entry|post|story|content)[-_]{1,2}(?:body|content|text)|articlebody|storytext|"
    r"article__(?:body|content)[\w-]*|mw-parser-output)(?=\s|$)",
    re.IGNORECASE,
)
_RUNNING_TEXT = ("p", "li", "td", "th", "dd", "blockquote", "h1", "h2", "h3", "h4", "figcaption")
_ABOUT_THE_DAY = re.compile(r"(?:^|[\W_])(?:date|time|posted|publi\w*|byline|meta|timestamp)(?=[\W_]|$)", re.IGNORECASE)
# A body shorter than this is a teaser or a card: the page is then searched as a whole.
_SHORTEST_BODY = 250
_CLUTTERED = 1.1
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def to_article(
    html: str | bytes, url: str | None = None, *, charset: str | None = None, own_address: bool = False
) -> Article:
    """Read the article out of a page.

    Args:
        html: the page.
        url: where it came from; its host is the article's site, whatever the page claims.
        charset: what the sender says the bytes are.
        own_address: believe the address the page claims for itself where `url` is None. Only for files that the
            operator chose: with a stranger's, a page could speak in another site's name.

    Returns:
        The article. Its text has paragraphs apart by a blank line, list items and table rows on lines of their own,
        and is empty where the page has none.

    Raises:
        ArticleError: the bytes are no text, or the page is larger than `MAX_PAGE` or `MAX_ELEMENTS`.
    """
    text = decode(html, charset=charset) if isinstance(html, bytes) else html
    if len(text) > MAX_PAGE:
        raise ArticleError(f"The page is larger than {MAX_PAGE // 1_000_000} MB; copy the article's text instead.")
    tree = parse_html(text)
    if tree is None:
        return Article("", url=url, site=_site(url))
    if next(islice(tree.iter(), MAX_ELEMENTS, None), None) is not None:
        raise ArticleError(f"The page has more than {MAX_ELEMENTS} elements; copy the article's text instead.")
    facts = page_facts(tree, url)
    address = url or (facts.address if own_address else None)
    published = facts.published or _searched_day(text, address)
    prune(tree)
    body = _main_text(tree, facts) or _rest(tree, text, facts)
    return Article(body, facts.title, published, canonical(address) if address else None, _site(address))


def html_to_text(html: str) -> str:
    """The text of a piece of HTML, as a feed carries it, block by block as `to_article` gives it."""
    tree = parse_html(html)
    if tree is None:
        return ""
    prune(tree)
    return render([tree])


def parse_html(text: str) -> Element | None:
    """A page's tree, without network, entities or scripts; None where there is nothing to parse."""
    from lxml import etree
    from lxml.html import HTMLParser

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=False, huge_tree=False)
    try:
        return etree.fromstring(_NO_XML.sub(" ", text).encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _site(address: str | None) -> str | None:
    return (site(address) or None) if address else None


def _main_text(tree: Element, facts: PageFacts) -> str:
    """The text of what the page itself marks as its article; '' where it marks none or hardly any."""
    for candidates in (_marked_bodies(tree), _articles(tree), tree.xpath("//main | //*[@role='main']")[:1]):
        text = render(candidates, title=facts.title) if candidates else ""
        if len(text) >= _SHORTEST_BODY:
            return text
    return ""


def _marked_bodies(tree: Element) -> Sequence[Element]:
    marked = tree.xpath("//*[@itemprop='articleBody']")
    if not marked:
        marked = [e for e in tree.iter("div", "section", "article") if _BODY.search(e.get("class") or "")]
    return _outermost(marked)


def _articles(tree: Element) -> Sequence[Element]:
    """The page's one article: the largest, where it is larger than all others together."""
    articles = _outermost(list(tree.iter("article")))
    sizes = [len("".join(article.itertext())) for article in articles]
    return [articles[sizes.index(max(sizes))]] if sizes and max(sizes) * 2 > sum(sizes) else []


def _outermost(elements: Sequence[Element]) -> list[Element]:
    chosen: set[Any] = set(elements)
    return [e for e in elements if not any(parent in chosen for parent in e.iterancestors())]


def _rest(tree: Element, html: str, facts: PageFacts) -> str:
    """The text of a page that marks none as its article: what trafilatura finds where that is clearly less than all."""
    whole = render([tree], title=facts.title)
    if not _SHORTEST_BODY <= len(whole) <= MAX_TEXT:
        return whole
    found = _searched_text(html, facts)
    # Of a page without clutter trafilatura keeps no more, and loses what stands apart.
    return found if found and len(found) * _CLUTTERED < len(whole) else whole


def _searched_text(html: str, facts: PageFacts) -> str:
    """The text that trafilatura finds."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = parse_html(html)
    prune(tree)
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # noqa: BLE001 - it walks a stranger's markup: whatever that provokes, the whole page's text remains
        return ""
    body = getattr(found, "body", None)
    return "" if body is None else render([body], title=facts.title)


def _searched_day(html: str, address: str | None) -> dt.date | None:
    """The day that htmldate finds around the text; the text itself, where premieres stand, is taken away first."""
    import htmldate

    tree = parse_html(html)
    if tree is None:
        return None
    for element in list(tree.iter(*_RUNNING_TEXT)):
        stated = f"{element.get('class') or ''} {element.get('id') or ''} {''.join(element.itertext())[:40]}"
        if element.getparent() is not None and not _ABOUT_THE_DAY.search(stated):
            element.drop_tree()
    try:
        found = htmldate.find_date(
            tree, extensive_search=False, original_date=True, url=address, min_date="1995-01-01", max_date="2199-12-31"
        )
    except Exception:  # noqa: BLE001 - as above; a page may also be without a day
        return None
    return parse_day(found) if found else None
