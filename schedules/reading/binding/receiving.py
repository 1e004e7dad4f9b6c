"""Seasons that people get: "viewers in America will get “Echo” in June", "which the rest of the world gets in June"."""

from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.link import BESIDE, Link
from schedules.reading.binding.rowed import group
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Mark
from schedules.reading.words.text import QUOTES


def received(scene: Scene, date: DateMention, governor: Mark) -> Link | None:
    """A date on which viewers get what the verb has as its object, or what the relative before them means."""
    people = _receivers(scene, governor)
    if people is None or governor.end > date.start:
        return None
    after = [t for t in scene.targets if governor.end <= t.start and t.end <= date.start]
    if not after:
        return _of_which(scene, date, governor, people)
    got = after[0]
    led = all(w in _BEFORE_OBJECT for w in scene.words(governor.end, got.start))
    row = group(scene, got) if got.role is not Role.PRONOUN else [got]
    if not led or not all(w in BESIDE for w in scene.words(row[-1].end, date.start)):
        return None
    if got.role is Role.PRONOUN:
        return Link(date, governor, (), "pronoun") if got.tag in {"it", "series"} else None
    return Link(date, governor, tuple(row), "received") if got.role is not Role.OTHER and not got.owned else None


def _of_which(scene: Scene, date: DateMention, governor: Mark, people: int) -> Link | None:
    """ "the first hour of “Echo”, which the rest of the planet gets on June 7"."""
    relative = next((t for t in scene.targets if t.tag in {"which", "that"} and people - 6 <= t.end <= people), None)
    if relative is None or not all(w in BESIDE for w in scene.words(governor.end, date.start)):
        return None
    before = [t for t in scene.targets if t.end <= relative.start and t.role in SHOW_OR_SEASON]
    near = bool(before) and all(w in _JOINT for w in scene.words(before[-1].end, relative.start))
    meant: Target | None = before[-1] if near else antecedent(scene, relative)[0]
    return Link(date, governor, tuple(group(scene, meant)), "received") if meant is not None else None


def _receivers(scene: Scene, governor: Mark) -> int | None:
    """Where those who get it stand; None where it is no viewers who do."""
    if _GETTING.isdisjoint(scene.text.words[governor.start : governor.end]):
        return None
    lead = scene.words(governor.start - 8, governor.start)
    at = next((i for i in range(len(lead) - 1, -1, -1) if lead[i] in _VIEWERS), None)
    if at is None or not {",", ";", ":", "that"}.isdisjoint(lead[at + 1 :]):
        return None
    return governor.start - len(lead) + at


_GETTING = frozenset("get gets got getting receive receives received".split())
_VIEWERS = frozenset(
    (
        "viewers fans subscribers audiences audience members us we you everyone everybody planet world public "
        "country britons brits americans canadians australians"
    ).split()
)
_BEFORE_OBJECT = frozenset("the 's a to see all of new their our your finally".split()) | QUOTES
_JOINT = frozenset({",", "’s", "'s"}) | QUOTES
