"""Titles and names that the catalogue does not know: they take the dates and the seasons that are theirs."""

from collections.abc import Collection, Sequence
from itertools import count
from typing import Final

from schedules.reading.names.targets import SHOW_NOUNS, Role, Target
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import LABELS, Sentence, Text

_OPEN: Final = frozenset({'"', "“", "‘"})
_CLOSE: Final = frozenset({'"', "”", "’"})
_CLOSED: Final = frozenset({"”"})
_INSIDE = frozenset({"of", "the", "and", ":", "&", "in", "to", "-", "'s", "a", "v", "vs", "for", "with", "’", "'", "."})
_LONGEST_TITLE = 12
_VERBS = frozenset({Kind.RELEASE, Kind.WEAK, Kind.EVENT})
_OPENING_WORDS: Final = frozenset(
    (
        "the a an this that these those it its he she they we you i there here in on at for as when while after "
        "before if so but and however meanwhile now then today yesterday what who which where how why with according "
        "since once until all every each both part first last originally initially due slated scheduled set "
        "premiering debuting launching returning arriving airing starring based created complete"
    ).split()
)


def other_titles(text: Text, sentence: Sentence, blocked: set[int], marks: Sequence[Mark]) -> list[Target]:
    """Quoted titles and capitalised names that the catalogue does not know."""
    words, raw = text.words, text.raw
    found: list[Target] = []
    done, last = sentence.first, sentence.last
    places = _beginnings(text, done, last)
    if not places:
        return found
    covered = blocked.union(*[range(m.start, m.end) for m in marks if m.kind is not Kind.THING])
    labelling = not LABELS.isdisjoint(words[done:last])
    for index in places:
        if index < done:
            continue
        word = words[index]
        if word in _OPEN:
            end = _quoted_title(text, index, last, blocked)
            if end:
                found.append(Target(Role.OTHER, index, end, tag="title"))
                done = end
            continue
        token = raw[index]
        opens, opening = index == sentence.first, word in _OPENING_WORDS
        named = index not in covered and token[0].isupper() and token.isalpha() and not _zone(words, index)
        if not named or (opening and not (opens and labelling)):
            continue
        end = _name(text, index, last, covered)
        if opens and end < last and words[end] in LABELS and end - index > 1:
            found.append(Target(Role.OTHER, index, end, tag="title"))
        elif opening:
            end = index + 1
        elif not text.in_title and (
            end - index > 1 or (len(token) > 1 and (not opens or _subject(text, end, last, marks)))
        ):
            titled = any(raw[i].isdecimal() for i in range(index, end))
            found.append(Target(Role.OTHER, index, end, tag="title" if titled else "name"))
        done = end
    return [title for title in found if not _only_called(words, title.start)]


def _zone(words: list[str], at: int) -> bool:
    """Whether a word is the zone of a time before it: "6 p.m. Pacific"."""
    if words[at] not in _ZONES:
        return False
    return words[at - 1] in _MERIDIEMS or words[at - 2 : at] == ["m", "."]


_ZONES = frozenset({"pacific", "eastern", "central", "mountain"})
_MERIDIEMS = frozenset({"am", "pm"})


def _only_called(words: list[str], at: int) -> bool:
    """Whether a name is only what something is called: "its second season, titled “Ashes”, arrives on June 14"."""
    return at > 1 and words[at - 1] in _CALLED and words[at - 2] in {",", "("}


_CALLED = frozenset({"named", "titled", "entitled", "subtitled", "dubbed", "called"})


def _beginnings(text: Text, first: int, last: int) -> list[int]:
    """Where a title or a name can begin: at a quotation mark, and at what is not in small letters."""
    words = text.words[first:last]
    return [i for i, raw, word in zip(count(first), text.raw[first:last], words) if raw is not word or word in _OPEN]


def _verbs(words: list[str], marks: Sequence[Mark]) -> set[int]:
    """Where verbs begin of which a name of one word can be the subject."""
    verbs = {m.start for m in marks if m.tag in {"s", "past"} and m.kind in _VERBS}
    return verbs | {m.start - 1 for m in marks if m.tag == "future" and words[m.start - 1] == "'s"}


def _subject(text: Text, end: int, last: int, marks: Sequence[Mark]) -> bool:
    """Whether the word before `end`, which begins its sentence, is a name by what follows it."""
    verbs = _verbs(text.words, marks)
    if text.words[end] == "," and _labels_a_season(text, end, last):
        return True
    told = (
        _is_renewed(text.words, end)
        or end in verbs
        or _explained(text, end, last, verbs)
        or _comes(text, end, last, marks)
    )
    return told or (text.words[end] == "'s" and text.words[end + 2 : end + 3] in _SEASONS and _stands_alone(text, end))


def _is_renewed(words: list[str], at: int) -> bool:
    """Whether a name was renewed, as no person is: "Bodkin has been renewed"."""
    return words[at + (words[at + 1 : at + 2] == ["been"]) + 1 : at + 3][:1] == ["renewed"] and words[at] in _TO_BE


