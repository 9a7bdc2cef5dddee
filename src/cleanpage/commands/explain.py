"""cleanpage explain FILE...: every line with its verdict and the reason for it."""

from __future__ import annotations

import argparse
import os
import sys

from cleanpage.commands.common import Parser, add_cleaner_options, add_files, cleaner_of, each_page, write


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage explain",
        description="Show each line that is not empty with its verdict: + kept, ~ kept apart, - dropped; its label; "
        "the rule or evidence that weighed most; by how much the label won (nats); the text.",
        allow_abbrev=False,
    )
    add_files(parser)
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
    color, width = _color(args.color), _width(args.width)
    from cleanpage.render.table import explain_table

    return each_page(
        args.files, cleaner, lambda _, article: write(explain_table(article, color=color, width=width)), "table"
    )


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
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of columns")
    return int(text)
