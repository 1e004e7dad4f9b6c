"""Reading: an address, a text, an attachment or a message, and what became of what was found."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import embeds, wording
from bot.access import is_editor
from bot.answering import answer
from bot.asking import parse_address, parse_day, parse_published, without_struck
from bot.cogs.common import command
from bot.errors import UNKNOWN, sentence_for
from bot.reviewing import tell_editors
from schedules import Article, ArticleError, Claim, UsageError

if TYPE_CHECKING:
    from bot.client import MarqueeBot

    Ctx = commands.Context[MarqueeBot]

LARGEST = 2_000_000
"""Bytes of an attachment."""
MENU = "Read for premieres"


class Reading(commands.Cog, name="Reading"):
    """Anyone may have a text read; what editors hand in counts at once, what others hand in waits for them."""

    def __init__(self, bot: "MarqueeBot") -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name=MENU, callback=self.read_message)
        self._menu.error(_answer_error)
        bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the context menu away with the rest."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @command("read", usage="address or text [--published 2016-08-16]")
    @app_commands.describe(
        text="an address, or the article's text", attachment="a file with it", published="its day, as 2016-08-16"
    )
    async def read(
        self,
        ctx: "Ctx",
        attachment: discord.Attachment | None = None,
        *,
        text: str = "",
        published: str | None = None,
    ) -> None:
        """Read an article and see what it says about premieres."""
        await ctx.defer(ephemeral=True)
        words, day = parse_published(text)
        if published:
            day = parse_day(published)
        article = await self._article(ctx, attachment, words)
        if day is not None:
            article = replace(article, published=day)
        found, sentence = await self._take(article, ctx.author)
        await answer(ctx, embeds=[embeds.claims_embed(found, sentence)], private=True)

    async def read_message(self, interaction: "discord.Interaction[MarqueeBot]", message: discord.Message) -> None:
        """Read someone's message, from its context menu."""
        await interaction.response.defer(ephemeral=True)
        article = await self._of_message(message)
        found, sentence = await self._take(article, interaction.user)
        await interaction.followup.send(embed=embeds.claims_embed(found, sentence), ephemeral=True)

    async def _article(self, ctx: "Ctx", attachment: discord.Attachment | None, words: str) -> Article:
        if attachment is not None:
            return await _attached(attachment, self._bot.clock().date())
        if words:
            address = parse_address(words)
            # A text typed here is news of this day: that is what "this Friday" in it is reckoned from.
            if address:
                return await self._fetched(address)
            return Article(without_struck(words), published=self._bot.clock().date())
        reference = ctx.message.reference
        if reference is None or reference.message_id is None:
            raise UsageError("Give me an address or a text, attach a file, or reply to a message with `read`.")
        message = await ctx.channel.fetch_message(reference.message_id)
        return await self._of_message(message)

    async def _of_message(self, message: discord.Message) -> Article:
        """The article that a message gives the address of, or is."""
        address = parse_address(message.content)
        if address is not None:
            return await self._fetched(address)
        # With a clock that was set to another time, Discord's own is no day of publication.
        return _said(message, self._bot.clock().date() if self._bot.settings.now else message.created_at.date())

    async def _fetched(self, address: str) -> Article:
        from bot.fetching import fetch_article, make_fetcher

        async with make_fetcher(self._bot.settings, self._bot.clock) as fetcher:
            return await fetch_article(fetcher, address)

    async def _take(self, article: Article, reader: discord.abc.User) -> tuple[tuple[Claim, ...], str]:
        """What is found, and the sentence that says what happens with it."""
        library = self._bot.library
        if not article.text.strip():
            raise ArticleError("There is no text in it.")
        if is_editor(reader, self._bot.editors):
            kept = await library.keep(article, received_from=f"discord:{reader.id}")
            self._bot.nudge()
            changes = [wording.say_change(change) for change in kept.changes]
            if not kept.new:
                return kept.claims, "I know this article already; nothing has changed."
            return kept.claims, f"Kept. {'; '.join(changes)}." if changes else "Kept; it changes nothing."
        claims = await self._bot.read(article)
        if not claims:
            return (), "I find nothing about premieres in it."
        asked = self._bot.clock()
        submission = await library.submit(article, str(reader.id))
        if submission.at >= asked:
            await tell_editors(self._bot, submission)
        return claims, "Thank you: an editor decides whether it counts."


def _said(message: discord.Message, day: date) -> Article:
    parts = []
    # What was forwarded lies within the message.
    told: list[discord.Message | discord.MessageSnapshot] = [message, *message.message_snapshots]
    for said in told:
        parts.append(said.content)
        parts += [part for embed in said.embeds for part in (embed.title, embed.description) if part]
    text = "\n".join(parts).strip()
    if not text:
        raise UsageError("There is no text in that message that I may read.")
    return Article(without_struck(text), published=day)


async def _attached(attachment: discord.Attachment, day: date) -> Article:
    if attachment.size > LARGEST:
        raise ArticleError(f"The file is too large; I read up to {LARGEST // 1_000_000} MB.")
    try:
        text = (await attachment.read()).decode("utf-8")
    except UnicodeDecodeError:
        raise ArticleError("The file is no text in UTF-8.") from None
    return Article(text, published=day)


async def _answer_error(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
    await interaction.followup.send(sentence_for(error) or UNKNOWN, ephemeral=True)
