"""What is no part of an article: navigation, comments, "related", advertising, what its writer struck through; pure."""

import re
from collections.abc import Iterator

from schedules.sources.blocks import Element

# Never part of an article, unless the article itself stands inside (a page's wrapper may be called "no-comments").
_ALWAYS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|masthead|comments?|commentlist|disqus|respond|related\w*|"
    r"recommend(?:ed|ations?)|outbrain|taboola|sponsored|cookies?|consent|gdpr|pagination|pager|skip-link|read-?next|"
    r"up-?next|also-like|recirc\w*|more-(?:from|stories|news|on|posts)|most-(?:popular|read)|trending)(?=$|[\s_-])",
    re.IGNORECASE,
)
# Part of an article only where most of the page's words stand inside.
_MOSTLY = re.compile(
    r"(?:^|[\s_-])(?:sidebar|aside|popular|newsletter|subscribe|sign-?up|share|sharing|social|promo\w*|advert\w*|ads?|"
    r"banner|tags|tag-list|post-tags|read-?more|latest|toolbar|modal|popup|paywall|author-(?:bio|box|info)|byline-bio|"
    r"widget|carousel|swiper\w*|row-more|playlist|teaser|cards?)(?=$|[\s_-])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ROLES = frozenset(("navigation", "banner", "complementary", "contentinfo", "search", "dialog", "menu", "menubar"))
_TAGS = frozenset(
    ("nav", "aside", "footer", "form", "script", "style", "noscript", "template", "iframe", "svg", "dialog")
)
# What is struck through is what the writer takes back; a strike that nobody closed strikes out most of the page.
_STRUCK = frozenset(("del", "s", "strike"))
_FRAMES = frozenset(("html", "body", "main", "head"))
_PARTS = frozenset(("table", "tbody", "tr", "td", "p"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;:]{0,60}line-through", re.IGNORECASE)


def prune(tree: Element) -> None:
    """Take out of a page's tree what is no part of its article; the tree is changed."""
    words, homes = _measure(tree)
    total = words.get(tree, 0)
    for element in list(_clutter(tree, words, homes, total)):
        parent = element.getparent()
        if parent is not None:
            _drop(element, parent)


def _measure(tree: Element) -> tuple[dict[Element, int], set[Element]]:
    """For every element how many characters of paragraphs it holds; and those that hold the article's head or body."""
    from lxml import etree

    words: dict[Element, int] = {}
    homes: set[Element] = set()
    read, starts = 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            starts.append(read)
            if element.tag == "p":
                read += len("".join(element.itertext()))
            if element.tag in {"h1", "main"} or element.get("itemprop") == "articleBody":
                homes.add(element)
            continue
        words[element] = read - starts.pop()
        if element in homes and element.getparent() is not None:
            homes.add(element.getparent())
    return words, homes


def _clutter(tree: Element, words: dict[Element, int], homes: set[Element], total: int) -> Iterator[Element]:
    for element in tree.iter("*"):
        if element in homes or element.tag in _FRAMES:
            continue
        few = words.get(element, 0) * 2 <= total
        if (
            element.tag in _TAGS
            or _hidden(element)
            or (few and _struck(element))
            or (element.tag not in _PARTS and _named_so(element, few=few))
        ):
            yield element


def _named_so(element: Element, *, few: bool) -> bool:
    """Whether an element's name says that it is clutter; some names say so only where it holds few words."""
    name = _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")
    if (element.get("role") or "").lower() in _ROLES or _ALWAYS.search(name):
        return True
    return few and (element.tag == "form" or _MOSTLY.search(name) is not None)


def _struck(element: Element) -> bool:
    return element.tag in _STRUCK or _LINE_THROUGH.search(element.get("style") or "") is not None


def _hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def _drop(element: Element, parent: Element) -> None:
    """Remove an element and keep the text that follows it."""
    tail, before = element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
