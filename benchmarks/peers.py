#!/usr/bin/env python3
"""Score other extractors on real pages as HTML, by the figures that cleanpage is scored by.

    peers.py --corpus PATH          a row of a Markdown table for each extractor and corpus
    peers.py --corpus PATH bodies   only this corpus

Extractors that are not installed are left out; `pip install -e '.[train]'` installs all but readability-lxml. Their
text counts as one block a line, without lines that repeat the known headline. The figures of cleanpage to lay beside
are those of `training/train.py --dry-run`, by weights that never saw a page of the publisher.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training import align, pages, scores

from cleanpage.read.encoding import decode

CORPORA = ("news", "bodies")
FIGURES = ("F1", "para", "lost", "leak")


def trafilatura(html: str, **options: bool) -> str:
    """What trafilatura takes for the main text."""
    return import_module("trafilatura").extract(html, include_comments=False, **options) or ""


def resiliparse(html: str) -> str:
    """What resiliparse takes for the main content."""
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    text: str = extract(html, main_content=True, alt_texts=False, preserve_formatting=True)
    return text


def readability(html: str) -> str:
    """The text of readability-lxml's summary, a line a block element."""
    summary = import_module("readability").Document(html).summary()
    lines = import_module("lxml.html").fromstring(summary).itertext()
    return "\n".join(line.strip() for line in lines)


EXTRACTORS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura, fast": ("trafilatura", partial(trafilatura, fast=True)),
    "trafilatura, precision": ("trafilatura", partial(trafilatura, favor_precision=True)),
    "resiliparse, main content": ("resiliparse", resiliparse),
    "readability-lxml": ("readability", readability),
}
"""By name, the module that must be there and what makes text of a page."""


def score(page: tuple[Mapping[str, Any], str], extract: Callable[[str], str]) -> dict[str, float]:
    """One page's figures; a page on which the extractor fails has no text."""
    gold, html = page
    try:
        text = extract(html)
    except Exception:  # whatever a program raises on a page is its own
        text = ""
    title = align.fold(gold.get("title") or "")
    lines = [line.strip() for line in text.splitlines() if line.strip() and align.fold(line) != title]
    body = {"sections": [{"heading": None, "paragraphs": lines}], "standfirst": []}
    return scores.score(gold, {"title": None, "date": None, "authors": [], **body})


def real(corpus: Path, name: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The pages of a corpus with their known articles."""
    if name == "news":
        yield from ((s.gold, s.text) for s in pages.news(corpus, ("html",)))
    else:
        for gold in pages.gold_rows(corpus, name):
            yield gold, decode(pages.raw_page(corpus / name / "html" / f"{gold['id']}.html.gz"))


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", metavar="NAME", help=f"of {', '.join(CORPORA)}; none means all")
    parser.add_argument("--corpus", type=Path, required=True)
    args = parser.parse_args()
    if unknown := set(args.only) - set(CORPORA):
        parser.error(f"no corpus {', '.join(sorted(unknown))}")
    print("| corpus | extractor | " + " | ".join(FIGURES) + " |\n| --- | --- |" + " --- |" * len(FIGURES))
    for name in args.only or CORPORA:
        known = list(real(args.corpus, name))
        for label, (module, extract) in EXTRACTORS.items():
            try:
                import_module(module)
            except ImportError:
                print(f"{label}: not installed", file=sys.stderr)
                continue
            with ProcessPoolExecutor(2) as pool:
                rows = list(pool.map(partial(score, extract=extract), known, chunksize=8))
            cells = [[r[f] for r in rows if f in r] for f in FIGURES]
            means = [f"{statistics.mean(c):.3f}" if c else "" for c in cells]
            print(f"| {name} | {label} | " + " | ".join(means) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
