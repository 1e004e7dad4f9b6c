"""Words of doubt, and what they are of."""

from typing import Final

from schedules.model import Status
from schedules.reading.dates.calendar import BEHIND
from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.doubt import presupposed
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import INTENDED, MODALS
from schedules.reading.standing import overtaken
from schedules.reading.standing.overtaken import Case, Verdict
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def doubted(case: Case) -> Verdict | None:
    """Words of doubt, questions, conditions, and what an author only works out."""
    scene, governor = case.scene, case.governor
    if case.tense.direction == BEHIND:
        return None
    if governor is not None and governor.tag == "guess":
        theirs = any(0 <= governor.start - m.end <= 1 for m in scene.of(Kind.SERVICE))
        return None if theirs or _by_those_in_charge(scene, governor) else (Status.RUMOURED, (governor,))
    hedges = [m for m in scene.of(Kind.HEDGE) if _hedges(scene, m, case.low, case.high) and not _anothers(case, m)]
    planned = all(_is_plan(scene, m) for m in hedges)
    if hedges and not planned:
        return Status.SUPERSEDED if overtaken.hopeless(case) else Status.RUMOURED, tuple(hedges)
    if case.tense.modal == "'d" and "'d" in scene.words(case.at - 3, case.at) and not scene.of(Kind.REPORT, Kind.SURE):
        return Status.RUMOURED, ()
    worked_out = case.date.bound == "from" and not scene.of(Kind.REPORT, Kind.SURE)
    if worked_out and scene.words(case.date.start - 3, case.date.start) == ["but", "not", "before"]:
        worked_out = False
    return (
        (Status.RUMOURED, ())
        if worked_out
        or (_asked(scene) and not _granted(scene, governor))
        or _conditional(case)
        or _on_condition(case)
        or _noted(case)
        else None
    )


def _granted(scene: Scene, governor: Mark | None) -> bool:
    """ "What can fans expect when the drama returns on October 4?": a question that takes the day for granted."""
    if governor is None or "when" not in scene.vocabulary or _OPEN.isdisjoint(scene.vocabulary):
        return False
    return presupposed(scene, governor)


_OPEN = frozenset({"what", "who", "how"})


def _noted(case: Case) -> bool:
    """ "2017?", "a shop has it down for June 14": a day with a question mark, or one that some list has."""
    scene, date, governor = case.scene, case.date, case.governor
    if governor is None:
        after = [w for w in scene.words(date.end, date.end + 2) if w != ")"]
        asked = after[:1] == ["?"] and not _only_asks_the_reader(scene)
        return asked and _OPEN_QUESTIONS.isdisjoint(scene.words(scene.sentence.first, date.start))
    if _unofficial(case):
        return True
    if scene.words(governor.start, governor.end) != ["down", "for"]:
        return False
    lead = scene.words(governor.start - 12, governor.start)
    at = max((i for i, word in enumerate(lead) if word in {"has", "have", "had"}), default=-1)
    place = governor.start - len(lead) + at
    theirs = any(m.end <= place and "but" not in scene.words(m.end, place) for m in scene.of(Kind.SERVICE))
    return at > 0 and lead[at + 1 :] != [] and not theirs


def _unofficial(case: Case) -> bool:
    """ "Hulu hasn't said a word, but a calendar has it down for June 14": a day of others where none was given."""
    scene, low = case.scene, case.low
    silent = [m for m in scene.of(Kind.UNKNOWN, Kind.DISCLAIM) if m.end <= low]
    if case.date.point.day is None or not silent:
        return False
    after = scene.words(silent[-1].end, low)
    turn = next((at for at, word in enumerate(after) if word in {"but", "though", "although", "yet"}), None)
    if turn is None or not {":", ";"}.isdisjoint(after[turn:]):
        return False
    if any(silent[-1].end <= m.start < low for m in scene.of(Kind.REPORT, Kind.SURE)):
        return False
    noted = case.governor is not None and scene.text.words[case.governor.start] == "down"
    return noted or not _LISTING.isdisjoint(after[turn:])


