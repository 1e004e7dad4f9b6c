"""Which event a date belongs to.

Every date of a sentence looks for the word that governs it: the nearest word for a release, for another event or for
a report, where boundaries of clauses count as distance and a word before the date is nearer than one after it. A
date governed by something other than a release is nobody's premiere. A release then looks for its subject; titles and
things that are not of the catalogue are subjects too, and take the date with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schedules.reading import (
    beginnings,
    clauses,
    company,
    elapsed,
    guesses,
    lasting,
    lineups,
    occasions,
    patterns,
    rows,
    turns,
)
from schedules.reading.adjacent import ends_only, in_brackets, side_by_side
from schedules.reading.besides import cleft_of_a_thing, for_a_reason, made_room, missing, no_wait, of_the_plot
from schedules.reading.case import NOBODYS, Answer, Case
from schedules.reading.datelines import of_a_post, told_behind
from schedules.reading.dates import DateMention
from schedules.reading.entries import in_a_list
from schedules.reading.givers import given_out
from schedules.reading.govern import beside, expected, governor_of, stands
from schedules.reading.governed import behind_an_opening, governed, of_the_target
from schedules.reading.link import Link
from schedules.reading.lots import later
from schedules.reading.marks import RELEASING, Kind, Mark
from schedules.reading.otherwise import leaves
from schedules.reading.overtaken import set_right
from schedules.reading.precedents import followed
from schedules.reading.quoted import quoted
from schedules.reading.receiving import received
from schedules.reading.reported import reported
from schedules.reading.rowed import group
from schedules.reading.scene import Scene
from schedules.reading.strangers import (
    counted_from,
    leads_up,
    no_premiere,
    opens_before,
)
from schedules.reading.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.tense import form_of
from schedules.reading.text import QUOTES
from schedules.reading.ventured import ventured
from schedules.reading.waits import WAITS, wait_over
from schedules.reading.withdrawn import MENDING, became, not_then, swapped, taken
from schedules.reading.years import year_giver, year_givers


def link_dates(scene: Scene) -> list[Link]:
    """The dates of a sentence that tell of a release, each with its subjects."""
    counted = [] if elapsed.COUNTED.isdisjoint(scene.vocabulary) else list(elapsed.after_release(scene))
    if not scene.dates or _asked_why_not(scene) or missing(scene):
        return counted
    links: list[Link] = []
    givers = year_givers(scene)
    for date in scene.dates:
        opinion = ventured(scene, date)
        if opinion is None and not stands(scene, date):
            continue
        link = _link(scene, date, links, opinion, year_giver(scene, date, givers))
        if link is not None:
            links.append(link)
    if any(t.season is not None and t.season.label == "count" for t in scene.targets):
        links = [each for each in links if _is_new(scene, each)]
    links = [rows.extended(scene, patterns.first_of_a_run(scene, _not_before(scene, link))) for link in links]
    again = list(patterns.as_before(scene))
    if again:
        links = [link for link in links if all(link.date.start != other.date.start for other in again)]
    links = rows.respectively(scene, links) + again
    if not _ALONG.isdisjoint(scene.vocabulary):
        links = rows.along_with(scene, links)
    if len(scene.dates) > 1 and "but" in scene.vocabulary:
        links = [*_denied_first(scene, links), *links]
    given = {id(link.year) for link in links if link.year is not None and link.year.point.month is None}
    if any(link.place is not None for link in links):
        links = [link for link in links if not _only_the_year_of(link, links)]
    return counted + [
        link for link in links if id(link.date) not in given or link.rule == "governed" or _closes(scene, link.date)
    ]


_ALONG = frozenset({"along", "alongside", "together"})


def _is_new(scene: Scene, link: Link) -> bool:
    """Whether the date of several seasons is no later one at which all of them are to be had again."""
    return link.place is not None or patterns.begins_a_row(scene, link) or not patterns.revives(link)


def _denied_first(scene: Scene, links: Sequence[Link]) -> Iterator[Link]:
    """ "Not in May, as first announced, but in June": the day that is denied is of the same season."""
    for link in links:
        denied = set_right(scene, link.date)
        if denied is not None and all(other.date is not denied for other in links):
            yield replace(link, date=denied, governor=None, rule="opposed")


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
    if date.lead in _WAITED_FOR and no_wait(scene, date):
        return None
    if governor is not None and scene.shows and (one := lineups.one_of_them(scene, date, governor)) is not None:
        return one
    case = Case(scene, date, earlier, governor, beside(scene, date), year)
    for rule in _RULES:
        found = rule(case)
        if found is not None:
            return found if isinstance(found, Link) else None
    return None


_WAITED_FOR = frozenset({"for", "until", "till"})


def _told_apart(case: Case) -> Answer:
    """Dates of a whole line-up, and those that a clause of their own tells."""
    scene, date = case.scene, case.date
    after = scene.text.words[date.end] if date.end < scene.last else ""
    if case.governor is not None and case.governor.kind is Kind.GIVING:
        got = received(scene, date, case.governor) or occasions.given_a_series(scene, date, case.governor)
        if got is not None:
            return got
    if rows.elsewhere_too(scene, case.earlier, date) or (date.lead in _APART and _apart_by_its_lead(scene, date)):
        return NOBODYS
    if after in lineups.LINEUPS:
        return lineups.in_lineup(scene, date)
    if date.lead in occasions.WHENS:
        return occasions.when_it_comes(scene, date)
    if date.start <= scene.first + 1:
        return lineups.named_for(scene, date) or beginnings.begun_with(scene, date)
    if date.lead == "for" and (spoken := lineups.spoken_for(scene, date)) is not None:
        return spoken
    found = beginnings.opened_with(scene, date)
    if found is None and after == "," and date.point.year is not None:
        found = occasions.own_series(scene, date) or occasions.came_before(scene, date)
        found = found or beginnings.set_in_commas(scene, date)
    if found is None and date.point.echo is not None:
        found = occasions.introduced(scene, date, case.governor)
    return found or (occasions.in_its_own_words(scene, date) if len(scene.dates) == 1 else None)


_APART = frozenset({"from", "to", "come"})


def _apart_by_its_lead(scene: Scene, date: DateMention) -> bool:
    """Whether only room is made from or to a day, or somebody may do as he likes by then."""
    return _only_by_then(scene, date) if date.lead == "come" else made_room(scene, date)


def _only_by_then(scene: Scene, date: DateMention) -> bool:
    """ "Come November, its makers may do as they like", not "Come November, Echo is back": nothing comes then."""
    if date.lead != "come" or date.start != scene.first + 1 or _ABLE.isdisjoint(scene.vocabulary):
        return False
    return not any(m.start >= date.end and m.tag not in {"noun", "past"} for m in scene.of(Kind.RELEASE, Kind.WEAK))


_ABLE = frozenset({"may", "can", "could", "might"})


def _in_turn(case: Case) -> Answer:
    """ "A and B are back, the first in June and the second in October": the dates of shows that are counted."""
    scene = case.scene
    if "second" not in scene.vocabulary or len(scene.shows) == 1:
        return None
    turn = company.in_turn(scene, case.date)
    if turn is None:
        return None
    return case.link((turn,), "company", case.governor if patterns.tells(case.governor) else None)


def _opposed(case: Case) -> Answer:
    """ "in the autumn rather than in July": what a date is set against is of the same season."""
    if not case.earlier or case.earlier[-1].date.end + 5 < case.date.start:
        return None
    lead = case.scene.words(case.date.start - 4, case.date.start)
    against = next((at for at in range(3) if lead[at : at + 2] in _AGAINST), None)
    if against is None:
        return None
    opened = case.date.start - len(lead) + against
    if lead[against + 1] == "now" and any(m.start > opened for m in _verbs_before(case)):
        return None  # "which Hulu had set for May 3, now starts on June 7": that verb has a date of its own
    before = case.earlier[-1]
    guessed = before.rule == "guess" or (before.governor is not None and before.governor.tag == "guess")
    return replace(before, date=case.date, year=case.year) if not guessed else NOBODYS


def _verbs_before(case: Case) -> list[Mark]:
    return [m for m in case.scene.of(Kind.RELEASE, Kind.WEAK) if m.end <= case.date.start and m.tag != "future"]


_AGAINST = (["rather", "than"], ["instead", "of"], [",", "not"], ["and", "not"], ["but", "not"], [",", "now"])


def _opens_a_clause(case: Case) -> Answer:
    """ "A comes in June, and in July B returns": the date is that of the clause it opens."""
    if "time" in case.scene.vocabulary and clauses.sets_the_time(case.scene, case.date):
        return NOBODYS
    opened = clauses.opening(case.scene, case.date)
    if opened is None:
        return None
    if opened.verb is not None and opened.verb.kind not in RELEASING:
        return NOBODYS if opened.verb.kind is Kind.EVENT else None
    governor = opened.verb or patterns.inherited(case.scene, case.date, case.earlier)
    return case.link(group(case.scene, opened.target), "clause", governor) if governor is not None else None


def _turns_of_phrase(case: Case) -> Answer:
    """Dates that a genitive or a clause after them binds."""
    owned = patterns.possessed(case.scene, case.date)
    if owned is not None:
        return case.link([owned], "possessed", None)
    at = case.date.start
    if case.scene.text.words[at - 1] == ":" and told_behind(case.scene, at):
        only = patterns.only_target(case.scene)
        return case.link([only] if only is not None else (), "reported", None)
    if turns.later_part(case.scene, case.date) or rows.elsewhere_again(case.scene, case.date, case.earlier):
        return NOBODYS
    if "followed" in case.scene.vocabulary and turns.follows(case.scene, case.date):
        return turns.followed_by(case.scene, case.date) or NOBODYS
    return (
        (_set_right(case) if not _MENDING.isdisjoint(case.scene.vocabulary) else None)
        or (_worded(case.scene, case.date) if not _WORDED.isdisjoint(case.scene.vocabulary) else None)
        or (_of_a_season(case.scene, case.date) if case.scene.seasons else None)
        or (_at_a_service(case.scene, case.date) if case.scene.of(Kind.SERVICE) else None)
        or given_out(case.scene, case.date)
    )


_WORDED = turns.WORDS | WAITS


def _worded(scene: Scene, date: DateMention) -> Link | None:
    """The turns that take certain words: "when “Echo” arrived", "June brings the second season", "put it up"."""
    return (
        turns.first_part(scene, date)
        or patterns.when_clause(scene, date)
        or wait_over(scene, date)
        or turns.brings(scene, date)
        or turns.put_out(scene, date)
        or (turns.was_on(scene, date) if date.lead in turns.LEADS_ON else None)
        or turns.has_the_slot(scene, date)
        or turns.shared_day(scene, date)
        or turns.as_the_day(scene, date)
    )


def _of_a_season(scene: Scene, date: DateMention) -> Link | None:
    """What is told of a season that the sentence names: it is given or had then, or did something."""
    return turns.given_then(scene, date) or turns.had(scene, date) or beginnings.did_then(scene, date)


def _set_right(case: Case) -> Link | None:
    """ "Make that June 14.", "pulled season three of “Echo” from its June 14 slot": put right, or taken back."""
    away = taken(case.scene, case.date)
    if away is not None:
        return case.link(group(case.scene, away), "taken", None)
    only = patterns.only_target(case.scene)
    if became(case.scene, case.date) or swapped(case.scene, case.date):
        return case.link((only,) if only is not None else (), "became", None)
    if only is not None and not case.earlier and not_then(case.scene, case.date):
        return case.link((only,), "became", None)
    putting = not patterns.PUTTING.isdisjoint(case.scene.vocabulary)
    return patterns.set_right(case.scene, case.date) if putting else None


_MENDING = patterns.PUTTING | MENDING


def _at_a_service(scene: Scene, date: DateMention) -> Link | None:
    """ "As of today", "is on Netflix from June 14": a service of the sentence has a season from a day on."""
    return turns.as_of(scene, date) or turns.is_on(scene, date) or turns.offered(scene, date)


def _cleft(case: Case) -> Answer:
    """ "It was in March that season two arrived"; "2024 is when they are due": the event comes after the date."""
    scene, date = case.scene, case.date
    words = scene.text.words
    behind = _behind_row(case) if len(scene.dates) > 1 and "when" in words[date.end : scene.last] else date.end
    when = behind + 1 < scene.last and words[behind + 1] == "when" and words[behind] in _IS
    was = case.governor is None and words[date.start - 1] == "was"
    if when or (was and scene.words(date.start - 2, date.start) == ["it", "was"]):
        told = scene.of(Kind.RELEASE, Kind.FORMER) if when else scene.of(Kind.RELEASE)
        case.governor = next((m for m in told if m.start > date.end), case.governor)
        if when and (does := patterns.does_then(scene, date, behind + 2)) is not None:
            return does
    if words[date.end : date.end + 1] == ["that"] and cleft_of_a_thing(scene, date):
        return NOBODYS
    return patterns.all_that_is_told(scene, date) if not _TOLD_OF.isdisjoint(words[date.end : date.end + 3]) else None


def _behind_row(case: Case) -> int:
    """Where a row of dates ends: "June 14, 2017, and June 15, 2018, are when they came"."""
    scene, at = case.scene, case.date.end
    for date in scene.dates:
        if date.start > at and all(word in _IN_A_ROW for word in scene.words(at, date.start)):
            at = date.end
    return at + (scene.words(at, at + 1) == [","])


_IN_A_ROW = frozenset({",", "and", "then"})
_IS = frozenset({"is", "'s", "was", "are", "were"})
_TOLD_OF = frozenset({"all", "what", "as"})


def _foreseen(case: Case) -> Answer:
    """ "They expect that it will be April again": a clause of its own says when."""
    return patterns.foreseen(case.scene, case.date, case.governor) if case.governor is not None else None


def _asked_why_not(scene: Scene) -> bool:
    """Whether a sentence asks why something is not there yet: "Why isn't season 4 on Netflix this month?"."""
    asks = scene.asks and scene.text.words[scene.sentence.first] == "why"
    return asks and bool(scene.of(Kind.NEGATION))


def _turned(case: Case) -> Answer:
    """ "In March comes A, in June B": a row whose dates stand before their shows."""
    return rows.turned(case.scene, case.date, case.earlier)


def _resumed(case: Case) -> Answer:
    """ "A on March 17 and B, which saw its hero return, on August 18"."""
    resumed = patterns.resumed(case.scene, case.date, case.earlier) if case.earlier else None
    if case.beside is not None and (resumed is None or not _within_a_clause(case.scene, resumed, case.beside)):
        return None
    return case.link((resumed,), "listed", case.earlier[-1].governor) if resumed is not None else None


def _within_a_clause(scene: Scene, show: Target, beside: Target) -> bool:
    """Whether the show right before a date is only named in the clause that tells of the one before."""
    opens = scene.words(show.end, show.end + 2) in ([",", "which"], [",", "who"], [",", "whose"], [",", "where"])
    return opens and beside.start > show.end and not scene.of(Kind.ORDER)


def _companions(case: Case) -> Answer:
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
    return found or (NOBODYS if lasting.only_lasts(case.scene, case.date, case.governor) else None)


def _in_quotes(case: Case) -> Answer:
    """ "The poster says “2020”": what fills a quotation is what was given for a date."""
    governor = case.governor
    loose = governor is None or governor.kind not in {Kind.RELEASE, Kind.WEAK, Kind.FORMER, Kind.MOVE}
    loose = loose or (governor is not None and case.scene.text.words[governor.end - 1] == "date")
    return quoted(case.scene, case.date) if loose else None


def _ungoverned(case: Case) -> Answer:
    """Dates of lists, of tables, and of sentences without a telling verb."""
    if case.governor is not None:
        return None
    run = patterns.lasted(case.scene, case.date) if case.date.lead in {"from", "between"} else None
    if run is not None or ends_only(case):
        return run or NOBODYS
    listed = _not_until(case) or rows.lined(case.scene, case.date)
    listed = listed or in_a_list(case.scene, case.date, case.earlier, case.year)
    listed = listed or patterns.copula(case.scene, case.date)
    listed = listed or guesses.hedged(case.scene, case.date)
    return listed or patterns.fallback(case.scene, case.date, case.year) or NOBODYS


def _by_event(case: Case) -> Answer:
    """The rule of all rules: the date belongs to the event that governs it."""
    governor = case.governor
    if governor is None:
        return None
    between = case.scene.words(case.date.end, governor.start)
    since = case.date.lead == "since" and governor.start >= case.date.end and "when" not in between
    since = since and (bool(between) or form_of(case.scene, governor) != "noun")  # "since the June 2017 start of it"
    if (
        since
        or counted_from(between)
        or patterns.ends_a_run(case.scene, case.date)
        or leads_up(case.scene, case.date, governor)
        or for_a_reason(case.scene, case.date, governor)
        or opens_before(case.scene, case.date, governor)
    ):
        return NOBODYS
    if _day_of_telling(case, governor) or of_the_plot(case.scene, case.date, governor):
        return NOBODYS
    if patterns.begins_a_run(case.scene, case.date, governor):
        return governed(case, governor)
    if _of_a_condition(case, governor):
        return NOBODYS
    if governor.kind is Kind.ORDER and (ordered := _ordered_for(case, governor)) is not None:
        return ordered
    if governor.kind is Kind.REPORT:
        return reported(case.scene, case.date, governor) or patterns.copula(case.scene, case.date)
    return _by_release(case, governor)


def _ordered_for(case: Case, order: Mark) -> Link | None:
    """ "Hulu has ordered seven new episodes for 2020": the year or the season that an order is for."""
    scene, date = case.scene, case.date
    coarse = date.point.day is None and date.point.days is None and date.point.weekday is None
    if date.lead != "for" or not coarse or order.end > date.start or order.tag != "dated":
        return None
    if not _OF_A_YEAR.isdisjoint(scene.words(date.end, date.end + 3)) or scene.of(Kind.NEGATION):
        return None
    named = [t for t in scene.targets if t.role is not Role.PRONOUN and t.end <= date.start and t.tag != "thing"]
    if not named:
        return case.link((), "ordered for", None)
    strangers = any(t.role is Role.OTHER for t in (named if named[-1].role is Role.SEASON else named[-1:]))
    return of_the_target(case, None, named[-1]) if not (strangers or named[-1].owned) else None


_OF_A_YEAR = frozenset({"season", "slate", "-", "–", "schedule", "line-up", "lineup"})


def _by_release(case: Case, governor: Mark) -> Answer:
    """What a release, or another event, that governs a date is about."""
    if governor.kind is Kind.FORMER:
        return governed(case, governor)
    if governor.kind is Kind.EVENT:
        return beginnings.seen_in(case.scene, case.date, governor) or NOBODYS
    if behind_an_opening(case.scene, case.date, governor):
        return case.link((), "guess", governor)
    released = governor.kind in RELEASING or (governor.kind is Kind.MOVE and _moved(case, governor))
    if not released or later(case.scene, case.date, governor) or no_premiere(case.scene, case.date, governor):
        return NOBODYS
    return governed(case, governor)


def _only_follows(case: Case) -> Answer:
    """ "axed, following A and B in May", "with Hay to follow in May": what follows is no premiere."""
    governor, scene = case.governor, case.scene
    if governor is None or (governor.end > case.date.start and scene.text.words[governor.start] != "followed"):
        return None
    return NOBODYS if _is_next_to_go(scene, governor) or _follows_no_show(scene, governor) else None


def _is_next_to_go(scene: Scene, governor: Mark) -> bool:
    """ "A had gone by October, B followed in November": what follows what was called off is called off as well."""
    if scene.text.words[governor.start] != "followed":
        return False
    before = [m for m in scene.of(Kind.CANCEL, Kind.GONE) if m.end <= governor.start]
    joint = scene.words(before[-1].end, governor.start) if before else []
    return bool(before) and {";", "but", "while"}.isdisjoint(joint)


def _follows_no_show(scene: Scene, governor: Mark) -> bool:
    words, at = scene.text.words, governor.start
    if words[at] not in {"follow", "following"}:
        return False
    shows = [t for t in scene.targets if t.role is Role.SHOW]
    if words[at] == "following" and Kind.CANCEL in scene.by_kind:
        return any(governor.end <= t.start <= governor.end + 3 and followed(scene, t) for t in shows)
    led = words[at] == "follow" and words[at - 1] == "to" and words[at - 3] == "with"
    return led and scene.text.capital(at - 2) and not any(t.end == at - 1 for t in shows)


def _moved(case: Case, governor: Mark) -> bool:
    """Whether a date is one that a season is moved to or from."""
    scene, date = case.scene, case.date
    out_of = scene.words(date.start - 2, date.start) == ["out", "of"]
    out_of = out_of or scene.words(governor.end, governor.end + 2) in _FROM_ITS
    return (date.lead in _MOVES or out_of) and not (_moves_a_thing(scene, governor) or leaves(scene, governor))


def _day_of_telling(case: Case, governor: Mark) -> bool:
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
    if not _MOVED.isdisjoint(scene.words(governor.end, governor.end + 5)):
        return True  # "this postponed any revival efforts to 2020"
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
_MOVED = frozenset("efforts talks plans negotiations filming production work shooting".split())


def _of_a_condition(case: Case, governor: Mark) -> bool:
    """ "If filming ends in October, it might be out": what must happen first has a date of its own."""
    scene, first = case.scene, case.scene.sentence.first
    first += scene.text.words[first] in QUOTES
    if scene.text.words[first] not in {"if", "should", "once", "unless", "assuming"} or governor.start < case.date.end:
        return False
    return "," in scene.words(case.date.end, governor.start)


def _not_until(case: Case) -> Link | None:
    """What is refused comes after all: "won't see a third season of it until at least 2018"."""
    scene, date = case.scene, case.date
    if date.lead not in {"until", "till", "before"} or not scene.of(Kind.NEGATION):
        return None
    refusing = [m for m in scene.of(Kind.CANCEL) if m.end <= date.start and scene.distance(m.end, date.start) <= _NEAR]
    named = [t for t in scene.targets if t.end <= date.start and t.role in SHOW_OR_SEASON and not t.owned]
    return of_the_target(case, None, named[-1]) if refusing and named else None


_NEAR = 2.0


_FROM_ITS = (["from", "its"], ["from", "the"], ["from", "their"], ["from", "a"])
_MOVES = frozenset({"from", "to", "until", "into", "till", "for"})
_RULES = (
    of_a_post,
    _only_follows,
    _opposed,
    _in_turn,
    _told_apart,
    _opens_a_clause,
    _turns_of_phrase,
    in_brackets,
    _cleft,
    _foreseen,
    _turned,
    _resumed,
    side_by_side,
    _companions,
    _in_quotes,
    _ungoverned,
    _by_event,
)
"""The rules in the order of their priority: the first that speaks decides."""
