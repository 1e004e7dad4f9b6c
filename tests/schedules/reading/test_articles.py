"""What holds of every claim, whatever the article: shown on all labelled articles at hand, beside what they mean."""

from collections.abc import Iterator

import pytest

from benchmarks.gold import CHALLENGE, LEARNT, Labelled, catalogue, collect
from schedules import Claim, Status, explain, read

DATELESS = {Status.CANCELLED, Status.UNDATED}
DATED = {Status.CONFIRMED, Status.SUPERSEDED, Status.RELEASED}


def claims_of(folder: str) -> Iterator[tuple[Labelled, tuple[Claim, ...]]]:
    (found,) = [each for each in LEARNT if each.name == folder]
    for labelled in collect(found):
        yield labelled, read(labelled.article, catalogue(labelled.catalogue))


@pytest.mark.parametrize("folder", [folder.name for folder in LEARNT])
def test_every_claim_is_whole(folder: str) -> None:
    found = 0
    for labelled, claims in claims_of(folder):
        article, shows = labelled.article, {show.name for show in catalogue(labelled.catalogue).shows}
        for claim in claims:
            found += 1
            said = article.title if claim.start is None else article.text[claim.start : claim.end]
            assert claim.evidence, labelled.id
            assert claim.evidence in said, labelled.id
            assert claim.show in shows, labelled.id
            assert claim.season is None or 1 <= claim.season <= 99, labelled.id
            assert claim.date is None or claim.status not in DATELESS, labelled.id
            assert claim.date is not None or claim.status not in DATED, labelled.id
        distinct = {(claim.show, claim.season, claim.date, claim.status) for claim in claims}
        assert len(distinct) == len(claims), labelled.id
    assert found > 100


def test_an_article_laid_open_says_what_reading_it_says() -> None:
    for labelled in collect(CHALLENGE):
        shows = catalogue(labelled.catalogue)
        reading = explain(labelled.article, shows)
        assert reading.claims == read(labelled.article, shows), labelled.id
        for cue in reading.cues:
            within = labelled.article.title if cue.in_title else labelled.article.text
            assert within[cue.start : cue.end] == cue.text, labelled.id
