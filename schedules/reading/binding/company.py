"""The former and the latter: which of two shows a pronoun, or a season "of the latter", belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from schedules.reading.binding.link import BESIDE, Link
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.ordinals import counted_in_turn
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind
from schedules.reading.words.seasonwords import ONE_OF_TWO as PAIR
from schedules.reading.words.text import QUOTES

_NOT_YET = frozenset({"not", "until", "till", "before"})
ONE_OF_TWO = ("the former", "the latter")


def of_a_pair(which: str, shows: Sequence[Target]) -> Target | None:
    """The first or the second of the two shows last named."""
    if which not in ONE_OF_TWO or len(shows) < 2:
        return None
    return shows[-2] if which == "the former" else shows[-1]


def one_of_two(scene: Scene, target: Target, company: Sequence[Target] = ()) -> Target | None:
    """ "A and B return, the former in May": which show is meant, with the season that is said to be of it.

    Args:
        scene: the sentence.
        target: a pronoun or a season of the sentence.
        company: the shows last named together before it, for a sentence that does not name two itself.
    """
    which = one_of(scene, target)
    if not which:
        return None
    shows: dict[str, Target] = {}
    for each in scene.targets:
        if each.role is Role.SHOW and each.show is not None and each.end <= target.start:
            shows.pop(each.show.name, None)
            shows[each.show.name] = each
    meant = of_a_pair(which, list(shows.values()) if len(shows) > 1 else company)
    season = target if target.role is Role.SEASON else season_of(scene, target)
    return replace(meant, season=season.season) if meant is not None and season is not None else meant


def two_seasons(scene: Scene, show: Target) -> dict[str, Target]:
    """ "Echo's second and third seasons were shot together": the two seasons of one show, the former and the latter."""
    if show.season is None:
        return {}
    told = [s for s in scene.seasons if s.number is not None and s.label != "count"]
    both = [number for s in told for number in (s.number, *s.others) if number is not None]
    if len(both) != len(ONE_OF_TWO) or both[0] == both[1]:
        return {}
    pairs = zip(ONE_OF_TWO, both, strict=True)
    return {which: replace(show, season=replace(told[0], number=number, others=())) for which, number in pairs}


def beside_a_stranger(scene: Scene, show: Target) -> dict[str, Target]:
    """ "“Echo” and “Hay” are back": which of the two the followed show is, where only one is followed."""
    for other in scene.targets:
        if other.role is Role.OTHER and other.tag in {"name", "title"} and show.show is not None:
            first, second = (show, other) if show.start < other.start else (other, show)
            near = second.start - first.end <= _SIDE_BY_SIDE
            if near and [word for word in scene.words(first.end, second.start) if word not in _AROUND] in _AND:
                return {ONE_OF_TWO[first is not show]: replace(show, season=None)}
    return {}


_SIDE_BY_SIDE = 4
_AROUND = QUOTES | {"the"}
_AND = (["and"],)


def season_of_both(scene: Scene, link: Link) -> int | None:
    """ "Both shows' second seasons will premiere in June": the one season that a sentence tells of several shows."""
    if not link.company or link.company in ONE_OF_TWO or len(scene.seasons) != 1 or scene.seasons[0].others:
        return None
    return scene.seasons[0].number if scene.seasons[0].label != "count" else None


def season_of(scene: Scene, pronoun: Target) -> Target | None:
    """ "season 3 of the latter": the season right before a pronoun."""
    if scene.words(pronoun.start - 1, pronoun.start) != ["of"]:
        return None
    return next((t for t in scene.targets if t.role is Role.SEASON and t.end == pronoun.start - 1), None)


def beside(scene: Scene, date: DateMention) -> Target | None:
    """ "the former on September 22": what means one of two shows, right beside the date."""
    for target in scene.targets:
        if (
            target.tag in ONE_OF_TWO
            and target.end <= date.start
            and all(w in BESIDE or w in _NOT_YET or w == "'s" for w in scene.words(target.end, date.start))
        ):
            return target
    return None


def turns(scene: Scene, shows: Sequence[Target]) -> list[Link]:
    """ "Two follow: A and B. The first is due in June, the second in October.": the dates of shows just named."""
    places = counted_in_turn(scene.text.words, scene.first, scene.last) if not scene.shows else []
    if len(places) != len(shows) or len(scene.dates) != len(places):
        return []
    if any(not at < date.start for at, date in zip(places, scene.dates, strict=True)):
        return []
    verb = next((m for m in scene.of(Kind.RELEASE, Kind.WEAK) if m.end <= scene.dates[-1].start), None)
    rows = zip(scene.dates, shows, strict=True)
    return [Link(date, verb, (replace(show, season=None),), "company") for date, show in rows]


def in_turn(scene: Scene, date: DateMention) -> Target | None:
    """ "A, B and C are back, the first in June, the second in August and the third in May": which show has a date."""
    places = counted_in_turn(scene.text.words, scene.first, scene.last)
    if not places:
        return None
    shows = [t for t in scene.targets if t.role is Role.SHOW and t.end <= places[0]]
    turn = max((i for i, at in enumerate(places) if at < date.start), default=-1)
    apart = any(places[turn] < other.start < date.start for other in scene.dates)
    several = len({t.show for t in shows}) == len(shows) == len(places)
    return shows[turn] if several and turn >= 0 and not apart else None


def one_of(scene: Scene, target: Target) -> str:
    """The former or the latter, or nothing where a target is neither's."""
    if target.tag in ONE_OF_TWO:
        return target.tag
    if target.role is not Role.SEASON:
        return ""
    words = scene.text.words
    behind = target.end < scene.last and words[target.end] == "of"
    owners = (
        scene.words(target.start - 3, target.start)[:2],
        scene.words(target.end + 1, target.end + 3) if behind else [],
    )
    return next((" ".join(owner) for owner in owners if owner in PAIR), "")
