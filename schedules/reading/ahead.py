"""Seasons that a sentence says are coming, or will not come, without giving their day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from schedules.model import Status
from schedules.reading import hints
from schedules.reading.already import there_already
from schedules.reading.antecedents import antecedent
from schedules.reading.awaited import TOGETHER, announced, led_to, of_its_run, renewed_since, where_they_meet, worked_on
from schedules.reading.calendar import BEHIND
from schedules.reading.christened import christened
from schedules.reading.dateless import dateless
from schedules.reading.doubt import Doubt, denied, doubt_of, doubted, presupposed
from schedules.reading.ended import buried, cancelled, dropped, put_to_an_end, refused_season
from schedules.reading.fates import fellows
from schedules.reading.foretold import foretold
from schedules.reading.gone import gone
from schedules.reading.lexicon import HOUSES
from schedules.reading.link import Link
from schedules.reading.lots import EPISODES, of_an_episode
from schedules.reading.made import made
from schedules.reading.marks import RELEASING, Kind, Mark
from schedules.reading.nearing import nearing
from schedules.reading.owning import of_another
from schedules.reading.promised import aside, brought_out, to_come
from schedules.reading.prospect import Prospect, near, only_until
from schedules.reading.renewed import renewed
from schedules.reading.replacing import replacing
from schedules.reading.rowed import beyond_a_clause, group
from schedules.reading.scene import Scene
from schedules.reading.several import of_both, several
from schedules.reading.slate import placed
from schedules.reading.stocktaking import stock
from schedules.reading.subject import subject_of
from schedules.reading.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.tense import tense_of
from schedules.reading.text import QUOTES
from schedules.reading.unfounded import unfounded
from schedules.reading.unheard import unheard
from schedules.reading.which import after_seasons

_PROSPECTIVE: Final = frozenset(
    {
        Kind.CANCEL,
        Kind.UNKNOWN,
        Kind.ORDER,
        Kind.GIVING,
        Kind.AHEAD,
        Kind.SERIES,
        Kind.RELEASE,
        Kind.WEAK,
        Kind.REPORT,
        Kind.GONE,
    }
)


def prospects(
    scene: Scene, links: Sequence[Link], company: Sequence[Target] = (), *, ended: bool = False
) -> Iterator[Prospect]:
    """What a sentence says of seasons to come, apart from the dates in `links`.

    Args:
        scene: the sentence.
        links: the dates that were bound to their seasons.
        company: the shows last named together, whom "the four shows" means.
        ended: whether a show was told to be called off before.
    """
    phrased = _by_phrases(scene, links, company, ended=ended)
    return _and_freely(scene, phrased) if len(scene.seasons) > len(links) else phrased


def _and_freely(scene: Scene, phrased: Iterator[Prospect]) -> Iterator[Prospect]:
    """What the phrases say, and what is said in clauses put together freely of the seasons that no phrase tells of."""
    told: set[int | None] = set()
    for prospect in phrased:
        told.add(prospect.target.season.number if prospect.target.season is not None else None)
        yield prospect
    others = [(t, t.season) for t in scene.targets if t.season is not None and t.role is not Role.OTHER]
    others = [(target, season) for target, season in others if season.label != "count" and season.number not in told]
    if not others:
        return
    for mark, target in (*made(scene, others), *foretold(scene, others), *unheard(scene, others)):
        number = target.season.number if target.season is not None else None
        if number not in told and not _was_to_be(scene, mark) and not unfounded(scene, mark):
            told.add(number)
            yield from _coming(scene, mark, target, "made", doubt_of(scene))


def _by_phrases(scene: Scene, links: Sequence[Link], company: Sequence[Target], *, ended: bool) -> Iterator[Prospect]:
    """What the phrases of the lexicon say of seasons to come."""
    if not scene.shows and not scene.seasons and scene.of(Kind.ORDER):
        yield from renewed(scene)
    if not (scene.shows or scene.seasons or scene.sentence.hints & hints.ENDING or len(company) > 2):
        return  # a sentence without a show and a season only calls off, or speaks of several shows named before
    if scene.shows:
        yield from placed(scene)
        yield from christened(scene)
        if ":" in scene.vocabulary:
            yield from stock(scene)
    if scene.seasons and scene.shows:
        yield from refused_season(scene)
    if scene.targets:
        yield from nearing(scene)
        yield from replacing(scene)
    if (scene.targets or scene.sentence.hints & hints.ENDING) and not _PROSPECTIVE.isdisjoint(scene.by_kind):
        yield from _marked(scene, links, company, ended=ended)


def _marked(scene: Scene, links: Sequence[Link], company: Sequence[Target], *, ended: bool) -> Iterator[Prospect]:
    """What a sentence says by the words that order, give, promise or call off."""
    if after_seasons(scene) is not None:
        yield from dropped(scene)
    linked = [link.governor for link in links]
    doubt = doubt_of(scene)
    yield from fellows(scene)
    yield from buried(scene)
    yield from several(scene, company)
    if len(company) == _BOTH:
        yield from of_both(scene, company)
    for mark in [mark for mark in scene.marks if mark.kind in _PROSPECTIVE]:
        if mark.kind is Kind.CANCEL:
            yield from cancelled(scene, mark, doubt) if not unfounded(scene, mark) else ()
        elif mark.kind is Kind.GONE:
            yield from put_to_an_end(scene, mark, doubt) if mark.tag == "end" else gone(scene, mark, doubt, ended=ended)
        elif mark.kind is Kind.UNKNOWN:
            yield from dateless(scene, mark)
        elif mark not in linked and not _was_to_be(scene, mark) and not unfounded(scene, mark):
            target, rule = _candidate(scene, mark)
            if target is not None:
                yield from _coming(scene, mark, target, rule, doubt)


def _candidate(scene: Scene, mark: Mark) -> tuple[Target | None, str]:
    """What a word says is coming, and the name of the rule that says so."""
    if mark.kind is Kind.ORDER:
        return _ordered(scene, mark), "ordered"
    if mark.kind is Kind.GIVING:
        return _given(scene, mark), "given"
    if mark.kind is Kind.REPORT:
        return announced(scene, mark), "announced"
    if mark.kind is Kind.AHEAD:
        predicate = scene.words(mark.start - 1, mark.start) in (["is"], ["are"])
        return near(scene, mark, 0.6) if predicate else _following(scene, mark), "ahead"
    if mark.kind is Kind.SERIES and scene.text.words[mark.start].startswith("mini"):
        return _miniseries(scene, mark), "miniseries"
    if mark.tag == "after" and not scene.dates and tense_of(scene, mark).direction != BEHIND:
        joined = _direct_after(scene, mark) if _planned_row(scene, mark) else None
        return joined if joined is not None and not _played(scene, mark, joined) else None, "followed"
    if mark.kind in RELEASING and to_come(scene, mark):
        target = subject_of(scene, mark)
        if target is not None and not EPISODES.isdisjoint(scene.vocabulary) and of_an_episode(scene, target):
            return None, ""
        if target is not None and target.start >= mark.end and brought_out(scene, mark, target):
            return target, "to come"
        beside = target is not None and (target.end > mark.start or aside(scene, target))
        return None if beside or (target is not None and of_another(scene, target, mark)) else target, "to come"
    return None, ""


def _played(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether a name behind an actor's is that of a character: "joined by Jane Doe's Echo"."""
    lead = scene.words(mark.end, target.start)
    return lead[-1:] in _POSSESSIVES and len(lead) > 1 and not HOUSES.issuperset(lead[:-1])


