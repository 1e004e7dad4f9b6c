"""Where a text speaks of the catalogue's shows, and where the same words mean something else.

A name of several words is taken at its face. A name that is one word ("Echo", "You") or that a person
or a team could bear ("the Rangers") needs evidence: capital letters where the sentence would not give it any,
quotes, or a season or a series beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from schedules.catalogue import Catalogue
from schedules.model import Show
from schedules.reading import hints
from schedules.reading.lexicon import lexicon
from schedules.reading.seasonwords import MONTHLIKE
from schedules.reading.subtitles import subtitled
from schedules.reading.text import Chunks, Text, tokenize

_ARTICLES = frozenset({"the", "a", "an"})
# Words that begin sentences or stand for days: a capital letter alone never makes a title of them.
_COMMON = frozenset(
    (
        "you it from us me we he she they him her them this that these those who what when where why how if so no "
        "not yes and but or the a an in on at by for of to with as is are was were be been one two three monday "
        "tuesday wednesday thursday friday saturday sunday january february march april may june july august "
        "september october november december spring summer autumn fall winter today tomorrow yesterday tonight now "
        "then here there i my your our their his its all some"
    ).split()
)
_SEASON_WORDS = frozenset("season seasons series s miniseries mini sophomore episode episodes chapter volume".split())
_NUMBER_WORDS = frozenset(
    (
        "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth "
        "ninth tenth final last new next sophomore debut upcoming latest current previous inaugural"
    ).split()
)
_QUOTES_OPEN = frozenset({'"', "“", "‘", "'", "«"})
_QUOTES_CLOSE = frozenset({'"', "”", "’", "'", "‘", "»"})
_OTHER_WORKS = frozenset("film films movie movies comic comics novel novels book books game games musical".split())
_BOXED = ["the", "complete"]
"""What a box of discs has behind the name: "Echo: The Complete Second Season"."""
_GLUED_FUZZY = 6
"""Shorter words are never taken for a misspelt name."""


@dataclass(slots=True, eq=False)
class ShowMention:
    """A show named at the tokens from `start` to before `end`."""

    show: Show
    start: int
    end: int
    firm: bool
    """Whether the words surely mean the show, not a person, a team or a common word."""


@dataclass(slots=True, eq=False)
class _Name:
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
        self.content = int(len(words) > 1 and words[0] in _ARTICLES and words[1].isalnum())
        self.single = sum(word.isalnum() for word in words[self.content :]) == 1
        self.common = self.single and words[self.content] in _COMMON
        self.house = words[1:2] == ("'s",)


class ShowFinder:
    """The catalogue's names, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        names = [name for show in catalogue.shows for name in _names(show)]
        self._first_words = frozenset(name.words[0] for name in names)
        self._by_words: dict[tuple[str, ...], list[_Name]] = {}
        """The names by their first two words, or by the only one; the longest first."""
        for name in sorted(names, key=lambda name: -len(name.words)):
            self._by_words.setdefault(name.words[:2], []).append(name)
        self._squeezed = {"".join(n.words): n for n in names if len("".join(n.words)) >= _GLUED_FUZZY}
        self._near = _neighbours(names)
        self._beginnings = {
            name[:length]
            for name, whole in self._squeezed.items()
            for length in range(3 if len(whole.words) == 1 else len(name), len(name) + 1)
        }
        self._likes: dict[str, list[tuple[_Name, int]]] = {}
        """The words that were found to be near to one of a name, with the name and the place of that one."""
        self._short = {word: show for show in catalogue.shows for word in _short_forms(show)}
        tails = {_capitalised(name.words[-1]) for name in names if len(name.words[-1]) >= 4}
        self._tails = tuple(sorted(tails | set(_MONTHS)))
        self._followers = lexicon().words | _FOLLOWERS
        self.chunks = Chunks(self.unglue, self._hint)

    def unglue(self, token: str) -> int:
        """Where a known word ends that is glued to another ("Lightsis", "launchfirst"); 0 where none is."""
        if not token[0].isupper():
            if token[-2:] not in _ENDINGS or not token.endswith(_FOLLOWING):
                return 0
            return self._unglue_verb(token) if len(token) > 7 and token not in self._followers else 0
        if not token.startswith(self._tails):
            return 0
        for tail in self._tails:
            if token.startswith(tail) and token[len(tail) :] in self._followers and token[len(tail) :] != "s":
                return len(tail)
        return 0

    def _unglue_verb(self, token: str) -> int:
        verbs = self._followers
        for at in range(5, min(len(token) - 1, 11)):
            if token[at:] in _FOLLOWERS and token[:at] in verbs:
                return at
        return 0

    def _hint(self, token: str, word: str) -> int:
        found = hints.hint(token, word)
        if len(word) > 2 and token[0].isupper() and self._like(word):
            found |= hints.NAME | hints.NEAR
        elif word in self._first_words:
            found |= hints.NAME
        return found | hints.SHORT if word in self._short else found

    def _like(self, word: str) -> bool:
        """Whether a word is near to one of a name, or begins a name that is one word."""
        likes = []
        if len(word) >= _GLUED_FUZZY - 2:
            likes = [
                (near, place)
                for key in _keys(word)
                for near, place in self._near.get(key, ())
                if word != near.words[place] and word[0] == near.words[place][0]
            ]
        if likes:
            self._likes[word] = likes
        return bool(likes) or word in self._beginnings

    def find(self, text: Text) -> list[ShowMention]:
        """All mentions, in order, none inside another."""
        found: list[ShowMention] = []
        words, by_words, done = text.words, self._by_words, 0
        named: set[str] = set()
        for index, hint in [(at, hint) for at, hint in zip(text.spots, text.hints, strict=True) if hint & hints.NAME]:
            if index < done:
                continue
            two = tuple(words[index : index + 2])
            mention = None
            for candidate in (*by_words.get(two, ()), *by_words.get(two[:1], ())):
                end = index + len(candidate.words)
                if end <= index + 2 or tuple(words[index:end]) == candidate.words:
                    judge = self._longer if candidate.house else _judge
                    mention = judge(text, candidate, index, end)
                    break
            else:
                mention = self._misspelt(text, index, named) if hint & hints.NEAR else None
            if mention is not None:
                found.append(mention)
                named.add(mention.show.name)
                done = mention.end
        return self._with_short_forms(text, found)

    def _longer(self, text: Text, name: _Name, index: int, whole: int) -> ShowMention | None:
        """ "Acme's Glass: Ashes", where "Acme's Glass" is a name of "Glass": the show whose own name goes on."""
        at = index + 2
        for longer in self._by_words.get(tuple(text.words[at : at + 2]), ()):
            end = at + len(longer.words)
            if end > whole and tuple(text.words[at:end]) == longer.words:
                return _judge(text, longer, at, end)
        return _judge(text, name, index, whole)

    def _misspelt(  # noqa: C901 - each condition spares the work of the next
        self, text: Text, index: int, named: set[str]
    ) -> ShowMention | None:
        words = text.words
        word, count = words[index], len(words)
        if index + 1 < count and text.capital(index + 1):
            name = self._squeezed.get(word + words[index + 1])
            if name is not None and len(name.words) == 1:
                return ShowMention(name.show, index, index + 2, firm=True)
        if index + 2 < count and words[index + 1] == "-" and text.capital(index + 2):
            name = self._squeezed.get(word + words[index + 2])
            if name is not None and len(name.words) == 1:
                return ShowMention(name.show, index, index + 3, firm=True)
        if len(word) < _GLUED_FUZZY - 2:
            return None
        name = self._squeezed.get(word)
        if name is not None and len(name.words) > 1:
            return ShowMention(name.show, index, index + 1, firm=True)
        for near, place in self._likes.get(word, ()):
            start = index - place
            end = start + len(near.words)
            if start < 0 or end > count:
                continue
            others = [i for i in range(len(near.words)) if i != place]
            if any(words[start + i] != near.words[i] for i in others):
                continue
            alone = all(near.words[i] in _ARTICLES for i in others)
            swapped = sorted(word) == sorted(near.words[place])
            if alone and not (swapped or near.show.name in named or _season_beside(text, start, end)):
                continue
            return ShowMention(near.show, start, end, firm=True)
        return None

    def _with_short_forms(self, text: Text, found: list[ShowMention]) -> list[ShowMention]:
        """Add quoted parts of long names ("Meridian" S2) where the whole name stands in the text too."""
        places = text.hinted(hints.SHORT) if found else ()
        if not places:
            return found
        named = {mention.show.name for mention in found}
        taken = {index for mention in found for index in range(mention.start, mention.end)}
        for index in places:
            show = self._short[text.words[index]]
            if show.name not in named or index in taken or not text.capital(index):
                continue
            season = text.words[index - 1] == "of" and _season_before(text, index) if index else False
            if season or _quoted(text, index, index + 1) or _season_after(text, index + 1) or _returns(text, index + 1):
                found.append(ShowMention(show, index, index + 1, firm=True))
        return sorted(found, key=lambda mention: mention.start)


