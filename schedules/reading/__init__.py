"""Articles to claims: pure, no network, no model, linear in the text's length. docs/reading.md has the constitution."""

from schedules.reading.reader import Reading, explain, read

__all__ = ["Reading", "explain", "read"]