_POSSESSIVES = (["'s"], ["’s"], ["'"], ["’"])


def _ordered(scene: Scene, mark: Mark) -> Target | None:
    """What an order, work on it or a plan is about."""
    if _no_order(scene, mark):
        return None
    if mark.tag in {"toward", "work"}:
        return led_to(scene, mark) if mark.tag == "toward" else worked_on(scene, mark)
    if scene.words(mark.end, mark.end + 1) == ["with"] and scene.text.words[mark.end - 1] in TOGETHER:
        return where_they_meet(scene, mark)
    planning = scene.text.words[mark.start].startswith("plan") and mark.tag != "past"
    far = scene.text.words[mark.end - 1] in _HOW_FAR
    if far and any(0 <= date.start - mark.end <= 2 for date in scene.dates):
        return None
    listed = _first_of_a_list(scene, mark)
    if listed is not None:
        return listed
    active = (planning and scene.text.words[mark.start] != "planned") or _has_object(scene, mark)
    target = near(scene, mark, 2.8, after=active, before=far)
    if far and scene.words(mark.end, mark.end + 1) == ["from"]:
        return None
    if target is not None and mark.tag == "talk" and target.season is None and _only_talks(scene, mark, target):
        return None
    target = _the_next(scene, mark, _numbered(scene, mark, target)) if target is not None else _of_which(scene, mark)
    return None if _of_then(scene, mark, target) else _season_before(scene, mark, target)


