"""How well Marquee reads: precision, recall and F1 on labelled articles.

python -m benchmarks.score                 the corpus, the challenge set by phenomenon, all that was learnt from
python -m benchmarks.score --errors        also every missed and every wrong claim, with its quote
python -m benchmarks.score --heldout DIR   another folder of labelled articles instead
python -m benchmarks.score --record        keep the figures in benchmarks/recorded.json
python -m benchmarks.score --check         exit 1 when the corpus fell more than a point under what is recorded
python -m benchmarks.score --markdown      the tables for docs/reading.md
python -m benchmarks.score --baseline      the obvious rival in place of Marquee's reader (slow)
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from benchmarks import gold, tables
from benchmarks.figures import Scored, score
from benchmarks.report import Report, as_json, fallen, report
from schedules.catalogue import Catalogue
from schedules.errors import MarqueeError
from schedules.model import Article

RECORDED = gold.FOLDER / "recorded.json"
ALLOWED = 0.01
_SEED = 20130711

Reader = Callable[[Article, Catalogue], Sequence[gold.Row]]


def main(arguments: Sequence[str] | None = None, *, reader: Reader | None = None) -> int:
    """Score as asked on the command line.

    Args:
        arguments: the words of the command line; None for the process's own.
        reader: who reads; None for the reader that the command line asks for.

    Returns:
        0 when all is well, 1 when a figure fell, 2 when something can't be used.
    """
    asked = _parser().parse_args(arguments)
    try:
        return _run(asked, reader or _reader(baseline=asked.baseline))
    except MarqueeError as error:
        print(error, file=sys.stderr)
        return 2


def marquee(article: Article, catalogue: Catalogue) -> list[gold.Row]:
    """Marquee's reader, its claims as rows."""
    from schedules.reading import read

    return [
        gold.Row(
            (claim.show,),
            (claim.season,),
            (None if claim.date is None else str(claim.date),),
            (str(claim.status),),
            evidence=claim.evidence,
        )
        for claim in read(article, catalogue)
    ]


def answer(articles: Iterable[gold.Labelled], reader: Reader) -> list[Scored]:
    """Let `reader` read each article and compare what it says with the gold."""
    return [score(one, reader(one.article, gold.catalogue(one.catalogue))) for one in articles]


def _run(asked: argparse.Namespace, reader: Reader) -> int:
    everything = {folder.name: folder for folder in gold.LEARNT}
    folders = {"held out": asked.heldout} if asked.heldout else everything
    console = Console(width=max(Console().width, 100))
    quiet = asked.json or asked.markdown or not console.is_terminal
    scored = {
        name: answer(track(gold.collect(folder), name, console=console, transient=True, disable=quiet), reader)
        for name, folder in folders.items()
    }
    reports = [report(name, articles, seed=_SEED, samples=asked.samples) for name, articles in scored.items()]
    if asked.json:
        print(json.dumps({found.name: as_json(found) for found in reports}, indent=2))
    elif asked.markdown:
        print(tables.markdown(reports))
    else:
        if asked.errors:
            for articles in scored.values():
                tables.errors(articles, console)
        tables.show(reports, console)
    if asked.record:
        recorded = {found.name: as_json(found) for found in reports}
        asked.recorded.write_text(json.dumps(recorded, indent=2) + "\n", "utf-8")
    return _checked(reports, asked.recorded) if asked.check else 0


def _checked(reports: Iterable[Report], file: Path) -> int:
    try:
        recorded = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise gold.GoldError(f"{file} can't be read: {error}; --record writes it.") from error
    sentences = [
        sentence
        for found in reports
        if found.name == "corpus"
        for sentence in fallen(found, recorded["corpus"], allowed=ALLOWED)
    ]
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 1 if sentences else 0


def _reader(*, baseline: bool) -> Reader:
    if baseline:
        from benchmarks.baseline import read

        return read
    return marquee


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description="How well Marquee reads.")
    parser.add_argument("--errors", action="store_true", help="print every missed and every wrong claim")
    parser.add_argument("--heldout", type=Path, metavar="DIR", help="score this folder of labelled articles instead")
    parser.add_argument("--record", action="store_true", help="keep the figures")
    parser.add_argument("--check", action="store_true", help="fail when the corpus fell under what is recorded")
    parser.add_argument("--recorded", type=Path, default=RECORDED, metavar="FILE", help="where figures are kept")
    parser.add_argument(
        "--samples", type=_draws, default=1000, metavar="N", help="draws for each interval (default 1000)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--markdown", action="store_true", help="print the tables in Markdown")
    parser.add_argument("--baseline", action="store_true", help="score the obvious rival instead of Marquee")
    return parser


def _draws(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of draws; it takes 1 at least.")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
