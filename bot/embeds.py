"""Values as Discord embeds: within Discord's limits, with everything from outside escaped.

Dates are shown by Discord itself (`<t:...>`), in each viewer's own zone and language.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import discord

from bot import wording
from schedules import (
    Announcement,
    AnnouncementKind,
    Catalogue,
    Change,
    Claim,
    Outlook,
    Premiere,
    Reason,
    Status,
    Submission,
    Verdict,
)

if TYPE_CHECKING:
    from schedules import DueDigest

TITLE, DESCRIPTION, FIELD_NAME, FIELD_VALUE, FOOTER = 256, 4096, 256, 1024, 2048
FIELDS = 25
EMBEDS, TOGETHER = 10, 6000
CONTENT = 2000
QUOTE = 350
PAGE = 10
"""Premieres on one page of a table."""
NOTHING_KNOWN = "Nothing is known yet. Hand me an article with `read`."
DIGEST = "The week in premieres"

_MARKUP = re.compile(r"[\\*_~`|<>\[\]@]|^[#+-]|:(?=//)")
"""Only what is markup where it stands: a backslash shows in the notifications of telephones."""

_COLOURS = {
    AnnouncementKind.DATED: 0x2E9E5B,
    AnnouncementKind.REFINED: 0x2E9E5B,
    AnnouncementKind.MOVED: 0xD98E04,
    AnnouncementKind.CANCELLED: 0xB3261E,
    AnnouncementKind.REVIVED: 0x2E9E5B,
    AnnouncementKind.REMINDER: 0x3F6FD8,
    AnnouncementKind.PREMIERE: 0xC2185B,
}
_PLAIN = 0x3F6FD8
_WARNING = 0xD98E04

_MARKS = {
    Verdict.SUPPORTS: "✅",
    Verdict.SUPERSEDED: "⏮️",
    Verdict.TOO_VAGUE: "🌫️",
    Verdict.OUTWEIGHED: "⚖️",
    Verdict.OTHER_SEASON: "↪️",
    Verdict.STALE: "🕰️",
}


def escape(text: str) -> str:
    """Text from outside as Discord shows it literally: no markup, no link, no mention, on one line."""
    return _MARKUP.sub(r"\\\g<0>", wording.say_quote(text, CONTENT))


def code(text: str) -> str:
    """A short text as code, in which no markup holds, a backslash shows and nobody is mentioned."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def cut(text: str, limit: int) -> str:
    """`text` within `limit` characters, with an ellipsis where something is missing."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def stamp(moment: datetime, style: str = "F") -> str:
    """A moment that Discord shows in each viewer's zone; style F is the date in full, R the distance."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def within(found: Sequence[discord.Embed]) -> list[discord.Embed]:
    """As many of the embeds, from the first on, as one message holds."""
    kept: list[discord.Embed] = []
    for embed in found[:EMBEDS]:
        if kept and sum(map(len, (*kept, embed))) > TOGETHER:
            break
        kept.append(embed)
    return kept


def source(url: str | None, published: date | None) -> str:
    """A link to where a quote is from, named by its host; the plain words where there is no address to link."""
    of = f", {wording.say_short_day(published)}" if published else ""
    parts = urlsplit(url or "")
    if url is None or parts.scheme not in {"http", "https"} or not parts.hostname or len(url) > 500:
        return f"a text that was handed in{of}"
    target = re.sub(r"[\s<>]", "", url).replace("(", "%28").replace(")", "%29")
    return f"[{escape(parts.hostname)}]({target}){of}"


def quoted(evidence: str, limit: int = QUOTE) -> str:
    """A quote as a block; nothing for no quote."""
    # Cut before escaping: a backslash must not lose what it stands before.
    return f"> {escape(wording.say_quote(evidence, limit))}" if evidence else ""


def when(premiere: Premiere, catalogue: Catalogue, now: datetime, zone: str = "UTC") -> str:
    """When a premiere is: the words for a reader in `zone`, and where there is a moment, Discord's own words for it."""
    if premiere.moment is None:
        return escape(wording.say_date(premiere.date))
    words = escape(wording.say_when(premiere, catalogue, now, zone))
    if not catalogue.hour_known(premiere):
        return f"**{words}**"
    return f"**{words}**\n{stamp(premiere.moment)} · {stamp(premiere.moment, 'R')}"


