"""From findings to rows: what is well, what needs a look, what is broken, and what to do about each. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.findings import Asked, Findings, Kept, Place, Whereabouts
from bot.wording import say_list, say_quote, say_until
from schedules import Delivery

if TYPE_CHECKING:
    from schedules import Source

OVERDUE = timedelta(hours=1)
"""An announcement that has waited longer than this has nobody who sends it."""
ASTRAY, FAR_ASTRAY = timedelta(seconds=30), timedelta(minutes=5)
"""How far this machine's clock may be from Discord's before it needs a look, and before nothing comes in time."""
FEW_SESSIONS = 50
"""Of the thousand that Discord allows a day."""
MANY_CHANNELS = 25
"""Where there are more, those that are well share one row."""

_PORTAL = "at the bot's page in Discord's developer portal"


class Finding(StrEnum):
    """How something is."""

    WELL = "well"
    LOOK = "look at this"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was looked at."""

    check: str
    verdict: Finding
    detail: str
    remedy: str = ""
    """One sentence that says what to do; '' where there is nothing to do."""


def diagnose(findings: Findings) -> tuple[Row, ...]:
    """Every check as a row, in the order in which they build on one another."""
    return (
        *_settings(findings),
        _catalogue(findings),
        *_database(findings),
        *_clock(findings),
        *(_sources(findings, findings.kept) if findings.kept else ()),
        *_discord(findings),
    )


def broken(rows: tuple[Row, ...]) -> bool:
    """Whether anything is."""
    return any(row.verdict is Finding.BROKEN for row in rows)


def _settings(found: Findings) -> Iterator[Row]:
    if found.private:
        remedy = "Take MARQUEE_FETCH_ALLOW_PRIVATE out unless this is a machine for development."
        yield Row("settings", Finding.LOOK, "Addresses in private networks may be fetched.", remedy)
    if found.unknown:
        detail = f"{say_list(found.unknown)}: no such setting, so nothing comes of it."
        yield Row("settings", Finding.LOOK, detail, "Correct the name; .env.example has them all.")
    if not (found.private or found.unknown):
        yield Row("settings", Finding.WELL, "All have values that can be used.")


def _catalogue(found: Findings) -> Row:
    if found.catalogue_problem:
        remedy = "Mend the file that MARQUEE_CATALOGUE names, or take the setting out to follow the shipped shows."
        return Row("catalogue", Finding.BROKEN, found.catalogue_problem, remedy)
    return Row("catalogue", Finding.WELL, _count(found.shows, "show"))


def _database(found: Findings) -> Iterator[Row]:
    if found.kept is None:
        remedy = "Free the database or choose another with MARQUEE_DATABASE; until then nothing is kept or announced."
        yield Row("database", Finding.BROKEN, found.database_problem, remedy)
        return
    condition = found.kept.condition
    yield Row(
        "database",
        Finding.WELL,
        f"Opens and can be written to; schema {condition.version}, {condition.size / 1e6:.1f} MB, "
        f"{_count(found.kept.stats.articles, 'article')}.",
    )
    yield _outbox(found, found.kept)


def _outbox(found: Findings, kept: Kept) -> Row:
    failed, due = kept.stats.announcements.get(Delivery.FAILED, 0), kept.stats.queue
    detail = f"{due} due, {failed} failed."
    late = [each for each in kept.waiting if found.now - each.announcement.due > OVERDUE]
    if late:
        oldest = min(each.announcement.due for each in late)
        detail = f"{detail} The oldest fell due {say_until(oldest, found.now, found.zone)}."
        return Row("outbox", Finding.LOOK, detail, "Start the bot with 'marquee run'; 'marquee deliveries' lists them.")
    if failed:
        reason = next((each.reason for each in kept.failed if each.reason), None)
        detail = f"{detail} The last: {say_quote(reason)}" if reason else detail
        remedy = "See 'marquee deliveries --state failed', mend the cause, and send again with --retry NUMBER."
        return Row("outbox", Finding.LOOK, detail, remedy)
    return Row("outbox", Finding.WELL, detail)


