"""What editors do, and what it changes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from schedules import (
    AnnouncementKind,
    Article,
    ArticleError,
    ChangeKind,
    Edtf,
    Library,
    Premiere,
    Review,
    Status,
    Target,
    TargetKind,
    UnknownShowError,
    UsageError,
)

Write = Callable[..., Article]

CHANNEL = Target(TargetKind.CHANNEL, "1")
DATED = "Luke Cage season 1 premieres on September 30, 2016 on Netflix."
MOVED = "Luke Cage season 1 will now premiere on October 14, 2016, Netflix said."
PINNED = Edtf.parse("2016-11-11")


async def believed(library: Library) -> list[Premiere]:
    return [replace(premiere, since=None) for premiere in await library.schedule(past=True)]


async def test_a_pin_beats_all_articles_until_it_is_taken_away(library: Library, write: Write) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED), announce=False)
    before = await believed(library)

    (change,) = await library.pin("luke cage", 1, PINNED, "Ada")
    assert (change.kind, str(change.before), str(change.after)) == (ChangeKind.MOVED, "2016-09-30", "2016-11-11")
    assert [str(premiere.date) for premiere in (await library.next()).premieres] == ["2016-11-11"]
    await library.keep(write(MOVED, published="2016-08-18"))
    assert [str(premiere.date) for premiere in (await library.next()).premieres] == ["2016-11-11"]
    await library.strike((await library.why("Luke Cage", 1))[0].reasons[0].testimony.article, "Ada")

    (change,) = await library.unpin("Luke Cage", 1, "Ada")
    assert str(change.after) == "2016-09-30"
    assert await believed(library) == before
    assert [owed.announcement.kind for owed in await library.lease("me")] == [AnnouncementKind.MOVED]


async def test_whatever_may_change_a_belief_leaves_another_mark(library: Library, write: Write) -> None:
    marks = [await library.mark()]
    await library.schedule(past=True)
    assert await library.mark() == marks[0]
    await library.keep(write(DATED))
    marks.append(await library.mark())
    await library.keep(write(MOVED, published="2016-08-18"))
    marks.append(await library.mark())
    await library.strike((await library.why("Luke Cage", 1))[0].reasons[0].testimony.article, "Ada")
    marks.append(await library.mark())
    await library.pin("Luke Cage", 1, PINNED, "Ada")
    marks.append(await library.mark())
    assert len(set(marks)) == len(marks)


async def test_a_site_that_goes_back_to_what_it_said_leaves_another_mark(library: Library, write: Write) -> None:
    first, other = (write(text, at="story") for text in (DATED, MOVED))
    await library.keep(first, received_from="feed")
    await library.keep(other, received_from="feed")
    mark = await library.mark()
    await library.keep(first, received_from="feed")
    assert [str(premiere.date) for premiere in (await library.next()).premieres] == ["2016-09-30"]
    assert await library.mark() != mark


async def test_a_pin_can_be_moved(library: Library) -> None:
    await library.pin("Daredevil", 3, PINNED, "Ada")
    (change,) = await library.pin("Daredevil", 3, Edtf.parse("2016-12"), "Bob")
    assert (str(change.before), str(change.after)) == ("2016-11-11", "2016-12")
    assert [(entry.editor, entry.action, entry.subject, entry.detail) for entry in await library.audit()] == [
        ("Bob", "pin", "Daredevil, season 3", "2016-12"),
        ("Ada", "pin", "Daredevil, season 3", "2016-11-11"),
    ]


@pytest.mark.parametrize(("season", "date"), [(0, "2016-11-11"), (100, "2016-11-11"), (1, "XXXX-11-11")])
async def test_a_pin_that_can_not_be_is_refused(library: Library, season: int, date: str) -> None:
    with pytest.raises(UsageError, match=r"from 1 to 99"):
        await library.pin("Daredevil", season, Edtf.parse(date), "Ada")


async def test_pins_need_a_show_and_unpinning_a_pin(library: Library) -> None:
    with pytest.raises(UnknownShowError):
        await library.pin("Lost", 1, PINNED, "Ada")
    with pytest.raises(UsageError, match=r"Daredevil, season 3 is not pinned"):
        await library.unpin("Daredevil", 3, "Ada")
    assert await library.audit() == ()


async def test_striking_out_and_back_restores_exactly(library: Library, write: Write) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED), announce=False)
    without = await believed(library), await library.moved()
    wrong = await library.keep(write(MOVED, published="2016-08-18"), announce=False)
    with_it = await believed(library), await library.moved()

    (change,) = await library.strike(wrong.article, "Ada")
    assert (change.kind, str(change.before), str(change.after)) == (ChangeKind.MOVED, "2016-10-14", "2016-09-30")
    assert (await believed(library), await library.moved()) == without
    with pytest.raises(UsageError, match=r"struck out already"):
        await library.strike(wrong.article, "Ada")

    await library.unstrike(wrong.article, "Bob")
    assert (await believed(library), await library.moved()) == with_it
    with pytest.raises(UsageError, match=r"is not struck out"):
        await library.unstrike(wrong.article, "Ada")
    assert [(entry.editor, entry.action, entry.subject) for entry in await library.audit(limit=2)] == [
        ("Bob", "unstrike", wrong.article),
        ("Ada", "strike", wrong.article),
    ]


async def test_an_article_can_be_named_by_its_beginning_or_its_address(library: Library, write: Write) -> None:
    kept = await library.keep(write(DATED, at="story"))
    await library.strike(kept.article[:8], "Ada")
    await library.unstrike("https://trusted.example/story?utm_source=x#top", "Ada")
    await library.strike(kept.article, "Ada")


async def test_an_article_that_is_not_there_or_not_the_only_one_is_not_struck_out(
    library: Library, write: Write
) -> None:
    await library.keep(write(DATED, at="story"))
    await library.keep(write(MOVED, at="story"))
    with pytest.raises(UsageError, match=r"2 articles go by"):
        await library.strike("https://trusted.example/story", "Ada")
    for nobody in ("0123456789abcdef", "", "x" * 500):
        with pytest.raises(UsageError, match=r"No article goes by"):
            await library.strike(nobody, "Ada")


async def test_what_a_stranger_found_waits_for_an_editor(library: Library, write: Write) -> None:
    submission = await library.submit(write(DATED), "stranger")
    assert [str(claim.date) for claim in submission.claims] == ["2016-09-30"]
    assert (await library.next()).premieres == ()
    assert await library.submissions() == (submission,)

    kept = await library.approve(submission.id, "Ada")
    assert kept.new
    assert [str(premiere.date) for premiere in (await library.next()).premieres] == ["2016-09-30"]
    assert await library.submissions() == ()
    assert [(entry.action, entry.subject) for entry in await library.audit()] == [
        ("approve", f"submission {submission.id}")
    ]
    for decide in (library.approve, library.reject):
        with pytest.raises(UsageError, match=r"No article of the number"):
            await decide(submission.id, "Ada")


async def test_what_an_editor_rejects_is_not_kept(library: Library, write: Write) -> None:
    article = write(DATED)
    submission = await library.submit(article, "stranger")
    await library.reject(submission.id, "Ada")

    assert (await library.stats()).articles == 0
    assert await library.submissions() == ()
    again = await library.submit(article, "stranger")
    assert (again.id, again.state, again.editor) == (submission.id, Review.REJECTED, "Ada")


async def test_strangers_can_not_fill_the_list(library: Library, write: Write) -> None:
    first = await library.submit(write(DATED), "stranger")
    for number in range(19):
        await library.submit(write(f"{DATED} Number {number}."), "stranger")
    with pytest.raises(UsageError, match=r"20 articles of yours wait"):
        await library.submit(write(MOVED), "stranger")
    await library.submit(write(MOVED), "somebody else")
    await library.reject(first.id, "Ada")
    await library.submit(write(f"{MOVED} Really."), "stranger")


async def test_what_is_known_or_empty_is_not_submitted(library: Library, write: Write) -> None:
    article = write(DATED)
    await library.keep(article)
    with pytest.raises(UsageError, match=r"known already"):
        await library.submit(article, "stranger")
    with pytest.raises(ArticleError):
        await library.submit(Article(" "), "stranger")


async def test_reading_again_shows_what_would_change_and_changes_it_when_told(
    library: Library, write: Write, damage: Any
) -> None:
    await library.follow(CHANNEL)
    kept = await library.keep(write(DATED))
    await library.keep(write("Daredevil season 3 premieres in fall 2017."))
    await library.lease("me")
    # An older reader had misread the day, and had made a claim out of thin air.
    await damage("UPDATE claims SET date = '2016-09-03' WHERE show = 'Luke Cage'")
    assert [sorted(str(claim.date) for claim in r.before) for r in await library.reread()] == [["2016-09-03"]]

    (reading,) = await library.reread(apply=True)
    assert (reading.article, reading.show) == (kept.article, "Luke Cage")
    assert [str(claim.date) for claim in reading.after] == ["2016-09-30"]
    assert await library.reread(apply=True) == ()
    assert [str(premiere.date) for premiere in (await library.next()).premieres] == ["2016-09-30"]
    assert len(await library.deliveries()) == 2


async def test_the_figures(library: Library, write: Write) -> None:
    await library.follow(CHANNEL)
    await library.keep(write(DATED))
    await library.keep(write("Daredevil season 3 has been cancelled."))
    await library.sent((await library.lease("me", limit=1))[0].id)

    stats = await library.stats()
    assert stats.articles == 2
    assert stats.claims == {Status.CONFIRMED: 1, Status.CANCELLED: 1}
    assert (sum(stats.announcements.values()), stats.queue, stats.last_poll) == (2, 1, None)
