"""Shows joined with the seasons that stand beside them."""

from collections.abc import Sequence
from dataclasses import replace

from schedules.reading.names.judging import ShowMention
from schedules.reading.names.targets import Role, Target
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.seasonwords import SeasonMention
from schedules.reading.words.text import QUOTES, Text

_GLUE = (
    frozenset(
        (
            "; of 's , the its ( : - – for in a an hit series show drama new and upcoming his her season's comedy "
            "miniseries"
        ).split()
    )
    | QUOTES
    | HOUSES
)


def join_seasons(text: Text, shows: Sequence[ShowMention], seasons: Sequence[SeasonMention]) -> list[Target]:
    """Shows joined with the seasons that stand beside them; seasons alone where none does."""
    targets = [Target(Role.SHOW, m.start, m.end, m.show, None, m.firm) for m in shows]
    if not seasons:
        return targets
    for season in seasons:
        best, distance = -1, 99
        for number, target in enumerate(targets):
            if target.season is not None:
                continue
            gap = _gap(text, target, season)
            if gap < distance:
                best, distance = number, gap
        if best >= 0:
            target = targets[best]
            start, end = min(target.start, season.start), max(target.end, season.end)
            targets[best] = Target(Role.SHOW, start, end, target.show, season, target.firm)
        else:
            targets.append(Target(Role.SEASON, season.start, season.end, None, season))
    targets = _that_of(text, targets) if len(shows) > 1 else targets
    return _each(text, targets) if any(season.label == "each" for season in seasons) else targets


def of_an_entry(text: Text, first: int, season: Target) -> bool:
    """ "Far Away (series 11), BBC One – autumn": a season in brackets is that of the title that begins its line."""
    if season.role is not Role.SEASON or not text.capital(first):
        return False
    lead = text.words[first + 1 : season.start]
    return "(" in lead and ")" not in lead and ":" not in lead


def _that_of(text: Text, targets: list[Target]) -> list[Target]:
    """ "the second season of A in May and that of B in June": what "that" stands for is such a season as well."""
    told: list[Target] = []
    for target in sorted(targets, key=lambda t: t.start):
        at = target.start - 1 if text.words[target.start - 1] in QUOTES else target.start
        before = next((t for t in reversed(told) if t.season is not None), None)
        meant = before is not None and target.season is None and text.words[max(0, at - 2) : at] == ["that", "of"]
        told.append(replace(target, season=before.season) if before is not None and meant else target)
    return told


def _each(text: Text, targets: list[Target]) -> list[Target]:
    """ "the second seasons of A, B and C": each show of the row has the season of the first."""
    told: list[Target] = []
    for target in sorted(targets, key=lambda t: t.start):
        before = told[-1] if told else None
        if before is not None and before.season is not None and before.season.label == "each" and target.season is None:
            row = all(word in _JOINING for word in text.words[before.end : target.start])
            told.append(replace(target, season=before.season) if row else target)
        else:
            told.append(target)
    return told


_JOINING = frozenset({",", "and", "&", "the", "'s"}) | QUOTES | HOUSES


_APART = frozenset(", and but ; we you they i before after until when while".split())
"""Words that begin something else: "the second season of the show before we get to “Echo”"."""


def _gap(text: Text, target: Target, season: SeasonMention) -> int:
    """How many words keep a show and a season apart; 99 where they do not belong together."""
    words = text.words
    if season.start >= target.end:
        between = words[target.end : season.start]
        if len(between) > 7:
            return 99
        if all(word in _GLUE and word not in {"and", "of", "for"} for word in between) and len(between) <= 3:
            return len(between)
        owned = (
            bool(between)
            and (between[0] == "'s" or between[0] in {"'", "’"})
            and "," not in between
            and "and" not in between
        )
        if owned or (between[0] in {"for", "to"} and len(between) <= 4 and "season" not in between):
            return len(between)
        return 99
    between = words[season.end : target.start]
    if not between or len(between) > 8:
        return 0 if not between else 99
    opening = next((at for at, word in enumerate(between[:_ITS_OPENING]) if word in _OPENINGS), None)
    if opening is not None and between[opening + 1 : opening + 2] in (["of"], ["for"]):
        between = between[opening + 1 :] if _APART.isdisjoint(between[:opening]) else between
    if between[0] == "as" and words[season.end - 1] in _PARTS and len(between) <= _NAMED:
        return len(between) - 1  # "Doe's second run as the Lantern"
    if between[0] in {"of", "for"} or (len(between) > 1 and between[1] == "of"):
        if any(word in _APART for word in between[1:]):
            return 99
        return len(between) - 1
    return (
        len(between)
        if all(word in _GLUE and word not in {"and", "in", ",", ";"} for word in between) and len(between) <= 3
        else 99
    )


_OPENINGS = frozenset({"premiere", "debut", "opener"})
_ITS_OPENING = 6
"""So far behind a season its opening may stand: "the fifth-season two-hour premiere of “Echo”"."""
_PARTS = frozenset({"run", "outing", "stint", "turn", "tour"})
_NAMED = 3
