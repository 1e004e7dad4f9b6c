"""Scenes: a sentence with everything that was found in it."""
