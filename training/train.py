"""Learn the weights: label the pages' blocks, cross-validate by publisher, write weights.json.

    python training/train.py --corpus PATH              cross-validate, then write src/cleanpage/weights.json
    python training/train.py --corpus PATH --dry-run    cross-validate only

The same pages give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pycrfsuite

from cleanpage import Cleaner, parse
from cleanpage.api import MAX_CHARS
from cleanpage.evidence import Evidence
from cleanpage.label import FORMS, STATES, Form, Weights
from cleanpage.language import builtin_detector
from cleanpage.read import read
from cleanpage.rules import Rule
from cleanpage.rules.load import builtin_languages, builtin_pack
from cleanpage.types import DROPPED, Page
from training import align, pages

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "cleanpage"
OUT: dict[Form, Path] = {
    "text": PACKAGE / "weights.json",
    "html": PACKAGE / "weights-html.json",
    "clean": PACKAGE / "weights-clean.json",
}
CACHE = Path(__file__).resolve().parent / "cache"

L1, L2 = 1.0, 4.0  # regularisation, chosen by cross-validation
LEANS = {"drop": -0.6, "caption": 1.0, "credit": 0.5, "footer": 2.5, "byline": 1.3, "dateline": 1.2, "standfirst": 0.3}
"""Nats added for a state wherever it may follow: losing a paragraph is worse than keeping a line, and rare states
are learned too faintly. Chosen by cross-validation."""
LEANS_BY_FORM: Mapping[Form, Mapping[str, float]] = {
    "text": {**LEANS, "standfirst": 0.45},
    "html": {**LEANS, "drop": -0.1, "caption": 1.7, "credit": 1.2},  # markup says much of what is to be dropped
    "clean": {**LEANS, "drop": -1.4, "caption": 1.2, "credit": 1.0},  # nearly all else is to be kept
}
STEPS_BY_FORM: Mapping[Form, Mapping[str, float]] = {
    "text": {"drop>drop": -0.1, "drop>paragraph": 0.6, "drop>heading": 0.5},
    "html": {"drop>drop": -0.2, "drop>paragraph": 0.5, "drop>heading": 0.4},
    "clean": {"drop>drop": -0.6, "drop>paragraph": 1.0, "drop>heading": 0.8},
}
"""Nats added for a step from one state to another: a box amid the article must not take what is behind it along. On
held-out pages F1 stays or rises, and fewer paragraphs are lost. Chosen by cross-validation."""
RULES_LEAN = {"drops.start": 5.0, "drops.contains": 5.0, "drops.regex": 5.0, "drops.line": 5.0, "drops.end": 2.5}
"""Nats added to what rules say that drop lines. Of 69,548 paragraphs of known articles they hit 121, nearly all teasers
and notices that these count in; but most of what they hit stands among others of its like, which tell as much: so
little is learned of one amid an article. Held-out pages score the same for 0 to 7 nats."""
EXTRA = ("bodies", "web:200")
"""Other corpora that are learned from, as HTML: from text they made it worse, since their gold counts otherwise."""
ITERATIONS = 150
DIGITS = 2
CUT = ("html",)
"""Forms in which some pages are learned from once more, cut down to their articles. As text they gained nothing."""
LEAST = 5  # times that a piece of evidence or a step is seen, or it is not learned


Known = Mapping[str, Mapping[str, str]]
"""By page, what readers said of its lines."""


class Example(NamedTuple):
    """One page ready to be learned from."""

    form: Form
    source: pages.Source
    publisher: str
    items: list[list[str]]
    states: list[str]


def publisher_of(gold: Mapping[str, Any]) -> str:
    """A publisher's name such that its pages in different corpora fall into one fold."""
    name = re.sub(r"^www\.|\.(?:com?|org|net|de|uk|ca|eu)\b", "", gold["publisher"].lower())
    return re.sub(r"[^a-z0-9]|^the", "", name)


def fold_of(publisher: str, folds: int) -> int:
    return int(hashlib.sha1(publisher.encode()).hexdigest(), 16) % folds


