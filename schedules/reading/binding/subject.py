"""What a verb is about: the subject before it, the object behind it, and what pronouns stand for."""

from typing import Final

from schedules.reading.binding.antecedents import POSSESSIVE, RELATIVE
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene, between
from schedules.reading.scenes.tense import form_of
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES

_AFTER = 0.9
"""What it costs to be found after the verb instead of before it."""
_REACH = 3.6
_PREPOSITIONS = frozenset(
    "from by with at on of to for in about like as via per under over around into against".split()
)
_OPENERS = frozenset(
    (
        "which who whose where whom with starring led based created set now last seen described made introduced known "
        "produced written directed inspired adapted filmed shot once developed originally"
    ).split()
)
_ADVERBS = frozenset(
    (
        "will is are has have had was were also now not finally officially then be been to would could might may "
        "should currently still just first wo 't set due slated scheduled expected only really"
    ).split()
)
_EXPECTING = frozenset({"expect", "expects", "expected", "expecting"})
_WAITING: Final = frozenset("wait hold hang sit be stay".split())
_OBJECTS = frozenset({"show", "series", "it"})
"""A phrase with one of these has its object in itself: "we'll see the show"."""
_BEFORE_OBJECT = frozenset("the 's of for a new miniseries series mini-series us also both".split()) | QUOTES | HOUSES


def subject_of(  # noqa: C901 - one place to look after the other
    scene: Scene, governor: Mark, date: DateMention | None = None
) -> Target | None:
    """What a release is about.

    The object of a noun's "of" or "for" comes first ("the release date for season two"), then a show right behind the
    verb ("releases “Echo” on"), then the nearest target, where a clause between commas counts as not there.
    """
    phrase = scene.text.words[governor.start : governor.end]
    if phrase[0] != "show" and not _OBJECTS.isdisjoint(phrase) and not phrase[0].startswith("get"):
        return None
    form = form_of(scene, governor)
    if date is not None and scene.words(date.end, date.end + 1) == ["'s"] and not _cleft(scene, date):
        return _direct(scene, governor, form)
    if phrase[0] in _WAITING and phrase[-1] in {"until", "till"}:
        return _waited_for(scene, governor)
    direct = (
        _brought(scene, governor)
        or _expected(scene, governor)
        or _direct(scene, governor, form)
        or _season_of(scene, governor)
        or _gone_on(scene, governor)
        or _of_the_main_clause(scene, governor)
    )
    if direct is not None:
        return direct
    limit = resumed(scene, governor)
    best, lowest = None, _REACH
    for target in scene.targets:
        inside = target.start <= governor.start < target.end or governor.start <= target.start < governor.end
        if inside or (target.end <= governor.start and limit is not None and target.end > limit):
            continue
        if target.end <= governor.start:
            if _set_aside(scene, target, governor):
                continue
            at = limit if limit is not None else governor.start
            cost = scene.distance(target.end, at)
            if target.tag in RELATIVE and "," in scene.words(target.end, governor.start):
                continue
        else:
            cost = scene.distance(governor.end, target.start) + (_AFTER if form not in {"noun", "future"} else 0.5)
        if date is not None and between(date.start, target.start, governor.start):
            cost += 0.8
        cost += _handicap(scene, target, governor, form)
        if cost < lowest:
            best, lowest = target, cost
    return _label_or(scene, best) if best is not None else _leader(scene, governor)


def _cleft(scene: Scene, date: DateMention) -> bool:
    """ "June 14's when it arrives": no genitive."""
    return scene.words(date.end + 1, date.end + 2) in (["when"], ["the"])


def _brought(scene: Scene, governor: Mark) -> Target | None:
    """ "FX, which renewed Echo, will air Hay in June": a title that isn't followed, right behind the verb."""
    if scene.text.words[governor.start] not in _BRINGING or not scene.text.capital(governor.end):
        return None
    other = next((t for t in scene.targets if t.start == governor.end), None)
    if other is None or other.role is not Role.OTHER or other.tag not in {"name", "title"}:
        return None
    taken = any(m.start < other.end and m.end > other.start for m in scene.of(Kind.SERVICE, Kind.ABROAD))
    owner = scene.words(other.end, other.end + 1) in _POSSESSED
    return None if taken or owner else other


