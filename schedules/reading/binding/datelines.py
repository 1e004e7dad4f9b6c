"""Dates by where they stand in what is news: that of a post or of a dispatch, and that which a colon holds back."""

from schedules.reading.binding.case import NOBODYS, Answer, Case
from schedules.reading.binding.strays import stray
from schedules.reading.binding.unmeant import TOLD_BY, unmeant
from schedules.reading.dates.mention import DateMention
from schedules.reading.scenes.scene import Scene


def of_a_post(case: Case) -> Answer:
    """ "— Harbour Lights (@lights) May 22, 2019": the day of a post follows the handle of who wrote it."""
    scene, date = case.scene, case.date
    posted = "@" in scene.vocabulary and ")" in (lead := scene.words(date.start - 6, date.start))[-1:] and "@" in lead
    posted = posted or scene.words(date.start - 1, date.start) == scene.words(date.end, date.end + 1) == ["·"]
    posted = posted or (not TOLD_BY.isdisjoint(scene.vocabulary) and unmeant(scene, date, case.governor))
    return NOBODYS if posted or stray(scene, date) or _datelined(scene, date) else None


def _datelined(scene: Scene, date: DateMention) -> bool:
    """ "OSLO, May 9 (Wire) -- Echo returns": the day on which an agency sends its news stands before its name."""
    if date.end >= scene.last or scene.text.words[date.end] != "(":
        return False
    after = scene.words(date.end, date.end + _DATELINE)
    if ")" not in after:
        return False
    closed = after.index(")")
    return after[closed + 1 : closed + 2] in _DASHES and not any(t.end <= date.start for t in scene.shows)


_DATELINE = 8
_DASHES = (["-"], ["–"], ["—"])


def told_behind(scene: Scene, at: int) -> bool:
    """Whether a colon comes after the news of a date: "announced the date on Monday, in a clip shot in Wales:"."""
    if scene.words(at - 3, at) in _A_DAY:
        return True
    lead = scene.words(at - _ANNOUNCING, at)
    place = next((i for i, word in enumerate(lead) if word in _DATES and lead[i - 1 : i] in _ARTICLES), 0)
    return 1 < place < len(lead) - _BESIDE and not _GIVING.isdisjoint(lead[:place][-4:])


_ANNOUNCING = 24
_BESIDE = 2
_DATES = frozenset({"date", "month", "window"})
_ARTICLES = (["the"], ["a"], ["its"], ["premiere"], ["release"], ["launch"])
_GIVING = frozenset(
    "announced announces revealed reveals gave gives brought brings confirmed has named set got".split()
)
_A_DAY = (["a", "day", ":"], ["a", "date", ":"], ["the", "day", ":"], ["the", "date", ":"])
"""What a day follows that is the news itself: "a teaser, and with it a date: May 8"."""
