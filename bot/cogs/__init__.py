"""The commands, one family a module: each parses what was asked, calls a verb of the library, and shows the answer."""
