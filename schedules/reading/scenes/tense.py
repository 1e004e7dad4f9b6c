"""When an event is told to be: the form of its word and the auxiliaries before it."""

from dataclasses import dataclass
from typing import Final

from schedules.reading.dates.calendar import AHEAD, BEHIND
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES

MODALS: Final = frozenset({"would", "'d", "could", "may", "might", "should"})
_AHEAD = frozenset({"will", "'ll", "wo", "shall", "to", "gonna"})
_PERFECT = frozenset({"has", "have", "had", "'ve"})
_PASSIVE = frozenset({"be", "been", "being", "is", "are"})
_PLURALS = frozenset({"episodes", "seasons", "both", "they", "all"})
_BOTH = frozenset("premiere debut launch return release bow start drop run stream".split())
"""Words that are a noun or a verb."""
_VERBAL = frozenset({"'t", "will", "'ll", "to", "would", "could", "may", "might", "not", "should"})
"""What makes "start" a verb."""
INTENDED = frozenset("planned intended scheduled proposed projected targeted".split())
"""Before a noun they tell that it is a plan: "for a planned launch"."""
_NOUN_LEADS = INTENDED.union(
    (
        "a an the its his her their our this that own first new official world global series season of 's for from "
        "early whose digital streaming proper full big grand long-awaited since after following before episode part "
        "hour"
    ).split()
)
_PAST_LEADS = frozenset("after since following had saw seen made was were marked did whose than".split())
_AHEAD_LEADS = INTENDED.union("will to 'll is are for gets sets set until before ahead upcoming has".split())
_ING_PAST = frozenset({"was", "were", "been", "since", "after"})
_PAST_VERBS = frozenset("had drew was were saw scored brought got came did pulled marked earned sparked".split())


@dataclass(slots=True)
class Tense:
    """When an event is told to be."""

    direction: int
    """AHEAD or BEHIND; 0 where the words leave it open."""
    modal: str = ""
    """The modal verb before it."""


def form_of(scene: Scene, mark: Mark) -> str:
    """The form of a release word here: base, s, past, part, ing, noun, future."""
    word = scene.text.words[mark.start]
    if mark.tag == "noun" and word == "start" and not _VERBAL.isdisjoint(scene.words(mark.start - 1, mark.start)):
        return "base"
    if mark.tag != "base" or mark.end - mark.start > 1 or word not in _BOTH:
        named = word == "opening" and not _NOUN_LEADS.isdisjoint(scene.words(mark.start - 1, mark.start))
        return "noun" if named else mark.tag
    maker = next((m.start for m in scene.of(Kind.SERVICE) if m.end == mark.start), mark.start)
    before = scene.words(maker - 1, maker)
    if maker < mark.start and before != ["'s"]:
        before = scene.words(mark.start - 1, mark.start)
    after = scene.words(mark.end, mark.end + 1)
    if not before:
        return "noun" if after == ["of"] else "base"
    dated = any(date.end == mark.start for date in scene.dates)
    titled = scene.text.in_title and scene.text.capital(mark.start) and before[0] not in _AHEAD
    noun = before[0] in _NOUN_LEADS or before[0].isdecimal() or dated or after == ["of"]
    noun = noun or _of_a_show(scene, mark)
    return "noun" if noun or (titled and any(t.end == mark.start for t in scene.targets)) else "base"


def _of_a_show(scene: Scene, mark: Mark) -> bool:
    """Whether a word is the noun of the show right before it: "since the “Echo” launch"."""
    end = mark.start - (scene.text.words[mark.start - 1] in QUOTES)
    show = next((t for t in scene.targets if t.end == end and t.show is not None), None)
    if show is None:
        return False
    at = scene.begins(show) - 1
    return at >= scene.first and scene.text.words[at] in _ARTICLES


_ARTICLES = frozenset({"the", "a", "this"})


