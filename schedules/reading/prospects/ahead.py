"""Seasons that a sentence says are coming, or will not come, without giving their day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from schedules.model import Status
from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.link import Link
from schedules.reading.binding.lots import EPISODES, of_an_episode
from schedules.reading.binding.owning import of_another
from schedules.reading.binding.rowed import beyond_a_clause, group
from schedules.reading.binding.subject import subject_of
from schedules.reading.binding.which import after_seasons
from schedules.reading.dates.calendar import BEHIND
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.prospects.already import there_already
from schedules.reading.prospects.awaited import announced
from schedules.reading.prospects.christened import christened
from schedules.reading.prospects.dateless import dateless
from schedules.reading.prospects.dropping import buried, dropped, put_to_an_end, refused_season
from schedules.reading.prospects.ended import cancelled
from schedules.reading.prospects.fates import fellows
from schedules.reading.prospects.foretold import foretold
from schedules.reading.prospects.gone import gone
from schedules.reading.prospects.made import made
from schedules.reading.prospects.nearing import nearing
from schedules.reading.prospects.ordered import LINKING, ordered
from schedules.reading.prospects.promised import aside, brought_out, to_come
from schedules.reading.prospects.prospect import Prospect, near, only_until
from schedules.reading.prospects.renewed import renewed
from schedules.reading.prospects.replacing import replacing
from schedules.reading.prospects.several import of_both, several
from schedules.reading.prospects.shares import all_of_them, of_one_show, respectively, with_their_own
from schedules.reading.prospects.slate import placed, ranked
from schedules.reading.prospects.stocktaking import stock
from schedules.reading.prospects.unheard import unheard
from schedules.reading.prospects.wondered import only_wondered
from schedules.reading.scenes.doubt import Doubt, denied, doubt_of, doubted
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import tense_of
from schedules.reading.standing.unfounded import unfounded
from schedules.reading.words import hints
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import RELEASING, Kind, Mark

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
        return ordered(scene, mark), "ordered"
    if mark.kind is Kind.GIVING:
        return _given(scene, mark), "given"
    if mark.kind is Kind.REPORT:
        return announced(scene, mark), "announced"
    if mark.kind is Kind.AHEAD:
        return _described(scene, mark), "ahead"
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


def _described(scene: Scene, mark: Mark) -> Target | None:
    """What a word for what is to come describes: "the upcoming “Echo”", "“Echo” is forthcoming"."""
    if scene.words(mark.start - 1, mark.start) not in (["is"], ["are"]):
        return _following(scene, mark)
    # "Doe is coming back to “Echo”" tells of a person.
    return near(scene, mark, 0.6) if scene.words(mark.end, mark.end + 2) != ["back", "to"] else None


def _played(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether a name behind an actor's is that of a character: "joined by Jane Doe's Echo"."""
    lead = scene.words(mark.end, target.start)
    return lead[-1:] in _POSSESSIVES and len(lead) > 1 and not HOUSES.issuperset(lead[:-1])


_POSSESSIVES = (["'s"], ["’s"], ["'"], ["’"])


_BOTH = 2


_ITS_DAY = 2
"""So near behind a word it is the day that is refused, not the show: "we don't see it coming this spring"."""


def _coming(scene: Scene, mark: Mark, target: Target, rule: str, doubt: Doubt) -> Iterator[Prospect]:
    """The seasons that come by a word, or that it refuses."""
    if only_wondered(scene, mark, doubt):
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
    row = _row(scene, mark, target)
    for each in beyond_a_clause(scene, row) if mark.end <= target.start or scene.dates else row:
        if each.firm:
            yield Prospect(each, Status.RUMOURED if unsure else Status.UNDATED, mark, rule)


def _row(scene: Scene, mark: Mark, target: Target) -> list[Target]:
    """What a word says of all that a target stands in a row with, each with its season."""
    row = all_of_them(scene, target) if len(scene.shows) > 1 and target.role is Role.SEASON else []
    row = of_one_show(row or respectively(scene, group(scene, _with_show(scene, mark, target))))
    return [*row, *with_their_own(scene, row[-1])] if mark.kind is Kind.ORDER and mark.end <= row[0].start else row


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
    if "episode" in scene.words(mark.end, mark.end + _RIGHT_BEHIND):
        return None  # "followed by a new episode of “Echo”"
    shows = (t for t in scene.targets if t.start >= mark.end and t.role is Role.SHOW and t.start <= mark.end + 6)
    show = next(shows, None)
    return show if show is not None and not ranked(scene, show.end) else None


_RIGHT_BEHIND = 4


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
            and all(w in LINKING for w in scene.words(mark.end, other.start))
        ):
            return replace(target, show=other.show)
    if target.season is not None and target.season.number is None:
        owner, _ = antecedent(scene, target)
        if owner is not None and owner.role is Role.SHOW:
            return owner
    return target


def _following(scene: Scene, mark: Mark) -> Target | None:
    if scene.text.words[mark.start] in _PERHAPS and not scene.of(Kind.ORDER, Kind.MOVE):
        return None
    if scene.words(mark.start, mark.end + 1) == ["future", "of"]:
        return None  # "no decision has been made about the future of “Echo”"
    for target in scene.targets:
        between = scene.words(mark.end, target.start)
        if not _APART.isdisjoint(between) or _come_from(scene, mark, target):
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


def _come_from(scene: Scene, mark: Mark, target: Target) -> bool:
    """ "The spinoff of “Echo” titled “Saltmarsh”": a show that another only comes from."""
    return any(one in _OFFSHOOTS and other == "of" for one, other in pairwise(scene.words(mark.start, target.start)))


_APART: Final = frozenset({"in", "to", "with", "him", "her", "from", "on", "starring", "episode"})
_OFFSHOOTS: Final = frozenset({"spinoff", "spin-off", "off", "offshoot", "prequel", "sequel", "remake", "version"})
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
            return True  # "Echo took four years to come back for a second season", "managed to come back"
    former = scene.by_kind.get(Kind.FORMER)
    return former is not None and any(m.end <= mark.start and scene.distance(m.end, mark.start) <= 0.6 for m in former)


_TIME_PASSED: Final = frozenset({"took", "waited", "needed", "managed"})
