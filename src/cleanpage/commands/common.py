"""What the commands share: arguments, reading and writing, errors in one line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from cleanpage.api import Cleaner
    from cleanpage.rules import Pack
    from cleanpage.types import Article

FAILED, WRONG_USAGE = 1, 2
_HEAD = 8192  # bytes in which a NUL tells a binary file
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_GZIP = b"\x1f\x8b"


class CommandError(Exception):
    """Something that cannot be done; the message is one line for the user."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        say(f"{message} (see {self.prog} --help)")
        self.exit(WRONG_USAGE)


def add_files(parser: Parser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help="a page, HTML or text; - or nothing: standard input")


def add_cleaner_options(parser: Parser) -> None:
    parser.add_argument(
        "--pack", action="append", default=[], metavar="FILE", help="a pack of own rules (may be given again)"
    )
    parser.add_argument("--language", metavar="CODE", help="the pages' language (default: found out page by page)")
    parser.add_argument("--kind", choices=("html", "text"), help="what the input is (default: found out page by page)")


def language_of(parser: Parser, code: str | None) -> str | None:
    """The language's code as the packs have it, so that de-AT and DE mean de."""
    if code is None:
        return None
    from cleanpage.rules.load import builtin_languages

    short = code.lower().replace("_", "-").split("-")[0]
    known = builtin_languages()
    if short not in known:
        parser.error(f"unknown language {code}: choose from {', '.join(known)}")
    return short


def cleaner_of(parser: Parser, files: Sequence[str], args: argparse.Namespace) -> Cleaner:
    """A cleaner with the packs and language of the arguments, once it is sure that there is something to clean."""
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        parser.print_usage(sys.stderr)
        parser.exit(WRONG_USAGE)
    language = language_of(parser, args.language)
    packs = load_packs(args.pack)
    from cleanpage import Cleaner

    return Cleaner(packs=packs, language=language, kind=args.kind)


def parts(text: str) -> list[str]:
    """Parts of the article, as --only and --drop take them."""
    from cleanpage.render.data import PARTS

    named = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in named if part not in PARTS]
    if unknown or not named:
        raise argparse.ArgumentTypeError(
            f"unknown part {', '.join(unknown) or repr(text)}: choose from {', '.join(PARTS)}"
        )
    return named


def load_packs(paths: Iterable[str]) -> tuple[Pack, ...]:
    from cleanpage.rules import PackError, load_pack

    try:
        return tuple(load_pack(path) for path in paths)
    except PackError as e:
        raise CommandError(str(e)) from None


def each_page(names: Sequence[str], cleaner: Cleaner, show: Callable[[str, Article], None], form: str) -> int:
    """Clean every file and show it; one that cannot be read is reported, and the others are still done."""
    status, shown = 0, 0
    for name in names or ["-"]:
        try:
            source = read_page(name, 4 * cleaner.max_chars + 4)
        except CommandError as e:
            say(str(e))
            status = FAILED
            continue
        article = cleaner.clean(source)
        if article.truncated:
            say(f"{name}: only the first {cleaner.max_chars:,} characters were cleaned")
        if form not in ("json", "jsonl") and len(names) > 1:
            write(f"{chr(10) if shown else ''}==> {printable(name)} <==\n")
        show(name, article)
        shown += 1
    return status


def read_page(name: str, limit: int) -> bytes:
    """A file's first `limit` bytes: text in some encoding, or a CommandError."""
    try:
        if name == "-":
            if sys.stdin is None:
                raise CommandError("standard input is closed")
            data = _read_text(sys.stdin.buffer, limit)
        else:
            with open(name, "rb") as file:
                data = _read_text(file, limit)
    except (OSError, ValueError) as e:
        raise CommandError(f"{name}: {reason(e)}") from None
    if data is None:
        raise CommandError(f"{name}: binary file, not text")
    return data


def _read_text(file: BinaryIO, limit: int) -> bytes | None:
    head = file.read(_HEAD)
    if b"\0" in head and not head.startswith((*_UTF16, _GZIP)):
        return None
    return head + file.read(limit - len(head)) if len(head) == _HEAD else head


def reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def write(text: str, *, flush: bool = False) -> None:
    if sys.stdout is None:
        raise CommandError("standard output is closed")
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        discard_output()
        raise CommandError(f"cannot write the output: {reason(e)}") from None


def write_to(name: str, text: str) -> None:
    """Write a file, or to standard output where the name is -."""
    if name == "-":
        return write(text)
    try:
        with open(name, "w", encoding="utf8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as e:
        raise CommandError(f"{name}: {reason(e)}") from None
    return None


def say(message: str) -> None:
    """A message on standard error, in one line whatever a file's name holds."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"cleanpage: {printable(message)}", file=sys.stderr)


def to_json(data: object, indent: int | None = None) -> str:
    import json

    separators = (",", ":") if indent is None else None
    return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)


def printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def discard_output() -> None:
    """Point standard output to nowhere, so that Python's last flush on exit is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
