"""What the finders found in a sentence, made into marks that mean something and into what they can be about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from schedules.reading.dates.mention import DateMention
from schedules.reading.names.judging import ShowMention
from schedules.reading.names.targets import ASIDE, NO_NOUNS, SHOW_NOUNS, Role, Target
from schedules.reading.names.titles import other_titles, with_seasons
from schedules.reading.scenes.joined import join_seasons, of_an_entry
from schedules.reading.scenes.meaning import covered, meaningful, sorted_by_kind
from schedules.reading.scenes.owned import by_their_maker, has_people, of_theirs, owned_by
from schedules.reading.words.lexicon import lexicon
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.seasonwords import SeasonMention
from schedules.reading.words.text import LABELS, QUOTES, Sentence, Text

_TELLING = frozenset(
    {
        *(Kind.CANCEL, Kind.UNKNOWN, Kind.ORDER, Kind.GIVING, Kind.AHEAD, Kind.SERIES, Kind.RELEASE, Kind.WEAK),
        *(Kind.DENY, Kind.PLACE, Kind.GONE),
    }
)
SEVERAL = frozenset("all multiple several three four five six these those".split())
_SINGLE = frozenset("drama comedy sitcom thriller miniseries saga".split())
_INDEFINITE = frozenset("a an any every each no most other many few all both four three two five".split())


class Staged(NamedTuple):
    """A sentence's marks and targets."""

    marks: list[Mark]
    targets: list[Target]
    by_kind: dict[Kind, list[Mark]]
    taken: Collection[int]
    """The tokens of its shows and dates."""


def stage(
    text: Text,
    sentence: Sentence,
    shows: Sequence[ShowMention],
    seasons: Sequence[SeasonMention],
    dates: Sequence[DateMention],
) -> Staged:
    """The marks and targets of a sentence; a word inside a show's name or a date has no meaning of its own."""
    marks = lexicon().find(text, sentence.first, sentence.last)
    if not dates and not seasons and _TELLING.isdisjoint([m.kind for m in marks]):
        # Nothing is told of a release here: only what the sentence is about matters.
        return Staged([], [Target(Role.SHOW, m.start, m.end, m.show, None, m.firm) for m in shows], {}, ())
    taken = covered(shows) | covered(dates) if shows or dates else set()
    seasoned = covered(seasons) if seasons else set()
    marks, by_kind = meaningful(text, sentence, marks, taken, seasoned)
    targets = _named_things(text, shows, seasons) if shows or seasons else []
    nouns = _nouns(by_kind, seasoned)
    pronouns = [m for m in by_kind.get(Kind.PRONOUN, ()) if m.start not in seasoned]
    targets += _unnamed_things(text, sentence, pronouns, nouns, targets)
    things = [m for m in by_kind.get(Kind.THING, ()) if m.end - 1 not in seasoned and not _is_done(text, m)]
    if things:
        for target in targets:
            target.owned = owned_by(text, target, things)
        targets += [Target(Role.OTHER, m.start, m.end, tag="thing") for m in things]
    if dates or seasons or not shows or not LABELS.isdisjoint(text.words[sentence.first : sentence.first + 8]):
        titles = other_titles(text, sentence, taken | seasoned, marks)
        if nouns:
            titles = [t for t in titles if t.tag != "name" or not any(0 <= n.start - t.end <= 2 for n in nouns)]
        if titles:
            targets = with_seasons(text, targets, titles)
            quoted = _inside_quotes(text, titles)
            if quoted:
                marks = [m for m in marks if m.start not in quoted or m.kind is Kind.DENY]
                targets = [t for t in targets if t.start not in quoted or t.role is not Role.PRONOUN]
                by_kind = sorted_by_kind(marks)
    if seasons:
        targets = _without_others_seasons(text, sentence, targets)
    if len(targets) > 1:
        targets.sort(key=_place)
    return Staged(marks, targets, by_kind, taken)


def _without_others_seasons(text: Text, sentence: Sentence, targets: list[Target]) -> list[Target]:
    """The targets, without the seasons of titles outside the catalogue."""
    if not sentence.heading and not text.in_title:
        return [_strangers(text, sentence.first, t, targets) for t in targets]
    if any(t.role is Role.SHOW for t in targets):
        return targets
    return [t for t in targets if not of_an_entry(text, sentence.first, t)]


