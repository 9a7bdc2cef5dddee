"""Pages made ready to be learned from: their blocks' evidence, and what each block is."""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from cleanpage import Cleaner
from cleanpage.api import MAX_CHARS
from cleanpage.evidence import Evidence
from cleanpage.label import FORMS, Form, Weights
from cleanpage.language import builtin_detector
from cleanpage.read import read
from cleanpage.rules import Rule
from cleanpage.rules.load import builtin_languages, builtin_pack
from cleanpage.types import DROPPED, Page
from cleanpage.verdicts import form_of
from training import align, pages

Part = Literal["whole", "cut", "brief"]
"""What is made of a page: all of it, its article alone, or a brief report."""
CUT = ("html",)
"""Forms in which one page in eight is learned from once more, cut down to its article. As text they gained nothing."""
BRIEF = tuple(form for form in pages.FORMS if form != "html")
"""Forms in which one page in four is learned from once more as a brief report: real ones are rare among the pages.
Markup would count the prose that has been taken out."""
MOST_BRIEF, MOST_AROUND = 5, 8
"""Paragraphs of a brief report, and lines before and after it that belong to the page."""

Known = Mapping[str, Mapping[str, str]]
"""By page, what readers said of its lines."""


class Example(NamedTuple):
    """One page ready to be learned from."""

    form: Form
    source: pages.Source
    publisher: str
    items: list[list[str]]
    states: list[str]
    part: Part = "whole"


