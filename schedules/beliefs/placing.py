"""On which day a word counts whose article does not say when it was published."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from schedules.beliefs.agreement import Agreement, compare
from schedules.beliefs.words import OLDEST, Word
from schedules.edtf import Edtf
from schedules.model import Status, Testimony

_DAY = timedelta(days=1)


def day_of(testimony: Testimony, said: Edtf | None) -> date:
    """The day of publication; for a release told without one the day by which it had come; else `OLDEST`."""
    if testimony.published is not None:
        return testimony.published
    if testimony.claim.status is Status.RELEASED and said is not None and said.latest is not None:
        # Who tells of a release wrote after it.
        return said.latest
    return OLDEST


def placed(words: Iterable[Word]) -> list[Word]:
    """The words with those of an article without a day put behind the plan that it takes back.

    "Moved from the 4th to the 24th" was written after the 4th was first given, and so counts from the day after.
    """
    heard = list(words)
    taken_back = [word for word in heard if word.status is Status.SUPERSEDED and word.date and not word.dated]
    if not taken_back:
        return heard
    given = [word for word in heard if word.dated and word.status is Status.CONFIRMED and word.date]
    after: dict[str, date] = {}
    for old in taken_back:
        days = [word.day for word in given if _same_plan(old, word)]
        if days:
            article = old.testimony.article
            after[article] = max(min(days) + _DAY, after.get(article, OLDEST))
    return [
        word if word.dated or word.testimony.article not in after else replace(word, day=after[word.testimony.article])
        for word in heard
    ]


def _same_plan(one: Word, other: Word) -> bool:
    if one.season and other.season and one.season != other.season:
        return False
    return one.date is not None and other.date is not None and compare(one.date, other.date) is Agreement.SAME
