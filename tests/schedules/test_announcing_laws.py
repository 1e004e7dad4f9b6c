"""Laws of announcing, on made-up years: premieres that move, follows that begin late, wakes at any moment, outages."""

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.announcing import LATE, due, hold, next_moment, of_changes, still_true
from schedules.beliefs import difference
from schedules.edtf import Edtf, Precision
from schedules.model import (
    Announcement,
    AnnouncementKind,
    Follow,
    GuildSettings,
    Premiere,
    Status,
    Target,
    TargetKind,
)

MANY = int(os.environ.get("MARQUEE_LAW_EXAMPLES", "250"))
"""How many made-up years each law is held against."""

DAY = dt.timedelta(days=1)
BEGIN = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)
ZONES = ("America/Los_Angeles", "Europe/Berlin", "Australia/Lord_Howe", "UTC")
LEADS = ((7, 1, 0), (0,), (30, 7), (1,), (365, 14, 3, 2, 1, 0))


@dataclass(frozen=True)
class Turn:
    """From `at` on this is believed of a season."""

    at: dt.datetime
    premiere: Premiere


@dataclass
class Bot:
    """The planner with a memory of keys: what an outbox with a unique key does."""

    follows: Sequence[Follow]
    table: dict[tuple[str, int | None], Premiere] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    sent: list[tuple[dt.datetime, Announcement]] = field(default_factory=list)

    def believe(self, turn: Turn) -> None:
        before = self.table.get((turn.premiere.show, turn.premiere.season))
        same = before is not None and before.date == turn.premiere.date
        after = replace(turn.premiere, since=before.since if before and same else turn.at)
        self.table[after.show, after.season] = after
        changes = difference([before] if before else [], [after], turn.at.date())
        self._send(of_changes(changes, [after], self.follows, turn.at), turn.at)

    def wake(self, now: dt.datetime) -> None:
        found = due(self.table.values(), self.follows, now)
        self._send(found.owed, now)
        self.keys |= {one.key for one in found.expired}

    def next_wake(self, now: dt.datetime) -> dt.datetime | None:
        return next_moment(self.table.values(), self.follows, now)

    def _send(self, owed: Iterable[Announcement], now: dt.datetime) -> None:
        for one in owed:
            if one.key not in self.keys:
                self.keys.add(one.key)
                self.sent.append((now, one))


@dataclass(frozen=True)
class Years:
    """One made-up history."""

    turns: tuple[Turn, ...]
    follows: tuple[Follow, ...]
    wakes: tuple[dt.datetime, ...]


def _years(seed: int) -> Years:
    random = Random(seed)  # noqa: S311 - what is made up must repeat, not be secret
    turns = []
    for show in ("Luke Cage", "Iron Fist")[: random.randint(1, 2)]:
        for season in range(1, random.randint(2, 4)):
            at = BEGIN + dt.timedelta(hours=random.randrange(24 * 700))
            for _ in range(random.randint(1, 4)):
                turns.append(Turn(at, _premiere(random, show, season, at)))
                at += dt.timedelta(minutes=random.choice((1, 60, 60 * 24 * 3, 60 * 24 * 40)) * random.randint(1, 5))
    targets = [Target(TargetKind.CHANNEL, str(number)) for number in range(2)]
    follows = tuple(
        Follow(
            random.choice(targets),
            random.choice((None, "Luke Cage", "Iron Fist")),
            random.choice(LEADS),
            since=random.choice((None, BEGIN + random.randrange(900) * DAY)),
        )
        for _ in range(random.randint(1, 3))
    )
    end = max(turn.at for turn in turns) + 400 * DAY
    wakes = sorted(BEGIN + random.random() * (end - BEGIN) for _ in range(random.randint(0, 40)))
    return Years(tuple(sorted(turns, key=lambda turn: turn.at)), follows, (*wakes, end))


def _premiere(random: Random, show: str, season: int, at: dt.datetime) -> Premiere:
    day = (at + random.randrange(-5, 300) * DAY).date()
    form = random.choice(("day", "day", "day", "month", "none", "cancelled", "leap", "spring", "autumn"))
    if form in ("none", "cancelled"):
        status = Status.UNDATED if form == "none" else Status.CANCELLED
        return Premiere(show, season, "Netflix", None, Precision.NONE, None, status)
    if form == "month":
        month = Edtf.parse(day.isoformat()[:7])
        return Premiere(show, season, "Netflix", month, month.precision, None, Status.CONFIRMED)
    # The days on which something happens to the calendar or to the clocks.
    special = {"leap": dt.date(2016, 2, 29), "spring": dt.date(2017, 3, 26), "autumn": dt.date(2016, 11, 6)}
    day = special.get(form, day)
    zone = ZoneInfo(random.choice(ZONES))
    moment = dt.datetime.combine(day, dt.time(random.randrange(4), 30), zone).astimezone(dt.UTC)
    return Premiere(show, season, "Netflix", Edtf.day(day), Precision.DAY, moment, Status.CONFIRMED)


def _run(years: Years, *, promptly: bool) -> Bot:
    """Live through the years, waking at their wakes, or also whenever something falls due."""
    bot = Bot(years.follows)
    stops: list[tuple[dt.datetime, Turn | None]] = [(turn.at, turn) for turn in years.turns]
    stops += [(wake, None) for wake in years.wakes]
    clock = BEGIN
    for at, turn in sorted(stops, key=lambda stop: stop[0]):
        while promptly and (moment := bot.next_wake(clock)) is not None and moment < at:
            bot.wake(moment)
            clock = moment
        if turn is None:
            bot.wake(at)
            clock = at
        else:
            bot.believe(turn)
            # What falls due at this very moment is still ahead: only a wake looks for what is due.
            clock = at - dt.timedelta.resolution
    return bot