def _only_talks(scene: Scene, mark: Mark, target: Target) -> bool:
    """ "Echo is what everybody talks of", "they talk of Echo": what is talked of is the show, and no season to come."""
    if scene.text.words[mark.end - 1] not in {"of", "about"} or not scene.text.words[mark.start].startswith("talk"):
        return False
    return target.end <= mark.start or (target.start == mark.end and scene.text.words[mark.start] != "talk")


def _no_order(scene: Scene, mark: Mark) -> bool:
    """Whether the words of an order mean something else: "this will be the last", "signed off on May 2"."""
    if of_its_run(scene, mark) or scene.words(mark.start - 1, mark.end) in _THE_LAST:
        return True
    on_it = scene.text.words[mark.end - 1] in {"on", "of"}
    if on_it and any(t.tag == "title" and 0 <= t.start - mark.end <= 1 for t in scene.targets):
        return True  # "Echo's star has finished work on the third season of his drama Hay"
    if scene.text.words[mark.start] == "deal" and not _OLD.isdisjoint(scene.words(mark.start - 4, mark.start)):
        return True
    if scene.words(mark.end - 2, mark.end) == ["set", "of"] and not _ONCE_ON_SET.isdisjoint(scene.vocabulary):
        return True
    if scene.text.words[mark.start] == "deal" and not _FAILED.isdisjoint(scene.vocabulary):
        return True
    signed = scene.words(mark.end - 2, mark.end) == ["off", "on"]
    return signed and any(date.start == mark.end for date in scene.dates)


_ONCE_ON_SET: Final = frozenset(
    "met hurt injured injury fell fall accident died killed sued suit lawsuit fire married friends".split()
)
"""What is told of a day on the set, whenever it was."""


def _of_then(scene: Scene, mark: Mark, target: Target | None) -> bool:
    """Whether work is that of the past, a show only somebody's part, or what an order came after."""
    past = mark.tag != "dated" and "had" in scene.words(mark.start - 5, mark.start)
    if past or scene.words(mark.start - 1, mark.start + 1) in _WAS_IN:
        return True
    if target is None:
        return False
    role = target.season is None and scene.words(target.start - 1, target.start) == ["as"]
    after = target.start > mark.end and "after" in scene.words(mark.end, target.start)
    return role or (after and not renewed_since(scene, mark, target))


def _of_which(scene: Scene, mark: Mark) -> Target | None:
    """ "“Echo,” another of their shows, which is shooting": what a relative right before an order means."""
    which = next((t for t in scene.targets if t.end == mark.start and t.tag == "which"), None)
    return antecedent(scene, which)[0] if which is not None else None


def _the_next(scene: Scene, mark: Mark, target: Target) -> Target | None:
    """ "“Echo” had its third season in May and was renewed": the one after a season that was out is ordered."""
    if target.season is None and target.role is Role.SHOW and scene.seasons:
        timed = next((t for t in scene.targets if _in_its_time(scene, mark, t)), None)
        if timed is None or timed.season is None:
            return target
        return replace(target, season=replace(timed.season, number=(timed.season.number or 0) + 1))
    if target.season is None or not renewed_since(scene, mark, target):
        return target
    owner = antecedent(scene, target)[0] if target.show is None else target
    after = replace(target.season, number=(target.season.number or 0) + 1)
    return replace(owner, season=after) if owner is not None else None


