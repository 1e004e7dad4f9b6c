"""Embeds keep within Discord's limits and let nothing from outside through as markup, whatever it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standin.limits import breaches

import schedules
from bot import embeds
from bot.views import announcement_view, show_key
from schedules import (
    Announcement,
    AnnouncementKind,
    Change,
    ChangeKind,
    Claim,
    Edtf,
    Outlook,
    Precision,
    Premiere,
    Reason,
    Status,
    Target,
    TargetKind,
    Verdict,
    load_catalogue,
)

NOW = datetime(2016, 8, 20, tzinfo=UTC)
DAY = Edtf.parse("2016-09-30")
CATALOGUE = load_catalogue()
WILD = st.text(max_size=600) | st.sampled_from(
    ["@everyone", "**" * 300, "[a](https://evil.example)", "`" * 900, "\\" * 500]
)


def premiere(evidence: str, url: str | None, reasons: tuple[Reason, ...] = ()) -> Premiere:
    moment = CATALOGUE.moment("Netflix", date(2016, 9, 30))
    return Premiere(
        "Luke Cage", 1, "Netflix", DAY, Precision.DAY, moment, Status.CONFIRMED, disputed=True, rumour=DAY,
        evidence=evidence, url=url, published=date(2016, 8, 16), basis=evidence, reasons=reasons,
    )  # fmt: skip


def reason(evidence: str, url: str | None) -> Reason:
    claim = Claim("Luke Cage", 1, DAY, Status.CONFIRMED, evidence, 0, 1, "rule")
    return Reason(schedules.Testimony(claim, "abcdef0123", date(2016, 8, 16), url=url), Verdict.SUPPORTS, evidence)


def test_an_hour_that_nobody_gave_is_not_said() -> None:
    known = premiere("", None)
    assert "<t:" in embeds.when(known, CATALOGUE, NOW)
    unknown = replace(known, service="Nowhere", moment=datetime(2016, 9, 30, 12, tzinfo=UTC))
    assert embeds.when(unknown, CATALOGUE, NOW) == "**Friday 30 September 2016, in 41 days**"


@settings(max_examples=40, deadline=None)
@given(WILD, st.none() | WILD.map(lambda text: f"https://example.org/{text}"), st.integers(0, 40))
def test_every_embed_is_one_that_discord_takes(evidence: str, url: str | None, count: int) -> None:
    told = premiere(evidence, url, tuple([reason(evidence, url)] * count))
    target = Target(TargetKind.CHANNEL, "1")
    announcement = Announcement(AnnouncementKind.MOVED, "Luke Cage", 1, DAY, target, NOW, before=DAY, evidence=evidence)
    change = Change(ChangeKind.MOVED, "Luke Cage", 1, DAY, DAY, date(2016, 8, 16), evidence, url)
    claims = [reason(evidence, url).testimony.claim] * count
    pages = [
        embeds.outlook_embeds(Outlook(NOW, (told,) * count, (told,) * count, (), told), CATALOGUE),
        embeds.why_embeds((told,) * min(count, 7), CATALOGUE, NOW),
        *([page] for page in embeds.table_pages((told,) * count, NOW, evidence)),
        [embeds.announcement_embed(announcement, told, CATALOGUE, NOW)],
        [embeds.changes_embed([change] * count)],
        [embeds.claims_embed(claims, evidence)],
    ]
    for page in pages:
        body = {"content": "x", "embeds": [embed.to_dict() for embed in page]}
        assert list(breaches(body)) == []
        assert len(embeds.as_text(page)) <= 2000
        for embed in page:
            assert len(embed.title or "") <= 256
            assert len(embed.description or "") <= 4096
            assert len(embed.fields) <= 25
            assert all(0 < len(entry.value or "") <= 1024 and len(entry.name or "") <= 256 for entry in embed.fields)


@given(st.text(max_size=300))
def test_escaped_text_holds_no_live_markup(text: str) -> None:
    escaped = embeds.escape(text)
    live = escaped.replace("\\\\", "")
    for character in "*_~`|<>[]@":
        assert character not in live.replace(f"\\{character}", "")
    assert not escaped.startswith(("#", "-", "+"))
    assert "://" not in escaped


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/a", "[www.example.org](https://www.example.org/a)"),
        ("https://example.org/a_(b)", "[example.org](https://example.org/a_%28b%29)"),
        ("javascript:alert(1)", "a text that was handed in"),
        ("https://", "a text that was handed in"),
        (None, "a text that was handed in"),
        (f"https://example.org/{quote('x' * 600)}", "a text that was handed in"),
    ],
)
def test_only_addresses_of_the_web_are_linked(url: str | None, shown: str) -> None:
    assert embeds.source(url, None) == shown


def test_a_quote_is_cut_before_it_is_escaped() -> None:
    assert embeds.quoted("*" * 500, 5) == "> \\*\\*\\*\\*…"


async def test_an_announcements_buttons_fit_whatever_the_shows_name() -> None:
    target = Target(TargetKind.CHANNEL, "1")
    view = announcement_view(Announcement(AnnouncementKind.DATED, "x" * 100, 99, DAY, target, NOW), "f" * 25)
    assert all(len(getattr(item, "custom_id", "")) <= 100 for item in view.children)
    assert show_key("Luke Cage") != show_key("luke cage")
