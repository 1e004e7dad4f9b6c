"""What is shown to some, posted, reached or got going, in the words of a premiere."""

from typing import Final

from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.datewords import COUNTS
from schedules.reading.words.marks import Kind, Mark


def only_shown(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether a word for a release tells of a screening, of what is posted, of a number, or of any work."""
    words = scene.text.words
    if words[governor.end - 1] in _UNDER_WAY and words[governor.start - 1] in _ANYTHING:
        return True  # "It got going again in May", after the shoot was spoken of
    if not _POSTED.isdisjoint(scene.words(governor.end, governor.end + 4)):
        return True  # "it was uploaded to YouTube on June 14"
    if words[governor.start].startswith("premier") and not _GALA.isdisjoint(scene.vocabulary):
        return True  # "premiered in New York on July 31, with all of them on the red carpet"
    if words[governor.start].startswith("premier") and in_a_hall(scene, governor.end):
        return True  # "yesterday Hulu premiered it at the Village Theater"
    if governor.end <= date.start and at_an_event(scene, governor.end, date):
        return True
    return words[governor.start] in _REACHED and _is_a_count(scene, governor.end)


def at_an_event(scene: Scene, first: int, date: DateMention) -> bool:
    """ "We were shown the first episode of it at the PaleyFest on June 14": shown at a place that has a name."""
    words, between = scene.text.words, scene.words(first, date.start)
    if "at" not in between:
        return False
    at = first + between.index("at") + 1
    at += words[at] in {"the", "a", "this", "last"}
    if words[at] in _HOURS or not scene.text.capital(at) or at >= date.start or "," in scene.words(at, date.start - 1):
        return False
    return not any(m.start == at for m in scene.of(Kind.SERVICE))


def in_a_hall(scene: Scene, first: int) -> bool:
    """Whether a verb's clause, from a token on, says that it is at a theatre or a festival that something is shown."""
    after = scene.words(first, first + _CLAUSE)
    hall = next((at for at, word in enumerate(after) if word in _HALLS), 0)
    return "at" in after[:hall] and "," not in after[after.index("at") : hall]


_CLAUSE = 16
_HALLS: Final = frozenset("theater theatre festival cinema museum auditorium fest".split())


def _is_a_count(scene: Scene, at: int) -> bool:
    """ "Hit 1.2 billion minutes", "reached a million": whether a number of viewers or the like begins at a token."""
    after = scene.words(at, at + 5)
    return not _LARGE.isdisjoint(after) and (after[0].isdecimal() or after[0] in COUNTS)


_HOURS: Final = frozenset({"midnight", "noon", "last", "long"})
_UNDER_WAY: Final = frozenset({"going", "underway", "way"})
_ANYTHING: Final = frozenset({"it", "they", "we", "things"})
_POSTED: Final = frozenset({"tube", "youtube", "instagram", "twitter", "facebook", "tiktok"})
_GALA: Final = frozenset({"carpet", "gala"})
_REACHED: Final = frozenset("hit hits reach reached reaches".split())
_LARGE: Final = frozenset("million billion thousand hundred m bn percent %".split())
