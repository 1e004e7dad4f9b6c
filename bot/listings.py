"""Tables for who runs the bot: sources, deliveries, the audit log, what a new reading would change."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from bot.tables import make_table
from bot.wording import moment_json, say_date, say_moment, say_quote, say_title, say_trouble, say_until
from schedules import Claim, Delivery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schedules import AuditEntry, Polled, Rereading, Sending, Source, Submission, Suggestion

_DELIVERY_STYLES = {Delivery.SENT: "green", Delivery.FAILED: "red", Delivery.EXPIRED: "dim"}


def sources(found: "Sequence[Source]", now: datetime, zone: str) -> RenderableType:
    """Every source with its last success, its next poll and its failures in words."""
    if not found:
        return Text("No source is polled yet; 'marquee sources add' adds one, 'marquee sources suggest' shows some.")
    table = make_table("No.", "Address", "Trust", "Last success", "Next poll", "State")
    for source in found:
        state = source.state
        success = say_until(state.last_success, now, zone) if state.last_success else "never"
        stopped = source.paused or state.asleep
        condition = (
            Text("paused") if source.paused else Text("gone, asleep") if state.asleep else Text("well", style="green")
        )
        if state.error:
            times = f"{state.failures} failures in a row: " if state.failures > 1 else ""
            condition = Text(f"{condition.plain}\n{times}{say_quote(state.error)}" if stopped else times, style="red")
            if not stopped:
                condition.append(say_quote(state.error))
        table.add_row(
            str(source.id),
            Text(say_quote(source.name)),
            source.trust.value if source.trust else "by site",
            success,
            "" if stopped else "when posted" if source.is_channel else say_until(state.next_poll, now, zone),
            condition,
        )
    return table


def source_json(source: "Source") -> dict[str, Any]:
    """A source as JSON; moments are ISO 8601 in UTC."""
    state = source.state
    return {
        "id": source.id,
        "url": source.name,
        "trust": source.trust.value if source.trust else None,
        "paused": source.paused,
        "asleep": state.asleep,
        "last_success": moment_json(state.last_success),
        "next_poll": moment_json(state.next_poll),
        "failures": state.failures,
        "error": state.error or None,
    }


def suggestions(found: "Sequence[Suggestion]") -> RenderableType:
    """The feeds that are worth adding."""
    table = make_table("Name", "Address", "Trust")
    for suggestion in found:
        table.add_row(suggestion.name, suggestion.url, suggestion.trust.value)
    return table


def polled(found: "Sequence[Polled]") -> RenderableType:
    """What each source brought when it was asked."""
    table = make_table("No.", "Address", "Articles", "Claims", "Changes", "")
    for each in found:
        table.add_row(
            str(each.source.id),
            Text(say_quote(each.source.name)),
            str(each.articles),
            str(each.claims),
            str(len(each.changes)),
            Text(_outcome(each), style="red") if each.error else Text("well", style="green"),
        )
    return table


def _outcome(polled: "Polled") -> str:
    return f"{say_quote(polled.error)} It is asked no more." if polled.asleep else say_quote(polled.error)


def trouble(polled: "Polled") -> Text:
    """What whoever runs the bot is told of a source that is gone or has failed for a week."""
    return Text(say_trouble(polled), style="red")


def rereadings(found: "Sequence[Rereading]") -> RenderableType:
    """Where today's reader finds something else than is stored."""
    if not found:
        return Text("Today's reader finds in every stored article what is stored of it.")
    table = make_table("Article", "Show", "Stored", "Read today")
    for each in found:
        before, after = (Text("\n".join(map(_claim, claims)) or "nothing") for claims in (each.before, each.after))
        table.add_row(each.article[:12], Text(each.show), before, after)
    return table


def deliveries(found: "Sequence[Sending]") -> RenderableType:
    """What is owed and what became of it, newest first."""
    if not found:
        return Text("Nothing is owed and nothing was sent.")
    table = make_table("No.", "When", "What", "To", "State", "Tries", "Reason")
    for each in found:
        announcement = each.announcement
        title = say_title(announcement.show, announcement.season)
        lead = f" ({announcement.lead} days before)" if announcement.lead else ""
        table.add_row(
            str(each.id),
            say_moment(each.at),
            Text(f"{announcement.kind.value}{lead}: {title}, {say_date(announcement.date)}"),
            str(announcement.target),
            Text(each.state.value, style=_DELIVERY_STYLES.get(each.state, "yellow")),
            str(each.attempts),
            Text(say_quote(each.reason or "")),
        )
    return table


def submissions(found: "Sequence[Submission]") -> RenderableType:
    """What was handed in and waits for an editor, the oldest first."""
    if not found:
        return Text("Nothing waits for you.")
    table = make_table("No.", "When", "From", "Text", "Found in it")
    for each in found:
        table.add_row(
            str(each.id),
            say_moment(each.at),
            Text(say_quote(each.by)),
            Text(say_quote(each.article.url or each.article.title or each.article.text, 120)),
            Text("\n".join(f"{claim.show}, {_claim(claim)}" for claim in each.claims) or "nothing"),
        )
    return table


def audit(found: "Sequence[AuditEntry]") -> RenderableType:
    """What editors did, newest first."""
    if not found:
        return Text("No editor has done anything yet.")
    table = make_table("When", "Who", "What", "To", "")
    for entry in found:
        table.add_row(
            say_moment(entry.at),
            Text(say_quote(entry.editor)),
            entry.action,
            Text(say_quote(entry.subject)),
            entry.detail,
        )
    return table


def _claim(claim: Claim) -> str:
    season = "" if claim.season is None else f"season {claim.season}, "
    return f"{season}{claim.status.value}: {say_date(claim.date)}"
