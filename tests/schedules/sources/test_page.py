import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.errors import ArticleError
from schedules.sources.page import MAX_ELEMENTS, MAX_PAGE, html_to_text, to_article

STORY = (
    "<p>Netflix said on Tuesday that the second season arrives on <b>March&nbsp;8</b>, a week earlier than planned.</p>"
    "<p>The first season, which drew more viewers than any other new drama of that year, was released in November; "
    "its maker had long asked for more time with the scripts.</p>"
)
STORY_TEXT = (
    "Netflix said on Tuesday that the second season arrives on March 8, a week earlier than planned.\n\n"
    "The first season, which drew more viewers than any other new drama of that year, was released in November; "
    "its maker had long asked for more time with the scripts."
)


def page(body: str, head: str = "<title>Season two has a date</title>") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


FRAMES = {
    "article": f"<article>{STORY}</article>",
    "main": f"<main>{STORY}</main>",
    "articleBody": f"<div itemprop=articleBody>{STORY}</div>",
    "entry-content": f'<div class="post"><div class="entry-content clear">{STORY}</div></div>',
    "article__body": f'<div class="article__body js-x">{STORY}</div>',
    "bare": STORY,
    "a form around the page": f'<form id="aspnet"><h1>Season two has a date</h1>{STORY}</form>',
    "a table for layout": f"<table><tr><td>{STORY}</td></tr></table>",
    "a telling wrapper": f'<div class="has-sidebar no-comments"><h1>Season two has a date</h1>{STORY}</div>',
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
def test_the_story_is_found_wherever_it_stands(frame: str) -> None:
    article = to_article(page(frame))
    assert article.text == STORY_TEXT
    assert article.title == "Season two has a date"


CLUTTER = {
    "nav": "<nav><ul><li><a href=/>WRONG premieres May 1</a></ul></nav>",
    "footer": "<footer><p>WRONG premieres May 1</p></footer>",
    "aside": "<aside><p>WRONG premieres May 1</p></aside>",
    "comments": '<section id="comments"><h2>2 Comments</h2><article class="comment"><p>WRONG</p></article></section>',
    "many comments": f'<ol class="commentlist">{"<li><p>WRONG, at great length, as people will</p></li>" * 50}</ol>',
    "disqus": '<div id="disqus_thread"><p>WRONG</p></div>',
    "related": '<div class="related-posts"><h3>Related</h3><p>WRONG premieres May 1</p></div>',
    "camel case": '<div class="RelatedArticles_x1"><p>WRONG premieres May 1</p></div>',
    "recommended": '<div class="recommended"><a href=x>WRONG premieres May 1</a></div>',
    "outbrain": '<div class="OUTBRAIN"><p>WRONG</p></div>',
    "newsletter": '<div class="newsletter-signup"><p>WRONG</p></div>',
    "script": "<script>var x = 'WRONG'</script><style>.WRONG{}</style><noscript>WRONG</noscript>",
    "hidden": '<p hidden>WRONG</p><div style="display: none">WRONG</div><div aria-hidden="true">WRONG</div>',
    "role": '<div role="complementary"><p>WRONG</p></div>',
    "comment": "<!-- WRONG -->",
    "button": "<button>WRONG</button><select><option>WRONG</option></select>",
    "template": "<template><p>WRONG</p></template>",
}


@pytest.mark.parametrize("clutter", CLUTTER.values(), ids=CLUTTER)
@pytest.mark.parametrize("place", ["before", "inside", "after"])
@pytest.mark.parametrize("frame", ["article", "entry-content", "bare"])
def test_what_stands_around_a_story_is_not_in_its_text(clutter: str, place: str, frame: str) -> None:
    body = FRAMES[frame]
    if place == "inside":
        first, rest = body.split("</p><p>")
        body = f"{first}</p>{clutter}<p>{rest}"
    else:
        body = clutter + body if place == "before" else body + clutter
    text = to_article(page(f"<header><h1>Season two has a date</h1></header>{body}")).text
    assert "WRONG" not in text
    assert text.endswith(STORY_TEXT) or text.startswith(STORY_TEXT)


@pytest.mark.parametrize(
    "lead",
    [
        "<p>Related: <a href=x>WRONG premieres May 1</a></p>",
        "<p><strong>READ MORE:</strong> <a href=x>WRONG premieres May 1</a></p>",
        "<p><a href=x>See also: WRONG premieres May 1</a></p>",
        "<h3>More on this show</h3><ul><li><a href=x>WRONG premieres May 1</a></li><li><a href=y>WRONG</a></li></ul>",
        "<h2>Related stories</h2><p><a href=x>WRONG</a></p>",
        "<h2>More must-reads</h2><ul><li>WRONG <a href=x>premieres May 1</a></li></ul>",
        "<label>More stories like this one</label><div><a href=x>WRONG</a><p>May 1, 2015</p></div><a href=y>WRONG</a>",
        "<ul><li><a href=x>WRONG</a></li><li><a href=y>WRONG</a></li><li><a href=z>WRONG premieres May 1</a></li></ul>",
        "<h3>The site</h3><p><a href=x>WRONG</a></p><p><a href=y>WRONG</a></p><p><a href=z>WRONG</a></p>",
    ],
)
def test_invitations_to_read_on_are_left_out(lead: str) -> None:
    text = to_article(page(f"<article>{STORY}{lead}<p>The end.</p></article>")).text
    assert text == f"{STORY_TEXT}\n\nThe end."


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>More on the cast</h2><p>It premieres on May 1.</p>",
        "<h2>Latest dates</h2><ul><li><a href=x>Luke Cage</a> arrives on Friday, May 1<li>Iron Fist: May 2</ul>",
        "<h2>Popular shows</h2><table><tr><td><a href=x>Luke Cage</a><td>premieres on May 1</table>",
        "<ul><li><a href=x>Luke Cage</a>: the season premieres May 1<li><a href=y>Iron Fist</a>: it is May 2</ul>",
    ],
)
def test_what_only_looks_like_an_invitation_stays(kept: str) -> None:
    text = to_article(page(f"<article>{STORY}{kept}<p>The end.</p></article>")).text
    assert "May 1" in text
    assert text.endswith("The end.")