_BRINGING = frozenset("air airs aired launch launches launched release releases released unveil unveils".split())
_POSSESSED = (["'s"], ["'"], ["’"])


def _label_or(scene: Scene, best: Target) -> Target:
    """The season that heads a line, where else only a phrase's show is meant: "Season 2: in post, with Doe as Echo"."""
    first = scene.targets[0]
    heads = first.season is not None and scene.words(first.end, first.end + 1) == [":"]
    aside = best.role is Role.SHOW and scene.words(best.start - 1, best.start) in _ASIDE
    return first if heads and aside and first.start <= scene.first + 1 else best


_ASIDE = (["as"], ["with"], ["of"], ["from"], ["like"], ["on"])


def _expected(scene: Scene, governor: Mark) -> Target | None:
    """ "told not to expect it until 2020": what is expected is "it", not who is told."""
    if scene.text.words[governor.start] not in _EXPECTING or scene.words(governor.end, governor.end + 1) != ["it"]:
        return None
    return next((t for t in scene.targets if t.start == governor.end and t.tag == "it"), None)


def _teller(scene: Scene, target: Target, governor: Mark) -> bool:
    """ "the “Echo” they've been teasing will show up": who only stands in a clause right behind a show's name."""
    if target.tag not in {"they", "we", "it"} or scene.text.words[governor.start - 1] not in {"will", "'ll"}:
        return False
    return any(t.role is Role.SHOW and t.end == target.start for t in scene.targets)


def _gone_on(scene: Scene, governor: Mark) -> Target | None:
    """ "the trailer for season two of “Echo”, set to debut June 7": the season is to come, not its trailer."""
    if governor.kind is not Kind.RELEASE or governor.tag not in {"future", "ing", "base"}:
        return None
    for target in scene.targets:
        if target.owned and target.role in SHOW_OR_SEASON and target.end < governor.start:
            between = [w for w in scene.words(target.end, governor.start) if w not in QUOTES]
            if between in (
                [","],
                [",", "set", "to"],
                [",", "due", "to"],
                [",", "slated", "to"],
                [",", "scheduled", "to"],
            ):
                return target
    return None


def _season_of(scene: Scene, governor: Mark) -> Target | None:
    """ "The last season under the old deal premiered": a season that opens a sentence, with all that describes it."""
    first = next((t for t in scene.targets if t.role is not Role.PRONOUN), None)
    if first is None or first.role is not Role.SEASON or first.end > governor.start:
        return None
    described = scene.words(first.end, first.end + 1)
    if first.start > scene.sentence.first + 1 or not described or described[0] not in _DESCRIBING:
        return None
    finite = governor.tag in {"s", "past", "base", "future"} and not _breaks(scene, first, governor)
    if described[0] != "of" and not finite:
        return None
    told = any(
        first.end < m.start < governor.start and m.tag in {"s", "past"}
        for m in scene.of(Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.REPORT)
    )
    return None if told else first


def _breaks(scene: Scene, first: Target, governor: Mark) -> bool:
    """Whether a clause ends between a season and a verb, so that the verb may be of something else."""
    return not {",", ";", ":", "and", "but", "that", "which", "who"}.isdisjoint(scene.words(first.end, governor.start))


_DESCRIBING = frozenset({"of", "under", "with", "for", "from", "by", "after", "since", "about", "without", "on"})


def _set_aside(scene: Scene, target: Target, governor: Mark) -> bool:
    """Whether a target before a verb is no subject of it, though it stands near."""
    if target.tag and (_coordinated(scene, target, governor) or _teller(scene, target, governor)):
        return True
    at = target.end + 1
    if at < scene.last and scene.text.words[at] == "based" and _source_of(scene, target):
        return True
    return target.role is Role.OTHER and _inserted(scene, target, governor)


def _inserted(scene: Scene, target: Target, governor: Mark) -> bool:
    """Whether a target only stands in what is put between two commas: "“Echo”, delayed by the strike, came out"."""
    words = scene.text.words
    opened = next((at for at in range(target.start - 1, max(scene.first, target.start - 8), -1) if words[at] == ","), 0)
    if not opened or not any(t.end == opened and t.role in SHOW_OR_SEASON for t in scene.targets):
        return False
    closed = next((at for at in range(target.end, min(governor.start, target.end + 10)) if words[at] == ","), 0)
    return bool(closed) and (words[opened + 1].endswith("ed") or words[opened + 1] in _INSERTING)