def _believed(years: Years, show: str, season: int | None, at: dt.datetime) -> Premiere | None:
    told = [
        turn.premiere
        for turn in years.turns
        if turn.at <= at and (turn.premiere.show, turn.premiere.season) == (show, season)
    ]
    return told[-1] if told else None


seeds = st.integers(0, 2**32).map(_years)


@settings(max_examples=MANY, deadline=None)
@given(seeds)
def test_whenever_it_wakes_nothing_false_is_said_and_nothing_twice(years: Years) -> None:
    bot = _run(years, promptly=False)

    said = Counter(
        (one.show, one.season, one.date, one.lead, one.target) for _, one in bot.sent if one.lead is not None
    )
    assert not said or max(said.values()) == 1
    for at, one in bot.sent:
        premiere = _believed(years, one.show, one.season, at)
        assert still_true(one, premiere)
        if one.lead is None or premiere is None or premiere.moment is None:
            continue
        assert still_true(one, premiere, at)
        assert premiere.moment - one.lead * DAY == one.due <= at
        assert at < premiere.moment if one.lead else at <= premiere.moment + LATE
        assert any(
            follow.target == one.target
            and follow.show in (None, one.show)
            and one.lead in follow.leads
            and (follow.since is None or follow.since <= one.due)
            for follow in years.follows
        )


@settings(max_examples=MANY, deadline=None)
@given(seeds)
def test_who_wakes_in_time_says_all_that_is_owed_on_time(years: Years) -> None:
    bot = _run(years, promptly=True)

    expected = set()
    last: dict[tuple[str, int | None], tuple[Edtf | None, dt.datetime]] = {}
    for turn in years.turns:
        key = turn.premiere.show, turn.premiere.season
        following = [other.at for other in years.turns if (other.premiere.show, other.premiere.season) == key]
        until = min((at for at in following if at > turn.at), default=years.wakes[-1])
        known, began = last.get(key, (None, turn.at))
        since = began if key in last and known == turn.premiere.date else turn.at
        ahead = known is None or known.exact is None or known.exact > turn.at.date()
        last[key] = turn.premiere.date, since
        if turn.premiere.moment is None:
            continue
        for follow in years.follows:
            own = follow.show is not None or not any(
                other.target == follow.target and other.show == key[0] for other in years.follows
            )
            for lead in follow.leads if follow.show in (None, key[0]) and own else ():
                when = turn.premiere.moment - lead * DAY
                begun = [
                    other.since
                    for other in years.follows
                    if other.target == follow.target and other.show in (None, key[0]) and lead in other.leads
                ]
                followed = any(begin is None or begin <= when for begin in begun)
                if max(since, turn.at) <= when < until and followed:
                    expected.add((when, *key, turn.premiere.date, lead, follow.target))
                if not lead and ahead and since == turn.at and when <= turn.at <= when + LATE and followed:
                    # What is learnt on the day itself is told at once.
                    expected.add((turn.at, *key, turn.premiere.date, lead, follow.target))
    said = {(at, one.show, one.season, one.date, one.lead, one.target) for at, one in bot.sent if one.lead is not None}

    # A date that was left and came back is reminded of once.
    first = {entry[1:]: entry for entry in sorted(expected, key=lambda entry: entry[0], reverse=True)}
    assert said == set(first.values())


@settings(max_examples=MANY, deadline=None)
@given(seeds)
def test_an_outage_ends_in_one_message_a_season_and_target(years: Years) -> None:
    bot = Bot(years.follows)
    for turn in years.turns:
        bot.believe(turn)
    bot.sent.clear()
    bot.wake(years.wakes[len(years.wakes) // 2])

    assert all(count == 1 for count in Counter((one.show, one.season, one.target) for _, one in bot.sent).values())


@settings(max_examples=MANY, deadline=None)
@given(seeds)
def test_each_target_hears_of_each_change_once(years: Years) -> None:
    bot = _run(years, promptly=True)

    news = [(at, one.show, one.season, one.target) for at, one in bot.sent if one.lead is None]
    assert len(news) == len(set(news))


@settings(max_examples=MANY, deadline=None)
@given(
    st.integers(0, 5 * 365 * 24 * 60),
    st.integers(0, 24 * 60 - 1),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(ZONES),
)
def test_the_end_of_quiet_hours_is_the_first_moment_that_is_not_quiet(
    minute: int, first: int, last: int, zone: str
) -> None:
    now = BEGIN + dt.timedelta(minutes=minute)
    start, end = (dt.time(clock // 60, clock % 60) for clock in (first, last))
    settings_ = GuildSettings("9", zone=zone, quiet_start=start, quiet_end=end)
    target = Target(TargetKind.CHANNEL, "1")
    announcement = Announcement(AnnouncementKind.DATED, "Luke Cage", 1, None, target, now)

    held = hold(announcement, settings_, now)

    if held is None:
        return
    assert now < held <= now + 25 * dt.timedelta(hours=1)
    assert hold(announcement, settings_, held) is None
    minutes = int((held - now).total_seconds() // 60)
    for later in range(0, minutes, 7):
        assert hold(announcement, settings_, now + dt.timedelta(minutes=later)) == held
