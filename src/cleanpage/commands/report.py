"""cleanpage report FILE: the verdicts as an HTML page, with the article beside."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cleanpage.commands.common import Parser, add_cleaner_options, cleaner_of, each_page, write_to

if TYPE_CHECKING:
    from cleanpage.types import Article


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage report",
        description="Write an HTML page that shows each line coloured by its label, with the reason for it, and the "
        "article beside. It is one file, and needs neither a network nor scripts.",
        allow_abbrev=False,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a page, HTML or text; - or nothing: standard input")
    add_cleaner_options(parser)
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="where to write; - (the default): standard output"
    )
    return parser


def run(argv: list[str]) -> int:
    parser = arguments()
    args = parser.parse_intermixed_args(argv)
    files = [args.file] if args.file is not None else []
    cleaner = cleaner_of(parser, files, args)
    if args.output != "-" and _is_same_file(args.file, args.output):
        parser.error(f"the report would overwrite the page {args.output}")
    from cleanpage.evidence.glossary import MEANING
    from cleanpage.render.report import report

    def show(name: str, article: Article) -> None:
        why = {**MEANING, **{rule.id: rule.why for rule in cleaner.rules()}}
        write_to(args.output, report(article, why=why, source="" if name == "-" else os.path.basename(name)))

    return each_page(files, cleaner, show, "report")


def _is_same_file(name: str | None, other: str) -> bool:
    try:
        return name is not None and os.path.samefile(name, other)
    except (OSError, ValueError):
        return False
