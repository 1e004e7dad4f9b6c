"""What each word after `marquee` does: arguments in, a call of a verb, a table or JSON out."""
