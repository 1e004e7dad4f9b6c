"""One sentence as the reader sees it: its marks, what its verbs can be about, and how far apart things stand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from schedules.reading.dates import DateMention
from schedules.reading.lexicon import HOUSES
from schedules.reading.marks import EVENTS, Kind, Mark
from schedules.reading.seasons import SeasonMention
from schedules.reading.shows import ShowMention
from schedules.reading.targets import Role, Target
from schedules.reading.text import QUOTES, Sentence, Text
from schedules.reading.titles import LABELS, other_titles, with_seasons

_WEIGHTS = {
    ",": 1.0, ";": 5.0, ":": 1.5, "–": 2.0, "—": 2.0, "(": 1.5, ")": 1.0, "|": 2.0, "/": 1.0, ".": 0.0,
    "?": 1.0, "!": 1.0,
    "but": 3.0, "while": 3.0, "although": 3.0, "though": 2.0, "whereas": 3.0, "because": 2.5, "since": 1.5, "and": 0.8,
    "before": 1.5, "after": 1.5, "when": 1.0, "where": 1.5, "which": 0.5, "who": 1.0, "that": 0.5, "if": 2.0, "so": 1.0,
    "as": 0.6, "than": 0.8, "following": 1.0, "ahead": 1.0, "with": 0.8,
}  # fmt: skip
_WORD = 0.12
"""How far one plain word sets things apart; a comma counts as much as eight."""
_BRACKETED = 0.03
_TELLING = frozenset(
    {Kind.CANCEL, Kind.UNKNOWN, Kind.ORDER, Kind.GIVING, Kind.AHEAD, Kind.SERIES, Kind.RELEASE, Kind.WEAK, Kind.DENY}
)
_PHRASES = frozenset({Kind.ORDER, Kind.UNKNOWN, Kind.CANCEL})
_SEVERAL = frozenset("all multiple several three four five six these those".split())
_INDEFINITE = frozenset("a an any every each no most other many few all both four three two five".split())
_GLUE = (
    frozenset(
        (
            "; of 's , the its ( : - – for in a an hit series show drama new and upcoming his her season's comedy "
            "miniseries"
        ).split()
    )
    | QUOTES
    | HOUSES
)

_BEFORE_NAMES = frozenset("the 's a new".split()) | QUOTES | HOUSES


@dataclass(slots=True)
class Scene:
    """A sentence with everything found in it."""

    text: Text
    sentence: Sentence
    marks: list[Mark]
    dates: list[DateMention]
    targets: list[Target]
    _taken: set[int]
    _sums: list[float] | None = None
    _by_kind: dict[Kind, list[Mark]] | None = None

    def distance(self, one: int, other: int) -> float:
        """How far apart two tokens stand: words and, above all, the boundaries of clauses between them."""
        sums = self._sums
        if sums is None:
            sums = self._sums = _distances(self.text, self.sentence, self._taken)
        first = self.sentence.first
        low, high = (one, other) if one <= other else (other, one)
        return sums[high - first] - sums[low - first]

    def words(self, start: int, end: int) -> list[str]:
        """The words between two tokens, within the sentence."""
        first, last = self.sentence.first, self.sentence.last
        return self.text.words[max(start, first) : min(end, last)]

    def of(self, *kinds: Kind) -> Sequence[Mark]:
        """The marks of some kinds."""
        if not self.marks:
            return ()
        by_kind = self._by_kind
        if by_kind is None:
            by_kind = self._by_kind = _by_kind(self.marks)
        if len(kinds) == 1:
            return by_kind.get(kinds[0], ())
        here = [by_kind[kind] for kind in kinds if kind in by_kind]
        if len(here) < 2:
            return here[0] if here else ()
        return [mark for mark in self.marks if mark.kind in kinds]


def _by_kind(marks: Sequence[Mark]) -> dict[Kind, list[Mark]]:
    found: dict[Kind, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.kind, []).append(mark)
    return found


def between(at: int, one: int, other: int) -> bool:
    """Whether a token lies between two others."""
    return min(one, other) < at < max(one, other)


def build(  # noqa: PLR0913, PLR0917 - all that was found in a sentence, each kind by its own finder
    text: Text,
    sentence: Sentence,
    marks: list[Mark],
    dates: list[DateMention],
    shows: Sequence[ShowMention],
    seasons: Sequence[SeasonMention],
) -> Scene:
    """The scene of a sentence; a word inside a show's name or a date has no meaning of its own."""
    if not dates and not seasons and not any(m.kind in _TELLING for m in marks):
        # Nothing is told of a release here: only what the sentence is about matters.
        return Scene(
            text, sentence, [], [], [Target(Role.SHOW, m.start, m.end, m.show, None, m.firm) for m in shows], set()
        )
    taken = _covered(shows)
    dated = _covered(dates)
    seasoned = _covered(seasons)
    meaningless = taken | dated
    marks = [
        m
        for m in marks
        if m.start not in meaningless
        and not (m.start in seasoned and m.kind in EVENTS)
        and not (m.kind in _NAMING and _named(text, sentence, m))
    ]
    by_kind = _by_kind(marks)
    if Kind.PLAIN in by_kind:
        misleading = _covered(by_kind[Kind.PLAIN])
        marks = [m for m in marks if m.kind is Kind.PLAIN or m.start not in misleading]
        by_kind = _by_kind(marks)
    if Kind.THING in by_kind and not _PHRASES.isdisjoint(by_kind):
        phrases = {i for m in marks if m.kind in _PHRASES for i in range(m.start + 1, m.end)}
        marks = [m for m in marks if m.kind is not Kind.THING or m.start not in phrases]
        by_kind = _by_kind(marks)
    targets = [replace(t, firm=False) if _of_theirs(text, t) else t for t in _with_seasons(text, shows, seasons)]
    targets = [Target(Role.OTHER, t.start, t.end, tag="thing") if _by_their_maker(text, t) else t for t in targets]
    nouns = [m for m in by_kind.get(Kind.SERIES, ()) if m.start not in seasoned]
    named = {i for t in targets for i in range(t.start - 3, t.end + 3)} if nouns else frozenset()
    pronouns = [m for m in by_kind.get(Kind.PRONOUN, ()) if m.start not in seasoned]
    targets += [Target(Role.PRONOUN, m.start, m.end, tag=_tag(text, m)) for m in pronouns]
    for noun in nouns:
        if noun.start not in named and not any(p.start <= noun.start < p.end for p in pronouns):
            several = not _SEVERAL.isdisjoint(text.words[max(sentence.first, noun.start - 4) : noun.start])
            if several:
                targets.append(Target(Role.OTHER, noun.start, noun.end, tag="several"))
                continue
            indefinite = text.words[noun.start] == "shows" or not _INDEFINITE.isdisjoint(
                text.words[max(sentence.first, noun.start - 2) : noun.start]
            )
            targets.append(
                Target(
                    Role.OTHER if indefinite else Role.PRONOUN,
                    noun.start,
                    noun.end,
                    tag="thing" if indefinite else "series",
                )
            )
    things = [m for m in by_kind.get(Kind.THING, ()) if m.start not in seasoned and not _stars(text, m)]
    if things:
        targets = [replace(t, owned=True) if _owned_by(text, t, things) else t for t in targets]
    targets += [Target(Role.OTHER, m.start, m.end, tag="thing") for m in things]
    if dates or seasons or not shows or not LABELS.isdisjoint(text.words[sentence.first : sentence.first + 8]):
        meaning = {i for m in marks for i in range(m.start, m.end) if m.kind is not Kind.THING}
        verbs = {m.start for m in marks if m.kind in {Kind.RELEASE, Kind.WEAK, Kind.EVENT} and m.tag in {"s", "past"}}
        titles = other_titles(text, sentence, meaningless | seasoned, meaning, verbs)
        titles = [t for t in titles if t.tag != "name" or not any(0 <= n.start - t.end <= 2 for n in nouns)]
        targets = with_seasons(text, targets, titles) if titles else targets
        quoted = _inside_quotes(text, titles)
        if quoted:
            marks = [m for m in marks if m.start not in quoted]
            targets = [t for t in targets if t.start not in quoted or t.role is not Role.PRONOUN]
            by_kind = _by_kind(marks)
    targets.sort(key=lambda target: (target.start, -target.end))
    return Scene(text, sentence, marks, dates, targets, meaningless, None, by_kind)