def known_lines(corpus: Path) -> dict[str, dict[str, str]]:
    """The lines of each page that were labelled by a reader."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for row in pages.gold_rows(corpus, "lines"):
        known[row["page"]][align.fold(row["line"])] = row["label"]
    return known


BODY = frozenset({"paragraph", "more", "heading", "standfirst"})


def _is_promo(evidence: Evidence) -> bool:
    """Whether a rule knows a short line as promotion: the gold of some pages counts "Read more: …" as text."""
    return evidence.shape.size < 140 and any(h.name.startswith("rule.promo.") for h in evidence.shape.hits)


def example(source: pages.Source, known: Known, cleaner: Cleaner) -> Example | None:
    """Read, describe and label one page; None where the dump lost the article."""
    page = read(source.text, MAX_CHARS, "html" if source.form == "html" else "text")
    blocks = page.blocks
    said, alternatives = known.get(source.gold["id"]), source.form == "dclm"
    states = align.label(blocks, source.gold, said, alternatives=alternatives) if blocks else None
    if states is None:
        return None
    return _described(source, page, states, cleaner)


def cut_example(source: pages.Source, known: Known, cleaner: Cleaner) -> Example | None:
    """The same of the page cut down to its article, as people hand on what they have cut out of pages."""
    page = read(source.text, MAX_CHARS, "html" if source.form == "html" else "text")
    states = align.label(page.blocks, source.gold, known.get(source.gold["id"])) if page.blocks else None
    kept = [i for i, state in enumerate(states or ()) if state != "drop"]
    if not states or not kept:
        return None
    article = slice(kept[0], kept[-1] + 1)
    made = _described(source, page._replace(blocks=page.blocks[article]), states[article], cleaner)
    return made._replace(source=source._replace(form="cut"))


def rules_of(text: str, otherwise: str = "") -> tuple[Rule, ...]:
    """The rules of a text's language, or of another one where it has no pack."""
    language = builtin_detector().detect(text)
    name = language if language in builtin_languages() else otherwise
    return builtin_pack(name).rules if name else ()


def with_notices(source: pages.Source) -> pages.Source:
    """A cleaned text into which lines are put that rules of its language drop: people copy such texts out of pages.

    What programs write that clean pages has hardly any of them, so that it does not tell what the rules are worth.
    """
    rules = rules_of(source.text)
    said = [hit for rule in rules if rule.label in DROPPED and not rule.kind.startswith("page.") for hit in rule.hit]
    lines = source.text.split("\n")
    chosen = random.Random(source.gold["id"])
    for line in chosen.sample(said, min(len(said), chosen.randint(1, 4))):
        lines.insert(chosen.randint(1, len(lines)), line)
    return source._replace(text="\n".join(lines))


def _is_cut(source: pages.Source) -> bool:
    """Whether a page is learned from once more as its article alone: one in eight."""
    return source.form in CUT and hashlib.sha1(f"cut {source.gold['id']} {source.form}".encode()).digest()[0] % 8 == 0


def _described(source: pages.Source, page: Page, states: Sequence[str], cleaner: Cleaner) -> Example:
    seen, evidence = cleaner.survey(page)
    style = source.corpus if source.corpus != "news" and source.form != "own" else ""
    rows = [
        (list(e.names()) + _style(style, e), "drop" if state in BODY and _is_promo(e) else state)
        for e, state in zip(evidence, [states[i] for i in seen.near], strict=True)
        if e.place is not None
    ]
    form: Form = "html" if page.markup is not None else "clean" if page.is_clean else "text"
    return Example(form, source, publisher_of(source.gold), [r[0] for r in rows], [r[1] for r in rows])


def _style(corpus: str, evidence: Evidence) -> list[str]:
    """Names for what another corpus' gold counts otherwise, lists and blurbs say, so that no real evidence learns it.

    They are left out of the weights: cleaning goes by the news pages' gold.
    """
    if not corpus:
        return []
    names = list(evidence.names())
    tag = next((n for n in names if n.startswith("tag.")), "")
    said = [n for n in names if n.startswith("claim.")]
    own = (evidence.shape.cls, tag, f"{tag}.{evidence.shape.cls}", *said)
    return [f"~{corpus}", *(f"~{corpus}.{name}" for name in own)]


def examples(sources: Sequence[pages.Source], known: Known) -> list[Example]:
    cleaner = Cleaner(weights={form: Weights.of({}, {}) for form in FORMS})
    whole, cut = (partial(make, known=known, cleaner=cleaner) for make in (example, cut_example))
    noticed = [with_notices(s) for s in sources if s.form == "fineweb"]
    with ProcessPoolExecutor(2) as pool:
        made = [
            *pool.map(whole, [*sources, *noticed], chunksize=24),
            *pool.map(cut, filter(_is_cut, sources), chunksize=24),
        ]
    return [e for e in made if e is not None and e.items]


SECOND_LOOK = ("plain", "dclm", "markdown", "fineweb", "html")
"""Forms whose first results are learned from once more, as the text that the second look at an article sees."""


Model = dict[Form, Weights]
"""The weights by the form of pages."""


