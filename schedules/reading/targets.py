"""What a date or a verb can be about."""

from dataclasses import dataclass
from enum import StrEnum

from schedules.model import Show
from schedules.reading.seasons import SeasonMention


class Role(StrEnum):
    """What a target is."""

    SHOW = "show"
    SEASON = "season"
    """A season whose show stands elsewhere."""
    PRONOUN = "pronoun"
    OTHER = "other"
    """A title that is not in the catalogue, a film, a trailer, a person."""


@dataclass(slots=True, eq=False)
class Target:
    """Something that a date or a verb can be about.

    It is not changed once it is made, and not frozen, because an article has so many that making them weighs.
    """

    role: Role
    start: int
    end: int
    show: Show | None = None
    season: SeasonMention | None = None
    firm: bool = True
    tag: str = ""
    owned: bool = False
    """Whether it only describes a thing that is the real subject: "the trailer for Saltmarsh"."""
