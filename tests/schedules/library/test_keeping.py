"""Articles in: kept once, weighed at once, all or nothing."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from schedules import (
    Announcement,
    AnnouncementKind,
    Article,
    ArticleError,
    ChangeKind,
    Delivery,
    Library,
    Status,
    StoreError,
    Target,
    TargetKind,
    Trust,
)

CHANNEL = Target(TargetKind.CHANNEL, "1")
Write = Callable[..., Article]
Damage = Callable[[str], Awaitable[None]]

DATED = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."
MOVED = "Luke Cage season 1 will now premiere on October 14, 2016, Netflix said."
VAGUE = "Luke Cage season 1 premieres in fall 2016."


async def owed(library: Library) -> list[Announcement]:
    return [sending.announcement for sending in await library.deliveries()]


async def test_an_article_is_kept_with_its_claims_and_changes_what_is_believed(library: Library, write: Write) -> None:
    kept = await library.keep(write(DATED))

    assert kept.new
    assert [(claim.show, claim.season, str(claim.date), claim.status) for claim in kept.claims] == [
        ("Luke Cage", 1, "2016-09-30", Status.CONFIRMED)
    ]
    assert [(change.kind, str(change.after), change.on) for change in kept.changes] == [
        (ChangeKind.DATED, "2016-09-30", dt.date(2016, 8, 16))
    ]
    (premiere,) = (await library.next()).premieres
    assert (premiere.show, premiere.season) == ("Luke Cage", 1)
    assert premiere.moment == dt.datetime(2016, 9, 30, 7, tzinfo=dt.UTC)
    assert premiere.evidence == DATED


async def test_the_same_article_again_changes_nothing(library: Library, write: Write) -> None:
    article = write(DATED)
    first = await library.keep(article)
    await library.follow(CHANNEL)

    again = await library.keep(article)
    elsewhere = await library.keep(replace(article, url="https://www.other.example/amp/?utm_source=feed"))
    shouted = await library.keep(replace(article, text=article.text.upper().replace(" ", "  ")))

    assert [(kept.new, kept.article, kept.changes) for kept in (again, elsewhere, shouted)] == [
        (False, first.article, ())
    ] * 3
    assert again.claims == first.claims
    assert (await library.stats()).articles == 1
    assert await owed(library) == []


async def test_two_processes_keep_an_article_once(opened: Any, write: Write) -> None:
    article = write(DATED)
    async with opened() as one, opened() as other:
        kept = await asyncio.gather(one.keep(article), other.keep(article), one.keep(article))
        assert sorted(each.new for each in kept) == [False, False, True]
        assert (await one.stats()).articles == 1


async def test_articles_that_arrive_together_are_all_weighed(opened: Any, write: Write) -> None:
    other_sites = [write(DATED, site=f"site{number}.example") for number in range(4)]
    different = [
        replace(article, text=f"{article.text} Words of its own, number {number}: {'so ' * number}.")
        for number, article in enumerate(other_sites)
    ]
    async with opened() as one, opened() as other:
        await asyncio.gather(
            *(library.keep(article) for library, article in zip([one, other] * 2, different, strict=True))
        )
        (premiere,) = await one.why("Luke Cage")
        assert len(premiere.reasons) == 4


async def test_another_text_at_the_same_address_that_says_the_same_is_the_same_article(
    library: Library, write: Write
) -> None:
    first = await library.keep(write(DATED, at="story?utm_source=x"))
    longer = await library.keep(write(f"{DATED} Sign up for our newsletter.", at="story"))

    assert (longer.new, longer.article, longer.changes) == (False, first.article, ())


async def test_a_corrected_edition_takes_the_place_of_the_one_before(library: Library, write: Write) -> None:
    wrong = await library.keep(write(DATED, site="small.example", at="story"))
    right = await library.keep(write(MOVED, site="small.example", at="story"))

    assert right.new
    (premiere,) = await library.why("Luke Cage", 1)
    assert str(premiere.date) == "2016-10-14"
    assert [reason.testimony.article for reason in premiere.reasons] == [right.article]

    await library.strike(right.article, "editor")
    (premiere,) = await library.why("Luke Cage", 1)
    assert [reason.testimony.article for reason in premiere.reasons] == [wrong.article]


async def test_an_edition_that_says_less_or_is_older_takes_nothing_away(library: Library, write: Write) -> None:
    first = await library.keep(write(DATED, at="story"))
    await library.keep(write("Please enable JavaScript.", at="story"))
    older = await library.keep(write(VAGUE, at="story", published="2016-01-10"))

    (premiere,) = await library.why("Luke Cage", 1)
    assert str(premiere.date) == "2016-09-30"
    assert [reason.testimony.article for reason in premiere.reasons] == [first.article, older.article]


async def test_an_edition_that_speaks_of_fewer_shows_counts_for_those(library: Library, write: Write) -> None:
    iron_fist = "Iron Fist season 1 premieres on {} 17, 2017 on Netflix."
    both = await library.keep(write(f"{DATED} {iron_fist.format('March')}", at="list", published=None))
    one = await library.keep(write(iron_fist.format("April"), at="list", published=None))

    assert [(change.kind, change.show, str(change.after)) for change in one.changes] == [
        (ChangeKind.MOVED, "Iron Fist", "2017-04-17")
    ]
    (moved,), (left,) = await library.why("Iron Fist"), await library.why("Luke Cage")
    assert [reason.testimony.article for reason in moved.reasons] == [one.article]
    assert [reason.testimony.article for reason in left.reasons] == [both.article]

    other = await library.keep(write(f"Today's list. {MOVED}", at="list", published=None))
    assert [(change.show, str(change.after)) for change in other.changes] == [("Luke Cage", "2016-10-14")]
    (moved,) = await library.why("Iron Fist")
    assert [reason.testimony.article for reason in moved.reasons] == [one.article]

    await library.strike(one.article, "editor")
    (back,) = await library.why("Iron Fist")
    assert (str(back.date), [reason.testimony.article for reason in back.reasons]) == ("2017-03-17", [both.article])


async def test_an_edition_that_says_again_what_an_earlier_one_said_is_the_latest(
    library: Library, write: Write
) -> None:
    for text in (DATED, MOVED, f"As planned. {DATED}"):
        kept = await library.keep(write(text, site="small.example", at="story"))
        assert kept.new
    (premiere,) = await library.why("Luke Cage", 1)
    assert str(premiere.date) == "2016-09-30"


@pytest.mark.parametrize(
    ("carriers", "date"),
    [
        (("feed", "feed", "feed"), "2016-09-30"),
        (("feed", "channel", "feed"), "2016-10-14"),
        (("feed", "feed", "channel"), "2016-10-14"),
        ((None, None, None), "2016-10-14"),
    ],
)
async def test_one_source_may_go_back_to_what_it_said_and_two_do_not_quarrel(
    library: Library, write: Write, clock: Any, carriers: tuple[str | None, ...], date: str
) -> None:
    first, other = (write(text, site="small.example", at="story") for text in (DATED, MOVED))
    for article, carrier in zip((first, other, first), carriers, strict=True):
        await library.keep(article, received_from=carrier)
        clock.ahead(hours=1)
    (premiere,) = await library.why("Luke Cage", 1)
    assert str(premiere.date) == date


async def test_who_links_to_an_address_does_not_speak_for_it(library: Library, write: Write) -> None:
    story = write(DATED, at="story")
    stranger = replace(write(MOVED, site="stranger.example", published="2016-08-18"), url=story.url)
    theirs = await library.keep(story)
    against = await library.keep(stranger)
    same = await library.keep(replace(story, text=f"Now read this. {DATED}", site="echo.example"))

    (premiere,) = await library.why("Luke Cage", 1)
    assert str(premiere.date) == "2016-09-30"
    assert {reason.testimony.article for reason in premiere.reasons} == {theirs.article, against.article, same.article}
    # What several say of one page is one voice, so that they do not confirm one another.
    assert len({reason.testimony.voice for reason in premiere.reasons}) == 1


async def test_near_copies_are_one_voice(library: Library, write: Write) -> None:
    padding = " ".join(f"Sentence number {number} fills the page with its own words." for number in range(40))
    await library.keep(write(DATED))
    one = await library.keep(write(f"{MOVED} {padding}", site="one.example", published="2016-08-18"))
    copy = await library.keep(write(f"{MOVED} {padding} Copied.", site="two.example", published="2016-08-18"))
    (premiere,) = await library.why("Luke Cage", 1)
    assert (str(premiere.date), premiere.disputed) == ("2016-09-30", True)
    voices = {reason.testimony.voice for reason in premiere.reasons[:2]}
    assert voices == {min(one.article, copy.article)}

    # A third text that repeats two that did not repeat one another makes all three one voice.
    own = await library.keep(write(MOVED, site="three.example", published="2016-08-19"))
    assert [str(change.after) for change in own.changes] == ["2016-10-14"]


@pytest.mark.parametrize(
    ("trust", "date"), [(None, "2016-09-30"), (Trust.TRUSTED, "2016-10-14"), (Trust.OFFICIAL, "2016-10-14")]
)
async def test_a_source_can_be_trusted_more_than_its_site(
    library: Library, write: Write, trust: Trust | None, date: str
) -> None:
    await library.keep(write(DATED))
    await library.keep(write(MOVED, site="blog.example", published="2016-08-18"), trust=trust)

    (premiere,) = (await library.next()).premieres
    assert str(premiere.date) == date


async def test_those_who_follow_are_told_of_a_change_in_the_same_transaction(library: Library, write: Write) -> None:
    await library.follow(CHANNEL, "Luke Cage")
    await library.follow(Target(TargetKind.MEMBER, "2"), "Daredevil")

    await library.keep(write(DATED))
    await library.keep(write(MOVED, published="2016-08-18"))

    told = await owed(library)
    assert [(a.kind, str(a.date), str(a.before), a.target) for a in reversed(told)] == [
        (AnnouncementKind.DATED, "2016-09-30", "None", CHANNEL),
        (AnnouncementKind.MOVED, "2016-10-14", "2016-09-30", CHANNEL),
    ]


async def test_old_news_can_be_kept_quietly(library: Library, write: Write) -> None:
    await library.follow(CHANNEL)
    kept = await library.keep_many([write(DATED), write(VAGUE)], announce=False)

    assert [len(each.changes) for each in kept] == [1, 0]
    assert await owed(library) == []


@pytest.mark.parametrize("text", ["", " \n\t", "\u2003"])
async def test_an_empty_article_is_refused_and_leaves_nothing(library: Library, text: str) -> None:
    with pytest.raises(ArticleError, match=r"empty"):
        await library.keep(Article(text))
    assert (await library.stats()).articles == 0


async def test_characters_that_no_database_keeps_are_replaced_one_by_one(library: Library, write: Write) -> None:
    article = replace(write(f"A\0B \ud800 {DATED}"), url="https://a.example/\ud800\0", site="\0\udfff.example")
    kept = await library.keep(article)

    (claim,) = kept.claims
    assert (claim.start, claim.end) == (0, len(f"A\0B \ud800 {DATED}"))
    assert claim.evidence == f"A\ufffdB \ufffd {DATED}"
    (premiere,) = (await library.next()).premieres
    assert premiere.url == "https://a.example/\ufffd\ufffd"


async def test_a_show_that_left_the_catalogue_is_passed_over(
    opened: Any, database: str, catalogue: Any, clock: Any, write: Write
) -> None:
    async with opened() as library:
        await library.keep(write(f"{DATED} Daredevil season 3 premieres in fall 2017."))
    smaller = replace(catalogue, shows=catalogue.shows[1:])
    async with Library.open(database, smaller, clock, {}) as library:
        assert {premiere.show for premiere in await library.schedule()} == {"Daredevil"}
        assert await library.moved() != ()
        kept = await library.strike((await library.why("Daredevil", 3))[0].reasons[0].testimony.article, "editor")
        assert {change.show for change in kept} == {"Daredevil"}
    async with opened() as library:
        await library.unstrike((await library.audit())[0].subject, "editor")
        assert {premiere.show for premiere in await library.schedule()} == {"Luke Cage", "Daredevil"}


async def test_an_article_of_tomorrow_counts_today(library: Library, write: Write) -> None:
    # Where it was written the day has begun already.
    await library.keep(write(DATED, published="2016-08-21"))
    assert len((await library.next()).premieres) == 1


async def test_an_article_of_the_future_speaks_on_its_day(library: Library, write: Write, clock: Any) -> None:
    await library.follow(CHANNEL)
    kept = await library.keep(write(DATED, published="2016-09-01"))
    assert kept.changes == ()
    assert (await library.next()).premieres == ()

    clock.set("2016-09-01T00:30:00Z")
    assert len((await library.next()).premieres) == 1
    await library.wake()
    assert [(a.kind, str(a.date)) for a in await owed(library)] == [(AnnouncementKind.DATED, "2016-09-30")]


async def test_a_failure_half_way_keeps_nothing(library: Library, write: Write, damage: Damage) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED), announce=False)
    before = await library.schedule(past=True)
    # Announcements are the last thing that keeping writes.
    await damage("ALTER TABLE outbox RENAME TO elsewhere")

    with pytest.raises(StoreError, match=r"could not do what was asked"):
        await library.keep(write(MOVED, published="2016-08-18"))

    await damage("ALTER TABLE elsewhere RENAME TO outbox")
    assert (await library.stats()).articles == 1
    assert await library.schedule(past=True) == before
    assert (await library.keep(write(MOVED, published="2016-08-18"))).new
    assert len(await library.deliveries(Delivery.DUE)) == 1


async def test_a_clock_without_a_zone_is_refused(library: Library, write: Write, clock: Any) -> None:
    clock.now = clock.now.replace(tzinfo=None)
    with pytest.raises(ValueError, match=r"without a zone"):
        await library.keep(write(DATED))
