"""Contradictions that wait for a second voice, and which of them are one."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from schedules.beliefs.agreement import Agreement, combine, compare, compatible
from schedules.beliefs.words import Word, independent
from schedules.edtf import Edtf

_ONE_STORY = dt.timedelta(days=90)
"""How far apart two voices may be that call a season off, or back: what carries no date must be one piece of news."""


class Aim(StrEnum):
    """What a challenge wants to change."""

    DATE = "date"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    REVIVE = "revive"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A contradiction that waits for a second voice."""

    aim: Aim
    word: Word
    date: Edtf | None

    def same(self, other: "Challenge") -> bool:
        """Whether both are one site's word for one thing."""
        mine, its = self.word.testimony, other.word.testimony
        if mine.site is None or (mine.site, mine.voice) != (its.site, its.voice):
            return False
        return self.aim is other.aim and self.date == other.date


def agree(challenge: Challenge, aim: Aim, word: Word, said: Edtf | None) -> bool:
    """Whether an earlier challenge and this word are two independent voices for the same."""
    if not independent(challenge.word.testimony, word.testimony):
        return False
    if challenge.aim is not aim:
        # Who takes a date back and who gives another agree that it no longer holds.
        return {challenge.aim, aim} == {Aim.DATE, Aim.WITHDRAW}
    if aim in (Aim.CANCEL, Aim.REVIVE) and abs(word.day - challenge.word.day) > _ONE_STORY:
        return False
    return said is None or challenge.date is None or compatible(challenge.date, said)


def withdraws(said: Edtf, known: Edtf) -> bool:
    """Whether taking back `said` takes back `known`: the same date, or one within it."""
    return compare(known, combine(known, said)) in (Agreement.SAME, Agreement.VAGUER)


def against(challenge: Challenge, date: Edtf | None) -> bool:
    """Whether a challenge contradicts `date` too."""
    return date is None or challenge.date is None or not compatible(challenge.date, date)
