"""Which of the shows that a sentence names it is about."""

from collections.abc import Sequence

from schedules.model import Show
from schedules.reading.binding.antecedents import compared, first_met_in
from schedules.reading.binding.link import Link
from schedules.reading.binding.subject import subject_of
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import QUOTES

_BEFORE_NAMES = frozenset({"the", "'s"}) | QUOTES | HOUSES
_OF_A_YEAR = frozenset({"last", "next", "this", "year", "month", "week"})
_LEADING_UP = (
    _BEFORE_NAMES | _OF_A_YEAR | {"miniseries", "mini-series", "series", "show", "drama", "comedy", "hit", "smash"}
)
_INTRODUCED = frozenset(
    (
        "when where while before after until like unlike than with from alongside and between as in for on to of "
        "during since into by"
    ).split()
)


def another_work(scene: Scene, name: Target) -> bool:
    """Whether a name is that of a work by the noun behind its comma: "a trailer for Hay, a film with Jane Doe"."""
    if name.tag != "name" or name.end >= scene.last or scene.text.words[name.end] != ",":
        return False
    return scene.words(name.end + 1, name.end + 2) in _INDEFINITE and not _WORKS.isdisjoint(
        scene.words(name.end + 2, name.end + 4)
    )


_INDEFINITE = (["a"], ["an"], ["the"])
_WORKS = frozenset("film movie novel book album game musical documentary play".split())


def counting(scene: Scene, shows: Sequence[Target], at: int) -> Show | None:
    """The show of a sentence that seasons at a place are of: the only one, the one right behind, or the last before."""
    if len({t.show for t in shows}) == 1:
        return shows[0].show
    behind = next((t.show for t in shows if 0 < t.start - at <= 3 and "," not in scene.words(at, t.start)), None)
    return behind or next((t.show for t in reversed(shows) if t.start <= at), None)


def only_season(scene: Scene, show: Show, at: int) -> int | None:
    """The one season by number that a sentence names of a show before a date: "work on A's second season, for 2026"."""
    told = {
        target.season.number
        for target in scene.targets
        if target.end <= at and target.season is not None and target.show in {show, None}
    }
    return told.pop() if len(told) == 1 else None


def before(scene: Scene, target: Target | None, link: Link | None) -> Show | None:
    """The last show that the sentence names before a target, or before the date."""
    if not scene.shows:
        return None
    at = target.start if target is not None else link.date.start if link is not None else scene.sentence.last
    shows = [t for t in scene.targets if t.role is Role.SHOW and t.start < at]
    later = target is not None and target.season is not None and (target.season.number or 0) > 1
    free = [t for t in shows if not t.owned]
    longer = [t for t in free if not (later and t.show is not None and t.show.miniseries)]
    free = longer or free  # a miniseries has no second season
    spoken_of = target is not None or (link is not None and link.rule == "series")
    owned = not free and spoken_of and any(t.tag == "series" and t.end <= at for t in scene.targets)
    shows = free or ([] if owned else shows)
    if target is None and link is not None and link.rule == "topic":
        ends = scene.of(Kind.CANCEL)
        shows = [t for t in shows if not any(m.end <= t.start and scene.distance(m.end, t.start) <= 6 for m in ends)]
    if link is not None and link.governor is not None and target is not None and len({t.show for t in shows}) > 1:
        subject = subject_of(scene, link.governor, link.date) if link.governor.end <= target.start else None
        if subject is not None and subject.role is Role.SHOW:
            return subject.show
    while shows and target is not None and target.role is Role.SEASON and first_met_in(scene, shows[-1], shows):
        shows.pop()
    apart = bool(shows) and target is not None and compared(scene, shows[-1], target)
    return shows[-1].show if shows and not apart else None


def salient(scene: Scene, shows: Sequence[Target]) -> list[Target]:
    """The shows that a sentence is about: those that a phrase raises, else those that are no mere side of it."""
    raised = [t for t in shows if _raised(scene, t)]
    return raised or [t for t in shows if not t.owned and not introduced(scene, t)]


def the_last_left(scene: Scene, shows: Sequence[Target]) -> Show | None:
    """ "It has ended A and B, leaving C as the only one that still stands": the show that a sentence ends on."""
    last = shows[-1]
    return last.show if scene.words(scene.begins(last) - 1, scene.begins(last)) == ["leaving"] else None


def says_miniseries(scene: Scene) -> bool:
    """Whether a sentence speaks of "the miniseries"."""
    told = (scene.words(t.start, t.end) for t in scene.targets if t.tag == "series")
    return any(words[0] == "the" and not _MINI.isdisjoint(words) for words in told)


_MINI = frozenset({"mini", "miniseries", "mini-series"})


def somebodys(scene: Scene, target: Target) -> bool:
    """Whether a name is what somebody plays, or somebody's season: "John Hay's Lantern", "Hay's third season"."""
    at = target.start - 1
    if at < scene.first + 1 or scene.text.words[at] != "'s" or not scene.text.capital(at - 1):
        return False
    if target.role is Role.SEASON:
        return scene.text.words[at - 1] not in HOUSES and not any(t.end == at and t.show for t in scene.targets)
    return at - 2 >= scene.first and scene.text.capital(at - 2) and scene.text.raw[at - 2].isalpha()


def _raised(scene: Scene, target: Target) -> bool:
    """Whether a phrase makes the show the topic: "As for Saltmarsh"."""
    before = scene.text.words[target.start - 1] if target.start > scene.first else ""
    return before == "regarding" or (before == "for" and scene.words(target.start - 2, target.start) == ["as", "for"])


def in_an_opening_clause(scene: Scene, target: Target) -> bool:
    """Whether a show only sets the time of what is told: "ever since the end of Echo, we have waited for season 2"."""
    lead = scene.words(scene.first, target.start)
    return not _OF_A_TIME.isdisjoint(lead[:3]) and "," not in lead and "," in scene.words(target.end, target.end + 6)


_OF_A_TIME = frozenset("since after before when while until following unlike like with as".split())


def introduced(scene: Scene, target: Target) -> bool:
    """Whether a show stands in a phrase or a side clause, so that the sentence is not about it."""
    at = target.start - 1
    while at >= scene.sentence.first and scene.text.words[at] in _LEADING_UP:
        at -= 1
    if at > scene.first and scene.text.words[at] == "of" and scene.text.words[at - 1] in _FATES:
        return False
    aside = scene.words(at - 1, at + 1) in _ON_WHICH
    return aside or (at >= scene.sentence.first and scene.text.words[at] in _INTRODUCED)


_FATES = frozenset({"fate", "future", "status", "fortunes"})
"""What is told of is a show's, so that the sentence is about it."""
_ON_WHICH = (["on", "which"], ["in", "which"], ["at", "which"], ["day", "that"], ["from", "which"], ["way", "that"])
