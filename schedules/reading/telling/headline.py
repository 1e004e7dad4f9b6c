"""What the headline says the article is about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind

if TYPE_CHECKING:
    from schedules.model import Show

_LEAKS = frozenset("leak leaked leaks rumor rumour rumors rumours".split())


class Headline:
    """What the headline says the article is about."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        titles = [scene for scene in scenes if scene.text.in_title]
        targets = [target for scene in titles for target in scene.targets]
        shows = [target.show for target in targets if target.show is not None]
        self.show: Show | None = shows[0] if shows else None
        """The show it names first."""
        single = len({show.name for show in shows}) == 1
        self.seasons: dict[str, int] = {}
        """The season that it names of each show, the first to come where it names several."""
        for target in targets:
            show = target.show or (self.show if single else None)
            if show is not None and target.season is not None and target.season.number:
                self.seasons[show.name] = min(target.season.number, self.seasons.get(show.name, 99))
        self.single = single or (self.show is not None and list(self.seasons) == [self.show.name])
        """Whether it is about one show."""
        self.special = any({"christmas", "special"} <= set(scene.text.words) for scene in titles)
        """Whether it speaks of a Christmas special, which is an episode."""
        self.leak = any(not _LEAKS.isdisjoint(scene.text.words) for scene in titles)
        """Whether it speaks of a leak or a rumour."""
        self.denied = {t.show.name for s in titles if _untrue(s) for t in s.targets if t.show is not None}
        """The shows of which it calls something untrue."""


def _untrue(title: Scene) -> bool:
    """Whether a headline calls something untrue: "denies", "No, it has not been cancelled"."""
    if title.of(Kind.DENY):
        return True
    ends, denials = title.of(Kind.CANCEL), title.of(Kind.NEGATION)
    return any(0 <= end.start - no.end <= 1 for end in ends for no in denials)
