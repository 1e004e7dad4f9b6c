"""Shows that are told to have been called off beside another: "as it did with A and B", "the other two having been"."""

from collections.abc import Iterator

from schedules.model import Status
from schedules.reading.binding.precedents import BEGINNING, followed
from schedules.reading.binding.rowed import group
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.doubt import denied
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark


def fellows(scene: Scene) -> Iterator[Prospect]:
    """The shows that a sentence tells were called off before, whether or not it doubts or asks of another."""
    told = Kind.CANCEL in scene.by_kind or not _TELLING.isdisjoint(scene.vocabulary)
    for target in scene.targets if told else ():
        if target.role is not Role.SHOW or target.owned or not target.firm:
            continue
        mark = _likewise(scene, target) or _the_others(scene, target) or _the_first(scene, target)
        mark = mark or _one_before(scene, target) or _as_well(scene, target) or _turn(scene, target)
        mark = mark or _days_before(scene, target) or followed(scene, target)
        if mark is not None:
            yield from (Prospect(each, Status.CANCELLED, mark, "fellow") for each in group(scene, target))
        yield from _in_company(scene, target)


def _in_company(scene: Scene, target: Target) -> Iterator[Prospect]:
    """ "“Echo” joins A and B on the list of cancelled shows", "follows A and B onto the scrapheap"."""
    at = scene.begins(target)
    if scene.words(at - 1, at) not in _JOINING or scene.of(Kind.NEGATION, Kind.HEDGE):
        return
    row = group(scene, target)
    after = scene.words(row[-1].end, row[-1].end + 12)
    placed = not _PLACES.isdisjoint(after[:4])
    ends = [m for m in scene.of(Kind.CANCEL) if placed and row[-1].end <= m.start <= row[-1].end + 12]
    if not (ends or (placed and not _FATES.isdisjoint(after))):
        return
    joined = [t for t in scene.targets if t.role is Role.SHOW and at - 4 <= t.end <= at - 1]
    mark = ends[0] if ends else None
    yield from (Prospect(each, Status.CANCELLED, mark, "fellow") for each in (*joined, *row))


def _likewise(scene: Scene, target: Target) -> Mark | None:
    """ "in the same way that it did with A and B", "may go the way of A"."""
    at = scene.begins(target)
    lead = scene.words(at - 7, at)
    if lead[-3:] == ["the", "way", "of"] and not _GOING.isdisjoint(lead[-4:-3]):
        return Mark(Kind.CANCEL, at - 3, at)
    if lead[-2:] in _AS_WERE:
        return _ended_before(scene, at)
    if lead[-2:-1] not in _DID or lead[-1] not in _WITH:
        return None
    if _LIKE.isdisjoint(lead) or "not" in lead:
        return None
    told = [m for m in scene.of(Kind.CANCEL, Kind.ORDER) if m.end <= at]
    return told[-1] if told and told[-1].kind is Kind.CANCEL and not denied(scene, told[-1]) else None


def _the_others(scene: Scene, target: Target) -> Mark | None:
    """ "cancels a series for the third time, the other two having been A and B"."""
    at = scene.begins(target)
    lead = scene.words(at - 6, at)
    while lead and lead[-1] in _WERE:
        lead.pop()
    return _ended_before(scene, at) if lead[-2:] == ["the", "others"] or lead[-3:-1] == ["the", "other"] else None


def _the_first(scene: Scene, target: Target) -> Mark | None:
    """ "One by one, beginning with A last year, it has been cancelling its dramas", or the other way round."""
    if scene.words((at := scene.begins(target)) - 2, at) not in BEGINNING:
        return None
    behind = (m for m in scene.of(Kind.CANCEL) if m.start >= target.end and not denied(scene, m))
    return next(behind, None) or _ended_before(scene, at)


def _one_before(scene: Scene, target: Target) -> Mark | None:
    """ "The blow came with A, and then with the cancellation of B"."""
    at = scene.begins(target)
    if scene.words(at - 1, at) != ["with"]:
        return None
    for mark in scene.of(Kind.CANCEL):
        lead = scene.words(mark.start - 4, mark.start)
        if mark.start > target.end and lead[-2:] == ["with", "the"] and "and" in lead[:2]:
            return mark
    return None


def _as_well(scene: Scene, target: Target) -> Mark | None:
    """ "three days after A got the boot, and ten after B did": the verb is left out the second time."""
    at = scene.begins(target)
    done = scene.words(target.end, target.end + 2)
    if done[:1] not in _DID_TOO and done not in _HAD_BEEN:
        return None
    end = target.end + (2 if done in _HAD_BEEN else 1)
    if end < scene.last and scene.text.words[end] not in _CLOSING:
        return None
    return _ended_before(scene, at) if scene.words(at - 1, at) in _COMPARING else None


def _turn(scene: Scene, target: Target) -> Mark | None:
    """ "A week later it was A's turn; a third season was being written when the plug was pulled"."""
    if scene.words(target.end, target.end + 2) != ["'s", "turn"]:
        return None
    return next((m for m in scene.of(Kind.CANCEL) if not denied(scene, m)), None)


def _days_before(scene: Scene, target: Target) -> Mark | None:
    """ "Seven days after A, B has been cancelled as well": what is called off so long after another, too."""
    at = scene.begins(target)
    lead = scene.words(at - 3, at)
    if lead[2:] != ["after"] or lead[1] not in _SPANS or scene.words(target.end, target.end + 1) != [","]:
        return None
    ends = [m for m in scene.of(Kind.CANCEL) if m.start >= target.end and not denied(scene, m)]
    too = ends and not {"too", "also"}.isdisjoint(scene.words(target.end, scene.last))
    well = ends and "as well" in " ".join(scene.words(ends[0].end, ends[0].end + 4))
    return ends[0] if too or well else None


_SPANS = frozenset("day days week weeks month months hours".split())
_DID_TOO = (["did"], ["was"], ["had"])
_HAD_BEEN = (["had", "been"], ["has", "been"])
_COMPARING = (["after"], ["before"], ["as"], ["like"], ["way"])
_CLOSING = frozenset({".", ",", ";", ")", "!", "and", "–", "—"})


def _ended_before(scene: Scene, at: int) -> Mark | None:
    told = [m for m in scene.of(Kind.CANCEL) if m.end <= at and not denied(scene, m)]
    return told[-1] if told else None


_GOING = frozenset({"go", "goes", "going", "gone", "went"})
_JOINING = (["joins"], ["joined"], ["joining"], ["follows"], ["followed"], ["following"])
_PLACES = frozenset({"on", "onto", "into", "in", "among", "to"})
_FATES = frozenset({"scrapheap", "graveyard", "bin", "dustbin", "grave", "boneyard"})
_TELLING = _FATES | {"way"}
_DID = (["did"], ["done"], ["happened"])
_WITH = frozenset({"with", "to", "for"})
_AS_WERE = (["as", "were"], ["as", "was"], ["so", "were"], ["so", "was"])
_LIKE = frozenset({"as", "like", "way"})
_WERE = frozenset({"having", "been", "being", "were", "are", ",", ":", "–", "—"})
