"""By which rules and which catalogue the stored premieres were weighed."""

from schedules.catalogue import Catalogue

RULES = 6
"""Raised whenever the same evidence may give other premieres than before: all stored ones are then weighed again."""


def weighed_by(catalogue: Catalogue) -> str:
    """What is noted beside the stored premieres, to tell whether today's rules would give the same."""
    return f"{RULES} {catalogue.digest}"
