#!/usr/bin/env python3
"""Score cleanpage on news pages as other programs write them, and on their lines put together in other ways.

    layouts.py --corpus PATH            a row of a Markdown table for each, by the weights that ship
    layouts.py --corpus PATH --held-out by weights that never saw a page's publisher

The nine forms of text that quality.py scores are what the weights are learned from; none of these is. Programs that are
not installed are left out; `pip install -e '.[train]'` installs all.
"""

from __future__ import annotations

import argparse
import html
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training import folds, pages, scores

import cleanpage

FIGURES = ("F1", "para", "lost")

LAYOUTS: Mapping[str, Callable[[Sequence[str]], str]] = {
    "resiliparse": "\n".join,
    "lines joined by empty ones": "\n\n".join,
    "lines ended by `<br>`": lambda lines: "<br>\n".join(map(html.escape, lines)),
    "each line a `<p>`": lambda lines: "\n".join(f"<p>{html.escape(line)}</p>" for line in lines),
}
"""What is made of the lines of resiliparse's text of a page."""


def html2text(markup: str, **options: bool) -> str:
    """Markdown, wrapped at 78 as is html2text's default."""
    writer = import_module("html2text").HTML2Text()
    for name, value in options.items():
        setattr(writer, name, value)
    text: str = writer.handle(markup)
    return text


def get_text(markup: str, separator: str = "") -> str:
    """What BeautifulSoup makes of a page without its scripts and styles."""
    soup = import_module("bs4").BeautifulSoup(markup, "lxml")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    text: str = soup.get_text(separator, strip=bool(separator))
    return text


def paragraphs(markup: str) -> str:
    """The text of a page's `<p>`, each on a line."""
    soup = import_module("bs4").BeautifulSoup(markup, "lxml")
    return "\n".join(element.get_text(" ", strip=True) for element in soup.find_all("p"))


def trafilatura(markup: str, form: str) -> str:
    """What trafilatura takes for the main text."""
    return import_module("trafilatura").extract(markup, output_format=form) or ""


PROGRAMS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "html2text, wrapped": ("html2text", html2text),
    "the same without links and images": ("html2text", partial(html2text, ignore_links=True, ignore_images=True)),
    "`get_text()`": ("bs4", get_text),
    '`get_text("\\n\\n")`': ("bs4", partial(get_text, separator="\n\n")),
    "text of all `<p>`": ("bs4", paragraphs),
    "trafilatura, Markdown": ("trafilatura", partial(trafilatura, form="markdown")),
    "trafilatura, HTML": ("trafilatura", partial(trafilatura, form="html")),
}
"""By name, the module that must be there and what makes text of a page's HTML."""


def _is_there(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def written(source: pages.Source) -> Iterator[tuple[str, str]]:
    """A page in all layouts that can be made of the form that it is in."""
    if source.form == "html":
        for name, (module, write) in PROGRAMS.items():
            if _is_there(module):
                yield name, write(source.text)
    else:
        lines = [line.strip() for line in source.text.splitlines() if line.strip()]
        for name, lay_out in LAYOUTS.items():
            yield name, lay_out(lines)


def figures_of(source: pages.Source, *, held_out: bool) -> list[tuple[str, Mapping[str, float]]]:
    """Clean and score a page in each layout that holds its article."""
    gold: dict[str, Any] = source.gold
    publisher = pages.publisher_of(gold)
    cleaner = folds.fold_weights(folds.fold_of(publisher)).cleaner if held_out else cleanpage.Cleaner()
    return [
        (name, scores.score(gold, cleaner.clean(text).to_dict()))
        for name, text in written(source)
        if scores.holds(text, gold)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true")
    args = parser.parse_args()
    if args.held_out and not folds.is_known():
        parser.error("no weights of held-out pages: run training/train.py first")
    rows: dict[str, list[Mapping[str, float]]] = defaultdict(list)
    sources = pages.news(args.corpus, ("html", "plain"))
    with ProcessPoolExecutor(2) as pool:
        for found in pool.map(partial(figures_of, held_out=args.held_out), sources, chunksize=8):
            for name, figures in found:
                rows[name].append(figures)
    print("| text | pages | F1 | paragraphs | lost |\n| --- | --- | --- | --- | --- |")
    for name in (*LAYOUTS, *PROGRAMS):
        if rows[name]:
            means = scores.means(rows[name])
            print(f"| {name} | {len(rows[name])} | " + " | ".join(f"{means[f]:.3f}" for f in FIGURES) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
