"""A date with what stands around it, and what a rule can say of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from schedules.reading.binding.link import Link
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Mark


@dataclass(slots=True)
class Case:
    """A date with what stands around it, as one rule after the other looks at it."""

    scene: Scene
    date: DateMention
    earlier: list[Link]
    """The dates of the sentence that are bound already."""
    governor: Mark | None
    beside: Target | None
    year: DateMention | None

    @property
    def bracketed(self) -> bool:
        """Whether the date stands in brackets."""
        at, words = self.date.start - 1, self.scene.text.words
        if at > self.scene.first and words[at] in {"on", "in"} and words[self.date.end : self.date.end + 1] == [")"]:
            at -= 1
        return at >= self.scene.first and words[at] == "("

    def link(self, targets: Sequence[Target], rule: str, governor: Mark | None) -> Link:
        """The date bound to what a rule found."""
        return Link(self.date, governor, tuple(targets), rule, self.year)


class Nobodys:
    """The answer of a rule that the date is no premiere's."""


NOBODYS = Nobodys()


Answer = Link | Nobodys | None
"""What a rule says of a date: whose it is, that it is nobody's, or nothing."""
