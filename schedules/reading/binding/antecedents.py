"""What a pronoun or a season alone stands for within its sentence."""

from collections.abc import Sequence
from typing import Final

from schedules.reading.names.targets import NO_NOUNS, SHOW_NOUNS, SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import QUOTES

POSSESSIVE = frozenset({"its", "his", "her", "their"})


_PERSONAL = frozenset({"he", "she"})


RELATIVE: Final = frozenset({"which", "who", "that", "whose"})


_SPEAKERS = frozenset({"i", "star", "stars", "cast"})
"""Things that are people, whom "it" does not mean."""


def antecedent(  # noqa: C901, PLR0912 - one kind of pronoun after the other
    scene: Scene, target: Target
) -> tuple[Target | None, bool]:
    """What a pronoun or a season alone refers to within its sentence.

    Returns:
        The show's target or None for something outside the catalogue; and whether the sentence tells at all.
    """
    if target.tag == "this" and scene.words(target.end, target.end + 1) == ["one"]:
        return None, False
    before = [t for t in scene.targets if t.end <= target.start and t.role is not Role.PRONOUN]
    relative = target.tag in RELATIVE
    if target.tag == "its":
        which = next((t for t in reversed(scene.targets) if t.end <= target.start and t.tag in {"which", "that"}), None)
        if which is not None and "," not in scene.words(which.end, target.start) and target.start - which.end <= 5:
            return antecedent(scene, which)
    if relative and _describes(scene, target):
        return None, True
    if target.role is Role.SEASON and (
        _of_an_offshoot(scene, before) or scene.words(target.end, target.end + 2) in _OF_EACH
    ):
        return None, True
    if relative and _of_the_noun(scene, target):
        return None, False
    if relative and (explained := _explained(scene, target, before)) is not None:
        return explained, True
    if relative and (series := _right_before(scene, target)) is not None:
        return antecedent(scene, series)
    if relative and scene.words(target.start - 1, target.start) == ["and"]:
        first = next((t for t in scene.targets if t.tag == target.tag and t.start < target.start), None)
        if first is not None:
            return antecedent(scene, first)
    inside = "(" in scene.words(scene.sentence.first, target.start) and ")" not in scene.words(
        _last(scene, "(", target.start), target.start
    )
    nearest = inside or target.tag in POSSESSIVE or target.tag in _PERSONAL
    if target.role is Role.PRONOUN and not relative and not nearest and target.tag != "the latter":
        named = _but_what_is_likened(scene, [t for t in before if t.role in SHOW_OR_SEASON and not t.owned])
        short = [t for t in named if t.show is not None and t.show.miniseries]
        if short and scene.text.words[target.end - 1] in _SHORT_SERIES:
            return short[-1], True
        if named:
            return _of_its_clause(scene, named, target) or _its_season(scene, named) or named[0], True
    if target.tag == "series" and any(t.tag == "name" and _apposed(scene, t, target) for t in before):
        # "Echo, the Disney series that ...": the noun only describes the name before it.
        return None, True
    for other in reversed(before):
        if other.role is Role.SEASON and (target.role is Role.SEASON or not _may_own(scene, other, target)):
            continue
        if other.role is Role.SHOW and compared(scene, other, target):
            return None, False
        if other.role is Role.SHOW and target.role is Role.SEASON and first_met_in(scene, other, before):
            continue
        if other.role in SHOW_OR_SEASON:
            return (None, True) if target.tag == "it" and _of_an_episode(scene, other) else (other, True)
        if other.tag == "name":
            if target.role is Role.SEASON and (_has_season(scene, other, target) or _whose(scene, other, target)):
                return None, True
            lead = scene.words(other.start - 1, other.start)
            if target.tag in {"which", "that"} and (lead in _INTRODUCING or not _JOBS.isdisjoint(lead)):
                continue
            if relative and scene.distance(other.end, target.start) <= 1.8:
                return None, True
            continue
        if target.tag == "its" and other.tag == "thing" and scene.text.words[other.start] in _WORKS:
            return None, True
        if other.tag == "thing" and (target.role is Role.SEASON or target.tag not in {"it", *RELATIVE}):
            continue
        if other.tag == "thing" and scene.text.words[other.start] in _SPEAKERS:
            continue
        if other.tag == "thing" and target.tag == "it" and _in_its_clause(scene, other, target):
            continue
        if other.tag == "thing" and target.tag == "it" and _comes_back(scene, other, target):
            continue
        if other.tag == "thing" and target.tag == "it" and _spoken_of_before(scene, other):
            return None, False
        if other.tag == "thing" and relative and scene.distance(other.end, target.start) > 1.8:
            if scene.text.words[other.end - 1] in _WORKS and scene.words(other.start - 1, other.start) in _ARTICLES[:2]:
                return None, True  # "she has a film with Doe as well, which comes out in May"
            continue
        return None, True
    return None, target.tag in _PERSONAL or (target.tag == "it" and _of_what_somebody_has(scene, target))