def premiere_embed(premiere: Premiere, catalogue: Catalogue, now: datetime, zone: str = "UTC") -> discord.Embed:
    """One premiere with its date, its service, its quote and its source."""
    lines = [
        when(premiere, catalogue, now, zone),
        f"On {escape(premiere.service)} · {wording.say_status(premiere, now)}",
    ]
    if premiere.disputed:
        lines.append("⚠️ Another site says otherwise; `why` shows what.")
    if premiere.rumour is not None:
        lines.append(f"Rumoured: {escape(wording.say_date(premiere.rumour))}")
    lines += _evidence(premiere.evidence, premiere.url, premiere.published)
    embed = discord.Embed(
        title=cut(escape(wording.say_title(premiere.show, premiere.season)), TITLE),
        description=cut("\n".join(lines), DESCRIPTION),
        colour=_WARNING if premiere.disputed else _PLAIN,
    )
    if premiere.basis:
        embed.set_footer(text=cut(wording.say_quote(premiere.basis, 300), FOOTER))
    return embed


def announcement_embed(
    announcement: Announcement, premiere: Premiere | None, catalogue: Catalogue, now: datetime, zone: str = "UTC"
) -> discord.Embed:
    """What an announcement tells, as it stands `now`; what changed from what; quote and source."""
    kind = announcement.kind
    lines = []
    if kind in {AnnouncementKind.MOVED, AnnouncementKind.REFINED} and announcement.before is not None:
        lines.append(f"~~{escape(wording.say_date(announcement.before))}~~")
    if premiere is not None and kind is not AnnouncementKind.CANCELLED:
        lines.append(when(premiere, catalogue, now, zone))
    if premiere is not None:
        lines.append(f"On {escape(premiere.service)}")
    lines += _evidence(announcement.evidence, announcement.url, premiere.published if premiere else None)
    return discord.Embed(
        title=cut(escape(wording.say_title(announcement.show, announcement.season)), TITLE),
        description=cut("\n".join(lines), DESCRIPTION),
        colour=_COLOURS[kind],
    )


def outlook_embeds(
    outlook: Outlook, catalogue: Catalogue, zone: str = "UTC", cancelled: Sequence[Premiere] = ()
) -> list[discord.Embed]:
    """The answer to `next`: what is dated ahead, else what comes without a day, what was last, what was cancelled."""
    dated = [premiere_embed(premiere, catalogue, outlook.now, zone) for premiere in outlook.premieres[:5]]
    if dated:
        return within(dated)
    lines = ["Nothing is dated ahead."]
    if outlook.windows:
        lines += ["", "**Coming**", *(_row(premiere, outlook.now) for premiere in outlook.windows[:PAGE])]
    if outlook.undated:
        lines += ["", "**Coming, no date yet**", *(_row(premiere, outlook.now) for premiere in outlook.undated[:PAGE])]
    if outlook.last is not None:
        lines += ["", "**Last premiere**", _row(outlook.last, outlook.now)]
    if cancelled:
        lines += ["", "**Not coming**", *(_row(premiere, outlook.now) for premiere in cancelled[:PAGE])]
    lines += ["", "Know more? Hand me an article with `read`."]
    return [discord.Embed(title="Next premiere", description=cut("\n".join(lines), DESCRIPTION), colour=_PLAIN)]


def picture_embed(title: str, name: str) -> discord.Embed:
    """A picture that is attached to the same message under `name`."""
    embed = discord.Embed(title=cut(escape(title), TITLE), colour=_PLAIN)
    return embed.set_image(url=f"attachment://{name}")


def table_pages(
    premieres: Sequence[Premiere], now: datetime, title: str, nothing: str = NOTHING_KNOWN
) -> list[discord.Embed]:
    """A table of premieres as pages; one page that says `nothing` where there is none."""
    heading = cut(escape(title), TITLE)
    if not premieres:
        return [discord.Embed(title=heading, description=nothing)]
    pages = [premieres[start : start + PAGE] for start in range(0, len(premieres), PAGE)]
    embeds = []
    for number, page in enumerate(pages, 1):
        text = "\n".join(_row(premiere, now) for premiere in page)
        embed = discord.Embed(title=heading, description=cut(text, DESCRIPTION), colour=_PLAIN)
        if len(pages) > 1:
            embed.set_footer(text=f"Page {number} of {len(pages)}")
        embeds.append(embed)
    return embeds


def why_embeds(
    premieres: Sequence[Premiere], catalogue: Catalogue, now: datetime, zone: str = "UTC"
) -> list[discord.Embed]:
    """Each season's date with every claim behind it and what became of it; the newest seasons where there are many."""
    embeds: list[discord.Embed] = []
    room = 5500
    for premiere in premieres[-5:]:
        embed = premiere_embed(premiere, catalogue, now, zone)
        room -= len(embed)
        for reason in premiere.reasons[:FIELDS]:
            name, value = _reason(reason)
            room -= len(name) + len(value)
            if room < 0:
                break
            embed.add_field(name=name, value=value, inline=False)
        if room < 0 and embeds:
            break
        embeds.append(embed)
    return embeds