def _numbered(scene: Scene, mark: Mark, target: Target) -> Target:
    """The show of which a sentence tells the season behind the order: "A is to bow out with a fifth season".

    Also "two more seasons, its fifth and sixth": several seasons that are counted first, and told after.
    """
    more = target.season is not None and target.season.number is None and target.season.label in _MORE
    if target.role is Role.OTHER or not (more or (target.season is None and target.end <= mark.start)):
        return target
    start = max(target.end, mark.end)
    for other in scene.targets:
        if other.role is Role.SEASON and other.season is not None and other.season.number and other.start >= start:
            lead = scene.words(start, other.start)
            told = _TOLD_AFTER if more else _BEFORE_SEASONS
            return replace(target, season=other.season) if len(lead) <= _LEAD and told.issuperset(lead) else target
    return target


_MORE = frozenset({"more", "further", "additional"})
_LEAD = 6
_BEFORE_SEASONS = frozenset({"a", "its", "the"})
_TOLD_AFTER = frozenset({",", ":", "–", "—", "the", "its", "in", "at", "one", "go", "once", "namely"})


def _in_its_time(scene: Scene, mark: Mark, target: Target) -> bool:
    """ "“Echo” was renewed three days before its second season ends": a season that only tells when it was."""
    if target.role is not Role.SEASON or target.season is None or not target.season.number or target.start < mark.end:
        return False
    if not scene.text.words[mark.start].startswith(_RENEWING):
        return False
    between = scene.words(mark.end, target.start)
    return between[-1:] in _ITS and not _TIMES.isdisjoint(between) and "for" not in between


_RENEWING = ("renew", "pick", "been", "was", "is", "has")
_ITS = (["its"], ["the"], ["their"], ["his"], ["her"])
_TIMES: Final = frozenset({"before", "ahead", "after", "while", "as", "during", "midway"})


def _first_of_a_list(scene: Scene, mark: Mark) -> Target | None:
    """ "Several shows were renewed, such as A and B": the first of those that are named for all of the kind."""
    after = scene.words(mark.end, mark.end + _LISTING)
    if _SUCH.isdisjoint(after) or _KINDS.isdisjoint(scene.words(mark.start - _LISTING, mark.start)):
        return None
    at = mark.end + max(i for i, word in enumerate(after) if word in _SUCH) + 1
    at += scene.words(at, at + 1) == ["as"]
    return next((t for t in scene.targets if t.role is Role.SHOW and 0 <= t.start - at <= 2), None)


_FAILED = frozenset({"fell", "collapsed", "failed", "died", "expired"})
_OLD = frozenset({"original", "first", "initial", "old", "earlier"})
_LISTING = 8
_SUCH = frozenset({"such", "including", "like"})
_KINDS = frozenset({"shows", "series", "dramas", "comedies", "titles", "originals"})

_WAS_IN = (["were", "in"], ["was", "in"])
"""What was in the works then: "A and B were in the queue behind it"."""
_THE_LAST = [[who, "will", "be", "the", word] for who in ("this", "that", "these") for word in ("final", "last")]
"""A season that is spoken of, not one of the shows that are named before it: "given the fate of A, this will be"."""


def _season_before(scene: Scene, mark: Mark, target: Target | None) -> Target | None:
    """ "A third run has been ordered for “You”, which was back in May": the season, not only the show behind it."""
    if target is None or target.season is not None or target.start < mark.end:
        return target
    seasons = [t for t in scene.targets if t.role is Role.SEASON and t.end <= mark.start]
    linked = all(word in _LINKING for word in scene.words(mark.end, target.start))
    near_it = linked and bool(seasons) and scene.distance(seasons[-1].end, mark.start) <= _OBJECT
    return seasons[-1] if near_it else target


_OBJECT = 1.0
_BOTH = 2


_HOW_FAR = frozenset({"away", "off", "here"})
"""How phrases end that tell how far off their subject is."""


def _has_object(scene: Scene, mark: Mark) -> bool:
    """Whether what is worked on stands behind the word: "the Echo team is working on a film"."""
    return scene.text.words[mark.end - 1] in {"on", "in"} and scene.words(mark.end, mark.end + 1) in (
        ["a"],
        ["an"],
        ["another"],
    )


_ITS_DAY = 2
"""So near behind a word it is the day that is refused, not the show: "we don't see it coming this spring"."""


