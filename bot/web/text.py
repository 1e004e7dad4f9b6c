"""Text from outside, made fit for one line of any format; escaping is each format's own."""

import unicodedata


def clean(text: str, limit: int = 500) -> str:
    """`text` in one line of at most `limit` characters.

    Control, surrogate and private characters become spaces, since XML and iCalendar forbid them. Directional ones,
    which can turn the rest of a line around, soft hyphens and joiners leave no gap, as they stand within words. What
    remains is allowed in XML 1.0 and in RFC 5545.
    """
    plain = " ".join("".join(char if char.isprintable() else _instead_of(char) for char in text).split())
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"


def _instead_of(char: str) -> str:
    return "" if unicodedata.category(char) == "Cf" else " "


def web_address(url: str | None) -> str | None:
    """`url` where it is an address that a browser may be sent to; None for every other scheme and for what is none."""
    if url is None or len(url) > 2000 or not url.isprintable() or any(char in url for char in " \"'<>\\^`{|}"):
        return None
    scheme, found, rest = url.partition("://")
    return url if found and rest and scheme.lower() in {"http", "https"} else None
