"""The command: cleans files, explains verdicts and reports them, shows rules, checks packs.

Everything but the parsing of the arguments is imported where it is used, so that help and errors are instant.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

if TYPE_CHECKING:
    from cleanpage.api import Cleaner
    from cleanpage.rules import Pack, Rule
    from cleanpage.types import Article

FAILED, WRONG_USAGE, INTERRUPTED, CLOSED_PIPE = 1, 2, 130, 141
_HEAD = 8192  # bytes in which a NUL tells a binary file
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_GZIP = b"\x1f\x8b"

_EPILOG = """\
commands (as the first word; a file of such a name is ./explain or -- explain):
  cleanpage explain FILE...     every line with its verdict and the rule behind it
  cleanpage report FILE         the same as an HTML page, with the article beside it
  cleanpage rules               the rules, with what they are for and their examples
  cleanpage check-pack PACK...  load packs of rules and run the rules' own examples

exit status: 0 all done, 1 something failed (the other files are done), 2 wrong usage
"""


class CommandError(Exception):
    """Something that cannot be done; the message is one line for the user."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        _say(f"{message} (see {self.prog} --help)")
        self.exit(WRONG_USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with `argv` (by default the process's arguments) and return the exit status."""
    _use_utf8()
    try:
        try:
            status = _run(list(sys.argv[1:] if argv is None else argv))
        except SystemExit as e:  # argparse, after --help and on wrong usage
            status = e.code if isinstance(e.code, int) else 0
        _write("", flush=True)
    except CommandError as e:
        _say(str(e))
        return FAILED
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return CLOSED_PIPE
    return status


def _run(argv: list[str]) -> int:
    commands = {"explain": _explain, "report": _report, "rules": _rules, "check-pack": _check_pack}
    if argv and argv[0] in commands:
        return commands[argv[0]](argv[1:])
    return _clean(argv)


# the arguments


def _clean_parser() -> _Parser:
    parser = _Parser(
        prog="cleanpage",
        description="Keep the article of a news page, HTML or text: title, dateline, standfirst, body, sign-off.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_files(parser)
    _add_cleaner_options(parser)
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
    parts = "title, dateline, byline, standfirst, body (paragraphs), headings, footer, images"
    parser.add_argument(
        "--only", type=_parts, action="extend", default=[], metavar="PART,...", help=f"only these parts: {parts}"
    )
    parser.add_argument(
        "--drop", type=_parts, action="extend", default=[], metavar="PART,...", help="all but these parts"
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument(
        "--print-completion",
        choices=("bash", "zsh", "tcsh"),
        metavar="SHELL",
        help="print a completion script for bash, zsh or tcsh and exit (needs shtab)",
    )
    return parser


def _explain_parser() -> _Parser:
    parser = _Parser(
        prog="cleanpage explain",
        description="Show each line that is not empty with its verdict: + kept, ~ kept apart, - dropped; its label; "
        "the rule or evidence that weighed most; by how much the label won (nats); the text.",
        allow_abbrev=False,
    )
    _add_files(parser)
    _add_cleaner_options(parser)
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour by label; auto: on a terminal, unless NO_COLOR is set",
    )
    parser.add_argument(
        "--width",
        type=_natural,
        metavar="COLUMNS",
        help="cut rows to so many columns, 0: not at all (default: the terminal's width, or 120)",
    )
    return parser


def _report_parser() -> _Parser:
    parser = _Parser(
        prog="cleanpage report",
        description="Write an HTML page that shows each line coloured by its label, with the reason for it, and the "
        "article beside. It is one file, and needs neither a network nor scripts.",
        allow_abbrev=False,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a page, HTML or text; - or nothing: standard input")
    _add_cleaner_options(parser)
    parser.add_argument(
        "-o", "--output", default="-", metavar="FILE", help="where to write; - (the default): standard output"
    )
    return parser


def _rules_parser() -> _Parser:
    parser = _Parser(
        prog="cleanpage rules",
        description="Show the rules in force, with what they are for and lines that they must and must not match.",
        allow_abbrev=False,
    )
    parser.add_argument("--label", metavar="LABEL", help="only rules that vote for this label: share, promo, ...")
    parser.add_argument("--language", metavar="CODE", help="only rules of this language's pack: de, en, ...")
    parser.add_argument("--kind", metavar="KIND", help="only rules of this kind: promo.related, share.bar, ...")
    parser.add_argument("--pack", action="append", default=[], metavar="FILE", help="own rules to show too")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def _check_pack_parser() -> _Parser:
    parser = _Parser(
        prog="cleanpage check-pack",
        description="Load packs of rules and try every rule on its own hit and miss examples.",
        allow_abbrev=False,
    )
    parser.add_argument("packs", nargs="+", metavar="FILE", help="a pack: a TOML file of rules")
    return parser


def _add_files(parser: _Parser) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE", help="a page, HTML or text; - or nothing: standard input")


def _add_cleaner_options(parser: _Parser) -> None:
    parser.add_argument(
        "--pack", action="append", default=[], metavar="FILE", help="a pack of own rules (may be given again)"
    )
    parser.add_argument("--language", metavar="CODE", help="the pages' language (default: found out page by page)")
    parser.add_argument("--kind", choices=("html", "text"), help="what the input is (default: found out page by page)")


def _parts(text: str) -> list[str]:
    from cleanpage.render.data import PARTS

    parts = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in parts if part not in PARTS]
    if unknown or not parts:
        raise argparse.ArgumentTypeError(
            f"unknown part {', '.join(unknown) or repr(text)}: choose from {', '.join(PARTS)}"
        )
    return parts


def _natural(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of columns")
    return int(text)


def _language(parser: _Parser, code: str | None) -> str | None:
    """The language's code as the packs have it, so that de-AT and DE mean de."""
    if code is None:
        return None
    from cleanpage.rules.load import builtin_languages

    short = code.lower().replace("_", "-").split("-")[0]
    known = builtin_languages()
    if short not in known:
        parser.error(f"unknown language {code}: choose from {', '.join(known)}")
    return short


# cleanpage FILE...


def _clean(argv: list[str]) -> int:
    parser = _clean_parser()
    args = parser.parse_intermixed_args(argv)
    if args.version:
        from cleanpage import __version__

        _write(f"cleanpage {__version__}\n")
        return 0
    if args.print_completion:
        _write(_completion(args.print_completion))
        return 0
    if args.lines and args.format in ("markdown", "html"):
        parser.error("--lines goes with --format text, json or jsonl")
    if args.lines and args.format == "text" and (args.only or args.drop):
        parser.error("--lines shows every line as text; --only and --drop go with --format json or jsonl then")
    if args.format in ("text", "markdown") and args.only and set(args.only) <= {"images", *args.drop}:
        parser.error("images are no part of the text; they show with --format json or jsonl")
    if args.format == "html" and len(args.files) > 1:
        parser.error("--format html makes one document, so it takes one file")
    cleaner = _cleaner(parser, args.files, args)
    if args.format == "json" and len(args.files) > 1:
        return _json_list(args, cleaner)
    return _each_page(args.files, cleaner, lambda name, article: _write(_rendered(name, article, args)), args.format)


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
        return _json(article.to_dict(lines=args.lines), indent=2) + "\n"
    return _json({"source": name, **article.to_dict(lines=args.lines)}) + "\n"


def _json_list(args: argparse.Namespace, cleaner: Cleaner) -> int:
    """Several files as one list, written as they are done."""
    from cleanpage.render.data import select

    written = 0

    def show(name: str, article: Article) -> None:
        nonlocal written
        article = select(article, only=args.only, drop=args.drop)
        item = _json({"source": name, **article.to_dict(lines=args.lines)}, indent=2)
        _write((",\n" if written else "[\n") + item)
        written += 1

    status = _each_page(args.files, cleaner, show, "json")
    _write("\n]\n" if written else "[]\n")
    return status


def _each_page(names: Sequence[str], cleaner: Cleaner, show: Callable[[str, Article], None], form: str) -> int:
    """Clean every file and show it; one that cannot be read is reported, and the others are still done."""
    status, shown = 0, 0
    for name in names or ["-"]:
        try:
            source = _read(name, 4 * cleaner.max_chars + 4)
        except CommandError as e:
            _say(str(e))
            status = FAILED
            continue
        article = cleaner.clean(source)
        if article.truncated:
            _say(f"{name}: only the first {cleaner.max_chars:,} characters were cleaned")
        if form not in ("json", "jsonl") and len(names) > 1:
            _write(f"{chr(10) if shown else ''}==> {_printable(name)} <==\n")
        show(name, article)
        shown += 1
    return status


def _cleaner(parser: _Parser, files: Sequence[str], args: argparse.Namespace) -> Cleaner:
    """A cleaner with the packs and language of the arguments, once it is sure that there is something to clean."""
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        parser.print_usage(sys.stderr)
        parser.exit(WRONG_USAGE)
    language = _language(parser, args.language)
    packs = _load_packs(args.pack)
    from cleanpage import Cleaner

    return Cleaner(packs=packs, language=language, kind=args.kind)


def _load_packs(paths: Iterable[str]) -> tuple[Pack, ...]:
    from cleanpage.rules import PackError, load_pack

    try:
        return tuple(load_pack(path) for path in paths)
    except PackError as e:
        raise CommandError(str(e)) from None


def _completion(shell: str) -> str:
    from importlib import import_module

    try:
        shtab = import_module("shtab")
    except ImportError:
        raise CommandError("completion needs the package shtab: pip install shtab") from None
    parser, preamble = _clean_parser(), {}
    if shell == "bash":  # the words that shtab makes for zsh cannot stand beside file names
        commands = {
            "explain": _explain_parser,
            "report": _report_parser,
            "rules": _rules_parser,
            "check-pack": _check_pack_parser,
        }
        subparsers = parser.add_subparsers(prog="cleanpage")
        for word, make in commands.items():
            _complete_files(subparsers.add_parser(word, parents=[make()], add_help=False, help=word), shtab.FILE)
        preamble["bash"] = _BASH_FILES.format(" ".join(commands))
        _complete_files(parser, shtab.FILE, {"bash": "_cleanpage_files"})
    else:
        _complete_files(parser, shtab.FILE)
    script: str = shtab.complete(parser, shell=shell, preamble=preamble)
    return script if script.endswith("\n") else f"{script}\n"


_BASH_FILES = """\
_cleanpage_files() {{
  compgen -f -- "$1"
  if [ "$COMP_CWORD" = 1 ]; then compgen -W "{}" -- "$1"; fi
}}
"""


def _complete_files(parser: argparse.ArgumentParser, file: object, first: object = None) -> None:
    """Tell shtab, which reads an action's attribute `complete`, which arguments are files."""
    for action in parser._actions:
        if action.metavar == "FILE":
            action.complete = file if action.option_strings else first or file  # type: ignore[attr-defined]


# cleanpage explain


def _explain(argv: list[str]) -> int:
    parser = _explain_parser()
    args = parser.parse_intermixed_args(argv)
    cleaner = _cleaner(parser, args.files, args)
    color, width = _color(args.color), _width(args.width)
    from cleanpage.render.table import explain_table

    return _each_page(
        args.files, cleaner, lambda _, article: _write(explain_table(article, color=color, width=width)), "table"
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


# cleanpage report


def _report(argv: list[str]) -> int:
    parser = _report_parser()
    args = parser.parse_intermixed_args(argv)
    files = [args.file] if args.file is not None else []
    cleaner = _cleaner(parser, files, args)
    if args.output != "-" and _is_same_file(args.file, args.output):
        parser.error(f"the report would overwrite the page {args.output}")
    from cleanpage.evidence.glossary import MEANING
    from cleanpage.render.report import report

    def show(name: str, article: Article) -> None:
        why = {**MEANING, **{rule.id: rule.why for rule in cleaner.rules()}}
        _write_to(args.output, report(article, why=why, source="" if name == "-" else os.path.basename(name)))

    return _each_page(files, cleaner, show, "report")


def _is_same_file(name: str | None, other: str) -> bool:
    try:
        return name is not None and os.path.samefile(name, other)
    except (OSError, ValueError):
        return False


def _write_to(name: str, text: str) -> None:
    if name == "-":
        return _write(text)
    try:
        with open(name, "w", encoding="utf8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as e:
        raise CommandError(f"{name}: {_reason(e)}") from None
    return None


# cleanpage rules


def _rules(argv: list[str]) -> int:
    parser = _rules_parser()
    args = parser.parse_args(argv)
    from cleanpage.rules.model import KINDS
    from cleanpage.types import Label

    if args.label and args.label not in set(Label):
        parser.error(f"unknown label {args.label}: choose from {', '.join(label.value for label in Label)}")
    if args.kind and args.kind not in KINDS:
        parser.error(f"unknown kind {args.kind}: choose from {', '.join(KINDS)}")
    language = _language(parser, args.language)
    packs = _load_packs(args.pack)
    from cleanpage import Cleaner

    own = {pack.name for pack in packs if pack.language == language}
    chosen = [
        rule
        for rule in Cleaner(packs=packs).rules()
        if (not args.label or rule.label == args.label)
        and (not args.kind or rule.kind == args.kind)
        and (language is None or rule.pack == language or rule.pack in own)
    ]
    if args.format == "json":
        _write(_json([_rule_dict(rule) for rule in chosen], indent=2) + "\n")
    else:
        _write("\n".join(_rule_text(rule) for rule in chosen))
    return 0


def _rule_dict(rule: Rule) -> dict[str, Any]:
    bounds = ((name, getattr(rule.when, name)) for name in rule.when.__dataclass_fields__)
    return {
        "id": rule.id,
        "pack": rule.pack,
        "kind": rule.kind or None,
        "label": rule.label.value,
        "match": {matcher: list(phrases) for matcher, phrases in rule.phrases},
        "when": {name: bound for name, bound in bounds if bound is not None},
        "need": list(rule.need),
        "why": rule.why,
        "hit": list(rule.hit),
        "miss": list(rule.miss),
        "force": rule.force,
        "weight": rule.weight,
    }


def _rule_text(rule: Rule) -> str:
    rows = [f"{rule.id}  [{rule.label.value}]  {rule.why}"]
    rows += [f"  {matcher}: {' | '.join(phrases)}" for matcher, phrases in rule.phrases]
    bounds = [f"{name} {bound}" for name, bound in _rule_dict(rule)["when"].items()]
    rows += [f"  when: {', '.join(bounds)}"] if bounds else []
    rows += [f"  hit:  {line}" for line in rule.hit]
    rows += [f"  miss: {line}" for line in rule.miss]
    return "".join(f"{_printable(row)}\n" for row in rows)


# cleanpage check-pack


def _check_pack(argv: list[str]) -> int:
    args = _check_pack_parser().parse_args(argv)
    status = 0
    for path in args.packs:
        try:
            (pack,) = _load_packs([path])
        except CommandError as e:
            _say(str(e))
            status = FAILED
            continue
        faults = list(_faults(pack))
        if faults:
            status = FAILED
            _write("".join(f"{_printable(f'{path}: {fault}')}\n" for fault in faults))
        else:
            count = "1 rule" if len(pack.rules) == 1 else f"{len(pack.rules)} rules"
            _write(f"{_printable(path)}: {count}, all examples pass\n")
    return status


def _faults(pack: Pack) -> Iterator[str]:
    from cleanpage.rules import RuleIndex

    index = RuleIndex(pack.rules)
    for rule in pack.rules:
        for line, wanted in [*((line, True) for line in rule.hit), *((line, False) for line in rule.miss)]:
            if any(hit.rule.id == rule.id for hit in index.match(line)) is not wanted:
                yield f"rule {rule.id}: {'does not match' if wanted else 'matches'} {line!r}"


# in and out


def _read(name: str, limit: int) -> bytes:
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
        raise CommandError(f"{name}: {_reason(e)}") from None
    if data is None:
        raise CommandError(f"{name}: binary file, not text")
    return data


def _read_text(file: BinaryIO, limit: int) -> bytes | None:
    head = file.read(_HEAD)
    if b"\0" in head and not head.startswith((*_UTF16, _GZIP)):
        return None
    return head + file.read(limit - len(head)) if len(head) == _HEAD else head


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _json(data: object, indent: int | None = None) -> str:
    import json

    separators = (",", ":") if indent is None else None
    return json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale; lone surrogates as escapes, which JSON reads back."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _write(text: str, *, flush: bool = False) -> None:
    if sys.stdout is None:
        raise CommandError("standard output is closed")
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        _discard_output()
        raise CommandError(f"cannot write the output: {_reason(e)}") from None


def _say(message: str) -> None:
    """A message on standard error, in one line whatever a file's name holds."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"cleanpage: {_printable(message)}", file=sys.stderr)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _discard_output() -> None:
    """Point standard output to nowhere, so that Python's last flush on exit is quiet."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
