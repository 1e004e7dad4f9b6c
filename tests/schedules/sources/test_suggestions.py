from pathlib import Path

import pytest

from schedules.errors import CatalogueError
from schedules.model import Trust
from schedules.sources.address import PUBLIC
from schedules.sources.suggestions import load_suggestions


def test_the_shipped_feeds_are_usable_and_each_is_there_once() -> None:
    found = load_suggestions()
    assert len(found) >= 15
    assert len({suggestion.url for suggestion in found}) == len({suggestion.name for suggestion in found}) == len(found)
    for suggestion in found:
        assert PUBLIC.check(suggestion.url) == suggestion.url
        assert "." in suggestion.site
    assert {suggestion.trust for suggestion in found} == set(Trust)


def test_a_list_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[feed]]\nname = "A"\nurl = "https://feeds.example.org/a"\nsite = "example.org"\ntrust = "official"\n'
        '[[feed]]\nname = "B"\nurl = "HTTPS://www.b.example"\ntrust = "other"\nwatch = true\n'
    )
    first, second = load_suggestions(path)
    assert (first.name, first.site, first.trust, first.watch) == ("A", "example.org", Trust.OFFICIAL, False)
    assert (second.url, second.site, second.watch) == ("https://www.b.example/", "b.example", True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[feed", "no TOML"),
        ('[[feed]]\nname = "A"\ntrust = "other"\n', "without 'url'"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example"\ntrust = "much"\n', "wrong value"),
        ('[[feed]]\nname = "A"\nurl = "http://10.0.0.1/"\ntrust = "other"\n', "private"),
        ('[[feed]]\nname = "A"\nurl = 5\ntrust = "other"\n', "wrong value"),
        ("feed = 5", "wrong value"),
        ("feed = [5]", "wrong value"),
    ],
)
def test_a_list_that_can_not_be_used_is_told(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(CatalogueError, match=why):
        load_suggestions(path)
    with pytest.raises(CatalogueError, match="can't be read"):
        load_suggestions(tmp_path / "missing")
    path.write_bytes(b"\xff")
    with pytest.raises(CatalogueError, match="UTF-8"):
        load_suggestions(path)
