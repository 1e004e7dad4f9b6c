"""Which event a date belongs to.

Every date of a sentence looks for the word that governs it: the nearest word for a release, for another event or for
a report, where boundaries of clauses count as distance and a word before the date is nearer than one after it. A
date governed by something other than a release is nobody's premiere. A release then looks for its subject; titles and
things that are not of the catalogue are subjects too, and take the date with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from schedules.reading import beginnings, clauses, company, guesses, lasting, lineups, occasions, patterns, rows, turns
from schedules.reading.dates import DateMention
from schedules.reading.fates import begins_ending
from schedules.reading.govern import BIAS, FROM_THEN, beside, expected, governor_of, stands
from schedules.reading.link import COMPANY, Link
from schedules.reading.marks import Kind, Mark
from schedules.reading.mixed import among_strangers, behind_a_colon
from schedules.reading.quoted import quoted
from schedules.reading.receiving import received
from schedules.reading.reported import reported
from schedules.reading.scene import Scene, between
from schedules.reading.strangers import (
    counted_from,
    is_work,
    leads_up,
    makes,
    news_of_then,
    of_an_event,
    of_another_thing,
    opens_before,
    opens_service,
    refused,
    strange,
)
from schedules.reading.subject import antecedent, group, subject_of
from schedules.reading.targets import Role, Target
from schedules.reading.text import QUOTES
from schedules.reading.ventured import ventured


def link_dates(scene: Scene) -> list[Link]:
    """The dates of a sentence that tell of a release, each with its subjects."""
    if not scene.dates or _asked_why_not(scene):
        return []
    links: list[Link] = []
    givers = patterns.year_givers(scene)
    for date in scene.dates:
        opinion = ventured(scene, date)
        if opinion is None and not stands(scene, date):
            continue
        link = _link(scene, date, links, opinion, patterns.year_giver(scene, date, givers))
        if link is not None:
            links.append(link)
    if any(t.season is not None and t.season.label == "count" for t in scene.targets):
        links = [link for link in links if link.place is not None or not patterns.revives(link)]
    links = [rows.extended(scene, patterns.first_of_a_run(scene, _not_before(scene, link))) for link in links]
    again = list(patterns.as_before(scene))
    links = [link for link in links if all(link.date.start != other.date.start for other in again)]
    links = rows.respectively(scene, links) + again
    given = {id(link.year) for link in links if link.year is not None and link.year.point.month is None}
    if any(link.place is not None for link in links):
        links = [link for link in links if not _only_the_year_of(link, links)]
    return [
        link for link in links if id(link.date) not in given or link.rule == "governed" or _closes(scene, link.date)
    ]


def _closes(scene: Scene, year: DateMention) -> bool:
    """ "A is back for season two in 2020; B began in May": a year at the end of its clause is its own."""
    return scene.words(year.end, year.end + 1) == [";"]


def _only_the_year_of(year: Link, links: Sequence[Link]) -> bool:
    """ "In 2018 in the spring and summer, respectively": a year that finer dates of the same row have."""
    return any(link.year is year.date and link.place is not None and link.targets == year.targets for link in links)


def _not_before(scene: Scene, link: Link) -> Link:
    """ "So it may not be back before 2018": what is denied before a date is expected from it on."""
    date = link.date
    if date.bound != "before" or date.lead != "before":
        return link
    if expected(scene, date) is not None and not scene.of(Kind.NEGATION):
        return replace(link, date=replace(date, bound="to"))
    denials = [m for m in scene.of(Kind.NEGATION) if m.end <= date.start]
    near = bool(denials) and {";", "but"}.isdisjoint(scene.words(denials[-1].end, date.start))
    return replace(link, date=replace(date, bound="from")) if near else link


def _link(
    scene: Scene, date: DateMention, earlier: list[Link], opinion: Mark | None, year: DateMention | None
) -> Link | None:
    governor = earlier[-1].governor if earlier and rows.in_a_row(scene, earlier[-1].date, date) else None
    governor = opinion or governor or governor_of(scene, date)
    case = _Case(scene, date, earlier, governor, beside(scene, date), year)
    for rule in _RULES:
        found = rule(case)
        if found is not None:
            return found if isinstance(found, Link) else None
    return None


@dataclass(slots=True)
class _Case:
    """A date with what stands around it, as one rule after the other looks at it."""

    scene: Scene
    date: DateMention
    earlier: list[Link]
    """The dates of the sentence that are bound already."""
    governor: Mark | None
    beside: Target | None
    year: DateMention | None

    @property
    def bracketed(self) -> bool:
        """Whether the date stands in brackets."""
        return self.scene.words(self.date.start - 1, self.date.start) == ["("]

    def link(self, targets: Sequence[Target], rule: str, governor: Mark | None) -> Link:
        """The date bound to what a rule found."""
        return Link(self.date, governor, tuple(targets), rule, self.year)


class _Nobodys:
    """The answer of a rule that the date is no premiere's."""