def _nouns(by_kind: Mapping[Kind, Sequence[Mark]], seasoned: Collection[int]) -> list[Mark]:
    """The common nouns for a show, but for those of a season or of another phrase."""
    if Kind.SERIES not in by_kind:
        return []
    phrases = covered([m for m in by_kind.get(Kind.WEAK, ()) if m.end - m.start > 1])
    return [m for m in by_kind[Kind.SERIES] if m.start not in seasoned and m.start not in phrases]


def _strangers(text: Text, first: int, season: Target, targets: Sequence[Target]) -> Target:
    """A season "of" a capitalised name that nothing else was found in is that of a title outside the catalogue."""
    end = season.end
    if season.role is Role.SEASON and season.start > first and text.words[season.start - 1] in _MARKS:
        return Target(Role.OTHER, season.start, season.end, None, season.season, tag="title")
    if season.role is not Role.SEASON or text.words[end : end + 1] != ["of"] or end + 2 >= len(text.words):
        return season
    theirs = text.words[end + 1] in {"his", "her", "their"}
    if theirs and (text.words[end + 2 : end + 4] in _OWN_SHOW or text.words[end + 3 : end + 4] in _A_SHOW):
        return Target(Role.OTHER, season.start, end + 3, None, season.season, tag="thing")
    if text.words[end + 1] in _ARTICLES and text.words[end + 2] in _IN_PRINT:
        return Target(Role.OTHER, season.start, season.end, None, season.season, tag="title")
    name = end + 2 if text.words[end + 1] in QUOTES else end + 1
    if not text.capital(name) or any(t.start <= name < t.end for t in targets) or text.words[name + 1] in {"'s", "’"}:
        return season
    return Target(Role.OTHER, season.start, name + 1, None, season.season, tag="title")


_ARTICLES = frozenset({"the", "his", "her", "their"})
_IN_PRINT = frozenset({"comic", "comics", "manga", "book", "books", "novels", "trilogy", "memoir"})
"""What has volumes and chapters but no seasons."""
_A_SHOW = (["drama"], ["series"], ["show"], ["comedy"], ["sitcom"], ["thriller"])
_OWN_SHOW = (["own", "show"], ["own", "series"])
"""Whose season is an actor's: "Doe began filming season three of her own show"."""
_MARKS = frozenset({"?", "!"})
"""What no sentence goes on after but a title that has it: "Is It Far? Season 2"."""


def _named_things(text: Text, shows: Sequence[ShowMention], seasons: Sequence[SeasonMention]) -> list[Target]:
    """The shows and seasons, but for those that only say what something else comes from."""
    targets = join_seasons(text, shows, seasons)
    for at, target in enumerate(targets):
        left = _left_of(text, target) if text.words[target.start - 1] in _BEHIND_EPISODES else 0
        if left or by_their_maker(text, target):
            targets[at] = Target(Role.OTHER, left or target.start, target.end, tag="thing")
        elif has_people(text, target):
            targets[at] = replace(target, owned=True)
        elif target.season is None and text.words[target.start - 1] in _DESCRIBED_BY and _describes(text, target):
            targets[at] = replace(target, owned=True, tag=ASIDE)
        elif of_theirs(text, target):
            targets[at] = replace(target, firm=False)
    return targets


def _unnamed_things(
    text: Text, sentence: Sentence, pronouns: Sequence[Mark], nouns: Sequence[Mark], named: Sequence[Target]
) -> list[Target]:
    """What pronouns and common nouns for a show mean, but for nouns beside a name."""
    words = text.words
    targets = [
        Target(Role.PRONOUN, m.start, m.end, tag=_single(words, m) if m.end == m.start + 1 else _tag(text, m))
        for m in pronouns
        if (word := words[m.start]) not in _HEROES
        and (word != "that" or not _joins(words, m, named))
        and (word != "which" or words[max(0, m.start - 2) : m.start] not in _ONE_OF_WHICH)
    ]
    if pronouns:
        heroes = [m for m in pronouns if words[m.start] in _HEROES and _the_hero(text, m)]
        targets += [Target(Role.PRONOUN, m.start, m.end, tag="series") for m in heroes]
    if nouns:
        beside = {i for t in named for i in range(t.start - 3, t.end + 3)}
        beside.update(i for p in pronouns for i in range(p.start, p.end + (words[p.start] in _ALL)))
        targets += [_noun(text, sentence, m) for m in nouns if m.start not in beside or _counts(text, m)]
    return targets


