"""Seasons that a sentence says will not come."""

from collections.abc import Iterator
from itertools import pairwise

from schedules.model import Status
from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.rowed import group
from schedules.reading.binding.rows import looks_ahead
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.prospects.prospect import Prospect, near, only_until
from schedules.reading.scenes.doubt import Doubt, denied, doubted
from schedules.reading.scenes.owned import PEOPLE
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import form_of
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def cancelled(scene: Scene, mark: Mark, doubt: Doubt) -> Iterator[Prospect]:
    """The shows that a word calls off, unless it is only asked, feared or denied, or there is a day before which."""
    asked = doubt.question and scene.text.words[scene.first] != "why"
    nothing = not _NOTHING.isdisjoint(scene.words(mark.end, mark.end + 1))
    if only_until(scene, mark.end) or asked or nothing or denied(scene, mark) or _not_then(scene, mark):
        return
    if scene.text.words[scene.first] == "why" and "will" in scene.words(mark.start - 3, mark.start):
        return  # "Why they will cancel Echo": an opinion
    if escaped(scene, mark) or _saved(scene) or _only_a_story(scene, mark) or _another_object(scene, mark):
        return
    target = _called_off(scene, mark) or _left_out(scene, mark)
    hedges = [m for m in (*doubt.hedges, *doubt.former) if m.start < mark.end and m.start != mark.start]
    if target is None or target.owned or (doubted(scene, mark, hedges) and not _was_planned(scene, mark, target)):
        return
    if _of_its_people(scene, mark, target) or _only_inside(scene, mark, target) or _a_hero(scene, mark):
        return
    people = not {word.removesuffix("s") for word in scene.words(target.start - 4, target.start)}.isdisjoint(PEOPLE)
    if people and scene.words(target.end, target.end + 2) not in _WHICH:
        return
    if target.season is None and scene.text.words[mark.end - 1] == "instead":
        return
    yield from (Prospect(each, Status.CANCELLED, mark, "cancelled") for each in row_of(scene, mark, target))
    itself = _together_with(scene, mark) if target.start >= mark.end else None
    if itself is not None:
        yield Prospect(itself, Status.CANCELLED, mark, "cancelled")


_NOTHING = frozenset({"nothing", "nobody", "none", "no"})
_WHICH = ([",", "which"], [",", "itself"])


def _only_a_story(scene: Scene, mark: Mark) -> bool:
    """Whether what doesn't go on is told by a show: "it will not continue the story of the first series"."""
    ends = scene.text.words[mark.end - 1] == "continue"
    return ends and not _STORIES.isdisjoint(scene.words(mark.end, mark.end + 3))


_STORIES = frozenset("story stories storyline storylines plot plots arc arcs tale thread threads continuity".split())


def _together_with(scene: Scene, mark: Mark) -> Target | None:
    """ "The series has been cancelled together with A and B": what was called off, not only its company."""
    if scene.words(mark.end, mark.end + 1) not in _COMPANY:
        return None
    for target in scene.targets:
        plain = target.tag in {"it", "series"} and target.role is Role.PRONOUN and target.end <= mark.start
        if plain and all(word in _HAS_BEEN for word in scene.words(target.end, mark.start)):
            return target
    return None


_COMPANY = (["with"], ["along"], ["together"], ["alongside"], ["like"])
_HAS_BEEN = frozenset("has have had been was were is also then already being got itself later now".split())


