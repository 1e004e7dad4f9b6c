"""What a text named together last: whom "both", "the latter" and "the four shows" mean."""

from collections.abc import Sequence

from schedules.reading.binding.company import ONE_OF_TWO, beside_a_stranger, of_a_pair, two_seasons
from schedules.reading.binding.link import Link
from schedules.reading.names.targets import Target
from schedules.reading.scenes.scene import Scene

_OF_LATE = 60
"""Two that were named more words ago are former and latter no more."""


class Party:
    """The shows, or the seasons, named together, sentence by sentence."""

    def __init__(self) -> None:
        self.shows: list[Target] = []
        """The shows of the last sentence that named more than one."""
        self.pair: dict[str, Target] = {}
        """The former and the latter of two seasons that were named together last, or of a show and a stranger."""
        self._met = 0
        """Where the sentence ends in which the shows were named."""

    def meet(self, scene: Scene, shows: Sequence[Target]) -> None:
        """Remember the shows of a sentence: several, one beside a title that isn't followed, or one's two seasons."""
        if len(shows) == 1:
            stranger = beside_a_stranger(scene, shows[0]) if "and" in scene.vocabulary else {}
            self.pair = stranger or (two_seasons(scene, shows[0]) if scene.seasons else {}) or self.pair
        if len(shows) > 1 and len({t.show for t in shows}) > 1:
            self.pair = {}
            self.shows = list({t.show: t for t in reversed(shows)}.values())[::-1]
            self._met = scene.last

    def just_met(self, scene: Scene) -> Sequence[Target]:
        """The shows that the sentence right before named together."""
        return self.shows if self._met == scene.sentence.first else ()

    def parted(self, link: Link) -> bool:
        """Whether "the latter" is one of two that were named since, of which one at most is followed."""
        late = link.date.start - self._met > _OF_LATE or len(self.shows) < 2
        return link.company in ONE_OF_TWO and late and link.company not in self.pair

    def companions(self, link: Link) -> tuple[Target, ...]:
        """The shows of the sentence before that "both" or "the latter" means."""
        if link.company in self.pair:
            return (self.pair[link.company],)
        if not link.company or len(self.shows) < 2 or self.parted(link):
            return ()
        meant = of_a_pair(link.company, self.shows)
        return (meant,) if meant is not None else tuple(self.shows)
