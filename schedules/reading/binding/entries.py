"""Dates without any verb beside the entries of lists."""

from schedules.reading.binding import patterns
from schedules.reading.binding.govern import BIAS
from schedules.reading.binding.link import Link
from schedules.reading.binding.otherwise import does_otherwise
from schedules.reading.binding.rowed import group
from schedules.reading.binding.strays import does_else
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Role
from schedules.reading.scenes.scene import Scene, between
from schedules.reading.words.marks import Kind


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


def in_a_list(scene: Scene, date: DateMention, earlier: list[Link], year: DateMention | None) -> Link | None:
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
    if best is None or does_else(scene, best, date) or (date.until is not None and date.lead == "between"):
        return None
    plain = not (scene.sentence.heading or lined or earlier)
    governor = patterns.inherited(scene, date, earlier)
    if (governor is None and not scene.sentence.heading and best.role is Role.SEASON) or (
        plain and does_otherwise(scene, best, date)
    ):
        return None
    return Link(date, governor, tuple(group(scene, best)), "listed", year)
