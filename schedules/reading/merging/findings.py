"""What one sentence says of one season, with everything that weighing it needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from schedules.edtf import Edtf
from schedules.model import Cue, Show, Status
from schedules.reading.binding.link import VAGUE, Link
from schedules.reading.dates.clock import ClockTime
from schedules.reading.merging.newness import british, called_new, new_series
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.renewed import RENEWED
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES, Text

_AGAIN = frozenset(
    (
        "return returns returned returning back comeback comebacks renewed renew renewal renewals renewing renews "
        "extend extends extended extension recommissioned"
    ).split()
)
_DEBUTS = frozenset(
    (
        "debut debuts debuted debuting premiere premieres premiered launch launched launches began begins begin "
        "started starts bow bows bowed"
    ).split()
)
_FIRST_OF_ALL: Final = frozenset("debut debuts debuted debuting".split())
_REPEATED = frozenset({"new", "further", "additional", "another", "next", "more", "last", "final", "penultimate"})
_COMING = frozenset({"new", "upcoming", "next", "forthcoming", "final", "last", "farewell"})
_NO_MORE = frozenset({"nothing", "none"})
"""What is not given until a day: "its fans get nothing till 2018"."""
_MORE_OR_NONE: Final = _NO_MORE | {"another"}
_PAST = frozenset({"had", "was", "were", "would"})
_NOUNS = frozenset({"streamer", "the streaming service", "the streaming giant", "the network"})
_NOBODY = _NOUNS | {"max", "stan", "sky", "fox", "apple", "amazon"}


@dataclass(slots=True)
class Finding:
    """What one sentence says of one season."""

    show: Show
    season: int | None
    date: Edtf | None
    status: Status
    start: int
    end: int
    in_title: bool
    rule: str
    order: int
    """The place of its sentence in the article, the title being 0."""
    again: bool = False
    """Whether the words say that the show was there before: returns, a new season."""
    back: bool = False
    """Whether its word is for a return."""
    debut: bool = False
    """Whether its word is for a beginning: debuted, premiered."""
    new: bool = False
    """Whether the words before its show call it new: "the new drama “Echo” premieres"."""
    begins: bool = False
    """Whether its word is for a first season only: "debuts", "series premiere"."""
    previous: bool = False
    """Whether it is told of the season before: "its predecessor", "the last, which began in May"."""
    hedged: bool = False
    """Whether its sentence has a word of doubt."""
    past: bool = False
    """Whether it is told in the past: "there had been talk that it would"."""
    anew: bool = False
    """Whether it is set against what held before: "it's now January", "instead, it comes in May"."""
    numbered: bool = False
    """Whether its sentence names the season."""
    sure: bool = False
    """Whether it is this date's own season that is numbered."""
    elsewhere: bool = False
    """Whether its sentence names another service than the show's."""
    abroad: bool = False
    """Whether its sentence speaks of another country."""
    basis: "Basis | None" = None
    """What it rests on, for showing."""
    time: str | None = None
    zone: str | None = None


@dataclass(slots=True)
class Basis:
    """What a finding rests on."""

    scene: Scene
    order: int
    """The place of the sentence in the article."""
    rule: str
    target: Target | None
    link: Link | None = None
    marks: Sequence[Mark] = ()
    """The marks that made its status."""
    clock: ClockTime | None = None


def make(basis: Basis, show: Show, season: int | None, date: Edtf | None, status: Status) -> Finding:
    """A finding, with what its sentence tells besides."""
    scene, link = basis.scene, basis.link
    governor = link.governor if link is not None else basis.marks[0] if basis.marks else None
    start, end = scene.text.span(scene.sentence.first, scene.sentence.last)
    return Finding(
        show,
        season,
        date,
        status,
        start,
        end,
        scene.text.in_title,
        basis.rule,
        basis.order,
        again=basis.rule not in {"likewise", "calendar", "placed"}
        and (
            _again(scene, basis.target, governor)
            or basis.rule == RENEWED
            or (british(show) and new_series(scene))
            or (date is None and basis.target is not None and _more_of(scene, basis.target, status))
        ),
        back=returns(link.governor if link is not None else None, scene),
        debut=debuts(scene, link.governor if link is not None else None) and not _once_more(scene, link),
        new="new" in scene.vocabulary and basis.target is not None and called_new(scene, basis.target, show),
        begins=not _FIRST_OF_ALL.isdisjoint(scene.vocabulary)
        and governor is not None
        and not _FIRST_OF_ALL.isdisjoint(scene.words(governor.start - 1, governor.end + 1)),
        previous=season is None and link is not None and _the_one_before(scene, link.governor),
        hedged=any(not _quoted_apart(scene, doubt, governor) for doubt in scene.of(Kind.HEDGE)),
        past=not _PAST.isdisjoint(scene.vocabulary),
        anew=link is not None and _anew(scene, link),
        numbered=season is not None,
        sure=season is not None and basis.target is not None and basis.target.season is not None,
        elsewhere=_elsewhere(scene, show, link),
        abroad=_abroad(scene, show, link),
        basis=basis,
        time=basis.clock.time if basis.clock is not None else None,
        zone=basis.clock.zone if basis.clock is not None else None,
    )


