"""What a text has been speaking of, so that "it", "the show" and "the second season" find their show."""

from collections.abc import Sequence
from typing import Final

from schedules.model import Show, Status
from schedules.reading.binding.antecedents import antecedent
from schedules.reading.binding.company import one_of, one_of_two
from schedules.reading.binding.link import Link
from schedules.reading.binding.rowed import group
from schedules.reading.binding.strangers import of_a_stranger
from schedules.reading.binding.which import season_for
from schedules.reading.binding.works import after_a_work
from schedules.reading.merging.findings import debuts, opens_elsewhere, returns
from schedules.reading.merging.there import seasons_there
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.telling.alluding import (
    called_off_at_home,
    of_the_original,
    ruled_out,
    supposed,
    takes_up,
    the_season,
)
from schedules.reading.telling.headline import Headline
from schedules.reading.telling.lines import (
    asks_for_return,
    begins_its_line,
    ends_its_line,
    heads,
    is_a_line,
    is_an_item,
    labelled,
    opens_as_a_label,
    tells_of_return,
)
from schedules.reading.telling.party import Party
from schedules.reading.telling.salience import (
    another_work,
    before,
    counting,
    in_an_opening_clause,
    only_season,
    salient,
    says_miniseries,
    somebodys,
    the_last_left,
)
from schedules.reading.words.marks import Kind

_SHOWN: Final = frozenset({"trailer", "teaser", "footage", "clip"})
_MET = 5
_MET_IN: Final = frozenset("debut introduced seen appeared appearance appearances met starred cameo bow".split())
"""How words begin that tell where a person was seen: "he made his debut in Echo"."""
_OPENING = (["as"], ["of"], ["for"], ["on"], ["in"])
"""Behind these a show may be what a paragraph is about; what stands behind "unlike" or "after" is not."""
_FUTURE = (None, Status.CONFIRMED, Status.RUMOURED, Status.UNDATED, Status.SUPERSEDED)