def _right_before(scene: Scene, relative: Target) -> Target | None:
    """ "Doe also stars in the series, which arrived in May 2015": the series that stands right before what is told."""
    end = relative.start - (scene.words(relative.start - 1, relative.start) == [","])
    return next((t for t in scene.targets if t.end == end and t.tag == "series" and t.role is Role.PRONOUN), None)


def _but_what_is_likened(scene: Scene, named: list[Target]) -> list[Target]:
    """ "Like the first season, the second has ten episodes, and it": what a sentence is about, not what opens it."""
    likened = len(named) > 1 and scene.text.words[scene.first] in _LIKENING and named[0].start <= scene.first + _THE
    return named[1:] if likened else named


_THE: Final = 2
_LIKENING: Final = frozenset({"like", "unlike"})


def _of_what_somebody_has(scene: Scene, it: Target) -> bool:
    """ "He's got a new cape, and it comes out July 17": what a clause ends with is what the next one is about."""
    words, at = scene.text.words, it.start - 1
    if at < scene.first + 4 or words[at] != "and":
        return False
    at -= words[at - 1] == ","
    lead = scene.words(at - 4, at)
    article = max((i for i, word in enumerate(lead[:-1]) if word in {"a", "an", "another"}), default=0)
    if not article or lead[article - 1] not in _HAS or lead[-1] in SHOW_NOUNS:
        return False
    somebody = any(t.tag == "name" and t.end <= at for t in scene.targets)
    somebody = somebody or not _WHO.isdisjoint(scene.words(scene.first, at))
    return somebody and all(word.isalpha() for word in lead)


_WHO = frozenset({"he", "she", "i"})


_HAS = frozenset("got has have had wrote written made writing making directed published".split())


def _its_season(scene: Scene, named: Sequence[Target]) -> Target | None:
    """ "Echo's maker says that the show's third season will be its last when it comes": the season told of the show."""
    last = named[-1]
    if last.role is not Role.SEASON or any(t.role is Role.SHOW for t in named[1:]):
        return None
    owned = scene.words(last.start - 3, last.start)
    return last if owned[:1] == ["the"] and owned[1:2] in _THE_SHOW and owned[2:] in _OWNING else None


_THE_SHOW = (["show"], ["series"], ["drama"], ["comedy"])
_OWNING = (["'s"], ["’"], ["'"], ["’s"])


_OF_EACH = (["of", "each"], ["of", "every"], ["of", "several"], ["of", "many"])


def first_met_in(scene: Scene, show: Target, before: Sequence[Target]) -> bool:
    """ "A follows a hero introduced in B, and a second season is due": B only tells where somebody comes from."""
    at = scene.begins(show)
    met = scene.words(at - 2, at) in _MET
    return met and any(t.role is Role.SHOW and t.show is not show.show and t.end < show.start for t in before)


_MET = (["introduced", "in"], ["seen", "in"], ["seen", "on"], ["introduced", "on"], ["met", "in"], ["appeared", "in"])


def _of_an_episode(scene: Scene, whole: Target) -> bool:
    """Whether a season only says what an episode is of: "the final episode of season two when it aired"."""
    if not whole.owned:
        return False
    parts = [t for t in scene.targets if t.tag == "thing" and whole.start - _PARTED <= t.end < whole.start]
    return any(scene.text.words[t.end - 1] in _EPISODES and "of" in scene.words(t.end, whole.start) for t in parts)


_PARTED = 4


_EPISODES = frozenset({"episode", "episodes", "finale"})


_SHORT_SERIES = frozenset({"miniseries", "mini-series"})


def _may_own(scene: Scene, season: Target, pronoun: Target) -> bool:
    """Whether a pronoun can mean a season: "its May launch" that of season 3, not that of "an order for a second"."""
    if pronoun.tag not in POSSESSIVE:
        return True
    told = season.season is not None and season.season.number is not None
    return told and pronoun.tag == "its" and scene.words(season.start - 1, season.start) not in _ORDERED


