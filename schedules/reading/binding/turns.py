"""Dates of a season that no verb of its own releases: a service that has it from a day on, a month that brings it."""

from dataclasses import replace
from typing import Final

from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def first_part(scene: Scene, date: DateMention) -> Link | None:
    """ "in two parts, the first on June 14 and the second on July 12": a season is there with its first part."""
    if _LAST_WORDS.isdisjoint(scene.vocabulary) or scene.text.words[_behind_part(scene, date) - 1] not in _LAST_WORDS:
        return None
    if not _named(scene, date, _FIRST) and not (
        _named(scene, date, (["the", "first"],)) and not _DIVIDED.isdisjoint(scene.words(scene.first, date.start))
    ):
        return None
    seasons = [t for t in scene.targets if t.role is not Role.OTHER and t.end <= date.start and t.season is not None]
    named = [t for t in seasons if t.season is not None and t.season.label != "one"]
    named = named or [t for t in scene.targets if t.role is Role.SHOW and t.end <= date.start]
    governors = [m for m in scene.of(Kind.RELEASE) if m.end <= date.start and m.tag not in {"guess", "quiet"}]
    governor = governors[-1] if governors else None
    return Link(date, governor, tuple(group(scene, named[-1])) if named else (), "first part")


def later_part(scene: Scene, date: DateMention) -> bool:
    """Whether a date is that of a later part: "and the second on July 12", "the rest follows on July 12"."""
    return (len(scene.dates) > 1 and all(s.label != "latest" for s in scene.seasons)) and (
        _named(scene, date, _LATER) and any(_named(scene, d, _FIRST_ONE) for d in scene.dates if d.end <= date.start)
    )


def opens_with_a_later_part(scene: Scene, governor: Mark) -> bool:
    """ "Volume 2, scheduled for release on December 25, ends it": a season is dated by its first part."""
    first = next(iter(scene.targets), None)
    if first is None or first.tag != "thing" or first.start > scene.first + 1 or first.end > governor.start:
        return False
    return any(scene.words(first.start, first.start + len(part)) == part for part in _LATER)


def _named(scene: Scene, date: DateMention, parts: tuple[list[str], ...]) -> bool:
    """Whether a part stands before a date with no more than a verb between."""
    at = _behind_part(scene, date)
    last = scene.text.words[at - 1]
    return last in _LAST_WORDS and any(part[-1] == last and scene.words(at - len(part), at) == part for part in parts)


def _behind_part(scene: Scene, date: DateMention) -> int:
    """Where a part would end whose verb leads to a date."""
    words, at = scene.text.words, date.start
    while at > scene.first and at > date.start - 5 and words[at - 1] in _PART_COMES:
        at -= 1
    return at


_ORDINALS = {"first": ("one", "1", "i"), "second": ("two", "2", "ii")}
_NOUNS = ("half", "part", "volume", "batch", "portion", "block", "instalment", "installment", "lot", "chunk")
_FIRST = (
    *(["first", noun] for noun in _NOUNS),
    *([noun, number] for noun in ("part", "volume") for number in _ORDINALS["first"]),
    ["first", "three"],
    ["first", "two"],
    ["first", "four"],
    ["first", "episodes"],
)
_FIRST_ONE = (*_FIRST, ["the", "first"])
_DIVIDED = frozenset("two three half halves parts volumes acts batches blocks chunks split cut divided".split())
_LATER = (
    *(["second", noun] for noun in _NOUNS),
    *([noun, number] for noun in ("part", "volume") for number in _ORDINALS["second"]),
    ["the", "second"],
    ["the", "third"],
    ["the", "last"],
    ["the", "other"],
    ["the", "rest"],
    ["the", "remainder"],
    ["other", "half"],
    ["other", "one"],
    ["another"],
)
_LAST_WORDS = frozenset(part[-1] for part in (*_FIRST, *_LATER)) | {"first"}
_PART_COMES = frozenset(
    "on in , comes coming arrives arriving lands landing follows following drops due is to will come out".split()
)


def was_on(scene: Scene, date: DateMention) -> Link | None:
    """ "“Echo” was on last year", "the miniseries that was on in May": it was shown then."""
    if _WERE.isdisjoint(scene.vocabulary):
        return None
    at = date.start - (date.lead in {"in", "at", "during"})
    day = date.point.day is not None or date.point.weekday is not None  # "on" is the day's own there
    if scene.words(at - 2, at) not in _WAS_ON or (day and at == date.start):
        return None
    shows = [t for t in scene.targets if t.role is not Role.OTHER and t.end <= at - 2]
    if not shows or shows[-1].owned:
        return None
    meant, known = antecedent(scene, shows[-1]) if shows[-1].role is Role.PRONOUN else (shows[-1], True)
    mark = Mark(Kind.RELEASE, at - 2, at, "past")
    if not known:
        return Link(date, mark, (), "pronoun") if shows[-1].tag in {"it", "series"} else None
    return Link(date, mark, tuple(group(scene, meant)), "on") if meant is not None else None


