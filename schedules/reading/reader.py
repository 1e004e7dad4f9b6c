"""An article to claims: the one way through the reader's rooms."""

import datetime as dt
from dataclasses import dataclass

from schedules.catalogue import Catalogue
from schedules.model import Article, Claim, Cue, Show, Status
from schedules.reading.ahead import prospects
from schedules.reading.calendar import AHEAD, Viewpoint, resolve
from schedules.reading.dates import find_dates
from schedules.reading.lexicon import lexicon
from schedules.reading.link import link_dates
from schedules.reading.marks import Mark
from schedules.reading.merge import Finding, merge, number
from schedules.reading.scene import Role, Scene, Target, build
from schedules.reading.seasons import find_seasons
from schedules.reading.shows import ShowMention, finder
from schedules.reading.status import status_of, tense_of
from schedules.reading.text import Text, cut


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
    title = cut(article.title, in_title=True, unglue=shows.unglue)
    body = cut(article.text, unglue=shows.unglue)
    found = {id(title): shows.find(title), id(body): shows.find(body)}
    if not found[id(title)] and not found[id(body)]:
        return (), []
    years = {int(w) for text in (title, body) for w in text.words if len(w) == 4 and w.isdigit() and 1990 <= int(w) <= 2099}
    view = Viewpoint(article.published, years)
    scenes: list[Scene] = []
    for text in (title, body):
        scenes += _scenes(text, found[id(text)])
    story = _Story(view, scenes)
    findings = story.findings()
    claims = [_claim(f, title if f.in_title else body) for f in merge(number(findings, story.numbers))]
    return tuple(claims), scenes


def _scenes(text: Text, shows: list[ShowMention]) -> list[Scene]:
    scenes, words = [], lexicon()
    at = 0
    for sentence in text.sentences:
        here = []
        while at < len(shows) and shows[at].start < sentence.last:
            here.append(shows[at])
            at += 1
        marks = list(words.find(text, sentence.first, sentence.last))
        seasons = find_seasons(text, sentence.first, sentence.last)
        dates = find_dates(text, sentence.first, sentence.last)
        taken = {i for s in here for i in range(s.start, s.end)}
        dates = [d for d in dates if d.start not in taken and d.end - 1 not in taken]
        seasons = [s for s in seasons if s.start not in taken]
        scenes.append(build(text, sentence, marks, dates, here, seasons))
    return scenes


class _Story:
    """The article sentence by sentence, with what it has been speaking of."""

    def __init__(self, view: Viewpoint, scenes: list[Scene]) -> None:
        self.view, self.scenes = view, scenes
        self.main: Show | None = None
        self.recent: Show | None = None
        self.year: int | None = None
        self.numbers: dict[str, set[int]] = {}
        for scene in scenes:
            for target in scene.targets:
                if target.role is Role.SHOW and target.show is not None:
                    self.main = self.main or target.show
                    if target.season is not None and target.season.number is not None:
                        self.numbers.setdefault(target.show.name, set()).update((target.season.number, *target.season.others))

    def findings(self) -> list[Finding]:
        found: list[Finding] = []
        for order, scene in enumerate(self.scenes):
            shows = [t for t in scene.targets if t.role is Role.SHOW]
            links = link_dates(scene)
            for link in links:
                for target in link.targets or (None,):
                    show, season = self._meant(scene, target)
                    if show is None:
                        continue
                    tense = tense_of(scene, link.governor)
                    status, cues = status_of(scene, link.governor, link.date, tense)
                    value = resolve(link.date, self.view, tense.direction or AHEAD, self.year)
                    if status is None or value is None:
                        continue
                    if value.earliest:
                        self.year = value.earliest.year
                    status = self._timely(status, value.latest)
                    found.append(Finding(show, season, value, status, *self._span(scene), scene.text.in_title, link.rule, order, again=_again(scene, target, link.governor)))
            for prospect in prospects(scene, links):
                show, season = self._meant(scene, prospect.target)
                if show is not None:
                    found.append(Finding(show, season, None, prospect.status, *self._span(scene), scene.text.in_title, prospect.rule, order, again=_again(scene, prospect.target, prospect.mark)))
            if shows:
                self.recent = shows[0].show
        return found

    def _timely(self, status: Status, latest: dt.date | None) -> Status:
        published = self.view.published
        if status is Status.CONFIRMED and published and latest and latest < published:
            return Status.RELEASED
        if status is Status.RELEASED and published and latest and latest > published and latest.year > published.year:
            return Status.CONFIRMED
        return status

    def _meant(self, scene: Scene, target: Target | None) -> tuple[Show | None, int | None]:
        show = target.show if target is not None else None
        season = target.season.number if target is not None and target.season is not None else None
        if show is None:
            before = [t for t in scene.targets if t.role is Role.SHOW and (target is None or t.start < target.start)]
            show = before[-1].show if before else self.recent or self.main
        if show is not None and season is None and show.miniseries:
            season = 1
        return show, season

    @staticmethod
    def _span(scene: Scene) -> tuple[int, int]:
        return scene.text.span(scene.sentence.first, scene.sentence.last)


_AGAIN = frozenset("return returns returned returning back renewed renew renewal renews another next".split())


def _again(scene: Scene, target: Target | None, governor: Mark | None) -> bool:
    """Whether the words around a release say that the show was there before."""
    if target is not None and target.season is not None:
        return True
    return governor is not None and not _AGAIN.isdisjoint(scene.text.words[governor.start : governor.end])


def _claim(finding: Finding, text: Text) -> Claim:
    evidence = text.source[finding.start : finding.end]
    start, end = (None, None) if finding.in_title else (finding.start, finding.end)
    return Claim(finding.show.name, finding.season, finding.date, finding.status, evidence, start, end, finding.rule, finding.show.service)


def _cues(scene: Scene) -> list[Cue]:
    text = scene.text
    spans = [(t.role.value, t.start, t.end) for t in scene.targets if t.role in {Role.SHOW, Role.SEASON}]
    spans += [("date", d.start, d.end) for d in scene.dates]
    cues = []
    for kind, first, last in spans:
        start, end = text.span(first, last)
        cues.append(Cue(kind, start, end, text.source[start:end], text.in_title))
    return cues
