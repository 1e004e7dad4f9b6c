"""Lists of shows of which some are new and some have run for years: which of them the text tells to be new."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from schedules.reading.scenes.scene import Scene
from schedules.reading.words.text import QUOTES, Text


class Roster(NamedTuple):
    """Shows by their names."""

    new: frozenset[str]
    """Those that are told to be new."""
    back: frozenset[str]
    """Those that stand below a line that says that they return."""


def roster(title: Text, body: Text, scenes: Sequence[Scene], seasons: Mapping[str, AbstractSet[int]]) -> Roster | None:
    """Which shows an article tells to be new, where it has new ones beside those that return; None where it hasn't.

    "Premiere dates for new and returning shows", "your favourites are back", "10 p.m.: Echo (new series)".

    Args:
        title: the headline.
        body: the text.
        scenes: the sentences of both.
        seasons: the seasons that they name of each show.
    """
    grown = sum(1 for numbers in seasons.values() if max(numbers, default=0) > _YOUNG) > 1
    capitals = _in_capitals(body.words)
    entries = [scene for scene in scenes if scene.sentence.heading and not scene.text.in_title]
    labelled = any(_labels_the_new(scene) for scene in entries)
    if not (grown or labelled or capitals or _sorts(title.words) or _sorts(body.words)):
        return None
    if not labelled and _number_the_old(entries):
        return None
    new: set[str] = set()
    back: set[str] = set()
    below: set[str] | None = None
    for scene, following in zip(scenes, [*scenes[1:], None], strict=True):
        if scene.sentence.heading and not scene.shows and not scene.text.in_title:
            below = _list_of(scene, new, back, below)
        elif scene.shows and (below is not None or _goes_on_new(scene, following)):
            (below if below is not None else new).update(show.show.name for show in scene.shows)
        else:
            for at, show in enumerate(scene.shows):
                last = scene.shows[at + 1].start if at + 1 < len(scene.shows) else scene.last
                if _is_new(scene, show.start, show.end, last) or (capitals and _shouted(scene, show.start, show.end)):
                    new.add(show.show.name)
    return Roster(frozenset(new), frozenset(back))


def _labels_the_new(entry: Scene) -> bool:
    """Whether an entry ends in a label of a new show: "Echo (new series)", "Echo (New)"."""
    if "new" not in entry.vocabulary or not entry.shows:
        return False
    ends = entry.words(max(entry.first, entry.last - _LABEL), entry.last)
    return ends[-1:] == [")"] and "new" in ends


def _number_the_old(entries: Sequence[Scene]) -> bool:
    """Whether a list tells the seasons of those that return, "Echo (Season 4)", so that one without any is new."""
    return sum(any((s.number or 0) >= _YOUNG for s in entry.seasons) for entry in entries) >= _SEVERAL


_LABEL: Final = 4
_SEVERAL: Final = 3


def _list_of(scene: Scene, new: set[str], back: set[str], below: set[str] | None) -> set[str] | None:
    """To which a line without a show makes those below it belong: "New Series", "Returning shows"; None for neither."""
    if scene.last - scene.first <= _SHORT and not _SHOWS.isdisjoint(scene.vocabulary):
        fresh, returning = "new" in scene.vocabulary, "returning" in scene.vocabulary
        if fresh is not returning:
            return new if fresh else back
    return below if scene.dates else None


def _goes_on_new(scene: Scene, following: Scene | None) -> bool:
    """Whether what follows the only show of a line tells at once that it is new: "Echo. It's a new hour-long drama"."""
    next_named = following.shows[0].start if following is not None and following.shows else scene.last + _FAR
    same = following is None or following.text is scene.text
    if len({show.show.name for show in scene.shows}) > 1 or (same and next_named < scene.last + _REACH):
        return False
    words = [word for word in scene.text.words[scene.last : scene.last + _REACH + 2] if word != "\n"]
    if words[:1] == [] or words[0] not in _IT:
        return False
    return any(word in _NEW and not _KINDS.isdisjoint(words[at + 1 : at + 6]) for at, word in enumerate(words))


_IT: Final = frozenset({"it", "this", "the", "a", "new"})
_SHORT: Final = 6
"""A line of more words is no heading of a list."""
_YOUNG: Final = 2
"""A show of more seasons has run for years."""


def _sorts(words: Sequence[str]) -> bool:
    """Whether a text tells new shows from old ones."""
    if not _NEWCOMERS.isdisjoint(words):
        return True
    if _SORTING.keys().isdisjoint(words):
        return False
    return any(
        not _SORTING[word].isdisjoint(words[at + 1 : at + _BEHIND])
        for word in _SORTING
        if word in words
        for at in _places(words, word)
    )


def _places(words: Sequence[str], word: str) -> Iterator[int]:
    """Where a word stands."""
    at = -1
    for _ in range(words.count(word)):
        at = words.index(word, at + 1)
        yield at


_BEHIND: Final = 5
_SHOWS: Final = frozenset(
    "shows series dramas comedies sitcoms programs programmes titles favorites favourites".split()
)
_SORTING: Final = {
    "returning": _SHOWS | {"drama", "comedy", "favorite", "favourite", "tv"},
    "shows": frozenset({"return", "returning", "back"}),
    "favorite": frozenset({"shows", "return", "returning"}),
    "favourite": frozenset({"shows", "return", "returning"}),
    "freshman": frozenset({"shows", "dramas", "comedies"}),
    "rookie": frozenset({"shows", "dramas", "comedies"}),
    "favorites": frozenset({"return", "returning", "back"}),
    "favourites": frozenset({"return", "returning", "back"}),
}
"""Words, and what behind them makes them tell of shows that were there before."""


_NEWCOMERS: Final = frozenset({"newcomer", "newcomers"})


def _in_capitals(words: Sequence[str]) -> bool:
    """Whether a list says that its new shows stand in capitals: "(new programs in upper case)"."""
    return any(
        "new" in words[max(0, at - _BEHIND) : at] for word in _CAPITALS if word in words for at in _places(words, word)
    )


_CAPITALS: Final = frozenset({"caps", "capitals", "uppercase", "upper"})


def _shouted(scene: Scene, start: int, end: int) -> bool:
    words = [word for word in scene.text.raw[start:end] if word.isalpha()]
    return any(len(word) > 1 for word in words) and all(word.isupper() for word in words)


def _is_new(scene: Scene, start: int, end: int, last: int) -> bool:
    """Whether a show is told to be new beside its name, or in the row where it stands: "its new dramas A, B and C"."""
    if _NEW.isdisjoint(scene.vocabulary) and _FIRSTS.isdisjoint(scene.vocabulary):
        return False
    after = scene.words(end, min(end + _REACH, last))
    after = after[: after.index(";")] if ";" in after else after
    if not _FIRSTS.isdisjoint(after) or any(
        word in _NEW and not _KINDS.isdisjoint(after[at + 1 : at + 6]) for at, word in enumerate(after)
    ):
        return True
    words, at = scene.text.words, start - 1
    if words[at - (words[at] in QUOTES)] in _FIRSTS:
        return True  # "the spinoff “Echo”"
    for at in range(start - 1, max(scene.first, start - _FAR) - 1, -1):
        if words[at] in _KINDS and not _NEW.isdisjoint(words[max(scene.first, at - 4) : at]):
            return True
        row = scene.text.capital(at) or words[at] in _IN_A_ROW or any(s.start <= at < s.end for s in scene.shows)
        if not row:
            break
    return not _NEW.isdisjoint(words[max(scene.first, at - 1) : at + 1]) and start - at < _NEAR


_NEW: Final = frozenset("new debut freshman rookie limited brand newcomer upcoming sequel prequel".split())
_FIRSTS: Final = frozenset({"spin", "spinoff", "spinoffs", "miniseries", "docuseries"})
_KINDS: Final = _SHOWS | frozenset(
    "show drama comedy sitcom thriller program programme miniseries docuseries adaptation spinoff spin".split()
)
_IN_A_ROW: Final = frozenset(", and & ; : \" “ ” ‘ ’ ' the a titled called".split())
_REACH: Final = 10
_FAR: Final = 24
_NEAR: Final = 4
