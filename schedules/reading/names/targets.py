"""What a date or a verb can be about."""

from dataclasses import dataclass
from typing import ClassVar, Final

from schedules.model import Show
from schedules.reading.words.members import Member
from schedules.reading.words.seasonwords import SeasonMention

SHOW_NOUNS = frozenset(
    (
        "season seasons series show shows drama episodes episode run premiere release debut date batch chapter "
        "instalment installment story half part return new rest title titles programme program comedy first original "
        "one ones project adaptation spinoff revival reboot thriller saga hit event outing adventure entry miniseries "
        "sequel second third fourth fifth sixth seventh eighth ninth tenth last two three four five six seven eight "
        "nine ten thirteen everything lot all day anthology sitcom prequel off parter procedural epic satire crossover "
        "cartoon anime dramedy whodunit mystery western continuation follow up successor predecessor spin opener "
        "helping finale edition volume round go time year production limited romance soap hours franchise serial "
        "forerunner forerunners predecessors successors "
        "delivery phenomenon caper romp yarn tale juggernaut sensation blockbuster smash mockumentary reimagining"
    ).split()
)
"""Nouns that stand for a show, a season or what they are made of."""
NO_NOUNS = frozenset(
    (
        "is are was were be been has have had of and or but in on at to for by from with about after before it so "
        "said says say told tell way can works thing what who which that this these those there they you we i he she "
        "cards air screen screens reads means not now then too also"
    ).split()
)
"""What is no noun though it may stand where one is looked for."""


ASIDE: Final = "aside"
"""The tag of a show that only says what a thing is, or who somebody is: "the Echo party", "the makers of Echo"."""


class Role(Member):
    """What a target is."""

    __slots__ = ()
    SHOW: ClassVar["Role"]
    SEASON: ClassVar["Role"]
    """A season whose show stands elsewhere."""
    PRONOUN: ClassVar["Role"]
    OTHER: ClassVar["Role"]
    """A title that is not in the catalogue, a film, a trailer, a person."""


Role.SHOW = Role("show")
Role.SEASON = Role("season")
Role.PRONOUN = Role("pronoun")
Role.OTHER = Role("other")


SHOW_OR_SEASON: Final = frozenset({Role.SHOW, Role.SEASON})


@dataclass(slots=True, eq=False, init=False)
class Target:
    """Something that a date or a verb can be about.

    It is not changed once its sentence is staged, and not frozen, because an article has so many that making them
    weighs: so does what makes them, which is written out, because only what is written is compiled.
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

    def __init__(  # noqa: PLR0913, PLR0917 - its fields in their order
        self,
        role: Role,
        start: int,
        end: int,
        show: Show | None = None,
        season: SeasonMention | None = None,
        firm: bool = True,  # noqa: FBT001, FBT002
        tag: str = "",
        owned: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        self.role = role
        self.start = start
        self.end = end
        self.show = show
        self.season = season
        self.firm = firm
        self.tag = tag
        self.owned = owned