def cue(text: Text, kind: str, first: int, last: int) -> Cue:
    """The cue of some tokens."""
    start, end = text.span(first, last)
    return Cue(kind, start, end, text.source[start:end], text.in_title)


def target_cues(text: Text, target: Target) -> Iterator[Cue]:
    """A show and its season are shown apart, each without the quotes and small words between them."""
    season = target.season
    if season is None or target.role is not Role.SHOW:
        yield cue(text, target.role.value, target.start, target.end)
        return
    yield cue(text, "season", season.start, season.end)
    first, last = (target.start, season.start) if season.start > target.start else (season.end, target.end)
    while first < last and text.words[first] in _BETWEEN:
        first += 1
    while first < last and text.words[last - 1] in _BETWEEN:
        last -= 1
    if first < last:
        yield cue(text, "show", first, last)


_BETWEEN = frozenset({"of", "for", "'s", "(", ",", ":", "-", "–"}) | QUOTES


def cues_of(finding: Finding) -> tuple[Cue, ...]:
    """What made a finding, for showing."""
    basis = finding.basis
    if basis is None:
        return ()
    spans, scene, link, target = [], basis.scene, basis.link, basis.target
    first, last = scene.sentence.first, scene.sentence.last
    if link is not None:
        spans.append(("date", link.date.start, link.date.end))
    if link is not None and link.governor is not None:
        spans.append(("release", link.governor.start, link.governor.end))
    spans += [("negation" if m.kind is Kind.NEGATION else "status", m.start, m.end) for m in basis.marks]
    named = target_cues(scene.text, target) if target is not None and first <= target.start < target.end <= last else ()
    return (
        *named,
        *(cue(scene.text, kind, start, end) for kind, start, end in spans if first <= start < end <= last),
    )


def _once_more(scene: Scene, link: Link | None) -> bool:
    """ "It premiered in March 2016 and again in May 2017": a later season's day, though the verb is of a beginning."""
    return link is not None and not _TWICE.isdisjoint(scene.words(link.date.start - 3, link.date.start))


_TWICE = frozenset({"again", "more"})


def _the_one_before(scene: Scene, governor: Mark | None) -> bool:
    """Whether a release is told of "the last", "the previous one" or "its predecessor"."""
    if governor is None:
        return False
    words, at = scene.text.words, governor.start
    while at > scene.first and words[at - 1] in _LEADING:
        at -= 1
    if words[at - 1] in _SEASON and at - 2 > scene.first:
        at -= 1
    lead = scene.words(at - 2, at)
    return lead in _BEFORE_IT or (lead[-1:] == ["predecessor"] and lead[0] in {"its", "the"})


_LEADING = frozenset({",", "which", "that", "had", "was", "first", "came"})
_SEASON = frozenset("one season series run batch outing instalment installment".split())
_BEFORE_IT = (["the", "last"], ["the", "previous"], ["the", "preceding"], ["its", "previous"], ["its", "last"])


def _quoted_apart(scene: Scene, doubt: Mark, governor: Mark | None) -> bool:
    """Whether a doubt stands before a colon, and somebody settles it behind: "reports that it may end: “It's on.”"."""
    if governor is None or doubt.start > governor.start:
        return False
    return ":" in scene.words(doubt.end, governor.start)