_LISTING = frozenset({"has", "have", "lists", "list", "shows", "gives", "names"})


def _is_plan(scene: Scene, mark: Mark) -> bool:
    """Whether those who decide expect it: "Netflix expects", "Apple is aiming for"."""
    if scene.text.words[mark.start] == "lists":  # a service's own page; Amazon is a shop as well
        near = [s for s in scene.of(Kind.SERVICE) if 0 <= mark.start - s.end <= _ITS_PAGE]
        return any(scene.text.words[s.start] != "amazon" for s in near)
    if scene.text.words[mark.start] not in _PLANS:
        return False
    at = mark.start - 2
    if scene.words(at, mark.start) in _COMPANIES and scene.text.words[mark.start] == "expects":
        return at <= scene.first or scene.text.words[at - 1] in _OPENERS
    return _by_those_in_charge(scene, mark) or any(
        0 <= mark.start - s.end <= _ITS_VERB and not _of_whom(scene.words(s.end, mark.start))
        for s in scene.of(Kind.SERVICE)
    )


def _of_whom(between: list[str]) -> bool:
    """ "The Netflix drama is expected": whether only the show's noun stands behind the service, so nobody says who."""
    return not _NOUNS.isdisjoint(between)


_ITS_VERB = 2
_NOUNS: Final = frozenset("series show drama comedy sitcom thriller original hit spinoff spin-off".split())


_OPENERS = frozenset({",", "when", "which", "that", "and"})
_COMPANIES = (["the", "company"], ["the", "studio"], ["the", "streamer"], ["the", "broadcaster"])
_ITS_PAGE = 8
_FEARS = frozenset({"fear", "fears", "feared", "worry", "worried", "afraid"})
"""They doubt that a show goes on, not when it comes."""
_PLANS = frozenset(
    (
        "expect expects expected expecting hope hopes aims aiming pencilled penciled should looking tentatively "
        "anticipates eyeing eyes targeting shooting hoping"
    ).split()
)
_OPEN_QUESTIONS = frozenset({"when", "why", "what", "how", "where", "who", "which"})
_QUESTIONS = frozenset("is are will does do did could has have can might so would".split())


def _asked(scene: Scene) -> bool:
    """Whether the sentence asks if it is so; a question of when or why takes it for granted."""
    words = scene.text.words
    if words[scene.sentence.last - 1] != "?" or _only_asks_the_reader(scene):
        return False
    first = words[scene.sentence.first + (words[scene.sentence.first] in QUOTES)]
    if scene.sentence.last - scene.sentence.first <= 7 and first not in _OPEN_QUESTIONS:
        return True
    return first in _QUESTIONS or (scene.text.in_title and first not in _OPEN_QUESTIONS)


def _only_asks_the_reader(scene: Scene) -> bool:
    """ "Will you be watching it on June 14?", "Are you excited for May?": what readers do, not whether it comes."""
    words = scene.words(scene.first, scene.last)
    at = next((i for i, word in enumerate(words) if word in _READERS), 0)
    return at > 0 and words[at - 1] in _ADDRESSING and not _AWAITING.isdisjoint(words[at + 1 : at + 4])


_READERS = frozenset({"you", "anyone", "anybody", "else", "everyone", "everybody"})
_ADDRESSING = frozenset({"will", "are", "who", "is", "anyone"})
_AWAITING = frozenset(
    "watch watching tune tuning binge binging bingeing stream streaming excited ready forward psyched wait".split()
)


def _conditional(case: Case) -> bool:
    """Whether "if" or "whether" opens the clause of the release: "asked whether it was a 2016 show"."""
    lead = case.scene.words(case.at - 9, case.at)
    if "if" not in lead and "whether" not in lead:
        return False
    at = max((i for i, word in enumerate(lead) if word in {"if", "whether"}), default=-1)
    return at >= 0 and "," not in lead[at:] and lead[at - 1 : at] != ["even"]


