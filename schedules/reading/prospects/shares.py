"""The seasons that each of several shows has, told at once: "both are back for second seasons"."""

from dataclasses import replace
from typing import Final

from schedules.reading.binding.rowed import group
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene


def all_of_them(scene: Scene, season: Target) -> list[Target]:
    """ "A and B are back for second seasons", "both have a fifth": each of the shows before has one like it."""
    before = [t for t in scene.targets if t.role is Role.SHOW and t.end <= season.start]
    plural = scene.words(season.end - 1, season.end) == ["seasons"] and season.season and not season.season.others
    if not before or not (plural or not _TOGETHER.isdisjoint(scene.words(before[-1].end, season.start))):
        return []
    row = group(scene, before[-1])
    plain = all(t.role is Role.SHOW and t.season is None for t in row)
    return [replace(t, season=season.season) for t in row] if plain and len(row) > 1 else []


_TOGETHER: Final = frozenset({"both", "each", "all"})


def respectively(scene: Scene, row: list[Target]) -> list[Target]:
    """ "A and B are back for their second and third seasons respectively": each show has its own of the seasons."""
    if "respectively" not in scene.vocabulary or len(scene.seasons) != 1 or not scene.seasons[0].others:
        return row
    season = scene.seasons[0]
    if row[-1].role is Role.SEASON:
        before = [t for t in scene.targets if t.role is Role.SHOW and t.end <= row[-1].start]
        row = group(scene, before[-1]) if before else row
    if len(row) != 1 + len(season.others):  # of another of the row nobody follows what becomes
        first = scene.words(row[-1].end, row[-1].end + 1) in _GOES_ON
        return [replace(row[0], season=replace(season, others=()))] if len(row) == 1 and first else row
    return [
        replace(each, season=replace(season, number=number, others=()))
        for each, number in zip(row, (season.number, *season.others), strict=True)
    ]


_GOES_ON: Final = (["and"], [","], ["&"])
