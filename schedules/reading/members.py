"""Names that stand for themselves, as those of an enumeration do, but are found at once.

A rule asks for such a name at every step, thousands of times for an article. A member of an enumeration is found ten
times slower than another attribute of a class (before Python 3.12, whose enumerations no longer look twice).
"""

from typing import TypeVar


class Member:
    """One of the names of its class, which are its only instances; two are compared by `is`."""

    __slots__ = ("value",)

    def __init__(self, value: str) -> None:
        self.value = value
        """The name in small letters."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.value.upper()}"


_Class = TypeVar("_Class", bound=type[Member])


def with_members(cls: _Class) -> _Class:
    """Give a class an instance for each name that it declares."""
    for name in cls.__annotations__:
        setattr(cls, name, cls(name.lower()))
    return cls