def _coming(scene: Scene, mark: Mark, target: Target, rule: str, doubt: Doubt) -> Iterator[Prospect]:
    """The seasons that come by a word, or that it refuses."""
    if _only_wondered(scene, mark, doubt):
        return
    refused = denied(scene, mark) and not only_until(scene, mark.end)
    none = target.season is not None and scene.words(target.season.start - 1, target.season.start) == ["no"]
    if none and not _PENDING.isdisjoint(scene.words(mark.start - 12, mark.end + 8)):
        return
    if refused and target.role is Role.SHOW and _another_before(scene, mark, target):
        return
    if none or (refused and _refused(scene, mark, target)):
        planning = "plans" in scene.words(mark.start - 8, mark.start) or scene.text.words[mark.start].startswith("plan")
        planned = none and (planning or only_until(scene, target.end))
        if not planned and (none or not any(0 <= d.start - mark.end <= _ITS_DAY for d in scene.dates)):
            yield Prospect(target, Status.CANCELLED, mark, "refused")
        return
    before = target.season is not None and target.season.label == "preceding"
    if refused or before or target.role not in SHOW_OR_SEASON or there_already(scene, mark, target):
        return
    if _is_ending(scene, group(scene, target)[-1]):
        return
    may = not _MAY.isdisjoint(scene.words(mark.start - 2, mark.start))
    vouched = not may and ((doubt.sure and _said_of(scene, mark)) or _not_begun(scene, mark))
    unsure = mark.tag == "talk" or (doubted(scene, mark, doubt.hedges) and not vouched)
    row = _respectively(scene, group(scene, _with_show(scene, mark, target)))
    for each in beyond_a_clause(scene, row) if mark.end <= target.start or scene.dates else row:
        if each.firm:
            yield Prospect(each, Status.RUMOURED if unsure else Status.UNDATED, mark, rule)


def _respectively(scene: Scene, row: list[Target]) -> list[Target]:
    """ "A and B are back for their second and third seasons respectively": each show has its own of the seasons."""
    if (
        "respectively" not in scene.vocabulary
        or len(scene.seasons) != 1
        or len(row) != 1 + len(scene.seasons[0].others)
    ):
        return row
    season = scene.seasons[0]
    return [
        replace(each, season=replace(season, number=number, others=()))
        for each, number in zip(row, (season.number, *season.others), strict=True)
    ]


def _not_begun(scene: Scene, mark: Mark) -> bool:
    """ "It seems that work on season 3 hasn't started": only that is doubted, not that the season comes."""
    if _BEGUN.isdisjoint(scene.vocabulary) or mark.kind is not Kind.ORDER or mark.tag == "dated":
        return False
    after = scene.words(mark.end, mark.end + _WORK)
    at = next((i for i, word in enumerate(after) if word in _BEGUN), 0)
    return at > 0 and not _NOT.isdisjoint(after[:at])


_BEGUN: Final = frozenset({"begun", "started", "wrapped", "finished", "commenced"})
_NOT: Final = frozenset({"'t", "not", "yet"})
_WORK = 12


def _another_before(scene: Scene, mark: Mark, target: Target) -> bool:
    """ "Echo won't be back for Saltmarsh season two": who is not in it is a hero of another show."""
    for_it = scene.text.words[mark.end - 1] == "for" and mark.end <= target.start <= mark.end + 2
    return for_it and any(
        t.role is Role.SHOW and t.end <= mark.start and t.show is not target.show for t in scene.targets
    )


def _said_of(scene: Scene, mark: Mark) -> bool:
    """Whether what is reported in a sentence can be what a word says: no semicolon stands between them."""
    return any(";" not in scene.words(min(m.end, mark.end), max(m.start, mark.start)) for m in scene.of(Kind.REPORT))


def _is_ending(scene: Scene, last: Target) -> bool:
    """ "A renewal of all (Echo and Saltmarsh are wrapping up this season, though)": what ends isn't renewed."""
    after = scene.words(last.end, last.end + 3)
    return after[:1] in (["is"], ["are"]) and not _ENDING.isdisjoint(after)


_ENDING = frozenset({"wrapping", "ending", "concluding", "finishing"})


_MAY = frozenset({"could", "may", "might"})


