"""Names that stand for themselves, as those of an enumeration do, but are found at once."""


class Member:
    """One of the names of its class, which are its only instances; two are compared by `is`.

    A rule asks for such a name at every step, thousands of times for an article. A member of an enumeration is found
    ten times slower than another attribute of a class (before Python 3.12, whose enumerations no longer look twice).
    """

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        """Take the name in small letters."""
        self.value = value

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.value.upper()}"
