"""What an article says that calls a show off and names no season: news, or an old story told again.

A show that was called off and came back has this said of it for years: "which one network cancelled and another saved".
"""

from collections.abc import Iterable, Mapping, Sequence

from schedules.beliefs.standing import Standing
from schedules.beliefs.words import Word
from schedules.model import Status

_ALIVE = (Status.CONFIRMED, Status.UNDATED, Status.RELEASED)


def came_back(standings: Mapping[int, Standing]) -> int:
    """The last season with which a show came back after it had been called off; 0 where it never was."""
    return max((season for season, standing in standings.items() if standing.revived), default=0)


def told_again(word: Word, words: Sequence[Word], standings: Mapping[int, Standing]) -> int:
    """The season of whose end a word tells once more, as background; 0 where its end is news.

    It is background where the article's news is that the show goes on: it orders a season of which nobody had heard, or
    speaks at all of one of a show that has come back before.

    Args:
        word: a cancellation without a season.
        words: all that is said on its day, by every article.
        standings: what stood before that day.
    """
    beside = [other for other in words if other is not word and other.testimony.article == word.testimony.article]
    back = came_back(standings)
    if back:
        return back if any(other.status in _ALIVE for other in beside) else 0
    ordered = (other.claim.season or 0 for other in beside if other.status is Status.UNDATED)
    return max((season for season in ordered if season and _unheard_of(season, standings)), default=0)


def after_promised(season: int, word: Word, words: Iterable[Word]) -> int:
    """The first season, from `season` on, that the article of `word` does not itself say to be on its way."""
    promised = {
        other.claim.season
        for other in words
        if other.testimony.article == word.testimony.article and other.status in (Status.CONFIRMED, Status.UNDATED)
    }
    while season in promised:
        season += 1
    return season


def _unheard_of(season: int, standings: Mapping[int, Standing]) -> bool:
    standing = standings.get(season)
    return standing is None or standing.status in (None, Status.CANCELLED)