_NOBODYS = _Nobodys()
_Answer = Link | _Nobodys | None
"""What a rule says of a date: whose it is, that it is nobody's, or nothing."""


def _of_a_post(case: _Case) -> _Answer:
    """ "— Harbour Lights (@lights) May 22, 2019": the day of a post follows the handle of who wrote it."""
    scene, date = case.scene, case.date
    posted = date.start > scene.first and scene.text.words[date.start - 1] == ")"
    posted = posted and "@" in scene.words(date.start - 6, date.start)
    return _NOBODYS if posted or _datelined(scene, date) else None


def _datelined(scene: Scene, date: DateMention) -> bool:
    """ "OSLO, May 9 (Wire) -- Echo returns": the day on which an agency sends its news stands before its name."""
    if date.end >= scene.last or scene.text.words[date.end] != "(":
        return False
    after = scene.words(date.end, date.end + _DATELINE)
    if ")" not in after:
        return False
    closed = after.index(")")
    return after[closed + 1 : closed + 2] in _DASHES and not any(t.end <= date.start for t in scene.shows)


_DATELINE = 8
_DASHES = (["-"], ["–"], ["—"])


def _told_apart(case: _Case) -> _Answer:
    """Dates of a whole line-up, and those that a clause of their own tells."""
    scene, date = case.scene, case.date
    after = scene.text.words[date.end] if date.end < scene.last else ""
    if case.governor is not None and case.governor.kind is Kind.GIVING:
        got = received(scene, date, case.governor) or occasions.given_a_series(scene, date, case.governor)
        if got is not None:
            return got
    if rows.elsewhere_too(scene, case.earlier, date):
        return _NOBODYS
    if after in lineups.LINEUPS:
        return lineups.in_lineup(scene, date)
    if date.lead in occasions.WHENS:
        return occasions.when_it_comes(scene, date)
    if date.start <= scene.first + 1:
        return lineups.named_for(scene, date) or beginnings.begun_with(scene, date)
    if date.lead == "for" and (spoken := lineups.spoken_for(scene, date)) is not None:
        return spoken
    found = None
    if after == "," and date.point.year is not None:
        found = occasions.own_series(scene, date) or occasions.came_before(scene, date)
    if found is None and date.point.echo is not None:
        found = occasions.introduced(scene, date, case.governor)
    return found or (occasions.in_its_own_words(scene, date) if len(scene.dates) == 1 else None)


def _opposed(case: _Case) -> _Answer:
    """ "in the autumn rather than in July": what a date is set against is of the same season."""
    if not case.earlier or case.earlier[-1].date.end + 5 < case.date.start:
        return None
    lead = case.scene.words(case.date.start - 4, case.date.start)
    if not any(lead[at : at + 2] in _AGAINST for at in range(3)):
        return None
    before = case.earlier[-1]
    guessed = before.rule == "guess" or (before.governor is not None and before.governor.tag == "guess")
    return replace(before, date=case.date, year=case.year) if not guessed else _NOBODYS


_AGAINST = (["rather", "than"], ["instead", "of"], [",", "not"], [",", "now"])


def _opens_a_clause(case: _Case) -> _Answer:
    """ "A comes in June, and in July B returns": the date is that of the clause it opens."""
    opened = clauses.opening(case.scene, case.date)
    if opened is None:
        return None
    if opened.verb is not None and opened.verb.kind not in {Kind.RELEASE, Kind.WEAK}:
        return _NOBODYS if opened.verb.kind is Kind.EVENT else None
    governor = opened.verb or patterns.inherited(case.scene, case.date, case.earlier)
    return case.link(group(case.scene, opened.target), "clause", governor) if governor is not None else None


def _turns_of_phrase(case: _Case) -> _Answer:
    """Dates that a genitive or a clause after them binds."""
    owned = patterns.possessed(case.scene, case.date)
    if owned is not None:
        return case.link([owned], "possessed", None)
    at = case.date.start
    if case.scene.text.words[at - 1] == ":" and case.scene.words(at - 3, at) in _A_DAY:
        only = patterns.only_target(case.scene)
        return case.link([only], "alone", None) if only is not None else case.link((), "topic", None)
    if turns.later_part(case.scene, case.date) or rows.elsewhere_again(case.scene, case.date, case.earlier):
        return _NOBODYS
    return (
        turns.first_part(case.scene, case.date)
        or patterns.when_clause(case.scene, case.date)
        or turns.wait_over(case.scene, case.date)
        or turns.brings(case.scene, case.date)
        or (turns.had(case.scene, case.date) if case.scene.seasons else None)
        or (_at_a_service(case.scene, case.date) if case.scene.of(Kind.SERVICE) else None)
        or turns.shared_day(case.scene, case.date)
    )