def test_nothing_below_a_heading_of_comments_is_read() -> None:
    text = to_article(
        page(f"<article>{STORY}<h3>12 Comments</h3><p>WRONG</p><h4>Reply</h4><p>WRONG</p></article>")
    ).text
    assert text == STORY_TEXT


def test_a_link_in_a_sentence_stays() -> None:
    assert html_to_text("<p>More on <a href=x>Luke Cage</a>, which arrives in March.") == (
        "More on Luke Cage, which arrives in March."
    )


def test_blocks_stay_apart() -> None:
    html = """
        <h2>What   comes
            when</h2>
        <p>First<br>second<br><br>third</p>
        <ul><li>One: <b>May 1</b><li><p>Two:</p> <p>June 2</p><li>Three<ul><li>inner</ul></ul>
        <table><caption>Dates</caption><tr><th>Show<th>Day<tr><td>A<td>May<br>1<tr><td><td>B</table>
        <dl><dt>C</dt><dd>July 3</dd></dl>
        <div>Text<div>in boxes</div>after</div>
        <blockquote>said</blockquote><pre>kept</pre>
    """
    assert html_to_text(html) == (
        "What comes when\n\nFirst\nsecond\n\nthird\n\nOne: May 1\nTwo: June 2\nThree\ninner\n\n"
        "Dates\nShow | Day\nA | May 1\nB\n\nC\nJuly 3\n\nText\n\nin boxes\n\nafter\n\nsaid\n\nkept"
    )


@pytest.mark.parametrize(
    "struck",
    [
        "<del>March 8</del> <ins>March 15</ins>",
        "<s>March 8</s> March 15",
        "<strike>March 8</strike> March 15",
        '<span style="color: red; text-decoration: line-through">March 8</span> March 15',
        '<del datetime="2019-03-08"><b>March</b> 8</del> March 15',
    ],
)
def test_what_the_writer_struck_through_is_not_read(struck: str) -> None:
    assert html_to_text(f"<p>It arrives on {struck}.</p><p>All of it.</p>") == "It arrives on March 15.\n\nAll of it."


def test_a_strike_that_nobody_closed_strikes_no_story_out() -> None:
    story = "".join(f"<p>Sentence number {number} of the story.</p>" for number in range(9))
    assert "Sentence number 8" in html_to_text(f"<div><p>First.</p><s>{story}</s></div>")


def test_soft_hyphens_are_no_part_of_a_word() -> None:
    assert html_to_text("<p>It pre&shy;mieres on Sep&shy;tem\u00adber 30.</p>") == "It premieres on September 30."


def test_words_in_inline_markup_are_not_torn_apart() -> None:
    assert html_to_text("<p>Sept<sup>em</sup>ber <i>30</i>, <a href=x>20</a>16") == "September 30, 2016"


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


