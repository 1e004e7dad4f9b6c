"""`marquee read`: texts in, the claims they make out."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.commands.context import Context
from bot.lines import visible
from bot.wording import claim_json
from schedules import Article, ArticleError, MarqueeError, UsageError, explain, holds_many, read_text

if TYPE_CHECKING:
    from schedules import Fetcher, Reading

NOTHING_GIVEN = "Name a file, a folder, an address or - for standard input; 'marquee read --help' shows how."


@dataclass(frozen=True, slots=True)
class Text:
    """One input: what the user called it, and the article in it."""

    name: str
    article: Article


def read(context: Context, arguments: Namespace) -> int:
    """Read everything named; 1 when something could not be read, after all else was."""
    if arguments.jsonl:
        if arguments.inputs or arguments.store:
            raise UsageError(
                "--jsonl reads one file of lines and answers on standard output; leave the other inputs out."
            )
        from bot.commands.batch import read_lines

        return read_lines(context, arguments)
    if not all(name.strip() for name in arguments.inputs):
        # To a path an empty name is the folder that one is in.
        raise UsageError(NOTHING_GIVEN)
    if any("://" not in name and holds_many(Path(name)) for name in arguments.inputs):
        from bot.commands.bulk import read_many

        return asyncio.run(read_many(context, arguments))
    return asyncio.run(_read_inputs(context, arguments))


async def _read_inputs(context: Context, arguments: Namespace) -> int:
    inputs = arguments.inputs or ([] if sys.stdin.isatty() else ["-"])
    if not inputs:
        raise UsageError(NOTHING_GIVEN)
    texts, failed = await _gather(context, inputs)
    texts = [Text(text.name, _described(text.article, arguments)) for text in texts]
    readings = [(text, explain(text.article, context.catalogue)) for text in texts]
    for text, reading in readings:
        _show(context, arguments, text, reading)
    if arguments.html:
        _write_page(arguments.html, readings)
    if arguments.store and texts:
        await _store(context, [text.article for text in texts], quiet=arguments.json)
    return 1 if failed else 0


async def _gather(context: Context, inputs: Sequence[str]) -> tuple[list[Text], int]:
    """All inputs as texts; those that can't be read are told of, and counted, while the others go on."""
    texts: list[Text] = []
    failed = 0
    async with _Addresses(context) as addresses:
        for name in inputs:
            try:
                article = await addresses.read(name) if "://" in name else _local(name)
                texts.append(Text(name, article))
            except MarqueeError as error:
                if len(inputs) == 1:
                    raise
                sys.stderr.write(f"marquee: {visible(name)}: {visible(str(error))}\n")
                failed += 1
    return texts, failed


def _local(name: str) -> Article:
    return read_text(sys.stdin.buffer.read() if name == "-" else Path(name))


class _Addresses:
    """Fetches the pages among the inputs; no connection pool is made where there are none."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._fetcher: Fetcher | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._fetcher is not None:
            await self._fetcher.close()

    async def read(self, url: str) -> Article:
        from bot.fetching import fetch_article, make_fetcher

        if self._fetcher is None:
            self._fetcher = make_fetcher(self._context.settings, self._context.clock)
        return await fetch_article(self._fetcher, url)


def _described(article: Article, arguments: Namespace) -> Article:
    """The article with what the command line says of it, which beats what the page says of itself."""
    return replace(
        article,
        title=arguments.title or article.title,
        published=arguments.published or article.published,
    )


async def _store(context: Context, articles: Iterable[Article], *, quiet: bool) -> None:
    from bot import tables

    async with context.library() as library:
        for article in articles:
            outcome = await library.keep(article)
            if not quiet:
                context.show(tables.kept(outcome))


def _show(context: Context, arguments: Namespace, text: Text, reading: "Reading") -> None:
    if arguments.json:
        context.show_json({"id": text.name, "claims": [claim_json(claim) for claim in reading.claims]})
        return
    from bot import tables

    if len(arguments.inputs) > 1:
        context.show(f"\n{text.name}")
    if arguments.explain:
        from bot.explaining import laid_open

        context.show(*laid_open(text.article, reading))
    context.show(tables.claims(reading.claims))


def _write_page(path: Path, readings: Sequence[tuple[Text, "Reading"]]) -> None:
    from bot.explaining import page

    try:
        path.write_text(page([(text.name, text.article, reading) for text, reading in readings]), "utf-8")
    except OSError as error:
        raise ArticleError(f"{path} can't be written: {error.strerror}.") from error
