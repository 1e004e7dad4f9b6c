"""What a stranger wrote, on lines of standard error and of the log: it is shown, and does nothing.

A title, an address or a file's name may hold what moves a terminal's cursor, turns a line around or begins another.
"""


def visible(text: str, kept: str = "") -> str:
    """A text with what can't be seen written out as Python writes it, but for the characters of `kept`."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in kept else ascii(each)[1:-1] for each in text)