def _on_condition(case: Case) -> bool:
    """ "In spring, if they hurry"; "If all goes to plan, it returns in May": what must happen first is said."""
    scene, words = case.scene, case.scene.text.words
    first, last = scene.sentence.first, scene.sentence.last
    if words[first] == "or":
        return True
    if words[first] in _IFS and not _CONDITIONS.isdisjoint(words[first + 1 : first + 2]):
        return not _of_the_clause_before(case, first + 2)
    if _IFS.isdisjoint(scene.vocabulary):
        return False
    places = (at for at in range(case.high, last - 1) if words[at] in _IFS and words[at + 1] in _CONDITIONS)
    at = next(places, None)
    return at is not None and scene.distance(case.high, at) <= 1.2 and not {"even", "as"} & {words[at - 1]}


_IFS = frozenset({"if", "assuming", "provided", "unless", "should"})
_CONDITIONS = frozenset(
    "all everything things they it he she the production filming shooting work history past that this a".split()
)


def _by_those_in_charge(scene: Scene, mark: Mark | None = None) -> bool:
    """Whether the service itself speaks, in the clause of a mark if one is given: what it expects is its plan."""
    services = scene.of(Kind.SERVICE)
    return any(
        0 <= report.start - service.end <= 3 or 0 <= service.start - report.end <= 1
        for report in scene.of(Kind.REPORT)
        if not any(0 <= report.start - no.end <= 1 for no in scene.of(Kind.NEGATION))
        and (
            mark is None
            or {";", "but"}.isdisjoint(scene.words(min(mark.end, report.end), max(mark.start, report.start)))
        )
        for service in services
    )


def _hedges(scene: Scene, mark: Mark, low: int, high: int) -> bool:
    """Whether a word of doubt speaks of the release between `low` and `high`."""
    word = scene.text.words[mark.start]
    if "despite" in scene.words(mark.start - 3, mark.start):
        return False
    if (
        _hedges_nothing(scene, mark)
        or (word in _FEARS and not scene.of(Kind.MOVE))
        or _of_a_person(scene, mark.end, low)
        or _of_another_verb(scene, mark, low)
    ):
        return False
    if word in MODALS and mark.end - mark.start == 1:
        between = scene.words(mark.end, max(low, mark.end))
        if between.count(",") % 2 or not {"because", "so", "when", ":"}.isdisjoint(between):
            return False
        if word == "would" and scene.of(Kind.REPORT, Kind.SURE, Kind.FORMER):
            return False
        return mark.end <= high and scene.distance(mark.end, max(low, mark.end)) <= 5
    if mark.end <= low:
        between = scene.words(mark.end, low)
        if _said_then(between) or "but" in between or ";" in between or (")" in between and "(" not in between):
            return False
        settled = any(mark.end <= sure.start and sure.end <= low for sure in scene.of(Kind.SURE))
        return not settled and scene.distance(mark.end, low) <= 6
    if mark.start >= high:
        return scene.distance(high, mark.start) <= 1.8 and not _given(scene, mark, high)
    return True


def _hedges_nothing(scene: Scene, mark: Mark) -> bool:
    """ "According to a short teaser", "season two claims June 14": a word that doubts elsewhere."""
    word = scene.text.words[mark.start]
    if word == "according":
        return not _OFFICIAL.isdisjoint(scene.words(mark.end, mark.end + 5))
    if word == "analysts":
        return scene.text.words[mark.start - 1] in {"told", "tells", "with"}
    if word in _CLAIMS:
        return any(mark.end <= d.start <= mark.end + 1 for d in scene.dates)
    return not _THE_LAST.isdisjoint(scene.vocabulary) and _only_the_last(scene, mark)


def _only_the_last(scene: Scene, mark: Mark) -> bool:
    """ "Its third (and likely final) season", "season three, probably its last": only that it ends is doubted."""
    after = (word for word in scene.words(mark.end, mark.end + _TO_BE) if word not in _TO_BE_THE)
    return next(after, "") in _THE_LAST


