"""Shows that a sentence only places among those to come: "then there's A", "the others being A and B".

No word there tells of an order or of work, so that such a show is on its way holds only where the rest of the article
tells nothing else of it; `weighing` sees to that.
"""

from collections.abc import Iterator, Sequence

from schedules.model import Status
from schedules.reading.binding.rowed import opens_clause
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES

PLACED = "placed"
"""The rule's name, by which a finding is known to be of this kind."""


def placed(scene: Scene) -> Iterator[Prospect]:
    """The shows of a sentence that a phrase places among those to come."""
    marks = scene.of(Kind.PLACE)
    if not (marks or "when" in scene.vocabulary) or scene.of(Kind.CANCEL):  # "then" is a mark
        return
    yield from (Prospect(each, Status.UNDATED, None, PLACED) for each in _awaited(scene))
    if scene.asks or not marks:
        return
    rows = _rows(scene)
    for mark in marks:
        shows = _to_have_a_show(scene, mark, rows) if mark.tag == "own" else _shown(scene, mark)
        yield from (Prospect(show, Status.UNDATED, mark, PLACED) for show in shows)
    for row in rows:
        placing = next((m for m in marks if m.tag not in _ALONE and _places(scene, m, row)), None)
        if placing is not None or _in_order(scene, row):
            told = Status.RUMOURED if _rumoured(scene) else Status.UNDATED
            yield from (Prospect(show, told, placing, PLACED) for show in row if not _dated(scene, show))


def _rumoured(scene: Scene) -> bool:
    """Whether what a sentence tells is a rumour: "Rumours are rife that season two has been delayed"."""
    return scene.text.words[scene.first] in {"rumors", "rumours"}


_ALONE = frozenset({"own", "first"})
"""Phrases that speak of one show, not of a row."""


def _shown(scene: Scene, mark: Mark) -> list[Target]:
    """ "A first glimpse of “Echo”": the show of which something is shown before it is out."""
    if mark.tag != "first":
        return []
    shows = [t for t in scene.targets if t.role is Role.SHOW and t.start >= mark.end]
    return shows[:1] if shows and all(w in _BEFORE_NAMES for w in scene.words(mark.end, shows[0].start)) else []


def _awaited(scene: Scene) -> Iterator[Target]:
    """ "When will “Echo” return?", "when season 3 rolls around": of what is on its way it is asked when it comes."""
    words = scene.words(scene.first, scene.last)
    if scene.dates or "when" not in words[words[-1] != "?" :]:
        return
    for target in scene.targets:
        if target.role is not Role.SHOW or target.owned or not target.firm:
            continue
        lead = scene.words(target.start - 10, target.start)
        if "when" not in lead or not {",", ";", ":"}.isdisjoint(lead[lead.index("when") :]):
            continue
        between = lead[lead.index("when") + 1 :]
        after = scene.words(target.end, target.end + 3)
        comes = not _COMES_BY.isdisjoint(after) and _PAST.isdisjoint((*between, *after))
        seen = not _SEE.isdisjoint(between)
        if comes or (seen and not _WILL_WE.isdisjoint(between)):
            yield target


_COMES_BY = frozenset(
    (
        "rolls return returns premiere premieres arrive arrives come comes debut debuts air airs drop drops start "
        "starts begin begins launch launches land lands hits coming returning premiering released out"
    ).split()
)
_SEE = frozenset({"see", "get", "watch", "expect"})
_WILL_WE = frozenset({"will", "do", "can", "we", "you"})


def _rows(scene: Scene) -> list[list[Target]]:
    """The shows of a sentence, each with those that are coordinated with it."""
    rows: list[list[Target]] = []
    for show in scene.targets:
        if show.role is not Role.SHOW or (show.owned and not _named_next(scene, show)):
            continue
        if rows and _beside(scene, rows[-1][-1], show):
            rows[-1].append(show)
        else:
            rows.append([show])
    return rows


def _named_next(scene: Scene, show: Target) -> bool:
    """Whether a phrase right before a show takes up the thing that it would describe: "has been cast in Echo"."""
    return any(0 <= show.start - mark.end <= 2 for mark in scene.of(Kind.PLACE))


