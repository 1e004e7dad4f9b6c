"""What the pages show, as plain values: everything is decided here, and the templates only set it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.picture.looks import Look, look, moment_of
from bot.web.text import clean, web_address
from bot.wording import moment_json, say_change, say_date, say_days, say_short_day, say_title, say_until, say_when
from schedules import Catalogue, Change, Premiere, Reason, Show, Verdict

_LOOKS = {
    Look.COMING: "coming",
    Look.WINDOW: "no day yet",
    Look.UNDATED: "no date yet",
    Look.OUT: "out",
    Look.CANCELLED: "cancelled",
}

_MARKS = {
    Verdict.SUPPORTS: "says so",
    Verdict.SUPERSEDED: "superseded",
    Verdict.TOO_VAGUE: "too vague",
    Verdict.OUTWEIGHED: "not believed",
    Verdict.OTHER_SEASON: "other season",
    Verdict.STALE: "out of date",
}

QUOTES = 40
"""How many quotes stand behind one date at most."""


@dataclass(frozen=True)
class Quote:
    """What an article says, and who says it."""

    words: str
    source: str
    """Who says it: the site, or that it was handed in."""
    address: str | None
    """Where to read it; only an http or https address."""
    on: date | None
    said: str
    """The day it was published, in words."""
    mark: str = ""
    """What became of it."""
    detail: str = ""
    supports: bool = False


@dataclass(frozen=True)
class Line:
    """A premiere on a page."""

    show: str
    title: str
    season: int | None
    service: str
    link: str
    """The path of its show's page, with the season's anchor."""
    look: str
    state: str
    """The look in a word or two."""
    when: str
    """The date in words, with the time at the service where there is a moment."""
    dated: bool
    """Whether there is any date to say."""
    day: date | None
    """The day on the service's calendar, where it is known."""
    moment: str | None
    """The moment in ISO 8601; None where there is none, or where its hour is not known."""
    until: str
    """How far away it is; empty where there is no moment or it is long past."""
    note: str
    """What is not certain about it."""


@dataclass(frozen=True)
class Season:
    """A season on its show's page."""

    line: Line
    basis: str
    quotes: tuple[Quote, ...]
    more: int
    """How many quotes are left out."""

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return anchor(self.line.season)

    @property
    def name(self) -> str:
        """Its heading."""
        return f"Season {self.line.season}" if self.line.season is not None else "Season not known"


@dataclass(frozen=True)
class Move:
    """A change on a page."""

    kind: str
    words: str
    link: str
    quote: Quote


@dataclass(frozen=True)
class Tile:
    """A show in the list of shows."""

    name: str
    link: str
    service: str
    says: str
    seasons: tuple[Line, ...]


