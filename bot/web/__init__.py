"""The web face: a page to look at, calendars to subscribe to, a feed, data and health; read only, nothing to log into."""
