"""Since when a season has been there: "on Prime Video since April 10", "since yesterday it has been on Netflix"."""

from itertools import pairwise

from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.binding.subject import subject_of
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import RELEASING, Kind, Mark


def since(scene: Scene, date: DateMention, governor: Mark | None) -> Link | None:
    """A season came out on the day since which it is there, or as many days ago as it has been there for."""
    if date.lead == "since":
        target = _there_before(scene, date, governor) or _there_after(scene, date)
    elif not _counts(date):
        return None
    elif "since" in _behind(scene, date):
        return _passed_since(scene, date)
    else:
        target = _there_for(scene, date)
        if target is None and _episodes_there(scene, date):
            return Link(date, governor, (), "pronoun")
    return Link(date, governor, tuple(group(scene, target)), "since") if target is not None else None


def only_lasts(scene: Scene, date: DateMention, governor: Mark | None) -> bool:
    """Whether days are counted for something else than a season that is out: "has been in hiding for two days"."""
    if not _counts(date) or date.lead not in {"for", "since"}:
        return _counts(date) and "since" in _behind(scene, date)
    told = governor is not None and governor.end <= date.start and scene.text.words[governor.end - 1] == "for"
    return date.lead == "for" and not told


def _counts(date: DateMention) -> bool:
    return date.point.days is not None and date.point.days < 0


def _behind(scene: Scene, date: DateMention) -> list[str]:
    return scene.words(date.end, date.end + 4)


def _passed_since(scene: Scene, date: DateMention) -> Link | None:
    """ "It has been five days since “Echo” premiered", "two days have passed since its premiere"."""
    begins = date.end + _behind(scene, date).index("since") + 1
    told = (m for m in scene.marks if begins <= m.start < begins + 14 and m.kind in _TELLING)
    event = next(told, None)
    if event is None or event.kind not in RELEASING:
        return None
    subject = subject_of(scene, event)
    if subject is None or subject.role is Role.OTHER or subject.owned or subject.start < date.end:
        return None
    meant = () if subject.role is Role.PRONOUN else tuple(group(scene, subject))
    return Link(date, event, meant, "pronoun" if subject.role is Role.PRONOUN else "since")


def _there_before(scene: Scene, date: DateMention, governor: Mark | None) -> Target | None:
    """ "“Fallout”, on Prime Video since April 10"."""
    at = date.start - 1
    placed = any(m.end == at and scene.text.words[m.start - 1] == "on" for m in scene.of(Kind.SERVICE))
    fine = date.point.month is not None or bool(scene.of(Kind.SERVICE))
    elsewhere = governor is not None and governor.end <= date.start and not placed
    if not fine or (elsewhere and governor is not None and governor.kind not in RELEASING):
        return None
    before = _named(scene, scene.first, date.start)
    lead = scene.words(before[-1].start - _CLAUSE, before[-1].start) if before else []
    if not before or any(word in _KNOWN and led not in _MADE for led, word in pairwise(["", *lead])):
        return None
    first = before[0]
    if scene.words(before[-1].end, before[-1].end + 2) in _AFTER_AN_ASIDE and scene.words(first.end, first.end + 1) == [
        ","
    ]:
        before = [first]  # "“Echo”, made in place of season two of “Saltmarsh”, has been on Hulu since June"
    between = scene.words(before[-1].end, date.start)
    if between == ["since"] and scene.words(scene.begins(before[-1]) - 1, scene.begins(before[-1])) in _PART_OF:
        return None  # "the lead of “Echo” since March", "a fan of “Echo” since 2015"
    had = any(pair in _HAS_HAD for pair in pairwise(between))
    return before[-1] if _ABSENT.isdisjoint(between) and not had else None


def _there_after(scene: Scene, date: DateMention) -> Target | None:
    """ "Since yesterday the second season of “Echo” has been on Netflix"."""
    if date.start > scene.first + 1:
        return None
    for target in _named(scene, date.end, date.end + 8):
        if _is_there(scene, target.end):
            return target
    return None


def _there_for(scene: Scene, date: DateMention) -> Target | None:
    """ "“Echo” has been on Netflix for three days"."""
    before = _named(scene, scene.first, date.start)
    return before[-1] if before and _is_there(scene, before[-1].end) else None


def _episodes_there(scene: Scene, date: DateMention) -> bool:
    """ "All ten episodes have been on Netflix for two days"."""
    words = scene.words(date.start - 10, date.start)
    return "episodes" in words and _is_there(scene, date.start - len(words) + words.index("episodes") + 1)


def _named(scene: Scene, first: int, last: int) -> list[Target]:
    shown = (t for t in scene.targets if first <= t.start and t.end <= last)
    return [t for t in shown if t.role in SHOW_OR_SEASON and not t.owned]


def _is_there(scene: Scene, at: int) -> bool:
    """Whether what ends at a token is told to be there: "has now been on Netflix", "is out"."""
    words = scene.words(at, at + 6)
    being = next((place for place, word in enumerate(words[:4]) if word in _BEING), None)
    if being is None or not _ALREADY.issuperset(words[:being]):
        return False
    if words[being + 1 : being + 2] == ["on"]:
        return any(at + being + 2 <= m.start <= at + being + 3 for m in scene.of(Kind.SERVICE))
    return words[being + 1 : being + 2] in _THERE


_KNOWN = frozenset({"known", "heard", "waiting", "waited", "wanted", "expected", "expecting"})
"""What has been going on since a day, and is no season: "we've known since May that Echo gets a third season"."""
_MADE = frozenset({"made", "became", "become", "well", "best"})
"""Before "known" they tell of no waiting: "it was made known"."""
_PART_OF = (["of"], ["on"], ["in"], ["with"], ["for"], ["from"], ["at"])
_AFTER_AN_ASIDE = ([",", "has"], [",", "have"], [",", "is"])
_CLAUSE = 12
_HAS_HAD = (("has", "had"), ("have", "had"), ("'s", "had"), ("'ve", "had"))
"""What a show has had since a day is something else than itself: "it has had a showrunner since May"."""
_TELLING = frozenset({Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.REPORT, Kind.THING, Kind.CANCEL, Kind.ORDER})
_BEING = frozenset({"been", "is", "are"})
_ALREADY = frozenset({"has", "have", "'s", "'ve", "now", "already", "also", '"', "”", "’"})
_THERE = (["out"], ["available"], ["streaming"], ["there"], ["up"], ["live"])
_ABSENT = frozenset(
    (
        "can over waiting wait development works filming shooting production thing hiatus break gone done dead hold "
        "limbo stuck paused delayed halted suspended shut court discussed rumoured rumored talk talked subject"
    ).split()
)
"""What goes on since a day, but on no screen."""


def end_of_a_run(scene: Scene, date: DateMention) -> int | None:
    """The year of a day from which a run leads to one with a year: "begins November 15, ends January 17, 2025"."""
    point = date.point
    later = next((d for d in scene.dates if d.start >= date.end and d.point.year is not None), None)
    if later is None or later.lead not in _UNTIL or point.month is None or later.point.month is None:
        return None
    if later.lead == "on" and _ENDING.isdisjoint(scene.words(date.end, later.start)):
        return None  # "due on January 12, a year after the first, which came on February 25, 2022"
    year = later.point.year
    return year - (point.month > later.point.month) if year is not None else None


_ENDING = frozenset("ends end ending ended concludes concluding concluded finishes finale wraps closes runs".split())
_UNTIL = frozenset({"until", "till", "through", "to", "the", "on"})
