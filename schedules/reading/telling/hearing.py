"""What a sentence does with what was said before it: answers, likens, takes up, looks ahead."""

from schedules.edtf import Edtf
from schedules.reading.binding.link import Link
from schedules.reading.dates.calendar import AHEAD
from schedules.reading.merging.findings import debuts
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import tense_of
from schedules.reading.words.marks import RELEASING, Kind
from schedules.reading.words.text import QUOTES

_EARLIEST = 1990
"""Years before it are mostly those of stories, comics and wars; only a show's debut is told of them."""


def takes_up(scene: Scene, before: Scene) -> bool:
    """ "Season two has a date at last. It's June 14.": a short sentence gives the day that the one before spoke of."""
    opening = scene.words(scene.first, scene.first + 2)
    if opening == ["the", "answer"] and scene.words(scene.first + 2, scene.first + 3) in _IS:
        return "when" in before.words(before.last - _ASKING, before.last)
    short = scene.last - scene.first <= _SHORT and opening[:1] in _TAKING_UP and opening[1:] in (["'s"], ["is"])
    if not short or before.text is not scene.text or before.dates or not before.targets:
        return False
    return not _OF_A_DAY.isdisjoint(before.vocabulary)


_SHORT = 12
_IS = (["is"], ["was"], [":"])
_ASKING = 9


_TAKING_UP = (["it"], ["that"], ["this"])


_OF_A_DAY = frozenset("date dates dated day when".split())


def speaks_first(scene: Scene) -> bool:
    """Whether a sentence may speak of a show before it is named: it begins with a quotation, or names one itself.

    Or it gives up a day at once: "So much for autumn."
    """
    opens = not QUOTES.isdisjoint(scene.words(scene.first, scene.first + 1))
    opens = opens or scene.words(scene.first, scene.first + 3) == ["so", "much", "for"]
    return not scene.sentence.heading and (opens or bool(scene.shows))


def likened(scene: Scene) -> int | None:
    """Where "so will", "as does" or "the same goes for" ends, at the head of a sentence or of its last clause."""
    first, last = scene.sentence.first, scene.sentence.last
    words = scene.text.words
    if _LIKENESS.isdisjoint(scene.vocabulary):
        return None
    for at in range(first, last - 2):
        if words[at] not in _BEGINNING_TOO or not (at == first or words[at - 1] in {"and", ",", ";", "—", "–"}):
            continue
        phrase = next((p for p in _TOO if words[at : at + len(p)] == p), None)
        if phrase is not None and (words[at] != "as" or at > first):
            return at + len(phrase)
        if words[at : at + 4] == ["the", "same", "goes", ","] and "for" in words[at + 4 : at + _ASIDE]:
            return words.index("for", at + 4) + 1  # "the same goes, only more so, for"
    return None


_ASIDE = 10


_LIKENESS = frozenset({"so", "as", "same", "alongside"})


_TOO = (
    *([word, verb] for word in ("so", "as") for verb in ("does", "will", "is", "do", "are")),
    *(["the", "same", *words] for words in (["goes", "for"], ["is", "true", "of"], ["day", "as"], ["date", "as"])),
    ["alongside"],
)


_BEGINNING_TOO = frozenset(phrase[0] for phrase in _TOO)


def opens_with_a_date(scene: Scene) -> bool:
    """Whether a sentence begins with its date, set off from the rest: "Later this summer, and no, we can't say"."""
    date = scene.dates[0]
    opens = date.start <= scene.first + 1 and scene.words(date.end, date.end + 1) in ([","], ["–"], ["—"], [":"])
    return opens and (date.point.day is None or date.point.month is not None) and not scene.text.in_title


def looks_ahead(scene: Scene) -> bool:
    """Whether a sentence tells of something to come."""
    scene.stage()
    marks = scene.of(Kind.RELEASE, Kind.WEAK, Kind.ORDER, Kind.UNKNOWN, Kind.HEDGE)
    return any(
        m.kind not in RELEASING or (m.tag not in {"noun", "part", "past"} and tense_of(scene, m).direction == AHEAD)
        for m in marks
    )


def of_a_story(scene: Scene, link: Link, value: Edtf) -> bool:
    """Whether a date lies so far back that it is a story's, a comic's or a person's: "set in the spring of 1964"."""
    old = value.latest is not None and value.latest.year < _EARLIEST
    told = link.governor is not None and link.governor.tag in {"past", "part"} and debuts(scene, link.governor)
    return old and not (told and link.rule in {"governed", "pronoun", "series"})


def taken_for_granted(scene: Scene, link: Link) -> bool:
    """Whether a date is told as what the reader knows already: "With Echo in March, the spring is full"."""
    if link.governor is not None or not link.targets:
        return False
    lead = [word for word in scene.words(scene.first, link.targets[0].start) if word not in QUOTES]
    return lead[:1] == ["with"] and len(lead) <= 2


def others(scene: Scene) -> list[Target]:
    """ "The others are A and B", "The others? A and B.": the shows that complete what the sentence before counted."""
    first, words = scene.first, scene.text.words
    if scene.dates or (words[first] != "the" and words[first - 1] != "?"):
        return []
    opens = scene.words(first, first + 2) == ["the", "others"] or (
        scene.words(first, first + 2) == ["the", "other"] and scene.words(first + 2, first + 3) in _COUNTS
    )
    asked = first > _ASKED and words[first - 3 : first] == ["the", "others", "?"]
    if not (opens or asked) or scene.of(Kind.NEGATION):
        return []
    return [t for t in scene.targets if t.role is Role.SHOW and t.firm and not t.owned]


def counts(scene: Scene) -> bool:
    """ "Three series return in June, Echo among them": whether a sentence counts shows of which it names one."""
    if not any(t.tag == "several" for t in scene.targets):
        return False
    return any(scene.text.words[at - 1] in _SHOW_OF if word == "of" else word == "among" for at, word in _words(scene))


def _words(scene: Scene) -> list[tuple[int, str]]:
    return list(enumerate(scene.words(scene.first, scene.last), scene.first))


_COUNTS = (["two"], ["three"], ["four"], ["five"], ["six"])
_ASKED = 3
_SHOW_OF = frozenset({"one", "first"})
