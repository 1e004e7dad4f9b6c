"""Standing: whether a date still holds, and who says so."""
