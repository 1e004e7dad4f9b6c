"""Whether the words around a date let it be the day of something."""

from typing import Final

from schedules.reading.binding import guesses, patterns
from schedules.reading.binding.govern import BIAS, expected
from schedules.reading.binding.habitual import habitual
from schedules.reading.binding.quoted import fills
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import form_of
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES

_LEADS = frozenset(
    (
        "in on this next last late early mid by until till from for come sometime of around before since during to "
        "back either or became becomes between a an its the as and through per "
        "be now : – - — ( , | due is was not least"
    ).split()
)


def stands(scene: Scene, date: DateMention) -> bool:
    """Whether the words around a date let it be the day of something: not "every Friday", not "a Wednesday in May"."""
    words = scene.words(date.start - 1, date.start)
    before = words[0] if words else ""
    point = date.point
    if before == "before" and point.month is not None and not _not_before(scene, date):
        return expected(scene, date) is not None
    if _aside(scene, date, before) or habitual(scene, date, before) or _unsettled(scene, date, before):
        return False
    if point.days == 0 and scene.words(date.start - 2, date.start) == ["as", "of"] and len(scene.dates) > 1:
        return False
    feast = point.moving is not None or (point.holiday and point.day is None)
    if before in _NOT_THEN or (before == "over" and not feast) or (before == "until" and point.days == 0):
        return False
    if (
        date.end < scene.sentence.last
        and scene.text.words[date.end] == "'s"
        and (point.days is not None or point.day is None)
    ):
        if patterns.possessed(scene, date) is not None:
            return True
        return any(0 <= m.start - date.end <= 2 for m in scene.of(Kind.RELEASE))
    if _describes(scene, date) or (before in {"a", "an"} and point.weekday is not None and point.day is None):
        return False
    if before in QUOTES and fills(scene, date):
        return True
    anchored = point.moving or point.day or point.year or point.near or point.echo is not None
    anchored = anchored or point.shift is not None
    counted = not (point.days is point.months is point.later is point.after is point.plus is None)
    if anchored or counted or date.bound or before in _LEADS or (feast and before in _BY_A_FEAST):
        return True
    return _bare(scene, date)


_NOT_THEN: Final = frozenset({"did", "through", "skips", "skip", "skipping", "skipped"})
"""Behind these a date is none on which something comes: "“Echo” skips this year"."""
_DAYS_OF_NEWS = (["today"], ["yesterday"], ["tonight"])
"""Behind these a bracket gives the day of the news: "today (October 4) Hulu announced"."""


def _unsettled(scene: Scene, date: DateMention, before: str) -> bool:
    """Whether a date is only a condition, a birthday, or part of what nobody knows, or says how long nobody knew."""
    if date.point.days == 0 and scene.words(date.start - 2, date.start - 1) in _OF_AGE:
        return True  # "“Echo” turned ten today"
    if (
        before == "of"
        and date.point.day is None
        and not _SUPERLATIVES.isdisjoint(scene.words(date.start - _OF_ALL, date.start))
    ):
        return True  # "the highest-rated drama of 2022 so far"
    return _supposed(scene, date) or _so_far(scene, date, before) or _wondered_whether(scene, date)


_OF_ALL: Final = 7
_SUPERLATIVES: Final = frozenset("best biggest most highest top greatest finest worst largest hottest".split())
_BY_THEN = frozenset({"will", "'ll"})


def _so_far(scene: Scene, date: DateMention, before: str) -> bool:
    """Whether "to today" only says until when something holds: "but to today it is due in June"."""
    if before not in _HELD:
        return False
    if before != "to":
        return (
            "been" in scene.vocabulary and not _BY_THEN.isdisjoint(scene.vocabulary) and _by_then(scene, date, before)
        )
    at = date.start - 1
    led = at == scene.first or scene.words(at - 1, at) in ([","], ["but"], ["and"], ["that"])
    return led and date.point.days == 0


_HELD = frozenset({"to", "by", "of", "for"})


def _by_then(scene: Scene, date: DateMention, before: str) -> bool:
    """ "By Friday it will have been out for three days": what will have lasted then has not its beginning there."""
    words = scene.words(scene.first, scene.last)
    at = words.index("been")
    lasts = words[at - 1] == "have" and words[at - 2] in _BY_THEN and "for" in words[at : at + 5]
    return lasts and (before != "for" or scene.first + at < date.start <= scene.first + at + 5)


def _wondered_whether(scene: Scene, date: DateMention) -> bool:
    """Whether a sentence only says that nobody knows: "Whether it comes in 2019 or 2020 is not known"."""
    opens = scene.text.words[scene.sentence.first] in {"whether", "if"}
    return opens and any(w in _KNOWN for w in _after_denials(scene, date))


def _after_denials(scene: Scene, date: DateMention) -> list[str]:
    return [w for m in scene.of(Kind.NEGATION) if m.start >= date.end for w in scene.words(m.end, m.end + 3)]


_KNOWN = frozenset({"known", "clear", "certain", "decided", "settled", "sure"})


