"""Binding: which event a date belongs to, and of what."""
