"""Films, games and books that were brought up right before, so that "it" means them and no show."""

from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.owned import PEOPLE
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Mark
from schedules.reading.words.text import QUOTES

WORKS = frozenset("film movie game novel book album documentary musical podcast manga".split())


def after_a_work(scene: Scene) -> bool:
    """Whether the sentence before is about a film, a game or a book: "There is a game, too. It is out in July".

    That sentence may have been passed over, since it tells of no show.
    """
    words, last = scene.text.words, scene.sentence.first - 1
    if _asked_of_a_service(words, last):
        return True
    if last < 1 or words[last] not in _STOPS:
        return False
    first = last
    while first > 0 and last - first < _LOOKED_BACK and not (words[first - 1] in _ENDS and scene.text.capital(first)):
        first -= 1
    if _opens_with_one(words, first, last) or _in_one(words[first:last]):
        return True
    works = (at for at in range(first + 1, last) if words[at] in _BROUGHT_UP and words[at + 1] not in PEOPLE)
    return any(_brought_up(scene, first, at, last) for at in works)


_STOPS = frozenset({".", "!", ")", "”"})
_LOOKED_BACK = 60
_OPENING = 8
_ENDS = frozenset({".", "!", "?", "\n"})


def another_kind(scene: Scene, show: Target, governor: Mark) -> bool:
    """ "“Echo”, the novel she wrote, came out in 1990", "“Echo”, a 2009 film, opened": a work that has the name too."""
    words, at = scene.text.words, show.end
    if at >= governor.start:
        return False
    at += words[at] in QUOTES
    if show.role is not Role.SHOW or show.season is not None or scene.words(at, at + 1) not in _APPOSED:
        return False
    at += words[at] == ","
    if words[at] not in _ITS_KIND:
        return False
    noun = next((i for i in range(at + 1, min(at + _OPENING_NOUN, governor.start)) if words[i] in _KINDS), None)
    return noun is not None and words[noun + 1] in _AFTER_A_KIND and _OURS.isdisjoint(scene.words(show.start - 4, noun))


_APPOSED = ([","], ["("], ["in"])
_ITS_KIND = frozenset("the a an his her their in its".split())
_KINDS = WORKS | frozenset("comic comics play short feature".split())
_AFTER_A_KIND = frozenset(", ) that which he she they with by of from about starring form it i".split())
_OPENING_NOUN = 6


def _opens_with_one(words: list[str], first: int, last: int) -> bool:
    """ "The game came out in May", "Her film about whales": a work is what a sentence begins with."""
    opening = words[first : min(first + _OPENING, last)]
    work = next((at for at, word in enumerate(opening) if word in WORKS), 0)
    if not work or not _SHOWS.isdisjoint(words[first:last]):
        return False
    lead, after = opening[:work], words[first + work + 1]
    return (lead[0] in _INTRODUCING or lead[0] == "there") and after in _AFTER_A_NOUN and "," not in lead


_SHOWS = frozenset("season seasons series show shows drama comedy adaptation based".split())
_INTRODUCING = frozenset("the a an another his her their this".split())
_AFTER_A_NOUN = frozenset(
    ", . is was will has had 's of about by with which that from called also too came comes arrives arrived hit".split()
)


def _asked_of_a_service(words: list[str], last: int) -> bool:
    """ "What about the rival service? It launches next year": a service is what the line before asks about."""
    while last > 0 and words[last] == "\n":
        last -= 1
    asked = last > _ABOUT and words[last] == "?" and words[last - 1] in {"service", "platform", "app"}
    return asked and "about" in words[last - _ABOUT : last]


def _in_one(words: list[str]) -> bool:
    """ "The star of Echo is also in a film about whales": what somebody is in besides, told last."""
    at = max((i for i, word in enumerate(words) if word in WORKS), default=0)
    return at > 1 and words[at - 2 : at] in _IN_A and words[at + 1 : at + 2] in _TELLING_OF


_ABOUT = 5
_IN_A = (["in", "a"], ["in", "another"], ["with", "a"])
_TELLING_OF = (["about"], ["with"], ["called"], ["by"], ["of"])


def _brought_up(scene: Scene, first: int, work: int, last: int) -> bool:
    """Whether a noun for a work tells of a name beside it, and not of the show: "Hay, a film", "a film called Hay"."""
    text, words = scene.text, scene.text.words
    lead = words[max(first, work - 3) : work]
    if _ARTICLES.isdisjoint(lead) or not _OURS.isdisjoint(words[first:work]):
        return False
    article = work - 1 - next(i for i, word in enumerate(reversed(lead)) if word in _ARTICLES)
    named = article - 2 >= first and words[article - 1] == "," and text.capital(article - 2)
    called = words[work + 1] in _CALLED and work + 2 < last and any(text.capital(at) for at in (work + 2, work + 3))
    return named or called or words[first : first + 2] in _THERE_IS


_BROUGHT_UP = WORKS | {"special", "play", "biopic", "feature", "short", "spectacular"}
_ARTICLES = frozenset({"a", "an", "another"})
_OURS = _SHOWS | frozenset("it its adapted inspired as like than into from".split())
"""Words of a sentence that tells of the show by another work: "it is adapted from a film called Hay"."""
_CALLED = frozenset({"called", "titled", "entitled", "named", ",", ":"})
_THERE_IS = (["there", "'s"], ["there", "is"], ["next", "is"], ["then", "there"], ["also", "coming"], ["next", "comes"])
