"""Learn the weights: label the pages' blocks, cross-validate by publisher, write weights.json.

    python training/train.py --corpus PATH              cross-validate, then write src/cleanpage/weights.json
    python training/train.py --corpus PATH --dry-run    cross-validate only

The same pages give the same file.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleanpage import Cleaner, parse
from cleanpage.label import Form, Weights
from training import pages, teach
from training.chain import ITERATIONS, NOISE, Model, by_form
from training.examples import Example, Known, example, examples, known_lines
from training.folds import CACHE, FOLDS, fold_of, fold_weights, weights_file

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "cleanpage"
OUT: dict[Form, Path] = {
    "text": PACKAGE / "weights.json",
    "html": PACKAGE / "weights-html.json",
    "clean": PACKAGE / "weights-clean.json",
}

EXTRA = ("bodies", "web:500")
"""Other corpora that are learned from, as HTML: from text they made it worse, since their gold counts otherwise."""
SECOND_LOOK = ("plain", "dclm", "markdown", "fineweb", "html")
"""Forms whose first results are learned from once more, as the text that the second look at an article sees."""


def learn(
    data: Sequence[Example], known: Known, corpus: Path, belongs: Callable[[str], bool], iterations: int = ITERATIONS
) -> Model:
    """Learn from the pages, from what a first model made of them, and from what the weights for HTML teach.

    Cleaning looks a second time at the article's own text. So that the weights know such text, with the lines
    that were kept wrongly, two models each clean the publishers that the other one was learned from.

    `belongs`: whether a publisher's pages may be learned from, beyond those of `data`.
    """
    second: list[Example] = []
    for half in (0, 1):
        cleaner = Cleaner(
            weights=by_form([e for e in data if fold_of("half/" + e.publisher, 2) != half], iterations // 2)
        )
        for e in data:
            if fold_of("half/" + e.publisher, 2) == half and e.part == "whole" and e.source.form in SECOND_LOOK:
                text = cleaner.first_look(e.source.text).to_text()
                made = example(e.source._replace(form="own", text=text), known, cleaner)
                if made is not None and made.items:
                    second.append(made)
    first = by_form([*data, *second], iterations)
    teacher = Cleaner(weights=first)
    pictured = teach.with_pictures([e for e in data if e.form != "clean"], teacher, known)
    taught = teach.taught(corpus, CACHE, teacher, known, belongs)
    texts = [e for e in second if e.form == "text"]
    return {**by_form([*texts, *pictured, *taught], iterations, NOISE), "clean": first["clean"]}


def held_out(
    fold: int,
    folds: int,
    data: Sequence[Example],
    tests: Sequence[pages.Source],
    known: Known,
    corpus: Path,
    iterations: int,
) -> list[tuple[pages.Source, dict[str, Any]]]:
    """Learn from all folds but one; clean that one's pages."""
    start = time.time()

    def belongs(publisher: str) -> bool:
        return fold_of(publisher, folds) != fold

    weights = learn([e for e in data if belongs(e.publisher)], known, corpus, belongs, iterations)
    CACHE.mkdir(exist_ok=True)
    for kind, side in weights.items():
        write(side, weights_file(fold, kind, folds))
    cleaner = Cleaner(weights=weights)
    out = [(s, cleaner.clean(s.text).to_dict()) for s in tests if fold_of(pages.publisher_of(s.gold), folds) == fold]
    print(f"  fold {fold}: {len(out)} pages in {time.time() - start:.0f} s", file=sys.stderr, flush=True)
    return out


