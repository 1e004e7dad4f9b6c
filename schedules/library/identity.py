"""By what an article is known again."""

import hashlib
import unicodedata

from schedules.model import Article


def fingerprint(article: Article) -> str:
    """A name made from the article's words alone: the same whatever its spaces, case and address."""
    words = " ".join(unicodedata.normalize("NFKC", f"{article.title} {article.text}").casefold().split())
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