def _at_a_service(scene: Scene, date: DateMention) -> Link | None:
    """ "As of today", "is on Netflix from June 14": a service of the sentence has a season from a day on."""
    return turns.as_of(scene, date) or turns.is_on(scene, date) or turns.offered(scene, date)


_A_DAY = (["a", "day", ":"], ["a", "date", ":"], ["the", "day", ":"], ["the", "date", ":"])
"""What a day follows that is the news itself: "a teaser, and with it a date: May 8"."""


def _in_brackets(case: _Case) -> _Answer:
    """ "“Saltmarsh” (March 27)": what stands right before the bracket has the date."""
    if not case.bracketed:
        return None
    beside, governor, point = case.beside, case.governor, case.date.point
    counted = beside is not None and beside.season is not None and beside.season.number is not None
    fine = point.month is not None or point.part is not None or counted or _at_home(case)
    fine = fine or (point.year is not None and not case.scene.of(Kind.THING))
    if beside is not None and beside.role is not Role.OTHER and fine:
        before = governor is not None and governor.end <= beside.start and governor.kind is Kind.RELEASE
        return case.link([beside], "listed", governor if before else None)
    at = case.date.start - 2
    if beside is not None and beside.role is Role.SHOW and case.scene.words(case.date.end, case.date.end + 1) == [")"]:
        return _NOBODYS
    return _NOBODYS if beside is None and at >= case.scene.sentence.first and case.scene.text.capital(at) else None


def _at_home(case: _Case) -> bool:
    """Whether a bracket holds a day and a service: "(Friday, Netflix)"."""
    at = case.date.end + 1
    led = case.scene.words(case.date.end, at) == [","] and case.date.point.weekday is not None
    return led and any(m.start == at for m in case.scene.of(Kind.SERVICE))


def _cleft(case: _Case) -> _Answer:
    """ "It was in March that season two arrived"; "2024 is when they are due": the event comes after the date."""
    scene, date = case.scene, case.date
    words = scene.text.words
    when = date.end + 1 < scene.last and words[date.end + 1] == "when" and words[date.end] in _IS
    was = case.governor is None and words[date.start - 1] == "was"
    if when or (was and scene.words(date.start - 2, date.start) == ["it", "was"]):
        told = scene.of(Kind.RELEASE, Kind.FORMER) if when else scene.of(Kind.RELEASE)
        case.governor = next((m for m in told if m.start > date.end), case.governor)
    return None


_IS = frozenset({"is", "'s", "was"})


def _foreseen(case: _Case) -> _Answer:
    """ "They expect that it will be April again": a clause of its own says when."""
    return patterns.foreseen(case.scene, case.date, case.governor) if case.governor is not None else None


def _side_by_side(case: _Case) -> _Answer:
    """ "“Echo” in November": a target right before the date, where the verb is farther away or missing."""
    scene, beside, governor = case.scene, case.beside, case.governor
    unnumbered = (
        beside is not None and beside.role is Role.SEASON and beside.season is not None and beside.season.number is None
    )
    if beside is not None and (_ends_only(case) or _second_cell(case) or begins_ending(scene, beside)):
        return _NOBODYS
    if beside is not None and (ahead := rows.ahead_of(scene, beside)) is not None:
        return None if governor is not None and governor.kind is Kind.REPORT else case.link([ahead], "listed", governor)
    if governor is not None and unnumbered:
        beside = None
    if governor is not None and beside is not None and _apart(case, governor):
        case.governor = governor = None
    if (
        governor is not None
        and governor.kind is Kind.GIVING
        and (beside is None or beside.season is None or scene.text.words[governor.end - 1] in _HAD)
    ):
        if scene.words(governor.end, governor.end + 2) in _GET_IT:
            return case.link((), "pronoun", governor)
        return _given_a_day(case, governor) or _NOBODYS
    if beside is None or (governor is not None and governor.kind not in {Kind.RELEASE, Kind.WEAK, Kind.GIVING}):
        return None
    if beside.role is Role.OTHER:
        return _NOBODYS
    if governor is not None and governor.end > beside.start:
        return None
    return _beside_alone(case, beside)


