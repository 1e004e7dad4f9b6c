"""Dates: which words are one date or one window, and which day a reader of that day understands."""
