"""Where a text speaks of the catalogue's shows, and where the same words mean something else.

A name of several words is taken at its face. A name that is one word ("Echo", "You") or that a person
or a team could bear ("the Rangers") needs evidence: capital letters where the sentence would not give it any,
quotes, or a season or a series beside it.
"""

from schedules.catalogue import Catalogue
from schedules.reading.names.judging import ShowMention, in_quotes, judge, season_after, season_before, season_beside
from schedules.reading.names.naming import (
    ARTICLES,
    GLUED_FUZZY,
    Name,
    capitalised,
    names_of,
    near_to,
    short_forms,
    slips_of,
)
from schedules.reading.words import hints
from schedules.reading.words.lexicon import lexicon
from schedules.reading.words.text import Chunks, Text


class ShowFinder:
    """The catalogue's names, compiled once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        names = [name for show in catalogue.shows for name in names_of(show)]
        self._first_words = frozenset(name.words[0] for name in names)
        self._by_words: dict[tuple[str, ...], list[Name]] = {}
        """The names by their first two words, or by the only one; the longest first."""
        for name in sorted(names, key=lambda name: -len(name.words)):
            self._by_words.setdefault(name.words[:2], []).append(name)
        self._squeezed = {"".join(n.words): n for n in names if len("".join(n.words)) >= GLUED_FUZZY}
        self._near = near_to(names)
        self._beginnings = {
            name[:length]
            for name, whole in self._squeezed.items()
            for length in range(3 if len(whole.words) == 1 else len(name), len(name) + 1)
        }
        self._likes: dict[str, list[tuple[Name, int]]] = {}
        """The words that were found to be near to one of a name, with the name and the place of that one."""
        self._short = {word: show for show in catalogue.shows for word in short_forms(show)}
        tails = {capitalised(name.words[-1]) for name in names if len(name.words[-1]) >= 4}
        self._tails = tuple(sorted(tails | set(_MONTHS)))
        self._followers = lexicon().words | _FOLLOWERS
        self._whole = frozenset(word for name in names for word in name.words)
        self.chunks = Chunks(self.unglue, self._hint)

    def unglue(self, token: str) -> int:
        """Where a known word ends that is glued to another ("Lightsis", "launchfirst"); 0 where none is.

        A word of a name is whole, though another name may end as it begins: "Nightfall" beside a "Night".
        """
        if not token[0].isupper():
            if token[-2:] not in _ENDINGS or not token.endswith(_FOLLOWING):
                return 0
            return self._unglue_verb(token) if len(token) > 7 and token not in self._followers else 0
        if not token.startswith(self._tails) or token.lower() in self._whole:
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
        if len(word) >= GLUED_FUZZY - 2:
            likes = [
                (near, place)
                for key in slips_of(word)
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
                    weigh = self._longer if candidate.house else judge
                    mention = weigh(text, candidate, index, end)
                    break
            else:
                mention = self._misspelt(text, index, named) if hint & hints.NEAR else None
            if mention is not None:
                found.append(mention)
                named.add(mention.show.name)
                done = mention.end
        return self._with_short_forms(text, found)

    def _longer(self, text: Text, name: Name, index: int, whole: int) -> ShowMention | None:
        """ "Acme's Glass: Ashes", where "Acme's Glass" is a name of "Glass": the show whose own name goes on."""
        at = index + 2
        for longer in self._by_words.get(tuple(text.words[at : at + 2]), ()):
            end = at + len(longer.words)
            if end > whole and tuple(text.words[at:end]) == longer.words:
                return judge(text, longer, at, end)
        return judge(text, name, index, whole)

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
        if len(word) < GLUED_FUZZY - 2:
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
            alone = all(near.words[i] in ARTICLES for i in others)
            swapped = sorted(word) == sorted(near.words[place])
            if alone and not (swapped or near.show.name in named or season_beside(text, start, end)):
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
            season = text.words[index - 1] == "of" and season_before(text, index) if index else False
            if (
                season
                or in_quotes(text, index, index + 1)
                or season_after(text, index + 1)
                or _returns(text, index + 1)
            ):
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


def _returns(text: Text, at: int) -> bool:
    """Whether a hero comes back by the words of a show: "Luke is back in 2018"."""
    words = text.words[at : at + 4]
    if words[:1] in (["'s"], ["is"]):
        words = words[1:]
    elif words[:1] in (["will"], ["'ll"]):
        words = words[2:] if words[1:2] == ["be"] else words[1:]
    return words[:1] in (["back"], ["returns"], ["return"], ["returning"]) and words[1:2] != ["to"]
