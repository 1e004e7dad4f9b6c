"""What is believed of one season, as word after word comes in: the rules of who may change what.

In short. Where nothing is known anyone may speak. What agrees and says more refines. What contradicts is believed at
once from a trusted site, and from anyone else only when a second, independent voice says the same; until then it is a
challenge, and the season is disputed. A rumour changes nothing. What has come out is history and moves no more. Words
arrive day by day, within a day the weightiest first, and a day's lighter word never takes back a weightier one.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from schedules.beliefs.agreement import Agreement, combine, compare, compatible, finer, other_year
from schedules.beliefs.challenges import Aim, Challenge, against, agree, withdraws
from schedules.beliefs.heard import Heard
from schedules.beliefs.words import OFFICIAL, OLDEST, Chorus, Word
from schedules.edtf import Edtf
from schedules.model import Known, Status, Testimony

_NEAR = dt.timedelta(days=30)
"""How long before a day whoever gives it speaks of it as of one that is near."""


class Standing:
    """The belief about one season; changed only by `hear` and `settle`, read by whoever weighs."""

    __slots__ = (
        "_confirmed_on", "_dayless", "_weight", "abroad", "challenges", "chorus", "date", "day", "fact", "heard",
        "lead", "misplaced", "numbered", "revived", "season", "spoken", "status", "turn",
    )  # fmt: skip

    def __init__(self, season: int) -> None:
        self.season = season
        self.status: Status | None = None
        """CONFIRMED, UNDATED, CANCELLED or RELEASED; None while nobody who may has said anything."""
        self.date: Edtf | None = None
        self.lead: Word | None = None
        """The word that the date rests on; None where it rests on the catalogue's history."""
        self.turn: Word | None = None
        """The word that brought the last change."""
        self.fact: Known | None = None
        """The catalogue's own knowledge: it came out, and no article changes that."""
        self.day = OLDEST
        """The day since which it stands."""
        self._confirmed_on = OLDEST
        self._weight = 0
        self._dayless = False
        self.chorus = Chorus()
        """Who says what is believed."""
        self.spoken = Chorus()
        """Who says anything at all of this season."""
        self.challenges: list[Challenge] = []
        self.heard = Heard()
        self.misplaced: set[Word] = set()
        """Words that must be about another season."""
        self.abroad: set[Word] = set()
        """Words that give the day that was believed as it is called farther east."""
        self.revived = False
        self.numbered = False
        """Whether anybody has named this season; else it was only supposed to be the next one."""

    def put_down(self, number: Callable[[Testimony], int]) -> list[object]:
        """All but what was heard, as JSON knows it; `number` gives a testimony's number."""

        def numbered(word: Word | None) -> int | None:
            return None if word is None else number(word.testimony)

        return [
            self.season,
            self.status,
            self.date.text if self.date else None,
            numbered(self.lead),
            numbered(self.turn),
            self.day.toordinal(),
            self._confirmed_on.toordinal(),
            self._weight,
            self._dayless,
            self.revived,
            self.numbered,
            self.chorus.put_down(number),
            self.spoken.put_down(number),
            [[each.aim, numbered(each.word), each.date.text if each.date else None] for each in self.challenges],
        ]

    def take_up(self, state: Sequence[Any], word: Callable[[int], Word]) -> None:
        """Become what was put down; `word` gives the word of a testimony's number."""
        _, status, date, lead, turn, day, confirmed_on, weight, dayless, revived, numbered, *rest = state
        chorus, spoken, challenges = rest
        self.status = Status(status) if status else None
        self.date = Edtf.parse(date) if date else None
        self.lead = None if lead is None else word(lead)
        self.turn = None if turn is None else word(turn)
        self.day = dt.date.fromordinal(day)
        self._confirmed_on = dt.date.fromordinal(confirmed_on)
        self._weight, self._dayless, self.revived, self.numbered = weight, dayless, revived, numbered
        self.chorus.take_up(chorus, word)
        self.spoken.take_up(spoken, word)
        self.challenges = [
            Challenge(Aim(aim), word(number), Edtf.parse(said) if said else None) for aim, number, said in challenges
        ]

    @property
    def disputed(self) -> bool:
        """Whether a voice that is not believed yet contradicts what is."""
        closed = self.status is None or (self.status is Status.RELEASED and self.chorus.seconded)
        return not closed and any(not self.passed(challenge.word.day) for challenge in self.challenges)

    def out_before(self, day: dt.date) -> bool:
        """Whether the season had reached its viewers before `day`: told so, or its day has passed."""
        if self.status is Status.RELEASED:
            return self.date is None or self.date.exact is None or self.date.exact < day
        return self.status is Status.CONFIRMED and bool(self.date and self.date.exact and self.date.exact < day)

    @property
    def sure(self) -> bool:
        """Whether what is believed rests on more than one unchecked voice."""
        return self.fact is not None or self.chorus.seconded

    def pass_by(self, day: dt.date) -> None:
        """Take for granted that the season came, on a day that nobody told of: a later one is out."""
        self.status, self.lead, self.day = Status.RELEASED, None, day
        self.chorus = Chorus()
        self.chorus.seconded = True
        self.challenges.clear()

    def turn_out(self, season: int, known: "Standing") -> None:
        """Be another season than was supposed: the one of which `known` has been heard so far."""
        words = [word.about(season) for word in self.heard]
        self.season, self.heard, self.spoken = season, known.heard, known.spoken
        for word in words:
            self.heard.append(word)
            self.spoken.add(word.testimony)
        self.lead = self.lead.about(season) if self.lead else None
        self.turn = self.turn.about(season) if self.turn else None
        self.revived = known.revived
        self.misplaced.clear()

    def settle(self, fact: Known) -> None:
        """Take the catalogue's history for granted."""
        if fact.date is not None:
            self.fact, self.status, self.date, self.day = fact, Status.RELEASED, Edtf.day(fact.date), fact.date
        elif fact.cancelled is not None and self.status is not Status.RELEASED:
            self.status, self.date, self.day = Status.CANCELLED, None, fact.cancelled
        else:
            return
        self.challenges.clear()
        self.lead = self.turn = None
        self.chorus = Chorus()
        self.chorus.seconded = True
        self._weight, self._confirmed_on = 2, self.day

    def misplace(self, word: Word) -> None:
        """Note a word that gives this season the date of another."""
        self.heard.append(word)
        self.misplaced.add(word)

    def agree(self, word: Word) -> None:
        """Note a word that says the same and changes nothing: it gives the day as it is called farther east."""
        self.heard.append(word)
        self.abroad.add(word)
        self.spoken.add(word.testimony)

    def displace(self, word: Word | None) -> None:
        """Give up a date that can't hold beside what `word` (None: the catalogue) says of an earlier season."""
        date = self.date
        if date is not None:
            self.misplaced.update(self.heard.those(lambda said: _gives(said.date, date)))
        self.challenges = [challenge for challenge in self.challenges if challenge.aim is Aim.CANCEL]
        self.status, self.date, self.lead, self.turn = Status.UNDATED, None, None, word
        self.day = self._confirmed_on = word.day if word else self.day
        self._weight = 0
        self.chorus = Chorus()

    def hear(self, word: Word, *, begun: bool = True, news: bool = True) -> None:
        """Let one word have its effect.

        Args:
            word: what is said.
            begun: whether the show may have begun; of one that has not, one voice alone calls off no later season.
            news: whether a cancellation is sure to be none of long ago, told again; of any other it takes two voices.
        """
        self.heard.append(word)
        self.numbered = self.numbered or word.claim.season is not None
        if self.fact is not None or not word.possible:
            return
        self.spoken.add(word.testimony)
        if word.status is Status.CONFIRMED and word.date is not None:
            self._dated(word, word.date)
        elif word.status is Status.RELEASED:
            self._released(word)
        elif word.status is Status.SUPERSEDED and word.date is not None:
            self._withdrawn(word, word.date)
        elif word.status is Status.CANCELLED:
            self._cancelled(word, begun=begun, news=news)
        elif word.status in (Status.UNDATED, Status.CONFIRMED):
            self._planned(word)

    def _dated(self, word: Word, said: Edtf) -> None:
        if word.stale or (self.status is Status.RELEASED and self.chorus.seconded):
            return
        if other_year(self.date, said) and self.passed(word.day):
            return
        if self.status is Status.CANCELLED:
            self._challenge(Aim.REVIVE, word, said)
        elif self.status is Status.RELEASED:
            # One unchecked voice told of a release that another says is still to come.
            if self.date is None or compare(self.date, said) is Agreement.APART:
                self._challenge(Aim.DATE, word, said)
        elif self.date is None:
            self._believe(Status.CONFIRMED, said, word)
        else:
            self._compare(word, self.date, combine(self.date, said))

    def _compare(self, word: Word, known: Edtf, said: Edtf) -> None:
        shifts = word.trusted or (self._dayless and known.year_known)
        match compare(combine(said, known), said):
            case Agreement.SAME if compare(known, said) is Agreement.SAME:
                self._repeat(word)
            case Agreement.SAME | Agreement.FINER:
                self._refine(Status.CONFIRMED, said, word)
            case Agreement.OVERLAP if shifts and not self._outranked(word):
                self._believe(Status.CONFIRMED, said, word)
            case Agreement.APART:
                self._challenge(Aim.DATE, word, said)
            case _:
                # It agrees and says less: nothing of the belief changes, but that a day is known on which it held.
                self._dayless = self._dayless and not word.dated

    def _released(self, word: Word) -> None:
        if not word.dated:
            # Neither the article's day nor the release's is known: there is no day on which it could count.
            return
        if self.status is None or self.status is Status.UNDATED:
            self._believe(Status.RELEASED, word.date, word)
        elif self.status is Status.CANCELLED:
            self._challenge(Aim.RELEASE, word, word.date)
        elif self.date is None:
            self._refine(Status.RELEASED, word.date, word)
        elif word.date is None:
            if self.status is Status.CONFIRMED and self._has_begun(word.day):
                self._come_out(word)
        else:
            self._compare_release(word, self.date, combine(self.date, word.date))

    def _compare_release(self, word: Word, known: Edtf, said: Edtf) -> None:
        agreement = compare(known, said)
        if agreement is Agreement.FINER:
            self._refine(Status.RELEASED, said, word)
        elif agreement is Agreement.APART or not self._has_begun(word.day):
            # "Released 2018" in September beside a belief in October 2018 is a word about another season.
            self._challenge(Aim.RELEASE, word, said)
        elif self.status is Status.CONFIRMED:
            self._come_out(word)
        elif agreement is Agreement.SAME:
            self._repeat(word)

    def _come_out(self, word: Word) -> None:
        """It is there, as had been believed: the date and what it rests on stay."""
        self.status, self.turn = Status.RELEASED, word
        self._repeat(word)
        self.challenges.clear()

    def _has_begun(self, day: dt.date) -> bool:
        return self.date is None or self.date.earliest is None or self.date.earliest <= day

    def _withdrawn(self, word: Word, said: Edtf) -> None:
        if self.status is Status.CONFIRMED and self.date is not None and withdraws(said, self.date):
            self._challenge(Aim.WITHDRAW, word, None)

    def _cancelled(self, word: Word, *, begun: bool, news: bool) -> None:
        if self.status is Status.CANCELLED:
            self._repeat(word)
            # Who says it again, whoever it is, has not heard of a revival.
            self.challenges = [challenge for challenge in self.challenges if challenge.word.day >= word.day]
        elif self.status is None and begun and news:
            self._believe(Status.CANCELLED, None, word)
        elif self.status is not Status.RELEASED and not self.out_before(word.day):
            self._challenge(Aim.CANCEL, word, None, alone=news)

    def _planned(self, word: Word) -> None:
        if self.status is None:
            self._believe(Status.UNDATED, None, word)
        elif self.status is Status.UNDATED:
            self._repeat(word)
        elif self.status is Status.CANCELLED:
            self._challenge(Aim.REVIVE, word, None)

    def _challenge(self, aim: Aim, word: Word, said: Edtf | None, *, alone: bool = True) -> None:
        """Contradict the belief: at once with weight enough (if `alone`), else as soon as a second voice agrees."""
        seconds = [challenge for challenge in self.challenges if agree(challenge, aim, word, said)]
        if seconds and aim is Aim.DATE and self.went_by(word.day):
            # However many give the day of a repeat or of another network's run, the season came when it came: it is
            # still to come only for who knows of the old day, and takes it back.
            seconds = [challenge for challenge in seconds if challenge.aim is Aim.WITHDRAW]
        if not self._outranked(word) and ((alone and self._may_alone(aim, word)) or seconds):
            for challenge in seconds:
                if said is not None and challenge.date is not None and compatible(challenge.date, said):
                    said = finer(said, challenge.date)
            self._overturn(aim, word, said)
        else:
            # A site that says the same again takes its own place: however often it does, it is one voice.
            new = Challenge(aim, word, said)
            self.challenges = [challenge for challenge in self.challenges if not challenge.same(new)]
            self.challenges.append(new)

    def _may_alone(self, aim: Aim, word: Word) -> bool:
        if aim is Aim.RELEASE and self.status is Status.RELEASED:
            # What was written near the day is better than what is remembered later.
            return False
        if word.trusted and aim in (Aim.DATE, Aim.RELEASE) and self.passed(word.day):
            return aim is Aim.DATE and word.strength == OFFICIAL and not self.went_by(word.day)
        if aim is Aim.DATE and self.chorus.seconded and other_year(self.date, word.date):
            return False
        if aim is Aim.CANCEL and self.revived:
            # An article that tells the old cancellation as background can't be told from a new one.
            return False
        return word.trusted or (not self.chorus.seconded and self._gives_way(aim, word))

    def _gives_way(self, aim: Aim, word: Word) -> bool:
        """Whether what one unchecked voice has said gives way to another's word.

        So it does where that voice is the oldest of all: an article without a day, repeated on no day.
        """
        if aim is Aim.REVIVE or (self._dayless and word.dated):
            return True
        return aim is Aim.DATE and (self.status is Status.RELEASED or self._window_passed(word.day))

    def passed(self, day: dt.date) -> bool:
        """Whether a day that not just one unchecked voice gave is over: the season came, as far as is known."""
        return self.status is Status.CONFIRMED and self.sure and self.out_before(day)

    def went_by(self, day: dt.date) -> bool:
        """Whether that day was still given when it was near.

        One that was given once, long ahead, and that nobody spoke of any more, may have been dropped in silence.
        """
        near = self.date is not None and self.date.exact is not None and self.date.exact - self._confirmed_on <= _NEAR
        return near and self.passed(day)

    def came_before(self, day: dt.date) -> bool:
        """Whether the season was out before `day`, as far as is known, and not by one unchecked voice."""
        return self.passed(day) or (self.status is Status.RELEASED and self.sure and self.out_before(day))

    def _window_passed(self, day: dt.date) -> bool:
        """Whether the belief is a window that has closed with nobody telling of a release."""
        return bool(self.date and self.date.exact is None and self.date.latest and self.date.latest < day)

    def _outranked(self, word: Word) -> bool:
        """Whether what is believed was said the same day by a site of the same weight or more."""
        return word.day == self._confirmed_on and word.strength <= self._weight and self.lead is not None

    def _overturn(self, aim: Aim, word: Word, said: Edtf | None) -> None:
        seconds = [challenge.word for challenge in self.challenges if challenge.aim is aim]
        match aim:
            case Aim.CANCEL:
                self._believe(Status.CANCELLED, None, word)
            case Aim.REVIVE:
                self.revived = True
                self._believe(Status.CONFIRMED if said else Status.UNDATED, said, word)
            case Aim.RELEASE:
                self._believe(Status.RELEASED, said, word)
            case Aim.WITHDRAW:
                self._withdraw(word)
                return
            case Aim.DATE:
                self._believe(Status.CONFIRMED, said, word)
        for second in seconds:
            self.chorus.add(second.testimony)

    def _withdraw(self, word: Word) -> None:
        """Believe no date any more, unless one has been waiting behind the date just withdrawn."""
        waiting = [(challenge.word, challenge.date) for challenge in self.challenges if challenge.aim is Aim.DATE]
        self._believe(Status.UNDATED, None, word)
        for held, date in sorted(waiting, key=lambda pair: pair[0].day, reverse=True):
            if date is not None:
                self._dated(held, date)

    def _believe(self, status: Status, date: Edtf | None, word: Word) -> None:
        """Begin a new belief: what contradicted the old one has had its answer, but for what was said the same day."""
        self.status, self.date, self.lead, self.turn = status, date, word, word
        self.day = self._confirmed_on = word.day
        self._weight = word.strength
        self._dayless = not word.dated
        self.chorus = Chorus()
        self.chorus.add(word.testimony)
        self.challenges = [
            challenge for challenge in self.challenges if challenge.word.day == word.day and against(challenge, date)
        ]

    def _refine(self, status: Status, said: Edtf | None, word: Word) -> None:
        """Say more of what is believed already: a challenge to it stays one, unless a trusted site has spoken."""
        kept = [] if word.trusted else [challenge for challenge in self.challenges if against(challenge, said)]
        self._believe(status, said, word)
        self.challenges = kept

    def _repeat(self, word: Word) -> None:
        self.chorus.add(word.testimony)
        self._dayless = self._dayless and not word.dated
        if word.day > self._confirmed_on or self.lead is None:
            self._confirmed_on, self._weight = word.day, word.strength
        self._weight = max(self._weight, word.strength)
        if word.trusted:
            self.challenges = [challenge for challenge in self.challenges if challenge.word.day >= word.day]


def _gives(said: Edtf | None, date: Edtf) -> bool:
    return said is not None and compare(date, said) is Agreement.SAME