def learn(data: Sequence[Example], known: Known, iterations: int = ITERATIONS) -> Model:
    """Learn from the pages, and from what a first model made of them.

    Cleaning looks a second time at the article's own text. So that the weights know such text, with the lines
    that were kept wrongly, two models each clean the publishers that the other one was learned from.
    """
    second: list[Example] = []
    for half in (0, 1):
        cleaner = Cleaner(
            weights=_by_form([e for e in data if fold_of("half/" + e.publisher, 2) != half], iterations // 2)
        )
        for e in data:
            if fold_of("half/" + e.publisher, 2) == half and e.source.form in SECOND_LOOK:
                text = cleaner.first_look(e.source.text).to_text()
                made = example(e.source._replace(form="own", text=text), known, cleaner)
                if made is not None and made.items:
                    second.append(made)
    return _by_form([*data, *second], iterations)


def _by_form(data: Sequence[Example], iterations: int) -> Model:
    """Learn the weights of each form from the pages in it; a form without any has none."""
    sides: dict[Form, list[Example]] = {form: [e for e in data if e.form == form] for form in FORMS}
    return {form: _learn(side, form, iterations) if side else Weights.of({}, {}) for form, side in sides.items()}


def _learn(data: Sequence[Example], form: Form, iterations: int) -> Weights:
    """Train the linear chain and read its weights back."""
    leans, step_leans = LEANS_BY_FORM[form], STEPS_BY_FORM[form]
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": iterations, "feature.minfreq": LEAST})
    for e in data:
        trainer.append(pycrfsuite.ItemSequence(e.items), e.states)
    with tempfile.NamedTemporaryFile(suffix=".crf") as model:
        trainer.train(model.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(model.name)
        info = tagger.info()
        tagger.close()
    evidence: dict[str, dict[str, float]] = defaultdict(dict)
    for (name, state), weight in info.state_features.items():
        if round(weight, DIGITS) and not name.startswith("~"):
            evidence[name][state] = round(weight, DIGITS)
    for name, lean in RULES_LEAN.items():
        evidence[name]["drop"] = round(evidence[name].get("drop", 0.0) + lean, DIGITS)
        long = evidence[name + ".long"]
        long["drop"] = round(long.get("drop", 0.0) + lean / 1.5, DIGITS)
    # A step that weighs nothing is left out of the model, which is not to say that it was never seen.
    seen = Counter(step for e in data for step in pairwise(e.states))
    learned = {step: info.transitions.get(step, 0.0) for step, n in seen.items() if n >= LEAST}
    steps = {
        f"{a}>{b}": round(w + leans.get(b, 0.0) + step_leans.get(f"{a}>{b}", 0.0), DIGITS)
        for (a, b), w in learned.items()
    }
    steps |= {f"^>{b}": leans.get(b, 0.0) for b in STATES if any(e.states[0] == b for e in data)}
    return Weights.of(evidence, steps)


def fold_file(fold: int, folds: int, form: Form, folder: Path = CACHE) -> Path:
    return folder / f"fold-{fold}-of-{folds}-{form}.json"


def load(path: Path) -> Weights:
    data = json.loads(path.read_text("utf8"))
    return Weights.of(data["evidence"], data["transitions"])


def fold_cleaner(fold: int, folds: int) -> Cleaner:
    return Cleaner(weights={form: load(fold_file(fold, folds, form)) for form in FORMS})


def held_out(
    fold: int, folds: int, data: Sequence[Example], tests: Sequence[pages.Source], known: Known, iterations: int
) -> list[tuple[pages.Source, dict[str, Any]]]:
    """Learn from all folds but one; clean that one's pages."""
    start = time.time()
    weights = learn([e for e in data if fold_of(e.publisher, folds) != fold], known, iterations)
    CACHE.mkdir(exist_ok=True)
    for kind, side in weights.items():
        write(side, fold_file(fold, folds, kind))
    cleaner = Cleaner(weights=weights)
    out = [(s, cleaner.clean(s.text).to_dict()) for s in tests if fold_of(publisher_of(s.gold), folds) == fold]
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
    data: Sequence[Example], tests: Sequence[pages.Source], known: Known, folds: int, iterations: int
) -> list[tuple[pages.Source, dict[str, Any]]]:
    work = partial(held_out, folds=folds, data=data, tests=tests, known=known, iterations=iterations)
    with ProcessPoolExecutor(2) as pool:
        return [row for rows in pool.map(work, range(folds)) for row in rows]


def score_lines(evaluate: Any, corpus: Path, folds: int) -> None:
    """evaluate.py's figures for the lines that readers labelled, each page cleaned by weights that never saw it."""
    cleaners = [fold_cleaner(f, folds) for f in range(folds)]
    publishers = {g["id"]: publisher_of(g) for g in pages.gold_rows(corpus, "news")}
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
    parser.add_argument("--folds", type=int, default=4)
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
            cross_validate(data, [*tests, *(s for s in extra if s.form == "html")], known, args.folds, args.iterations),
        )
        for form, row in found.items():
            print(f"{form:11}n={len(row['pages']):<4}" + "  ".join(f"{k} {v:.3f}" for k, v in row["mean"].items()))
        score_lines(evaluate, args.corpus, args.folds)
        if args.json:
            args.json.write_text(json.dumps(found, indent=1))
    if not args.dry_run:
        weights = learn(data, known, args.iterations)
        for kind, side in weights.items():
            write(side, OUT[kind])
            print(f"{len(side.evidence)} pieces of evidence to {OUT[kind]}")
    print(f"{time.time() - start:.0f} s")


if __name__ == "__main__":
    main()
