"""cleanpage explain FILE...: every line with its verdict and the reason for it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleanpage.commands.common import (
    FAILED,
    Parser,
    add_cleaner_options,
    add_files,
    cleaner_of,
    each_page,
    say,
    write,
)

if TYPE_CHECKING:
    from cleanpage.api import Cleaner
    from cleanpage.types import Article


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage explain",
        description="Show each line that is not empty with its verdict: + kept, ~ kept apart, - dropped; its label; "
        "the rule or evidence that weighed most; by how much the label won (nats); the text.",
        allow_abbrev=False,
    )
    add_files(parser)
    parser.add_argument(
        "--why",
        type=natural,
        metavar="N",
        help="show only line N, with all that gave it its label and what each weighs",
    )
    parser.add_argument("-n", "--number", action="store_true", help="number the lines")
    add_cleaner_options(parser)
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour by label; auto: on a terminal, unless NO_COLOR is set",
    )
    parser.add_argument(
        "--width",
        type=natural,
        metavar="COLUMNS",
        help="cut rows to so many columns, 0: not at all (default: the terminal's width, or 120)",
    )
    return parser


def run(argv: list[str]) -> int:
    parser = arguments()
    args = parser.parse_intermixed_args(argv)
    cleaner = cleaner_of(parser, args.files, args)
    width = _width(args.width)
    if args.why is not None:
        return _explain_line(args.files, cleaner, args.why, width)
    from cleanpage.render.table import explain_table

    def show(_: str, article: Article) -> None:
        write(explain_table(article, color=_color(args.color), width=width, number=args.number))

    return each_page(args.files, cleaner, show, "table")


def _explain_line(files: Sequence[str], cleaner: Cleaner, number: int, width: int | None) -> int:
    from cleanpage.render.why import why_table
    from cleanpage.trace import why_of

    failed: list[str] = []

    def show(name: str, article: Article) -> None:
        try:
            write(why_table(why_of(article, number), width=width))
        except ValueError as e:
            say(f"{name}: {e}")
            failed.append(name)

    return max(each_page(files, cleaner, show, "table"), FAILED if failed else 0)


def _color(when: str) -> bool:
    if when != "auto":
        return when == "always"
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def _width(columns: int | None) -> int | None:
    if columns is not None:
        return columns or None
    from shutil import get_terminal_size

    return get_terminal_size((120, 24)).columns


def natural(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)