@dataclass(frozen=True)
class Teller:
    """What it takes to say premieres: the catalogue, the moment, and where each show's page is."""

    catalogue: Catalogue
    now: datetime
    links: Mapping[str, str]
    """The path of each show's page by the show's name."""

    def line(self, premiere: Premiere) -> Line:
        """A premiere, said."""
        seen = look(premiere, self.now)
        when = say_when(premiere, self.catalogue, self.now)
        until = ""
        timed = self.catalogue.hour_known(premiere)
        if premiere.moment is not None and premiere.date is not None and premiere.date.exact is not None:
            until = say_until(premiere.moment, self.now) if timed else say_days(premiere.date.exact, self.now.date())
            when = when.removesuffix(f", {until}")
        if seen is Look.CANCELLED:
            when = "Cancelled" if premiere.date is None else f"Cancelled; it was to come {say_date(premiere.date)}"
        return Line(
            show=premiere.show,
            title=say_title(premiere.show, premiere.season),
            season=premiere.season,
            service=premiere.service,
            link=f"{self.links.get(premiere.show, '/')}#{anchor(premiere.season)}",
            look=seen.value,
            state=_LOOKS[seen],
            when=when[0].upper() + when[1:],
            dated=premiere.date is not None,
            day=premiere.date.exact if premiere.date else None,
            moment=moment_json(premiere.moment) if timed else None,
            until=until if seen is Look.COMING else "",
            note=_note(premiere),
        )

    def seasons(self, premieres: Iterable[Premiere]) -> tuple[Season, ...]:
        """The seasons of a show with the quotes behind them: what is ahead first, then the newest."""
        return tuple(self._season(premiere) for premiere in sorted(premieres, key=self._order))

    def tiles(self, shows: Iterable[Show], premieres: Sequence[Premiere]) -> tuple[Tile, ...]:
        """Every show with its seasons, in the catalogue's order."""
        return tuple(self._tile(show, [p for p in premieres if p.show == show.name]) for show in shows)

    def moves(self, changes: Iterable[Change]) -> tuple[Move, ...]:
        """Changes, said."""
        return tuple(self._move(change) for change in changes)

    def _season(self, premiere: Premiere) -> Season:
        shown = premiere.reasons[:QUOTES]
        return Season(
            self.line(premiere), clean(premiere.basis), tuple(map(_quote, shown)), len(premiere.reasons) - len(shown)
        )

    def _order(self, premiere: Premiere) -> tuple[int, float]:
        ahead = look(premiere, self.now) in {Look.COMING, Look.WINDOW, Look.UNDATED}
        number = premiere.season if premiere.season is not None else 100
        return (0, number) if ahead else (1, -number)

    def _tile(self, show: Show, premieres: Sequence[Premiere]) -> Tile:
        ordered = sorted(premieres, key=lambda premiere: premiere.season if premiere.season is not None else 100)
        lines = tuple(self.line(premiere) for premiere in ordered)
        return Tile(show.name, self.links[show.name], show.service, self._says(premieres), lines)

    def _says(self, premieres: Sequence[Premiere]) -> str:
        """The one thing to know about a show."""
        looks = [(look(premiere, self.now), premiere) for premiere in premieres]
        for wanted in (Look.COMING, Look.WINDOW, Look.UNDATED):
            found = sorted((p for seen, p in looks if seen is wanted), key=moment_of)
            if found:
                line = self.line(found[0])
                says = line.until or (say_date(found[0].date) if found[0].date else "has no date yet")
                joint = ": " if wanted is Look.WINDOW else " "
                return f"season {line.season}{joint}{says}" if line.season is not None else says
        out = sorted((p for seen, p in looks if seen is Look.OUT), key=moment_of)
        if out and out[-1].date:
            day = out[-1].date.exact
            return f"last on {say_short_day(day)}" if day else f"last in {say_date(out[-1].date)}"
        return "nothing is known yet" if not out else "out"

    def _move(self, change: Change) -> Move:
        quote = Quote(
            clean(change.evidence),
            clean(change.site or ("an article that was handed in" if change.evidence else "an editor"), 80),
            web_address(change.url),
            change.day,
            say_short_day(change.day) if change.day else "day not known",
        )
        return Move(
            change.kind.value, say_change(change), f"{self.links.get(change.show, '/')}#{anchor(change.season)}", quote
        )


def anchor(season: int | None) -> str:
    """The name of a season's place on its show's page."""
    return f"season-{season}" if season is not None else "season"


def _quote(reason: Reason) -> Quote:
    told = reason.testimony
    return Quote(
        clean(told.claim.evidence),
        clean(told.site or "an article that was handed in", 80),
        web_address(told.url),
        told.published,
        say_short_day(told.published) if told.published else "day not known",
        _MARKS[reason.verdict],
        clean(reason.detail, 300),
        reason.verdict is Verdict.SUPPORTS,
    )


def _note(premiere: Premiere) -> str:
    if premiere.disputed:
        return "Another article says otherwise."
    if premiere.rumour is not None and premiere.rumour != premiere.date:
        return f"Rumoured: {say_date(premiere.rumour)}."
    return ""