def _beside(scene: Scene, one: Target, other: Target) -> bool:
    between = _without_brackets(scene.words(one.end, other.start))
    if between == [","] and opens_clause(scene.text.words, one, other):
        return False
    if between[-3:-1] == ["after", "that"]:
        between = [*between[:-3], *between[-1:]]
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
    if len(row) < 2 or scene.dates or not _PAST_OR_PERFECT.isdisjoint(scene.vocabulary):
        return False
    between = scene.words(row[0].end, row[-1].start)
    ordered = ("then" in between or {"after", "that"} <= {*between}) and _ends(scene, row)
    return ordered and not scene.of(Kind.NEGATION, Kind.EVENT)


def _to_have_a_show(scene: Scene, mark: Mark, rows: Sequence[list[Target]]) -> list[Target]:
    """ "She is a guest until she gets a show of her own": the heroes last named, where it is still to come."""
    heroes = next((row for row in reversed(rows) if row[-1].end <= mark.start), None)
    if heroes is None or scene.distance(heroes[-1].end, mark.start) > _FAR or heroes[-1].season is not None:
        return []
    lead, tail = scene.words(mark.start - 6, mark.start), scene.words(mark.end, mark.end + 4)
    if not _GOT.isdisjoint([*lead, *tail]) or any(d.start >= mark.end for d in scene.dates):
        return []
    return heroes if not (_GETS.isdisjoint(lead) and _COMES.isdisjoint(tail)) else []


_FAR = 5.0
_GOT = frozenset("got had has have was were been returned earned landed ran ended back if".split())
_GETS = frozenset("gets get getting receive receives until till due before".split())
_COMES = frozenset("will 'll coming follow follows planned upcoming".split())


def _places(scene: Scene, mark: Mark, row: Sequence[Target]) -> bool:
    """Whether a phrase places a row: it stands right before it, or right behind it."""
    if mark.tag == "behind":
        between = _without_relative(scene.words(row[-1].end, mark.start))
        if mark.start < row[-1].end or not all(word in _AFTER_NAMES for word in between):
            return False
    else:
        between = scene.words(mark.end, row[0].start)
        if mark.end > row[0].start or not all(word in _BEFORE_NAMES for word in between):
            return False
        if scene.words(row[0].start - 2, row[0].start - 1) == ["episode"] or ranked(scene, row[-1].end):
            return False
    if mark.tag != "behind" and scene.text.words[mark.end - 1] in _BARE and not _ends(scene, row):
        return False
    clause = _clause(scene, min(mark.start, row[0].start))
    clause += scene.words(row[-1].end, mark.start if mark.tag == "behind" else row[-1].end + 2)
    if not _PAST.isdisjoint(clause):
        return False
    of_shows = scene.text.words[mark.end - 1] == "of" or not _SHOWS.isdisjoint(clause)
    if "due" in clause and "to" in clause[clause.index("due") + 1 :][:1]:
        clause.remove("to")  # "delayed due to a strike": a reason, and no plan
    to_come = not _WILL.isdisjoint(clause) or any(m.end <= mark.start for m in scene.of(Kind.ORDER, Kind.AHEAD))
    return mark.tag != "such" or (of_shows and to_come)


def ranked(scene: Scene, at: int) -> bool:
    """ "Followed by “Echo” at No. 3": whether a place in a chart stands at a token, behind quotes."""
    behind = [word for word in scene.words(at, at + 3) if word not in QUOTES]
    return behind[:2] in (["at", "no"], ["at", "number"])


def _without_relative(words: list[str]) -> list[str]:
    """Words without the clause between commas that they are: "Echo, which is shot in Wales, will be next"."""
    return [] if words[:1] == [","] and words[-1:] == [","] and words[1:2] in (["which"], ["who"], ["whose"]) else words


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


def _clause(scene: Scene, last: int) -> list[str]:
    """The words of the clause that ends at a place."""
    start = last
    while start > scene.first and scene.text.words[start - 1] not in _BREAKS and last - start < _WIDE:
        start -= 1
    return scene.words(start, last)


_BREAKS = frozenset({";", "(", ")", "but"})
_WIDE = 24