_MONTHS = ("January", "February", "April", "August", "September", "October", "November", "December")
_FOLLOWERS = frozenset(
    (
        "is was will has had are were and on in at to for of with as the an by from coming set also itself first "
        "while their this next days season returns premieres will"
    ).split()
)
_FOLLOWING = tuple(sorted(_FOLLOWERS))
_ENDINGS = frozenset(word[-2:] for word in _FOLLOWERS if len(word) > 1)
_compiled: dict[int, ShowFinder] = {}


def finder(catalogue: Catalogue) -> ShowFinder:
    """The finder of a catalogue, made once for as long as it is one of the last few in use."""
    known = _compiled.get(id(catalogue))
    if known is None or known.catalogue is not catalogue:
        if len(_compiled) > 8:
            _compiled.clear()
        known = _compiled[id(catalogue)] = ShowFinder(catalogue)
    return known


def _names(show: Show) -> Iterable[_Name]:
    for name in (show.name, *show.aliases):
        words = tokenize(name)
        if not words:
            continue
        yield _Name(words, show, bare=False)
        if words[0] == "the" and len(words) > 1:
            yield _Name(words[1:], show, bare=True)
        if ":" in words[1:]:  # headlines leave it out or write a dash for it
            at = words.index(":", 1)
            yield _Name((*words[:at], *words[at + 1 :]), show, bare=False)
            yield from (_Name((*words[:at], dash, *words[at + 1 :]), show, bare=False) for dash in "-–—")
        plain = tuple(word for word in words if word not in _ARTICLES)
        if len(plain) > 2 and "the" in words[1:]:  # headlines leave them out
            yield _Name(plain, show, bare=False)


