"""Bytes to text, and what kind of text it is; pure."""

import codecs
import re

from schedules.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|"""
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
# The web reads these names as their Windows supersets.
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_NO_TEXT = frozenset(("\0", *map(chr, range(1, 9)), *map(chr, range(14, 27))))
_HTML = re.compile(
    # A comment ends at its first "-->" and nowhere else, or a row of them could be cut in more ways than time allows.
    r"\s*(?:<!--(?:[^-]|-(?!->))*-->\s*|<\?xml[^>]*>\s*)*(?:<!doctype\s+html|"
    r"<(?:html|head|body|title|meta|link|script|style|article|main|"
    r"section|header|nav|div|span|p|a|b|i|strong|em|h[1-6]|ul|ol|table|blockquote|figure|img|br)\b)",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_HEAD = 4096


def decode(data: bytes, *, charset: str | None = None) -> str:
    """The text that `data` is.

    A byte-order mark wins, then `charset`, then what the text declares itself, then UTF-8; what is called Latin-1 and
    is good UTF-8 is UTF-8. Where none of these fits, a few bad bytes among good UTF-8 become U+FFFD, and anything else
    is read as Windows-1252.

    Args:
        data: the bytes.
        charset: what the sender says it is, such as an HTTP header's charset.

    Returns:
        The text with line feeds as line ends and without a byte-order mark.

    Raises:
        ArticleError: it is no text but a picture, a program, an archive and the like.
    """
    text = _decoded(data, charset)
    head = text[:_HEAD]
    controls = sum(character in _NO_TEXT for character in head)
    if "\0" in head or controls * 20 > len(head):
        raise ArticleError("That is a binary file; give an article as text or HTML.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML page or a piece of one, judged by how it begins."""
    return _HTML.match(text[:_HEAD]) is not None and not looks_like_feed(text)


def looks_like_feed(text: str) -> bool:
    """Whether a text is an RSS, Atom or RDF feed, judged by how it begins."""
    head = text[:_HEAD].lstrip()
    return head.startswith("<") and not head[:15].lower().startswith("<!doctype html") and bool(_FEED.search(head))


def _decoded(data: bytes, charset: str | None) -> str:
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(codec, "replace")
    declared = _DECLARED.search(data[:_HEAD])
    named = (declared[1] or declared[2]).decode("ascii") if declared else None
    for name in (charset, named, "utf-8"):
        text = _strict(data, name)
        if text is not None:
            # Many servers say Latin-1 by default; what is good UTF-8 all the same is no chance.
            return (_strict(data, "utf-8") or text) if _western(name) else text
    mended = data.decode("utf-8", "replace")
    bad = mended.count("\ufffd")
    # Other charsets hardly ever form UTF-8's sequences by chance, so more good ones than bad show what it is.
    return mended if _beyond_ascii(mended) > 2 * bad else data.decode("cp1252", "replace")


def _strict(data: bytes, name: str | None) -> str | None:
    """The text if `name` is a known charset for text and every byte fits it."""
    if name is None:
        return None
    try:
        codec = codecs.lookup(name)
        if codec.name in {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}:
            return None
        return data.decode(_SUPERSETS.get(codec.name, codec.name))
    except (LookupError, ValueError):
        return None


def _western(name: str | None) -> bool:
    return name is not None and _SUPERSETS.get(codecs.lookup(name).name) == "cp1252"


def _beyond_ascii(text: str) -> int:
    return sum(not character.isascii() for character in text)
