"""The pages of the documentation that are made of the package and the repository, so that they cannot go stale.

`write` puts them beside the pages that are written by hand. They are no part of the repository.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from cleanpage import Cleaner, Rule, api, batch
from cleanpage.commands import COMMANDS, clean, module
from cleanpage.evidence.glossary import MEANING
from cleanpage.read import gzipped, html, text
from cleanpage.read.meta import jsonld
from cleanpage.rules.load import builtin_languages
from cleanpage.rules.model import KINDS

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
COPIES: Mapping[str, str] = {
    "CONTRIBUTING.md": "project/contributing.md",
    "CHANGELOG.md": "project/changelog.md",
    "training/README.md": "project/training.md",
    "benchmarks/README.md": "project/benchmarks.md",
}
"""Files of the repository that are pages of the documentation, too, with their place in it."""

FIGURES = "## Quality and speed\n"
"""The heading in README.md below which the figures stand."""

SHOWN = ("de", "es", "fr", "pt", "ru", "ar", "hi", "zh")
"""Languages that show an example of each kind of rule beside English."""

_COLUMNS = 96  # of a command's help


def write(folder: Path) -> None:
    """Write all pages into the documentation's folder; a page that is the same already is left alone."""
    for name, page in pages().items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.read_text("utf8") != page:
            path.write_text(page, "utf8")


def pages() -> dict[str, str]:
    """All pages by their place in the documentation, as MyST Markdown."""
    made = {
        "reference/rules.md": rules_page(),
        "reference/evidence.md": evidence_page(),
        "reference/commands.md": commands_page(),
    }
    copies = {place: copy_of(name) for name, place in COPIES.items()}
    return made | copies | {"project/figures.md": figures_part()}


def limits() -> dict[str, str]:
    """The bounds of what is read and known, by the names with which the pages take them in."""
    values = {
        "languages": len(builtin_languages()),
        "max_chars": api.MAX_CHARS,
        "max_blocks": text.MAX_BLOCKS,
        "max_tags": html.MAX_TAGS,
        "max_unpacked": gzipped.MAX_UNPACKED,
        "max_batch_chars": batch.MAX_CHARS,
        "max_batch_line": batch.MAX_LINE,
        "max_json_ld": jsonld.MAX_CHARS,
        "max_json_ld_nodes": jsonld.MAX_NODES,
    }
    return {name: f"{value:,}" for name, value in values.items()}


def rules_page() -> str:
    """Every kind of rule: its label, the English rules of it, and examples from other languages."""
    rules = Cleaner().rules()
    intro = (
        f"A rule is of one of {len(KINDS)} kinds, and its label follows from the kind. Packs for "
        f"{len(builtin_languages())} languages, and one for all, have {len(rules):,} rules. `cleanpage rules` "
        "prints them whole. This page is made of the packs."
    )
    sections = (_kind_section(kind, [rule for rule in rules if rule.kind == kind]) for kind in KINDS)
    return f"# Kinds of rules\n\n{intro}\n\n" + "\n".join(sections)


def _kind_section(kind: str, rules: list[Rule]) -> str:
    packs = dict.fromkeys(rule.pack for rule in rules)
    count = f"{len(rules)} rules in {len(packs)} packs"
    parts = [
        f"## {kind}\n",
        f"Label {code(KINDS[kind].value)}; {count} (`cleanpage rules --kind {kind}`).\n",
        *_table(("rule", "what for", "a line it hits", "a line it must not hit"), _english(rules)),
        *_table(("language", "a line it hits"), _other_languages(rules)),
    ]
    return "\n".join(parts)


def _english(rules: Iterable[Rule]) -> Iterator[tuple[str, ...]]:
    for rule in rules:
        if rule.pack in ("en", "core"):
            yield code(rule.id), plain(rule.why), code(rule.hit[0]), code(rule.miss[0])


def _other_languages(rules: Iterable[Rule]) -> Iterator[tuple[str, ...]]:
    hits: dict[str, str] = {}
    for rule in rules:
        hits.setdefault(rule.pack, rule.hit[0])
    return ((language, code(hits[language])) for language in SHOWN if language in hits)


def evidence_page() -> str:
    """What the names of evidence mean."""
    rows = ((code(name), plain(meaning)) for name, meaning in sorted(MEANING.items()))
    return "\n".join(
        (
            "# Evidence\n",
            "What the name of a piece of evidence begins with says what it is about; what follows the dot says which "
            "way it is: `words.7` and `words.20` are both about how many words a line has. The longest beginning "
            "counts: `seen.often` before `seen`. Names of rules are on the page of [rules](rules.md). "
            "`cleanpage rules --weights LABEL` prints what each piece of evidence weighs.\n",
            *_table(("name", "what it says of a line"), rows),
        )
    )


def commands_page() -> str:
    """The help of every command, as the command prints it."""
    parsers: list[ArgumentParser] = [clean.arguments(), *(module(word).arguments() for word in COMMANDS)]
    sections = (f"## {parser.prog}\n\n```text\n{_help(parser)}```\n" for parser in parsers)
    intro = "Each command's `--help`. The exit status is 0 when all went well, 1 when a file failed, 2 for wrong usage."
    return f"# Commands\n\n{intro}\n\n" + "\n".join(sections)


def _help(parser: ArgumentParser) -> str:
    parser.formatter_class = partial(parser.formatter_class, width=_COLUMNS)  # type: ignore[call-arg]  # it is a class
    return parser.format_help()


def figures_part() -> str:
    """The figures that README.md tells, for a page that takes them in: there is one place to keep up to date."""
    readme = (ROOT / "README.md").read_text("utf8")
    _, figures = readme.split(f"\n{FIGURES}", 1)
    return moved(figures.split("\n## ", 1)[0].strip() + "\n", ROOT)


def copy_of(name: str) -> str:
    """A file of the repository as a page: links to other such files lead to their pages."""
    return moved((ROOT / name).read_text("utf8"), (ROOT / name).parent)


def moved(page: str, here: Path) -> str:
    """A page with its links, which are relative to the folder `here`, as links within the documentation.

    >>> moved("[Benchmarks](../benchmarks/README.md)", DOCS)
    '[Benchmarks](/project/benchmarks.md)'
    """
    places = {ROOT / name: place for name, place in COPIES.items()}

    def link(found: re.Match[str]) -> str:
        target = (here / found["to"]).resolve()
        place = places.get(target)
        if place is None and target.is_relative_to(DOCS):
            place = target.relative_to(DOCS).as_posix()
        return f"](/{place})" if place else found[0]

    return re.sub(r"\]\((?P<to>[\w./-]+\.\w+)\)", link, page)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table, line by line with an empty one behind it; nothing where it has no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        yield from (f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines, "")


def code(words: str) -> str:
    """A text as code in a table's cell.

    >>> code("Home | Sport")
    '`Home \\\\| Sport`'
    """
    words = " ".join(words.split()).replace("|", "\\|")
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def plain(words: str) -> str:
    r"""A text as plain words in a table's cell.

    >>> plain("*** or ___ | <hr>")
    '\\*\\*\\* or \\_\\_\\_ \\| \\<hr>'
    """
    return re.sub(r"([\\`*_\[\]<|$])", r"\\\1", words)
