"""Shows that a sentence makes known by a name: "has announced a drama called A", "a series that goes by the name A"."""

from collections.abc import Iterator

from schedules.model import Status
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.prospects.slate import PLACED
from schedules.reading.scenes.doubt import doubt_of
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import QUOTES


def christened(scene: Scene) -> Iterator[Prospect]:
    """The shows that are told to be made, or that somebody will be seen in, by the name they are given."""
    if _NAMING.isdisjoint(scene.vocabulary):
        return
    for target in scene.targets:
        if target.role is not Role.SHOW or target.season is not None or not target.firm:
            continue
        if _made(scene, target) and not _refused(scene):
            hedged = any(m.end <= target.start for m in doubt_of(scene).hedges)
            yield Prospect(target, Status.RUMOURED if hedged else Status.UNDATED, None, PLACED)


def _refused(scene: Scene) -> bool:
    return bool(scene.of(Kind.CANCEL, Kind.NEGATION)) or scene.asks


def _made(scene: Scene, target: Target) -> bool:
    """Whether a name is given to a series that is announced, made, or will have somebody in it."""
    at, words = target.start, scene.text.words
    while at > scene.first and words[at - 1] in _BEFORE_NAME:
        at -= 1
    if at == scene.first or words[at - 1] not in _NAMING:
        return False
    lead = scene.words(at - _FAR, at)
    if lead[-1] not in _CALLED and lead[-3:] not in _BY_NAME:
        return False
    nouns = [i for i, word in enumerate(lead) if word in _NOUNS]
    if not nouns or _NEW.isdisjoint(lead[max(0, nouns[-1] - 4) : nouns[-1]]) or len(lead) - nouns[-1] > _NEAR:
        return False
    clause = lead[max((i + 1 for i, word in enumerate(lead[: nouns[-1]]) if word in _BREAKS), default=0) : nouns[-1]]
    return not _MAKING.isdisjoint(clause) and _PAST.isdisjoint(clause)


_FAR, _NEAR = 26, 9
_BEFORE_NAME = QUOTES | {"of", "the", ":"}
_CALLED = frozenset({"called", "titled", "entitled", "named", "dubbed", "christened"})
_NAMING = _CALLED | {"name", "title"}
_BY_NAME = (["by", "the", "name"], ["under", "the", "name"], ["under", "the", "title"], ["with", "the", "title"])
_NOUNS = frozenset(
    (
        "series show drama comedy sitcom thriller miniseries project adaptation spinoff spin-off off revival sequel "
        "prequel reboot"
    ).split()
)
_NEW = frozenset({"a", "an", "another", "new", "own"})
_BREAKS = frozenset({";", "but", "while", "when"})
_MAKING = frozenset(
    (
        "will 'll to announced announces announce unveiled unveils ordered orders making makes developing develops "
        "working planning plans preparing prepares producing greenlit commissioned gets getting upcoming forthcoming"
    ).split()
)
_PAST = frozenset("was were had been used known heard made named since remember after".split())