_ONE_OF_WHICH = (["latter", "of"], ["former", "of"], ["both", "of"])
"""What stands before "which" is the pronoun: "the latter of which"."""


_ALL = frozenset({"all", "both"})
"""What a noun behind belongs to: "all three shows"."""


def _joins(words: Sequence[str], mark: Mark, named: Sequence[Target]) -> bool:
    """Whether "that" only begins what is said: "we know that the season", not "the drama that the service dropped"."""
    if words[mark.start] != "that" or not _BEGINNING_CLAUSES.issuperset(words[mark.end : mark.end + 1]):
        return False
    return words[mark.start - 1] not in _DESCRIBED and all(t.end != mark.start for t in named)


_BEGINNING_CLAUSES = frozenset("the a an it its we they he she there this these all both our their".split())


_DESCRIBED = frozenset(
    "show shows series season seasons drama comedy thriller program spinoff one ones run episodes date day".split()
)
"""What a clause with "that" describes: "the season that we know"."""


def _counts(text: Text, noun: Mark) -> bool:
    """Whether a noun counts the shows that a colon names behind it: "four series: A, B"."""
    words = text.words
    return words[noun.end : noun.end + 1] == [":"] and not SEVERAL.isdisjoint(
        words[max(0, noun.start - 3) : noun.start]
    )


def _single(words: list[str], pronoun: Mark) -> str:
    """The word of a pronoun; "that one" is what was spoken of, as "it" is."""
    word = words[pronoun.start]
    if word != "that":
        return word
    after = words[pronoun.end : pronoun.end + 2]
    return "it" if after[:1] == ["one"] and not _BE.isdisjoint(after[1:]) else word


_BE = frozenset(
    (
        "is isn was wasn will won would 's comes arrives returns premieres lands has hasn should could might came "
        "arrived premiered landed debuted dropped launched began started had"
    ).split()
)


def _place(target: Target) -> tuple[int, int]:
    return target.start, -target.end


def _noun(text: Text, sentence: Sentence, noun: Mark) -> Target:
    """What a common noun for a show is: several, any one, or the one that is spoken of."""
    lead = text.words[max(sentence.first, noun.start - 4) : noun.start]
    if _one_of_them(text, sentence, noun):
        return Target(Role.PRONOUN, noun.start, noun.end, tag="series")
    if not SEVERAL.isdisjoint(lead) and "-" not in lead and text.words[noun.start] not in _SINGLE:
        return Target(Role.OTHER, noun.start, noun.end, tag="several")
    told = "there" not in lead and any(lead[i] in _BEING and lead[i + 1] in {"a", "an"} for i in range(len(lead) - 1))
    if not told and (text.words[noun.start] == "shows" or not _INDEFINITE.isdisjoint(lead[-2:])):
        return Target(Role.OTHER, noun.start, noun.end, tag="thing")
    return Target(Role.PRONOUN, noun.start, noun.end, tag="series")


def _one_of_them(text: Text, sentence: Sentence, noun: Mark) -> bool:
    """Whether one of several is meant: "the second of the Netflix shows"."""
    lead = text.words[max(sentence.first, noun.start - 6) : noun.start]
    at = max((i for i, word in enumerate(lead) if word == "of"), default=0)
    return at > 1 and lead[at - 1] in _PLACED and lead[at - 2] == "the" and lead[at + 1 : at + 2] in _OF_THEM


_PLACED = frozenset("second third fourth fifth next".split())
_OF_THEM = (["the"], ["these"], ["those"], ["its"], ["their"])


_BEING = frozenset({"is", "was", "'s", "remains", "remained"})
"""What makes a noun tell of its subject: "Echo is a series that"."""