def _bare(scene: Scene, date: DateMention) -> bool:
    """Whether a month or a weekday that no word of time leads is a date: right behind a verb, or before its premiere.

    "its planned March premiere" tells by the month which premiere is meant.
    """
    if date.lead in {"me", "us"} and any(m.end == date.start - 1 for m in scene.of(Kind.REPORT)):
        return True
    if any(m.end == date.start for m in scene.marks if (m.kind in BIAS and m.tag != "quiet") or m.kind is Kind.HEDGE):
        return True
    if date.point.weekday is not None:
        return date.start == scene.first and scene.words(date.end, date.end + 1) == [","]
    if scene.words(date.end, date.end + 2) in _WHEN:
        return True
    starts = {m.start for m in scene.of(Kind.RELEASE)}
    reserved = scene.words(date.end, date.end + 2) in _RESERVED and date.end + 2 in starts
    named = any(m.start == date.end and _premiere(scene, m) for m in scene.of(Kind.RELEASE))
    if date.start == scene.first and scene.words(date.end, date.end + 1) in (
        ["brings"],
        ["sees"],
        ["becomes"],
        ["became"],
    ):
        return scene.words(date.end + 1, date.end + 2) not in (["word"], ["news"])
    return named or reserved or scene.sentence.heading or guesses.floated(scene, date)


_WHEN = (["is", "when"], ["was", "when"], ["'s", "when"])
_RESERVED = (["for", "the"], ["for", "its"])


def _premiere(scene: Scene, mark: Mark) -> bool:
    """Whether a word is a noun for a release: "its planned March premiere", "its September date"."""
    return form_of(scene, mark) == "noun" or scene.text.words[mark.end - 1] == "date"


def _not_before(scene: Scene, date: DateMention) -> bool:
    """Whether something is refused before a date, so that it comes then: "won't return before June"."""
    return bool(scene.of(Kind.FORMER)) or any(m.end <= date.start for m in scene.of(Kind.NEGATION))


def _aside(scene: Scene, date: DateMention, before: str) -> bool:
    """Whether a date only says more of another day, or is a subject itself: "as next year is full"."""
    if (before == "(" and scene.words(date.start - 2, date.start - 1) in _DAYS_OF_NEWS) or (
        before == "the" and _only_says_more(scene, date)
    ):
        return True
    if date.point.near == "told" and any(
        0 <= d.start - date.end <= 2 and d.point.year is not None for d in scene.dates
    ):
        return True
    last = before in {"on", "in"} and "last" in scene.vocabulary
    if last and scene.words(date.start - 5, date.start - 2)[-3:] == ["the", "last", "of"]:
        return True
    after = scene.text.words[date.end] if date.end < scene.last else ""
    itself = before in {"as", "that", "because"} and after in {"is", "was"}
    if itself and scene.words(date.end + 1, date.end + 2) not in (["going"], ["to"], ["when"]):
        return True
    if after in {"will", "'ll"} and scene.words(date.end + 1, date.end + 3) == ["be", "over"]:
        return True
    if date.point.plus is not None and any(d.point.day and 0 <= date.start - d.end <= 1 for d in scene.dates):
        return True  # "on November 23, the day before Thanksgiving"
    if after == "off" or (after in _HABITS and "same" in scene.words(date.start - 4, date.start)):
        return True  # "takes the summer off", "likely on the same spring schedule as before"
    if len(scene.dates) > 1 and "anytime" in scene.words(date.start - 6, date.start):
        return True  # "in Q4, so anytime from October 1 to December 31"
    if after == "was":
        return scene.text.words[scene.first] == "all"  # "All that fans got in 2018 was a title list"
    feast = date.point.holiday and len(scene.dates) > 1
    return feast and scene.words(date.start - 3, date.start) == ["in", "time", "for"]


_OF_AGE = (["turned"], ["turns"])


def _only_says_more(scene: Scene, date: DateMention) -> bool:
    """ "June 14, the Friday on which it starts": a weekday that only says more of the day before it."""
    if date.point.weekday is None or date.point.day is not None:
        return False
    return any(date.start - 2 <= d.end < date.start and d.point.day is not None for d in scene.dates)


_HABITS = frozenset({"schedule", "slot", "pattern", "window", "spot"})


def _supposed(scene: Scene, date: DateMention) -> bool:
    """Whether a date is only a condition for another: "If it really is April, then season two comes in the autumn"."""
    if _CONDITIONAL.isdisjoint(scene.vocabulary) or (
        date.lead not in _COPULAS and date.lead not in {"in", "on", "really"}
    ):
        return False
    lead = scene.words(date.start - 6, date.start)
    opens = next((at for at, w in enumerate(lead[:-1]) if w in _CONDITIONAL and lead[at + 1] in {"it", "that"}), None)
    if opens is None or _COPULAS.isdisjoint(lead[opens:]) or "," in lead[opens:]:
        return False
    return any(d.start >= date.end for d in scene.dates)


_CONDITIONAL = frozenset({"if", "should"})
_COPULAS = frozenset({"is", "'s", "be", "was", "were"})


def _describes(scene: Scene, feast: DateMention) -> bool:
    """Whether a feast only says what kind of thing it is: "a Christmas special", "an “Echo” Christmas"."""
    if feast.point.plus is not None:
        return False
    if feast.point.moving is not None:
        return feast.lead not in _BY_A_FEAST and not feast.point.near
    if scene.text.words[feast.end - 1] != "christmas":
        return False
    if not _FESTIVE.isdisjoint(scene.words(feast.end, feast.end + 1)):
        return True
    if feast.lead in _BY_A_FEAST:
        return False
    return any(t.role is Role.SHOW and feast.start - 1 <= t.end <= feast.start for t in scene.targets)


_BY_A_FEAST = frozenset({"by", "before", "around", "until", "at", "on", "for", "over", "during", "in"})
_FESTIVE = frozenset(
    (
        "special specials episode episodes thing things party present presents gift gifts tree trees carol carols "
        "movie movies film films album song songs story market markets edition instalment installment treat dinner"
    ).split()
)