def _was_planned(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether a season is told of as a plan that was: "a seventh, which had been planned, may turn into a film"."""
    if target.season is None or target.end > mark.start or not mark.end - mark.start > 1:
        return False
    between, lead = scene.words(target.end, mark.start), scene.words(target.start - _WAS_TO_BE, target.start)
    planned = any(one in {"been", "was"} and other in _PLANNED for one, other in pairwise(between))
    planned = planned or "what" in lead[:2]  # "what was to have been a third season will now be a film"
    return planned and not _FILMS.isdisjoint(scene.words(mark.start, mark.end))


_WAS_TO_BE = 7
_FILMS = frozenset({"film", "movie"})
_PLANNED = frozenset({"planned", "announced", "ordered", "promised", "intended"})


def _saved(scene: Scene) -> bool:
    """Whether the same sentence tells that somebody else goes on with it."""
    rescues = [m for m in scene.of(Kind.ORDER) if not _RESCUES.isdisjoint(scene.text.words[m.start : m.end])]
    if any(not denied(scene, m) for m in rescues):
        return True
    words = scene.words(scene.first, scene.last)
    if "home" in words and words[words.index("home") - 1] == "new" and len(scene.shows) == 1:
        return True  # "axed last year, it has found a new home"
    return any(word in _SAVED and words[at - 1] not in _NOT_SAVED for at, word in enumerate(words))


_RESCUES = frozenset("saved rescued revived resurrected revives rescues picked picks uncancelled un-cancelled".split())


_SAVED = frozenset({"saved", "rescued", "revived", "resurrected"})
_NOT_SAVED = frozenset({"be", "'t", "not", "never", "get", "being"})


def _of_its_people(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether what ends is something of a hero's, not the show: "members of Echo's old unit are killed off"."""
    if target.start >= mark.end and _has_an_occasion(scene, target):
        return True
    owned = target.season is None and scene.words(target.end, target.end + 1) == ["'s"]
    between = scene.words(target.end, mark.start)
    if mark.start > target.end and not _OCCASIONS.isdisjoint(between):
        return True
    return owned and len(between) > 1 and _OF_A_SHOW.isdisjoint(between)


def _has_an_occasion(scene: Scene, target: Target) -> bool:
    """Whether a show only says what an occasion is of: "cancelled Echo's panel", "pulled the “Echo” premiere party"."""
    after = scene.words(target.end, target.end + _PHRASE)
    last = next((at for at, word in enumerate(after) if word in _ENDS_A_PHRASE), len(after))
    return not _OCCASIONS.isdisjoint(after[:last])


_PHRASE = 7
_ENDS_A_PHRASE = frozenset(
    ", . ; : – — ( ) and but after before following ahead at with in on because for from due despite since to".split()
)
_OF_A_SHOW = frozenset(
    (
        "season series show run future third second fourth fifth revival spinoff new return cancellation renewal order "
        "pickup"
    ).split()
)
_OCCASIONS = frozenset("party event screening tour concert appearance panel exhibition parade".split())


def _a_hero(scene: Scene, mark: Mark) -> bool:
    """ "Echo won't return for Saltmarsh season two": who is not in another show is its hero, and that goes on."""
    phrase = scene.words(mark.start, mark.end + 1)
    after = next((t for t in scene.targets if t.start >= mark.end and t.role is Role.SHOW), None)
    if _RETURNING.isdisjoint(phrase) or {"for", "in", "to"}.isdisjoint(phrase) or after is None:
        return False
    return any(t.role is Role.SHOW and t.show is not after.show and t.end <= mark.start for t in scene.targets)


_RETURNING = frozenset({"return", "returning", "back", "appear"})


def _only_inside(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether somebody is only gone from a show: "axed from Echo", "killed off in the second season"."""
    if target.start < mark.end:
        return False
    return scene.words(mark.end, mark.end + 1) in _INSIDE and target.start - mark.end <= _CLOSE


_INSIDE = (["from"], ["in"], ["during"])
_CLOSE = 4


def _another_object(scene: Scene, mark: Mark) -> bool:
    """Whether what is ended stands behind the word and is no show: "cancelled his subscription", "ended its run"."""
    after = scene.words(mark.end, mark.end + 4)
    if not after or after[0] not in _THEIRS or scene.text.words[mark.end - 1] not in _ENDING:
        return False
    if not _SEVERAL.isdisjoint(scene.words(mark.end + 1, mark.end + _PHRASE)):
        return False  # "cancelled its last two dramas, A and B"
    shows = [t for t in scene.targets if mark.end <= t.start <= mark.end + 4 and t.role is Role.SHOW]
    return not shows or not _APART.isdisjoint(scene.words(mark.end, shows[0].start))


_SEVERAL = frozenset({"shows", "dramas", "comedies", "sitcoms", "thrillers"})
_APART = frozenset({"after", "over", "because", "for", "in", "on", "with"})
_THEIRS = frozenset({"his", "her", "their", "my", "our", "your", "its"})
_ENDING = frozenset({"cancelled", "canceled", "cancels", "cancel", "ended", "scrapped", "ditched", "axed"})


def escaped(scene: Scene, mark: Mark) -> bool:
    """Whether the end did not come: "saved from cancellation", "nearly cancelled", "denies that it was cancelled"."""
    if not _ESCAPES.isdisjoint(scene.words(mark.start - 3, mark.start)):
        return True
    if not _MODALS.isdisjoint(scene.words(mark.start - 2, mark.start)) or _foreseen(scene, mark):
        return True
    if _supposed(scene, mark):
        return True
    lead = scene.words(mark.start - 3, mark.start)
    if not _HELD.isdisjoint(lead) and _IS.isdisjoint(lead):
        return True
    return any(m.end <= mark.start and m.start >= mark.start - 10 for m in scene.of(Kind.DENY) if m.tag != "untrue")


_HELD = frozenset({"reported", "thought", "believed", "presumed", "declared", "feared"})
"""Verbs by which a show is only held to be cancelled: "one trade had reported it cancelled"."""
_IS = frozenset({"is", "was", "had", "has", "that", "been", ","})


def _foreseen(scene: Scene, mark: Mark) -> bool:
    """ "You can be sure that Hulu will decide to cancel it": what somebody will make up its mind to do is a guess."""
    lead = [word for word in scene.words(mark.start - 5, mark.start) if word not in QUOTES]
    return lead[-2:] == ["decide", "to"] and not {"will", "'ll"}.isdisjoint(lead)


def _supposed(scene: Scene, mark: Mark) -> bool:
    """Whether it is only a condition, or what nobody knows: "if it is cancelled", "unclear whether it will be axed"."""
    lead = scene.words(mark.start - _CLAUSE, mark.start)
    at = max((i for i, word in enumerate(lead) if word in _IFS), default=-1)
    return at >= 0 and lead[at - 1 : at] not in (["as"], ["even"]) and _NEW_CLAUSE.isdisjoint(lead[at:])


_CLAUSE = 10
_IFS = frozenset({"if", "whether", "unless"})
_NEW_CLAUSE = frozenset(", ; : that when after because since which who was were had".split())
_MODALS = frozenset({"would", "could", "might", "may", "should", "can"})
_ESCAPES = frozenset(
    (
        "survived survives survive escaped escapes escape avoided avoids avoid dodged dodges dodge nearly almost from "
        "spared averted averts against narrowly despite instead whose who"
    ).split()
)


def _not_then(scene: Scene, mark: Mark) -> bool:
    """Whether what is refused is a day or a licence, not the show: "won't return in 2018"."""
    if not _LICENCES.isdisjoint(scene.words(mark.end, mark.end + 3)):
        return True
    if any(_is_the_day(scene, d, mark) for d in scene.dates):
        return True
    refused = not _REFUSING.isdisjoint(scene.text.words[mark.start : mark.end])
    return refused and any(d.start >= mark.end and scene.distance(mark.end, d.start) <= 0.6 for d in scene.dates)


def _is_the_day(scene: Scene, date: DateMention, mark: Mark) -> bool:
    """ "The June 7 premiere of Echo was scrapped": a day, not the show."""
    if 0 <= date.start - mark.end <= 1 and scene.words(date.end, date.end + 1) in _A_DAY:
        return True
    nouns = (m for m in scene.of(Kind.RELEASE) if 0 <= m.start - date.end <= 1 and form_of(scene, m) == "noun")
    return date.end < mark.start and scene.distance(date.end, mark.start) <= 2 and next(nouns, None) is not None


_A_DAY = (["date"], ["premiere"], ["launch"], ["slot"], ["release"], ["debut"], ["window"])
_LICENCES = frozenset({"license", "licence", "licenses", "licences", "contract", "contracts", "agreement"})


_REFUSING = frozenset({"not", "'t", "never"})


def _called_off(scene: Scene, mark: Mark) -> Target | None:
    """What a word for a cancellation ends.

    The noun has it in "of" or right before it; a service that acts has it after the verb; else it is what is near.
    """
    word = scene.text.words[mark.start]
    if word.startswith("cancel") and word.endswith(("lation", "lations")):
        close = [
            t
            for t in scene.targets
            if t.role in SHOW_OR_SEASON and (mark.end <= t.start <= mark.end + 4 or 0 <= mark.start - t.end <= 1)
        ]
        return close[0] if close else None
    acting = any(
        0 <= mark.start - m.end <= 3 and scene.words(m.start - 1, m.start) not in (["which"], ["that"])
        for m in scene.of(Kind.SERVICE)
    ) and "by" not in scene.words(mark.start - 4, mark.start)
    told = not acting and any(0 <= mark.start - m.end <= _AUXILIARIES for m in scene.of(Kind.SERVICE))
    target = near(
        scene, mark, 2.8, pronouns=True, after=acting, before=told and "by" not in scene.words(mark.end, mark.end + 2)
    )
    if target is None and scene.words(mark.start - 2, mark.start) == ["before", "being"]:
        target = near(scene, mark, _CLAUSES, before=True)  # "A, which ran for two seasons before being cancelled"
    if target is None and acting and len({t.show for t in scene.targets if t.show is not None}) == 1:
        target = near(scene, mark, 2.8)
    reversed_order = scene.text.words[mark.start].startswith("revers")
    ordered = target is not None and any(mark.end <= m.start < target.start for m in scene.of(Kind.ORDER))
    if ordered and not reversed_order:
        return None
    if target is not None and target.role is Role.PRONOUN and _of_a_thing(scene, target):
        return None
    return target if target is None or not _only_somebody(scene, mark, target) else None


_AUXILIARIES = 2
_CLAUSES = 6.0


def _left_out(scene: Scene, mark: Mark) -> Target | None:
    """ "Axed after two seasons.": a line of no more than that is of what the line above it names."""
    said = scene.words(mark.end, mark.end + 1)
    brief = scene.last - scene.first <= BRIEF and mark.start == scene.sentence.first and said in _LINES
    alone = brief and not any(t.season is None or t.season.label != "count" for t in scene.targets)
    return Target(Role.PRONOUN, mark.start, mark.start, tag="it") if alone else None


BRIEF = 8
_LINES = (["after"], ["in"], ["."], ["last"], ["by"])


def _of_a_thing(scene: Scene, pronoun: Target) -> bool:
    """Whether a pronoun means something else than a show: "before it was pulled, the panel for Echo was awaited"."""
    named = looks_ahead(scene, pronoun)
    return antecedent(scene, pronoun) == (None, True) or (named is not None and named.role is Role.OTHER)


def _only_somebody(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether a person is not in a season that comes all the same: "Doe isn't returning for the second season"."""
    between = scene.words(mark.end, target.start)
    if (
        target.start < mark.end
        or {"for", "in", "to"}.isdisjoint(between)
        or scene.words(mark.end, mark.end + 1) == ["a"]
    ):
        return False
    if any(_is_the_day(scene, d, mark) for d in scene.dates):
        return True
    refused = not _REFUSING.isdisjoint(scene.text.words[mark.start : mark.end])
    person = scene.text.capital(mark.start - 1) and not any(m.end == mark.start for m in scene.of(Kind.SERVICE))
    return refused and person and not any(t.end == mark.start and t.role is not Role.OTHER for t in scene.targets)


def row_of(scene: Scene, mark: Mark, target: Target) -> list[Target]:
    """All shows that one word calls off: "canceled A in October, B a week later and C last Thursday"."""
    row = group(scene, target)
    for other in scene.targets:
        last = max(row[-1].end, mark.end)
        if other.role is not Role.SHOW or other in row or other.start <= last:
            continue
        between = _without_a_count(scene.words(last, other.start))
        dated = target.start >= mark.end or any(last <= d.start < other.start for d in scene.dates)
        if len(between) > 8 or not dated or not _ASIDE.isdisjoint(between):
            break
        row.append(other)
    return row


def _without_a_count(between: list[str]) -> list[str]:
    """What stands between two shows, without how long the first ran: "A, after two seasons, and B"."""
    counted = (
        between[:2] in ([",", "after"], ["after"]) or between[:3] == [",", "which", "ran"] or between[:1] == ["after"]
    )
    ends = next((i for i, word in enumerate(between) if word in {"season", "seasons"}), None)
    return between[ends + 1 :] if counted and ends is not None else between


_ASIDE = frozenset(
    {
        *("has", "is", "will", "'ll", "renewed", "renews", "ordered", "orders", "picked"),
        ";",
        "but",
        "same",
        "while",
        "after",
        "before",
        "that",
        "which",
        "leaving",
        "as",
        "when",
        "like",
        "way",
    }
)