def _inside_quotes(text: Text, titles: Sequence[Target]) -> set[int]:
    """The tokens of quoted titles, whose words tell of nothing: "“Gold Land”"."""
    return {
        i
        for title in titles
        if title.tag == "title" and text.words[title.start] in QUOTES
        for i in range(title.start, title.end)
    }


def _covered(found: Sequence[Mark | ShowMention | DateMention | SeasonMention]) -> set[int]:
    """The tokens of all that was found."""
    return {i for each in found for i in range(each.start, each.end)}


def _tag(text: Text, mark: Mark) -> str:
    """What a pronoun is: itself, or "series" where it is a noun."""
    words = text.words[mark.start : mark.end]
    return words[0] if len(words) == 1 else " ".join(words) if words[-1] in _COMPANIONS else "series"


_COMPANIONS = frozenset({"latter", "former", "two", "three", "four"})


def _stars(text: Text, mark: Mark) -> bool:
    """Whether "stars" is what a series does: "the series stars Jane Doe"."""
    return text.words[mark.start] == "stars" and text.capital(mark.end)


_NAMING = frozenset({Kind.HEDGE, Kind.GIVING})


def _named(text: Text, sentence: Sentence, mark: Mark) -> bool:
    """Whether a word of doubt or of giving is part of a name, as in "Possible Magazine"."""
    return (
        mark.start > sentence.first
        and text.capital(mark.start)
        and not text.in_title
        and not sentence.heading
        and (text.capital(mark.start - 1) or (mark.kind is Kind.GIVING and text.capital(mark.end)))
    )