_TO_BE = 5
_TO_BE_THE: Final = frozenset({"to", "be", "the", "its", "his", "her", "their"})
_THE_LAST: Final = frozenset({"final", "last"})
_CLAIMS: Final = frozenset({"claims", "claimed"})


def _said_then(between: list[str]) -> bool:
    """ "It was a slip of the tongue, her publicist said: it comes in 2020": what is said behind a doubt has none."""
    return ":" in between and between[between.index(":") - 1] in _SAID


_SAID = frozenset({"said", "says", "confirmed", "replied", "answered"})
_OFFICIAL = frozenset({"teaser", "trailer", "poster", "announcement"})


def _given(scene: Scene, mark: Mark, high: int) -> bool:
    """ "With “Echo” returning in May, it's likely that": what a sentence starts from is not what it wonders about."""
    words = scene.text.words
    first = scene.first + (2 if words[scene.first + 1] == "," else 0)
    return words[first] == "with" and "," in scene.words(high, mark.start)


def _of_another_verb(scene: Scene, mark: Mark, low: int) -> bool:
    """ "Expected to have eight episodes, it premieres in May": what is doubted is another verb behind "to"."""
    if mark.end > low or "to" not in (scene.text.words[mark.end], scene.text.words[mark.end - 1]):
        return False
    between = scene.words(mark.end, low)
    return len(between) > _TO_DO and not {"and", ",", ";", ":"}.isdisjoint(between) and "with" not in between


_TO_DO = 3


def _of_a_person(scene: Scene, first: int, last: int) -> bool:
    """Whether a clause about somebody opens between two places: a doubt before ", who will be" doesn't reach in."""
    between = scene.words(first, last)
    places = range(len(between) - 1)
    return any(between[at : at + 2] == [",", "who"] and between[at + 2 : at + 3] in _TELLING for at in places)


_TELLING = (["will"], ["is"], ["was"], ["has"], ["had"])


def _anothers(case: Case, mark: Mark) -> bool:
    """Whether a doubt is about another date: "it comes in 2019, and we'd wager on summer", "was supposed to"."""
    if any(m.start <= mark.start < m.end for m in case.scene.of(Kind.FORMER)):
        return True
    if mark.end <= case.low and case.scene.words(case.date.end, case.date.end + 2) == ["it", "is"]:
        return True  # "the rumours were wrong: August 18 it is"
    if _of_the_clause_before(case, mark.end):
        return True
    if mark.start < case.high:
        return mark.end < case.low and any(_right_behind(case, mark, d) for d in case.scene.dates)
    return any(d.start >= mark.end and case.scene.distance(mark.end, d.start) <= 1 for d in case.scene.dates)


def _right_behind(case: Case, mark: Mark, date: DateMention) -> bool:
    """ "expected in autumn, it starts on October 14": a doubt right before another date, in a clause of its own."""
    scene = case.scene
    beside = 0 <= date.start - mark.end <= 1 and date.end <= case.low and date is not case.date
    return beside and mark.end - mark.start <= 2 and scene.words(date.end, date.end + 1) == [","]


def _of_the_clause_before(case: Case, end: int) -> bool:
    """ "You might want to stay in on June 14, when it drops"; "with luck they shoot in May for a planned launch".

    The doubt that ends at a token is about what is done before, or on, the day.
    """
    scene, governor = case.scene, case.governor
    if governor is None or end > case.low or scene.distance(end, case.low) <= _AT_THE_DAY:
        return False
    if governor.start >= case.date.end:
        return "when" in scene.words(case.date.end, governor.start)
    lead = scene.words(governor.start - 3, governor.start)
    return not INTENDED.isdisjoint(lead[-2:]) and not {"for", "of", "before"}.isdisjoint(lead)


_AT_THE_DAY = 0.3
"""A doubt no farther than this from a day is about the day."""
