"""Which shows stand in a row with each other."""

from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.text import QUOTES

_JOINING = (
    frozenset(", and & or plus / as well most recently lately both the 's then also nor more those even ( )".split())
    | QUOTES
    | HOUSES
)


def group(scene: Scene, target: Target) -> list[Target]:
    """A target and those coordinated with it: "Echo and The Lantern"."""
    named = [t for t in scene.targets if t.role in SHOW_OR_SEASON]
    if target not in named:
        return [target]
    at = named.index(target)
    low = high = at
    words = scene.text.words
    while low > 0 and (_in_row(words, named[low - 1], named[low]) or with_strangers(scene, named[low - 1], named[low])):
        low -= 1
    while high + 1 < len(named) and (
        _in_row(words, named[high], named[high + 1]) or with_strangers(scene, named[high], named[high + 1])
    ):
        high += 1
    return named[low : high + 1]


def beyond_a_clause(scene: Scene, row: list[Target]) -> list[Target]:
    """A row with the show that follows on a relative clause about its last: "A, which Doe will run, and B"."""
    other = next((t for t in scene.targets if t.start >= row[-1].end and t.role is Role.SHOW), None)
    if other is None:
        return row
    if scene.dates:
        return [*row, other] if _since_then(scene, row[-1], other) else row
    between = [word for word in scene.words(row[-1].end, other.start) if word not in QUOTES and word not in HOUSES]
    told = between[:2] in _RELATIVE and between[-2:] == [",", "and"] and between.count(",") == _BOTH_ENDS
    ends = other.end >= scene.last or scene.text.words[other.end] in _ENDS
    return [*row, other] if told and ends else row


def _since_then(scene: Scene, one: Target, other: Target) -> bool:
    """ "A has been filming since April and B since last month": the verb of the first is the second's as well."""
    first = next((d for d in scene.dates if one.end < d.start < other.start), None)
    if first is None or first.lead != "since":
        return False
    joint = scene.words(first.end, other.start)
    return joint in (["and"], [",", "and"], ["and", "the"]) and scene.words(other.end, other.end + 1) == ["since"]


_RELATIVE = ([",", "which"], [",", "in"], [",", "whose"], [",", "who"])
_ENDS = frozenset({".", ",", "”", '"'})


def with_strangers(scene: Scene, one: Target, other: Target) -> bool:
    """Whether only titles that nobody follows stand between two in a row: "Echo, Far Away, The Low and Saltmarsh"."""
    return one.end < scene.last and scene.text.words[one.end] in _ROWS and only_strangers(scene, one.end, other)


def only_strangers(scene: Scene, at: int, other: Target) -> bool:
    """Whether behind a comma, a colon or "and" there are only titles that nobody follows, up to a target."""
    words, last, joint = scene.text.words, other.start - 1, at
    while at < last and (words[at] in _ROWS or at == joint):
        start = at = at + 1 + (words[at] == "," and words[at + 1] in {"and", "&"})
        while at < last and words[at] not in _ROWS and (scene.text.capital(at) or words[at] in _IN_TITLES):
            at += 1
        if not 0 < at - start <= _TITLE or not scene.text.capital(start):
            return False
    return at > joint and words[at] in _ROWS and all(w in _ROWS or w == "the" for w in words[at : other.start])


_ROWS = frozenset({",", "and", "&", ";"})


_IN_TITLES = frozenset("of the a is to in on for from with at '".split()) | {"'s", ":"}


_TITLE = 7
"""So many words at most has a title in a row."""


def _in_row(words: list[str], one: Target, other: Target) -> bool:
    """Whether two targets stand side by side; not "Echo is renewed for season two, Saltmarsh comes in May"."""
    between = words[one.end : other.start]
    if between[-1:] == ["a"] and other.season is not None and other.role is Role.SHOW:
        between.pop()
    if between == [","] and not _SET_BEFORE.isdisjoint(words[max(one.start - 7, 0) : one.start]):
        return False
    if one.role is Role.SEASON and "," in between and (other.role is Role.SHOW or _likened(words, one)):
        return False
    if between == [","] and opens_clause(words, one, other):
        return False
    if between == [","] and words[one.start - 1] in _PLACES:
        return False  # "First seen in Echo, Saltmarsh gets its own series"
    return _joined(between) and (one.role is other.role or between not in ([","], [",", "then"]))


def _likened(words: list[str], season: Target) -> bool:
    """ "Like the first season, the second has ten episodes": a season that only another is set beside."""
    return not _LIKE.isdisjoint(words[max(0, season.start - 2) : season.start])


_LIKE = frozenset({"like", "unlike"})


def opens_clause(words: list[str], one: Target, other: Target) -> bool:
    """Whether a show behind a comma is a subject of its own: "Following A, and one season of B, C is the next"."""
    if words[other.end : other.end + 1] not in _FINITE:
        return False
    lead = words[max(0, one.start - _FAR) : one.start]
    first = next((i + 1 for i in range(len(lead) - 1, -1, -1) if lead[i] in _STOPS), 0)
    return not _SET_BEFORE.isdisjoint(lead[first : first + 1])


_STOPS = frozenset({".", "!", "?", ";", "\n", "\n\n"})
_FAR = 30
_FINITE = (["is"], ["was"], ["will"], ["has"])
_PLACES = frozenset({"during", "in", "on", "from"})


_SET_BEFORE = frozenset({"after", "before", "since", "following", "unlike", "besides", "alongside"})
"""What is set beside or before a show is not in a row with it: "a year after A, B premieres"."""


def _joined(between: list[str]) -> bool:
    """Whether only joining words stand between two targets, or a name in brackets."""
    if "(" in between and ")" in between:
        opened, closed = between.index("("), len(between) - 1 - between[::-1].index(")")
        if opened < closed <= opened + 5:
            between = between[:opened] + between[closed + 1 :]
    along = between[1:] if between[:1] == [","] else between
    if along[:2] in _ALONG:
        between = along[2:] or [","]
    if len(between) > _PLAIN:
        between = _without_aside(between)
    return bool(between) and all(word in _JOINING for word in between)


def _without_aside(between: list[str]) -> list[str]:
    """What joins two targets, without what is said on the way: "as well as – to nobody's surprise –"."""
    for mark in (",", "–", "—"):
        if between.count(mark) >= _BOTH_ENDS:
            first = between.index(mark)
            last = between.index(mark, first + 1)
            led = first and (between[first - 1] in {"and", "as"}) and last - first <= _ASIDE
            if led:
                return between[:first] + between[last + 1 :]
    return between


_PLAIN = 3
_BOTH_ENDS = 2
_ASIDE = 7


_ALONG = (["along", "with"], ["together", "with"])
