"""Prospects: what is coming, or called off, without a date."""
