"""What stands around a date: the word that governs it, the show right before it, whether it can be a day at all."""

from typing import Final

from schedules.reading.binding import guesses
from schedules.reading.binding.link import BESIDE
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import ASIDE, SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene, between
from schedules.reading.words.datewords import LIMITS
from schedules.reading.words.marks import Kind, Mark

_AFTER = 0.9
"""What it costs to be found after the date instead of before it."""
_REACH = 4.8
"""What is farther from a date than this does not govern it."""
BIAS = {
    Kind.RELEASE: 0.0,
    Kind.WEAK: 0.25,
    Kind.EVENT: 0.0,
    Kind.REPORT: 0.1,
    Kind.THING: 0.15,
    Kind.CANCEL: 0.1,
    Kind.MOVE: 0.1,
    Kind.GIVING: 0.3,
}
_GOVERNING: Final = frozenset({*BIAS, Kind.ORDER, Kind.FORMER})
_AS_DATE = frozenset("as is was the official a new original its".split())


def expected(scene: Scene, date: DateMention) -> Mark | None:
    """ "They expect it before Christmas": the word by which something is expected by a date."""
    marks = [m for m in scene.of(Kind.WEAK) if m.end < date.start and scene.text.words[m.start].startswith("expect")]
    return marks[-1] if marks and "," not in scene.words(marks[-1].end, date.start) else None


def beside(scene: Scene, date: DateMention) -> Target | None:
    """The target right before a date, with nothing between them but a preposition or a mark: "“Echo” in November"."""
    bracketed = scene.words(date.start - 1, date.start) == ["("]
    for target in reversed(scene.targets):
        if target.role is Role.PRONOUN or target.end > date.start:
            continue
        if bracketed and target.end < date.start - 2:
            return None
        if bracketed and target.tag == "name":
            return None
        if target.tag == "name":
            if target.end < date.start - 4:
                return None
            continue
        span = range(target.end, date.start)
        plain = [i for i in span if not scene.text.capital(i)]
        if scene.sentence.heading:
            plain = [i for i in plain if not scene.text.words[i].isdecimal()]
        if len(plain) <= 5 and len(span) <= 9 and all(_small(scene, i) for i in plain):
            return target if target.tag == "title" or (target.role is not Role.OTHER and target.tag != ASIDE) else None
        return None
    return None


def _small(scene: Scene, at: int) -> bool:
    """Whether a word sets a show and its date no farther apart; "to" does not before a name: "Echo to Hulu in May"."""
    word = scene.text.words[at]
    return word in BESIDE or (word == "to" and scene.text.capital(at + 1))


_OF_A_DAY = (["night"], ["evening"], ["morning"], ["afternoon"])


def governor_of(scene: Scene, date: DateMention) -> Mark | None:
    """The word nearest to a date that can have one, where clauses count as distance; None where none is in reach."""
    point = date.point
    # "today" and a bare weekday are mostly the day of the news: only a word right beside them claims them.
    loose = (point.days is not None and point.days <= 0 and scene.text.words[date.start] != "tonight") or (
        point.weekday is not None and point.day is None and point.plus is None and not point.near
    )
    behind = date.end + (scene.words(date.end, date.end + 1) in _OF_A_DAY)
    opens = date.start <= scene.sentence.first + 1 and scene.words(behind, behind + 1) in ([","], ["("])
    best, lowest = None, (2.9 if opens else 2.0) if loose else _REACH
    several = len(scene.dates) > 1
    closed = _bracket_before(scene, date) if scene.marks else None
    said = _said_aside(scene, date) if opens and not several else 0
    for mark in [mark for mark in scene.marks if mark.kind in _GOVERNING]:
        bias = _bias(scene, mark, date, loose=loose)
        if (
            bias is None
            or mark.end <= said
            or (closed and mark.kind is not Kind.THING and closed[0] < mark.start < closed[1])
        ):
            continue
        if mark.end <= date.start or mark.start < date.start < mark.end:
            cost = scene.distance(min(mark.end, date.start), date.start) + bias
        elif mark.start >= date.end:
            if (
                mark.tag == "after"
                or (several and mark.kind is Kind.THING and _dated(scene, mark))
                or _came_first(scene, mark, date)
            ):
                continue
            adjacent = mark.start == date.end or (
                mark.kind is Kind.RELEASE
                and mark.start == date.end + 1
                and scene.text.words[date.end] not in {"and", "but", ",", "or"}
            )
            cost = scene.distance(date.end, mark.start) + bias + (0.0 if adjacent else _AFTER)
            if mark.kind is Kind.THING and adjacent:
                cost -= 0.5
            if (
                mark.tag == "future"
                and scene.text.words[mark.end - 1] == "date"
                and all(w in _AS_DATE for w in scene.words(date.end, mark.start))
            ):
                cost = 0.1
        else:
            continue
        if cost < lowest and several:
            cost += 1.5 * sum(
                1
                for other in scene.dates
                if between(other.start, mark.start, date.start) and ")" not in scene.words(other.end, date.start)
            )
        if cost < lowest:
            best, lowest = mark, cost
    return best


