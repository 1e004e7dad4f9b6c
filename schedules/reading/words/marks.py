"""What is found in a text before anything is concluded from it."""

from dataclasses import dataclass
from typing import ClassVar, Final

from schedules.reading.words.members import Member


class Kind(Member):
    """What a stretch of text tells."""

    __slots__ = ()
    RELEASE: ClassVar["Kind"]
    """A word by which a season reaches its viewers: premieres, debut, available, hits."""
    WEAK: ClassVar["Kind"]
    """A word that releases only where a show is its subject: comes, opens, follows."""
    EVENT: ClassVar["Kind"]
    """A word for something else that has a day: filming, cast, interviewed."""
    REPORT: ClassVar["Kind"]
    """A word by which news is made known: announced, confirmed, revealed."""
    THING: ClassVar["Kind"]
    """A noun that takes a date of its own: trailer, film, finale, panel, disc."""
    SURE: ClassVar["Kind"]
    """A word by which something is settled: officially, confirmed."""
    HEDGE: ClassVar["Kind"]
    """A word of doubt: rumoured, may, reportedly."""
    NEGATION: ClassVar["Kind"]
    FORMER: ClassVar["Kind"]
    """A plan of the past: originally, was supposed to."""
    MOVE: ClassVar["Kind"]
    """A date was changed: pushed back, moved up."""
    PLAIN: ClassVar["Kind"]
    """Words that would mislead if each were taken alone: "than expected"."""
    GIVING: ClassVar["Kind"]
    """A word that orders where a season is what is given: gets, lands."""
    ORDER: ClassVar["Kind"]
    """A season was ordered or is being made: renewed, greenlit, in production."""
    AHEAD: ClassVar["Kind"]
    """Something still to come: upcoming, next, future."""
    PLACE: ClassVar["Kind"]
    """A place among what is to come: "then there's", "the others being", "come after it"."""
    DISCLAIM: ClassVar["Kind"]
    """Nobody vouches for what was said before."""
    DENY: ClassVar["Kind"]
    """A rumour was called untrue."""
    ABROAD: ClassVar["Kind"]
    """A region that is not the service's home."""
    UNKNOWN: ClassVar["Kind"]
    """A date is said to be missing: no word on when."""
    CANCEL: ClassVar["Kind"]
    """A show was ended: cancelled, axed."""
    GONE: ClassVar["Kind"]
    """A show is told to be gone: "is done", "fell"; that it was called off needs more."""
    SERVICE: ClassVar["Kind"]
    SERIES: ClassVar["Kind"]
    """A common noun for a show: the series, the drama."""
    PRONOUN: ClassVar["Kind"]


Kind.RELEASE = Kind("release")
Kind.WEAK = Kind("weak")
Kind.EVENT = Kind("event")
Kind.REPORT = Kind("report")
Kind.THING = Kind("thing")
Kind.SURE = Kind("sure")
Kind.HEDGE = Kind("hedge")
Kind.NEGATION = Kind("negation")
Kind.FORMER = Kind("former")
Kind.MOVE = Kind("move")
Kind.PLAIN = Kind("plain")
Kind.GIVING = Kind("giving")
Kind.ORDER = Kind("order")
Kind.AHEAD = Kind("ahead")
Kind.PLACE = Kind("place")
Kind.DISCLAIM = Kind("disclaim")
Kind.DENY = Kind("deny")
Kind.ABROAD = Kind("abroad")
Kind.UNKNOWN = Kind("unknown")
Kind.CANCEL = Kind("cancel")
Kind.GONE = Kind("gone")
Kind.SERVICE = Kind("service")
Kind.SERIES = Kind("series")
Kind.PRONOUN = Kind("pronoun")


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


RELEASING: Final = frozenset({Kind.RELEASE, Kind.WEAK})
"""The kinds by which a show is released, surely or only as a subject."""
EVENTS = frozenset({Kind.RELEASE, Kind.WEAK, Kind.EVENT, Kind.REPORT, Kind.THING, Kind.PLAIN})
"""The kinds that a date can belong to, of which a longer phrase silences the shorter ones inside it."""
