"""Learn what tells a page's kind: cross-validate by publisher, write kinds.json.

    python training/kind.py --corpus PATH              cross-validate, then write src/cleanpage/kinds.json
    python training/kind.py --corpus PATH --dry-run    cross-validate only

Labels of lines are part of the evidence, so pages are labelled by weights that never saw their publisher: those
that train.py left in training/cache/, or in --weights DIR; where there are none, by those of the package.
The same pages and weights give the same file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleanpage import Cleaner
from cleanpage.kind import judge
from cleanpage.read.encoding import decode
from cleanpage.types import PageKind
from training import pages, templates, variants
from training.chain import trained
from training.folds import CACHE, FOLDS, fold_of, fold_weights, is_known, kinds_file

OUT = Path(__file__).resolve().parent.parent / "src" / "cleanpage" / "kinds.json"
KIND_OF = {
    "article": "article",
    "listing": "listing",
    "collection": "listing",
    "front": "listing",
    "search": "listing",
    "forum": "forum",
    "product": "product",
    "service": "other",
    "documentation": "other",
    "error": "error",
    "consent": "consent",
    "empty": "empty",
}
"""What the corpus and the templates call a page, and what the package does."""

NEWS_FORMS = ("plain", "dclm", "browser", "markdown", "bs4", "lynx", "w3m", "fineweb")
MADE_FORMS = ("plain", "markdown", "bs4")
"""Three forms tell what the others do; more of them cost time."""

NEWS_WEIGHT = 3
"""How often a news page counts as a text: most texts that are cleaned are of news."""

SETTINGS: Mapping[str, tuple[float, float, int, int]] = {"html": (0.3, 1.0, 3, 150), "text": (0.3, 1.0, 15, 100)}
"""Regularisation L1 and L2, how often evidence must be seen, iterations; chosen by cross-validation."""

DIGITS = 2


class Job(NamedTuple):
    """A page to be read: a file of the corpus, or a made-up page."""

    corpus: str
    form: str
    name: str
    publisher: str
    kind: str
    source: str  # a file's path, or the page itself


class Example(NamedTuple):
    """One page's evidence."""

    corpus: str
    form: str
    name: str
    publisher: str
    kind: str
    names: tuple[str, ...]

    @property
    def table(self) -> str:
        """Which of the two models it is for."""
        return "html" if self.form in ("html", "own-html", "shell", "brief-html") else "text"


def jobs(corpus: Path, per_kind: int) -> Iterator[Job]:
    """All pages: the web's kinds, news and other articles, and the made-up ones, as HTML and as text."""
    for name, forms in (("web", MADE_FORMS), ("news", NEWS_FORMS), ("bodies", ())):
        for gold in pages.gold_rows(corpus, name):
            row = partial(Job, name, name=gold["id"], publisher=pages.publisher_of(gold))
            kind = KIND_OF[gold.get("type", "article")]
            raw = corpus / name / "html" / f"{gold['id']}.html.gz"
            yield row(form="html", kind=kind, source=str(raw))
            if name != "web":  # an article's own text, and bare markup, are articles too
                yield row(form="own-html", kind=kind, source=str(raw))
                yield row(form="own", kind=kind, source=str(raw))
                yield row(form="shell", kind=kind, source=variants.shell(gold))
                yield row(form="stub", kind=kind, source=variants.stub(gold))
                lines = variants.brief(gold)
                yield row(form="brief", kind=kind, source=variants.as_text(lines))
                yield row(form="brief-html", kind=kind, source=variants.marked_up(lines))
            for form in forms:
                yield row(form=form, kind=kind, source=str(_kept(corpus, name, form, gold["id"])))
    for number, page in enumerate(templates.made(per_kind)):
        row = partial(Job, "made", name=f"{page.language}.{page.kind}.{number}", publisher=f"made/{page.language}")
        for form in ("html", "plain", "bs4"):
            yield row(form=form, kind=KIND_OF[page.kind], source=page.html)


def _kept(corpus: Path, name: str, form: str, page: str) -> Path:
    folder = corpus / "news" / "text" if name == "news" else CACHE / name
    return folder / form / f"{page}.txt"


def source_of(job: Job, corpus: Path) -> str:
    """A page's HTML or text. Text forms that are not there yet are made, and kept in the cache."""
    if job.form in ("shell", "stub", "brief", "brief-html"):
        return job.source
    if job.corpus == "made":
        return job.source if job.form == "html" else pages.made_form(corpus, job.form, job.source.encode())
    if job.form in ("html", "own", "own-html"):
        return decode(pages.raw_page(Path(job.source)))
    kept = Path(job.source)
    if not kept.exists():
        if job.corpus == "news":
            return ""
        kept.parent.mkdir(parents=True, exist_ok=True)
        raw = pages.raw_page(corpus / job.corpus / "html" / f"{job.name}.html.gz")
        kept.write_text(pages.made_form(corpus, job.form, raw), "utf8", newline="")
    return kept.read_text("utf8")


@lru_cache(maxsize=1)
def _packaged() -> Cleaner:
    return Cleaner()