def _anew(scene: Scene, link: Link) -> bool:
    """Whether "now", "instead" or "the new date" sets a date against another."""
    low = min(link.date.start, link.governor.start if link.governor is not None else link.date.start)
    if not _SET_RIGHT.isdisjoint(scene.words(low - 3, link.date.start)):
        return True
    if link.governor is not None and scene.words(link.governor.start - 1, link.governor.start) == ["new"]:
        return "date" in scene.words(link.governor.start, link.governor.end)
    if "instead" not in scene.vocabulary:
        return False
    words = scene.words(scene.first, scene.last)
    return "of" not in words[words.index("instead") :][1:2]


_SET_RIGHT = frozenset({"now", "make"})


def _again(scene: Scene, target: Target | None, governor: Mark | None) -> bool:
    """Whether the words around a release say that the show was there before."""
    if target is not None and target.season is not None and target.season.number is None:
        return True
    vocabulary = scene.vocabulary
    if (not _GOING_ON.isdisjoint(vocabulary) and target is not None and _there_before(scene, target)) or (
        "episodes" in vocabulary and _has_new_episodes(scene, target)
    ):
        return True
    if target is not None and not _MORE_OR_NONE.isdisjoint(vocabulary):
        after = scene.words(target.end, target.end + 8)
        if after[:2] == ["for", "another"] or not _NO_MORE.isdisjoint(after):
            return True
    if governor is not None:
        behind = scene.words(governor.end - 1, governor.end + 2)
        if "again" in behind or behind[1:2] == ["more"]:
            return True
    if scene.seasons and any(t.season is not None and t.season.label in _REPEATED for t in scene.targets):
        return True
    if governor is None or governor.kind is Kind.MOVE:
        return False
    words = scene.text.words[governor.start : governor.end]
    of_a_season = words[0] == "premiere" and scene.words(governor.start - 1, governor.start) == ["season"]
    return of_a_season or not _AGAIN.isdisjoint(words) or words[-1] in _ONCE_MORE


def _has_new_episodes(scene: Scene, target: Target | None) -> bool:
    """ "New episodes of Echo", "Echo won't have new episodes until 2020": not what follows week by week."""
    # "The latter" may mean a show of the headline, whose place means nothing here and may lie beyond the text.
    if target is not None and scene.words(target.start - 3, target.start) == ["new", "episodes", "of"]:
        return True
    words = scene.words(scene.first, scene.last)
    at = words.index("episodes")
    return words[max(0, at - 1) : at] in _ANEW and not _GETS.isdisjoint(words[max(0, at - 6) : at - 1])


_ANEW = (["new"], ["fresh"], ["more"])
_GETS = frozenset({"have", "has", "get", "gets", "see", "expect", "no", "another"})
_ONCE_MORE = frozenset({"go", "crack", "shot", "chance", "outing", "try", "over"})
"""How the words for being tried again end: "gets another go", "gets a second chance"."""


def _there_before(scene: Scene, target: Target) -> bool:
    parting = "farewell" in scene.vocabulary
    return parting or (target.role is Role.SHOW and (_returning(scene, target) or _goes_on(scene, target)))


def _returning(scene: Scene, show: Target) -> bool:
    """ "Then Echo again", "Echo is heading back to Hulu", "plans to bring Echo back", "Echo's return"."""
    after = [word for word in scene.words(show.end, show.end + 5) if word not in QUOTES and word != "also"]
    if after[:1] == ["back"] and not _BRINGING.isdisjoint(scene.words(show.start - 3, show.start)):
        return True
    if after[:1] in (["again"], ["returns"]) or after[:2] in _ITS_RETURN:
        return True
    return after[2:4] == ["back", "to"] and after[1] in _COMES_BACK


_BRINGING = frozenset({"bring", "bringing", "brings", "brought", "have", "want"})
_ITS_RETURN = (["'s", "return"], ["'s", "comeback"], ["'", "return"], ["’", "return"], ["comes", "back"])
_COMES_BACK = frozenset({"heading", "headed", "coming", "going", "bound", "come"})


def _goes_on(scene: Scene, show: Target) -> bool:
    """ "A continuation of “Echo”", "More of Echo", "Echo is due in May, its first outing since 2015"."""
    at = scene.begins(show)
    lead = scene.words(at - 3, at)
    if lead[-1:] in _OF and (not _CONTINUED.isdisjoint(lead) or lead[-2:] == ["more", "of"]):
        return True
    after = scene.words(show.end, scene.last)
    if "since" not in after or "first" not in after:
        return False
    first = after.index("first")
    return after[first - 1] in _THEIRS and "since" in after[first + 1 : first + 4]