_ORDERED = (["a"], ["an"], ["for"], ["another"])


def _comes_back(scene: Scene, thing: Target, it: Target) -> bool:
    """ "Production is done, and Hulu says it will be back in May": what is back is the show, not its shoot."""
    if scene.text.words[thing.end - 1] not in _MAKING:
        return False
    after = scene.words(it.end, it.end + 5)
    return not _RETURNING.isdisjoint(after)


_MAKING = frozenset({"production", "filming", "shooting", "shoot", "photography", "post-production", "casting"})
_RETURNING = frozenset({"back", "return", "returns", "premiere", "premieres", "debut", "debuts", "ready", "here"})


def _spoken_of_before(scene: Scene, thing: Target) -> bool:
    """Whether a sentence begins with "it", and a thing only comes up on the way: "It had raves when it premiered"."""
    first = scene.targets[0]
    return first.tag == "it" and first.start <= scene.first + 2 and first.end < thing.start


def _in_its_clause(scene: Scene, thing: Target, pronoun: Target) -> bool:
    """Whether a thing is left behind in the clause that opens the sentence: "when the slate was drawn up, it led"."""
    opens = scene.text.words[scene.sentence.first] in {"when", "while", "after", "as", "before", "if", "since"}
    return opens and "," in scene.words(thing.end, pronoun.start)


def compared(scene: Scene, show: Target, season: Target) -> bool:
    """Whether a show only stands in a clause of its own before a season: "as they did on Echo, season two comes"."""
    between = scene.words(show.end, season.start)
    if season.role is not Role.SEASON or show.season is not None or between[:1] != [","] or len(between) > 2:
        return False
    lead = scene.words(show.start - 8, show.start)
    if between[1:] == ["whose"] or lead[-2:] == ["as", "for"]:
        return False
    return lead[-1:] in _SET_BESIDE and not {"as", "like", "than", "unlike"}.isdisjoint(lead)


_SET_BESIDE = (["on"], ["with"], ["for"], ["of"], ["like"], ["unlike"], ["than"])


def _of_the_noun(scene: Scene, relative: Target) -> bool:
    """Whether a relative clause tells of the show that is spoken of, by a noun before it.

    "A second season of the drama, which debuted", "The “Echo” creator runs the series, which launches".
    """
    at = relative.start - 1 if scene.text.words[relative.start - 1] == "," else relative.start
    noun = next((t for t in scene.targets if t.end == at and t.role is Role.PRONOUN and t.tag == "series"), None)
    if noun is None or "of" in scene.words(noun.start - 4, noun.start + 1):
        return noun is not None
    shows = [t for t in scene.targets if t.end <= noun.start and t.role is Role.SHOW]
    return scene.text.words[noun.start] == "the" and bool(shows) and all(t.owned for t in shows)


def _of_an_offshoot(scene: Scene, before: Sequence[Target]) -> bool:
    """Whether another series opens the sentence as its subject: "The prequel Hay came in May; a second season is"."""
    first = next(iter(before), None)
    if first is None or first.tag != "name" or first.start > scene.first + 3:
        return False
    return not _OFFSHOOTS.isdisjoint(scene.words(scene.first, first.start))


_OFFSHOOTS = frozenset({"prequel", "sequel", "spinoff", "spin-off", "companion", "offshoot"})


def _explained(scene: Scene, relative: Target, before: Sequence[Target]) -> Target | None:
    """The show that a phrase with a noun for shows explains: "Echo, a series about the Riders that began in 2017"."""
    show = next((t for t in reversed(before) if t.role is Role.SHOW and not t.owned), None)
    if show is None or relative.tag not in {"which", "that"}:
        return None
    between = [word for word in scene.words(show.end, relative.start) if word not in QUOTES]
    if between[-1:] == [","]:
        between.pop()
    if between[:1] != [","] or "," in between[1:] or len(between) > _EXPLAINING:
        return None
    if between[1:2] in _ARTICLES and not _SERIES.isdisjoint([*between[2:5], between[-1]]):
        return show
    # What a work was made into is the last word: "Hulu's comic book adaptation", not "an adaptation of a novel".
    return show if between[-1] in _VERSIONS and (between[1:2] in _ARTICLES or "'s" in between[2:4]) else None


