"""Merging: what all sentences together say, and of which seasons."""