def _cleaner(publisher: str, folder: Path) -> Cleaner:
    """One that never saw the publisher's pages, where such weights have been learned."""
    return fold_weights(fold_of(publisher), folder=folder).cleaner if is_known(folder) else _packaged()


def example(job: Job, corpus: Path, folder: Path) -> Example | None:
    """Read and label one page; None where the form has none of its text."""
    cleaner = _cleaner(job.publisher, folder)
    source = source_of(job, corpus)
    if job.form in ("own", "own-html"):
        article = cleaner.first_look(source)
        if not article.sections:
            return None
        source = article.to_text() if job.form == "own" else article.to_html()
    names = cleaner.survey_page(source) if source.strip() else ()
    return Example(*job[:5], names) if len(names) > 1 else None


def examples(corpus: Path, folder: Path, per_kind: int) -> list[Example]:
    make = partial(example, corpus=corpus, folder=folder)
    with ProcessPoolExecutor(2) as pool:
        return [e for e in pool.map(make, jobs(corpus, per_kind), chunksize=24) if e is not None]


Model = dict[str, dict[str, float]]


def learn(data: Iterable[Example], table: str) -> Model:
    """A maximum-entropy model: a chain of length one."""
    l1, l2, least, iterations = SETTINGS[table]
    pages_ = [([list(e.names)], [e.kind]) for e in data if e.table == table for _ in range(_times(e))]
    chain = trained(pages_, l1, l2, least, iterations)
    weights: Model = defaultdict(dict)
    for (name, kind), weight in chain.evidence.items():
        if round(weight, DIGITS):
            weights[name][kind] = round(weight, DIGITS)
    return weights


def _times(e: Example) -> int:
    """How often a page is learned from."""
    return NEWS_WEIGHT if e.table == "text" and e.corpus == "news" else 1


def held_out(fold: int, data: Sequence[Example], folds: int) -> list[tuple[Example, str, float]]:
    """Learn from all folds but one; judge that one's pages."""
    rest = [e for e in data if fold_of(e.publisher, folds) != fold]
    weights = {table: learn(rest, table) for table in SETTINGS}
    CACHE.mkdir(exist_ok=True)
    write(weights, kinds_file(fold, folds))
    out = []
    for e in data:
        if fold_of(e.publisher, folds) == fold:
            verdict = judge(e.names, weights, html=e.table == "html")
            out.append((e, verdict.kind.value, verdict.article))
    return out


def report(rows: Iterable[tuple[Example, str, float]]) -> None:
    """By corpus and form: whether a page is an article was told rightly, its kind, and the mean odds of an article."""
    groups: dict[str, list[tuple[Example, str, float]]] = defaultdict(list)
    for row in rows:
        e = row[0]
        groups[f"{e.corpus}/{e.form}"].append(row)
        if e.table == "html" or e.corpus == "made":
            groups[f"  {e.corpus}/{e.table}/{e.kind}"].append(row)
    for name, group in sorted(groups.items(), key=lambda g: g[0].strip()):
        right = [(kind == "article") == (e.kind == "article") for e, kind, _ in group]
        exact = [kind == e.kind for e, kind, _ in group]
        odds = sum(p for *_, p in group) / len(group)
        print(
            f"{name:24} n={len(group):<5} article or not {sum(right) / len(right):.3f}  "
            f"kind {sum(exact) / len(exact):.3f}  mean probability of an article {odds:.3f}"
        )


def write(weights: Mapping[str, Model], path: Path) -> None:
    """Small, sorted, one piece of evidence a line, so that a change can be read."""
    parts = [
        json.dumps(table)
        + ": {\n"
        + ",\n".join(f" {json.dumps(k, ensure_ascii=False)}: {json.dumps(dict(sorted(v.items())))}" for k, v in rows)
        + "\n}"
        for table, rows in ((table, sorted(model.items())) for table, model in sorted(weights.items()))
    ]
    path.write_text("{" + ",\n".join(parts) + "}\n", "utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=CACHE, help="a folder with the folds' weights of train.py")
    parser.add_argument("--folds", type=int, default=FOLDS, help="for cross-validation")
    parser.add_argument("--made", type=int, default=4, help="made-up pages of each kind and language")
    parser.add_argument("--dry-run", action="store_true", help="write no weights")
    parser.add_argument("--no-cv", action="store_true", help="only learn from all pages and write")
    args = parser.parse_args()
    start = time.time()
    data = examples(args.corpus, args.weights, args.made)
    print(f"{len(data)} pages read in {time.time() - start:.0f} s", flush=True)
    if not args.no_cv:
        with ProcessPoolExecutor(2) as pool:
            done: list[Any] = list(pool.map(partial(held_out, data=data, folds=args.folds), range(args.folds)))
        report(row for rows in done for row in rows)
    if not args.dry_run:
        weights = {table: learn(data, table) for table in SETTINGS}
        write(weights, OUT)
        print({table: len(model) for table, model in weights.items()}, "pieces of evidence to", OUT)
    print(f"{time.time() - start:.0f} s")


if __name__ == "__main__":
    assert set(KIND_OF.values()) <= {kind.value for kind in PageKind}
    main()
