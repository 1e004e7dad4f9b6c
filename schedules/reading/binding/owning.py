"""Verbs whose subject is no show, though one is near: "the costumes of A go up", "A is over, and a trial begins"."""

from typing import Final

from schedules.reading.binding.strangers import AUXILIARIES
from schedules.reading.names.targets import NO_NOUNS, SHOW_NOUNS, SHOW_OR_SEASON, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def of_another(scene: Scene, named: Target, governor: Mark) -> bool:
    """Whether a verb behind a show is about something else: what the show only describes, or its clause's subject."""
    return _of_its_head(scene, named, governor) or _of_its_own_subject(scene, named, governor)


def _of_its_head(scene: Scene, named: Target, governor: Mark) -> bool:
    """ "A cookbook of “Echo” arrives in June": what comes is the noun that a show only describes."""
    if named.role not in SHOW_OR_SEASON or named.end > governor.start or governor.tag not in _FINITE:
        return False
    words, first = scene.text.words, scene.first
    if not all(word in AUXILIARIES or word in QUOTES for word in words[named.end : governor.start]):
        return False
    if _comes_back(scene, governor):
        return False
    at = named.start - 1
    while at > first and (words[at] in _BEFORE_NAMES or words[at] in HOUSES):
        at -= 1
    if at <= first or words[at] not in _DESCRIBING or words[at - 1] in _STAND_FOR_IT:
        return False
    if scene.text.capital(at - 1):
        return words[at - 1] in _BOOKS
    begins = _article(scene, at - 1, first)
    # "Her first season as the captain of Night Ferry began": there the phrase is a part of another.
    return begins == first or (begins > first and words[begins - 1] not in _INSIDE)


def _of_its_own_subject(scene: Scene, named: Target, governor: Mark) -> bool:
    """ "Echo is over, and the trial begins in June": a clause with a subject of its own, behind the show."""
    words, at = scene.text.words, governor.start - 1
    if named.end >= governor.start or governor.tag not in _FINITE or words[governor.start].startswith(_DONE_TO_SHOWS):
        return False
    while at > named.end and words[at] in AUXILIARIES:
        at -= 1
    people = words[at].endswith("s") and not words[governor.start].startswith(_NOT_DONE_BY_PEOPLE)
    joint = _article(scene, at, named.end) - 1 if words[at] not in _STAND_FOR_IT and not people else -1
    if joint < named.end or words[joint] not in _JOINTS:
        return False
    return words[joint] != "and" or any(word not in QUOTES for word in words[named.end : joint])


def of_a_noun(scene: Scene, governor: Mark) -> bool:
    """ "The controls were promised in May": a verb whose subject is a noun for something that is no show."""
    words, at = scene.text.words, governor.start - 1
    if words[governor.start] not in {"was", "were"}:
        return False  # "the chief had spoken of May"
    while at > scene.first and words[at] in AUXILIARIES:
        at -= 1
    return words[at] not in _STAND_FOR_IT and _article(scene, at, scene.first) >= scene.first


def _comes_back(scene: Scene, governor: Mark) -> bool:
    """Whether somebody or something is back, as a show's people and its world are with it: not back to a place."""
    if _BACK.isdisjoint(scene.text.words[governor.start : governor.end]):
        return False
    return scene.words(governor.end, governor.end + 1) != ["to"] or any(
        governor.end < m.start <= governor.end + 2 for m in scene.of(Kind.SERVICE)
    )


def _article(scene: Scene, at: int, first: int) -> int:
    """Where the article stands of a plain noun for something that is no show; -1 where it is none."""
    words = scene.text.words
    if not words[at].isalpha() or scene.text.capital(at) or words[at] in SHOW_NOUNS or words[at] in NO_NOUNS:
        return -1
    for back in range(at - 1, max(first, at - _PHRASE) - 1, -1):
        if words[back] in _ARTICLES:
            return back
        if words[back] in NO_NOUNS or not (words[back].isalpha() or words[back] == "-"):
            return -1
    return -1


_PHRASE: Final = 5
_FINITE: Final = frozenset({"s", "past", "base", "future"})
_DONE_TO_SHOWS: Final = ("premier", "debut", "air", "releas", "launch", "drop", "stream", "bring", "roll", "unleash")
"""How verbs begin whose subject may be who brings a show out: "and the cabler will air it"."""
_NOT_DONE_BY_PEOPLE: Final = ("begin", "start", "open", "began")
"""How verbs begin that are not what a show's heroes do when it comes: "the outlaws turned up in June"."""
_ARTICLES: Final = frozenset({"the", "a", "an", "another", "his", "her", "its", "their"})
_DESCRIBING: Final = frozenset({"of", "for", "about", "behind"})
_INSIDE: Final = frozenset("as under".split())
_BEFORE_NAMES: Final = QUOTES | {"the", "'s"}
_BOOKS: Final = frozenset("art making music history secrets science sound book philosophy guide".split())
"""How the titles of books about a show begin: "The Art of Echo"."""
_BACK: Final = frozenset({"back", "return", "returns", "returned"})
_JOINTS: Final = frozenset("and but while as when after before because since until ; – —".split())
_STAND_FOR_IT: Final = frozenset(
    (
        "next new eleventh twelfth world universe chapters parts hour hours minutes installments instalments "
        "entries volumes heroes hero heroine crew cast gang team wait bulk whole remainder dose slice helping "
        "taste bit crop wave dollop load fun action battle fight war hunt party journey ride madness mayhem chaos "
        "binge trip mission terror horror race carnage game games people creator creators launch arrival "
        "premieres releases streamer service network platform channel broadcaster company studio giant viewers "
        "fans audience public other others former latter pair duo trio quartet foursome latest newest set bunch "
        "handful rollout comeback broadcast broadcasts murders killings killing kids boys girls men women family "
        "detective detectives doctor"
    ).split()
)
"""What comes with the show, and so stands for it: "the hunt begins on June 14"."""
