"""What became different between two beliefs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from schedules.beliefs.agreement import Agreement, compare
from schedules.edtf import Edtf
from schedules.model import Change, ChangeKind, Premiere, Status


@dataclass(frozen=True, slots=True)
class Believed:
    """The part of a belief whose change is news."""

    status: Status
    date: Edtf | None


def kind_of(before: Believed | None, after: Believed | None) -> ChangeKind | None:
    """How one belief about a season differs from the next; None where nothing did that is worth telling."""
    was = before or Believed(Status.RUMOURED, None)
    now = after or Believed(Status.RUMOURED, None)
    if now.status is Status.CANCELLED:
        return None if was.status is Status.CANCELLED else ChangeKind.CANCELLED
    if now.status is Status.RELEASED:
        # On no day that is known: nothing to tell.
        return None if was == now or now.date is None else ChangeKind.RELEASED
    if was.status is Status.CANCELLED:
        return ChangeKind.REVIVED if now.status in (Status.CONFIRMED, Status.UNDATED) else None
    if was.date == now.date:
        return None
    if was.date is None:
        return ChangeKind.DATED
    if now.date is not None and compare(was.date, now.date) is Agreement.FINER:
        return ChangeKind.REFINED
    return ChangeKind.MOVED


def difference(before: Sequence[Premiere], after: Sequence[Premiere], on: dt.date) -> tuple[Change, ...]:
    """What is news between two tables of premieres.

    Args:
        before: the table as it was believed.
        after: the table as it is believed now.
        on: the day of publication of the article that made the difference.

    Returns:
        One change for each premiere that was dated, refined, moved (also to no date at all), cancelled, revived or
        released, by show and season.
    """
    old = {(premiere.show, premiere.season): premiere for premiere in before}
    new = {(premiere.show, premiere.season): premiere for premiere in after}
    changes = []
    for key in sorted(old.keys() | new.keys(), key=lambda key: (key[0], key[1] is None, key[1] or 0)):
        was, now = old.get(key), new.get(key)
        kind = kind_of(_believed(was), _believed(now))
        if kind is not None:
            changes.append(
                Change(
                    kind,
                    *key,
                    was.date if was else None,
                    now.date if now else None,
                    on,
                    now.evidence if now else "",
                    now.url if now else None,
                    _site(now),
                )
            )
    return tuple(changes)


def _believed(premiere: Premiere | None) -> Believed | None:
    return Believed(premiere.status, premiere.date) if premiere else None


def _site(premiere: Premiere | None) -> str | None:
    if premiere is None:
        return None
    sites = (reason.testimony.site for reason in premiere.reasons if reason.testimony.url == premiere.url)
    return next((site for site in sites if site), None)
