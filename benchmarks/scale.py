#!/usr/bin/env python3
"""Measure what a crawl costs: pages a second of one core, bytes out per byte in; and from that, Common Crawl.

    scale.py --corpus PATH                 a table in Markdown, for docs/scale.md

CORPUS is a folder with html/ID.html.gz and text/FORM/ID.txt, or one that has such a folder named news. Beside it there
may be one named web with pages of all sorts, html/ID.html.gz: then these are measured, too, for a crawl is no
collection of news. Their text is made by resiliparse (the extra "dev") of the whole page, much as WET files have it.

Each page is cleaned in each round, the forms taking turns page by page; a page's time is the median of its rounds, in
seconds of the process, and a form's figures are sums over its pages. The cleaner is one that has seen the round before,
as one in a crawl has seen other pages. What is written is a line of JSON, as `cleanpage batch` writes it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from cleanpage import Cleaner

CRAWL = 2.5e9
"""Pages of a snapshot of Common Crawl, about."""

HOUR = 3600.0  # seconds

Page = str | bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What the pages of one form cost, in all."""

    pages: int
    seconds: float
    bytes_in: int
    """Of text in UTF-8, or of HTML as it came, not packed."""
    text_out: int
    """Bytes of the articles' text."""
    json_out: int
    """Bytes of the articles as lines of JSON."""

    @property
    def core_hours(self) -> float:
        """What a snapshot takes one core."""
        return CRAWL * self.seconds / self.pages / HOUR


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the pages")
    parser.add_argument("--form", default="plain", help="the form of text (default: plain)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is measured (default: 3)")
    parser.add_argument("--pages", type=int, default=500, help="pages of each form at most (default: 500)")
    args = parser.parse_args()
    if args.rounds < 1 or args.pages < 1:
        parser.error("--rounds and --pages take 1 or more")
    try:
        read = read_forms(args.corpus, args.form)
    except (OSError, ImportError) as e:
        print(f"scale.py: {e}", file=sys.stderr)
        return 1
    forms = {name: pages[: args.pages] for name, pages in read.items() if pages}
    if not forms:
        print(f"scale.py: no pages in {args.corpus}", file=sys.stderr)
        return 1
    print(table(measure(forms, args.rounds), args.rounds))
    return 0


def read_forms(corpus: Path, form: str) -> dict[str, list[Page]]:
    """The pages of each form that is there, by the name that the table has."""
    news = corpus / "news" if (corpus / "news").is_dir() else corpus
    texts = [path.read_text("utf8", "replace") for path in sorted((news / "text" / form).glob("*.txt"))]
    web = [*html(corpus / "web")]
    return {
        f"news as text ({form})": [*texts],
        "all sorts of pages as text": [*map(text_of, web)],
        "news as HTML": [*html(news)],
        "all sorts of pages as HTML": [*web],
    }


def html(folder: Path) -> Iterator[bytes]:
    """The folder's pages as HTML."""
    for path in sorted((folder / "html").glob("*.html.gz")):
        yield gzip.decompress(path.read_bytes())


def text_of(page: bytes) -> str:
    """A page's whole text by resiliparse."""
    text: str = import_module("resiliparse.extract.html2text").extract_plain_text(page.decode("utf8", "replace"))
    return text


def measure(forms: Mapping[str, Sequence[Page]], rounds: int) -> dict[str, Cost]:
    """What each form costs. A first round, which does not count, loads what pages need."""
    cleaner = Cleaner()
    times: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name, pages in forms.items()}
    for turn in range(rounds + 1):
        for at in range(max(map(len, forms.values()))):
            for name, pages in forms.items():
                if at < len(pages):
                    seconds = timed(cleaner, pages[at])
                    if turn:
                        times[name][at].append(seconds)
    return {name: cost(cleaner, pages, [*map(statistics.median, times[name])]) for name, pages in forms.items()}


def timed(cleaner: Cleaner, page: Page) -> float:
    """Seconds of the process from a page to a line of JSON."""
    start = time.process_time()
    line(cleaner, page)
    return time.process_time() - start


def line(cleaner: Cleaner, page: Page) -> bytes:
    """A page's article as a line of JSON."""
    data = cleaner.clean(page).to_dict()
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf8", "backslashreplace") + b"\n"


def cost(cleaner: Cleaner, pages: Sequence[Page], seconds: Sequence[float]) -> Cost:
    """The sums over a form's pages."""
    return Cost(
        pages=len(pages),
        seconds=sum(seconds),
        bytes_in=sum(len(page if isinstance(page, bytes) else page.encode("utf8", "replace")) for page in pages),
        text_out=sum(len(cleaner.clean(page).to_text().encode("utf8", "replace")) for page in pages),
        json_out=sum(len(line(cleaner, page)) for page in pages),
    )


def table(costs: Mapping[str, Cost], rounds: int) -> str:
    """The figures in Markdown."""
    rows = [
        f"| {rounds} rounds | pages | bytes a page | pages a second and core | MB a second and core "
        f"| text out per byte in | JSON out per byte in | {CRAWL / 1e9:g} billion such pages |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, of in costs.items():
        figures = (
            f"{of.pages:,}",
            f"{of.bytes_in / of.pages:,.0f}",
            f"{of.pages / of.seconds:,.0f}",
            f"{of.bytes_in / of.seconds / 1e6:,.1f}",
            f"{of.text_out / of.bytes_in:.3f}",
            f"{of.json_out / of.bytes_in:.3f}",
            f"{of.core_hours:,.0f} core hours",
        )
        rows.append(f"| {name} | {' | '.join(figures)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