def _of_theirs(text: Text, target: Target) -> bool:
    """Whether somebody has the name, so that it is a person or a team: "its Ranger", "three of its Rangers"."""
    return (
        target.season is None
        and target.start > 0
        and text.words[target.start - 1] in {"its", "his", "her", "their", "our", "my", "those"}
    )


PEOPLE = frozenset("star creator director writer actor actress showrunner producer author boss alum veteran".split())
"""Who is not a show, though the show's name stands beside."""
_OFFSHOOTS = frozenset({"prequel", "sequel"})
_OTHER_WORK = frozenset("new next latest other upcoming film movie previous".split())


def _by_their_maker(text: Text, target: Target) -> bool:
    """Whether a show only says what another comes from: "the Echo creator's new drama", "an Echo prequel"."""
    words = text.words[target.end : target.end + 5]
    if words[:1] and words[0] in _OFFSHOOTS:  # but a spin-off may be named before the word: "the Echo spin-off"
        return target.season is None
    return words[1:2] == ["'s"] and words[0] in PEOPLE and not _OTHER_WORK.isdisjoint(words[2:])


def _owned_by(text: Text, target: Target, things: list[Mark]) -> bool:
    """Whether a target only says whose a thing is: "the trailer of “Echo”"."""
    after = target.end
    while (
        after < len(text.words)
        and after < target.end + 3
        and text.words[after] in {"'s", "'", "’", '"', "”", "new", "first", "season"}
    ):
        after += 1
    if any(target.end <= m.start <= after for m in things):
        return True
    if any(
        m.end == target.start and m.end - m.start > 1 and text.words[m.end - 1] in {"of", "from", "to"} for m in things
    ):
        return True
    lead = target.start - 1
    while lead > 0 and text.words[lead] in _BEFORE_NAMES and lead > target.start - 5:
        lead -= 1
    if lead < 1 or text.words[lead] not in {"of", "for", "on", "from", "to", "in"}:
        return False
    return any(m.end == lead for m in things)


