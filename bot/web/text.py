"""Text from outside, made fit for one line of any format; escaping is each format's own."""


def clean(text: str, limit: int = 500) -> str:
    """`text` in one line of at most `limit` characters.

    Control, surrogate, private and directional characters become spaces: XML and iCalendar forbid the first, and the
    last can turn the rest of a line around. What remains is allowed in XML 1.0 and in RFC 5545.
    """
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"
