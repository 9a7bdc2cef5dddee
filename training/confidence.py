"""Learn what `Article.confidence` promises: the F1 that more than nine of ten pages with the same signs reach.

    python training/confidence.py --corpus PATH              write confidence.json and docs/reliability.svg
    python training/confidence.py --corpus PATH --dry-run    print the figures only

Run it after train.py and kind.py: each page is cleaned and judged by the folds' weights in training/cache/ that never
saw its publisher. The same pages and weights give the same file.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleanpage.confidence import ARTICLE, BIAS, Model, confidence, expected
from cleanpage.kind import judge
from cleanpage.label import probability
from cleanpage.read.encoding import decode
from training import pages, scores
from training.folds import CACHE, FOLDS, fold_of, fold_weights
from training.kind import KIND_OF

ROOT = Path(__file__).resolve().parent.parent
OUT, PLOT = ROOT / "src" / "cleanpage" / "confidence.json", ROOT / "docs" / "reliability.svg"

L2 = 1.0
REACH = 0.92
"""The share of pages that are to reach what is promised: more than nine of ten, since new sites are harder."""
BINS = 12
"""Groups of equally many pages, by what is expected of them, in which it is looked at what most reach."""
HIGH, HIGH_F1 = 0.9, 0.97
"""Pages that are promised so much must have so much on average."""
EDGES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 1.01)
DIGITS = 3


class Row(NamedTuple):
    """One page, cleaned by weights that never saw its publisher."""

    corpus: str
    form: str
    publisher: str
    is_article: bool
    signs: Mapping[str, float]
    f1: float  # 0 where it is no article


def sources(corpus: Path) -> Iterator[pages.Source]:
    """News in all forms; the other corpora as HTML: their gold counts otherwise, which a sign of its own takes in."""
    yield from pages.news(corpus)
    for name in ("bodies", "web"):
        for gold in pages.gold_rows(corpus, name):
            raw = pages.raw_page(corpus / name / "html" / f"{gold['id']}.html.gz")
            yield pages.Source(name, "html", gold, decode(raw))


def row(source: pages.Source, folder: Path) -> Row | None:
    """Clean and score one page; None where its text lost the article."""
    gold, text = source.gold, None if source.form == "html" else source.text
    if text is not None and not scores.holds(text, gold):
        return None
    publisher = pages.publisher_of(gold)
    cleaner, kinds = fold_weights(fold_of(publisher), folder=folder)
    article, signs = cleaner.rated(source.text)
    verdict = judge(cleaner.survey_page(source.text), kinds, html=text is None)
    is_article = KIND_OF[gold.get("type", "article")] == "article"
    f1 = scores.score(gold, article.to_dict(), text)["F1"] if is_article else 0.0
    own = {**signs, ARTICLE: round(verdict.article, 4)} if signs else {}
    return Row(source.corpus, source.form, publisher, is_article, own, f1)


def rows(corpus: Path, folder: Path) -> list[Row]:
    with ProcessPoolExecutor(2) as pool:
        return [r for r in pool.map(partial(row, folder=folder), sources(corpus), chunksize=24) if r is not None]


# the model: logistic regression on a share, then what most pages reach


def learn(data: Sequence[Row]) -> Model:
    """Learn from articles: what F1 the signs let expect, and what most news pages reach of it."""
    known = [r for r in data if r.is_article and r.signs]
    weights = _regress([{**r.signs, **_style(r)} for r in known], [r.f1 for r in known])
    kept = {name: round(value, DIGITS) for name, value in sorted(weights.items()) if not name.startswith("~")}
    promised = sorted((expected(r.signs, kept), r.f1) for r in known if r.corpus == "news")
    return Model(kept, _floor(promised))


def _style(row: Row) -> dict[str, float]:
    """A sign for what another corpus' gold counts otherwise; it is left out of the model."""
    return {} if row.corpus == "news" else {f"~{row.corpus}": 1.0}