def _distances(text: Text, sentence: Sentence, taken: set[int]) -> list[float]:
    """How far each token of a sentence is from its beginning, and the end of the last."""
    words, first, last = text.words, sentence.first, sentence.last
    steps = [_WEIGHTS.get(word, _WORD) for word in words[first:last]]
    for index in taken:
        if first <= index < last:
            steps[index - first] = _WORD
    if ":" in words[first:last]:
        for index in range(first, last - 1):
            if words[index] == ":" and words[index + 1].isdecimal():
                steps[index - first] = 0.0
    if "(" in words[first:last]:
        inside = False
        for index in range(first, last):
            if words[index] in {"(", ")"}:
                inside = words[index] == "(" and ")" in words[index : index + 40]
            elif inside:
                # What stands in brackets hardly sets apart what stands around them.
                steps[index - first] = _BRACKETED
    return list(accumulate(steps, initial=0.0))


def _with_seasons(text: Text, shows: Sequence[ShowMention], seasons: Sequence[SeasonMention]) -> list[Target]:
    """Shows joined with the seasons that stand beside them; seasons alone where none does."""
    targets = [Target(Role.SHOW, m.start, m.end, m.show, None, m.firm) for m in shows]
    for season in seasons:
        best, distance = -1, 99
        for number, target in enumerate(targets):
            if target.season is not None:
                continue
            gap = _gap(text, target, season)
            if gap < distance:
                best, distance = number, gap
        if best >= 0:
            target = targets[best]
            targets[best] = replace(
                target, start=min(target.start, season.start), end=max(target.end, season.end), season=season
            )
        else:
            targets.append(Target(Role.SEASON, season.start, season.end, None, season))
    return _each(text, targets) if any(season.label == "each" for season in seasons) else targets


def _each(text: Text, targets: list[Target]) -> list[Target]:
    """ "the second seasons of A, B and C": each show of the row has the season of the first."""
    told: list[Target] = []
    for target in sorted(targets, key=lambda t: t.start):
        before = told[-1] if told else None
        if before is not None and before.season is not None and before.season.label == "each" and target.season is None:
            row = all(word in _JOINING for word in text.words[before.end : target.start])
            told.append(replace(target, season=before.season) if row else target)
        else:
            told.append(target)
    return told


_JOINING = frozenset({",", "and", "&", "the", "'s"}) | QUOTES | HOUSES


def _gap(text: Text, target: Target, season: SeasonMention) -> int:
    """How many words keep a show and a season apart; 99 where they do not belong together."""
    words = text.words
    if season.start >= target.end:
        between = words[target.end : season.start]
        if len(between) > 7:
            return 99
        if all(word in _GLUE and word not in {"and", "of", "for"} for word in between) and len(between) <= 3:
            return len(between)
        owned = (
            bool(between)
            and (between[0] == "'s" or between[0] in {"'", "’"})
            and "," not in between
            and "and" not in between
        )
        if owned or (between[0] in {"for", "to"} and len(between) <= 4 and "season" not in between):
            return len(between)
        return 99
    between = words[season.end : target.start]
    if not between or len(between) > 8:
        return 0 if not between else 99
    if between[0] in {"premiere", "debut"} and between[1:2] in (["of"], ["for"]):
        between = between[1:]
    if between[0] in {"of", "for"} or (len(between) > 1 and between[1] == "of"):
        if any(word in {",", "and", "but", ";"} for word in between[1:]):
            return 99
        return len(between) - 1
    return (
        len(between)
        if all(word in _GLUE and word not in {"and", "in", ",", ";"} for word in between) and len(between) <= 3
        else 99
    )
