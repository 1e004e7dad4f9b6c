"""What people type after a command, taken apart; knows no Discord."""

import re
from dataclasses import dataclass
from datetime import date

from schedules import UsageError

LONGEST_LEAD = 365
"""Days."""
DASHES = "(?:--|[—–])"
"""How an option begins: telephones make one dash of two."""

_SEASON = re.compile(r"^(?P<show>.*?\S)[\s,]+(?:season\s+|s)?(?P<season>\d{1,2})$", re.IGNORECASE)
_CHANNEL = re.compile(r"<#(\d+)>")
_LEADS = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*")
_LEADS_AT_END = re.compile(r"(?:^|\s)(\d{1,3}(?:\s*,\s*\d{1,3})+)$")
_PUBLISHED = re.compile(rf"(?:^|\s){DASHES}published[\s=](\S+)")
_STRUCK = re.compile(r"~~[^~]{1,500}~~")
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FollowRequest:
    """What someone wants to follow, and where it is to be announced."""

    show: str | None
    """None for every show."""
    channel: int | None = None
    """The id of the channel that was named."""
    here: bool = False
    """Whether this channel was asked for."""
    me: bool = False
    """Whether direct messages were asked for."""
    leads: tuple[int, ...] | None = None


def without_struck(text: str) -> str:
    """A message without what its writer struck through: "on ~~March 17~~ March 24" says March 24."""
    return _STRUCK.sub(" ", text)


def parse_season(text: str) -> tuple[str, int | None]:
    """Read "Luke Cage 2", "Luke Cage season 2" or "Luke Cage s2" as the show and its season, if any."""
    found = _SEASON.match(text.strip())
    if found is None:
        return text.strip(), None
    return found["show"].strip(), int(found["season"])


def parse_leads(text: str) -> tuple[int, ...]:
    """Read "7, 1, 0" as days, most first.

    Raises:
        UsageError: these are no days.
    """
    stripped = text.strip()
    if not _LEADS.fullmatch(stripped):
        raise UsageError("Leads are days before a premiere, such as 7,1,0 (0 is the premiere itself).")
    days = {int(part) for part in stripped.split(",")}
    if max(days) > LONGEST_LEAD:
        raise UsageError(f"A lead is a number of days from 0 to {LONGEST_LEAD}.")
    return tuple(sorted(days, reverse=True))


def parse_follow(text: str | None) -> FollowRequest:
    """What stands after `follow` or `unfollow`: [#channel | here | me] [show | all] [leads]."""
    rest = (text or "").strip()
    leads = None
    if found := _LEADS_AT_END.search(rest):
        leads = parse_leads(found[1])
        rest = rest[: found.start()].strip()
    channel = None
    if found := _CHANNEL.search(rest):
        channel = int(found[1])
        rest = f"{rest[: found.start()]} {rest[found.end() :]}".strip()
    first, _, remainder = rest.partition(" ")
    here, me = first.casefold() == "here", first.casefold() == "me"
    if here or me:
        rest = remainder.strip()
    show = None if rest.casefold() in {"", "all", "everything"} else rest
    return FollowRequest(show, channel, here, me, leads)


def parse_published(text: str) -> tuple[str, date | None]:
    """A text without its "--published 2016-08-16", and that day.

    Raises:
        UsageError: what follows is no day.
    """
    found = _PUBLISHED.search(text)
    if found is None:
        return text, None
    return (text[: found.start()] + text[found.end() :]).strip(), parse_day(found[1])


def parse_day(text: str) -> date:
    """A day as 2016-08-16.

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"'{text[:20]}' is no day; write it as 2016-08-16.") from None


def parse_address(text: str) -> str | None:
    """The address, where the text is nothing else."""
    found = _ADDRESS.fullmatch(text.strip())
    return found[1] if found else None
