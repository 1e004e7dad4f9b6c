"""Whether words that are a show's name mean the show, by what stands around them."""

from dataclasses import dataclass
from typing import Final

from schedules.model import Show
from schedules.reading.names.naming import ARTICLES, COMMON, Name
from schedules.reading.names.subtitles import subtitled
from schedules.reading.words.lexicon import lexicon
from schedules.reading.words.seasonwords import MONTHLIKE
from schedules.reading.words.text import Text

_SEASON_WORDS = frozenset("season seasons series s miniseries mini sophomore episode episodes chapter volume".split())
_NUMBER_WORDS = frozenset(
    (
        "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth "
        "ninth tenth final last new next sophomore debut upcoming latest current previous inaugural"
    ).split()
)
_QUOTES_OPEN = frozenset({'"', "“", "‘", "'", "«"})
_QUOTES_CLOSE = frozenset({'"', "”", "’", "'", "‘", "»"})
_OTHER_WORKS = frozenset("film films movie movies comic comics novel novels book books game games musical".split())
_BOXED = ["the", "complete"]
"""What a box of discs has behind the name: "Echo: The Complete Second Season"."""


@dataclass(slots=True, eq=False)
class ShowMention:
    """A show named at the tokens from `start` to before `end`."""

    show: Show
    start: int
    end: int
    firm: bool
    """Whether the words surely mean the show, not a person, a team or a common word."""


def in_quotes(text: Text, start: int, end: int) -> bool:
    """Whether the words stand in quotation marks."""
    words = text.words
    if not start or words[start - 1] not in _QUOTES_OPEN:
        return False
    after = end + 1 if end < len(words) and words[end] in {",", ".", ":", "!", "?"} else end
    return after < len(words) and (words[after] in _QUOTES_CLOSE or words[after] == "'s")


def season_after(text: Text, end: int) -> bool:
    """Whether a season, or a word for one, comes right behind a name."""
    words = text.words
    at = end
    while at < len(words) and at < end + 3 and words[at] in {",", "'s", '"', "”", "’", ":", "'", "(", "-", "–"}:
        at += 1
    if at >= len(words):
        return False
    if words[at] in _SEASON_WORDS and not (
        words[at] == "s" and not (at + 1 < len(words) and words[at + 1].isdecimal())
    ):
        return True
    return words[at] in _NUMBER_WORDS and at + 1 < len(words) and words[at + 1] in _SEASON_WORDS


def season_before(text: Text, start: int) -> bool:
    """Whether "season two of", "series" or a service's genitive leads up to the name."""
    words = text.words
    at = start - 1
    while at >= 0 and at > start - 4 and words[at] in {'"', "“", "‘", "'", "the", ",", "new"}:
        at -= 1
    if at < 0:
        return False
    if words[at] in {"series", "show", "drama", "miniseries", "comedy", "thriller", "sitcom"}:
        return True
    if words[at] == "'s" and at > 0 and text.capital(at - 1):
        return True
    if words[at] in {"of", "for"}:
        return any(word in _SEASON_WORDS for word in words[max(0, at - 3) : at])
    return False


def season_beside(text: Text, start: int, end: int) -> bool:
    """Whether a season stands right before or right behind a name."""
    return season_after(text, end) or season_before(text, start)


def _begins_sentence(text: Text, start: int) -> bool:
    at = start - 1
    while at >= 0 and text.words[at] in {'"', "“", "‘", "'", "(", "-", "–", "—", "*", "•", "[", "#"}:
        at -= 1
    return at < 0 or text.words[at] in {".", "!", "?", "\n", ":", "…", "”", "|", "/"}