DAY = dt.date(2016, 8, 16)
DAYS = {
    "json-ld": ld({"@type": "NewsArticle", "datePublished": "2016-08-16T09:00:00Z"}),
    "json-ld graph": ld({"@graph": [{"@type": "WebPage", "datePublished": "2015-01-01"},
                                    {"@type": ["Thing", "BlogPosting"], "datePublished": "2016-08-16"}]}),
    "json-ld list": ld([{"@type": "BreadcrumbList"}, {"@type": "Article", "datePublished": "2016-08-16"}]),
    "json-ld nested": ld({"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "datePublished": "20160816"}}),
    "json-ld page only": ld({"@type": "WebPage", "datePublished": "2016-08-16"}),
    "broken json-ld": '<script type="application/ld+json">{"datePublished": "2016-08-16", "headline": "a"b",}</script>',
    "late in the writer's day": '<meta property="article:published_time" content="2016-08-16T23:30:00-07:00">',
    "early in the writer's day": '<meta property="article:published_time" content="2016-08-16T00:30:00+10:00">',
    "meta name": '<meta name="pubdate" content="Tue, 16 Aug 2016 09:00:00 +0200">',
    "meta in words": '<meta name="date" content="August 16, 2016">',
    "meta day first": '<meta name="date" content="16 Aug 2016">',
    "dublin core": '<meta name="DC.date.issued" content="2016-08-16">',
    "json-ld before meta": ld({"@type": "Article", "datePublished": "2016-08-16"})
    + '<meta property="article:published_time" content="2015-01-01">',
    "a wrong day is passed over": '<meta name="pubdate" content="2016-02-31"><meta name="date" content="2016-08-16">',
}  # fmt: skip


@pytest.mark.parametrize("head", DAYS.values(), ids=DAYS)
def test_the_day_of_publication_is_the_writers(head: str) -> None:
    assert to_article(page(f"<article>{STORY}</article>", head)).published == DAY


BODY_DAYS = {
    "time": "<article><h1>x</h1><time datetime='2016-08-16T09:00'>today</time>{}</article>",
    "time in words": "<article><time>Aug. 16, 2016</time>{}</article>",
    "after an update": "<article><time class=updated datetime=2016-09-01></time><time datetime=2016-08-16></time>{}",
    "microdata": "<article>{}<span itemprop=datePublished content=2016-08-16></span></article>",
    "byline": "<article><span class='entry-date published'>August 16, 2016</span>{}</article>",
    "byline paragraph": "<article><p class=byline>By Someone | August 16, 2016</p>{}</article>",
    "posted": "<article><div>Posted on August 16, 2016</div>{}</article>",
}


@pytest.mark.parametrize("body", BODY_DAYS.values(), ids=BODY_DAYS)
def test_the_day_may_stand_on_the_page(body: str) -> None:
    assert to_article(page(body.format(STORY))).published == DAY


def test_the_day_may_stand_in_the_address() -> None:
    assert to_article(page(STORY), "https://example.org/2016/08/16/date").published == DAY
    assert to_article(page(STORY), "https://example.org/2016/13/16/date").published is None


@pytest.mark.parametrize(
    "premiere",
    [
        "<time datetime='2017-03-08'>March 8, 2017</time>",
        "March 8, 2017",
        "2017-03-08",
        "03/08/2017",
    ],
)
def test_a_date_in_the_text_is_no_day_of_publication(premiere: str) -> None:
    late = "<p>" + "It is coming. " * 60 + f"</p><p>It premieres {premiere}.</p><ul><li>{premiere}</ul>"
    assert to_article(page(f"<article>{late}</article>")).published is None


def test_of_a_cluttered_page_that_marks_nothing_the_story_is_found() -> None:
    box = "<div class='x9'><div><a href=/{0}>Other story {0}</a><span>by someone, {0} hours ago</span></div></div>"
    boxes = "".join(box.format(number) for number in range(60))
    text = to_article(page(f"<div>{boxes}</div><div class='x1'><div>{STORY * 6}</div></div><div>{boxes}</div>")).text
    assert STORY_TEXT in text
    assert "Other story" not in text


def test_a_page_of_links_is_read_as_far_as_it_has_text() -> None:
    rows = "".join(f"<div><a href=/{n}>Show {n}</a> premieres on May {n}, 2018.</div>" for n in range(1, 20))
    assert "Show 7 premieres on May 7, 2018." in to_article(page(f"<div class=list>{rows}</div>")).text


TITLES = {
    "json-ld": (ld({"@type": "Article", "datePublished": "2016-08-16", "headline": "A &amp; B\n C"}), "A & B C"),
    "og": ('<meta property="og:title" content="A &quot;B&quot;"><title>x</title>', 'A "B"'),
    "site name": ('<meta property="og:site_name" content="The Site"><title>A - B - The Site</title>', "A - B"),
    "no site name": ("<title>A - B</title>", "A - B"),
    "heading": ("<title>The headline | Anything</title>", "The headline"),
    "none": ("", "The headline"),
}


@pytest.mark.parametrize(("head", "title"), TITLES.values(), ids=TITLES)
def test_the_title_is_the_articles_own(head: str, title: str) -> None:
    assert to_article(page(f"<h1>The headline</h1>{STORY}", head)).title == title


def test_a_heading_that_repeats_the_title_is_left_out() -> None:
    assert to_article(page(f"<article><h1>Season  two has a DATE</h1>{STORY}</article>")).text == STORY_TEXT


def test_an_endless_title_is_cut() -> None:
    assert len(to_article(page(STORY, f"<title>{'a' * 5000}</title>")).title) == 500


def test_the_site_is_where_the_page_came_from_whatever_it_claims() -> None:
    claim = '<link rel="canonical" href="https://www.netflix.com/real?utm_source=x">'
    article = to_article(page(STORY, claim), "https://www.evil.example/a?fbclid=1#x")
    assert (article.url, article.site) == ("https://www.evil.example/a", "evil.example")
    article = to_article(page(STORY, claim))
    assert (article.url, article.site) == (None, None)
    article = to_article(page(STORY, claim), own_address=True)
    assert (article.url, article.site) == ("https://www.netflix.com/real", "netflix.com")


def test_bytes_are_decoded_as_their_sender_says() -> None:
    html = page("<p>Grüße aus Köln").replace("<meta charset=utf-8>", "")
    assert to_article(html.encode("utf-16"), charset="utf-8").text == "Grüße aus Köln"
    assert to_article(html.encode("cp1252"), charset="iso-8859-1").text == "Grüße aus Köln"
    assert to_article(html.encode("cp1252")).text == "Grüße aus Köln"


def test_entities_and_outside_references_are_not_resolved() -> None:
    html = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b SYSTEM "file:///etc/passwd">]><p>x &a; &b; &amp; y</p>'
    text = html_to_text(html)
    assert "boom" not in text
    assert "root:" not in text
    assert text.endswith("& y")


def test_pages_beyond_all_measure_are_refused() -> None:
    with pytest.raises(ArticleError, match="larger than 8 MB"):
        to_article("a" * (MAX_PAGE + 1))
    with pytest.raises(ArticleError, match="elements"):
        to_article("<br>" * (MAX_ELEMENTS + 10))
    with pytest.raises(ArticleError, match="binary"):
        to_article(b"\x89PNG\r\n\x1a\n\0\0")


@pytest.mark.parametrize("html", ["", " ", "<", "<!-- -->", "<html></html>", "<title>only</title>", "\ufeff", "</p>"])
def test_a_page_without_text_gives_an_empty_text(html: str) -> None:
    assert to_article(html).text in {"", "<"}


_SOUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<div class='related'>", "</div>", "<article>", "<h1>", "<table>", "<tr>", "<td>", "<ul>"),
            *("<li>", "<br>", "<a href=x>", "</a>", "text ", "March 8, 2016 ", "<script>", "</script>", "<!--", "-->"),
            *("&", "&nbsp;", "&#0;", "&#xD800;", "<time datetime='2016-08-16'>", "<meta name=date content=x>"),
            *("<title>", "</title>", "\x00", "<svg>", "<form>", "<?pi x?>", "<![CDATA[", "]]>", "<body>", "</body>"),
            *("<frameset>", "<h2>Comments</h2>", "\ud800", "<p hidden>", "<p class=date>", "<li class=date>"),
            '<script type=\'application/ld+json\'>{"@type":"Article","datePublished":1}</script>',
        ]
    )
).map("".join)


@settings(deadline=None)
@given(_SOUP | st.text(), st.none() | st.just("https://example.org/2016/01/02/x"))
def test_any_text_is_a_page(html: str, url: str | None) -> None:
    article = to_article(html, url)
    article.text.encode()
    article.title.encode()
    assert "\x00" not in article.text


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_a_page_or_no_text(data: bytes) -> None:
    try:
        article = to_article(data)
    except ArticleError:
        assert b"\0" in data or any(byte < 32 for byte in data)
        return
    assert "\0" not in article.text
