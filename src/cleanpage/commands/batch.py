"""cleanpage batch INPUT... -o OUT: the articles of many pages, in one file or a folder."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleanpage.commands.common import (
    FAILED,
    CommandError,
    Parser,
    add_cleaner_options,
    language_of,
    load_packs,
    parts,
    say,
)

if TYPE_CHECKING:
    from cleanpage.batch import Options, Progress, Summary

_EVERY = 10.0  # seconds between lines of a log
_SHOWN = 10  # rejected pages that are said one by one

_EPILOG = """\
A run that was broken off, however, goes on with --resume and writes the same as an unbroken one; until it is complete,
what it has done is kept in OUT.cleanpage-run (OUT/.cleanpage-run where OUT is a folder). Of what cannot be cleaned
the reason is said in OUT.rejects.jsonl, and the other pages are still done.

exit status: 0 all done, 1 some pages were rejected or the run was broken off, 2 wrong usage
"""


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage batch",
        description="Clean many pages: files (.txt, .html, .htm, .md), JSON lines, Parquet, WARC and WET, packed with "
        "gzip or Zstandard or not.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="a file, a folder, or a pattern such as 'pages/**/*.html'; - or nothing: JSON lines or WARC piped in",
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="OUT",
        help="a file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet) or else a folder with a file for each page",
    )
    add_cleaner_options(parser)
    _add_forms(parser)
    _add_ways(parser)
    return parser


def _add_forms(parser: Parser) -> None:
    """What comes in, and what goes out."""
    parser.add_argument(
        "--from",
        dest="read_as",
        choices=("page", "jsonl", "parquet", "warc"),
        help="what the input is (default: by the files' names)",
    )
    parser.add_argument(
        "--to",
        dest="write_as",
        choices=("jsonl", "parquet", "text", "markdown", "html", "json"),
        help="what the output is; the last four are a folder of files (default: by OUT's name; a folder is of text)",
    )
    parser.add_argument("--text-field", default="text", metavar="NAME", help="the field with the page (default: text)")
    parser.add_argument("--id-field", default="id", metavar="NAME", help="the field with its id (default: id)")
    parser.add_argument("--url-field", default="url", metavar="NAME", help="the field with its address (default: url)")
    parser.add_argument(
        "--keep-fields",
        type=_names,
        action="extend",
        default=[],
        metavar="NAME,...",
        help="fields to keep, in `fields`",
    )
    parser.add_argument(
        "--only", type=parts, action="extend", default=[], metavar="PART,...", help="only these parts of the articles"
    )
    parser.add_argument(
        "--drop", type=parts, action="extend", default=[], metavar="PART,...", help="all but these parts"
    )
    parser.add_argument("--lines", action="store_true", help="every line of the input with its verdict, too")
    parser.add_argument(
        "--min-confidence", type=_share, default=0.0, metavar="0..1", help="leave out articles of a lower confidence"
    )
    parser.add_argument(
        "--learn-sites",
        action="store_true",
        help="drop what pages of one site (their address's host, or else their folder) have in common, from 3 pages "
        "on; the input is read three times, so it can be no pipe",
    )
    parser.add_argument("--limit", type=_natural, metavar="N", help="only the first N pages of the input")


def _add_ways(parser: Parser) -> None:
    """How the run goes."""
    parser.add_argument(
        "--workers", type=_natural, default=_processors(), metavar="N", help="processes (default: all processors)"
    )
    parser.add_argument("--unordered", action="store_true", help="write pages as they get done, not in their order")
    parser.add_argument(
        "--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="give a page up after this (default: 60)"
    )
    parser.add_argument(
        "--max-chars", type=_natural, metavar="N", help="characters of a page that are read (default: 4,000,000)"
    )
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--resume", action="store_true", help="go on with a run that was broken off, or begin one")
    way.add_argument("--overwrite", action="store_true", help="begin anew, and replace what is there")
    parser.add_argument("--rejects", metavar="FILE", help="where rejected pages go (default: OUT.rejects.jsonl)")
    parser.add_argument("--summary", metavar="FILE", help="write the summary as JSON, too")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary; errors only")


def run(argv: list[str]) -> int:
    parser = arguments()
    args = parser.parse_intermixed_args(argv)
    if not args.inputs and (sys.stdin is None or sys.stdin.isatty()):
        parser.error("no input: name files or folders, or pipe JSON lines or WARC in")
    language, packs = language_of(parser, args.language), load_packs(args.pack)
    from cleanpage import Cleaner
    from cleanpage.batch import MAX_CHARS, BatchError, NothingToDo
    from cleanpage.batch import run as run_batch

    cleaner = Cleaner(packs=packs, language=language, kind=args.kind, max_chars=args.max_chars or MAX_CHARS)
    try:
        with ExitStack() as stack:
            summary = run_batch(
                args.inputs or ["-"],
                args.output,
                options=_options(args),
                cleaner=cleaner,
                rejects=args.rejects,
                summary=args.summary,
                resume=args.resume,
                overwrite=args.overwrite,
                watch=_watch(stack, quiet=args.quiet),
            )
    except NothingToDo as e:
        say(str(e))
        return 0
    except BatchError as e:
        raise CommandError(str(e)) from None
    except ValueError as e:
        parser.error(str(e))
    return _ended(summary, args)


def _ended(summary: Summary, args: argparse.Namespace) -> int:
    if not args.quiet and sys.stderr is not None:
        sys.stderr.write(summary.to_text())
    if not summary.pages["rejected"]:
        return 0
    file = args.rejects or f"{args.output.rstrip(os.sep)}.rejects.jsonl"
    say(f"{summary.pages['rejected']:,} pages were rejected: see {file}")
    return FAILED


def _options(args: argparse.Namespace) -> Options:
    from cleanpage.batch import Options

    return Options(
        read_as=args.read_as,
        write_as=args.write_as,
        text_field=args.text_field,
        id_field=args.id_field,
        url_field=args.url_field,
        keep_fields=tuple(args.keep_fields),
        only=tuple(args.only),
        drop=tuple(args.drop),
        min_confidence=args.min_confidence,
        lines=args.lines,
        limit=args.limit,
        learn_sites=args.learn_sites,
        ordered=not args.unordered,
        workers=args.workers,
        timeout=args.timeout,
    )


def _watch(stack: ExitStack, *, quiet: bool) -> Callable[[Progress], None]:
    """What shows the progress: a bar on a terminal, if tqdm is there for it, else lines; and the first rejects."""
    bar = None if quiet or sys.stderr is None or not sys.stderr.isatty() else _bar(stack)
    told, next_line = 0, time.monotonic() + _EVERY

    def watch(now: Progress) -> None:
        nonlocal told, next_line
        if now.reject is not None and told <= _SHOWN:
            if bar is not None:
                bar.clear()
            more = f"{now.reject['source']}: {now.reject['reason']}"
            say(more if told < _SHOWN else "more pages are rejected; the others are only in the file for them")
            told += 1
        if bar is not None:
            _move(bar, now)
        elif not quiet and time.monotonic() >= next_line:
            next_line = time.monotonic() + _EVERY
            say(_line(now))

    return watch


def _bar(stack: ExitStack) -> Any:
    try:
        tqdm = import_module("tqdm").tqdm
    except ImportError:
        return None
    return stack.enter_context(tqdm(unit="B", unit_scale=True, file=sys.stderr, dynamic_ncols=True, leave=False))


def _move(bar: Any, now: Progress) -> None:
    bar.total = now.bytes_total or None
    done = "counted for their sites" if now.learns else f"{now.rejected:,} rejected"
    bar.set_postfix_str(f"{now.pages:,} pages, {_rate(now):,.0f}/s, {done}", refresh=False)
    bar.update(now.bytes_read - bar.n)


def _line(now: Progress) -> str:
    share = f", {now.bytes_read / now.bytes_total:.0%} of the input read" if now.bytes_total else ""
    if now.learns:
        return f"sites: {now.pages:,} pages counted, {_rate(now):,.0f} a second{share}"
    return f"{now.pages:,} pages, {_rate(now):,.0f} a second, {now.rejected:,} rejected{share}"


def _rate(now: Progress) -> float:
    return now.pages_now / now.seconds_now if now.seconds_now else 0.0


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        return os.cpu_count() or 1


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError(f"{text!r} names no fields")
    return names


def _natural(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of 1 or more")
    return int(text)


def _share(text: str) -> float:
    return _number(text, "no number from 0 to 1", 0.0, 1.0)


def _seconds(text: str) -> float:
    return _number(text, "no number of seconds", 0.001, 1e9)


def _number(text: str, fault: str, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is {fault}")
    return number
