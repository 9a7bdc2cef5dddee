#!/usr/bin/env python3
"""Score cleanpage on pages whose articles are known, and compare with the floors in quality.json.

    quality.py                                the project's own made-up pages, tests/fixtures
    quality.py --corpus PATH                  real pages: every form of news, the articles of bodies and web as HTML
    quality.py --corpus PATH news plain html  only these corpora and forms
    quality.py --corpus PATH --held-out       each real page by weights that never saw its publisher
    quality.py --worst 5                      also each group's worst pages
    quality.py --update                       move floors to what is better now; no floor is ever lowered

The exit status is 1 where a figure is worse than its floor by more than is let pass. What the figures say stands in
training/scores.py, and the layout of a corpus in training/README.md. `--held-out` takes the weights that
training/train.py and training/kind.py keep in training/cache: real pages have floors for these alone. The weights that
ship have seen the pages, and such as remember more of them would look better.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training import folds, pages, scores

import cleanpage
from cleanpage.kind import judge
from cleanpage.read.encoding import decode

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_suffix(".json")
FIXTURES = ROOT / "tests" / "fixtures"
CORPORA = ("news", "bodies", "web")
TOLERANCE = 0.005
"""By how much a figure may be worse than its floor: less than one page's say in a small group."""
HELD_OUT = "held-out/"
LEARNED_ANEW = {
    "F1": 0.006, "para": 0.008, "date": 0.01, "auth": 0.01, "leak": 0.06, "head": 0.03, "title": 0.03, "stand": 0.06,
    "kind": 0.02,
}  # fmt: skip
"""The same of held-out pages: what learning anew from hardly other pages moved, in ten runs in November 2026."""
DIGITS = 4

Figures = dict[str, float]
Floors = dict[str, Figures]
"""By group of pages, by figure."""


class Page(NamedTuple):
    """A page with its known article, as a row of a gold.jsonl."""

    group: str
    name: str
    publisher: str
    gold: Mapping[str, Any]
    source: str
    is_text: bool


def fixtures(folder: Path = FIXTURES) -> Iterator[Page]:
    """The made-up pages, those of HTML and of text apart."""
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".html")):
        story, form = path.stem.split(".")
        known = json.loads((folder / f"{story}.json").read_text("utf8"))
        known |= known["forms"].get(form, {})
        images = known["images"].get(form) or []
        gold = {
            "title": known["title"],
            "date": known["date"],
            "authors": known["authors"],
            "summary": known["standfirst"],
            "sections": [
                {"headline": [s["heading"]] if s["heading"] else [], "paragraphs": s["paragraphs"]}
                for s in known["sections"]
            ],
            "captions": [i["caption"] for i in images if i["caption"]],
            "credits": [i["credit"] for i in images if i["credit"]],
        }
        group = "html" if path.suffix == ".html" else "text"
        yield Page(f"fixtures/{group}", path.stem, story, gold, path.read_text("utf8"), is_text=False)


def real(corpus: Path, only: Sequence[str]) -> Iterator[Page]:
    """The pages of a corpus whose text holds their article."""
    forms = [f for f in pages.FORMS if f in only] or [*pages.FORMS]
    names = [c for c in CORPORA if c in only] or [*CORPORA]
    if "news" in names:
        for s in pages.news(corpus, tuple(forms)):
            gold = s.gold if "summary" in s.gold else {**s.gold, "title": None}
            if s.form == "html" or scores.holds(s.text, gold):
                yield Page(f"news/{s.form}", gold["id"], pages.publisher_of(gold), gold, s.text, s.form != "html")
    for name in names:
        if name != "news" and "html" in forms:
            for gold in pages.gold_rows(corpus, name):
                if gold.get("type", "article") == "article":
                    raw = pages.raw_page(corpus / name / "html" / f"{gold['id']}.html.gz")
                    publisher = pages.publisher_of(gold)
                    yield Page(f"{name}/html", gold["id"], publisher, gold, decode(raw), is_text=False)


def figures_of(page: Page) -> tuple[Page, Figures]:
    """Clean and score a page."""
    article = cleanpage.clean(page.source)
    return _figures(page, article, article.kind)


def held_out_figures_of(page: Page, folder: Path) -> tuple[Page, Figures]:
    """Clean and score a page by weights that never saw its publisher."""
    cleaner, kinds = folds.fold_weights(folds.fold_of(page.publisher), folder=folder)
    kind = judge(cleaner.survey_page(page.source), kinds, html=not page.is_text).kind
    return _figures(page._replace(group=HELD_OUT + page.group), cleaner.clean(page.source), kind)