def _short_forms(show: Show) -> Iterable[str]:
    words = [word for word in tokenize(show.name) if word.isalpha() and word not in _ARTICLES]
    if len(words) == 2:
        # The first half of a name with a colon is that of another show, which the name comes from.
        yield from (word for word in words[int(":" in show.name) :] if len(word) > 3)


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]


def _keys(word: str) -> list[str]:
    """A word and the word with each one letter left out: two words within one slip share a key."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def _neighbours(names: Iterable[_Name]) -> Mapping[str, list[tuple[_Name, int]]]:
    near: dict[str, list[tuple[_Name, int]]] = {}
    for name in names:
        for place, word in enumerate(name.words):
            several = len([w for w in name.words if w not in _ARTICLES]) > 1
            if len(word) >= (5 if several else _GLUED_FUZZY) and word.isalpha() and not (name.bare and several):
                for key in _keys(word):
                    near.setdefault(key, []).append((name, place))
    return near


def _returns(text: Text, at: int) -> bool:
    """Whether a hero comes back by the words of a show: "Luke is back in 2018"."""
    words = text.words[at : at + 4]
    if words[:1] in (["'s"], ["is"]):
        words = words[1:]
    elif words[:1] in (["will"], ["'ll"]):
        words = words[2:] if words[1:2] == ["be"] else words[1:]
    return words[:1] in (["back"], ["returns"], ["return"], ["returning"]) and words[1:2] != ["to"]


def _quoted(text: Text, start: int, end: int) -> bool:
    words = text.words
    if not start or words[start - 1] not in _QUOTES_OPEN:
        return False
    after = end + 1 if end < len(words) and words[end] in {",", ".", ":", "!", "?"} else end
    return after < len(words) and (words[after] in _QUOTES_CLOSE or words[after] == "'s")


def _season_after(text: Text, end: int) -> bool:
    words = text.words
    at = end
    while at < len(words) and at < end + 3 and words[at] in {",", "'s", '"', "”", "’", ":", "'", "(", "-", "–"}:
        at += 1
    if at >= len(words):
        return False
    if words[at] in _SEASON_WORDS and not (
        words[at] == "s" and not (at + 1 < len(words) and words[at + 1].isdecimal())
    ):
        return True
    return words[at] in _NUMBER_WORDS and at + 1 < len(words) and words[at + 1] in _SEASON_WORDS


def _season_before(text: Text, start: int) -> bool:
    """Whether "season two of", "series" or a service's genitive leads up to the name."""
    words = text.words
    at = start - 1
    while at >= 0 and at > start - 4 and words[at] in {'"', "“", "‘", "'", "the", ",", "new"}:
        at -= 1
    if at < 0:
        return False
    if words[at] in {"series", "show", "drama", "miniseries", "comedy", "thriller", "sitcom"}:
        return True
    if words[at] == "'s" and at > 0 and text.capital(at - 1):
        return True
    if words[at] in {"of", "for"}:
        return any(word in _SEASON_WORDS for word in words[max(0, at - 3) : at])
    return False


def _season_beside(text: Text, start: int, end: int) -> bool:
    return _season_after(text, end) or _season_before(text, start)


def _begins_sentence(text: Text, start: int) -> bool:
    at = start - 1
    while at >= 0 and text.words[at] in {'"', "“", "‘", "'", "(", "-", "–", "—", "*", "•", "[", "#"}:
        at -= 1
    return at < 0 or text.words[at] in {".", "!", "?", "\n", ":", "…", "”", "|", "/"}


