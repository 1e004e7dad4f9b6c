"""Dates that a sentence tells of something else: of the story, of a list that lacks the show, of what made room."""

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_NOUNS, Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def of_the_plot(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "The series opens in 2019, when a boy is lost": a year in which a story begins, with what happens then."""
    point = date.point
    if governor.kind is not Kind.WEAK or scene.text.words[governor.start] not in _OPENS or governor.end > date.start:
        return False
    if point.year is None or point.month is not None or point.part is not None or scene.of(Kind.SERVICE):
        return False
    after = scene.words(date.end, date.end + 3)
    return scene.words(scene.first, scene.first + 2) == ["set", "in"] or (
        after[:1] == [","] and after[1:2] in _TELLING_ON and after[2:] not in _PEOPLE
    )


_OPENS = frozenset({"opens", "begins", "starts"})
_TELLING_ON = (["when"], ["where"], ["as"], ["with"])
_PEOPLE = (["it"], ["he"], ["she"], ["we"], ["they"], ["you"], ["planned"], ["expected"], ["promised"], ["announced"])


def missing(scene: Scene) -> bool:
    """ "One title is absent from the list for June: “Echo”": what a list lacks does not come on its day.

    Nor does what a year went by without: "2017 came and went with no sign of season 3".
    """
    lacking = not _LISTS.isdisjoint(scene.vocabulary) or not _TRACES.isdisjoint(scene.vocabulary)
    if not lacking or len(scene.dates) > 1:
        return False
    words = scene.words(scene.first, scene.last)
    return any(
        words[at : at + len(phrase)] == phrase for at, word in enumerate(words) for phrase in _ABSENT.get(word, ())
    )


_LISTS = frozenset("list lists slate schedule lineup line calendar titles arrivals premieres highlights".split())
_TRACES = frozenset({"sign", "trace", "time"})
_ABSENT = {
    "no": (["no", "sign", "of"], ["no", "trace", "of"]),
    "without": (["without", "a", "sign", "of"], ["without", "a", "trace", "of"], ["without", "any", "sign", "of"]),
    "'t": (["'t", "have", "enough", "time", "to"], ["'t", "leave", "enough", "time", "to"]),
    "not": (["not", "enough", "time", "to"], ["not", "have", "enough", "time", "to"]),
    "too": (["too", "little", "time", "to"],),
    "absent": (["absent", "from"],),
    "missing": (["missing", "from"], ["missing", "on"]),
    "nowhere": (["nowhere", "to", "be"], ["nowhere", "on"]),
    "left": (["left", "off"], ["left", "out", "of"]),
    "vain": (["vain"],),
}


def made_room(scene: Scene, date: DateMention) -> bool:
    """ "The moment that Hay went from May to November": the dates between which something else was moved."""
    at = date.start - 1
    if date.lead == "to":
        earlier = next((d for d in scene.dates if d.end == at), None)
        at = earlier.start - 1 if earlier is not None else at
    if scene.words(at - 1, at + 1) not in _MOVED:
        return False
    mover = next((t for t in reversed(scene.targets) if t.end <= at - 1), None)
    return mover is not None and mover.role is Role.OTHER and at - 1 - mover.end <= 1


_MOVED = tuple([verb, "from"] for verb in "went moved slid slipped jumped shifted switched".split())


def cleft_of_a_thing(scene: Scene, date: DateMention) -> bool:
    """ "It was in March that a trailer appeared": what a cleft sentence tells of stands behind its "that"."""
    first = date.end + 1
    if scene.words(scene.first, scene.first + 2) not in _IT_WAS or scene.words(first, first + 1) not in _ARTICLES:
        return False
    if any(first <= t.start <= first + _NOUN and t.role is not Role.OTHER for t in scene.targets):
        return False
    return SHOW_NOUNS.isdisjoint(scene.words(first, first + _NOUN)) or scene.words(first + 1, first + 2) == ["date"]


_IT_WAS = (["it", "was"], ["it", "is"], ["it", "'s"])
_ARTICLES = (["a"], ["an"], ["the"], ["its"], ["their"], ["his"], ["her"])
_NOUN = 3


def for_a_reason(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "He left in June, since season two won't start until July": a clause that gives a reason has its own date."""
    if governor.start < date.end:
        return False
    between = scene.words(date.end, governor.start)
    if between[:1] != [","] or _REASONS.isdisjoint(between[1:2]):
        return False
    return any(d.start >= governor.end and scene.distance(governor.end, d.start) <= _ITS_OWN for d in scene.dates)


_REASONS = frozenset({"since", "because", "as", "while", "whereas", "although", "though"})
_ITS_OWN = 1.0


def no_wait(scene: Scene, date: DateMention) -> bool:
    """ "Fans needn't wait for autumn", "it isn't waiting until June": it is there before; or a wait for an episode."""
    lead = scene.words(date.start - _WAITED, date.start)
    waits = [at for at, word in enumerate(lead) if word in _WAITING]
    if not waits or lead[-1] not in {"for", "until", "till"} or not {",", ";"}.isdisjoint(lead):
        return False
    at = date.start - len(lead) + waits[0]
    after = scene.words(date.end, date.end + _SHOWN)
    if after[after[:1] == [","] :][:1] == ["to"] and "episode" in after and "season" not in after:
        return True  # "will have to wait until Sunday to watch the newest episode"
    return any(0 <= at - m.end <= _REFUSED for m in scene.of(Kind.NEGATION))


_WAITING = frozenset({"wait", "waiting"})
_SHOWN = 7


_WAITED = 4
_REFUSED = 3
