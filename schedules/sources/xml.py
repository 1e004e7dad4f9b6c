"""Feeds' XML made safe and well-formed before it is read; pure.

The document type goes first, so that there are no entities to expand and nothing to fetch. What is not well-formed is
mended as far as it can be: HTML's entities, a bare "&", prefixes that nobody declared, elements that nobody closed. A
mended feed is read by the fast parser; the forgiving one takes seconds for a megabyte of nonsense and sees only small
feeds.
"""

import re
from html.entities import html5

from schedules.errors import ArticleError

MAX_ELEMENTS = 30_000
"""Elements of a feed; with more it is no news, and takes long to read."""

_SMALL = 100_000
_DOCTYPE = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s*>")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}\?>")
_AMPERSAND = re.compile(r"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,40};)?")
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,40}):|\s([A-Za-z_][\w.-]{0,40}):[A-Za-z_][\w.-]{0,40}=")
_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_ENTITIES = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def feed_bytes(text: str) -> bytes:
    """A feed's XML as UTF-8 that any parser may be given.

    Raises:
        ArticleError: it is too broken or too large to be read.
    """
    plain = _NO_XML.sub(" ", _without_doctype(text))
    whole = plain.encode()
    if not _well_formed(whole):
        whole = _mended(plain)
        if not _well_formed(whole):
            if len(plain) > _SMALL:
                raise ArticleError("The feed is too broken to find articles in; try again later.")
            return plain.encode()
    return whole


def _without_doctype(text: str) -> str:
    text = text[match.end() :] if (match := _DECLARATION.match(text)) else text
    kept, start = [], 0
    while match := _DOCTYPE.search(text, start):
        kept.append(text[start : match.start()])
        start = _doctype_end(text, match.end())
    return "".join([*kept, text[start:]])


def _doctype_end(text: str, start: int) -> int:
    """Where a document type that begins before `start` ends; an inner subset may hold any markup."""
    closing = text.find(">", start)
    # No further than that: many document types would each be searched to the end of the feed.
    inside = text.find("[", start, max(closing, 0))
    if inside >= 0:
        subset = _SUBSET_END.search(text, inside)
        closing = subset.end() - 1 if subset else -1
    if closing < 0:
        raise ArticleError("The feed has a document type without an end; it is not read.")
    return closing + 1


def _well_formed(data: bytes) -> bool:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise ArticleError(f"The feed has more than {MAX_ELEMENTS} elements; it is not read.")
    return True


def _mended(text: str) -> bytes:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_declared(_AMPERSAND.sub(_entity, text)).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return b""
    return b"" if root is None else bytes(etree.tostring(root, encoding="utf-8"))


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    if name and (name in _XML_ENTITIES or name.startswith("#")):
        return match[0]
    if name and name in html5:
        return html5[name]
    return f"&amp;{name or ''}"


def _declared(text: str) -> str:
    """The XML with every prefix declared at its root."""
    used = dict.fromkeys(match[1] or match[2] for match in _PREFIX.finditer(text))
    missing = [name for name in used if name not in {"xml", "xmlns"} and f"xmlns:{name}" not in text][:50]
    root = _ROOT.search(text)
    if root is None or not missing:
        return text
    extra = "".join(f' xmlns:{name}="{_NAMESPACES.get(name, f"urn:undeclared:{name}")}"' for name in missing)
    return text[: root.end()] + extra + text[root.end() :]
