"""Shows that are told to be gone without a word of calling off: "is done after two seasons", "first fell A, then B"."""

from collections.abc import Iterator

from schedules.model import Status
from schedules.reading.binding.which import after_seasons
from schedules.reading.names.targets import Role, Target
from schedules.reading.prospects.ended import row_of
from schedules.reading.prospects.prospect import Prospect
from schedules.reading.scenes.doubt import Doubt, denied, doubted
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def gone(scene: Scene, mark: Mark, doubt: Doubt, *, ended: bool) -> Iterator[Prospect]:
    """The shows that a word tells to be gone.

    Args:
        scene: the sentence.
        mark: the word.
        doubt: how sure the sentence is.
        ended: whether the article has told before that a show was called off, so that "fell" means that too.
    """
    if doubt.question or denied(scene, mark) or not _ASIDE.isdisjoint(scene.words(mark.end, mark.end + 2)):
        return
    target = _who(scene, mark) if ended or mark.tag == "latest" or _told(scene, mark) else None
    if target is None or target.owned or not target.firm or doubted(scene, mark, doubt.hedges):
        return
    yield from (Prospect(each, Status.CANCELLED, mark, "gone") for each in row_of(scene, mark, target))


def _told(scene: Scene, mark: Mark) -> bool:
    """Whether the sentence itself tells of an end: after so many seasons, of one show after another, of another's."""
    if scene.text.words[mark.start] in _BEING and after_seasons(scene) is not None:
        return True
    if any(m.start > mark.end and not denied(scene, m) for m in scene.of(Kind.CANCEL)):
        return True
    if scene.text.words[mark.end - 1] == ",":
        return "with" in scene.words(mark.start - _NAME, mark.start)  # "with A gone, …"
    words = scene.words(scene.first, scene.last)
    in_a_row = "one" in words and words[words.index("one") :][1:3] in (["after", "another"], ["by", "one"])
    return in_a_row or scene.words(mark.start - 1, mark.start) == ["first"]


_NAME = 6
_BEING = frozenset({"is", "are", "was", "were", "'s"})
_ASIDE = frozenset({"from", "with", "to", "in", "into", "through", "back", "on", "off"})
"""Who is gone from a place, or done with something, is a hero."""


def _who(scene: Scene, mark: Mark) -> Target | None:
    """The show before the word, or right behind a verb that comes first."""
    shows = [t for t in scene.targets if t.role is Role.SHOW]
    before = [t for t in shows if t.end <= mark.start]
    if before and all(word in _BETWEEN for word in scene.words(before[-1].end, mark.start)):
        return before[-1] if before[-1].season is None else None
    after = [t for t in shows if mark.end <= t.start <= mark.end + 2]
    return after[0] if after else None


_BETWEEN = (
    frozenset(
        "is are was were has been 's already now also all both then ) , : – — one after another too since".split()
    )
    | QUOTES
)
"""What may stand between a show and the word that tells it to be gone."""