_TO_BE: Final = frozenset({"has", "was", "is", "gets", "got"})


def _labels_a_season(text: Text, end: int, last: int) -> bool:
    """Whether a name, its season and a dash or colon are an entry of a list: "Saltmarsh, season 2 — May"."""
    words = text.words
    if end + 4 > last or words[end + 1] not in {"season", "series"} or words[end - 1] in _COMMON:
        return False
    return words[end + 2].isdecimal() and words[end + 3 : end + 4] in _ENTRY_ENDS


_ENTRY_ENDS = ([":"], ["—"], ["–"], ["-"], ["("])
_SEASONS = (["season"], ["series"], ["run"])


def _comes(text: Text, end: int, last: int, marks: Sequence[Mark]) -> bool:
    """Whether the word before `end` is a name by a release that it has to come: "Echo is due in May"."""
    words = text.words
    if words[end] == "," and words[end + 1 : end + 3] in _IN_PASSING:
        end += 3
    if end + 1 >= last or words[end] not in _TO_COME or words[end - 1] in _COMMON:
        return False
    at = next((m.end for m in marks if m.kind in _RELEASES and end <= m.start <= end + 1 < m.end), 0)
    return bool(at) and words[at : at + 1] != ["it"] and (words[end] == "is" or words[at] in _BEFORE_DATES)


_TO_COME = frozenset({"is", "will"})
_IN_PASSING = (["though", ","], ["meanwhile", ","], ["however", ","], ["too", ","])
_RELEASES = frozenset({Kind.RELEASE, Kind.WEAK})
_BEFORE_DATES = frozenset("on in at this next".split())
_COMMON = SHOW_NOUNS | frozenset(
    (
        "everything nothing something anything everyone everybody nobody someone somebody another neither either both "
        "most more some many much such other production filming shooting work today tomorrow also only still help"
    ).split()
)
"""Words that open a sentence with a capital and are no names."""


def _explained(text: Text, end: int, last: int, verbs: Collection[int]) -> bool:
    """Whether the word before `end` is a name by the aside behind it: "Echo, the first of them, is"."""
    words = text.words
    if end + 2 >= last or words[end] != "," or words[end + 1] not in _APPOSED or words[end - 1].endswith("ly"):
        return False
    closing = next((at for at in range(end + 2, min(end + 16, last - 1)) if words[at] == ","), None)
    return closing is not None and (words[closing + 1] in _SAID_OF or closing + 1 in verbs)


_APPOSED = frozenset({"the", "a", "an", "which", "its", "his", "her"})
_SAID_OF = frozenset({"is", "was", "will", "has", "had", "also", "'s", "won", "would", "can", "could", "may", "comes"})


def _quoted_title(text: Text, index: int, last: int, blocked: set[int]) -> int:
    """Where a title ends whose quotes open at `index`; 0 where the quotes hold speech or a show of the catalogue."""
    words, raw = text.words, text.raw
    if index + 1 >= last or not (raw[index + 1][0].isupper() or raw[index + 1].isdecimal()):
        return 0
    end, close = index + 1, _CLOSE
    if words[index] == "“" and "”" in words[end : min(last, index + _LONGEST_TITLE)]:
        close = _CLOSED  # an apostrophe closes no title that opened with two strokes
    while end < last and end <= index + _LONGEST_TITLE and words[end] not in close:
        end += 1
    if end >= last or words[end] not in _CLOSE:
        return 0
    inner = [i for i in range(index + 1, end) if raw[i].isalpha()]
    if any(i in blocked for i in inner):
        return 0
    capitals = sum(raw[i][0].isupper() for i in inner)
    plain = sum(words[i] not in _INSIDE for i in inner)
    return end + 1 if capitals * 2 > plain else 0


_OF_THE = (["of", "the"], ["and", "the"], ["in", "the"], ["at", "the"])


def _name(text: Text, index: int, last: int, blocked: set[int]) -> int:
    """Where a run of capitalised words ends."""
    raw, words, end = text.raw, text.words, index + 1
    while end < last and end not in blocked:
        if raw[end].isalpha() and raw[end][0].isupper():
            end += 1
        elif (
            words[end] in {"'", "’", "‘"} and end + 1 < last and words[end + 1].isdecimal() and not text.spaced(end + 1)
        ):
            end += 2
        elif (
            words[end : end + 2] in _OF_THE and end + 2 < last and raw[end + 2][0].isupper() and end + 2 not in blocked
        ):
            end += 3
        elif words[end] in _INSIDE and end + 1 < last and raw[end + 1][0].isupper() and end + 1 not in blocked:
            if words[end] == "." and len(raw[end - 1]) > 1:
                break
            end += 1
        else:
            break
    return end


