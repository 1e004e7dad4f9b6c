"""An article to claims: the one way through the reader's rooms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from schedules.catalogue import Catalogue
from schedules.model import Article, Claim, Cue, Status
from schedules.reading.dates.calendar import Viewpoint
from schedules.reading.dates.clock import find_time
from schedules.reading.dates.grammar import find_dates
from schedules.reading.merging.findings import Finding, cue, cues_of, target_cues
from schedules.reading.merging.merge import merge
from schedules.reading.merging.numbering import Mentions, number
from schedules.reading.merging.rosters import roster
from schedules.reading.names.judging import ShowMention
from schedules.reading.names.ordinals import counted_in_turn
from schedules.reading.names.seasons import find_seasons, numbered, of_a_row
from schedules.reading.names.shows import finder
from schedules.reading.names.targets import SHOW_OR_SEASON
from schedules.reading.scenes.scene import Scene
from schedules.reading.telling.story import Story
from schedules.reading.words import hints
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import Sentence, Text, with_sentences

if TYPE_CHECKING:
    from schedules.reading.words.seasonwords import SeasonMention


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in an article."""

    claims: tuple[Claim, ...]
    cues: tuple[Cue, ...]
    """Every show, season, date and cue found, for showing; also those that made no claim."""


def read(article: Article, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The claims of an article, in the order of the text.

    Never raises: a text in which nothing is found has no claims.
    """
    return _read(article, catalogue)[0]


def explain(article: Article, catalogue: Catalogue) -> Reading:
    """The claims of an article together with everything that was found on the way."""
    claims, scenes = _read(article, catalogue)
    return Reading(claims, tuple(cue for scene in scenes for cue in _cues(scene)))


def _read(article: Article, catalogue: Catalogue) -> tuple[tuple[Claim, ...], list[Scene]]:
    shows = finder(catalogue)
    title = shows.chunks.cut(article.title, in_title=True)
    body = shows.chunks.cut(article.text)
    found = {id(title): shows.find(title), id(body): shows.find(body)}
    if (not found[id(title)] and not found[id(body)]) or _in_jest(title) or _in_jest(body):
        return (), []
    title.parted = body.parted = _in_parts(title, body, found)
    body.tabled = _in_table(body)
    published = article.published if article.published is not None and article.published.year in _YEARS else None
    view = Viewpoint(published, _years(title) | _years(body) if published is None else ())
    scenes: list[Scene] = []
    for text in (title, body):
        scenes += _scenes(with_sentences(text), found[id(text)])
    for scene in scenes:
        if scene.shows or scene.text.in_title:
            scene.stage()
    story = Story(view, scenes)
    findings = story.findings()
    if published is None:
        view = _seen_from(view, title, findings)
        if view.year is not None:
            story = Story(view, scenes)
            findings = story.findings()
    topic = story.topic
    several = len({show.show.name for shows in found.values() for show in shows}) > _A_FEW
    mentions = Mentions(
        topic.headline.seasons,
        topic.numbers,
        topic.there,
        topic.wished,
        topic.returning,
        roster(title, body, scenes, topic.numbers) if several else None,
        published,
    )
    claims = [_claim(f, title if f.in_title else body) for f in merge(number(findings, mentions))]
    return tuple(claims), scenes


_A_FEW = 2
"""An article of more shows than these may have old ones and new ones."""


def _scenes(text: Text, shows: list[ShowMention]) -> list[Scene]:
    scenes: list[Scene] = []
    at = things = 0
    dated_blocks = {s.block for s in text.sentences if s.hints & hints.DATED}
    for sentence in text.sentences:
        here = []
        while at < len(shows) and shows[at].start < sentence.last:
            here.append(shows[at])
            at += 1
        if not here and not _tells(text, sentence, in_dated=sentence.block in dated_blocks):
            continue
        scene = _scene(text, sentence, here)
        things += len(here) + len(scene.seasons) + len(scene.dates)
        if things > _MOST_THINGS:
            break
        if len(scene.dates) > _MOST_DATES:
            scenes += _pieces(scene)
        else:
            scenes.append(scene)
    return scenes


_YEARS = range(1900, 2100)
"""A day of publication outside of these years is a slip of the page, and no day to reckon from."""
_MOST_THINGS = 5_000
"""So many shows, seasons and dates of a text are looked at, as many as a book has; then its reading ends."""
_MOST_DATES = 6
"""A sentence of more dates is read in pieces, because each of them is weighed against the others."""


def _scene(text: Text, sentence: Sentence, shows: list[ShowMention]) -> Scene:
    taken = {i for s in shows for i in range(s.start, s.end)}
    seasons: list[SeasonMention] = []
    if sentence.hints & hints.SEASON:
        seasons = [
            s
            for s in find_seasons(text, sentence.first, sentence.last)
            if s.start not in taken and s.end - 1 not in taken
        ]
    if shows:
        seasons += numbered(text, shows, seasons)
    elif text.tabled:
        seasons += of_a_row(text, sentence)
    if len(shows) > 1 and len(seasons) > 1:
        counted = set(counted_in_turn(text.words, sentence.first, sentence.last))
        counted = counted if len(counted) == len(shows) else set()
        seasons = [s for s in seasons if s.start not in counted]
    blocked = taken.union(*[range(s.start, s.end) for s in seasons]) if seasons else taken
    dated = sentence.hints & hints.DATE or (sentence.hints & hints.NUMBER and _short_year(text, sentence))
    dates = find_dates(text, sentence, blocked) if dated else []
    if taken:
        dates = [d for d in dates if d.start not in taken and d.end - 1 not in taken]
    return Scene(text, sentence, shows, seasons, dates)


def _short_year(text: Text, sentence: Sentence) -> bool:
    """Whether a sentence has an apostrophe before two figures, as a year that is written short: "in '25"."""
    words = text.words
    if _APOSTROPHES.isdisjoint(words[sentence.first : sentence.last]):
        return False
    places = range(sentence.first, sentence.last - 1)
    return any(words[at] in _APOSTROPHES and words[at + 1].isdecimal() for at in places)


_APOSTROPHES = frozenset("'’‘")


def _pieces(scene: Scene) -> Iterator[Scene]:
    """A sentence in pieces that end behind a date, or behind the comma after it."""
    text, first = scene.text, scene.sentence.first
    ends = [date.end for date in scene.dates[_MOST_DATES - 1 :: _MOST_DATES]]
    for end in [*ends, scene.sentence.last]:
        last = end + 1 if end < scene.sentence.last and text.words[end] in {",", ";"} else end
        if last > first:
            yield Scene(
                text,
                replace(scene.sentence, first=first, last=last),
                [show for show in scene.shows if first <= show.start < last],
                [season for season in scene.seasons if first <= season.start < last],
                [date for date in scene.dates if first <= date.start < last],
            )
        first = last


def _in_jest(text: Text) -> bool:
    """Whether an article says of itself that it is satire: "Satire: Echo ends", "LEEDS (satire) — Echo is back"."""
    words = text.words
    if "satire" not in words:
        return False
    at = words.index("satire")
    behind = words[at + 1] if at + 1 < len(words) else "\n"
    if at == 0 or words[at - 1] in _LABELLING:
        return behind in _LABELLED
    return words[at - 2 : at] in _A_WORK_OF and behind in _LABELLED


_LABELLING = frozenset("( [ | , - – —".split()) | {"\n"}
_LABELLED = frozenset(") ] | : from alert".split()) | {"\n"}
"""What stands before and behind the word where it is what the article is, not what a show is."""
_A_WORK_OF = (["work", "of"], ["is", "pure"])


def _in_parts(title: Text, body: Text, found: dict[int, list[ShowMention]]) -> bool:
    """Whether an article calls the seasons of its show parts: it counts parts behind the name, and names no season."""
    if any(word in text.words for text in (title, body) for word in ("season", "seasons")):
        return False
    return any(_part_beside(text, show) for text in (title, body) for show in found[id(text)])


def _in_table(body: Text) -> bool:
    """Whether a line of headings begins with the season: "Season | Episodes | First shown"."""
    words = body.words
    if "|" not in words:
        return False
    return any(
        word in {"season", "series", "#"}
        and words[at + 1 : at + 2] == ["|"]
        and (not at or words[at - 1] in {"\n", "|"})
        for at, word in enumerate(words)
    )


def _part_beside(text: Text, show: ShowMention) -> bool:
    after = text.words[show.end : show.end + 3]
    if after[:1] in ([","], [":"], ['"'], ["”"]):
        after = after[1:]
    if after[:1] == ["part"] and len(after) > 1:
        return True
    lead = text.words[max(0, show.start - 5) : show.start]
    if "of" in lead and lead[lead.index("of") - 2 : lead.index("of")] in _LATER_PARTS:
        return True
    return "part" in lead and not {"of", "from"}.isdisjoint(lead) and "first" not in lead


_LATER_PARTS = tuple([ordinal, "part"] for ordinal in "third fourth fifth sixth seventh eighth".split())
"""A show of so many parts has parts for seasons: "the fourth part of “Echo”"."""


def _tells(text: Text, sentence: Sentence, *, in_dated: bool) -> bool:
    """Whether a sentence that names no show can matter: for its own date, or as the topic of one nearby."""
    first, last = sentence.first, sentence.last
    return (
        bool(sentence.hints & hints.TELLING)
        or (in_dated and bool(sentence.hints & hints.QUOTE))
        or last - first < 12
        or text.words[last - 1] == "?"
        or (bool(sentence.hints & hints.ENDING) and text.words[first] in _VOUCHING)
        or text.words[first : first + 2] == ["that", "'s"]
        or text.words[first] == "yes"
    )


_VOUCHING = frozenset({"nothing", "nobody", "neither", "none", "take", "remember"})
"""How a sentence begins that vouches for nothing: "Nothing has been confirmed"."""


def _years(text: Text) -> set[int]:
    return {int(text.words[index]) for index in text.hinted(hints.YEAR)}


def _seen_from(view: Viewpoint, title: Text, findings: Sequence[Finding]) -> Viewpoint:
    """From where a text without a day of publication looks: its headline's year, or the latest day it tells of."""
    named = _years(title)
    if len(named) == 1:
        return replace(view, year=named.pop())
    told = (Status.CONFIRMED, Status.RELEASED)
    days = [day for f in findings if f.status in told and f.date is not None and (day := f.date.exact) is not None]
    return replace(view, year=max(days).year, after=max(days)) if days else view


def _claim(finding: Finding, text: Text) -> Claim:
    evidence = text.source[finding.start : finding.end]
    start, end = (None, None) if finding.in_title else (finding.start, finding.end)
    return Claim(
        finding.show.name,
        finding.season,
        finding.date,
        finding.status,
        evidence,
        start,
        end,
        finding.rule,
        finding.show.service,
        finding.time,
        finding.zone,
        cues_of(finding),
    )


_SHOWN = {
    Kind.RELEASE: "release", Kind.WEAK: "release", Kind.HEDGE: "status", Kind.FORMER: "status", Kind.MOVE: "status",
    Kind.CANCEL: "status", Kind.ORDER: "status", Kind.UNKNOWN: "status", Kind.DENY: "status", Kind.DISCLAIM: "status",
    Kind.NEGATION: "negation",
}  # fmt: skip


def _cues(scene: Scene) -> list[Cue]:
    """Everything found in a sentence."""
    scene.stage()
    things = [target for target in scene.targets if target.role in SHOW_OR_SEASON]
    found = [shown for target in things for shown in target_cues(scene.text, target)]
    found += [cue(scene.text, "date", date.start, date.end) for date in scene.dates]
    found += [cue(scene.text, _SHOWN[mark.kind], mark.start, mark.end) for mark in scene.marks if mark.kind in _SHOWN]
    clock = find_time(scene.text, scene.sentence.first, scene.sentence.last)
    if clock is not None:
        found.append(cue(scene.text, "time", clock.start, clock.end))
    return found
