"""Telling: an article sentence by sentence, each understood by what was said before."""
