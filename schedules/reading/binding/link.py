"""A date bound to its event and to what the event is about."""

from dataclasses import dataclass

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import Target
from schedules.reading.words.marks import Mark
from schedules.reading.words.text import QUOTES

COMPANY = frozenset({"both", "the two", "all three", "all four", "the former", "the latter"})
VAGUE = frozenset({"topic", "bare", "fragment", "pronoun"})
"""Rules that bind a date to a show that its sentence does not name."""
BESIDE = (
    frozenset(
        (
            "= in on , ( - – — : for due sometime from at | • ) come by around as until with back only just is "
            "available both the a miniseries mini-series screen screens"
        ).split()
    )
    | QUOTES
)


@dataclass(slots=True)
class Link:
    """A date with the event and the subjects it was found to have."""

    date: DateMention
    governor: Mark | None
    targets: tuple[Target, ...]
    """Empty where the topic of the text is meant."""
    rule: str
    year: DateMention | None = None
    """The date of the same sentence that gives this one its year: "last year, A in April and B in May"."""
    company: str = ""
    """both, the former or the latter, where the shows of the sentence before are meant."""
    place: int | None = None
    """Which of the seasons it is for, where several dates belong to several seasons in order."""
