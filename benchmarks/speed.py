#!/usr/bin/env python3
"""Measure milliseconds a page: cleanpage on text or HTML beside resiliparse and trafilatura on the same pages' HTML.

The extractors take turns on every page, so that a slow moment of the machine falls on all of them. All have loaded
what they need before: for cleanpage each page's language pack. "cold" cleans every page with a Cleaner that has not
seen any line yet, "warm" all pages of a round with one Cleaner, as a crawler does.

    speed.py --growth    microseconds a character of ever longer pages: cleaning is linear where they stay the same

CORPUS is a folder with html/ID.html.gz and text/FORM/ID.txt, or one that has such a folder named news.
resiliparse and trafilatura come with the extra "dev".
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from cleanpage import Cleaner
from cleanpage.samples import text as sample

Extract = Callable[[str | bytes, bytes], object]
"""Takes a page in the chosen form, and as HTML."""

BASE, WARM = "cleanpage (cold)", "cleanpage (warm)"

GROWTH = (1, 10, 100, 1000)
"""How often the sample page is repeated."""


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder with the pages")
    parser.add_argument(
        "--form", default="plain", help="the form that cleanpage gets: html, or a form of text (default: plain)"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is measured (default: 3)")
    parser.add_argument("--pages", type=int, help="only the first so many pages")
    parser.add_argument("--growth", action="store_true", help="time ever longer pages instead; needs no corpus")
    args = parser.parse_args()
    if args.growth:
        print(growth(args.rounds))
        return 0
    if args.corpus is None:
        parser.error("--corpus is needed, or --growth")
    if args.rounds < 1 or (args.pages is not None and args.pages < 1):
        parser.error("--rounds and --pages take 1 or more")
    try:
        pages = list(read_pages(args.corpus, args.form))[: args.pages]
        peers = {"resiliparse": resiliparse(), "trafilatura (fast)": trafilatura()}
    except (OSError, ImportError) as e:
        print(f"speed.py: {e}", file=sys.stderr)
        return 1
    print(table(measure(pages, args.rounds, peers), pages, args.form, args.rounds))
    return 0


def read_pages(corpus: Path, form: str) -> Iterator[tuple[str | bytes, bytes]]:
    """Every page of which both the form and the HTML are there. Raises OSError where there is none."""
    folder = corpus / "news" if (corpus / "news").is_dir() else corpus
    if form == "html":
        sources = [gzip.decompress(path.read_bytes()) for path in sorted((folder / "html").glob("*.html.gz"))]
        if not sources:
            raise FileNotFoundError(f"no pages there: {folder / 'html'} has none")
        yield from zip(sources, sources, strict=True)
        return
    texts = folder / "text" / form
    if not texts.is_dir():
        raise FileNotFoundError(f"no pages there: {texts} is missing")
    found = False
    for path in sorted(texts.glob("*.txt")):
        html = folder / "html" / f"{path.stem}.html.gz"
        if html.is_file():
            found = True
            yield path.read_text("utf8", "replace"), gzip.decompress(html.read_bytes())
    if not found:
        raise FileNotFoundError(f"no page of {texts} has its HTML in {folder / 'html'}")


def fresh(loaded: Cleaner) -> Cleaner:
    """A Cleaner that has the rules of `loaded` at hand and has seen no line yet."""
    cleaner = Cleaner()
    cleaner._lexes.update(loaded._lexes)
    return cleaner


def cleanpage(cleaner: Cleaner) -> Extract:
    """The article by cleanpage."""
    return lambda page, _: cleaner.clean(page)


def cleanpage_cold(loaded: Cleaner) -> Extract:
    """The same, each page by a Cleaner of its own. To make one takes a few microseconds, and they count."""
    return lambda page, _: fresh(loaded).clean(page)


def resiliparse() -> Extract:
    """Main content by resiliparse, from bytes."""
    encoding = import_module("resiliparse.parse.encoding")
    html2text = import_module("resiliparse.extract.html2text")

    def extract(_: str | bytes, html: bytes) -> object:
        try:
            page = html.decode("utf8")
        except UnicodeDecodeError:
            page = encoding.bytes_to_str(html, encoding.detect_encoding(html))
        return html2text.extract_plain_text(page, main_content=True)

    return extract


def trafilatura() -> Extract:
    """The article's text by trafilatura in its fast mode."""
    module = import_module("trafilatura")
    return lambda _, html: module.extract(html, fast=True)


def measure(pages: list[tuple[str | bytes, bytes]], rounds: int, peers: dict[str, Extract]) -> dict[str, list[float]]:
    """Milliseconds by extractor and page, each page's the median of the rounds."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name in (BASE, WARM, *peers)}
    loaded = Cleaner()
    for text, _ in pages:
        loaded.clean(text)
    made_up = sample("ferry.txt")
    for extract in peers.values():
        extract(made_up, f"<html><body><article><p>{made_up}</p></article></body></html>".encode())
    for turn in range(rounds):
        extractors = [(BASE, cleanpage_cold(loaded)), (WARM, cleanpage(fresh(loaded))), *peers.items()]
        for number, (text, html) in enumerate(pages):
            first = (number + turn) % len(extractors)
            for name, extract in extractors[first:] + extractors[:first]:
                start = time.perf_counter()
                extract(text, html)
                times[name][number].append(1000 * (time.perf_counter() - start))
    return {name: [statistics.median(runs) for runs in by_page] for name, by_page in times.items()}


def table(times: dict[str, list[float]], pages: list[tuple[str | bytes, bytes]], form: str, rounds: int) -> str:
    """The figures in rows: the median and the mean page, and how they compare to cleanpage's."""
    size_in = statistics.median(len(page) for page, _ in pages)
    size = statistics.median(len(html) for _, html in pages)
    rows = [
        f"{len(pages)} pages, {rounds} rounds; the median page has {size_in:,.0f} "
        f"{'bytes' if form == 'html' else 'characters'} of {form} and {size:,.0f} bytes of HTML",
        f"{'':20} {'median':>9} {'ratio':>7} {'mean':>9} {'ratio':>7}   ms a page",
    ]
    base_median, base_mean = statistics.median(times[BASE]), statistics.mean(times[BASE])
    for name, by_page in times.items():
        median, mean = statistics.median(by_page), statistics.mean(by_page)
        rows.append(f"{name:20} {median:9.2f} {median / base_median:7.2f} {mean:9.2f} {mean / base_mean:7.2f}")
    return "\n".join(rows)


def growth(rounds: int) -> str:
    """The time of the sample page repeated, each copy's lines numbered: a line seen before would cost less."""
    loaded = Cleaner()
    loaded.clean(sample("ferry.txt"))
    rows = [f"{'copies':>8} {'characters':>12} {'ms':>10} {'us a character':>15}"]
    for copies in GROWTH:
        lines = sample("ferry.txt").splitlines()
        text = "\n".join(f"{line} {copy}" if line else "" for copy in range(copies) for line in lines)
        best = min(_seconds(text, loaded) for _ in range(max(rounds, 2000 // copies // 4)))
        rows.append(f"{copies:8} {len(text):12,} {1000 * best:10.2f} {1_000_000 * best / len(text):15.3f}")
    return "\n".join(rows)


def _seconds(text: str, loaded: Cleaner) -> float:
    cleaner = fresh(loaded)
    start = time.process_time()
    cleaner.clean(text)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
