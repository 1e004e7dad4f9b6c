"""Why each claim counts or does not: a verdict and one sentence, told from what is believed at the end."""

import datetime as dt
from dataclasses import dataclass

from schedules.beliefs import phrases
from schedules.beliefs.agreement import Agreement, combine, compare
from schedules.beliefs.challenges import withdraws
from schedules.beliefs.standing import Standing
from schedules.beliefs.words import Word
from schedules.edtf import Edtf
from schedules.model import Pin, Reason, Status, Verdict

_LIVE = (Status.CONFIRMED, Status.UNDATED, Status.RELEASED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a season's claims are held against."""

    season: int
    status: Status
    date: Edtf | None
    standing: Standing
    pin: Pin | None

    @property
    def newest(self) -> str:
        """What the date rests on, as the subject and the time of a sentence."""
        if self.pin is not None:
            # Who it was stands in the audit log alone: what is believed is shown to everybody.
            return "an editor pinned"
        lead = self.standing.lead
        return f"{phrases.speaker(lead.testimony)} says" if lead else "the catalogue's history says"


def reason(word: Word, outcome: Outcome) -> Reason:
    """The part that one claim about a season plays in what is believed of it."""
    verdict, detail = _judge(word, outcome)
    if word.year_from_history and verdict is not Verdict.OTHER_SEASON:
        detail = f"{detail.removesuffix('.')}; the catalogue's history gave the year."
    return Reason(word.testimony, verdict, detail)


def stray(word: Word, highest: int) -> Reason:
    """The reason of a claim about a season that is out of reach."""
    known = f"and none after season {highest} is in sight" if highest else "which no show has"
    return Reason(word.testimony, Verdict.OTHER_SEASON, f"It speaks of season {word.claim.season}, {known}.")


def _judge(word: Word, outcome: Outcome) -> tuple[Verdict, str]:
    if not word.possible:
        said = phrases.date(word.date) if word.date else "nothing"
        return Verdict.STALE, f"It says {said}, which no article of its day can mean."
    if word in outcome.standing.misplaced and word.date is not None:
        said = phrases.date(word.date)
        return (
            Verdict.OTHER_SEASON,
            f"It says {said}, which can only be the date of the season before or after.",
        )
    match word.status:
        case Status.SUPERSEDED:
            return _superseded(word, outcome)
        case Status.CANCELLED:
            return _cancelled(word, outcome)
        case Status.UNDATED:
            return _undated(word, outcome)
        case Status.RUMOURED:
            return _rumoured(word, outcome)
        case _ if word.date is None:
            return _undated(word, outcome)
        case _:
            return _dated(word, word.date, outcome)


def _dated(word: Word, date: Edtf, outcome: Outcome) -> tuple[Verdict, str]:
    who, when = phrases.speaker(word.testimony), phrases.said_on(word.testimony)
    if outcome.date is not None:
        said = combine(outcome.date, date)
        agreement = compare(outcome.date, said)
        if agreement is Agreement.SAME:
            return Verdict.SUPPORTS, f"{who} said so {when}{_unchallenged(outcome)}."
        if agreement is Agreement.VAGUER:
            if not date.year_known:
                return Verdict.SUPPORTS, f"{who} gave the day without the year {when}."
            known = phrases.date(outcome.date)
            return Verdict.TOO_VAGUE, f"It says {phrases.date(date)}, and {known} is known."
        if agreement is Agreement.OVERLAP and not word.trusted:
            return Verdict.TOO_VAGUE, f"It says {phrases.date(date)}, which neither adds to nor denies what is known."
        if word in outcome.standing.abroad and _day_before(date) == outcome.date.exact:
            known = phrases.date(outcome.date)
            return Verdict.TOO_VAGUE, f"It says {phrases.date(date)}, as it is farther east when it comes on {known}."
    if word.stale:
        return Verdict.STALE, f"It spoke of {phrases.date(date)} as to come when that had passed already."
    if word.status is Status.CONFIRMED and _out_when(word, outcome):
        return Verdict.OTHER_SEASON, f"Season {outcome.season} was out when {who} spoke of {phrases.date(date)} {when}."
    return _contradiction(word, date, outcome)


def _day_before(date: Edtf) -> dt.date | None:
    return date.exact - dt.timedelta(days=1) if date.exact else None


def _out_when(word: Word, outcome: Outcome) -> bool:
    """Whether the season had come out, as far as anyone knew, when this was said."""
    standing = outcome.standing
    if outcome.status is Status.RELEASED:
        return standing.out_before(word.day)
    return outcome.pin is None and standing.passed(word.day)


def _contradiction(word: Word, date: Edtf, outcome: Outcome) -> tuple[Verdict, str]:
    who, said = phrases.speaker(word.testimony), phrases.date(date)
    if outcome.pin is not None:
        return Verdict.OUTWEIGHED, f"{who} says {said}, and an editor's pin beats every article."
    if _waits(word, outcome):
        return Verdict.OUTWEIGHED, f"{who} says {said}; that waits until a second, independent site says the same."
    if word.day < outcome.standing.day:
        return Verdict.SUPERSEDED, f"{who} said {said}, and what {outcome.newest} is newer."
    return Verdict.OUTWEIGHED, f"{who} says {said}, and what {outcome.newest} weighs more."


def _superseded(word: Word, outcome: Outcome) -> tuple[Verdict, str]:
    if word.date is None:
        return Verdict.SUPERSEDED, "It tells of a plan that no longer holds."
    said = phrases.date(word.date)
    if outcome.date is not None and withdraws(word.date, outcome.date):
        if _waits(word, outcome):
            return Verdict.OUTWEIGHED, f"It takes back {said}; that waits until a second, independent site says so."
        return Verdict.OUTWEIGHED, f"It takes back {said}, and what {outcome.newest} is newer or weighs more."
    return Verdict.SUPERSEDED, f"It says itself that {said} no longer holds."


def _cancelled(word: Word, outcome: Outcome) -> tuple[Verdict, str]:
    who, when = phrases.speaker(word.testimony), phrases.said_on(word.testimony)
    if outcome.status is Status.CANCELLED:
        return Verdict.SUPPORTS, f"{who} said {when} that it will not come."
    if outcome.status is Status.RELEASED or outcome.standing.out_before(word.day):
        return Verdict.OTHER_SEASON, f"Season {outcome.season} has come out, so a later one is meant."
    if outcome.pin is not None:
        return Verdict.OUTWEIGHED, f"{who} says that it will not come, and an editor's pin beats every article."
    if _waits(word, outcome):
        return Verdict.OUTWEIGHED, f"{who} says that it will not come; that waits for a second, independent site."
    if word.day < outcome.standing.day:
        return Verdict.SUPERSEDED, f"{who} said that it will not come, and what {outcome.newest} is newer."
    return Verdict.OUTWEIGHED, f"{who} says that it will not come, and what {outcome.newest} weighs more."


def _undated(word: Word, outcome: Outcome) -> tuple[Verdict, str]:
    who, when = phrases.speaker(word.testimony), phrases.said_on(word.testimony)
    if outcome.status is Status.CANCELLED:
        if word.day < outcome.standing.day:
            return Verdict.SUPERSEDED, f"{who} said that it comes; it was called off later."
        return Verdict.OUTWEIGHED, f"{who} says that it comes; that waits until a second, independent site says so."
    if word.status is Status.RELEASED and outcome.status is not Status.RELEASED:
        return Verdict.OUTWEIGHED, f"{who} speaks of it as released, and gives no day."
    if outcome.date is None:
        return Verdict.SUPPORTS, f"{who} said {when} that it comes, without a date."
    if outcome.status is Status.RELEASED and outcome.standing.out_before(word.day) and word.dated:
        return Verdict.OTHER_SEASON, f"Season {outcome.season} was out when {who} spoke {when} of what is to come."
    return Verdict.TOO_VAGUE, f"It gives no date, and {phrases.date(outcome.date)} is known."


def _rumoured(word: Word, outcome: Outcome) -> tuple[Verdict, str]:
    who = phrases.speaker(word.testimony)
    if word.date is None:
        if outcome.status in _LIVE:
            return Verdict.TOO_VAGUE, f"{who} only supposes that it comes, and more is known."
        return Verdict.OUTWEIGHED, f"{who} only supposes that it comes."
    said = phrases.date(word.date)
    if outcome.date is not None:
        agreement = compare(outcome.date, combine(outcome.date, word.date))
        if agreement is Agreement.SAME:
            return Verdict.SUPPORTS, f"{who} had it as a rumour, and it is believed for better reasons."
        if agreement is Agreement.VAGUER:
            return Verdict.TOO_VAGUE, f"{who} supposed {said}, and {phrases.date(outcome.date)} is known."
    if word.stale:
        return Verdict.STALE, f"{who} supposed {said}, which had passed already."
    return Verdict.OUTWEIGHED, f"{who} supposes {said}, and a rumour never dates a premiere."


def _waits(word: Word, outcome: Outcome) -> bool:
    return any(
        challenge.word is word or (challenge.date == word.date and challenge.word.testimony.site == word.testimony.site)
        for challenge in outcome.standing.challenges
        if challenge.word.status is word.status
    )


def _unchallenged(outcome: Outcome) -> str:
    if outcome.pin is not None:
        return ", and an editor has pinned it"
    if outcome.status is Status.RELEASED:
        return ""
    return ", and one voice contradicts it" if outcome.standing.disputed else ", and nothing newer contradicts it"
