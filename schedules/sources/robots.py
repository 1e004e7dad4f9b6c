"""robots.txt as RFC 9309 describes it; pure.

The standard library's parser takes the first rule instead of the longest and knows no wildcards, so that it both
fetches what is closed and refuses what is open. Matching here walks each pattern once: no pattern can make it slow.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

MAX_SIZE = 512 * 1024
"""Characters that are read of a robots.txt; the rest is ignored, as the standard allows."""

MAX_RULES = 5000
"""Rules of one site; with more nothing of it is fetched, because asking them all would keep others waiting."""

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#\r\n]*)")


@dataclass(frozen=True, slots=True)
class Robots:
    """One site's rules for one robot: (allowed, pattern) pairs."""

    rules: tuple[tuple[bool, str], ...] = ()

    def allows(self, path: str) -> bool:
        """Whether a path with its query may be fetched: the longest matching rule decides, in a tie an allowing one."""
        if path.partition("?")[0] == "/robots.txt":
            return True
        plain = _plain(path)
        matching = [(len(pattern), allowed) for allowed, pattern in self.rules if _matches(pattern, plain)]
        return max(matching, default=(0, True))[1]


_NOTHING = Robots(((False, "/"),))


def parse_robots(text: str, agent: str) -> Robots:
    """Read a robots.txt.

    Args:
        text: its content.
        agent: the robot's product name, such as Marquee; groups for it win over the groups for everybody.
    """
    # Only these two groups count: remembering all of them would let a few lines cost minutes.
    groups: dict[str, list[tuple[bool, str]]] = {}
    wanted, named = {agent.lower(), "*"}, set[str]()
    in_rules = False
    for line in text[:MAX_SIZE].lstrip("\ufeff").splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            named = set() if in_rules else named
            in_rules = False
            if (name := value.lower()) in wanted:
                named.add(name)
                groups.setdefault(name, [])
        elif key in {"allow", "disallow"}:
            in_rules = True
            for name in named if value else ():
                groups[name].append((key == "allow", _plain(value)))
    rules = groups.get(agent.lower(), groups.get("*", []))
    return Robots(tuple(rules)) if len(rules) <= MAX_RULES else _NOTHING


def _plain(path: str) -> str:
    """A path with every escape resolved, one character a byte, so that %7E and ~ are the same."""
    return unquote_to_bytes(path).decode("latin-1")


def _matches(pattern: str, path: str) -> bool:
    anchored = pattern.endswith("$")
    head, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(head):
        return False
    at = len(head)
    if not pieces:
        return not anchored or at == len(path)
    *middle, last = pieces
    for piece in middle:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if anchored:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
