"""The web face: a page, calendars, a feed, data and health; read only, nothing to log into."""
