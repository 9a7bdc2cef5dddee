"""cleanpage FILE...: the article of each page."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cleanpage.commands.common import (
    Parser,
    add_cleaner_options,
    add_files,
    cleaner_of,
    each_page,
    parts,
    to_json,
    write,
)

if TYPE_CHECKING:
    from cleanpage.api import Cleaner
    from cleanpage.types import Article

_EPILOG = """\
commands (as the first word; a file of such a name is ./explain or -- explain):
  cleanpage explain FILE...     every line with its verdict and the rule behind it
  cleanpage report FILE         the same as an HTML page, with the article beside it
  cleanpage rules               the rules, with what they are for and their examples
  cleanpage check-pack PACK...  load packs of rules and run the rules' own examples
  cleanpage learn DIR|FILE...   what pages of one site have in common, as a pack (-o site.toml)
  cleanpage batch INPUT... -o OUT
                                many pages, from folders, JSON lines, Parquet, WARC or WET

exit status: 0 all done, 1 something failed (the other files are done), 2 wrong usage
"""


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage",
        description="Keep the article of a news page, HTML or text: title, dateline, standfirst, body, sign-off.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_files(parser)
    add_cleaner_options(parser)
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json", "jsonl"),
        default="text",
        help="text (the default), markdown, html (a document, so of one file only), json (one object, or a list of "
        "objects for several files) or jsonl (one object a line, the file's name first)",
    )
    parser.add_argument(
        "--lines",
        action="store_true",
        help="every line of the input with its verdict: in json and jsonl as the field lines; "
        "in text only these, each as label<TAB>text",
    )
    names = "title, dateline, byline, standfirst, body (paragraphs), headings, footer, images"
    parser.add_argument(
        "--only", type=parts, action="extend", default=[], metavar="PART,...", help=f"only these parts: {names}"
    )
    parser.add_argument(
        "--drop", type=parts, action="extend", default=[], metavar="PART,...", help="all but these parts"
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument(
        "--print-completion",
        choices=("bash", "zsh", "tcsh"),
        metavar="SHELL",
        help="print a completion script for bash, zsh or tcsh and exit (needs shtab)",
    )
    return parser


def run(argv: list[str]) -> int:
    parser = arguments()
    args = parser.parse_intermixed_args(argv)
    if args.version:
        from cleanpage import __version__

        write(f"cleanpage {__version__}\n")
        return 0
    if args.print_completion:
        from cleanpage.commands.completion import completion

        write(completion(args.print_completion))
        return 0
    if args.lines and args.format in ("markdown", "html"):
        parser.error("--lines goes with --format text, json or jsonl")
    if args.lines and args.format == "text" and (args.only or args.drop):
        parser.error("--lines shows every line as text; --only and --drop go with --format json or jsonl then")
    if args.format in ("text", "markdown") and args.only and set(args.only) <= {"images", *args.drop}:
        parser.error("images are no part of the text; they show with --format json or jsonl")
    if args.format == "html" and len(args.files) > 1:
        parser.error("--format html makes one document, so it takes one file")
    cleaner = cleaner_of(parser, args.files, args)
    if args.format == "json" and len(args.files) > 1:
        return _json_list(args, cleaner)
    return each_page(args.files, cleaner, lambda name, article: write(_rendered(name, article, args)), args.format)


def _rendered(name: str, article: Article, args: argparse.Namespace) -> str:
    if args.format == "text" and args.lines:
        from cleanpage.render.text import lines_text

        return lines_text(article)
    if args.only or args.drop:
        from cleanpage.render.data import select

        article = select(article, only=args.only, drop=args.drop)
    if args.format == "text":
        return article.to_text()
    if args.format == "markdown":
        return article.to_markdown()
    if args.format == "html":
        return article.to_html()
    if args.format == "json":
        return to_json(article.to_dict(lines=args.lines), indent=2) + "\n"
    return to_json({"source": name, **article.to_dict(lines=args.lines)}) + "\n"


def _json_list(args: argparse.Namespace, cleaner: Cleaner) -> int:
    """Several files as one list, written as they are done."""
    from cleanpage.render.data import select

    written = 0

    def show(name: str, article: Article) -> None:
        nonlocal written
        article = select(article, only=args.only, drop=args.drop)
        item = to_json({"source": name, **article.to_dict(lines=args.lines)}, indent=2)
        write((",\n" if written else "[\n") + item)
        written += 1

    status = each_page(args.files, cleaner, show, "json")
    write("\n]\n" if written else "[]\n")
    return status
