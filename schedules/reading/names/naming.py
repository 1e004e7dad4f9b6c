"""The catalogue's names in all the forms in which texts have them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from schedules.model import Show
from schedules.reading.words.text import tokenize

ARTICLES = frozenset({"the", "a", "an"})
# Words that begin sentences or stand for days: a capital letter alone never makes a title of them.
COMMON = frozenset(
    (
        "you it from us me we he she they him her them this that these those who what when where why how if so no "
        "not yes and but or the a an in on at by for of to with as is are was were be been one two three monday "
        "tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december spring summer autumn fall winter today tomorrow yesterday tonight now "
        "then here there i my your our their his its all some"
    ).split()
)
GLUED_FUZZY = 6
"""Shorter words are never taken for a misspelt name."""


@dataclass(slots=True, eq=False)
class Name:
    """A name, or another form of it, by its words."""

    words: tuple[str, ...]
    show: Show
    bare: bool
    """Whether a leading article of the show's name is missing."""
    content: int = field(init=False)
    """The place of its first word behind an article."""
    single: bool = field(init=False)
    """Whether it is one word, an article and marks apart."""
    common: bool = field(init=False)
    """Whether that word begins sentences or stands for days."""
    house: bool = field(init=False)
    """Whether a house stands before it: "Acme's Glass"."""

    def __post_init__(self) -> None:
        words = self.words
        self.content = int(len(words) > 1 and words[0] in ARTICLES and words[1].isalnum())
        self.single = sum(word.isalnum() for word in words[self.content :]) == 1
        self.common = self.single and words[self.content] in COMMON
        self.house = words[1:2] == ("'s",)


def names_of(show: Show) -> Iterable[Name]:
    """The name and the aliases of a show, with the forms in which headlines have them."""
    for name in (show.name, *show.aliases):
        words = tokenize(name)
        if not words:
            continue
        yield Name(words, show, bare=False)
        if "'" in words[1:]:  # "Class of '09", with whatever apostrophe
            yield from (Name(tuple(mark if w == "'" else w for w in words), show, bare=False) for mark in "’‘")
        if words[0] == "the" and len(words) > 1:
            yield Name(words[1:], show, bare=True)
        if ":" in words[1:]:  # headlines leave it out or write a dash for it
            at = words.index(":", 1)
            yield Name((*words[:at], *words[at + 1 :]), show, bare=False)
            yield from (Name((*words[:at], dash, *words[at + 1 :]), show, bare=False) for dash in "-–—")
        plain = tuple(word for word in words if word not in ARTICLES)
        if len(plain) > 2 and "the" in words[1:]:  # headlines leave them out
            yield Name(plain, show, bare=False)


def short_forms(show: Show) -> Iterable[str]:
    """The words of a name of two by which a text may call the show once it has named it."""
    words = [word for word in tokenize(show.name) if word.isalpha() and word not in ARTICLES]
    if len(words) == 2:
        # The first half of a name with a colon is that of another show, which the name comes from.
        yield from (word for word in words[int(":" in show.name) :] if len(word) > 3)


def capitalised(word: str) -> str:
    """The word with its first letter in capitals."""
    return word[:1].upper() + word[1:]


def slips_of(word: str) -> list[str]:
    """A word and the word with each one letter left out: two words within one slip share a key."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def near_to(names: Iterable[Name]) -> Mapping[str, list[tuple[Name, int]]]:
    """The names that have a word, by that word and by those that one slip makes of it."""
    near: dict[str, list[tuple[Name, int]]] = {}
    for name in names:
        for place, word in enumerate(name.words):
            several = len([w for w in name.words if w not in ARTICLES]) > 1
            if len(word) >= (5 if several else GLUED_FUZZY) and word.isalpha() and not (name.bare and several):
                for key in slips_of(word):
                    near.setdefault(key, []).append((name, place))
    return near
