"""What is found in a text before anything is concluded from it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of text tells."""

    RELEASE = "release"
    """A word by which a season reaches its viewers: premieres, debut, available, hits."""
    WEAK = "weak"
    """A word that releases only where a show is its subject: comes, opens, follows."""
    EVENT = "event"
    """A word for something else that has a day: filming, cast, interviewed."""
    REPORT = "report"
    """A word by which news is made known: announced, confirmed, revealed."""
    THING = "thing"
    """A noun that takes a date of its own: trailer, film, finale, panel, disc."""
    SURE = "sure"
    """A word by which something is settled: officially, confirmed."""
    HEDGE = "hedge"
    """A word of doubt: rumoured, may, reportedly."""
    NEGATION = "negation"
    FORMER = "former"
    """A plan of the past: originally, was supposed to."""
    MOVE = "move"
    """A date was changed: pushed back, moved up."""
    PLAIN = "plain"
    """Words that would mislead if each were taken alone: "than expected"."""
    GIVING = "giving"
    """A word that orders where a season is what is given: gets, lands."""
    ORDER = "order"
    """A season was ordered or is being made: renewed, greenlit, in production."""
    AHEAD = "ahead"
    """Something still to come: upcoming, next, future."""
    PLACE = "place"
    """A place among what is to come: "then there's", "the others being", "come after it"."""
    DISCLAIM = "disclaim"
    """Nobody vouches for what was said before."""
    DENY = "deny"
    """A rumour was called untrue."""
    ABROAD = "abroad"
    """A region that is not the service's home."""
    UNKNOWN = "unknown"
    """A date is said to be missing: no word on when."""
    CANCEL = "cancel"
    """A show was ended: cancelled, axed."""
    GONE = "gone"
    """A show is told to be gone: "is done", "fell"; that it was called off needs more."""
    SERVICE = "service"
    SERIES = "series"
    """A common noun for a show: the series, the drama."""
    PRONOUN = "pronoun"


@dataclass(slots=True, eq=False, init=False)
class Mark:
    """A phrase of the lexicon found at the tokens from `start` to before `end`.

    It is not changed once it is made, and not frozen, because an article has so many that making them weighs: so does
    what makes them, which is written out, because only what is written is compiled.
    """

    kind: Kind
    start: int
    end: int
    tag: str = ""
    """What the lexicon says about it besides its kind, such as a verb's form."""

    def __init__(self, kind: Kind, start: int, end: int, tag: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.tag = tag


EVENTS = frozenset({Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.REPORT, Kind.THING, Kind.PLAIN})
"""The kinds that a date can belong to, of which a longer phrase silences the shorter ones inside it."""