def judge(  # noqa: C901 - one line of evidence after the other
    text: Text, name: Name, start: int, end: int
) -> ShowMention | None:
    """Whether the name's words mean the show here."""
    words, raw, count = text.words, text.raw, len(text.words)
    content, single, common = start + name.content, name.single, name.common
    small = len(raw[content]) == 1 and content + 1 < end and raw[content + 1][0].isupper()  # "iGhost", in two tokens
    if not (small or raw[content][0].isupper() or raw[content][0].isdecimal()) or not (
        raw[end - 1][0].isupper() or not raw[end - 1].isalpha()
    ):
        # Small letters are a name in captions and chats: "saltmarsh season 2".
        hit = season_after(text, end) and not common and (start == 0 or not single or words[start - 1] in {"#", "\n"})
        return ShowMention(name.show, start, end, firm=True) if hit else None
    quoted = in_quotes(text, start, end)
    if (
        not quoted
        and end + 1 < count
        and words[end] == ":"
        and text.capital(end + 1)
        and words[end + 1] not in _SEASON_WORDS
        and not text.in_title
        and (not _begins_sentence(text, start) or subtitled(text, end + 1))
    ):
        return None
    if end < count and ((words[end] in _OTHER_WORKS and not quoted) or words[end + 1 : end + 3] == _BOXED):
        return None
    if (
        single
        and not quoted
        and end < count
        and words[end].isdecimal()
        and text.spaced(end)
        and len(words[end]) <= 2
        and int(words[end]) > 1
    ):
        # "Saltmarsh 4" is a game, "Echo 2:" at the head of a line is a season.
        season = _begins_sentence(text, start) and end + 1 < count and words[end + 1] in {":", "–", "-", "—"}
        return ShowMention(name.show, start, end, firm=True) if season else None
    if quoted or not single or season_beside(text, start, end):
        return ShowMention(name.show, start, end, firm=True)
    if common and end < count and words[end] in _THIRD_PERSON:
        return ShowMention(name.show, start, end, firm=True)
    if common:
        return (
            None
            if text.in_title
            or _begins_sentence(text, start)
            or words[content] in _WEEKDAYS
            or words[content] in MONTHLIKE
            else ShowMention(name.show, start, end, firm=True)
        )
    if _inside_longer_name(text, start, end) or (start == content and _is_a_noun(text, start, end)):
        return None
    leading = words[start] == "the" and start != content
    if leading and not raw[start][0].isupper():
        return ShowMention(name.show, start, end, firm=False)
    if name.bare:
        plain = (
            end < count and words[content] in lexicon().words and raw[end].islower() and _begins_sentence(text, start)
        )
        return (
            None
            if (not text.in_title and start and words[start - 1] in ARTICLES)
            or (plain and words[end] not in _THIRD_PERSON)
            else ShowMention(name.show, start, end, firm=False)
        )
    return ShowMention(name.show, start, end, firm=True)


def _is_a_noun(text: Text, start: int, end: int) -> bool:
    """ "Snow in the Heartland on Friday", "Ghosts return to the cellars": a title has no article, and is one thing."""
    words = text.words
    after = words[end] if end < len(words) else "."
    if start and text.raw[start - 1] == "the":
        return after in _BEHIND_A_NOUN
    many = words[end - 1].endswith("s") and not words[end - 1].endswith("ss")
    return many and after in _DO and not text.in_title and _begins_sentence(text, start)


_BEHIND_A_NOUN: Final = frozenset(". , ; ! ? ) on in at to from by with but is was".split())
_DO: Final = frozenset("return start begin come arrive land open launch hit drop".split())
_THIRD_PERSON = frozenset("premieres returns arrives debuts launches drops begins starts hits lands comes".split())
"""Verbs after which "You" or "Wednesday" is a title: "You is back"."""
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_UNNAMED = MONTHLIKE | _WEEKDAYS | COMMON
"""What does not continue a name, for all its capital letter."""


def _inside_longer_name(text: Text, start: int, end: int) -> bool:
    """Whether capitals on either side make a longer name of it, as in "The Echo Chamber" or "Ford Echo"."""
    if text.in_title:
        return False
    words = text.words
    after = end < len(words) and text.raw[end].isalpha() and text.capital(end) and not words[end].isupper()
    after = after and text.spaced(end) and words[end] not in _SEASON_WORDS and words[end] not in _UNNAMED
    before = start > 0 and text.raw[start - 1].isalpha() and text.capital(start - 1) and words[start] not in ARTICLES
    before = before and words[start - 1] not in COMMON and not _begins_sentence(text, start - 1) and text.spaced(start)
    before = before and words[start - 1] not in lexicon().words
    return (after and (words[end] not in lexicon().words or words[end] in _NAMED_AFTER)) or before


_NAMED_AFTER: Final = frozenset("act award awards park prize cup bowl week law sky festival society room art".split())
"""What has a name before it though the lexicon tells of it: "the Echo Act", "Saltmarsh Week"."""