def _figures(page: Page, article: cleanpage.Article, kind: cleanpage.PageKind) -> tuple[Page, Figures]:
    found = scores.score(page.gold, article.to_dict(), page.source if page.is_text else None)
    return page._replace(source=""), {**found, "kind": float(kind == "article")}


def scored(
    found: Iterable[Page], score: Callable[[Page], tuple[Page, Figures]] = figures_of
) -> dict[str, list[tuple[str, Figures]]]:
    """By group, each page's name and figures."""
    groups: dict[str, list[tuple[str, Figures]]] = defaultdict(list)
    with ProcessPoolExecutor(2) as pool:
        for page, figures in pool.map(score, found, chunksize=16):
            groups[page.group].append((page.name, figures))
    return dict(groups)


def is_worse(group: str, figure: str, value: float, floor: float) -> bool:
    """Whether a figure of a group is worse than its floor by more than is let pass.

    >>> is_worse("news/lynx", "F1", 0.9, 0.91), is_worse("news/lynx", "F1", 0.9, 0.904)
    (True, False)
    >>> is_worse("news/lynx", "lost", 0.1, 0.02), is_worse("held-out/news/lynx", "stand", 0.6, 0.63)
    (True, False)
    """
    short = value - floor if figure in scores.LOWER_IS_BETTER else floor - value
    allowed = LEARNED_ANEW.get(figure, TOLERANCE) if group.startswith(HELD_OUT) else TOLERANCE
    return short > allowed + 1e-9


def raised(floors: Floors, means: Mapping[str, Figures]) -> Floors:
    """The floors with each figure that is better now.

    >>> raised({"a": {"F1": 0.9, "lost": 0.1}}, {"a": {"F1": 0.8, "lost": 0.05}})
    {'a': {'F1': 0.9, 'lost': 0.05}}
    """
    out = {group: dict(own) for group, own in floors.items()}
    for group, row in means.items():
        own = out.setdefault(group, {})
        for figure, value in row.items():
            best = min if figure in scores.LOWER_IS_BETTER else max
            own[figure] = round(best(value, own.get(figure, value)), DIGITS)
    return out


def main() -> int:
    """Score and compare; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", metavar="NAME", help="corpora and forms; none means all")
    parser.add_argument("--corpus", type=Path, help="folder with the pages (default: the project's made-up pages)")
    parser.add_argument("--held-out", action="store_true", help="by weights that never saw a page's publisher")
    parser.add_argument("--weights", type=Path, default=folds.CACHE, help="folder with the weights for --held-out")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="file with the floors (default: quality.json)")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the N worst pages of each group")
    parser.add_argument("--update", action="store_true", help="move floors up to the figures that are better")
    args = parser.parse_args()
    unknown = set(args.only) - {*CORPORA, *pages.FORMS}
    if unknown or (args.only and args.corpus is None):
        parser.error(f"no such corpus or form: {', '.join(sorted(unknown or args.only))}")
    if args.held_out and args.corpus is None:
        parser.error("--held-out takes --corpus")
    if args.corpus is not None and not (args.corpus / "news" / "gold.jsonl").is_file():
        print(f"quality.py: {args.corpus}: no news/gold.jsonl there", file=sys.stderr)
        return 1
    if args.held_out and not folds.is_known(args.weights):
        print(f"quality.py: {args.weights}: no weights there; training/train.py makes them", file=sys.stderr)
        return 1
    found = fixtures() if args.corpus is None else real(args.corpus, args.only)
    groups = scored(found, partial(held_out_figures_of, folder=args.weights) if args.held_out else figures_of)
    means = {group: scores.means(figures for _, figures in rows) for group, rows in groups.items()}
    for group, row in means.items():
        print(f"{group:26}n={len(groups[group]):<4}" + "  ".join(f"{k} {v:.3f}" for k, v in row.items()))
        for name, figures in sorted(groups[group], key=lambda x: x[1]["F1"])[: args.worst]:
            print(f"    {name:40} F1 {figures['F1']:.3f}  para {figures['para']:.3f}")
    floors: Floors = json.loads(args.floors.read_text("utf8")) if args.floors.exists() else {}
    worse = [
        f"{group}: {figure} {row[figure]:.4f}, its floor is {floor}"
        for group, row in means.items()
        for figure, floor in floors.get(group, {}).items()
        if figure in row and is_worse(group, figure, row[figure], floor)
    ]
    if args.update:
        args.floors.write_text(json.dumps(raised(floors, means), indent=1, sort_keys=True) + "\n", "utf8")
    for line in worse:
        print(f"quality.py: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
