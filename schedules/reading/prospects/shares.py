"""The seasons that each of several shows has, told at once: "both are back for second seasons"."""

from dataclasses import replace
from typing import Final

from schedules.reading.binding.rowed import group
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.text import QUOTES


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


def of_one_show(row: list[Target]) -> list[Target]:
    """ "It was granted a season 2 and a season 3": seasons without a show that stand in a row are of one show."""
    numbers = [t.season.number for t in row if t.role is Role.SEASON and t.season is not None and not t.season.others]
    if len(row) < 2 or len(numbers) != len(row) or row[0].season is None or None in numbers:
        return row
    others = tuple(number for number in numbers[1:] if number is not None)
    return [replace(row[0], season=replace(row[0].season, others=others))]


def with_their_own(scene: Scene, last: Target) -> list[Target]:
    """ "Renewed A for its fifth season and B for its second": the shows behind, each with a season of its own."""
    if len(scene.seasons) < 2:
        return []
    found = []
    for show in scene.targets:
        if show.role is not Role.SHOW or show.start < last.end or show.season is not None:
            continue
        season = next((t for t in scene.targets if t.role is Role.SEASON and t.start >= show.end), None)
        between = [w for w in scene.words(show.end, season.start) if w not in QUOTES] if season is not None else []
        if season is not None and season.season is not None and between in _FOR_ITS and season.season.number:
            found.append(replace(show, season=season.season))
    return found


_FOR_ITS: Final = (["for", "its"], ["for", "a"], ["for", "another"], ["for", "his"], ["for", "her"])