_GET_IT = tuple(["it", word] for word in "in on by this next at around before until".split())


def _beside_alone(case: _Case, beside: Target) -> _Answer:
    """The target right before the date has it, where the verb of the dates before, or none, goes for both."""
    scene, governor, point = case.scene, case.governor, case.date.point
    counted = beside.season is not None and beside.season.number is not None
    if case.bracketed and point.month is None and point.days is None and not counted:
        return _NOBODYS
    if governor is None or governor.end > case.date.start:
        governor = patterns.inherited(scene, case.date, case.earlier)
    alone = beside.role is Role.SEASON and not scene.sentence.heading and not _introduced(scene, beside)
    alone = alone and not _bracketed_with(scene, beside, case.date)
    only_then = case.date.lead in {"until", "till", "before"} and bool(scene.of(Kind.NEGATION))
    called_off = bool(scene.of(Kind.CANCEL)) and not only_then
    if governor is None and (alone or called_off or refused(scene, beside)):
        return _NOBODYS
    if governor is not None and news_of_then(scene, case.date, governor):
        return _NOBODYS
    return case.link(group(scene, beside), "listed", governor)


def _bracketed_with(scene: Scene, season: Target, date: DateMention) -> bool:
    """Whether a bracket holds a season and its date: "(season two, December 2022)"."""
    opens = scene.words(season.start - 1, season.start) == ["("]
    return opens and scene.words(date.end, date.end + 1) in ([")"], [","])


def _introduced(scene: Scene, season: Target) -> bool:
    """Whether a season heads its line ("S1: February 4"), or a show of the sentence has come to it before the date."""
    if season.start <= scene.sentence.first + 1 and scene.words(season.end, season.end + 1) == [":"]:
        return True
    owner, known = antecedent(scene, season)
    lead = scene.words(season.start - 2, season.start)
    return known and owner is not None and (lead[:1] == ["into"] or (lead[:1] in _HAS and lead[-1:] == ["its"]))


_HAS = (["has"], ["have"], ["gets"], ["get"])


def _given_a_day(case: _Case, governor: Mark) -> Link | None:
    """ "“Echo” gets May 8": a day is what is given."""
    scene, date = case.scene, case.date
    if date.point.day is None or scene.words(governor.end, date.start) not in ([], ["a"], ["an"], ["the"]):
        return None
    subject = subject_of(scene, governor, date)
    if subject is None or subject.role not in {Role.SHOW, Role.SEASON} or subject.end > governor.start:
        return None
    return _of_the_target(case, governor, subject)


def _asked_why_not(scene: Scene) -> bool:
    """Whether a sentence asks why something is not there yet: "Why isn't season 4 on Netflix this month?"."""
    asks = scene.text.words[scene.sentence.last - 1] == "?" and scene.text.words[scene.sentence.first] == "why"
    return asks and bool(scene.of(Kind.NEGATION))


def _second_cell(case: _Case) -> bool:
    """Whether a date stands in a later cell of a table's row than another: where the first is, a season begins."""
    scene, date = case.scene, case.date
    bars = scene.words(scene.sentence.first, date.start).count("|")
    return bars > 1 and any(
        d.end <= date.start and "|" in scene.words(d.end, date.start) for d in scene.dates if d is not date
    )


def _ends_only(case: _Case) -> bool:
    """Whether a date beside a show is the end of its run: "the second lot goes until 5 August"."""
    scene, date = case.scene, case.date
    if date.lead not in {"until", "till"} or scene.of(Kind.NEGATION, Kind.MOVE):
        return False
    return not {"wait", "waits", "held", "away"}.intersection(scene.words(date.start - 4, date.start))


_HAD = frozenset({"given"})
"""What was given before is dated by the day of giving."""


def _turned(case: _Case) -> _Answer:
    """ "In March comes A, in June B": a row whose dates stand before their shows."""
    return rows.turned(case.scene, case.date, case.earlier)


def _resumed(case: _Case) -> _Answer:
    """ "A on March 17 and B, which saw its hero return, on August 18"."""
    resumed = patterns.resumed(case.scene, case.date, case.earlier) if case.beside is None else None
    return case.link((resumed,), "listed", case.earlier[-1].governor) if resumed is not None else None