def _regress(signs: Sequence[Mapping[str, float]], shares: Sequence[float]) -> dict[str, float]:
    """Logistic regression by Newton's method; the signs are scaled alike, and all but the bias are held small."""
    names = sorted({name for s in signs for name in s} - {ARTICLE})
    scale = {n: math.sqrt(sum(s.get(n, 0.0) ** 2 for s in signs) / len(signs)) or 1.0 for n in names}
    table = [[s.get(n, 0.0) / scale[n] for n in names] for s in signs]
    hold = [0.0 if n == BIAS else L2 for n in names]
    weights = [0.0] * len(names)
    for _ in range(12):
        slope = [-h * w for h, w in zip(hold, weights, strict=True)]
        curve = [[h if i == j else 0.0 for j in range(len(names))] for i, h in enumerate(hold)]
        for values, share in zip(table, shares, strict=True):
            p = probability(sum(v * w for v, w in zip(values, weights, strict=True)))
            for i, v in enumerate(values):
                slope[i] += v * (share - p)
                part = v * p * (1 - p)
                own = curve[i]
                for j in range(i, len(names)):
                    own[j] += part * values[j]
        for i in range(len(names)):
            for j in range(i):
                curve[i][j] = curve[j][i]
        weights = [w + step for w, step in zip(weights, _solve(curve, slope), strict=True)]
    return {n: w / scale[n] for n, w in zip(names, weights, strict=True)}


def _solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a system of equations whose matrix is symmetric and positive."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            for j in range(i, size + 1):
                rows[k][j] -= factor * rows[i][j]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rows[i][size] - sum(rows[i][j] * out[j] for j in range(i + 1, size))) / rows[i][i]
    return out