def _said_aside(scene: Scene, date: DateMention) -> int:
    """Where what is told of a date goes on behind who says so: "On June 14, Hulu says, season two premieres"."""
    reports = [m for m in scene.of(Kind.REPORT) if date.end < m.start <= date.end + _ATTRIBUTED]
    if not reports or scene.words(reports[0].end, reports[0].end + 1) != [","]:
        return 0
    said = reports[0].end
    if any(date.end <= t.start < said and t.role in SHOW_OR_SEASON for t in scene.targets):
        return 0
    told = any(m.start > said for m in scene.of(Kind.RELEASE, Kind.WEAK))
    return said if told and date.point.near not in {"last", "past"} and date.point.weekday is None else 0


_ATTRIBUTED: Final = 6
_COME: Final = 2.6
""" "Come June 14, it is back": there it is hardly a verb."""


def _came_first(scene: Scene, mark: Mark, date: DateMention) -> bool:
    """ "Ended on April 20 after premiering on March 2", "on June 14 following the finale": it was before that day."""
    if mark.start == date.end and mark.kind is Kind.WEAK and scene.text.words[date.end] == "following":
        return scene.words(mark.end, mark.end + 1) in _NOUN_PHRASE
    return mark.start == date.end + 1 and scene.text.words[date.end] == "after"


_NOUN_PHRASE = (["the"], ["a"], ["an"], ["its"], ["their"], ["his"], ["her"])


def _bracket_before(scene: Scene, date: DateMention) -> tuple[int, int] | None:
    """Where the last bracket stands that closes before a date: what is in it, "(get it?)", doesn't govern the date."""
    lead = scene.words(date.start - _ASIDE, date.start)
    if ")" not in lead:
        return None
    last = len(lead) - 1 - lead[::-1].index(")")
    if "(" not in lead[:last] or "(" in lead[last:]:
        return None
    first = last - 1 - lead[:last][::-1].index("(")
    start = date.start - len(lead)
    return start + first, start + last


_ASIDE = 14
"""So many words at most stand between the beginning of an aside and the date behind it."""


def _dated(scene: Scene, thing: Mark) -> bool:
    """Whether a thing has a day of its own right behind it: "part one on June 14, part two on July 12"."""
    return any(0 <= d.start - thing.end <= 1 for d in scene.dates)


def _bias(scene: Scene, mark: Mark, date: DateMention, *, loose: bool) -> float | None:
    """What a word costs as the governor of a date; None where it can be none."""
    if mark.kind is Kind.ORDER and mark.tag == "dated":
        return 0.1
    if date.lead == "come" and mark.start == scene.first:
        return _COME
    if mark.kind is Kind.MOVE and mark.start >= date.end and scene.words(mark.end, mark.end + 1) == ["from"]:
        return None  # "June 14 (delayed from May 31)"
    weekend = mark.kind is Kind.THING and mark.start == date.start - 2 and _weekend_of(scene, mark)
    before = mark.end <= date.start
    if weekend or (before and (_only_leads(scene, mark, date) or _another_verb(scene, mark, date))):
        return None
    if mark.kind is Kind.FORMER and guesses.planned_for(scene, mark, date):
        return 0.0
    comes = mark.kind is Kind.WEAK and mark.start == date.end and scene.text.words[mark.start].startswith("come")
    if comes and not any(mark.end <= t.start <= mark.end + 2 and t.show is not None for t in scene.targets):
        return None  # a date that is told to come itself; but "in May comes the second season"
    if mark.kind is Kind.REPORT and mark.start >= date.end and scene.words(date.end, date.end + 2) == [",", "as"]:
        return None  # "lands on March 17, as Hulu announced": who says so has no part in the day
    dates = loose and mark.tag == "future" and scene.text.words[mark.end - 1] == "date"
    if dates or (mark.tag == "guess" and not guesses.guessed(scene, mark, date)) or mark.tag == "quiet":
        return None
    if mark.kind in {Kind.CANCEL, Kind.GIVING} and date.lead in LIMITS and mark.end <= date.start:
        return None  # "won't get a third season until 2020" calls nothing off
    return BIAS.get(mark.kind) if not _of_another_phrase(scene, mark, date) else None


