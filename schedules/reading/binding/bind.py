"""Which event a date belongs to.

Every date of a sentence looks for the word that governs it: the nearest word for a release, for another event or for
a report, where boundaries of clauses count as distance and a word before the date is nearer than one after it. A
date governed by something other than a release is nobody's premiere. A release then looks for its subject; titles and
things that are not of the catalogue are subjects too, and take the date with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schedules.reading.binding import (
    beginnings,
    clauses,
    company,
    copulas,
    elapsed,
    guesses,
    lasting,
    lineups,
    patterns,
    rows,
    services,
    turns,
)
from schedules.reading.binding.adjacent import ends_only, in_brackets, side_by_side
from schedules.reading.binding.apart import told_apart
from schedules.reading.binding.besides import cleft_of_a_thing, missing, no_wait
from schedules.reading.binding.case import NOBODYS, Answer, Case
from schedules.reading.binding.datelines import of_a_post, told_behind
from schedules.reading.binding.entries import in_a_list
from schedules.reading.binding.events import by_event, not_until, only_follows
from schedules.reading.binding.givers import given_out
from schedules.reading.binding.govern import beside, expected, governor_of
from schedules.reading.binding.link import Link
from schedules.reading.binding.quoted import quoted
from schedules.reading.binding.rowed import group
from schedules.reading.binding.standing import stands
from schedules.reading.binding.ventured import ventured
from schedules.reading.binding.waits import WAITS, wait_over
from schedules.reading.binding.wares import WARES, lists_dates, of_a_finale, on_disc, told_earlier
from schedules.reading.binding.withdrawn import MENDING, became, day_denied, not_then, swapped, taken
from schedules.reading.binding.years import year_giver, year_givers
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import RELEASING, Kind, Mark


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
        denied = day_denied(scene, link.date)
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
    if not WARES.isdisjoint(scene.vocabulary) and on_disc(scene, date, governor):
        return None
    if governor is not None and (of_a_finale(scene, date, governor) or told_earlier(scene, date, governor)):
        return None
    if "dates" in scene.vocabulary and lists_dates(scene, date):
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
    return services.as_of(scene, date) or services.is_on(scene, date) or services.offered(scene, date)


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
    return copulas.all_that_is_told(scene, date) if not _TOLD_OF.isdisjoint(words[date.end : date.end + 3]) else None


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
    return copulas.foreseen(case.scene, case.date, case.governor) if case.governor is not None else None


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
    listed = not_until(case) or rows.lined(case.scene, case.date)
    listed = listed or in_a_list(case.scene, case.date, case.earlier, case.year)
    listed = listed or copulas.copula(case.scene, case.date)
    listed = listed or guesses.hedged(case.scene, case.date)
    return listed or patterns.fallback(case.scene, case.date, case.year) or NOBODYS


_RULES = (
    of_a_post,
    only_follows,
    _opposed,
    _in_turn,
    told_apart,
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
    by_event,
)
"""The rules in the order of their priority: the first that speaks decides."""