def _floor(promised: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The F1 that most pages reach, by what is expected of them; it never falls (pool adjacent violators)."""
    groups: list[list[tuple[float, float]]] = []

    def level(group: Sequence[tuple[float, float]]) -> float:
        return round(_reached(f1 for _, f1 in group), DIGITS)

    for i in range(BINS):
        groups.append([*promised[len(promised) * i // BINS : len(promised) * (i + 1) // BINS]])
        while len(groups) > 1 and level(groups[-1]) <= level(groups[-2]):
            last = groups.pop()
            groups[-1] += last
    knots = [(sum(x for x, _ in g) / len(g), level(g)) for g in groups]
    knots = [(0.0, 0.0), *knots, (1.0, max(knots[-1][1], 0.99))]
    return [(round(x, DIGITS), y) for x, y in knots]


def _reached(shares: Iterable[float]) -> float:
    """The F1 that as many of some pages reach as are to."""
    ranked = sorted(shares)
    return ranked[int((1 - REACH) * len(ranked))]


def cross_validate(data: Sequence[Row]) -> list[tuple[Row, float]]:
    """Each page with the confidence of a model that never saw its publisher."""
    out = []
    for fold in range(FOLDS):
        model = learn([r for r in data if fold_of(r.publisher) != fold])
        out += [(r, confidence(r.signs, model)) for r in data if fold_of(r.publisher) == fold]
    return out


# what is printed and drawn


class Bin(NamedTuple):
    """Pages of about the same confidence."""

    pages: int
    given: float  # mean confidence
    f1: float  # mean F1
    floor: float  # the F1 that as many of them reach as were promised to
    reached: float  # share of pages with an F1 of their confidence at least


def bins(found: Sequence[tuple[Row, float]], edges: Sequence[float] = EDGES) -> list[Bin]:
    out = []
    for low, high in pairwise(edges):
        group = [(r.f1, given) for r, given in found if low <= given < high]
        if group:
            n = len(group)
            given, f1, reached = sum(g for _, g in group), sum(f for f, _ in group), sum(f >= g for f, g in group)
            out.append(Bin(n, given / n, f1 / n, _reached(f for f, _ in group), reached / n))
    return out


def report(found: Sequence[tuple[Row, float]]) -> None:
    news = [(r, c) for r, c in found if r.corpus == "news"]
    print(f"news, all forms: confidence, mean F1, F1 that {REACH:.0%} reach, share that reaches its confidence")
    for b in bins(news):
        print(f"  {b.given:.3f}  {b.f1:.3f}  {b.floor:.3f}  {b.reached:.2f}  n={b.pages}")
    names = [*pages.FORMS]
    groups = [(f"news/{name}", [x for x in news if x[0].form == name]) for name in names]
    groups += [(c, [x for x in found if x[0].corpus == c and x[0].is_article]) for c in ("bodies", "web")]
    groups += [("web, no articles", [x for x in found if not x[0].is_article])]
    print(f"{'':18}pages  confidence  F1     given {HIGH} or more: pages, their F1")
    for name, group in groups:
        if group:
            (b,) = bins(group, (0.0, 1.01))
            high = bins(group, (HIGH, 1.01))
            print(
                f"{name:18}{b.pages:<7}{b.given:.3f}       {b.f1:.3f}  "
                + "".join(f"{h.pages:<5}{h.f1:.3f}" for h in high)
            )


def plot(found: Sequence[tuple[Row, float]]) -> str:
    """The reliability of the news pages' confidence as a small SVG: a dot a group, its area by its pages."""
    side, edge = 400, 50

    def at(x: float, y: float) -> tuple[float, float]:
        return round(edge + x * side, 1), round(edge + (1 - y) * side, 1)

    def line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
        (a, b), (c, d) = at(x1, y1), at(x2, y2)
        return f'<line x1="{a}" y1="{b}" x2="{c}" y2="{d}" {style}/>'

    def text(x: float, y: float, words: str, more: str = "") -> str:
        return f'<text x="{x}" y="{y}" text-anchor="middle" {more}>{words}</text>'

    shown = bins(found)
    most = max(b.pages for b in shown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 2 * edge} {side + 2 * edge}" '
        'font-family="sans-serif" font-size="13" role="img">',
        "<title>F1 of held-out pages by the confidence that they were given</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        line(0, 0, 1, 1, 'stroke="#999" stroke-dasharray="4 4"'),
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        (x, bottom), (left, y) = at(tick, 0), at(0, tick)
        parts += [line(tick, 0, tick, 1, 'stroke="#eee"'), line(0, tick, 1, tick, 'stroke="#eee"')]
        parts += [text(x, bottom + 18, f"{tick:.1f}"), text(left - 18, y + 4, f"{tick:.1f}")]
    for b in shown:
        (x, y), (_, low) = at(b.given, b.f1), at(b.given, b.floor)
        words = f"{b.pages} pages given {b.given:.2f} have {b.f1:.2f}; {b.reached:.0%} reach what they were given"
        radius = round(3 + 9 * math.sqrt(b.pages / most), 1)
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#1b6ca8" fill-opacity="0.7"><title>{words}</title></circle>'
            f'<circle cx="{x}" cy="{low}" r="{radius}" fill="none" stroke="#b3541e" stroke-width="2"/>'
        )
    middle = edge + side / 2
    parts += [
        text(middle, side + 2 * edge - 10, "confidence"),
        text(14, middle, "F1", f'transform="rotate(-90 14 {middle})"'),
        text(middle, 20, f"{len(found):,} held-out news pages; area: how many", 'font-weight="bold"'),
        text(middle, 38, f"filled: their mean F1; open: the F1 that {REACH:.0%} of them reach"),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def write(model: Model, path: Path) -> None:
    signs = ",\n".join(f"  {json.dumps(k)}: {v}" for k, v in model.signs.items())
    knots = ",\n".join(f"  [{x}, {y}]" for x, y in model.floor)
    path.write_text(f'{{\n "signs": {{\n{signs}\n }},\n "floor": [\n{knots}\n ]\n}}\n', "utf8")


def high(found: Iterable[tuple[Row, float]]) -> float:
    """The mean F1 of the pages that are given 0.9 or more."""
    group = [r.f1 for r, given in found if given >= HIGH]
    return sum(group) / len(group) if group else 0.0


def main() -> int:
    """Learn and print; the exit status is 1, and nothing is written, where pages of high confidence are not good."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=CACHE, help="a folder with the folds' weights")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    args = parser.parse_args()
    start = time.time()
    data = rows(args.corpus, args.weights)
    print(f"{len(data)} pages cleaned in {time.time() - start:.0f} s", flush=True)
    found = cross_validate(data)
    report(found)
    news = [(r, c) for r, c in found if r.corpus == "news"]
    reached = high(news)
    print(f"news pages given {HIGH} or more have a mean F1 of {reached:.3f}")
    if reached < HIGH_F1:
        print(f"that is less than {HIGH_F1}: nothing is written", file=sys.stderr)
        return 1
    if not args.dry_run:
        write(learn(data), OUT)
        PLOT.parent.mkdir(exist_ok=True)
        PLOT.write_text(plot(news), "utf8")
        print(f"written to {OUT} and {PLOT}")
    print(f"{time.time() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