def tense_of(  # noqa: C901, PLR0912 - one form of the verb after the other
    scene: Scene, governor: Mark | None
) -> Tense:
    """The tense of a release, by its form and by the words before it."""
    if governor is None:
        return Tense(0)
    if governor.tag == "past" and governor.end - governor.start > 1 and scene.text.words[governor.end - 1] == "since":
        return Tense(BEHIND)
    form = form_of(scene, governor)
    before = _without_not(scene.words(governor.start - 7, governor.start))[-6:]
    before = before[
        max((i + 1 for i, w in enumerate(before) if w in {";", ".", "and", "which", "that", "but"}), default=0) :
    ]
    if governor.tag == "past" and "," in before and _PASSIVE.isdisjoint(before):
        before = before[len(before) - before[::-1].index(",") :]
    modal = next((w for w in reversed(before) if w in MODALS), "")
    if form == "noun":
        lead = scene.words(governor.start - 7, governor.start)
        if lead[-2:] == ["to", "the"] and "went" in scene.words(governor.start - _CLAUSE, governor.start):
            return Tense(BEHIND)  # "it went at the beginning of March to the start"
        if "with" in lead:
            lead = lead[lead.index("with") :]  # "it was wrapped up for good with its April return"
        return Tense(_noun_tense(lead, _behind_dates(scene, governor)), modal)
    if form == "guess":
        return Tense(AHEAD, modal)
    if form == "future":
        was = any(w in {"was", "were"} for w in before[-2:]) and before[-2:] not in _FIXED
        behind = was and scene.text.words[governor.start] != "announced"
        return Tense(BEHIND if behind else AHEAD, modal)
    if governor.kind is Kind.GIVING:
        return Tense(
            BEHIND
            if scene.text.words[governor.start] in {"received", "got", "earned", "was", "has", "have", "been"}
            else AHEAD
        )
    if governor.kind in {Kind.MOVE, Kind.FORMER}:
        return Tense(AHEAD)
    if form == "after":
        return Tense(0)
    if form == "start" and scene.text.words[governor.start].endswith("ing"):
        return Tense(0)
    if form == "start":
        return Tense(AHEAD if scene.text.words[governor.start].endswith("s") else BEHIND)
    if modal or not _AHEAD.isdisjoint(before):
        return Tense(AHEAD, modal)
    if "did" in before and form != "s":
        return Tense(BEHIND)
    if form == "ing":
        begun = before[-1:] in (["started"], ["began"], ["kept"])
        return Tense(BEHIND if begun or not _ING_PAST.isdisjoint(before) else AHEAD)
    if (
        form == "past"
        and "if" in before
        and not {"'d", "would", "be"}.isdisjoint(scene.words(scene.first, governor.start))
    ):
        return Tense(AHEAD)
    if form in {"part", "past"} or (
        form == "base" and governor.kind is not Kind.RELEASE and not _PERFECT.isdisjoint(before)
    ):
        if not (_PERFECT | {"was", "were"}).isdisjoint(before):
            return Tense(BEHIND)
        present = not {"is", "are", "be", "being", "gets"}.isdisjoint(before[-2:]) or _awaited(scene, governor)
        return Tense(AHEAD if present else BEHIND)
    if not _PERFECT.isdisjoint(before[-2:]):
        return Tense(BEHIND)
    if form == "base" and scene.words(governor.end, governor.end + 1) == ["by"]:
        return Tense(BEHIND)  # "the third season, broadcast by the BBC in the spring"
    unmarked = scene.text.words[governor.start] in {"hit", "put", "let"} and not scene.text.in_title
    plural = not _PLURALS.isdisjoint(scene.words(governor.start - 3, governor.start))
    return Tense(BEHIND if unmarked and form == "base" and not plural else AHEAD)


_CLAUSE = 9
"""So far off a verb may stand that the rest of its phrase follows at the end of the clause."""


_FIXED = (["date", "was"], ["dates", "were"])
"""A day that was fixed: "premiere dates were set for A (May 3) and B (June 4)"."""


def _awaited(scene: Scene, governor: Mark) -> bool:
    """Whether a participle tells of what is to come: "the shows expected in 2020"."""
    return scene.text.words[governor.start] == "expected"


def _without_not(words: list[str]) -> list[str]:
    """Words with "won't" as "will" and "isn't" as "is": a negation changes no tense."""
    if "'t" not in words:
        return words
    return [_SHORTENED.get(w, w) if words[i + 1 : i + 2] == ["'t"] else w for i, w in enumerate(words) if w != "'t"]


_SHORTENED = {
    "won": "will", "isn": "is", "aren": "are", "wasn": "was", "weren": "were", "hasn": "has", "haven": "have",
    "hadn": "had", "didn": "did", "wouldn": "would", "couldn": "could", "shouldn": "should",
}  # fmt: skip


def _behind_dates(scene: Scene, governor: Mark) -> list[str]:
    """The words behind a noun, dates left out: "the premiere on October 16, which was boosted"."""
    dated = {i for d in scene.dates for i in range(d.start, d.end)}
    places = range(governor.end, min(governor.end + 14, scene.sentence.last))
    return [scene.text.words[i] for i in places if i not in dated][:7]


def _noun_tense(lead: list[str], follow: list[str]) -> int:
    """Of "premiere" and its like the nearest telling word before it decides, else the verb after it."""
    if not {"should", "will", "would"}.isdisjoint(follow[:2]):
        return AHEAD
    for at in range(len(lead) - 1, -1, -1):
        word = lead[at]
        if word in _PAST_LEADS or (word in _BESIDES and lead[at - 1] in _MEASURED):
            return BEHIND
        if word in _AHEAD_LEADS or lead[at : at + 2] == ["would", "see"]:
            return AHEAD
    if follow[:1] and follow[0].endswith("ed") and follow[1:2] not in _BY_SOMEBODY:
        return BEHIND  # "its opening on June 14 bewildered everybody"
    return BEHIND if not _PAST_VERBS.isdisjoint(follow) else 0


_BY_SOMEBODY: Final[tuple[list[str], ...]] = (["by"], ["to"], ["for"], ["in"], ["on"], ["."], [","], [])
"""What follows a participle rather than a verb: "the premiere delayed by", "the launch planned for"."""


_BESIDES = frozenset({"to", "with"})
_MEASURED = frozenset("only compared comparable similar identical equal close closest".split())
"""What is measured against a premiere comes after it: "second only to the launch in May"."""