def digest_embed(due: "DueDigest", now: datetime) -> discord.Embed:
    """What premieres soon and what was learnt in the week."""
    digest = due.digest
    lines = []
    if digest.ahead:
        # All of them: the digest is told instead of their reminders.
        lines += ["**Coming up**", *(_row(premiere, now) for premiere in digest.ahead)]
    if digest.windows:
        lines += ["", "**Later**", *(_row(premiere, now) for premiere in digest.windows[:PAGE])]
    if digest.changes:
        lines += ["", "**New this week**", *(escape(wording.say_change(change)) for change in digest.changes[:PAGE])]
    return discord.Embed(title=DIGEST, description=whole_lines("\n".join(lines)), colour=_PLAIN)


def changes_embed(changes: Iterable[Change]) -> discord.Embed:
    """The latest changes, newest first."""
    lines = []
    for change in changes:
        line = f"`{change.day or 'day unknown'}` {escape(wording.say_change(change))}"
        lines.append(f"{line} ({source(change.url, None)})" if change.url else line)
    text = "\n".join(lines) or "Nothing has changed yet."
    return discord.Embed(title="What moved", description=whole_lines(text), colour=_PLAIN)


def claims_embed(claims: Sequence[Claim], verdict: str) -> discord.Embed:
    """What was found in a text, with the quote for each claim, and a sentence on what happens with it."""
    embed = discord.Embed(title="Read for premieres", description=cut(escape(verdict), DESCRIPTION), colour=_PLAIN)
    for claim in claims[:10]:
        name = f"{wording.say_title(claim.show, claim.season)}: {wording.say_date(claim.date)} ({claim.status})"
        embed.add_field(
            name=cut(escape(name), FIELD_NAME), value=quoted(claim.evidence, 150) or "the headline", inline=False
        )
    if len(claims) > 10:
        embed.set_footer(text=f"and {len(claims) - 10} more")
    return embed


def submission_embed(submission: Submission) -> discord.Embed:
    """What somebody handed in, for an editor to decide on: where it is from, how it begins, what is found in it."""
    article = submission.article
    lines = [
        f"{source(article.url, article.published)}, from {_submitter(submission.by)}",
        quoted(article.title or article.text),
        "" if submission.claims else "Nothing about premieres is found in it.",
    ]
    embed = claims_embed(submission.claims, "")
    embed.title = f"Handed in: number {submission.id}"
    embed.description = cut("\n".join(line for line in lines if line), DESCRIPTION)
    return embed


def as_text(embeds: Iterable[discord.Embed]) -> str:
    """Embeds as a plain message, for channels in which the bot may not embed."""
    parts = []
    for embed in embeds:
        parts += [f"**{embed.title}**" if embed.title else "", embed.description or ""]
        parts += [f"**{entry.name}**\n{entry.value}" for entry in embed.fields]
    return cut("\n".join(part for part in parts if part), CONTENT)


def _evidence(evidence: str, url: str | None, published: date | None) -> list[str]:
    return ["", quoted(evidence), f"— {source(url, published)}"] if evidence else []


def _row(premiere: Premiere, now: datetime) -> str:
    title = f"**{escape(wording.say_title(premiere.show, premiere.season))}**"
    if premiere.status is Status.CANCELLED:
        return f"{title} — cancelled"
    date_words = stamp(premiere.moment, "D") if premiere.moment else escape(wording.say_date(premiere.date))
    distance = f" ({stamp(premiere.moment, 'R')})" if premiere.moment and premiere.moment > now else ""
    doubt = " ⚠️ disputed" if premiere.disputed else ""
    return f"{title} — {date_words}{distance} · {escape(premiere.service)}{doubt}"


def _reason(reason: Reason) -> tuple[str, str]:
    testimony = reason.testimony
    said = escape(wording.say_date(testimony.claim.date))
    name = f"{_MARKS[reason.verdict]} {reason.verdict}: {said} ({testimony.claim.status})"
    lines = [
        escape(reason.detail),
        quoted(testimony.claim.evidence, 200),
        f"— {source(testimony.url, testimony.published)} · article `{testimony.article[:8]}`",
    ]
    return cut(name, FIELD_NAME), cut("\n".join(line for line in lines if line), FIELD_VALUE)


def _submitter(by: str) -> str:
    """Who handed something in; Discord shows a member's name, and mentions are off."""
    return f"<@{by}>" if by.isdecimal() else escape(by)


def whole_lines(text: str, limit: int = DESCRIPTION) -> str:
    """`text` within `limit` characters, cut between two lines: half a link would show its address."""
    return text if len(text) <= limit else text[: text.rfind("\n", 0, limit)]