def _planned_row(scene: Scene, mark: Mark) -> bool:
    """Whether what is followed is itself to come: "B would be the second, followed by C"."""
    lead = scene.words(scene.sentence.first, mark.start)
    return not _PLANNING.isdisjoint(lead) and _TOLD.isdisjoint(lead)


_PLANNING = frozenset({"will", "'ll", "would", "to", "is", "comes"})


def _direct_after(scene: Scene, mark: Mark) -> Target | None:
    return next(
        (t for t in scene.targets if t.start >= mark.end and t.role is Role.SHOW and t.start <= mark.end + 6), None
    )


def _only_wondered(scene: Scene, mark: Mark, doubt: Doubt) -> bool:
    """Whether a season is only supposed: "Will there be a season 4?", "should they order a third"."""
    lead = scene.words(mark.start - 8, mark.start)
    wished = mark.kind in {Kind.GIVING, Kind.ORDER} and not _WISHES.isdisjoint(lead)
    if scene.text.words[mark.start] == "up" and not {"'d", "would"}.isdisjoint(lead[-2:]):
        return True  # "he'd be up for a third season"
    if not _WOULD.isdisjoint(lead[-2:]) and not _SUPPOSED.isdisjoint(scene.vocabulary):
        return True  # "Hulu would order a third season tomorrow if it could"
    if scene.text.words[scene.first] == "if" and _on_condition(scene, mark):
        return True
    if not _MEANING.isdisjoint(scene.words(mark.start - 16, mark.start)) and _means_nothing(scene, mark):
        return True
    asked = doubt.question and not presupposed(scene, mark)
    return asked or wished or _in_question(lead) or (mark.kind is Kind.ORDER and "should" in lead[-4:])


_WOULD = frozenset({"would", "'d"})
_SUPPOSED = frozenset({"if", "were", "had", "unless"})


def _means_nothing(scene: Scene, mark: Mark) -> bool:
    """ "None of which means that a series is in development": what does not follow is not said."""
    lead = scene.words(mark.start - 16, mark.start)
    at = next(i for i, word in enumerate(lead) if word in _MEANING)
    return not _NOTHING.isdisjoint(lead[:at][-6:]) and not {"but", ";"} & {*lead[at:]}


_MEANING = frozenset({"mean", "means"})
_NOTHING = frozenset({"'t", "not", "none", "nothing"})


def _on_condition(scene: Scene, mark: Mark) -> bool:
    """ "If it is renewed, Doe will be back": whether the clause of the condition has an order, and a word follows."""
    words = scene.words(scene.first, mark.start)
    comma = scene.first + words.index(",") if "," in words else mark.end
    return any(m.end <= comma < mark.start for m in scene.of(Kind.ORDER, Kind.GIVING))


def _in_question(lead: Sequence[str]) -> bool:
    """Whether "if" or "whether" governs what follows: "unclear whether it returns", not "if so, it returns"."""
    at = max((i for i, word in enumerate(lead) if word in {"if", "whether"}), default=-1)
    return at >= 0 and "," not in lead[at:] and lead[at - 1 : at] not in (["as"], ["even"])


_WISHES = frozenset(
    (
        "hope hopes hoping wish wishes wishing want wants wanted campaign campaigning petition petitions deserves "
        "deserve beg begging pray praying dream dreaming clamoring clamouring demand demanding plead pleading"
    ).split()
)


def _with_show(scene: Scene, mark: Mark, target: Target) -> Target:
    """The show of a season that is ordered, where the sentence has it elsewhere.

    "A third run has been ordered for “You”" puts it after the verb; "A and B have new seasons on the way" before it.
    """
    if target.role is not Role.SEASON:
        return target
    for other in scene.targets:
        if (
            other.role is Role.SHOW
            and other.season is None
            and other.start > mark.end
            and all(w in _LINKING for w in scene.words(mark.end, other.start))
        ):
            return replace(target, show=other.show)
    if target.season is not None and target.season.number is None:
        owner, _ = antecedent(scene, target)
        if owner is not None and owner.role is Role.SHOW:
            return owner
    return target


_LINKING = frozenset("for of the 's".split()) | QUOTES | HOUSES