def figures(evaluate: Any, results: Iterable[tuple[pages.Source, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """evaluate.py's scores by form: means and each page's."""
    rows: dict[str, dict[str, Any]] = defaultdict(dict)
    for source, prediction in results:
        if source.form == "html" or evaluate.holds(source.text, source.gold):
            gold = source.gold if "summary" in source.gold else {**source.gold, "title": None}
            text = None if source.form == "html" else source.text
            name = source.form if source.corpus == "news" else f"{source.corpus}/{source.form}"
            rows[name][gold["id"]] = evaluate.score_article(gold, prediction, text)
    keys = ("P", "R", "F1", "para", "lost", "leak", "head", "title", "stand", "date", "auth")
    return {
        form: {
            "mean": {k: statistics.mean(r[k] for r in pages_.values() if k in r) for k in keys
                     if any(k in r for r in pages_.values())},
            "pages": pages_,
        }
        for form, pages_ in rows.items()
    }  # fmt: skip


def cross_validate(
    data: Sequence[Example],
    tests: Sequence[pages.Source],
    known: Known,
    corpus: Path,
    folds: int,
    iterations: int,
) -> list[tuple[pages.Source, dict[str, Any]]]:
    work = partial(held_out, folds=folds, data=data, tests=tests, known=known, corpus=corpus, iterations=iterations)
    with ProcessPoolExecutor(2) as pool:
        return [row for rows in pool.map(work, range(folds)) for row in rows]


def score_lines(evaluate: Any, corpus: Path, folds: int) -> None:
    """evaluate.py's figures for the lines that readers labelled, each page cleaned by weights that never saw it."""
    cleaners = [fold_weights(f, folds).cleaner for f in range(folds)]
    corpora = ("news", "bodies", "segments", "web")
    publishers = {g["id"]: pages.publisher_of(g) for name in corpora for g in pages.gold_rows(corpus, name)}
    by_text = {}
    for row in pages.gold_rows(corpus, "lines"):
        text = (corpus / "lines" / "text" / f"{row['page']}.{row['form']}.txt").read_text("utf8")
        by_text[text] = cleaners[fold_of(publishers.get(row["page"], ""), folds)]
    stand_in = ModuleType("held_out_cleanpage")
    stand_in.__dict__.update(clean=lambda text: by_text[text].clean(text), parse=parse)
    sys.modules[stand_in.__name__] = stand_in
    evaluate.score_lines(corpus, stand_in.__name__)


def write(weights: Weights, path: Path) -> None:
    """Small, sorted, one piece of evidence a line, so that a change can be read."""
    data: dict[str, Mapping[str, Any]] = {
        "evidence": {k: dict(sorted(v.items())) for k, v in sorted(weights.evidence.items())},
        "transitions": dict(sorted(weights.transitions.items())),
    }
    parts = [
        json.dumps(key) + ": {\n" + ",\n".join(f" {json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items()) + "\n}"
        for key, rows in data.items()
    ]
    path.write_text("{" + ",\n".join(parts) + "}\n", "utf8")


def _extra(corpus: Path, spec: str, forms: tuple[str, ...]) -> Iterable[pages.Source]:
    name, _, limit = spec.partition(":")
    return pages.made(corpus, name, CACHE, forms, limit=int(limit or 0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--forms", default=",".join(pages.FORMS))
    parser.add_argument("--extra", nargs="*", default=EXTRA, help="other corpora to learn from: NAME[:PAGES]")
    parser.add_argument("--extra-forms", default="html", help="the forms in which these are learned from")
    parser.add_argument("--iterations", type=int, default=ITERATIONS)
    parser.add_argument("--dry-run", action="store_true", help="write no weights")
    parser.add_argument("--no-cv", action="store_true", help="only learn from all pages and write")
    parser.add_argument("--json", type=Path, help="every held-out page's scores")
    args = parser.parse_args()
    start = time.time()
    tests = list(pages.news(args.corpus, tuple(args.forms.split(","))))
    extra = [s for spec in args.extra for s in _extra(args.corpus, spec, tuple(args.extra_forms.split(",")))]
    known = known_lines(args.corpus)
    data = examples([*tests, *extra], known)
    print(f"{len(data)} pages of {len({e.publisher for e in data})} publishers read in {time.time() - start:.0f} s")
    if not args.no_cv:
        evaluate = pages.module(args.corpus.parent / "eval" / "evaluate.py")
        found = figures(
            evaluate,
            cross_validate(
                data,
                [*tests, *(s for s in extra if s.form == "html")],
                known,
                args.corpus,
                args.folds,
                args.iterations,
            ),
        )
        for form, row in found.items():
            print(f"{form:11}n={len(row['pages']):<4}" + "  ".join(f"{k} {v:.3f}" for k, v in row["mean"].items()))
        score_lines(evaluate, args.corpus, args.folds)
        if args.json:
            args.json.write_text(json.dumps(found, indent=1))
    if not args.dry_run:
        weights = learn(data, known, args.corpus, lambda publisher: True, args.iterations)
        for kind, side in weights.items():
            write(side, OUT[kind])
            print(f"{len(side.evidence)} pieces of evidence to {OUT[kind]}")
    print(f"{time.time() - start:.0f} s")


if __name__ == "__main__":
    main()