def followed_by(scene: Scene, date: DateMention) -> Link | None:
    """ "“Echo” began in 2016, followed a year later by “Saltmarsh”", "followed in June by “Saltmarsh”"."""
    target = next((t for t in scene.targets if t.start > date.end and t.role is not Role.PRONOUN), None)
    if target is None or not BEFORE_OBJECT.issuperset(scene.words(date.end + 1, target.start)):
        return None
    if target.role is Role.OTHER or target.owned:
        return None
    before = next((m for m in scene.of(Kind.RELEASE, Kind.WEAK) if m.end < date.start), None)
    year = next((d for d in reversed(scene.dates) if d.end <= date.start and d.point.year is not None), None)
    given = date.point.month is not None and date.point.year is None
    return Link(date, before, (target,), "listed", year if given else None)


def follows(scene: Scene, date: DateMention) -> bool:
    """Whether a date tells when what stands behind it followed: "followed in June by A and in July by B"."""
    at = date.start - 1
    at -= scene.text.words[at] in LEADS_ON
    if scene.words(date.end, date.end + 1) != ["by"]:
        return False
    row = scene.text.words[at] in {"and", ","} and "followed" in scene.words(scene.first, at)
    return scene.text.words[at] == "followed" or row


def put_out(scene: Scene, date: DateMention) -> Link | None:
    """ "Netflix put all of “Echo” up on Friday", "had the second season out in June": a verb with its object inside."""
    if scene.vocabulary.isdisjoint(_PUTTING):
        return None
    words, at = scene.text.words, date.start - 1
    at -= words[at] in LEADS_ON
    target = next((t for t in scene.targets if at - 1 <= t.end <= at and t.role in SHOW_OR_SEASON), None)
    if words[at] not in _PARTICLES or target is None or target.owned or scene.words(target.end, at) not in _CLOSED:
        return None
    verb = next((i for i in range(target.start - 1, target.start - _OBJECT, -1) if words[i] in _PUTTING), -1)
    if verb < scene.first or words[at] not in _PUTTING[words[verb]] or not _CLAUSES.isdisjoint(words[verb:at]):
        return None
    told = at if words[at] == "back" else verb
    mark = Mark(Kind.RELEASE, told, told + 1, "s" if words[verb] in _NOW else "past")
    return Link(date, mark, tuple(group(scene, target)), "put out")


_UP = frozenset({"up", "out", "online", "live"})
_LOOSE = frozenset({"loose"})
_PUTTING = {
    **dict.fromkeys(("put", "puts", "had", "have"), _UP),
    **dict.fromkeys(("let", "lets", "set", "turned"), _LOOSE),
    **dict.fromkeys(("brought", "brings", "bring"), frozenset({"back", "out"})),
}
_NOW = frozenset({"puts", "lets", "brings"})
_PARTICLES = _UP | _LOOSE | {"back"}
_CLOSED: tuple[list[str], ...] = ([], ["”"], ['"'], ["’"], ["'"])
_OBJECT = 8
_CLAUSES = frozenset({",", ";", "that", "which", "and", "but", "when", "as"})
LEADS_ON = frozenset({"on", "in", "at", "during"})
"""What stands before the time at which something was on."""
_WERE = frozenset({"was", "were"})
_WAS_ON = (["was", "on"], ["were", "on"])


def as_the_day(scene: Scene, date: DateMention) -> Link | None:
    """ "A teaser confirms June 14 as the date for season two", "has June 14 as the day on which “Echo” returns"."""
    after = scene.words(date.end, date.end + _NAMED)
    if after[:1] != ["as"] or after[1:2] not in _THE:
        return None
    noun = next((at for at, word in enumerate(after) if word in {"date", "day"}), None)
    if noun is None or after[noun + 1 : noun + 2] not in _OF_THAT:
        return None
    behind = date.end + noun + 1
    target = next((t for t in scene.targets if t.start > behind and t.role is not Role.PRONOUN), None)
    if target is None or target.role not in SHOW_OR_SEASON or target.owned or target.start > behind + _NAMED:
        return None
    if any(behind <= m.start < target.start for m in scene.of(Kind.THING, Kind.EVENT)):
        return None
    return Link(date, Mark(Kind.RELEASE, behind - 1, behind, "future"), tuple(group(scene, target)), "the day")


_NAMED: Final = 5
_OF_THAT: Final = (["for"], ["of"], ["on"], ["when"], ["that"])