_ARTICLES = (["a"], ["an"], ["the"], ["its"], ["another"])


_SERIES = frozenset("series miniseries show drama comedy sitcom thriller spinoff spin-off dramedy anthology".split())


_VERSIONS = frozenset("adaptation remake reboot revival version reimagining retelling spinoff spin-off prequel".split())
"""What a show is of another work: "Echo, the video game adaptation, which arrives in May"."""


_EXPLAINING = 16


def _of_its_clause(scene: Scene, named: Sequence[Target], it: Target) -> Target | None:
    """ "A did well, and even B, panned when it came out, did better": the show that "its" clause describes."""
    last = named[-1]
    if len(named) < _TWO or last.role is not Role.SHOW or it.tag != "it" or it.start - last.end > _CLOSE:
        return None
    between = scene.words(last.end, it.start)
    return last if between[:1] == [","] and between[-1:] in _WHENS and between.count(",") == 1 else None


_TWO = 2
_CLOSE = 7
_WHENS = (["when"], ["after"], ["before"], ["since"], ["until"], ["because"], ["once"])


def _apposed(scene: Scene, name: Target, noun: Target) -> bool:
    """Whether a noun stands in the phrase behind a name's comma: "Echo, the third of the live-action series"."""
    between = scene.words(name.end, noun.start)
    if between[:1] != [","] or len(between) > 11 or not _NEW_CLAUSE.isdisjoint(between):
        return False
    return len(between) < 7 or (between[1:2] in (["the"], ["a"], ["an"]) and "," not in between[1:])


_NEW_CLAUSE = frozenset("we i you they he she it that".split())
"""Words that no phrase behind a comma has, but the clause that goes on there: "from a maker, we know that the show"."""


def _describes(scene: Scene, relative: Target) -> bool:
    """Whether a relative clause tells of a common noun that is no show: "the service, which launched in 2012"."""
    words, at = scene.text.words, relative.start - 1
    if at > scene.sentence.first and words[at] == ",":
        at -= 1
    if (
        at <= scene.sentence.first
        or not words[at].isalpha()
        or scene.text.capital(at)
        or words[at] in SHOW_NOUNS
        or words[at] in NO_NOUNS
    ):
        return False
    if any(t.start <= at < t.end for t in scene.targets):
        return False
    return any(w in _NOUN_STARTS for w in words[max(scene.sentence.first, at - 3) : at])


_NOUN_STARTS = frozenset("the a an this that its his her their 's".split())


_WORKS = frozenset({"film", "movie", "game", "novel", "book", "album", "documentary", "musical"})
"""Things that have a release of their own: "his film was savaged on its release"."""


_INTRODUCING = (["by"], ["with"], ["starring"], ["featuring"])
"""Who stands behind one of these is a person of the show before."""


_JOBS: Final = frozenset("producer star actor actress director creator writer showrunner".split())
_FOR_A = (["for", "a"], ["for", "its"], ["for"], ["'s"])


def _has_season(scene: Scene, name: Target, season: Target) -> bool:
    """Whether a name is a title by its season: "has picked up The Path for a second season", "Sands opens season 4"."""
    if scene.words(name.end, season.start) in _FOR_A and _capital_the(scene, name):
        return True
    if name.start > scene.sentence.first + 1 or season.start - name.end > 5:
        return False
    reach = _ITS_REACH if scene.words(season.start - 2, season.start) == ["for", "its"] else 1
    return any(
        name.end <= m.start <= name.end + 2 and season.start - m.end <= reach for m in scene.of(Kind.RELEASE, Kind.WEAK)
    )


_ITS_REACH = 5


def _whose(scene: Scene, name: Target, season: Target) -> bool:
    """ "a slate with Saltmarsh Days, whose third season begins in June": a name that has a season is a title."""
    return scene.words(name.end, season.start) in _WHOSE


_WHOSE = ([",", "whose"], ["whose"], ["(", "whose"])


def _capital_the(scene: Scene, name: Target) -> bool:
    """Whether a name is a title by its article: "has picked up The Path for a second season"."""
    text = scene.text
    return text.words[name.start] == "the" or (text.words[name.start - 1] == "the" and text.capital(name.start - 1))


def _last(scene: Scene, word: str, before: int) -> int:
    return max((i for i in range(scene.sentence.first, before) if scene.text.words[i] == word), default=before)
