import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schedules.sources.canonical import canonical, site

CANONICAL = {
    "https://example.org/a": "https://example.org/a",
    "https://example.org": "https://example.org/",
    "HTTPS://EXAMPLE.org:443/A#top": "https://example.org/A",
    "http://example.org:80/a": "http://example.org/a",
    "http://example.org:8080/a": "http://example.org:8080/a",
    "https://example.org/a?utm_source=x&utm_medium=y&id=7": "https://example.org/a?id=7",
    "https://example.org/a?fbclid=1&gclid=2&mc_cid=3&_ga=4": "https://example.org/a",
    "https://example.org/a?UTM_Source=x": "https://example.org/a",
    "https://example.org/a?utm%5Fsource=x": "https://example.org/a",
    "https://example.org/a?b=1&a=2": "https://example.org/a?b=1&a=2",
    "https://example.org/a?": "https://example.org/a",
    "https://example.org/a?&&x=1&": "https://example.org/a?x=1",
    "https://example.org/a?page=2": "https://example.org/a?page=2",
    "https://example.org/%7euser/%2f": "https://example.org/~user/%2F",
    "https://example.org/a/amp/": "https://example.org/a/",
    "https://example.org/a/amp": "https://example.org/a/",
    "https://example.org/amp/a": "https://example.org/a",
    "https://example.org/a.amp.html": "https://example.org/a.html",
    "https://example.org/a?amp=1": "https://example.org/a",
    "https://example.org/a?amp": "https://example.org/a",
    "https://example.org/a?outputType=amp": "https://example.org/a",
    "https://amp.example.org/a": "https://example.org/a",
    "https://amp.org/a": "https://amp.org/a",
    "https://example.org/amp/": "https://example.org/amp/",
    "https://example.org/camp": "https://example.org/camp",
    "https://www.google.com/amp/s/www.example.org/a": "https://www.example.org/a",
    "https://www.google.co.uk/amp/s/www.example.org/a": "https://www.example.org/a",
    "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a/amp/": "https://www.example.org/a/",
    "https://example.org./a": "https://example.org/a",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
    "http://[2606:4700:0:0::1]:80/": "http://[2606:4700::1]/",
    " https://example.org/a ": "https://example.org/a",
    "mailto:x@example.org": "mailto:x@example.org",
    "no address": "no address",
    "": "",
    "http://[broken": "http://[broken",
}


@pytest.mark.parametrize(("url", "expected"), CANONICAL.items())
def test_an_article_is_known_under_one_address(url: str, expected: str) -> None:
    assert canonical(url) == expected


_PIECES = st.sampled_from(
    [
        *("amp", "/amp", "/amp/", "?amp", "&utm_x=1", "?outputType=amp", ".amp", ".html", "/s/", "/c/", "a.b", "Ä"),
        *("www.google.com", "x.cdn.ampproject.org", "https://", "http://", "%7e", "%2F", "%25", ":80", ":443"),
        *("@", "#", "?", "&", "=", "/", "."),
    ]
)


@settings(deadline=None)
@given(
    st.text()
    | st.lists(_PIECES).map("".join)
    | st.lists(_PIECES).map(lambda pieces: "https://a.example" + "".join(pieces))
)
@example("https://www.google.com/amp/s/www.google.com/amp/s/a.b/amp/amp/")
def test_canonical_twice_is_canonical_once(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


SITES = {
    "https://www.variety.com/2016/tv/": "variety.com",
    "https://variety.com": "variety.com",
    "https://m.example.org/x": "example.org",
    "https://amp.example.org/x": "example.org",
    "https://www.amp.example.org/x": "example.org",
    "https://uk.ign.com/articles": "ign.com",
    "https://edition.cnn.com/": "cnn.com",
    "https://ca.co.uk/": "ca.co.uk",
    "https://www.bbc.co.uk/news": "bbc.co.uk",
    "https://about.netflix.com/en": "about.netflix.com",
    "https://EXAMPLE.org.:443/": "example.org",
    "https://www.google.com/amp/s/www.example.org/a": "example.org",
    "https://www.google.evil.example/amp/s/variety.com/a": "google.evil.example",
    "https://cdn.ampproject.org.evil.example/c/s/variety.com/a": "cdn.ampproject.org.evil.example",
    "variety.com": "variety.com",
    "www.com": "www.com",
    "http://8.8.8.8/": "8.8.8.8",
    "not a host": "",
    "": "",
    "mailto:x@example.org": "",
}


@pytest.mark.parametrize(("url", "expected"), SITES.items())
def test_the_site_is_the_host_that_speaks(url: str, expected: str) -> None:
    assert site(url) == expected


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_site_or_none(url: str) -> None:
    assert site(url) == site(site(url))
