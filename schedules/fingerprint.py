"""The identity of a text, and which texts repeat one another; pure.

Near-copies are found by bottom-k sketches (Broder 1997): of all the five-word runs of a text, hashed, the smallest
hashes are kept. The smallest hashes of two texts together are a fair sample of both, so that the share of the sample
that both have estimates the share of the texts that both have. One hash a run makes a sketch cheap, and its smallest
values find candidates by an index.
"""

import hashlib
import heapq
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schedules.model import Article

SKETCH = 128
"""How many hashes a sketch keeps."""
NEARLY = 0.6
"""The share of the shorter text's five-word runs that, found in the other, makes both one voice."""

_RUN = 5
_KEYS = 16
_LENGTHS = 3
"""How many times longer the longer of two texts may be: an anthology that quotes a note whole is its own voice."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's sketch: how many different runs it has, and the smallest of their hashes in order."""

    runs: int
    hashes: tuple[int, ...]

    def __str__(self) -> str:
        """A form to store: hexadecimal, runs first."""
        return ":".join(f"{number:x}" for number in (self.runs, *self.hashes))

    @classmethod
    def parse(cls, text: str) -> "Signature":
        """The signature that `str` gave; raises ValueError for any other text."""
        runs, *hashes = (int(part, 16) for part in text.split(":"))
        return cls(runs, tuple(hashes))

    @property
    def keys(self) -> tuple[int, ...]:
        """Values for an index: two texts of one voice nearly always share one."""
        return self.hashes[:_KEYS]


def fingerprint(article: Article) -> str:
    """The identity of an article's text and title, whatever its address, case, spaces or kind of quotes."""
    words = " ".join(_words(f"{article.title}\n\n")) + "\n" + " ".join(_words(article.text))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def signature(article: Article) -> Signature:
    """The sketch of an article's text, without its title: copies change the headline first."""
    words = _words(article.text)
    hashes = {_hash(run) for run in _runs(words)}
    return Signature(len(hashes), tuple(sorted(hashes)[:SKETCH]))


def overlap(first: Signature, second: Signature) -> float:
    """The estimated share of the shorter text's runs that the other has too, from 0 to 1."""
    if not first.hashes or not second.hashes:
        return 0.0
    ours, theirs = frozenset(first.hashes), frozenset(second.hashes)
    sample = heapq.nsmallest(min(SKETCH, len(ours | theirs)), ours | theirs)
    shared = sum(value in ours and value in theirs for value in sample)
    resemblance = shared / len(sample)
    common = resemblance * (first.runs + second.runs) / (1 + resemblance)
    return min(1.0, common / min(first.runs, second.runs))


def same_voice(first: Signature, second: Signature) -> bool:
    """Whether one text repeats the other nearly word for word, so that both together are one witness."""
    longer, shorter = max(first.runs, second.runs), min(first.runs, second.runs)
    return 0 < longer <= shorter * _LENGTHS and overlap(first, second) >= NEARLY


def voices(signatures: Mapping[str, Signature]) -> dict[str, str]:
    """Put articles that repeat one another together.

    Args:
        signatures: each article's sketch by its identity.

    Returns:
        For each article its voice: the smallest identity among those that it repeats, directly or through others. The
        order of the articles makes no difference.
    """
    parents = {name: name for name in signatures}

    def root(name: str) -> str:
        while parents[name] != name:
            parents[name] = parents[parents[name]]
            name = parents[name]
        return name

    by_key: dict[int, list[str]] = defaultdict(list)
    for name in sorted(signatures):
        for other in {other for key in signatures[name].keys for other in by_key[key]}:
            ours, theirs = root(name), root(other)
            if ours != theirs and same_voice(signatures[name], signatures[other]):
                parents[max(ours, theirs)] = min(ours, theirs)
        for key in signatures[name].keys:
            by_key[key].append(name)
    return {name: root(name) for name in signatures}


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _runs(words: Sequence[str]) -> set[str]:
    """All runs of five words; of a shorter text the text itself."""
    if len(words) < _RUN:
        return {" ".join(words)} if words else set()
    return set(map(" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False)))


def _hash(run: str) -> int:
    # Only 32 bits: they fit any database's integer, and among the runs of two texts they hardly ever collide.
    return int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=4).digest())