def _so_long_after(scene: Scene, mark: Mark, date: DateMention) -> bool:
    """ "One week after A debuts, on June 22, Hulu begins B": what came a week before has another day."""
    if scene.words(date.start - 2, date.start) != [",", "on"]:
        return False
    lead = scene.words(scene.first, mark.start)
    if "after" not in lead or "," in scene.words(mark.end, date.start - 2):
        return False
    at = lead.index("after")
    return at > 0 and lead[at - 1] in _SPANS and at <= _COUNT


_SPANS: Final = frozenset("week weeks day days month months hours".split())
_COUNT: Final = 4


def _of_another_phrase(scene: Scene, mark: Mark, date: DateMention) -> bool:
    """Whether a word is of a phrase that has nothing to do with a date: one that has its own, or is a clause's.

    "B on June 14 and the 2018 date for A": that date is of 2018; "A in May and B to look forward to": that is B alone.
    """
    word = scene.text.words[mark.end - 1]
    if "after" in scene.vocabulary and mark.end < date.start and _so_long_after(scene, mark, date):
        return True
    if word in _UNTIL and mark.start >= date.end:
        return any(0 <= d.start - mark.end <= 1 for d in scene.dates)
    if mark.kind is Kind.EVENT and mark.start > date.end:  # "is back on March 1 as two cousins work on their songs"
        after = scene.words(date.end, mark.start - 1)
        meanwhile = "as" in after and "," not in after
        return meanwhile and any(m.end <= date.start for m in scene.of(Kind.RELEASE))
    if word == "date" and mark.start > date.end:
        year = scene.text.words[mark.start - 1]
        own = year.isdecimal() and len(year) == 4
        return own or any(d.end == mark.start and d is not date for d in scene.dates)
    if word == "to" and mark.start >= date.end and mark.end - mark.start > 2:
        return scene.words(mark.start, mark.start + 2) == ["look", "forward"] and _closes(scene, mark)
    if mark.kind is not Kind.WEAK or scene.text.words[mark.start] != "following" or mark.end > date.start:
        return False
    # "Following its finale, B is due in May", "was moved following a surprise success in the winter"
    opens = mark.start == scene.first or scene.text.words[mark.start - 1] == ","
    opens = opens or scene.words(mark.end, mark.end + 1) in _NOUN_PHRASE
    return opens and not any(0 <= t.start - mark.end <= 1 and t.show is not None for t in scene.targets)


_UNTIL = frozenset({"until", "till"})


def _closes(scene: Scene, mark: Mark) -> bool:
    """Whether nothing follows a phrase in its clause."""
    return scene.words(mark.end, mark.end + 1) in ([], ["."], [","], ["!"], [";"], [")"])


def _weekend_of(scene: Scene, thing: Mark) -> bool:
    """Whether a word that stands two before a date tells of its weekend."""
    return scene.words(thing.start, thing.start + 2) == ["weekend", "of"]


def _only_leads(scene: Scene, mark: Mark, date: DateMention) -> bool:
    """Whether a word is only the preposition of a date: "will premiere on Netflix starting in 2020"."""
    if mark.kind is not Kind.WEAK or not 0 <= date.start - mark.end <= 1:
        return False
    if scene.text.words[mark.start] == "come" and mark.end == date.start:
        return _come_then(scene, mark)
    if mark.tag != "ing":
        return False
    if scene.text.words[mark.start] not in FROM_THEN:
        return False
    if mark.start == scene.first and scene.words(date.end, date.end + 1) == [","]:
        return any(m.start > date.end for m in scene.of(Kind.RELEASE))
    return any(
        m.end <= mark.start and m.tag not in {"noun", "guess", "quiet"} and "," not in scene.words(m.end, mark.start)
        for m in scene.of(Kind.RELEASE)
    )


def _come_then(scene: Scene, come: Mark) -> bool:
    """ "They begin filming come November": whether "come" only leads a date, behind the verb of its clause."""
    told = [m for m in scene.marks if m.kind in _GOVERNING and m.end <= come.start and m.tag not in {"noun", "guess"}]
    return any("," not in scene.words(m.end, come.start) and scene.distance(m.end, come.start) <= 1 for m in told)


FROM_THEN = frozenset({"starting", "beginning", "from"})
"""What leads a date from which several things come, one after the other."""


def _another_verb(scene: Scene, mark: Mark, date: DateMention) -> bool:
    """Whether a second verb has taken over before the date: "arrived in March and crashed the service a day later"."""
    if mark.kind is not Kind.RELEASE or mark.tag not in {"past", "part"} or mark.end > date.start:
        return False
    words = scene.text.words
    for at in range(mark.end, date.start - 1):
        if words[at] == "and" and (words[at + 1] in _DID or words[at + 1].endswith("ed")):
            return not any(m.start == at + 1 for m in scene.marks if m.kind in _GOVERNING)
    return False


_DID = frozenset("broke drew took went set made gave sold rose fell brought beat stayed kept got".split())