def known_lines(corpus: Path) -> dict[str, dict[str, str]]:
    """The lines of each page that were labelled by a reader."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for row in pages.gold_rows(corpus, "lines"):
        known[row["page"]][align.fold(row["line"])] = row["label"]
    return known


_FIRST_SENTENCE = re.compile(r"^.{20,}?(?:[.!?؟۔।][\"”»]?(?= )|[。！？][\"”」]?)")
BODY = frozenset({"paragraph", "more", "heading", "standfirst"})


def _is_promo(evidence: Evidence) -> bool:
    """Whether a rule knows a short line as promotion: the gold of some pages counts "Read more: …" as text."""
    return evidence.shape.size < 140 and any(h.name.startswith("rule.promo.") for h in evidence.shape.hits)


def example(source: pages.Source, known: Known, cleaner: Cleaner) -> Example | None:
    """Read, describe and label one page; None where the dump lost the article."""
    page, states = _labelled(source, known)
    return _described(source, page, states, cleaner) if states else None


def cut_example(source: pages.Source, known: Known, cleaner: Cleaner) -> Example | None:
    """The same of the page cut down to its article, as people hand on what they have cut out of pages."""
    page, states = _labelled(source, known)
    kept = _kept(states)
    if not kept:
        return None
    article = range(kept[0], kept[-1] + 1)
    return _described(source, _only(page, article), [states[i] for i in article], cleaner, "cut")


def brief_example(source: pages.Source, known: Known, cleaner: Cleaner) -> Example | None:
    """The same of the page made a brief report: its first paragraphs, of some the first sentence, and few lines around.

    None where it is brief already.
    """
    page, states = _labelled(source, known)
    kept, paragraphs = _kept(states), [i for i, state in enumerate(states) if state == "paragraph"]
    chosen = random.Random(f"brief {source.gold['id']} {source.form}")
    most, before, after = chosen.randint(1, MOST_BRIEF), chosen.randint(0, MOST_AROUND), chosen.randint(0, MOST_AROUND)
    if len(paragraphs) <= most:
        return None
    end = paragraphs[most]
    head, behind = range(max(0, kept[0] - before), end), range(end, len(states))
    signed = [i for i in behind if states[i] in ("footer", "byline", "dateline")]
    near = [*head, *sorted([*signed, *[i for i in behind if states[i] == "drop"][:after]])]
    kinds = [states[i] for i in near]
    blocks = [
        block._replace(text=first_sentence(block.text))
        if state == "paragraph" and after != "more" and chosen.random() < 0.6
        else block
        for block, state, after in zip(_only(page, near).blocks, kinds, [*kinds[1:], ""], strict=True)
    ]
    return _described(source, page._replace(blocks=tuple(blocks)), kinds, cleaner, "brief")


def _labelled(source: pages.Source, known: Known) -> tuple[Page, Sequence[str]]:
    """Read and label one page; no states where the dump lost the article."""
    page = read(source.text, MAX_CHARS, "html" if source.form == "html" else "text")
    if not page.blocks:
        return page, ()
    said, alternatives = known.get(source.gold["id"]), source.form == "dclm"
    return page, align.label(page.blocks, source.gold, said, alternatives=alternatives) or ()


def _kept(states: Sequence[str]) -> list[int]:
    return [i for i, state in enumerate(states) if state != "drop"]


def _only(page: Page, near: Iterable[int]) -> Page:
    """A page of some of its blocks."""
    return page._replace(blocks=tuple(page.blocks[i] for i in near))


def first_sentence(text: str) -> str:
    """A text's first sentence, where it is told from the next one; else all of it.

    >>> first_sentence("The ferry sank on Monday. All were saved.")
    'The ferry sank on Monday.'
    """
    first = _FIRST_SENTENCE.match(text)
    return first.group() if first else text


MAKERS: Mapping[Part, Callable[[pages.Source, Known, Cleaner], Example | None]] = {
    "whole": example,
    "cut": cut_example,
    "brief": brief_example,
}


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


def _is_made(part: str, one_in: int, source: pages.Source) -> bool:
    """Whether a page is learned from once more as a part of it: by chance, always the same."""
    return hashlib.sha1(f"{part} {source.gold['id']} {source.form}".encode()).digest()[0] % one_in == 0


def _described(
    source: pages.Source, page: Page, states: Sequence[str], cleaner: Cleaner, part: Part = "whole"
) -> Example:
    seen, evidence = cleaner.survey(page)
    style = source.corpus if source.corpus != "news" and source.form != "own" else ""
    rows = [
        (list(e.names()) + _style(style, e), "drop" if state in BODY and _is_promo(e) else state)
        for e, state in zip(evidence, [states[i] for i in seen.near], strict=True)
        if e.place is not None
    ]
    if "summary" not in source.gold:
        rows = _with_standfirst(rows)
    return Example(
        form_of(page, evidence),
        source,
        pages.publisher_of(source.gold),
        [r[0] for r in rows],
        [r[1] for r in rows],
        part,
    )


def _with_standfirst(rows: list[tuple[list[str], str]]) -> list[tuple[list[str], str]]:
    """The lines of a page whose known article has no field for a standfirst: a first paragraph is one that the page
    states as its description, too.

    >>> _with_standfirst([(["claim.title"], "title"), (["claim.description"], "paragraph")])[1]
    (['claim.description'], 'standfirst')
    """
    first = next((i for i, (_, state) in enumerate(rows) if state == "paragraph"), None)
    if first is None or "claim.description" not in rows[first][0]:
        return rows
    return [(names, "standfirst") if i == first else (names, state) for i, (names, state) in enumerate(rows)]


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


def _made(source: pages.Source, part: Part, known: Known, cleaner: Cleaner) -> Example | None:
    return MAKERS[part](source, known, cleaner)


def examples(sources: Sequence[pages.Source], known: Known) -> list[Example]:
    cleaner = blank()
    noticed = [with_notices(s) for s in sources if s.form == "fineweb"]
    cut = [s for s in sources if s.form in CUT and _is_made("cut", 8, s)]
    brief = [s for s in sources if s.form in BRIEF and _is_made("brief", 4, s)]
    chosen: Mapping[Part, Sequence[pages.Source]] = {"whole": [*sources, *noticed], "cut": cut, "brief": brief}
    with ProcessPoolExecutor(2) as pool:
        made = [
            e
            for part, of in chosen.items()
            for e in pool.map(partial(_made, part=part, known=known, cleaner=cleaner), of, chunksize=24)
        ]
    return [e for e in made if e is not None and e.items]