_OF = (["of"], ["to"], ["'s"])
_CONTINUED = frozenset("continuation revival comeback relaunch revamp follow-up sequel return".split())
_THEIRS = frozenset({"its", "his", "her", "their", "the"})
_GOING_ON = _CONTINUED | {"again", "back", "since", "more", "farewell", "returns"}


def _more_of(scene: Scene, target: Target, status: Status) -> bool:
    """ "more “Echo”", and the show coordinated with it: "more “Echo” and “Saltmarsh”"; what was axed and saved."""
    if status is Status.UNDATED and (Kind.CANCEL in scene.by_kind or scene.vocabulary >= _MORE_TO_SEE):
        return True
    at = scene.begins(target)
    if scene.words(at - 1, at) == ["and"]:
        before = next((t for t in scene.targets if at - 2 <= t.end <= at - 1 and t.role is Role.SHOW), None)
        at = scene.begins(before) if before is not None else at
    return scene.words(at - 1, at) == ["more"]


_MORE_TO_SEE = {"more", "episodes"}


def returns(governor: Mark | None, scene: Scene) -> bool:
    """Whether a word or a season's name says that the show comes back."""
    if scene.seasons and any(t.season is not None and t.season.label in _COMING for t in scene.targets):
        return True
    return (
        governor is not None
        and governor.kind is not Kind.MOVE
        and not _AGAIN.isdisjoint(scene.text.words[governor.start : governor.end])
    )


def debuts(scene: Scene, governor: Mark | None) -> bool:
    """Whether a release is a show's beginning by its word: debuted, premiered, first aired."""
    if governor is not None and "first" in scene.words(governor.start - 2, governor.end):
        return True
    return governor is not None and not _DEBUTS.isdisjoint(scene.text.words[governor.start : governor.end])


def _elsewhere(scene: Scene, show: Show, link: Link | None) -> bool:
    """Whether the service nearest to a date is not the show's: its old seasons get a new home."""
    if link is None:
        return False
    named = [(m, " ".join(scene.text.words[m.start : m.end])) for m in scene.of(Kind.SERVICE)]
    named = [(m, name) for m, name in named if scene.words(m.end, m.end + 1) not in _OLD_DAYS]
    if all(name in _NOBODY for _, name in named):
        return False
    at = link.date.start
    named = [(m, name) for m, name in named if name not in _NOUNS]
    _, nearest = min(named, key=lambda pair: scene.distance(min(at, pair[0].start), max(at, pair[0].start)))
    if nearest in _NOBODY:
        return False  # a house with a service of another name may be the show's
    home = show.service.casefold().split()[0].rstrip("+")
    return home not in nearest and nearest.split()[0] not in home


_OLD_DAYS = (["shows"], ["dramas"], ["era"], ["days"], ["years"])
"""Behind these a service only says which shows are meant: "rewatching the Hulu shows", "since its BBC days"."""


def opens_elsewhere(scene: Scene) -> bool:
    """ "In Australia it began on June 3", "On Hulu it's out": what was just spoken of, in another place."""
    words = scene.words(scene.first, scene.first + _A_PLACE)
    if words[0] not in {"in", "on"} or "it" not in words:
        return False
    at = scene.first + words.index("it")
    return any(mark.start < at for mark in scene.of(Kind.ABROAD, Kind.SERVICE))


_A_PLACE = 9


def _abroad(scene: Scene, show: Show, link: Link | None) -> bool:
    """Whether a date is that of a country, or a sentence of a service, that is not the show's home."""
    marks = scene.of(Kind.ABROAD)
    if link is None or not marks:
        return link is not None and link.rule in VAGUE and opens_elsewhere(scene) and _elsewhere(scene, show, link)
    home = british(show)
    for mark in marks:
        far = {id(d): scene.distance(min(d.end, mark.end), max(d.start, mark.start)) for d in scene.dates}
        foreign = mark.tag == "us" or not _is_british(scene, mark) if home else mark.tag != "us"
        if foreign and far and min(far.values()) == far.get(id(link.date)):
            return True
    return False


def _is_british(scene: Scene, mark: Mark) -> bool:
    return not _BRITISH.isdisjoint(scene.text.words[mark.start : mark.end])


_BRITISH = frozenset({"uk", "u", "britain", "british"})
