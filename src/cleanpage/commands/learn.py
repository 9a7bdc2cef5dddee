"""cleanpage learn DIR|FILE.jsonl|FILE... -o PACK: what pages of one site have in common, as a pack."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cleanpage.commands.common import (
    CommandError,
    Parser,
    add_cleaner_options,
    add_files,
    cleaner_of,
    read_page,
    reason,
    write_to,
)

if TYPE_CHECKING:
    from cleanpage.rules import Pack

_PAGES = (".html", ".htm", ".xhtml", ".txt", ".md", ".gz")
_FIELDS = ("html", "text")
_HEAD = """\
# {count} that {pages} pages have in common. Rules and lines that are wrong can be taken out, and others be put in;
# `cleanpage check-pack` tries the rules, and `cleanpage --pack` uses them.

"""


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage learn",
        description="Find the lines that pages of one site have in common (menus, boxes, footers) and write a pack of "
        "rules that drops them. It helps from three pages on. FILE may be a folder of pages, or JSON lines (.jsonl).",
        allow_abbrev=False,
    )
    add_files(parser)
    add_cleaner_options(parser)
    parser.add_argument(
        "--field", metavar="NAME", help="the field of JSON lines that holds the page (default: html, else text)"
    )
    parser.add_argument(
        "-o", "--output", default="-", metavar="PACK", help="where to write; - (the default): standard output"
    )
    return parser


def run(argv: list[str]) -> int:
    parser = arguments()
    args = parser.parse_intermixed_args(argv)
    cleaner = cleaner_of(parser, args.files, args)
    from cleanpage.site import learn

    seen = 0

    def sources() -> Iterator[Any]:
        nonlocal seen
        for name in args.files or ["-"]:
            for source in _sources(name, args.field, 4 * cleaner.max_chars + 4):
                seen += 1
                yield source

    pack = learn(sources(), name=_name(args.output), cleaner=cleaner)
    if not pack.rules:
        raise CommandError(f"no line recurs on two different articles of {seen} {'page' if seen == 1 else 'pages'}")
    write_to(args.output, _toml(pack, seen))
    return 0


def _toml(pack: Pack, pages: int) -> str:
    from cleanpage.rules.write import pack_toml

    lines = sum(len(phrases) for rule in pack.rules for _, phrases in rule.phrases)
    return _HEAD.format(count=f"{lines} {'line' if lines == 1 else 'lines'}", pages=pages) + pack_toml(pack)


def _sources(name: str, field: str | None, limit: int) -> Iterator[Any]:
    if os.path.isdir(name):
        yield from _folder(name, limit)
    elif name.endswith(".jsonl"):
        yield from _json_lines(name, field)
    else:
        yield read_page(name, limit)


def _folder(name: str, limit: int) -> Iterator[bytes]:
    try:
        found = sorted(e.path for e in os.scandir(name) if e.is_file() and e.name.lower().endswith(_PAGES))
    except OSError as e:
        raise CommandError(f"{name}: {reason(e)}") from None
    if not found:
        raise CommandError(f"{name}: no pages in this folder: {', '.join(_PAGES)}")
    for path in found:
        yield read_page(path, limit)


def _json_lines(name: str, field: str | None) -> Iterator[str]:
    import json

    try:
        with open(name, encoding="utf8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                row = None
                with suppress(ValueError, RecursionError):
                    row = json.loads(line)
                if not isinstance(row, dict):
                    raise CommandError(f"{name}, line {number}: no JSON object")
                fields = (field,) if field else _FIELDS
                page = next((row[f] for f in fields if isinstance(row.get(f), str)), None)
                if page is None:
                    raise CommandError(f"{name}, line {number}: no text in the field {' or '.join(fields)}")
                yield page
    except OSError as e:
        raise CommandError(f"{name}: {reason(e)}") from None


def _name(output: str) -> str:
    """What the rules' ids open with: the pack's file name as far as it can be."""
    stem = os.path.basename(output).split(".")[0].lower()
    return re.sub(r"[^a-z0-9_-]+", "-", stem).strip("-_") or "site"
