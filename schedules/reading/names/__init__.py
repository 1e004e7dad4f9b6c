"""Names: shows, seasons and titles that are not followed, and what a date or a verb can be about."""