def _judge(  # noqa: C901 - one line of evidence after the other
    text: Text, name: _Name, start: int, end: int
) -> ShowMention | None:
    """Whether the name's words mean the show here."""
    words, raw, count = text.words, text.raw, len(text.words)
    content, single, common = start + name.content, name.single, name.common
    small = len(raw[content]) == 1 and content + 1 < end and raw[content + 1][0].isupper()  # "iGhost", in two tokens
    if not (small or raw[content][0].isupper() or raw[content][0].isdecimal()) or not (
        raw[end - 1][0].isupper() or not raw[end - 1].isalpha()
    ):
        # Small letters are a name in captions and chats: "saltmarsh season 2".
        hit = _season_after(text, end) and not common and (start == 0 or not single or words[start - 1] in {"#", "\n"})
        return ShowMention(name.show, start, end, firm=True) if hit else None
    quoted = _quoted(text, start, end)
    if (
        not quoted
        and end + 1 < count
        and words[end] == ":"
        and text.capital(end + 1)
        and words[end + 1] not in _SEASON_WORDS
        and not text.in_title
        and (not _begins_sentence(text, start) or subtitled(text, end + 1))
    ):
        return None
    if end < count and ((words[end] in _OTHER_WORKS and not quoted) or words[end + 1 : end + 3] == _BOXED):
        return None
    if (
        single
        and not quoted
        and end < count
        and words[end].isdecimal()
        and text.spaced(end)
        and len(words[end]) <= 2
        and int(words[end]) > 1
    ):
        # "Saltmarsh 4" is a game, "Echo 2:" at the head of a line is a season.
        season = _begins_sentence(text, start) and end + 1 < count and words[end + 1] in {":", "–", "-", "—"}
        return ShowMention(name.show, start, end, firm=True) if season else None
    if quoted or not single or _season_beside(text, start, end):
        return ShowMention(name.show, start, end, firm=True)
    if common and end < count and words[end] in _THIRD_PERSON:
        return ShowMention(name.show, start, end, firm=True)
    if common:
        return (
            None
            if text.in_title
            or _begins_sentence(text, start)
            or words[content] in _WEEKDAYS
            or words[content] in MONTHLIKE
            else ShowMention(name.show, start, end, firm=True)
        )
    if _inside_longer_name(text, start, end) or (start == content and _is_a_noun(text, start, end)):
        return None
    leading = words[start] == "the" and start != content
    if leading and not raw[start][0].isupper():
        return ShowMention(name.show, start, end, firm=False)
    if name.bare:
        return (
            None
            if not text.in_title and start and words[start - 1] in _ARTICLES
            else ShowMention(name.show, start, end, firm=False)
        )
    return ShowMention(name.show, start, end, firm=True)


def _is_a_noun(text: Text, start: int, end: int) -> bool:
    """ "Snow in the Heartland on Friday", "Ghosts return to the cellars": a title has no article, and is one thing."""
    words = text.words
    after = words[end] if end < len(words) else "."
    if start and text.raw[start - 1] == "the":
        return after in _BEHIND_A_NOUN
    many = words[end - 1].endswith("s") and not words[end - 1].endswith("ss")
    return many and after in _DO and not text.in_title and _begins_sentence(text, start)


_BEHIND_A_NOUN: Final = frozenset(". , ; ! ? ) on in at to from by with but is was".split())
_DO: Final = frozenset("return start begin come arrive land open launch hit drop".split())
_THIRD_PERSON = frozenset("premieres returns arrives debuts launches drops begins starts hits lands comes".split())
"""Verbs after which "You" or "Wednesday" is a title: "You is back"."""
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])

_UNNAMED = MONTHLIKE | _WEEKDAYS | _COMMON
"""What does not continue a name, for all its capital letter."""


def _inside_longer_name(text: Text, start: int, end: int) -> bool:
    """Whether capitals on either side make a longer name of it, as in "The Echo Chamber" or "Ford Echo"."""
    if text.in_title:
        return False
    words = text.words
    after = end < len(words) and text.raw[end].isalpha() and text.capital(end) and not words[end].isupper()
    after = after and text.spaced(end) and words[end] not in _SEASON_WORDS and words[end] not in _UNNAMED
    before = start > 0 and text.raw[start - 1].isalpha() and text.capital(start - 1) and words[start] not in _ARTICLES
    before = before and words[start - 1] not in _COMMON and not _begins_sentence(text, start - 1) and text.spaced(start)
    before = before and words[start - 1] not in lexicon().words
    return (after and (words[end] not in lexicon().words or words[end] in _NAMED_AFTER)) or before


_NAMED_AFTER: Final = frozenset("act award awards park prize cup bowl week law sky festival society room art".split())
"""What has a name before it though the lexicon tells of it: "the Echo Act", "Saltmarsh Week"."""