class Topic:
    """What is spoken of, sentence by sentence."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.headline = Headline(scenes)
        named = [
            (scene, target) for scene in scenes if scene.shows for target in scene.targets if target.show is not None
        ]
        shows = [target.show for _, target in named if target.show is not None]
        self.main = self.headline.show or (shows[0] if shows else None)
        self.only = self.main if len({show.name for show in shows}) == 1 else None
        """The show of a text that names no other."""
        self._longer = {show.name.partition(":")[0]: show for show in shows if ":" in show.name}
        """The shows that are named with a second part, by the first."""
        self._short = next((show for show in shows if show.miniseries), None)
        """The miniseries that is named, which "the miniseries" means."""
        self.recent: Show | None = None
        self.season: int | None = None
        """The season of the recent show that was last spoken of."""
        self._fresh = self._block = self._named_at = self._left = -1
        """Where the sentence begins that comes right after the one that named it; the paragraph that was last read;
        where the sentence ends that named a show last; and where the one begins that follows one about another title.
        """
        self.out: set[tuple[str, int | None]] = set()
        """The seasons that were told to be out, by the names of their shows."""
        self.ahead: set[tuple[str, int | None]] = set()
        """The seasons that were told to be still to come."""
        self._at_its_end: Show | None = None
        """The show with which the sentence before ends, where this one takes it up: "The limited series"."""
        self._of_all = (0, -1)
        """The season that the last sentence told several shows to have, which it did not name, and where it ended."""
        self._last_word: tuple[int, Show] | None = None
        """Where a sentence ends whose one show is its last word, and that show."""
        self._section: Show | None = None
        """The show that a line of its own names, above what is told of it, or that its paragraph opens with."""
        self._named_last: Show | None = None
        """The show last named, be the text about it or not."""
        self._labelled: int | None = None
        """The paragraph which it opens."""
        self.party = Party()
        self.numbers: dict[str, set[int]] = {}
        """The seasons that the whole article names of each show."""
        self.wished: dict[str, int] = {}
        """The first season of each show that need not be there: "a third season", which somebody may want."""
        self.there: dict[str, int] = {}
        """The last season of each show that is told to be there already, by other words than a date."""
        self._under: tuple[Show, int, int] | None = None
        """The show and the season of which a heading or a question speaks, and its place among the lines."""
        self.returning: set[str] = set()
        """The shows of which is asked when they return."""
        self._elsewhere: int | None = None
        self._astray = False
        """Whether a sentence begins with a pronoun for a title, or a work, that the one before was about."""
        for scene, target in named:
            self._number(scene, target.show, target)

    @property
    def elsewhere(self) -> bool:
        """Whether the last word was about a title outside the catalogue."""
        return self._elsewhere is not None or self._astray

    @property
    def nothing(self) -> bool:
        """Whether nothing has been spoken of so far."""
        return self.recent is None and self.headline.show is None

    def enter(self, scene: Scene) -> None:
        """Begin a sentence: a new line of an article with a headline, or "the original", goes back to its show."""
        opens = scene.text.words[scene.sentence.first] in _TAKEN_UP
        self._astray = opens and (self._left == scene.sentence.first or after_a_work(scene))
        ended = self._last_word is not None and self._last_word[0] == scene.first and not scene.shows
        self._at_its_end = self._last_word[1] if ended and self._last_word and takes_up(scene) else None
        if self._elsewhere is not None and self.headline.single and of_the_original(scene):
            self._elsewhere = None
        if self._elsewhere is not None and self.headline.show is not None and self._elsewhere != scene.sentence.block:
            self._elsewhere = None
        apart, self._block = scene.sentence.block != self._block, scene.sentence.block
        if apart and self.headline.single and self.recent is not self.main and is_an_item(scene):
            self.recent, self.season, self._section = self.main, None, None

    def turn(self, scene: Scene) -> None:
        """Remember what a sentence has turned to."""
        turned = self._turn_to_shows(scene)
        if scene.seasons:
            self._note_seasons(scene)
            self._note_of_all(scene)
        if not scene.text.in_title and is_a_line(scene):
            self._note_heading(scene)
        for at, number in seasons_there(scene):
            self._note_there(scene, at, number)
        if not turned:
            self._turn_away(scene)
        if not scene.shows and of_a_stranger(scene):
            self._left = scene.sentence.last

    def _turn_to_shows(self, scene: Scene) -> bool:
        """Turn to a show that a sentence names; whether it does."""
        if not scene.shows:
            self._last_word = None
            return False
        shows = [t for t in scene.targets if t.role is Role.SHOW]
        self.party.meet(scene, shows)
        if len(shows) == 1 and shows[0].show is not None and (asks_for_return(scene) or tells_of_return(scene)):
            self.returning.add(shows[0].show.name)
        whole = len(shows) == 1 and not shows[0].owned and shows[0].end >= scene.last - _CLOSING
        self._last_word = (scene.last, shows[0].show) if whole and shows[0].show is not None else None
        if len(shows) > 1 and (left := the_last_left(scene, shows)) is not None:
            self._last_word = (scene.last, left)
        turned = bool(shows) and not (self.headline.show is None and labelled(scene))
        if turned:
            self._turn_to(scene, shows)
            if heads(scene) or opens_as_a_label(scene, shows[0]):
                self._section = self.recent = shows[0].show
                self._labelled = None if heads(scene) and ends_its_line(scene) else scene.sentence.block
            self._named_last, self._named_at = shows[-1].show, scene.sentence.last
        return turned

    def _note_seasons(self, scene: Scene) -> None:
        """Note the seasons that a sentence names without their show."""
        for target in scene.targets:
            season = target.season
            if target.role is not Role.SEASON or season is None or antecedent(scene, target) == (None, True):
                continue
            show, _ = self.meant(scene, target)
            self._number(scene, show, target)
            if supposed(scene, target) and ruled_out(scene, target):
                continue
            if show is not None and season.number and season.label != "count" and show is self.recent:
                self.season, self._fresh = season.number, scene.sentence.last

    def _note_of_all(self, scene: Scene) -> None:
        """ "Hulu has ordered second seasons for four of its series.": the next sentence names them."""
        if scene.shows or not scene.of(Kind.ORDER, Kind.GIVING):
            return
        several = any(t.tag == "several" for t in scene.targets)
        for season in scene.seasons:
            if season.number and (several or season.label == "each"):
                self._of_all = (season.number, scene.sentence.last)

    def of_all(self, scene: Scene) -> int | None:
        """The season that the sentence before gave to several shows, which this one names."""
        return self._of_all[0] if self._of_all[1] == scene.sentence.first else None

    def _note_heading(self, scene: Scene) -> None:
        """Note the season of a heading, or of a question, for the lines under it: "And season 3?"."""
        numbers = {season.number for season in scene.seasons if season.number and season.label != "count"}
        self._under = None
        named = any(t.role is Role.OTHER and t.tag in {"name", "title"} for t in scene.targets)
        if self.recent is not None and len(numbers) == 1 and not named:
            self._under = (self.recent, numbers.pop(), scene.sentence.block)

    def _headed(self, scene: Scene, show: Show) -> int | None:
        """The season of the heading or the question right above a sentence."""
        under = self._under
        return under[1] if under is not None and under[0] == show and scene.sentence.block <= under[2] + 2 else None

    def _note_there(self, scene: Scene, at: int, number: int) -> None:
        """Note that the seasons told at a place are there."""
        if any(t.start == at and antecedent(scene, t) == (None, True) for t in scene.targets):
            return
        shows = [t for t in scene.targets if t.role is Role.SHOW] if scene.shows else []
        show = counting(scene, shows, at) or (
            None if shows or self._elsewhere is not None else self._topic(number, None)
        )
        if show is not None:
            self.there[show.name] = max(number, self.there.get(show.name, 0))

    def _turn_to(self, scene: Scene, shows: Sequence[Target]) -> None:
        self._elsewhere = None
        main = next((t for t in shows if t.show is self.main), None) if self.headline.single else None
        main = main or (self._in_full(scene, shows) if self.headline.single else None)
        if main is not None:
            chosen = main
        elif about := self._salient(scene, shows):
            if self.headline.single and len({t.show for t in group(scene, about[0])}) >= _MANY:
                return
            chosen = about[0]
        elif self.recent is None or self._opens(scene, shows) or self._is_shown(scene, shows):
            chosen = next((t for t in shows if not in_an_opening_clause(scene, t)), shows[0])
        else:
            return
        refused = supposed(scene, chosen) and ruled_out(scene, chosen)
        counted = chosen.season is not None and chosen.season.label == "count"
        season = chosen.season.number if chosen.season is not None and not (refused or counted) else None
        if season is None and chosen.owned and len(scene.seasons) == 1 and chosen.show is not None:
            season = scene.seasons[0].number  # "the season 2 trailer for “Echo”"
        if chosen.show is not self.recent or season:
            self.season = season
            self._fresh = scene.sentence.last if self.season is not None else -1
        self.recent = chosen.show

    def _in_full(self, scene: Scene, shows: Sequence[Target]) -> Target | None:
        """The show whose name the headline cuts short, written in full: "Glass is back", "Glass: Ashes"."""
        short = f"{self.main.name}:" if self.main is not None else ""
        longer = (t for t in shows if short and t.show is not None and t.show.name.startswith(short))
        return next((t for t in longer if ":" in scene.words(t.start, t.end)), None)

    def _salient(self, scene: Scene, shows: Sequence[Target]) -> list[Target]:
        """The shows that a sentence is about; in an article about one, what somebody plays in it is none."""
        about = salient(scene, shows)
        return [t for t in about if not somebodys(scene, t)] if self.headline.single else about

    def _opens(self, scene: Scene, shows: Sequence[Target]) -> bool:
        """Whether a paragraph of an article about several shows begins with one: "What of Echo? It's out in May"."""
        asked = scene.asks
        if (self.headline.single and not asked) or len({t.show for t in shows}) > 1 or not begins_its_line(scene):
            return False
        lead = scene.words(shows[0].start - _MET, shows[0].start)
        return not shows[0].owned and lead[-1:] in _OPENING and _MET_IN.isdisjoint(lead)

    def _is_shown(self, scene: Scene, shows: Sequence[Target]) -> bool:
        """Whether a paragraph about one of several shows begins with what is shown of it: "the Echo trailer"."""
        if self.headline.single or len({t.show for t in shows}) > 1 or not begins_its_line(scene):
            return False
        return shows[0].owned and not _SHOWN.isdisjoint(scene.vocabulary)

    def _turn_away(self, scene: Scene) -> None:
        titled = any(t.role is Role.OTHER and (t.tag == "title" or another_work(scene, t)) for t in scene.targets)
        others = bool(scene.targets) and all(t.role is Role.OTHER for t in scene.targets)
        if titled or (scene.sentence.heading and self.headline.show is None and others):
            self._elsewhere = scene.sentence.block

    def just_named(self, scene: Scene) -> Show | None:
        """The show that was named last, where that was in the sentence right before."""
        return self._named_last if self._named_at == scene.sentence.first else None

    def called_off_by(self, scene: Scene, show: Show) -> Show:
        """The show last named, where its own service, and not that of the show spoken of, is said to call one off."""
        other = self._named_last
        if other is None or other is show or other.service == show.service:
            return show
        services = {" ".join(scene.words(m.start, m.end)) for m in scene.of(Kind.SERVICE)}
        theirs = other.service.casefold() in services and show.service.casefold() not in services
        return other if theirs else show

    def meant(
        self, scene: Scene, target: Target | None, link: Link | None = None, status: Status | None = None
    ) -> tuple[Show | None, int | None]:
        """The show and the season that a target means, or that is the topic where there is none."""
        if target is None and link is not None and self._just_guessed_at(scene, link):
            return self.recent, self.season
        if target is not None and target.show is None and (told := self._by_its_place(scene, target, link, status)):
            return told
        show, season = self._named(scene, target, link, status)
        if show is not None and status in _FUTURE:
            show = self.in_full(scene, target, show, season)
        if show is not None and season is None and target is not None and target.role is Role.PRONOUN:
            season = season_for(scene, target.end, link)
        if show is not None and season is None and the_season(scene, target, link):
            season = (self.season if show is self.recent else None) or self.headline.seasons.get(show.name)
        if show is not None and season is None and show.miniseries:
            season = 1
        return show, season

    def _named(
        self, scene: Scene, target: Target | None, link: Link | None, status: Status | None
    ) -> tuple[Show | None, int | None]:
        season = target.season.number if target is not None and target.season is not None else None
        if target is not None and target.show is not None:
            return target.show, season_for(scene, target.end, link) if target.season is None else season
        own = link is not None and link.rule == "own series" and (self.headline.show or scene.shows)
        if link is not None and (link.rule == "successor" or own):
            return self.headline.show, season
        guessed = target is None and link is not None and link.rule == "guess"
        owner = one_of_two(scene, target, self.party.shows) if target is not None else None
        nearest = None if guessed else self._of_that(scene, target) or before(scene, target, link)
        show = owner.show if owner is not None else nearest
        if show is not None and target is None and link is not None:
            return show, only_season(scene, show, link.date.start)
        if show is not None or self.elsewhere:
            return show, season
        short = self._short is not None and link is not None and says_miniseries(scene)
        show = self._short if short else self._that_one(scene, target) or self._topic(season, link)
        seen = show is not None and (show.name, season) in self.out
        if seen and link is not None and season is not None and status in _FUTURE:
            show = self._named_last or show
        if target is None and show is not None and show is self.recent and opens_elsewhere(scene):
            return show, self.season
        begins = status is Status.RELEASED and link is not None and _begins(scene, link)
        alone = link is not None and target is None and bool(scene.seasons)
        told = season_for(scene, link.governor.end, link) if alone and link and link.governor else None
        if told is not None:
            return show, told
        if target is None and show is not None and show is self.recent and not begins:
            named = self.headline.seasons.get(show.name) if status is not Status.RELEASED else None
            passed = self.out if status in _FUTURE else self.ahead
            first = self.season == 1 and status in _FUTURE
            again = first and link is not None and returns(link.governor, scene)
            over = again or (show.name, self.season) in passed or (first and (show.name, None) in passed)
            over = over or (status in _FUTURE and 0 < (self.season or 0) <= self.there.get(show.name, 0))
            fresh = self._fresh == scene.sentence.first and not over
            headed = self._headed(scene, show) if not fresh and status in _FUTURE else None
            if headed is not None and (show.name, headed) not in self.out:
                return show, headed
            season = self.season if fresh or (named is None and not over) else named
        return show, season

    def _by_its_place(
        self, scene: Scene, target: Target, link: Link | None, status: Status | None
    ) -> tuple[Show | None, int | None] | None:
        """The latter of a show and a stranger, or a season beside the one that was spoken of last: "the next one"."""
        season = target.season
        which = "" if _PAIR.isdisjoint(scene.vocabulary) else one_of(scene, target)
        if which and one_of_two(scene, target, self.party.shows) is None:
            meant = self.party.pair.get(which)
            return meant.show if meant is not None else None, season.number if season is not None else None
        if season is None or season.number is not None or season.label not in _STEPS:
            return None
        show, _ = self._named(scene, target, link, status)
        here = [t.season.number for t in scene.targets if t.season is not None and t.end <= target.start]
        last = next((number for number in reversed(here) if number is not None), None)
        last = last or (self.season if show is self.recent else None)
        return (show, last + _STEPS[season.label] or None) if last is not None else None

    def _just_guessed_at(self, scene: Scene, link: Link) -> bool:
        """ "A third season of Echo has been shot. Summer would be our guess.": of the season of the sentence before."""
        guess = link.governor is not None and link.governor.tag == "guess" and not (scene.seasons or scene.shows)
        if not guess or self.elsewhere:
            return False
        fresh = self.recent is not None and self.season is not None and self._fresh == scene.sentence.first
        return fresh and (self.recent.name if self.recent else "", self.season) not in self.out

    def _that_one(self, scene: Scene, target: Target | None) -> Show | None:
        """ "A comes in June, and there was a look at B. That one is due in May.": the one named last.

        Somebody's season is of the one show that the headline is about.
        """
        if target is not None and target.role is Role.SEASON and self.headline.single and somebodys(scene, target):
            return self.headline.show
        this = len(self.party.shows) > 1 and scene.words(scene.first, scene.first + 2) in _THAT_ONE
        return self._named_last if this else None

    def _of_that(self, scene: Scene, target: Target | None) -> Show | None:
        """ "The second season of that show": of the one that was named last."""
        behind = scene.words(target.end, target.end + 2) if target is not None else []
        return self._named_last if behind == ["of", "that"] else None

    def _topic(self, season: int | None, link: Link | None) -> Show | None:
        headline = self.headline
        if self._section is not None and self._section == self.recent:
            return self._section
        if self._at_its_end is not None and season is not None:
            return self._at_its_end
        if season is not None:
            known = [name for name, numbers in self.numbers.items() if season in numbers]
            for show in (self.recent, self.main):
                if show is not None and show.name in known:
                    return show
            if self.recent is not None and self.recent.miniseries and season > 1:
                return next((show for show in (self.headline.show, self.main) if show and not show.miniseries), None)
            if headline.single and headline.show is not None and (self.recent is None or self.recent.miniseries):
                return headline.show
        if headline.single and link is not None and link.rule in {"series", "topic"}:
            if self.recent is not None and headline.show and self.recent.name.startswith(headline.show.name + ":"):
                return self.recent
            return self._at_its_end or headline.show
        return self.recent or headline.show or (self.only if season is not None else None)

    def in_full(self, scene: Scene, target: Target | None, show: Show, season: int | None) -> Show:
        """The longer name of the headline, or of another sentence, of which this one's is short: "Glass: Ashes".

        A season that is told of the short name is the other's where the article tells of that one's by its full name.
        """
        longer = self.headline.show or self._longer.get(show.name)
        if longer is None or longer is show or not longer.name.startswith(show.name + ":"):
            return show
        if season is not None and season not in self.numbers.get(longer.name, ()):
            return show
        if self.headline.show is None and (
            (show.name in self.numbers and season is None) or any(t.show is longer for t in scene.targets)
        ):
            return show
        if self.headline.show is not None and not self.headline.single:
            return show
        named = [t for t in scene.targets if t.show is show and (target is None or t.start <= target.start)]
        leads = [scene.words(t.start - 3, t.start) for t in ([target] if target is not None else []) + named]
        older = any(not _OLDER.isdisjoint(lead) for lead in leads) or called_off_at_home(scene, show, longer)
        return show if older else longer

    def _number(self, scene: Scene, show: Show | None, target: Target) -> None:
        """Note a season that is there, or one that is only supposed, by its number."""
        season = target.season
        if show is None or season is None:
            return
        if season.number is None:
            if season.label in _AFTER_OTHERS and target.role is Role.SHOW:
                self.returning.add(show.name)
            return
        if not supposed(scene, target):
            self.numbers.setdefault(show.name, set()).update((season.number, *season.others))
        elif season.number and season.label != "count":
            self.wished[show.name] = min(season.number, self.wished.get(show.name, season.number))


_PAIR: Final = frozenset({"former", "latter"})
_STEPS: Final = {"following": 1, "preceding": -1}
_THAT_ONE = (["that", "one"], ["that", "show"], ["that", "series"])


def _begins(scene: Scene, link: Link) -> bool:
    """Whether a date is told to be that of a show's beginning."""
    return link.rule == "own series" or debuts(scene, link.governor)


_AFTER_OTHERS: Final = frozenset({"final", "last", "farewell"})
"""What a season is of a show that had others: "the final season of Echo finally has a date"."""
_TAKEN_UP = frozenset({"it", "its"})
_MANY = 3
"""So many shows that a sentence tells of together are nothing that "it" could mean."""
_OLDER = frozenset({"original", "old", "'s"})
"""What tells a show from the one that has its name from it: "the original Glass", "Netflix's Glass"."""


_CLOSING = 2
"""So many signs may close a sentence behind its last word."""
