"""What is done to answers beside the event loop, as pieces of work for `Aside`; pure.

Imports neither the database nor what opens connections, so that a process that does nothing else stays small.
"""

from collections.abc import Sequence

from schedules.catalogue import Catalogue
from schedules.fingerprint import fingerprint
from schedules.model import Article, Claim
from schedules.sources.answer import Fetched
from schedules.sources.content import article_of, feed_of, is_feed
from schedules.sources.feed import Feed


def parse(_: Catalogue, answer: Fetched) -> Feed | Article:
    """The feed or the page that an answer is; raises ArticleError where it is neither."""
    return feed_of(answer) if is_feed(answer) else article_of(answer)


def parse_page(_: Catalogue, answer: Fetched) -> Article:
    """The article that an answer is; raises ArticleError where it is none."""
    return article_of(answer)


def identify(_: Catalogue, articles: Sequence[Article]) -> list[str]:
    """The articles' fingerprints."""
    return [fingerprint(article) for article in articles]


def read_found(
    catalogue: Catalogue, found: Sequence[tuple[Article, Article | None]]
) -> list[tuple[bool, tuple[Claim, ...]]]:
    """What pages say, each given with the teaser that led to it, if one did; and whether that is the teaser's word.

    Behind a link may be a wall instead of a story: a question about cookies, an offer to subscribe. A teaser that
    speaks of a premiere counts where its page does not.
    """
    heard = []
    for (_, teaser), said in zip(found, read_all(catalogue, [page for page, _ in found]), strict=True):
        spare = () if said or teaser is None else read_all(catalogue, [teaser])[0]
        heard.append((bool(spare), said or spare))
    return heard


def read_all(catalogue: Catalogue, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    """What each article says."""
    from schedules.reading import read  # the reader's rules are slow to load

    return [tuple(read(article, catalogue)) for article in articles]
