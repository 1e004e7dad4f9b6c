"""How well and how fast Marquee reads: the corpus, the scorer and the clocks."""
