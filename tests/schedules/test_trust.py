from pathlib import Path

import pytest

from schedules.errors import CatalogueError
from schedules.model import Trust
from schedules.trust import load_trust, trust_of

SITES = {
    "about.netflix.com": Trust.OFFICIAL,
    "netflix.com": Trust.OFFICIAL,
    "Marvel.com": Trust.OFFICIAL,
    "variety.com": Trust.TRUSTED,
    "bbc.co.uk": Trust.TRUSTED,
    "uk.ign.com": Trust.TRUSTED,
    "discussions.apple.com": Trust.OTHER,
    "a.discussions.apple.com": Trust.OTHER,
    "forums.digitalspy.com": Trust.OTHER,
    "example.org": Trust.OTHER,
    "notvariety.com": Trust.OTHER,
    "variety.com.evil.example": Trust.OTHER,
    "com": Trust.OTHER,
    "": Trust.OTHER,
    None: Trust.OTHER,
}


@pytest.mark.parametrize(("site", "trust"), SITES.items())
def test_a_site_is_believed_as_far_as_the_list_says(site: str | None, trust: Trust) -> None:
    assert trust_of(site, load_trust()) is trust


def test_a_list_of_ones_own_goes_on_top(tmp_path: Path) -> None:
    path = tmp_path / "trust.toml"
    path.write_text('official = ["Example.org"]\nother = ["variety.com"]\n')
    table = load_trust(path)
    assert trust_of("example.org", table) is Trust.OFFICIAL
    assert trust_of("variety.com", table) is Trust.OTHER
    assert trust_of("deadline.com", table) is Trust.TRUSTED


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("official = [", "no TOML"),
        ('much = ["example.org"]', "write official, trusted or other"),
        ('official = "example.org"', "list of hosts"),
        ("official = [5]", "where a host"),
        ('official = ["https://example.org/"]', "where a host"),
        ('official = ["com"]', "where a host"),
    ],
)
def test_a_list_that_can_not_be_used_is_told(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "trust.toml"
    path.write_text(text)
    with pytest.raises(CatalogueError, match=why):
        load_trust(path)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="can't be read"):
        load_trust(tmp_path / "missing")
    (tmp_path / "bad").write_bytes(b"\xff")
    with pytest.raises(CatalogueError, match="UTF-8"):
        load_trust(tmp_path / "bad")
