"""What a verb is about: the subject before it, the object behind it, and what pronouns stand for."""

from collections.abc import Sequence
from typing import Final

from schedules.reading.dates import DateMention
from schedules.reading.lexicon import HOUSES
from schedules.reading.marks import Kind, Mark
from schedules.reading.scene import Scene, between
from schedules.reading.targets import Role, Target
from schedules.reading.tense import form_of
from schedules.reading.text import QUOTES

_AFTER = 0.9
"""What it costs to be found after the verb instead of before it."""
_REACH = 3.6
_JOINING = (
    frozenset(", and & or plus / as well both the 's then also nor more those even ( )".split()) | QUOTES | HOUSES
)
_POSSESSIVE = frozenset({"its", "his", "her", "their"})
_PERSONAL = frozenset({"he", "she"})
_RELATIVE: Final = frozenset({"which", "who", "that", "whose"})
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
        "should currently still just wo 't set due slated scheduled expected only really"
    ).split()
)
SHOW_NOUNS = frozenset(
    (
        "season seasons series show shows drama episodes episode run premiere release debut date batch chapter "
        "instalment installment story half part return new rest title titles programme program comedy first original "
        "one ones project adaptation spinoff revival reboot thriller saga hit event outing adventure entry miniseries "
        "sequel second third fourth fifth sixth seventh eighth ninth tenth last two three four five six seven eight "
        "nine ten thirteen everything lot all day anthology sitcom prequel off parter procedural epic satire crossover "
        "cartoon anime dramedy whodunit mystery western continuation follow up successor predecessor spin opener "
        "helping finale edition volume round go time year production limited romance soap hours franchise serial "
        "forerunner forerunners predecessors successors "
        "delivery phenomenon caper romp yarn tale juggernaut sensation blockbuster smash mockumentary reimagining"
    ).split()
)
"""Nouns that stand for a show, a season or what they are made of."""
_SPEAKERS = frozenset({"i", "star", "stars", "cast"})
"""Things that are people, whom "it" does not mean."""
_EXPECTING = frozenset({"expect", "expects", "expected", "expecting"})
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
    if date is not None and scene.words(date.end, date.end + 1) == ["'s"]:
        return _direct(scene, governor, form)
    if scene.text.words[governor.start] == "wait":
        return _waited_for(scene, governor)
    direct = (
        _expected(scene, governor)
        or _direct(scene, governor, form)
        or _season_of(scene, governor)
        or _gone_on(scene, governor)
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
            if target.tag in _RELATIVE and "," in scene.words(target.end, governor.start):
                continue
        else:
            cost = scene.distance(governor.end, target.start) + (_AFTER if form not in {"noun", "future"} else 0.5)
        if date is not None and between(date.start, target.start, governor.start):
            cost += 0.8
        cost += _handicap(scene, target, governor, form)
        if cost < lowest:
            best, lowest = target, cost
    return _label_or(scene, best) if best is not None else _leader(scene, governor)


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
        if target.owned and target.role in {Role.SHOW, Role.SEASON} and target.end < governor.start:
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
    if not opened or not any(t.end == opened and t.role in {Role.SHOW, Role.SEASON} for t in scene.targets):
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
    if target.tag not in {"thing", "name"} or scene.words(governor.start - 1, governor.start) != ["and"]:
        return False
    named = any(t.end < target.start and t.role is not Role.OTHER for t in scene.targets)
    lead = scene.words(target.start - 5, target.start)
    lead = lead[max((i + 1 for i, word in enumerate(lead) if word == ","), default=0) :]
    return named and not (_PREPOSITIONS | {"than"}).isdisjoint(lead) and ";" not in lead


def _waited_for(scene: Scene, governor: Mark) -> Target | None:
    """What a "wait until" is for: "wait until 2018 for season two", "“You”, for which you will have to wait"."""
    for target in scene.targets:
        lead = scene.words(target.start - 5, target.start)
        if (
            target.start > governor.end
            and target.role in {Role.SHOW, Role.SEASON}
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
            target.role in {Role.SHOW, Role.SEASON}
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
        t
        for t in scene.targets
        if t.role in {Role.SHOW, Role.SEASON} and t.end < at and words[t.end] in {",", "(", "–", "—"}
    ]
    return named[-1].end if named and at - named[-1].end < 20 else None


_FINITE = frozenset({"is", "are", "was", "were", "gets", "has"})


def _leader(scene: Scene, governor: Mark) -> Target | None:
    """The target that opens the sentence, when none is near the verb."""
    for target in scene.targets:
        if target.end > governor.start or target.start > scene.sentence.first + 6:
            return None
        if target.role in {Role.SHOW, Role.SEASON} and not target.owned:
            return target
        if target.role is Role.OTHER and target.tag != "name":
            return None
    return None


def _handicap(scene: Scene, target: Target, governor: Mark, form: str) -> float:
    if target.role is Role.OTHER:
        dated = form == "future" and scene.text.words[governor.end - 1] == "date"
        if target.tag == "thing" and (form == "noun" or dated) and not 0 <= governor.start - target.end <= 2:
            return 9.0
        if target.tag == "name" and dated and governor.start - target.end > 1:
            return 9.0
        if target.tag == "name":
            return 0.3 if target.end <= governor.start and not _in_phrase(scene, target) else 9.0
        return 0.2 if target.tag == "title" else 0.4
    if target.role is Role.PRONOUN:
        if target.tag in _RELATIVE and form == "future" and scene.text.words[governor.end - 1] == "date":
            return 9.0
        if target.tag in _POSSESSIVE:
            return 0.0 if form == "noun" and 0 <= governor.start - target.end <= 5 else 2.0
        return (0.5 if target.tag not in {"this", "these", "that"} else 1.0) + (2.0 if target.owned else 0.0)
    return (0.0 if target.firm else 0.6) + (2.0 if target.owned else 0.0)


def _in_phrase(scene: Scene, name: Target) -> bool:
    """Whether a name is only part of a phrase, such as "from Netflix and Marvel", or a possessor."""
    words, at = scene.text.words, name.start - 1
    quoted_year = name.end + 1 < scene.sentence.last and words[name.end + 1].isdecimal()
    if name.end < scene.sentence.last and words[name.end] in {"'s", "'", "’", ")"} and not quoted_year:
        return True
    while at >= scene.sentence.first and (words[at] in {"and", ",", "the", "/", "&"} or scene.text.capital(at)):
        at -= 1
    return at >= scene.sentence.first and (words[at] in _PREPOSITIONS or words[at] == "(")


def antecedent(  # noqa: C901, PLR0912 - one kind of pronoun after the other
    scene: Scene, target: Target
) -> tuple[Target | None, bool]:
    """What a pronoun or a season alone refers to within its sentence.

    Returns:
        The show's target or None for something outside the catalogue; and whether the sentence tells at all.
    """
    if target.tag == "this" and scene.words(target.end, target.end + 1) == ["one"]:
        return None, False
    before = [t for t in scene.targets if t.end <= target.start and t.role is not Role.PRONOUN]
    relative = target.tag in _RELATIVE
    if target.tag == "its":
        which = next((t for t in reversed(scene.targets) if t.end <= target.start and t.tag in {"which", "that"}), None)
        if which is not None and "," not in scene.words(which.end, target.start) and target.start - which.end <= 5:
            return antecedent(scene, which)
    if relative and _describes(scene, target):
        return None, True
    if target.role is Role.SEASON and _of_an_offshoot(scene, before):
        return None, True
    if relative and _of_the_noun(scene, target):
        return None, False
    if relative and (explained := _explained(scene, target, before)) is not None:
        return explained, True
    if relative and scene.words(target.start - 1, target.start) == ["and"]:
        first = next((t for t in scene.targets if t.tag == target.tag and t.start < target.start), None)
        if first is not None:
            return antecedent(scene, first)
    inside = "(" in scene.words(scene.sentence.first, target.start) and ")" not in scene.words(
        _last(scene, "(", target.start), target.start
    )
    nearest = inside or target.tag in _POSSESSIVE | _PERSONAL
    if target.role is Role.PRONOUN and not relative and not nearest and target.tag != "the latter":
        named = [t for t in before if t.role in {Role.SHOW, Role.SEASON} and not t.owned]
        short = [t for t in named if t.show is not None and t.show.miniseries]
        if short and scene.text.words[target.end - 1] in _SHORT_SERIES:
            return short[-1], True
        if named:
            return named[0], True
    if target.tag == "series" and any(t.tag == "name" and _apposed(scene, t, target) for t in before):
        # "Echo, the Disney series that ...": the noun only describes the name before it.
        return None, True
    for other in reversed(before):
        if other.role is Role.SEASON and (target.role is Role.SEASON or not _may_own(scene, other, target)):
            continue
        if other.role is Role.SHOW and compared(scene, other, target):
            return None, False
        if other.role is Role.SHOW and target.role is Role.SEASON and first_met_in(scene, other, before):
            continue
        if other.role in {Role.SHOW, Role.SEASON}:
            return (None, True) if target.tag == "it" and _of_an_episode(scene, other) else (other, True)
        if other.tag == "name":
            if target.role is Role.SEASON and _has_season(scene, other, target):
                return None, True
            if target.tag in {"which", "that"} and scene.words(other.start - 1, other.start)[:1] in _INTRODUCING:
                continue
            if relative and scene.distance(other.end, target.start) <= 1.8:
                return None, True
            continue
        if target.tag == "its" and other.tag == "thing" and scene.text.words[other.start] in _WORKS:
            return None, True
        if other.tag == "thing" and (target.role is Role.SEASON or target.tag not in {"it", *_RELATIVE}):
            continue
        if other.tag == "thing" and scene.text.words[other.start] in _SPEAKERS:
            continue
        if other.tag == "thing" and target.tag == "it" and _in_its_clause(scene, other, target):
            continue
        if other.tag == "thing" and target.tag == "it" and _spoken_of_before(scene, other):
            return None, False
        if other.tag == "thing" and relative and scene.distance(other.end, target.start) > 1.8:
            continue
        return None, True
    return None, target.tag in _PERSONAL


def first_met_in(scene: Scene, show: Target, before: Sequence[Target]) -> bool:
    """ "A follows a hero introduced in B, and a second season is due": B only tells where somebody comes from."""
    at = show.start - (scene.words(show.start - 1, show.start)[:1] in _OPENED)
    met = scene.words(at - 2, at) in _MET
    return met and any(t.role is Role.SHOW and t.show is not show.show and t.end < show.start for t in before)


_OPENED = (['"'], ["“"], ["‘"], ["'"])
_MET = (["introduced", "in"], ["seen", "in"], ["seen", "on"], ["introduced", "on"], ["met", "in"], ["appeared", "in"])


def _of_an_episode(scene: Scene, whole: Target) -> bool:
    """Whether a season only says what an episode is of: "the final episode of season two when it aired"."""
    if not whole.owned:
        return False
    parts = [t for t in scene.targets if t.tag == "thing" and whole.start - _PARTED <= t.end < whole.start]
    return any(scene.text.words[t.end - 1] in _EPISODES and "of" in scene.words(t.end, whole.start) for t in parts)


_PARTED = 4
_EPISODES = frozenset({"episode", "episodes", "finale"})
_SHORT_SERIES = frozenset({"miniseries", "mini-series"})


def _may_own(scene: Scene, season: Target, pronoun: Target) -> bool:
    """Whether a pronoun can mean a season: "its May launch" that of season 3, not that of "an order for a second"."""
    if pronoun.tag not in _POSSESSIVE:
        return True
    told = season.season is not None and season.season.number is not None
    return told and pronoun.tag == "its" and scene.words(season.start - 1, season.start) not in _ORDERED


_ORDERED = (["a"], ["an"], ["for"], ["another"])


def _spoken_of_before(scene: Scene, thing: Target) -> bool:
    """Whether a sentence begins with "it", and a thing only comes up on the way: "It had raves when it premiered"."""
    first = scene.targets[0]
    return first.tag == "it" and first.start <= scene.first + 2 and first.end < thing.start


def _in_its_clause(scene: Scene, thing: Target, pronoun: Target) -> bool:
    """Whether a thing is left behind in the clause that opens the sentence: "when the slate was drawn up, it led"."""
    opens = scene.text.words[scene.sentence.first] in {"when", "while", "after", "as", "before", "if", "since"}
    return opens and "," in scene.words(thing.end, pronoun.start)


def compared(scene: Scene, show: Target, season: Target) -> bool:
    """Whether a show only stands in a clause of its own before a season: "as they did on Echo, season two comes"."""
    between = scene.words(show.end, season.start)
    if season.role is not Role.SEASON or show.season is not None or between[:1] != [","] or len(between) > 2:
        return False
    lead = scene.words(show.start - 8, show.start)
    return lead[-1:] in _SET_BESIDE and not {"as", "like", "than", "unlike"}.isdisjoint(lead)


_SET_BESIDE = (["on"], ["with"], ["for"], ["of"], ["like"], ["unlike"], ["than"])


def _of_the_noun(scene: Scene, relative: Target) -> bool:
    """Whether a relative clause tells of the show, not of its season: "a second season of the drama, which debuted"."""
    at = relative.start - 1 if scene.text.words[relative.start - 1] == "," else relative.start
    noun = next((t for t in scene.targets if t.end == at and t.role is Role.PRONOUN and t.tag == "series"), None)
    return noun is not None and "of" in scene.words(noun.start - 4, noun.start + 1)


def _of_an_offshoot(scene: Scene, before: Sequence[Target]) -> bool:
    """Whether another series opens the sentence as its subject: "The prequel Hay came in May; a second season is"."""
    first = next(iter(before), None)
    if first is None or first.tag != "name" or first.start > scene.first + 3:
        return False
    return not _OFFSHOOTS.isdisjoint(scene.words(scene.first, first.start))


_OFFSHOOTS = frozenset({"prequel", "sequel", "spinoff", "spin-off", "companion", "offshoot"})


def _explained(scene: Scene, relative: Target, before: Sequence[Target]) -> Target | None:
    """The show that a phrase with a noun for shows explains: "Echo, a series about the Riders that began in 2017"."""
    show = next((t for t in reversed(before) if t.role is Role.SHOW and not t.owned), None)
    if show is None or relative.tag not in {"which", "that"}:
        return None
    between = [word for word in scene.words(show.end, relative.start) if word not in QUOTES]
    if between[-1:] == [","]:
        between.pop()
    if between[:1] != [","] or between[1:2] not in _ARTICLES or "," in between[1:] or len(between) > _EXPLAINING:
        return None
    return show if not _SERIES.isdisjoint(between[2:5]) else None


_ARTICLES = (["a"], ["an"], ["the"], ["its"])
_SERIES = frozenset("series miniseries show drama comedy sitcom thriller spinoff spin-off dramedy anthology".split())
_EXPLAINING = 16


def _apposed(scene: Scene, name: Target, noun: Target) -> bool:
    """Whether a noun stands in the phrase behind a name's comma: "Echo, the third of the live-action series"."""
    between = scene.words(name.end, noun.start)
    if between[:1] != [","] or len(between) > 11 or not _NEW_CLAUSE.isdisjoint(between):
        return False
    return len(between) < 7 or (between[1:2] in (["the"], ["a"], ["an"]) and "," not in between[1:])


_NEW_CLAUSE = frozenset("we i you they he she it that".split())
"""Words that no phrase behind a comma has, but the clause that goes on there: "from a maker, we know that the show"."""


def _describes(scene: Scene, relative: Target) -> bool:
    """Whether a relative clause tells of a common noun that is no show: "the service, which launched in 2012"."""
    words, at = scene.text.words, relative.start - 1
    if at > scene.sentence.first and words[at] == ",":
        at -= 1
    if (
        at <= scene.sentence.first
        or not words[at].isalpha()
        or scene.text.capital(at)
        or words[at] in SHOW_NOUNS | NO_NOUNS
    ):
        return False
    if any(t.start <= at < t.end for t in scene.targets):
        return False
    return any(w in _NOUN_STARTS for w in words[max(scene.sentence.first, at - 3) : at])


NO_NOUNS = frozenset(
    (
        "is are was were be been has have had of and or but in on at to for by from with about after before it so "
        "said says say told tell way can works thing what who which that this these those there they you we i he she "
        "cards air screen screens reads means not now then too also"
    ).split()
)
_NOUN_STARTS = frozenset("the a an this that its his her their 's".split())


_WORKS = frozenset({"film", "movie", "game", "novel", "book", "album", "documentary", "musical"})
"""Things that have a release of their own: "his film was savaged on its release"."""
_INTRODUCING = (["by"], ["with"], ["starring"], ["featuring"])
"""Who stands behind one of these is a person of the show before."""


_FOR_A = (["for", "a"], ["for", "its"], ["for"], ["'s"])


def _has_season(scene: Scene, name: Target, season: Target) -> bool:
    """Whether a name is a title by its season: "has picked up The Path for a second season", "Sands opens season 4"."""
    if scene.words(name.end, season.start) in _FOR_A and _capital_the(scene, name):
        return True
    if name.start > scene.sentence.first + 1 or season.start - name.end > 5:
        return False
    return any(
        name.end <= m.start <= name.end + 2 and season.start - m.end <= 1 for m in scene.of(Kind.RELEASE, Kind.WEAK)
    )


def _capital_the(scene: Scene, name: Target) -> bool:
    """Whether a name is a title by its article: "has picked up The Path for a second season"."""
    text = scene.text
    return text.words[name.start] == "the" or (text.words[name.start - 1] == "the" and text.capital(name.start - 1))


def _last(scene: Scene, word: str, before: int) -> int:
    return max((i for i in range(scene.sentence.first, before) if scene.text.words[i] == word), default=before)


def group(scene: Scene, target: Target) -> list[Target]:
    """A target and those coordinated with it: "Echo and The Lantern"."""
    named = [t for t in scene.targets if t.role in {Role.SHOW, Role.SEASON}]
    if target not in named:
        return [target]
    at = named.index(target)
    low = high = at
    words = scene.text.words
    while low > 0 and (_in_row(words, named[low - 1], named[low]) or with_strangers(scene, named[low - 1], named[low])):
        low -= 1
    while high + 1 < len(named) and (
        _in_row(words, named[high], named[high + 1]) or with_strangers(scene, named[high], named[high + 1])
    ):
        high += 1
    return named[low : high + 1]


def with_strangers(scene: Scene, one: Target, other: Target) -> bool:
    """Whether only titles that nobody follows stand between two in a row: "Echo, Far Away, The Low and Saltmarsh"."""
    return one.end < scene.last and scene.text.words[one.end] in _ROWS and only_strangers(scene, one.end, other)


def only_strangers(scene: Scene, at: int, other: Target) -> bool:
    """Whether behind a comma, a colon or "and" there are only titles that nobody follows, up to a target."""
    words, last, joint = scene.text.words, other.start - 1, at
    while at < last and (words[at] in _ROWS or at == joint):
        start = at = at + 1 + (words[at] == "," and words[at + 1] in {"and", "&"})
        while at < last and words[at] not in _ROWS and (scene.text.capital(at) or words[at] in _IN_TITLES):
            at += 1
        if not 0 < at - start <= _TITLE or not scene.text.capital(start):
            return False
    return at > joint and words[at] in _ROWS and all(w in _ROWS or w == "the" for w in words[at : other.start])


_ROWS = frozenset({",", "and", "&", ";"})
_IN_TITLES = frozenset("of the a is to in on for from with at '".split()) | {"'s", ":"}
_TITLE = 7
"""So many words at most has a title in a row."""


def _in_row(words: list[str], one: Target, other: Target) -> bool:
    """Whether two targets stand side by side; not "Echo is renewed for season two, Saltmarsh comes in May"."""
    between = words[one.end : other.start]
    if between == [","] and not _SET_BEFORE.isdisjoint(words[max(one.start - 7, 0) : one.start]):
        return False
    if one.role is Role.SEASON and other.role is Role.SHOW and "," in between:
        return False
    if between == [","] and words[one.start - 1] in _PLACES:
        return False  # "First seen in Echo, Saltmarsh gets its own series"
    return _joined(between) and (one.role is other.role or between not in ([","], [",", "then"]))


_PLACES = frozenset({"during", "in", "on", "from"})
_SET_BEFORE = frozenset({"after", "before", "since", "following", "unlike", "besides", "alongside"})
"""What is set beside or before a show is not in a row with it: "a year after A, B premieres"."""


def _joined(between: list[str]) -> bool:
    """Whether only joining words stand between two targets, or a name in brackets."""
    if "(" in between and ")" in between:
        opened, closed = between.index("("), len(between) - 1 - between[::-1].index(")")
        if opened < closed <= opened + 5:
            between = between[:opened] + between[closed + 1 :]
    along = between[1:] if between[:1] == [","] else between
    if along[:2] in _ALONG:
        between = along[2:] or [","]
    return bool(between) and all(word in _JOINING for word in between)


_ALONG = (["along", "with"], ["together", "with"])
