"""Dates that somebody only ventures, told by the shape of the clause: "late 2015 is the best it can hope for"."""

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def ventured(scene: Scene, date: DateMention) -> Mark | None:
    """The words by which a date is ventured, as a word that guesses; None where nothing ventures it."""
    point = date.point
    if point.days is not None or (point.weekday is not None and point.day is None):
        return None
    span = _said_of_it(scene, date) or _superlative(scene, date) or _placed(scene, date) or _held(scene, date)
    return Mark(Kind.RELEASE, *span, "guess") if span is not None else None


def _said_of_it(scene: Scene, date: DateMention) -> tuple[int, int] | None:
    """ "October is my guess", "March looks like a pretty safe bet", "September would make sense to us"."""
    if date.end >= scene.last or scene.text.words[date.end] not in _SEEMING:
        return None
    after = scene.words(date.end, date.end + _FAR)
    if after[1:3] in _WHAT_YOU and not _FORESEEING.isdisjoint(after[3:6]):
        return _free(scene, date.end, date.end + 4)
    at = next((i for i, word in enumerate(after) if word in _ENDS), len(after))
    if after[0] in {"seems", "sounds", "feels"} and "right" in after[1:4]:
        return _free(scene, date.end, date.end + after.index("right") + 1)
    places = [i for i in range(1, at) if after[i] in _OPINIONS]
    if not places:
        return None
    if after[places[0]] == "best" and "hope" not in after[places[0] :]:
        return None
    if after[places[0]] == "sense" and {"make", "makes"}.isdisjoint(after[:4]):
        return None
    return _free(scene, date.end, date.end + places[0] + 1)


def _superlative(scene: Scene, date: DateMention) -> tuple[int, int] | None:
    """ "with 2017 the earliest it could go"."""
    if date.end >= scene.last or scene.text.words[date.end] not in _LEADING:
        return None
    after = scene.words(date.end, date.end + 4)
    at = next((i for i, word in enumerate(after) if word in _SUPERLATIVES), 0)
    led = at > 0 and all(word in _LEADING for word in after[:at])
    return _free(scene, date.end, date.end + at + 1) if led else None


def _placed(scene: Scene, date: DateMention) -> tuple[int, int] | None:
    """ "That puts the new season in early 2026": who counts puts a season somewhere."""
    if _PLACING.isdisjoint(scene.vocabulary) or date.lead not in {"in", "at", "around", "for", "into", "to", "on"}:
        return None
    end = date.start
    while end > scene.first and scene.text.words[end - 1] in _PREPOSITIONS:
        end -= 1
    premiere = next((m for m in scene.of(Kind.RELEASE) if m.tag in {"noun", "base"} and m.end == end), None)
    if premiere is not None and scene.words(premiere.start - 1, premiere.start) == ["the"]:
        at = premiere.start - 2
        return (at, at + 1) if scene.text.words[at] in _PLACING and not scene.of(Kind.SERVICE) else None
    target = next((t for t in scene.targets if end - 3 <= t.end <= end and t.role is not Role.OTHER), None)
    if target is None or not _SOMEWHERE.issuperset(scene.words(target.end, end)):
        return None
    at = target.start - 1
    while at > scene.sentence.first and scene.text.words[at] in _BEFORE_OBJECTS:
        at -= 1
    if (
        at < scene.sentence.first
        or scene.text.words[at] not in _PLACING
        or any(0 <= at - m.end <= 1 for m in scene.of(Kind.SERVICE))
    ):
        return None
    return at, at + 1


def _held(scene: Scene, date: DateMention) -> tuple[int, int] | None:
    """ "Insiders have June 13": who may know has a day."""
    at = date.start - 1
    while at > scene.sentence.first and scene.text.words[at] in _FILLING:
        at -= 1
    if at <= scene.sentence.first or scene.text.words[at] not in {"have", "has", "had"}:
        return None
    return (at - 1, at + 1) if scene.text.words[at - 1] in _TELLERS else None


def _free(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """A stretch of tokens, unless what is guessed at there is filming or another thing."""
    busy = any(
        first <= m.start < last + _NEAR for m in scene.of(Kind.EVENT, Kind.THING, Kind.CANCEL) if not _opinion(scene, m)
    )
    return None if busy else (first, last)


def _opinion(scene: Scene, mark: Mark) -> bool:
    return scene.text.words[mark.end - 1] in _OPINIONS


_WHAT_YOU = (["what", "you"], ["what", "we"], ["what", "fans"], ["what", "i"])
_FORESEEING = frozenset("expect prepare bank count hope bet reckon plan".split())
"""What somebody is to do with a date that nobody gave: "early 2019 is what you should prepare for"."""
_FAR = 12
_NEAR = 7
_SEEMING = frozenset("is 's would 'd seems looks sounds feels strikes makes might may could remains".split())
_ENDS = frozenset({",", ";", ".", "and", "but", "when", "because", "?", "!"})
_LEADING = frozenset({"the", "being", "as", "very"})
_SUPERLATIVES = frozenset({"earliest", "soonest", "likeliest", "latest"})
_OPINIONS = _SUPERLATIVES | frozenset(
    "guess bet pick money hunch wager reckoning favourite favorite estimate likely plausible best sense".split()
)
_PREPOSITIONS = frozenset("the in at around about for into to on somewhere sometime".split())
_SOMEWHERE = frozenset({"somewhere", "around", "back", "out"})
_PLACING = frozenset("put puts putting place places placing land lands landing peg pegs pegging slot slots".split())
_BEFORE_OBJECTS = frozenset("the a its his her their 's new".split()) | QUOTES
_FILLING = frozenset("it for on in at as around maybe".split()) | QUOTES
_TELLERS = frozenset(
    "insiders sources fans leakers tipsters scoopers bookies analysts rumours rumors whispers others some many".split()
)