def _following(scene: Scene, mark: Mark) -> Target | None:
    if scene.text.words[mark.start] in _PERHAPS and not scene.of(Kind.ORDER, Kind.MOVE):
        return None
    if scene.words(mark.start, mark.end + 1) == ["future", "of"]:
        return None  # "no decision has been made about the future of “Echo”"
    for target in scene.targets:
        if {"in", "to", "with", "him", "her", "from", "on"} & set(scene.words(mark.end, target.start)):
            continue
        if (
            target.role in SHOW_OR_SEASON
            and not target.owned
            and target.start <= mark.end + 6
            and target.end > mark.start
            and scene.distance(mark.end, max(target.start, mark.end)) <= 0.8
        ):
            return target
    if scene.text.words[mark.start] == "new":
        return None
    after = [m for m in scene.of(Kind.SERIES) if 0 <= m.start - mark.end <= 3]
    before = [
        t
        for t in scene.targets
        if t.role is Role.SHOW and t.end <= mark.start and scene.distance(t.end, mark.start) <= 3.2
    ]
    return before[-1] if after and before and scene.text.words[after[0].start] in {"shows", "series"} else None


_PERHAPS = frozenset({"new", "brand", "brand-new", "another", "additional", "next"})
"""Words that describe what is there, or wished for, as often as what is to come."""


def _given(scene: Scene, mark: Mark) -> Target | None:
    """A season that is given: "gets a second season", also where the show comes first."""
    for target in scene.targets:
        if (
            target.season is not None
            and (target.season.number or target.show)
            and mark.end <= target.season.start <= mark.end + 4
        ):
            return target
    return None


def _miniseries(scene: Scene, mark: Mark) -> Target | None:
    """A show that is one miniseries by the catalogue, where the text speaks of it as one that is still to come."""
    before = scene.words(mark.start - 6, mark.start)
    if not _TOLD.isdisjoint([*before, *scene.words(mark.end, mark.end + 12)]) or not _SEEN.isdisjoint(before):
        return None
    if scene.words(mark.start - 7, mark.start).count("back") > 1:
        return None
    for target in scene.targets:
        if (
            target.show is not None
            and target.show.miniseries
            and scene.distance(min(target.end, mark.end), max(target.start, mark.start)) <= 3
        ):
            return target
    return None


_TOLD = frozenset({"was", "were", "had", "debuted", "premiered", "released", "aired", "last"})


_SEEN = frozenset("end ending finale events conclusion aftermath".split())
"""What only a series has that has been seen: "at the end of the miniseries “The Long Watch”"."""


_NOT_YET = frozenset({"neither", "nor", "nobody"})
"""Before an order they tell how things are, not how they will be: "neither written nor ordered"."""
_BETWEEN = frozenset("be been get getting to going making see a 't have ever now".split())


_PENDING = frozenset("yet has have hasn haven 've order present moment currently far officially".split())


def _refused(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether a season is denied for good: "won't be getting a second season", not "has not been renewed yet"."""
    if scene.text.words[mark.start].startswith("plan") or (
        mark.kind is Kind.ORDER and scene.text.words[mark.start - 1] in _NOT_YET
    ):
        return False
    if not any(
        m.end <= mark.start and all(w in _BETWEEN for w in scene.words(m.end, mark.start))
        for m in scene.of(Kind.NEGATION)
    ) or "plans" in scene.words(mark.start - 10, mark.start):
        return False
    return (
        target.season is not None
        and mark.kind in {Kind.GIVING, Kind.ORDER}
        and _PENDING.isdisjoint(scene.words(mark.start - 6, mark.end + 3))
        and "still" not in scene.words(mark.start - 4, mark.start)
    )


def _was_to_be(scene: Scene, mark: Mark) -> bool:
    """Whether it is a plan of the past: "knowing that both were going to return"."""
    if not _TIME_PASSED.isdisjoint(scene.vocabulary):
        lead = scene.words(mark.start - 6, mark.start)
        if "to" in lead[-2:] and not _TIME_PASSED.isdisjoint(lead):
            return True  # "Echo took four years to come back for a second season"
    former = scene.by_kind.get(Kind.FORMER)
    return former is not None and any(m.end <= mark.start and scene.distance(m.end, mark.start) <= 0.6 for m in former)


_TIME_PASSED: Final = frozenset({"took", "waited", "needed"})
