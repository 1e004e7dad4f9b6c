"""Where articles come from: addresses, feeds, pages and files; the only package that opens a connection."""