_INSERTING = frozenset("starring featuring led written made shot set seen based created produced with from by".split())


def _source_of(scene: Scene, target: Target) -> bool:
    """Whether a show only tells what another work led to: "the comic on which “Echo” is based"."""
    based = scene.words(target.end, target.end + 2) in (["is", "based"], ["was", "based"])
    return based and "which" in scene.words(target.start - 3, target.start)


def _coordinated(scene: Scene, target: Target, governor: Mark) -> bool:
    """Whether a thing is only the end of what the verb before says: "it went there as part of a deal and launched"."""
    at = governor.start
    while at > target.end and scene.text.words[at - 1] in {"will", "'ll", "is", "to", "also", "has"}:
        at -= 1
    if target.tag not in {"thing", "name"} or scene.words(at - 1, at) != ["and"]:
        return False
    named = any(t.end < target.start and t.role is not Role.OTHER for t in scene.targets)
    if named and target.tag == "name" and _one_of_a_cast(scene, target):
        return True
    lead = scene.words(target.start - 5, target.start)
    lead = lead[max((i + 1 for i, word in enumerate(lead) if word == ","), default=0) :]
    return named and not (_PREPOSITIONS | {"than", "starring", "featuring"}).isdisjoint(lead) and ";" not in lead


def _one_of_a_cast(scene: Scene, name: Target) -> bool:
    """ "The series starred Doe, Roe and Poe and premiered in June": a name in the row of those who are in it."""
    words, at = scene.text.words, name.start - 1
    while at > scene.first and (words[at] in _IN_A_CAST or scene.text.capital(at)):
        at -= 1
    return words[at] in _STARRING


_IN_A_CAST: Final = frozenset({",", "and", "&", "opposite", "alongside"})
_STARRING: Final = frozenset("stars starred starring features featured featuring".split())


def _waited_for(scene: Scene, governor: Mark) -> Target | None:
    """What a "wait until" is for: "wait until 2018 for season two", "“You”, for which you will have to wait"."""
    for target in scene.targets:
        lead = scene.words(target.start - 5, target.start)
        if (
            target.start > governor.end
            and target.role in SHOW_OR_SEASON
            and not {"for", "see", "getting", "get", "before"}.isdisjoint(lead)
        ):
            return target
    before = [t for t in scene.targets if t.end <= governor.start and scene.words(t.start - 1, t.start) == ["for"]]
    return before[-1] if before else None


def _direct(scene: Scene, governor: Mark, form: str) -> Target | None:
    words = scene.text.words
    after = words[governor.end] if governor.end < scene.sentence.last else ""
    if governor.kind is Kind.MOVE:
        form = "noun"
    for target in scene.targets:
        if target.start < governor.end or target.role is Role.PRONOUN:
            continue
        gap = words[governor.end : target.start]
        if len(gap) > 5:
            break
        if after in {"of", "for"} and form in {"noun", "future"} and all(w in _BEFORE_OBJECT for w in gap):
            return target
        if form in {"after", "start"} and len(gap) <= 5:
            return target
        if (
            target.role in SHOW_OR_SEASON
            and len(gap) <= 4
            and all(w in _BEFORE_OBJECT - {"of", "for"} for w in gap)
            and target.firm
        ):
            return target
    return None


def resumed(scene: Scene, governor: Mark) -> int | None:
    """Where the clause was interrupted that goes on here: "Season 3, on which filming began, will premiere"."""
    words, at = scene.text.words, governor.start - 1
    reduced = governor.tag in {"future", "ing", "part"} and words[governor.start] not in _FINITE
    if words[at] == "," and reduced:
        return None
    doubts = {i for m in scene.of(Kind.HEDGE) for i in range(m.start, m.end)}
    while at > scene.sentence.first and at > governor.start - 7 and (words[at] in _ADVERBS or at in doubts):
        at -= 1
    if words[at] != "," or at <= scene.sentence.first:
        return None
    for back in range(at - 1, max(scene.sentence.first, at - 30), -1):
        if words[back] == "," and any(word in _OPENERS for word in words[back + 1 : back + 3]):
            return back + 2 if words[back + 1] in QUOTES else back
    named = [
        t for t in scene.targets if t.role in SHOW_OR_SEASON and t.end < at and words[t.end] in {",", "(", "–", "—"}
    ]
    return named[-1].end if named and at - named[-1].end < 20 else None