def _apart(case: _Case, governor: Mark) -> bool:
    """Whether a word of telling, one behind a comma, or one with a subject of its own comes only after the date.

    "A in 2015, B in 2016 and C is due next year": what stands right before 2016 has it, and C what is due.
    """
    if governor.start < case.date.end:
        return False
    after = case.scene.words(case.date.end, case.date.end + 1)
    another = after == ["and"] and any(
        t.role in {Role.SHOW, Role.SEASON} and case.date.end < t.start and t.end <= governor.start
        for t in case.scene.targets
    )
    return (
        another
        or governor.kind is Kind.REPORT
        or (governor.kind in {Kind.EVENT, Kind.THING} and after in ([","], ["and"]))
    )


def _companions(case: _Case) -> _Answer:
    """ "In 2016, those were A and B"; "the former on September 22"; "on Hulu since April"."""
    those = patterns.those_were(case.scene, case.date) if case.governor is None else None
    if those is not None:
        return those
    partner = company.beside(case.scene, case.date)
    if partner:
        governor = patterns.inherited(case.scene, case.date, case.earlier)
        meant = company.one_of_two(case.scene, partner) or company.season_of(case.scene, partner)
        if meant is not None:
            return case.link((meant,), "company", governor)
        return replace(case.link((), "company", governor), company=partner.tag)
    if case.date.lead != "since" and (case.date.point.days is None or case.date.point.days >= 0):
        return None
    found = lasting.since(case.scene, case.date, case.governor)
    return found or (_NOBODYS if lasting.only_lasts(case.scene, case.date, case.governor) else None)


def _in_quotes(case: _Case) -> _Answer:
    """ "The poster says “2020”": what fills a quotation is what was given for a date."""
    governor = case.governor
    loose = governor is None or governor.kind not in {Kind.RELEASE, Kind.WEAK, Kind.FORMER, Kind.MOVE}
    loose = loose or (governor is not None and case.scene.text.words[governor.end - 1] == "date")
    return quoted(case.scene, case.date) if loose else None


def _ungoverned(case: _Case) -> _Answer:
    """Dates of lists, of tables, and of sentences without a telling verb."""
    if case.governor is not None:
        return None
    if _ends_only(case):
        return _NOBODYS
    listed = _not_until(case) or rows.lined(case.scene, case.date)
    listed = listed or _listed(case.scene, case.date, case.earlier, case.year)
    listed = listed or patterns.copula(case.scene, case.date)
    listed = listed or guesses.hedged(case.scene, case.date)
    return listed or patterns.fallback(case.scene, case.date, case.year) or _NOBODYS


def _by_event(case: _Case) -> _Answer:
    """The rule of all rules: the date belongs to the event that governs it."""
    governor = case.governor
    if governor is None:
        return None
    between = case.scene.words(case.date.end, governor.start)
    since = case.date.lead == "since" and governor.start >= case.date.end and "when" not in between
    if (
        since
        or counted_from(between)
        or patterns.ends_a_run(case.scene, case.date)
        or leads_up(case.scene, case.date, governor)
        or opens_before(case.scene, case.date, governor)
    ):
        return _NOBODYS
    if _day_of_telling(case, governor):
        return _NOBODYS
    if patterns.begins_a_run(case.scene, case.date, governor):
        return _governed(case, governor)
    if _of_a_condition(case, governor):
        return _NOBODYS
    if governor.kind is Kind.REPORT:
        return reported(case.scene, case.date, governor) or patterns.copula(case.scene, case.date)
    if governor.kind is Kind.FORMER:
        return _governed(case, governor)
    out_of = case.scene.words(case.date.start - 2, case.date.start) == ["out", "of"]
    out_of = out_of or case.scene.words(governor.end, governor.end + 2) in _FROM_ITS
    moved = governor.kind is Kind.MOVE and (case.date.lead in _MOVES or out_of)
    moved = moved and not _moves_a_thing(case.scene, governor)
    if governor.kind is Kind.EVENT:
        return beginnings.seen_in(case.scene, case.date, governor) or _NOBODYS
    if governor.kind not in {Kind.RELEASE, Kind.WEAK} and not moved:
        return _NOBODYS
    return _governed(case, governor)


def _day_of_telling(case: _Case, governor: Mark) -> bool:
    """ "announced the beloved sailor's return on Friday": a bare weekday behind a telling verb may be its own."""
    scene, point = case.scene, case.date.point
    if point.weekday is None or point.day is not None or point.near or case.date.lead != "on":
        return False
    owned = scene.words(governor.start - 1, governor.start) in (["'s"], ["’"], ["'"])
    told = [m for m in scene.of(Kind.REPORT) if m.end <= governor.start and m.tag == "past"]
    apart = bool(told) and "," not in scene.words(told[-1].end, case.date.start)
    return owned and governor.end <= case.date.start and apart