def _clock(found: Findings) -> Iterator[Row]:
    if found.missing_zones:
        zones = say_list(found.missing_zones)
        remedy = "Install the system's time zone data or the Python package tzdata."
        yield Row("time zones", Finding.BROKEN, f"Nothing is known of {zones}.", remedy)
    else:
        yield Row("time zones", Finding.WELL, "Every zone that is used is known.")
    if found.pretended:
        detail = f"MARQUEE_NOW is set: it counts as {found.now:%Y-%m-%d %H:%M} UTC."
        yield Row("clock", Finding.LOOK, detail, "Take MARQUEE_NOW out to announce by the true time.")
        return
    moment = f"{found.now:%Y-%m-%d %H:%M:%S} UTC"
    asked = found.asked
    if asked is None or asked.server_time is None or asked.asked_at is None:
        yield Row("clock", Finding.WELL, f"{moment}, with no answer of Discord's to compare it with.")
        return
    astray = asked.asked_at - asked.server_time
    seconds = round(abs(astray).total_seconds())
    if seconds <= ASTRAY.total_seconds():
        yield Row("clock", Finding.WELL, f"{moment}, as Discord's.")
        return
    verdict = Finding.BROKEN if abs(astray) > FAR_ASTRAY else Finding.LOOK
    detail = f"{moment}, {_count(seconds, 'second')} {'ahead of' if astray > timedelta(0) else 'behind'} Discord's."
    yield Row("clock", verdict, detail, "Set this machine's clock by NTP, as with 'timedatectl set-ntp true'.")


def _sources(found: Findings, kept: Kept) -> Iterator[Row]:
    if not kept.sources:
        remedy = "Add some with 'marquee sources add --suggested', or articles with 'marquee read --store'."
        yield Row("sources", Finding.LOOK, "There are none, so no news arrives by itself.", remedy)
        return
    if all(source.is_channel for source in kept.sources):
        yield Row("sources", Finding.WELL, f"{_count(len(kept.sources), 'watched channel')}, and no address to ask.")
        return
    stopped = {source.id for source in kept.sources if source.paused or source.state.asleep or source.is_channel}
    asked = [source for source in kept.sources if source.id not in stopped]
    failing = [source for source in asked if source.state.failures]
    last = max((source.state.last_success for source in kept.sources if source.state.last_success), default=None)
    success = f"last answer {say_until(last, found.now, found.zone)}" if last else "none has answered yet"
    detail = f"{len(asked)} asked, {success}."
    if asked and len(failing) == len(asked):
        remedy = "Check this machine's connection to the internet; 'marquee sources list' has every error."
        yield Row("sources", Finding.BROKEN, f"{detail} All fail.", remedy)
    elif not asked:
        remedy = "Wake one with 'marquee sources resume NUMBER', or add another."
        yield Row("sources", Finding.LOOK, f"All {len(kept.sources)} are paused or asleep.", remedy)
    elif not any(source.answers(found.now) for source in asked):
        remedy = "Start the bot with 'marquee run', or ask them once with 'marquee sources poll'."
        yield Row("sources", Finding.LOOK, detail, remedy)
    else:
        yield Row("sources", Finding.WELL, detail)
    for source in kept.sources:
        if source.state.asleep:
            remedy = f"Remove it, or try it again with 'marquee sources resume {source.id}'."
            yield Row(_named(source), Finding.LOOK, f"{_address(source)} is gone and asked no more.", remedy)
        elif source in failing:
            times = _count(source.state.failures, "failure")
            detail = f"{_address(source)}, {times} in a row: {say_quote(source.state.error)}"
            remedy = f"Ask it now with 'marquee sources check {source.id}'; pause or remove it if it stays so."
            yield Row(_named(source), Finding.LOOK, detail, remedy)


