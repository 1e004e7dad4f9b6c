"""What changed in what is believed, as an Atom feed (RFC 4287)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from bot.web.slugs import identity
from bot.web.text import clean, web_address
from bot.wording import say_change
from schedules import Change

_ATOM = "http://www.w3.org/2005/Atom"
_START = date(1970, 1, 1)

MOST = 100
"""How many changes a feed has at most."""

register_namespace("", _ATOM)


@dataclass(frozen=True)
class Channel:
    """Where a feed stands."""

    home: str
    """The address of the page that the feed belongs to."""
    address: str
    """The feed's own address."""
    title: str = "Marquee: what changed"
    links: Mapping[str, str] = field(default_factory=dict)
    """The address of each show's page, by the show's name."""


def render_feed(changes: Sequence[Change], channel: Channel) -> bytes:
    """The feed of the newest of `changes` (newest first), in UTF-8.

    An entry's id is made from the change itself, so that a reader shows each change once however often it asks.
    """
    feed = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _add(feed, "id", identity("feed").urn)
    _add(feed, "title", channel.title)
    _add(feed, "updated", _stamp(max((change.day or _START for change in changes), default=_START)))
    _add(SubElement(feed, f"{{{_ATOM}}}author"), "name", "Marquee")
    _add(feed, "link", rel="self", type="application/atom+xml", href=channel.address)
    _add(feed, "link", rel="alternate", type="text/html", href=channel.home)
    for change, urn in list(zip(changes, _urns(changes), strict=True))[:MOST]:
        entry = SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", urn)
        _add(entry, "title", clean(say_change(change), 200))
        _add(entry, "updated", _stamp(change.day or _START))
        _add(entry, "link", rel="alternate", type="text/html", href=channel.links.get(change.show, channel.home))
        source = web_address(change.url)
        if source:
            _add(entry, "link", rel="via", href=source)
        _add(entry, "category", term=clean(change.show, 100))
        _add(entry, "content", f"“{clean(change.evidence)}”" if change.evidence else say_change(change), type="text")
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def _urns(changes: Sequence[Change]) -> list[str]:
    """The id of each change; they are counted from the oldest, so that no new one takes the id of an old one."""
    seen: dict[str, int] = {}
    urns = []
    for change in reversed(changes):
        urn = identity(change.kind, change.show, change.season, change.before, change.after, change.on).urn
        # A date may go and come back on one day: the second time is another entry.
        seen[urn] = seen.get(urn, 0) + 1
        urns.append(urn if seen[urn] == 1 else identity(urn, seen[urn]).urn)
    return urns[::-1]


def _add(parent: Element, name: str, words: str | None = None, **attributes: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}", attributes).text = words


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
