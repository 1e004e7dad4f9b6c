"""Whose date it is that a release governs: its subject, what a pronoun means, or what the text speaks of."""

from dataclasses import replace

from schedules.reading.binding import beginnings, company, patterns, rows, turns
from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.case import Case
from schedules.reading.binding.govern import FROM_THEN
from schedules.reading.binding.link import COMPANY, Link
from schedules.reading.binding.lots import of_its_episodes
from schedules.reading.binding.mixed import among_strangers, behind_a_colon
from schedules.reading.binding.owning import of_a_noun, of_another
from schedules.reading.binding.rowed import group
from schedules.reading.binding.strangers import (
    arrives_itself,
    brings_another,
    dates_itself,
    describes,
    is_work,
    makes,
    of_a_service,
    of_an_event,
    of_another_thing,
    of_no_show,
    opens_service,
    strange,
)
from schedules.reading.binding.subject import subject_of
from schedules.reading.binding.works import another_kind
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene, between
from schedules.reading.words.marks import Kind, Mark


def governed(case: Case, governor: Mark) -> Link | None:
    """The date bound to what its release is about, or None where it is about nothing that is followed."""
    scene, date = case.scene, case.date
    lead = scene.words(governor.start - 2, governor.start)
    if lead[-1:] == ["what"] or lead in (["what", "'s"], ["what", "is"]):  # "a list of what premieres in August"
        return None
    if beginnings.launch_moves(scene, governor) or of_its_episodes(scene, governor):
        return case.link((), "topic" if governor.kind is Kind.MOVE else "pronoun", governor)
    subject = rows.opening(scene, governor) or subject_of(scene, governor, date)
    if subject is None:
        shared = _of_the_same(case, governor) or _of_a_row(case, governor)
        return shared or (_of_the_topic(case, governor) if not _lasts(scene, date, governor) else None)
    if governor.tag == "guess" and _only_guesses(case, governor, subject):
        return case.link((), "guess", governor)
    if subject.role is Role.OTHER:
        return _of_another_subject(case, governor, subject)
    if (
        arrives_itself(scene, governor, subject)
        or describes(scene, subject, governor)
        or another_kind(scene, subject, governor)
        or of_another(scene, subject, governor)
        or _of_its_making(scene, subject, governor)
    ):
        return None
    if is_work(scene, governor) or of_another_thing(scene, governor) or _lasts(scene, date, governor):
        return None
    if subject.role is Role.PRONOUN:
        return _of_the_pronoun(case, governor, subject)
    if subject.season is not None and subject.season.number != 1 and _counted_from_the_debut(scene, governor):
        return _of_the_beginning(case, governor, subject)
    return _of_both_shows(case, governor, subject) or of_the_target(case, governor, subject)


def _of_both_shows(case: Case, governor: Mark, season: Target) -> Link | None:
    """ "Both shows' second seasons will premiere in June": of the two that were named before."""
    lead = case.scene.words(season.start - 3, season.start - 1)
    return replace(case.link((), "company", governor), company="both") if lead in _BOTH_SHOWS else None


def _of_its_making(scene: Scene, season: Target, governor: Mark) -> bool:
    """ "Originally scheduled for May, season 3 production began in August": what was scheduled is the work."""
    return governor.end <= season.start and scene.words(season.end, season.end + 1) in _WORK


_WORK = (["production"], ["filming"], ["shooting"])
_BOTH_SHOWS = (["both", "show"], ["both", "shows"], ["both", "series"])


