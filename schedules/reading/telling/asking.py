"""Questions of when a show comes, and days that stand alone: each is a date with the sentence that answers it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from schedules.reading.binding.guesses import wondered
from schedules.reading.binding.link import Link
from schedules.reading.binding.sameday import opened, take_up
from schedules.reading.names.targets import SHOW_OR_SEASON, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.telling.headings import Headings
from schedules.reading.telling.hearing import opens_with_a_date, takes_up
from schedules.reading.telling.topic import Topic
from schedules.reading.words.marks import Kind

if TYPE_CHECKING:
    from schedules.reading.dates.mention import DateMention

_DATE_ASKED = frozenset({"is", "has", "does", "do", "q", "have", "and"})
_WAITED: Final = frozenset({"wait", "until", "till"})
_SEEN = frozenset({"back", "see", "tv", "watch"})


class Asking:
    """What the sentence before left open, for each of an article's sentences in their order."""

    def __init__(self, scenes: Sequence[Scene], headings: Headings, topic: Topic) -> None:
        self.scenes, self.headings, self.topic = scenes, headings, topic
        self._asked: int | None = None
        """The place of the last sentence that asked when it comes."""
        self._stray: tuple[int, DateMention] | None = None
        """The place of the last sentence that had one day only, and that day."""

    def ask(self, scene: Scene, order: int) -> None:
        """Remember a question of when, and a day that stood alone, for the sentence after."""
        if scene.asks:
            words = scene.words(scene.sentence.first, scene.sentence.last)
            coming = bool(scene.of(Kind.RELEASE, Kind.WEAK, Kind.GIVING)) or not _SEEN.isdisjoint(words)
            given = "date" in words and words[0] in _DATE_ASKED
            given = given or (words[:2] == ["how", "long"] and not _WAITED.isdisjoint(words))
            out = words[-3:-1] in (["it", "out"], ["it", "on"])  # "When is it out?"
            if (("when" in words and (coming or out)) or given) and not self.topic.elsewhere:
                self._asked = order
        if len(scene.dates) == 1 and scene.dates[0].point.day is not None:
            self._stray = (order, scene.dates[0])

    def take_up(self, scene: Scene, order: int) -> None:
        """ "October 5. That's when season two begins.": a day that stood alone is taken up by the sentence after."""
        stray = self._stray
        day = stray[1] if stray is not None and stray[0] == order - 1 and self._adjoin(order - 1) else None
        if day is not None or scene.dates:
            take_up(scene, day)

    def _adjoin(self, order: int) -> bool:
        """Whether nothing that was passed over stands between a sentence and the one after."""
        here, after = self.scenes[order], self.scenes[order + 1]
        return after.text is here.text and after.sentence.first <= here.sentence.last + 1

    def left_open(self, order: int) -> bool:
        """Whether the sentence after tells what the only day of this one is."""
        if order + 1 >= len(self.scenes) or len(self.scenes[order].dates) != 1 or self.scenes[order + 1].dates:
            return False
        return self._adjoin(order) and opened(self.scenes[order + 1]) is not None

    def answer(self, scene: Scene, order: int) -> list[Link]:
        """ "When does it start? On September 30."."""
        if not scene.dates:
            return []
        asked = self._asked is not None and order == self._asked + 1
        if asked and not _named(scene) and opens_with_a_date(scene):
            return [Link(scene.dates[0], None, (), "answer")]
        if scene.sentence.last - scene.sentence.first > 14 or scene.text.in_title or _named(scene):
            return []
        if wondered(scene):
            return [Link(scene.dates[0], None, (), "guess")]
        if scene.of(Kind.EVENT, Kind.THING, Kind.REPORT):
            return []
        if asked or (order and takes_up(scene, self.scenes[order - 1])):
            return [Link(scene.dates[0], None, (), "answer")]
        return [Link(scene.dates[0], None, (), "fragment")] if self._headed(scene, order) else []

    def _headed(self, scene: Scene, order: int) -> bool:
        """Whether a day opens the first line under a heading that only names a show."""
        above = self.scenes[order - 1] if order else None
        if above is None or above.text is not scene.text or above.sentence.last != scene.sentence.first - 1:
            return False
        if self.headings.calendar and self.headings.dated:
            return False
        if not above.shows or above.dates or scene.text.words[above.sentence.last - 1] in {".", "!", "?"}:
            return False
        shows = [t for t in above.targets if t.role is Role.SHOW]
        bare = len(shows) == len(above.targets) == 1 and above.sentence.last - above.sentence.first <= 8
        return bare and scene.dates[0].start <= scene.sentence.first + 2 and not scene.of(Kind.CANCEL, Kind.ORDER)


def _named(scene: Scene) -> list[Target]:
    """The shows and the seasons of a sentence."""
    return [] if scene.bare else [t for t in scene.targets if t.role in SHOW_OR_SEASON]
