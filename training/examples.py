"""Pages made ready to be learned from: their blocks' evidence, and what each block is."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from cleanpage import Cleaner
from cleanpage.api import MAX_CHARS
from cleanpage.evidence import Evidence
from cleanpage.label import FORMS, Form, Weights
from cleanpage.language import builtin_detector
from cleanpage.read import read
from cleanpage.rules import Rule
from cleanpage.rules.load import builtin_languages, builtin_pack
from cleanpage.types import DROPPED, Page
from training import align, pages

CUT = ("html",)
"""Forms in which some pages are learned from once more, cut down to their articles. As text they gained nothing."""

Known = Mapping[str, Mapping[str, str]]
"""By page, what readers said of its lines."""


class Example(NamedTuple):
    """One page ready to be learned from."""

    form: Form
    source: pages.Source
    publisher: str
    items: list[list[str]]
    states: list[str]


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
    return Example(form, source, pages.publisher_of(source.gold), [r[0] for r in rows], [r[1] for r in rows])


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


def blank() -> Cleaner:
    """A cleaner that knows no weights: it only describes pages."""
    return Cleaner(weights={form: Weights.of({}, {}) for form in FORMS})


def examples(sources: Sequence[pages.Source], known: Known) -> list[Example]:
    cleaner = blank()
    whole, cut = (partial(make, known=known, cleaner=cleaner) for make in (example, cut_example))
    noticed = [with_notices(s) for s in sources if s.form == "fineweb"]
    with ProcessPoolExecutor(2) as pool:
        made = [
            *pool.map(whole, [*sources, *noticed], chunksize=24),
            *pool.map(cut, filter(_is_cut, sources), chunksize=24),
        ]
    return [e for e in made if e is not None and e.items]
