"""Shows and seasons that are called off by other words than those for it."""

from collections.abc import Iterator

from schedules.model import Status
from schedules.reading.names.targets import Role
from schedules.reading.prospects.ended import BRIEF, escaped
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.doubt import Doubt, denied, doubted
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def refused_season(scene: Scene) -> Iterator[Prospect]:
    """ "No third season for Echo": a line that says no more than that."""
    first = next((t for t in scene.targets if t.season is not None), None)
    if first is None or first.season is None or (first.season.number or 1) < 2 or scene.of(Kind.UNKNOWN):
        return
    words = scene.words(scene.first, first.season.start)
    if words in (["no"], ["and", "no"], ["so", "no"]) and scene.last - first.end <= 1 and first.show is not None:
        yield Prospect(first, Status.CANCELLED, None, "refused")


def dropped(scene: Scene) -> Iterator[Prospect]:
    """ "Netflix drops A after two seasons": what brings a show elsewhere ends it here."""
    for mark in scene.of(Kind.RELEASE):
        after = scene.text.words[mark.end : mark.end + 8]
        opens = scene.text.words[scene.first] == "after" and scene.words(mark.start - 1, mark.start) in _PASSIVE
        if scene.text.words[mark.start] in _DROPS and ("after" in after or opens) and not scene.dates:
            for target in scene.targets:
                near = target.end + (3 if opens else 2) >= mark.start
                if target.role is Role.SHOW and (target.start >= mark.end or near):
                    yield Prospect(target, Status.CANCELLED, mark, "dropped")
                    return


_PASSIVE = (["been"], ["was"], ["is"])
_DROPS = frozenset({"drops", "dropped", "drop"})


def put_to_an_end(scene: Scene, mark: Mark, doubt: Doubt) -> Iterator[Prospect]:
    """ "It took Netflix a minute to end A": a service that ends a show of its own, but not with a season to come."""
    shows = (t for t in scene.targets if t.role is Role.SHOW)
    target = next((t for t in shows if mark.end in {t.start, scene.begins(t)}), None)
    by = any(0 <= mark.start - m.end <= BRIEF for m in scene.of(Kind.SERVICE))
    if target is None or not by or target.season is not None or target.owned or not target.firm or doubt.question:
        return
    after = scene.words(target.end, target.end + BRIEF)
    if denied(scene, mark) or escaped(scene, mark) or after[:1] == ["with"] or not _TO_COME.isdisjoint(after):
        return
    if not doubted(scene, mark, [m for m in doubt.hedges if m.start < mark.end]):
        yield Prospect(target, Status.CANCELLED, mark, "ended")


_TO_COME = frozenset({"upcoming", "next", "coming", "forthcoming", "final", "last"})


def buried(scene: Scene) -> Iterator[Prospect]:
    """ "Plans for a fourth season were dead within a week": a season whose plans are told to be gone."""
    for mark in scene.of(Kind.GONE) if not _PLANS.isdisjoint(scene.vocabulary) else ():
        if mark.tag == "end":
            continue
        season = next((t for t in reversed(scene.targets) if t.end <= mark.start and t.season is not None), None)
        if season is None or _PLANS.isdisjoint(scene.words(season.start - 3, season.start)) or season.owned:
            continue
        if not denied(scene, mark) and (season.season is not None and (season.season.number or 0) > 1):
            yield Prospect(season, Status.CANCELLED, mark, "buried")


_PLANS = frozenset({"plans", "plan"})
