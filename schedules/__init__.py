"""What is known about premieres and when to say it; knows no Discord.

These names are all that the faces may import. Those that need the database or the reader are loaded when first
used, so that a command that needs neither starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from schedules.answers import AuditEntry, Condition, Kept, Outlook, Owed, Rereading, Review, Sending, Stats, Submission
from schedules.catalogue import Catalogue
from schedules.catalogue import load as load_catalogue
from schedules.edtf import Edtf, Precision
from schedules.errors import (
    ArticleError,
    CatalogueError,
    EdtfError,
    FetchError,
    MarqueeError,
    RefusedAddressError,
    SchemaVersionError,
    StoreError,
    StoreUnavailableError,
    UnknownShowError,
    UsageError,
)
from schedules.model import (
    Announcement,
    AnnouncementKind,
    Article,
    Change,
    ChangeKind,
    Claim,
    Cue,
    Delivery,
    Follow,
    GuildSettings,
    Known,
    MemberSettings,
    Pin,
    Premiere,
    Reason,
    ReleaseRule,
    Service,
    Show,
    Status,
    Target,
    TargetKind,
    Testimony,
    Trust,
    Verdict,
)

if TYPE_CHECKING:
    from schedules.aside import Aside, held, make_pool
    from schedules.fingerprint import fingerprint as identity_of
    from schedules.gathering import Gatherer, Polled
    from schedules.library import Library
    from schedules.library.digests import DueDigest
    from schedules.library.keeping import Heard
    from schedules.library.sources import Source
    from schedules.reading import Reading, explain, read
    from schedules.replay import Event, Measure, load_truth, measure
    from schedules.replay import replay as replay_articles
    from schedules.shortcut import glance
    from schedules.sources.address import Policy
    from schedules.sources.bulk import Piece, find_pieces, holds_many, parse_piece, total_size
    from schedules.sources.content import Sighting, article_of, sighting
    from schedules.sources.fetch import Fetcher
    from schedules.sources.files import Broken, Item, read_line, read_text, split_lines
    from schedules.sources.suggestions import Suggestion, load_suggestions
    from schedules.trust import load_trust

_LATER = {
    "Aside": "schedules.aside",
    "DueDigest": "schedules.library.digests",
    "Broken": "schedules.sources.files",
    "Event": "schedules.replay",
    "Fetcher": "schedules.sources.fetch",
    "Gatherer": "schedules.gathering",
    "Heard": "schedules.library.keeping",
    "Item": "schedules.sources.files",
    "Library": "schedules.library",
    "Measure": "schedules.replay",
    "Piece": "schedules.sources.bulk",
    "Policy": "schedules.sources.address",
    "Polled": "schedules.gathering",
    "Reading": "schedules.reading",
    "Sighting": "schedules.sources.content",
    "Source": "schedules.library.sources",
    "Suggestion": "schedules.sources.suggestions",
    "article_of": "schedules.sources.content",
    "explain": "schedules.reading",
    "find_pieces": "schedules.sources.bulk",
    "identity_of": "schedules.fingerprint:fingerprint",
    "glance": "schedules.shortcut",
    "held": "schedules.aside",
    "holds_many": "schedules.sources.bulk",
    "load_suggestions": "schedules.sources.suggestions",
    "load_trust": "schedules.trust",
    "load_truth": "schedules.replay",
    "make_pool": "schedules.aside",
    "measure": "schedules.replay",
    "parse_piece": "schedules.sources.bulk",
    "read": "schedules.reading",
    "read_line": "schedules.sources.files",
    "read_text": "schedules.sources.files",
    "replay_articles": "schedules.replay:replay",
    "sighting": "schedules.sources.content",
    "split_lines": "schedules.sources.files",
    "total_size": "schedules.sources.bulk",
}

__all__ = [
    "Announcement",
    "AnnouncementKind",
    "Article",
    "ArticleError",
    "Aside",
    "AuditEntry",
    "Broken",
    "Catalogue",
    "CatalogueError",
    "Change",
    "ChangeKind",
    "Claim",
    "Condition",
    "Cue",
    "Delivery",
    "DueDigest",
    "Edtf",
    "EdtfError",
    "Event",
    "FetchError",
    "Fetcher",
    "Follow",
    "Gatherer",
    "GuildSettings",
    "Heard",
    "Item",
    "Kept",
    "Known",
    "Library",
    "MarqueeError",
    "Measure",
    "MemberSettings",
    "Outlook",
    "Owed",
    "Piece",
    "Pin",
    "Policy",
    "Polled",
    "Precision",
    "Premiere",
    "Reading",
    "Reason",
    "RefusedAddressError",
    "ReleaseRule",
    "Rereading",
    "Review",
    "SchemaVersionError",
    "Sending",
    "Service",
    "Show",
    "Sighting",
    "Source",
    "Stats",
    "Status",
    "StoreError",
    "StoreUnavailableError",
    "Submission",
    "Suggestion",
    "Target",
    "TargetKind",
    "Testimony",
    "Trust",
    "UnknownShowError",
    "UsageError",
    "Verdict",
    "article_of",
    "explain",
    "find_pieces",
    "glance",
    "held",
    "holds_many",
    "identity_of",
    "load_catalogue",
    "load_suggestions",
    "load_trust",
    "load_truth",
    "make_pool",
    "measure",
    "parse_piece",
    "read",
    "read_line",
    "read_text",
    "replay_articles",
    "sighting",
    "split_lines",
    "total_size",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the types are those of the imports above
    if name in _LATER:
        module, _, original = _LATER[name].partition(":")
        return getattr(import_module(module), original or name)
    raise AttributeError(f"module 'schedules' has no attribute {name!r}")