def _inside_quotes(text: Text, titles: Sequence[Target]) -> set[int]:
    """The tokens of quoted titles, whose words tell of nothing: "“Gold Land”"."""
    return {
        i
        for title in titles
        if title.tag == "title" and text.words[title.start] in QUOTES
        for i in range(title.start, title.end)
    }


def _tag(text: Text, mark: Mark) -> str:
    """What a pronoun of several words is: itself, or "series" where it is a noun."""
    words = text.words[mark.start : mark.end]
    return " ".join(words) if words[-1] in _COMPANIONS else "series"


def _the_hero(text: Text, hero: Mark) -> bool:
    """Whether a hero is the one who is spoken of: "the masked vigilante", not "a vigilante" or "the vigilante of"."""
    lead = text.words[max(0, hero.start - 4) : hero.start]
    at = max((i for i, word in enumerate(lead) if word in {"the", "our"}), default=-1)
    return at >= 0 and all(text.raw[hero.start - len(lead) + i].isalpha() for i in range(at, len(lead)))


_HEROES = frozenset(
    "hero heroine superhero superheroine antihero vigilante crimefighter martial bounty gunslinger".split()
)
"""How the words begin that tell of a hero, who stands for the show."""
_COMPANIONS = frozenset({"latter", "former", "two", "three", "four"})


def _is_done(text: Text, mark: Mark) -> bool:
    """Whether a noun is a verb here: "stars Jane Doe", "to shoot in June"."""
    to_do = mark.end - mark.start == 1 and text.words[mark.start] in _DOING and text.words[mark.start - 1] == "to"
    at_work = text.words[mark.start] == "shooting" and text.words[mark.start - 1] in _IS_DOING
    return to_do or at_work or text.words[mark.end : mark.end + 1] in _CYCLES or _stars(text, mark)


_CYCLES = (["cycle"], ["cycles"], ["schedule"], ["schedules"], ["timeline"], ["timelines"], ["times"], ["patterns"])
"""What a noun before them only describes: "based on previous production cycles"."""
_IS_DOING = frozenset({"'s", "is", "are", "'re", "been", "now", "still", "currently", "started", "began"})
_DOING = frozenset({"shoot", "film", "play", "star", "cast", "review", "strike", "cameo"})


def _stars(text: Text, mark: Mark) -> bool:
    """Whether "stars" is what a series or an actor does: "the series stars Jane Doe", "Doe stars in"."""
    if text.words[mark.start] != "stars" or mark.end >= len(text.words):
        return False
    return text.capital(mark.end) or text.words[mark.end] in {"in", "as", "opposite", "alongside"}


def _describes(text: Text, target: Target) -> bool:
    """Whether a show only says what a thing or who somebody is: "the Echo party", "the makers of Echo"."""
    words, at = text.words, target.start - 1
    if at < 1:
        return False
    if words[at] == "of":
        return words[at - 1] in _MAKERS
    if words[at] not in _THE or text.capital(at) or words[target.start] in _THE:
        return False
    after = text.raw[target.end] if target.end < len(words) else ""
    return after.isalpha() and after.islower() and after not in SHOW_NOUNS and after not in _NO_NOUNS


def _left_of(text: Text, target: Target) -> int:
    """Where only the last episodes of a show are spoken of: "the final two episodes of “Echo”"; 0 where it is told."""
    at = target.start - 1 if text.words[target.start - 1] in QUOTES else target.start
    if target.season is not None or text.words[max(0, at - 2) : at] != ["episodes", "of"]:
        return 0
    return next((i for i in range(max(0, at - 5), at - 2) if text.words[i] in _LEFT), 0)


_BEHIND_EPISODES = QUOTES | {"of"}
_LEFT = frozenset({"final", "last", "remaining", "least"})
_THE = frozenset({"the", "a", "an"})
_DESCRIBED_BY: Final = _THE | {"of"}
_MAKERS = frozenset("makers maker producers producer creators writers directors stars star members owners".split())
_NO_NOUNS = NO_NOUNS | frozenset(
    (
        "team gang crew family clan girls boys heroes universe world will would can could has returns premieres "
        "arrives launches begins starts debuts lands drops we as when if while during under between launch bow start "
        "comeback rollout arrival opening broadcast transmission"
    ).split()
)