def _titled(words: list[str], name: Target) -> bool:
    """Whether a name is a title: by its quotes, or as "the prequel, Hay", "its sister show, Hay"."""
    if name.tag == "title" or ":" in words[name.start : name.end]:
        return True
    return not _OFFSHOOTS.isdisjoint(words[max(0, name.start - 4) : name.start])


_OFFSHOOTS: Final = frozenset(
    {"prequel", "sequel", "spinoff", "spin-off", "off", "sister", "companion", "offshoot", "other"}
)


def _goes_on(words: list[str], end: int, start: int) -> bool:
    """Whether a title is the subject of what its season is for: "“Hay” isn't coming back for a third year"."""
    between = words[end + (words[end : end + 1] == [","]) : start]
    if not 2 <= len(between) <= _CLAUSE or between[0] not in _VERBAL or not _BREAKS.isdisjoint(between):
        return False
    return between[-2:] in _FOR_ONE or between[-1:] == ["for"]


_CLAUSE = 9
_VERBAL = frozenset("had is isn was wasn will won returns return has hasn gets got won't comes came may might".split())
_BREAKS = frozenset({",", ";", ":", "and", "but", "while", "or", "that", "which", "who", "(", ")"})
_FOR_ONE = (
    *(["for", "a"], ["for", "its"], ["for", "another"], ["to", "its"]),
    *([verb, article] for verb in ("have", "get", "had", "got", "has", "gets") for article in ("a", "its", "another")),
)


_COMMON_NOUNS = tuple(
    [noun] for noun in "series show drama comedy spinoff spin sitcom thriller saga hit anthology".split()
)
"""Before one of these a name only says whose the show is: "the first season of the HBO drama"."""


_TO_ITS_SEASON = frozenset({",", "'s", "'", "’", "(", "complete", ":", "-", "–", "—", "|"})
"""What may stand between a title and its season."""


def _opens(text: Text, title: Target) -> bool:
    """Whether a title begins its sentence: "Echo, the third of them"."""
    return title.start == 0 or text.words[title.start - 1] in {".", "!", "?", "\n"}


_AT = (["on"], ["at"], ["to"])
_FOR_ITS = (["for"], ["a"], ["its"])
_IN_PASSING_BACK = 6
"""So many words may stand before the season of a title that is only passed: "Hay, back on Hulu for season three"."""


def _in_passing(words: Sequence[str], before: Sequence[str], end: int) -> bool:
    """Whether a season is told of the title before it: "Hay, the third season of which", "Hay, back on Hulu for"."""
    if before[1:] == ["the"]:
        return words[end : end + 2] == ["of", "which"]
    back = before[1] == "back" and before[2:3] in _AT and before[-1:] in _FOR_ITS if len(before) > 1 else False
    return back and len(before) <= _IN_PASSING_BACK


def _stands_alone(text: Text, end: int) -> bool:
    """Whether a name of one word is told only once, and is no service: not that of a person, which is told in full."""
    word = text.words[end - 1]
    return word not in HOUSES and text.words.count(word) == 1


_IN_BRACKETS = 5
"""So many words may stand in a bracket before the season of the title that it follows: "Hay (R, series 11)"."""


def with_seasons(text: Text, targets: list[Target], titles: list[Target]) -> list[Target]:
    """Seasons that belong to other titles become part of them: "the third season of Saltmarsh"."""
    words, kept, owned = text.words, [], {}
    for target in targets:
        owner = None
        if target.role is Role.SEASON and target.season is not None:
            for title in titles:
                before = words[title.end : target.start]
                after = words[target.end : title.start]
                joined = title.end <= target.start and len(before) <= 2 and all(w in _TO_ITS_SEASON for w in before)
                possessive = title.end <= target.start and len(before) <= 4 and before[:1] == ["'s"]
                of = 0 < len(after) <= 4 and after[0] in {"of", "for"} and title.start >= target.end
                of = of and words[title.end : title.end + 1][-1:] not in _COMMON_NOUNS
                service = title.tag == "name" and title.end - title.start == 1 and possessive and not joined
                service = service and not (_opens(text, title) and _stands_alone(text, title.end))
                counted = before == [",", "the"] and target.season.label == "one" and _opens(text, title)
                bracketed = before[:1] == ["("] and ")" not in before and len(before) <= _IN_BRACKETS
                own = before[:1] == [","] and _in_passing(words, before, target.end)
                renewed = "renewed" in words[title.end : target.start] and _opens(text, title)
                titled = renewed or _titled(words, title)
                own = own or (titled and _goes_on(words, title.end, target.start))
                if (joined or possessive or of or counted or bracketed or own) and not service:
                    owner = title
                    break
        if owner is None:
            kept.append(target)
        else:
            owned[id(owner)] = (min(owner.start, target.start), max(owner.end, target.end), target.season)
    for title in titles:
        if id(title) in owned:
            start, end, season = owned[id(title)]
            kept.append(Target(Role.OTHER, start, end, None, season, tag="title"))
        else:
            kept.append(title)
    return kept
