"""What a sentence says at once of several shows that are to come, or that are called off."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from schedules.model import Status
from schedules.reading.dates.calendar import AHEAD
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import tense_of
from schedules.reading.words.marks import Kind


def several(scene: Scene, company: Sequence[Target]) -> Iterator[Prospect]:
    """ "each of the four shows, to begin streaming in 2015": several shows are on their way, and none is dated."""
    for target in scene.targets:
        if target.tag != "several" or scene.of(Kind.NEGATION):
            continue
        listed = _listed_behind(scene, target)
        if len(listed or company) < 3:
            continue
        for mark in scene.of(Kind.RELEASE, Kind.WEAK, Kind.ORDER):
            coming = (mark.kind is Kind.ORDER and mark.tag == "dated") or (
                mark.kind is Kind.RELEASE
                and mark.tag not in {"noun", "past"}
                and tense_of(scene, mark).direction == AHEAD
            )
            if coming and scene.distance(min(target.end, mark.end), max(target.start, mark.start)) <= 3:
                yield from (Prospect(each, Status.UNDATED, mark, "several") for each in listed or company)
                return


def _listed_behind(scene: Scene, several: Target) -> list[Target]:
    """ "four series: A, B, C and D": the shows that a colon names."""
    if scene.words(several.end, several.end + 1) != [":"]:
        return []
    return [t for t in scene.targets if t.start > several.end and t.role is Role.SHOW and not t.owned]


def of_both(scene: Scene, company: Sequence[Target]) -> Iterator[Prospect]:
    """ "Both were cancelled"; "neither gets a third season": what is said of the shows named before."""
    if len(company) != 2:
        return
    words = scene.words(scene.sentence.first, scene.sentence.first + 4)
    if {"both", "neither"}.isdisjoint(words) or any(t.role is Role.SHOW for t in scene.targets):
        return
    season = next((t.season for t in scene.targets if t.season is not None), None)
    meant = [replace(t, season=season) for t in company]
    ends = scene.of(Kind.CANCEL)
    if ends and "both" in words:
        yield from (Prospect(each, Status.CANCELLED, ends[0], "both") for each in meant)
    ordered = scene.of(Kind.ORDER) if "both" in words and not (ends or scene.dates or scene.of(Kind.NEGATION)) else ()
    if ordered and season is not None:
        yield from (Prospect(each, Status.UNDATED, ordered[0], "both") for each in meant)
    given = scene.of(Kind.GIVING, Kind.ORDER)
    if given and "neither" in words and season is not None:
        yield from (Prospect(each, Status.CANCELLED, given[0], "both") for each in meant)
