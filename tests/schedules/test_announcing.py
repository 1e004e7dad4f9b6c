"""What is owed when a belief changes, when a moment comes, and at night."""

import datetime as dt
from dataclasses import replace

import pytest

from schedules.announcing import digest, due, hold, in_digest, next_digest, next_moment, of_changes, still_true
from schedules.edtf import Edtf, Precision
from schedules.model import (
    Announcement,
    AnnouncementKind,
    Change,
    ChangeKind,
    Follow,
    GuildSettings,
    Premiere,
    Status,
    Target,
    TargetKind,
)

MOMENT = dt.datetime(2016, 9, 30, 7, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
NOW = dt.datetime(2016, 8, 20, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
ROOM = Target(TargetKind.CHANNEL, "1")
HALL = Target(TargetKind.CHANNEL, "2")


def _premiere(
    date: str | None = "2016-09-30",
    *,
    status: Status = Status.CONFIRMED,
    moment: dt.datetime | None = MOMENT,
    since: dt.datetime | None = None,
    show: str = "Luke Cage",
) -> Premiere:
    edtf = Edtf.parse(date) if date else None
    return Premiere(
        show, 1, "Netflix", edtf, edtf.precision if edtf else Precision.NONE,
        moment if edtf and edtf.exact else None, status, since=since,
    )  # fmt: skip


def _change(
    kind: ChangeKind, before: str | None, after: str | None, on: dt.date = TODAY, show: str = "Luke Cage"
) -> Change:
    return Change(
        kind, show, 1, Edtf.parse(before) if before else None, Edtf.parse(after) if after else None, on, "a quote", "u"
    )


class TestChanges:
    @pytest.mark.parametrize(
        ("kind", "before", "after", "status"),
        [
            (ChangeKind.DATED, None, "2016-09-30", Status.CONFIRMED),
            (ChangeKind.DATED, None, "2016", Status.CONFIRMED),
            (ChangeKind.REFINED, "2016", "2016-09-30", Status.CONFIRMED),
            (ChangeKind.MOVED, "2016-09-01", "2016-09-30", Status.CONFIRMED),
            (ChangeKind.MOVED, "2016-09-30", None, Status.UNDATED),
            (ChangeKind.CANCELLED, "2016-09-30", None, Status.CANCELLED),
            (ChangeKind.REVIVED, None, "2016-09-30", Status.CONFIRMED),
            (ChangeKind.REVIVED, None, None, Status.UNDATED),
        ],
    )
    def test_each_kind_is_told_once_to_whoever_follows(
        self, kind: ChangeKind, before: str | None, after: str | None, status: Status
    ) -> None:
        change = _change(kind, before, after)
        follows = [Follow(ROOM, "Luke Cage"), Follow(ROOM), Follow(HALL), Follow(HALL, "Iron Fist")]

        told = of_changes([change], [_premiere(after, status=status)], follows, NOW)

        assert [(one.kind, one.target, one.date, one.before, one.due) for one in told] == [
            (AnnouncementKind(kind), target, change.after, change.before, NOW) for target in (ROOM, HALL)
        ]
        assert {one.evidence for one in told} == {"a quote"}
        assert len({one.key for one in told}) == 2

    @pytest.mark.parametrize(
        ("change", "premiere"),
        [
            (
                _change(ChangeKind.RELEASED, "2016-08-12", "2016-08-12"),
                _premiere("2016-08-12", status=Status.RELEASED),
            ),
            (
                _change(ChangeKind.DATED, None, "2016-08-12"),
                _premiere("2016-08-12", moment=dt.datetime(2016, 8, 12, 7, tzinfo=dt.UTC)),
            ),
            (_change(ChangeKind.DATED, None, "2016-07"), _premiere("2016-07")),
            (_change(ChangeKind.DATED, None, "XXXX-09-30"), _premiere("XXXX-09-30")),
            (
                _change(ChangeKind.CANCELLED, None, None, on=dt.date(2014, 8, 12)),
                _premiere(None, status=Status.CANCELLED),
            ),
            (_change(ChangeKind.DATED, None, "2016-09-30"), _premiere("2016-10-07")),
            (_change(ChangeKind.CANCELLED, None, None), _premiere(None, status=Status.UNDATED)),
        ],
        ids=["release", "past day", "past window", "no year", "old cancellation", "not believed", "not cancelled"],
    )
    def test_what_is_no_news_is_not_told(self, change: Change, premiere: Premiere) -> None:
        assert of_changes([change], [premiere], [Follow(ROOM)], NOW) == ()

    def test_of_several_changes_to_a_season_the_last_is_told(self) -> None:
        changes = [
            _change(ChangeKind.DATED, None, "2016"),
            _change(ChangeKind.REFINED, "2016", "2016-09-23"),
            _change(ChangeKind.MOVED, "2016-09-23", "2016-09-30"),
        ]

        told = of_changes(changes, [_premiere()], [Follow(ROOM)], NOW)

        assert [one.kind for one in told] == [AnnouncementKind.MOVED]

    def test_a_season_that_is_gone_had_its_date_withdrawn(self) -> None:
        told = of_changes([_change(ChangeKind.MOVED, "2016-09-30", None)], [], [Follow(ROOM)], NOW)

        assert [one.kind for one in told] == [AnnouncementKind.MOVED]

    def test_a_season_that_turned_out_to_be_another_has_lost_no_date(self) -> None:
        lost = _change(ChangeKind.MOVED, "2016-09-30", None)
        found = replace(_change(ChangeKind.DATED, None, "2016-09-30"), season=3)

        told = of_changes([lost, found], [replace(_premiere(), season=3)], [Follow(ROOM)], NOW)

        assert [(one.kind, one.season) for one in told] == [(AnnouncementKind.DATED, 3)]

    def test_nobody_is_told_before_they_follow(self) -> None:
        follow = Follow(ROOM, since=NOW + HOUR)

        assert of_changes([_change(ChangeKind.DATED, None, "2016-09-30")], [_premiere()], [follow], NOW) == ()

    @pytest.mark.parametrize(
        ("kind", "before"),
        [
            (ChangeKind.DATED, None),
            (ChangeKind.REFINED, "2016-09"),
            (ChangeKind.MOVED, "2016-10-07"),
            (ChangeKind.REVIVED, None),
        ],
    )
    def test_what_is_learnt_on_the_day_itself_is_told_as_here(self, kind: ChangeKind, before: str | None) -> None:
        follows = [Follow(ROOM), Follow(ROOM, "Luke Cage"), Follow(HALL, leads=(7, 1))]
        change = _change(kind, before, "2016-09-30")

        told = of_changes([change], [_premiere(since=MOMENT + 8 * HOUR)], follows, MOMENT + 8 * HOUR)

        assert [(one.kind, one.target, one.lead, one.due) for one in told] == [
            (AnnouncementKind.PREMIERE, ROOM, 0, MOMENT)
        ]
        # The same that would have been owed at the moment, had it been known: it can't be told twice.
        assert {one.key for one in told} == {one.key for one in due([_premiere()], follows[:2], MOMENT).owed}
        assert all(still_true(one, _premiere(), MOMENT + 9 * HOUR) for one in told)

    @pytest.mark.parametrize(
        ("before", "premiere", "now"),
        [
            (None, _premiere(), MOMENT + 25 * HOUR),
            (None, _premiere(status=Status.RELEASED), MOMENT + 8 * HOUR),
            ("2016-09-29", _premiere(), MOMENT + 8 * HOUR),
        ],
        ids=["more than a day ago", "told of as released", "told of already, with another day"],
    )
    def test_what_came_longer_ago_or_was_told_is_not(
        self, before: str | None, premiere: Premiere, now: dt.datetime
    ) -> None:
        kind = ChangeKind.MOVED if before else ChangeKind.DATED

        assert of_changes([_change(kind, before, "2016-09-30")], [premiere], [Follow(ROOM)], now) == ()


class TestReminders:
    @pytest.mark.parametrize(
        ("at", "owed", "expired"),
        [
            (MOMENT - 8 * DAY, [], []),
            (MOMENT - 7 * DAY - dt.timedelta(microseconds=1), [], []),
            (MOMENT - 7 * DAY, [7], []),
            (MOMENT - 3 * DAY, [7], []),
            (MOMENT - 1 * DAY, [1], [7]),
            (MOMENT, [0], [7, 1]),
            (MOMENT + 24 * HOUR, [0], [7, 1]),
            (MOMENT + 25 * HOUR, [], [7, 1, 0]),
        ],
    )
    def test_of_what_has_passed_the_latest_is_owed(self, at: dt.datetime, owed: list[int], expired: list[int]) -> None:
        found = due([_premiere()], [Follow(ROOM)], at)

        assert [one.lead for one in found.owed] == owed
        assert [one.lead for one in found.expired] == expired

    def test_lead_0_is_the_premiere_itself(self) -> None:
        (one,) = due([_premiere()], [Follow(ROOM, leads=(0,))], MOMENT).owed

        assert (one.kind, one.due, one.date) == (AnnouncementKind.PREMIERE, MOMENT, Edtf.parse("2016-09-30"))

    def test_a_reminder_of_what_is_here_is_not_true(self) -> None:
        found = due([_premiere()], [Follow(ROOM, leads=(7,))], MOMENT)

        assert not found.owed
        assert [one.lead for one in found.expired] == [7]

    @pytest.mark.parametrize("status", [Status.CANCELLED, Status.UNDATED, Status.RUMOURED])
    def test_only_what_comes_is_reminded_of(self, status: Status) -> None:
        premiere = replace(_premiere(), status=status)

        assert due([premiere], [Follow(ROOM)], MOMENT) == due([], [], MOMENT)
        assert next_moment([premiere], [Follow(ROOM)], NOW) is None

    def test_a_release_told_early_keeps_its_premiere(self) -> None:
        premiere = _premiere(status=Status.RELEASED)

        assert [one.lead for one in due([premiere], [Follow(ROOM)], MOMENT).owed] == [0]

    def test_what_fell_due_before_the_follow_or_the_belief_is_owed_to_nobody(self) -> None:
        since = MOMENT - 3 * DAY
        late = due([_premiere()], [Follow(ROOM, since=since)], MOMENT)
        learnt = due([_premiere(since=since)], [Follow(ROOM)], MOMENT)

        for found in (late, learnt):
            assert [one.lead for one in (*found.owed, *found.expired)] == [0, 1]

    def test_less_than_a_day_has_no_reminder(self) -> None:
        for date in ("2016-09", "2016-23", "XXXX-09-30"):
            assert due([_premiere(date)], [Follow(ROOM)], MOMENT) == due([], [], MOMENT)

    def test_to_follow_one_and_all_is_to_follow_once_with_the_leads_of_the_one(self) -> None:
        follows = [Follow(ROOM, leads=(7, 1, 0)), Follow(ROOM, "Luke Cage", leads=(3, 0))]
        moments = [MOMENT - 7 * DAY, MOMENT - 3 * DAY, MOMENT - DAY, MOMENT]

        told = {one.key: str(one.lead) for at in moments for one in due([_premiere()], follows, at).owed}

        assert sorted(told.values()) == ["0", "3"]

    def test_who_wanted_a_lead_before_is_owed_it_since_then(self) -> None:
        follows = [Follow(ROOM, leads=(7,)), Follow(ROOM, "Luke Cage", leads=(7,), since=MOMENT - 2 * DAY)]

        assert [one.lead for one in due([_premiere()], follows, MOMENT - DAY).owed] == [7]

    def test_the_next_moment_is_the_soonest_that_is_owed(self) -> None:
        other = _premiere("2016-10-07", moment=MOMENT + 7 * DAY, show="Iron Fist")
        follows = [Follow(ROOM, "Luke Cage", leads=(1, 0)), Follow(HALL)]

        assert next_moment([_premiere(), other], follows, NOW) == MOMENT - 7 * DAY
        assert next_moment([_premiere(), other], follows[:1], NOW) == MOMENT - DAY
        assert next_moment([_premiere()], follows, MOMENT) is None
        assert next_moment([other], follows, MOMENT) == other.moment - DAY if other.moment else None


class TestStillTrue:
    def _of(self, kind: AnnouncementKind, date: str | None, lead: int | None = None) -> Announcement:
        return Announcement(kind, "Luke Cage", 1, Edtf.parse(date) if date else None, ROOM, NOW, lead=lead)

    @pytest.mark.parametrize(
        ("kind", "date", "premiere", "true"),
        [
            (AnnouncementKind.DATED, "2016-09-30", _premiere(), True),
            (AnnouncementKind.DATED, "2016-09-30", _premiere("2016-10-07"), False),
            (AnnouncementKind.DATED, "2016", _premiere(), False),
            (AnnouncementKind.MOVED, None, _premiere(None, status=Status.UNDATED), True),
            (AnnouncementKind.MOVED, None, None, True),
            (AnnouncementKind.MOVED, None, _premiere(), False),
            (AnnouncementKind.MOVED, None, _premiere(None, status=Status.CANCELLED), False),
            (AnnouncementKind.CANCELLED, None, _premiere(None, status=Status.CANCELLED), True),
            (AnnouncementKind.CANCELLED, None, _premiere(), False),
            (AnnouncementKind.CANCELLED, None, None, False),
            (AnnouncementKind.REVIVED, None, _premiere(None, status=Status.UNDATED), True),
            (AnnouncementKind.REVIVED, None, _premiere(None, status=Status.CANCELLED), False),
            (AnnouncementKind.REVIVED, None, None, False),
        ],
    )
    def test_news_is_true_while_it_is_believed(
        self, kind: AnnouncementKind, date: str | None, premiere: Premiere | None, true: bool
    ) -> None:
        assert still_true(self._of(kind, date), premiere) is true

    def test_a_reminder_is_true_of_the_date_it_names(self) -> None:
        reminder = self._of(AnnouncementKind.REMINDER, "2016-09-30", 7)

        assert still_true(reminder, _premiere())
        assert not still_true(reminder, _premiere("2016-10-07"))
        assert not still_true(reminder, _premiere("2016-09"))
        assert not still_true(reminder, replace(_premiere(), status=Status.CANCELLED))
        assert not still_true(reminder, None)

    @pytest.mark.parametrize(
        ("lead", "at", "true"),
        [
            (7, MOMENT - 7 * DAY, True),
            (7, MOMENT - 8 * DAY, False),
            (7, MOMENT, False),
            (0, MOMENT, True),
            (0, MOMENT - HOUR, False),
            (0, MOMENT + 25 * HOUR, False),
        ],
    )
    def test_a_reminder_is_true_in_its_time(self, lead: int, at: dt.datetime, true: bool) -> None:
        kind = AnnouncementKind.REMINDER if lead else AnnouncementKind.PREMIERE

        assert still_true(self._of(kind, "2016-09-30", lead), _premiere(), at) is true


class TestQuietHours:
    NIGHT = GuildSettings("9", zone="America/New_York", quiet_start=dt.time(22), quiet_end=dt.time(8))

    def _reminder(self, kind: AnnouncementKind = AnnouncementKind.REMINDER) -> Announcement:
        return Announcement(kind, "Luke Cage", 1, Edtf.parse("2016-09-30"), ROOM, NOW, lead=1)

    @pytest.mark.parametrize(
        ("at", "until"),
        [
            ("2016-08-20T12:00Z", None),
            ("2016-08-20T11:59Z", "2016-08-20T12:00Z"),
            ("2016-08-21T01:59Z", None),
            ("2016-08-21T02:00Z", "2016-08-21T12:00Z"),
            ("2016-08-21T04:00Z", "2016-08-21T12:00Z"),
            # The clocks go back on 6 November 2016 and ahead on 12 March 2017.
            ("2016-11-06T03:00Z", "2016-11-06T13:00Z"),
            ("2017-03-12T04:00Z", "2017-03-12T12:00Z"),
        ],
    )
    def test_the_night_holds_back_until_morning(self, at: str, until: str | None) -> None:
        held = hold(self._reminder(), self.NIGHT, dt.datetime.fromisoformat(at))

        assert held == (dt.datetime.fromisoformat(until) if until else None)

    def test_premieres_pass_unless_the_server_holds_them(self) -> None:
        night = dt.datetime(2016, 8, 21, 4, tzinfo=dt.UTC)
        premiere = self._reminder(AnnouncementKind.PREMIERE)

        assert hold(premiere, self.NIGHT, night) is None
        assert hold(premiere, replace(self.NIGHT, quiet_holds_premieres=True), night) is not None

    @pytest.mark.parametrize(
        ("start", "end"), [(None, None), (dt.time(22), None), (None, dt.time(8)), (dt.time(8), dt.time(8))]
    )
    def test_half_a_setting_is_none(self, start: dt.time | None, end: dt.time | None) -> None:
        settings = replace(self.NIGHT, quiet_start=start, quiet_end=end)

        assert hold(self._reminder(), settings, dt.datetime(2016, 8, 21, 4, tzinfo=dt.UTC)) is None

    def test_an_end_that_the_clocks_skip_is_when_they_skip_it(self) -> None:
        settings = replace(self.NIGHT, quiet_end=dt.time(2, 30))

        held = hold(self._reminder(), settings, dt.datetime(2017, 3, 12, 6, tzinfo=dt.UTC))

        assert held == dt.datetime(2017, 3, 12, 7, tzinfo=dt.UTC)

    def test_an_hour_that_comes_twice_is_quiet_twice(self) -> None:
        settings = replace(self.NIGHT, quiet_end=dt.time(1, 30))

        assert hold(self._reminder(), settings, dt.datetime(2016, 11, 6, 5, tzinfo=dt.UTC)) == dt.datetime(
            2016, 11, 6, 5, 30, tzinfo=dt.UTC
        )
        assert hold(self._reminder(), settings, dt.datetime(2016, 11, 6, 6, 15, tzinfo=dt.UTC)) == dt.datetime(
            2016, 11, 6, 6, 30, tzinfo=dt.UTC
        )


class TestDigests:
    WEEKLY = GuildSettings("9", zone="Europe/Berlin", digest_day=0, digest_hour=18)

    def test_it_comes_at_its_hour_in_the_servers_zone(self) -> None:
        summer = next_digest(self.WEEKLY, dt.datetime(2016, 10, 24, 15, tzinfo=dt.UTC))
        assert summer == dt.datetime(2016, 10, 24, 16, tzinfo=dt.UTC)
        assert next_digest(self.WEEKLY, summer) == dt.datetime(2016, 10, 31, 17, tzinfo=dt.UTC)

    @pytest.mark.parametrize("settings", [GuildSettings("9"), GuildSettings("9", digest_day=0)])
    def test_who_wants_none_gets_none(self, settings: GuildSettings) -> None:
        assert next_digest(settings, NOW) is None

    def test_it_tells_what_is_ahead_and_what_is_new(self) -> None:
        now = dt.datetime(2016, 9, 19, 16, tzinfo=dt.UTC)
        soon = _premiere()
        later = _premiere("2016-10-07", moment=MOMENT + 7 * DAY, show="Iron Fist")
        window = _premiere("2017", show="The Defenders")
        over = _premiere("2016-08", show="Daredevil")
        news = _change(ChangeKind.REFINED, "2016", "2016-09-30", on=dt.date(2016, 9, 15))
        old = _change(ChangeKind.DATED, None, "2016-10-07", on=dt.date(2016, 9, 1), show="Iron Fist")
        undone = _change(ChangeKind.DATED, None, "2016-11", on=dt.date(2016, 9, 15), show="Daredevil")

        told = digest([later, window, soon, over], [old, news, undone], self.WEEKLY, now)

        assert told.ahead == (soon,)
        assert told.windows == (window,)
        assert told.changes == (news,)
        assert not told.empty
        assert digest([window], [], self.WEEKLY, now).empty

    @pytest.mark.parametrize(
        ("lead", "at", "replaced"),
        [
            (7, "2016-09-19T10:00Z", True),
            (7, "2016-09-20T10:00Z", True),
            (7, "2016-09-22T10:00Z", False),
            (1, "2016-09-19T10:00Z", False),
            # The digest tells of two weeks and no more.
            (14, "2016-09-19T10:00Z", True),
            (14, "2016-09-19T17:00Z", False),
            (30, "2016-09-19T10:00Z", False),
        ],
    )
    def test_it_replaces_the_far_reminders_beside_it(self, lead: int, at: str, replaced: bool) -> None:
        reminder = Announcement(
            AnnouncementKind.REMINDER, "Luke Cage", 1, None, ROOM, dt.datetime.fromisoformat(at), lead=lead
        )

        assert in_digest(reminder, self.WEEKLY) is replaced
        assert not in_digest(reminder, GuildSettings("9"))