def _of_the_main_clause(scene: Scene, governor: Mark) -> Target | None:
    """ "“Echo” topped the charts after landing on Hulu": what a participle tells is of what opens the sentence."""
    if governor.tag != "ing" or scene.text.words[governor.start - 1] not in {"after", "since"}:
        return None
    first = scene.targets[0] if scene.targets else None
    if first is None or first.role not in SHOW_OR_SEASON or first.owned or first.start > scene.first + 1:
        return None
    return first if first.end < governor.start and "," not in scene.words(first.end, governor.start) else None


_FINITE = frozenset({"is", "are", "was", "were", "gets", "has"})


def _leader(scene: Scene, governor: Mark) -> Target | None:
    """The target that opens the sentence, when none is near the verb."""
    for target in scene.targets:
        if target.end > governor.start or target.start > scene.sentence.first + 6:
            return None
        if target.role in SHOW_OR_SEASON and not target.owned:
            return target
        if target.role is Role.OTHER and target.tag != "name":
            return None
    return None


def _handicap(scene: Scene, target: Target, governor: Mark, form: str) -> float:
    if target.role is Role.OTHER:
        dated = form == "future" and scene.text.words[governor.end - 1] == "date"
        if target.tag == "thing" and (form == "noun" or dated) and not _right_before(scene, target, governor):
            return 9.0
        if target.tag == "name" and dated and governor.start - target.end > 1:
            return 9.0
        if target.tag == "name" and governor.tag == "ing" and scene.words(target.start - 1, target.start) == ["with"]:
            return 0.0 if target.end == governor.start else 9.0  # "with Echo following in March"
        if target.tag == "name":
            itself = form == "future" and target.end == governor.start - 1  # "Hay's due in January"
            itself = itself and scene.text.words[target.end] == "'s"
            return 0.3 if itself or (target.end <= governor.start and not _in_phrase(scene, target)) else 9.0
        return 0.2 if target.tag == "title" else 0.4
    if target.role is Role.PRONOUN:
        if target.tag in RELATIVE and form == "future" and scene.text.words[governor.end - 1] == "date":
            return 9.0
        if target.tag in POSSESSIVE:
            if form == "noun" and 0 <= governor.start - target.end <= 5:
                return 0.0
            return 9.0 if "and" in scene.words(target.end + 1, governor.start) else 2.0
        return (0.5 if target.tag not in {"this", "these", "that"} else 1.0) + (2.0 if target.owned else 0.0)
    return (0.0 if target.firm else 0.6) + (2.0 if target.owned else 0.0)


def _right_before(scene: Scene, thing: Target, governor: Mark) -> bool:
    """Whether a thing stands before a noun for a release, but for its verb: "the film being set for release"."""
    gap = scene.words(thing.end, governor.start)
    return thing.end <= governor.start and (len(gap) <= 2 or (len(gap) <= 4 and _SET_FOR.issuperset(gap)))


_SET_FOR = frozenset("being is was be now set slated scheduled due planned for a its".split())


def _in_phrase(scene: Scene, name: Target) -> bool:
    """Whether a name is only part of a phrase, such as "from Netflix and Marvel", or a possessor."""
    words, at = scene.text.words, name.start - 1
    quoted_year = name.end + 1 < scene.sentence.last and words[name.end + 1].isdecimal()
    if name.end < scene.sentence.last and words[name.end] in {"'s", "'", "’", ")"} and not quoted_year:
        return True
    while at >= scene.sentence.first and (words[at] in {"and", ",", "the", "/", "&"} or scene.text.capital(at)):
        at -= 1
    return at >= scene.sentence.first and (words[at] in _PREPOSITIONS or words[at] == "(")
