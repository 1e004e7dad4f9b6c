"""Whether a sentence tells something else of a show than that it comes: its fans gather, it tops a chart."""

from schedules.reading.binding.link import BESIDE
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import form_of
from schedules.reading.words.datewords import LIMITS
from schedules.reading.words.marks import Kind, Mark


def does_otherwise(scene: Scene, show: Target, date: DateMention) -> bool:
    """ "Echo fans gather on June 14", "Echo topped the charts in April": whose date it is by no word of coming."""
    if show.role is not Role.SHOW or show.season is not None or show.end > date.start or date.lead in LIMITS:
        return False
    between = scene.words(show.end, date.start)
    if not {*between[:1], *between[1:2]}.isdisjoint(_PEOPLE) or between[:3] == ["will", "be", "removed"]:
        return True
    told = scene.of(Kind.RELEASE, Kind.WEAK, Kind.FORMER)
    if any(show.end <= m.start < date.start for m in told) or any(
        show.end <= d.start < date.start for d in scene.dates
    ):
        return False
    return any(
        between[at].isalpha()
        and (between[at] not in BESIDE | _NO_VERBS or between[at : at + 2] in _COUNTED)
        and (between[at + 1] in _OBJECTS or between[at + 1].isdecimal())
        for at in range(len(between) - 1)
    )


_COUNTED = tuple(["had", str(number)] for number in range(1, 100))
_PEOPLE = frozenset(
    (
        "fans viewers star stars cast creator creators showrunner showrunners actor actress writers producers director "
        "crew boss bosses prices ratings merchandise merch"
    ).split()
)
_OBJECTS = frozenset("the a an his her its their us him them me one two three four five nothing everything".split())
_NO_VERBS = frozenset(
    (
        "is was be are were will would could may might to of for with about into from over under like than as and or "
        "but that which who when where while if so not then also still just even almost only all both has have had "
        "towards after before during since until against between near around through without within"
    ).split()
)


def leaves(scene: Scene, governor: Mark) -> bool:
    """ "Echo will be removed from Disney+ on June 14", "moves to Fridays": what moves is not the day it comes."""
    after = governor.end
    slot = [word for word in scene.words(after, after + 2) if word != "to"]
    if not _EVERY_WEEK.isdisjoint(slot[:1]):
        return True
    return scene.text.words[after - 1] in {"from", "off"} and (
        any(m.start in {after, after + 1} for m in scene.of(Kind.SERVICE)) or scene.words(after, after + 2) in _A_PLACE
    )


_EVERY_WEEK = frozenset("mondays tuesdays wednesdays thursdays fridays saturdays sundays".split())
_A_PLACE = (["the", "service"], ["the", "platform"], ["the", "streamer"], ["the", "catalogue"], ["the", "library"])


def goes_on(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether a show is only on its way through a season, or a service, a story or a guest is what comes."""
    words, after = scene.text.words, scene.words(governor.end, governor.end + _PHRASE)
    if after[:1] == ["from"] and not _BREAKS.isdisjoint(after) and "year" not in after:
        return True  # "returns from its winter break"
    if words[governor.start].startswith("join") and not _SHELVES.isdisjoint(after):
        return True  # "joins Hulu's catalogue"
    if words[governor.start : governor.end] == ["takes", "place"]:
        nouns = (m for m in scene.of(Kind.RELEASE) if m.end <= governor.start and form_of(scene, m) == "noun")
        return next(nouns, None) is None and not (scene.seasons and date.point.day is not None)
    if after[:1] == ["its"] and after[2:3] == ["episode"] and after[1][-2:] in _NTH:
        return True  # "aired its hundredth episode"
    somebody = words[governor.start - 1] in _PEOPLE or words[governor.start - 1] in {"man", "lady"}
    if somebody and "'s" in scene.words(governor.start - 4, governor.start - 1) and not scene.seasons:
        return True  # "Echo's leading man is back on June 14"
    as_a_rule = date.point.year is None and _as_a_rule(scene, governor)
    return as_a_rule or _of_a_service(scene, date, governor) or _got_something(scene, governor)


_PHRASE = 6
_BREAKS = frozenset({"break", "hiatus"})
_SHELVES = frozenset({"catalogue", "catalog", "library"})
_NTH = frozenset({"th", "nd", "rd"})


def _of_a_service(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "Disney+ launched in November 2017", "Disney+ will launch in Europe on June 14 with Echo"."""
    words, at = scene.text.words, governor.start
    if words[governor.end - 1] not in _OPENS and words[governor.start] not in _OPENS:
        return False
    while at > scene.first and words[at - 1] in _AUXILIARIES:
        at -= 1
    if not any(m.end == at for m in scene.of(Kind.SERVICE)):
        return False
    behind = max(governor.end, date.end)
    near = (
        t
        for t in scene.targets
        if governor.end <= t.start < behind + _OBJECT and t.role is not Role.OTHER and t.tag != "its"
    )
    return not any(_STOPS.isdisjoint(scene.words(governor.end, t.start)) for t in near)


_OPENS = frozenset("launch launches launched launching debut debuted debuts".split())
_AUXILIARIES = frozenset({"will", "has", "had", "to", "is", "set", "was", "first", "itself", "officially", "only"})
_OBJECT = 5
_STOPS = frozenset({"and", "with", ",", "but", ";", "where", "after", "before"})


def _as_a_rule(scene: Scene, governor: Mark) -> bool:
    """ "Past seasons have dropped in March": what seasons do as a rule."""
    words = scene.words(governor.start - _PHRASE, governor.start)
    if words[-1:] in _USUALLY:
        return True  # "new seasons typically land in late summer"
    return "seasons" in words and words[words.index("seasons") - 1] in _EARLIER and governor.tag in {"past", "part"}


_USUALLY = (["typically"], ["usually"], ["normally"], ["traditionally"], ["generally"])
_EARLIER = frozenset({"past", "previous", "earlier", "prior"})


def _got_something(scene: Scene, governor: Mark) -> bool:
    """ "We got the call on Friday": what somebody got is no season."""
    if governor.tag != "past" or scene.text.words[governor.end - 1] != "got":
        return False
    after = scene.words(governor.end, governor.end + 3)
    named = any(governor.end <= t.start <= governor.end + 3 and t.role is not Role.OTHER for t in scene.targets)
    return after[:1] in (["the"], ["a"], ["an"], ["our"]) and after[1:2] not in _SHOWS and not named


_SHOWS = (
    ["first"],
    ["second"],
    ["third"],
    ["whole"],
    ["full"],
    ["show"],
    ["series"],
    ["season"],
    ["new"],
    ["premiere"],
)