def has_the_slot(scene: Scene, date: DateMention) -> Link | None:
    """ "“Echo” gets the September slot", "takes the summer", "June belongs to “Echo”": a time for a season."""
    verb = date.start - 1 - (scene.words(date.start - 1, date.start) in _THE)
    words, at = scene.text.words, date.end
    slot = words[at : at + 1] in _SLOTS and date.point.day is None
    if words[verb] in _TAKES and (slot or _all_of_it(scene, date, verb)):
        before = [t for t in scene.targets if t.end <= verb and t.role is not Role.OTHER]
        meant = before[-1] if before and scene.distance(before[-1].end, verb) <= _NEAR else None
    elif (behind := _given_to(scene, date, slot=slot)) is not None:
        verb = at
        led = [t for t in scene.targets if behind <= t.start <= behind + _LED]
        meant = next((t for t in led if all(w in BEFORE_OBJECT for w in scene.words(behind, t.start))), None)
    else:
        return None
    if meant is None or meant.role not in SHOW_OR_SEASON or meant.owned or scene.of(Kind.NEGATION):
        return None
    return Link(date, Mark(Kind.RELEASE, verb, verb + 1, "future"), tuple(group(scene, meant)), "slot")


def _all_of_it(scene: Scene, date: DateMention, verb: int) -> bool:
    """Whether a verb has a time as its whole object: "takes the summer", "gets October all to itself"."""
    point = date.point
    coarse = point.day is None and (point.month is not None or point.part is not None)
    after = scene.words(date.end, date.end + 1)
    ends = not after or after[0] in _CLAUSE_ENDS or scene.words(date.end, date.end + 3) == _ALONE
    return coarse and ends and scene.text.words[verb] not in _ARRIVES


def _given_to(scene: Scene, date: DateMention, *, slot: bool) -> int | None:
    """Where those stand to whom a time is given: "the spring slot goes to", "June belongs to", "…, July to"."""
    words, at = scene.text.words, date.end + slot
    if words[at : at + 2] in _BELONGS or (slot and words[at : at + 2] == ["goes", "to"]):
        return at + 2
    if words[at : at + 1] != ["to"] or not any(words[d.end : d.end + 2] in _BELONGS for d in scene.dates):
        return None
    return at + 1 if not {",", ";", "and"}.isdisjoint(scene.words(date.start - 2, date.start)) else None


_BELONGS: Final = (["belongs", "to"], ["belong", "to"])
_LED: Final = 3
_ALONE: Final = ["all", "to", "itself"]
_CLAUSE_ENDS: Final = frozenset(". , ; and while but with ) – —".split())
_ARRIVES: Final = frozenset({"lands", "land", "given", "fills", "fill"})
_SLOTS = (["slot"], ["spot"], ["window"])
_THE = (["the"], ["a"], ["its"], ["that"])
_TAKES = frozenset(
    "takes take get gets given fills fill lands land nabs nab occupies occupy inherits taking claims claim has".split()
)
_NEAR = 1.2


def given_then(scene: Scene, date: DateMention) -> Link | None:
    """ "“Echo” is getting a third season; next year, the service says": when, behind what is given."""
    at = date.start - (date.lead in {"in", "on"})
    if scene.words(at - 1, at) not in _BEHIND or not (scene.of(Kind.GIVING, Kind.ORDER)):
        return None
    season = next((t for t in scene.targets if t.end == at - 1 and t.season is not None), None)
    given = [m for m in scene.of(Kind.GIVING, Kind.ORDER) if season is not None and m.end <= season.start]
    if season is None or not given or scene.words(date.end, date.end + 1) not in _ENDS:
        return None
    owner, known = antecedent(scene, season) if season.role is Role.SEASON else (season, True)
    if known and owner is None:
        return None
    meant = season if owner is None or owner is season else replace(owner, season=season.season)
    return Link(date, None, (meant,), "given")


_BEHIND = ([";"], [":"], ["–"], ["—"])
_ENDS = ([","], ["."], [")"], ["!"])


def had(scene: Scene, date: DateMention) -> Link | None:
    """ "“Echo” had its third and biggest season this winter": a season that a show had was out then."""
    if not scene.seasons or _HAD.isdisjoint(scene.vocabulary):
        return None
    season = next((t for t in reversed(scene.targets) if t.end <= date.start and t.role is not Role.PRONOUN), None)
    if season is None or season.season is None or season.role is Role.OTHER:
        return None
    at = season.season.start
    if scene.words(at - 2, at - 1) not in (["had"], ["since"]) or scene.words(at - 1, at) not in _ITS:
        return None
    if not all(w in BESIDE for w in scene.words(season.end, date.start)):
        return None
    owner = next((t for t in reversed(scene.targets) if t.end < at and t.role is Role.SHOW), None)
    meant = replace(owner, season=season.season) if owner is not None and season.role is Role.SEASON else season
    return Link(date, None, (meant,), "had")