def _moves_a_thing(scene: Scene, governor: Mark) -> bool:
    """ "It was to begin filming in June but is delayed": what was put off is what the clause before tells of."""
    joint = max((i for i in range(scene.first, governor.start) if scene.text.words[i] in {"but", "and"}), default=-1)
    if (
        joint < 0
        or governor.start - joint > _RIGHT_AFTER
        or any(m.tag not in {"future", "noun"} for m in scene.of(Kind.RELEASE))
    ):
        return False
    things = [m for m in scene.of(Kind.EVENT, Kind.THING) if m.end <= joint]
    named = [t for t in scene.targets if t.role is not Role.OTHER and t.start < joint]
    named = [t for t in named if scene.words(t.start - 1, t.start) != ["of"]]  # "filming of Echo was to start"
    return bool(things) and not any(things[-1].end <= t.start for t in named)


_RIGHT_AFTER = 5


def _of_a_condition(case: _Case, governor: Mark) -> bool:
    """ "If filming ends in October, it might be out": what must happen first has a date of its own."""
    scene, first = case.scene, case.scene.sentence.first
    first += scene.text.words[first] in QUOTES
    if scene.text.words[first] not in {"if", "should", "once", "unless", "assuming"} or governor.start < case.date.end:
        return False
    return "," in scene.words(case.date.end, governor.start)


def _not_until(case: _Case) -> Link | None:
    """What is refused comes after all: "won't see a third season of it until at least 2018"."""
    scene, date = case.scene, case.date
    if date.lead not in {"until", "till", "before"} or not scene.of(Kind.NEGATION):
        return None
    refusing = [m for m in scene.of(Kind.CANCEL) if m.end <= date.start and scene.distance(m.end, date.start) <= _NEAR]
    named = [t for t in scene.targets if t.end <= date.start and t.role in {Role.SHOW, Role.SEASON} and not t.owned]
    return _of_the_target(case, None, named[-1]) if refusing and named else None


_NEAR = 2.0


_FROM_ITS = (["from", "its"], ["from", "the"], ["from", "their"], ["from", "a"])
_MOVES = frozenset({"from", "to", "until", "into", "till", "for"})
_RULES = (
    _of_a_post,
    _opposed,
    _told_apart,
    _opens_a_clause,
    _turns_of_phrase,
    _in_brackets,
    _cleft,
    _foreseen,
    _turned,
    _side_by_side,
    _resumed,
    _companions,
    _in_quotes,
    _ungoverned,
    _by_event,
)
"""The rules in the order of their priority: the first that speaks decides."""


def _governed(case: _Case, governor: Mark) -> Link | None:
    scene, date = case.scene, case.date
    lead = scene.words(governor.start - 2, governor.start)
    if lead[-1:] == ["what"] or lead in (["what", "'s"], ["what", "is"]):  # "a list of what premieres in August"
        return None
    if beginnings.launch_moves(scene, governor):
        return case.link((), "topic", governor)
    subject = rows.opening(scene, governor) or subject_of(scene, governor, date)
    if subject is None:
        shared = _of_the_same(case, governor) or _of_a_row(case, governor)
        return shared or (_of_the_topic(case, governor) if not _lasts(scene, date, governor) else None)
    if governor.tag == "guess" and _only_guesses(case, governor, subject):
        return case.link((), "guess", governor)
    if subject.role is Role.OTHER:
        return _of_another_subject(case, governor, subject)
    if is_work(scene, governor) or of_another_thing(scene, governor) or _lasts(scene, date, governor):
        return None
    if subject.role is Role.PRONOUN:
        return _of_the_pronoun(case, governor, subject)
    if subject.season is not None and subject.season.number != 1 and _counted_from_the_debut(scene, governor):
        return _of_the_beginning(case, governor, subject)
    return _of_the_target(case, governor, subject)


def _of_another_subject(case: _Case, governor: Mark, subject: Target) -> Link | None:
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


def _of_a_row(case: _Case, governor: Mark) -> Link | None:
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


def _only_guesses(case: _Case, governor: Mark, subject: Target) -> bool:
    """Whether what a word of guessing has as its subject is who guesses, or a show with a date of its own."""
    if subject.tag in {"name", "both", "who", "that"} or (subject.tag == "thing" and subject.end <= governor.start):
        return True
    return any(subject in link.targets for link in case.earlier)


