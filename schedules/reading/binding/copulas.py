"""Dates that a form of "be" ties to what comes then: "June 14 is the day"."""

from collections.abc import Sequence

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.binding.works import WORKS
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def copula(scene: Scene, date: DateMention) -> Link | None:
    """ "It'll be next year", "for season 2 it was April 23", "season one belongs to October 2022": who is when."""
    words, at = scene.text.words, date.start - 1
    first = scene.sentence.first
    if date.start <= first + 1 and scene.words(date.end, date.end + 2) == ["it", "is"]:
        return Link(date, None, (), "copula")
    if words[at] in {"a", "an"} and words[date.end : date.end + 1][-1:] in _AS_SHOW:
        at -= 1
    while at > first and words[at] in _BEFORE_DATES:
        at -= 1
    at -= words[at] == "to" and words[at - 1] in _OF_ITS_TIME
    verb = at
    changed = words[at] == "was" and "now" in scene.words(date.end + 1, date.end + 4)
    if at <= first or (words[at] not in _BEING and not changed):
        return None
    at = _before_the_verb(words, first, at - 1)
    target = next((t for t in scene.targets if t.end == at + 1 and t.tag != "name"), None)
    if target is None or target.role is Role.OTHER or target.owned:
        return None
    plain = date.start - 1 > verb or words[verb] not in {"is", "'s", "was"} or words[target.start - 1] == "now"
    plain = (
        plain
        or changed
        or not _SCRATCHED.isdisjoint(scene.words(first, first + 1))
        or scene.words(date.end, date.end + 1) == ["now"]
    )
    if target.role is Role.PRONOUN:
        if target.tag == "it" and _of_a_work(scene, target):
            return None
        named = _that_is(scene, target) if target.tag == "that" else None
        if named is not None:
            return Link(date, None, tuple(group(scene, named)), "copula")
        foreseen = words[at + 1 : at + 2] in _TO_BE or words[at + 2 : at + 3] == ["going"]
        if target.tag not in {"it", "series"} or not (plain or foreseen) or _not_said(scene, date, target):
            return None
        return Link(date, None, (), "foreseen" if foreseen else "copula")
    return Link(date, None, tuple(group(scene, target)), "copula")


_SCRATCHED = frozenset({"scratch", "strike", "scrap", "correction"})


def _that_is(scene: Scene, that: Target) -> Target | None:
    """ "“Echo”, that's for the spring": the show that is taken up right behind its name."""
    named = [t for t in scene.targets if t.end <= that.start and t.role in SHOW_OR_SEASON]
    if not named or scene.words(named[-1].start - 1, named[-1].start) == ["of"]:
        return None
    return named[-1] if scene.words(named[-1].end, that.start) in _TAKEN_UP else None


_TAKEN_UP = ([","], ["again", ","], ["–"], ["—"], ["”", ","], [",", "”"], [":"])


def _of_a_work(scene: Scene, it: Target) -> bool:
    """Whether "it" is a film or a book that the sentence has brought up: "there's a film with Doe; it's out June 3"."""
    before = [t for t in scene.targets if t.end <= it.start and t.role is not Role.PRONOUN]
    works = [t for t in before if t.tag == "thing" and scene.text.words[t.end - 1] in WORKS]
    return (
        bool(works)
        and all(t.role is Role.OTHER for t in before)
        and _ARTICLED.issuperset(scene.words(works[-1].start - 1, works[-1].start))
    )


_ARTICLED = frozenset({"a", "an", "another", "new", "his", "her"})


def _before_the_verb(words: Sequence[str], first: int, at: int) -> int:
    """Where the subject ends, before all that belongs to the verb: "it is going to be", "it too is said to be"."""
    while at > first and words[at] in _MODIFYING:
        at -= 1
    if words[at] in _SUPPOSED and words[at - 1] in {"is", "are", "'s"}:
        at -= 3 if words[at - 2] in {"too", "also"} else 2
    if at > first and words[at] in {"is", "'s", "are"} and words[at + 1] == "going":
        at -= 1
    return at


def _not_said(scene: Scene, date: DateMention, pronoun: Target) -> bool:
    """If nothing is said of "it": "asked if it'd be 2016", "nobody believed it would be", "May before we film"."""
    words = scene.text.words
    if words[pronoun.start - 1] in {"if", "whether"} or scene.words(date.end, date.end + 1) == ["before"]:
        return True
    denied = any(m.end <= pronoun.start for m in scene.of(Kind.NEGATION))
    return denied and scene.words(pronoun.end, pronoun.end + 1) in (["would"], ["'d"])


def all_that_is_told(scene: Scene, date: DateMention) -> Link | None:
    """ "Later this year is as much as Hulu has cared to say", "“2020” is what I get when I ask": all that is told."""
    closed = scene.text.words[date.start - 1] in QUOTES and scene.words(date.end, date.end + 1)[-1:] != ["is"]
    end, first = date.end + closed, date.start - closed
    as_far = scene.words(end, end + 4)
    measured = as_far[1:2] == ["as"] and as_far[2:3] in _FAR and as_far[3:4] == ["as"]
    told = as_far[1:2] in (["all"], ["what"]) or measured
    if as_far[:1] not in (["is"], ["was"]) or not told or date.lead in _LEADING:
        return None
    joined = first > scene.first and scene.text.words[first - 1] in _JOINING
    given = scene.of(Kind.REPORT) or not _GIVEN.isdisjoint(scene.words(end + 2, end + 8))
    if not given or not (joined or first <= scene.first + 1):
        return None
    behind = [t for t in scene.targets if t.start >= end and t.role in SHOW_OR_SEASON]
    before = [t for t in scene.targets if t.end <= first and t.role in SHOW_OR_SEASON] if joined else []
    named = behind[:1] or before[-1:]
    return Link(date, None, tuple(named), "quoted" if closed else "copula")


_LEADING = frozenset({"in", "on", "since", "last"})
_JOINING = frozenset({"and", ",", "but", ";", "–", "—", ":"})
_GIVEN = frozenset("says say gives give get hear committed promised offers offered told".split())
_FAR = (["much"], ["far"], ["close"], ["specific"], ["precise"], ["near"])
_BEFORE_DATES = (
    frozenset("for in on from out due at until the there here up around back only , by sometime now".split()) | QUOTES
)
_SUPPOSED = frozenset("said believed thought expected rumoured rumored understood reported".split())
_AS_SHOW = (["show"], ["series"], ["title"], ["release"], ["premiere"], ["debut"], ["affair"])
_OF_ITS_TIME = frozenset({"belongs", "belonged", "goes"})
_BEING = _OF_ITS_TIME | {"is", "'s", "be", "are", "remains", "stays"}
_TO_BE = (["will"], ["'ll"], ["would"], ["'d"], ["could"], ["might"], ["may"], ["should"], ["has"])
_FORESEEN = frozenset("will 'll 'd would could might may should must".split())
_MODIFYING = _FORESEEN.union("has to now still itself then also too probably likely most going have".split())


def foreseen(scene: Scene, date: DateMention, governor: Mark) -> Link | None:
    """ "They expect that it will be April again": the date is what "it" will be, not the day of the expecting."""
    if governor.end > date.start:
        return None
    lead = scene.words(governor.end, date.start)[-6:]
    if lead[-1:] != ["be"] or any(m.end <= governor.end for m in scene.of(Kind.NEGATION)):
        return None
    foretold = not _FORESEEN.isdisjoint(lead) or "going" in lead
    return copula(scene, date) if "it" in lead and foretold else None
