"""Words: a text cut into tokens and sentences, and which phrases tell of what."""