def _discord(found: Findings) -> Iterator[Row]:
    asked = found.asked
    if not found.token or asked is None:
        remedy = "Put the bot's token into .env as DISCORD_TOKEN to have it on Discord."
        yield Row("Discord", Finding.LOOK, "No token is set, so 'marquee run' opens the console.", remedy)
        return
    if asked.problem:
        remedy = "Check this machine's connection, DISCORD_API_URL if it is set, and https://discordstatus.com."
        yield Row("Discord", Finding.BROKEN, asked.problem, remedy)
        return
    if not asked.accepted:
        remedy = f"Reset the token {_PORTAL} and copy the new one to DISCORD_TOKEN."
        yield Row("token", Finding.BROKEN, "Discord does not take it.", remedy)
        return
    yield Row("token", Finding.WELL, f"Discord takes it; the bot is called {say_quote(asked.name, 40)}.")
    yield _intent(asked)
    yield _gateway(asked)
    channels = [_place(place) for place in asked.places]
    if len(channels) > MANY_CHANNELS:
        well = [row for row in channels if row.verdict is Finding.WELL]
        yield Row("channels", Finding.WELL, f"{len(well)} of {len(channels)} are there with all permissions.")
        yield from (row for row in channels if row.verdict is not Finding.WELL)
    elif channels:
        yield from channels
    else:
        yield Row("channels", Finding.LOOK, "No channel follows a show.", "Say !follow in the channel to announce in.")


def _intent(asked: Asked) -> Row:
    if asked.content_intent:
        return Row("message content", Finding.WELL, "The intent is on.")
    remedy = f"Switch Message Content Intent on {_PORTAL}, or use /commands and mentions alone."
    if asked.content_intent is None:
        return Row("message content", Finding.LOOK, "Discord does not say whether the intent is on.", remedy)
    return Row("message content", Finding.LOOK, "The intent is off, so commands such as !next are not seen.", remedy)


def _gateway(asked: Asked) -> Row:
    if asked.gateway_problem or asked.sessions is None:
        remedy = "Let this machine reach the gateway (WebSocket, port 443), or mend DISCORD_GATEWAY_URL if it is set."
        return Row("gateway", Finding.BROKEN, asked.gateway_problem or "Discord names none.", remedy)
    left = asked.sessions
    detail = f"Answers; {left.remaining} of {left.total} sessions left."
    if left.remaining > FEW_SESSIONS:
        return Row("gateway", Finding.WELL, detail)
    hours = left.reset_after.total_seconds() / 3600
    verdict = Finding.LOOK if left.remaining else Finding.BROKEN
    remedy = f"Find in the log why it starts so often, and leave it off until they are renewed in {hours:.1f} hours."
    return Row("gateway", verdict, detail, remedy)


def _place(place: Place) -> Row:
    check = f"#{say_quote(place.name, 40)}" if place.name else f"channel {place.id}"
    match place.whereabouts:
        case Whereabouts.GONE:
            remedy = "Follow in another channel; what is owed to this one fails and stays listed."
            return Row(check, Finding.BROKEN, "The channel is gone.", remedy)
        case Whereabouts.LEFT:
            remedy = "Invite Marquee to the server again, or let it be if it was removed on purpose."
            return Row(check, Finding.BROKEN, "Marquee is not in the channel's server.", remedy)
        case Whereabouts.UNKNOWN:
            return Row(check, Finding.LOOK, place.problem, "Run 'marquee doctor' again in a minute.")
        case Whereabouts.THERE:
            if place.missing:
                missing = say_list(place.missing)
                remedy = f"Give Marquee's role {missing} in the channel's settings."
                return Row(check, Finding.BROKEN, f"Not granted: {missing}.", remedy)
            return Row(check, Finding.WELL, "All permissions are there.")


def _named(source: "Source") -> str:
    return f"source {source.id}"


def _address(source: "Source") -> str:
    return say_quote(source.name, 100)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
