"""How a sentence takes up what was spoken of: an old name, "the season", a season that need not be there."""

from schedules.model import Show
from schedules.reading.binding.link import Link
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def the_season(scene: Scene, target: Target | None, link: Link | None) -> bool:
    """Whether a sentence tells of the season that is spoken of: "The season was released on March 8"."""
    opens = scene.words(scene.first, scene.first + 2) == ["the", "season"]
    governor = link.governor if target is None and link is not None and link.rule == "series" else None
    return opens and governor is not None and governor.start <= scene.first + _NEAR_ITS_HEAD


_NEAR_ITS_HEAD = 6


def called_off_at_home(scene: Scene, show: Show, longer: Show) -> bool:
    """Whether the service that calls a show off is its own, not that of the one with the longer name."""
    if show.service == longer.service or not scene.of(Kind.CANCEL):
        return False
    services = {" ".join(scene.text.words[m.start : m.end]) for m in scene.of(Kind.SERVICE)}
    return show.service.casefold() in services and longer.service.casefold() not in services


def takes_up(scene: Scene) -> bool:
    """Whether a sentence begins with a noun for a show, or with "its" season: "The limited series", "Its third run"."""
    words = scene.words(scene.first, scene.first + 4)
    if words[:1] == ["its"] and any(s.start == scene.first + 1 for s in scene.seasons):
        return True
    return words[:1] == ["the"] and not _SHOW_WORDS.isdisjoint(words[1:3])


_SHOW_WORDS = frozenset({"series", "show", "drama", "comedy", "miniseries", "thriller", "sitcom"})


def of_the_original(scene: Scene) -> bool:
    """Whether a sentence turns to the original: "the original premiered in 2014", "the original series"."""
    if "original" not in scene.vocabulary:
        return False
    words = scene.words(scene.first, scene.last)
    at = words.index("original")
    return words[at - 1 : at] == ["the"] and words[at + 1 : at + 2] not in _OTHER_ORIGINALS


_OTHER_ORIGINALS = (["film"], ["movie"], ["novel"], ["book"], ["comic"], ["comics"], ["plan"], ["date"], ["cast"])


def supposed(scene: Scene, target: Target) -> bool:
    """Whether a season need not be there: "a second season", which somebody orders, asks for, or rules out."""
    season = target.season
    if season is None:
        return False
    lead = scene.words(season.start - 3, season.start)
    return lead[-1:] in _ANY and lead[1:2] != ["in"] and lead[:2] not in _BACK_FOR


_ANY = (["a"], ["an"], ["any"])
_BACK_FOR = (["returns", "for"], ["returns", "with"], ["back", "for"], ["back", "with"])
""" "The comedy returns for a third season": that one is on its way, whoever named it."""


def ruled_out(scene: Scene, target: Target) -> bool:
    """Whether a sentence tells of a season as one that isn't there: "no plans for a second season"."""
    season = target.season
    if season is None:
        return False
    lead = scene.words(season.start - 7, season.start)
    return not _REFUSING.isdisjoint(lead) or scene.words(season.end, season.end + 2) == ["in", "mind"]


_REFUSING = frozenset({"no", "not", "'t", "never", "nobody", "without", "if", "whether"})


def elliptic(scene: Scene, mark: Mark) -> bool:
    """ "They could have made a third season. They chose not to.": what is refused is told before."""
    return scene.text.words[mark.end - 1] == "to" and scene.words(mark.end, mark.end + 1) == ["."]


def lone_season(scene: Scene) -> int | None:
    """The season that a sentence names, where it names one only."""
    numbers = {s.number for s in scene.seasons if s.number is not None and s.label != "count"}
    return numbers.pop() if len(numbers) == 1 else None


def is_the_last(scene: Scene, season: Target, mark: Mark) -> bool:
    """Whether a season told with an end is the last to be made: "was its last", "won't return after its fourth"."""
    told = season.season.start if season.season is not None else season.start
    behind = season.role is Role.SEASON and season.start >= mark.end
    after = (behind or told < mark.start) and "after" in scene.words(told - 3, told)
    return after or scene.text.words[mark.end - 1] == "last"
