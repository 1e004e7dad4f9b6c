"""Shows that a sentence only places among those to come: "then there's A", "the others being A and B".

No word there tells of an order or of work, so that such a show is on its way holds only where the rest of the article
tells nothing else of it; `weighing` sees to that.
"""

from collections.abc import Iterator, Sequence

from schedules.model import Status
from schedules.reading.lexicon import HOUSES
from schedules.reading.marks import Kind, Mark
from schedules.reading.prospect import Prospect
from schedules.reading.scene import Scene
from schedules.reading.targets import Role, Target
from schedules.reading.text import QUOTES

PLACED = "placed"
"""The rule's name, by which a finding is known to be of this kind."""


def placed(scene: Scene) -> Iterator[Prospect]:
    """The shows of a sentence that a phrase places among those to come."""
    if scene.of(Kind.CANCEL) or scene.text.words[scene.last - 1] == "?":
        return
    marks = scene.of(Kind.PLACE)
    for row in _rows(scene):
        mark = next((m for m in marks if _places(scene, m, row)), None)
        if mark is not None or _in_order(scene, row):
            yield from (Prospect(show, Status.UNDATED, mark, PLACED) for show in row if not _dated(scene, show))


def _rows(scene: Scene) -> list[list[Target]]:
    """The shows of a sentence, each with those that are coordinated with it."""
    rows: list[list[Target]] = []
    for show in scene.targets:
        if show.role is not Role.SHOW or show.owned:
            continue
        if rows and _beside(scene, rows[-1][-1], show):
            rows[-1].append(show)
        else:
            rows.append([show])
    return rows


def _beside(scene: Scene, one: Target, other: Target) -> bool:
    between = _without_brackets(scene.words(one.end, other.start))
    return 0 < len(between) <= _SHORT and all(word in _JOINS for word in between)


def _without_brackets(words: list[str]) -> list[str]:
    if "(" not in words or ")" not in words:
        return words
    first, last = words.index("("), len(words) - 1 - words[::-1].index(")")
    return words[:first] + words[last + 1 :] if first < last <= first + _LONG else words


_LONG = 10
_SHORT = 7
_JOINS = (
    frozenset(
        (
            ", and & or plus / then more those the a an series show shows about 's finally lastly as well also new "
            "by followed eventually possibly – — another"
        ).split()
    )
    | QUOTES
    | HOUSES
)
"""What stands between shows that are told in one breath."""


def _dated(scene: Scene, show: Target) -> bool:
    """Whether a date stands right behind a show, or a year alone."""
    years = (word for word in scene.words(show.end, show.end + _NEAR) if word.isdecimal() and len(word) == 4)
    return any(0 <= date.start - show.end <= _NEAR for date in scene.dates) or next(years, None) is not None


_NEAR = 4


def _in_order(scene: Scene, row: Sequence[Target]) -> bool:
    """ "A, then B, and then C": a row that tells which comes first, of what isn't told as past."""
    if len(row) < 2 or scene.dates or not _PAST_OR_PERFECT.isdisjoint(scene.words(scene.first, scene.last)):
        return False
    ordered = "then" in scene.words(row[0].end, row[-1].start) and _ends(scene, row)
    return ordered and not scene.of(Kind.NEGATION, Kind.EVENT)


def _places(scene: Scene, mark: Mark, row: Sequence[Target]) -> bool:
    """Whether a phrase places a row: it stands right before it, or right behind it."""
    if mark.tag == "behind":
        between = scene.words(row[-1].end, mark.start)
        if mark.start < row[-1].end or not all(word in _AFTER_NAMES for word in between):
            return False
    else:
        between = scene.words(mark.end, row[0].start)
        if mark.end > row[0].start or not all(word in _BEFORE_NAMES for word in between):
            return False
    if mark.tag != "behind" and scene.text.words[mark.end - 1] in _BARE and not _ends(scene, row):
        return False
    clause = _clause(scene, min(mark.start, row[0].start), max(mark.end, row[-1].end + 2))
    if not _PAST.isdisjoint(clause):
        return False
    of_shows = scene.text.words[mark.end - 1] == "of" or not _SHOWS.isdisjoint(clause)
    return mark.tag != "such" or (of_shows and not _WILL.isdisjoint(clause))


_AFTER_NAMES = (
    frozenset({"series", "show", "shows", ",", "all", "both", "is", "are", "will", "'s", "then", "–", "—", "-", ":"})
    | QUOTES
)
_BEFORE_NAMES = (
    frozenset("the a an 's series show shows of on about that those for , – — : miniseries drama".split())
    | QUOTES
    | HOUSES
)
_PAST = frozenset(
    "was were had did came went got debuted premiered aired started began ended released been saw".split()
)
_PAST_OR_PERFECT = _PAST | {"have", "has", "'ve"}
_BARE = frozenset({"then", "that", "which", "finally", "lastly", "up"})
"""What else may stand before the subject of any verb: "then A did"."""


def _ends(scene: Scene, row: Sequence[Target]) -> bool:
    """Whether a clause ends with a row."""
    after = row[-1].end
    while after < scene.last and scene.text.words[after] in QUOTES | {"series", "show"}:
        after += 1
    return after >= scene.last or scene.text.words[after] in _ENDS


_ENDS = frozenset(", . ; : ! ( ) - – — and who which whose that before".split())
_WILL = frozenset("will 'll upcoming forthcoming future planned next yet to".split())
_SHOWS = frozenset("others series shows projects titles dramas programmes programs".split())


def _clause(scene: Scene, first: int, last: int) -> list[str]:
    """The words of the clause before a place, up to another place."""
    start = first
    while start > scene.first and scene.text.words[start - 1] not in _BREAKS and first - start < _WIDE:
        start -= 1
    return scene.words(start, last)


_BREAKS = frozenset({";", "(", ")", "but"})
_WIDE = 24