def behind_an_opening(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """ "With A dated for June and B for July, a 2020 launch seems likely": of what the text is about, not of A or B."""
    if governor.start != date.end or scene.words(date.start - 2, date.start) not in ([",", "a"], [",", "an"]):
        return False
    named = not any(t.start >= governor.end and t.role in {Role.SHOW, Role.SEASON} for t in scene.targets)
    return (
        named
        and scene.text.words[scene.first] in _OPENING
        and scene.text.words[governor.end : governor.end + 1] != ["of"]
    )


_OPENING = frozenset({"with", "given", "as", "since", "because"})


def _of_another_subject(case: Case, governor: Mark, subject: Target) -> Link | None:
    """The date of what is no show: a successor, people who stand for a show, or names that come after the verb."""
    scene = case.scene
    if scene.text.words[subject.start] in {"follow", "successor", "follow-up"}:
        return case.link((), "successor", governor)
    if _people_are_back(scene, governor, subject) or _played_back(scene, governor):
        return case.link((), "topic", governor)
    back = patterns.brought_back(scene, governor)
    if back:
        return case.link([back], "brought back", governor)
    row = among_strangers(scene, governor, subject)
    return case.link(row, "governed", governor) if row else _named_later(case, governor, subject)


def _of_a_row(case: Case, governor: Mark) -> Link | None:
    row = behind_a_colon(case.scene, case.date, governor)
    return case.link(row, "governed", governor) if row else None


def _people_are_back(scene: Scene, governor: Mark, subject: Target) -> bool:
    """ "Fans guess that the Does could be back by Christmas": a show's people stand for it where they are hoped for."""
    if subject.tag != "name" or any(t.tag == "title" for t in scene.targets) or not scene.of(Kind.HEDGE):
        return False
    return _comes_back(scene, governor) and scene.words(subject.start - 1, subject.start) == ["the"]


def _comes_back(scene: Scene, governor: Mark) -> bool:
    return not {"back", "return", "returns"}.isdisjoint(scene.text.words[governor.start : governor.end])


def _played_back(scene: Scene, governor: Mark) -> bool:
    """ "Bill Hay (John Doe) and his crew will return on June 13": a part with who plays it stands for the show."""
    if not scene.targets or not _comes_back(scene, governor):
        return False
    first, after = scene.targets[0], governor.end
    if scene.words(after, after + 1) == ["to"] and not any(m.start == after + 1 for m in scene.of(Kind.SERVICE)):
        return False
    named = first.tag == "name" and first.start == scene.first
    named = named and scene.words(first.end, first.end + 1) == ["("] and scene.text.capital(first.end + 1)
    return named and not scene.of(Kind.THING) and not any(t.tag == "title" for t in scene.targets)


def _only_guesses(case: Case, governor: Mark, subject: Target) -> bool:
    """Whether what a word of guessing has as its subject is who guesses, or a show with a date of its own."""
    if subject.tag in {"name", "both", "who", "that"} or (subject.tag == "thing" and subject.end <= governor.start):
        return True
    return any(subject in link.targets for link in case.earlier)


def _of_the_topic(case: Case, governor: Mark) -> Link | None:
    """A release without a subject is about the one show of the sentence, or about what the text speaks of."""
    scene, date = case.scene, case.date
    only = patterns.only_target(scene)
    if _has_an_object(scene, governor) or (only is not None and arrives_itself(scene, governor, only)):
        return None
    if only is not None:
        near = scene.distance(min(only.end, governor.end), max(only.start, governor.start)) < 6
        crossed = any(between(d.start, date.start, only.start) for d in scene.dates)
        apart = (
            crossed
            or not {"but", "where"}.isdisjoint(scene.words(max(governor.end, date.end), only.start))
            or _set_beside(scene, date, only)
        )
        if near and not apart and not patterns.nearer(scene, date, only):
            return case.link([only], "alone", governor)
    if _played_back(scene, governor):
        return case.link((), "topic", governor)
    if any(t.tag == "title" and t.start < governor.start < t.end for t in scene.targets):
        return None  # "Hay, back on Hulu for season three in June"
    if turns.opens_with_a_later_part(scene, governor):
        return None
    if strange(scene, governor) or opens_service(scene, governor) or of_no_show(scene, governor):
        return None
    if _of_another(scene, governor) or of_another_thing(scene, governor):
        return None
    if governor.kind is Kind.FORMER and of_a_noun(scene, governor):
        return None
    short = scene.sentence.last - scene.sentence.first <= 8
    whole = (date.point.day is not None or short) and governor.kind is Kind.WEAK
    taken_up = "episodes" in scene.words(governor.start - 5, governor.start)  # of the show that was just spoken of
    rule = "pronoun" if taken_up else "topic"
    launches = [m for m in scene.of(Kind.RELEASE) if m.end <= governor.start]
    of_its_own = bool(launches) and scene.words(launches[-1].end, launches[-1].end + 1) != ["of"]
    whole = whole or (governor.kind is Kind.MOVE and of_its_own)
    return case.link((), rule, governor) if governor.kind in {Kind.RELEASE, Kind.FORMER} or whole else None


def _has_an_object(scene: Scene, governor: Mark) -> bool:
    """ "Releasing three seasons last year", "next year will bring second outings for both heroes"."""
    if scene.words(governor.end + 1, governor.end + 2) == ["seasons"] and governor.tag == "ing":
        return True
    brings = scene.text.words[governor.end - 1] == "bring"
    return brings and scene.words(governor.end, governor.end + 1) not in _BROUGHT


_BROUGHT = (["it"], ["the"], ["them"], ["us"], ["back"], ["more"])


def _set_beside(scene: Scene, date: DateMention, show: Target) -> bool:
    """Whether a show only says how long before or after it another comes: "in May, not too long after Echo"."""
    between = scene.words(date.end, show.start)
    return len(between) <= _ASIDE and not {"after", "before"}.isdisjoint(between) and "," in between


_ASIDE = 20


def _of_the_same(case: Case, governor: Mark) -> Link | None:
    """ "was due in June but has been delayed until the autumn": one subject for both."""
    if not case.earlier:
        return None
    before = case.earlier[-1]
    joint = [w for w in case.scene.words(before.date.end, governor.start) if w != ","]
    if joint[:1] not in (["but"], ["and"]) or any(w not in _AGAIN for w in joint[1:]):
        return None
    return replace(before, date=case.date, governor=governor, year=case.year)


_AGAIN = frozenset("has was is will have had been now then be later since finally instead to were are".split())


def _of_another(scene: Scene, governor: Mark) -> bool:
    """Whether a name that is not followed opens the sentence, so that it is about that."""
    first = next((t for t in scene.targets if t.role is not Role.PRONOUN), None)
    if first is None or first.role is not Role.OTHER or first.tag not in {"name", "title"}:
        return False
    opens = first.start <= scene.sentence.first + 1 and first.end - first.start > 1
    opens = opens and scene.words(first.end, first.end + 1)[:1] not in (["'s"], ["'"], ["’"])
    if first.start == scene.sentence.first and scene.words(first.end, first.end + 3) in _IN_PASSING:
        return first.tag == "name" and governor.start <= first.end + 4  # "Echo, though, is out in May"
    plan = first.tag == "title" and governor.kind is Kind.FORMER
    return opens and first.end <= governor.start and (plan or governor.tag in {"s", "past", "base", "part"})


_IN_PASSING = tuple([",", word, ","] for word in ("though", "meanwhile", "however", "too"))


def _named_later(case: Case, governor: Mark, subject: Target | None) -> Link | None:
    named = patterns.namely(case.scene, subject, governor) if subject is not None else None
    if named is not None and not FROM_THEN.isdisjoint(case.scene.words(case.date.start - 2, case.date.start)):
        # "Four series from 2020 on" dates only the one that is told to be the first.
        first = not {"first", "with"}.isdisjoint(case.scene.words(named.start - 2, named.start))
        return case.link([named], "namely", governor) if first else None
    if named is None and subject is not None and _those_before(case.scene, subject):
        return replace(case.link((), "company", governor), company="all")
    return case.link(group(case.scene, named), "namely", governor) if named is not None else None


def _those_before(scene: Scene, subject: Target) -> bool:
    """ "The shows are all set to return on April 24": those that were named together before."""
    shows = subject.tag in {"several", "thing"} and scene.text.words[subject.start] == "shows" and not scene.shows
    lead = scene.words(subject.start - 2, subject.start)
    return shows and lead[-1:] in (["the"], ["these"], ["those"]) and lead[:1] != ["of"]


def _lasts(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether the date is the end of a run: "airs every Sunday until October 23"."""
    if date.lead not in {"until", "till", "through"} or governor.kind is Kind.MOVE or governor.end > date.start:
        return False
    if scene.text.words[governor.end - 1] in {"until", "till"}:
        return False  # "wait until", "held until"
    denials = (m.end for m in scene.of(Kind.NEGATION) if m.end <= date.start)
    return not any(scene.distance(end, max(end, governor.start)) <= _DENYING for end in denials)


_DENYING = 1.5
"""A negation no farther before a verb than this is of it: "won't arrive until", "can't see any of it until"."""


def _of_the_pronoun(case: Case, governor: Mark, subject: Target) -> Link | None:
    scene = case.scene
    if subject.tag in {"they", "we"} and (scene.text.words[governor.start] in _WORKS or _come_here(scene, governor)):
        return None
    meant, known = antecedent(scene, subject)
    if subject.tag in COMPANY:
        return _of_the_company(case, governor, subject)
    if not known:
        return _of_what_is_told(case, governor, subject)
    if meant is None:
        several = [t for t in scene.targets if t.tag == "several" and t.end <= subject.start]
        return _named_later(case, governor, several[-1] if several else None)
    begun = _begun(scene, governor, subject)
    if begun and meant.season is not None and meant.season.number != 1:
        return _of_the_beginning(case, governor, meant)
    ordered = _ordered(scene, meant, subject) if subject.tag == "it" and not begun else None
    if ordered is not None:
        return case.link([replace(meant, season=ordered.season)], "pronoun", governor)
    if subject.tag == "it" and meant.season is not None and meant.season.others:
        return case.link([replace(meant, season=replace(meant.season, others=()))], "pronoun", governor)
    single = subject.tag in {"which", "that"} and governor.tag == "s" and subject.start <= meant.end + 2
    if subject.tag == "which" and "between" in scene.words(meant.start - _BETWEEN_TWO, meant.start):
        return case.link([meant], "governed", governor)  # "between season 1 and season 2, which premiered in May"
    if meant.role is Role.SHOW and (single or "whose" in scene.words(meant.end, subject.start + 1)):
        # A relative clause in the singular is about the last of a row: "Echo and Saltmarsh, which returns in May".
        return case.link([meant], "governed", governor)
    return of_the_target(case, governor, meant)


def _ordered(scene: Scene, show: Target, it: Target) -> Target | None:
    """ "“Echo” got the go-ahead for its third outing; we're promised it in May": the one season that a show gets."""
    seasons = [t for t in scene.targets if t.role is Role.SEASON and show.end <= t.start and t.end <= it.start]
    if show.show is None or show.season is not None or len(seasons) != 1:
        return None
    if seasons[0].season is None or seasons[0].season.number is None:
        return None
    lead = scene.words(seasons[0].start - 2, seasons[0].start)
    return seasons[0] if lead[0] in _GIVEN and lead[1:] in _ONE else None


_GIVEN = frozenset({"for", "given", "get", "gets", "got", "getting", "granted", "handed", "ordered"})
_ONE = (["a"], ["its"], ["another"])


_BETWEEN_TWO = 8


def _begun(scene: Scene, governor: Mark, subject: Target) -> bool:
    """Whether a show's beginning is told: "it first aired in", "since the show's launch in"."""
    if governor.tag in {"past", "part"} and scene.words(governor.start - 1, governor.start) == ["first"]:
        return True
    if governor.tag == "past" and subject.tag == "it" and scene.words(subject.start - 1, subject.start) in _SINCE:
        ordered = [m for m in scene.of(Kind.ORDER, Kind.GIVING) if m.end <= subject.start]
        return bool(ordered) and any(_only_ordered(scene, t) for t in scene.targets if t.end <= subject.start)
    owned = subject.tag == "series" and scene.words(subject.end, subject.end + 1) in _POSSESSIVE
    return owned and 0 < governor.start - subject.end <= 3 and scene.text.words[governor.start] in _BEGINNINGS


def _only_ordered(scene: Scene, target: Target) -> bool:
    """ "was renewed for a second season days after it debuted": a later season, of which no debut can be told yet."""
    season = target.season
    return season is not None and (season.number or 0) > 1 and scene.words(season.start - 1, season.start) in _A


_SINCE = (["since"], ["after"], ["before"], ["when"], ["once"])
_A = (["a"], ["another"])


def _counted_from_the_debut(scene: Scene, governor: Mark) -> bool:
    """ "Season two came two years after the debut of 2016": a beginning that a season is set beside is the show's."""
    lead = scene.words(governor.start - 2, governor.start)
    return lead[1:] == ["the"] and lead[0] in _COUNTED and scene.text.words[governor.start] in {"debut", "launch"}


def _of_the_beginning(case: Case, governor: Mark, target: Target) -> Link:
    """The date of a show's beginning, whatever season of it was spoken of."""
    return case.link([replace(target, season=None)] if target.show is not None else (), "pronoun", governor)


_COUNTED = frozenset({"follow", "follows", "followed", "following", "after", "than", "from", "since"})


_POSSESSIVE = (["'s"], ["'"], ["’"])


_BEGINNINGS = frozenset({"debut", "launch", "premiere", "beginning", "start", "bow"})


def _of_what_is_told(case: Case, governor: Mark, subject: Target) -> Link | None:
    """A pronoun that its own sentence does not explain means what was told before, unless somebody else acts."""
    scene = case.scene
    told_later = rows.cataphor(scene, subject) if subject.tag in {"it", "its"} else None
    if told_later is not None:
        return case.link([told_later], "governed", governor)
    if of_an_event(scene, subject) or makes(scene, governor, subject) or opens_service(scene, governor):
        return None
    if brings_another(scene, governor, subject) or of_a_service(scene, subject):
        return None
    if subject.tag == "its" and dates_itself(scene, subject):
        return None
    if scene.targets[0].tag in company.ONE_OF_TWO and scene.targets[0].start == scene.first:
        return replace(case.link((), "company", governor), company=scene.targets[0].tag)  # "The latter is done, so it"
    apart = 0 if subject.tag == "its" else 2
    if subject.tag in {"it", "that", "its"} and governor.start - subject.end > apart and strange(scene, governor):
        return None
    return case.link((), "pronoun" if subject.tag in {"it", "its"} else "series", governor)


def _come_here(scene: Scene, governor: Mark) -> bool:
    """ "They've been coming here since 2014": people come to a place."""
    comes = scene.text.words[governor.start] in {"come", "came", "coming", "return", "returned", "returning"}
    return comes and scene.words(governor.end, governor.end + 1) in (["here"], ["there"], ["along"], ["home"])


_WORKS = frozenset("begin begins began start starts started ran run roll rolled open opened get gets got".split())
"""What people do as well as shows: "they start in the spring"."""


def _of_the_company(case: Case, governor: Mark, subject: Target) -> Link | None:
    """ "both" and "the latter" mean shows of this sentence where it names several, else those of the one before."""
    scene = case.scene
    before = [t for t in scene.targets if t.end <= subject.start and t.role is not Role.PRONOUN and t.tag != "thing"]
    between = scene.words(subject.start - 1, subject.start) == ["between"]  # "the deal between the two"
    if between or (before and before[-1].role is Role.OTHER):
        return None
    meant = company.one_of_two(scene, subject)
    if meant is not None:
        return case.link((meant,), "company", governor)
    if before and before[-1].role is Role.SHOW and len(group(scene, before[-1])) > 1:
        return case.link(group(scene, before[-1]), "governed", governor)
    return replace(case.link((), "company", governor), company=subject.tag)


def of_the_target(case: Case, governor: Mark | None, subject: Target) -> Link | None:
    """The date bound to a target and to those in a row with it, a season to the show that it is of."""
    if subject.role is Role.SEASON:
        meant = company.one_of_two(case.scene, subject)
        if meant is not None:
            return case.link((meant,), "governed", governor)
        owner, known = antecedent(case.scene, subject)
        if known and owner is None:
            return None
        unnumbered = subject.season is not None and subject.season.number is None
        if owner is not None and owner.role is Role.SHOW and unnumbered:
            subject = owner
    return case.link(group(case.scene, subject), "governed", governor)
