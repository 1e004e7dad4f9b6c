"""Seasons of which a sentence tells what they will bring, or who has been hired for them: they are to come."""

from collections.abc import Iterator, Sequence
from typing import Final

from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.seasonwords import SeasonMention
from schedules.reading.words.text import QUOTES


def foretold(scene: Scene, seasons: Sequence[tuple[Target, SeasonMention]]) -> Iterator[tuple[Mark, Target]]:
    """Those of a sentence's seasons of which something is told as to come, each with the word that does so."""
    vocabulary = scene.vocabulary
    ahead = not _AHEAD.isdisjoint(vocabulary)
    hired = not (_HIRED.isdisjoint(vocabulary) and _AWAITING.isdisjoint(vocabulary))
    if not (ahead or hired) or scene.asks:
        return
    for target, season in seasons:
        if season.label == "one" or (season.number is None and season.label not in _FRESH):
            continue
        at = _will(scene, target) if ahead and not target.owned else None
        if at is None and season.number is not None:
            at = _in_it(scene, target, ahead=ahead, hired=hired)
        if at is not None:
            yield Mark(Kind.ORDER, at, at + 1, "made"), target


def _will(scene: Scene, target: Target) -> int | None:
    """ "The third season will take her to Singapore", "season two, which is going to be darker": where that is said."""
    words, last = scene.text.words, scene.last
    before = _before(scene, target)
    if before >= scene.first and words[before] in _NO_SUBJECT:
        return None
    at = _behind(scene, target)
    if words[at : at + 2] in _RELATIVE:
        at += 2
    verb = _future(words, at, last)
    if (
        verb is None
        or words[verb] in _NOT_ITSELF
        or (words[verb] == "be" and not _NOT_SHOWN.isdisjoint(words[verb + 1 : verb + 4]))
    ):
        return None
    return verb


def _behind(scene: Scene, target: Target) -> int:
    at = target.end
    while at < scene.last and scene.text.words[at] in QUOTES:
        at += 1
    return at


def _future(words: list[str], at: int, last: int) -> int | None:
    """The verb of a future that begins at a token: "will then follow", "is going to be", "is set to explore"."""
    if at >= last:
        return None
    step = next((len(lead) for lead in _FUTURES if words[at : at + len(lead)] == lead), 0)
    at += step
    while step and at < last and words[at] in _ADVERBS:
        at += 1
    return at if step and at < last and words[at].isalpha() and words[at] not in _NEGATIVE else None


def _in_it(scene: Scene, target: Target, *, ahead: bool, hired: bool) -> int | None:
    """ "Doe will play a cop in season 3", "has joined Echo for its third season": where that is said."""
    words, at = scene.text.words, _before(scene, target)
    if words[at] not in _DURING:
        return None
    if words[at] == "for" and words[at - 1] in _AWAITING and words[at - 2] != "been":
        return at - 1 if _WAS.isdisjoint(scene.words(target.end, target.end + 2)) else None
    return at if words[at] == "in" and _are_in(scene, at) else _told(scene, target, at, ahead=ahead, hired=hired)


def _before(scene: Scene, target: Target) -> int:
    """The word before a season and its article, also where its show stands before both: "Echo for its third season"."""
    season = target.season
    joined = season is not None and season.start > target.start and scene.text.words[season.start - 2] in _DURING
    at = season.start - 2 if season is not None and joined else target.start - 1
    while at > scene.first and scene.text.words[at] in _BEFORE_A_SEASON:
        at -= 1
    return at


def _told(scene: Scene, target: Target, at: int, *, ahead: bool, hired: bool) -> int | None:
    """Where in its clause it is said what somebody does in the season before which a preposition stands."""
    words = scene.text.words
    if at <= scene.first + 1 and ahead and "," in words[target.end : target.end + 2]:
        return _later(scene, target)
    for place in range(at - 1, max(scene.first, at - _CLAUSE) - 1, -1):
        word = words[place]
        if word in _CLOSED:
            return None
        if hired and word in _HIRED and _is_hired(words, place) and (words[at] != "in" or word not in _SHOWN):
            return place if word != "returns" or target.role is Role.SHOW else None
        if ahead and word in _AHEAD:
            verb = _future(words, place, at)
            if verb is None and words[place - 1] in _BEING:
                verb = _future(words, place - 1, at)
            if verb is not None:
                return verb if _for_it(words, verb, words[at]) else None
    return None


