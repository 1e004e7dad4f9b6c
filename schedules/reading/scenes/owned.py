"""Names that only say whose somebody or something is: "the Echo creator's new drama", "the trailer of Echo"."""

from typing import Final

from schedules.reading.names.targets import Role, Target
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Mark
from schedules.reading.words.text import QUOTES, Text

_BEFORE_NAMES = frozenset("the 's a new".split()) | QUOTES | HOUSES


def of_theirs(text: Text, target: Target) -> bool:
    """Whether somebody has the name, so that it is a person or a team: "its Ranger", "three of its Rangers"."""
    return (
        target.season is None
        and target.start > 0
        and text.words[target.start - 1] in {"its", "his", "her", "their", "our", "my", "those"}
    )


def has_people(text: Text, target: Target) -> bool:
    """Whether a show only says whose somebody is: "Echo actor Jane Doe"."""
    end = target.end
    if end < len(text.words) and text.words[end] in _CLOSING:
        end += 1
    after = text.words[end : end + 1]
    if after == ["'s"] and text.words[target.start - 1] in CASTING and text.capital(end + 1):
        return target.season is None  # "starring Echo's Jane Doe"
    return target.season is None and after != [] and after[0] in PEOPLE and text.capital(end + 1)


CASTING: Final = frozenset({"starring", "featuring", "stars"})
_CLOSING: Final = frozenset({"”", '"', "’", "'"})
_PEOPLE_OF = frozenset("lead man lady showrunner creator director star hero heroine villain boss composer".split())
PEOPLE = frozenset("star creator director writer actor actress showrunner producer author boss alum veteran".split())
"""Who is not a show, though the show's name stands beside."""
_OFFSHOOTS = frozenset({"prequel", "sequel"})
_WORLDS = frozenset({"saga", "franchise", "universe"})
_FILMS = frozenset({"film", "movie", "novel", "book", "musical", "game", "album", "manga"})
_ARTICLED = frozenset({"the", "a", "new", "original", "classic", "video"})
_OTHER_WORK = frozenset("new next latest other upcoming film movie previous".split())


def by_their_maker(text: Text, target: Target) -> bool:
    """Whether a show only says what another comes from: "the Echo creator's new drama", "an Echo prequel"."""
    at = target.start - 1 if text.words[target.start - 1] in QUOTES else target.start
    if text.words[max(0, at - 2) : at] == ["known", "for"]:
        return text.words[target.end : target.end + 1] != ["("]
    if target.season is None and at > 1 and text.words[at - 1] in _FILMS and not text.in_title:
        return text.words[at - 2] in _ARTICLED or text.words[at - 2].isdecimal()  # "the film Echo", "the 2010 film"
    words = text.words[target.end : target.end + 5]
    if words[:1] == ["day"] and text.capital(target.end) and target.season is None:
        return True  # "Echo Day"
    if words[:3] == ["spin", "-", "off"] and target.season is None and text.capital(target.end + 3):
        return True  # "the next Echo spin-off Saltmarsh"
    if words[:1] and words[0] in _WORLDS and target.season is None:
        return True  # "the next chapter in the Echo saga"
    if words[:1] and words[0] in _OFFSHOOTS:  # but a spin-off may be named before the word: "the Echo spin-off"
        return target.season is None
    if words[1:2] in (["'"], ["’"]) and words[0][:-1] in PEOPLE:
        return True  # "the Echo creators' new comedy"
    return words[1:2] == ["'s"] and words[0] in PEOPLE and not _OTHER_WORK.isdisjoint(words[2:])


_BEFORE_A_THING = QUOTES | frozenset(
    (
        "'s ’ new first season christmas holiday festive final last latest upcoming official full opening closing "
        "theme main original next"
    ).split()
)


def owned_by(text: Text, target: Target, things: list[Mark]) -> bool:
    """Whether a target only says whose a thing is: "the trailer of “Echo”"."""
    if target.owned:
        return True
    after = target.end
    while after < len(text.words) and after < target.end + 3 and text.words[after] in _BEFORE_A_THING:
        after += 1
    if any(target.end <= m.start <= after for m in things):
        return True
    season = target.season
    if season is not None and any(season.end == m.start < target.end for m in things):
        return True
    if any(
        m.end == target.start and m.end - m.start > 1 and text.words[m.end - 1] in {"of", "from", "to"} for m in things
    ):
        return True
    if text.words[target.end : target.end + 1] == ["'s"] and not _PEOPLE_OF.isdisjoint(
        text.words[target.end + 1 : target.end + 3]
    ):
        return True
    lead = target.start - 1
    loose = target.role is Role.PRONOUN and target.tag == "series"
    while (
        lead > 0
        and lead > target.start - 5
        and (text.words[lead] in _BEFORE_NAMES or (loose and text.raw[lead].isalpha() and text.words[lead] != "of"))
    ):
        lead -= 1
    if lead < 1 or text.words[lead] not in {"of", "for", "on", "from", "to", "in", "at", "about"}:
        return False
    return any(m.end == lead for m in things)
