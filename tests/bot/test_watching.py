"""Which links of a message are read."""

import pytest

from bot.watching import find_links


@pytest.mark.parametrize(("text", "links"), [
    ("no link, only http and https: nothing", []),
    ("Look: https://a.example/news.", ["https://a.example/news"]),
    ("<https://a.example/1> and (http://b.example), https://a.example/1!", ["https://a.example/1", "http://b.example"]),
    ("[words](https://a.example/x?y=1&z=2)", ["https://a.example/x?y=1&z=2"]),
    ("https://a.example/Luke_Cage_(TV_series)", ["https://a.example/Luke_Cage_(TV_series)"]),
    ("(as https://a.example/b_(c)/d says)", ["https://a.example/b_(c)/d"]),
    ("(https://a.example/b).", ["https://a.example/b"]),
    ("||HTTPS://A.example/spoiler||", ["HTTPS://A.example/spoiler"]),
    ("ftp://a.example javascript:alert(1) file:///etc/passwd", []),
    ("http://a.example http://b.example http://c.example http://d.example", [f"http://{x}.example" for x in "abc"]),
])  # fmt: skip
def test_links_are_found_without_what_stands_around_them_and_only_a_few(text: str, links: list[str]) -> None:
    assert find_links(text) == links