def _for_it(words: list[str], verb: int, preposition: str) -> bool:
    """Whether what somebody will do is done in a season, or for one: "will return for", "will play a cop in"."""
    if words[verb] in _RETURNING or words[verb : verb + 2] == ["be", "back"]:
        return True
    if preposition == "with":
        return words[verb] in _CLOSING
    return preposition != "for" and words[verb] not in _NOT_IN_IT


def _are_in(scene: Scene, at: int) -> bool:
    """ "Doe and Roe are both in season 3, Hulu confirmed": whether those in charge say now that somebody is in it."""
    words = scene.text.words
    verb = at - 1 - (words[at - 1] in {"both", "also", "all", "back"})
    return words[verb] in _BEING and bool(scene.of(Kind.REPORT)) and not scene.of(Kind.NEGATION) and scene.shows != []


def _later(scene: Scene, target: Target) -> int | None:
    """ "In season 3, Doe will play a cop": the verb of what is told behind the comma."""
    words = scene.text.words
    comma = words.index(",", target.end)
    for place in range(comma + 1, min(scene.last, comma + _SUBJECT)):
        if words[place] in _CLOSED:
            return None
        verb = _future(words, place, scene.last)
        if verb is not None:
            return verb if words[verb] not in _NOT_ITSELF else None
    return None


def _is_hired(words: list[str], at: int) -> bool:
    """Whether somebody is told to be hired now: "joins", "has joined", "was cast", not "joined" in a story."""
    if words[at] in _JOINS:
        return words[at - 1] not in {"who", "to"}
    lead = words[max(0, at - 3) : at]
    return not _PERFECT.isdisjoint(lead) and _STORY.isdisjoint(lead)


_CLAUSE: Final = 18
_SUBJECT: Final = 8
_AHEAD: Final = frozenset("will 'll going set poised to".split())
_FUTURES: Final = (
    ["will"],
    ["'ll"],
    ["is", "going", "to"],
    ["are", "going", "to"],
    ["is", "set", "to"],
    ["are", "set", "to"],
    ["set", "to"],
    ["is", "to"],
    ["are", "to"],
    ["promises", "to"],
    ["is", "poised", "to"],
)
_RELATIVE: Final = ([",", "which"], ["–", "which"])
_ADVERBS: Final = frozenset("also then once again now soon finally both likely be".split()) - {"be"}
_NEGATIVE: Final = frozenset({"not", "never", "no"})
_NOT_ITSELF: Final = frozenset(
    (
        "conclude end wrap finish continue remain compete win go cost air premiere debut arrive drop launch stream "
        "return land come release leave disappear depart expire"
    ).split()
)
"""What is said of a season that is running, or has a rule of its own: it ends, goes on, arrives."""
_NO_SUBJECT: Final = frozenset(
    "since after in from before on with during until till than like about to for by at".split()
)
_NOT_SHOWN: Final = frozenset(
    (
        "remembered nominated eligible honoured honored discussed available on out released removed repeated rerun "
        "shown screened known judged over missed studied back the last announced revealed confirmed decided seen"
    ).split()
)
_NOT_IN_IT: Final = _NOT_ITSELF | {"have", "need"}
_CLOSING: Final = frozenset("end conclude close wind wrap finish sign bow go continue follow come".split())
_AWAITING: Final = frozenset("wait waiting waits prepares preparing prepare readies".split())
_WAS: Final = frozenset({"was", "were", "had", "lasted", "took", "ended"})
_FRESH: Final = frozenset({"new", "next", "upcoming", "forthcoming"})
_DURING: Final = frozenset({"in", "for", "during", "throughout", "with"})
_BEFORE_A_SEASON: Final = frozenset("a an the its his her their this upcoming new of show 's".split()) | QUOTES | HOUSES
_CLOSED: Final = frozenset(
    ". ; ! ? , who whom which after when since because but while although not never 't if".split()
)
_BEING: Final = frozenset({"is", "are", "'s", "'re"})
_RETURNING: Final = frozenset("return join star recur guest reunite".split())
_HIRED: Final = frozenset(
    (
        "returns joins joined joining boards boarded cast added tapped enlisted recruited landed booked nabbed "
        "upped promoted hired recur"
    ).split()
)
_JOINS: Final = frozenset({"joins", "boards", "joining", "returns"})
_SHOWN: Final = frozenset({"added"})
_PERFECT: Final = frozenset("has have 've is are been being was were".split())
_STORY: Final = frozenset({"had"})