_HAD = frozenset({"had", "since"})
_ITS = (["its"], ["a"], ["their"], ["another"])


def brings(scene: Scene, date: DateMention) -> Link | None:
    """ "June brings the second season", "June 14 will see the return of “Echo”": a date that opens the sentence."""
    if _BRINGING.isdisjoint(scene.vocabulary):
        return None
    if date.start > scene.first + 2 and scene.text.words[date.start - 1] not in _NEW_CLAUSE:
        return None
    after = scene.text.words[date.end] if date.end < scene.last else ""
    if after not in _LEADING_ON:
        return None
    at = date.end + next((len(w) for w in _WILL if scene.words(date.end, date.end + len(w)) == w), 0)
    if at >= scene.last or scene.text.words[at] not in _BRINGING:
        return None
    target = next((t for t in scene.targets if t.start > at and t.role is not Role.PRONOUN), None)
    if target is None or target.role not in SHOW_OR_SEASON or target.owned:
        return None
    if not all(w in _BROUGHT for w in scene.words(at + 1, target.start)):
        return None
    if scene.text.words[at] in _BROUGHT_BEFORE and target.end <= scene.last:
        return Link(date, None, tuple(group(scene, target)), "since")
    governor = next((m for m in scene.of(Kind.RELEASE) if at < m.start < target.start), None)
    return Link(date, governor, tuple(group(scene, target)), "brings")


_NEW_CLAUSE = frozenset({"that", "and", "but", ";", ","})
_WILL = (
    *(["will", "also"], ["will"], ["is", "going", "to"], ["is", "to"], ["is", "set", "to"]),
    *(["has", "already"], ["has", "also"], ["already"], ["also"]),
    *(
        ["is", *already, full]
        for full in ("booked", "packed", "filled", "full", "busy")
        for already in (["already"], [])
    ),
)
_BROUGHT_BEFORE = frozenset({"saw", "seen", "gave", "brought"})
_BRINGING = _BROUGHT_BEFORE | frozenset("brings bring sees see marks gives include includes with".split())
_LEADING_ON = _BRINGING | {"will", "is", "has", "already", "also"}
_BROUGHT = (
    frozenset("us the return of a an all new premiere debut arrival launch release start 's with it".split()) | QUOTES
)


BEFORE_OBJECT = frozenset("the 's of a all new both us".split()) | QUOTES | HOUSES
BESIDE = frozenset("in on from as of for , starting beginning".split()) | QUOTES


def shared_day(scene: Scene, date: DateMention) -> Link | None:
    """ "It goes head-to-head with the film Hay, which opens on March 25": another's day is the show's as well."""
    if _SAME.isdisjoint(scene.vocabulary) or (date.lead not in _OPENS and date.lead not in {"on", "in"}):
        return None
    other = next((t for t in reversed(scene.targets) if t.end <= date.start and t.tag in {"name", "title"}), None)
    if other is None or _OPENS.isdisjoint(scene.words(other.end, date.start)) or date.start - other.end > _ITS_CLAUSE:
        return None
    lead = scene.words(other.start - 9, other.start)
    for phrase in _SAME_DAY if not _SAME.isdisjoint(lead) else ():
        at = next((i for i in range(len(lead)) if lead[i : i + len(phrase)] == phrase), None)
        if at is None or len(lead) - at - len(phrase) > _BEFORE_A_NAME:
            continue
        start = other.start - len(lead) + at
        shows = [t for t in scene.targets if t.end <= start and t.role in SHOW_OR_SEASON and not t.owned]
        if shows:
            governor = Mark(Kind.RELEASE, start, start + len(phrase), "future")
            return Link(date, governor, tuple(group(scene, shows[-1])), "shared day")
    return None


_SAME_DAY = (
    ["head", "-", "to", "-", "head", "with"],
    ["head", "to", "head", "with"],
    ["same", "day", "as"],
    ["same", "date", "as"],
    ["the", "very", "day", "of"],
    ["directly", "opposite"],
)
_SAME = frozenset(phrase[phrase[0] == "the"] for phrase in _SAME_DAY)
_OPENS = frozenset("opens opening premieres opened hits arrives arriving out starts bows debuts released".split())
_BEFORE_A_NAME = 3
_ITS_CLAUSE = 8
WORDS: Final = frozenset(
    {
        *_LAST_WORDS,
        *_BRINGING,
        *_SAME,
        *_PUTTING,
        *_WERE,
        *_TAKES,
        *(slot for (slot,) in _SLOTS),
        *"when which belongs belong day date".split(),
    }
)
"""One of these stands in every sentence that has one of the first turns of this file, or a clause with "when"."""