def _of_the_topic(case: _Case, governor: Mark) -> Link | None:
    """A release without a subject is about the one show of the sentence, or about what the text speaks of."""
    scene, date = case.scene, case.date
    if scene.words(governor.end + 1, governor.end + 2) == ["seasons"] and governor.tag == "ing":
        return None  # "releasing three seasons last year"
    only = patterns.only_target(scene)
    if only is not None:
        near = scene.distance(min(only.end, governor.end), max(only.start, governor.start)) < 6
        crossed = any(between(d.start, date.start, only.start) for d in scene.dates)
        apart = (
            crossed or "but" in scene.words(max(governor.end, date.end), only.start) or _set_beside(scene, date, only)
        )
        if near and not apart and not patterns.nearer(scene, date, only):
            return case.link([only], "alone", governor)
    if _played_back(scene, governor):
        return case.link((), "topic", governor)
    if turns.opens_with_a_later_part(scene, governor):
        return None
    if strange(scene, governor) or opens_service(scene, governor):
        return None
    if _of_another(scene, governor) or of_another_thing(scene, governor):
        return None
    short = scene.sentence.last - scene.sentence.first <= 8
    whole = (date.point.day is not None or short) and governor.kind is Kind.WEAK
    taken_up = "episodes" in scene.words(governor.start - 5, governor.start)  # of the show that was just spoken of
    rule = "pronoun" if taken_up else "topic"
    launches = [m for m in scene.of(Kind.RELEASE) if m.end <= governor.start]
    of_its_own = bool(launches) and scene.words(launches[-1].end, launches[-1].end + 1) != ["of"]
    whole = whole or (governor.kind is Kind.MOVE and of_its_own)
    return case.link((), rule, governor) if governor.kind in {Kind.RELEASE, Kind.FORMER} or whole else None


def _set_beside(scene: Scene, date: DateMention, show: Target) -> bool:
    """Whether a show only says how long before or after it another comes: "in May, not too long after Echo"."""
    between = scene.words(date.end, show.start)
    return len(between) <= _ASIDE and not {"after", "before"}.isdisjoint(between) and "," in between


_ASIDE = 20


def _of_the_same(case: _Case, governor: Mark) -> Link | None:
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
    plan = first.tag == "title" and governor.kind is Kind.FORMER
    return opens and first.end <= governor.start and (plan or governor.tag in {"s", "past", "base", "part"})


def _named_later(case: _Case, governor: Mark, subject: Target | None) -> Link | None:
    named = patterns.namely(case.scene, subject, governor) if subject is not None else None
    if named is not None and not FROM_THEN.isdisjoint(case.scene.words(case.date.start - 2, case.date.start)):
        # "Four series from 2020 on" dates only the one that is told to be the first.
        first = not {"first", "with"}.isdisjoint(case.scene.words(named.start - 2, named.start))
        return case.link([named], "namely", governor) if first else None
    return case.link(group(case.scene, named), "namely", governor) if named is not None else None


def _lasts(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether the date is the end of a run: "airs every Sunday until October 23"."""
    if date.lead not in {"until", "till", "through"} or governor.kind is Kind.MOVE or governor.end > date.start:
        return False
    return scene.text.words[governor.start] not in {"wait", "held"} and not scene.of(Kind.NEGATION)


def _of_the_pronoun(case: _Case, governor: Mark, subject: Target) -> Link | None:
    scene = case.scene
    if subject.tag in {"they", "we"} and scene.text.words[governor.start] in _WORKS:
        return None
    meant, known = antecedent(scene, subject)
    if subject.tag in COMPANY:
        return _of_the_company(case, governor, subject)
    if not known:
        return _of_what_is_told(case, governor, subject)
    if meant is None:
        several = [t for t in scene.targets if t.tag == "several" and t.end <= subject.start]
        return _named_later(case, governor, several[-1] if several else None)
    if _begun(scene, governor, subject) and meant.season is not None and meant.season.number != 1:
        return _of_the_beginning(case, governor, meant)
    if subject.tag == "it" and meant.season is not None and meant.season.others:
        return case.link([replace(meant, season=replace(meant.season, others=()))], "pronoun", governor)
    single = subject.tag in {"which", "that"} and governor.tag == "s" and subject.start <= meant.end + 2
    if meant.role is Role.SHOW and (single or "whose" in scene.words(meant.end, subject.start + 1)):
        # A relative clause in the singular is about the last of a row: "Echo and Saltmarsh, which returns in May".
        return case.link([meant], "governed", governor)
    return _of_the_target(case, governor, meant)


def _begun(scene: Scene, governor: Mark, subject: Target) -> bool:
    """Whether a show's beginning is told: "it first aired in", "since the show's launch in"."""
    if governor.tag in {"past", "part"} and scene.words(governor.start - 1, governor.start) == ["first"]:
        return True
    owned = subject.tag == "series" and scene.words(subject.end, subject.end + 1) in _POSSESSIVE
    return owned and 0 < governor.start - subject.end <= 3 and scene.text.words[governor.start] in _BEGINNINGS


def _counted_from_the_debut(scene: Scene, governor: Mark) -> bool:
    """ "Season two came two years after the debut of 2016": a beginning that a season is set beside is the show's."""
    lead = scene.words(governor.start - 2, governor.start)
    return lead[1:] == ["the"] and lead[0] in _COUNTED and scene.text.words[governor.start] in {"debut", "launch"}


def _of_the_beginning(case: _Case, governor: Mark, target: Target) -> Link:
    """The date of a show's beginning, whatever season of it was spoken of."""
    return case.link([replace(target, season=None)] if target.show is not None else (), "pronoun", governor)


_COUNTED = frozenset({"follow", "follows", "followed", "following", "after", "than", "from", "since"})
_POSSESSIVE = (["'s"], ["'"], ["’"])
_BEGINNINGS = frozenset({"debut", "launch", "premiere", "beginning", "start", "bow"})


def _of_what_is_told(case: _Case, governor: Mark, subject: Target) -> Link | None:
    """A pronoun that its own sentence does not explain means what was told before, unless somebody else acts."""
    scene = case.scene
    told_later = rows.cataphor(scene, subject) if subject.tag in {"it", "its"} else None
    if told_later is not None:
        return case.link([told_later], "governed", governor)
    if of_an_event(scene, subject) or makes(scene, governor, subject):
        return None
    apart = 0 if subject.tag == "its" else 2
    if subject.tag in {"it", "that", "its"} and governor.start - subject.end > apart and strange(scene, governor):
        return None
    return case.link((), "pronoun" if subject.tag in {"it", "its"} else "series", governor)


_WORKS = frozenset("begin begins began start starts started ran run roll rolled open opened".split())
"""What people do as well as shows: "they start in the spring"."""


def _of_the_company(case: _Case, governor: Mark, subject: Target) -> Link | None:
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


def _of_the_target(case: _Case, governor: Mark | None, subject: Target) -> Link | None:
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


def _bare_entry(scene: Scene, date: DateMention) -> bool:
    """ "So: this fall, “Echo”.": a sentence that has nothing but a date and a show."""
    if len(scene.shows) != 1 or len(scene.dates) != 1 or scene.last - scene.first > _BRIEF:
        return False
    covered = {i for t in scene.targets if t.role is Role.SHOW for i in range(t.start, t.end)}
    covered.update(range(date.start, date.end))
    rest = [i for i in range(scene.first, scene.last) if i not in covered and scene.text.raw[i].isalpha()]
    return all(scene.text.words[i] in _ENTRY_WORDS for i in rest)


_BRIEF = 16
_ENTRY_WORDS = frozenset("so then and in on next first finally the a this again".split())


def _listed(scene: Scene, date: DateMention, earlier: list[Link], year: DateMention | None) -> Link | None:
    """A date without any verb beside the entry of a list: "Saltmarsh - September 30"."""
    lined = date.start == scene.sentence.first and scene.words(date.end, date.end + 1) == [":"]
    listing = (
        scene.sentence.heading
        or lined
        or bool(earlier)
        or (
            len(scene.words(scene.sentence.first, scene.sentence.last)) < 25
            and not any(m.kind in BIAS and m.tag != "quiet" for m in scene.marks)
        )
    )
    wide = scene.sentence.heading or lined or (listing and _bare_entry(scene, date))
    best, lowest = None, (3.2 if wide else 1.5) if listing else 0.8
    for target in scene.targets:
        if target.role is Role.PRONOUN:
            continue
        if target.end <= date.start:
            cost = scene.distance(target.end, date.start)
        else:
            cost = scene.distance(date.end, target.start) + 0.7
        cost += 0.9 * sum(1 for other in scene.dates if between(other.start, target.start, date.start))
        cost += 1.0 if target.tag == "name" else 0.0
        if cost < lowest:
            best, lowest = target, cost
    if best is None and scene.words(date.start - 2, date.start) in (["not", "before"], ["not", "until"]):
        best = patterns.only_target(scene)
    if scene.of(Kind.CANCEL):
        return None
    if date.point.weekday is not None and date.point.day is None and not scene.sentence.heading and not earlier:
        return None
    if best is None or best.role is Role.OTHER or (date.until is not None and date.lead == "between"):
        return None
    governor = patterns.inherited(scene, date, earlier)
    if governor is None and not scene.sentence.heading and best.role is Role.SEASON:
        return None
    return Link(date, governor, tuple(group(scene, best)), "listed", year)
